//! Who is connected: clients with their session, customerId and topics, and the indexes
//! over them. Pure: no sockets, no time; `H` is whatever reaches a client.
//!
//! Everything is kept sorted, so that the same commands give the same answers.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A uniqId: 28 hex characters.
pub type UniqId = Arc<str>;

/// What the gateway keeps for a client.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Info {
    /// Set by business processes; empty if never set.
    pub session: String,
    /// Set by business processes; empty if never set. Several clients may share one.
    pub customer_id: String,
    /// Names of the topics the client is subscribed to.
    pub topics: BTreeSet<String>,
}

impl Info {
    /// A guest has neither session nor customerId.
    pub fn is_guest(&self) -> bool {
        self.session.is_empty() && self.customer_id.is_empty()
    }
}

#[derive(Debug)]
struct Client<H> {
    info: Info,
    handle: H,
}

type Index = BTreeMap<String, BTreeSet<UniqId>>;

/// All clients of one gateway.
#[derive(Debug)]
pub struct State<H> {
    clients: BTreeMap<UniqId, Client<H>>,
    customers: Index,
    topics: Index,
}

impl<H> Default for State<H> {
    fn default() -> Self {
        Self {
            clients: BTreeMap::new(),
            customers: Index::new(),
            topics: Index::new(),
        }
    }
}

impl<H: Clone> State<H> {
    /// A client has connected.
    pub fn insert(&mut self, uniq_id: UniqId, handle: H) {
        let info = Info::default();
        self.clients.insert(uniq_id, Client { info, handle });
    }

    /// A client has left, or is about to: from now on it is offline. Gives back what it had.
    pub fn remove(&mut self, uniq_id: &str) -> Option<(Info, H)> {
        let client = self.clients.remove(uniq_id)?;
        if !client.info.customer_id.is_empty() {
            unlink(&mut self.customers, &client.info.customer_id, uniq_id);
        }
        for topic in &client.info.topics {
            unlink(&mut self.topics, topic, uniq_id);
        }
        Some((client.info, client.handle))
    }

    /// Whether a client of that uniqId is connected.
    pub fn is_online(&self, uniq_id: &str) -> bool {
        self.clients.contains_key(uniq_id)
    }

    /// What is kept for a client.
    pub fn info(&self, uniq_id: &str) -> Option<&Info> {
        self.clients.get(uniq_id).map(|client| &client.info)
    }

    /// How to reach a client.
    pub fn handle(&self, uniq_id: &str) -> Option<H> {
        self.clients
            .get(uniq_id)
            .map(|client| client.handle.clone())
    }

    /// How to reach every client.
    pub fn handles(&self) -> impl Iterator<Item = H> + '_ {
        self.clients.values().map(|client| client.handle.clone())
    }

    /// The uniqIds of all clients.
    pub fn uniq_ids(&self) -> impl ExactSizeIterator<Item = &UniqId> {
        self.clients.keys()
    }

    /// Replaces the session and customerId that are not empty, and the topics if there are
    /// any. `None`: no such client.
    pub fn update(
        &mut self,
        uniq_id: &str,
        session: String,
        customer_id: String,
        topics: Vec<String>,
    ) -> Option<H> {
        let (id, client) = entry(&mut self.clients, uniq_id)?;
        if !session.is_empty() {
            client.info.session = session;
        }
        if !customer_id.is_empty() {
            unlink(&mut self.customers, &client.info.customer_id, uniq_id);
            link(&mut self.customers, customer_id.clone(), &id);
            client.info.customer_id = customer_id;
        }
        if !topics.is_empty() {
            for topic in std::mem::take(&mut client.info.topics) {
                unlink(&mut self.topics, &topic, uniq_id);
            }
            subscribe(&mut self.topics, &mut client.info, &id, topics);
        }
        Some(client.handle.clone())
    }

    /// Clears what the flags say. `None`: no such client.
    pub fn clear(
        &mut self,
        uniq_id: &str,
        session: bool,
        customer_id: bool,
        topics: bool,
    ) -> Option<H> {
        let client = self.clients.get_mut(uniq_id)?;
        if session {
            client.info.session.clear();
        }
        if customer_id {
            let old = std::mem::take(&mut client.info.customer_id);
            unlink(&mut self.customers, &old, uniq_id);
        }
        if topics {
            for topic in std::mem::take(&mut client.info.topics) {
                unlink(&mut self.topics, &topic, uniq_id);
            }
        }
        Some(client.handle.clone())
    }

    /// Adds topics to a client; ignores empty names. `None`: no such client.
    pub fn subscribe(&mut self, uniq_id: &str, topics: Vec<String>) -> Option<H> {
        let (id, client) = entry(&mut self.clients, uniq_id)?;
        subscribe(&mut self.topics, &mut client.info, &id, topics);
        Some(client.handle.clone())
    }

    /// Takes topics from a client. `None`: no such client.
    pub fn unsubscribe(&mut self, uniq_id: &str, topics: &[String]) -> Option<H> {
        let client = self.clients.get_mut(uniq_id)?;
        for topic in topics {
            client.info.topics.remove(topic);
            unlink(&mut self.topics, topic, uniq_id);
        }
        Some(client.handle.clone())
    }

    /// Removes topics from all clients; gives each client that had one of them, once.
    pub fn delete_topics(&mut self, topics: &[String]) -> Vec<H> {
        let mut touched = BTreeSet::new();
        for topic in topics {
            for uniq_id in self.topics.remove(topic).unwrap_or_default() {
                if let Some(client) = self.clients.get_mut(&uniq_id) {
                    client.info.topics.remove(topic);
                }
                touched.insert(uniq_id);
            }
        }
        touched
            .iter()
            .filter_map(|uniq_id| self.handle(uniq_id))
            .collect()
    }

    /// Names of all customerIds and how many there are.
    pub fn customer_ids(&self) -> impl ExactSizeIterator<Item = &String> {
        self.customers.keys()
    }

    /// The clients of a customerId; none if it is unknown.
    pub fn of_customer(&self, customer_id: &str) -> impl Iterator<Item = &UniqId> {
        self.customers.get(customer_id).into_iter().flatten()
    }

    /// Names of all topics that a client is subscribed to.
    pub fn topics(&self) -> impl ExactSizeIterator<Item = &String> {
        self.topics.keys()
    }

    /// The clients subscribed to a topic. `None`: nobody is.
    pub fn of_topic(&self, topic: &str) -> Option<&BTreeSet<UniqId>> {
        self.topics.get(topic)
    }

    /// The customerIds subscribed to a topic, each with its clients that are. Guests are
    /// not among them. `None`: nobody is subscribed.
    pub fn customers_of_topic(&self, topic: &str) -> Option<BTreeMap<&str, Vec<&UniqId>>> {
        let mut customers: BTreeMap<&str, Vec<&UniqId>> = BTreeMap::new();
        for uniq_id in self.topics.get(topic)? {
            if let Some(info) = self
                .info(uniq_id)
                .filter(|info| !info.customer_id.is_empty())
            {
                customers
                    .entry(&info.customer_id)
                    .or_default()
                    .push(uniq_id);
            }
        }
        Some(customers)
    }
}

fn entry<'a, H>(
    clients: &'a mut BTreeMap<UniqId, Client<H>>,
    uniq_id: &str,
) -> Option<(UniqId, &'a mut Client<H>)> {
    let id = Arc::clone(clients.get_key_value(uniq_id)?.0);
    clients.get_mut(uniq_id).map(|client| (id, client))
}

fn subscribe(index: &mut Index, info: &mut Info, uniq_id: &UniqId, topics: Vec<String>) {
    for topic in topics.into_iter().filter(|topic| !topic.is_empty()) {
        link(index, topic.clone(), uniq_id);
        info.topics.insert(topic);
    }
}

fn link(index: &mut Index, key: String, uniq_id: &UniqId) {
    index.entry(key).or_default().insert(Arc::clone(uniq_id));
}

/// A name without clients is forgotten: it shows in no list and no count.
fn unlink(index: &mut Index, key: &str, uniq_id: &str) {
    if let Some(uniq_ids) = index.get_mut(key) {
        uniq_ids.remove(uniq_id);
        if uniq_ids.is_empty() {
            index.remove(key);
        }
    }
}

#[cfg(test)]
mod tests;
