//! The keys: names, defaults, where they may be set, and how a value is read.
use super::{
    has_api, Functions, OnQueryFailure, OnSendFailure, Start, TextCheck, API_IS_FIXED, HAS_API,
    SETTINGS,
};
use crate::api::{self, Generation};
use crate::diagnostics;
use crate::zend::ini::{parse_bool, parse_size, Entry, Scope};
use netsvr_wire::Gateway;
use std::cell::Cell;
use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;
use std::path::PathBuf;
use std::sync::atomic::Ordering;

/// Smallest sensible limit: a command and a uniqId with a little data.
const LEAST_LIMIT: usize = 64;

const SIZES: &str = "64 to 4294967295 bytes, in digits, with or without K, M or G behind them";
const GATEWAYS: &str =
    "5, 8, or one of both for single addresses, with one for all others before them or without: \
     8,10.0.0.1:6061=5 (php.ini wants quotes around it)";
const TASK_ADDRS: &str =
    "+1 or another number of ports above the worker port, an address host:port for single worker \
     addresses, or both: +1,10.0.0.1:6061=10.0.0.1:7000 (php.ini wants quotes around it)";
const BOOLEANS: &str = "0 or 1";
const PAUSES: &str = "0 to 86400000 milliseconds, in digits";
const GRACES: &str = "0 to 60000 milliseconds, in digits";
const POOLS: &str = "1 to 1024 connections, in digits";
const SECONDS: &str = "0 to 86400 seconds, in digits";

/// What the engine registers.
pub static ENTRIES: [Entry; 25] = [
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
        name: "netsvr.text_check",
        default: "off",
        scope: Scope::All,
        store: text_check,
        accepts: "off, warn or throw",
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
        name: "netsvr.coroutine",
        default: "auto",
        scope: Scope::All,
        store: coroutine,
        accepts: "auto or off",
    },
    Entry {
        name: "netsvr.pool_size",
        default: "8",
        scope: Scope::All,
        store: pool_size,
        accepts: POOLS,
    },
    Entry {
        name: "netsvr.pool_wait_ms",
        default: "1000",
        scope: Scope::All,
        store: pool_wait_ms,
        accepts: PAUSES,
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

fn text_check(value: &[u8]) -> bool {
    let choice = match value.trim_ascii().to_ascii_lowercase().as_slice() {
        b"warn" => TextCheck::Warn,
        b"throw" => TextCheck::Throw,
        other if parse_bool(other) == Some(false) => TextCheck::Off,
        _ => return false,
    };
    SETTINGS.get().text_check.set(choice);
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

fn coroutine(value: &[u8]) -> bool {
    let choice = match value.trim_ascii().to_ascii_lowercase().as_slice() {
        b"auto" => true,
        other if parse_bool(other) == Some(false) => false,
        _ => return false,
    };
    SETTINGS.get().coroutine.set(choice);
    true
}

fn pool_size(value: &[u8]) -> bool {
    let before = SETTINGS.get().pool_size.get();
    let stored = number(&SETTINGS.get().pool_size, value, 1024);
    if SETTINGS.get().pool_size.get() == 0 {
        SETTINGS.get().pool_size.set(before);
        return false;
    }
    stored
}

fn pool_wait_ms(value: &[u8]) -> bool {
    millis(&SETTINGS.get().pool_wait_ms, value)
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
