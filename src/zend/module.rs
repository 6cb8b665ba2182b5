//! The module's own start and end, as plain Rust functions.
use super::error::{c_string, error_log, protect, throw_panic, Thrown};
use super::ffi;
use super::memory;
use ext_php_rs::zend::ModuleEntry;
use std::panic::{catch_unwind, AssertUnwindSafe};
use std::ptr::NonNull;

/// What the engine calls at start and end of the module and of a request.
pub type Phase = unsafe extern "C" fn(i32, i32) -> i32;

/// Makes a phase from a plain function, which gets the module's number.
pub fn phase<F: Fn(i32) + Copy + 'static>(_function: F) -> Phase {
    const {
        assert!(
            size_of::<F>() == 0,
            "a phase is a plain function: it captures nothing"
        );
    };
    run::<F>
}

unsafe extern "C" fn run<F: Fn(i32) + Copy + 'static>(_kind: i32, module: i32) -> i32 {
    // SAFETY: F has no size, so any well-aligned address is one; a value of it existed when `phase` ran.
    let function: &F = unsafe { NonNull::<F>::dangling().as_ref() };
    let result = match catch_unwind(AssertUnwindSafe(|| function(module))) {
        Ok(()) => 0,
        Err(panic) => {
            throw_panic(&*panic);
            -1
        }
    };
    memory::close();
    result
}

/// What the engine calls when a request has ended and its values are gone.
pub type LastPhase = unsafe extern "C" fn() -> i32;

/// Makes that from a plain function, which makes no values and raises nothing.
pub fn last_phase<F: Fn() + Copy + 'static>(_function: F) -> LastPhase {
    const {
        assert!(
            size_of::<F>() == 0,
            "a phase is a plain function: it captures nothing"
        );
    };
    run_last::<F>
}

unsafe extern "C" fn run_last<F: Fn() + Copy + 'static>() -> i32 {
    // SAFETY: as in `run`.
    let function: &F = unsafe { NonNull::<F>::dangling().as_ref() };
    // the panic has been logged, and there is nobody to throw it at
    catch_unwind(AssertUnwindSafe(function)).map_or(-1, |()| 0)
}

/// True while opcache preloads: what is kept in the process then stays with one that never handles a request.
pub fn is_preloading() -> bool {
    /// `ZEND_COMPILE_PRELOAD`
    const PRELOADING: u32 = 1 << 15;
    // SAFETY: the compiler's options of this thread.
    unsafe { (*ffi::ext_php_rs_compiler_globals()).compiler_options & PRELOADING != 0 }
}

/// Sends what Rust says of a panic to PHP's error log, in one line, instead of to the process's standard error.
/// At module start.
pub fn log_panics() {
    std::panic::set_hook(Box::new(|panic| error_log(&format!("netsvr: {panic}"))));
}

/// Makes the function behind `phpinfo()` and `php --ri`. Its error is known to the engine.
pub fn info<F>(_function: F) -> extern "C" fn(*mut ModuleEntry)
where
    F: Fn(*mut ModuleEntry) -> Result<(), Thrown> + Copy + 'static,
{
    const { assert!(size_of::<F>() == 0, "the function captures nothing") };
    show::<F>
}

extern "C" fn show<F>(module: *mut ModuleEntry)
where
    F: Fn(*mut ModuleEntry) -> Result<(), Thrown> + Copy + 'static,
{
    // SAFETY: as in `run`.
    let function: &F = unsafe { NonNull::<F>::dangling().as_ref() };
    if let Err(panic) = catch_unwind(AssertUnwindSafe(|| function(module).is_ok())) {
        throw_panic(&*panic);
    }
    if memory::is_to_finish() {
        // SAFETY: every value of this frame has been dropped.
        unsafe { memory::finish() };
    }
}

/// Prints a table of two columns for `phpinfo()` and `php --ri`, a header above it or none.
///
/// # Errors
/// When `memory_limit` has no room for it: output is kept in memory until `phpinfo()` ends.
pub fn print_table<'a>(
    header: Option<[&str; 2]>,
    rows: impl Iterator<Item = [&'a str; 2]>,
) -> Result<(), Thrown> {
    // SAFETY: prints only.
    protect(|| unsafe { ffi::php_info_print_table_start() })?;
    if let Some([left, right]) = header {
        let (left, right) = (c_string(left), c_string(right));
        // SAFETY: as many strings as it says.
        protect(|| unsafe { ffi::php_info_print_table_header(2, left.as_ptr(), right.as_ptr()) })?;
    }
    for [left, right] in rows {
        let (left, right) = (c_string(left), c_string(right));
        // SAFETY: as many strings as it says.
        protect(|| unsafe { ffi::php_info_print_table_row(2, left.as_ptr(), right.as_ptr()) })?;
    }
    // SAFETY: prints only.
    protect(|| unsafe { ffi::php_info_print_table_end() })
}
