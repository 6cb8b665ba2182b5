//! Methods of PHP objects: whether an object has one, whose it is, and calling it.
use super::depth::nested;
use super::error::{protect, throw_builtin, Builtin, Thrown};
use super::ffi;
use super::object::ZObj;
use super::object_build::ZObject;
use super::string::Interned;
use super::value::ZVal;

/// A public method of an object that is to be called many times: looked up once, and the object kept alive.
pub struct BoundMethod {
    object: ZObject,
    function: *mut ffi::zend_function,
}

impl ZObj {
    /// Calls a method by its name, as PHP code in no class would: `__call` works, private ones do not.
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

    pub(super) fn call_function(
        &self,
        function: *mut ffi::zend_function,
        arguments: &[ZVal],
    ) -> Result<ZVal, Thrown> {
        // the method, or a callback, may let go of the object meanwhile
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

    /// True when the method (lower-case name) is still the handler given, so no user class has overridden it.
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

    /// True when the method (lower-case name) is one of a user class.
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
