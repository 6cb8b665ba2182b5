//! `NetsvrBusiness\Contract\*`: the interfaces that native classes implement and PHP code may.
use crate::api::{self, interface, Generation};
use crate::zend::{throw_builtin, Builtin, Class, ClassBuilder, Method, Thrown, Type, ZVal};

pub static EVENT_INTERFACE: Class = Class::unset();
pub static MAIN_SOCKET_INTERFACE: Class = Class::unset();
pub static MAIN_SOCKET_MANAGER_INTERFACE: Class = Class::unset();
pub static SOCKET_INTERFACE: Class = Class::unset();
pub static TASK_SOCKET_INTERFACE: Class = Class::unset();
pub static TASK_SOCKET_MANGER_INTERFACE: Class = Class::unset();

/// At module start.
pub fn register() {
    let method = Method::declared;
    let api = api::current();
    let event = |name, param, message| {
        method(name)
            .param(param, api.message_type(message))
            .returns(Type::VOID)
    };
    ClassBuilder::interface(interface::EVENT)
        .method(event("onOpen", "connOpen", "ConnOpen"))
        .method(event("onMessage", "transfer", "Transfer"))
        .method(event("onClose", "connClose", "ConnClose"))
        .register(&EVENT_INTERFACE);
    ClassBuilder::interface(interface::MAIN_SOCKET)
        .method(method("connect").returns(Type::BOOL))
        .method(method("register").returns(Type::BOOL))
        .method(method("unregister").returns(Type::BOOL))
        .method(method("loopHeartbeat").returns(Type::VOID))
        .method(
            method("send")
                .param("data", Type::STRING)
                .returns(Type::VOID),
        )
        .method(method("close").returns(Type::VOID))
        .method(method(api.get_worker_addr).returns(Type::STRING))
        .register(&MAIN_SOCKET_INTERFACE);
    // NetBus of generation 8 sends nothing on main sockets, and asks no manager for them
    let asked_by_net_bus = (api.generation == Generation::Four).then(|| {
        [
            method("getSockets").returns(Type::ARRAY),
            method("getSocket")
                .param(api.worker_addr_as_hex, Type::STRING)
                .returns(Type::class(interface::MAIN_SOCKET).nullable()),
        ]
    });
    ClassBuilder::interface(interface::MAIN_SOCKET_MANAGER)
        .methods(asked_by_net_bus.into_iter().flatten())
        .method(
            method("addSocket")
                .param("socket", Type::class(interface::MAIN_SOCKET))
                .returns(Type::VOID),
        )
        .method(method("start").returns(Type::BOOL))
        .method(method("close").returns(Type::VOID))
        .register(&MAIN_SOCKET_MANAGER_INTERFACE);
    ClassBuilder::interface(interface::SOCKET)
        .method(method("getSocket"))
        .method(method(api.get_worker_addr).returns(Type::STRING))
        .method(method("isConnected").returns(Type::BOOL))
        .method(method("close").returns(Type::VOID))
        .method(method("connect").returns(Type::BOOL))
        .method(
            method("send")
                .param("data", Type::STRING)
                .returns(Type::BOOL),
        )
        .method(method("receive").returns(Type::STRING | Type::FALSE))
        .register(&SOCKET_INTERFACE);
    ClassBuilder::interface(interface::TASK_SOCKET)
        .implements(&SOCKET_INTERFACE)
        .register(&TASK_SOCKET_INTERFACE);
    ClassBuilder::interface(interface::TASK_SOCKET_MANGER)
        .method(method("close").returns(Type::VOID))
        .method(
            method("addSocket")
                .param("socket", Type::class(interface::TASK_SOCKET))
                .returns(Type::VOID),
        )
        .method(method("count").returns(Type::INT))
        .method(method("getSockets").returns(Type::ARRAY))
        .method(
            method("getSocket")
                .param(api.worker_addr_as_hex, Type::STRING)
                .returns(Type::class(interface::TASK_SOCKET).nullable()),
        )
        .register(&TASK_SOCKET_MANGER_INTERFACE);
}

/// What `getSocket()` of a manager gives for an element of its array, into which child classes may have put anything.
///
/// # Errors
/// A `TypeError` for anything else than an instance of the interface or nothing.
pub fn socket_or_null(
    method: &str,
    element: Option<&ZVal>,
    interface: &Class,
) -> Result<Option<ZVal>, Thrown> {
    let Some(element) = element.filter(|element| !element.is_null()) else {
        return Ok(None);
    };
    match element.as_object() {
        Some(socket) if socket.is_a(interface) => Ok(Some(socket.into())),
        _ => Err(throw_builtin(
            Builtin::TypeError,
            &format!(
                "{method}(): Return value must be of type ?{}, {} returned",
                interface.name(),
                element.type_name()
            ),
        )),
    }
}
