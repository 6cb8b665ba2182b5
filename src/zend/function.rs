//! Calling what PHP code hands in: closures, callables, methods by name.
use super::depth::nested;
use super::error::{protect, throw_builtin, Builtin, Thrown};
use super::ffi;
use super::memory;
use super::string_build::ZString;
use super::value::ZVal;

/// True when there is a function of this (lower-case) name.
pub fn exists(lower: &str) -> bool {
    // SAFETY: the table of this thread maps lower-case names to functions.
    unsafe {
        let table = (*ffi::ext_php_rs_executor_globals()).function_table;
        !ffi::zend_hash_str_find(table, lower.as_ptr().cast(), lower.len()).is_null()
    }
}

/// True when PHP code could call the value.
pub fn is_callable(value: &ZVal) -> bool {
    // SAFETY: looks only; autoloaders may run for the name of a static method.
    protect(|| unsafe { ffi::zend_is_callable(value.as_ptr(), 0, std::ptr::null_mut()) })
        .unwrap_or(false)
}

/// Calls a public static method of a user class, which is loaded if need be.
///
/// # Errors
/// When there is no such class or method; what the method throws.
pub fn call_static(class: &str, method: &str, arguments: &[ZVal]) -> Result<ZVal, Thrown> {
    UserClass::load(class)?;
    call(
        &format!("{class}::{method}").as_str().into(),
        None,
        arguments,
    )
}

/// A user class.
pub struct UserClass(*mut ffi::zend_class_entry);

impl UserClass {
    /// Looks the class up, through autoloaders if need be.
    ///
    /// # Errors
    /// `Error` when there is none; what an autoloader throws.
    pub fn load(class: &str) -> Result<Self, Thrown> {
        Self::find(class)?
            .ok_or_else(|| throw_builtin(Builtin::Error, &format!("Class \"{class}\" not found")))
    }

    /// Looks the class up, through autoloaders if need be; `None` when there is none.
    ///
    /// # Errors
    /// What an autoloader throws.
    pub fn find(class: &str) -> Result<Option<Self>, Thrown> {
        let name = ZString::new(class.as_bytes());
        // SAFETY: looks a class up; autoloaders may run.
        let entry = protect(|| unsafe { ffi::zend_lookup_class(name.as_ptr()) })?;
        Ok((!entry.is_null()).then_some(Self(entry)))
    }

    /// A class that has been loaded. Calls no autoloader.
    pub fn loaded(class: &str) -> Option<Self> {
        const NO_AUTOLOAD: u32 = 0x80;
        let name = ZString::new(class.as_bytes());
        let _ = memory::before();
        // SAFETY: looks a class up, among those that there are.
        let entry =
            unsafe { ffi::zend_lookup_class_ex(name.as_ptr(), std::ptr::null_mut(), NO_AUTOLOAD) };
        (!entry.is_null()).then_some(Self(entry))
    }

    pub(super) fn entry(&self) -> *mut ffi::zend_class_entry {
        self.0
    }

    /// Reads one of its public static properties; null when it has none of that name.
    pub fn static_property(&self, name: &str) -> ZVal {
        let name = ZString::new(name.as_bytes());
        // SAFETY: answers null or the cell of this request; autoloaders may run for constants in its initial value.
        let cell =
            protect(|| unsafe { ffi::zend_read_static_property_ex(self.0, name.as_ptr(), true) });
        match cell {
            // SAFETY: as above.
            Ok(cell) if !cell.is_null() => unsafe { ZVal::at(cell) }.resolved().clone(),
            _ => ZVal::null(),
        }
    }

    /// Writes one of its public static properties.
    ///
    /// # Errors
    /// When it has none of that name, or one of another type.
    pub fn set_static_property(&self, name: &str, value: &ZVal) -> Result<(), Thrown> {
        let name = ZString::new(name.as_bytes());
        // SAFETY: the engine counts the value's reference itself; destructors of what was there may run.
        protect(|| unsafe {
            ffi::zend_update_static_property_ex(self.0, name.as_ptr(), value.as_ptr());
        })
    }

    /// True when it has a static method of this (lower-case) name, whoever may call it.
    pub fn has_static_method(&self, lower: &str) -> bool {
        self.static_method(lower).is_some()
    }

    /// Calls a static method by its lower-case name from within the class, so a protected one, too.
    ///
    /// # Errors
    /// When there is no such method; what it throws.
    pub fn call_protected_static(&self, lower: &str, arguments: &[ZVal]) -> Result<ZVal, Thrown> {
        let Some(function) = self.static_method(lower) else {
            return Err(throw_builtin(
                Builtin::Error,
                &format!("there is no static method {lower}()"),
            ));
        };
        let mut result = ZVal::null();
        let cell = (&raw mut result).cast::<ffi::zval>();
        let count = u32::try_from(arguments.len()).unwrap_or(0);
        // SAFETY: a static method of this class; arguments are whole cells that the engine copies.
        let invoke = || unsafe {
            ffi::zend_call_known_function(
                function,
                std::ptr::null_mut(),
                self.0,
                cell,
                count,
                arguments.as_ptr().cast_mut().cast(),
                std::ptr::null_mut(),
            );
        };
        nested(|| protect(invoke))?;
        Ok(result.by_value())
    }

    fn static_method(&self, lower: &str) -> Option<*mut ffi::zend_function> {
        // SAFETY: the table of a linked class maps lower-case names to functions, whose flags stand in all kinds of them.
        unsafe {
            let table = (&raw const (*self.0).function_table).cast_mut();
            let cell = ffi::zend_hash_str_find(table, lower.as_ptr().cast(), lower.len());
            if cell.is_null() {
                return None;
            }
            let function = (*cell).value.func;
            let is_static = (*function).common.fn_flags & ffi::ZEND_ACC_STATIC != 0;
            is_static.then_some(function)
        }
    }
}

/// Calls a callable, or with `method` a method of the object in `target` by its name (`__call` included).
///
/// # Errors
/// When it throws, ends the request, or cannot be called.
pub fn call(target: &ZVal, method: Option<&str>, arguments: &[ZVal]) -> Result<ZVal, Thrown> {
    let name = method.map_or_else(
        || target.clone(),
        |method| ZString::new(method.as_bytes()).into(),
    );
    let object = if method.is_some() {
        target.as_ptr()
    } else {
        std::ptr::null_mut()
    };
    let mut result = ZVal::undefined();
    let cell = (&raw mut result).cast::<ffi::zval>();
    let count = u32::try_from(arguments.len()).unwrap_or(0);
    // SAFETY: arguments are whole cells that the engine copies; the result is written into our cell.
    let invoke = || unsafe {
        ffi::_call_user_function_impl(
            object,
            name.as_ptr(),
            cell,
            count,
            arguments.as_ptr().cast_mut().cast(),
            std::ptr::null_mut(),
        )
    };
    let status = nested(|| protect(invoke))?;
    if status != 0 || result.type_info() == ffi::IS_UNDEF {
        let what = method.unwrap_or("the callable");
        return Err(throw_builtin(
            Builtin::Error,
            &format!("{what} of {} cannot be called", target.type_name()),
        ));
    }
    Ok(result.by_value())
}
