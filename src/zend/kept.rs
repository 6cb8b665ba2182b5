//! What the engine is given for as long as the module lives: never freed, and reachable all the time, so that leak
//! checkers see it as alive.
use super::ffi;
use bumpalo::Bump;
use parking_lot::Mutex;
use std::ffi::c_char;
use std::sync::LazyLock;

/// A string of the engine's that lives as long as the module. At module start.
pub(super) fn persistent_string(text: &str) -> *mut ffi::zend_string {
    // SAFETY: the function pointer is set by the engine before any module starts.
    unsafe {
        ffi::zend_string_init_interned.map_or(std::ptr::null_mut(), |init| {
            init(text.as_ptr().cast::<c_char>(), text.len(), true)
        })
    }
}

/// One thing close behind the other: what is kept are many small things.
static KEPT: LazyLock<Mutex<Bump>> = LazyLock::new(Mutex::default);

/// A copy of a table that lives as long as the process.
pub(super) fn keep<T: Copy>(table: &[T]) -> *const T {
    KEPT.lock().alloc_slice_copy(table).as_ptr()
}

/// The same of a text without NUL, as a C string.
pub(super) fn keep_string(text: &str) -> *const c_char {
    let byte = |at| text.as_bytes().get(at).copied().unwrap_or(b'\0');
    let copy = KEPT
        .lock()
        .alloc_slice_fill_with(text.len() + 1, byte)
        .as_ptr();
    copy.cast()
}
