//! Letting PHP react to signals while native code waits.
use super::error::{exception_pending, protect, Thrown};
use super::ffi;

/// Runs what a signal has asked the engine to do (handlers of `pcntl_signal` under `pcntl_async_signals`).
///
/// # Errors
/// When a handler threw or ended the request, or when `max_execution_time` has passed: the caller gives up what
/// it waits for, and the engine raises its own fatal error at the next step of PHP code.
pub fn dispatch() -> Result<(), Thrown> {
    // SAFETY: the engine's own globals; both flags are written by its signal handlers only.
    unsafe {
        let globals = ffi::ext_php_rs_executor_globals();
        if !read_flag(&raw const (*globals).vm_interrupt) {
            return Ok(());
        }
        if read_flag(&raw const (*globals).timed_out) {
            return Err(Thrown::pending());
        }
        let Some(run) = ffi::zend_interrupt_function else {
            return Ok(());
        };
        ffi::zend_atomic_bool_store(&raw mut (*globals).vm_interrupt, false);
        let frame = (*globals).current_execute_data;
        protect(|| run(frame))?;
    }
    if exception_pending() {
        return Err(Thrown::pending());
    }
    Ok(())
}

/// # Safety
/// `flag` is one of the engine's flags.
unsafe fn read_flag(flag: *const ffi::zend_atomic_bool) -> bool {
    // SAFETY: one byte, written by signal handlers of this thread.
    unsafe { std::ptr::read_volatile(flag.cast::<u8>()) != 0 }
}

/// True when [`dispatch`] has something to do.
pub fn is_pending() -> bool {
    // SAFETY: the engine's own globals; the flag is written by its signal handlers only.
    unsafe {
        let globals = ffi::ext_php_rs_executor_globals();
        read_flag(&raw const (*globals).vm_interrupt)
    }
}
