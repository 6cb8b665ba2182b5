//! One connection to one gateway: who it belongs to, whether it may still be
//! used, and the bytes that were read from it.
//!
//! A connection is poisoned from the start of an exchange to its clean end.
//! Whatever cuts an exchange short, a panic too, leaves it poisoned.

use crate::awaited::Awaited;
use crate::counters::{Counters, Open};
use crate::deadline::Deadline;
use crate::error::{ReadError, WriteError};
use crate::generation;
use crate::hook::Hook;
use crate::in_use::InUse;
use crate::input::{Filled, Input};
use crate::outgoing::OutFrame;
use crate::remains::Remains;
use crate::tcp::Look;
use crate::trail::Trail;
use crate::wait::{wait, WaitError, Woken};
use netsvr_wire::{Decoded, FrameError};
use rustix::event::{eventfd, EventfdFlags, PollFlags};
use rustix::io::Errno;
use rustix::net::{recv, RecvFlags, SendFlags};
use std::net::SocketAddrV4;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// A connection used this recently is not probed again.
const FRESH: Duration = Duration::from_micros(100);

/// Of exchanges that follow each other closely, one in so many is noted as the last success: it takes time to say when.
const NOTED: u8 = 64;

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
    fn ask(&mut self) -> Probe {
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

    /// Reads the next frame, whatever its command, and gives its payload: at
    /// most `limit` bytes. Bytes after it stay for the next call.
    ///
    /// # Errors
    /// [`ReadError`]; the connection is then poisoned, after a timeout too:
    /// what arrives late would be taken for something else.
    pub fn read_frame(
        &mut self,
        limit: usize,
        deadline: Deadline,
        hook: &mut dyn Hook,
    ) -> Result<&[u8], ReadError> {
        self.start_reading()?;
        let size = loop {
            match self.input.peek(limit)? {
                Decoded::Frame { consumed, .. } => break consumed,
                Decoded::Incomplete { needed } => self.read_or_wait(needed, deadline, hook)?,
            }
        };
        self.take(size);
        self.finish();
        Ok(self.input.frame().payload)
    }

    /// Reads the next `length` bytes, whatever they are. Bytes after them
    /// stay for the next call.
    ///
    /// # Errors
    /// As [`read_frame`](Self::read_frame).
    pub fn read_bytes(
        &mut self,
        length: usize,
        deadline: Deadline,
        hook: &mut dyn Hook,
    ) -> Result<&[u8], ReadError> {
        self.start_reading()?;
        while self.input.unread().len() < length {
            self.read_or_wait(length, deadline, hook)?;
        }
        self.input.take(length);
        self.trail.answered();
        if let Some(counters) = self.counters() {
            counters.received(0, length);
        }
        self.finish();
        Ok(self.input.taken())
    }

    fn start_reading(&mut self) -> Result<(), ReadError> {
        if self.is_foreign() {
            return Err(ReadError::Foreign);
        }
        if self.poisoned {
            return Err(ReadError::Poisoned);
        }
        self.poisoned = true;
        self.probed = false;
        self.input.release();
        Ok(())
    }

    fn read_or_wait(
        &mut self,
        needed: usize,
        deadline: Deadline,
        hook: &mut dyn Hook,
    ) -> Result<(), ReadError> {
        if deadline.expired() {
            return Err(ReadError::TimedOut {
                after: deadline.given(),
            });
        }
        if self.fill(needed)? != Filled::Blocked {
            return Ok(());
        }
        let mut fds = [Awaited::new(&self.descriptor, PollFlags::IN)];
        match wait(&mut fds, deadline, hook) {
            Ok(Woken::Ready | Woken::TimedOut) => Ok(()),
            Err(WaitError::Stopped) => Err(ReadError::Stopped),
            Err(WaitError::Forked) => Err(ReadError::Foreign),
            Err(WaitError::Io(errno)) => Err(ReadError::Io(errno.into())),
        }
    }

    /// Reads once, without waiting. Never gives [`Filled::End`].
    pub(crate) fn fill(&mut self, needed: usize) -> Result<Filled, ReadError> {
        match self.input.fill(self.descriptor.as_fd(), needed) {
            Ok(Filled::End) => Err(ReadError::Closed {
                received: self.input.unread().len(),
            }),
            Ok(filled) => Ok(filled),
            Err(errno) => Err(ReadError::Io(errno.into())),
        }
    }

    pub(crate) fn input(&self) -> &Input {
        &self.input
    }

    /// Makes the next `size` bytes that were read, a whole frame, the answer.
    pub(crate) fn take(&mut self, size: usize) {
        self.input.take(size);
        self.trail.answered();
        if let Some(counters) = self.counters() {
            counters.received(1, size);
            counters.prove_by(|| self.input.frame().command());
        }
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

impl From<FrameError> for ReadError {
    fn from(error: FrameError) -> Self {
        match error {
            FrameError::TooLong { length, limit } => Self::TooLong { length, limit },
        }
    }
}
