//! PHP objects: property slots, Rust data behind them, method calls.
use super::class_builder::Class;
use super::depth::nested;
use super::error::{protect, throw_builtin, Builtin, Thrown};
use super::ffi;
use super::function::UserClass;
use super::memory;
use super::native::{data_of, Native};
use super::string::{Interned, ZStr, ZString};
use super::value::ZVal;
use super::writable::Writable;
use std::cell::UnsafeCell;
use std::mem::ManuallyDrop;
use std::ops::Deref;

/// A PHP object, borrowed. A cell, because references are counted and properties written through shared borrows.
#[repr(transparent)]
pub struct ZObj(UnsafeCell<ffi::zend_object>);

/// A PHP object, one reference of which is ours.
pub struct ZObject(*mut ffi::zend_object);

/// A public method of an object that is to be called many times: looked up once, and the object kept alive.
pub struct BoundMethod {
    object: ZObject,
    function: *mut ffi::zend_function,
}

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

    /// One reference more.
    #[inline(always)]
    pub fn to_owned(&self) -> ZObject {
        // SAFETY: alive, and only the count is touched.
        unsafe { (*self.as_ptr()).gc.refcount += 1 };
        ZObject(self.as_ptr())
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

    /// `instanceof` for a class of user code by its name; a class that is not loaded has no instances.
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

    /// Writes a typed property of which user code has made a reference as PHP code does, behind that: the engine keeps
    /// with the reference which properties it belongs to, so it must not leave one without a word.
    #[cold]
    fn assign_slot(&self, index: usize, value: ZVal) {
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

    /// Writes a property by name, from the scope of the object's own class.
    ///
    /// # Errors
    /// When user code (a setter, a destructor) throws.
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

    /// Calls a method by its name, as user code in no class would: `__call` works, private ones do not.
    ///
    /// # Errors
    /// When the method throws, ends the request, or cannot be called.
    pub fn call(&self, method: &str, arguments: &[ZVal]) -> Result<ZVal, Thrown> {
        let lower = method.to_ascii_lowercase();
        match self.find_method(lower.as_bytes()) {
            Some(function) => self.call_function(function, arguments),
            None => super::function::call(&ZVal::from(self), Some(method), arguments),
        }
    }

    /// Calls a method by a name made at module start (lower case): saves the making of a string.
    ///
    /// # Errors
    /// As [`ZObj::call`].
    pub fn call_known(&self, method: &Interned, arguments: &[ZVal]) -> Result<ZVal, Thrown> {
        match self.find_method(method.as_bytes()) {
            Some(function) => self.call_function(function, arguments),
            None => super::function::call(&ZVal::from(self), Some(&method.to_text()), arguments),
        }
    }

    /// Looks up a public method by a name made at module start (lower case), for calls that follow each other. An
    /// object's class and its methods do not change. `None` where only [`ZObj::call_known`] knows what is to be done.
    pub fn bind(&self, method: &Interned) -> Option<BoundMethod> {
        Some(BoundMethod {
            function: self.find_method(method.as_bytes())?,
            object: self.to_owned(),
        })
    }

    fn call_function(
        &self,
        function: *mut ffi::zend_function,
        arguments: &[ZVal],
    ) -> Result<ZVal, Thrown> {
        // user code may let go of the object while its method runs
        let alive = self.to_owned();
        alive.call_while_alive(function, arguments)
    }

    /// The caller holds a reference to the object until this returns.
    #[inline]
    fn call_while_alive(
        &self,
        function: *mut ffi::zend_function,
        arguments: &[ZVal],
    ) -> Result<ZVal, Thrown> {
        let mut result = ZVal::null();
        let cell = (&raw mut result).cast::<ffi::zval>();
        // SAFETY: the function belongs to this object's class; arguments are whole cells that the engine copies.
        let invoke = || unsafe {
            ffi::zend_call_known_function(
                function,
                self.as_ptr(),
                self.entry(),
                cell,
                u32::try_from(arguments.len()).unwrap_or(0),
                arguments.as_ptr().cast_mut().cast(),
                std::ptr::null_mut(),
            );
        };
        nested(|| protect(invoke))?;
        if result.type_info() == ffi::IS_UNDEF {
            result = ZVal::null();
        }
        Ok(result.by_value())
    }

    /// Calls a method from within its class, so protected ones, too, by a name made at module start (lower case).
    ///
    /// # Errors
    /// As [`ZObj::call`].
    pub fn call_protected(&self, method: &Interned, arguments: &[ZVal]) -> Result<ZVal, Thrown> {
        match self.find_any_method(method.as_bytes()) {
            Some(function) => self.call_function(function, arguments),
            None => Err(throw_builtin(
                Builtin::Error,
                &format!(
                    "Call to undefined method {}::{}()",
                    self.class_name(),
                    method.to_text()
                ),
            )),
        }
    }

    /// True when the class has a public method of this (lower-case) name.
    pub fn has_method(&self, lower: &str) -> bool {
        self.find_method(lower.as_bytes()).is_some()
    }

    fn find_method(&self, lower: &[u8]) -> Option<*mut ffi::zend_function> {
        // SAFETY: the table of a linked class maps lower-case names to functions.
        unsafe {
            let table = (&raw const (*self.entry()).function_table).cast_mut();
            let cell = ffi::zend_hash_str_find(table, lower.as_ptr().cast(), lower.len());
            if cell.is_null() {
                return None;
            }
            let function = (*cell).value.func;
            let public = (*function).common.fn_flags & ffi::ZEND_ACC_PUBLIC != 0;
            public.then_some(function)
        }
    }

    /// True when the method (lower-case name) is still the handler given, so user code has not overridden it.
    pub fn has_handler(&self, lower: &str, handler: super::call::Handler) -> bool {
        self.find_any_method(lower.as_bytes())
            .is_some_and(|function| {
                // SAFETY: the kind says which member of the union is set.
                unsafe {
                    u32::from((*function).type_) == ffi::ZEND_INTERNAL_FUNCTION
                        && (*function).internal_function.handler.map(|it| it as usize)
                            == Some(handler as usize)
                }
            })
    }

    /// True when the method (lower-case name) is one of user code.
    pub fn has_user_method(&self, lower: &str) -> bool {
        self.find_any_method(lower.as_bytes())
            // SAFETY: every function has its kind there.
            .is_some_and(|function| unsafe {
                u32::from((*function).type_) == ffi::ZEND_USER_FUNCTION
            })
    }

    /// As [`ZObj::has_handler`], for a name made at module start.
    pub fn has_known_handler(&self, lower: &Interned, handler: super::call::Handler) -> bool {
        // SAFETY: the table of a linked class maps lower-case names to functions; the kind says which member of the
        // union is set.
        unsafe {
            let table = (&raw const (*self.entry()).function_table).cast_mut();
            let cell = ffi::zend_hash_find(table, lower.as_ptr());
            !cell.is_null() && {
                let function = (*cell).value.func;
                u32::from((*function).type_) == ffi::ZEND_INTERNAL_FUNCTION
                    && (*function).internal_function.handler.map(|it| it as usize)
                        == Some(handler as usize)
            }
        }
    }

    fn find_any_method(&self, lower: &[u8]) -> Option<*mut ffi::zend_function> {
        // SAFETY: as in `find_method`.
        unsafe {
            let table = (&raw const (*self.entry()).function_table).cast_mut();
            let cell = ffi::zend_hash_str_find(table, lower.as_ptr().cast(), lower.len());
            (!cell.is_null()).then(|| (*cell).value.func)
        }
    }
}

impl ZObject {
    /// A new object of a class, its constructor not called.
    ///
    /// # Errors
    /// When the class is abstract, or user code that runs on creation throws.
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
        // runs no user code, so there is nothing to catch.
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

impl BoundMethod {
    /// Calls it.
    ///
    /// # Errors
    /// When the method throws or ends the request.
    #[inline]
    pub fn call(&self, arguments: &[ZVal]) -> Result<ZVal, Thrown> {
        self.object.call_while_alive(self.function, arguments)
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
