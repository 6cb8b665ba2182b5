//! PHP objects that Rust code owns: [`ZObject`], and how it is made with a constructor or without.
use super::class_builder::Class;
use super::error::{protect, throw_builtin, Builtin, Thrown};
use super::ffi;
use super::function::UserClass;
use super::memory;
use super::object::ZObj;
use super::value::ZVal;
use std::mem::ManuallyDrop;
use std::ops::Deref;

/// A PHP object, one reference of which is ours.
pub struct ZObject(*mut ffi::zend_object);

impl ZObj {
    /// One reference more.
    #[inline(always)]
    pub fn to_owned(&self) -> ZObject {
        // SAFETY: alive, and only the count is touched.
        unsafe { (*self.as_ptr()).gc.refcount += 1 };
        ZObject(self.as_ptr())
    }
}

impl ZObject {
    /// A new object of a class, its constructor not called.
    ///
    /// # Errors
    /// When the class is abstract, or a callback that runs on creation throws.
    pub(super) fn new_plain(class: *mut ffi::zend_class_entry) -> Result<Self, Thrown> {
        let mut value = ManuallyDrop::new(ZVal::null());
        let cell = (&raw mut *value).cast::<ffi::zval>();
        // SAFETY: the engine writes an object into the cell or leaves null.
        protect(|| unsafe { ffi::object_init_ex(cell, class) })?;
        match value.as_object() {
            // the cell's reference becomes ours
            Some(object) => Ok(Self(object.as_ptr())),
            None => Err(throw_builtin(
                Builtin::Error,
                "the object could not be created",
            )),
        }
    }

    /// `new` with a class of the extension and its constructor.
    ///
    /// # Errors
    /// When the constructor throws.
    pub fn construct(class: &Class, arguments: &[ZVal]) -> Result<Self, Thrown> {
        Self::construct_entry(class.entry(), arguments)
    }

    /// A new object of a class of the extension whose constructor has nothing to do.
    ///
    /// # Errors
    /// As [`ZObject::construct`].
    #[inline]
    pub fn make(class: &Class) -> Result<Self, Thrown> {
        let _ = memory::before();
        // SAFETY: the class is registered, and as one of ours has nothing to be resolved before its first object: with
        // Rust data behind its objects, it says itself how they are made, and the one reference is given to us.
        if let Some(create) = unsafe { (*class.entry()).__bindgen_anon_2.create_object } {
            // SAFETY: as above.
            return Ok(Self(unsafe { create(class.entry()) }));
        }
        let mut value = ManuallyDrop::new(ZVal::null());
        // SAFETY: the engine writes an object into the cell or leaves null. Making an object of an internal class
        // runs no callback, so there is nothing to catch.
        unsafe { ffi::object_init_ex((&raw mut *value).cast(), class.entry()) };
        match value.as_object() {
            // the cell's reference becomes ours
            Some(object) => Ok(Self(object.as_ptr())),
            None => Err(Thrown::pending()),
        }
    }

    /// `new` with the name of a class, loaded if need be.
    ///
    /// # Errors
    /// When there is no such class, or its constructor throws.
    pub fn construct_named(class: &str, arguments: &[ZVal]) -> Result<Self, Thrown> {
        Self::construct_entry(UserClass::load(class)?.entry(), arguments)
    }

    pub(super) fn construct_entry(
        class: *mut ffi::zend_class_entry,
        arguments: &[ZVal],
    ) -> Result<Self, Thrown> {
        let object = Self::new_plain(class)?;
        // SAFETY: a linked class; null without a constructor.
        let constructor = unsafe { (*class).constructor };
        if !constructor.is_null() {
            if let Err(thrown) = object.call_function(constructor, arguments) {
                // as `new` does: what was not constructed is not destructed
                // SAFETY: alive; the union's members all are the same 32 bits.
                unsafe {
                    (*object.as_ptr()).gc.u.type_info |=
                        ffi::IS_OBJ_DESTRUCTOR_CALLED << ffi::GC_FLAGS_SHIFT;
                }
                return Err(thrown);
            }
        }
        Ok(object)
    }

    #[inline(never)]
    fn let_go(&self) {
        // SAFETY: as in `drop`.
        memory::release(|| unsafe { ffi::ext_php_rs_zend_object_release(self.0) });
    }

    #[inline(always)]
    pub(super) fn into_raw(self) -> *mut ffi::zend_object {
        ManuallyDrop::new(self).0
    }
}

impl Deref for ZObject {
    type Target = ZObj;

    #[inline(always)]
    fn deref(&self) -> &ZObj {
        // SAFETY: alive while we hold our reference.
        unsafe { ZObj::at(self.0) }
    }
}

impl Drop for ZObject {
    #[inline(always)]
    fn drop(&mut self) {
        // SAFETY: alive as long as our reference, which is given back once.
        unsafe {
            if !memory::give_back(&raw mut (*self.0).gc) {
                self.let_go();
            }
        }
    }
}
