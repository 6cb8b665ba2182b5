//! Exceptions and bailouts, as values that a Rust caller passes on with `?`.
//!
//! [`Thrown`] says that PHP code cannot go on: an exception is pending in the engine, or a fatal error (a memory
//! limit, say) is unwinding the request. A fatal error is a `longjmp` in the engine, which must not cross Rust
//! frames: it is caught where PHP code was called ([`protect`]), travels on as a `Thrown`, and is raised again
//! by the handler's last line, when every Rust value has been dropped. What the limit does in native code itself:
//! [`memory`](super::memory).
use super::class_builder::Class;
use super::ffi;
use super::memory;
use super::object::ZObj;
use super::object_build::ZObject;
use super::string_build::ZString;
use super::value::ZVal;
use ext_php_rs::zend::try_catch;
use std::any::Any;
use std::ffi::CString;
use std::panic::AssertUnwindSafe;

/// An exception is pending, or the request is ending.
#[derive(Debug)]
#[must_use = "a pending exception or bailout must reach the handler's end"]
pub struct Thrown {
    pub(super) exit: Exit,
}

/// How PHP code ends. A whole word: a smaller one makes the compiler copy the values that share its place in a
/// `Result` in odd pieces, which the processor waits for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u64)]
pub(super) enum Exit {
    Exception,
    Bailout,
}

/// The engine's exception classes.
#[derive(Clone, Copy, Debug)]
pub enum Builtin {
    Exception,
    Error,
    TypeError,
    ValueError,
    RuntimeException,
    RangeException,
    InvalidArgumentException,
    UnexpectedValueException,
}

impl Builtin {
    pub(super) fn entry(self) -> *mut ffi::zend_class_entry {
        // SAFETY: set by the engine before modules start, never written again.
        unsafe {
            match self {
                Self::Exception => ffi::zend_ce_exception,
                Self::Error => ffi::zend_ce_error,
                Self::TypeError => ffi::zend_ce_type_error,
                Self::ValueError => ffi::zend_ce_value_error,
                Self::RuntimeException => ffi::spl_ce_RuntimeException,
                Self::RangeException => ffi::spl_ce_RangeException,
                Self::InvalidArgumentException => ffi::spl_ce_InvalidArgumentException,
                Self::UnexpectedValueException => ffi::spl_ce_UnexpectedValueException,
            }
        }
    }
}

impl Thrown {
    /// The engine has an exception pending already.
    pub(super) fn pending() -> Self {
        Self {
            exit: Exit::Exception,
        }
    }
}

/// Throws an object of an exception class.
#[cold]
pub fn throw(class: &Class, message: &str, code: i64) -> Thrown {
    throw_entry(class.entry(), message, code);
    Thrown::pending()
}

/// Throws one of the engine's exceptions.
#[cold]
pub fn throw_builtin(class: Builtin, message: &str) -> Thrown {
    throw_entry(class.entry(), message, 0);
    Thrown::pending()
}

/// Throws an exception object made by [`exception`] or by PHP code.
#[cold]
pub fn throw_object(exception: ZObject) -> Thrown {
    let value = std::mem::ManuallyDrop::new(ZVal::from(exception));
    // SAFETY: the engine takes the reference over.
    unsafe { ffi::zend_throw_exception_object(value.as_ptr()) };
    Thrown::pending()
}

/// Catches what PHP code threw, so that PHP code can go on.
///
/// # Errors
/// What cannot be caught: `exit()`, a fatal error, a passed `max_execution_time`.
#[cold]
pub fn caught(thrown: Thrown) -> Result<ZObject, Thrown> {
    if thrown.exit == Exit::Bailout {
        return Err(thrown);
    }
    // SAFETY: the engine's slot for the pending exception, which is an object or null; clearing it lets go of the
    // engine's reference after we have counted our own.
    unsafe {
        let pending = (*ffi::ext_php_rs_executor_globals()).exception;
        if pending.is_null()
            || ffi::zend_is_unwind_exit(pending)
            || ffi::zend_is_graceful_exit(pending)
        {
            return Err(thrown);
        }
        let exception = ZObj::at(pending).to_owned();
        ffi::zend_clear_exception();
        Ok(exception)
    }
}

/// Runs something that calls PHP code, whatever is pending: an exception, or the end of a fiber that is destroyed. That is
/// put aside meanwhile, and is pending again afterwards. What PHP code throws in between is forgotten. Not while the
/// request ends by a fatal error, when no PHP code runs any more.
pub fn aside(call: impl FnOnce() -> Result<(), Thrown>) {
    // SAFETY: the engine's slot for the pending exception, which is an object or null: what is taken out of it is put
    // back, with the same reference.
    unsafe {
        let globals = ffi::ext_php_rs_executor_globals();
        let pending = std::mem::take(&mut (*globals).exception);
        let ended = call();
        if ended.is_err() && !(*globals).exception.is_null() {
            ffi::zend_clear_exception();
        }
        (*globals).exception = pending;
    }
}

/// Makes an exception object without throwing it: to be logged, or to be another one's previous.
///
/// # Errors
/// When the class cannot be instantiated.
pub fn exception(
    class: &Class,
    message: &str,
    code: i64,
    previous: Option<&ZObj>,
) -> Result<ZObject, Thrown> {
    let object = ZObject::new_plain(class.entry())?;
    object.write_property("message", &ZVal::from(message))?;
    object.write_property("code", &ZVal::from(code))?;
    if let Some(previous) = previous {
        set_previous(&object, previous)?;
    }
    Ok(object)
}

/// Makes `previous` the reason behind an exception, in place of the one that it has. The engine's own function
/// follows the reasons to their end, and PHP code can make a ring of them, which has none.
///
/// # Errors
/// When the request ends meanwhile.
pub fn set_previous(exception: &ZObj, previous: &ZObj) -> Result<(), Thrown> {
    let name = ZString::new(b"previous");
    let value = ZVal::from(previous.to_owned());
    // SAFETY: `\Exception`, which ours descend from, declares the property; the engine counts its own reference.
    protect(|| unsafe {
        ffi::zend_update_property_ex(
            ffi::zend_ce_exception,
            exception.as_ptr(),
            name.as_ptr(),
            value.as_ptr(),
        );
    })
}

fn throw_entry(class: *mut ffi::zend_class_entry, message: &str, code: i64) {
    let message = c_string(message);
    // SAFETY: the engine copies the message.
    unsafe { ffi::zend_throw_exception(class, message.as_ptr(), code) };
}

/// Text for an engine function that takes a C string: a NUL byte would cut it.
pub(super) fn c_string(text: &str) -> CString {
    CString::new(text.replace('\0', "\\0")).unwrap_or_default()
}

/// True when an exception is pending.
#[inline(always)]
pub(super) fn exception_pending() -> bool {
    // SAFETY: reads the engine's slot for the pending exception.
    unsafe { !(*ffi::ext_php_rs_executor_globals()).exception.is_null() }
}

/// Runs something that may run PHP code. A fatal error inside comes back as `Err`.
///
/// Nothing with a destructor may be made inside `call`: a bailout jumps over it.
#[inline]
pub(super) fn protect<R>(call: impl FnOnce() -> R) -> Result<R, Thrown> {
    memory::leave()?;
    match try_catch(AssertUnwindSafe(call)) {
        Ok(result) if !exception_pending() => Ok(result),
        Ok(result) => {
            drop(result);
            Err(Thrown::pending())
        }
        Err(_) => Err(memory::caught()),
    }
}

/// A panic becomes a PHP `\Error`: it never ends the process.
#[cold]
pub(super) fn throw_panic(panic: &(dyn Any + Send)) {
    let what = panic
        .downcast_ref::<&str>()
        .copied()
        .or_else(|| panic.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("unknown cause");
    if exception_pending() {
        return;
    }
    throw_entry(
        Builtin::Error.entry(),
        &format!("netsvr: internal error, please report it: {what}"),
        0,
    );
}

/// Writes a line into PHP's error log. On threads that run PHP only.
pub fn error_log(line: &str) {
    const LOG_NOTICE: i32 = 5;
    let line = c_string(line);
    let _ = memory::before();
    // SAFETY: the engine copies the line. A fatal error inside (the memory limit, which has been reported by then)
    // must not jump over the caller, who may be a destructor: whatever takes memory next meets it again.
    let _ = try_catch(AssertUnwindSafe(|| unsafe {
        ffi::php_log_err_with_severity(line.as_ptr(), LOG_NOTICE);
    }));
}

/// How grave a diagnostic is: which of PHP's error levels.
#[derive(Clone, Copy, Debug)]
pub enum Gravity {
    UserError,
    UserNotice,
    Warning,
}

/// Raises a diagnostic, as `trigger_error()` does: an error handler may see it or turn it into an
/// exception.
///
/// # Errors
/// When the error handler threw, or the request ends because of it.
pub fn diagnose(gravity: Gravity, text: &str) -> Result<(), Thrown> {
    let level = match gravity {
        Gravity::UserError => ffi::E_USER_ERROR,
        Gravity::UserNotice => ffi::E_USER_NOTICE,
        Gravity::Warning => ffi::E_WARNING,
    };
    let text = c_string(text);
    // SAFETY: a format with one string; nothing inside owns memory of ours.
    protect(|| unsafe { ffi::zend_error(level.cast_signed(), c"%s".as_ptr(), text.as_ptr()) })
}
