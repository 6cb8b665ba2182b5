//! PHP code that the extension brings along: functions that are declared while a request runs, and last until its end.
use super::error::{protect, Thrown};
use super::ffi;
use super::string_build::ZString;
use ext_php_rs::alloc::efree;

/// Compiles a script (without an opening tag) and declares the functions at its top; nothing of it runs. As with a
/// script that is given to `eval`, opcache does not keep it.
///
/// # Errors
/// When the memory limit is met, or one of the functions exists.
pub fn declare(script: &str) -> Result<(), Thrown> {
    let script = ZString::new(script.as_bytes());
    // SAFETY: the compiler's options of this thread.
    let options = unsafe { &raw mut (*ffi::ext_php_rs_compiler_globals()).compiler_options };
    // SAFETY: as above.
    let before = unsafe { options.replace(ffi::ZEND_COMPILE_DEFAULT_FOR_EVAL) };
    // SAFETY: what the engine does for `eval`, but for running the script: compiling declares the functions. The
    // compiler keeps what it had under way; nothing inside has a destructor.
    let outcome = protect(|| unsafe {
        let Some(compile) = ffi::zend_compile_string else {
            return;
        };
        let compiled = compile(
            script.as_ptr(),
            c"netsvr".as_ptr(),
            ffi::_zend_compile_position_ZEND_COMPILE_POSITION_AFTER_OPEN_TAG,
        );
        if !compiled.is_null() {
            ffi::zend_destroy_static_vars(compiled);
            ffi::destroy_op_array(compiled);
            efree(compiled.cast());
        }
    });
    // SAFETY: as above.
    unsafe { options.write(before) };
    outcome
}
