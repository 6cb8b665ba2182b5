//! From protobuf bytes to a message object. A message that does not parse leaves the object as it was. No memory
//! is taken on the word of a length, and the depth is bounded: no message of the protocol contains itself.
use super::descriptor::{Kind, Message, Shape, MAX_FIELDS};
use super::message::add_unknown_fields;
use super::storage::{default, elements, key_of, new_message, CONTAINER};
use super::{descriptor, not_a_message};
use crate::exception::{decode_error, not_utf8};
use crate::zend::{Thrown, ZArr, ZArray, ZObj, ZString, ZVal};
use netsvr_wire::reader::{Reader, Value};

/// What a text or bytes hold for one field.
#[derive(Default)]
pub enum Parsed {
    #[default]
    Nothing,
    Single(ZVal),
    Elements(ZArray),
}

/// Merges bytes into a message: single fields are replaced, lists and maps added to, fields that the message
/// does not know are kept for the next encoding.
///
/// # Errors
/// `DecodeException`; `\Exception` for text that is not UTF-8.
pub fn decode(object: &ZObj, bytes: &[u8]) -> Result<(), Thrown> {
    let message = descriptor::of(object).ok_or_else(not_a_message)?;
    let mut parsed: [Parsed; MAX_FIELDS] = Default::default();
    let mut unknown: Vec<u8> = Vec::new();
    let mut reader = Reader::new(bytes);
    loop {
        let before = reader.rest();
        let Some((number, value)) = reader.next_field().map_err(decode_error)? else {
            break;
        };
        if !known_field(object, message, &mut parsed, &mut reader, number, value)? {
            let length = before.len() - reader.rest().len();
            unknown.extend_from_slice(before.get(..length).unwrap_or_default());
        }
    }
    settle(object, &mut parsed);
    if !unknown.is_empty() {
        add_unknown_fields(object, &unknown);
    }
    Ok(())
}

/// Puts what was parsed into the message, when all of it has been.
pub fn settle(object: &ZObj, parsed: &mut [Parsed; MAX_FIELDS]) {
    for (slot, parsed) in parsed.iter_mut().enumerate() {
        match std::mem::take(parsed) {
            Parsed::Nothing => {}
            Parsed::Single(value) => object.set_slot(slot, value),
            Parsed::Elements(array) => store(object, slot, array),
        }
    }
}

fn store(object: &ZObj, slot: usize, array: ZArray) {
    match object.slot(slot).as_object().map(ZObj::to_owned) {
        Some(wrapper) => wrapper.set_slot(CONTAINER, array.into()),
        None => object.set_slot(slot, array.into()),
    }
}

/// Takes a field that was read, and those after it that are of the same list. False when the message has no field of
/// this number and wire type.
#[inline]
fn known_field(
    object: &ZObj,
    message: &Message,
    parsed: &mut [Parsed; MAX_FIELDS],
    reader: &mut Reader<'_>,
    number: u32,
    value: Value<'_>,
) -> Result<bool, Thrown> {
    let Some(slot) = slot_of(message, number) else {
        return Ok(false);
    };
    let (Some(field), Some(parsed)) = (message.fields.get(slot), parsed.get_mut(slot)) else {
        return Ok(false);
    };
    match field.shape {
        Shape::Single(kind) => {
            let Some(value) = single(kind, value)? else {
                return Ok(false);
            };
            *parsed = Parsed::Single(value);
        }
        Shape::Repeated(kind) => {
            let Some(first) = single(kind, value)? else {
                return Ok(false);
            };
            let array = collected(object, slot, parsed);
            array.push(first);
            // the elements of a list follow each other, and are of one wire type
            if let Value::Len(_) = value {
                while let Some(bytes) = reader.next_short(number) {
                    if let Some(next) = single(kind, Value::Len(bytes))? {
                        array.push(next);
                    }
                }
            }
        }
        Shape::Map(key_kind, kind) => {
            let Value::Len(entry) = value else {
                return Ok(false);
            };
            let (key, value) = map_entry(key_kind, kind, entry)?;
            let key = key_of(&key)?;
            collected(object, slot, parsed).set_key(key, value);
        }
    }
    Ok(true)
}

/// The elements so far: those that the object has come first.
#[inline]
pub fn collected<'p>(object: &ZObj, slot: usize, parsed: &'p mut Parsed) -> &'p mut ZArray {
    if !matches!(parsed, Parsed::Elements(_)) {
        let present = elements(object.slot(slot)).filter(|array| !array.is_empty());
        *parsed = Parsed::Elements(present.map_or_else(ZArray::list, ZArr::to_owned));
    }
    match parsed {
        Parsed::Elements(array) => array,
        Parsed::Nothing | Parsed::Single(_) => unreachable!("just set"),
    }
}

/// The place of a field among the message's own; most numbers are in use from 1 on.
#[inline(always)]
#[allow(clippy::inline_always)] // once for each field
fn slot_of(message: &Message, number: u32) -> Option<usize> {
    let guess = usize::try_from(number).ok()?.checked_sub(1)?;
    if message
        .fields
        .get(guess)
        .is_some_and(|field| field.number == number)
    {
        return Some(guess);
    }
    message
        .fields
        .iter()
        .position(|field| field.number == number)
}

/// `None` when a value of this kind has another wire type.
#[inline(always)]
#[allow(clippy::inline_always)] // once for each field
fn single(kind: Kind, value: Value<'_>) -> Result<Option<ZVal>, Thrown> {
    Ok(Some(match (kind, value) {
        (Kind::String, Value::Len(bytes)) => ZString::text(bytes).ok_or_else(not_utf8)?.into(),
        (Kind::Bytes, Value::Len(bytes)) => ZString::new(bytes).into(),
        (Kind::Int32 | Kind::Enum | Kind::Uint32, Value::Varint(bits)) => low_half(bits).into(),
        (Kind::Int64, Value::Varint(bits)) => bits.cast_signed().into(),
        (Kind::Bool, Value::Varint(bits)) => (bits != 0).into(),
        (Kind::Float, Value::Fixed32(bits)) => f64::from(f32::from_bits(bits)).into(),
        (Kind::Message(_), Value::Len(bytes)) => nested(kind, bytes)?,
        _ => return Ok(None),
    }))
}

#[inline(never)]
fn nested(kind: Kind, bytes: &[u8]) -> Result<ZVal, Thrown> {
    let object = new_message(kind)?;
    decode(&object, bytes)?;
    Ok(object.into())
}

/// The lower 32 bits with their sign: what a value of 32 bits is, however it was written.
#[allow(clippy::cast_possible_truncation)]
fn low_half(bits: u64) -> i64 {
    i64::from((bits as u32).cast_signed())
}

/// Key and value, defaults where the entry leaves them out; what else it holds is dropped.
fn map_entry(key_kind: Kind, kind: Kind, entry: &[u8]) -> Result<(ZVal, ZVal), Thrown> {
    let (mut key, mut value) = (None, None);
    let mut reader = Reader::new(entry);
    while let Some((number, field)) = reader.next_field().map_err(decode_error)? {
        match number {
            1 => key = single(key_kind, field)?.or(key),
            2 => value = single(kind, field)?.or(value),
            _ => {}
        }
    }
    let key = key.unwrap_or_else(|| default(Shape::Single(key_kind)));
    let value = match (value, kind) {
        (Some(value), _) => value,
        (None, Kind::Message(_)) => new_message(kind)?.into(),
        (None, _) => default(Shape::Single(kind)),
    };
    Ok((key, value))
}
