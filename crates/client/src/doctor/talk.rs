//! Talks with whatever listens at an address: says some bytes and hears what comes back. Any number of talks go on side
//! by side, each on a connection of its own. Knows nothing of what is said.
//!
//! Nothing of it counts: a talk leaves no backoff, no figures and no connection behind.

use crate::awaited::Awaited;
use crate::deadline::Deadline;
use crate::dial::Attempt;
use crate::error::{ConnectError, OsError};
use crate::hook::Hook;
use crate::outgoing::AT_ONCE;
use crate::wait::{wait, WaitError, Woken};
use rustix::event::PollFlags;
use rustix::io::Errno;
use rustix::net::{recv, send, RecvFlags};
use std::net::SocketAddrV4;
use std::os::fd::OwnedFd;
use std::time::Duration;

/// Bytes that are kept of what is heard, unless all are wanted; what follows is counted.
const KEPT: usize = 16 * 1024;
/// Bytes that are kept at most.
const MOST_KEPT: usize = 16 << 20;

/// How a talk, or a part of it, has ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum End {
    /// Enough was heard. The connection is there for more.
    Enough,
    /// The other side has closed the connection.
    Closed,
    /// The connection has broken.
    Broken(OsError),
    /// The time was over.
    Silent,
    /// There is no connection.
    Unreached(ConnectError),
    /// The caller's hook has ended it.
    Stopped,
}

/// What was heard.
#[derive(Debug, Default)]
pub(super) struct Heard {
    /// The first bytes.
    pub bytes: Vec<u8>,
    /// All that came.
    pub total: usize,
}

/// Whether enough was heard.
pub(super) type Enough = fn(&Heard) -> bool;

#[derive(Debug)]
enum Line {
    Dialling(Attempt),
    On(OwnedFd),
    Down,
}

/// One talk.
#[derive(Debug)]
pub(super) struct Talk {
    line: Line,
    say: Vec<u8>,
    said: usize,
    heard: Heard,
    kept: usize,
    enough: Enough,
    end: Option<End>,
    deadline: Deadline,
}

impl Talk {
    /// Begins: dials, and is to say something. Ends by `time`, the dial included.
    pub fn begin(address: SocketAddrV4, say: Vec<u8>, enough: Enough, time: Duration) -> Self {
        let deadline = Deadline::after(time);
        Self {
            line: Line::Dialling(Attempt::start(address, deadline)),
            say,
            said: 0,
            heard: Heard::default(),
            kept: KEPT,
            enough,
            end: None,
            deadline,
        }
    }

    /// Keeps all that is heard.
    pub fn keeping_all(mut self) -> Self {
        self.kept = MOST_KEPT;
        self
    }

    /// Goes on after [`End::Enough`] or [`End::Silent`], if there is a connection: is to say more, and to listen until then.
    /// The first `used` bytes that were heard are forgotten.
    pub fn go_on(&mut self, say: Vec<u8>, used: usize, enough: Enough, time: Duration) {
        let rest = self.heard.bytes.split_off(used.min(self.heard.bytes.len()));
        self.heard = Heard {
            total: rest.len(),
            bytes: rest,
        };
        if !matches!(self.line, Line::On(_)) {
            return;
        }
        self.say = say;
        self.said = 0;
        self.enough = enough;
        self.deadline = Deadline::after(time);
        self.end = None;
    }

    /// What was heard, and how it ended.
    pub fn result(&self) -> (&Heard, &End) {
        (&self.heard, self.end.as_ref().unwrap_or(&End::Stopped))
    }

    fn is_on(&self) -> bool {
        self.end.is_none()
    }

    fn awaited(&self) -> Option<Awaited<'_>> {
        match &self.line {
            _ if !self.is_on() => None,
            Line::Dialling(attempt) => attempt
                .as_fd()
                .map(|fd| Awaited::from_borrowed_fd(fd, PollFlags::OUT)),
            Line::On(socket) if self.said < self.say.len() => {
                Some(Awaited::new(socket, PollFlags::IN | PollFlags::OUT))
            }
            Line::On(socket) => Some(Awaited::new(socket, PollFlags::IN)),
            Line::Down => None,
        }
    }

    /// Goes as far as it can without waiting.
    fn advance(&mut self) {
        if !self.is_on() {
            return;
        }
        self.dial();
        let ended = match &self.line {
            Line::On(socket) => talk(
                socket,
                &self.say,
                &mut self.said,
                &mut self.heard,
                self.kept,
                self.enough,
            ),
            Line::Dialling(_) | Line::Down => return,
        };
        match ended {
            Some(end) => self.finish(end),
            None if self.deadline.expired() => self.finish(End::Silent),
            None => {}
        }
    }

    fn dial(&mut self) {
        self.line = match std::mem::replace(&mut self.line, Line::Down) {
            Line::Dialling(mut attempt) => {
                if attempt.advance() {
                    match attempt.into_result() {
                        Ok(connection) => Line::On(connection.release().0),
                        Err(error) => {
                            self.finish(End::Unreached(error));
                            Line::Down
                        }
                    }
                } else {
                    Line::Dialling(attempt)
                }
            }
            other => other,
        };
    }

    fn finish(&mut self, end: End) {
        if !matches!(end, End::Enough | End::Silent) {
            self.line = Line::Down;
        }
        self.end = Some(end);
    }
}

/// Says and hears what can be said and heard now. Gives how the talk has ended, if it has.
fn talk(
    socket: &OwnedFd,
    say: &[u8],
    said: &mut usize,
    heard: &mut Heard,
    kept: usize,
    enough: Enough,
) -> Option<End> {
    while let Some(rest) = say.get(*said..).filter(|rest| !rest.is_empty()) {
        match send(socket, rest, AT_ONCE) {
            Ok(count) => *said += count,
            Err(Errno::AGAIN | Errno::INTR) => break,
            // the other side may have said why before
            Err(_) => *said = say.len(),
        }
    }
    if enough(heard) {
        return Some(End::Enough);
    }
    let mut chunk = [0; KEPT];
    loop {
        match recv(socket, &mut chunk, RecvFlags::DONTWAIT) {
            // who closes with bytes unread resets
            Ok((_, 0)) | Err(Errno::CONNRESET | Errno::PIPE) => return Some(End::Closed),
            Ok((_, count)) => {
                let room = kept.saturating_sub(heard.bytes.len()).min(count);
                let kept = chunk.get(..room).unwrap_or_default();
                heard.bytes.extend_from_slice(kept);
                heard.total += count;
                if enough(heard) {
                    return Some(End::Enough);
                }
            }
            Err(Errno::AGAIN) => return None,
            Err(Errno::INTR) => {}
            Err(errno) => return Some(End::Broken(errno.into())),
        }
    }
}

/// Runs talks side by side to their ends.
pub(super) fn run(talks: &mut [&mut Talk], hook: &mut dyn Hook) {
    loop {
        for talk in &mut *talks {
            talk.advance();
        }
        let next = talks
            .iter()
            .filter(|talk| talk.is_on())
            .min_by_key(|talk| talk.deadline.remaining());
        let Some(deadline) = next.map(|talk| talk.deadline) else {
            return;
        };
        let mut fds: Vec<_> = talks.iter().filter_map(|talk| talk.awaited()).collect();
        let end = match wait(&mut fds, deadline, hook) {
            Ok(Woken::Ready | Woken::TimedOut) => continue,
            Err(WaitError::Io(errno)) => End::Broken(errno.into()),
            Err(WaitError::Stopped | WaitError::Forked) => End::Stopped,
        };
        for talk in talks.iter_mut().filter(|talk| talk.is_on()) {
            talk.finish(end.clone());
        }
        return;
    }
}
