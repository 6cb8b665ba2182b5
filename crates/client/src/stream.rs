//! A registered connection. The gateway sends events on it whenever there are
//! some. Frames wait in a buffer while the gateway takes no more. Nothing here
//! blocks but [`Stream::drain`] and [`Stream::wait_ready`].
//!
//! The owner of a stream waits for it in a loop. It calls [`Stream::fill`] when
//! the stream is readable and [`Stream::flush`] when it is writable, and
//! [`Stream::heartbeat`] from time to time. While it is busy, the thread of
//! [`keepalive`](crate::keepalive) stands in for it.

mod confirming;
mod stand_in;
mod vigil;

use crate::awaited::Awaited;
use crate::coarse::CoarseInstant;
use crate::connection::Connection;
use crate::counters::{Counters, Open};
use crate::deadline::Deadline;
use crate::error::{ReadError, WriteError};
use crate::generation;
use crate::health::Proof;
use crate::hook::Hook;
use crate::in_use::InUse;
use crate::input::{Filled, Input};
use crate::lost::Lost;
use crate::outgoing::OutFrame;
use crate::output::Output;
use crate::tcp::Bytes;
use crate::trail::Trail;
use crate::wait::{wait, WaitError, Woken};
use netsvr_wire::{Decoded, Frame, LENGTH_SIZE};
use rustix::event::{poll, PollFd, PollFlags, Timespec};
use rustix::io::Errno;
use rustix::net::{getpeername, shutdown, Shutdown};
use std::net::SocketAddrV4;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::sync::Arc;
use std::time::{Duration, Instant};

pub use confirming::Confirming;
pub use stand_in::Absence;
pub(crate) use stand_in::{ReadAhead, Waiting};
pub use vigil::Vital;

/// Corked frames are written when they come to this many bytes.
const CORK: usize = 64 * 1024;
/// A connection read this recently is not probed again.
const FRESH: Duration = Duration::from_micros(100);
/// The same while the events that were read are handled.
const RECENT: Duration = Duration::from_millis(10);

/// Frames that were not all written or kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unsent {
    /// Why.
    pub error: WriteError,
    /// Frames, of those that were to be written, that were written to their
    /// last byte: the gateway may have them. It cannot have the others.
    pub taken: usize,
}

/// A connection that events arrive on.
#[derive(Debug)]
pub struct Stream {
    _in_use: InUse,
    /// What has been written on it. Dropped before the descriptor.
    trail: Box<Trail>,
    descriptor: OwnedFd,
    /// Where it leads; none when it is no connection of IPv4.
    peer: Option<SocketAddrV4>,
    generation: u64,
    input: Input,
    output: Output,
    /// Why nothing will be read any more.
    ended: Option<ReadError>,
    /// Nothing will be written any more.
    broken: bool,
    last_read: Instant,
    /// When frames were last given to the system past the buffer.
    last_write: Instant,
    /// When it was last read or probed.
    checked: CoarseInstant,
    checked_at: Instant,
    /// Where its traffic is counted, if anywhere.
    open: Option<Open>,
    /// What has been asked to see whether the gateway answers.
    questions: vigil::Questions,
    /// How it came to its end, if that was noticed before it was broken off.
    loss: Option<Lost>,
    /// What another thread does on it while its owner is busy.
    stand_in: stand_in::StandIn,
}

impl Stream {
    /// Takes over a connected stream socket. `unread` are bytes that were
    /// read from it and not used yet.
    #[must_use]
    pub fn new(descriptor: OwnedFd, unread: Vec<u8>) -> Self {
        Self {
            _in_use: InUse::note(descriptor.as_fd()),
            trail: Box::default(),
            peer: getpeername(&descriptor)
                .ok()
                .flatten()
                .and_then(|peer| peer.try_into().ok()),
            descriptor,
            generation: generation::current(),
            input: Input::new(unread),
            output: Output::default(),
            ended: None,
            broken: false,
            last_read: Instant::now(),
            last_write: Instant::now(),
            checked: CoarseInstant::now(),
            checked_at: Instant::now(),
            open: None,
            questions: vigil::Questions::default(),
            loss: None,
            stand_in: stand_in::StandIn::default(),
        }
    }

    /// Counts it as one of the gateway's open connections from now on, and
    /// the frames that are taken and given.
    #[must_use]
    pub fn counted(mut self, counters: &Arc<Counters>) -> Self {
        self.open = Some(counters.open());
        self.trail.count_in(counters);
        self
    }

    /// The gateway; none when the connection is not one of IPv4.
    #[must_use]
    pub const fn peer(&self) -> Option<SocketAddrV4> {
        self.peer
    }

    /// Whether another process opened it.
    #[must_use]
    pub fn is_foreign(&self) -> bool {
        self.generation != generation::current()
    }

    /// Reads once, as much as there is room for in one large read, unless
    /// complete frames wait to be taken.
    pub fn fill(&mut self, limit: usize) {
        if self.ended.is_some() || self.has_frame(limit) {
            return;
        }
        if let Ok(Decoded::Incomplete { needed }) = self.input.peek(limit) {
            self.read(needed);
        }
    }

    fn read(&mut self, needed: usize) {
        let filled = self.input.fill(self.descriptor.as_fd(), needed);
        self.last_read = Instant::now();
        self.checked = CoarseInstant::now();
        self.checked_at = self.last_read;
        self.ended = match filled {
            Ok(Filled::Some { .. }) => {
                self.questions.heard();
                self.note_success();
                None
            }
            Ok(Filled::Blocked) => None,
            Ok(Filled::End) => Some(ReadError::Closed {
                received: self.input.unread().len(),
            }),
            Err(errno) => Some(ReadError::Io(errno.into())),
        };
    }

    /// Something was read, or written whole, just after the last look at the clock.
    fn note_success(&self) {
        if let Some(open) = &self.open {
            open.counters().succeeded(self.checked_at);
        }
    }

    /// Takes the next frame that has arrived completely; `None` when more
    /// must be read first. Answers to questions of its own are passed over.
    ///
    /// # Errors
    /// Once all complete frames are taken: why nothing more will be read.
    /// [`ReadError::TooLong`] for a frame with more than `limit` bytes.
    #[inline]
    pub fn next_frame(&mut self, limit: usize) -> Result<Option<Frame<'_>>, ReadError> {
        if self.questions.are_owed() {
            self.pass_over_answers(limit);
        }
        match self.input.take_frame(limit)? {
            Some(frame) => {
                let size = LENGTH_SIZE + frame.payload.len();
                self.questions.taken(size);
                if let Some(open) = &self.open {
                    open.counters().received(1, size);
                    open.counters().prove(Proof::Registers);
                }
                Ok(Some(frame))
            }
            None => self.ended.map_or(Ok(None), Err),
        }
    }

    /// Whether [`Stream::next_frame`] has something to give.
    #[must_use]
    pub fn has_frame(&self, limit: usize) -> bool {
        self.ended.is_some() || !matches!(self.input.peek(limit), Ok(Decoded::Incomplete { .. }))
    }

    /// Gives up writing, after it has failed. `true` when there are complete
    /// frames that had arrived before: they can still be taken, up to the end
    /// that reading finds behind them.
    pub fn break_off(&mut self, limit: usize) -> bool {
        if !self.broken {
            self.loss = self.lost();
            self.broken = true;
            // whatever the error was: reading comes to an end
            let _ = shutdown(&self.descriptor, Shutdown::Both);
        }
        self.fill(limit);
        matches!(self.input.peek(limit), Ok(Decoded::Frame { .. }))
    }

    /// Number of complete frames that have not been taken.
    #[must_use]
    pub fn waiting_frames(&self) -> usize {
        self.input.complete_frames()
    }

    /// Whether the gateway has kept the connection open, and its host is
    /// there, as far as the system knows.
    /// One system call, and at most every 100 ms a second one when something
    /// has been written; none when it was read less than 100 microseconds ago.
    pub fn is_alive(&mut self) -> bool {
        if self.is_foreign() || self.broken || self.ended.is_some() {
            return false;
        }
        let now = Instant::now();
        if now.saturating_duration_since(self.last_read) < FRESH {
            return true;
        }
        if self.trail.is_look_due(now) && self.has_vanished(now) {
            return false;
        }
        self.checked = CoarseInstant::now();
        self.checked_at = now;
        let mut fds = [PollFd::new(&self.descriptor, PollFlags::RDHUP)];
        let at_once = Timespec {
            tv_sec: 0,
            tv_nsec: 0,
        };
        match poll(&mut fds, Some(&at_once)) {
            Ok(0) | Err(Errno::INTR) => true,
            Ok(_) | Err(_) => false,
        }
    }

    /// As [`Stream::is_alive`], for one that has just been read: asks the
    /// system only when that is longer ago than some milliseconds.
    pub fn is_still_alive(&mut self) -> bool {
        self.checked.elapsed() < RECENT || self.is_alive()
    }

    /// Writes frames as far as the socket takes them, the rest waits.
    ///
    /// # Errors
    /// [`Unsent`] with [`WriteError::Full`] when more than `mark` bytes would
    /// wait; nothing is written then. With [`WriteError::Io`]: the connection
    /// is lost, and with it what waited before.
    pub fn write(&mut self, frames: &[OutFrame<'_>], mark: usize) -> Result<(), Unsent> {
        self.admit(frames, mark)?;
        let now = Instant::now();
        let fd = self.descriptor.as_fd();
        let result = if self.output.is_empty() {
            let closely = now.saturating_duration_since(self.last_write) < FRESH;
            self.last_write = now;
            self.trail.burst.follows(closely);
            let flags = self.trail.burst.flags(frames);
            self.output.write_through(fd, frames, flags)
        } else {
            self.output.write_behind(fd, frames)
        };
        if result.is_ok() && self.output.is_empty() {
            self.trail.burst.given(fd);
            self.note_success();
        }
        self.note_written(now);
        result.map_err(|(errno, taken)| Unsent {
            error: WriteError::Io(errno.into()),
            taken,
        })
    }

    /// Corks frames: puts them behind those that wait, and writes only when
    /// many bytes wait. The caller calls [`Stream::flush`] soon.
    ///
    /// # Errors
    /// As [`Stream::write`].
    pub fn cork(&mut self, frames: &[OutFrame<'_>], mark: usize) -> Result<(), Unsent> {
        let size: usize = frames.iter().map(OutFrame::size).sum();
        if self.output.len().saturating_add(size) > CORK {
            return self.write(frames, mark);
        }
        self.admit(frames, mark)?;
        self.output.push(frames);
        Ok(())
    }

    fn admit(&self, frames: &[OutFrame<'_>], mark: usize) -> Result<(), Unsent> {
        let refused = |error| Err(Unsent { error, taken: 0 });
        if self.is_foreign() {
            return refused(WriteError::Foreign);
        }
        if self.broken {
            return refused(WriteError::Closed);
        }
        let waiting = self.output.len();
        let size = frames.iter().map(OutFrame::size).sum();
        if waiting > 0 && waiting.saturating_add(size) > mark {
            return refused(WriteError::Full {
                size,
                waiting,
                mark,
            });
        }
        if let Some(open) = &self.open {
            open.counters().sent(frames.len(), size);
        }
        Ok(())
    }

    /// Writes what waits, as far as the socket takes it. `true` when nothing
    /// waits any more.
    ///
    /// # Errors
    /// [`WriteError::Io`]: the connection is lost, and with it what waits.
    pub fn flush(&mut self) -> Result<bool, WriteError> {
        if self.is_foreign() {
            return Err(WriteError::Foreign);
        }
        if self.output.is_empty() {
            return Ok(true);
        }
        if self.broken {
            return Err(WriteError::Closed);
        }
        let result = self.output.write(self.descriptor.as_fd());
        self.note_written(Instant::now());
        result.map_err(|errno| WriteError::Io(errno.into()))?;
        Ok(self.output.is_empty())
    }

    #[inline]
    fn note_written(&mut self, now: Instant) {
        let frames = self.output.take_completed();
        if frames > 0 {
            let frames = self.questions.wrote(frames);
            self.trail.wrote(now, frames);
        }
    }

    /// Waits until everything is written.
    ///
    /// # Errors
    /// [`WriteError`] with the rest still waiting.
    pub fn drain(&mut self, deadline: Deadline, hook: &mut dyn Hook) -> Result<(), WriteError> {
        while !self.flush()? {
            self.wait_for(PollFlags::OUT, deadline, hook)
                .map_err(|error| match error {
                    None => WriteError::TimedOut {
                        after: deadline.given(),
                    },
                    Some(WaitError::Stopped) => WriteError::Stopped,
                    Some(WaitError::Forked) => WriteError::Foreign,
                    Some(WaitError::Io(errno)) => WriteError::Io(errno.into()),
                })?;
        }
        Ok(())
    }

    /// Waits until there is something to be read, or what waits can be
    /// written. `false` when the deadline has passed first.
    ///
    /// # Errors
    /// [`ReadError`] when waiting failed or the hook ended it.
    pub fn wait_ready(
        &mut self,
        deadline: Deadline,
        hook: &mut dyn Hook,
    ) -> Result<bool, ReadError> {
        let mut flags = PollFlags::IN;
        flags.set(PollFlags::OUT, !self.output.is_empty());
        match self.wait_for(flags, deadline, hook) {
            Ok(()) => Ok(true),
            Err(None) => Ok(false),
            Err(Some(WaitError::Stopped)) => Err(ReadError::Stopped),
            Err(Some(WaitError::Forked)) => Err(ReadError::Foreign),
            Err(Some(WaitError::Io(errno))) => Err(ReadError::Io(errno.into())),
        }
    }

    fn wait_for(
        &self,
        flags: PollFlags,
        deadline: Deadline,
        hook: &mut dyn Hook,
    ) -> Result<(), Option<WaitError>> {
        let mut fds = [Awaited::new(&self.descriptor, flags)];
        match wait(&mut fds, deadline, hook) {
            Ok(Woken::Ready) => Ok(()),
            Ok(Woken::TimedOut) => Err(None),
            Err(error) => Err(Some(error)),
        }
    }

    /// Bytes that have gone either way, and those that wait, here or in the system.
    #[must_use]
    pub fn bytes(&self) -> Bytes {
        let bytes = Bytes::of(self.descriptor.as_fd());
        let here = |size: usize| u64::try_from(size).unwrap_or(u64::MAX);
        Bytes {
            unread: bytes.unread + here(self.input.unread().len()),
            unacknowledged: bytes.unacknowledged + here(self.output.len()),
            ..bytes
        }
    }

    /// Bytes that wait to be written.
    #[must_use]
    pub fn unwritten(&self) -> usize {
        self.output.len()
    }

    /// Frames that are not written to their last byte.
    #[must_use]
    pub fn unwritten_frames(&self) -> usize {
        self.output.waiting_frames()
    }
}

impl From<Connection> for Stream {
    /// Makes a stream of a connection on which the gateway has answered the
    /// registration.
    fn from(mut connection: Connection) -> Self {
        let trail = connection.take_trail();
        let (descriptor, unread) = connection.release();
        Self {
            trail,
            ..Self::new(descriptor, unread)
        }
    }
}

impl AsFd for Stream {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.descriptor.as_fd()
    }
}
