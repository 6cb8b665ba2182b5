//! How a failed exchange is told: to the log in the words of the package, and to the caller as an exception's
//! reason with everything that is known.
use super::not_connected::{millis, NotConnected};
use super::pairing;
use super::signals::Signals;
use super::state::Socket;
use crate::exception::{SOCKET_CONNECT_EXCEPTION, SOCKET_RECEIVE_EXCEPTION, SOCKET_SEND_EXCEPTION};
use crate::gateways;
use crate::logger::Level;
use crate::zend::{error, Class, Thrown, ZObject};
use netsvr_client::health::Hanging;
use netsvr_client::health::Proof;
use netsvr_client::{Cause, ExchangeError, Failure, Moment, ReadError, Sent, WriteError};

/// Which half of an exchange failed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Half {
    Send,
    Receive,
}

impl Half {
    /// What stands before the address.
    const fn verb(self) -> &'static str {
        match self {
            Self::Send => "send to",
            Self::Receive => "receive from",
        }
    }

    const fn reason(self) -> ReasonClass {
        match self {
            Self::Send => ReasonClass::Send,
            Self::Receive => ReasonClass::Receive,
        }
    }

    /// The class of what is thrown.
    fn class(self) -> &'static Class {
        self.reason().class()
    }
}

/// Why an exchange failed: the exception that tells it.
#[derive(Clone, Debug)]
pub struct Reason {
    class: ReasonClass,
    message: String,
    code: i64,
    /// The gateway has no part in it.
    of_this_process: bool,
}

#[derive(Clone, Copy, Debug)]
enum ReasonClass {
    Connect,
    Send,
    Receive,
}

impl ReasonClass {
    fn class(self) -> &'static Class {
        match self {
            Self::Connect => &SOCKET_CONNECT_EXCEPTION,
            Self::Send => &SOCKET_SEND_EXCEPTION,
            Self::Receive => &SOCKET_RECEIVE_EXCEPTION,
        }
    }
}

impl Reason {
    /// The connection did not come about.
    pub fn not_connected(socket: Socket<'_>, error: &NotConnected) -> Self {
        let time = if error.timed_out {
            format!(
                " within {} s (connectTimeout)",
                socket.connect_timeout().as_secs()
            )
        } else {
            String::new()
        };
        Self {
            class: ReasonClass::Connect,
            message: format!(
                "connect to {}{time} failed: {}",
                socket.worker_addr(),
                error.message
            ),
            code: error.code,
            of_this_process: false,
        }
    }

    /// Writing or reading failed.
    pub fn exchange(socket: Socket<'_>, failure: &Failure) -> Self {
        let error = &failure.error;
        let setting = if error.is_timeout() {
            " (sendReceiveTimeout)"
        } else if error.is_about_the_length() {
            " (netsvr.max_packet_size)"
        } else {
            ""
        };
        let hint = if !error.is_timeout() && shows_no_gateway(socket, failure) {
            format!("{setting}; {}", pairing::what_to_check(socket))
        } else {
            setting.to_owned()
        };
        let half = half(error);
        Self {
            class: half.reason(),
            message: format!(
                "{} {} failed: {error}{hint}",
                half.verb(),
                socket.worker_addr()
            ),
            code: error.errno().map_or(0, i64::from),
            of_this_process: false,
        }
    }

    /// The gateway was not asked, because it hangs.
    pub fn skipped(socket: Socket<'_>, why: &str) -> Self {
        Self {
            class: ReasonClass::Receive,
            message: format!("{} was not asked: {why}", socket.worker_addr()),
            code: 0,
            of_this_process: false,
        }
    }

    /// Other coroutines use all connections to the gateway.
    pub fn without_connection(socket: Socket<'_>, half: Half, why: &str) -> Self {
        let what = format!("{} {} failed: {why}", half.verb(), socket.worker_addr());
        Self {
            of_this_process: true,
            ..Self::user(half, what)
        }
    }

    /// The gateway has no part in it.
    pub fn is_of_this_process(&self) -> bool {
        self.of_this_process
    }

    /// A socket of a user class did not do it.
    pub fn user(half: Half, what: String) -> Self {
        Self {
            class: half.reason(),
            message: what,
            code: 0,
            of_this_process: false,
        }
    }

    /// In words.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// The exception that tells it.
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn exception(&self) -> Result<ZObject, Thrown> {
        error::exception(self.class.class(), &self.message, self.code, None)
    }
}

/// A gateway that a call has failed at.
pub struct Failed {
    /// Position of its job.
    pub index: usize,
    pub worker_addr: String,
    pub reason: Reason,
    /// Where it is logged.
    pub socket: ZObject,
}

/// Why a gateway that takes everything and answers nothing is not asked.
pub fn hangs(hanging: &Hanging, now: Moment) -> String {
    let until = hanging.until.monotonic.saturating_sub(now.monotonic);
    format!(
        "it has left {} queries in a row without an answer, and hangs since {}; asked again in {} ms \
         (netsvr.timeout_backoff_ms)",
        hanging.unanswered,
        hanging.since,
        millis(until)
    )
}

/// The line for a gateway that was not asked.
///
/// # Errors
/// What the logger throws.
pub fn log_skipped(socket: Socket<'_>, why: &str) -> Result<(), Thrown> {
    socket.log(socket.failed("receive from", &SOCKET_RECEIVE_EXCEPTION, why, 0))
}

/// The line for a call that was given no connection.
///
/// # Errors
/// What the logger throws.
pub fn log_without_connection(socket: Socket<'_>, half: Half, why: &str) -> Result<(), Thrown> {
    socket.log(socket.failed(half.verb(), half.class(), why, 0))
}

/// Whether a request has ended in a way that makes one doubt that a gateway is there: whoever is has never answered, and
/// has ended the connection instead, or has spoken before it was asked.
pub fn shows_no_gateway(socket: Socket<'_>, failure: &Failure) -> bool {
    let spoke_first = matches!(failure.error, ExchangeError::Write(WriteError::Unread));
    failure.lost.is_some()
        && (spoke_first || half(&failure.error) == Half::Receive)
        && gateways::proof(&socket.worker_addr()) < Proof::Serves
}

/// The line for such a request, behind that of the package.
///
/// # Errors
/// `exit()` and fatal errors in the logger.
pub fn log_what_to_check(socket: Socket<'_>, error: &ExchangeError) -> Result<(), Thrown> {
    let verb = half(error).verb();
    socket.tell(socket.line(Level::Error, |to| {
        format!("{verb} {to} failed: {}.", pairing::what_to_check(socket))
    }))
}

/// Which half of the exchange this error ended.
pub fn half(error: &ExchangeError) -> Half {
    match error {
        ExchangeError::Write(_) => Half::Send,
        ExchangeError::Read(_) => Half::Receive,
    }
}

/// Ends an exchange: logs its failure, the connection's end first. Gives whether it went well.
///
/// # Errors
/// What a signal's handler threw, with nothing logged; what the logger throws.
pub fn settle(
    socket: Socket<'_>,
    lost: bool,
    signals: Signals<'_>,
    failure: Option<ExchangeError>,
) -> Result<bool, Thrown> {
    if let Err(thrown) = signals.finish() {
        if lost {
            socket.discard();
        }
        return Err(thrown);
    }
    let Some(error) = failure else {
        return Ok(true);
    };
    if lost {
        socket.close()?;
    }
    if !socket.goes_stale(&error) {
        gateways::counters(&socket.worker_addr()).failed(Cause::from(&error), 1);
        log_failure(socket, &error, None)?;
    }
    Ok(false)
}

/// The line for a failed exchange, with what had been written by then.
///
/// # Errors
/// What the logger throws.
pub fn log_failure(
    socket: Socket<'_>,
    error: &ExchangeError,
    sent: Option<Sent>,
) -> Result<(), Thrown> {
    let message = match error {
        // the package takes an empty frame for no answer and has no line for it; the exception tells it
        ExchangeError::Read(ReadError::UnexpectedCommand { actual: 0, .. }) => return Ok(()),
        // how the package tells both
        ExchangeError::Read(ReadError::Closed { .. } | ReadError::TimedOut { .. }) => {
            "netsvr server closed the connection".to_owned()
        }
        other => other.to_string(),
    };
    let half = half(error);
    let line = socket
        .failed(half.verb(), half.class(), message, 0)
        .errno(error.errno());
    let sent = sent.filter(|_| half == Half::Send);
    socket.log(
        line.elapsed(error.elapsed())
            .frames(sent.map(|sent| sent.frames))
            .bytes(error.bytes().or(sent.map(|sent| sent.bytes))),
    )
}

/// The line for a send without a connection.
///
/// # Errors
/// What the logger throws.
pub fn log_not_connected(socket: Socket<'_>) -> Result<(), Thrown> {
    socket.log(socket.failed("send to", &SOCKET_SEND_EXCEPTION, "not connected", 0))
}
