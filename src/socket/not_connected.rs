//! Why a socket has no connection, in words.
use super::pairing;
use super::state::Socket;
use crate::zend::ZObj;
use netsvr_client::health::Busy;
use netsvr_client::{Cause, ConnectError, Down, Lost, Moment, OsError, Unreached, NO_GATEWAY};
use std::time::Duration;

/// Why a socket has no connection.
#[derive(Clone, Debug)]
pub struct NotConnected {
    pub message: String,
    pub code: i64,
    pub timed_out: bool,
    pub cause: Cause,
    /// How long it was tried, where that is known.
    pub elapsed: Option<Duration>,
    /// Attempts that have failed so far, where that is known.
    pub attempts: Option<u32>,
    /// What to check, where the message has to stay as it is.
    pub hint: Option<&'static str>,
}

impl From<ConnectError> for NotConnected {
    fn from(error: ConnectError) -> Self {
        Self {
            code: error.errno().into(),
            timed_out: error.is_timeout(),
            cause: Cause::from(&error),
            elapsed: error.elapsed(),
            ..Self::because(error.message())
        }
    }
}

/// Without a pause.
impl From<NotConnected> for Box<(NotConnected, Option<Down>)> {
    fn from(why: NotConnected) -> Self {
        Box::new((why, None))
    }
}

impl NotConnected {
    /// The gateway was not reached. With the pause that begins, if one does.
    pub fn unreached(socket: Socket<'_>, why: Unreached) -> (Self, Option<Down>) {
        match why {
            Unreached::Busy(Busy::Pausing(down)) => {
                let remaining = down.remaining(Moment::now());
                (Self::in_backoff(&down, remaining), None)
            }
            Unreached::Busy(Busy::Dialled(time)) => (Self::dialled_by_another(time), None),
            Unreached::Unresolved(error, down) => (Self::because(error.to_string()), down),
            Unreached::Failed(error, down) => {
                let is_refused = error.is_refused();
                let mut why = Self::from(error);
                why.message += &pairing::where_dialled(socket);
                if is_refused {
                    why.hint = pairing::hint_at_refused_task_port(socket);
                }
                (why, down)
            }
            Unreached::NoGateway(ref error, down) => {
                let code = error.errno().unwrap_or_else(|| NO_GATEWAY.errno());
                let why = Self {
                    code: code.into(),
                    ..Self::because(format!("{why}; {}", pairing::what_to_check(socket)))
                };
                (why, down)
            }
        }
    }

    /// Another process tries to reach the gateway at the moment.
    fn dialled_by_another(time: Duration) -> Self {
        Self {
            cause: Cause::Paused,
            ..Self::because(format!(
                "not dialled: another process has been trying to for {} ms",
                millis(time)
            ))
        }
    }

    /// Its last connection has shown that no gateway is there.
    pub fn no_gateway(socket: Socket<'_>, lost: &Lost) -> Self {
        Self {
            code: NO_GATEWAY.errno().into(),
            ..Self::because(format!(
                "{}; {}",
                lost.accusation(),
                pairing::what_to_check(socket)
            ))
        }
    }

    /// The backoff of the gateway goes on for `remaining`. The code is that of the last attempt that was made.
    pub fn in_backoff(down: &Down, remaining: Duration) -> Self {
        Self {
            message: format!(
                "not dialled: not reachable since {} ({}, the last one: {}), next attempt in {} ms \
                 ({})",
                down.since,
                attempts(down.attempts),
                last(down),
                millis(remaining),
                if down.last.is_some_and(OsError::is_timeout) {
                    "netsvr.timeout_backoff_ms"
                } else {
                    "netsvr.backoff_max_ms"
                }
            ),
            code: down.last.map_or(0, |error| i64::from(error.errno())),
            timed_out: false,
            cause: Cause::Paused,
            elapsed: None,
            attempts: Some(down.attempts),
            hint: None,
        }
    }

    /// Its gateway has a task port, and nobody has said where. The setting is named once.
    pub fn without_task_addr(socket: Socket<'_>) -> Self {
        Self::because(if socket.state.said_nothing.replace(true) {
            "not dialled: its task address is not known".to_owned()
        } else {
            pairing::no_task_addr(&socket.worker_addr())
        })
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
            elapsed: None,
            attempts: None,
            hint: None,
        }
    }
}

/// Why the last attempt failed, in words.
fn last(down: &Down) -> String {
    match down.last {
        None => "its name was not resolved".to_owned(),
        Some(NO_GATEWAY) => "whoever is there is no gateway".to_owned(),
        Some(error) => error.message(),
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
