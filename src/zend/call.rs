//! One call of a method or function by PHP code: arguments in, a value out.
//!
//! A handler is a plain Rust function `fn(&Call) -> Result<impl Into<ZVal>, Thrown>`. Arguments follow the rules of
//! PHP userland code: the caller's `strict_types`, weak coercion otherwise, `null` refused, extra ones ignored.
use super::class_builder::Class;
use super::error::{protect, throw_panic, Builtin, Thrown};
use super::ffi;
use super::function::UserClass;
use super::memory;
use super::object::ZObj;
use super::signature::Type;
use super::string::ZStr;
use super::value::{View, ZVal};
use super::writable::Writable;
use std::ffi::CString;
use std::panic::{catch_unwind, AssertUnwindSafe};
use std::ptr::NonNull;

/// Namespaces of interfaces that Composer's packages bring, and those packages.
const PACKAGES: [(&str, &str); 3] = [
    ("Psr\\Container\\", "psr/container"),
    ("Psr\\Log\\", "psr/log"),
    ("Workerman\\", "workerman/workerman"),
];

/// What the engine calls.
pub type Handler = unsafe extern "C" fn(*mut ffi::zend_execute_data, *mut ffi::zval);

/// The engine's frame of the call.
pub struct Call {
    frame: *mut ffi::zend_execute_data,
}

/// Makes the function that the engine calls from a plain Rust function.
pub fn handler<F, R>(_function: F) -> Handler
where
    F: Fn(&Call) -> Result<R, Thrown> + Copy + 'static,
    R: Into<ZVal>,
{
    const {
        assert!(
            size_of::<F>() == 0,
            "a handler is a plain function: it captures nothing"
        );
    };
    enter::<F, R>
}

unsafe extern "C" fn enter<F, R>(frame: *mut ffi::zend_execute_data, result: *mut ffi::zval)
where
    F: Fn(&Call) -> Result<R, Thrown> + Copy + 'static,
    R: Into<ZVal>,
{
    // SAFETY: F has no size, so any well-aligned address is one; a value of it existed when `handler` ran.
    let function: &F = unsafe { NonNull::<F>::dangling().as_ref() };
    let outcome = catch_unwind(AssertUnwindSafe(|| {
        // what ended the request instead is known to `memory`
        if let Ok(value) = function(&Call { frame }) {
            let value: ZVal = value.into();
            // a property or an element of which PHP code has made a reference is not to leak out as one
            // SAFETY: the engine hands in a cell that holds null.
            unsafe { value.by_value().write_to(result) };
        }
    }));
    if let Err(panic) = outcome {
        throw_panic(&*panic);
        std::mem::forget(panic);
    }
    #[cfg(php_debug)]
    ignore_extra_arguments(frame);
    if memory::is_to_finish() {
        // SAFETY: every value of this frame has been dropped: a jump leaves nothing behind.
        unsafe { memory::finish() };
    }
}

/// A debug build ends the script when a function of an extension takes more arguments than it declares, unless that has
/// hidden itself meanwhile, as closures do that are made for one call.
#[cfg(php_debug)]
fn ignore_extra_arguments(frame: *mut ffi::zend_execute_data) {
    const CLOSURES: u32 = ffi::ZEND_ACC_CLOSURE | ffi::ZEND_ACC_FAKE_CLOSURE;
    // SAFETY: the engine's frame of a call that has just ended, and the function that was called.
    unsafe {
        let function = (*(*frame).func).common;
        if function.num_args < (*frame).This.u2.num_args && function.fn_flags & CLOSURES == 0 {
            (*frame).func = std::ptr::null_mut();
        }
    }
}

impl Call {
    /// Number of arguments given.
    #[inline(always)]
    pub fn count(&self) -> usize {
        // SAFETY: the engine's frame of a running call.
        unsafe { (*self.frame).This.u2.num_args as usize }
    }

    /// The object whose method this is.
    ///
    /// # Panics
    /// In a static method.
    #[inline(always)]
    pub fn this(&self) -> &ZObj {
        // SAFETY: the cell of the running frame.
        match unsafe { ZVal::at(&raw const (*self.frame).This) }.as_object() {
            Some(object) => object,
            None => panic!("a static method has no object"),
        }
    }

    /// The class that a static method was called on (`static`).
    pub fn called_class(&self) -> CalledClass {
        // SAFETY: answers the scope of a running call.
        CalledClass(unsafe { ffi::zend_get_called_scope(self.frame) })
    }

    #[inline(always)]
    fn cell(&self, index: usize) -> *mut ffi::zval {
        const FRAME: usize = size_of::<ffi::zend_execute_data>().div_ceil(size_of::<ffi::zval>());
        // SAFETY: arguments lie behind the frame; callers have checked the number.
        unsafe { self.frame.cast::<ffi::zval>().add(FRAME + index) }
    }

    /// Argument `index` (from 0), whatever it is; `None` when it was not given.
    #[inline(always)]
    pub fn raw(&self, index: usize) -> Option<&ZVal> {
        if index >= self.count() {
            return None;
        }
        // SAFETY: given, so initialised; alive until the call ends.
        let value = unsafe { ZVal::at(self.cell(index)) };
        (value.type_info() != ffi::IS_UNDEF).then_some(value)
    }

    /// Refuses a call with fewer arguments than `least` of `most`.
    ///
    /// # Errors
    /// `ArgumentCountError`.
    #[inline(always)]
    pub fn require(&self, least: usize, most: usize) -> Result<(), Thrown> {
        if self.count() >= least {
            return Ok(());
        }
        self.too_few(least, most)
    }

    #[cold]
    fn too_few(&self, least: usize, most: usize) -> Result<(), Thrown> {
        let _ = self;
        let bound = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        // SAFETY: throws for the running call.
        unsafe { ffi::zend_wrong_parameters_count_error(bound(least), bound(most)) };
        Err(Thrown::pending())
    }

    /// Argument `index` as one of the builtin types, coerced as PHP userland code would.
    ///
    /// # Errors
    /// `TypeError`, `ArgumentCountError`.
    #[inline(always)]
    pub fn typed(&self, index: usize, types: Type) -> Result<&ZVal, Thrown> {
        let Some(value) = self.raw(index) else {
            self.too_few(index + 1, index + 1)?;
            return Err(Thrown::pending());
        };
        if types.mask & (1 << (value.type_info() & 0xff)) != 0 {
            return Ok(value);
        }
        self.coerce(index, types)
    }

    #[cold]
    fn coerce(&self, index: usize, types: Type) -> Result<&ZVal, Thrown> {
        let cell = self.cell(index);
        // SAFETY: the engine's own check for userland parameters, on an argument of the running call; it may
        // write the coerced value into the cell, and run PHP code for that.
        let fits = protect(|| unsafe {
            let caller = (*self.frame).prev_execute_data;
            let strict = !caller.is_null()
                && !(*caller).func.is_null()
                && (*(*caller).func).common.fn_flags & ffi::ZEND_ACC_STRICT_TYPES != 0;
            ffi::zend_verify_scalar_type_hint(types.mask, cell, strict, false)
        })?;
        // SAFETY: initialised.
        let value = unsafe { ZVal::at(cell) };
        if fits {
            return Ok(value);
        }
        Err(self.type_error(index, &types.to_string(), value))
    }

    /// A string argument.
    ///
    /// # Errors
    /// As [`Call::typed`].
    #[inline(always)]
    pub fn string(&self, index: usize) -> Result<&ZStr, Thrown> {
        match self.typed(index, Type::STRING)?.view() {
            View::Str(string) => Ok(string),
            _ => Err(Thrown::pending()),
        }
    }

    /// An int argument.
    ///
    /// # Errors
    /// As [`Call::typed`].
    #[inline(always)]
    pub fn long(&self, index: usize) -> Result<i64, Thrown> {
        match self.typed(index, Type::INT)?.view() {
            View::Long(value) => Ok(value),
            _ => Err(Thrown::pending()),
        }
    }

    /// A bool argument.
    ///
    /// # Errors
    /// As [`Call::typed`].
    #[inline(always)]
    pub fn boolean(&self, index: usize) -> Result<bool, Thrown> {
        match self.typed(index, Type::BOOL)?.view() {
            View::Bool(value) => Ok(value),
            _ => Err(Thrown::pending()),
        }
    }

    /// An optional argument: `default` when it was not given.
    ///
    /// # Errors
    /// What `read` gives.
    #[inline(always)]
    pub fn or<'c, T>(
        &'c self,
        index: usize,
        default: T,
        read: impl FnOnce(&'c Self, usize) -> Result<T, Thrown>,
    ) -> Result<T, Thrown> {
        if self.raw(index).is_none() {
            return Ok(default);
        }
        read(self, index)
    }

    /// An object of a class of the extension, or of a child of it.
    ///
    /// # Errors
    /// `TypeError`, `ArgumentCountError`.
    #[inline(always)]
    pub fn object(&self, index: usize, class: &Class) -> Result<&ZObj, Thrown> {
        let value = self.typed(index, Type::MIXED)?;
        match value.as_object() {
            Some(object) if object.is_a(class) => Ok(object),
            _ => Err(self.type_error(index, &class.name(), value)),
        }
    }

    /// An object of a user class, by name.
    ///
    /// # Errors
    /// `TypeError`, `ArgumentCountError`.
    pub fn instance(&self, index: usize, class: &str) -> Result<&ZObj, Thrown> {
        let value = self.typed(index, Type::MIXED)?;
        match value.as_object() {
            Some(object) if object.is_a_named(class) => Ok(object),
            _ => Err(self.no_instance(index, class, value)?),
        }
    }

    /// As [`Call::type_error`]; of an interface that cannot be loaded it says so.
    #[cold]
    fn no_instance(&self, index: usize, class: &str, given: &ZVal) -> Result<Thrown, Thrown> {
        let package = PACKAGES
            .iter()
            .find_map(|(namespace, package)| class.starts_with(namespace).then_some(*package));
        let (Some(package), None) = (package, UserClass::find(class)?) else {
            return Ok(self.type_error(index, class, given));
        };
        let problem = format!(
            "must be of type {class}, {} given; there is no such interface here: `composer require {package}`, and load \
             vendor/autoload.php before",
            given.type_name()
        );
        Ok(self.argument_error(Builtin::TypeError, index, &problem))
    }

    /// `TypeError: …: Argument #1 ($name) must be of type …, … given`.
    #[cold]
    pub fn type_error(&self, index: usize, expected: &str, given: &ZVal) -> Thrown {
        let problem = format!("must be of type {expected}, {} given", given.type_name());
        self.argument_error(Builtin::TypeError, index, &problem)
    }

    /// An error that names the running method and the argument, as the engine's own do.
    #[cold]
    pub fn argument_error(&self, class: Builtin, index: usize, problem: &str) -> Thrown {
        let _ = self;
        let problem: CString = super::error::c_string(problem);
        let _ = memory::before();
        // SAFETY: throws for the running call; one string for one %s.
        unsafe {
            ffi::zend_argument_error(
                class.entry(),
                u32::try_from(index + 1).unwrap_or(0),
                c"%s".as_ptr(),
                problem.as_ptr(),
            );
        }
        Thrown::pending()
    }
}

/// The class that a static method was called on.
pub struct CalledClass(*mut ffi::zend_class_entry);

impl CalledClass {
    /// `new static`.
    ///
    /// # Errors
    /// When the constructor throws.
    pub fn construct(&self, arguments: &[ZVal]) -> Result<super::object_build::ZObject, Thrown> {
        super::object_build::ZObject::construct_entry(self.0, arguments)
    }

    /// `static::$name`, to be read and written before PHP code runs again, which may refer it to another place. Its
    /// type is unchecked: give what the declaration allows.
    pub fn static_property(&self, name: &ZStr) -> Option<Writable<'_>> {
        let _ = memory::before();
        // SAFETY: answers null or the cell of this request, which stays in its place to the request's end, or refers to
        // one that stays until PHP code runs.
        unsafe {
            let cell = ffi::zend_read_static_property_ex(self.0, name.as_ptr(), true);
            (!cell.is_null()).then(|| Writable::at(ZVal::at(cell).resolved()))
        }
    }
}
