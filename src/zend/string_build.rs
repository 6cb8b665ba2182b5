//! PHP strings that Rust code owns: [`ZString`], how it is made of bytes, and how the bytes of one are written anew.
use super::error::{protect, Thrown};
use super::ffi;
use super::memory;
#[cfg(not(php_debug))]
use super::string::NEW;
use super::string::{is_utf8, ZStr, VALID_UTF8};
use super::value::ZVal;
use std::ffi::c_char;
use std::ops::Deref;

/// A PHP string, one reference of which is ours.
pub struct ZString(*mut ffi::zend_string);

impl ZStr {
    /// One reference more.
    #[inline(always)]
    pub fn to_owned(&self) -> ZString {
        if !self.is_interned() {
            // SAFETY: alive, and only the count is touched.
            unsafe { (*self.as_ptr()).gc.refcount += 1 };
        }
        ZString(self.as_ptr())
    }

    /// Writes other bytes over those of the string, if nobody else has it and its memory suits them. `false` when it
    /// does not: nothing has been done then.
    ///
    /// # Safety
    /// None of its bytes is borrowed, and `bytes` are not its own.
    #[cfg(not(php_debug))]
    #[inline(always)]
    pub(super) unsafe fn overwrite(&self, bytes: &[u8], utf8: bool) -> bool {
        // SAFETY: alive; with one reference, it is the caller's alone.
        unsafe {
            let string = self.as_ptr();
            let fits = (*string).gc.refcount == 1
                && (*string).gc.u.type_info & !VALID_UTF8 == NEW
                && bytes.len() > 1
                && (size_of_string(bytes.len()) == size_of_string((*string).len)
                    || suits(string, bytes.len()));
            if fits {
                fill(string, bytes, if utf8 { VALID_UTF8 } else { 0 });
            }
            fits
        }
    }

    /// Strings have more around them there than is known here.
    #[cfg(php_debug)]
    pub(super) unsafe fn overwrite(&self, _bytes: &[u8], _utf8: bool) -> bool {
        false
    }
}

impl ZString {
    /// A new string of these bytes.
    #[inline(always)]
    pub fn new(bytes: &[u8]) -> Self {
        // the engine shares one string for each byte, and one for none
        if cfg!(php_debug) || bytes.len() < 2 {
            return Self::by_engine(bytes);
        }
        Self::inline(bytes, 0)
    }

    /// A new string of bytes that are UTF-8, and known to be from then on.
    #[inline(always)]
    pub fn text(bytes: &[u8]) -> Option<Self> {
        is_utf8(bytes).then(|| Self::of_utf8(bytes))
    }

    /// A new string of these bytes, known to be UTF-8 or not.
    #[inline(always)]
    pub fn known(bytes: &[u8], utf8: bool) -> Self {
        if utf8 {
            Self::of_utf8(bytes)
        } else {
            Self::new(bytes)
        }
    }

    /// The same, when somebody has looked already.
    #[inline(always)]
    pub fn of_utf8(bytes: &[u8]) -> Self {
        if cfg!(php_debug) || bytes.len() < 2 {
            return Self::by_engine(bytes);
        }
        Self::inline(bytes, VALID_UTF8)
    }

    /// A value that is a new string of these bytes. It is known to be counted without a look at the string.
    #[inline(always)]
    pub fn value(bytes: &[u8]) -> ZVal {
        Self::value_of(bytes, 0)
    }

    /// The same of bytes that are UTF-8, and known to be from then on.
    #[inline(always)]
    pub fn text_value(bytes: &[u8]) -> Option<ZVal> {
        is_utf8(bytes).then(|| Self::value_of(bytes, VALID_UTF8))
    }

    #[cfg(not(php_debug))]
    #[inline(always)]
    fn value_of(bytes: &[u8], flags: u32) -> ZVal {
        if bytes.len() < 2 {
            return Self::by_engine(bytes).into();
        }
        match Self::make(bytes, flags) {
            Some(string) => ZVal::string(string),
            None => Self::none().into(),
        }
    }

    #[cfg(php_debug)]
    fn value_of(bytes: &[u8], _flags: u32) -> ZVal {
        Self::by_engine(bytes).into()
    }

    fn by_engine(bytes: &[u8]) -> Self {
        if bytes.len() > 1 && !memory::allows(bytes.len()) {
            return Self::none();
        }
        // SAFETY: the engine copies the bytes.
        Self(unsafe {
            ffi::ext_php_rs_zend_string_init(bytes.as_ptr().cast::<c_char>(), bytes.len(), false)
        })
    }

    /// Stands for what must not be made any more.
    #[cold]
    fn none() -> Self {
        // SAFETY: the engine's one empty string, which is not counted.
        Self(unsafe { ffi::zend_empty_string })
    }

    /// What the engine's own inline function does: answers with 100,000 ids are made of this. `None` when
    /// the handler has been given up.
    #[cfg(not(php_debug))]
    #[inline(always)]
    fn make(bytes: &[u8], flags: u32) -> Option<*mut ffi::zend_string> {
        // SAFETY: memory of the engine's for header, bytes and a NUL.
        unsafe {
            let size = size_of_string(bytes.len());
            // a uniqId's size, of which there may be 100,000
            let memory = if size == 56 {
                if !memory::before() {
                    return None;
                }
                ffi::engine::_emalloc_56()
            } else {
                if !memory::allows(size) {
                    return None;
                }
                ffi::engine::_emalloc(size)
            };
            let string = memory.cast::<ffi::zend_string>();
            (*string).gc.refcount = 1;
            fill(string, bytes, flags);
            Some(string)
        }
    }

    #[cfg(not(php_debug))]
    #[inline(always)]
    fn inline(bytes: &[u8], flags: u32) -> Self {
        Self::make(bytes, flags).map_or_else(Self::none, Self)
    }

    #[cfg(php_debug)]
    fn inline(bytes: &[u8], _flags: u32) -> Self {
        Self::by_engine(bytes)
    }

    /// Whether [`ZString::new`] writes the headers that the engine writes. At module start: should a version of PHP
    /// change them, the module must not load.
    pub fn is_like_the_engines() -> bool {
        let (ours, theirs) = (
            Self::new(b"one of 21 characters."),
            Self::by_engine(b"one of 21 characters."),
        );
        // SAFETY: both are alive.
        let header = |string: &Self| unsafe {
            let string = &*string.0;
            (
                string.gc.refcount,
                string.gc.u.type_info,
                string.h,
                string.len,
            )
        };
        header(&ours) == header(&theirs) && ours.as_bytes() == theirs.as_bytes()
    }

    /// A new string of these parts one after the other, without their first `skip` bytes.
    #[cfg(php_debug)]
    pub fn concat_after(parts: &[&[u8]], skip: usize) -> Self {
        Self::new(parts.concat().get(skip..).unwrap_or_default())
    }

    /// A new string of these parts one after the other, without their first `skip` bytes.
    #[cfg(not(php_debug))]
    pub fn concat_after(parts: &[&[u8]], mut skip: usize) -> Self {
        let length: usize = parts.iter().map(|part| part.len()).sum();
        let length = length.saturating_sub(skip);
        if length < 2 {
            return Self::new(parts.concat().get(skip..).unwrap_or_default());
        }
        if length >= memory::LARGE && !memory::allows(length) {
            return Self::none();
        }
        // SAFETY: memory of the engine's for header, bytes and a NUL, all of which are written: the parts have so many
        // bytes behind those that are left out.
        unsafe {
            let string = ffi::_emalloc(size_of_string(length)).cast::<ffi::zend_string>();
            (*string).gc.refcount = 1;
            head(string, length, 0);
            let mut place = (&raw mut (*string).val).cast::<u8>();
            for part in parts {
                let left = part.get(skip..).unwrap_or_default();
                skip = skip.saturating_sub(part.len());
                place.copy_from_nonoverlapping(left.as_ptr(), left.len());
                place = place.add(left.len());
            }
            place.write(0);
            Self(string)
        }
    }

    #[inline(always)]
    pub(super) fn into_raw(self) -> *mut ffi::zend_string {
        std::mem::ManuallyDrop::new(self).0
    }

    /// What PHP's `(string)` makes of a value.
    ///
    /// # Errors
    /// What `__toString` throws, or the engine for an object without it.
    pub fn cast(value: &ZVal) -> Result<Self, Thrown> {
        // SAFETY: gives a string of its own reference for every value.
        let raw = protect(|| unsafe { ffi::zval_get_string_func(value.as_ptr()) })?;
        Ok(Self(raw))
    }
}

impl Deref for ZString {
    type Target = ZStr;

    #[inline(always)]
    fn deref(&self) -> &ZStr {
        // SAFETY: alive while we hold our reference.
        unsafe { ZStr::at(self.0) }
    }
}

impl Drop for ZString {
    #[inline(always)]
    fn drop(&mut self) {
        // SAFETY: our reference is given back once.
        unsafe { ffi::ext_php_rs_zend_string_release(self.0) };
    }
}

/// What a string of this length takes: header, bytes and a NUL, rounded up as the engine wants it.
#[cfg(not(php_debug))]
#[inline(always)]
const fn size_of_string(length: usize) -> usize {
    (std::mem::offset_of!(ffi::zend_string, val) + length + 1 + 7) & !7
}

/// Whether the engine would take a block like the string's for one of this length: it has room, and not for twice that.
///
/// # Safety
/// The string is alive, and not interned.
#[cfg(not(php_debug))]
#[inline(never)]
unsafe fn suits(string: *mut ffi::zend_string, length: usize) -> bool {
    // SAFETY: a block of the engine's; 0 when its memory comes from elsewhere.
    let block = unsafe { ffi::_zend_mem_block_size(string.cast()) };
    (block / 2 + 1..=block).contains(&size_of_string(length))
}

/// Writes what stands before the bytes of a string, but for the number of its references.
///
/// # Safety
/// Nobody else has it.
#[cfg(not(php_debug))]
#[inline(always)]
unsafe fn head(string: *mut ffi::zend_string, length: usize, flags: u32) {
    // SAFETY: the caller's alone.
    unsafe {
        (*string).gc.u.type_info = NEW | flags;
        (*string).h = 0;
        (*string).len = length;
    }
}

/// Writes all of a string but the number of its references.
///
/// # Safety
/// It has [`size_of_string`] bytes, and nobody else has it.
#[cfg(not(php_debug))]
#[inline(always)]
unsafe fn fill(string: *mut ffi::zend_string, bytes: &[u8], flags: u32) {
    // SAFETY: within the string's memory.
    unsafe {
        head(string, bytes.len(), flags);
        let place = (&raw mut (*string).val).cast::<u8>();
        // ids and names, mostly: two copies of a length that the compiler knows, which may overlap, instead of a call
        match bytes.len() {
            16..=32 => copy_ends::<16>(place, bytes),
            8..16 => copy_ends::<8>(place, bytes),
            4..8 => copy_ends::<4>(place, bytes),
            length => place.copy_from_nonoverlapping(bytes.as_ptr(), length),
        }
        place.add(bytes.len()).write(0);
    }
}

/// Copies the first and the last `N` bytes.
///
/// # Safety
/// There are `N` bytes at least, and the place has room for all of them.
#[cfg(not(php_debug))]
#[inline(always)]
unsafe fn copy_ends<const N: usize>(place: *mut u8, bytes: &[u8]) {
    // SAFETY: both ends lie within the bytes, and so within the place.
    unsafe {
        let last = bytes.len() - N;
        place.copy_from_nonoverlapping(bytes.as_ptr(), N);
        place
            .add(last)
            .copy_from_nonoverlapping(bytes.as_ptr().add(last), N);
    }
}
