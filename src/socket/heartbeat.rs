//! Heartbeats of task sockets: of `Workerman\TaskSocket` in generation 4 of the API, of every `TaskSocket` in generation
//! 8. A timer of the host's sends them, one for each connection.
use super::state::Socket;
use super::timers::{self, Timers};
use super::{exchange, in_turn, workerman_task_socket, TASK_SOCKET};
use crate::api::{self, Generation};
use crate::bounds;
use crate::gateways;
use crate::logger;
use crate::zend::weak::Weak;
use crate::zend::{
    handler, Call, Class, ClassBuilder, Initial, Interned, Method, Thrown, Type, View, ZObj,
    ZObject, ZVal,
};
use std::time::Duration;

/// Properties behind those of a task socket.
const TIMER_ID: usize = 10;
const INTERVAL: usize = 11;
const MESSAGE: usize = 12;

/// What the timer calls.
static HEARTBEAT: Class = Class::unset();
const TARGET: usize = 0;

static LOOP_HEARTBEAT: Interned = Interned::new("loopheartbeat");

/// At module start.
pub fn register() {
    LOOP_HEARTBEAT.make();
    ClassBuilder::new("NetsvrBusiness\\Native\\Heartbeat")
        .private_property("target", Initial::Null)
        .not_serializable()
        // Swoole passes the timer's id
        .method(Method::new("__invoke", handler(invoke)).optional("timerId", Type::NONE, "null"))
        .register(&HEARTBEAT);
}

/// What a class with heartbeats has more than others.
pub fn declare(class: ClassBuilder<'_>) -> ClassBuilder<'_> {
    let timer_id = Type::INT | Type::BOOL | Type::NULL;
    class
        .property("timerId", timer_id, Initial::False)
        .property("heartbeatIntervalMillisecond", Type::INT, Initial::Nothing)
        .property(
            api::current().heartbeat_message,
            Type::STRING,
            Initial::Nothing,
        )
        .method(
            Method::new("loopHeartbeat", handler(loop_heartbeat))
                .protected()
                .returns(Type::VOID),
        )
}

/// Stores the arguments behind those of a task socket.
///
/// # Errors
/// `TypeError`, `ValueError`.
pub fn construct(call: &Call) -> Result<(), Thrown> {
    let message = call.string(6)?;
    let interval = if is_with_every_task_socket() && call.long(7)? == 0 {
        // there is no constructor without heartbeats for those who want none
        0
    } else {
        bounds::heartbeat_interval(call, 7)?
    };
    call.this().set_slot(MESSAGE, message.into());
    call.this().set_slot(INTERVAL, interval.into());
    Ok(())
}

fn is_with_every_task_socket() -> bool {
    api::current().generation == Generation::Eight
}

/// A connection has come about, by native code.
///
/// # Errors
/// What an overridden `loopHeartbeat()` or the host's timers throw.
pub fn connected(object: &ZObj) -> Result<(), Thrown> {
    if workerman_task_socket::is_plain(object) {
        return begin(object);
    }
    connected_by_connect(object)
}

/// A connection has been replaced, by native code.
///
/// # Errors
/// What the host's timers throw.
pub fn closed(object: &ZObj) -> Result<(), Thrown> {
    if workerman_task_socket::is_plain(object) {
        return end(object);
    }
    closed_by_close(object)
}

/// The same by the `connect()` that all sockets have.
///
/// # Errors
/// As [`connected`].
pub fn connected_by_connect(object: &ZObj) -> Result<(), Thrown> {
    if is_with_every_task_socket() && object.is_a(&TASK_SOCKET) {
        return begin(object);
    }
    Ok(())
}

/// The same by the `close()` that all sockets have.
///
/// # Errors
/// As [`closed`].
pub fn closed_by_close(object: &ZObj) -> Result<(), Thrown> {
    if is_with_every_task_socket() && object.is_a(&TASK_SOCKET) {
        return end(object);
    }
    Ok(())
}

/// Whether a task socket without a connection may get one without a word, and leave one so: not where a timer is to be
/// set, or deleted, for each.
pub fn may_share_connections() -> bool {
    !is_with_every_task_socket() || !Timers::may_be_at_hand()
}

/// Its connection has a timer.
pub fn has_timer(object: &ZObj) -> bool {
    is_with_every_task_socket()
        && object.is_a(&TASK_SOCKET)
        && matches!(object.slot(TIMER_ID).view(), View::Long(_))
}

/// Sees to the heartbeats, once there is a connection. Not if there is none any more: the logger, or another coroutine while that
/// was suspended, may have closed it.
///
/// # Errors
/// As [`connected`].
pub fn begin(object: &ZObj) -> Result<(), Thrown> {
    if Socket::of(object).is_some_and(|socket| !socket.is_connected()) {
        return Ok(());
    }
    object.call_protected(&LOOP_HEARTBEAT, &[]).map(drop)
}

/// No heartbeat is due any more.
///
/// # Errors
/// As [`closed`].
pub fn end(object: &ZObj) -> Result<(), Thrown> {
    let timer = object.slot(TIMER_ID).clone();
    if matches!(timer.view(), View::Long(_)) {
        object.set_slot(TIMER_ID, false.into());
        return timers_of(object).delete(timer);
    }
    Ok(())
}

/// Whose timer it has. A child class may have set one itself.
fn timers_of(object: &ZObj) -> Timers {
    Socket::of(object).map_or(Timers::Workerman, |socket| socket.state.timers.get())
}

fn loop_heartbeat(call: &Call) -> Result<(), Thrown> {
    let object = call.this();
    if matches!(object.slot(TIMER_ID).view(), View::Long(_)) {
        return Ok(());
    }
    // where nothing would call the timer, the connection is made anew when it has been idle for too long
    let timers = if is_with_every_task_socket() {
        Timers::at_hand()?
    } else {
        timers::is_worker().then_some(Timers::Workerman)
    };
    let millis = match object.slot(INTERVAL).view() {
        View::Long(millis) => u64::try_from(millis).unwrap_or(0),
        _ => 0,
    };
    let Some(timers) = timers.filter(|_| millis > 0) else {
        return Ok(());
    };
    let callback = ZObject::make(&HEARTBEAT)?;
    callback.set_slot(TARGET, target(object)?);
    let interval = Duration::from_millis(millis);
    let id = timers.add_repeated(interval, &callback.into())?;
    object.set_slot(TIMER_ID, id);
    if let Some(socket) = Socket::of(object) {
        socket.state.timers.set(timers);
    }
    Ok(())
}

/// What the timer keeps of the socket: in generation 8 a reference that does not hold it.
fn target(object: &ZObj) -> Result<ZVal, Thrown> {
    if !is_with_every_task_socket() {
        return Ok(object.into());
    }
    Ok(Weak::to(object)?.map_or_else(ZVal::null, Weak::into_value))
}

fn invoke(call: &Call) -> Result<(), Thrown> {
    let Some(target) = call.this().slot(TARGET).as_object().map(ZObj::to_owned) else {
        return Ok(());
    };
    let socket = if Socket::of(&target).is_some() {
        Some(target)
    } else {
        let socket = target.call("get", &[])?;
        socket.as_object().map(ZObj::to_owned)
    };
    if let Some(socket) = socket {
        beat(&socket)?;
    }
    logger::say_overdue()
}

/// A heartbeat while there is a connection, and a new one where that fails.
///
/// # Errors
/// What callbacks and user classes throw.
pub fn beat(object: &ZObj) -> Result<(), Thrown> {
    // a coroutine that uses it shows the gateway that we are here
    let is_idle = |socket: Socket<'_>| socket.is_connected() && !socket.is_leased();
    if !Socket::of(object).is_some_and(is_idle) {
        return Ok(());
    }
    let message = object.slot(MESSAGE).clone();
    if exchange::is_shared() {
        return in_turn::beat(object, &message);
    }
    let sent = send_by_hand(object, &message)?;
    connects_after(object, sent)
}

/// Sends a heartbeat.
///
/// # Errors
/// What callbacks and user classes throw.
pub fn send(object: &ZObj, message: &ZVal) -> Result<(), Thrown> {
    if exchange::is_shared() {
        return in_turn::send(object, message);
    }
    send_by_hand(object, message).map(drop)
}

/// Sends one by `send()`, whoever has written that. Gives whether that went well.
///
/// # Errors
/// What callbacks and user classes throw.
pub(super) fn send_by_hand(object: &ZObj, message: &ZVal) -> Result<bool, Thrown> {
    let beats = || object.call("send", std::slice::from_ref(message));
    let sent = match Socket::of(object) {
        Some(socket) => socket.sending_heartbeat(beats)?,
        None => beats()?,
    };
    Ok(sent.is_truthy())
}

/// Connects by `connect()`, unless a heartbeat was sent. Sending has dialled already: the worker is not kept waiting once more for
/// a gateway that is down.
///
/// # Errors
/// What callbacks and user classes throw.
pub(super) fn connects_after(object: &ZObj, sent: bool) -> Result<(), Thrown> {
    if !sent && !is_pausing(object) {
        object.call("connect", &[])?;
    }
    Ok(())
}

/// Its gateway is not to be dialled for now.
pub(super) fn is_pausing(object: &ZObj) -> bool {
    Socket::of(object).is_some_and(|it| gateways::pausing(&it.worker_addr()).is_some())
}
