//! Reading protobuf fields one by one, without a message type and without
//! copying. Knows wire types, not messages: what a number means and which wire
//! type it should have is the caller's to say.

use prost::encoding::decode_varint;
use thiserror::Error;

/// Bytes that are no protobuf message, or not the one that they should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum DecodeError {
    /// The bytes end within a varint, or it has more than 64 bits.
    #[error("Error occurred during parsing: Unexpected EOF inside varint.")]
    Varint,
    /// The bytes end within an eight-byte value.
    #[error("Error occurred during parsing: Unexpected EOF inside fixed64.")]
    Fixed64,
    /// The bytes end within a four-byte value.
    #[error("Error occurred during parsing: Unexpected EOF inside fixed32.")]
    Fixed32,
    /// A length announces more bytes than there are.
    #[error("Error occurred during parsing: Unexpected EOF inside length delimited data.")]
    Length,
    /// A group, or a wire type that does not exist.
    #[error("Error occurred during parsing: Unexpected wire type.")]
    WireType,
    /// Field number 0, or one above 2^29 - 1.
    #[error("Error occurred during parsing: Illegal field number.")]
    FieldNumber,
    /// More messages within each other than [`MAX_DEPTH`](crate::walk::MAX_DEPTH).
    #[error("Error occurred during parsing: Messages are nested too deeply.")]
    Depth,
    /// Text that is not UTF-8.
    #[error("Expect utf-8 encoding.")]
    Utf8,
}

/// What a field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value<'a> {
    /// Integers, bools, enums.
    Varint(u64),
    /// Eight bytes.
    Fixed64(u64),
    /// Strings, bytes, messages, map entries, packed lists.
    Len(&'a [u8]),
    /// Four bytes: the bits of a float, say.
    Fixed32(u32),
}

/// Walks the fields of one message.
#[derive(Clone, Debug)]
pub struct Reader<'a> {
    rest: &'a [u8],
}

// a field is a few bytes: calls would cost more than the reading
#[allow(clippy::inline_always)]
impl<'a> Reader<'a> {
    /// A reader of a whole message.
    #[must_use]
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    /// What has not been read yet.
    #[must_use]
    pub fn rest(&self) -> &'a [u8] {
        self.rest
    }

    /// The next field's number and value; `None` at the end of the message.
    ///
    /// # Errors
    /// When the bytes are no field. The reader is of no use afterwards.
    #[inline(always)]
    pub fn next_field(&mut self) -> Result<Option<(u32, Value<'a>)>, DecodeError> {
        if self.rest.is_empty() {
            return Ok(None);
        }
        let key = self.varint()?;
        let Ok(number @ 1..=0x1fff_ffff) = u32::try_from(key >> 3) else {
            return Err(DecodeError::FieldNumber);
        };
        // strings and messages first: there are hardly any others
        if key & 7 == 2 {
            return Ok(Some((number, Value::Len(self.delimited()?))));
        }
        let value = match key & 7 {
            0 => Value::Varint(self.varint()?),
            1 => Value::Fixed64(u64::from_le_bytes(
                self.fixed().ok_or(DecodeError::Fixed64)?,
            )),
            5 => Value::Fixed32(u32::from_le_bytes(
                self.fixed().ok_or(DecodeError::Fixed32)?,
            )),
            _ => return Err(DecodeError::WireType),
        };
        Ok(Some((number, value)))
    }

    /// The value of the next field, if that is a string, bytes or message
    /// field of this number, which must be below 16, and its value shorter
    /// than 128 bytes: one compare for each element of a long list. Where it
    /// is anything else, [`next_field`](Self::next_field) tells what.
    #[inline(always)]
    pub fn next_short(&mut self, number: u32) -> Option<&'a [u8]> {
        let [key, length @ ..0x80, rest @ ..] = self.rest else {
            return None;
        };
        if number >= 16 || u32::from(*key) != (number << 3 | 2) {
            return None;
        }
        let (value, rest) = rest.split_at_checked(usize::from(*length))?;
        self.rest = rest;
        Some(value)
    }

    #[inline(always)]
    fn varint(&mut self) -> Result<u64, DecodeError> {
        match self.rest {
            [byte @ ..0x80, rest @ ..] => {
                self.rest = rest;
                Ok(u64::from(*byte))
            }
            // the length of some hundred bytes
            [low, high @ ..0x80, rest @ ..] => {
                self.rest = rest;
                Ok(u64::from(low & 0x7f) | u64::from(*high) << 7)
            }
            _ => {
                let (value, rest) = long_varint(self.rest)?;
                self.rest = rest;
                Ok(value)
            }
        }
    }

    #[inline(always)]
    fn delimited(&mut self) -> Result<&'a [u8], DecodeError> {
        let length = usize::try_from(self.varint()?).map_err(|_| DecodeError::Length)?;
        let (value, rest) = self
            .rest
            .split_at_checked(length)
            .ok_or(DecodeError::Length)?;
        self.rest = rest;
        Ok(value)
    }

    #[inline(always)]
    fn fixed<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (value, rest) = self.rest.split_first_chunk()?;
        self.rest = rest;
        Some(*value)
    }
}

/// A varint of any length, and what follows it. Takes no `&mut`, so that the
/// reader of a loop may live in registers.
#[cold]
fn long_varint(mut bytes: &[u8]) -> Result<(u64, &[u8]), DecodeError> {
    let value = decode_varint(&mut bytes).map_err(|_| DecodeError::Varint)?;
    Ok((value, bytes))
}
