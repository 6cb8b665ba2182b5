//! Waiting for many connections at once, for a loop that owns them.

use crate::awaited::Awaited;
use crate::deadline::Deadline;
use crate::hook::Hook;
use crate::wait::{wait, WaitError, Woken};
use rustix::event::PollFlags;
use std::io;
use std::os::fd::BorrowedFd;
use std::time::Duration;

/// A descriptor that a loop waits for.
#[derive(Debug)]
pub struct Watch<'a> {
    fd: BorrowedFd<'a>,
    interest: PollFlags,
    ready: PollFlags,
}

impl<'a> Watch<'a> {
    /// Waits until it can be read, with `writable` also until it can be written.
    #[must_use]
    pub fn new(fd: BorrowedFd<'a>, writable: bool) -> Self {
        let mut interest = PollFlags::IN;
        if writable {
            interest |= PollFlags::OUT;
        }
        Self {
            fd,
            interest,
            ready: PollFlags::empty(),
        }
    }

    /// Waits until it can be written, and no more.
    #[must_use]
    pub const fn until_writable(fd: BorrowedFd<'a>) -> Self {
        Self {
            fd,
            interest: PollFlags::OUT,
            ready: PollFlags::empty(),
        }
    }

    /// The same for who waits by himself.
    #[must_use]
    pub const fn awaited(&self) -> Awaited<'a> {
        Awaited::from_borrowed_fd(self.fd, self.interest)
    }

    /// Something can be read, or the other side has closed.
    #[must_use]
    pub fn is_readable(&self) -> bool {
        self.ready.intersects(!PollFlags::OUT)
    }

    /// Something can be written, or the other side has closed.
    #[must_use]
    pub fn is_writable(&self) -> bool {
        self.ready.intersects(!PollFlags::IN)
    }
}

/// Waits until one of them is ready or the time has passed; not at all in a
/// child that the hook has forked. The hook is called before the wait and
/// whenever a signal interrupts it.
///
/// # Errors
/// `Interrupted` when the hook ended the wait; what the system says.
pub fn wait_for_any(
    watches: &mut [Watch<'_>],
    at_most: Duration,
    hook: &mut dyn Hook,
) -> io::Result<()> {
    let mut fds: Vec<_> = watches
        .iter()
        .map(|watch| Awaited::from_borrowed_fd(watch.fd, watch.interest))
        .collect();
    let woken = wait(&mut fds, Deadline::after(at_most), hook);
    let ready: Vec<_> = fds.iter().map(Awaited::revents).collect();
    for (watch, ready) in watches.iter_mut().zip(ready) {
        watch.ready = match woken {
            Ok(Woken::Ready) => ready,
            _ => PollFlags::empty(),
        };
    }
    match woken {
        Ok(_) | Err(WaitError::Forked) => Ok(()),
        Err(WaitError::Stopped) => Err(io::ErrorKind::Interrupted.into()),
        Err(WaitError::Io(errno)) => Err(errno.into()),
    }
}
