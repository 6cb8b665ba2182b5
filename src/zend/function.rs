//! Calling what user code hands in: closures, callables, methods by name.
use super::error::{protect, throw_builtin, Builtin, Thrown};
use super::ffi;
use super::string::ZString;
use super::value::ZVal;

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
    let status = protect(|| unsafe {
        ffi::_call_user_function_impl(
            object,
            name.as_ptr(),
            cell,
            count,
            arguments.as_ptr().cast_mut().cast(),
            std::ptr::null_mut(),
        )
    })?;
    if status != 0 || result.type_info() == ffi::IS_UNDEF {
        let what = method.unwrap_or("the callable");
        return Err(throw_builtin(
            Builtin::Error,
            &format!("{what} of {} cannot be called", target.type_name()),
        ));
    }
    Ok(result)
}
