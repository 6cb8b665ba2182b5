//! The methods of `NetBus` and the functions of the namespace `NetsvrBusiness`, in each generation of the API.
use super::{interface, Param, Row};
use crate::zend::Type;

/// Namespace of the classes that queries of generation 8 give.
pub const RET: &str = "NetsvrBusiness\\Ret\\";

/// What `NetBus::fake()` gives: a class of the Composer library, which is PHP.
pub const NET_BUS_FAKE: &str = "NetsvrBusiness\\Testing\\NetBusFake";

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
            const fn name(self) -> &'static str {
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
        Fake = "fake",
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
        RepeatedFieldToArray = "repeatedFieldToArray",
    }
}

/// One value, or an array of them.
const LIST: Type = Type::ARRAY.or(Type::STRING);
/// The same, of ids that may be numbers.
const IDS: Type = LIST.or(Type::INT);

const ADDR: Param = Param::of("addr", Type::STRING);
const ADDR_AS_HEX: Param = Param::of("addrAsHex", Type::STRING);
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
const FAKE_ADDRS: Param = Param::of("workerAddrs", LIST).optional("'127.0.0.1:6061'");
const RECORD: Param = Param::of("record", Type::BOOL).optional("true");
const REPEATED_FIELD: Param = Param::message("repeatedField", "RepeatedField");
const LIMIT_REQ: Param = Param::message_or_null("limitReq", "LimitReq").optional("null");

static NET_BUS: [Row<NetBus>; NetBus::COUNT] = {
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
        query(N::CheckOnline, &[UNIQ_IDS], "CheckOnlineRet"),
        query(N::UniqIdList, &[], "UniqIdListRet"),
        query(N::UniqIdCount, &[], "UniqIdCountRet"),
        query(N::TopicCount, &[], "TopicCountRet"),
        query(N::TopicList, &[], "TopicListRet"),
        query(N::TopicUniqIdList, &[TOPICS], "TopicUniqIdListRet"),
        query(N::TopicUniqIdCount, &[TOPICS, ALL_TOPIC], "TopicUniqIdCountRet"),
        query(N::TopicCustomerIdList, &[TOPICS], "TopicCustomerIdListRet"),
        query(N::TopicCustomerIdToUniqIdsList, &[TOPICS], "TopicCustomerIdToUniqIdsListRet"),
        query(N::TopicCustomerIdCount, &[TOPICS, ALL_TOPIC], "TopicCustomerIdCountRet"),
        query(N::ConnInfo, &[UNIQ_IDS, REQ_CUSTOMER_ID, REQ_SESSION, REQ_TOPIC], "ConnInfoRet"),
        query(N::ConnInfoByCustomerId, &[Param::of("customerIds", LIST), REQ_UNIQ_ID, REQ_SESSION, REQ_TOPIC], "ConnInfoByCustomerIdRet")
            .takes_in_8(&[Param::of("customerIds", IDS), REQ_UNIQ_ID, REQ_SESSION, REQ_TOPIC]),
        query(N::Metrics, &[Param::of("precision", Type::INT).optional("3")], "MetricsRet").takes_in_8(&[]),
        query(N::Limit, &[LIMIT_REQ, Param::of("workerAddr", Type::STRING).optional("\"\"")], "LimitRet")
            .takes_in_8(&[LIMIT_REQ, ADDR.optional("\"\"")]),
        query(N::CustomerIdList, &[], "CustomerIdListRet"),
        query(N::CustomerIdCount, &[], "CustomerIdCountRet"),
        Row::new(N::Flush, N::Flush.name(), &[TIMEOUT], Type::ARRAY),
        Row::new(N::Fake, N::Fake.name(), &[FAKE_ADDRS, RECORD], Type::class(NET_BUS_FAKE)),
        step(N::SendToSockets, &[DATA], Type::VOID),
        step(N::SendToSocketByUniqId, &[UNIQ_ID, DATA], Type::VOID),
        step(N::SendToSocketByWorkerAddrAsHex, &[Param::of("workerAddrAsHex", Type::STRING), DATA], Type::VOID)
            .named_in_8("sendToSocketByAddrAsHex")
            .takes_in_8(&[ADDR_AS_HEX, DATA]),
        step(N::GetSocketByUniqId, &[UNIQ_ID], Type::class(interface::TASK_SOCKET).nullable()),
        step(N::IsSinglePoint, &[], Type::BOOL),
        step(N::GetTaskSocketManger, &[], Type::class(interface::TASK_SOCKET_MANGER)),
        step(N::GetUniqIdsGroupByWorkerAddrAsHex, &[Param::of("uniqIds", Type::ARRAY)], Type::ARRAY)
            .named_in_8("getUniqIdsGroupByAddrAsHex"),
        step(N::RepeatedFieldToArray, &[REPEATED_FIELD], Type::ARRAY).only_in_4(),
        step(N::Pack, &[Param::of("cmd", Type::INT), DATA], Type::STRING),
        step(N::Unpack, &[DATA], Type::STRING),
    ];
    Row::<NetBus>::check(&ROWS);
    ROWS
};

static FUNCTIONS: [Row<Function>; Function::COUNT] = {
    use Function as F;
    #[rustfmt::skip] // a row a line
    const ROWS: [Row<Function>; Function::COUNT] = [
        function(F::MilliSleep, &[Param::of("millisecond", Type::INT)], Type::VOID),
        function(F::WorkerAddrConvertToHex, &[Param::of("workerAddr", Type::STRING)], Type::STRING)
            .named_in_8("addrConvertToHex")
            .takes_in_8(&[ADDR]),
        function(F::UniqIdConvertToWorkerAddrAsHex, &[UNIQ_ID], Type::STRING)
            .named_in_8("uniqIdConvertToAddrAsHex"),
        function(F::RepeatedFieldToArray, &[REPEATED_FIELD], Type::ARRAY).only_in_8(),
    ];
    Row::<Function>::check(&ROWS);
    ROWS
};

/// A one-way command: a public method that gives nothing.
const fn command(of: NetBus, params: &'static [Param]) -> Row<NetBus> {
    Row::new(of, of.name(), params, Type::VOID)
}

/// A query: a public method that gives what all gateways have answered, as arrays or as an object of a class of `Ret`.
const fn query(of: NetBus, params: &'static [Param], ret: &'static str) -> Row<NetBus> {
    Row::new(of, of.name(), params, Type::ARRAY).returns_in_8(Type::class_in(RET, ret))
}

/// A step of those, for child classes.
const fn step(of: NetBus, params: &'static [Param], returns: Type) -> Row<NetBus> {
    Row::new(of, of.name(), params, returns).protected()
}

const fn function(of: Function, params: &'static [Param], returns: Type) -> Row<Function> {
    Row::new(of, of.name(), params, returns)
}

/// The methods of `NetBus`, those of the other generation among them.
pub fn net_bus() -> &'static [Row<NetBus>] {
    &NET_BUS
}

/// The functions, those of the other generation among them.
pub fn functions() -> &'static [Row<Function>] {
    &FUNCTIONS
}
