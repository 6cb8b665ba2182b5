//! Classes of ours that implement an interface that PHP code declares (PSR, Workerman).
//!
//! Such an interface does not exist when the module starts, so the class cannot be registered then. Instead the
//! engine's autoload hook declares it on first use in a request: a child of a native class that implements the
//! interface, or one without it where the interface cannot be loaded. The hook runs before any autoloader of user
//! code and costs nothing until the class is asked for.
//!
//! While opcache preloads, classes that come from no file are thrown away, and a preloaded child would keep a
//! dangling parent; so then the hook stays out of it, and opcache reports the child as not preloadable.
use super::declared::{self, declare, ClassName};
use super::error::{error_log, exception_pending, protect, throw_panic, Thrown};
use super::ffi::{self, AutoloadHook};
use super::memory;
use super::module::is_preloading;
use super::string::ZStr;
use parking_lot::Mutex;
use std::panic::{catch_unwind, AssertUnwindSafe};

/// One class.
pub struct Shim {
    class: ClassName,
    parent: ClassName,
    interface: ClassName,
}

impl Shim {
    /// By full names: the class, its native parent, and the interface that PHP code declares.
    pub const fn new(class: &'static str, parent: &'static str, interface: &'static str) -> Self {
        Self {
            class: ClassName::new(class),
            parent: ClassName::new(parent),
            interface: ClassName::new(interface),
        }
    }
}

/// A name that is written for another one: both in full, the first one in lower case.
pub struct Misspelt {
    pub lower: &'static str,
    pub right: &'static str,
}

static MISSPELT: Mutex<&'static [Misspelt]> = Mutex::new(&[]);
static SHIMS: Mutex<&'static [Shim]> = Mutex::new(&[]);
static PREVIOUS: Mutex<AutoloadHook> = Mutex::new(None);

/// Hooks in; at module start. Who asks for a class of `misspelt`, and no autoloader has it, finds the right name in PHP's
/// error log, before PHP says that there is none.
pub fn install(shims: &'static [Shim], misspelt: &'static [Misspelt]) {
    *MISSPELT.lock() = misspelt;
    declared::make();
    for shim in shims {
        for name in [&shim.class, &shim.parent, &shim.interface] {
            name.make();
        }
    }
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
    // SAFETY: the engine's own string, alive during the call.
    let wanted = unsafe { ZStr::at(lower) };
    let Ok(Some(shim)) = catch_unwind(AssertUnwindSafe(|| find(wanted.as_bytes()))) else {
        let previous = *PREVIOUS.lock();
        // SAFETY: what stood in the hook before.
        let found = previous.map_or(std::ptr::null_mut(), |load| unsafe { load(name, lower) });
        if found.is_null() && wanted.as_bytes().starts_with(b"netsvr") {
            let _ = catch_unwind(AssertUnwindSafe(|| {
                say_the_right_name(name, wanted.as_bytes());
            }));
        }
        return found;
    };
    let entry = match catch_unwind(AssertUnwindSafe(|| load(shim))) {
        Ok(Ok(entry)) => entry,
        Ok(Err(_)) => std::ptr::null_mut(),
        Err(panic) => {
            throw_panic(&*panic);
            std::ptr::null_mut()
        }
    };
    if memory::is_to_finish() {
        // SAFETY: nothing of this frame has a destructor: a jump leaves nothing behind.
        unsafe { memory::finish() };
    }
    entry
}

#[cold]
fn say_the_right_name(name: *mut ffi::zend_string, lower: &[u8]) {
    let slip = MISSPELT
        .lock()
        .iter()
        .find(|slip| slip.lower.as_bytes() == lower);
    if let Some(slip) = slip {
        // SAFETY: the engine's own string, alive during the call.
        let name = unsafe { ZStr::at(name) }.to_text();
        error_log(&format!("netsvr: there is no {name}, write {}", slip.right));
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
        .find(|shim| shim.class.lower().as_bytes() == lower)
}

fn load(shim: &Shim) -> Result<*mut ffi::zend_class_entry, Thrown> {
    let (name, lower) = (shim.interface.name(), shim.interface.lower());
    // SAFETY: looks the interface up (autoloaders may run), and declares the class unless one of them has
    // thrown. Nothing inside has a destructor.
    protect(|| unsafe {
        let interface = ffi::zend_lookup_class_ex(name.as_ptr(), lower.as_ptr(), 0);
        if exception_pending() {
            return std::ptr::null_mut();
        }
        let interface = (!interface.is_null()).then_some(&shim.interface);
        declare(&shim.class, &shim.parent, interface)
    })
}
