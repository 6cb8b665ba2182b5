//! PHP objects, borrowed: [`ZObj`], its class, its properties read and written, the Rust data behind it.
use super::class_builder::Class;
use super::error::{protect, Thrown};
use super::ffi;
use super::memory;
use super::native::{data_of, Native};
use super::string::ZStr;
use super::string_build::ZString;
use super::value::ZVal;
use super::writable::Writable;
use std::cell::UnsafeCell;
use std::mem::ManuallyDrop;

/// A PHP object, borrowed. A cell, because references are counted and properties written through shared borrows.
#[repr(transparent)]
pub struct ZObj(UnsafeCell<ffi::zend_object>);

impl ZObj {
    /// # Safety
    /// `raw` points to an object that lives for `'a`.
    #[inline(always)]
    pub(super) unsafe fn at<'a>(raw: *const ffi::zend_object) -> &'a Self {
        // SAFETY: transparent, and alive by the caller's promise.
        unsafe { &*raw.cast::<Self>() }
    }

    #[inline(always)]
    pub(super) fn as_ptr(&self) -> *mut ffi::zend_object {
        self.0.get()
    }

    #[inline(always)]
    pub(super) fn entry(&self) -> *mut ffi::zend_class_entry {
        // SAFETY: alive; an object keeps its class.
        unsafe { (*self.0.get()).ce }
    }

    /// The class's name as declared.
    pub fn class_name(&self) -> String {
        // SAFETY: every class has a name.
        unsafe { ZStr::at((*self.entry()).name) }.to_text()
    }

    /// True for an object of this class itself, not of a child class.
    #[inline(always)]
    pub fn is_exactly(&self, class: &Class) -> bool {
        self.entry() == class.entry()
    }

    /// `instanceof`.
    #[inline(always)]
    pub fn is_a(&self, class: &Class) -> bool {
        // SAFETY: both classes are alive.
        self.is_exactly(class)
            || unsafe { ffi::instanceof_function_slow(self.entry(), class.entry()) }
    }

    /// `instanceof` for a user class by its name; a class that is not loaded has no instances.
    pub fn is_a_named(&self, class: &str) -> bool {
        self.is_said_to_be(class) || self.is_a_looked_up(class)
    }

    /// Its class or one of the interfaces has this very name: most objects are recognised by that, without a string
    /// for the engine's tables.
    fn is_said_to_be(&self, class: &str) -> bool {
        // SAFETY: an object's class is linked: its interfaces are classes, so many as it says.
        unsafe {
            let entry = self.entry();
            let interfaces = match (*entry).num_interfaces as usize {
                0 => &[],
                count => std::slice::from_raw_parts((*entry).__bindgen_anon_3.interfaces, count),
            };
            std::iter::once(&entry)
                .chain(interfaces)
                .any(|entry| ZStr::at((**entry).name).as_bytes() == class.as_bytes())
        }
    }

    /// The same for a parent, an alias, and whatever is written in another way.
    #[cold]
    fn is_a_looked_up(&self, class: &str) -> bool {
        const NO_AUTOLOAD: u32 = 0x80;
        let name = ZString::new(class.as_bytes());
        let _ = memory::before();
        // SAFETY: the engine looks the name up and answers null or a class.
        unsafe {
            let entry = ffi::zend_lookup_class_ex(name.as_ptr(), std::ptr::null_mut(), NO_AUTOLOAD);
            !entry.is_null()
                && (self.entry() == entry || ffi::instanceof_function_slow(self.entry(), entry))
        }
    }

    /// Identities of the class and its parents, as [`Class::id`] gives them.
    #[inline]
    pub fn class_ids(&self) -> impl Iterator<Item = usize> + '_ {
        std::iter::successors(Some(self.entry()), |class| {
            // SAFETY: an object's class is linked, so its parent is a class or null.
            let parent = unsafe { (**class).__bindgen_anon_1.parent };
            (!parent.is_null()).then_some(parent)
        })
        .map(|class| class as usize)
    }

    /// The value in declared property number `index` of the class that declares it first.
    ///
    /// # Panics
    /// When the object has fewer declared properties.
    #[inline(always)]
    pub fn slot(&self, index: usize) -> &ZVal {
        // SAFETY: inside the table, whose cells are initialised with the object.
        unsafe { ZVal::at(self.slot_cell(index)) }
    }

    /// The cell of declared property number `index`, to be written. Its type is unchecked: give what the declaration
    /// allows.
    ///
    /// # Panics
    /// When the object has fewer declared properties.
    #[inline(always)]
    pub fn writable(&self, index: usize) -> Writable<'_> {
        // SAFETY: inside the table, whose cells are the object's own.
        unsafe { Writable::at(ZVal::at(self.slot_cell(index))) }
    }

    /// Writes declared property number `index`, its type unchecked: give what the declaration allows.
    ///
    /// # Panics
    /// When the object has fewer declared properties.
    #[inline(always)]
    pub fn set_slot(&self, index: usize, value: ZVal) {
        if self.slot(index).is_reference() && self.is_typed(index) {
            return self.assign_slot(index, value);
        }
        // SAFETY: as in `slot`; `replace` leaves the cell whole before anything else can run.
        unsafe { value.replace(self.slot_cell(index)) }
    }

    #[cold]
    fn is_typed(&self, index: usize) -> bool {
        // SAFETY: a class that declares properties has a table of what they are, null for what it does not see.
        unsafe {
            let property = *(*self.entry()).properties_info_table.add(index);
            !property.is_null() && (*property).type_.type_mask & ffi::ZEND_TYPE_MASK != 0
        }
    }

    /// Writes a typed property of which a user class has made a reference as PHP code does, behind that: the engine
    /// keeps with the reference which properties it belongs to, so it must not leave one without a word. After a fatal
    /// error the engine has no frame to tell by how strict it is to be, and would look for one: then all stays as it is.
    #[cold]
    fn assign_slot(&self, index: usize, value: ZVal) {
        // SAFETY: the globals of this thread.
        if unsafe {
            (*ffi::ext_php_rs_executor_globals())
                .current_execute_data
                .is_null()
        } {
            return;
        }
        let value = ManuallyDrop::new(value);
        // the engine lets go of the old value while it is still in its place, where its destructor would meet it
        let _old = self.slot(index).resolved().clone();
        // SAFETY: the cell holds a reference; the engine takes the value over, or throws and lets go of it.
        memory::release(|| unsafe {
            let reference = (*self.slot_cell(index)).value.ref_;
            ffi::zend_try_assign_typed_ref_zval(reference, value.as_ptr());
        });
    }

    #[inline(always)]
    fn slot_cell(&self, index: usize) -> *mut ffi::zval {
        // SAFETY: the class is alive.
        let count = unsafe { (*self.entry()).default_properties_count };
        assert!(
            index < usize::try_from(count).unwrap_or(0),
            "no such declared property"
        );
        // SAFETY: an object has as many cells as its class declares properties.
        unsafe {
            (&raw mut (*self.0.get()).properties_table)
                .cast::<ffi::zval>()
                .add(index)
        }
    }

    /// Its number among the objects that there are, as `spl_object_id()` gives it.
    pub fn handle(&self) -> u32 {
        // SAFETY: alive.
        unsafe { (*self.as_ptr()).handle }
    }

    /// Writes a property by name, from the scope of the object's own class.
    ///
    /// # Errors
    /// When a user class (its setter, a destructor) throws.
    pub fn write_property(&self, name: &str, value: &ZVal) -> Result<(), Thrown> {
        let name = ZString::new(name.as_bytes());
        // SAFETY: the engine counts the value's reference itself.
        protect(|| unsafe {
            ffi::zend_update_property_ex(
                self.entry(),
                self.as_ptr(),
                name.as_ptr(),
                value.as_ptr(),
            );
        })
    }

    /// The Rust data behind an object of a class registered with [`super::class_builder::ClassBuilder::native`], or of a
    /// child of such a class.
    #[inline(always)]
    pub fn native<T: Native>(&self) -> Option<&T> {
        // SAFETY: alive; an object keeps its handlers.
        if !std::ptr::eq(unsafe { (*self.0.get()).handlers }, T::handlers().as_ptr()) {
            return None;
        }
        // SAFETY: only objects made by `create::<T>` have these handlers, and their data lies before them.
        unsafe { Some(&*data_of::<T>(self.as_ptr())) }
    }

    /// True when nobody but its one owner has anything to do with the object: no reference, weak reference or dynamic
    /// property leads to it or from it. With its declared properties set anew it cannot be told from a new one.
    #[inline]
    pub fn is_unshared(&self) -> bool {
        // SAFETY: alive; the union's members all are the same 32 bits.
        unsafe {
            let object = self.as_ptr();
            (*object).gc.refcount == 1
                && (*object).gc.u.type_info & ffi::GC_FLAGS_MASK == 0
                && (*object).properties.is_null()
        }
    }
}
