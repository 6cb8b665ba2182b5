//! `NetsvrBusiness\Workerman\TaskSocket` of generation 4 of the API: a task socket that Workerman's timer keeps alive.
use super::class::this;
use super::{dialling, heartbeat, task_socket, TASK_SOCKET};
use crate::api::{self, Generation};
use crate::zend::{handler, Call, Class, ClassBuilder, Method, Thrown, Type, ZObj};

static WORKERMAN_TASK_SOCKET: Class = Class::unset();

/// At module start.
pub fn register() {
    let api = api::current();
    if api.generation != Generation::Four {
        return;
    }
    let class = ClassBuilder::new("NetsvrBusiness\\Workerman\\TaskSocket")
        .extends(&TASK_SOCKET)
        .not_serializable()
        .method(api::with_params(
            task_socket::constructor(handler(construct)),
            api.workerman_task_socket,
        ));
    heartbeat::declare(class)
        .method(Method::new("connect", handler(connect)).returns(Type::BOOL))
        .method(Method::new("close", handler(close)).returns(Type::VOID))
        .register(&WORKERMAN_TASK_SOCKET);
}

/// It is one of these, and no user class has overridden `connect` or `close`: it is dialled side by side with all others.
pub fn is_plain(object: &ZObj) -> bool {
    object.has_handler("connect", handler(connect)) && object.has_handler("close", handler(close))
}

fn construct(call: &Call) -> Result<(), Thrown> {
    call.require(8, 8)?;
    task_socket::construct(call)?;
    heartbeat::construct(call)
}

fn connect(call: &Call) -> Result<bool, Thrown> {
    let connected = dialling::connect(this(call)?)?;
    if connected {
        heartbeat::begin(call.this())?;
    }
    Ok(connected)
}

fn close(call: &Call) -> Result<(), Thrown> {
    heartbeat::end(call.this())?;
    this(call)?.close_natively()
}
