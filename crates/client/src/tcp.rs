//! What the system knows of a TCP connection: whether the other side's system still acknowledges what is sent.
#![allow(unsafe_code)]

use rustix::io::ioctl_fionread;
use std::mem::{offset_of, MaybeUninit};
use std::os::fd::{AsRawFd, BorrowedFd, RawFd};
use std::time::Duration;

/// Times that unacknowledged bytes have been sent again before their receiver may count as gone: one that is alive has
/// had several chances to acknowledge them then.
const RETRANSMITTED: u8 = 3;
/// The state of a connection that has been reset; that of one that the other side has closed is another one.
const CLOSED: u8 = 7;

/// A connection at one moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Look {
    /// Segments on their way that have not been acknowledged.
    unacknowledged: u32,
    /// It is over: neither side sends any more.
    is_closed: bool,
    /// How often they have been sent again since the last acknowledgement.
    retransmits: u8,
    /// Time since the last acknowledgement, the one that came with the end of the connection among them.
    pub since_heard: Duration,
}

impl Look {
    /// `None` where the system does not say: what is no TCP connection, and emulators that know only a part of it.
    pub fn at(socket: BorrowedFd<'_>) -> Option<Self> {
        let (info, filled) = info(socket)?;
        Self::of(&info, filled)
    }

    /// From so many bytes that the system has filled in.
    fn of(info: &libc::tcp_info, filled: usize) -> Option<Self> {
        const LAST: usize = offset_of!(libc::tcp_info, tcpi_last_ack_recv);
        (filled >= LAST + size_of::<u32>()).then(|| Self {
            unacknowledged: info.tcpi_unacked,
            is_closed: info.tcpi_state == CLOSED,
            retransmits: info.tcpi_retransmits,
            since_heard: Duration::from_millis(info.tcpi_last_ack_recv.into()),
        })
    }

    /// Everything that was sent has been acknowledged. When a connection has been reset, its system has thrown away what it
    /// had to send again: that none of it waits is no evidence then.
    pub const fn is_acknowledged(&self) -> bool {
        self.unacknowledged == 0 && !self.is_closed
    }

    /// The other side's system has reset it.
    pub const fn is_broken_off(&self) -> bool {
        self.is_closed
    }

    /// The other side is gone without a word: bytes wait for its acknowledgement, have been sent again and again, and
    /// nothing has been heard of it for longer than `patience`. The system of a process that is stopped, or slow,
    /// acknowledges.
    pub fn is_vanished(&self, patience: Duration) -> bool {
        self.unacknowledged > 0 && self.retransmits >= RETRANSMITTED && self.since_heard > patience
    }
}

/// Bytes of a connection since it was made.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Bytes {
    /// Arrived.
    pub received: u64,
    /// Of these, those that nobody has taken.
    pub unread: u64,
    /// Written.
    pub written: u64,
    /// Of these, those that the other side's system has not acknowledged.
    pub unacknowledged: u64,
}

impl Bytes {
    /// What the system knows. Zeros where it does not say.
    pub(crate) fn of(socket: BorrowedFd<'_>) -> Self {
        let Some((info, _)) = info(socket) else {
            return Self::default();
        };
        let sent = info.tcpi_bytes_sent.saturating_sub(info.tcpi_bytes_retrans);
        Self {
            received: info.tcpi_bytes_received,
            unread: ioctl_fionread(socket).unwrap_or(0),
            written: sent + u64::from(info.tcpi_notsent_bytes),
            unacknowledged: outstanding(socket),
        }
    }
}

/// And how many bytes of it the system has filled in; the others are zero.
fn info(socket: BorrowedFd<'_>) -> Option<(libc::tcp_info, usize)> {
    let mut info = MaybeUninit::<libc::tcp_info>::zeroed();
    let mut size = libc::socklen_t::try_from(size_of::<libc::tcp_info>()).ok()?;
    // SAFETY: the descriptor is open, and `info` has room for the `size` bytes that are asked for.
    let status = unsafe {
        libc::getsockopt(
            socket.as_raw_fd(),
            libc::IPPROTO_TCP,
            libc::TCP_INFO,
            info.as_mut_ptr().cast(),
            &raw mut size,
        )
    };
    // SAFETY: zeroed, and filled as far as the system knows it; any bytes are a valid `tcp_info`.
    let info = (status == 0).then(|| unsafe { info.assume_init() })?;
    Some((info, usize::try_from(size).ok()?))
}

/// Sends what the system holds back because more may come; see [`burst`](crate::burst). For connections with
/// `TCP_NODELAY`: setting it again does no more than that. What is no TCP connection holds nothing back.
pub(crate) fn push(socket: RawFd) {
    static ON: libc::c_int = 1;
    let Ok(size) = libc::socklen_t::try_from(size_of_val(&ON)) else {
        return;
    };
    // SAFETY: the system reads one int, and nothing else of this process. Of which socket, is the caller's affair.
    let _ = unsafe {
        libc::setsockopt(
            socket,
            libc::IPPROTO_TCP,
            libc::TCP_NODELAY,
            (&raw const ON).cast(),
            size,
        )
    };
}

/// Bytes that the other side's system has not acknowledged; 0 where the system does not say.
pub(crate) fn outstanding(socket: BorrowedFd<'_>) -> u64 {
    let mut bytes: libc::c_int = 0;
    // SAFETY: the descriptor is open, and the request writes one int.
    let status = unsafe { libc::ioctl(socket.as_raw_fd(), libc::TIOCOUTQ, &raw mut bytes) };
    if status == 0 {
        u64::try_from(bytes).unwrap_or(0)
    } else {
        0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Read, Write};
    use std::net::{TcpListener, TcpStream};
    use std::os::fd::AsFd;
    use std::os::unix::net::UnixStream;

    #[test]
    fn what_is_acknowledged_shows_and_what_is_no_tcp_says_nothing() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let mut near = TcpStream::connect(listener.local_addr().unwrap()).unwrap();
        let (mut far, _) = listener.accept().unwrap();
        near.write_all(b"hello").unwrap();
        far.read_exact(&mut [0; 5]).unwrap();
        let look = Look::at(near.as_fd()).unwrap();
        assert!(look.is_acknowledged() && !look.is_vanished(Duration::ZERO));
        assert_eq!(outstanding(near.as_fd()), 0);
        far.write_all(b"answer").unwrap();
        while Bytes::of(near.as_fd()).received == 0 {
            std::thread::yield_now();
        }
        let expected = Bytes {
            received: 6,
            unread: 6,
            written: 5,
            unacknowledged: 0,
        };
        assert_eq!(Bytes::of(near.as_fd()), expected);

        // an emulator that passes on the state alone does not say that all is acknowledged
        let (info, filled) = info(near.as_fd()).unwrap();
        assert!(Look::of(&info, filled).is_some());
        assert_eq!(Look::of(&info, 4), None);

        let (near, _far) = UnixStream::pair().unwrap();
        assert_eq!(Look::at(near.as_fd()), None);
        assert_eq!(Bytes::of(near.as_fd()), Bytes::default());
    }

    #[test]
    fn a_reset_acknowledges_nothing() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let mut near = TcpStream::connect(listener.local_addr().unwrap()).unwrap();
        let (far, _) = listener.accept().unwrap();
        near.set_nonblocking(true).unwrap();
        while near.write(&[0; 1 << 14]).is_ok() {}
        assert!(!Look::at(near.as_fd()).unwrap().is_acknowledged());
        // closed with bytes unread
        drop(far);
        while !Look::at(near.as_fd()).unwrap().is_broken_off() {
            std::thread::yield_now();
        }
        let look = Look::at(near.as_fd()).unwrap();
        assert!(
            outstanding(near.as_fd()) > 0 && !look.is_acknowledged(),
            "{look:?}"
        );
    }

    #[test]
    fn gone_is_who_was_sent_the_same_bytes_thrice_and_is_silent_for_long() {
        let look = |unacknowledged, retransmits, seconds| Look {
            unacknowledged,
            is_closed: false,
            retransmits,
            since_heard: Duration::from_secs(seconds),
        };
        let patience = Duration::from_secs(3);
        assert!(look(1, 3, 4).is_vanished(patience));
        assert!(!look(1, 2, 4).is_vanished(patience));
        assert!(!look(1, 3, 3).is_vanished(patience));
        assert!(!look(0, 3, 4).is_vanished(patience));
    }
}
