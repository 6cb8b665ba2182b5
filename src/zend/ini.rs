//! INI keys: registration, and parsing in one place.
use super::array::ZArr;
use super::error::{c_string, error_log, protect, throw_panic, Thrown};
use super::ffi;
use super::kept::keep_string;
use super::memory;
use super::string::ZStr;
use ext_php_rs::zend::ModuleEntry;
use std::ffi::{c_int, c_void, CStr};
use std::panic::catch_unwind;

/// Who may change a key.
#[derive(Clone, Copy)]
pub enum Scope {
    /// php.ini, `.user.ini`, pool configuration and `ini_set()`.
    All,
    /// php.ini and pool configuration only.
    System,
}

/// One key.
pub struct Entry {
    /// Full name.
    pub name: &'static str,
    /// Default, as it would stand in php.ini.
    pub default: &'static str,
    /// Who may change it.
    pub scope: Scope,
    /// Stores a new value for this thread; false refuses it.
    pub store: fn(&[u8]) -> bool,
    /// Which values there are, for the warning about another one.
    pub accepts: &'static str,
}

/// `ini_set()` is under way.
const ZEND_INI_STAGE_RUNTIME: c_int = 1 << 4;

/// Registers the keys; at module start.
pub fn register(entries: &'static [Entry], module: i32) {
    let mut table: Vec<ffi::zend_ini_entry_def> = entries
        .iter()
        .map(|entry| ffi::zend_ini_entry_def {
            name: keep_string(entry.name),
            on_modify: Some(on_modify),
            mh_arg1: (&raw const *entry).cast_mut().cast(),
            mh_arg2: std::ptr::null_mut(),
            mh_arg3: std::ptr::null_mut(),
            value: keep_string(entry.default),
            displayer: None,
            value_length: u32::try_from(entry.default.len()).unwrap_or(0),
            name_length: u16::try_from(entry.name.len()).unwrap_or(0),
            modifiable: match entry.scope {
                Scope::All => ffi::PHP_INI_ALL as u8,
                Scope::System => ffi::PHP_INI_SYSTEM as u8,
            },
        })
        .collect();
    // SAFETY: an entry of zeroes ends the table, which the engine copies.
    unsafe {
        table.push(std::mem::zeroed());
        ffi::zend_register_ini_entries(table.as_ptr(), module);
    }
}

/// Takes the keys away; at module end.
pub fn unregister(module: i32) {
    // SAFETY: the module's own number.
    unsafe { ffi::zend_unregister_ini_entries(module) };
}

/// Prints the keys and their values, for `phpinfo()` and `php --ri`.
///
/// # Errors
/// As [`print_table`](super::module::print_table).
pub fn display(module: *mut ModuleEntry) -> Result<(), Thrown> {
    // SAFETY: the engine's own pointer to the running module.
    protect(|| unsafe { ffi::display_ini_entries(module.cast()) })
}

/// The value of a key, the engine's and other extensions' among them; `None` when it is not set.
pub fn value(name: &CStr) -> Option<Vec<u8>> {
    // SAFETY: the name ends with a zero, which its length leaves out.
    let value = unsafe { ffi::zend_ini_string(name.as_ptr(), name.count_bytes(), 0) };
    if value.is_null() {
        return None;
    }
    // SAFETY: a string that lasts until the key changes; no PHP code runs meanwhile.
    let value = unsafe { CStr::from_ptr(value) }.to_bytes();
    (!value.is_empty()).then(|| value.to_vec())
}

unsafe extern "C" fn on_modify(
    _entry: *mut ffi::_zend_ini_entry,
    value: *mut ffi::zend_string,
    entry: *mut c_void,
    _: *mut c_void,
    _: *mut c_void,
    stage: c_int,
) -> c_int {
    // SAFETY: `register` put one of its entries there, which live as long as the module.
    let entry = unsafe { &*entry.cast::<Entry>() };
    let bytes = if value.is_null() {
        &b""[..]
    } else {
        // SAFETY: the new value, a string that outlives the call.
        unsafe { ZStr::at(value) }.as_bytes()
    };
    let stored = catch_unwind(|| {
        let stored = (entry.store)(bytes);
        match stage {
            _ if stored => {}
            ZEND_INI_STAGE_RUNTIME => error_log(&refusal(entry, bytes)),
            _ => warn(&format!(
                "{}={} is passed over, it must be {}; the default, or what was set before, stays in force",
                entry.name,
                String::from_utf8_lossy(bytes),
                entry.accepts
            )),
        }
        stored
    });
    memory::close();
    match stored {
        Ok(true) => 0,
        Ok(false) => -1,
        Err(panic) => {
            throw_panic(&*panic);
            -1
        }
    }
}

/// What `ini_set()` does not say, which only gives false: in PHP's error log, because no PHP code may run here.
fn refusal(entry: &Entry, value: &[u8]) -> String {
    format!(
        "netsvr: ini_set(\"{}\", \"{}\") is refused, the value must be {}; what was set before stays in force",
        entry.name,
        String::from_utf8_lossy(value).escape_debug(),
        entry.accepts
    )
}

/// Names in php.ini and on the command line that begin as these do.
pub fn configured(prefix: &str) -> Vec<String> {
    // SAFETY: the engine's own table, or null; it changes only while the engine reads its configuration.
    let table = unsafe { ffi::php_ini_get_configuration_hash() };
    if table.is_null() {
        return Vec::new();
    }
    // SAFETY: as above.
    unsafe { ZArr::at(table) }
        .iter()
        .filter_map(|(name, _)| name.as_text())
        .filter(|name| name.starts_with(prefix))
        .collect()
}

/// A warning about what stands in php.ini or a pool's configuration. While configuration is read and modules start.
pub fn warn(text: &str) {
    let text = c_string(text);
    let _ = memory::before();
    // SAFETY: one string for one %s. No PHP code runs while configuration is read.
    unsafe { ffi::zend_error(ffi::E_WARNING.cast_signed(), c"%s".as_ptr(), text.as_ptr()) };
}

/// `1`, `on`, `yes` or `true`; `0`, `off`, `no`, `false`, `none` or nothing, which php.ini makes of these words.
pub fn parse_bool(value: &[u8]) -> Option<bool> {
    match value.trim_ascii().to_ascii_lowercase().as_slice() {
        b"1" | b"on" | b"yes" | b"true" => Some(true),
        b"" | b"0" | b"off" | b"no" | b"false" | b"none" => Some(false),
        _ => None,
    }
}

/// A number of bytes: digits, with `K`, `M` or `G` behind them for the powers of 1024.
pub fn parse_size(value: &[u8]) -> Option<usize> {
    let text = std::str::from_utf8(value).ok()?.trim();
    let (digits, shift) = match text.as_bytes().last()? {
        b'k' | b'K' => (&text[..text.len() - 1], 10),
        b'm' | b'M' => (&text[..text.len() - 1], 20),
        b'g' | b'G' => (&text[..text.len() - 1], 30),
        _ => (text, 0),
    };
    digits.trim().parse::<usize>().ok()?.checked_mul(1 << shift)
}
