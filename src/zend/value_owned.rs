//! PHP values that Rust code owns: how a [`ZVal`] is made, copied, handed to the engine and let go of.
use super::array::ZArr;
use super::array_build::ZArray;
use super::ffi;
use super::memory;
use super::object::ZObj;
use super::object_build::ZObject;
use super::string::ZStr;
use super::string_build::ZString;
use super::value::{ZVal, REFCOUNTED};
use std::cell::UnsafeCell;
use std::mem::ManuallyDrop;

const GC_IMMUTABLE: u32 = ffi::GC_IMMUTABLE;

impl ZVal {
    /// `null`.
    pub const fn null() -> Self {
        Self::scalar(ffi::IS_NULL, 0)
    }

    /// A cell that holds nothing.
    pub(super) const fn undefined() -> Self {
        Self::scalar(ffi::IS_UNDEF, 0)
    }

    const fn scalar(type_info: u32, bits: i64) -> Self {
        Self(UnsafeCell::new(ManuallyDrop::new(ffi::zval {
            value: ffi::zend_value { lval: bits },
            u1: ffi::_zval_struct__bindgen_ty_1 { type_info },
            u2: ffi::_zval_struct__bindgen_ty_2 { next: 0 },
        })))
    }

    fn counted(type_info: u32, value: ffi::zend_value) -> Self {
        Self(UnsafeCell::new(ManuallyDrop::new(ffi::zval {
            value,
            u1: ffi::_zval_struct__bindgen_ty_1 { type_info },
            u2: ffi::_zval_struct__bindgen_ty_2 { next: 0 },
        })))
    }

    /// A string that lives as long as the module.
    pub(super) fn persistent(string: *mut ffi::zend_string) -> Self {
        Self::counted(ffi::IS_INTERNED_STRING_EX, ffi::zend_value { str_: string })
    }

    /// A string that is counted, with the reference that is the caller's.
    #[cfg(not(php_debug))]
    #[inline(always)]
    pub(super) fn string(string: *mut ffi::zend_string) -> Self {
        Self::counted(ffi::IS_STRING_EX, ffi::zend_value { str_: string })
    }

    /// An open resource; counts the reference it makes.
    pub(super) fn resource(resource: *mut ffi::zend_resource) -> Self {
        // SAFETY: the caller holds a reference to the resource, so it is alive.
        unsafe { (*resource).gc.refcount += 1 };
        Self::counted(ffi::IS_RESOURCE_EX, ffi::zend_value { res: resource })
    }

    /// One reference more to the value, or to the one that a PHP reference refers to; `None` for null and for a cell
    /// that holds nothing.
    #[inline(always)]
    pub fn present(&self) -> Option<Self> {
        let value = self.resolved();
        // SAFETY: the union's members all are the same bits.
        let kind = u32::from(unsafe { value.raw().u1.v.type_ });
        (kind > ffi::IS_NULL).then(|| value.clone())
    }

    /// The value, in place of a PHP reference to it: what a call by value gives.
    #[inline(always)]
    pub(super) fn by_value(self) -> Self {
        if self.is_reference() {
            return self.referred();
        }
        self
    }

    #[cold]
    #[inline(never)]
    fn referred(self) -> Self {
        self.resolved().clone()
    }

    /// Gives the value to the engine: writes it into `cell`, which holds nothing that counts references.
    ///
    /// # Safety
    /// `cell` may be written.
    #[inline(always)]
    pub(super) unsafe fn write_to(self, cell: *mut ffi::zval) {
        let this = ManuallyDrop::new(self);
        // SAFETY: both are whole cells; `this` is not dropped, so the reference moves.
        unsafe {
            (*cell).value = std::ptr::read(&raw const this.raw().value);
            (*cell).u1.type_info = this.type_info();
        }
    }

    /// Replaces what a cell holds and lets go of the old value afterwards, when the cell is whole again: its
    /// destructor may be one of a user class.
    ///
    /// # Safety
    /// `cell` is initialised and may be written.
    pub(super) unsafe fn replace(self, cell: *mut ffi::zval) {
        // SAFETY: the bits of the old value move into `old`, which drops them.
        unsafe {
            let old = Self(UnsafeCell::new(ManuallyDrop::new(std::ptr::read(cell))));
            self.write_to(cell);
            drop(old);
        }
    }

    /// Gives the reference to an array, an object or the like back.
    #[inline(never)]
    fn let_go(&mut self) {
        // SAFETY: the value is a counted one, is ours, and is not used again.
        unsafe {
            let counted = self.raw().value.counted;
            let plain =
                self.type_info() == ffi::IS_ARRAY_EX && ZArr::at(self.raw().value.arr).is_plain();
            if plain && (*counted).gc.refcount > 1 {
                (*counted).gc.refcount -= 1;
            } else if plain {
                ffi::zval_ptr_dtor(self.as_ptr());
            } else if self.is_reference() || !memory::give_back(&raw mut (*counted).gc) {
                memory::release(|| ffi::zval_ptr_dtor(self.as_ptr()));
            }
        }
    }
}

impl Clone for ZVal {
    #[inline(always)]
    fn clone(&self) -> Self {
        if self.type_info() & REFCOUNTED != 0 {
            // SAFETY: the flag says that the value is a counted one.
            unsafe {
                let counted = self.raw().value.counted;
                (*counted).gc.refcount += 1;
            }
        }
        // SAFETY: the bits are copied and the reference has been counted.
        Self(UnsafeCell::new(unsafe { std::ptr::read(self.0.get()) }))
    }
}

impl Drop for ZVal {
    #[inline(always)]
    fn drop(&mut self) {
        match self.type_info() {
            // SAFETY: the value is ours and is not used again.
            ffi::IS_STRING_EX => unsafe {
                ffi::ext_php_rs_zend_string_release(self.raw().value.str_);
            },
            counted if counted & REFCOUNTED != 0 => self.let_go(),
            _ => {}
        }
    }
}

impl From<()> for ZVal {
    #[inline(always)]
    fn from((): ()) -> Self {
        Self::null()
    }
}

impl From<bool> for ZVal {
    #[inline(always)]
    fn from(value: bool) -> Self {
        Self::scalar(if value { ffi::IS_TRUE } else { ffi::IS_FALSE }, 0)
    }
}

impl From<i64> for ZVal {
    #[inline(always)]
    fn from(value: i64) -> Self {
        Self::scalar(ffi::IS_LONG, value)
    }
}

impl From<f64> for ZVal {
    #[inline(always)]
    fn from(value: f64) -> Self {
        Self::counted(ffi::IS_DOUBLE, ffi::zend_value { dval: value })
    }
}

impl From<ZString> for ZVal {
    #[inline(always)]
    fn from(value: ZString) -> Self {
        let type_info = if value.is_interned() {
            ffi::IS_INTERNED_STRING_EX
        } else {
            ffi::IS_STRING_EX
        };
        Self::counted(
            type_info,
            ffi::zend_value {
                str_: value.into_raw(),
            },
        )
    }
}

impl From<&str> for ZVal {
    fn from(value: &str) -> Self {
        ZString::new(value.as_bytes()).into()
    }
}

impl From<&ZStr> for ZVal {
    #[inline(always)]
    fn from(value: &ZStr) -> Self {
        value.to_owned().into()
    }
}

impl From<ZArray> for ZVal {
    #[inline(always)]
    fn from(value: ZArray) -> Self {
        let raw = value.into_raw();
        // SAFETY: the array is alive; an immutable one is not counted.
        let counted = unsafe { (*raw).gc.u.type_info } & (GC_IMMUTABLE << ffi::GC_FLAGS_SHIFT) == 0;
        Self::counted(
            if counted {
                ffi::IS_ARRAY_EX
            } else {
                ffi::IS_ARRAY
            },
            ffi::zend_value { arr: raw },
        )
    }
}

impl From<ZObject> for ZVal {
    #[inline(always)]
    fn from(value: ZObject) -> Self {
        Self::counted(
            ffi::IS_OBJECT_EX,
            ffi::zend_value {
                obj: value.into_raw(),
            },
        )
    }
}

impl From<&ZObj> for ZVal {
    #[inline(always)]
    fn from(value: &ZObj) -> Self {
        value.to_owned().into()
    }
}

impl<T: Into<ZVal>> From<Option<T>> for ZVal {
    #[inline(always)]
    fn from(value: Option<T>) -> Self {
        value.map_or_else(Self::null, Into::into)
    }
}
