//! The generations of the API as tables: what differs between them is data, and stands here. So far there is one,
//! generation 4: the API of the PHP package 4.x.
//!
//! The tables say what there is and how it is declared. They know no handlers: the folder that registers walks the rows
//! and finds each one's handler by an exhaustive `match`. A method without a handler does not compile, nor does one
//! without a row; a handler that no method has is dead code. Tables are read at module start: what a call needs of them
//! is a constant, or a string that is made then.
use crate::zend::call::Handler;
use crate::zend::{Interned, Method, Type};
use std::borrow::Cow;

/// Interfaces that signatures name.
pub mod interface {
    pub const EVENT: &str = "NetsvrBusiness\\Contract\\EventInterface";
    pub const LOGGER: &str = "Psr\\Log\\LoggerInterface";
    pub const MAIN_SOCKET: &str = "NetsvrBusiness\\Contract\\MainSocketInterface";
    pub const MAIN_SOCKET_MANAGER: &str = "NetsvrBusiness\\Contract\\MainSocketManagerInterface";
    pub const SOCKET: &str = "NetsvrBusiness\\Contract\\SocketInterface";
    pub const TASK_SOCKET: &str = "NetsvrBusiness\\Contract\\TaskSocketInterface";
    pub const TASK_SOCKET_MANGER: &str = "NetsvrBusiness\\Contract\\TaskSocketMangerInterface";
}

/// A generation of the API.
pub struct Api {
    /// Namespace of the messages, with the backslash behind it.
    pub messages: &'static str,
    /// What a gateway's address is called: a property of sockets, a key of results.
    pub worker_addr: &'static str,
    /// What its key is called: a parameter of managers.
    pub worker_addr_as_hex: &'static str,
    /// The method of sockets that gives the address.
    pub get_worker_addr: &'static str,
    /// Parameters of the constructor of `Socket`.
    pub socket: &'static [Param],
    /// Those of `TaskSocket`, behind those of `Socket`.
    pub task_socket: &'static [Param],
    /// Those of `Workerman\TaskSocket`, behind those of `TaskSocket`.
    pub workerman_task_socket: &'static [Param],
    /// Those of `MainSocket` and `Workerman\MainSocket`.
    pub main_socket: &'static [Param],
    /// The methods of `NetBus`, in the order of [`NetBus`].
    pub net_bus: &'static [Row<NetBus>],
    /// The functions, in the order of [`Function`].
    pub functions: &'static [Row<Function>],
}

/// The generation that this process has.
pub fn current() -> &'static Api {
    &V4
}

impl Api {
    /// The full name of a class of the messages' namespace.
    pub fn message_class(&self, name: &str) -> String {
        [self.messages, name].concat()
    }

    /// The type that takes or gives objects of a class of the messages' namespace.
    pub fn message_type(&self, name: &'static str) -> Type {
        Type::class_in(self.messages, name)
    }
}

/// Generation 4.
static V4: Api = Api {
    messages: "Netsvr\\",
    worker_addr: "workerAddr",
    worker_addr_as_hex: "workerAddrAsHex",
    get_worker_addr: "getWorkerAddr",
    socket: &[
        Param::of("logPrefix", Type::STRING),
        Param::of("logger", Type::class(interface::LOGGER)),
        Param::of("workerAddr", Type::STRING),
        Param::of("sendReceiveTimeout", Type::INT),
        Param::of("connectTimeout", Type::INT),
    ],
    task_socket: &[Param::of("maxIdleTime", Type::INT)],
    workerman_task_socket: &[
        Param::of("workerHeartbeatMessage", Type::STRING),
        Param::of("heartbeatIntervalMillisecond", Type::INT),
    ],
    main_socket: &[
        Param::of("logPrefix", Type::STRING),
        Param::of("logger", Type::class(interface::LOGGER)),
        Param::of("event", Type::class(interface::EVENT)),
        Param::of("socket", Type::class(interface::SOCKET)),
        Param::of("workerHeartbeatMessage", Type::STRING),
        Param::of("events", Type::INT),
        Param::of("processCmdGoroutineNum", Type::INT),
        Param::of("heartbeatIntervalMillisecond", Type::INT),
    ],
    net_bus: &NET_BUS_V4,
    functions: &FUNCTIONS_V4,
};

/// Declares what rows are about, each with its name in PHP.
macro_rules! names {
    ($(#[$text:meta])* $of:ident { $($one:ident = $name:literal,)+ }) => {
        $(#[$text])*
        #[derive(Clone, Copy)]
        pub enum $of {
            $(#[allow(missing_docs)] $one,)+
        }

        impl $of {
            const COUNT: usize = [$(Self::$one),+].len();

            /// The name in PHP.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$one => $name,)+
                }
            }
        }

        impl Row<$of> {
            /// Fails to compile unless each has its row, in the order in which they are declared.
            const fn check(mut rows: &[Self]) {
                let mut place = 0;
                while let [row, rest @ ..] = rows {
                    assert!(row.of as usize == place, "a row is missing, or out of order");
                    rows = rest;
                    place += 1;
                }
            }

            /// The name in PHP.
            pub fn name(&self) -> &'static str {
                self.of.name()
            }
        }
    };
}

names! {
    /// The methods of `NetBus`.
    NetBus {
        ConnInfoUpdate = "connInfoUpdate",
        ConnInfoDelete = "connInfoDelete",
        Broadcast = "broadcast",
        Multicast = "multicast",
        MulticastByCustomerId = "multicastByCustomerId",
        SingleCast = "singleCast",
        SingleCastByCustomerId = "singleCastByCustomerId",
        SingleCastBulk = "singleCastBulk",
        SingleCastBulkByCustomerId = "singleCastBulkByCustomerId",
        TopicSubscribe = "topicSubscribe",
        TopicUnsubscribe = "topicUnsubscribe",
        TopicDelete = "topicDelete",
        TopicPublish = "topicPublish",
        TopicPublishBulk = "topicPublishBulk",
        ForceOffline = "forceOffline",
        ForceOfflineByCustomerId = "forceOfflineByCustomerId",
        ForceOfflineGuest = "forceOfflineGuest",
        CheckOnline = "checkOnline",
        UniqIdList = "uniqIdList",
        UniqIdCount = "uniqIdCount",
        TopicCount = "topicCount",
        TopicList = "topicList",
        TopicUniqIdList = "topicUniqIdList",
        TopicUniqIdCount = "topicUniqIdCount",
        TopicCustomerIdList = "topicCustomerIdList",
        TopicCustomerIdToUniqIdsList = "topicCustomerIdToUniqIdsList",
        TopicCustomerIdCount = "topicCustomerIdCount",
        ConnInfo = "connInfo",
        ConnInfoByCustomerId = "connInfoByCustomerId",
        Metrics = "metrics",
        Limit = "limit",
        CustomerIdList = "customerIdList",
        CustomerIdCount = "customerIdCount",
        Flush = "flush",
        SendToSockets = "sendToSockets",
        SendToSocketByUniqId = "sendToSocketByUniqId",
        SendToSocketByWorkerAddrAsHex = "sendToSocketByWorkerAddrAsHex",
        GetSocketByUniqId = "getSocketByUniqId",
        IsSinglePoint = "isSinglePoint",
        GetTaskSocketManger = "getTaskSocketManger",
        GetUniqIdsGroupByWorkerAddrAsHex = "getUniqIdsGroupByWorkerAddrAsHex",
        RepeatedFieldToArray = "repeatedFieldToArray",
        Pack = "pack",
        Unpack = "unpack",
    }
}

names! {
    /// The functions of the namespace `NetsvrBusiness`.
    Function {
        MilliSleep = "milliSleep",
        WorkerAddrConvertToHex = "workerAddrConvertToHex",
        UniqIdConvertToWorkerAddrAsHex = "uniqIdConvertToWorkerAddrAsHex",
    }
}

/// One value, or an array of them.
const LIST: Type = Type::ARRAY.or(Type::STRING);
/// The same, of ids that may be numbers.
const IDS: Type = LIST.or(Type::INT);

const DATA: Param = Param::of("data", Type::STRING);
const DATA_OR_NONE: Param = DATA.optional("\"\"");
const UNIQ_ID: Param = Param::of("uniqId", Type::STRING);
const UNIQ_IDS: Param = Param::of("uniqIds", LIST);
const TOPICS: Param = Param::of("topics", LIST);
const PARAMS: Param = Param::of("params", Type::ARRAY);
const REQ_CUSTOMER_ID: Param = Param::of("reqCustomerId", Type::BOOL).optional("true");
const REQ_SESSION: Param = Param::of("reqSession", Type::BOOL).optional("true");
const REQ_TOPIC: Param = Param::of("reqTopic", Type::BOOL).optional("true");
const REQ_UNIQ_ID: Param = Param::of("reqUniqId", Type::BOOL).optional("true");
const ALL_TOPIC: Param = Param::of("allTopic", Type::BOOL).optional("false");
const TIMEOUT: Param = Param::of("timeout", Type::FLOAT.nullable()).optional("null");
const LIMIT_REQ: Param = Param::message_or_null("limitReq", "LimitReq").optional("null");

static NET_BUS_V4: [Row<NetBus>; NetBus::COUNT] = {
    use NetBus as N;
    #[rustfmt::skip] // a row a line
    const ROWS: [Row<NetBus>; NetBus::COUNT] = [
        command(N::ConnInfoUpdate, &[Param::message("connInfoUpdate", "ConnInfoUpdate")]),
        command(N::ConnInfoDelete, &[Param::message("connInfoDelete", "ConnInfoDelete")]),
        command(N::Broadcast, &[DATA]),
        command(N::Multicast, &[UNIQ_IDS, DATA]),
        command(N::MulticastByCustomerId, &[Param::of("customerIds", IDS), DATA]),
        command(N::SingleCast, &[UNIQ_ID, DATA]),
        command(N::SingleCastByCustomerId, &[Param::of("customerId", Type::STRING.or(Type::INT)), DATA]),
        command(N::SingleCastBulk, &[PARAMS]),
        command(N::SingleCastBulkByCustomerId, &[PARAMS]),
        command(N::TopicSubscribe, &[UNIQ_ID, TOPICS, DATA_OR_NONE]),
        command(N::TopicUnsubscribe, &[UNIQ_ID, TOPICS, DATA_OR_NONE]),
        command(N::TopicDelete, &[TOPICS, DATA_OR_NONE]),
        command(N::TopicPublish, &[TOPICS, DATA]),
        command(N::TopicPublishBulk, &[PARAMS]),
        command(N::ForceOffline, &[UNIQ_IDS, DATA_OR_NONE]),
        command(N::ForceOfflineByCustomerId, &[Param::of("customerIds", IDS), DATA_OR_NONE]),
        command(N::ForceOfflineGuest, &[UNIQ_IDS, DATA_OR_NONE, Param::of("delay", Type::INT).optional("0")]),
        query(N::CheckOnline, &[UNIQ_IDS]),
        query(N::UniqIdList, &[]),
        query(N::UniqIdCount, &[]),
        query(N::TopicCount, &[]),
        query(N::TopicList, &[]),
        query(N::TopicUniqIdList, &[TOPICS]),
        query(N::TopicUniqIdCount, &[TOPICS, ALL_TOPIC]),
        query(N::TopicCustomerIdList, &[TOPICS]),
        query(N::TopicCustomerIdToUniqIdsList, &[TOPICS]),
        query(N::TopicCustomerIdCount, &[TOPICS, ALL_TOPIC]),
        query(N::ConnInfo, &[UNIQ_IDS, REQ_CUSTOMER_ID, REQ_SESSION, REQ_TOPIC]),
        query(N::ConnInfoByCustomerId, &[Param::of("customerIds", LIST), REQ_UNIQ_ID, REQ_SESSION, REQ_TOPIC]),
        query(N::Metrics, &[Param::of("precision", Type::INT).optional("3")]),
        query(N::Limit, &[LIMIT_REQ, Param::of("workerAddr", Type::STRING).optional("\"\"")]),
        query(N::CustomerIdList, &[]),
        query(N::CustomerIdCount, &[]),
        query(N::Flush, &[TIMEOUT]),
        step(N::SendToSockets, &[DATA], Type::VOID),
        step(N::SendToSocketByUniqId, &[UNIQ_ID, DATA], Type::VOID),
        step(N::SendToSocketByWorkerAddrAsHex, &[Param::of("workerAddrAsHex", Type::STRING), DATA], Type::VOID),
        step(N::GetSocketByUniqId, &[UNIQ_ID], Type::class(interface::TASK_SOCKET).nullable()),
        step(N::IsSinglePoint, &[], Type::BOOL),
        step(N::GetTaskSocketManger, &[], Type::class(interface::TASK_SOCKET_MANGER)),
        step(N::GetUniqIdsGroupByWorkerAddrAsHex, &[Param::of("uniqIds", Type::ARRAY)], Type::ARRAY),
        step(N::RepeatedFieldToArray, &[Param::message("repeatedField", "RepeatedField")], Type::ARRAY),
        step(N::Pack, &[Param::of("cmd", Type::INT), DATA], Type::STRING),
        step(N::Unpack, &[DATA], Type::STRING),
    ];
    Row::<NetBus>::check(&ROWS);
    ROWS
};

static FUNCTIONS_V4: [Row<Function>; Function::COUNT] = {
    use Function as F;
    #[rustfmt::skip] // a row a line
    const ROWS: [Row<Function>; Function::COUNT] = [
        Row::new(F::MilliSleep, &[Param::of("millisecond", Type::INT)], Type::VOID),
        Row::new(F::WorkerAddrConvertToHex, &[Param::of("workerAddr", Type::STRING)], Type::STRING),
        Row::new(F::UniqIdConvertToWorkerAddrAsHex, &[UNIQ_ID], Type::STRING),
    ];
    Row::<Function>::check(&ROWS);
    ROWS
};

/// A one-way command: a public method that gives nothing.
const fn command(of: NetBus, params: &'static [Param]) -> Row<NetBus> {
    Row::new(of, params, Type::VOID)
}

/// A query: a public method that gives what all gateways have answered, as arrays.
const fn query(of: NetBus, params: &'static [Param]) -> Row<NetBus> {
    Row::new(of, params, Type::ARRAY)
}

/// A step of those, for child classes.
const fn step(of: NetBus, params: &'static [Param], returns: Type) -> Row<NetBus> {
    Row {
        protected: true,
        ..Row::new(of, params, returns)
    }
}

/// How a method or function is declared.
#[derive(Clone, Copy)]
pub struct Row<Of> {
    pub of: Of,
    pub params: &'static [Param],
    pub returns: Type,
    protected: bool,
}

impl<Of: Copy> Row<Of> {
    const fn new(of: Of, params: &'static [Param], returns: Type) -> Self {
        Self {
            of,
            params,
            returns,
            protected: false,
        }
    }

    /// The declaration, under a name.
    pub fn declare(&self, name: impl Into<Cow<'static, str>>, handler: Handler) -> Method {
        let method = with_params(Method::new(name, handler), self.params).returns(self.returns);
        if self.protected {
            method.protected()
        } else {
            method
        }
    }
}

/// A parameter.
#[derive(Clone, Copy)]
pub struct Param {
    pub name: &'static str,
    takes: Takes,
    default: Option<&'static str>,
}

#[derive(Clone, Copy)]
enum Takes {
    Value(Type),
    /// By its name in the messages' namespace.
    Message(&'static str),
    MessageOrNull(&'static str),
}

impl Param {
    const fn taking(name: &'static str, takes: Takes) -> Self {
        Self {
            name,
            takes,
            default: None,
        }
    }

    const fn of(name: &'static str, type_: Type) -> Self {
        Self::taking(name, Takes::Value(type_))
    }

    const fn message(name: &'static str, message: &'static str) -> Self {
        Self::taking(name, Takes::Message(message))
    }

    const fn message_or_null(name: &'static str, message: &'static str) -> Self {
        Self::taking(name, Takes::MessageOrNull(message))
    }

    /// With a default, in PHP's own notation.
    const fn optional(self, default: &'static str) -> Self {
        Self {
            default: Some(default),
            ..self
        }
    }

    /// Its type as it stands in the signature.
    pub fn type_(&self) -> Type {
        match self.takes {
            Takes::Value(type_) => type_,
            Takes::Message(name) => current().message_type(name),
            Takes::MessageOrNull(name) => current().message_type(name).nullable(),
        }
    }
}

/// Gives a method parameters behind those that it has.
#[must_use]
pub fn with_params(method: Method, params: &[Param]) -> Method {
    params
        .iter()
        .fold(method, |method, param| match param.default {
            None => method.param(param.name, param.type_()),
            Some(default) => method.optional(param.name, param.type_(), default),
        })
}

/// [`Api::get_worker_addr`] in lower case: by which it is called, and found to be overridden.
pub static GET_WORKER_ADDR: Interned = Interned::unnamed();

/// At module start.
pub fn register() {
    GET_WORKER_ADDR.make_as(&current().get_worker_addr.to_ascii_lowercase());
}
