//! Rust data behind PHP objects: how such objects are made, copied, compared and freed.
use super::ffi;
use super::live::{self, Live};
use super::memory;
use super::object::ZObj;
use super::value::ZVal;
use std::any::TypeId;
use std::ffi::c_int;
use std::marker::PhantomData;
use std::mem::offset_of;
use std::panic::{catch_unwind, AssertUnwindSafe};
use std::sync::OnceLock;

/// Rust data that lives with a PHP object. Of PHP values it may hold strings, and arrays of such: all others belong into
/// declared properties, where the engine's cycle collector sees them.
pub trait Native: Default + 'static {
    /// The one table of object handlers of this type: a static of the implementing module.
    fn handlers() -> &'static Handlers;

    /// The data for a clone of the object; by default objects cannot be cloned.
    const CLONE: Option<fn(&Self) -> Self> = None;

    /// Brings the declared properties into the state in which they may be copied or compared: called before an
    /// object is cloned, and on both sides before two are compared.
    fn settle(_object: &ZObj) {}

    /// The declared properties that stand for native state.
    const LIVE: Option<&'static Live> = None;

    /// Spares the engine the call of `__destruct`: does what that would do, and gives true when nothing of it is left.
    /// Asked only where no user class has overridden it. No PHP code may run.
    const INSTEAD_OF_DESTRUCTOR: Option<fn(&ZObj) -> bool> = None;

    /// The object is about to be freed, its properties are still there. No PHP code may run.
    fn end(_object: &ZObj) {}
}

/// A table of object handlers, filled on first use.
pub struct Handlers(OnceLock<Table>);

struct Table {
    handlers: ffi::zend_object_handlers,
    data: TypeId,
}

// SAFETY: written once, read afterwards; it holds function pointers and an offset.
unsafe impl Send for Table {}
// SAFETY: as above.
unsafe impl Sync for Table {}

impl Handlers {
    /// A table to be filled at module start.
    pub const fn unset() -> Self {
        Self(OnceLock::new())
    }

    pub(super) fn as_ptr(&self) -> *const ffi::zend_object_handlers {
        self.0
            .get()
            .map_or(std::ptr::null(), |table| &raw const table.handlers)
    }
}

#[repr(C)]
struct Layout<T> {
    data: T,
    object: ffi::zend_object,
    _owns: PhantomData<T>,
}

/// The data of an object.
///
/// # Safety
/// The object was made by `create::<T>`.
pub(super) unsafe fn data_of<T>(object: *mut ffi::zend_object) -> *mut T {
    // SAFETY: the caller knows that the object was made by `create::<T>`.
    unsafe { object.byte_sub(offset_of!(Layout<T>, object)).cast::<T>() }
}

/// Fills the handlers of `T` and gives the function that creates its objects.
pub(super) fn install<T: Native>(
) -> unsafe extern "C" fn(*mut ffi::zend_class_entry) -> *mut ffi::zend_object {
    let table = T::handlers().0.get_or_init(|| {
        // SAFETY: a plain table of the engine, copied.
        let mut handlers = unsafe { std::ptr::read(&raw const ffi::std_object_handlers) };
        handlers.offset = c_int::try_from(offset_of!(Layout<T>, object)).unwrap_or(0);
        handlers.free_obj = Some(free::<T>);
        if T::INSTEAD_OF_DESTRUCTOR.is_some() {
            handlers.dtor_obj = Some(destruct::<T>);
        }
        live::install::<T>(&mut handlers);
        handlers.clone_obj = T::CLONE.map(|_| clone::<T> as unsafe extern "C" fn(_) -> _);
        handlers.compare = Some(compare::<T>);
        Table {
            handlers,
            data: TypeId::of::<T>(),
        }
    });
    assert!(
        table.data == TypeId::of::<T>(),
        "one table of handlers serves one type"
    );
    create::<T>
}

unsafe extern "C" fn create<T: Native>(class: *mut ffi::zend_class_entry) -> *mut ffi::zend_object {
    // SAFETY: the engine's own sequence for objects with data of their own: allocate with room for the declared
    // properties, initialise the standard part, set the handlers. The data come last: what allocates may jump.
    unsafe {
        let memory =
            ffi::ext_php_rs_zend_object_alloc(size_of::<Layout<T>>(), class).cast::<Layout<T>>();
        let object = &raw mut (*memory).object;
        ffi::zend_object_std_init(object, class);
        ffi::object_properties_init(object, class);
        std::ptr::write(&raw mut (*memory).data, T::default());
        (*object).handlers = T::handlers().as_ptr();
        object
    }
}

unsafe extern "C" fn destruct<T: Native>(object: *mut ffi::zend_object) {
    // SAFETY: called once at most, for an object made by `create::<T>`; its class is linked, the kind says which member
    // of the union is set.
    unsafe {
        let destructor = (*(*object).ce).destructor;
        let ours =
            !destructor.is_null() && u32::from((*destructor).type_) == ffi::ZEND_INTERNAL_FUNCTION;
        let done = T::INSTEAD_OF_DESTRUCTOR
            .filter(|_| ours)
            .is_some_and(|end| {
                catch_unwind(AssertUnwindSafe(|| end(ZObj::at(object)))).unwrap_or(false)
            });
        memory::close();
        if !done {
            ffi::zend_objects_destroy_object(object);
        }
    }
}

unsafe extern "C" fn free<T: Native>(object: *mut ffi::zend_object) {
    const WEAKLY_REFERENCED: u32 = ffi::IS_OBJ_WEAKLY_REFERENCED << ffi::GC_FLAGS_SHIFT;
    // SAFETY: called once, for an object made by `create::<T>`; whoever takes the weak references away clears the flag.
    unsafe {
        // before the data goes: a stream in it may have filters in PHP, to which these would give the object back
        if (*object).gc.u.type_info & WEAKLY_REFERENCED != 0 {
            ffi::zend_weakrefs_notify(object);
            (*object).gc.u.type_info &= !WEAKLY_REFERENCED;
        }
        let data = data_of::<T>(object);
        let free = || {
            T::end(ZObj::at(object));
            std::ptr::drop_in_place(data);
        };
        if catch_unwind(AssertUnwindSafe(free)).is_err() {
            log::error!("a destructor panicked; what it held may have leaked");
        }
        memory::close();
        ffi::zend_object_std_dtor(object);
    }
}

unsafe extern "C" fn clone<T: Native>(old: *mut ffi::zend_object) -> *mut ffi::zend_object {
    // SAFETY: the engine hands in an object made by `create::<T>`; the copy begins as a new object whose data and
    // properties are then replaced by the old one's.
    unsafe {
        settle::<T>(ZObj::at(old));
        let new = create::<T>((*old).ce);
        if let Some(copy) = T::CLONE {
            match catch_unwind(AssertUnwindSafe(|| copy(&*data_of::<T>(old)))) {
                Ok(data) => *data_of::<T>(new) = data,
                Err(panic) => super::error::throw_panic(&*panic),
            }
        }
        memory::close();
        ffi::zend_objects_clone_members(new, old);
        new
    }
}

unsafe extern "C" fn compare<T: Native>(left: *mut ffi::zval, right: *mut ffi::zval) -> c_int {
    // SAFETY: the engine hands in two values, at least one of them an object made by `create::<T>`.
    unsafe {
        for side in [left, right] {
            if let Some(object) = ZVal::at(side).as_object() {
                if object.native::<T>().is_some() {
                    settle::<T>(object);
                }
            }
        }
        super::comparison::compare(left, right)
    }
}

/// A fatal error that this meets is raised here.
fn settle<T: Native>(object: &ZObj) {
    if let Err(panic) = catch_unwind(AssertUnwindSafe(|| T::settle(object))) {
        super::error::throw_panic(&*panic);
        std::mem::forget(panic);
    }
    if memory::is_to_finish() {
        // SAFETY: no frame between this one and the engine's has a value with a destructor.
        unsafe { memory::finish() };
    }
}
