//! Where PHP code runs: on the stack of the request, or on one of a fiber or coroutine, which may be suspended in the
//! middle and leave the process to others. The engine knows fibers only; every kind has a VM stack of its own.
use super::comparison;
use super::ffi;
use super::memory;
use std::cell::Cell;
use std::ffi::c_void;
use std::ptr::null;

/// A VM stack is a list of pages, of which the last is in use.
type Page = *const ffi::_zend_vm_stack;

/// With the first page of the request's own stack.
#[cfg(not(php_zts))]
#[inline(always)]
fn with_first<R>(call: impl FnOnce(&Cell<Page>) -> R) -> R {
    struct OneThread(Cell<Page>);
    // SAFETY: without thread safety, one thread runs PHP and what is called from there.
    unsafe impl Sync for OneThread {}
    static FIRST: OneThread = OneThread(Cell::new(null()));
    call(&FIRST.0)
}

#[cfg(php_zts)]
#[inline(always)]
fn with_first<R>(call: impl FnOnce(&Cell<Page>) -> R) -> R {
    thread_local! {
        static FIRST: Cell<Page> = const { Cell::new(null()) };
    }
    FIRST.with(call)
}

/// A place on a VM stack, by which code that it has called knows that it is the same stack.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Place(Page);

impl Place {
    /// Where the calling code is.
    pub fn here() -> Self {
        // SAFETY: the engine's own globals.
        Self(unsafe { (*ffi::ext_php_rs_executor_globals()).vm_stack })
    }

    /// A place where no code is.
    pub const fn nowhere() -> Self {
        Self(null())
    }

    /// The code that is there is running: it has called the calling code, or is the calling code. Only for places
    /// that have not returned; others may be on pages of another stack by now.
    pub fn is_below(self) -> bool {
        Self::here().has(self.0)
    }

    #[inline]
    fn has(self, page: Page) -> bool {
        let mut at = self.0;
        while !at.is_null() {
            if at == page {
                return true;
            }
            // SAFETY: a page of the stack in use, which lasts at least as long as it is.
            at = unsafe { (*at).prev };
        }
        false
    }
}

/// Whether the frame of a native function lies on the VM stack in use. Frames of a fiber are linked to those of the code
/// that has resumed it, which lie on another one.
pub(super) fn is_on_stack_in_use(frame: *const c_void) -> bool {
    let mut at = Place::here().0;
    while !at.is_null() {
        // SAFETY: a page of the stack in use, from its beginning to its end.
        unsafe {
            let end: *const c_void = (*at).end.cast();
            if at.cast::<c_void>() <= frame && frame < end {
                return true;
            }
            at = (*at).prev;
        }
    }
    false
}

/// At the start of a request.
pub fn begin_request() {
    memory::begin_request();
    comparison::begin_request();
    with_first(|first| first.set(Place::here().0));
}

/// The calling code may be suspended: it runs in a fiber or coroutine.
#[inline]
pub fn is_suspendable() -> bool {
    with_first(|first| !Place::here().has(first.get()))
}

/// The calling code runs in a fiber.
pub fn is_in_fiber() -> bool {
    // SAFETY: the engine's own globals.
    unsafe { !(*ffi::ext_php_rs_executor_globals()).active_fiber.is_null() }
}
