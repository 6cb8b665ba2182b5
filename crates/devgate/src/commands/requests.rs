//! Requests that ask about this gateway. Unknown uniqIds, customerIds and topics are
//! absent from the answers.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Instant;

use bytes::Bytes;
use netsvr_wire::command::Command;
use prost::{DecodeError, Message as _};

use crate::business::frame;
use crate::client::Client;
use crate::gateway::Gateway;
use crate::proto as p;
use crate::state::{State, UniqId};

/// The frame that answers a request. Requests without fields are answered whatever their
/// body holds.
pub fn answer(gateway: &Gateway, command: Command, body: &[u8]) -> Result<Bytes, DecodeError> {
    match command {
        Command::Metrics => {
            let items = gateway.metrics.lock().snapshot(Instant::now());
            return Ok(frame(command, &p::MetricsResp { items }));
        }
        Command::Limit => return Ok(frame(command, &limit(gateway, p::LimitReq::decode(body)?))),
        _ => {}
    }
    let state = &*gateway.state.lock();
    Ok(match command {
        Command::CheckOnline => {
            let mut uniq_ids = p::CheckOnlineReq::decode(body)?.uniq_ids;
            uniq_ids.retain(|id| state.is_online(id));
            frame(command, &p::CheckOnlineResp { uniq_ids })
        }
        Command::UniqIdList => {
            let uniq_ids = state.uniq_ids().map(ToString::to_string).collect();
            frame(command, &p::UniqIdListResp { uniq_ids })
        }
        Command::UniqIdCount => {
            let count = count(state.uniq_ids().len());
            frame(command, &p::UniqIdCountResp { count })
        }
        Command::CustomerIdList => {
            let customer_ids = state.customer_ids().cloned().collect();
            frame(command, &p::CustomerIdListResp { customer_ids })
        }
        Command::CustomerIdCount => {
            let count = count(state.customer_ids().len());
            frame(command, &p::CustomerIdCountResp { count })
        }
        Command::TopicList => {
            let topics = state.topics().cloned().collect();
            frame(command, &p::TopicListResp { topics })
        }
        Command::TopicCount => {
            let count = count(state.topics().len());
            frame(command, &p::TopicCountResp { count })
        }
        Command::ConnInfo => frame(command, &conn_info(state, &p::ConnInfoReq::decode(body)?)),
        Command::ConnInfoByCustomerId => {
            let request = p::ConnInfoByCustomerIdReq::decode(body)?;
            frame(command, &conn_info_by_customer_id(state, &request))
        }
        _ => return of_topics(state, command, body),
    })
}

/// Requests about the subscribers of topics.
fn of_topics(
    state: &State<Arc<Client>>,
    command: Command,
    body: &[u8],
) -> Result<Bytes, DecodeError> {
    Ok(match command {
        Command::TopicUniqIdList => {
            let topics = p::TopicUniqIdListReq::decode(body)?.topics;
            let items = per_topic(topics, |topic| {
                let uniq_ids = state
                    .of_topic(topic)?
                    .iter()
                    .map(ToString::to_string)
                    .collect();
                Some(p::TopicUniqIdListRespItem { uniq_ids })
            });
            frame(command, &p::TopicUniqIdListResp { items })
        }
        Command::TopicUniqIdCount => {
            let request = p::TopicUniqIdCountReq::decode(body)?;
            let topics = asked(state, request.topics, request.count_all);
            let items = per_topic(topics, |topic| {
                state.of_topic(topic).map(|ids| count(ids.len()))
            });
            frame(command, &p::TopicUniqIdCountResp { items })
        }
        Command::TopicCustomerIdList => {
            let topics = p::TopicCustomerIdListReq::decode(body)?.topics;
            let items = per_topic(topics, |topic| {
                let customers = state.customers_of_topic(topic)?;
                let customer_ids = customers.into_keys().map(str::to_owned).collect();
                Some(p::TopicCustomerIdListRespItem { customer_ids })
            });
            frame(command, &p::TopicCustomerIdListResp { items })
        }
        Command::TopicCustomerIdToUniqIdsList => {
            let topics = p::TopicCustomerIdToUniqIdsListReq::decode(body)?.topics;
            let items = per_topic(topics, |topic| {
                let customers = state.customers_of_topic(topic)?.into_iter();
                let items =
                    customers.map(|(id, uniq_ids)| (id.to_owned(), uniq_ids_item(&uniq_ids)));
                Some(p::TopicCustomerIdToUniqIdsListRespItem {
                    items: items.collect(),
                })
            });
            frame(command, &p::TopicCustomerIdToUniqIdsListResp { items })
        }
        _ => {
            let request = p::TopicCustomerIdCountReq::decode(body)?;
            let topics = asked(state, request.topics, request.count_all);
            let items = per_topic(topics, |topic| {
                state.customers_of_topic(topic).map(|ids| count(ids.len()))
            });
            frame(command, &p::TopicCustomerIdCountResp { items })
        }
    })
}

fn count(n: usize) -> i32 {
    i32::try_from(n).unwrap_or(i32::MAX)
}

fn asked(state: &State<Arc<Client>>, topics: Vec<String>, all: bool) -> Vec<String> {
    if all {
        state.topics().cloned().collect()
    } else {
        topics
    }
}

fn per_topic<T>(topics: Vec<String>, item: impl Fn(&str) -> Option<T>) -> BTreeMap<String, T> {
    let items = topics
        .into_iter()
        .filter_map(|topic| item(&topic).map(|item| (topic, item)));
    items.collect()
}

fn uniq_ids_item(uniq_ids: &[&UniqId]) -> p::CustomerIdToUniqIdsRespItem {
    p::CustomerIdToUniqIdsRespItem {
        uniq_ids: uniq_ids.iter().map(ToString::to_string).collect(),
    }
}

fn conn_info(state: &State<Arc<Client>>, request: &p::ConnInfoReq) -> p::ConnInfoResp {
    let mut answer = p::ConnInfoResp::default();
    for uniq_id in &request.uniq_ids {
        let Some(info) = state.info(uniq_id) else {
            continue;
        };
        let mut item = p::ConnInfoRespItem::default();
        if request.req_session {
            item.session.clone_from(&info.session);
        }
        if request.req_customer_id {
            item.customer_id.clone_from(&info.customer_id);
        }
        if request.req_topic {
            item.topics = info.topics.iter().cloned().collect();
        }
        answer.items.insert(uniq_id.clone(), item);
    }
    answer
}

fn conn_info_by_customer_id(
    state: &State<Arc<Client>>,
    request: &p::ConnInfoByCustomerIdReq,
) -> p::ConnInfoByCustomerIdResp {
    let mut answer = p::ConnInfoByCustomerIdResp::default();
    for customer_id in &request.customer_ids {
        let mut items = Vec::new();
        for uniq_id in state.of_customer(customer_id) {
            let Some(info) = state.info(uniq_id) else {
                continue;
            };
            let mut item = p::ConnInfoByCustomerIdRespItem::default();
            if request.req_session {
                item.session.clone_from(&info.session);
            }
            if request.req_uniq_id {
                item.uniq_id = uniq_id.to_string();
            }
            if request.req_topic {
                item.topics = info.topics.iter().cloned().collect();
            }
            items.push(item);
        }
        if !items.is_empty() {
            let items = p::ConnInfoByCustomerIdRespItems { items };
            answer.items.insert(customer_id.clone(), items);
        }
    }
    answer
}

fn limit(gateway: &Gateway, request: p::LimitReq) -> p::LimitResp {
    let now = Instant::now();
    let mut limits = gateway.limits.lock();
    limits.on_open.set(request.on_open, now);
    limits.on_message.set(request.on_message, now);
    p::LimitResp {
        on_open: limits.on_open.per_second(),
        on_message: limits.on_message.per_second(),
    }
}
