//! The INI keys, parsed once when they change and read cheaply afterwards. One set per thread.
use crate::zend::ini::{parse_bool, parse_size, Entry, Scope};
use ext_php_rs::zend::{ModuleGlobal, ModuleGlobals};
use std::cell::Cell;

/// What a failed one-way send does.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum OnSendFailure {
    /// An error line through the socket's logger.
    Log,
    /// `SocketSendException`.
    Throw,
}

/// The keys' values.
pub struct Settings {
    /// Longest frame accepted from a gateway, in bytes.
    pub max_packet_size: Cell<usize>,
    /// The gateways' `ReceivePackLimit`: longest payload (command and body) sent, in bytes.
    pub send_packet_limit: Cell<usize>,
    /// Most bytes that may wait for a gateway that does not read, on a main socket.
    pub max_send_buffer: Cell<usize>,
    /// What a failed one-way send does.
    pub on_send_failure: Cell<OnSendFailure>,
    /// Whether the three functions are registered.
    pub functions: Cell<bool>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            max_packet_size: Cell::new(256 << 20),
            send_packet_limit: Cell::new(2 << 20),
            max_send_buffer: Cell::new(16 << 20),
            on_send_failure: Cell::new(OnSendFailure::Log),
            functions: Cell::new(true),
        }
    }
}

impl ModuleGlobal for Settings {}

/// The settings of this thread.
pub static SETTINGS: ModuleGlobals<Settings> = ModuleGlobals::new();

/// Smallest sensible limit: a command and a uniqId with a little data.
const LEAST_LIMIT: usize = 64;

/// What the engine registers.
pub static ENTRIES: [Entry; 5] = [
    Entry {
        name: "netsvr.max_packet_size",
        default: "256M",
        scope: Scope::All,
        store: max_packet_size,
    },
    Entry {
        name: "netsvr.send_packet_limit",
        default: "2M",
        scope: Scope::All,
        store: send_packet_limit,
    },
    Entry {
        name: "netsvr.max_send_buffer",
        default: "16M",
        scope: Scope::All,
        store: max_send_buffer,
    },
    Entry {
        name: "netsvr.on_send_failure",
        default: "log",
        scope: Scope::All,
        store: on_send_failure,
    },
    Entry {
        name: "netsvr.functions",
        default: "1",
        scope: Scope::System,
        store: functions,
    },
];

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

fn on_send_failure(value: &[u8]) -> bool {
    let choice = match value.trim_ascii().to_ascii_lowercase().as_slice() {
        b"log" => OnSendFailure::Log,
        b"throw" => OnSendFailure::Throw,
        _ => return false,
    };
    SETTINGS.get().on_send_failure.set(choice);
    true
}

fn functions(value: &[u8]) -> bool {
    SETTINGS.get().functions.set(parse_bool(value));
    true
}
