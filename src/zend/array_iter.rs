//! Walking PHP arrays without calling into the engine.
use super::array::{Key, ZArr, FLAG_PACKED};
use super::ffi;
use super::string::ZStr;
use super::value::ZVal;

impl ZArr {
    /// Elements in order from a position that [`Iter::walked`] gave; 0 is the first.
    pub fn iter_from(&self, position: usize) -> Iter<'_> {
        let mut iter = self.iter();
        iter.cell = iter.end.min(
            iter.cell
                .wrapping_byte_add(position.saturating_mul(iter.size())),
        );
        iter
    }

    /// Elements in order; holes are passed over.
    #[inline(always)]
    pub fn iter(&self) -> Iter<'_> {
        // SAFETY: alive; the flag says which of the two layouts the table has, and an element of either begins with
        // its value. Both hold nNumUsed of them.
        unsafe {
            let table = &*self.0.get();
            let packed = table.u.flags & FLAG_PACKED != 0;
            let first: *const ffi::zval = if packed {
                table.__bindgen_anon_1.arPacked
            } else {
                table.__bindgen_anon_1.arData.cast()
            };
            let mut iter = Iter {
                array: self,
                cell: first,
                end: first,
                packed,
            };
            iter.end = first.byte_add(table.nNumUsed as usize * iter.size());
            iter
        }
    }

    /// The values in order.
    #[inline(always)]
    pub fn values(&self) -> impl Iterator<Item = &ZVal> {
        self.iter().map(|(_, value)| value)
    }
}

/// The elements of an array, in order.
pub struct Iter<'a> {
    array: &'a ZArr,
    /// The next element.
    cell: *const ffi::zval,
    /// Behind the last one.
    end: *const ffi::zval,
    packed: bool,
}

impl Iter<'_> {
    /// Where the walk goes on, for [`ZArr::iter_from`].
    #[inline(always)]
    pub fn walked(&self) -> usize {
        let first = self.array.iter();
        (self.cell.addr() - first.cell.addr()) / self.size()
    }

    /// Bytes of an element.
    #[inline(always)]
    fn size(&self) -> usize {
        if self.packed {
            size_of::<ffi::zval>()
        } else {
            size_of::<ffi::Bucket>()
        }
    }
}

/// Elements by which an iteration looks ahead: the strings of a long list lie all over memory, and fetching them in
/// time takes a tenth off what walking it costs.
const AHEAD: usize = 12;

/// Tells the processor that this address will be read. Any address may be told, also one that is none.
#[inline(always)]
fn prefetch(address: *const std::ffi::c_void) {
    #[cfg(target_arch = "x86_64")]
    // SAFETY: a hint; it reads nothing.
    unsafe {
        std::arch::x86_64::_mm_prefetch::<{ std::arch::x86_64::_MM_HINT_T0 }>(address.cast());
    }
    #[cfg(not(target_arch = "x86_64"))]
    let _ = address;
}

impl<'a> Iter<'a> {
    /// The next element in one of the two layouts; `SIZE` is that of its elements, which is to be a constant.
    #[inline(always)]
    fn next_of<const PACKED: bool, const SIZE: usize>(&mut self) -> Option<(Key<'a>, &'a ZVal)> {
        while self.cell < self.end {
            let cell = self.cell;
            let later = cell.wrapping_byte_add(AHEAD * SIZE);
            self.cell = cell.wrapping_byte_add(SIZE);
            // SAFETY: `cell` and `later` are elements when they lie before the end; UNDEF ones are holes. They are
            // alive and do not change while the array is borrowed.
            unsafe {
                if later < self.end {
                    prefetch((*later).value.ptr);
                    if !PACKED {
                        prefetch((*later.cast::<ffi::Bucket>()).key.cast());
                    }
                }
                let value = ZVal::at(cell);
                if value.type_info() == ffi::IS_UNDEF {
                    continue;
                }
                if PACKED {
                    let position = self.walked() - 1;
                    return Some((Key::Index(position.cast_signed() as i64), value));
                }
                let bucket = &*cell.cast::<ffi::Bucket>();
                let key = if bucket.key.is_null() {
                    Key::Index(bucket.h.cast_signed())
                } else {
                    Key::Str(ZStr::at(bucket.key))
                };
                return Some((key, value));
            }
        }
        None
    }
}

impl<'a> Iterator for Iter<'a> {
    type Item = (Key<'a>, &'a ZVal);

    #[inline(always)]
    fn next(&mut self) -> Option<Self::Item> {
        if self.packed {
            self.next_of::<true, { size_of::<ffi::zval>() }>()
        } else {
            self.next_of::<false, { size_of::<ffi::Bucket>() }>()
        }
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (0, Some(self.array.len()))
    }
}
