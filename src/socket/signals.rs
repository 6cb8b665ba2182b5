//! What runs while native code waits for a gateway: PHP's signal handlers, and in a coroutine all other coroutines.
use super::state::Socket;
use crate::coroutine::{self, Ended, Scheduler};
use crate::zend::{interrupt, Thrown};
use netsvr_client::{Awaited, Hook, Stopped};
use std::time::Duration;

/// Lets PHP react to signals, and coroutines run, while native code waits.
#[derive(Default)]
pub struct Signals<'a> {
    thrown: Option<Thrown>,
    waiting: Option<Socket<'a>>,
    /// Who runs the coroutine, once that has been asked.
    scheduler: Option<Scheduler>,
    /// It cannot be suspended here.
    refused: bool,
}

impl<'a> Signals<'a> {
    /// While the connection of this socket is waited for: a handler may close its stream, which ends the wait.
    pub fn of(socket: Socket<'a>) -> Self {
        Self {
            waiting: Some(socket),
            ..Self::default()
        }
    }

    /// What a signal's handler threw, or what was thrown into the coroutine.
    ///
    /// # Errors
    /// Just that.
    pub fn finish(self) -> Result<(), Thrown> {
        self.thrown.map_or(Ok(()), Err)
    }

    fn stop(&mut self, thrown: Thrown) -> Stopped {
        self.thrown = Some(thrown);
        Stopped
    }
}

impl Hook for Signals<'_> {
    fn interrupted(&mut self) -> Result<(), Stopped> {
        if self.thrown.is_some() {
            return Err(Stopped);
        }
        interrupt::dispatch().map_err(|thrown| self.stop(thrown))?;
        match self.waiting {
            Some(socket) if socket.stream_is_closed() => Err(Stopped),
            _ => Ok(()),
        }
    }

    fn suspends(&mut self) -> bool {
        if self.refused || !coroutine::may_suspend() {
            return false;
        }
        if self.scheduler.is_none() {
            match Scheduler::of_this_coroutine() {
                Ok(scheduler) => {
                    self.scheduler = scheduler;
                    self.refused = scheduler.is_none();
                }
                // ends the wait before it has begun
                Err(thrown) => self.thrown = Some(thrown),
            }
        }
        !self.refused
    }

    fn suspended(&mut self, fds: &[Awaited<'_>], at_most: Option<Duration>) -> Result<(), Stopped> {
        let Some(scheduler) = self.scheduler.filter(|_| self.thrown.is_none()) else {
            return Err(Stopped);
        };
        match scheduler.wait(fds, at_most) {
            Ok(Ended::Woken) => Ok(()),
            Ok(Ended::Refused) => {
                self.refused = true;
                Ok(())
            }
            Ok(Ended::Cancelled) => Err(Stopped),
            Err(thrown) => Err(self.stop(thrown)),
        }
    }
}
