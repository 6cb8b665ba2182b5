//! From a message object to protobuf bytes: fields in the order of their numbers, defaults left out, what an
//! earlier parse did not know at the end.
use super::coerce;
use super::descriptor::{Kind, Message, Shape};
use super::message::unknown_fields;
use super::nesting::Nesting;
use super::storage::elements;
use super::{descriptor, not_a_message};
use crate::zend::{Key, Thrown, View, ZArr, ZObj, ZVal};
use prost::encoding::{encode_key, encode_varint, WireType};

/// Appends the bytes of a message.
///
/// # Errors
/// When `object` is no message, a child class wrote a value into a property that its field cannot hold, or messages lie
/// too deep within each other.
pub fn encode(object: &ZObj, out: &mut Vec<u8>) -> Result<(), Thrown> {
    encode_at(Nesting::OUTERMOST, object, out)
}

fn encode_at(nesting: Nesting, object: &ZObj, out: &mut Vec<u8>) -> Result<(), Thrown> {
    let message = descriptor::of(object).ok_or_else(not_a_message)?;
    fields(nesting, object, message, out)?;
    unknown_fields(object, |bytes| out.extend_from_slice(bytes));
    Ok(())
}

fn fields(
    nesting: Nesting,
    object: &ZObj,
    message: &Message,
    out: &mut Vec<u8>,
) -> Result<(), Thrown> {
    for (slot, field) in message.fields.iter().enumerate() {
        let held = object.slot(slot);
        match field.shape {
            Shape::Single(kind) => put(nesting, field.number, kind, held, Default::LeftOut, out)?,
            Shape::Repeated(kind) => {
                for value in elements(held).into_iter().flat_map(ZArr::values) {
                    put(nesting, field.number, kind, value, Default::Written, out)?;
                }
            }
            Shape::Map(key_kind, kind) => {
                for (key, value) in elements(held).into_iter().flat_map(ZArr::iter) {
                    delimited(field.number, out, |out| {
                        put_map_key(nesting, key_kind, key, out)?;
                        put(nesting, 2, kind, value, Default::LeftOut, out)
                    })?;
                }
            }
        }
    }
    Ok(())
}

/// What happens to a value that is its kind's default.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Default {
    Written,
    LeftOut,
}

#[inline]
fn put(
    nesting: Nesting,
    number: u32,
    kind: Kind,
    value: &ZVal,
    default: Default,
    out: &mut Vec<u8>,
) -> Result<(), Thrown> {
    let always = default == Default::Written;
    match (kind, value.view()) {
        (Kind::String | Kind::Bytes, View::Str(text)) => {
            if always || text.len() > 0 {
                put_bytes(number, text.as_bytes(), out);
            }
        }
        (Kind::Int32 | Kind::Int64 | Kind::Enum, View::Long(whole)) => {
            if always || whole != 0 {
                put_varint(number, whole.cast_unsigned(), out);
            }
        }
        (Kind::Uint32, View::Long(whole)) => {
            if always || whole != 0 {
                // above 2^31 - 1 they are kept as negative numbers, and are 32 bits on the wire
                let unsigned = whole.cast_unsigned();
                put_varint(
                    number,
                    if whole < 0 {
                        unsigned & 0xffff_ffff
                    } else {
                        unsigned
                    },
                    out,
                );
            }
        }
        (Kind::Bool, View::Bool(flag)) => {
            if always || flag {
                put_varint(number, u64::from(flag), out);
            }
        }
        (Kind::Float, View::Double(double)) => {
            if always || double != 0.0 {
                encode_key(number, WireType::ThirtyTwoBit, out);
                // the value was rounded when it was set
                #[allow(clippy::cast_possible_truncation)]
                out.extend_from_slice(&(double as f32).to_le_bytes());
            }
        }
        (Kind::Message(_), View::Object(object)) => {
            let below = nesting.below()?;
            delimited(number, out, |out| encode_at(below, object, out))?;
        }
        (_, View::Null) if !always => {}
        _ => {
            let coerced = coerce::scalar(kind, value)?;
            put(nesting, number, kind, &coerced, default, out)?;
        }
    }
    Ok(())
}

fn put_map_key(
    nesting: Nesting,
    kind: Kind,
    key: Key<'_>,
    out: &mut Vec<u8>,
) -> Result<(), Thrown> {
    match (kind, key) {
        (Kind::String, Key::Str(text)) => {
            if text.len() > 0 {
                put_bytes(1, text.as_bytes(), out);
            }
            Ok(())
        }
        (Kind::String, Key::Index(index)) => {
            put_bytes(1, index.to_string().as_bytes(), out);
            Ok(())
        }
        (_, Key::Index(index)) => put(nesting, 1, kind, &index.into(), Default::LeftOut, out),
        (_, Key::Str(text)) => put(nesting, 1, kind, &text.into(), Default::LeftOut, out),
    }
}

#[inline]
fn put_bytes(number: u32, bytes: &[u8], out: &mut Vec<u8>) {
    encode_key(number, WireType::LengthDelimited, out);
    encode_varint(bytes.len() as u64, out);
    out.extend_from_slice(bytes);
}

#[inline]
fn put_varint(number: u32, value: u64, out: &mut Vec<u8>) {
    encode_key(number, WireType::Varint, out);
    encode_varint(value, out);
}

/// Writes a field whose length is known only when it has been written.
fn delimited(
    number: u32,
    out: &mut Vec<u8>,
    body: impl FnOnce(&mut Vec<u8>) -> Result<(), Thrown>,
) -> Result<(), Thrown> {
    encode_key(number, WireType::LengthDelimited, out);
    let start = out.len();
    body(out)?;
    let mut length = Vec::with_capacity(10);
    encode_varint((out.len() - start) as u64, &mut length);
    out.splice(start..start, length);
    Ok(())
}
