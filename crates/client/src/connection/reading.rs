//! Reading from a connection: whole frames, or a number of bytes.

use super::Connection;
use crate::awaited::Awaited;
use crate::deadline::Deadline;
use crate::error::ReadError;
use crate::hook::Hook;
use crate::input::Filled;
use crate::wait::{wait, WaitError, Woken};
use netsvr_wire::{Decoded, FrameError};
use rustix::event::PollFlags;
use std::os::fd::AsFd;

impl Connection {
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

    /// Makes the next `size` bytes that were read, a whole frame, the answer.
    pub(crate) fn take(&mut self, size: usize) {
        self.input.take(size);
        self.trail.answered();
        if let Some(counters) = self.counters() {
            counters.received(1, size);
            counters.prove_by(|| self.input.frame().command());
        }
    }
}

impl From<FrameError> for ReadError {
    fn from(error: FrameError) -> Self {
        match error {
            FrameError::TooLong { length, limit } => Self::TooLong { length, limit },
        }
    }
}
