//! Reads what `serialize()` wrote of messages of the pure-PHP protobuf runtime: all their properties, the lists and maps
//! as objects of that runtime, and what it knows of the message's fields. The runtime need not be there any more: its
//! objects are then `__PHP_Incomplete_Class`.
use super::decode;
use super::descriptor::{Message, Shape};
use super::serial::restore_property;
use super::storage::{accept, Nested};
use crate::api;
use crate::exception::decode_failure;
use crate::zend::properties::{name_in_key, text_key, Named};
use crate::zend::{Key, Thrown, ZArr, ZArray, ZObj, ZVal};

/// What its private properties begin with.
const RUNTIME: &[u8] = b"\0Google\\Protobuf\\";

/// Whether an array holds the properties of such a message.
pub fn is_written_by_it(data: &ZArr) -> bool {
    data.iter()
        .any(|(key, _)| text_key(key).is_some_and(|key| key.as_bytes().starts_with(RUNTIME)))
}

/// Reads the fields into a new message, and the properties of a child class into `object`.
///
/// # Errors
/// What the setters of the message refuse, `DecodeException`.
pub fn read(
    object: &ZObj,
    message: &'static Message,
    data: &ZArr,
    fresh: &ZObj,
) -> Result<(), Thrown> {
    for (key, value) in data.iter() {
        let Some(text) = text_key(key) else {
            restore_property(object, key, value, message.fields.len())?;
            continue;
        };
        if text.as_bytes().starts_with(RUNTIME) {
            if name_in_key(text.as_bytes()) == b"unknown" {
                unknown(value, fresh)?;
            }
            continue;
        }
        match object.named(text) {
            Named::Slot(slot) if slot < message.fields.len() => {
                set(message, slot, value, fresh)?;
            }
            _ => restore_property(object, Key::Str(text), value, message.fields.len())?,
        }
    }
    Ok(())
}

/// Fields that the runtime did not know, as they stood on the wire.
fn unknown(value: &ZVal, fresh: &ZObj) -> Result<(), Thrown> {
    match value.as_str() {
        Some(bytes) => decode::decode(fresh, bytes.as_bytes()),
        None => Ok(()),
    }
}

fn set(message: &Message, slot: usize, value: &ZVal, fresh: &ZObj) -> Result<(), Thrown> {
    let Some(field) = message.fields.get(slot) else {
        return Ok(());
    };
    if value.is_null() {
        return Ok(());
    }
    let held = match (field.shape, value.as_object()) {
        (Shape::Repeated(_) | Shape::Map(..), Some(wrapper)) => {
            let elements = elements(wrapper).ok_or_else(|| {
                decode_failure(&format!(
                    "the serialized {} has no valid '{}'.",
                    api::current().message_class(message.name),
                    field.name
                ))
            })?;
            accept(field.shape, &elements.into(), Nested::Objects)?
        }
        _ => accept(field.shape, value, Nested::Objects)?,
    };
    fresh.set_slot(slot, held);
    Ok(())
}

/// The elements of a list or map of the runtime, whether its class is there or not.
fn elements(wrapper: &ZObj) -> Option<ZArray> {
    let properties = wrapper.properties_from(0);
    let found = properties.iter().find_map(|(key, value)| {
        let key = text_key(key)?.as_bytes();
        (key.starts_with(RUNTIME) && name_in_key(key) == b"container")
            .then(|| value.as_array())
            .flatten()
            .map(ZArr::to_owned)
    });
    found
}
