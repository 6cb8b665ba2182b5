//! How deep calls of PHP code by the extension lie within each other. Each takes its part of the process's stack: an
//! object that asks itself, by way of another one or not, would end the process.
use super::context;
use super::error::{throw_builtin, Builtin, Thrown};
use super::ffi;
use std::cell::Cell;

/// Most calls within each other. A stack of two megabytes, as fibers have, takes more.
const MOST: usize = 100;

/// Calls within each other that are still made while all that lies deeper is given up.
const FEW: usize = 3;

thread_local! {
    /// One has lain too deep. Whoever catches that and goes on, as a manager does that closes its other sockets, would
    /// come as deep again with each, and with each of theirs.
    static GIVEN_UP: Cell<bool> = const { Cell::new(false) };
    /// Calls under way, those among them that fibers and coroutines have been suspended in.
    static UNDER_WAY: Cell<usize> = const { Cell::new(0) };
}

/// Makes a call of PHP code, which ends by returning: a fatal error is caught in it.
///
/// # Errors
/// What it gives; `\Error` for one that lies too deep within others.
#[inline]
pub(super) fn nested<R>(call: impl FnOnce() -> Result<R, Thrown>) -> Result<R, Thrown> {
    let before = UNDER_WAY.get();
    if (before >= MOST || GIVEN_UP.get()) && is_given_up(before) {
        return Err(too_deep());
    }
    UNDER_WAY.set(before + 1);
    let result = call();
    // not back to what it was before: others may have been suspended meanwhile, or have gone on
    UNDER_WAY.set(UNDER_WAY.get().saturating_sub(1));
    result
}

#[cold]
fn is_given_up(before: usize) -> bool {
    let most = if GIVEN_UP.get() { FEW } else { MOST };
    let given_up = before >= most && lie_within_each_other(most);
    GIVEN_UP.set(given_up);
    given_up
}

/// Counts on the stack in use, which calls of suspended coroutines are not on, nor those of the code that has resumed
/// the calling fiber.
fn lie_within_each_other(most: usize) -> bool {
    let mut count = 0;
    // SAFETY: the frames of running functions, each with the one that called it; null ends them. The kind says which
    // member of the union is set.
    unsafe {
        let mut frame = (*ffi::ext_php_rs_executor_globals()).current_execute_data;
        while !frame.is_null() && count < most {
            let function = (*frame).func;
            let native =
                !function.is_null() && u32::from((*function).type_) == ffi::ZEND_INTERNAL_FUNCTION;
            if native && !context::is_on_stack_in_use(frame.cast()) {
                break;
            }
            count += usize::from(native);
            frame = (*frame).prev_execute_data;
        }
    }
    count >= most
}

#[cold]
fn too_deep() -> Thrown {
    throw_builtin(
        Builtin::Error,
        &format!("Calls lie {MOST} deep within each other: is there an object that asks itself?"),
    )
}
