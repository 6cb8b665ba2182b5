//! Registration of classes and interfaces. Everything here runs at module start.
use super::array_build::ZArray;
use super::ffi;
use super::kept::{keep_as_zend_string, persistent_string};
use super::memory;
use super::native::{install, Native};
use super::signature::{FunctionTable, Method, Type};
use super::string_build::ZString;
use super::value::ZVal;
use super::writable::Writable;
use std::borrow::Cow;
use std::mem::ManuallyDrop;
use std::sync::atomic::{AtomicPtr, Ordering};
use std::sync::OnceLock;

/// A class or interface of the extension, from module start on.
pub struct Class(AtomicPtr<ffi::zend_class_entry>);

impl Class {
    /// A place for a class; [`ClassBuilder::register`] fills it.
    pub const fn unset() -> Self {
        Self(AtomicPtr::new(std::ptr::null_mut()))
    }

    #[inline(always)]
    pub(super) fn entry(&self) -> *mut ffi::zend_class_entry {
        self.0.load(Ordering::Relaxed)
    }

    /// The class's name as declared.
    pub fn name(&self) -> String {
        // SAFETY: registered at module start.
        unsafe { super::string::ZStr::at((*self.entry()).name) }.to_text()
    }

    /// Identity, for tables keyed by class.
    pub fn id(&self) -> usize {
        self.entry() as usize
    }

    /// Reads a static property; `None` when the class has none of that name.
    pub fn static_property(&self, name: &super::string::ZStr) -> Option<&ZVal> {
        let _ = memory::before();
        // SAFETY: answers null or the cell that the class or its parent keeps for this request.
        unsafe {
            let cell = ffi::zend_read_static_property_ex(self.entry(), name.as_ptr(), true);
            (!cell.is_null()).then(|| ZVal::at(cell))
        }
    }

    /// Writes a static property that the class declares, its type unchecked: give what the declaration allows.
    pub fn set_static_property(&self, name: &super::string::ZStr, value: ZVal) {
        if let Some(cell) = self.static_property(name) {
            // SAFETY: the class's own cell for this request, or what it refers to.
            unsafe { Writable::at(cell.resolved()) }.put(value);
        }
    }
}

/// The value that a declared property begins with.
#[derive(Clone, Copy)]
pub enum Initial {
    Null,
    False,
    Long(i64),
    Double(f64),
    EmptyString,
    EmptyArray,
    /// A typed property that holds nothing yet.
    Nothing,
}

impl Initial {
    fn value(self) -> ZVal {
        match self {
            Self::Null => ZVal::null(),
            Self::False => false.into(),
            Self::Long(value) => value.into(),
            Self::Double(value) => value.into(),
            Self::EmptyString => ZString::new(b"").into(),
            // the one that all share and nobody counts: no other may be in a class of the process
            Self::EmptyArray => ZArray::empty().into(),
            Self::Nothing => ZVal::undefined(),
        }
    }
}

/// The engine's interfaces.
#[derive(Clone, Copy)]
pub enum Interface {
    ArrayAccess,
    Countable,
    Iterator,
    IteratorAggregate,
    JsonSerializable,
}

impl Interface {
    fn entry(self) -> *mut ffi::zend_class_entry {
        // SAFETY: set by the engine before modules start, never written again.
        unsafe {
            match self {
                Self::ArrayAccess => ffi::zend_ce_arrayaccess,
                Self::Countable => ffi::zend_ce_countable,
                Self::Iterator => ffi::zend_ce_iterator,
                Self::IteratorAggregate => ffi::zend_ce_aggregate,
                Self::JsonSerializable => ffi::php_json_serializable_ce,
            }
        }
    }
}

#[derive(Clone, Copy)]
enum Constant<'a> {
    Long(i64),
    Text(&'a str),
}

/// A class in the making.
pub struct ClassBuilder<'a> {
    name: Cow<'a, str>,
    other_name: Option<String>,
    parent: *mut ffi::zend_class_entry,
    interfaces: Vec<&'a Class>,
    builtin_interfaces: Vec<Interface>,
    methods: Vec<Method>,
    properties: Vec<(&'a str, Type, Initial, u32)>,
    constants: Vec<(&'a str, Constant<'a>)>,
    flags: u32,
    interface: bool,
    create: Option<unsafe extern "C" fn(*mut ffi::zend_class_entry) -> *mut ffi::zend_object>,
}

impl<'a> ClassBuilder<'a> {
    /// A class by its full name.
    pub fn new(name: impl Into<Cow<'a, str>>) -> Self {
        Self {
            name: name.into(),
            other_name: None,
            parent: std::ptr::null_mut(),
            interfaces: Vec::new(),
            builtin_interfaces: Vec::new(),
            methods: Vec::new(),
            properties: Vec::new(),
            constants: Vec::new(),
            flags: 0,
            interface: false,
            create: None,
        }
    }

    /// An interface by its full name.
    pub fn interface(name: impl Into<Cow<'a, str>>) -> Self {
        Self {
            interface: true,
            ..Self::new(name)
        }
    }

    /// Gives the class another name beside its own, a full one.
    #[must_use]
    pub fn also_named(mut self, name: String) -> Self {
        self.other_name = Some(name);
        self
    }

    /// `extends` a class of the extension.
    #[must_use]
    pub fn extends(mut self, parent: &Class) -> Self {
        self.parent = parent.entry();
        self
    }

    /// `extends` one of the engine's exceptions.
    #[must_use]
    pub fn extends_builtin(mut self, parent: super::error::Builtin) -> Self {
        self.parent = parent.entry();
        self
    }

    /// `implements` (for an interface: `extends`) an interface of the extension.
    #[must_use]
    pub fn implements(mut self, interface: &'a Class) -> Self {
        self.interfaces.push(interface);
        self
    }

    /// `implements` an interface of the engine.
    #[must_use]
    pub fn implements_builtin(mut self, interface: Interface) -> Self {
        self.builtin_interfaces.push(interface);
        self
    }

    /// Adds a method.
    #[must_use]
    pub fn method(mut self, method: Method) -> Self {
        self.methods.push(method);
        self
    }

    /// Adds methods.
    #[must_use]
    pub fn methods(mut self, methods: impl IntoIterator<Item = Method>) -> Self {
        self.methods.extend(methods);
        self
    }

    /// Adds a protected property; slots count from 0 in the order of declaration, the parent's first.
    #[must_use]
    pub fn property(mut self, name: &'a str, type_: Type, initial: Initial) -> Self {
        self.properties
            .push((name, type_, initial, ffi::ZEND_ACC_PROTECTED));
        self
    }

    /// Adds a public property; slots count as for protected ones.
    #[must_use]
    pub fn public_property(mut self, name: &'a str, type_: Type, initial: Initial) -> Self {
        self.properties
            .push((name, type_, initial, ffi::ZEND_ACC_PUBLIC));
        self
    }

    /// Adds a private property; slots count as for protected ones.
    #[must_use]
    pub fn private_property(mut self, name: &'a str, initial: Initial) -> Self {
        self.properties
            .push((name, Type::NONE, initial, ffi::ZEND_ACC_PRIVATE));
        self
    }

    /// Adds a protected static property.
    #[must_use]
    pub fn static_property(mut self, name: &'a str, type_: Type, initial: Initial) -> Self {
        self.properties.push((
            name,
            type_,
            initial,
            ffi::ZEND_ACC_PROTECTED | ffi::ZEND_ACC_STATIC,
        ));
        self
    }

    /// Adds public integer constants.
    #[must_use]
    pub fn constants(mut self, constants: &[(&'a str, i64)]) -> Self {
        let constants = constants.iter().copied();
        self.constants
            .extend(constants.map(|(name, value)| (name, Constant::Long(value))));
        self
    }

    /// Adds a public text constant.
    #[must_use]
    pub fn text_constant(mut self, name: &'a str, value: &'a str) -> Self {
        self.constants.push((name, Constant::Text(value)));
        self
    }

    /// Keeps Rust data of type `T` behind each object, of child classes too.
    #[must_use]
    pub fn native<T: Native>(mut self) -> Self {
        self.create = Some(install::<T>());
        self
    }

    /// `abstract`.
    #[must_use]
    pub fn abstract_class(mut self) -> Self {
        self.flags |= ffi::ZEND_ACC_EXPLICIT_ABSTRACT_CLASS;
        self
    }

    /// `serialize()` refuses its objects.
    #[must_use]
    pub fn not_serializable(mut self) -> Self {
        self.flags |= ffi::ZEND_ACC_NOT_SERIALIZABLE;
        self
    }

    /// Registers the class with the engine.
    pub fn register(self, class: &Class) {
        let functions = FunctionTable::of(&self.methods);
        // SAFETY: runs at module start; the engine copies the entry and the table of functions.
        unsafe {
            let mut entry: ffi::zend_class_entry = std::mem::zeroed();
            entry.name = persistent_string(&self.name);
            entry.info.internal.builtin_functions = functions.as_ptr();
            let made = if self.interface {
                ffi::zend_register_internal_interface(&raw mut entry)
            } else {
                ffi::zend_register_internal_class_ex(&raw mut entry, self.parent)
            };
            (*made).info.internal.builtin_functions = std::ptr::null();
            (*made).ce_flags |= self.flags;
            if let Some(create) = self.create {
                (*made).__bindgen_anon_2.create_object = Some(create);
            }
            for interface in self.builtin_interfaces {
                ffi::zend_do_implement_interface(made, interface.entry());
            }
            for interface in self.interfaces {
                ffi::zend_do_implement_interface(made, interface.entry());
            }
            for (name, type_, initial, flags) in self.properties {
                let default = ManuallyDrop::new(initial.value());
                ffi::zend_declare_typed_property(
                    made,
                    persistent_string(name),
                    default.as_ptr(),
                    flags.cast_signed(),
                    std::ptr::null_mut(),
                    type_.of_property(),
                );
            }
            for (name, value) in self.constants {
                let value = ManuallyDrop::new(match value {
                    Constant::Long(value) => ZVal::from(value),
                    Constant::Text(value) => ZVal::persistent(persistent_string(value)),
                });
                ffi::zend_declare_class_constant_ex(
                    made,
                    persistent_string(name),
                    value.as_ptr(),
                    ffi::ZEND_ACC_PUBLIC.cast_signed(),
                    std::ptr::null_mut(),
                );
            }
            if let Some(name) = &self.other_name {
                add_name(made, name);
            }
            class.0.store(made, Ordering::Relaxed);
        }
    }
}

/// Enters a class under another name, too, as the engine does for extensions. That takes four times as long, of which
/// checking and interning the name are most, so it does the first one only, and shows whether its version counts them.
///
/// # Safety
/// At module start, with a class that has been registered.
unsafe fn add_name(class: *mut ffi::zend_class_entry, name: &str) {
    static IS_COUNTED: OnceLock<bool> = OnceLock::new();
    // SAFETY: the class lives as long as the module, and so does the name in the table.
    unsafe {
        let Some(is_counted) = IS_COUNTED.get() else {
            let before = (*class).refcount;
            ffi::zend_register_class_alias_ex(name.as_ptr().cast(), name.len(), class, true);
            IS_COUNTED.get_or_init(|| (*class).refcount != before);
            return;
        };
        let mut cell: ffi::zval = std::mem::zeroed();
        cell.value.ce = class;
        cell.u1.type_info = ffi::IS_ALIAS_PTR;
        let table = (*ffi::ext_php_rs_compiler_globals()).class_table;
        let key = keep_as_zend_string(name.to_ascii_lowercase().as_bytes());
        let added = ffi::zend_hash_add(table, key, &raw mut cell);
        if *is_counted && !added.is_null() {
            (*class).refcount += 1;
        }
    }
}
