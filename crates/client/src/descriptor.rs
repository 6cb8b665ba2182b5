//! Who closes a socket: this crate, or someone who lent it. One of the two
//! files of this crate that may hold `unsafe`.
#![allow(unsafe_code)]

use std::os::fd::{AsFd, BorrowedFd, OwnedFd, RawFd};

/// A socket and the duty to close it.
#[derive(Debug)]
pub enum Descriptor {
    /// Closed on drop.
    Owned(OwnedFd),
    /// Left open on drop: its owner closes it.
    Lent(BorrowedFd<'static>),
}

impl Descriptor {
    /// Uses a descriptor that someone else owns, such as a PHP stream.
    ///
    /// # Safety
    /// `fd` is not -1, and stays open until the returned value is dropped.
    #[must_use]
    pub unsafe fn lend(fd: RawFd) -> Self {
        // SAFETY: the caller holds the descriptor open for the whole life of
        // the value, which hands out borrows of itself only.
        Self::Lent(unsafe { BorrowedFd::borrow_raw(fd) })
    }
}

impl AsFd for Descriptor {
    fn as_fd(&self) -> BorrowedFd<'_> {
        match self {
            Self::Owned(fd) => fd.as_fd(),
            Self::Lent(fd) => fd.as_fd(),
        }
    }
}
