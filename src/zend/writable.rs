//! Cells of PHP's that may be written in place.
use super::ffi;
use super::string::ZStr;
use super::string_build::ZString;
use super::value::ZVal;

/// A cell that may be written: a declared property of an object, or an element of a list that nobody else has. No bytes
/// of what it holds are borrowed while it is written.
#[derive(Clone, Copy)]
pub struct Writable<'a>(&'a ZVal);

#[allow(clippy::inline_always)] // once for each field that is read
impl<'a> Writable<'a> {
    /// # Safety
    /// The cell may be written.
    #[inline(always)]
    pub(super) unsafe fn at(cell: &'a ZVal) -> Self {
        Self(cell)
    }

    /// What it holds.
    #[inline(always)]
    pub fn get(self) -> &'a ZVal {
        self.0
    }

    /// Puts another value into it.
    #[inline(always)]
    pub fn put(self, value: ZVal) {
        // SAFETY: the cell is whole, and may be written.
        unsafe { value.replace(self.0.as_ptr()) }
    }

    /// Puts a string of these bytes into it, in the memory of the string that it holds if nobody else has that one and
    /// it takes as much.
    #[inline(always)]
    pub fn put_string(self, bytes: &[u8], utf8: bool) {
        let cell = self.0;
        // SAFETY: the type byte says that it is a string.
        let written = u32::from(unsafe { cell.raw().u1.v.type_ }) == ffi::IS_STRING
            && unsafe { ZStr::at(cell.raw().value.str_).overwrite(bytes, utf8) };
        if !written {
            self.put(ZString::known(bytes, utf8).into());
        }
    }

    /// The cells of the list that it holds, if nobody else has that one; else none.
    #[inline(always)]
    pub fn elements(self) -> WritableList<'a> {
        WritableList(self.0.own_cells())
    }
}

/// The cells of a list that nobody else has.
#[derive(Clone, Copy)]
pub struct WritableList<'a>(&'a [ZVal]);

impl<'a> WritableList<'a> {
    /// How many there are.
    #[inline]
    pub fn len(self) -> usize {
        self.0.len()
    }

    /// The one at this place.
    #[inline]
    pub fn get(self, index: usize) -> Option<Writable<'a>> {
        self.0.get(index).map(Writable)
    }
}
