//! A PHP value: owned as [`ZVal`], looked at as [`View`].
use super::array::{ZArr, ZArray};
use super::ffi;
use super::memory;
use super::object::{ZObj, ZObject};
use super::string::{ZStr, ZString};
use std::cell::UnsafeCell;
use std::mem::ManuallyDrop;

/// The engine's own value cell, without the destructor that the generated binding gives it.
pub(super) type Raw = ManuallyDrop<ffi::zval>;

/// An owned PHP value; a clone counts one reference more, a drop one less. A cell, because the engine writes it
/// through shared borrows.
#[repr(transparent)]
pub struct ZVal(UnsafeCell<Raw>);

/// What a value is, references followed.
#[derive(Clone, Copy)]
pub enum View<'a> {
    /// `null`, or a property that holds nothing.
    Null,
    Bool(bool),
    Long(i64),
    Double(f64),
    Str(&'a ZStr),
    Array(&'a ZArr),
    Object(&'a ZObj),
    /// A resource, or anything else user code cannot name.
    Other,
}

/// What a numeric value amounts to.
#[derive(Clone, Copy)]
pub enum Number {
    Long(i64),
    Double(f64),
}

/// `IS_TYPE_REFCOUNTED` in the position it has inside `type_info`.
const REFCOUNTED: u32 = ffi::IS_TYPE_REFCOUNTED << ffi::Z_TYPE_FLAGS_SHIFT;
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

    /// Looks at a cell that the engine owns.
    ///
    /// # Safety
    /// `cell` is an initialised value that outlives `'a` and is not written meanwhile.
    #[inline(always)]
    pub(super) unsafe fn at<'a>(cell: *const ffi::zval) -> &'a Self {
        // SAFETY: ZVal is transparent over the cell; the rest is the caller's promise.
        unsafe { &*cell.cast::<Self>() }
    }

    #[inline(always)]
    pub(super) fn as_ptr(&self) -> *mut ffi::zval {
        self.0.get().cast()
    }

    #[inline(always)]
    pub(super) fn raw(&self) -> &Raw {
        // SAFETY: a whole cell; the borrow ends before anybody writes it.
        unsafe { &*self.0.get() }
    }

    #[inline(always)]
    pub(super) fn type_info(&self) -> u32 {
        // SAFETY: the union's members all are the same 32 bits.
        unsafe { self.raw().u1.type_info }
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
    /// destructor may run user code.
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

    /// True for a PHP reference.
    #[inline(always)]
    pub(super) fn is_reference(&self) -> bool {
        self.type_info() & 0xff == ffi::IS_REFERENCE
    }

    /// What the value is; references are followed.
    #[inline(always)]
    pub fn view(&self) -> View<'_> {
        // SAFETY: the type byte says which member of the union is set; references are never nested.
        unsafe {
            match u32::from(self.raw().u1.v.type_) {
                ffi::IS_UNDEF | ffi::IS_NULL => View::Null,
                ffi::IS_FALSE => View::Bool(false),
                ffi::IS_TRUE => View::Bool(true),
                ffi::IS_LONG => View::Long(self.raw().value.lval),
                ffi::IS_DOUBLE => View::Double(self.raw().value.dval),
                ffi::IS_STRING => View::Str(ZStr::at(self.raw().value.str_)),
                ffi::IS_ARRAY => View::Array(ZArr::at(self.raw().value.arr)),
                ffi::IS_OBJECT => View::Object(ZObj::at(self.raw().value.obj)),
                ffi::IS_REFERENCE | ffi::IS_INDIRECT => self.view_behind(),
                _ => View::Other,
            }
        }
    }

    /// What the value is that this one refers to. A call, so that [`ZVal::view`] is no loop where it is inlined.
    #[cold]
    #[inline(never)]
    fn view_behind(&self) -> View<'_> {
        // SAFETY: as in `view`.
        unsafe {
            if u32::from(self.raw().u1.v.type_) == ffi::IS_REFERENCE {
                Self::at(&raw const (*self.raw().value.ref_).val).view()
            } else {
                Self::at(self.raw().value.zv).view()
            }
        }
    }

    /// The value itself, or the one that a PHP reference refers to.
    #[inline(always)]
    pub fn resolved(&self) -> &Self {
        // SAFETY: the type byte says that the value is a reference, which is never nested.
        unsafe {
            if u32::from(self.raw().u1.v.type_) == ffi::IS_REFERENCE {
                return Self::at(&raw const (*self.raw().value.ref_).val);
            }
        }
        self
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

    /// One reference more to the value, or to the one that a PHP reference refers to; `None` for null and for a cell
    /// that holds nothing.
    #[inline(always)]
    pub fn present(&self) -> Option<Self> {
        let value = self.resolved();
        // SAFETY: the union's members all are the same bits.
        let kind = u32::from(unsafe { value.raw().u1.v.type_ });
        (kind > ffi::IS_NULL).then(|| value.clone())
    }

    /// The string it holds, without any conversion.
    #[inline(always)]
    pub fn as_str(&self) -> Option<&ZStr> {
        self.as_own_str().or_else(|| self.str_behind())
    }

    /// The string it holds itself. One that it refers to may be set anew by whoever else refers to it.
    #[inline(always)]
    pub fn as_own_str(&self) -> Option<&ZStr> {
        // SAFETY: the type byte says which member of the union is set.
        unsafe {
            (u32::from(self.raw().u1.v.type_) == ffi::IS_STRING)
                .then(|| ZStr::at(self.raw().value.str_))
        }
    }

    /// The string that it refers to. A call, so that [`ZVal::as_str`] is one compare for each element of a long list.
    #[cold]
    #[inline(never)]
    fn str_behind(&self) -> Option<&ZStr> {
        match self.view() {
            View::Str(string) => Some(string),
            _ => None,
        }
    }

    /// The array it holds.
    #[inline(always)]
    pub fn as_array(&self) -> Option<&ZArr> {
        match self.view() {
            View::Array(array) => Some(array),
            _ => None,
        }
    }

    /// The object it holds.
    #[inline(always)]
    pub fn as_object(&self) -> Option<&ZObj> {
        match self.view() {
            View::Object(object) => Some(object),
            _ => None,
        }
    }

    /// The resource it holds, open or closed.
    pub(super) fn as_resource(&self) -> Option<*mut ffi::zend_resource> {
        let value = self.resolved();
        // SAFETY: the type byte says which member of the union is set.
        unsafe {
            (u32::from(value.raw().u1.v.type_) == ffi::IS_RESOURCE).then(|| value.raw().value.res)
        }
    }

    /// The number that a numeric value is: what `is_numeric()` accepts, an int or a float.
    pub fn as_number(&self) -> Option<Number> {
        match self.view() {
            View::Long(value) => Some(Number::Long(value)),
            View::Double(value) => Some(Number::Double(value)),
            View::Str(text) => {
                let (mut long, mut double) = (0, 0.0);
                let none = std::ptr::null_mut();
                // SAFETY: reads the string's bytes, which end in NUL as every PHP string's.
                let kind = unsafe {
                    let text = text.as_bytes();
                    ffi::_is_numeric_string_ex(
                        text.as_ptr().cast(),
                        text.len(),
                        &raw mut long,
                        &raw mut double,
                        false,
                        none,
                        std::ptr::null_mut(),
                    )
                };
                match u32::from(kind) {
                    ffi::IS_LONG => Some(Number::Long(long)),
                    ffi::IS_DOUBLE => Some(Number::Double(double)),
                    _ => None,
                }
            }
            _ => None,
        }
    }

    /// The cells of the list that it holds, if nobody else has that one; else none.
    #[inline(always)]
    pub(super) fn own_cells(&self) -> &[Self] {
        // SAFETY: the type byte says which member of the union is set; a reference, which is somebody else's, too, does
        // not count.
        unsafe {
            if u32::from(self.raw().u1.v.type_) == ffi::IS_ARRAY {
                return ZArr::at(self.raw().value.arr).own_cells();
            }
        }
        &[]
    }

    /// True when it can be let go of at any place: it is a scalar, a string, or a list of such that nobody else has. With
    /// anything else an object may go whose destructor is user code.
    #[inline]
    pub fn is_inert(&self) -> bool {
        let plain =
            |value: &Self| value.type_info() & REFCOUNTED == 0 || value.as_own_str().is_some();
        let cells = self.own_cells();
        plain(self) || !cells.is_empty() && cells.iter().all(plain)
    }

    /// True for a scalar and for a string.
    #[inline(always)]
    pub(super) fn is_plain(&self) -> bool {
        self.type_info() & REFCOUNTED == 0 || self.type_info() == ffi::IS_STRING_EX
    }

    /// True for `null` and for a cell that holds nothing.
    pub fn is_undefined(&self) -> bool {
        self.type_info() == ffi::IS_UNDEF
    }

    /// True for `null`.
    pub fn is_null(&self) -> bool {
        matches!(self.view(), View::Null)
    }

    /// True when PHP code takes it for true; an object always is.
    pub fn is_truthy(&self) -> bool {
        match self.view() {
            View::Null => false,
            View::Bool(value) => value,
            View::Long(value) => value != 0,
            View::Double(value) => value != 0.0,
            View::Str(value) => !matches!(value.as_bytes(), b"" | b"0"),
            View::Array(value) => !value.is_empty(),
            View::Object(_) | View::Other => true,
        }
    }

    /// The type's name as the engine's own `TypeErrors` give it: `int`, `array`, `Foo\Bar`, …
    pub fn type_name(&self) -> String {
        if let View::Object(object) = self.view() {
            return object.class_name();
        }
        // SAFETY: the engine answers with a static C string.
        let name = unsafe { std::ffi::CStr::from_ptr(ffi::zend_zval_type_name(self.as_ptr())) };
        name.to_string_lossy().into_owned()
    }
}

impl ZVal {
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
