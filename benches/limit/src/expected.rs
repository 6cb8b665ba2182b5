//! What must be on the wire, and the data that both sides of a measurement
//! make up by the same rules: the scripts in `benches/php` have them, too.

use prost::Message;
use std::collections::BTreeMap;
use std::net::{IpAddr, SocketAddr};

const BROADCAST: u32 = 900_002_003;
const MULTICAST: u32 = 900_002_004;
const SINGLE_CAST: u32 = 900_002_006;
const SINGLE_CAST_BULK: u32 = 900_002_007;
const CONN_OPEN: u32 = 900_001_001;
const CONN_CLOSE: u32 = 900_001_002;
const TRANSFER: u32 = 900_001_003;
const REGISTER: u32 = 900_003_001;
const UNREGISTER: u32 = 900_003_002;
const UNIQ_ID_LIST: u32 = 900_003_006;
const UNIQ_ID_COUNT: u32 = 900_003_007;
const CONN_INFO: u32 = 900_003_015;

/// A command for clients, with the fields that this program uses of it.
#[derive(Message)]
struct ToClients {
    #[prost(string, repeated, tag = "1")]
    uniq_ids: Vec<String>,
    #[prost(bytes, repeated, tag = "2")]
    data: Vec<Vec<u8>>,
}

#[derive(Message)]
struct Broadcast {
    #[prost(bytes, tag = "1")]
    data: Vec<u8>,
}

#[derive(Message)]
struct UniqIdListResp {
    #[prost(string, repeated, tag = "1")]
    uniq_ids: Vec<String>,
}

#[derive(Message)]
struct UniqIdCountResp {
    #[prost(int32, tag = "1")]
    count: i32,
}

#[derive(Message)]
struct ConnInfoReq {
    #[prost(string, repeated, tag = "1")]
    uniq_ids: Vec<String>,
    #[prost(bool, tag = "2")]
    session: bool,
    #[prost(bool, tag = "3")]
    customer_id: bool,
    #[prost(bool, tag = "4")]
    topic: bool,
}

#[derive(Message)]
struct ConnInfoResp {
    #[prost(btree_map = "string, message", tag = "1")]
    items: BTreeMap<String, ConnInfoRespItem>,
}

#[derive(PartialEq, Message)]
struct ConnInfoRespItem {
    #[prost(string, tag = "1")]
    session: String,
    #[prost(string, tag = "2")]
    customer_id: String,
    #[prost(string, repeated, tag = "3")]
    topics: Vec<String>,
}

#[derive(Message)]
struct Transfer {
    #[prost(string, tag = "1")]
    uniq_id: String,
    #[prost(string, tag = "2")]
    customer_id: String,
    #[prost(string, tag = "3")]
    session: String,
    #[prost(string, repeated, tag = "4")]
    topics: Vec<String>,
    #[prost(bytes, tag = "5")]
    data: Vec<u8>,
}

#[derive(Message)]
struct RegisterReq {
    #[prost(int32, tag = "1")]
    events: i32,
    #[prost(uint32, tag = "2")]
    goroutines: u32,
}

#[derive(Message)]
struct RegisterResp {
    #[prost(string, tag = "3")]
    conn_id: String,
}

/// Any message of which only the first field is used, an id.
#[derive(Message)]
struct Id {
    #[prost(string, tag = "1")]
    id: String,
}

#[derive(Message)]
struct ConnInfoUpdate {
    #[prost(string, tag = "1")]
    uniq_id: String,
    #[prost(string, tag = "3")]
    new_session: String,
    #[prost(string, tag = "4")]
    new_customer_id: String,
    #[prost(string, repeated, tag = "5")]
    new_topics: Vec<String>,
    #[prost(bytes, tag = "6")]
    data: Vec<u8>,
}

fn frame(command: u32, body: &impl Message) -> Vec<u8> {
    let body = body.encode_to_vec();
    // no frame of this program comes near the limits of the length field
    let length = u32::try_from(body.len() + 4).unwrap_or(u32::MAX);
    [&length.to_be_bytes()[..], &command.to_be_bytes(), &body].concat()
}

/// The uniqId of client `index`; `gateway` owns it.
fn uniq_id(gateway: SocketAddr, index: usize) -> String {
    let ip = match gateway.ip() {
        IpAddr::V4(ip) => u32::from(ip),
        IpAddr::V6(_) => 0,
    };
    format!("{ip:08x}{:04x}66000000{index:08x}", gateway.port())
}

/// The uniqIds that `gateways[at]` owns of `count` clients; they are dealt
/// out to the gateways in turn.
fn owned(gateways: &[SocketAddr], at: usize, count: usize) -> Vec<usize> {
    (0..count).filter(|i| i % gateways.len() == at).collect()
}

fn uniq_ids(gateways: &[SocketAddr], at: usize, count: usize) -> Vec<String> {
    let of = gateways.get(at).copied();
    let indices = owned(gateways, at, count);
    of.map(|gateway| indices.iter().map(|i| uniq_id(gateway, *i)).collect())
        .unwrap_or_default()
}

fn data(size: usize) -> Vec<u8> {
    vec![b'x'; size]
}

/// The frame of a `singleCast` of 64 bytes to the first client.
pub fn single_cast(gateways: &[SocketAddr], at: usize) -> Vec<u8> {
    let body = ToClients {
        uniq_ids: uniq_ids(gateways, at, 1),
        data: vec![data(64)],
    };
    frame(SINGLE_CAST, &body)
}

/// The uniqId of a client of `gateway`, and the frame of a `singleCast` of this
/// data to it.
pub fn single_cast_of(gateway: SocketAddr, data: &[u8]) -> (String, Vec<u8>) {
    let uniq_id = uniq_id(gateway, 0);
    let body = ToClients {
        uniq_ids: vec![uniq_id.clone()],
        data: vec![data.to_vec()],
    };
    (uniq_id, frame(SINGLE_CAST, &body))
}

/// The frame of a `broadcast` of 1 KiB.
pub fn broadcast(_gateways: &[SocketAddr], _at: usize) -> Vec<u8> {
    frame(BROADCAST, &Broadcast { data: data(1024) })
}

/// The frame of a `broadcast` of 1 KiB of text that is not ASCII.
pub fn broadcast_of_text(_gateways: &[SocketAddr], _at: usize) -> Vec<u8> {
    let data = r#"{"a": "你好"},"#.repeat(64).into_bytes();
    frame(BROADCAST, &Broadcast { data })
}

/// Clients of the long lists.
pub const MANY: usize = 10_000;
/// Clients of the very long list.
pub const VERY_MANY: usize = 100_000;

/// The frame of a `multicast` of 64 bytes to 10,000 clients, for `gateways[at]`.
pub fn multicast(gateways: &[SocketAddr], at: usize) -> Vec<u8> {
    let body = ToClients {
        uniq_ids: uniq_ids(gateways, at, MANY),
        data: vec![data(64)],
    };
    frame(MULTICAST, &body)
}

/// The frame of a `singleCastBulk` to 10,000 clients, for `gateways[at]`.
pub fn single_cast_bulk(gateways: &[SocketAddr], at: usize) -> Vec<u8> {
    let body = ToClients {
        uniq_ids: uniq_ids(gateways, at, MANY),
        data: owned(gateways, at, MANY)
            .iter()
            .map(|i| format!("message-{i:08}").into_bytes())
            .collect(),
    };
    frame(SINGLE_CAST_BULK, &body)
}

/// A request, and the answer to it.
pub struct Exchange {
    pub request: Vec<u8>,
    pub answer: Vec<u8>,
}

/// `connInfo` of 10,000 clients: all that there is about them.
pub fn conn_info(gateway: SocketAddr) -> Exchange {
    let uniq_ids = uniq_ids(&[gateway], 0, MANY);
    let items = uniq_ids.iter().enumerate().map(|(i, uniq_id)| {
        let item = ConnInfoRespItem {
            session: format!("{{\"name\":\"client {i}\",\"visits\":{i}}}"),
            customer_id: format!("customer-{i}"),
            topics: (0..3)
                .map(|topic| format!("topic-{}", (i + topic) % 100))
                .collect(),
        };
        (uniq_id.clone(), item)
    });
    let answer = frame(
        CONN_INFO,
        &ConnInfoResp {
            items: items.collect(),
        },
    );
    let request = ConnInfoReq {
        uniq_ids,
        session: true,
        customer_id: true,
        topic: true,
    };
    Exchange {
        request: frame(CONN_INFO, &request),
        answer,
    }
}

/// `uniqIdList` with 100,000 clients.
pub fn uniq_id_list(gateway: SocketAddr) -> Exchange {
    let uniq_ids = uniq_ids(&[gateway], 0, VERY_MANY);
    Exchange {
        request: frame(UNIQ_ID_LIST, &()),
        answer: frame(UNIQ_ID_LIST, &UniqIdListResp { uniq_ids }),
    }
}

/// `uniqIdCount` of a gateway with `count` clients.
pub fn uniq_id_count(count: i32) -> Exchange {
    Exchange {
        request: frame(UNIQ_ID_COUNT, &()),
        answer: frame(UNIQ_ID_COUNT, &UniqIdCountResp { count }),
    }
}

/// The client that the single messages are about: uniqId, session, customerId, topics.
fn client() -> (String, String, String, Vec<String>) {
    (
        uniq_id(SocketAddr::from(([127, 0, 0, 1], 6062)), 1),
        r#"{"name":"client 1","visits":1}"#.to_owned(),
        "customer-1".to_owned(),
        (1..=3).map(|topic| format!("topic-{topic}")).collect(),
    )
}

/// The bytes of a `Transfer` with 1 KiB of data and three topics.
pub fn transfer() -> Vec<u8> {
    let (uniq_id, session, customer_id, topics) = client();
    Transfer {
        uniq_id,
        customer_id,
        session,
        topics,
        data: data(1024),
    }
    .encode_to_vec()
}

/// The bytes of a `ConnInfoUpdate` with all fields; 64 bytes of data.
pub fn conn_info_update() -> Vec<u8> {
    let (uniq_id, new_session, new_customer_id, new_topics) = client();
    ConnInfoUpdate {
        uniq_id,
        new_session,
        new_customer_id,
        new_topics,
        data: data(64),
    }
    .encode_to_vec()
}

/// The registration whose `connId` events are forwarded for.
const CONN_ID: &str = "bench";
/// Clients whose messages are forwarded, in turn.
pub const SENDERS: usize = 1_000;

/// `Register` for all three kinds of events.
pub fn register() -> Exchange {
    let request = RegisterReq {
        events: 1 | 2 | 4,
        goroutines: 10,
    };
    let conn_id = CONN_ID.to_owned();
    Exchange {
        request: frame(REGISTER, &request),
        answer: frame(REGISTER, &RegisterResp { conn_id }),
    }
}

/// `Unregister` of that registration.
pub fn unregister() -> Exchange {
    let id = CONN_ID.to_owned();
    Exchange {
        request: frame(UNREGISTER, &Id { id }),
        answer: frame(UNREGISTER, &()),
    }
}

/// The event that the first client has come.
pub fn conn_open(gateway: SocketAddr) -> Vec<u8> {
    let id = uniq_id(gateway, 0);
    frame(CONN_OPEN, &Id { id })
}

/// The event that it has gone.
pub fn conn_close(gateway: SocketAddr) -> Vec<u8> {
    let id = uniq_id(gateway, 0);
    frame(CONN_CLOSE, &Id { id })
}

/// An event for a message of each sender; the body of each has 250 bytes.
pub fn transfers(gateway: SocketAddr) -> Vec<u8> {
    let transfer = |sender| Transfer {
        uniq_id: uniq_id(gateway, sender),
        customer_id: format!("customer-{sender:04}"),
        session: format!("{{\"name\":\"client {sender:04}\",\"visits\":1}}"),
        topics: vec!["topic-1".to_owned(), "topic-2".to_owned()],
        data: data(149),
    };
    (0..SENDERS)
        .flat_map(|sender| frame(TRANSFER, &transfer(sender)))
        .collect()
}

/// The frame of a `singleCast` of 64 bytes to each sender.
pub fn echoes(gateway: SocketAddr) -> Vec<u8> {
    let answer = |sender| ToClients {
        uniq_ids: vec![uniq_id(gateway, sender)],
        data: vec![data(64)],
    };
    (0..SENDERS)
        .flat_map(|sender| frame(SINGLE_CAST, &answer(sender)))
        .collect()
}
