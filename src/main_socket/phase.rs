//! How far a registration has come: a state that waits for nobody, and goes on when its socket is ready.
use crate::zend::stream::Stream as PhpStream;
use netsvr_client::dial::Attempt;
use netsvr_client::{Deadline, Pending};
use std::os::fd::BorrowedFd;
use std::time::Duration;

/// Time between two looks whether the gateway's name has been found.
pub const GLANCE: Duration = Duration::from_millis(20);

/// How far a renewal has come.
#[derive(Default)]
pub enum Phase {
    /// Registered, or not being renewed.
    #[default]
    Idle,
    /// The gateway's name is being looked up.
    Resolving(Pending, Deadline),
    /// The connection is on its way. Workerman's loop watches a stream over a copy of the socket.
    Dialling(Attempt, Option<PhpStream>),
    /// The gateway has been asked, and has until then to answer.
    Registering(Deadline),
}

/// The same in a word.
#[derive(Clone, Copy)]
pub enum Step {
    Idle,
    Resolving,
    Dialling,
    Registering,
}

impl Phase {
    /// Without what belongs to it.
    pub fn step(&self) -> Step {
        match self {
            Self::Idle => Step::Idle,
            Self::Resolving(..) => Step::Resolving,
            Self::Dialling(..) => Step::Dialling,
            Self::Registering(_) => Step::Registering,
        }
    }

    /// The time after which it is to be looked at, whatever has happened; `None` when it waits for nothing.
    pub fn time_left(&self) -> Option<Duration> {
        match self {
            Self::Idle => None,
            Self::Resolving(..) => Some(GLANCE),
            Self::Dialling(attempt, _) => Some(attempt.remaining()),
            Self::Registering(deadline) => Some(deadline.remaining()),
        }
    }

    /// The socket that is being connected.
    pub fn dialling(&self) -> Option<BorrowedFd<'_>> {
        match self {
            Self::Dialling(attempt, _) => attempt.as_fd(),
            _ => None,
        }
    }
}
