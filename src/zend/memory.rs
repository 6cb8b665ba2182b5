//! How much memory PHP's `memory_limit` leaves.
use super::ffi;

/// `memory_limit` in bytes; `None` without one.
pub fn limit() -> Option<usize> {
    // SAFETY: the engine's globals of this thread.
    let limit = unsafe { (*ffi::ext_php_rs_process_globals()).memory_limit };
    usize::try_from(limit).ok()
}

/// What the engine takes from the system at a time. Larger values get a place of their own.
const CHUNK: usize = 2 << 20;

/// Bytes that may be taken before `memory_limit` is met; `None` without one. Memory is taken in chunks, so whole ones
/// count. Of what has been taken and given back, half does: the rest lies between other things, in pieces too small.
pub fn left() -> Option<usize> {
    let limit = limit()?;
    // SAFETY: reads two counters.
    let (given, taken) = unsafe { (ffi::zend_memory_usage(false), ffi::zend_memory_usage(true)) };
    let whole = limit.saturating_sub(taken) / CHUNK * CHUNK;
    let given_back = taken.saturating_sub(given).saturating_sub(2 * CHUNK) / 2;
    Some(whole + given_back)
}
