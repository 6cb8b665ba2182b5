//! Reading a message by its schema: which field a number is, whether its value
//! has the wire type and the encoding that it must have, what an entry of a map
//! leaves out, how deep messages may lie within each other. What becomes of the
//! values is for a [`Sink`] to say.
//!
//! Lengths are believed only as far as there are bytes, nothing is taken on
//! their word, and groups, which the protocol has none of, are refused where
//! they begin: the only recursion is that of messages within messages, down to
//! [`MAX_DEPTH`].

use crate::reader::{DecodeError, Reader, Value};
use crate::schema::{Kind, Message, Shape};

/// How many messages may lie within each other, the outermost included.
pub const MAX_DEPTH: u32 = 100;

/// How deep a message lies.
#[derive(Clone, Copy, Debug)]
pub struct Depth(u32);

impl Depth {
    /// That of a message which lies in no other.
    pub const OUTERMOST: Self = Self(1);

    fn below(self) -> Result<Self, DecodeError> {
        if self.0 >= MAX_DEPTH {
            return Err(DecodeError::Depth);
        }
        Ok(Self(self.0 + 1))
    }
}

/// A value that is neither a message nor a text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Scalar<'a> {
    /// Of bytes.
    Bytes(&'a [u8]),
    /// Of an int32, an int64 or an enum.
    Int(i64),
    /// Of an uint32.
    Uint32(u32),
    /// Of a bool.
    Bool(bool),
    /// Of a float.
    Float(f32),
}

/// Takes what [`walk`] finds in bytes that live for `'b`.
pub trait Sink<'b> {
    /// What values are made into.
    type Value;
    /// Why a walk ends early.
    type Error: From<DecodeError>;

    /// Makes a value.
    fn scalar(&mut self, scalar: Scalar<'b>) -> Self::Value;

    /// Makes a value of a string; `None` when it is not UTF-8. For the sink to
    /// say, which looks at the bytes anyway when it copies them.
    fn text(&mut self, bytes: &'b [u8]) -> Option<Self::Value>;

    /// Makes a message, [walking](walk) its bytes at this depth.
    ///
    /// # Errors
    /// As the walk, and what else the sink has against it.
    fn message(
        &mut self,
        place: usize,
        bytes: &'b [u8],
        depth: Depth,
    ) -> Result<Self::Value, Self::Error>;

    /// Takes the value of a single field. It replaces an earlier one.
    fn set(&mut self, slot: usize, value: Self::Value);

    /// Takes one more element of a list.
    fn push(&mut self, slot: usize, value: Self::Value);

    /// Takes an entry of a map. It replaces an earlier one with the same key.
    ///
    /// # Errors
    /// What the sink has against it.
    fn insert(
        &mut self,
        slot: usize,
        key: Self::Value,
        value: Self::Value,
    ) -> Result<(), Self::Error>;

    /// Takes a whole field, key included, that the message does not have, or
    /// not with this wire type.
    fn unknown(&mut self, field: &[u8]);
}

/// Reads a message to its end. A sink that must not change by a message which
/// does not parse keeps what it is given until then.
///
/// # Errors
/// When the bytes are not such a message, or the sink says so.
#[inline(always)]
#[allow(clippy::inline_always)] // the whole of it becomes one function of the sink's
pub fn walk<'b, S: Sink<'b>>(
    message: &Message,
    bytes: &'b [u8],
    depth: Depth,
    sink: &mut S,
) -> Result<(), S::Error> {
    let mut reader = Reader::new(bytes);
    loop {
        let before = reader.rest();
        let Some((number, value)) = reader.next_field()? else {
            return Ok(());
        };
        if !known_field(message, &mut reader, number, value, depth, sink)? {
            let length = before.len() - reader.rest().len();
            sink.unknown(before.get(..length).unwrap_or_default());
        }
    }
}

/// Takes a field that was read, and those after it that are of the same list.
/// False when the message has no field of this number and wire type.
#[inline(always)]
#[allow(clippy::inline_always)]
fn known_field<'b, S: Sink<'b>>(
    message: &Message,
    reader: &mut Reader<'b>,
    number: u32,
    value: Value<'b>,
    depth: Depth,
    sink: &mut S,
) -> Result<bool, S::Error> {
    let Some(slot) = message.slot_of(number) else {
        return Ok(false);
    };
    let Some(field) = message.fields.get(slot) else {
        return Ok(false);
    };
    match field.shape {
        Shape::Single(kind) => {
            let Some(value) = single(kind, value, depth, sink)? else {
                return Ok(false);
            };
            sink.set(slot, value);
        }
        Shape::Repeated(kind) => {
            let Some(first) = single(kind, value, depth, sink)? else {
                return Ok(false);
            };
            sink.push(slot, first);
            // the elements of a list follow each other, and are of one wire type
            if let Value::Len(_) = value {
                while let Some(bytes) = reader.next_short(number) {
                    if let Some(next) = single(kind, Value::Len(bytes), depth, sink)? {
                        sink.push(slot, next);
                    }
                }
            }
        }
        Shape::Map(key_kind, kind) => {
            let Value::Len(entry) = value else {
                return Ok(false);
            };
            let (key, value) = map_entry(key_kind, kind, entry, depth, sink)?;
            sink.insert(slot, key, value)?;
        }
    }
    Ok(true)
}

/// `None` when a value of this kind has another wire type.
#[inline(always)]
#[allow(clippy::inline_always)]
fn single<'b, S: Sink<'b>>(
    kind: Kind,
    value: Value<'b>,
    depth: Depth,
    sink: &mut S,
) -> Result<Option<S::Value>, S::Error> {
    let scalar = match (kind, value) {
        (Kind::String, Value::Len(bytes)) => {
            let text = sink.text(bytes).ok_or(DecodeError::Utf8)?;
            return Ok(Some(text));
        }
        (Kind::Bytes, Value::Len(bytes)) => Scalar::Bytes(bytes),
        (Kind::Int32 | Kind::Enum, Value::Varint(bits)) => {
            Scalar::Int(low_half(bits).cast_signed().into())
        }
        (Kind::Uint32, Value::Varint(bits)) => Scalar::Uint32(low_half(bits)),
        (Kind::Int64, Value::Varint(bits)) => Scalar::Int(bits.cast_signed()),
        (Kind::Bool, Value::Varint(bits)) => Scalar::Bool(bits != 0),
        (Kind::Float, Value::Fixed32(bits)) => Scalar::Float(f32::from_bits(bits)),
        (Kind::Message(place), Value::Len(bytes)) => {
            return sink.message(place, bytes, depth.below()?).map(Some);
        }
        _ => return Ok(None),
    };
    Ok(Some(sink.scalar(scalar)))
}

/// What a value of 32 bits is, however many were written.
#[allow(clippy::cast_possible_truncation)]
fn low_half(bits: u64) -> u32 {
    bits as u32
}

/// Key and value, defaults where the entry leaves them out; what else it holds
/// is dropped.
fn map_entry<'b, S: Sink<'b>>(
    key_kind: Kind,
    kind: Kind,
    entry: &'b [u8],
    depth: Depth,
    sink: &mut S,
) -> Result<(S::Value, S::Value), S::Error> {
    let (mut key, mut value) = (None, None);
    let mut reader = Reader::new(entry);
    while let Some((number, field)) = reader.next_field()? {
        match number {
            1 => key = single(key_kind, field, depth, sink)?.or(key),
            2 => value = single(kind, field, depth, sink)?.or(value),
            _ => {}
        }
    }
    let key = match key {
        Some(key) => key,
        None => default(key_kind, depth, sink)?,
    };
    let value = match value {
        Some(value) => value,
        None => default(kind, depth, sink)?,
    };
    Ok((key, value))
}

/// What is left out on the wire.
#[cold]
fn default<'b, S: Sink<'b>>(kind: Kind, depth: Depth, sink: &mut S) -> Result<S::Value, S::Error> {
    let scalar = match kind {
        Kind::String => return Ok(sink.text(&[]).ok_or(DecodeError::Utf8)?),
        Kind::Bytes => Scalar::Bytes(&[]),
        Kind::Int32 | Kind::Int64 | Kind::Enum => Scalar::Int(0),
        Kind::Uint32 => Scalar::Uint32(0),
        Kind::Bool => Scalar::Bool(false),
        Kind::Float => Scalar::Float(0.0),
        Kind::Message(place) => return sink.message(place, &[], depth.below()?),
    };
    Ok(sink.scalar(scalar))
}
