//! PHP arrays: [`ZArr`] is walked and looked up, [`ZArray`] is built.
use super::ffi;
use super::memory;
use super::string::ZStr;
use super::value::ZVal;
use std::cell::UnsafeCell;
use std::ops::Deref;

/// A PHP array, borrowed. A cell, because its references are counted through shared borrows. Its contents do not
/// change while it is borrowed: arrays are copied on write, and whoever lends it holds a reference.
#[repr(transparent)]
pub struct ZArr(pub(super) UnsafeCell<ffi::HashTable>);

/// A PHP array, one reference of which is ours.
pub struct ZArray(*mut ffi::HashTable);

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

    /// The element under a string key that does not look like an integer.
    pub fn get(&self, key: &[u8]) -> Option<&ZVal> {
        // SAFETY: the engine answers null or a cell of this array.
        unsafe {
            let cell = ffi::zend_hash_str_find(self.as_ptr(), key.as_ptr().cast(), key.len());
            (!cell.is_null()).then(|| ZVal::at(cell))
        }
    }

    /// As [`ZArr::get_symbol`], for a key whose hash the engine knows already.
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
                // it goes when the array is whole again: a destructor may run user code
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

/// True when the engine stores this key as an integer, which is then in `index`.
#[inline(always)]
fn numeric(key: &[u8], index: &mut ffi::zend_ulong) -> bool {
    match key {
        // SAFETY: reads the key's bytes and writes the index. It begins with a digit, behind a sign or without one: of
        // anything else the engine's function reads too much, and takes `-a` for a number.
        [b'0'..=b'9', ..] | [b'-', b'0'..=b'9', ..] => unsafe {
            ffi::_zend_handle_numeric_str_ex(key.as_ptr().cast(), key.len(), index)
        },
        _ => false,
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
