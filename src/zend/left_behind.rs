//! Descriptors in native frames on the stacks of fibers. A request that ends by a fatal error frees such a stack as it
//! is: no destructor of what lies there runs. What has been noted here, and not been let go of, is closed when the next
//! request begins.
use super::context;
use std::cell::RefCell;
use std::os::fd::{AsRawFd, BorrowedFd, FromRawFd, OwnedFd, RawFd};

thread_local! {
    static NOTED: RefCell<Vec<RawFd>> = const { RefCell::new(Vec::new()) };
}

/// A descriptor that its owner holds on the stack while user code may run. Let go of this before the owner.
pub struct Noted(RawFd);

impl Noted {
    /// Notes it if the calling code may be suspended.
    pub fn if_suspendable(descriptor: BorrowedFd<'_>) -> Option<Self> {
        context::is_suspendable().then(|| {
            let number = descriptor.as_raw_fd();
            NOTED.with_borrow_mut(|all| all.push(number));
            Self(number)
        })
    }
}

impl Drop for Noted {
    fn drop(&mut self) {
        NOTED.with_borrow_mut(|all| {
            if let Some(at) = all.iter().rposition(|number| *number == self.0) {
                all.swap_remove(at);
            }
        });
    }
}

/// At the start of a request, when no fiber of an earlier one is left.
pub fn begin_request() {
    for number in NOTED.take() {
        // SAFETY: its owner's memory is gone without having closed it, and nobody else closes it: the number is still
        // that of this descriptor.
        drop(unsafe { OwnedFd::from_raw_fd(number) });
    }
}
