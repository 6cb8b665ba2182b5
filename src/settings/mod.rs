//! The INI keys, parsed once when they change and read cheaply afterwards. One set per thread.
//!
//! | here | what for |
//! |---|---|
//! | [`Settings`] | the values |
//! | [`entries`] | the keys: names, defaults, where they may be set, what is accepted |
mod entries;

pub use entries::{entries_of_api, ENTRIES};

use crate::zend::{error, ini};
use ext_php_rs::zend::{ModuleGlobal, ModuleGlobals};
use netsvr_client::{Fleet, Limits};
use std::cell::{Cell, RefCell};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// What a failed one-way send does.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum OnSendFailure {
    /// An error line through the socket's logger.
    Log,
    /// `SocketSendException`.
    Throw,
}

/// What a query does that some gateways do not answer.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum OnQueryFailure {
    /// `SocketReceiveException`, with what the others have answered.
    Throw,
    /// Gives what the others have answered, and a warning line.
    Partial,
}

/// What happens with data for clients that is not UTF-8.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TextCheck {
    /// Nobody looks at it.
    Off,
    /// It is sent, and a warning line says so.
    Warn,
    /// `SocketSendException`, and nothing is sent.
    Throw,
}

/// When `MainSocketManager::start()` has started.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Start {
    /// One gateway at least has registered; the others are tried again.
    Any,
    /// All have.
    All,
}

/// When the three functions are declared.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Functions {
    /// When a request first uses a class of the extension, unless they exist by then.
    Auto,
    /// At module start, for good.
    AtStart,
    /// Never.
    Never,
}

/// The keys' values.
pub struct Settings {
    /// Longest frame accepted from a gateway, in bytes.
    pub max_packet_size: Cell<usize>,
    /// The gateways' `ReceivePackLimit`: longest payload (command and body) sent, in bytes.
    pub send_packet_limit: Cell<usize>,
    /// Most bytes that may wait for a gateway that does not read, on a main socket.
    pub max_send_buffer: Cell<usize>,
    /// Most bytes that are read ahead on a main socket while a handler is busy.
    pub max_receive_buffer: Cell<usize>,
    /// For so long a handler may be busy while heartbeats are sent for it, in milliseconds; 0: ten intervals.
    handler_max_ms: Cell<u32>,
    /// What a failed one-way send does.
    pub on_send_failure: Cell<OnSendFailure>,
    /// What a query does that some gateways do not answer.
    pub on_query_failure: Cell<OnQueryFailure>,
    /// What happens with data for clients that is not UTF-8.
    pub text_check: Cell<TextCheck>,
    /// Whether the gateways are asked at the end of a request what they have carried out of it.
    pub confirm_at_end: Cell<bool>,
    /// When `MainSocketManager::start()` has started.
    pub start: Cell<Start>,
    /// When the three functions are declared.
    pub functions: Cell<Functions>,
    /// No key: they are still to be declared in this request.
    pub functions_due: Cell<bool>,
    /// Whether what a handler sends to single clients of a gateway 8.x leaves as one command.
    pub coalesce: Cell<bool>,
    /// No key: messages of such a handler wait.
    pub held_back: Cell<bool>,
    /// Whether connections of task sockets that are idle stay in the process for the next one.
    pub persistent: Cell<bool>,
    /// Whether forks of a process share what they know of gateways that are down.
    pub shared: Cell<bool>,
    /// The file in which other processes share it, too.
    pub shared_file: RefCell<Option<PathBuf>>,
    /// Longest pause after the first failed attempt to reach a gateway, in milliseconds.
    pub backoff_base_ms: Cell<u32>,
    /// Longest pause of all, in milliseconds.
    pub backoff_max_ms: Cell<u32>,
    /// Pause after an attempt that timed out, in milliseconds.
    pub timeout_backoff_ms: Cell<u32>,
    /// How long it is known where a name leads, in seconds.
    dns_ttl: Cell<u32>,
    /// How long a process that stops waits for another one to register, in milliseconds.
    reload_grace_ms: Cell<u32>,
    /// Whether calls suspend the coroutine that they are made in.
    pub coroutine: Cell<bool>,
    /// No key: a coroutine has used a task socket, in this request or in one before it.
    pub pooled: Cell<bool>,
    /// Most connections that the coroutines of a thread use of one task socket at the same time.
    pub pool_size: Cell<u32>,
    /// How long a coroutine waits for one of them, in milliseconds.
    pool_wait_ms: Cell<u32>,
    /// Which gateway listens at which address.
    pub fleet: RefCell<Fleet>,
    /// No key: one has been said to be an 8.x, in this request or in one before it.
    pub has_eight: Cell<bool>,
}

impl Settings {
    /// The backoff of a gateway that is down.
    pub fn backoff(&self) -> Limits {
        let millis = |cell: &Cell<u32>| Duration::from_millis(cell.get().into());
        Limits {
            base: millis(&self.backoff_base_ms),
            max: millis(&self.backoff_max_ms),
            timeout: millis(&self.timeout_backoff_ms),
        }
    }

    /// How long it is known where a name leads; zero asks anew each time.
    pub fn dns_ttl(&self) -> Duration {
        Duration::from_secs(self.dns_ttl.get().into())
    }

    /// How long a coroutine waits for a connection that others use.
    pub fn pool_wait(&self) -> Duration {
        Duration::from_millis(self.pool_wait_ms.get().into())
    }

    /// How long a process that stops waits for another one to register.
    pub fn reload_grace(&self) -> Duration {
        Duration::from_millis(self.reload_grace_ms.get().into())
    }
}

impl Settings {
    /// For so long a handler may be busy, where heartbeats are sent with this interval.
    pub fn handler_max(&self, interval: Duration) -> Duration {
        match self.handler_max_ms.get() {
            0 => interval.saturating_mul(10),
            millis => Duration::from_millis(millis.into()),
        }
    }

    /// How long a gateway that answers nothing is not asked; zero when it is always asked.
    pub fn pause_of_hanging(&self) -> Duration {
        let limits = self.backoff();
        if limits.are_off() {
            Duration::ZERO
        } else {
            limits.timeout
        }
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            max_packet_size: Cell::new(64 << 20),
            send_packet_limit: Cell::new(2 << 20),
            max_send_buffer: Cell::new(16 << 20),
            max_receive_buffer: Cell::new(16 << 20),
            handler_max_ms: Cell::new(0),
            on_send_failure: Cell::new(OnSendFailure::Log),
            on_query_failure: Cell::new(OnQueryFailure::Throw),
            text_check: Cell::new(TextCheck::Off),
            confirm_at_end: Cell::new(false),
            start: Cell::new(Start::Any),
            functions: Cell::new(Functions::Auto),
            functions_due: Cell::new(false),
            coalesce: Cell::new(false),
            held_back: Cell::new(false),
            persistent: Cell::new(true),
            shared: Cell::new(true),
            shared_file: RefCell::new(None),
            backoff_base_ms: Cell::new(100),
            backoff_max_ms: Cell::new(3000),
            timeout_backoff_ms: Cell::new(10_000),
            dns_ttl: Cell::new(30),
            reload_grace_ms: Cell::new(600),
            coroutine: Cell::new(true),
            pooled: Cell::new(false),
            pool_size: Cell::new(8),
            pool_wait_ms: Cell::new(1000),
            fleet: RefCell::new(Fleet::default()),
            has_eight: Cell::new(false),
        }
    }
}

impl ModuleGlobal for Settings {}

/// The settings of this thread.
pub static SETTINGS: ModuleGlobals<Settings> = ModuleGlobals::new();

static HAS_API: AtomicBool = AtomicBool::new(true);
static API_IS_FIXED: AtomicBool = AtomicBool::new(false);

/// Whether there is anything of the extension but its keys.
pub fn has_api() -> bool {
    HAS_API.load(Ordering::Relaxed)
}

/// At module start: what has been registered stays, whatever a pool or thread is configured to.
pub fn fix_api() -> bool {
    API_IS_FIXED.store(true, Ordering::Relaxed);
    has_api()
}

/// Warns of keys in php.ini that look like ours and are none: PHP takes any name. At module start.
pub fn warn_of_unknown_keys() {
    let known = || ENTRIES.iter().chain(entries_of_api());
    for name in ini::configured("netsvr.") {
        if known().any(|entry| entry.name == name) {
            continue;
        }
        let meant = known()
            .map(|entry| (slips(entry.name.as_bytes(), name.as_bytes()), entry.name))
            .min()
            .filter(|(slips, _)| *slips <= 3)
            .map_or_else(String::new, |(_, meant)| format!(", write {meant}"));
        ini::warn(&format!(
            "{name} is no setting of the extension and changes nothing{meant} (netsvr.ini and `php --ri netsvr` list all)"
        ));
    }
}

/// How many letters are to be put in, taken out or changed to make one name of the other.
fn slips(one: &[u8], other: &[u8]) -> usize {
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (done, letter) in one.iter().enumerate() {
        let mut diagonal = done;
        let mut left = done + 1;
        for (above, wanted) in row.iter_mut().skip(1).zip(other) {
            let cost = (diagonal + usize::from(letter != wanted))
                .min(left + 1)
                .min(*above + 1);
            diagonal = std::mem::replace(above, cost);
            left = cost;
        }
        if let Some(first) = row.first_mut() {
            *first = done + 1;
        }
    }
    row.last().copied().unwrap_or_default()
}

/// Lets processes share what they know, as far as the settings want them to. At module start.
pub fn share() {
    let settings = SETTINGS.get();
    if !settings.shared.get() {
        return;
    }
    let file = settings.shared_file.borrow();
    if let (Err(problem), Some(file)) = (netsvr_client::shared::share(file.as_deref()), &*file) {
        error::error_log(&format!(
            "netsvr: netsvr.shared = {}: {problem}; this process shares with its forks alone. Name a file \
             in a folder in which this user may create files",
            file.display()
        ));
    }
}
