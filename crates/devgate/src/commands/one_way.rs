//! One-way commands that change what is kept for clients, or send them data, or both.
//! Each says to whom which message goes; the sending is done by the caller, without the
//! lock on the state.

use std::collections::BTreeSet;
use std::sync::Arc;

use bytes::Bytes;
use netsvr_wire::command::Command;
use prost::{DecodeError, Message as _};

use crate::client::Client;
use crate::generation::Generation;
use crate::proto;
use crate::state::State;

/// Data and who gets it, in the order of sending.
pub type Deliveries = Vec<(Arc<Client>, Bytes)>;

type Clients = State<Arc<Client>>;

/// Changes the state as the command says.
pub fn apply(
    state: &mut Clients,
    generation: Generation,
    command: Command,
    body: &[u8],
) -> Result<Deliveries, DecodeError> {
    Ok(match command {
        Command::ConnInfoUpdate => {
            let c = proto::ConnInfoUpdate::decode(body)?;
            if is_leaving(state, &c.uniq_id) {
                return Ok(Deliveries::new());
            }
            let client = state.update(&c.uniq_id, c.new_session, c.new_customer_id, c.new_topics);
            to_all(client, c.data)
        }
        Command::ConnInfoDelete => {
            let c = proto::ConnInfoDelete::decode(body)?;
            if is_leaving(state, &c.uniq_id) {
                return Ok(Deliveries::new());
            }
            let client = state.clear(&c.uniq_id, c.del_session, c.del_customer_id, c.del_topic);
            to_all(client, c.data)
        }
        Command::Broadcast => to_all(state.handles(), proto::Broadcast::decode(body)?.data),
        Command::Multicast => {
            let c = proto::Multicast::decode(body)?;
            to_all(c.uniq_ids.iter().filter_map(|id| state.handle(id)), c.data)
        }
        Command::MulticastByCustomerId => {
            let c = proto::MulticastByCustomerId::decode(body)?;
            // Whoever is named twice gets it once, unlike with uniqIds and topics.
            let customer_ids = BTreeSet::from_iter(&c.customer_ids);
            to_all(
                customer_ids
                    .into_iter()
                    .flat_map(|id| of_customer(state, id)),
                c.data,
            )
        }
        Command::SingleCast => {
            let c = proto::SingleCast::decode(body)?;
            to_all(state.handle(&c.uniq_id), c.data)
        }
        Command::SingleCastByCustomerId => {
            let c = proto::SingleCastByCustomerId::decode(body)?;
            to_all(of_customer(state, &c.customer_id), c.data)
        }
        Command::SingleCastBulk => {
            let c = proto::SingleCastBulk::decode(body)?;
            bulk(&c.uniq_ids, c.data, |id| {
                state.handle(id).into_iter().collect()
            })
        }
        Command::SingleCastBulkByCustomerId => {
            let c = proto::SingleCastBulkByCustomerId::decode(body)?;
            bulk(&c.customer_ids, c.data, |id| {
                of_customer(state, id).collect()
            })
        }
        Command::TopicSubscribe => {
            let c = proto::TopicSubscribe::decode(body)?;
            if c.topics.is_empty() || is_leaving(state, &c.uniq_id) {
                return Ok(Deliveries::new());
            }
            to_all(state.subscribe(&c.uniq_id, c.topics), c.data)
        }
        Command::TopicUnsubscribe => {
            let c = proto::TopicUnsubscribe::decode(body)?;
            if c.topics.is_empty() || is_leaving(state, &c.uniq_id) {
                return Ok(Deliveries::new());
            }
            to_all(state.unsubscribe(&c.uniq_id, &c.topics), c.data)
        }
        Command::TopicDelete => {
            let c = proto::TopicDelete::decode(body)?;
            to_all(state.delete_topics(&c.topics), c.data)
        }
        Command::TopicPublish => {
            let c = proto::TopicPublish::decode(body)?;
            to_all(
                c.topics.iter().flat_map(|topic| of_topic(state, topic)),
                c.data,
            )
        }
        Command::TopicPublishBulk => {
            let c = proto::TopicPublishBulk::decode(body)?;
            match c.topics.as_slice() {
                [topic] if c.data.len() > 1 && generation.publishes_empty_data() => {
                    let subscribers: Vec<_> = of_topic(state, topic).collect();
                    let data = c.data.into_iter().map(Bytes::from);
                    data.flat_map(|data| each(subscribers.iter().cloned(), &data))
                        .collect()
                }
                topics => bulk(topics, c.data, |topic| of_topic(state, topic).collect()),
            }
        }
        // Taking clients offline is done elsewhere; nothing else is one-way.
        _ => Deliveries::new(),
    })
}

/// Who has been told to leave keeps what it had.
fn is_leaving(state: &Clients, uniq_id: &str) -> bool {
    let client = state.handle(uniq_id);
    client.is_some_and(|client| client.is_dismissed())
}

fn of_customer<'a>(
    state: &'a Clients,
    customer_id: &str,
) -> impl Iterator<Item = Arc<Client>> + 'a {
    state
        .of_customer(customer_id)
        .filter_map(|id| state.handle(id))
}

fn of_topic<'a>(state: &'a Clients, topic: &str) -> impl Iterator<Item = Arc<Client>> + 'a {
    state
        .of_topic(topic)
        .into_iter()
        .flat_map(BTreeSet::iter)
        .filter_map(|id| state.handle(id))
}

fn to_all(clients: impl IntoIterator<Item = Arc<Client>>, data: Vec<u8>) -> Deliveries {
    // No data, no message.
    if data.is_empty() {
        return Deliveries::new();
    }
    each(clients, &data.into())
}

fn each(clients: impl IntoIterator<Item = Arc<Client>>, data: &Bytes) -> Deliveries {
    clients
        .into_iter()
        .map(|client| (client, data.clone()))
        .collect()
}

/// As many names as data: pairwise. One name and several data: all of them to it. Any
/// other counts: nothing.
fn bulk(
    names: &[String],
    data: Vec<Vec<u8>>,
    clients_of: impl Fn(&str) -> Vec<Arc<Client>>,
) -> Deliveries {
    if names.len() == data.len() {
        let pairs = names.iter().zip(data);
        return pairs
            .flat_map(|(name, data)| to_all(clients_of(name), data))
            .collect();
    }
    match names {
        [name] => {
            let clients = clients_of(name);
            data.into_iter()
                .flat_map(|data| to_all(clients.iter().cloned(), data))
                .collect()
        }
        _ => Deliveries::new(),
    }
}
