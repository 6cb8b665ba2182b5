//! One connection to one gateway: who it belongs to, whether it may still be
//! used, and the bytes that were read from it.
//!
//! A connection is poisoned from the start of an exchange to its clean end.
//! Whatever cuts an exchange short, a panic too, leaves it poisoned.

mod probing;
mod reading;

pub use probing::Probe;

use crate::counters::{Counters, Open};
use crate::error::WriteError;
use crate::generation;
use crate::in_use::InUse;
use crate::input::Input;
use crate::outgoing::OutFrame;
use crate::remains::Remains;
use crate::trail::Trail;
use rustix::event::{eventfd, EventfdFlags};
use rustix::net::SendFlags;
use std::net::SocketAddrV4;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Of exchanges that follow each other closely, one in so many is noted as the last success: it takes time to say when.
const NOTED: u8 = 64;

/// A connection to a gateway. It owns its descriptor, which nobody else can
/// close: whoever wants to hold the socket, too (a PHP stream), is given a
/// duplicate. Dropping it closes the descriptor, without ending the
/// connection for other holders of it.
#[derive(Debug)]
pub struct Connection {
    /// None while it is parked.
    in_use: Option<InUse>,
    /// What has been written on it. Dropped before the descriptor.
    trail: Box<Trail>,
    descriptor: OwnedFd,
    peer: SocketAddrV4,
    input: Input,
    generation: u64,
    /// While a request is under way: when it began.
    last_used: Instant,
    poisoned: bool,
    /// How a probe has found it unusable.
    ended: Option<Probe>,
    /// The system was asked, and nothing has been written or read since.
    probed: bool,
    /// Where its traffic is counted, if anywhere.
    open: Option<Open>,
    /// A request is under way.
    asked: bool,
    /// Exchanges since the last one whose success was noted; see [`NOTED`].
    unnoted: u8,
}

impl Connection {
    /// Takes over a connected stream socket. `unread` are bytes that were
    /// read from it and not used yet.
    #[must_use]
    pub fn new(descriptor: OwnedFd, peer: SocketAddrV4, unread: Vec<u8>) -> Self {
        Self {
            in_use: Some(InUse::note(descriptor.as_fd())),
            trail: Box::default(),
            descriptor,
            peer,
            input: Input::new(unread),
            generation: generation::current(),
            last_used: Instant::now(),
            poisoned: false,
            ended: None,
            probed: false,
            open: None,
            asked: false,
            unnoted: 0,
        }
    }

    /// Gives the connection to somebody else, while the answer stays here until it is read. `None` when the system has
    /// no descriptor more: then it all stays as it is.
    #[must_use]
    pub fn leave_answer(&mut self) -> Option<Self> {
        let nothing = eventfd(0, EventfdFlags::CLOEXEC).ok()?;
        let mut husk = Self {
            input: std::mem::take(&mut self.input),
            generation: self.generation,
            last_used: self.last_used,
            in_use: Some(InUse::note(nothing.as_fd())),
            trail: Box::default(),
            descriptor: nothing,
            peer: self.peer,
            poisoned: true,
            ended: Some(Probe::GivenAway),
            probed: false,
            open: None,
            asked: false,
            unnoted: 0,
        };
        husk.trail.dialled_in = self.trail.dialled_in;
        Some(std::mem::replace(self, husk))
    }

    /// There is an answer here at most: the connection has gone to somebody else.
    #[must_use]
    pub const fn is_left_behind(&self) -> bool {
        matches!(self.ended, Some(Probe::GivenAway))
    }

    /// Lets the other side be silent for so long before it counts as gone.
    pub fn set_patience(&mut self, patience: Duration) {
        self.trail.patience = patience;
    }

    /// How long the other side may be silent.
    #[must_use]
    pub fn patience(&self) -> Duration {
        self.trail.patience
    }

    pub(crate) fn set_dialled_in(&mut self, time: Duration) {
        self.trail.dialled_in = Some(time);
    }

    /// How long it took to connect; `None` for one that was connected elsewhere.
    #[must_use]
    pub fn dialled_in(&self) -> Option<Duration> {
        self.trail.dialled_in
    }

    /// What is known of it at its end.
    pub(crate) fn remains(&mut self) -> Remains<'_> {
        let proof = self.counters().map(Counters::proof);
        Remains::of(self.descriptor.as_fd(), &mut self.trail, proof)
    }

    /// Gives up what has been written on it, to whoever takes it over.
    pub(crate) fn take_trail(&mut self) -> Box<Trail> {
        std::mem::take(&mut self.trail)
    }

    /// Frames without answer that were written since the last answer: nothing says yet that the gateway has carried
    /// them out.
    #[must_use]
    pub fn unconfirmed(&self) -> u64 {
        self.trail.unanswered()
    }

    /// Counts it as one of the gateway's open connections from now on, and what goes over it.
    #[must_use]
    pub fn counted(mut self, counters: &Arc<Counters>) -> Self {
        self.open = Some(counters.open());
        self.trail.count_in(counters);
        self
    }

    /// The gateway.
    #[must_use]
    pub const fn peer(&self) -> SocketAddrV4 {
        self.peer
    }

    /// When an exchange last ended well, or it was dialled.
    #[must_use]
    pub const fn last_used(&self) -> Instant {
        self.last_used
    }

    /// Pretends that it was last used that long ago.
    pub fn set_idle(&mut self, idle: Duration) {
        self.last_used = Instant::now().checked_sub(idle).unwrap_or(self.last_used);
    }

    /// The bytes that were read and not used.
    #[must_use]
    pub fn unread(&self) -> &[u8] {
        self.input.unread()
    }

    /// Puts other bytes in place of those that were read and not used.
    pub fn set_unread(&mut self, unread: Vec<u8>) {
        self.input = Input::new(unread);
    }

    /// How long it has not been used.
    #[must_use]
    #[inline]
    pub fn idle(&self, now: Instant) -> Duration {
        now.saturating_duration_since(self.last_used)
    }

    /// Whether it is idle and clean: no exchange is under way or has failed, nothing that was read is left over, and
    /// this process has dialled it.
    #[must_use]
    pub fn is_clean(&self) -> bool {
        !self.poisoned && !self.is_foreign() && self.input.unread().is_empty()
    }

    /// Whether another process dialled it. Costs no system call.
    #[must_use]
    pub fn is_foreign(&self) -> bool {
        self.generation != generation::current()
    }

    /// Whether an exchange on it is under way or has failed.
    #[must_use]
    pub const fn is_poisoned(&self) -> bool {
        self.poisoned
    }

    /// Gives it up: it will not be used again.
    pub fn poison(&mut self) {
        self.poisoned = true;
    }

    /// The body of the answer to the last request, or of the frame that was
    /// last read. Stays until the connection is used again.
    #[must_use]
    pub fn answer_body(&self) -> &[u8] {
        self.input.frame().body()
    }

    /// Forgets the last answer, and gives back its memory when it was large.
    pub fn clear_answer(&mut self) {
        self.input.release();
    }

    /// Gives up the descriptor, together with the bytes that were read from
    /// it and not used. A poisoned or foreign connection can be released,
    /// too; the caller asks first.
    #[must_use]
    pub fn release(self) -> (OwnedFd, Vec<u8>) {
        (self.descriptor, self.input.into_unread())
    }

    /// Notes whether somebody uses it from now on.
    pub(crate) fn set_in_use(&mut self, used: bool) {
        self.in_use = used.then(|| InUse::note(self.descriptor.as_fd()));
    }

    pub(crate) fn input(&self) -> &Input {
        &self.input
    }

    #[inline]
    pub(crate) fn counters(&self) -> Option<&Counters> {
        self.open.as_ref().map(Open::counters)
    }

    /// Starts an exchange: from here on the connection is poisoned, until
    /// [`finish`](Self::finish). Before a request nothing may be left over.
    pub(crate) fn start(&mut self, request: bool) -> Result<(), WriteError> {
        if self.is_foreign() {
            return Err(WriteError::Foreign);
        }
        if self.poisoned {
            return Err(WriteError::Poisoned);
        }
        self.poisoned = true;
        self.input.release();
        if request {
            if let Some(counters) = self.counters() {
                counters.requested();
            }
            self.last_used = Instant::now();
            self.asked = true;
            if !self.input.unread().is_empty() {
                return Err(WriteError::Unread);
            }
            if !self.probed {
                match self.ask() {
                    Probe::Alive => {}
                    Probe::Unread => return Err(WriteError::Unread),
                    Probe::Closed | Probe::Vanished | Probe::Foreign | Probe::GivenAway => {
                        return Err(WriteError::Closed)
                    }
                }
            }
        }
        self.probed = false;
        Ok(())
    }

    /// Ends an exchange well.
    pub(crate) fn finish(&mut self) {
        self.poisoned = false;
        self.last_used = Instant::now();
        if self.unnoted == 0 {
            self.note_success();
        }
        self.unnoted = (self.unnoted + 1) % NOTED;
    }

    #[cold]
    fn note_success(&self) {
        if let Some(counters) = self.counters() {
            counters.succeeded(self.last_used);
        }
    }

    /// Counts how long the request took, at its end.
    pub(crate) fn count_request(&mut self) {
        if !std::mem::take(&mut self.asked) {
            return;
        }
        if let Some(counters) = self.counters() {
            counters.request_took(self.last_used.elapsed());
        }
    }

    /// How these frames, which have no answer, are to be given to the system.
    #[inline]
    pub(crate) fn one_way_flags(&mut self, frames: &[OutFrame<'_>]) -> SendFlags {
        self.trail.burst.flags(frames)
    }

    /// Ends the writing of so many frames without answer well.
    #[inline]
    pub(crate) fn finish_one_way(&mut self, frames: usize) {
        self.trail.burst.given(self.descriptor.as_fd());
        self.finish();
        self.trail.wrote(self.last_used, frames);
    }
}

impl AsFd for Connection {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.descriptor.as_fd()
    }
}
