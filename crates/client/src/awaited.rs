//! Descriptors that are waited for, by whoever waits.

use rustix::event::{epoll, PollFd, PollFlags};
use rustix::io::Errno;
use std::io;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};

/// A descriptor that is waited for, and what for.
#[derive(Debug, Clone)]
pub struct Awaited<'a> {
    fd: BorrowedFd<'a>,
    interest: PollFlags,
    ready: PollFlags,
}

impl<'a> Awaited<'a> {
    pub(crate) fn new<Fd: AsFd>(fd: &'a Fd, interest: PollFlags) -> Self {
        Self::from_borrowed_fd(fd.as_fd(), interest)
    }

    pub(crate) const fn from_borrowed_fd(fd: BorrowedFd<'a>, interest: PollFlags) -> Self {
        Self {
            fd,
            interest,
            ready: PollFlags::empty(),
        }
    }

    /// Until it can be read.
    #[must_use]
    pub const fn readable(fd: BorrowedFd<'a>) -> Self {
        Self::from_borrowed_fd(fd, PollFlags::IN)
    }

    /// What has happened.
    pub(crate) const fn revents(&self) -> PollFlags {
        self.ready
    }

    pub(crate) fn set_ready(&mut self, ready: PollFlags) {
        self.ready = ready;
    }

    pub(crate) fn poll_fd(&self) -> PollFd<'a> {
        PollFd::from_borrowed_fd(self.fd, self.interest)
    }

    /// The descriptor itself.
    #[must_use]
    pub const fn descriptor(&self) -> BorrowedFd<'a> {
        self.fd
    }

    /// Until it can be read.
    #[must_use]
    pub const fn reading(&self) -> bool {
        self.interest.contains(PollFlags::IN)
    }

    /// Until it can be written.
    #[must_use]
    pub const fn writing(&self) -> bool {
        self.interest.contains(PollFlags::OUT)
    }
}

/// One descriptor that can be read as soon as one of these is ready: for a scheduler that waits for one.
///
/// # Errors
/// What the system says.
pub fn as_one(fds: &[Awaited<'_>]) -> io::Result<OwnedFd> {
    let one = epoll::create(epoll::CreateFlags::CLOEXEC)?;
    for (index, awaited) in (0u64..).zip(fds) {
        let mut events = epoll::EventFlags::empty();
        events.set(epoll::EventFlags::IN, awaited.reading());
        events.set(epoll::EventFlags::OUT, awaited.writing());
        let data = epoll::EventData::new_u64(index);
        match epoll::add(&one, awaited.fd, data, events) {
            // twice in the list
            Ok(()) | Err(Errno::EXIST) => {}
            Err(errno) => return Err(errno.into()),
        }
    }
    Ok(one)
}
