//! The two classes of main sockets: `NetsvrBusiness\MainSocket`, read by `MainSocketManager::run()`, and
//! `NetsvrBusiness\Workerman\MainSocket`, read by Workerman's loop. One state behind both.
use super::callback::Callback;
use super::host;
use super::state::{slot, MainSocket, State};
use super::{construct, dispatch, keepalive, pause, registration, renewal, sending, vigil};
use crate::api::{self, interface, Generation, Param};
use crate::contract::MAIN_SOCKET_INTERFACE;
use crate::gateways;
use crate::logger::{self, Level};
use crate::socket;
use crate::text_check;
use crate::turns::Turns;
use crate::zend::{
    handler, throw_builtin, Builtin, Call, Class, ClassBuilder, Initial, Interned, Method, Thrown,
    Type, View, ZObj, ZVal,
};
use netsvr_client::{names, OutFrame, Stream};
use netsvr_wire::frame;

pub static MAIN_SOCKET: Class = Class::unset();
static WORKERMAN_MAIN_SOCKET: Class = Class::unset();

static CONNECT: Interned = Interned::new("connect");
static REGISTER: Interned = Interned::new("register");
static CONVERT: Interned = Interned::new("convertsockettotcpconnection");
static CLOSE_CONNECTION: Interned = Interned::new("closetcpconnection");
static ON_CLOSE: Interned = Interned::new("onclose");

/// At module start.
pub fn register() {
    for name in [&CONNECT, &REGISTER, &CONVERT, &CLOSE_CONNECTION, &ON_CLOSE] {
        name.make();
    }
    common(ClassBuilder::new("NetsvrBusiness\\MainSocket"), &[]).register(&MAIN_SOCKET);
    let hosted = ClassBuilder::new("NetsvrBusiness\\Workerman\\MainSocket");
    common(hosted, api::current().workerman_main_socket)
        .method(
            Method::new("convertSocketToTcpConnection", handler(take_over))
                .protected()
                .returns(Type::VOID),
        )
        .method(
            Method::new("onMessage", handler(on_message))
                .protected()
                .param("data", Type::ARRAY)
                .returns(Type::VOID),
        )
        .method(
            Method::new("onClose", handler(on_close))
                .protected()
                .returns(Type::VOID),
        )
        .method(
            Method::new("closeTcpConnection", handler(close_connection))
                .protected()
                .returns(Type::VOID),
        )
        .method(logger::format_exp_method())
        .register(&WORKERMAN_MAIN_SOCKET);
}

/// What both classes have; with the parameters that the constructor has behind those of both.
fn common<'a>(mut class: ClassBuilder<'a>, own: &[Param]) -> ClassBuilder<'a> {
    let api = api::current();
    class = class
        .implements(&MAIN_SOCKET_INTERFACE)
        .native::<State>()
        .not_serializable();
    for (name, type_, initial) in [
        ("logPrefix", Type::STRING, Initial::EmptyString),
        ("logger", Type::class(interface::LOGGER), Initial::Nothing),
        ("event", Type::class(interface::EVENT), Initial::Nothing),
        ("socket", Type::class(interface::SOCKET), Initial::Nothing),
        (
            "connection",
            Type::class("Workerman\\Connection\\TcpConnection").nullable(),
            Initial::Null,
        ),
        (api.heartbeat_message, Type::STRING, Initial::Nothing),
        ("events", Type::INT, Initial::Nothing),
    ] {
        class = class.property(name, type_, initial);
    }
    // one slot, whatever the generation calls it
    class = match api.generation {
        Generation::Four => class.property("processCmdGoroutineNum", Type::INT, Initial::Nothing),
        Generation::Eight if own.is_empty() => class.private_property("eventLoop", Initial::Null),
        Generation::Eight => {
            let event_loop = Type::class(interface::EVENT_LOOP);
            class.property("eventLoop", event_loop, Initial::Nothing)
        }
    };
    for (name, type_, initial) in [
        ("connId", Type::STRING, Initial::EmptyString),
        ("heartbeatIntervalMillisecond", Type::INT, Initial::Nothing),
        ("closed", Type::BOOL, Initial::False),
        ("timerId", Type::INT | Type::BOOL, Initial::False),
    ] {
        class = class.property(name, type_, initial);
    }
    class = match api.generation {
        Generation::Four => {
            let timer_id = Type::INT | Type::BOOL;
            class.property("reconnectTimerId", timer_id, Initial::False)
        }
        Generation::Eight => class.private_property("reconnectTimerId", Initial::False),
    };
    class = class.private_property("stream", Initial::Null);
    let constructor = api::with_params(
        Method::new("__construct", handler(construct::construct)),
        api.main_socket,
    );
    class
        .method(api::with_params(constructor, own))
        .method(
            Method::new("send", handler(send))
                .param("data", Type::STRING)
                .returns(Type::VOID),
        )
        .method(Method::new(api.get_worker_addr, handler(get_worker_addr)).returns(Type::STRING))
        .method(Method::new("connect", handler(connect)).returns(Type::BOOL))
        .method(Method::new("register", handler(register_method)).returns(Type::BOOL))
        .method(Method::new("loopHeartbeat", handler(loop_heartbeat)).returns(Type::VOID))
        .method(Method::new("unregister", handler(unregister)).returns(Type::BOOL))
        .method(Method::new("close", handler(close)).returns(Type::VOID))
}

/// The main socket whose method runs.
fn this(call: &Call) -> Result<MainSocket<'_>, Thrown> {
    MainSocket::of(call.this())
        .ok_or_else(|| throw_builtin(Builtin::Error, "not a main socket object"))
}

/// Workerman's loop reads it, not ours.
pub fn is_hosted(object: &ZObj) -> bool {
    object.is_a(&WORKERMAN_MAIN_SOCKET)
}

/// Frames may be written on it without calling its `send()`.
pub fn sends_natively(object: &ZObj) -> bool {
    object.is_exactly(&MAIN_SOCKET)
        || object.is_exactly(&WORKERMAN_MAIN_SOCKET)
        || object.has_handler("send", handler(send))
}

/// Events may be handed to the user's handler without calling its `onMessage()`.
pub fn handles_natively(object: &ZObj) -> bool {
    object.is_exactly(&MAIN_SOCKET)
        || object.is_exactly(&WORKERMAN_MAIN_SOCKET)
        || !is_hosted(object)
        || object.has_handler("onmessage", handler(on_message))
}

fn get_worker_addr(call: &Call) -> Result<ZVal, Thrown> {
    crate::socket::exchange::worker_addr_value(this(call)?.socket()?)
}

fn connect(call: &Call) -> Result<bool, Thrown> {
    let main = this(call)?;
    let socket = main.socket()?.to_owned();
    let connected = socket::connect_replacing(&socket, || renewal::give_way(main))?;
    if connected && api::current().generation == Generation::Eight {
        // close() is to close what has come about, whether the main socket was closed before or not
        main.object.set_slot(slot::CLOSED, false.into());
    }
    Ok(connected)
}

fn register_method(call: &Call) -> Result<bool, Thrown> {
    registration::register(this(call)?)
}

fn unregister(call: &Call) -> Result<bool, Thrown> {
    registration::unregister(this(call)?)
}

fn send(call: &Call) -> Result<(), Thrown> {
    let main = this(call)?;
    let payload = call.string(0)?;
    text_check::payload("send", payload, |line| main.tell(line))?;
    let payload = payload.as_bytes();
    let Ok(length) = frame::length_prefix(payload.len()) else {
        return Err(throw_builtin(
            Builtin::ValueError,
            "a frame cannot hold more than 4 GiB",
        ));
    };
    sending::send(main, &[OutFrame::from([&length[..], payload])])
}

fn loop_heartbeat(call: &Call) -> Result<(), Thrown> {
    let main = this(call)?;
    if !is_hosted(main.object) {
        // our own loop sends heartbeats by itself
        return Ok(());
    }
    let timer = main.object.slot(slot::TIMER_ID).view();
    let interval = main.heartbeat_interval();
    if !main.is_registered() || interval.is_zero() || matches!(timer, View::Long(_)) {
        return Ok(());
    }
    let id = host::add_timer(
        interval,
        &Callback::Heartbeat.for_object(main.object)?,
        true,
    )?;
    main.object.set_slot(slot::TIMER_ID, id);
    main.state.sends_heartbeats.set(true);
    keepalive::begin(main);
    Ok(())
}

/// Sends a heartbeat, if there is a connection to send it on. One that finds no room is not missed: then there are
/// other frames that show that this process lives.
///
/// # Errors
/// What the logger throws when the connection turns out to be lost.
pub fn heartbeat(main: MainSocket<'_>) -> Result<(), Thrown> {
    if !main.is_closed() && !main.has_connection() && !renewal::is_under_way(main) {
        // PHP code has closed it behind our back
        return pause::schedule(main);
    }
    gateways::add_to_pool_now_and_then();
    keepalive::come_back(main)?;
    let peer = main.with_stream(|stream| stream.peer()).flatten();
    if let (Some(name), Some(peer)) = (main.name(), peer) {
        if names::has_moved(&name, peer) {
            return main.lost(&format!("the gateway is no longer at {peer}"), None);
        }
    }
    let payload = main.heartbeat_message().as_bytes();
    if let (Ok(length), true) = (frame::length_prefix(payload.len()), main.is_registered()) {
        let fate = sending::deliver(main, &[OutFrame::from([&length[..], payload])])?;
        if matches!(fate, sending::Fate::Sent) {
            main.with_stream(Stream::forget_last);
            main.note_heartbeat();
        }
    }
    vigil::look(main)
}

fn close(call: &Call) -> Result<(), Thrown> {
    close_main_socket(this(call)?)
}

fn close_main_socket(main: MainSocket<'_>) -> Result<(), Thrown> {
    if main.is_closed() {
        return Ok(());
    }
    main.object.set_slot(slot::CLOSED, true.into());
    main.state.closes.set(main.state.closes.get() + 1);
    let timer = main.object.slot(slot::TIMER_ID).clone();
    if matches!(timer.view(), View::Long(_)) {
        main.object.set_slot(slot::TIMER_ID, false.into());
        host::delete_timer(timer)?;
    }
    main.state.next_heartbeat.set(None);
    main.state.owes_heartbeats.set(false);
    main.state.sends_heartbeats.set(false);
    let mut turns = Turns::default();
    turns.take(renewal::stop(main))?;
    turns.take(let_go_of_connection(main))?;
    let closed = main.socket().map(ZObj::to_owned);
    turns.take(closed.and_then(|socket| socket.call("close", &[]).map(drop)))?;
    turns.end()
}

fn take_over(call: &Call) -> Result<(), Thrown> {
    this(call)?.take_over()
}

fn close_connection(call: &Call) -> Result<(), Thrown> {
    close_tcp_connection(this(call)?)
}

/// `convertSocketToTcpConnection()` of a user class where that is overridden.
///
/// # Errors
/// As [`MainSocket::take_over`].
pub fn convert(main: MainSocket<'_>) -> Result<(), Thrown> {
    if converts_by_user(main.object) {
        return main.object.call_protected(&CONVERT, &[]).map(drop);
    }
    main.take_over()
}

/// `closeTcpConnection()` of a user class where that is overridden.
///
/// # Errors
/// As [`close_tcp_connection`].
pub fn let_go_of_connection(main: MainSocket<'_>) -> Result<(), Thrown> {
    let name = &CLOSE_CONNECTION;
    let overridden = is_hosted(main.object) && main.object.has_user_method(&name.to_text());
    if overridden {
        return main.object.call_protected(name, &[]).map(drop);
    }
    close_tcp_connection(main)
}

/// Writes what waits, and lets go of the connection. The socket that it came from stays open.
///
/// # Errors
/// What the logger or the host's loop throws.
pub fn close_tcp_connection(main: MainSocket<'_>) -> Result<(), Thrown> {
    if main.state.stream.try_borrow().is_ok_and(|it| it.is_none()) {
        return Ok(());
    }
    let absence = main.with_stream(Stream::take_absence).flatten();
    let unread = main
        .with_stream(|stream| {
            if stream.is_foreign() {
                0
            } else {
                stream.waiting_frames()
            }
        })
        .unwrap_or(0);
    let unsent = main.flush_and_wait()?;
    main.let_go()?;
    sending::say_refusals(main)?;
    if let Some(absence) = &absence {
        keepalive::tell(main, absence)?;
    }
    if unsent + unread > 0 {
        let line = main.line(Level::Warning, |to| {
            format!(
                "main socket to {to} closed: {unsent} frames were not sent, {unread} events were not handled."
            )
        })?;
        main.log(line.frames(Some(unsent)))?;
    }
    Ok(())
}

fn on_message(call: &Call) -> Result<(), Thrown> {
    let main = this(call)?;
    let View::Array(data) = call.typed(0, Type::ARRAY)?.view() else {
        return Ok(());
    };
    let command = match data.get(b"cmd").map(ZVal::view) {
        Some(View::Long(command)) => u32::try_from(command).unwrap_or(0),
        _ => 0,
    };
    let body = data.get(b"protobuf").and_then(ZVal::as_str);
    dispatch::handle(main, command, body.map_or(b"", |body| body.as_bytes()))
}

fn on_close(call: &Call) -> Result<(), Thrown> {
    pause::schedule(this(call)?)
}

/// What is to happen when the connection is gone.
///
/// # Errors
/// What an overridden `onClose()` or the host's timers throw.
pub fn connection_closed(main: MainSocket<'_>) -> Result<(), Thrown> {
    let object = main.object;
    if is_hosted(object) && !object.has_known_handler(&ON_CLOSE, handler(on_close)) {
        return object.call_protected(&ON_CLOSE, &[]).map(drop);
    }
    pause::schedule(main)
}

/// `$this->connect() && $this->register()`. Where another coroutine closes it meanwhile, it is closed afterwards.
///
/// # Errors
/// What callbacks and user classes throw.
pub fn connect_and_register(main: MainSocket<'_>) -> Result<bool, Thrown> {
    let object = main.object;
    let before = main.state.closes.get();
    let is_open = || main.state.closes.get() == before;
    let done = object.call_known(&CONNECT, &[])?.is_truthy()
        && is_open()
        && object.call_known(&REGISTER, &[])?.is_truthy();
    if is_open() {
        return Ok(done);
    }
    // what has come about since
    object.set_slot(slot::CLOSED, false.into());
    object.call("close", &[])?;
    Ok(false)
}

/// No user class has overridden `unregister`.
pub fn unregisters_natively(object: &ZObj) -> bool {
    object.has_handler("unregister", handler(unregister))
}

/// No user class has overridden `connect`, `register`, or what is called between the two.
pub fn connects_natively(object: &ZObj) -> bool {
    object.has_known_handler(&CONNECT, handler(connect))
        && object.has_known_handler(&REGISTER, handler(register_method))
        && !converts_by_user(object)
}

/// A user class has overridden `convertSocketToTcpConnection`.
fn converts_by_user(object: &ZObj) -> bool {
    is_hosted(object) && object.has_user_method(&CONVERT.to_text())
}
