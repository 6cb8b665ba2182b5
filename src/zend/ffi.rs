//! What the engine exports and the generated bindings leave out. Declared by hand, used inside `zend` only.
//!
//! What allocates stands here under the engine's name as a function that says so to [`memory`](super::memory) first: the
//! engine's own, which may jump over whoever called it, cannot be reached by mistake. What may run PHP code, too, is
//! the engine's own, and belongs into [`protect`](super::error::protect).
use super::memory::before;
pub use ext_php_rs::ffi::*;
use std::ffi::{c_char, c_int, c_void};

macro_rules! allocating {
    ($($(#[$when:meta])* fn $name:ident($($argument:ident: $type:ty),*) $(-> $result:ty)?;)+) => {
        /// The engine's own, for who has asked [`before`] already.
        pub mod engine {
            #[allow(clippy::wildcard_imports)]
            use super::*;

            extern "C" {
                $($(#[$when])* pub fn $name($($argument: $type),*) $(-> $result)?;)+
            }
        }

        $(
            $(#[$when])*
            #[inline(always)]
            pub unsafe fn $name($($argument: $type),*) $(-> $result)? {
                let _ = before();
                // SAFETY: by the caller's promise.
                unsafe { engine::$name($($argument),*) }
            }
        )+
    };
}

allocating! {
    /// `_emalloc` for 56 bytes, which does not have to look for the class of that size.
    #[cfg(not(php_debug))]
    fn _emalloc_56() -> *mut c_void;
    #[cfg(not(php_debug))]
    fn _emalloc(size: usize) -> *mut c_void;
    fn _zend_new_array(size: u32) -> *mut HashTable;
    fn zend_array_dup(table: *mut HashTable) -> *mut HashTable;
    fn zend_hash_add_new(table: *mut HashTable, key: *mut zend_string, value: *mut zval) -> *mut zval;
    fn zend_hash_index_update(table: *mut HashTable, index: zend_ulong, value: *mut zval) -> *mut zval;
    fn zend_hash_update(table: *mut HashTable, key: *mut zend_string, value: *mut zval) -> *mut zval;
    fn zend_hash_next_index_insert(table: *mut HashTable, value: *mut zval) -> *mut zval;
    fn zend_hash_extend(table: *mut HashTable, size: u32, packed: bool);
    fn ext_php_rs_zend_string_init(text: *const c_char, length: usize, persistent: bool) -> *mut zend_string;
    fn zend_throw_exception(class: *mut zend_class_entry, text: *const c_char, code: zend_long) -> *mut zend_object;
    fn zend_throw_exception_object(exception: *mut zval);
    fn zend_wrong_parameters_count_error(least: u32, most: u32);
    #[cfg(not(php_debug))]
    fn _php_stream_sock_open_from_socket(socket: c_int, persistent_id: *const c_char) -> *mut _php_stream;
    #[cfg(php_debug)]
    fn _php_stream_sock_open_from_socket(
        socket: c_int,
        persistent_id: *const c_char,
        depth: c_int,
        file: *const c_char,
        line: u32,
        original_file: *const c_char,
        original_line: u32
    ) -> *mut _php_stream;
}

pub type AutoloadHook =
    Option<unsafe extern "C" fn(*mut zend_string, *mut zend_string) -> *mut zend_class_entry>;

extern "C" {
    pub static mut php_json_serializable_ce: *mut zend_class_entry;
    pub static mut zend_autoload: AutoloadHook;
    pub static mut spl_ce_RangeException: *mut zend_class_entry;
    pub static mut spl_ce_RuntimeException: *mut zend_class_entry;
    pub static mut spl_ce_InvalidArgumentException: *mut zend_class_entry;
    pub static mut spl_ce_UnexpectedValueException: *mut zend_class_entry;
    pub static php_stream_socket_ops: php_stream_ops;
    #[cfg(not(php_zts))]
    pub static core_globals: php_core_globals;
    pub static zend_empty_string: *mut zend_string;

    pub fn php_ini_get_configuration_hash() -> *mut HashTable;
    pub fn zend_string_hash_func(string: *mut zend_string) -> zend_ulong;
    /// A cell of each thread's, which is null when a request starts. At module start.
    pub fn zend_map_ptr_new() -> *mut c_void;

    /// Allocates the cells of a new array, with which it has been counted.
    pub fn zend_hash_real_init_packed(table: *mut HashTable);
    pub fn zend_set_memory_limit(limit: usize) -> c_int;
    pub fn zend_memory_usage(real: bool) -> usize;

    #[cfg(not(php_debug))]
    pub fn _zend_mem_block_size(block: *mut c_void) -> usize;
    pub fn zend_verify_scalar_type_hint(
        types: u32,
        arg: *mut zval,
        strict: bool,
        is_internal: bool,
    ) -> bool;
    pub fn zend_argument_error(
        class: *mut zend_class_entry,
        number: u32,
        format: *const c_char,
        ...
    );
    pub fn zend_zval_type_name(value: *const zval) -> *const c_char;
    pub fn zend_get_called_scope(frame: *mut zend_execute_data) -> *mut zend_class_entry;
    pub fn zend_try_assign_typed_ref_zval(
        reference: *mut zend_reference,
        value: *mut zval,
    ) -> c_int;
    pub fn zend_weakrefs_notify(object: *mut zend_object);
    pub fn zend_objects_destroy_object(object: *mut zend_object);
    pub fn zend_lookup_class(name: *mut zend_string) -> *mut zend_class_entry;
    /// Copies the name.
    pub fn zend_register_class_alias_ex(
        name: *const c_char,
        length: usize,
        class: *mut zend_class_entry,
        persistent: bool,
    ) -> c_int;
    pub fn zend_initialize_class_data(class: *mut zend_class_entry, nullify_handlers: bool);
    pub fn zend_do_link_class(
        class: *mut zend_class_entry,
        lower_parent: *mut zend_string,
        key: *mut zend_string,
    ) -> *mut zend_class_entry;
    pub fn zend_read_static_property_ex(
        class: *mut zend_class_entry,
        name: *mut zend_string,
        silent: bool,
    ) -> *mut zval;
    pub fn zend_update_static_property_ex(
        class: *mut zend_class_entry,
        name: *mut zend_string,
        value: *mut zval,
    ) -> c_int;
    pub fn zend_declare_typed_property(
        class: *mut zend_class_entry,
        name: *mut zend_string,
        default: *mut zval,
        flags: c_int,
        doc_comment: *mut zend_string,
        type_: zend_type,
    ) -> *mut zend_property_info;
    pub fn zend_register_functions(
        scope: *mut zend_class_entry,
        functions: *const zend_function_entry,
        table: *mut HashTable,
        kind: c_int,
    ) -> c_int;
    pub fn zend_clear_exception();
    pub fn zend_is_unwind_exit(exception: *const zend_object) -> bool;
    pub fn zend_is_graceful_exit(exception: *const zend_object) -> bool;
    pub fn zend_fetch_resource2_ex(
        value: *mut zval,
        name: *const c_char,
        kind: c_int,
        other_kind: c_int,
    ) -> *mut c_void;
    pub fn php_file_le_stream() -> c_int;
    pub fn php_file_le_pstream() -> c_int;
    pub fn _php_stream_cast(
        stream: *mut php_stream,
        cast_as: c_int,
        result: *mut *mut c_void,
        show_errors: c_int,
    ) -> c_int;
    pub fn zend_error(level: c_int, format: *const c_char, ...);
    pub fn zend_std_compare_objects(left: *mut zval, right: *mut zval) -> c_int;
    pub fn zend_objects_clone_members(new: *mut zend_object, old: *mut zend_object);
    pub fn _is_numeric_string_ex(
        text: *const c_char,
        length: usize,
        long: *mut zend_long,
        double: *mut f64,
        allow_errors: bool,
        overflow: *mut c_int,
        trailing: *mut bool,
    ) -> u8;
    pub fn zend_update_property_ex(
        scope: *mut zend_class_entry,
        object: *mut zend_object,
        name: *mut zend_string,
        value: *mut zval,
    );
    pub fn _zend_handle_numeric_str_ex(
        key: *const c_char,
        length: usize,
        index: *mut zend_ulong,
    ) -> bool;
    pub fn zval_get_string_func(value: *mut zval) -> *mut zend_string;
    pub fn object_init_ex(value: *mut zval, class: *mut zend_class_entry) -> c_int;
    pub fn zend_list_close(resource: *mut zend_resource);
    pub fn zend_list_delete(resource: *mut zend_resource) -> c_int;
    pub fn zend_unregister_ini_entries(module: c_int);
    pub fn display_ini_entries(module: *mut zend_module_entry);
    pub fn zend_ini_string(name: *const c_char, length: usize, original: c_int) -> *const c_char;
    pub fn php_log_err_with_severity(message: *const c_char, severity: c_int);

    pub fn _php_stream_set_option(
        stream: *mut _php_stream,
        option: c_int,
        value: c_int,
        argument: *mut c_void,
    ) -> c_int;
}

/// An abstract class that says so itself.
pub const ZEND_ACC_EXPLICIT_ABSTRACT_CLASS: u32 = 1 << 6;

/// The compiler's options for `eval`.
pub const ZEND_COMPILE_DEFAULT_FOR_EVAL: u32 = 0;

/// The kind of a class that is not part of an extension.
pub const ZEND_USER_CLASS: c_char = 2;

/// Weak references and maps know the object.
pub const IS_OBJ_WEAKLY_REFERENCED: u32 = 1 << 7;

/// The object is being freed, or has been.
pub const IS_OBJ_FREE_CALLED: u32 = 1 << 9;

/// What the table of classes has under a name that is not the class's own.
pub const IS_ALIAS_PTR: u32 = 14;

/// What a type has set if it is one.
pub const ZEND_TYPE_MASK: u32 = (1 << 25) - 1;

/// No destructor is to be called any more.
pub const IS_OBJ_DESTRUCTOR_CALLED: u32 = 1 << 8;

#[allow(non_camel_case_types)]
pub type zend_ulong = u64;
