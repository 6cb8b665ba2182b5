//! PHP strings, looked at: [`ZStr`], bytes with a length, and [`Interned`], which the module makes when it starts.
use super::ffi;
use std::cell::UnsafeCell;
use std::ffi::c_char;
use std::ops::Deref;
use std::sync::atomic::{AtomicPtr, Ordering};

/// A PHP string, borrowed. A cell, because its references are counted through shared borrows.
#[repr(transparent)]
pub struct ZStr(UnsafeCell<ffi::zend_string>);

/// `GC_STRING`: a string, which no cycle goes through.
pub(super) const NEW: u32 = ffi::IS_STRING | 1 << 4;
/// `IS_STR_INTERNED`: never counted, never freed before the module goes.
pub(super) const INTERNED: u32 = 1 << 6;
/// `IS_STR_VALID_UTF8`: somebody has looked.
pub(super) const VALID_UTF8: u32 = 1 << 9;

impl ZStr {
    /// # Safety
    /// `raw` points to a string that lives for `'a`.
    #[inline(always)]
    pub(super) unsafe fn at<'a>(raw: *const ffi::zend_string) -> &'a Self {
        // SAFETY: transparent, and alive by the caller's promise.
        unsafe { &*raw.cast::<Self>() }
    }

    #[inline(always)]
    pub(super) fn as_ptr(&self) -> *mut ffi::zend_string {
        self.0.get()
    }

    /// The bytes, in whatever encoding they are.
    #[inline(always)]
    pub fn as_bytes(&self) -> &[u8] {
        // SAFETY: the engine keeps `len` bytes after the header.
        unsafe {
            std::slice::from_raw_parts((&raw const (*self.0.get()).val).cast::<u8>(), self.len())
        }
    }

    /// Length in bytes.
    #[inline(always)]
    pub fn len(&self) -> usize {
        // SAFETY: alive; the length of a string that others can see does not change.
        unsafe { (*self.0.get()).len }
    }

    #[inline(always)]
    pub(super) fn is_interned(&self) -> bool {
        // SAFETY: the union's members all are the same 32 bits.
        unsafe { (*self.0.get()).gc.u.type_info & INTERNED != 0 }
    }

    /// True when the bytes are UTF-8; the answer is kept in the string, so that asking again is free.
    #[inline(always)]
    pub fn is_utf8(&self) -> bool {
        // SAFETY: alive; the union's members all are the same 32 bits.
        if unsafe { (*self.0.get()).gc.u.type_info } & VALID_UTF8 != 0 {
            return true;
        }
        self.turns_out_utf8()
    }

    #[inline(never)]
    fn turns_out_utf8(&self) -> bool {
        let valid = is_utf8(self.as_bytes());
        if valid && !self.is_interned() {
            // SAFETY: as above; one bit of the string's own header, which the engine clears when it changes the string.
            unsafe { (*self.0.get()).gc.u.type_info |= VALID_UTF8 };
        }
        valid
    }

    /// The text, bytes that are no UTF-8 replaced: for messages to people.
    pub fn to_text(&self) -> String {
        // nearly all is valid, and seen to be so much faster than it is searched for what is not
        match std::str::from_utf8(self.as_bytes()) {
            Ok(text) => text.to_owned(),
            Err(_) => String::from_utf8_lossy(self.as_bytes()).into_owned(),
        }
    }
}

/// Whether these bytes are UTF-8. Short ASCII, which nearly all are, is looked at as its first and its last bytes,
/// which may overlap.
#[inline(always)]
pub fn is_utf8(bytes: &[u8]) -> bool {
    const HIGH_BITS: u128 = 0x8080_8080_8080_8080_8080_8080_8080_8080;
    let either = match bytes.len() {
        16..=32 => {
            ends(bytes).map(|(first, last)| u128::from_ne_bytes(first) | u128::from_ne_bytes(last))
        }
        8..16 => ends(bytes)
            .map(|(first, last)| u128::from(u64::from_ne_bytes(first) | u64::from_ne_bytes(last))),
        4..8 => ends(bytes)
            .map(|(first, last)| u128::from(u32::from_ne_bytes(first) | u32::from_ne_bytes(last))),
        _ => None,
    };
    either.is_some_and(|bits| bits & HIGH_BITS == 0) || is_any_utf8(bytes)
}

#[inline(always)]
fn ends<const N: usize>(bytes: &[u8]) -> Option<([u8; N], [u8; N])> {
    Some((*bytes.first_chunk()?, *bytes.last_chunk()?))
}

/// Text that is not ASCII from 64 bytes on: simdutf8 takes an eighth of the time of `std`, which it calls for less.
#[inline(never)]
fn is_any_utf8(bytes: &[u8]) -> bool {
    bytes.is_ascii() || simdutf8::basic::from_utf8(bytes).is_ok()
}

/// A string made once when the module starts and shared by every request: keys of results, names of methods.
pub struct Interned {
    text: &'static str,
    string: AtomicPtr<ffi::zend_string>,
}

impl Interned {
    /// Names the text; [`Interned::make`] must run before it is used.
    pub const fn new(text: &'static str) -> Self {
        Self {
            text,
            string: AtomicPtr::new(std::ptr::null_mut()),
        }
    }

    /// For a text that is known at module start; [`Interned::make_as`] must run before it is used.
    pub const fn unnamed() -> Self {
        Self::new("")
    }

    /// At module start only: later strings would belong to one request.
    pub fn make(&self) {
        self.make_as(self.text);
    }

    /// The same, of a text that tables give.
    pub fn make_as(&self, text: &str) {
        // SAFETY: the function pointer is set by the engine before any module starts.
        let made = unsafe {
            ffi::zend_string_init_interned
                .map(|init| init(text.as_ptr().cast::<c_char>(), text.len(), true))
        };
        self.string
            .store(made.unwrap_or(std::ptr::null_mut()), Ordering::Relaxed);
    }
}

impl Deref for Interned {
    type Target = ZStr;

    #[inline(always)]
    fn deref(&self) -> &ZStr {
        let string = self.string.load(Ordering::Relaxed);
        debug_assert!(!string.is_null(), "Interned::make must have run");
        // SAFETY: set at module start and alive as long as the module.
        unsafe { ZStr::at(string) }
    }
}

/// Declares strings that are made at module start, and the function that makes them, `make_keys()`.
macro_rules! keys {
    ($($name:ident = $text:literal,)+) => {
        $(static $name: $crate::zend::Interned = $crate::zend::Interned::new($text);)+

        /// At module start.
        fn make_keys() {
            $($name.make();)+
        }
    };
}
pub(crate) use keys;
