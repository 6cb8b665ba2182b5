//! What the engine is given for as long as the module lives: never freed, and reachable all the time, so that leak
//! checkers see it as alive.
use super::ffi;
use super::string::{ZStr, INTERNED, NEW};
use bumpalo::Bump;
use parking_lot::Mutex;
use std::ffi::c_char;
use std::mem::offset_of;
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
pub(super) fn keep<T: Copy>(table: &[T]) -> *mut T {
    KEPT.lock().alloc_slice_copy(table).as_mut_ptr()
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

/// The same of a string of the engine's, which then neither counts nor frees it. While PHP runs, too.
pub(super) fn keep_zend_string(string: &ZStr) -> *mut ffi::zend_string {
    keep_as_zend_string(string.as_bytes())
}

/// The same of bytes that are no string yet.
pub(super) fn keep_as_zend_string(bytes: &[u8]) -> *mut ffi::zend_string {
    /// `IS_STR_PERMANENT`: no string of a request.
    const PERMANENT: u32 = 1 << 8;
    const HEAD: usize = offset_of!(ffi::zend_string, val);
    let words = (HEAD + bytes.len() + 1).div_ceil(size_of::<u64>());
    let kept = KEPT.lock();
    let copy: *mut u64 = kept.alloc_slice_fill_copy(words, 0_u64).as_mut_ptr();
    drop(kept);
    let copy = copy.cast::<ffi::zend_string>();
    // SAFETY: room for header, bytes and a NUL, which nobody else knows yet. Tables are searched by the hash, which is
    // written into the string.
    unsafe {
        copy.cast::<u8>()
            .add(HEAD)
            .copy_from_nonoverlapping(bytes.as_ptr(), bytes.len());
        (*copy).len = bytes.len();
        (*copy).gc.refcount = 1;
        (*copy).gc.u.type_info = NEW | INTERNED | PERMANENT;
        ffi::zend_string_hash_func(copy);
    }
    copy
}
