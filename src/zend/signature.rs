//! Signatures as reflection shows them: types, parameters, methods, functions. At module start.
use super::call::Handler;
use super::ffi;
use super::kept::{keep, keep_string, persistent_string};
use std::borrow::Cow;
use std::ffi::{c_int, c_void};
use std::ops::BitOr;

/// A PHP type as it stands in a signature: builtin types joined by `|`, or one class.
#[derive(Clone, Copy, PartialEq)]
pub struct Type {
    pub(super) mask: u32,
    class: Option<ClassName>,
}

/// A namespace, empty or with the backslash behind it, and the name in it.
#[derive(Clone, Copy, PartialEq)]
struct ClassName(&'static str, &'static str);

impl ClassName {
    fn full(self) -> String {
        [self.0, self.1].concat()
    }
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
    pub const CALLABLE: Self = Self::builtin(1 << ffi::IS_CALLABLE);
    pub const MIXED: Self = Self::builtin(ffi::MAY_BE_ANY);
    pub const VOID: Self = Self::builtin(1 << ffi::IS_VOID);

    const fn builtin(mask: u32) -> Self {
        Self { mask, class: None }
    }

    /// A class or interface by name; it need not exist.
    pub const fn class(name: &'static str) -> Self {
        Self::class_in("", name)
    }

    /// The same, by namespace (with the backslash behind it) and name.
    pub const fn class_in(namespace: &'static str, name: &'static str) -> Self {
        Self {
            mask: 0,
            class: Some(ClassName(namespace, name)),
        }
    }

    /// `Type|Type`, of builtin types and one class at most.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self {
            mask: self.mask | other.mask,
            class: match self.class {
                None => other.class,
                class => class,
            },
        }
    }

    /// `void`.
    pub const fn is_void(self) -> bool {
        self.mask == Self::VOID.mask
    }

    /// `?Type`.
    pub const fn nullable(self) -> Self {
        Self {
            mask: self.mask | 1 << ffi::IS_NULL,
            class: self.class,
        }
    }

    /// For a declared property: there the engine takes a class's name as a string of its own.
    pub(super) fn of_property(self) -> ffi::zend_type {
        match self.class {
            None => self.to_zend(),
            Some(class) => ffi::zend_type {
                ptr: persistent_string(&class.full()).cast::<c_void>(),
                type_mask: self.mask | ffi::_ZEND_TYPE_NAME_BIT,
            },
        }
    }

    pub(super) fn to_zend(self) -> ffi::zend_type {
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
                ptr: keep_string(&class.full()).cast_mut().cast::<c_void>(),
                type_mask: self.mask | NAME,
            },
        }
    }
}

impl BitOr for Type {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        self.or(other)
    }
}

/// A parameter of a method or function.
#[derive(PartialEq)]
pub struct Param {
    name: &'static str,
    type_: Type,
    default: Option<&'static str>,
}

/// A method of a class, or a function.
pub struct Method {
    name: Cow<'static, str>,
    handler: Option<Handler>,
    params: Vec<Param>,
    returns: Type,
    returns_tentatively: bool,
    flags: u32,
}

impl Method {
    /// A public method.
    pub fn new(name: impl Into<Cow<'static, str>>, handler: Handler) -> Self {
        Self {
            name: name.into(),
            handler: Some(handler),
            params: Vec::new(),
            returns: Type::NONE,
            returns_tentatively: false,
            flags: ffi::ZEND_ACC_PUBLIC,
        }
    }

    /// A public method without a body: for interfaces.
    pub fn declared(name: &'static str) -> Self {
        Self {
            name: name.into(),
            handler: None,
            params: Vec::new(),
            returns: Type::NONE,
            returns_tentatively: false,
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
    pub fn param(mut self, name: &'static str, type_: Type) -> Self {
        self.params.push(Param {
            name,
            type_,
            default: None,
        });
        self
    }

    /// A parameter with a default, in PHP's own notation.
    #[must_use]
    pub fn optional(mut self, name: &'static str, type_: Type, default: &'static str) -> Self {
        self.params.push(Param {
            name,
            type_,
            default: Some(default),
        });
        self
    }

    /// A return type that a child class may leave out, where an interface asks for it and the PHP package
    /// has none.
    #[must_use]
    pub fn returns_tentatively(mut self, type_: Type) -> Self {
        self.returns_tentatively = true;
        self.returns(type_)
    }

    /// The return type.
    #[must_use]
    pub fn returns(mut self, type_: Type) -> Self {
        self.returns = type_;
        self
    }

    /// True when only the names differ, and what runs.
    fn is_declared_as(&self, other: &Self) -> bool {
        self.params == other.params
            && self.returns == other.returns
            && self.returns_tentatively == other.returns_tentatively
    }

    /// Puts return type and parameters into a table, as the engine takes them.
    fn write_arg_info(&self, info: &mut Vec<ffi::zend_internal_arg_info>) {
        let params = self.params.iter();
        let required = params.filter(|param| param.default.is_none()).count();
        let mut returns = self.returns.to_zend();
        if self.returns_tentatively {
            returns.type_mask |= TENTATIVE;
        }
        info.clear();
        info.push(ffi::zend_internal_arg_info {
            // the engine keeps the number of required arguments in the first entry's name
            name: std::ptr::without_provenance(required),
            type_: returns,
            default_value: std::ptr::null(),
        });
        info.extend(self.params.iter().map(|param| ffi::zend_internal_arg_info {
            name: keep_string(param.name),
            type_: param.type_.to_zend(),
            default_value: param.default.map_or(std::ptr::null(), keep_string),
        }));
    }
}

impl std::fmt::Display for Type {
    /// A class by its full name, then the builtin types in the order in which the engine names them.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        const NAMES: [(Type, &str); 8] = [
            (Type::OBJECT, "object"),
            (Type::ARRAY, "array"),
            (Type::STRING, "string"),
            (Type::INT, "int"),
            (Type::FLOAT, "float"),
            (Type::BOOL, "bool"),
            (Type::VOID, "void"),
            (Type::NULL, "null"),
        ];
        let class = self.class.map(|class| format!("\\{}", class.full()));
        let builtin = NAMES
            .iter()
            .filter(|(type_, _)| self.mask & type_.mask == type_.mask)
            .map(|(_, name)| *name);
        let mut names = class.as_deref().into_iter().chain(builtin);
        if let Some(first) = names.next() {
            f.write_str(first)?;
        }
        names.try_for_each(|name| write!(f, "|{name}"))
    }
}

/// Marks a return type as one that children need not have.
const TENTATIVE: u32 = 1 << (ffi::_ZEND_SEND_MODE_SHIFT + 4);

/// Registers functions (full names) for the life of the module.
pub fn register_functions(functions: &[Method]) {
    const MODULE_PERSISTENT: c_int = ffi::MODULE_PERSISTENT.cast_signed();
    // SAFETY: runs at module start, with a whole table.
    unsafe {
        ffi::zend_register_functions(
            std::ptr::null_mut(),
            FunctionTable::of(functions).as_ptr(),
            std::ptr::null_mut(),
            MODULE_PERSISTENT,
        );
    }
}

/// Methods as the engine takes them. It copies the table and the names in it; what lies behind the table's pointers to
/// signatures stays.
pub(super) struct FunctionTable {
    entries: Vec<ffi::zend_function_entry>,
    _names: Vec<u8>,
}

impl FunctionTable {
    /// The table of these methods.
    pub(super) fn of(methods: &[Method]) -> Self {
        let size = methods.iter().map(|method| method.name.len() + 1).sum();
        let mut names: Vec<u8> = Vec::with_capacity(size);
        let mut entries: Vec<ffi::zend_function_entry> = Vec::with_capacity(methods.len() + 1);
        let mut info = Vec::new();
        for method in methods {
            let mut before = methods.iter().zip(&entries);
            let alike = before.find(|(other, _)| method.is_declared_as(other));
            let alike = alike.map(|(_, entry)| entry.arg_info);
            // SAFETY: a C struct of numbers and pointers (which fields there are depends on the version).
            let mut entry: ffi::zend_function_entry = unsafe { std::mem::zeroed() };
            entry.fname = names.as_ptr().wrapping_add(names.len()).cast();
            names.extend_from_slice(method.name.as_bytes());
            names.push(b'\0');
            entry.handler = method.handler;
            entry.num_args = u32::try_from(method.params.len()).unwrap_or(0);
            entry.arg_info = alike.unwrap_or_else(|| {
                method.write_arg_info(&mut info);
                keep(&info).cast_const()
            });
            entry.flags = method.flags;
            entries.push(entry);
        }
        // SAFETY: an entry of zeroes ends the table.
        entries.push(unsafe { std::mem::zeroed() });
        Self {
            entries,
            _names: names,
        }
    }

    pub(super) fn as_ptr(&self) -> *const ffi::zend_function_entry {
        self.entries.as_ptr()
    }
}
