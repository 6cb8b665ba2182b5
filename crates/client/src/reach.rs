//! Reaching a gateway: a dial that all processes of the group learn from, with the right to it, and what becomes of it.

use crate::awaited::Awaited;
use crate::backoff::{dice, Down, Limits, Moment};
use crate::connection::Connection;
use crate::counters::Counters;
use crate::deadline::Deadline;
use crate::dial::Attempt;
use crate::error::{ConnectError, ExchangeError, OsError, ResolveError};
use crate::generation;
use crate::health::{table, Busy, Lease};
use crate::names::{self, Lookup, Pending};
use crate::wait::WaitError;
use parking_lot::Mutex;
use rustix::event::PollFlags;
use std::net::SocketAddrV4;
use std::sync::Arc;
use std::time::Duration;
use thiserror::Error;

/// How long a new address is waited for while there is an old one.
const WITH_AN_OLD_ADDRESS: Duration = Duration::from_secs(1);

/// What is noted of an address at which there is somebody, but no gateway.
pub const NO_GATEWAY: OsError = OsError::PROTOCOL;

/// A gateway that is to be reached, and on which terms.
#[derive(Debug, Clone, Copy)]
pub struct Target<'a> {
    /// The worker address, as users write it: by which the gateway is known.
    pub address: &'a str,
    /// What is dialled: the same, or the task address of a gateway with two ports.
    pub dialled: &'a str,
    /// Where the attempt is counted.
    pub counters: &'a Arc<Counters>,
    /// How long it is known where the address leads, if it is a name.
    pub ttl: Duration,
    /// Time for looking its name up and connecting.
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
    /// Its name has no address, as far as is known. With the pause that begins, if one does.
    #[error("{0}")]
    Unresolved(ResolveError, Option<Down>),
    /// It did not come about. With the pause that begins, if one does.
    #[error("{0}")]
    Failed(ConnectError, Option<Down>),
    /// Whoever is there has not answered the question that came first. With the pause that begins, if one does.
    #[error("{0}")]
    NoGateway(ExchangeError, Option<Down>),
}

/// What an attempt may tell all others, once.
#[derive(Debug)]
pub struct Ticket {
    address: Box<str>,
    dialled: Box<str>,
    counters: Arc<Counters>,
    limits: Limits,
    began: Moment,
    /// Held until it has come to an end.
    _right: Option<Right>,
}

impl Ticket {
    /// The gateway was reached.
    fn reached(self) {
        table().reached(&self.address);
    }

    /// Its name has no address.
    fn unresolved(self, error: ResolveError) -> Unreached {
        // a call that a signal's handler has ended says nothing of the name
        let down = if error.is_stopped() {
            self.counters.dial_failed();
            None
        } else {
            self.missed(None)
        };
        Unreached::Unresolved(error, down)
    }

    /// It was not. Gives the pause that begins.
    fn missed(self, why: Option<OsError>) -> Option<Down> {
        self.counters.dial_failed();
        names::doubt(&self.dialled);
        missed(&self.address, self.began, self.limits, why)
    }
}

/// The right of this process to dial a gateway. Where it suspends coroutines, several of them may dial: what keeps others
/// away is no reason to refuse them.
#[derive(Debug)]
struct Right {
    address: Box<str>,
    generation: u64,
    /// `None` for who shares it with another dial of this process.
    lease: Option<Lease>,
}

/// The gateways that this process has the right to dial, by the generation of forks. Nobody waits for it: a child that
/// another thread has forked may find it locked for ever.
static RIGHTS: Mutex<Vec<(u64, Box<str>)>> = Mutex::new(Vec::new());

impl Right {
    fn to(target: &Target<'_>, began: Moment) -> Result<Self, Busy> {
        let address = target.address;
        let generation = generation::current();
        let lease = match table().lease(address, began, target.connecting, target.insisting) {
            Ok(lease) => {
                if let Some(mut rights) = RIGHTS.try_lock() {
                    rights.push((generation, address.into()));
                }
                Some(lease)
            }
            Err(Busy::Dialled(_)) if Self::is_ours(generation, address) => None,
            Err(busy) => return Err(busy),
        };
        Ok(Self {
            address: address.into(),
            generation,
            lease,
        })
    }

    fn is_ours(generation: u64, address: &str) -> bool {
        let ours = |(of, to): &(u64, Box<str>)| *of == generation && **to == *address;
        RIGHTS
            .try_lock()
            .is_some_and(|rights| rights.iter().any(ours))
    }
}

impl Drop for Right {
    fn drop(&mut self) {
        if self.lease.is_none() {
            return;
        }
        let Some(mut rights) = RIGHTS.try_lock() else {
            return;
        };
        let ours = |(of, to): &(u64, Box<str>)| *of == self.generation && **to == *self.address;
        if let Some(index) = rights.iter().position(ours) {
            rights.swap_remove(index);
        }
    }
}

/// Tells all that a gateway was not reached by an attempt that began at this moment. Gives the pause that begins.
#[must_use]
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
    stage: Stage,
    ticket: Ticket,
    deadline: Deadline,
    ttl: Duration,
    patience: Duration,
}

#[derive(Debug)]
enum Stage {
    /// Its name is being looked up, until then.
    Resolving(Pending, Deadline),
    Dialling(Attempt),
    Unresolved(ResolveError),
}

impl Stage {
    fn of(answer: Result<SocketAddrV4, ResolveError>, deadline: Deadline) -> Self {
        match answer {
            Ok(addr) => Self::Dialling(Attempt::start(addr, deadline)),
            Err(error) => Self::Unresolved(error),
        }
    }

    fn begin(address: &str, ttl: Duration, deadline: Deadline) -> Self {
        match names::lookup(address, ttl) {
            Lookup::Known(addr) => Self::of(Ok(addr), deadline),
            Lookup::Failed(error) => Self::of(Err(error), deadline),
            Lookup::Pending(pending) if pending.old().is_some() => {
                let time = deadline.given().min(WITH_AN_OLD_ADDRESS);
                Self::Resolving(pending, Deadline::after(time))
            }
            Lookup::Pending(pending) => Self::Resolving(pending, deadline),
        }
    }
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
            address,
            dialled,
            counters,
            ..
        } = *target;
        let right = if target.limits.are_off() {
            None
        } else {
            let right = Right::to(target, began);
            Some(right.map_err(|busy| {
                log::debug!("{address} {busy}");
                Unreached::Busy(busy)
            })?)
        };
        counters.dialled();
        let ticket = Ticket {
            address: address.into(),
            dialled: dialled.into(),
            counters: Arc::clone(counters),
            limits: target.limits,
            began,
            _right: right,
        };
        let deadline = Deadline::after(target.connecting);
        Ok(Self {
            stage: Stage::begin(dialled, target.ttl, deadline),
            ticket,
            deadline,
            ttl: target.ttl,
            patience: target.exchanging,
        })
    }

    /// What it waits for; `None` once it has come to an end.
    pub(crate) fn awaited(&self) -> Option<Awaited<'_>> {
        match &self.stage {
            Stage::Resolving(pending, _) => Some(Awaited::new(pending, PollFlags::IN)),
            Stage::Dialling(attempt) => attempt
                .as_fd()
                .map(|socket| Awaited::from_borrowed_fd(socket, PollFlags::OUT)),
            Stage::Unresolved(_) => None,
        }
    }

    /// By when what it waits for has to come.
    pub(crate) const fn deadline(&self) -> Deadline {
        match &self.stage {
            Stage::Resolving(_, deadline) => *deadline,
            _ => self.deadline,
        }
    }

    /// What it waits for is there.
    pub(crate) fn ready(&mut self, found: PollFlags) {
        match &mut self.stage {
            Stage::Resolving(pending, _) => {
                if let Some(answer) = pending.poll() {
                    self.stage = Stage::of(answer, self.deadline);
                }
            }
            Stage::Dialling(attempt) => attempt.ready(found),
            Stage::Unresolved(_) => {}
        }
    }

    /// The time for what it waits for is over.
    pub(crate) fn time_out(&mut self) {
        match &mut self.stage {
            Stage::Resolving(pending, deadline) => {
                let answer = pending.give_up(*deadline);
                self.stage = Stage::of(answer, self.deadline);
            }
            Stage::Dialling(attempt) => attempt.time_out(),
            Stage::Unresolved(_) => {}
        }
    }

    /// Waiting for it has failed. In a forked child it starts over.
    pub(crate) fn give_up(&mut self, error: WaitError) {
        let address = &self.ticket.dialled;
        match (&mut self.stage, error) {
            (Stage::Dialling(attempt), error) => attempt.give_up(error),
            (Stage::Resolving(..), WaitError::Forked) => {
                self.stage = Stage::begin(address, self.ttl, self.deadline);
            }
            (Stage::Resolving(..), WaitError::Stopped) => {
                let address = address.to_string();
                self.stage = Stage::Unresolved(ResolveError::Stopped { address });
            }
            (Stage::Resolving(..), WaitError::Io(errno)) => {
                self.stage = Stage::Unresolved(ResolveError::Failed {
                    address: address.to_string(),
                    message: errno.to_string(),
                });
            }
            (Stage::Unresolved(_), _) => {}
        }
    }

    /// How it ended.
    pub(crate) fn end(self) -> Result<Reached, Unreached> {
        let Self {
            stage,
            ticket,
            patience,
            ..
        } = self;
        let attempt = match stage {
            Stage::Dialling(attempt) => attempt,
            Stage::Resolving(pending, deadline) => match pending.give_up(deadline) {
                Ok(addr) => Attempt::start(addr, deadline),
                Err(error) => return Err(ticket.unresolved(error)),
            },
            Stage::Unresolved(error) => return Err(ticket.unresolved(error)),
        };
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
