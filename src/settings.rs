//! The INI keys, parsed once when they change and read cheaply afterwards. One set per thread.
use crate::api::{self, Generation};
use crate::diagnostics;
use crate::zend::error;
use crate::zend::ini::{parse_bool, parse_size, Entry, Scope};
use ext_php_rs::zend::{ModuleGlobal, ModuleGlobals};
use netsvr_client::{Fleet, Limits};
use netsvr_wire::Gateway;
use std::cell::{Cell, RefCell};
use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;
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
            fleet: RefCell::new(Fleet::default()),
            has_eight: Cell::new(false),
        }
    }
}

impl ModuleGlobal for Settings {}

/// The settings of this thread.
pub static SETTINGS: ModuleGlobals<Settings> = ModuleGlobals::new();

/// Smallest sensible limit: a command and a uniqId with a little data.
const LEAST_LIMIT: usize = 64;

const SIZES: &str = "64 to 4294967295 bytes, in digits, with or without K, M or G behind them";
const GATEWAYS: &str =
    "5, 8, or one of both for single addresses, with one for all others before them or without: \
     8,10.0.0.1:6061=5";
const TASK_ADDRS: &str =
    "+1 or another number of ports above the worker port, an address host:port for single worker \
     addresses, or both: +1,10.0.0.1:6061=10.0.0.1:7000";
const BOOLEANS: &str = "0 or 1";
const PAUSES: &str = "0 to 86400000 milliseconds, in digits";
const GRACES: &str = "0 to 60000 milliseconds, in digits";
const SECONDS: &str = "0 to 86400 seconds, in digits";

/// What the engine registers.
pub static ENTRIES: [Entry; 21] = [
    Entry {
        name: "netsvr.max_packet_size",
        default: "64M",
        scope: Scope::All,
        store: max_packet_size,
        accepts: SIZES,
    },
    Entry {
        name: "netsvr.send_packet_limit",
        default: "2M",
        scope: Scope::All,
        store: send_packet_limit,
        accepts: SIZES,
    },
    Entry {
        name: "netsvr.max_send_buffer",
        default: "16M",
        scope: Scope::All,
        store: max_send_buffer,
        accepts: SIZES,
    },
    Entry {
        name: "netsvr.max_receive_buffer",
        default: "16M",
        scope: Scope::All,
        store: max_receive_buffer,
        accepts: SIZES,
    },
    Entry {
        name: "netsvr.handler_max_ms",
        default: "0",
        scope: Scope::All,
        store: handler_max_ms,
        accepts: PAUSES,
    },
    Entry {
        name: "netsvr.on_send_failure",
        default: "log",
        scope: Scope::All,
        store: on_send_failure,
        accepts: "log or throw",
    },
    Entry {
        name: "netsvr.on_query_failure",
        default: "throw",
        scope: Scope::All,
        store: on_query_failure,
        accepts: "throw or partial",
    },
    Entry {
        name: "netsvr.confirm",
        default: "off",
        scope: Scope::All,
        store: confirm,
        accepts: "off or request",
    },
    Entry {
        name: "netsvr.start",
        default: "any",
        scope: Scope::All,
        store: start,
        accepts: "any or all",
    },
    Entry {
        name: "netsvr.reload_grace_ms",
        default: "600",
        scope: Scope::All,
        store: reload_grace_ms,
        accepts: GRACES,
    },
    Entry {
        name: "netsvr.api",
        default: "4",
        scope: Scope::System,
        store: choose_api,
        accepts: "4, 8 or off, and the same for the whole process",
    },
    Entry {
        name: "netsvr.task_addrs",
        default: "+1",
        scope: Scope::All,
        store: task_addrs,
        accepts: TASK_ADDRS,
    },
    Entry {
        name: "netsvr.functions",
        default: "auto",
        scope: Scope::System,
        store: functions,
        accepts: "auto, 0 or 1",
    },
    Entry {
        name: "netsvr.persistent",
        default: "1",
        scope: Scope::System,
        store: persistent,
        accepts: BOOLEANS,
    },
    Entry {
        name: "netsvr.shared",
        default: "1",
        scope: Scope::System,
        store: shared,
        accepts: "0, 1 or the absolute path of a file",
    },
    Entry {
        name: "netsvr.coalesce",
        default: "0",
        scope: Scope::All,
        store: coalesce,
        accepts: BOOLEANS,
    },
    Entry {
        name: "netsvr.backoff_base_ms",
        default: "100",
        scope: Scope::All,
        store: backoff_base_ms,
        accepts: PAUSES,
    },
    Entry {
        name: "netsvr.backoff_max_ms",
        default: "3000",
        scope: Scope::All,
        store: backoff_max_ms,
        accepts: PAUSES,
    },
    Entry {
        name: "netsvr.timeout_backoff_ms",
        default: "10000",
        scope: Scope::All,
        store: timeout_backoff_ms,
        accepts: PAUSES,
    },
    Entry {
        name: "netsvr.dns_ttl",
        default: "30",
        scope: Scope::All,
        store: dns_ttl,
        accepts: SECONDS,
    },
    Entry {
        name: "netsvr.log_level",
        default: "off",
        scope: Scope::All,
        store: diagnostics::set_level,
        accepts: diagnostics::LEVELS,
    },
];

const fn gateway(default: &'static str) -> [Entry; 1] {
    [Entry {
        name: "netsvr.gateway",
        default,
        scope: Scope::All,
        store: gateways,
        accepts: GATEWAYS,
    }]
}

static GATEWAY_OF_API_4: [Entry; 1] = gateway("5");
static GATEWAY_OF_API_8: [Entry; 1] = gateway("8");

/// What the engine registers when it is known which API there is.
pub fn entries_of_api() -> &'static [Entry] {
    match api::current().generation {
        Generation::Four => &GATEWAY_OF_API_4,
        Generation::Eight => &GATEWAY_OF_API_8,
    }
}

fn gateways(value: &[u8]) -> bool {
    let settings = SETTINGS.get();
    let stored = settings.fleet.borrow_mut().set_gateways(value);
    if settings.fleet.borrow().has(Gateway::Eight) {
        settings.has_eight.set(true);
    }
    stored
}

fn task_addrs(value: &[u8]) -> bool {
    SETTINGS.get().fleet.borrow_mut().set_task_addrs(value)
}

fn size(cell: &Cell<usize>, value: &[u8]) -> bool {
    match parse_size(value) {
        Some(bytes) if bytes >= LEAST_LIMIT && u32::try_from(bytes).is_ok() => {
            cell.set(bytes);
            true
        }
        _ => false,
    }
}

fn max_packet_size(value: &[u8]) -> bool {
    size(&SETTINGS.get().max_packet_size, value)
}

fn send_packet_limit(value: &[u8]) -> bool {
    size(&SETTINGS.get().send_packet_limit, value)
}

fn max_send_buffer(value: &[u8]) -> bool {
    size(&SETTINGS.get().max_send_buffer, value)
}

fn max_receive_buffer(value: &[u8]) -> bool {
    size(&SETTINGS.get().max_receive_buffer, value)
}

fn handler_max_ms(value: &[u8]) -> bool {
    millis(&SETTINGS.get().handler_max_ms, value)
}

fn on_send_failure(value: &[u8]) -> bool {
    let choice = match value.trim_ascii().to_ascii_lowercase().as_slice() {
        b"log" => OnSendFailure::Log,
        b"throw" => OnSendFailure::Throw,
        _ => return false,
    };
    SETTINGS.get().on_send_failure.set(choice);
    true
}

fn confirm(value: &[u8]) -> bool {
    let choice = match value.trim_ascii().to_ascii_lowercase().as_slice() {
        b"request" => true,
        other if parse_bool(other) == Some(false) => false,
        _ => return false,
    };
    SETTINGS.get().confirm_at_end.set(choice);
    true
}

fn on_query_failure(value: &[u8]) -> bool {
    let choice = match value.trim_ascii().to_ascii_lowercase().as_slice() {
        b"throw" => OnQueryFailure::Throw,
        b"partial" => OnQueryFailure::Partial,
        _ => return false,
    };
    SETTINGS.get().on_query_failure.set(choice);
    true
}

fn start(value: &[u8]) -> bool {
    let choice = match value.trim_ascii().to_ascii_lowercase().as_slice() {
        b"any" => Start::Any,
        b"all" => Start::All,
        _ => return false,
    };
    SETTINGS.get().start.set(choice);
    true
}

fn boolean(cell: &Cell<bool>, value: &[u8]) -> bool {
    parse_bool(value).map(|choice| cell.set(choice)).is_some()
}

/// The generation of the API: 4, 8, or none.
fn choose_api(value: &[u8]) -> bool {
    let choice = match value.trim_ascii() {
        b"4" => Some(Generation::Four),
        b"8" => Some(Generation::Eight),
        other if parse_bool(other) == Some(false) => None,
        _ => return false,
    };
    if API_IS_FIXED.load(Ordering::Relaxed) {
        let here = has_api().then_some(api::current().generation);
        return choice == here;
    }
    HAS_API.store(choice.is_some(), Ordering::Relaxed);
    api::choose(choice.unwrap_or(Generation::Four));
    true
}

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

fn functions(value: &[u8]) -> bool {
    let choice = match value.trim_ascii().to_ascii_lowercase().as_slice() {
        b"auto" => Functions::Auto,
        other => match parse_bool(other) {
            Some(true) => Functions::AtStart,
            Some(false) => Functions::Never,
            None => return false,
        },
    };
    SETTINGS.get().functions.set(choice);
    true
}

fn coalesce(value: &[u8]) -> bool {
    boolean(&SETTINGS.get().coalesce, value)
}

fn persistent(value: &[u8]) -> bool {
    boolean(&SETTINGS.get().persistent, value)
}

fn shared(value: &[u8]) -> bool {
    let settings = SETTINGS.get();
    if value.trim_ascii().starts_with(b"/") {
        let path = PathBuf::from(OsStr::from_bytes(value.trim_ascii()));
        settings.shared.set(true);
        settings.shared_file.replace(Some(path));
        return true;
    }
    settings.shared_file.take();
    boolean(&settings.shared, value)
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
            "netsvr: netsvr.shared = {}: {problem}; this process shares with its forks alone",
            file.display()
        ));
    }
}

/// A day, in seconds: who writes more has mistaken the unit.
const DAY: u32 = 86_400;

fn number(cell: &Cell<u32>, value: &[u8], most: u32) -> bool {
    let number = std::str::from_utf8(value)
        .ok()
        .and_then(|text| text.trim().parse().ok())
        .filter(|number| *number <= most);
    number.map(|number| cell.set(number)).is_some()
}

fn millis(cell: &Cell<u32>, value: &[u8]) -> bool {
    number(cell, value, DAY * 1000)
}

fn dns_ttl(value: &[u8]) -> bool {
    number(&SETTINGS.get().dns_ttl, value, DAY)
}

fn reload_grace_ms(value: &[u8]) -> bool {
    number(&SETTINGS.get().reload_grace_ms, value, 60_000)
}

fn backoff_base_ms(value: &[u8]) -> bool {
    millis(&SETTINGS.get().backoff_base_ms, value)
}

fn backoff_max_ms(value: &[u8]) -> bool {
    millis(&SETTINGS.get().backoff_max_ms, value)
}

fn timeout_backoff_ms(value: &[u8]) -> bool {
    millis(&SETTINGS.get().timeout_backoff_ms, value)
}
