//! What the engine is given for as long as the module lives: never freed, and reachable all the time, so that leak
//! checkers see it as alive.
use super::ffi;
use parking_lot::Mutex;
use std::ffi::{c_char, c_void, CString};

/// A string of the engine's that lives as long as the module. At module start.
pub(super) fn persistent_string(text: &str) -> *mut ffi::zend_string {
    // SAFETY: the function pointer is set by the engine before any module starts.
    unsafe {
        ffi::zend_string_init_interned.map_or(std::ptr::null_mut(), |init| {
            init(text.as_ptr().cast::<c_char>(), text.len(), true)
        })
    }
}

struct Kept(#[allow(dead_code)] *const c_void);
// SAFETY: never read; the list only keeps what it points to reachable.
unsafe impl Send for Kept {}
static KEPT: Mutex<Vec<Kept>> = Mutex::new(Vec::new());

/// Gives a table to the engine for as long as the process lives.
pub(super) fn keep<T>(table: Vec<T>) -> *const T {
    let table = Box::leak(table.into_boxed_slice()).as_ptr();
    KEPT.lock().push(Kept(table.cast()));
    table
}

/// The same for a C string.
pub(super) fn keep_string(text: &str) -> *const c_char {
    keep(CString::new(text).unwrap_or_default().into_bytes_with_nul()).cast()
}
