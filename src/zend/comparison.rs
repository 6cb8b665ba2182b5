//! Comparing objects that may lie within each other, or contain themselves: down to a depth, with an exception below.
use super::context::Place;
use super::error::{throw_builtin, Builtin};
use super::ffi;
use super::memory;
use super::value::ZVal;
use ext_php_rs::zend::try_catch;
use std::cell::RefCell;
use std::ffi::c_int;
use std::panic::AssertUnwindSafe;

/// Objects that are compared at most while another one is, on one stack.
const MOST: usize = 200;

/// The engine's answer for what cannot be compared.
const UNCOMPARABLE: c_int = 1;

thread_local! {
    /// The objects on the left that are being compared, and where: those of one stack each with what lies in the one
    /// before it. Fibers and coroutines that PHP code suspends meanwhile have theirs between them.
    static UNDER_WAY: RefCell<Vec<(Place, usize)>> = const { RefCell::new(Vec::new()) };
}

/// At the start of a request: none is under way. Those of fibers whose stacks a fatal error has freed never came back.
pub(super) fn begin_request() {
    UNDER_WAY.take();
}

/// Compares as the engine does, which would end the script for an object that contains itself, and the process for
/// objects that lie very deep within each other.
///
/// # Safety
/// Both are values, at least one of them an object.
pub(super) unsafe fn compare(left: *mut ffi::zval, right: *mut ffi::zval) -> c_int {
    // SAFETY: the caller's promise.
    let object = unsafe { ZVal::at(left) }
        .as_object()
        .map_or(0, |object| object.as_ptr().addr());
    let here = Place::here();
    let within = UNDER_WAY.with_borrow_mut(|all| {
        let mut count = 0;
        for (_, known) in all.iter().filter(|(at, _)| at.is_below()) {
            count += 1;
            if count >= MOST || object != 0 && *known == object {
                return false;
            }
        }
        all.push((here, object));
        true
    });
    if !within {
        let _ = throw_builtin(
            Builtin::Error,
            &format!("Nesting level too deep - recursive dependency? Objects are compared down to a depth of {MOST}"),
        );
        memory::close();
        return UNCOMPARABLE;
    }
    // SAFETY: as above; nothing with a destructor is alive here.
    let outcome = try_catch(AssertUnwindSafe(|| unsafe {
        ffi::zend_std_compare_objects(left, right)
    }));
    // not simply the last one: PHP code that is compared as text may be suspended meanwhile
    UNDER_WAY.with_borrow_mut(|all| {
        if let Some(at) = all.iter().rposition(|known| *known == (here, object)) {
            all.remove(at);
        }
    });
    match outcome {
        Ok(result) => result,
        // SAFETY: goes on with the fatal error that was caught.
        Err(_) => unsafe { ffi::ext_php_rs_zend_bailout() },
    }
}
