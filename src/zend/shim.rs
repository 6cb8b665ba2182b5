//! Classes of ours that implement an interface of user code (PSR, Workerman).
//!
//! Such an interface does not exist when the module starts, so the class cannot be registered then. Instead the
//! engine's autoload hook compiles one line of PHP on first use: a child of a native class that implements the
//! interface, or one without it where the interface cannot be loaded. The hook runs before any autoloader of user
//! code and costs nothing until the class is asked for.
//!
//! While opcache preloads, classes compiled from a string are thrown away, and a preloaded child would keep a
//! dangling parent; so then the hook stays out of it, and opcache reports the child as not preloadable.
use super::error::{exception_pending, throw_panic};
use super::ffi::{self, AutoloadHook};
use super::module::is_preloading;
use super::string::{ZStr, ZString};
use ext_php_rs::php_eval;
use parking_lot::Mutex;
use std::panic::{catch_unwind, AssertUnwindSafe};

/// One class.
pub struct Shim {
    /// Full name of the class.
    pub class: &'static str,
    /// Full name of the native parent.
    pub parent: &'static str,
    /// Full name of the interface of user code.
    pub interface: &'static str,
}

static SHIMS: Mutex<&'static [Shim]> = Mutex::new(&[]);
static PREVIOUS: Mutex<AutoloadHook> = Mutex::new(None);

/// Hooks in; at module start.
pub fn install(shims: &'static [Shim]) {
    *SHIMS.lock() = shims;
    // SAFETY: modules start one after the other, before any PHP code runs.
    unsafe {
        *PREVIOUS.lock() = ffi::zend_autoload;
        ffi::zend_autoload = Some(hook);
    }
}

/// Hooks out; at module end.
pub fn uninstall() {
    // SAFETY: modules end one after the other, after all PHP code.
    unsafe { ffi::zend_autoload = *PREVIOUS.lock() };
}

unsafe extern "C" fn hook(
    name: *mut ffi::zend_string,
    lower: *mut ffi::zend_string,
) -> *mut ffi::zend_class_entry {
    // SAFETY: the engine's own strings, alive during the call.
    let (wanted, lower_name) = unsafe { (ZStr::at(name), ZStr::at(lower)) };
    if let Ok(Some(shim)) = catch_unwind(AssertUnwindSafe(|| find(lower_name.as_bytes()))) {
        match catch_unwind(AssertUnwindSafe(|| declare(shim, lower_name))) {
            Ok(entry) => entry,
            Err(panic) => {
                throw_panic(&*panic);
                std::ptr::null_mut()
            }
        }
    } else {
        let previous = *PREVIOUS.lock();
        // SAFETY: what stood in the hook before.
        previous.map_or(std::ptr::null_mut(), |load| unsafe {
            load(wanted.as_ptr(), lower)
        })
    }
}

fn find(lower: &[u8]) -> Option<&'static Shim> {
    if !lower.starts_with(b"netsvr") {
        return None;
    }
    if is_preloading() {
        return None;
    }
    SHIMS
        .lock()
        .iter()
        .find(|shim| shim.class.as_bytes().eq_ignore_ascii_case(lower))
}

fn declare(shim: &Shim, lower: &ZStr) -> *mut ffi::zend_class_entry {
    let interface = ZString::new(shim.interface.as_bytes());
    // SAFETY: looks the interface up; autoloaders of user code run here, and a bailout in them passes through a
    // frame that owns one string of the request, which the engine frees with the request.
    let known = !unsafe { ffi::zend_lookup_class(interface.as_ptr()) }.is_null();
    if exception_pending() {
        return std::ptr::null_mut();
    }
    let (namespace, short) = shim.class.rsplit_once('\\').unwrap_or(("", shim.class));
    let implements = if known {
        format!("implements \\{} ", shim.interface)
    } else {
        String::new()
    };
    let code = format!(
        "<?php namespace {namespace}; class {short} extends \\{} {implements}{{}}",
        shim.parent
    );
    if php_eval::execute(code).is_err() {
        return std::ptr::null_mut();
    }
    // SAFETY: the class has been compiled into the table under its lower-case name.
    unsafe {
        let cell = ffi::zend_hash_find(
            (*ffi::ext_php_rs_executor_globals()).class_table,
            lower.as_ptr(),
        );
        if cell.is_null() {
            std::ptr::null_mut()
        } else {
            (*cell).value.ce
        }
    }
}
