//! Gateways that a call has failed at, and what becomes of the call: an exception that names all of them, or what the
//! others have answered.
use crate::exception::{self, SOCKET_RECEIVE_EXCEPTION, SOCKET_SEND_EXCEPTION};
use crate::logger::{Level, Line};
use crate::settings::{OnQueryFailure, SETTINGS};
use crate::socket::outcome::Failed;
use crate::socket::Socket;
use crate::zend::{error, Class, Thrown, ZArray, ZObject, ZString, ZVal};
use netsvr_wire::Command;

/// The gateways that have not answered a query.
#[derive(Default)]
pub struct Failures(Vec<Failed>);

impl Failures {
    pub fn add(&mut self, failed: impl IntoIterator<Item = Failed>) {
        self.0.extend(failed);
    }

    /// Adds those of another question of the same call.
    pub fn join(&mut self, other: Self) {
        self.0.extend(other.0);
    }

    /// All have answered so far.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether the gateway of this question has failed.
    pub fn has(&self, index: usize) -> bool {
        self.0.iter().any(|failed| failed.index == index)
    }

    /// Ends a query with what has been answered.
    ///
    /// # Errors
    /// `SocketReceiveException` when a gateway did not answer, unless `netsvr.on_query_failure` is `partial`; what the
    /// logger throws then.
    pub fn end(&self, command: Command, result: ZVal) -> Result<ZVal, Thrown> {
        if self.is_empty() {
            return Ok(result);
        }
        self.end_badly(command, result)
    }

    #[cold]
    fn end_badly(&self, command: Command, result: ZVal) -> Result<ZVal, Thrown> {
        if go_on() {
            self.warn(command)?;
            return Ok(result);
        }
        let why = match self.0.first() {
            Some(failed) if failed.reason.is_of_this_process() => {
                format!("before a gateway was asked: {}", failed.reason.message())
            }
            _ => "because the connection to the netsvr was disconnected".to_owned(),
        };
        let message = format!("call Cmd::{} failed {why}", command.name());
        let exception = exception(&SOCKET_RECEIVE_EXCEPTION, &message, &self.0)?;
        exception::set_partial_result(&exception, result);
        Err(error::throw_object(exception))
    }

    /// Says whose answers are missing, through the logger of the first of their sockets.
    fn warn(&self, command: Command) -> Result<(), Thrown> {
        let reasons: Vec<String> = self
            .0
            .iter()
            .map(|failed| format!("{}: {}", failed.worker_addr, failed.reason.message()))
            .collect();
        let line = format!(
            "call Cmd::{} has a partial result: {} not answered ({})",
            command.name(),
            if reasons.len() == 1 {
                "1 gateway has".to_owned()
            } else {
                format!("{} gateways have", reasons.len())
            },
            reasons.join("; ")
        );
        let native = self.0.iter().find_map(|failed| Socket::of(&failed.socket));
        if let Some(socket) = native {
            return socket.tell(Line::new(Level::Warning, line));
        }
        error::error_log(&format!("netsvr: {line}"));
        Ok(())
    }
}

/// Whether a query goes on when a gateway has failed.
pub fn go_on() -> bool {
    SETTINGS.get().on_query_failure.get() == OnQueryFailure::Partial
}

/// Throws that messages could not be sent to these gateways.
pub fn thrown_by_send(failed: &[Failed]) -> Thrown {
    let message = failed.first().map_or("", |first| first.reason.message());
    match exception(&SOCKET_SEND_EXCEPTION, message, failed) {
        Ok(exception) => error::throw_object(exception),
        Err(thrown) => thrown,
    }
}

fn exception(class: &Class, message: &str, failed: &[Failed]) -> Result<ZObject, Thrown> {
    let mut failures = ZArray::with_capacity(failed.len());
    for failed in failed {
        let address = ZString::new(failed.worker_addr.as_bytes());
        failures.set_symbol(&address, failed.reason.message().into());
    }
    let reason = match failed.first() {
        Some(first) => first.reason.exception()?,
        None => error::exception(class, message, 0, None)?,
    };
    exception::failed_call(class, message, &reason, failures)
}
