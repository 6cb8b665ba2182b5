//! What a gateway is started with. Knows nothing of flags or sockets.

use std::net::{Ipv4Addr, SocketAddrV4};
use std::path::PathBuf;
use std::time::Duration;

use crate::crowd::Crowd;
use crate::fault::Faults;
use crate::generation::{Generation, Role};
use crate::http::post::Url;
use crate::log::Level;
use crate::settings::{Section, Settings};

/// The heartbeat string that both kinds of peer send unless told otherwise.
pub const DEFAULT_HEARTBEAT: &str = "~6YOt5rW35piO~";

/// Where the websocket endpoint is unless told otherwise.
pub const DEFAULT_PATH: &str = "/netsvr";

/// Settings of one gateway. [`Config::default`] binds the usual ports of 127.0.0.1.
#[derive(Clone, Debug)]
pub struct Config {
    /// Which gateway is played.
    pub generation: Generation,
    /// Where websocket clients connect; port 0 lets the system choose.
    pub websocket: SocketAddrV4,
    /// Where the websocket endpoint is, as `HandlePattern` of the real gateways has it: with 5.x
    /// one that ends with `/` stands for everything beneath it.
    pub path: String,
    /// Where business processes connect; port 0 lets the system choose.
    /// The bound address is the first half of every uniqId, unless there is a task port.
    pub worker: SocketAddrV4,
    /// The task port of 8.x; port 0 lets the system choose. `None`: the one behind the
    /// worker port. The bound address is the first half of every uniqId.
    pub task: Option<SocketAddrV4>,
    /// 8.x asks here whether a client is let in; `None`: all are.
    pub on_open: Option<Url>,
    /// 8.x tells here of clients that have left.
    pub on_close: Option<Url>,
    /// How long a call of one of these may take.
    pub callback_deadline: Duration,
    /// 8.x carries out casts and sends events in another order, which follows from this
    /// seed; `None`: in order, and casts behind the commands that came with them.
    pub shuffle: Option<u64>,
    /// A folder whose files are served over HTTP where websocket clients connect.
    pub www: Option<PathBuf>,
    /// Permit addresses that other machines can reach.
    pub allow_remote: bool,
    /// Send each client its uniqId as the first text message.
    pub greet: bool,
    /// Longest frame (bytes after the length field) or websocket message accepted.
    pub receive_pack_limit: u32,
    /// A peer that sends nothing for this long is closed.
    pub read_deadline: Duration,
    /// A peer that takes no bytes for this long is closed.
    pub send_deadline: Duration,
    /// The frame body with which a business process shows that it lives.
    pub worker_heartbeat: String,
    /// The message with which a client shows that it lives; never forwarded.
    pub client_heartbeat: String,
    /// Send data to clients as binary messages instead of text messages.
    pub binary: bool,
    /// How long every answer is held back.
    pub answer_delay: Duration,
    /// Clients that are there from the beginning, without connections.
    pub crowds: Vec<Crowd>,
    /// What goes wrong on connections of business processes, for tests.
    pub faults: Faults,
    /// Connections opened per second before further ones are refused; 0: no limit.
    pub limit_on_open: i32,
    /// Client messages per second before further ones are dropped; 0: no limit.
    pub limit_on_message: i32,
    /// Settings of the real gateway 8.x; 5.x has none of them.
    pub settings: Settings,
    /// What is printed to stderr.
    pub log: Level,
}

/// What a port holds its peers to.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Rules<'a> {
    /// Longest frame, or message of a client.
    pub receive_pack_limit: usize,
    /// How long a peer may be silent.
    pub read_deadline: Duration,
    /// How long a peer may take no bytes.
    pub send_deadline: Duration,
    /// With what a peer shows that it lives.
    pub heartbeat: &'a str,
}

impl Config {
    /// Where the task port is to be bound, if there is one, beside a worker port that has
    /// been bound.
    #[must_use]
    pub fn task_port(&self, worker: SocketAddrV4) -> Option<SocketAddrV4> {
        let behind = || SocketAddrV4::new(*worker.ip(), worker.port().wrapping_add(1));
        let is_there = self.generation.has_task_port();
        is_there.then(|| self.task.unwrap_or_else(behind))
    }

    /// What clients are held to.
    pub(crate) fn client_rules(&self) -> Rules<'_> {
        self.rules(Some(&self.settings.customer), &self.client_heartbeat)
    }

    /// What business processes are held to.
    pub(crate) fn business_rules(&self, role: Role) -> Rules<'_> {
        let section = match role {
            Role::Both => None,
            Role::Worker => Some(&self.settings.worker),
            Role::Task => Some(&self.settings.task),
        };
        self.rules(section, &self.worker_heartbeat)
    }

    fn rules<'a>(&self, section: Option<&'a Section>, heartbeat: &'a str) -> Rules<'a> {
        let limit = section.and_then(|section| section.receive_pack_limit);
        let read = section.and_then(|section| section.read_deadline);
        let send = section.and_then(|section| section.send_deadline);
        let own = section.and_then(|section| section.heartbeat.as_deref());
        Rules {
            receive_pack_limit: limit.unwrap_or(self.receive_pack_limit) as usize,
            read_deadline: read.unwrap_or(self.read_deadline),
            send_deadline: send.unwrap_or(self.send_deadline),
            heartbeat: own.unwrap_or(heartbeat),
        }
    }
}

impl Default for Config {
    fn default() -> Self {
        Self {
            generation: Generation::default(),
            websocket: SocketAddrV4::new(Ipv4Addr::LOCALHOST, 6060),
            path: DEFAULT_PATH.to_owned(),
            worker: SocketAddrV4::new(Ipv4Addr::LOCALHOST, 6061),
            task: None,
            shuffle: None,
            on_open: None,
            on_close: None,
            callback_deadline: Duration::from_secs(3),
            www: None,
            allow_remote: false,
            greet: false,
            receive_pack_limit: 2_097_152,
            read_deadline: Duration::from_secs(120),
            send_deadline: Duration::from_secs(10),
            worker_heartbeat: DEFAULT_HEARTBEAT.to_owned(),
            client_heartbeat: DEFAULT_HEARTBEAT.to_owned(),
            binary: false,
            answer_delay: Duration::ZERO,
            crowds: Vec::new(),
            faults: Faults::default(),
            limit_on_open: 10_000,
            limit_on_message: 50_000,
            settings: Settings::default(),
            log: Level::Off,
        }
    }
}
