//! From protobuf bytes to a message object: makes PHP values of what [`walk`] finds, which keeps the rules and the
//! limits. A message that does not parse leaves the object as it was.
use super::descriptor::Kind;
use super::message::add_unknown_fields;
use super::parsed::Parsed;
use super::storage::{key_of, new_message};
use super::{descriptor, not_a_message};
use crate::exception::decode_error;
use crate::zend::{Thrown, ZObj, ZString, ZVal};
use netsvr_wire::reader::DecodeError;
use netsvr_wire::walk::{walk, Depth, Scalar, Sink};

/// Merges bytes into a message: single fields are replaced, lists and maps added to, fields that the message
/// does not know are kept for the next encoding.
///
/// # Errors
/// `DecodeException`; `\Exception` for text that is not UTF-8.
pub fn decode(object: &ZObj, bytes: &[u8]) -> Result<(), Thrown> {
    decode_at(Depth::OUTERMOST, object, bytes)
}

/// The same for a message that lies within another.
///
/// # Errors
/// As [`decode`].
pub fn decode_at(depth: Depth, object: &ZObj, bytes: &[u8]) -> Result<(), Thrown> {
    let message = descriptor::of(object).ok_or_else(not_a_message)?;
    let mut values = Values {
        parsed: Parsed::new(object),
        unknown: Vec::new(),
    };
    walk(message, bytes, depth, &mut values)?;
    values.parsed.settle();
    if !values.unknown.is_empty() {
        add_unknown_fields(object, &values.unknown);
    }
    Ok(())
}

/// The PHP value that a scalar is.
#[inline(always)]
#[allow(clippy::inline_always)] // once for each field
pub fn value_of(scalar: Scalar<'_>) -> ZVal {
    match scalar {
        Scalar::Bytes(bytes) => ZString::value(bytes),
        Scalar::Int(whole) => whole.into(),
        // PHP code sees one above 2^31 - 1 as negative, as it always has
        Scalar::Uint32(whole) => i64::from(whole.cast_signed()).into(),
        Scalar::Bool(flag) => flag.into(),
        Scalar::Float(single) => f64::from(single).into(),
    }
}

/// The PHP values of one message.
struct Values<'o> {
    parsed: Parsed<'o>,
    unknown: Vec<u8>,
}

#[allow(clippy::inline_always)] // once for each field
impl Sink<'_> for Values<'_> {
    type Value = ZVal;
    type Error = Thrown;

    #[inline(always)]
    fn scalar(&mut self, scalar: Scalar<'_>) -> ZVal {
        value_of(scalar)
    }

    #[inline(always)]
    fn text(&mut self, bytes: &[u8]) -> Option<ZVal> {
        ZString::text_value(bytes)
    }

    #[inline(never)]
    fn message(&mut self, place: usize, bytes: &[u8], depth: Depth) -> Result<ZVal, Thrown> {
        let object = new_message(Kind::Message(place))?;
        decode_at(depth, &object, bytes)?;
        Ok(object.into())
    }

    #[inline(always)]
    fn set(&mut self, slot: usize, value: ZVal) {
        self.parsed.set(slot, value);
    }

    #[inline(always)]
    fn push(&mut self, slot: usize, value: ZVal) {
        self.parsed.push(slot, value);
    }

    #[inline(always)]
    fn insert(&mut self, slot: usize, key: ZVal, value: ZVal) -> Result<(), Thrown> {
        self.parsed.insert(slot, key_of(&key)?, value);
        Ok(())
    }

    fn unknown(&mut self, field: &[u8]) {
        self.unknown.extend_from_slice(field);
    }
}

impl From<DecodeError> for Thrown {
    #[cold]
    fn from(problem: DecodeError) -> Self {
        decode_error(problem)
    }
}
