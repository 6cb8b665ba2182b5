//! What all connections of one gateway share, and the ways out of it: messages to clients,
//! events and answers to business processes.

use std::net::SocketAddrV4;
use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use bytes::Bytes;
use netsvr_wire::address::uniq_id;
use netsvr_wire::command::{Command, Event};
use parking_lot::Mutex;
use tokio::sync::watch;

use crate::business::{frame, WorkerConnection};
use crate::client::{Client, Outgoing};
use crate::config::Config;
use crate::counted::{Count, Counted};
use crate::dropped;
use crate::generation::Role;
use crate::http::post::Poster;
use crate::limit::Limiter;
use crate::log::Logger;
use crate::metrics::{Item, Metrics};
use crate::outbox::{outbox, Queue};
use crate::registry::Registry;
use crate::shuffle::Shuffle;
use crate::site::Site;
use crate::state::{Info, State, UniqId};

/// The limits in force.
#[derive(Debug)]
pub struct Limits {
    /// For connections of clients.
    pub on_open: Limiter,
    /// For messages of clients.
    pub on_message: Limiter,
}

/// Addresses as bound.
#[derive(Clone, Copy, Debug)]
pub struct Addresses {
    /// The worker port.
    pub worker: SocketAddrV4,
    /// The port that uniqIds begin with.
    pub uniq_ids: SocketAddrV4,
}

/// Longest wait for messages that are on their way to clients.
const WRITING: Duration = Duration::from_millis(50);

/// A running gateway. Its locks are never held across an await.
#[derive(Debug)]
pub struct Gateway {
    /// What it was started with.
    pub config: Config,
    /// Where business processes reach it.
    pub addresses: Addresses,
    /// The files served over HTTP.
    pub site: Option<Site>,
    /// Where it tells what it does.
    pub log: Logger,
    /// The clients.
    pub state: Mutex<State<Arc<Client>>>,
    /// The registered business connections.
    pub registry: Mutex<Registry<Arc<WorkerConnection>>>,
    /// The counters.
    pub metrics: Mutex<Metrics>,
    /// The limits.
    pub limits: Mutex<Limits>,
    /// Where casts and events lose their order, if they do.
    pub shuffle: Option<Shuffle>,
    /// What calls the application.
    pub http: Poster,
    /// Connections to the port of the clients.
    connected: Count,
    /// Messages for clients that have not been handed to the system.
    unwritten: Count,
    clients_so_far: AtomicU32,
    businesses_so_far: AtomicU64,
    stopping: watch::Receiver<bool>,
}

impl Gateway {
    /// A gateway without clients; it is stopping once `stopping` holds true.
    pub fn new(
        config: Config,
        addresses: Addresses,
        site: Option<Site>,
        stopping: watch::Receiver<bool>,
    ) -> Self {
        let now = Instant::now();
        let counts = |item| match &config.settings.metrics {
            Some(items) => items.contains(&item),
            None => config.generation.counts(item),
        };
        Self {
            addresses,
            site,
            log: Logger(config.log),
            state: Mutex::default(),
            registry: Mutex::default(),
            metrics: Mutex::new(Metrics::new(now, counts)),
            limits: Mutex::new(Limits {
                on_open: Limiter::new(config.limit_on_open, now),
                on_message: Limiter::new(config.limit_on_message, now),
            }),
            shuffle: config
                .shuffle
                .filter(|_| config.generation.has_pool())
                .map(Shuffle::new),
            http: Poster::new(),
            connected: Count::default(),
            unwritten: Count::default(),
            clients_so_far: AtomicU32::new(0),
            businesses_so_far: AtomicU64::new(0),
            stopping,
            config,
        }
    }

    /// Returns once the gateway is to stop.
    pub async fn stopping(&self) {
        let mut stopping = self.stopping.clone();
        // An error means that the server is gone: the same thing.
        let _ = stopping.wait_for(|stopping| *stopping).await;
    }

    /// Counts.
    pub fn mark(&self, item: Item, n: usize) {
        self.metrics.lock().mark(item, n, Instant::now());
    }

    /// Names a client that has connected. It is not online yet.
    pub fn meet(&self) -> (Arc<Client>, Queue<Outgoing>) {
        let (outbox, queue) = outbox();
        let client = Client::new(self.next_uniq_id(), outbox, unix_time());
        (Arc::new(client), queue)
    }

    /// Counts a connection to the port of the clients for as long as the result lives.
    pub fn connected(&self) -> Counted {
        self.connected.one_more()
    }

    /// Whether there are more connections to the port of the clients than may be.
    pub fn is_crowded(&self) -> bool {
        self.connected.get() > self.config.settings.max_online_num
    }

    /// Takes in a client, with what it has from the beginning.
    pub fn enter(&self, client: &Arc<Client>, info: Info) {
        let uniq_id = &client.uniq_id;
        {
            let mut state = self.state.lock();
            state.insert(Arc::clone(uniq_id), Arc::clone(client));
            let topics = info.topics.into_iter().collect();
            state.update(uniq_id, info.session, info.customer_id, topics);
        }
        self.mark(Item::ClientOpen, 1);
    }

    /// Forgets a client whose connection is closed; gives back what it had.
    pub fn leave(&self, client: &Client) -> Info {
        let removed = self.state.lock().remove(&client.uniq_id);
        removed
            .map(|(info, _)| info)
            .or_else(|| client.left_with.lock().take())
            .unwrap_or_default()
    }

    /// Takes a client offline: at once for whoever asks, its connection after what was
    /// queued for it before.
    pub fn take_offline(&self, uniq_id: &str) {
        let removed = self.state.lock().remove(uniq_id);
        if let Some((info, client)) = removed {
            *client.left_with.lock() = Some(info);
            // A client that has just left by itself needs no mark.
            let _ = client.outbox.push_mark(Outgoing::Drop);
        }
    }

    /// Queues data for a client, waiting while its queue is full. Who has been told to leave
    /// gets nothing any more.
    pub async fn deliver(&self, client: &Client, data: Bytes) {
        if client.is_dismissed() {
            return;
        }
        let size = data.len();
        let message = Outgoing::Message(data, self.unwritten.one_more());
        if client.outbox.push(message, size).await.is_err() {
            self.mark(Item::WriteFailedCount, 1);
            self.mark(Item::WriteFailedBytes, size);
        }
    }

    /// Sends an event to the business connection whose turn it is, waiting while its queue
    /// is full; where queues refuse then, the event is dropped. Nobody registered: the event
    /// is gone.
    pub async fn emit(
        self: &Arc<Self>,
        event: Event,
        command: Command,
        body: &impl prost::Message,
    ) {
        let frame = frame(command, body);
        match &self.shuffle {
            None => self.hand_out(event, command, frame).await,
            Some(shuffle) => {
                let gateway = Arc::clone(self);
                let work = async move { gateway.hand_out(event, command, frame).await };
                shuffle.event(work).await;
            }
        }
    }

    async fn hand_out(&self, event: Event, command: Command, frame: Bytes) {
        loop {
            let Some(connection) = self.registry.lock().next(event) else {
                return;
            };
            let size = frame.len();
            let Err(refused) = connection.send_event(frame.clone()).await else {
                self.log.debug(format_args!(
                    "{command:?} ({size} bytes) to {}",
                    connection.id
                ));
                self.mark(Item::TransferCount, 1);
                self.mark(Item::TransferBytes, size);
                return;
            };
            self.mark(Item::WorkerFailed, 1);
            if self.config.generation.drops_events() {
                self.log.info(format_args!(
                    "event for {} dropped ({refused:?}): {}",
                    connection.id,
                    dropped::frame(&frame)
                ));
                return;
            }
            self.registry.lock().unregister(&connection.id);
        }
    }

    /// Waits until all messages for clients have been handed to the system, for a moment: a
    /// client that does not read keeps nobody waiting for long.
    pub async fn written(&self) {
        let _ = tokio::time::timeout(WRITING, async {
            while self.unwritten.get() > 0 {
                tokio::task::yield_now().await;
            }
        })
        .await;
    }

    /// Queues an answer for a business process, waiting while its queue is full. Lost if the
    /// connection is gone. As the gateway writes to its clients before it takes the next
    /// frame, what was sent before has left when this is read.
    pub async fn answer(&self, connection: &WorkerConnection, bytes: Bytes) {
        self.written().await;
        let sent = connection.send_answer(bytes, self.answers_due()).await;
        self.count_answer(connection, sent.is_ok());
    }

    /// Queues a short answer whether or not there is room.
    pub fn answer_at_once(&self, connection: &WorkerConnection, bytes: Bytes) {
        let sent = connection.send_answer_at_once(bytes, self.answers_due());
        self.count_answer(connection, sent.is_ok());
    }

    fn answers_due(&self) -> Option<tokio::time::Instant> {
        let delay = self.config.answer_delay;
        (delay > Duration::ZERO).then(|| tokio::time::Instant::now() + delay)
    }

    fn count_answer(&self, connection: &WorkerConnection, was_sent: bool) {
        // What fails at the task port is not counted.
        if !was_sent && connection.role != Role::Task {
            self.mark(Item::WorkerFailed, 1);
        }
    }

    /// The number of a connection of a business process that has just come, from 1.
    pub fn number_business(&self) -> u64 {
        self.businesses_so_far.fetch_add(1, Ordering::Relaxed) + 1
    }

    /// A uniqId that nobody has had before.
    pub fn next_uniq_id(&self) -> UniqId {
        let counter = self.clients_so_far.fetch_add(1, Ordering::Relaxed);
        let id = uniq_id(self.addresses.uniq_ids, unix_time(), counter);
        UniqId::from(String::from_utf8_lossy(&id).as_ref())
    }
}

/// Seconds since 1970, as uniqIds and connIds hold them.
pub fn unix_time() -> u32 {
    let since = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    u32::try_from(since.as_secs()).unwrap_or(u32::MAX)
}
