//! The extension's own diagnostics (`netsvr.log_level`): what the `log` crate is given, in PHP's error log.
//!
//! For whoever wants to know what happens between the lines of the sockets' loggers: dials, parked connections,
//! probes, pauses. Never what is in a message.
use crate::zend::error::error_log;
use log::{Level, LevelFilter, Log, Metadata, Record};
use std::cell::Cell;
use std::io::Write;

thread_local! {
    /// The level of this thread; `None` on a thread that does not run PHP, and must not touch it.
    static LEVEL: Cell<Option<LevelFilter>> = const { Cell::new(None) };
}

struct PhpErrorLog;

impl Log for PhpErrorLog {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        let level = LEVEL.try_with(Cell::get).ok().flatten();
        // elsewhere the process's own level has been asked already
        level.is_none_or(|level| metadata.level() <= level)
    }

    fn log(&self, record: &Record<'_>) {
        if !self.enabled(record.metadata()) {
            return;
        }
        let line = format!("netsvr: [{}] {}", name(record.level()), record.args());
        if LEVEL.try_with(Cell::get).ok().flatten().is_none() {
            let _ = writeln!(std::io::stderr(), "{line}");
            return;
        }
        // no PHP code runs in PHP's error log: nothing is logged meanwhile, and no fiber is suspended there
        error_log(&line);
    }

    fn flush(&self) {}
}

const fn name(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warn => "warn",
        Level::Info => "info",
        Level::Debug => "debug",
        Level::Trace => "trace",
    }
}

/// At module start.
pub fn install() {
    // it is there already when the module starts a second time in this process
    let _ = log::set_logger(&PhpErrorLog);
}

/// What [`set_level`] accepts, for a warning.
pub const LEVELS: &str = "off, error, warn, info, debug or trace";

/// Stores `netsvr.log_level`. What php.ini calls `off` arrives as an empty text.
pub fn set_level(value: &[u8]) -> bool {
    let level = match value.trim_ascii().to_ascii_lowercase().as_slice() {
        b"" | b"0" | b"off" => LevelFilter::Off,
        b"error" => LevelFilter::Error,
        b"warn" | b"warning" => LevelFilter::Warn,
        b"info" => LevelFilter::Info,
        b"debug" => LevelFilter::Debug,
        b"trace" => LevelFilter::Trace,
        _ => return false,
    };
    LEVEL.set(Some(level));
    // the process's level: with several threads, the most that any of them has asked for
    if !cfg!(php_zts) || level > log::max_level() {
        log::set_max_level(level);
    }
    true
}
