//! PHP values, looked at: the cell [`ZVal`], and what is in it, as a [`View`].
use super::array::ZArr;
use super::ffi;
use super::object::ZObj;
use super::string::ZStr;
use std::cell::UnsafeCell;
use std::mem::ManuallyDrop;

/// The engine's own value cell, without the destructor that the generated binding gives it.
pub(super) type Raw = ManuallyDrop<ffi::zval>;

/// An owned PHP value; a clone counts one reference more, a drop one less. A cell, because the engine writes it
/// through shared borrows.
#[repr(transparent)]
pub struct ZVal(pub(super) UnsafeCell<Raw>);

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
    /// A resource, or anything else PHP code cannot name.
    Other,
}

/// What a numeric value amounts to.
#[derive(Clone, Copy)]
pub enum Number {
    Long(i64),
    Double(f64),
}

/// `IS_TYPE_REFCOUNTED` in the position it has inside `type_info`.
pub(super) const REFCOUNTED: u32 = ffi::IS_TYPE_REFCOUNTED << ffi::Z_TYPE_FLAGS_SHIFT;

impl ZVal {
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
    /// anything else an object may go whose destructor a user class has.
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
