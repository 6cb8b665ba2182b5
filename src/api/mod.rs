//! The generations of the API as tables: 4, that of the PHP package 4.x, and 8, that of the package 8.x. What differs
//! between them is data, and stands here. A process has one of them, from module start on.
//!
//! The tables say what there is and how it is declared. They know no handlers: the folder that registers walks the rows
//! and finds each one's handler by an exhaustive `match`. A method without a handler does not compile, nor does one
//! without a row; a handler that no method has is dead code. Tables are read at module start: what a call needs of them
//! is a constant, or a string that is made then.
//!
//! | here | what for |
//! |---|---|
//! | [`row`] | how a method or function is declared in each generation |
//! | [`tables`] | the methods of `NetBus`, and the functions |
mod row;
mod tables;

pub use row::{with_params, Param, Row};
pub use tables::{functions, net_bus, Function, NetBus, NET_BUS_FAKE, RET};

use crate::zend::{Interned, Type};
use netsvr_wire::schema::{Message, COUNT, V4, V6};
use netsvr_wire::Gateway;
use std::sync::atomic::{AtomicBool, Ordering};

/// Interfaces that signatures name.
pub mod interface {
    pub const EVENT: &str = "NetsvrBusiness\\Contract\\EventInterface";
    pub const EVENT_LOOP: &str = "Workerman\\Events\\EventInterface";
    pub const LOGGER: &str = "Psr\\Log\\LoggerInterface";
    pub const MAIN_SOCKET: &str = "NetsvrBusiness\\Contract\\MainSocketInterface";
    pub const MAIN_SOCKET_MANAGER: &str = "NetsvrBusiness\\Contract\\MainSocketManagerInterface";
    pub const SOCKET: &str = "NetsvrBusiness\\Contract\\SocketInterface";
    pub const TASK_SOCKET: &str = "NetsvrBusiness\\Contract\\TaskSocketInterface";
    pub const TASK_SOCKET_MANGER: &str = "NetsvrBusiness\\Contract\\TaskSocketMangerInterface";
}

/// Which one it is. Also the place of what differs, where a table has both.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Generation {
    /// 4.
    Four,
    /// 8.
    Eight,
}

/// A generation of the API.
pub struct Api {
    pub generation: Generation,
    /// Namespace of the messages, with the backslash behind it.
    pub messages: &'static str,
    /// That of the other generation: the same classes have names there, too.
    pub messages_of_other: &'static str,
    /// The messages as they are declared.
    pub schema: &'static [Message; COUNT],
    /// The gateways that send them as they are declared.
    pub gateway: Gateway,
    /// What a gateway's address is called: a property of sockets, a key of results.
    pub worker_addr: &'static str,
    /// What its key is called: a parameter of managers.
    pub worker_addr_as_hex: &'static str,
    /// The method of sockets that gives the address.
    pub get_worker_addr: &'static str,
    /// What sockets call the heartbeat message of their gateway.
    pub heartbeat_message: &'static str,
    /// Parameters of the constructor of `Socket`.
    pub socket: &'static [Param],
    /// Those of `TaskSocket`, behind those of `Socket`.
    pub task_socket: &'static [Param],
    /// Those of `Workerman\TaskSocket`, behind those of `TaskSocket`. Generation 8 has no such class: its `TaskSocket`
    /// has them.
    pub workerman_task_socket: &'static [Param],
    /// Those of `MainSocket`.
    pub main_socket: &'static [Param],
    /// Those of `Workerman\MainSocket` behind those of `MainSocket`.
    pub workerman_main_socket: &'static [Param],
}

static IS_EIGHT: AtomicBool = AtomicBool::new(false);

/// At module start, before anything is registered: this process has this generation.
pub fn choose(generation: Generation) {
    IS_EIGHT.store(generation == Generation::Eight, Ordering::Relaxed);
}

/// The generation that this process has.
#[inline]
pub fn current() -> &'static Api {
    if IS_EIGHT.load(Ordering::Relaxed) {
        &API_8
    } else {
        &API_4
    }
}

impl Api {
    /// The full name of a class of the messages' namespace.
    pub fn message_class(&self, name: &str) -> String {
        [self.messages, name].concat()
    }

    /// The same in the namespace of the other generation.
    pub fn message_class_of_other(&self, name: &str) -> String {
        [self.messages_of_other, name].concat()
    }

    /// The type that takes or gives objects of a class of the messages' namespace.
    pub fn message_type(&self, name: &'static str) -> Type {
        Type::class_in(self.messages, name)
    }
}

const LOG_PREFIX: Param = Param::of("logPrefix", Type::STRING);
const LOGGER: Param = Param::of("logger", Type::class(interface::LOGGER));
const EVENT: Param = Param::of("event", Type::class(interface::EVENT));
const EVENTS: Param = Param::of("events", Type::INT);
const SOCKET: Param = Param::of("socket", Type::class(interface::SOCKET));
const SEND_RECEIVE_TIMEOUT: Param = Param::of("sendReceiveTimeout", Type::INT);
const CONNECT_TIMEOUT: Param = Param::of("connectTimeout", Type::INT);
const MAX_IDLE_TIME: Param = Param::of("maxIdleTime", Type::INT);
const INTERVAL: Param = Param::of("heartbeatIntervalMillisecond", Type::INT);

static API_4: Api = Api {
    generation: Generation::Four,
    messages: "Netsvr\\",
    messages_of_other: "NetsvrProtocol\\",
    schema: &V4,
    gateway: Gateway::Five,
    worker_addr: "workerAddr",
    worker_addr_as_hex: "workerAddrAsHex",
    get_worker_addr: "getWorkerAddr",
    heartbeat_message: "workerHeartbeatMessage",
    socket: &[
        LOG_PREFIX,
        LOGGER,
        Param::of("workerAddr", Type::STRING),
        SEND_RECEIVE_TIMEOUT,
        CONNECT_TIMEOUT,
    ],
    task_socket: &[MAX_IDLE_TIME],
    workerman_task_socket: &[Param::of("workerHeartbeatMessage", Type::STRING), INTERVAL],
    main_socket: &[
        LOG_PREFIX,
        LOGGER,
        EVENT,
        SOCKET,
        Param::of("workerHeartbeatMessage", Type::STRING),
        EVENTS,
        Param::of("processCmdGoroutineNum", Type::INT),
        INTERVAL,
    ],
    workerman_main_socket: &[],
};

static API_8: Api = Api {
    generation: Generation::Eight,
    messages: "NetsvrProtocol\\",
    messages_of_other: "Netsvr\\",
    schema: &V6,
    gateway: Gateway::Eight,
    worker_addr: "addr",
    worker_addr_as_hex: "addrAsHex",
    get_worker_addr: "getAddr",
    heartbeat_message: "heartbeatMessage",
    socket: &[
        LOG_PREFIX,
        LOGGER,
        Param::of("addr", Type::STRING),
        SEND_RECEIVE_TIMEOUT,
        CONNECT_TIMEOUT,
    ],
    task_socket: &[
        MAX_IDLE_TIME,
        Param::of("heartbeatMessage", Type::STRING),
        INTERVAL,
    ],
    workerman_task_socket: &[],
    main_socket: &[
        LOG_PREFIX,
        LOGGER,
        EVENT,
        EVENTS,
        SOCKET,
        Param::of("heartbeatMessage", Type::STRING),
        INTERVAL,
    ],
    workerman_main_socket: &[Param::of("eventLoop", Type::class(interface::EVENT_LOOP))],
};

/// [`Api::get_worker_addr`] in lower case: by which it is called, and found to be overridden.
pub static GET_WORKER_ADDR: Interned = Interned::unnamed();

/// At module start.
pub fn register() {
    GET_WORKER_ADDR.make_as(&current().get_worker_addr.to_ascii_lowercase());
}
