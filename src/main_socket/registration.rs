//! Registering a connection with its gateway, and taking the registration back.
use super::class;
use super::dispatch::{self, Outcome};
use super::keepalive;
use super::state::{slot, MainSocket};
use super::turn;
use super::waiting::{self, wait_and_dispatch, Until};
use crate::api::{self, Generation};
use crate::container::{Current, TASK_SOCKET_MANGER_ID};
use crate::exception::{
    REGISTER_MAIN_SOCKET_EXCEPTION, SOCKET_RECEIVE_EXCEPTION, SOCKET_SEND_EXCEPTION,
};
use crate::functions;
use crate::gateways;
use crate::logger::Level;
use crate::message;
use crate::settings::SETTINGS;
use crate::socket::exchange;
use crate::socket::{pairing, patience, task_socket_manger, Socket};
use crate::zend::{
    error, throw_builtin, Builtin, Interned, Thrown, View, ZObj, ZObject, ZStr, ZString,
};
use netsvr_client::health::Proof;
use netsvr_client::{
    generation, Deadline, NoHook, OutFrame, ReadError, Stream, Unsent, WriteError,
};
use netsvr_wire::{frame, Command, Gateway, GatewayKey, COMMAND_SIZE};
use std::time::Duration;

/// How long what a gateway 8.x has answered may take to come into effect.
const AFTERMATH: Duration = Duration::from_millis(50);
/// Answers of a task socket that may be empty (it timed out) before unregistering is given up.
const PATIENCE: usize = 3;

static SEND: Interned = Interned::new("send");
static RECEIVE: Interned = Interned::new("receive");

/// At module start.
pub fn register_names() {
    SEND.make();
    RECEIVE.make();
}

/// Asks the gateway to forward events from now on, and hands the connection to the loop.
///
/// # Errors
/// What the logger throws. All else is logged, and gives false.
pub fn register(main: MainSocket<'_>) -> Result<bool, Thrown> {
    match try_register(main) {
        Ok(true) => {
            keepalive::begin(main);
            log_success(main).map(|()| true)
        }
        Ok(false) => Ok(false),
        Err(thrown) => log_failure(main, &*error::caught(thrown)?).map(|()| false),
    }
}

/// The line for a connection that is registered.
///
/// # Errors
/// What the logger throws.
pub fn log_success(main: MainSocket<'_>) -> Result<(), Thrown> {
    main.note_registration();
    main.log(main.line(Level::Info, |to| format!("register to {to} ok."))?)
}

/// The line for one that could not be registered, and why.
///
/// # Errors
/// What the logger throws.
pub fn log_failure(main: MainSocket<'_>, exception: &ZObj) -> Result<(), Thrown> {
    log_exception(main, "register to", exception)
}

fn log_exception(main: MainSocket<'_>, what: &str, exception: &ZObj) -> Result<(), Thrown> {
    let line = main.line(Level::Error, |to| format!("{what} {to} failed."))?;
    main.log(line.describes_thrown(exception))
}

fn try_register(main: MainSocket<'_>) -> Result<bool, Thrown> {
    let socket = main.socket()?.to_owned();
    let request = register_request(main)?;
    if !socket.call_known(&SEND, &[request.into()])?.is_truthy() {
        return Ok(false);
    }
    let answer = socket.call_known(&RECEIVE, &[])?;
    let Some(answer) = answer.as_str().filter(|answer| answer.len() > 0) else {
        return say_what_to_check(main).map(|()| false);
    };
    accept(main, answer.as_bytes())?;
    class::convert(main)?;
    Ok(true)
}

fn say_what_to_check(main: MainSocket<'_>) -> Result<(), Thrown> {
    match what_to_check(main)? {
        None => Ok(()),
        Some(hint) => main.tell(main.line(Level::Error, |to| {
            format!("register to {to} failed: {hint}.")
        })?),
    }
}

/// What is to be looked at when nothing has ever come from a gateway, to one of our sockets.
///
/// # Errors
/// What a socket of a user class throws.
pub fn what_to_check(main: MainSocket<'_>) -> Result<Option<&'static str>, Thrown> {
    let Some(socket) = Socket::of(main.socket()?).filter(|socket| exchange::is_ours(socket.object))
    else {
        return Ok(None);
    };
    let is_silent = gateways::proof(&main.worker_addr()?) == Proof::None;
    Ok(is_silent.then(|| pairing::what_to_check_of_main(socket)))
}

/// Behind the reason of a gateway that refuses a registration: what of it can be seen to be wrong from here.
#[cold]
fn what_to_change(main: MainSocket<'_>) -> String {
    const ALL: i64 = 7;
    match main.object.slot(slot::EVENTS).view() {
        View::Long(events) if events & ALL == 0 => format!(
            "\n$events of the main socket is {events}: give it one or more of Event::OnOpen, Event::OnMessage and \
             Event::OnClose, with | between them"
        ),
        _ => String::new(),
    }
}

/// Takes the gateway's answer.
///
/// # Errors
/// `RegisterMainSocketException` when it refuses; `SocketReceiveException` and `DecodeException` for anything else.
pub fn accept(main: MainSocket<'_>, answer: &[u8]) -> Result<(), Thrown> {
    let response = parse("RegisterResp", Command::Register, answer)?;
    match response.slot(0).view() {
        View::Long(code) if code != 0 => Err(error::throw(
            &REGISTER_MAIN_SOCKET_EXCEPTION,
            &(message::field_string(&response, 1).to_text() + &what_to_change(main)),
            code,
        )),
        _ if api::current().generation == Generation::Eight
            && message::field_string(&response, 2).len() == 0 =>
        {
            Err(error::throw(
                &REGISTER_MAIN_SOCKET_EXCEPTION,
                "the gateway has given no connId",
                0,
            ))
        }
        _ => {
            main.object
                .set_slot(slot::CONN_ID, response.slot(2).clone());
            // of an earlier registration, whose taking back a user class has cut short
            main.state.taken_back.set(None);
            main.state.unregistering.set(None);
            main.state.was_answered.set(false);
            Ok(())
        }
    }
}

/// Writes the request on the connection that has been taken over; its answer is the first frame to come.
///
/// # Errors
/// `SocketSendException` when it cannot be written.
pub fn ask(main: MainSocket<'_>) -> Result<(), Thrown> {
    let request = register_request(main)?;
    match write(main, &request) {
        Ok(()) => Ok(()),
        Err(why) => Err(error::throw(&SOCKET_SEND_EXCEPTION, &why, 0)),
    }
}

fn register_request(main: MainSocket<'_>) -> Result<ZString, Thrown> {
    let request = new_message("RegisterReq")?;
    request.set_slot(0, main.object.slot(slot::EVENTS).clone());
    // gateways 8.x do not process commands there
    if api::current().generation == Generation::Four && main.gateway()? == Gateway::Five {
        request.set_slot(1, main.object.slot(slot::PROCESS_CMD_GOROUTINE_NUM).clone());
    }
    payload(Command::Register, &request)
}

/// Writes a payload as a frame, past everything that would refuse or cork it.
pub fn write(main: MainSocket<'_>, payload: &ZStr) -> Result<(), String> {
    let length = frame::length_prefix(payload.len()).map_err(|problem| problem.to_string())?;
    let frames = [OutFrame::from([&length[..], payload.as_bytes()])];
    main.with_stream(|stream| stream.write(&frames, usize::MAX))
        .unwrap_or(Err(Unsent {
            error: WriteError::Closed,
            taken: 0,
        }))
        .map_err(|unsent| unsent.error.to_string())
}

/// Asks the gateway to forward no more events; those that were on their way are still handled. Goes through the task
/// socket of the gateway, as the package does, or over the main socket itself where there is none, and where the
/// gateway takes registrations back on its worker port only; in generation 8 of the API always.
///
/// # Errors
/// What the logger throws. All else is logged, and gives false.
pub fn unregister(main: MainSocket<'_>) -> Result<bool, Thrown> {
    if main.conn_id().len() == 0 {
        return Ok(true);
    }
    let request = payload(Command::Unregister, &*unregister_request(main)?)?;
    let task_socket = task_socket_to_unregister(main);
    let over_main = matches!(task_socket, Ok(None));
    let tried = match (main.state.taken_back.take(), task_socket) {
        (Some(answered), _) => Ok(answered),
        (None, Ok(Some(task_socket))) => through_task_socket(&task_socket, &request),
        (None, Ok(None)) => over_main_socket(main, &request),
        (None, Err(thrown)) => Err(thrown),
    };
    match tried {
        Ok(true) => {
            main.object
                .set_slot(slot::CONN_ID, (&*message::EMPTY).into());
            main.log(main.line(Level::Info, |to| format!("unregister to {to} ok."))?)?;
            settle(&[main], true)?;
            if over_main || ask_again(main, &request)? {
                dispatch::rest(main)?;
            }
            Ok(true)
        }
        Ok(false) => Ok(false),
        Err(thrown) => {
            log_exception(main, "unregister to", &*error::caught(thrown)?).map(|()| false)
        }
    }
}

/// Handles events for a moment longer where gateways answer before all of it has come into effect: an 8.x answers Register
/// before it forwards events there, and Unregister while a few that it has not written yet are still on their way. `taken_back`: the latter.
///
/// # Errors
/// `exit()` and fatal errors in handlers; what the logger or the host's loop throws.
pub fn settle(mains: &[MainSocket<'_>], taken_back: bool) -> Result<(), Thrown> {
    if turn::is_inside() {
        return Ok(());
    }
    let mut late = Vec::with_capacity(mains.len());
    for main in mains {
        if main.has_connection() && main.gateway()? == Gateway::Eight {
            late.push(*main);
        }
    }
    let generation = generation::current();
    let deadline = Deadline::after(AFTERMATH);
    while !late.is_empty() && !deadline.expired() && generation == generation::current() {
        wait_for_events(&late, deadline.remaining())?;
        for main in &late {
            if taken_back {
                dispatch::rest(*main)?;
            } else {
                dispatch::readable(*main)?;
            }
        }
        // where something is left of what has been taken back, it is the end of the connection
        late.retain(|main| main.has_connection() && !(taken_back && main.has_input()));
    }
    Ok(())
}

/// Waits until there is something to be read, through every signal. In a coroutine others run meanwhile; else no PHP code
/// does.
///
/// # Errors
/// As [`waiting::wait`].
pub fn wait_for_events(mains: &[MainSocket<'_>], at_most: Duration) -> Result<(), Thrown> {
    if mains.iter().any(|main| main.has_input()) {
        return Ok(());
    }
    waiting::wait(mains, Until::Arrived, at_most, &mut NoHook).map(drop)
}

/// The registration is taken back through the main socket itself, whichever task sockets there are.
pub fn is_asked_itself(main: MainSocket<'_>) -> Result<bool, Thrown> {
    Ok(api::current().generation == Generation::Eight || main.gateway()? == Gateway::Eight)
}

/// The socket that a registration is taken back through, unless that is the main socket itself.
pub fn task_socket_to_unregister(main: MainSocket<'_>) -> Result<Option<ZObject>, Thrown> {
    if is_asked_itself(main)? {
        return Ok(None);
    }
    task_socket(main)
}

/// The task socket of the same gateway; `None` when none is configured, and in generation 8 of the API, where it has
/// another address.
///
/// # Errors
/// What callbacks and user classes throw.
pub fn task_socket(main: MainSocket<'_>) -> Result<Option<ZObject>, Thrown> {
    if api::current().generation == Generation::Eight {
        return Ok(None);
    }
    let container = Current::get()?;
    if !container.has(&TASK_SOCKET_MANGER_ID)? {
        return Ok(None);
    }
    let socket = main.socket()?;
    let peer = main.with_stream(|stream| stream.peer()).flatten();
    let key = if let Some(peer) = peer.filter(|_| main.name().is_some()) {
        GatewayKey::from_socket(peer)
    } else {
        let addr = exchange::worker_addr_value(socket)?;
        let addr = addr.as_str().map_or(&b""[..], |addr| addr.as_bytes());
        functions::gateway_key(addr, patience(socket))?
    };
    task_socket_manger::bound(&container)?.socket(key.as_bytes())
}

fn through_task_socket(task_socket: &ZObj, request: &ZStr) -> Result<bool, Thrown> {
    if exchange::is_shared() && exchange::is_ours(task_socket) {
        return exchange::ask(Command::Unregister, task_socket, request);
    }
    if !task_socket
        .call_known(&SEND, &[request.into()])?
        .is_truthy()
    {
        return Ok(false);
    }
    for _ in 0..PATIENCE {
        let answer = task_socket.call_known(&RECEIVE, &[])?;
        let Some(answer) = answer.as_str() else {
            return Ok(false);
        };
        if answer.len() > 0 {
            parse("UnRegisterResp", Command::Unregister, answer.as_bytes())?;
            return Ok(true);
        }
    }
    Ok(false)
}

/// The answer comes behind the events that were on their way; those are handled first.
fn over_main_socket(main: MainSocket<'_>, request: &ZStr) -> Result<bool, Thrown> {
    let asked = main.state.unregistering.take();
    if asked.is_none() {
        main.state.was_answered.set(false);
        if let Err(why) = write(main, request) {
            return Err(error::throw(&SOCKET_SEND_EXCEPTION, &why, 0));
        }
    }
    let deadline = asked.unwrap_or_else(|| Deadline::after(main.farewell()));
    match await_answer(main, deadline)? {
        Ok(()) => Ok(true),
        Err(ReadError::Stopped) => Ok(false),
        Err(problem) => Err(error::throw(
            &SOCKET_RECEIVE_EXCEPTION,
            &format!("no answer to {}: {problem}", Command::Unregister.name()),
            0,
        )),
    }
}

/// Asks the gateway once more, over the main socket, after a task socket took the registration back: what was on its
/// way then comes before this answer. `false` when there was no time for all of it. Not while events are being
/// handled: then those that wait are left to be counted.
fn ask_again(main: MainSocket<'_>, request: &ZStr) -> Result<bool, Thrown> {
    if turn::is_inside() || !main.is_registered() {
        return Ok(false);
    }
    main.state.was_answered.set(false);
    // where it cannot be written, reading comes to an end, too
    let _ = write(main, request);
    Ok(await_answer(main, Deadline::after(main.farewell()))?.is_ok())
}

/// Handles the events that come before the answer to Unregister, as long as there is time.
fn await_answer(main: MainSocket<'_>, deadline: Deadline) -> Result<Result<(), ReadError>, Thrown> {
    let limit = SETTINGS.get().max_packet_size.get();
    let epoch = main.state.epoch.get();
    loop {
        let outcome = dispatch::each_frame(main, |command| {
            command != Command::Unregister.as_u32() && !deadline.expired()
        })?;
        if main.state.was_answered.take() {
            main.with_stream(Stream::note_answered);
            return Ok(Ok(()));
        }
        if let Outcome::Ended(problem) = outcome {
            return Ok(Err(problem));
        }
        // others may have closed it, or connected it anew
        let is_there = epoch == main.state.epoch.get()
            && main
                // where it cannot be written, reading comes to an end, too
                .with_stream(|stream| stream.flush().is_ok())
                .is_some();
        if is_there && deadline.expired() {
            let after = deadline.given();
            return Ok(Err(ReadError::TimedOut { after }));
        }
        if !is_there || !wait_and_dispatch(&[main], Until::Readable, deadline.remaining())? {
            return Ok(Err(ReadError::Stopped));
        }
        main.with_stream(|stream| stream.fill(limit));
    }
}

pub fn unregister_request(main: MainSocket<'_>) -> Result<ZObject, Thrown> {
    let request = new_message("UnRegisterReq")?;
    request.set_slot(0, main.object.slot(slot::CONN_ID).clone());
    Ok(request)
}

fn new_message(name: &str) -> Result<ZObject, Thrown> {
    let class = message::class(name)
        .ok_or_else(|| throw_builtin(Builtin::Error, "a message class is not registered"))?;
    ZObject::make(class)
}

/// Command and body, as the `send()` of sockets takes them.
pub fn payload(command: Command, message: &ZObj) -> Result<ZString, Thrown> {
    let mut body = Vec::new();
    message::encode(message, &mut body)?;
    Ok(ZString::concat_after(
        &[&command.as_u32().to_be_bytes(), &body],
        0,
    ))
}

/// The message in an answer.
fn parse(name: &str, expected: Command, answer: &[u8]) -> Result<ZObject, Thrown> {
    let actual = answer.first_chunk().map_or(0, |it| u32::from_be_bytes(*it));
    if actual != expected.as_u32() {
        let problem = ReadError::UnexpectedCommand {
            expected: expected.as_u32(),
            actual,
        };
        return Err(error::throw(
            &SOCKET_RECEIVE_EXCEPTION,
            &problem.to_string(),
            0,
        ));
    }
    let message = new_message(name)?;
    message::decode(&message, answer.get(COMMAND_SIZE..).unwrap_or_default())?;
    Ok(message)
}
