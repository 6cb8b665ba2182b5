//! What an earlier request has left behind. One that ends by a fatal error frees the stacks of suspended fibers as they
//! are: no destructor of what lies there runs.
use std::os::fd::{FromRawFd, OwnedFd, RawFd};

/// Closes descriptors whose owners' memory is gone. At the start of a request, when no fiber of an earlier one is left.
pub fn close(numbers: Vec<RawFd>) {
    for number in numbers {
        log::debug!("descriptor {number} was left behind by an earlier request: closed");
        // SAFETY: nobody else closes it, and nobody has: the number is still that of this descriptor.
        drop(unsafe { OwnedFd::from_raw_fd(number) });
    }
}
