//! `NetsvrBusiness\Workerman\TaskSocket`: a task socket that Workerman's timer keeps alive.
use super::callback::Callback;
use super::host;
use crate::api;
use crate::bounds;
use crate::gateways;
use crate::socket::kin::{self, Kin};
use crate::socket::{self, Socket, TASK_SOCKET};
use crate::zend::{
    handler, Call, Class, ClassBuilder, Initial, Interned, Method, Thrown, Type, View, ZObj,
};
use std::time::Duration;

static WORKERMAN_TASK_SOCKET: Class = Class::unset();

/// Behind the slots of `TaskSocket`.
const TIMER_ID: usize = 10;
const INTERVAL: usize = 11;
const MESSAGE: usize = 12;

static LOOP_HEARTBEAT: Interned = Interned::new("loopheartbeat");

/// At module start.
pub fn register() {
    LOOP_HEARTBEAT.make();
    ClassBuilder::new("NetsvrBusiness\\Workerman\\TaskSocket")
        .extends(&TASK_SOCKET)
        .not_serializable()
        .property(
            "timerId",
            Type::INT | Type::BOOL | Type::NULL,
            Initial::False,
        )
        .property("heartbeatIntervalMillisecond", Type::INT, Initial::Nothing)
        .property("workerHeartbeatMessage", Type::STRING, Initial::Nothing)
        .method(api::with_params(
            socket::task_constructor(handler(construct)),
            api::current().workerman_task_socket,
        ))
        .method(
            Method::new("loopHeartbeat", handler(loop_heartbeat))
                .protected()
                .returns(Type::VOID),
        )
        .method(Method::new("connect", handler(connect)).returns(Type::BOOL))
        .method(Method::new("close", handler(close)).returns(Type::VOID))
        .register(&WORKERMAN_TASK_SOCKET);
    kin::adopt(Kin {
        connect: handler(connect),
        close: handler(close),
        connected: beat,
        closed: stop_beating,
    });
}

fn construct(call: &Call) -> Result<(), Thrown> {
    call.require(8, 8)?;
    socket::construct_task_socket(call)?;
    let message = call.string(6)?;
    let interval = bounds::heartbeat_interval(call, 7)?;
    call.this().set_slot(MESSAGE, message.into());
    call.this().set_slot(INTERVAL, interval.into());
    Ok(())
}

fn connect(call: &Call) -> Result<bool, Thrown> {
    let connected = socket::connect(socket::this(call)?)?;
    if connected {
        beat(call.this())?;
    }
    Ok(connected)
}

fn close(call: &Call) -> Result<(), Thrown> {
    stop_beating(call.this())?;
    socket::this(call)?.close_natively()
}

/// Sees to the heartbeats, once there is a connection.
fn beat(object: &ZObj) -> Result<(), Thrown> {
    object.call_protected(&LOOP_HEARTBEAT, &[]).map(drop)
}

/// No heartbeat is due any more.
fn stop_beating(object: &ZObj) -> Result<(), Thrown> {
    let timer = object.slot(TIMER_ID).clone();
    if matches!(timer.view(), View::Long(_)) {
        object.set_slot(TIMER_ID, false.into());
        host::delete_timer(timer)?;
    }
    Ok(())
}

fn loop_heartbeat(call: &Call) -> Result<(), Thrown> {
    let object = call.this();
    // outside a worker nothing would call the timer; the connection is made anew when it has been idle for too long
    if matches!(object.slot(TIMER_ID).view(), View::Long(_)) || !host::is_worker() {
        return Ok(());
    }
    let millis = match object.slot(INTERVAL).view() {
        View::Long(millis) => u64::try_from(millis).unwrap_or(0),
        _ => 0,
    };
    if millis == 0 {
        return Ok(());
    }
    let callback = Callback::TaskHeartbeat.for_object(object)?;
    let id = host::add_timer(Duration::from_millis(millis), &callback, true)?;
    object.set_slot(TIMER_ID, id);
    Ok(())
}

/// The timer's call: a heartbeat while there is a connection, and a new one where that fails.
///
/// # Errors
/// What callbacks and user classes throw.
pub fn heartbeat(object: &ZObj) -> Result<(), Thrown> {
    if !Socket::of(object).is_some_and(Socket::is_connected) {
        return Ok(());
    }
    let message = object.slot(MESSAGE).clone();
    let sent = object.call("send", &[message])?.is_truthy();
    // sending has dialled already; the worker is not kept waiting once more for a gateway that is down
    let is_down =
        || Socket::of(object).is_some_and(|it| gateways::pausing(&it.worker_addr()).is_some());
    if !sent && !is_down() {
        object.call("connect", &[])?;
    }
    Ok(())
}
