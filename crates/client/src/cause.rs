//! Why a message failed, in the few kinds that an alert tells apart.

use crate::error::{ConnectError, ExchangeError, ReadError, WriteError};
use rustix::io::Errno;

/// Why a message, one-way or question, did not do what it was sent for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cause {
    /// Nobody listens at the gateway's address.
    Refused,
    /// No connection, no room to write or no answer in time.
    TimedOut,
    /// The gateway was not dialled, because it is in backoff.
    Paused,
    /// The connection ended.
    Closed,
    /// A message above the gateway's limit, or an answer above ours.
    TooLarge,
    /// No gateway of the client's address is configured.
    UnknownGateway,
    /// The gateway does not read, and enough waits for it.
    BufferFull,
    /// Anything else: a name that is not resolved, a host that is not reached, an answer out of step, a signal.
    Other,
}

impl Cause {
    /// All of them, in the order of their figures.
    pub const ALL: [Self; 8] = [
        Self::Refused,
        Self::TimedOut,
        Self::Paused,
        Self::Closed,
        Self::TooLarge,
        Self::UnknownGateway,
        Self::BufferFull,
        Self::Other,
    ];

    /// As the value of a label.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Refused => "refused",
            Self::TimedOut => "timed_out",
            Self::Paused => "paused",
            Self::Closed => "closed",
            Self::TooLarge => "too_large",
            Self::UnknownGateway => "unknown_gateway",
            Self::BufferFull => "buffer_full",
            Self::Other => "other",
        }
    }
}

impl From<&ConnectError> for Cause {
    fn from(error: &ConnectError) -> Self {
        if error.is_refused() {
            Self::Refused
        } else if error.is_timeout() {
            Self::TimedOut
        } else {
            Self::Other
        }
    }
}

impl From<&ExchangeError> for Cause {
    fn from(error: &ExchangeError) -> Self {
        match error {
            _ if error.errno() == Some(Errno::TIMEDOUT.raw_os_error()) => Self::TimedOut,
            ExchangeError::Write(WriteError::Full { .. }) => Self::BufferFull,
            ExchangeError::Write(WriteError::Closed | WriteError::Poisoned | WriteError::Io(_))
            | ExchangeError::Read(
                ReadError::Closed { .. } | ReadError::Poisoned | ReadError::Io(_),
            ) => Self::Closed,
            ExchangeError::Read(ReadError::TooLong { .. }) => Self::TooLarge,
            _ => Self::Other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::{Ipv4Addr, SocketAddrV4};
    use std::time::Duration;

    #[test]
    fn causes_stand_where_their_figures_are() {
        for (place, cause) in Cause::ALL.into_iter().enumerate() {
            assert_eq!(cause as usize, place);
        }
    }

    #[test]
    fn errors_have_causes() {
        let addr = SocketAddrV4::new(Ipv4Addr::LOCALHOST, 1);
        let after = Duration::from_secs(1);
        let dial = |errno: Errno| {
            let os = errno.into();
            Cause::from(&ConnectError::Io { addr, os })
        };
        assert_eq!(dial(Errno::CONNREFUSED), Cause::Refused);
        assert_eq!(dial(Errno::HOSTUNREACH), Cause::Other);
        assert_eq!(
            Cause::from(&ConnectError::TimedOut { addr, after }),
            Cause::TimedOut
        );
        let write = |error: WriteError| Cause::from(&ExchangeError::from(error));
        let read = |error: ReadError| Cause::from(&ExchangeError::from(error));
        assert_eq!(write(WriteError::TimedOut { after }), Cause::TimedOut);
        assert_eq!(write(WriteError::Io(Errno::PIPE.into())), Cause::Closed);
        assert_eq!(
            write(WriteError::Io(Errno::TIMEDOUT.into())),
            Cause::TimedOut
        );
        let (size, waiting, mark) = (1, 2, 3);
        assert_eq!(
            write(WriteError::Full {
                size,
                waiting,
                mark
            }),
            Cause::BufferFull
        );
        assert_eq!(read(ReadError::Closed { received: 0 }), Cause::Closed);
        let (length, limit) = (9, 8);
        assert_eq!(read(ReadError::TooLong { length, limit }), Cause::TooLarge);
        assert_eq!(read(ReadError::Unsolicited { bytes: 1 }), Cause::Other);
    }
}
