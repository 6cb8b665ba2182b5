//! PHP arrays that Rust code owns: [`ZArray`], how it is made, filled and changed.
use super::array::{numeric, Key, ZArr, FLAG_PACKED};
use super::ffi;
use super::memory;
use super::string::ZStr;
use super::value::ZVal;
use std::ops::Deref;

/// A PHP array, one reference of which is ours.
pub struct ZArray(*mut ffi::HashTable);

impl ZArr {
    /// One reference more.
    pub fn to_owned(&self) -> ZArray {
        // SAFETY: only the count of a counted array is touched.
        unsafe {
            if (*self.as_ptr()).gc.u.type_info & (ffi::GC_IMMUTABLE << ffi::GC_FLAGS_SHIFT) == 0 {
                (*self.as_ptr()).gc.refcount += 1;
            }
        }
        ZArray(self.as_ptr())
    }
}

impl ZArray {
    /// The empty array that all share.
    pub fn empty() -> Self {
        Self((&raw const ffi::zend_empty_array).cast_mut())
    }

    /// An array of its own, with room for `capacity` elements.
    #[inline(always)]
    pub fn with_capacity(capacity: usize) -> Self {
        let size = capacity.saturating_mul(size_of::<ffi::zval>());
        let capacity = if size < memory::LARGE || memory::allows(size) {
            capacity
        } else {
            0
        };
        // SAFETY: the engine allocates.
        Self(unsafe { ffi::_zend_new_array(u32::try_from(capacity).unwrap_or(u32::MAX >> 2)) })
    }

    /// A list of its own, with room for the first elements.
    #[inline(always)]
    pub fn list() -> Self {
        let list = Self::with_capacity(8);
        // SAFETY: new, so ours alone; counted with it.
        unsafe { ffi::zend_hash_real_init_packed(list.0) };
        list
    }

    /// A list of one element.
    #[inline]
    pub fn of_one(value: ZVal) -> Self {
        let list = Self::list();
        // SAFETY: new, so ours alone; a packed table with memory for 8 cells, of which this is the first.
        unsafe {
            let table = &mut *list.0;
            value.write_to(table.__bindgen_anon_1.arPacked);
            table.nNumUsed = 1;
            table.nNumOfElements = 1;
            table.nNextFreeElement = 1;
        }
        list
    }

    /// Makes room for so many elements in an array that has none yet.
    pub fn reserve(&mut self, capacity: usize) {
        if self.is_empty() && memory::allows(capacity.saturating_mul(size_of::<ffi::zval>())) {
            self.separate();
            // SAFETY: the array is ours alone.
            unsafe {
                ffi::zend_hash_extend(self.0, u32::try_from(capacity).unwrap_or(0), true);
            }
        }
    }

    #[inline(always)]
    pub(super) fn into_raw(self) -> *mut ffi::HashTable {
        std::mem::ManuallyDrop::new(self).0
    }

    /// Makes the array ours alone, so that it may be changed.
    #[inline(always)]
    fn separate(&mut self) {
        // SAFETY: alive; a shared or immutable table is left to its other owners.
        unsafe {
            if (*self.0).gc.refcount > 1
                || (*self.0).gc.u.type_info & (ffi::GC_IMMUTABLE << ffi::GC_FLAGS_SHIFT) != 0
            {
                let _ = memory::allows(self.len() * size_of::<ffi::Bucket>());
                let copy = Self(ffi::zend_array_dup(self.0));
                *self = copy;
            }
        }
    }

    /// Appends a value.
    #[inline(always)]
    pub fn push(&mut self, value: ZVal) {
        self.separate();
        // SAFETY: the array is ours alone; the reference moves into it. A packed list without holes and with room
        // takes the value behind its last one; the engine sees to everything else. It refuses only when the next
        // index is beyond the integers, which no array built here reaches.
        unsafe {
            let room = self.room();
            if room.start < room.end {
                value.write_to(room.start);
                let table = &mut *self.0;
                table.nNumUsed += 1;
                table.nNumOfElements += 1;
                table.nNextFreeElement = i64::from(table.nNumUsed);
            } else {
                self.push_slowly(value);
            }
        }
    }

    #[inline(never)]
    fn push_slowly(&mut self, value: ZVal) {
        if memory::allows(self.growth()) {
            let value = std::mem::ManuallyDrop::new(value);
            // SAFETY: as in `push`.
            unsafe { ffi::zend_hash_next_index_insert(self.0, value.as_ptr()) };
        }
    }

    /// What a full table takes more when the engine doubles it.
    fn growth(&self) -> usize {
        // SAFETY: alive; the flag says which of the two layouts it has.
        unsafe {
            let packed = (*self.0).u.flags & FLAG_PACKED != 0;
            let element = if packed {
                size_of::<ffi::zval>()
            } else {
                size_of::<ffi::Bucket>()
            };
            element * (*self.0).nTableSize as usize
        }
    }

    /// Appends what `next` gives, until it gives nothing: as [`ZArray::push`], looking once at what the array is and
    /// not for each value. What was appended shows in the array's length when `next` has ended.
    #[inline(always)]
    pub fn append(&mut self, mut next: impl FnMut() -> Option<ZVal>) {
        self.separate();
        let mut room = self.room();
        let mut first = room.start;
        while let Some(value) = next() {
            if room.start < room.end {
                // SAFETY: a cell behind the last one, within the table's memory. `next` cannot have reached the array,
                // which is borrowed here.
                unsafe {
                    value.write_to(room.start);
                    room.start = room.start.add(1);
                }
            } else {
                // no room, or no plain list: the engine sees to it
                self.count(first..room.start);
                if memory::check().is_err() {
                    return;
                }
                self.push(value);
                room = self.room();
                first = room.start;
            }
        }
        self.count(first..room.start);
    }

    /// Counts cells that were written behind the last one.
    fn count(&mut self, written: std::ops::Range<*mut ffi::zval>) {
        let count = (written.end.addr() - written.start.addr()) / size_of::<ffi::zval>();
        if count > 0 {
            // SAFETY: the array is ours alone, and a packed list.
            unsafe {
                let table = &mut *self.0;
                table.nNumUsed += count as u32;
                table.nNumOfElements += count as u32;
                table.nNextFreeElement = i64::from(table.nNumUsed);
            }
        }
    }

    /// The cells behind the last one of a packed list without holes.
    #[inline(always)]
    fn room(&mut self) -> std::ops::Range<*mut ffi::zval> {
        // SAFETY: alive; a packed table has memory for nTableSize cells.
        unsafe {
            let table = &mut *self.0;
            let used = table.nNumUsed;
            let plain = table.u.flags & FLAG_PACKED != 0
                && used == table.nNumOfElements
                && (used == 0 || table.nNextFreeElement == i64::from(used));
            if !plain {
                return std::ptr::null_mut()..std::ptr::null_mut();
            }
            let cells = table.__bindgen_anon_1.arPacked;
            cells.add(used as usize)..cells.add(table.nTableSize as usize)
        }
    }

    /// Sets a key that does not look like an integer.
    #[inline(always)]
    pub fn set(&mut self, key: &ZStr, value: ZVal) {
        self.separate();
        if !self.has_room() {
            return;
        }
        let value = std::mem::ManuallyDrop::new(value);
        // SAFETY: the array is ours alone; the reference moves into it.
        unsafe { ffi::zend_hash_update(self.0, key.as_ptr(), value.as_ptr()) };
    }

    /// One element more has room, or the table may grow for it. Else the handler has been given up.
    #[inline(always)]
    fn has_room(&self) -> bool {
        // SAFETY: alive.
        let full = unsafe { (*self.0).nNumUsed >= (*self.0).nTableSize };
        !full || memory::allows(self.growth())
    }

    /// Adds a key that is not in the array yet and does not look like an integer.
    #[inline(always)]
    pub fn add(&mut self, key: &ZStr, value: ZVal) {
        let value = std::mem::ManuallyDrop::new(value);
        // SAFETY: as in `set`; the array was made by the caller, so it is not shared.
        unsafe { ffi::zend_hash_add_new(self.0, key.as_ptr(), value.as_ptr()) };
    }

    /// Sets a key as PHP code would write it: `'12'` becomes 12.
    #[inline(always)]
    pub fn set_symbol(&mut self, key: &ZStr, value: ZVal) {
        let mut index = 0;
        if numeric(key.as_bytes(), &mut index) {
            self.set_index(index.cast_signed(), value);
        } else {
            self.set(key, value);
        }
    }

    /// Sets an integer key.
    pub fn set_index(&mut self, index: i64, value: ZVal) {
        self.separate();
        if !self.has_room() {
            return;
        }
        let value = std::mem::ManuallyDrop::new(value);
        // SAFETY: as in `set`.
        unsafe { ffi::zend_hash_index_update(self.0, index.cast_unsigned(), value.as_ptr()) };
    }

    /// Sets a key.
    pub fn set_key(&mut self, key: Key<'_>, value: ZVal) {
        match key {
            Key::Index(index) => self.set_index(index, value),
            Key::Str(text) => self.set(text, value),
        }
    }

    /// Takes a key of either kind out.
    pub fn remove_key(&mut self, key: Key<'_>) {
        match key {
            Key::Index(index) => {
                self.separate();
                // it goes when the array is whole again: a destructor may be one of a user class
                let _old = self.get_key(key).cloned();
                // SAFETY: the array is ours alone.
                unsafe { ffi::zend_hash_index_del(self.0, index.cast_unsigned()) };
            }
            Key::Str(text) => self.remove(text),
        }
    }

    /// Takes the last element of a list out; the next one pushed gets its index.
    pub fn pop(&mut self) {
        if self.is_empty() {
            return;
        }
        let last = self.len() as i64 - 1;
        self.remove_key(Key::Index(last));
        // SAFETY: ours alone since the removal.
        unsafe { (*self.0).nNextFreeElement = last };
    }

    /// Takes a key out.
    pub fn remove(&mut self, key: &ZStr) {
        self.separate();
        // as in `remove_key`
        let _old = self.get_key(Key::Str(key)).cloned();
        // SAFETY: the array is ours alone.
        unsafe { ffi::zend_hash_del(self.0, key.as_ptr()) };
    }
}

impl Deref for ZArray {
    type Target = ZArr;

    fn deref(&self) -> &ZArr {
        // SAFETY: alive while we hold our reference.
        unsafe { ZArr::at(self.0) }
    }
}

impl Drop for ZArray {
    fn drop(&mut self) {
        // the value takes our reference over and gives it back
        drop(ZVal::from(Self(self.0)));
    }
}
