//! Frames on one connection, and the answer to them: what is written and read without ever waiting.

use crate::connection::Connection;
use crate::error::{ExchangeError, ReadError, Sent, WriteError};
use crate::input::{Filled, Input};
use crate::outgoing::{OutFrame, Progress, AT_ONCE};
use netsvr_wire::{decode, Command, Decoded, Frame, HEADER_SIZE, LENGTH_SIZE};
use rustix::event::PollFlags;
use std::os::fd::AsFd;

/// Frames, and how far they have come.
#[derive(Debug)]
pub(crate) struct Steps<'a> {
    frames: &'a [OutFrame<'a>],
    /// The answer that is still to come.
    expect: Option<Command>,
    request: bool,
    progress: Progress,
    written: bool,
}

impl<'a> Steps<'a> {
    pub const fn new(frames: &'a [OutFrame<'a>], expect: Option<Command>) -> Self {
        Self {
            frames,
            expect,
            request: expect.is_some(),
            progress: Progress::new(),
            written: false,
        }
    }

    /// From the beginning, for another connection. An answer that had come is asked for again.
    pub fn start_over(&mut self, expect: Option<Command>) {
        *self = Self::new(self.frames, expect);
    }

    pub const fn is_request(&self) -> bool {
        self.request
    }

    pub const fn is_written(&self) -> bool {
        self.written
    }

    /// What has been written.
    pub const fn sent(&self) -> Sent {
        Sent {
            frames: self.progress.frames,
            bytes: self.progress.bytes,
        }
    }

    /// What has to happen on the socket to go on.
    pub fn interest(&self) -> PollFlags {
        let mut flags = PollFlags::empty();
        if !self.written {
            flags |= PollFlags::OUT;
        }
        if self.expect.is_some() {
            flags |= PollFlags::IN;
        }
        flags
    }

    /// Begins on a connection, and goes as far as it can. `true` when it has come to its end.
    #[inline]
    pub fn start(
        &mut self,
        connection: &mut Connection,
        limit: usize,
    ) -> Result<bool, ExchangeError> {
        connection.start(self.request)?;
        self.advance(connection, PollFlags::OUT, limit)
    }

    /// Goes as far as it can. `ready` is what the socket is known to be ready for. `true` when it has come to its end:
    /// the connection can be used again.
    #[inline]
    pub fn advance(
        &mut self,
        connection: &mut Connection,
        ready: PollFlags,
        limit: usize,
    ) -> Result<bool, ExchangeError> {
        // Reading comes first: a gateway that waits for its answer to be read
        // does not read itself, and one that has closed says so here.
        if ready.intersects(!PollFlags::OUT) {
            if let Some(expected) = self.expect {
                self.read(connection, expected, limit)?;
            }
        }
        if !self.written && ready.intersects(!PollFlags::IN) {
            let flags = if self.request {
                AT_ONCE
            } else {
                connection.one_way_flags(self.frames)
            };
            self.written = self
                .progress
                .write(connection.as_fd(), self.frames, flags)
                .map_err(|errno| WriteError::Io(errno.into()))?;
        }
        if !self.written || self.expect.is_some() {
            return Ok(false);
        }
        self.count(connection);
        if self.request {
            connection.finish();
        } else {
            connection.finish_one_way(self.progress.frames);
        }
        Ok(true)
    }

    fn read(
        &mut self,
        connection: &mut Connection,
        expected: Command,
        limit: usize,
    ) -> Result<(), ReadError> {
        let mut more = true;
        loop {
            let needed = match check(connection.input(), expected, limit)? {
                Decoded::Incomplete { needed } => needed,
                Decoded::Frame { consumed, .. } => {
                    connection.take(consumed);
                    self.expect = None;
                    return Ok(());
                }
            };
            if !more {
                return Ok(());
            }
            more = connection.fill(needed)? == Filled::Some { full: true };
        }
    }

    /// Gives the connection up.
    pub fn fail(&self, connection: &mut Connection, error: ExchangeError) {
        log::warn!("the exchange with {} failed: {error}", connection.peer());
        self.count(connection);
        if let Some(counters) = connection.counters() {
            counters.exchange_failed();
        }
        connection.poison();
    }

    /// Counts what has been written and how long it took, once at the end.
    fn count(&self, connection: &mut Connection) {
        if self.request {
            connection.count_request();
        }
        if let Some(counters) = connection.counters() {
            counters.sent(self.progress.frames, self.progress.bytes);
        }
        log::trace!(
            "{} frames of {} bytes in all went to {}",
            self.progress.frames,
            self.progress.bytes,
            connection.peer()
        );
    }
}

/// Looks at what was read of an answer. Bytes that must not be there are an
/// error as soon as they show, not after megabytes of them.
fn check(input: &Input, expected: Command, limit: usize) -> Result<Decoded<'_>, ReadError> {
    let unread = input.unread();
    let decoded = decode(unread, limit)?;
    let command = match decoded {
        Decoded::Frame { frame, .. } => Some(frame.command().unwrap_or_default()),
        Decoded::Incomplete { needed } if needed < HEADER_SIZE => {
            (unread.len() >= LENGTH_SIZE).then_some(0)
        }
        Decoded::Incomplete { .. } => unread
            .get(LENGTH_SIZE..)
            .and_then(|payload| Frame { payload }.command()),
    };
    match (command, decoded) {
        (Some(actual), _) if actual != expected.as_u32() => Err(ReadError::UnexpectedCommand {
            expected: expected.as_u32(),
            actual,
        }),
        (_, Decoded::Frame { consumed, .. }) if consumed < unread.len() => {
            Err(ReadError::Unsolicited {
                bytes: unread.len() - consumed,
            })
        }
        _ => Ok(decoded),
    }
}
