//! Declared properties that stand for native state: brought up to date before PHP code reads them, and looked at
//! again after PHP code may have written them. Native code that reads their slots pays nothing.
use super::ffi;
use super::memory;
use super::native::Native;
use super::object::ZObj;
use super::string::ZStr;
use std::ffi::{c_int, c_void};
use std::panic::{catch_unwind, AssertUnwindSafe};

type CacheSlot = *mut *mut c_void;

/// The live properties of a type.
pub struct Live {
    /// Whether the property of this name is one.
    pub is: fn(&[u8]) -> bool,
    /// Brings the slot of this one up to date, or of all of them. No PHP code may run. An exception that it leaves
    /// pending is one of whoever looks at the property.
    pub show: fn(&ZObj, Option<&[u8]>),
    /// PHP code may have written one, now or from now on.
    pub written: fn(&ZObj),
}

/// Puts the handlers of live properties into the table of `T`.
pub(super) fn install<T: Native>(handlers: &mut ffi::zend_object_handlers) {
    if T::LIVE.is_some() {
        handlers.read_property = Some(read::<T>);
        handlers.write_property = Some(write::<T>);
        handlers.get_property_ptr_ptr = Some(pointer::<T>);
        handlers.has_property = Some(has::<T>);
        handlers.unset_property = Some(unset::<T>);
        handlers.get_properties = Some(all::<T>);
        handlers.get_gc = Some(reachable);
    }
}

/// Shows the property if it is live. Gives the cache to be used: none for a live one, which the engine would read past
/// its handlers.
unsafe fn show<T: Native>(
    object: *mut ffi::zend_object,
    name: *mut ffi::zend_string,
    cache: CacheSlot,
    written: bool,
) -> CacheSlot {
    // SAFETY: the engine hands in an object made by `create::<T>` and a name, both alive.
    let (object, name) = unsafe { (ZObj::at(object), ZStr::at(name).as_bytes()) };
    let Some(live) = T::LIVE.filter(|live| (live.is)(name)) else {
        return cache;
    };
    guard(|| {
        (live.show)(object, Some(name));
        if written {
            (live.written)(object);
        }
    });
    std::ptr::null_mut()
}

/// Runs native code. What it shows may be large: a fatal error that it meets is raised here.
fn guard(act: impl FnOnce()) {
    if let Err(panic) = catch_unwind(AssertUnwindSafe(act)) {
        super::error::throw_panic(&*panic);
        std::mem::forget(panic);
    }
    if memory::is_to_finish() {
        // SAFETY: no frame between this one and the engine's has a value with a destructor.
        unsafe { memory::finish() };
    }
}

unsafe extern "C" fn read<T: Native>(
    object: *mut ffi::zend_object,
    name: *mut ffi::zend_string,
    kind: c_int,
    cache: CacheSlot,
    result: *mut ffi::zval,
) -> *mut ffi::zval {
    // BP_VAR_R is 0, BP_VAR_IS is 3
    let written = kind != 0 && kind != 3;
    // SAFETY: the engine's arguments, handed on to the engine's own handler; so in all of these.
    unsafe {
        let cache = show::<T>(object, name, cache, written);
        ffi::zend_std_read_property(object, name, kind, cache, result)
    }
}

unsafe extern "C" fn write<T: Native>(
    object: *mut ffi::zend_object,
    name: *mut ffi::zend_string,
    value: *mut ffi::zval,
    cache: CacheSlot,
) -> *mut ffi::zval {
    // SAFETY: as in `read`.
    unsafe {
        let cache_of_live = show::<T>(object, name, cache, false);
        let written = ffi::zend_std_write_property(object, name, value, cache_of_live);
        if let Some(live) = T::LIVE.filter(|live| (live.is)(ZStr::at(name).as_bytes())) {
            guard(|| (live.written)(ZObj::at(object)));
        }
        written
    }
}

unsafe extern "C" fn pointer<T: Native>(
    object: *mut ffi::zend_object,
    name: *mut ffi::zend_string,
    kind: c_int,
    cache: CacheSlot,
) -> *mut ffi::zval {
    // SAFETY: as in `read`. The engine takes the property's type from the cache: it is filled, and only the class in it
    // taken back, so that the engine asks again the next time.
    unsafe {
        let live = show::<T>(object, name, cache, true).is_null();
        let place = ffi::zend_std_get_property_ptr_ptr(object, name, kind, cache);
        if live && !cache.is_null() {
            *cache = std::ptr::null_mut();
        }
        place
    }
}

unsafe extern "C" fn has<T: Native>(
    object: *mut ffi::zend_object,
    name: *mut ffi::zend_string,
    kind: c_int,
    cache: CacheSlot,
) -> c_int {
    // SAFETY: as in `read`.
    unsafe {
        let cache = show::<T>(object, name, cache, false);
        ffi::zend_std_has_property(object, name, kind, cache)
    }
}

unsafe extern "C" fn unset<T: Native>(
    object: *mut ffi::zend_object,
    name: *mut ffi::zend_string,
    cache: CacheSlot,
) {
    // SAFETY: as in `read`.
    unsafe {
        let cache = show::<T>(object, name, cache, true);
        ffi::zend_std_unset_property(object, name, cache);
    }
}

unsafe extern "C" fn all<T: Native>(object: *mut ffi::zend_object) -> *mut ffi::HashTable {
    // SAFETY: as in `read`.
    unsafe {
        if let Some(live) = T::LIVE {
            guard(|| {
                (live.show)(ZObj::at(object), None);
                // the table leads to the slots: array functions may write them
                (live.written)(ZObj::at(object));
            });
        }
        ffi::zend_std_get_properties(object)
    }
}

/// What the cycle collector looks at: the slots as they are. The engine's own handler would have all of them shown.
unsafe extern "C" fn reachable(
    object: *mut ffi::zend_object,
    table: *mut *mut ffi::zval,
    count: *mut c_int,
) -> *mut ffi::HashTable {
    // SAFETY: as in `read`. A table of properties that others hold, too, is copied first, as the engine does.
    unsafe {
        let shared = (*object).properties;
        if shared.is_null() {
            *table = (&raw mut (*object).properties_table).cast();
            *count = (*(*object).ce).default_properties_count;
            return std::ptr::null_mut();
        }
        if (*shared).gc.refcount > 1 {
            if (*shared).gc.u.type_info & (ffi::GC_IMMUTABLE << ffi::GC_FLAGS_SHIFT) == 0 {
                (*shared).gc.refcount -= 1;
            }
            (*object).properties = ffi::zend_array_dup(shared);
            memory::close();
        }
        *table = std::ptr::null_mut();
        *count = 0;
        (*object).properties
    }
}
