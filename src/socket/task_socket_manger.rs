//! `NetsvrBusiness\TaskSocketManger`: the task sockets of a process, by gateway.
use super::state::Socket;
use super::TASK_SOCKET;
use crate::api::{self, interface, GET_WORKER_ADDR};
use crate::container::{Current, TASK_SOCKET_MANGER_ID};
use crate::contract::{socket_or_null, TASK_SOCKET_INTERFACE, TASK_SOCKET_MANGER_INTERFACE};
use crate::functions;
use crate::manager::{self, Kept, Manager};
use crate::turns::Turns;
use crate::zend::{
    handler, Call, Class, ClassBuilder, Initial, Method, Thrown, Type, ZArr, ZArray, ZObj, ZStr,
    ZString, ZVal,
};

static TASK_SOCKET_MANGER: Class = Class::unset();

const SOCKETS: usize = 0;

/// At module start.
pub fn register() {
    ClassBuilder::new("NetsvrBusiness\\TaskSocketManger")
        .not_serializable()
        .implements(&TASK_SOCKET_MANGER_INTERFACE)
        .property("sockets", Type::ARRAY, Initial::EmptyArray)
        .method(
            Method::new("addSocket", handler(add_socket))
                .param("socket", Type::class(interface::TASK_SOCKET))
                .returns(Type::VOID),
        )
        .method(Method::new("count", handler(count)).returns(Type::INT))
        .method(
            Method::new("getSocket", handler(get_socket))
                .param(api::current().worker_addr_as_hex, Type::STRING)
                .returns(Type::class(interface::TASK_SOCKET).nullable()),
        )
        .method(Method::new("getSockets", handler(get_sockets)).returns(Type::ARRAY))
        .method(Method::new("close", handler(close)).returns(Type::VOID))
        .register(&TASK_SOCKET_MANGER);
}

/// The manager of task sockets that the container has.
///
/// # Errors
/// `ClassNotFoundException` when none is bound; what callbacks and user classes throw.
pub fn bound(container: &Current) -> Result<Manager, Thrown> {
    let object = container.get_instance(&TASK_SOCKET_MANGER_ID, &TASK_SOCKET_MANGER_INTERFACE)?;
    let kept = is_plain(&object).then_some(KEPT);
    Ok(Manager::new(object, &TASK_SOCKET_INTERFACE, kept))
}

/// The manager is ours and no user class has overridden anything that `NetBus` asks it.
fn is_plain(manager: &ZObj) -> bool {
    manager.is_exactly(&TASK_SOCKET_MANGER)
        || manager.is_a(&TASK_SOCKET_MANGER)
            && manager.has_handler("count", handler(count))
            && manager.has_handler("getsocket", handler(get_socket))
            && manager.has_handler("getsockets", handler(get_sockets))
}

/// The manager is ours and no user class has overridden `getSockets`.
pub fn gives_sockets_natively(manager: &ZObj) -> bool {
    manager.is_a(&TASK_SOCKET_MANGER) && manager.has_handler("getsockets", handler(get_sockets))
}

const KEPT: Kept = Kept {
    sockets,
    leads_to: super::leads_to,
};

/// The sockets of a native manager, by the hex of the addresses that they led to when they were added; `None` when a child class has unset them.
pub fn sockets(manager: &ZObj) -> Option<&ZArr> {
    manager.slot(SOCKETS).as_array()
}

fn add_socket(call: &Call) -> Result<(), Thrown> {
    let socket = call.object(0, &TASK_SOCKET_INTERFACE)?;
    let address = match Socket::of(socket) {
        // no user class to be asked
        Some(native) if socket.is_exactly(&TASK_SOCKET) => native.worker_addr_value()?,
        _ => socket.call_known(&GET_WORKER_ADDR, &[])?,
    };
    let address = address.as_str().map_or(&b""[..], ZStr::as_bytes);
    let patience = super::patience(socket);
    let client_addr = super::client_addr(socket, address);
    let key = functions::key_of_added_socket(call, address, &client_addr, patience)?;
    let mut all = sockets(call.this()).map_or_else(|| ZArray::with_capacity(1), ZArr::to_owned);
    all.set_symbol(&ZString::new(key.as_bytes()), socket.into());
    call.this().set_slot(SOCKETS, all.into());
    Ok(())
}

fn count(call: &Call) -> Result<i64, Thrown> {
    let count = sockets(call.this()).map_or(0, ZArr::len);
    Ok(i64::try_from(count).unwrap_or(i64::MAX))
}

fn get_socket(call: &Call) -> Result<Option<ZVal>, Thrown> {
    let key = call.string(0)?;
    let found = sockets(call.this()).and_then(|sockets| KEPT.find(sockets, key.as_bytes()));
    if found.is_none() {
        manager::say_what_a_key_is(
            "NetsvrBusiness\\TaskSocketManger::getSocket",
            key.as_bytes(),
        );
    }
    socket_or_null(
        "NetsvrBusiness\\TaskSocketManger::getSocket",
        found,
        &TASK_SOCKET_INTERFACE,
    )
}

fn get_sockets(call: &Call) -> Result<ZVal, Thrown> {
    let sockets = sockets(call.this());
    Ok(sockets
        .map_or_else(ZArray::empty, |sockets| KEPT.all(sockets))
        .into())
}

fn close(call: &Call) -> Result<(), Thrown> {
    let all = call.this().call("getSockets", &[])?;
    let Some(all) = all.as_array() else {
        return Ok(());
    };
    let mut turns = Turns::default();
    for socket in all.values().filter_map(ZVal::as_object) {
        turns.take(socket.call("close", &[]).map(drop))?;
    }
    turns.end()
}
