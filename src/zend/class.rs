//! Registration of classes, interfaces and functions, with the signatures that reflection shows.
//!
//! Everything here runs at module start. Tables that the engine keeps pointers to are never freed; a static list
//! keeps them reachable, so that leak checkers see them as alive.
use super::call::Handler;
use super::ffi;
use super::object::{install, Native};
use super::string::ZString;
use super::value::ZVal;
use parking_lot::Mutex;
use std::ffi::{c_char, c_int, c_void, CString};
use std::mem::ManuallyDrop;
use std::ops::BitOr;
use std::sync::atomic::{AtomicPtr, Ordering};

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
        // SAFETY: answers null or the cell that the class or its parent keeps for this request.
        unsafe {
            let cell = ffi::zend_read_static_property_ex(self.entry(), name.as_ptr(), true);
            (!cell.is_null()).then(|| ZVal::at(cell))
        }
    }

    /// Writes a static property that the class declares.
    pub fn set_static_property(&self, name: &super::string::ZStr, value: &ZVal) {
        // SAFETY: the engine counts the value's reference itself.
        unsafe { ffi::zend_update_static_property_ex(self.entry(), name.as_ptr(), value.as_ptr()) };
    }
}

/// A PHP type as it stands in a signature: builtin types joined by `|`, or one class.
#[derive(Clone, Copy)]
pub struct Type {
    pub(super) mask: u32,
    class: Option<&'static str>,
}

#[allow(missing_docs)]
impl Type {
    pub const NONE: Self = Self::builtin(0);
    pub const NULL: Self = Self::builtin(1 << ffi::IS_NULL);
    pub const FALSE: Self = Self::builtin(1 << ffi::IS_FALSE);
    pub const BOOL: Self = Self::builtin(1 << ffi::IS_FALSE | 1 << ffi::IS_TRUE);
    pub const INT: Self = Self::builtin(1 << ffi::IS_LONG);
    pub const FLOAT: Self = Self::builtin(1 << ffi::IS_DOUBLE);
    pub const STRING: Self = Self::builtin(1 << ffi::IS_STRING);
    pub const ARRAY: Self = Self::builtin(1 << ffi::IS_ARRAY);
    pub const OBJECT: Self = Self::builtin(1 << ffi::IS_OBJECT);
    pub const MIXED: Self = Self::builtin(ffi::MAY_BE_ANY);
    pub const VOID: Self = Self::builtin(1 << ffi::IS_VOID);

    const fn builtin(mask: u32) -> Self {
        Self { mask, class: None }
    }

    /// A class or interface by name; it need not exist.
    pub const fn class(name: &'static str) -> Self {
        Self {
            mask: 0,
            class: Some(name),
        }
    }

    /// `?Type`.
    pub const fn nullable(self) -> Self {
        Self {
            mask: self.mask | 1 << ffi::IS_NULL,
            class: self.class,
        }
    }

    fn to_zend(self) -> ffi::zend_type {
        #[cfg(php83)]
        const NAME: u32 = ffi::_ZEND_TYPE_LITERAL_NAME_BIT;
        #[cfg(not(php83))]
        const NAME: u32 = ffi::_ZEND_TYPE_NAME_BIT;
        match self.class {
            None => ffi::zend_type {
                ptr: std::ptr::null_mut(),
                type_mask: self.mask,
            },
            Some(class) => ffi::zend_type {
                ptr: keep_string(class).cast_mut().cast::<c_void>(),
                type_mask: self.mask | NAME,
            },
        }
    }
}

impl BitOr for Type {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self {
            mask: self.mask | other.mask,
            class: self.class.or(other.class),
        }
    }
}

/// A parameter of a method or function.
pub struct Param {
    name: String,
    type_: Type,
    default: Option<&'static str>,
}

/// A method of a class, or a function.
pub struct Method {
    name: String,
    handler: Option<Handler>,
    params: Vec<Param>,
    returns: Type,
    flags: u32,
}

impl Method {
    /// A public method.
    pub fn new(name: impl Into<String>, handler: Handler) -> Self {
        Self {
            name: name.into(),
            handler: Some(handler),
            params: Vec::new(),
            returns: Type::NONE,
            flags: ffi::ZEND_ACC_PUBLIC,
        }
    }

    /// A public method without a body: for interfaces.
    pub fn declared(name: &str) -> Self {
        Self {
            name: name.into(),
            handler: None,
            params: Vec::new(),
            returns: Type::NONE,
            flags: ffi::ZEND_ACC_PUBLIC | ffi::ZEND_ACC_ABSTRACT,
        }
    }

    /// Makes it static.
    #[must_use]
    pub fn fixed(mut self) -> Self {
        self.flags |= ffi::ZEND_ACC_STATIC;
        self
    }

    /// Makes it protected.
    #[must_use]
    pub fn protected(mut self) -> Self {
        self.flags = self.flags & !ffi::ZEND_ACC_PUBLIC | ffi::ZEND_ACC_PROTECTED;
        self
    }

    /// A parameter that must be given.
    #[must_use]
    pub fn param(mut self, name: impl Into<String>, type_: Type) -> Self {
        self.params.push(Param {
            name: name.into(),
            type_,
            default: None,
        });
        self
    }

    /// A parameter with a default, in PHP's own notation.
    #[must_use]
    pub fn optional(mut self, name: impl Into<String>, type_: Type, default: &'static str) -> Self {
        self.params.push(Param {
            name: name.into(),
            type_,
            default: Some(default),
        });
        self
    }

    /// The return type.
    #[must_use]
    pub fn returns(mut self, type_: Type) -> Self {
        self.returns = type_;
        self
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
    name: String,
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
    pub fn new(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
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
    pub fn interface(name: impl Into<String>) -> Self {
        Self {
            interface: true,
            ..Self::new(name)
        }
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
        // SAFETY: runs at module start; the engine copies the entry and keeps the table of functions, which
        // `function_table` never frees.
        unsafe {
            let mut entry: ffi::zend_class_entry = std::mem::zeroed();
            entry.name = persistent_string(&self.name);
            entry.info.internal.builtin_functions = function_table(&self.methods);
            let made = if self.interface {
                ffi::zend_register_internal_interface(&raw mut entry)
            } else {
                ffi::zend_register_internal_class_ex(&raw mut entry, self.parent)
            };
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
                    type_.to_zend(),
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
            class.0.store(made, Ordering::Relaxed);
        }
    }
}

/// Registers functions (full names) for the life of the module.
pub fn register_functions(functions: &[Method]) {
    const MODULE_PERSISTENT: c_int = ffi::MODULE_PERSISTENT.cast_signed();
    // SAFETY: runs at module start; the table is never freed.
    unsafe {
        ffi::zend_register_functions(
            std::ptr::null_mut(),
            function_table(functions),
            std::ptr::null_mut(),
            MODULE_PERSISTENT,
        );
    }
}

fn function_table(methods: &[Method]) -> *const ffi::zend_function_entry {
    let mut table = Vec::with_capacity(methods.len() + 1);
    for method in methods {
        let required = method
            .params
            .iter()
            .filter(|param| param.default.is_none())
            .count();
        let mut info = vec![ffi::zend_internal_arg_info {
            // the engine keeps the number of required arguments in the first entry's name
            name: std::ptr::without_provenance(required),
            type_: method.returns.to_zend(),
            default_value: std::ptr::null(),
        }];
        info.extend(
            method
                .params
                .iter()
                .map(|param| ffi::zend_internal_arg_info {
                    name: keep_string(&param.name),
                    type_: param.type_.to_zend(),
                    default_value: param.default.map_or(std::ptr::null(), keep_string),
                }),
        );
        // SAFETY: a C struct of numbers and pointers (which fields there are depends on the version).
        let mut entry: ffi::zend_function_entry = unsafe { std::mem::zeroed() };
        entry.fname = keep_string(&method.name);
        entry.handler = method.handler;
        entry.num_args = u32::try_from(method.params.len()).unwrap_or(0);
        entry.arg_info = keep(info);
        entry.flags = method.flags;
        table.push(entry);
    }
    // SAFETY: an entry of zeroes ends the table.
    table.push(unsafe { std::mem::zeroed() });
    keep(table)
}

fn persistent_string(text: &str) -> *mut ffi::zend_string {
    // SAFETY: the function pointer is set by the engine before any module starts.
    unsafe {
        ffi::zend_string_init_interned.map_or(std::ptr::null_mut(), |init| {
            init(text.as_ptr().cast::<c_char>(), text.len(), true)
        })
    }
}

struct Kept(#[allow(dead_code)] *const c_void);
// SAFETY: never read; the list only keeps what it points to reachable.
unsafe impl Send for Kept {}
static KEPT: Mutex<Vec<Kept>> = Mutex::new(Vec::new());

/// Gives a table to the engine for as long as the process lives.
pub(super) fn keep<T>(table: Vec<T>) -> *const T {
    let table = Box::leak(table.into_boxed_slice()).as_ptr();
    KEPT.lock().push(Kept(table.cast()));
    table
}

pub(super) fn keep_string(text: &str) -> *const c_char {
    keep(CString::new(text).unwrap_or_default().into_bytes_with_nul()).cast()
}
