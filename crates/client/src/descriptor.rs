//! Who closes a socket: this crate, or someone who lent it.

use std::os::fd::{AsFd, BorrowedFd, OwnedFd};

/// A socket and the duty to close it.
#[derive(Debug)]
pub enum Descriptor {
    /// Closed on drop.
    Owned(OwnedFd),
    /// Left open on drop: its owner (a PHP stream, say) closes it, and not before this value is gone.
    Lent(BorrowedFd<'static>),
}

impl AsFd for Descriptor {
    fn as_fd(&self) -> BorrowedFd<'_> {
        match self {
            Self::Owned(fd) => fd.as_fd(),
            Self::Lent(fd) => fd.as_fd(),
        }
    }
}
