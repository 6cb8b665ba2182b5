//! `NetsvrBusiness\TaskSocket`: a socket that connects by itself, and again when its connection has gone stale.
use super::class::{self, this, SOCKET};
use super::dialling::{self, Source};
use super::heartbeat;
use super::outcome;
use super::shown;
use super::state::slot;
use crate::api::{self, Generation};
use crate::contract::TASK_SOCKET_INTERFACE;
use crate::text_check;
use crate::zend::call::Handler;
use crate::zend::{handler, Call, Class, ClassBuilder, Initial, Method, Thrown, Type, ZObj};

pub static TASK_SOCKET: Class = Class::unset();

/// At module start.
pub fn register() {
    let mut class = ClassBuilder::new("NetsvrBusiness\\TaskSocket")
        .extends(&SOCKET)
        .implements(&TASK_SOCKET_INTERFACE)
        .not_serializable()
        .property("maxIdleTime", Type::INT, Initial::Nothing)
        .property("lastUseTime", Type::INT, Initial::Long(0))
        .method(constructor(handler(construct)))
        .method(
            Method::new("send", handler(send))
                .param("data", Type::STRING)
                .returns(Type::BOOL),
        );
    if has_heartbeats() {
        // they are those of all sockets, which see to the heartbeats where there are any
        class = heartbeat::declare(class)
            .method(Method::new("connect", handler(class::connect)).returns(Type::BOOL))
            .method(Method::new("close", handler(class::close)).returns(Type::VOID));
    }
    class.register(&TASK_SOCKET);
}

/// It sees to its heartbeats itself.
fn has_heartbeats() -> bool {
    api::current().generation == Generation::Eight
}

/// The parameters that the constructors of task sockets begin with.
pub fn constructor(function: Handler) -> Method {
    api::with_params(class::constructor(function), api::current().task_socket)
}

/// Stores what the constructors of task sockets begin with.
///
/// # Errors
/// `TypeError`, `ArgumentCountError`, `ValueError`.
pub fn construct(call: &Call) -> Result<(), Thrown> {
    let parameters = if has_heartbeats() { 8 } else { 6 };
    call.require(parameters, parameters)?;
    class::construct(call)?;
    let most = call.long(5)?;
    call.this().set_slot(slot::MAX_IDLE_TIME, most.into());
    if has_heartbeats() {
        heartbeat::construct(call)?;
    }
    Ok(())
}

fn send(call: &Call) -> Result<bool, Thrown> {
    let socket = this(call)?;
    let payload = call.string(0)?;
    text_check::payload("send", payload, |line| socket.tell(line))?;
    let mut connected = true;
    dialling::make_ready(&[socket], Source::Any, |_, reused, failure| {
        socket.note_reused(reused);
        connected = failure.is_none();
        Ok(())
    })?;
    if !connected {
        socket.close()?;
        outcome::log_not_connected(socket)?;
        return Ok(false);
    }
    let sent = class::send_payload(socket, payload.as_bytes())?;
    if socket.is_touched() {
        let used = if sent { shown::now() } else { 0 };
        socket.object.set_slot(slot::LAST_USE_TIME, used.into());
    }
    Ok(sent)
}

/// No user class has overridden `send`.
pub fn sends_natively(object: &ZObj) -> bool {
    object.has_handler("send", handler(send))
}
