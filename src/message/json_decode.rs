//! From JSON text to a message object, in the proto3 mapping. A text that does not parse leaves the object as it
//! was. What the mapping leaves open is as the protobuf runtime for PHP has it: numbers may be strings and strings
//! numbers, a repeated key counts once, an array may stand where an object is wanted and the other way round.
//! Objects and arrays may lie 127 deep within each other, `serde_json`'s limit: what walks a value goes no deeper.
use super::coerce::{self, Place};
use super::descriptor::{Kind, Message, Shape, REGISTER_RESP_CODE};
use super::parsed::Parsed;
use super::storage::{default, key_of, new_message};
use super::{descriptor, not_a_message};
use crate::exception::DECODE_EXCEPTION;
use crate::zend::error::{self, diagnose, Gravity};
use crate::zend::{Number, Thrown, ZObj, ZString, ZVal};
use base64::alphabet;
use base64::engine::{DecodePaddingMode, Engine, GeneralPurpose, GeneralPurposeConfig};
use serde_json::Value;
use std::borrow::Cow;

/// What becomes of fields that the message does not have, and of enum names that the enum does not have.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Unknown {
    Refused,
    Ignored,
}

/// Merges a JSON text into a message: single fields are replaced, by their default where the text says `null`;
/// lists and maps are added to.
///
/// # Errors
/// `DecodeException`. A scalar where an object or an array is wanted is a warning and is passed over.
pub fn decode(object: &ZObj, json: &[u8], unknown: Unknown) -> Result<(), Thrown> {
    let value = match serde_json::from_slice(json) {
        Ok(Value::Null) => return Err(refused("Cannot decode json string: null")),
        Ok(value) => value,
        Err(problem) => return Err(refused(&format!("Cannot decode json string: {problem}"))),
    };
    merge(object, &value, unknown)
}

fn merge(object: &ZObj, value: &Value, unknown: Unknown) -> Result<(), Thrown> {
    let message = descriptor::of(object).ok_or_else(not_a_message)?;
    let mut parsed = Parsed::new(object);
    for (key, value) in entries(value, "message")? {
        if !known_field(message, &mut parsed, &key, value, unknown)? && unknown == Unknown::Refused
        {
            return Err(refused(&format!("{key} is unknown.")));
        }
    }
    parsed.settle();
    Ok(())
}

/// False when the message has no field of this name.
fn known_field(
    message: &Message,
    parsed: &mut Parsed<'_>,
    name: &str,
    value: &Value,
    unknown: Unknown,
) -> Result<bool, Thrown> {
    let Some(slot) = message.fields.iter().position(|field| field.name == name) else {
        return Ok(false);
    };
    let Some(field) = message.fields.get(slot) else {
        return Ok(false);
    };
    match field.shape {
        Shape::Single(kind) => parsed.set(slot, single(kind, value, unknown)?),
        Shape::Repeated(_) | Shape::Map(..) if value.is_null() => {}
        Shape::Repeated(kind) => {
            for (_, value) in entries(value, field.name)? {
                if value.is_null() {
                    return Err(refused("Repeated field elements cannot be null."));
                }
                let value = single(kind, value, unknown)?;
                let value = coerce::element(kind, Place::ListElement, &value)?;
                parsed.push(slot, value);
            }
        }
        Shape::Map(key_kind, kind) => {
            for (key, value) in entries(value, field.name)? {
                if value.is_null() {
                    return Err(refused("Map value field element cannot be null."));
                }
                let key = single(key_kind, &Value::String(key.into_owned()), unknown)?;
                let value = single(kind, value, unknown)?;
                let value = coerce::element(kind, Place::MapElement, &value)?;
                parsed.insert(slot, key_of(&key)?, value);
            }
        }
    }
    Ok(true)
}

type Entries<'v> = Box<dyn Iterator<Item = (Cow<'v, str>, &'v Value)> + 'v>;

/// The entries of an object or an array. Anything else has none, and is a warning.
fn entries<'v>(value: &'v Value, what: &str) -> Result<Entries<'v>, Thrown> {
    let given = match value {
        Value::Object(object) => {
            return Ok(Box::new(
                object
                    .iter()
                    .map(|(key, value)| (Cow::Borrowed(key.as_str()), value)),
            ))
        }
        Value::Array(array) => {
            return Ok(Box::new(
                array
                    .iter()
                    .enumerate()
                    .map(|(index, value)| (Cow::Owned(index.to_string()), value)),
            ))
        }
        Value::String(_) => "string",
        Value::Number(_) => "number",
        Value::Bool(_) => "bool",
        Value::Null => "null",
    };
    let text = format!("JSON of {what} must be an object or an array, {given} given");
    diagnose(Gravity::Warning, &text)?;
    Ok(Box::new(std::iter::empty()))
}

fn single(kind: Kind, value: &Value, unknown: Unknown) -> Result<ZVal, Thrown> {
    match (kind, value) {
        (_, Value::Null) => Ok(default(Shape::Single(kind))),
        (Kind::String, _) => string(value),
        (Kind::Bytes, Value::String(text)) => match base64(text) {
            Some(bytes) => Ok(ZString::new(&bytes).into()),
            None => Err(refused("Invalid base64 characters")),
        },
        (Kind::Bytes, _) => Err(refused("Byte field only accepts string value")),
        (Kind::Bool, Value::Bool(flag)) => Ok((*flag).into()),
        (Kind::Bool, _) => Err(refused("Bool field only accepts bool value")),
        (Kind::Float, _) => float(value),
        (Kind::Enum, _) => enum_value(value, unknown),
        (Kind::Int32, _) => whole_number(&INT32, value),
        (Kind::Int64, _) => whole_number(&INT64, value),
        (Kind::Uint32, _) => whole_number(&UINT32, value),
        (Kind::Message(_), Value::Object(_) | Value::Array(_)) => {
            let object = new_message(kind)?;
            merge(&object, value, unknown)?;
            Ok(object.into())
        }
        (Kind::Message(_), _) => Err(refused("Expect message.")),
    }
}

/// Text, or a number as PHP writes it.
fn string(value: &Value) -> Result<ZVal, Thrown> {
    match value {
        Value::String(text) => Ok(text.as_str().into()),
        Value::Number(_) => Ok(ZString::cast(&scalar(value))?.into()),
        _ => Err(refused("String field only accepts string value")),
    }
}

/// Bytes of standard or URL-safe base64, wholly padded or not at all, white space in between passed over.
fn base64(text: &str) -> Option<Vec<u8>> {
    const LENIENT: GeneralPurpose = GeneralPurpose::new(
        &alphabet::STANDARD,
        GeneralPurposeConfig::new()
            .with_decode_allow_trailing_bits(true)
            .with_decode_padding_mode(DecodePaddingMode::Indifferent),
    );
    let standard: Vec<u8> = text
        .bytes()
        .filter(|byte| !matches!(byte, b' ' | b'\t' | b'\n' | b'\r'))
        .map(|byte| match byte {
            b'-' => b'+',
            b'_' => b'/',
            other => other,
        })
        .collect();
    if standard.ends_with(b"=") && !standard.len().is_multiple_of(4) {
        return None;
    }
    LENIENT.decode(standard).ok()
}

fn float(value: &Value) -> Result<ZVal, Thrown> {
    match value.as_str() {
        Some("Infinity") => return Ok(f64::INFINITY.into()),
        Some("-Infinity") => return Ok(f64::NEG_INFINITY.into()),
        Some("NaN") => return Ok(f64::NAN.into()),
        _ => {}
    }
    let value = scalar(value);
    if value.as_number().is_none() {
        return Err(refused("Expect float."));
    }
    coerce::float(&value)
}

/// A value of an enum, by name or number. There is one enum that fields hold.
fn enum_value(value: &Value, unknown: Unknown) -> Result<ZVal, Thrown> {
    if value.is_i64() {
        return whole_number(&INT32, value);
    }
    let known = |name| REGISTER_RESP_CODE.iter().find(|(known, _)| *known == name);
    match value.as_str().and_then(known) {
        Some((_, number)) => Ok((*number).into()),
        None if unknown == Unknown::Ignored => Ok(default(Shape::Single(Kind::Enum))),
        None => Err(refused(
            "Enum field only accepts integer or enum value name",
        )),
    }
}

/// What tells the kinds of whole numbers apart.
struct Range {
    name: &'static str,
    /// As it begins a sentence.
    title: &'static str,
    least: i64,
    most: i64,
    store: fn(&ZVal) -> Result<ZVal, Thrown>,
}

const INT32: Range = Range {
    name: "int32",
    title: "Int32",
    least: i32::MIN as i64,
    most: i32::MAX as i64,
    store: coerce::int32,
};
const INT64: Range = Range {
    name: "int64",
    title: "Int64",
    least: i64::MIN,
    most: i64::MAX,
    store: coerce::int64,
};
const UINT32: Range = Range {
    name: "uint32",
    title: "Uint32",
    least: *coerce::UINT32.start(),
    most: *coerce::UINT32.end(),
    store: coerce::uint32,
};

fn whole_number(range: &Range, value: &Value) -> Result<ZVal, Thrown> {
    let blank = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, 0 | 0x0b);
    let value = scalar(value);
    let padded = value.as_str().is_some_and(|text| {
        let text = text.as_bytes();
        text.first().is_some_and(blank) || text.last().is_some_and(blank)
    });
    let Some(number) = value.as_number().filter(|_| !padded) else {
        let problem = format!("Invalid data type for {} field", range.name);
        return Err(refused(&problem));
    };
    // fractions are cut off; at the ends of 64 bits the nearest floats lie outside, as they must
    #[allow(clippy::cast_precision_loss)]
    let (large, small) = match number {
        Number::Long(whole) => (whole > range.most, whole < range.least),
        Number::Double(double) => (
            double >= range.most as f64 + 1.0,
            double <= range.least as f64 - 1.0,
        ),
    };
    match (large, small) {
        (true, _) => Err(refused(&format!("{} too large", range.title))),
        (_, true) => Err(refused(&format!("{} too small", range.title))),
        _ => (range.store)(&value),
    }
}

/// The PHP value of a JSON value that is no object and no array; null for those. A whole number beyond 64 bits is
/// the string of its digits.
fn scalar(value: &Value) -> ZVal {
    match value {
        Value::Null | Value::Array(_) | Value::Object(_) => ZVal::null(),
        Value::Bool(flag) => (*flag).into(),
        Value::String(text) => text.as_str().into(),
        Value::Number(number) => {
            let digits = number.as_str();
            match (number.as_i64(), digits.parse::<f64>()) {
                (Some(whole), _) => whole.into(),
                (None, Ok(double)) if digits.contains(['.', 'e', 'E']) => double.into(),
                _ => digits.into(),
            }
        }
    }
}

#[cold]
fn refused(problem: &str) -> Thrown {
    error::throw(
        &DECODE_EXCEPTION,
        &format!("Error occurred during parsing: {problem}"),
        0,
    )
}
