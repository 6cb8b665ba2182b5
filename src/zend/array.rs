//! PHP arrays, looked at: [`ZArr`] is looked up by its keys; `array_iter` walks it.
use super::ffi;
use super::string::ZStr;
use super::value::ZVal;
use std::cell::UnsafeCell;

/// A PHP array, borrowed. A cell, because its references are counted through shared borrows. Its contents do not
/// change while it is borrowed: arrays are copied on write, and whoever lends it holds a reference.
#[repr(transparent)]
pub struct ZArr(pub(super) UnsafeCell<ffi::HashTable>);

/// A key of an array.
#[derive(Clone, Copy)]
pub enum Key<'a> {
    Index(i64),
    Str(&'a ZStr),
}

impl PartialEq for Key<'_> {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Index(one), Self::Index(other)) => one == other,
            (Self::Str(one), Self::Str(other)) => one.as_bytes() == other.as_bytes(),
            _ => false,
        }
    }
}

impl<'a> Key<'a> {
    /// A name; `None` for a number.
    pub fn as_text(self) -> Option<String> {
        match self {
            Self::Index(_) => None,
            Self::Str(text) => Some(text.to_text()),
        }
    }

    /// The key that PHP code means by a string: `'12'` is 12.
    pub fn of_text(text: &'a ZStr) -> Self {
        let mut index = 0;
        if numeric(text.as_bytes(), &mut index) {
            Self::Index(index.cast_signed())
        } else {
            Self::Str(text)
        }
    }
}

pub(super) const FLAG_PACKED: u32 = 1 << 2;

impl ZArr {
    /// # Safety
    /// `raw` points to an array that lives, unchanged, for `'a`.
    #[inline(always)]
    pub(super) unsafe fn at<'a>(raw: *const ffi::HashTable) -> &'a Self {
        // SAFETY: transparent, and alive by the caller's promise.
        unsafe { &*raw.cast::<Self>() }
    }

    pub(super) fn as_ptr(&self) -> *mut ffi::HashTable {
        self.0.get()
    }

    /// The cells of a list without holes that has one reference and no iterator; none of any other array.
    #[inline(always)]
    pub(super) fn own_cells(&self) -> &[ZVal] {
        // SAFETY: alive; a packed table has one cell after the other, so many as it says.
        unsafe {
            let table = &*self.as_ptr();
            let own = table.gc.refcount == 1
                && table.u.flags & FLAG_PACKED != 0
                && table.nNumUsed == table.nNumOfElements
                && table.u.v.nIteratorsCount == 0;
            if !own {
                return &[];
            }
            std::slice::from_raw_parts(
                table.__bindgen_anon_1.arPacked.cast::<ZVal>(),
                table.nNumUsed as usize,
            )
        }
    }

    /// True of a short list of scalars and strings, which is part of no cycle, and with which no destructor runs.
    #[inline]
    pub(super) fn is_plain(&self) -> bool {
        const SHORT: u32 = 16;
        // SAFETY: alive; a packed table has one cell after the other, so many as it says.
        unsafe {
            let table = &*self.as_ptr();
            table.u.flags & FLAG_PACKED != 0
                && table.nNumUsed <= SHORT
                && std::slice::from_raw_parts(
                    table.__bindgen_anon_1.arPacked.cast::<ZVal>(),
                    table.nNumUsed as usize,
                )
                .iter()
                .all(ZVal::is_plain)
        }
    }

    /// Number of elements.
    #[inline(always)]
    pub fn len(&self) -> usize {
        // SAFETY: alive.
        unsafe { (*self.0.get()).nNumOfElements as usize }
    }

    /// True without elements.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// True when the keys are 0, 1, 2 and so on, in order; seen at once of what PHP code has only appended to.
    pub fn is_list(&self) -> bool {
        // SAFETY: alive.
        let plain = unsafe {
            let table = &*self.as_ptr();
            table.u.flags & FLAG_PACKED != 0 && table.nNumUsed == table.nNumOfElements
        };
        plain
            || (0..)
                .zip(self.iter())
                .all(|(position, (key, _))| key == Key::Index(position))
    }

    /// The element under a string key that does not look like an integer.
    pub fn get(&self, key: &[u8]) -> Option<&ZVal> {
        // SAFETY: the engine answers null or a cell of this array.
        unsafe {
            let cell = ffi::zend_hash_str_find(self.as_ptr(), key.as_ptr().cast(), key.len());
            (!cell.is_null()).then(|| ZVal::at(cell))
        }
    }

    /// As [`ZArr::get_symbol`], for a key whose hash the engine knows already.
    #[inline(always)]
    #[allow(clippy::inline_always)] // once for each look into the container
    pub fn get_known(&self, key: &ZStr) -> Option<&ZVal> {
        let mut index = 0;
        if numeric(key.as_bytes(), &mut index) {
            return self.get_symbol(key.as_bytes());
        }
        // SAFETY: as in `get`.
        unsafe {
            let cell = ffi::zend_hash_find(self.as_ptr(), key.as_ptr());
            (!cell.is_null()).then(|| ZVal::at(cell))
        }
    }

    /// The element under a key as PHP code would write it: `'12'` finds 12.
    pub fn get_symbol(&self, key: &[u8]) -> Option<&ZVal> {
        let mut index = 0;
        if !numeric(key, &mut index) {
            return self.get(key);
        }
        // SAFETY: as in `get`.
        unsafe {
            let cell = ffi::zend_hash_index_find(self.as_ptr(), index);
            (!cell.is_null()).then(|| ZVal::at(cell))
        }
    }

    /// The element under a key.
    pub fn get_key(&self, key: Key<'_>) -> Option<&ZVal> {
        // SAFETY: as in `get`.
        unsafe {
            let cell = match key {
                Key::Index(index) => {
                    ffi::zend_hash_index_find(self.as_ptr(), index.cast_unsigned())
                }
                Key::Str(text) => ffi::zend_hash_find(self.as_ptr(), text.as_ptr()),
            };
            (!cell.is_null()).then(|| ZVal::at(cell))
        }
    }
}

/// True when the engine stores this key as an integer, which is then in `index`.
#[inline(always)]
pub(super) fn numeric(key: &[u8], index: &mut ffi::zend_ulong) -> bool {
    match key {
        // SAFETY: reads the key's bytes and writes the index. It begins with a digit, behind a sign or without one: of
        // anything else the engine's function reads too much, and takes `-a` for a number.
        [b'0'..=b'9', ..] | [b'-', b'0'..=b'9', ..] => unsafe {
            ffi::_zend_handle_numeric_str_ex(key.as_ptr().cast(), key.len(), index)
        },
        _ => false,
    }
}
