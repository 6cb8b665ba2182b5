//! PHP code that the extension brings along: functions that are declared while a request runs, and last until its end.
//!
//! A process compiles each of them once. What compiling has made is then copied into memory that stays, as opcache does
//! with scripts, and requests are given that: a function of PHP code like any other, but nothing of it is theirs to free.
//! So it is immutable, as opcache's are: what a request notes about it lies elsewhere. That also keeps `opcache.jit` from
//! looking into the function in requests that have none of its name, which it does with those that `eval` has compiled.
use super::error::{protect, Thrown};
use super::ffi;
use super::kept::{keep, keep_zend_string, persistent_string};
use super::string::ZStr;
use super::string_build::ZString;
use ext_php_rs::alloc::efree;
use std::ffi::{c_int, c_void};
use std::mem::MaybeUninit;
use std::sync::Once;

/// A function in PHP.
pub struct Source {
    lower: *mut ffi::zend_string,
    script: String,
    /// Where it is put when it has been compiled. Its place is the same in all forks of the process: code that opcache
    /// has compiled for the processor is theirs together, and knows functions by their places.
    function: *mut ffi::zend_op_array,
    /// The cell in which a request keeps what the function's code has looked up.
    run_time_cache: *mut *mut c_void,
    is_compiled: Once,
}

// SAFETY: the function is written once, before anybody reads it; the rest is not written.
unsafe impl Send for Source {}
// SAFETY: as above.
unsafe impl Sync for Source {}

impl Source {
    /// A function by its full name, and the script (without an opening tag) that declares it and no more. At module
    /// start.
    pub fn new(name: &str, script: String) -> Self {
        Self {
            lower: persistent_string(&name.to_ascii_lowercase()),
            script,
            function: keep(&[MaybeUninit::<ffi::zend_op_array>::uninit()]).cast(),
            // SAFETY: at module start.
            run_time_cache: unsafe { ffi::zend_map_ptr_new() }.cast(),
            is_compiled: Once::new(),
        }
    }

    /// The function of this name that the request has.
    fn find(&self) -> Option<*mut ffi::zend_function> {
        // SAFETY: the table of this thread maps lower-case names to functions.
        unsafe {
            let table = (*ffi::ext_php_rs_executor_globals()).function_table;
            let found = ffi::zend_hash_find(table, self.lower);
            (!found.is_null()).then(|| (*found).value.func)
        }
    }

    /// Has the engine compile it, and keeps a copy.
    #[cold]
    fn compile(&self) -> Result<(), Thrown> {
        compile(&self.script)?;
        // SAFETY: the script has declared this function just now, and nothing has called it yet.
        let copy = self
            .find()
            .and_then(|made| unsafe { kept(&(*made).op_array) });
        debug_assert!(
            copy.is_some(),
            "each request compiles anew: {}",
            self.script
        );
        if let Some(mut copy) = copy {
            copy.run_time_cache__ptr = self.run_time_cache;
            // SAFETY: room for it, which nobody reads before this has been done. What has been copied goes.
            unsafe {
                self.is_compiled.call_once(|| self.function.write(copy));
                ffi::zend_hash_del(
                    (*ffi::ext_php_rs_executor_globals()).function_table,
                    self.lower,
                );
            }
        }
        Ok(())
    }

    /// Declares what has been compiled, if the request has no function of this name.
    fn declare(&self) {
        // SAFETY: a cell for the table of functions, which is not the request's memory: nothing here can fail. The
        // function and its name live as long as the process.
        unsafe {
            let table = (*ffi::ext_php_rs_executor_globals()).function_table;
            let mut cell: ffi::zval = std::mem::zeroed();
            cell.value.func = self.function.cast();
            cell.u1.type_info = ffi::IS_PTR;
            ffi::zend_hash_add(table, self.lower, &raw mut cell);
        }
    }
}

/// Declares those functions that nobody has declared yet.
///
/// # Errors
/// When the memory limit is met.
pub fn declare(functions: &[Source]) -> Result<(), Thrown> {
    for function in functions {
        if !function.is_compiled.is_completed() && function.find().is_none() {
            function.compile()?;
        }
        if function.is_compiled.is_completed() {
            function.declare();
        }
    }
    Ok(())
}

/// Compiles a script (without an opening tag) and declares the functions at its top; nothing of it runs. As with a
/// script that is given to `eval`, opcache does not keep it.
fn compile(script: &str) -> Result<(), Thrown> {
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

/// A copy that belongs to no request; its run-time cache is still to be set. `None` for a function that has more to it
/// than those that are brought along: statics, attributes, `try`, closures, variadic parameters, types of several classes,
/// constants that are arrays.
///
/// # Safety
/// The function has been compiled, and has not been called.
unsafe fn kept(compiled: &ffi::zend_op_array) -> Option<ffi::zend_op_array> {
    let is_plain = compiled.static_variables.is_null()
        && compiled.attributes.is_null()
        && compiled.doc_comment.is_null()
        && compiled.last_try_catch == 0
        && compiled.num_dynamic_func_defs == 0;
    if !is_plain {
        return None;
    }
    let mut copy = *compiled;
    copy.fn_flags |= ffi::ZEND_ACC_IMMUTABLE;
    // SAFETY: what the engine frees with the function, but for what has been ruled out above.
    unsafe {
        copy.function_name = keep_zend_string(ZStr::at(compiled.function_name));
        copy.filename = keep_zend_string(ZStr::at(compiled.filename));
        copy.vars = kept_names(compiled);
        copy.arg_info = kept_signature(compiled)?;
        copy.live_range = keep(list(compiled.live_range, count(compiled.last_live_range)));
        (copy.opcodes, copy.literals) = kept_code(compiled)?;
    }
    // nobody counts who uses it, so nobody frees it
    copy.refcount = std::ptr::null_mut();
    // what other extensions have noted there is the request's
    copy.reserved.fill(std::ptr::null_mut());
    Some(copy)
}

/// The names of its variables.
unsafe fn kept_names(compiled: &ffi::zend_op_array) -> *mut *mut ffi::zend_string {
    // SAFETY: the caller's promise: as many names as it says.
    let names = unsafe { list(compiled.vars, count(compiled.last_var)) };
    // SAFETY: strings of the compiler.
    let names = names
        .iter()
        .map(|name| keep_zend_string(unsafe { ZStr::at(*name) }));
    keep(&names.collect::<Vec<_>>())
}

/// The parameters; the return type stands before them.
unsafe fn kept_signature(compiled: &ffi::zend_op_array) -> Option<*mut ffi::zend_arg_info> {
    let returns = usize::from(compiled.fn_flags & ffi::ZEND_ACC_HAS_RETURN_TYPE != 0);
    if compiled.fn_flags & ffi::ZEND_ACC_VARIADIC != 0 {
        return None;
    }
    let many = compiled.num_args as usize + returns;
    let mut entries = Vec::with_capacity(many);
    for at in 0..many {
        // SAFETY: the caller's promise: as many entries as it says. The compiler leaves the default unset.
        let (name, type_) = unsafe {
            let entry = compiled.arg_info.sub(returns).add(at);
            ((*entry).name, (*entry).type_)
        };
        let type_ = kept_type(type_)?;
        let name = if name.is_null() {
            name
        } else {
            // SAFETY: a string of the compiler.
            keep_zend_string(unsafe { ZStr::at(name) })
        };
        entries.push(ffi::zend_arg_info {
            name,
            type_,
            default_value: std::ptr::null_mut(),
        });
    }
    // SAFETY: not behind the end.
    Some(unsafe { keep(&entries).add(returns) })
}

/// A type of its own: builtin types, and one class at most.
fn kept_type(compiled: ffi::zend_type) -> Option<ffi::zend_type> {
    if compiled.ptr.is_null() {
        return Some(compiled);
    }
    if compiled.type_mask & ffi::_ZEND_TYPE_NAME_BIT == 0 {
        return None;
    }
    // SAFETY: a type that says so has a name.
    let name = unsafe { ZStr::at(compiled.ptr.cast()) };
    Some(ffi::zend_type {
        ptr: keep_zend_string(name).cast(),
        type_mask: compiled.type_mask,
    })
}

/// The opcodes, and the constants close behind them: opcodes know how far away theirs are.
unsafe fn kept_code(compiled: &ffi::zend_op_array) -> Option<(*mut ffi::zend_op, *mut ffi::zval)> {
    const ALIGNMENT: usize = 16;
    let opcodes = (size_of::<ffi::zend_op>() * compiled.last as usize).next_multiple_of(ALIGNMENT);
    let constants = count(compiled.last_literal);
    if compiled.literals.addr() != compiled.opcodes.addr() + opcodes {
        return None;
    }
    // SAFETY: the caller's promise: one block, of words.
    let block = unsafe {
        let words = (opcodes + size_of::<ffi::zval>() * constants) / size_of::<u64>();
        keep(list(compiled.opcodes.cast::<MaybeUninit<u64>>(), words))
    };
    let copy = block.wrapping_byte_add(opcodes).cast::<ffi::zval>();
    for at in 0..constants {
        // SAFETY: within the block, which nobody else knows yet.
        unsafe {
            let constant = copy.add(at);
            match (*constant).u1.type_info {
                ffi::IS_INTERNED_STRING_EX | ffi::IS_STRING_EX => {
                    (*constant).value.str_ = keep_zend_string(ZStr::at((*constant).value.str_));
                    (*constant).u1.type_info = ffi::IS_INTERNED_STRING_EX;
                }
                ffi::IS_NULL | ffi::IS_FALSE | ffi::IS_TRUE | ffi::IS_LONG | ffi::IS_DOUBLE => {}
                _ => return None,
            }
        }
    }
    Some((block.cast(), copy))
}

/// A list of the compiler's, which has null for none.
unsafe fn list<'a, T>(first: *const T, count: usize) -> &'a [T] {
    if first.is_null() || count == 0 {
        return &[];
    }
    // SAFETY: the caller's promise.
    unsafe { std::slice::from_raw_parts(first, count) }
}

/// How many there are, as the engine counts them.
fn count(number: c_int) -> usize {
    usize::try_from(number).unwrap_or(0)
}
