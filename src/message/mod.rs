//! `Netsvr\*`: the messages of the protocol as PHP objects, and the three enums. All of it is driven by the tables
//! in [`descriptor`]; this folder knows no gateway and no connection.
//!
//! | here | what for |
//! |---|---|
//! | [`descriptor`] | what the messages are; from an object to its message |
//! | [`coerce`] | what PHP code may give for a value |
//! | [`storage`] | where lists and maps are kept |
//! | [`mod@encode`], [`mod@decode`] | objects to bytes and back |
//! | [`json_encode`], [`json_decode`] | objects to JSON and back |
//! | [`nesting`] | how deep messages may lie within each other |
//! | [`mod@check`] | whether bytes are a message |
//! | [`parsed`] | what has been parsed, until all of it has |
//! | [`mod@size`] | what the values of a message take |
//! | [`serial`], [`serial_php`] | `serialize()`; reading what the pure-PHP runtime wrote with it |
//! | [`mod@refill`] | bytes to an object that is used again and again |
//! | [`message`] | the classes: constructor, getters, setters |
//! | [`list`], [`map`], [`collection`], [`iterator`] | `RepeatedField`, `MapField`, what both have, their iterator |
//! | [`enums`] | `Cmd`, `Event`, `RegisterRespCode` |
// handlers answer with a Result, whether they can fail or not
#![allow(clippy::unnecessary_wraps)]
mod check;
mod coerce;
mod collection;
mod decode;
mod descriptor;
mod encode;
mod enums;
mod iterator;
mod json_decode;
mod json_encode;
mod list;
mod map;
// the class it registers gives it its name
#[allow(clippy::module_inception)]
mod message;
mod nesting;
mod parsed;
mod refill;
mod serial;
mod serial_php;
mod size;
mod storage;

pub use check::check;
pub use decode::decode;
pub use descriptor::{class, messages};
pub use encode::encode;
pub use list::REPEATED_FIELD;
pub use message::MESSAGE;
pub use refill::{may_be_refilled, refill};
pub use size::{size, MOST};
pub use storage::{elements, EMPTY};

use crate::zend::{throw_builtin, Builtin, Call, Thrown, ZArr, ZArray, ZObj, ZStr, ZVal};

/// Registers the classes. At module start.
pub fn register() {
    storage::EMPTY.make();
    serial::make_names();
    iterator::register();
    list::register();
    map::register();
    message::register();
    enums::register();
}

/// The text in a field of a message; empty when the field holds none. A field's slot is its place among the
/// message's fields in `proto/`, from 0.
#[inline]
pub fn field_string(message: &ZObj, slot: usize) -> &ZStr {
    message.slot(slot).as_str().unwrap_or(&storage::EMPTY)
}

/// The elements of a `RepeatedField`.
pub fn list_elements(list: &ZObj) -> impl Iterator<Item = &ZVal> {
    storage::elements(list.slot(storage::CONTAINER))
        .into_iter()
        .flat_map(ZArr::values)
}

/// The same as an array.
pub fn list_array(list: &ZObj) -> ZArray {
    let mut array = ZArray::with_capacity(0);
    for element in list_elements(list) {
        array.push(element.clone());
    }
    array
}

/// `repeatedFieldToArray(RepeatedField $repeatedField): array`
///
/// # Errors
/// `TypeError`.
pub fn repeated_field_to_array(call: &Call) -> Result<ZVal, Thrown> {
    Ok(list_array(call.object(0, &REPEATED_FIELD)?).into())
}

/// True for a `RepeatedField` and a `MapField`.
pub fn is_collection(object: &ZObj) -> bool {
    list::is(object) || map::is(object)
}

#[cold]
fn not_a_message() -> Thrown {
    throw_builtin(Builtin::Error, "the object is no message of the protocol")
}
