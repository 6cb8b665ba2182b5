//! Why a socket has no connection, in words.
use crate::zend::ZObj;
use netsvr_client::{Cause, ConnectError, Down, OsError};
use std::time::Duration;

/// Why a socket has no connection.
#[derive(Clone, Debug)]
pub struct NotConnected {
    pub message: String,
    pub code: i64,
    pub timed_out: bool,
    pub cause: Cause,
}

impl From<ConnectError> for NotConnected {
    fn from(error: ConnectError) -> Self {
        Self {
            message: error.message(),
            code: i64::from(error.errno()),
            timed_out: error.is_timeout(),
            cause: Cause::from(&error),
        }
    }
}

impl NotConnected {
    /// The backoff of the gateway goes on for `remaining`. The code is that of the last attempt that was made.
    pub fn in_backoff(down: &Down, remaining: Duration) -> Self {
        Self {
            message: format!(
                "not dialled: not reachable since {} ({}, the last one: {}), next attempt in {} ms \
                 (netsvr.backoff_max_ms)",
                down.since,
                attempts(down.attempts),
                down.last.map_or_else(|| "its name was not resolved".to_owned(), OsError::message),
                millis(remaining),
            ),
            code: down.last.map_or(0, |error| i64::from(error.errno())),
            timed_out: false,
            cause: Cause::Paused,
        }
    }

    /// `connect()` of a user class gave false.
    pub fn refused_by(object: &ZObj) -> Self {
        Self::because(format!("{}::connect() returned false", object.class_name()))
    }

    /// For a reason that has no number.
    pub fn because(message: String) -> Self {
        Self {
            message,
            code: 0,
            timed_out: false,
            cause: Cause::Other,
        }
    }
}

/// A number of failed attempts, in words.
pub fn attempts(number: u32) -> String {
    format!(
        "{number} failed attempt{}",
        if number == 1 { "" } else { "s" }
    )
}

/// In whole milliseconds, rounded up: what is said to be over is over.
pub fn millis(time: Duration) -> u128 {
    time.as_micros().div_ceil(1000)
}
