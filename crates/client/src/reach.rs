//! Reaching a gateway: a dial that all processes of the group learn from, with the right to it, and what becomes of it.

use crate::backoff::{dice, Down, Limits, Moment};
use crate::connection::Connection;
use crate::counters::Counters;
use crate::deadline::Deadline;
use crate::dial::{self, Attempt};
use crate::error::{ConnectError, ExchangeError, OsError, ResolveError};
use crate::health::{table, Busy, Lease};
use crate::lost::WHAT_TO_CHECK;
use std::sync::Arc;
use std::time::Duration;
use thiserror::Error;

/// What is noted of an address at which there is somebody, but no gateway.
pub const NO_GATEWAY: OsError = OsError::PROTOCOL;

/// A gateway that is to be reached, and on which terms.
#[derive(Debug, Clone, Copy)]
pub struct Target<'a> {
    /// The worker address, as users write it.
    pub address: &'a str,
    /// Where the attempt is counted.
    pub counters: &'a Arc<Counters>,
    /// Time for connecting.
    pub connecting: Duration,
    /// Time for writing and reading, once it is reached; how long it may be silent.
    pub exchanging: Duration,
    /// The pauses after failures.
    pub limits: Limits,
    /// Dials it whoever else does, and however long its pause is.
    pub insisting: bool,
}

/// A gateway that was not reached.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Unreached {
    /// Nobody was to dial it.
    #[error("not dialled")]
    Busy(Busy),
    /// Its name has no address. With the pause that begins, if one does.
    #[error("{0}")]
    Unresolved(ResolveError, Option<Down>),
    /// It did not come about. With the pause that begins, if one does.
    #[error("{0}")]
    Failed(ConnectError, Option<Down>),
    /// Whoever is there has not answered the question that came first. With the pause that begins, if one does.
    #[error("{0}; {WHAT_TO_CHECK}")]
    NoGateway(ExchangeError, Option<Down>),
}

/// What an attempt may tell all others, once.
#[derive(Debug)]
pub struct Ticket {
    address: Box<str>,
    counters: Arc<Counters>,
    limits: Limits,
    began: Moment,
    /// Held until it has come to an end.
    _lease: Option<Lease>,
}

impl Ticket {
    /// The gateway was reached.
    fn reached(self) {
        table().reached(&self.address);
    }

    /// It was not. Gives the pause that begins.
    fn missed(self, why: Option<OsError>) -> Option<Down> {
        self.counters.dial_failed();
        missed(&self.address, self.began, self.limits, why)
    }
}

/// Tells all that a gateway was not reached by an attempt that began at this moment. Gives the pause that begins.
pub fn missed(address: &str, began: Moment, limits: Limits, why: Option<OsError>) -> Option<Down> {
    let down = table().missed(address, began, limits, dice(), why)?;
    log::warn!(
        "{address} is in backoff for {:?} after {} failed attempts",
        down.remaining(Moment::now()),
        down.attempts
    );
    Some(down)
}

/// An attempt under way.
#[derive(Debug)]
pub struct Reach {
    attempt: Attempt,
    ticket: Ticket,
    patience: Duration,
}

/// A connection that came about.
#[derive(Debug)]
pub(crate) struct Reached {
    pub connection: Connection,
    /// It is to be asked something first: only its answer shows that a gateway is there.
    pub unproven: Option<Ticket>,
}

impl Reach {
    /// Begins.
    ///
    /// # Errors
    /// [`Unreached`] when it is over already.
    pub fn begin(target: &Target<'_>) -> Result<Self, Unreached> {
        let began = Moment::now();
        let Target {
            address, counters, ..
        } = *target;
        let lease = if target.limits.are_off() {
            None
        } else {
            let lease = table().lease(address, began, target.connecting, target.insisting);
            Some(lease.map_err(|busy| {
                log::debug!("{address} {busy}");
                Unreached::Busy(busy)
            })?)
        };
        counters.dialled();
        let ticket = Ticket {
            address: address.into(),
            counters: Arc::clone(counters),
            limits: target.limits,
            began,
            _lease: lease,
        };
        match dial::resolve(address) {
            Ok(addr) => Ok(Self {
                attempt: Attempt::start(addr, Deadline::after(target.connecting)),
                ticket,
                patience: target.exchanging,
            }),
            Err(error) => {
                let down = ticket.missed(None);
                Err(Unreached::Unresolved(error, down))
            }
        }
    }

    /// The attempt.
    pub(crate) const fn attempt(&self) -> &Attempt {
        &self.attempt
    }

    /// The attempt.
    pub(crate) const fn attempt_mut(&mut self) -> &mut Attempt {
        &mut self.attempt
    }

    /// How it ended.
    pub(crate) fn end(self) -> Result<Reached, Unreached> {
        let Self {
            attempt,
            ticket,
            patience,
        } = self;
        ticket.counters.dial_took(attempt.elapsed());
        match attempt.into_result() {
            Ok(connection) => {
                let mut connection = connection.counted(&ticket.counters);
                connection.set_patience(patience);
                let unproven = if ticket.counters.is_suspect() {
                    Some(ticket)
                } else {
                    ticket.reached();
                    None
                };
                Ok(Reached {
                    connection,
                    unproven,
                })
            }
            // a call that a signal's handler has ended says nothing of the gateway
            Err(error @ ConnectError::Stopped { .. }) => {
                ticket.counters.dial_failed();
                Err(Unreached::Failed(error, None))
            }
            Err(error) => {
                let down = ticket.missed(Some(error.os_error()));
                Err(Unreached::Failed(error, down))
            }
        }
    }
}

impl Ticket {
    /// The question that came first was answered, or not.
    pub(crate) fn asked(self, outcome: Result<(), ExchangeError>) -> Result<(), Unreached> {
        match outcome {
            Ok(()) => {
                self.reached();
                Ok(())
            }
            Err(error) if error.is_stopped() => {
                self.counters.dial_failed();
                Err(Unreached::NoGateway(error, None))
            }
            Err(error) => {
                let silent = error.os_error().filter(|error| error.is_timeout());
                let down = self.missed(Some(silent.unwrap_or(NO_GATEWAY)));
                Err(Unreached::NoGateway(error, down))
            }
        }
    }
}
