//! What can go wrong on the way to a gateway and back, one enum per concern.
//! Texts say what happened and with which figures; numbers and messages of
//! the operating system are at hand for whoever reports them in a form of
//! its own.

use crate::lost::{Lost, Suspicion};
use netsvr_wire::Command;
use rustix::io::Errno;
use std::fmt;
use std::net::SocketAddrV4;
use std::time::Duration;
use thiserror::Error;

/// An error number of the operating system with its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OsError(Errno);

impl OsError {
    /// That of who does not keep to the protocol.
    pub(crate) const PROTOCOL: Self = Self(Errno::PROTO);

    /// The number, e.g. 111.
    #[must_use]
    pub fn errno(self) -> i32 {
        self.0.raw_os_error()
    }

    /// Whether it says that nobody answered in time.
    #[must_use]
    pub fn is_timeout(self) -> bool {
        self.0 == Errno::TIMEDOUT
    }

    /// The error of a number.
    pub(crate) fn from_raw(errno: i32) -> Self {
        Self(Errno::from_raw_os_error(errno))
    }

    /// The text, e.g. `Connection refused`.
    #[must_use]
    pub fn message(self) -> String {
        let mut text = std::io::Error::from(self.0).to_string();
        if let Some(end) = text.rfind(" (os error ") {
            text.truncate(end);
        }
        text
    }
}

impl From<Errno> for OsError {
    fn from(errno: Errno) -> Self {
        Self(errno)
    }
}

impl fmt::Display for OsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({})", self.message(), self.errno())
    }
}

/// A gateway's address that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ResolveError {
    /// The name service, or the syntax of the address.
    #[error("the address {address:?} cannot be resolved: {message}")]
    Failed {
        /// What was to be resolved.
        address: String,
        /// Why not.
        message: String,
    },
    /// The name has addresses, but none of IPv4.
    #[error("the address {address:?} has no IPv4 address")]
    NoIpv4 {
        /// What was to be resolved.
        address: String,
    },
    /// The deadline passed.
    #[error("looking the address {address:?} up took longer than {after:?}")]
    TimedOut {
        /// What was to be resolved.
        address: String,
        /// The time that was given.
        after: Duration,
    },
    /// The hook ended the call.
    #[error("looking the address {address:?} up was stopped")]
    Stopped {
        /// What was to be resolved.
        address: String,
    },
}

impl ResolveError {
    /// Whether the hook ended the call.
    #[must_use]
    pub const fn is_stopped(&self) -> bool {
        matches!(self, Self::Stopped { .. })
    }
}

/// A connection that did not come about.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ConnectError {
    /// The operating system refused.
    #[error("connecting to {addr} failed: {os}")]
    Io {
        /// The gateway.
        addr: SocketAddrV4,
        /// Why.
        os: OsError,
    },
    /// The deadline passed.
    #[error("connecting to {addr} took longer than {after:?}")]
    TimedOut {
        /// The gateway.
        addr: SocketAddrV4,
        /// The time that was given.
        after: Duration,
    },
    /// The hook ended the call.
    #[error("connecting to {addr} was stopped")]
    Stopped {
        /// The gateway.
        addr: SocketAddrV4,
    },
}

impl ConnectError {
    /// What the operating system says, or would say, of this error.
    #[must_use]
    pub fn os_error(&self) -> OsError {
        match self {
            Self::Io { os, .. } => *os,
            Self::TimedOut { .. } => Errno::TIMEDOUT.into(),
            Self::Stopped { .. } => Errno::INTR.into(),
        }
    }

    /// The error number, e.g. 111 when refused, 110 when timed out.
    #[must_use]
    pub fn errno(&self) -> i32 {
        self.os_error().errno()
    }

    /// The error's text, e.g. `Connection refused`.
    #[must_use]
    pub fn message(&self) -> String {
        self.os_error().message()
    }

    /// Whether nobody answered in time.
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        self.os_error().is_timeout()
    }

    /// Whether nobody listens there.
    #[must_use]
    pub fn is_refused(&self) -> bool {
        self.errno() == Errno::CONNREFUSED.raw_os_error()
    }

    /// Whether the hook ended the call.
    #[must_use]
    pub const fn is_stopped(&self) -> bool {
        matches!(self, Self::Stopped { .. })
    }

    /// The time after which it was given up.
    #[must_use]
    pub const fn elapsed(&self) -> Option<Duration> {
        match self {
            Self::TimedOut { after, .. } => Some(*after),
            _ => None,
        }
    }
}

/// Frames that could not be written completely.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum WriteError {
    /// An earlier exchange failed on this connection.
    #[error("the connection had failed before")]
    Poisoned,
    /// The connection belongs to another process.
    #[error("the connection belongs to another process")]
    Foreign,
    /// Something was there to be read before a request was written.
    #[error("the other side had sent something before it was asked")]
    Unread,
    /// The gateway had closed the connection before a request was written.
    #[error("the gateway had closed the connection")]
    Closed,
    /// The operating system refused, e.g. after the gateway went away.
    #[error("writing failed: {0}")]
    Io(OsError),
    /// The deadline passed.
    #[error("writing took longer than {after:?}")]
    TimedOut {
        /// The time that was given.
        after: Duration,
    },
    /// The hook ended the call, or the exchange was never run.
    #[error("writing was stopped")]
    Stopped,
    /// The gateway takes no more, and enough waits for it. Sizes in bytes.
    #[error(
        "{waiting} bytes wait for the gateway, which is not reading; {size} more would pass the mark of {mark} bytes"
    )]
    Full {
        /// What was to be written.
        size: usize,
        /// What waits.
        waiting: usize,
        /// Most that may wait.
        mark: usize,
    },
}

/// A frame that could not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum ReadError {
    /// An earlier exchange failed on this connection.
    #[error("the connection had failed before")]
    Poisoned,
    /// The connection belongs to another process.
    #[error("the connection belongs to another process")]
    Foreign,
    /// The gateway closed the connection.
    #[error("the gateway closed the connection after {received} bytes of a frame")]
    Closed {
        /// Bytes that had arrived of the frame.
        received: usize,
    },
    /// The frame is longer than allowed; no memory was taken for it. Sizes
    /// are those of the payload in bytes.
    #[error("a frame of {length} bytes is above the limit of {limit} bytes{}", foreign(*.length))]
    TooLong {
        /// Bytes announced.
        length: usize,
        /// Most bytes allowed.
        limit: usize,
    },
    /// The answer is one to another command.
    #[error("an answer to {} was expected, one to {} arrived", named(*.expected), named(*.actual))]
    UnexpectedCommand {
        /// The request's command.
        expected: u32,
        /// The command that arrived; 0 when the frame was too short for one.
        actual: u32,
    },
    /// More than the one answer arrived.
    #[error("{bytes} bytes followed the answer")]
    Unsolicited {
        /// Bytes after the answer.
        bytes: usize,
    },
    /// The operating system refused, e.g. after the gateway went away.
    #[error("reading failed: {0}")]
    Io(OsError),
    /// The deadline passed.
    #[error("reading took longer than {after:?}")]
    TimedOut {
        /// The time that was given.
        after: Duration,
    },
    /// The hook ended the call.
    #[error("reading was stopped")]
    Stopped,
}

/// What a length that is text says: whoever answers begins with words, as a web server does.
fn foreign(length: usize) -> String {
    u32::try_from(length)
        .map(u32::to_be_bytes)
        .ok()
        .filter(|bytes| bytes.iter().all(|byte| matches!(byte, b' '..=b'~')))
        .map(|bytes| {
            format!(
                "; these four bytes are the text \"{}\": no worker port of a netsvr gateway answers so",
                String::from_utf8_lossy(&bytes)
            )
        })
        .unwrap_or_default()
}

fn named(command: u32) -> String {
    Command::from_u32(command).map_or_else(
        || command.to_string(),
        |known| format!("{} ({command})", known.name()),
    )
}

/// Which half of an exchange failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum ExchangeError {
    /// The frames were not written completely.
    #[error(transparent)]
    Write(#[from] WriteError),
    /// The answer did not come as it should.
    #[error(transparent)]
    Read(#[from] ReadError),
}

impl ExchangeError {
    /// What the operating system says, or would say, of this error; `None`
    /// when it has no part in it.
    #[must_use]
    pub fn os_error(&self) -> Option<OsError> {
        match self {
            Self::Write(WriteError::Io(error)) | Self::Read(ReadError::Io(error)) => Some(*error),
            Self::Write(WriteError::TimedOut { .. }) | Self::Read(ReadError::TimedOut { .. }) => {
                Some(Errno::TIMEDOUT.into())
            }
            Self::Write(WriteError::Closed) => Some(Errno::PIPE.into()),
            Self::Write(WriteError::Stopped) | Self::Read(ReadError::Stopped) => {
                Some(Errno::INTR.into())
            }
            _ => None,
        }
    }

    /// The error number, as [`os_error`](Self::os_error).
    #[must_use]
    pub fn errno(&self) -> Option<i32> {
        self.os_error().map(OsError::errno)
    }

    /// Whether a frame was announced that is longer than one may be, and whose length is no text.
    #[must_use]
    pub fn is_about_the_length(&self) -> bool {
        matches!(self, Self::Read(ReadError::TooLong { length, .. }) if foreign(*length).is_empty())
    }

    /// Whether the deadline passed.
    #[must_use]
    pub const fn is_timeout(&self) -> bool {
        matches!(
            self,
            Self::Write(WriteError::TimedOut { .. }) | Self::Read(ReadError::TimedOut { .. })
        )
    }

    /// Whether the hook ended the call.
    #[must_use]
    pub const fn is_stopped(&self) -> bool {
        matches!(
            self,
            Self::Write(WriteError::Stopped) | Self::Read(ReadError::Stopped)
        )
    }

    /// The time after which it was given up.
    #[must_use]
    pub const fn elapsed(&self) -> Option<Duration> {
        match self {
            Self::Write(WriteError::TimedOut { after })
            | Self::Read(ReadError::TimedOut { after }) => Some(*after),
            _ => None,
        }
    }

    /// The size of what was too large, or had arrived by then.
    #[must_use]
    pub const fn bytes(&self) -> Option<usize> {
        match self {
            Self::Write(WriteError::Full { size, .. }) => Some(*size),
            Self::Read(
                ReadError::Closed { received: bytes }
                | ReadError::TooLong { length: bytes, .. }
                | ReadError::Unsolicited { bytes },
            ) => Some(*bytes),
            _ => None,
        }
    }
}

/// How much of an exchange's frames had been handed to the operating system
/// when it failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sent {
    /// Frames written to their last byte. The gateway may have taken them:
    /// they must not be written again if that would do harm. All frames
    /// after them cannot have been taken.
    pub frames: usize,
    /// Bytes written, of those frames and of the one after them.
    pub bytes: usize,
}

impl Sent {
    /// Whether not a single byte was written.
    #[must_use]
    pub const fn is_nothing(&self) -> bool {
        self.bytes == 0
    }
}

/// An exchange that failed. Its connection must not be used again.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{error}")]
pub struct Failure {
    /// Why.
    #[source]
    pub error: ExchangeError,
    /// What had been written by then.
    pub sent: Sent,
    /// How the connection came to its end, where that is why, and what may be lost beside these frames.
    pub lost: Option<Box<Lost>>,
}

impl Failure {
    /// Whether the way in which the connection has ended shows that no gateway is there.
    #[must_use]
    pub fn shows_no_gateway(&self) -> bool {
        self.lost
            .as_ref()
            .is_some_and(|lost| lost.suspicion == Suspicion::Wrong)
    }

    /// Whether the same may be tried on a fresh connection: the gateway cannot have taken what would be written again,
    /// or it is a request, which changes nothing. `reused`: the connection had been there before this call, and may
    /// have gone stale unnoticed.
    #[must_use]
    pub const fn may_be_repeated(&self, reused: bool) -> bool {
        match self.error {
            ExchangeError::Write(WriteError::Closed | WriteError::Unread | WriteError::Foreign) => {
                self.sent.is_nothing()
            }
            // frames written to their last byte may have been taken, or be lost: not for us to say
            ExchangeError::Write(WriteError::Io(_)) => reused && self.sent.frames == 0,
            ExchangeError::Read(ReadError::Closed { received: 0 } | ReadError::Io(_)) => reused,
            // a signal's handler has forked, and this is the child: the answer is its parent's
            ExchangeError::Read(ReadError::Foreign) => true,
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests;
