//! Classes that are declared while PHP runs, and last until the end of the request: what the compiler makes of
//! `class Name extends Parent implements Interface {}`, without text to be compiled.
use super::ffi;
use super::kept::persistent_string;
use super::string::{Interned, ZStr};
use ext_php_rs::alloc::emalloc;
use std::alloc::Layout;
use std::sync::atomic::{AtomicPtr, Ordering};

/// What such a class has instead of a file.
static FILE: Interned = Interned::new("netsvr");

/// At module start.
pub(super) fn make() {
    FILE.make();
}

/// The name of a class, as it is written and as the engine's tables have it.
pub struct ClassName {
    text: &'static str,
    name: AtomicPtr<ffi::zend_string>,
    lower: AtomicPtr<ffi::zend_string>,
}

impl ClassName {
    /// A full name; [`ClassName::make`] must run before it is used.
    pub const fn new(text: &'static str) -> Self {
        Self {
            text,
            name: AtomicPtr::new(std::ptr::null_mut()),
            lower: AtomicPtr::new(std::ptr::null_mut()),
        }
    }

    /// At module start only: later strings would belong to one request.
    pub fn make(&self) {
        let lower = self.text.to_ascii_lowercase();
        self.name
            .store(persistent_string(self.text), Ordering::Relaxed);
        self.lower
            .store(persistent_string(&lower), Ordering::Relaxed);
    }

    pub(super) fn name(&self) -> &ZStr {
        // SAFETY: set at module start and alive as long as the module.
        unsafe { ZStr::at(self.name.load(Ordering::Relaxed)) }
    }

    pub(super) fn lower(&self) -> &ZStr {
        // SAFETY: as above.
        unsafe { ZStr::at(self.lower.load(Ordering::Relaxed)) }
    }
}

/// Declares a child of `parent` that adds nothing to it but the interface, which has been loaded. If there is a class
/// of that name already (an autoloader has declared one meanwhile), gives that.
///
/// Null, with an exception or a fatal error, when the engine refuses the class, because what the parent has does not
/// suit the interface.
///
/// # Safety
/// Between the start and the end of a request, inside [`protect`](super::error::protect).
pub(super) unsafe fn declare(
    class: &ClassName,
    parent: &ClassName,
    interface: Option<&ClassName>,
) -> *mut ffi::zend_class_entry {
    // SAFETY: the steps of the compiler and of the opcode that declares a class, with the request's table of classes
    // and memory; all names live as long as the module, so counting their references does nothing. Nothing inside has
    // a destructor.
    unsafe {
        let table = (*ffi::ext_php_rs_executor_globals()).class_table;
        let key = class.lower().as_ptr();
        let found = ffi::zend_hash_find(table, key);
        if !found.is_null() {
            return (*found).value.ce;
        }
        let entry = new_entry(class, parent, interface);
        let mut cell: ffi::zval = std::mem::zeroed();
        cell.value.ce = entry;
        cell.u1.type_info = ffi::IS_PTR;
        ffi::zend_hash_add(table, key, &raw mut cell);
        let linked = ffi::zend_do_link_class(entry, parent.lower().as_ptr(), key);
        if linked.is_null() {
            ffi::zend_hash_del(table, key);
        }
        linked
    }
}

/// A class that is not linked yet.
///
/// # Safety
/// Between the start and the end of a request.
unsafe fn new_entry(
    class: &ClassName,
    parent: &ClassName,
    interface: Option<&ClassName>,
) -> *mut ffi::zend_class_entry {
    // SAFETY: memory for a whole entry, all of which is written: zeros stand for what an empty class does not have.
    unsafe {
        let entry = in_arena::<ffi::zend_class_entry>();
        entry.write_bytes(0, 1);
        (*entry).type_ = ffi::ZEND_USER_CLASS;
        ffi::zend_initialize_class_data(entry, true);
        (*entry).ce_flags |= ffi::ZEND_ACC_TOP_LEVEL;
        (*entry).name = class.name().as_ptr();
        (*entry).__bindgen_anon_1.parent_name = parent.name().as_ptr();
        (*entry).info.user.filename = FILE.as_ptr();
        (*entry).info.user.line_start = 1;
        (*entry).info.user.line_end = 1;
        if let Some(interface) = interface {
            let names = block::<ffi::zend_class_name>(size_of::<ffi::zend_class_name>());
            names.write(ffi::zend_class_name {
                name: interface.name().as_ptr(),
                lc_name: interface.lower().as_ptr(),
            });
            (*entry).__bindgen_anon_3.interface_names = names;
            (*entry).num_interfaces = 1;
        }
        entry
    }
}

/// Memory from where the compiler takes it for classes: the engine lets go of it when the request's classes are gone.
///
/// # Safety
/// Between the start and the end of a request.
unsafe fn in_arena<T>() -> *mut T {
    const fn aligned<T>() -> usize {
        size_of::<T>().next_multiple_of(ALIGNMENT)
    }
    const { assert!(align_of::<T>() <= ALIGNMENT) };
    let head = aligned::<ffi::zend_arena>();
    // SAFETY: the engine's own inline function: blocks in a list, of which the newest is filled from its beginning.
    unsafe {
        let newest = &raw mut (*ffi::ext_php_rs_compiler_globals()).arena;
        let arena = *newest;
        let place = (*arena).ptr;
        if (*arena).end.addr() - place.addr() >= aligned::<T>() {
            (*arena).ptr = place.add(aligned::<T>());
            return place.cast();
        }
        let size = ((*arena).end.addr() - arena.addr()).max(head + aligned::<T>());
        let newer = block::<ffi::zend_arena>(size);
        let place = newer.byte_add(head);
        newer.write(ffi::zend_arena {
            ptr: place.byte_add(aligned::<T>()).cast(),
            end: newer.byte_add(size).cast(),
            prev: arena,
        });
        *newest = newer;
        place.cast()
    }
}

/// `ZEND_MM_ALIGNMENT`
const ALIGNMENT: usize = 8;

/// A block of the request's memory, of so many bytes, that begins with a `T`.
///
/// # Safety
/// Between the start and the end of a request; `size` is not 0.
#[allow(clippy::cast_ptr_alignment)] // aligned as the layout says
unsafe fn block<T>(size: usize) -> *mut T {
    // SAFETY: the alignment is a power of two, and no size comes near the largest one.
    emalloc(unsafe { Layout::from_size_align_unchecked(size, ALIGNMENT) }).cast()
}
