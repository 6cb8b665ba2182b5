//! The one door to PHP: everything unsafe between the engine and the rest of the extension is in this folder,
//! behind types that safe code cannot misuse. It knows nothing of netsvr.
//!
//! | here | what for |
//! |---|---|
//! | [`value`], [`string`], [`mod@array`], [`object`] | PHP values, looked at |
//! | `value_owned`, `string_build`, `array_build`, `object_build` | PHP values that Rust code makes and owns |
//! | `object_call` | methods of objects |
//! | [`native`] | Rust data behind objects |
//! | [`properties`] | properties of objects as `serialize()` sees them |
//! | [`class`], [`signature`] | registering classes, interfaces, functions |
//! | [`call`] | handlers: arguments in, a value out |
//! | [`function`] | calling callbacks and user classes |
//! | [`error`] | exceptions and bailouts |
//! | [`live`] | properties that stand for native state |
//! | [`memory`] | `memory_limit` in native code |
//! | `comparison` | objects that are compared with each other |
//! | `depth` | calls that lie within each other |
//! | `declared`, [`source`] | classes and functions that are declared while PHP runs |
//! | `writable` | cells of PHP that may be written in place |
//! | [`context`], [`left_behind`] | fibers and coroutines, and what they leave behind |
//! | [`object_store`] | the objects that there are |
//! | [`stream`], [`tcp`], [`ini`], [`interrupt`], [`signal`], [`shim`], [`module`] | what their names say |
// The engine's C API is a matter of casts and of inlining by hand: its sizes are its own.
#![allow(
    clippy::inline_always,
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap
)]

pub mod array;
mod array_build;
mod array_iter;
pub mod call;
pub mod class_builder;
mod comparison;
pub mod context;
mod declared;
mod depth;
pub mod error;
mod ffi;
pub mod function;
pub mod ini;
pub mod interrupt;
mod kept;
pub mod left_behind;
pub mod live;
pub mod memory;
pub mod module;
pub mod native;
pub mod object;
mod object_build;
mod object_call;
pub mod object_store;
pub mod properties;
pub mod shim;
pub mod signal;
pub mod signature;
pub mod source;
pub mod stream;
pub mod string;
mod string_build;
pub mod value;
mod value_owned;
pub mod weak;
mod writable;

pub use array::{Key, ZArr};
pub use array_build::ZArray;
pub use call::{handler, Call};
pub use class_builder::{Class, ClassBuilder, Initial, Interface};
pub use error::{throw_builtin, Builtin, Thrown};
pub use live::Live;
pub use native::{Handlers, Native};
pub use object::ZObj;
pub use object_build::ZObject;
pub use object_call::BoundMethod;
pub use signature::{Method, Type};
pub(crate) use string::keys;
pub use string::{is_utf8, Interned, ZStr};
pub use string_build::ZString;
pub use value::{Number, View, ZVal};
pub use writable::Writable;
