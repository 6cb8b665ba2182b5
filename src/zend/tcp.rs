//! What the system knows of a TCP connection.
use std::os::fd::{AsRawFd, BorrowedFd};

/// Bytes of a connection since it was made.
#[derive(Clone, Copy, Default)]
pub struct Bytes {
    /// Arrived, and those of them that nobody has read.
    pub received: u64,
    pub unread: u64,
    /// Written, and those of them that the other side has not confirmed.
    pub written: u64,
    pub unconfirmed: u64,
}

impl Bytes {
    /// Zeros where the system does not say: for a socket of another kind, for example.
    pub fn of(socket: BorrowedFd<'_>) -> Self {
        let Some(info) = info(socket) else {
            return Self::default();
        };
        let sent = info.tcpi_bytes_sent.saturating_sub(info.tcpi_bytes_retrans);
        Self {
            received: info.tcpi_bytes_received,
            unread: queue(socket, libc::FIONREAD),
            written: sent + u64::from(info.tcpi_notsent_bytes),
            unconfirmed: queue(socket, libc::TIOCOUTQ),
        }
    }
}

fn info(socket: BorrowedFd<'_>) -> Option<libc::tcp_info> {
    // SAFETY: a plain structure, all of whose bit patterns are valid.
    let mut info: libc::tcp_info = unsafe { std::mem::zeroed() };
    let mut size = libc::socklen_t::try_from(size_of::<libc::tcp_info>()).ok()?;
    // SAFETY: the system writes no more than `size` bytes; an older one writes fewer, and zeros stay.
    let status = unsafe {
        libc::getsockopt(
            socket.as_raw_fd(),
            libc::IPPROTO_TCP,
            libc::TCP_INFO,
            (&raw mut info).cast(),
            &raw mut size,
        )
    };
    (status == 0).then_some(info)
}

fn queue(socket: BorrowedFd<'_>, which: libc::Ioctl) -> u64 {
    let mut bytes: libc::c_int = 0;
    // SAFETY: both of these requests write one int.
    let status = unsafe { libc::ioctl(socket.as_raw_fd(), which, &raw mut bytes) };
    if status == 0 {
        u64::try_from(bytes).unwrap_or(0)
    } else {
        0
    }
}
