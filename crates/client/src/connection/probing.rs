//! Whether a connection may be used: asked without a round trip.

use super::Connection;
use crate::tcp::Look;
use rustix::io::Errno;
use rustix::net::{recv, RecvFlags};
use std::os::fd::AsFd;
use std::time::{Duration, Instant};

/// A connection used this recently is not probed again.
const FRESH: Duration = Duration::from_micros(100);

/// Whether a connection may be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Probe {
    /// It may.
    Alive,
    /// The gateway closed it, or it failed.
    Closed,
    /// Something was sent that nobody asked for.
    Unread,
    /// The gateway's host is gone without a word: what was written has not been acknowledged for long.
    Vanished,
    /// Another process, of which this one is a fork, dialled it.
    Foreign,
    /// It has gone to somebody else. What is left holds an answer at most.
    GivenAway,
}

impl Connection {
    /// Asks, without a round trip, whether it may be used. One system call, and at most every 100 ms a second one when
    /// something has been written; none when it was used less than 100 microseconds ago. (A request asks
    /// again by itself then, so that nothing left over can answer it.)
    pub fn probe(&mut self) -> Probe {
        let now = Instant::now();
        self.probe_at(now, self.idle(now))
    }

    /// As [`probe`](Self::probe), for a caller who has looked at the clock already, and knows how long it has been
    /// [`idle`](Self::idle).
    pub fn probe_at(&mut self, now: Instant, idle: Duration) -> Probe {
        let fresh = idle < FRESH;
        self.trail.burst.follows(fresh);
        self.examine(now, fresh)
    }

    /// As [`probe`](Self::probe), without that exception: for a parked connection.
    pub fn probe_always(&mut self) -> Probe {
        self.examine(Instant::now(), false)
    }

    fn examine(&mut self, now: Instant, fresh: bool) -> Probe {
        if let Some(ended) = self.ended {
            return ended;
        }
        let probe = if self.is_foreign() {
            Probe::Foreign
        } else if self.poisoned {
            Probe::Closed
        } else if !self.input.unread().is_empty() {
            Probe::Unread
        } else if self.trail.is_look_due(now) && self.has_vanished(now) {
            Probe::Vanished
        } else if fresh {
            return Probe::Alive;
        } else {
            self.ask()
        };
        if probe != Probe::Alive {
            self.ended = Some(probe);
            log::debug!("the connection to {} is {probe:?}", self.peer);
        }
        probe
    }

    /// Looks whether what was written is acknowledged.
    #[cold]
    fn has_vanished(&mut self, now: Instant) -> bool {
        let Some(look) = Look::at(self.as_fd()) else {
            return false;
        };
        self.trail.looked(now, look.is_acknowledged());
        look.is_vanished(self.trail.patience)
    }

    /// Asks the system.
    pub(super) fn ask(&mut self) -> Probe {
        self.unnoted = 0;
        let flags = RecvFlags::PEEK | RecvFlags::DONTWAIT;
        match recv(&self.descriptor, &mut [0u8; 1], flags) {
            Ok((_, 0)) => Probe::Closed,
            Ok(_) => Probe::Unread,
            Err(Errno::AGAIN) => {
                self.probed = true;
                Probe::Alive
            }
            Err(_) => Probe::Closed,
        }
    }
}
