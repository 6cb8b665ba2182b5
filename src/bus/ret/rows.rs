//! The classes of `Ret` as a table: which answers each holds, and what the rows of its `toArray()` are. A new query is a
//! row here.
use super::super::answer::key;
use crate::message::EMPTY;
use crate::zend::{Interned, ZArray, ZVal};
use netsvr_wire::Command;

/// A class of `Ret`.
pub struct RetRow {
    /// The query whose answers it holds.
    pub command: Command,
    /// Its name in the namespace.
    pub class: &'static str,
    /// The message that a gateway answers with.
    pub resp: &'static str,
    /// From that message down to what a row of `toArray()` is made of.
    pub path: &'static [Step],
    /// What a row has behind the address and the keys on the way.
    pub leaf: Leaf,
}

/// A step down: into each value of a field.
pub enum Step {
    /// A map with strings for keys. Its key stands in the row, too.
    Map(&'static str, &'static Interned),
    /// A map whose keys no row has.
    Values(&'static str),
    /// A list.
    List(&'static str),
}

/// The end of a row.
pub enum Leaf {
    /// Fields of the message, which have their names for keys.
    Fields(&'static [(&'static Interned, As)]),
    /// What is no message: the value of a map itself.
    Value(&'static Interned, As),
}

/// What becomes of a value.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum As {
    Int,
    Text,
    /// A list of texts.
    Texts,
    /// A number that is rounded.
    Rate,
}

impl As {
    /// What stands for a value that is not there.
    pub fn default(self) -> ZVal {
        match self {
            Self::Int => 0.into(),
            Self::Text => (&*EMPTY).into(),
            Self::Texts => ZArray::empty().into(),
            Self::Rate => 0.0.into(),
        }
    }
}

#[rustfmt::skip] // a row a line
pub static ROWS: [RetRow; 16] = [
    row(Command::UniqIdCount, "UniqIdCountRet", "UniqIdCountResp", &[], fields(&[(&key::COUNT, As::Int)])),
    row(Command::CustomerIdCount, "CustomerIdCountRet", "CustomerIdCountResp", &[], fields(&[(&key::COUNT, As::Int)])),
    row(Command::TopicCount, "TopicCountRet", "TopicCountResp", &[], fields(&[(&key::COUNT, As::Int)])),
    row(Command::UniqIdList, "UniqIdListRet", "UniqIdListResp", &[], fields(&[(&key::UNIQ_IDS, As::Texts)])),
    row(Command::CustomerIdList, "CustomerIdListRet", "CustomerIdListResp", &[], fields(&[(&key::CUSTOMER_IDS, As::Texts)])),
    row(Command::TopicList, "TopicListRet", "TopicListResp", &[], fields(&[(&key::TOPICS, As::Texts)])),
    row(Command::CheckOnline, "CheckOnlineRet", "CheckOnlineResp", &[], fields(&[(&key::UNIQ_IDS, As::Texts)])),
    row(Command::ConnInfo, "ConnInfoRet", "ConnInfoResp", &[Step::Map("items", &key::UNIQ_ID)],
        fields(&[(&key::CUSTOMER_ID, As::Text), (&key::SESSION, As::Text), (&key::TOPICS, As::Texts)])),
    row(Command::ConnInfoByCustomerId, "ConnInfoByCustomerIdRet", "ConnInfoByCustomerIdResp",
        &[Step::Map("items", &key::CUSTOMER_ID), Step::List("items")],
        fields(&[(&key::UNIQ_ID, As::Text), (&key::SESSION, As::Text), (&key::TOPICS, As::Texts)])),
    row(Command::TopicUniqIdCount, "TopicUniqIdCountRet", "TopicUniqIdCountResp", BY_TOPIC, Leaf::Value(&key::COUNT, As::Int)),
    row(Command::TopicCustomerIdCount, "TopicCustomerIdCountRet", "TopicCustomerIdCountResp", BY_TOPIC, Leaf::Value(&key::COUNT, As::Int)),
    row(Command::TopicUniqIdList, "TopicUniqIdListRet", "TopicUniqIdListResp", BY_TOPIC, fields(&[(&key::UNIQ_IDS, As::Texts)])),
    row(Command::TopicCustomerIdList, "TopicCustomerIdListRet", "TopicCustomerIdListResp", BY_TOPIC, fields(&[(&key::CUSTOMER_IDS, As::Texts)])),
    row(Command::TopicCustomerIdToUniqIdsList, "TopicCustomerIdToUniqIdsListRet", "TopicCustomerIdToUniqIdsListResp",
        &[Step::Map("items", &key::TOPIC), Step::Map("items", &key::CUSTOMER_ID)], fields(&[(&key::UNIQ_IDS, As::Texts)])),
    row(Command::Metrics, "MetricsRet", "MetricsResp", &[Step::Values("items")],
        fields(&[(&key::ITEM, As::Int), (&key::COUNT, As::Int), (&key::MEAN_RATE, As::Rate),
            (&key::RATE1, As::Rate), (&key::RATE5, As::Rate), (&key::RATE15, As::Rate)])),
    row(Command::Limit, "LimitRet", "LimitResp", &[], fields(&[(&key::ON_MESSAGE, As::Int), (&key::ON_OPEN, As::Int)])),
];

const BY_TOPIC: &[Step] = &[Step::Map("items", &key::TOPIC)];

const fn fields(fields: &'static [(&'static Interned, As)]) -> Leaf {
    Leaf::Fields(fields)
}

const fn row(
    command: Command,
    class: &'static str,
    resp: &'static str,
    path: &'static [Step],
    leaf: Leaf,
) -> RetRow {
    RetRow {
        command,
        class,
        resp,
        path,
        leaf,
    }
}
