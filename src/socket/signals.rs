//! PHP's signal handlers, which run while native code waits for a gateway.
use super::state::Socket;
use crate::zend::{interrupt, Thrown};
use netsvr_client::{Hook, Stopped};

/// Lets PHP react to signals while native code waits.
#[derive(Default)]
pub struct Signals<'a> {
    thrown: Option<Thrown>,
    waiting: Option<Socket<'a>>,
}

impl<'a> Signals<'a> {
    /// While the connection of this socket is waited for: a handler may close its stream, which ends the wait.
    pub fn of(socket: Socket<'a>) -> Self {
        Self {
            thrown: None,
            waiting: Some(socket),
        }
    }

    /// What a signal's handler threw.
    ///
    /// # Errors
    /// Just that.
    pub fn finish(self) -> Result<(), Thrown> {
        self.thrown.map_or(Ok(()), Err)
    }
}

impl Hook for Signals<'_> {
    fn interrupted(&mut self) -> Result<(), Stopped> {
        interrupt::dispatch().map_err(|thrown| {
            self.thrown = Some(thrown);
            Stopped
        })?;
        match self.waiting {
            Some(socket) if socket.stream_is_closed() => Err(Stopped),
            _ => Ok(()),
        }
    }
}
