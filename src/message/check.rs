//! Whether bytes are a message: what would be an exception when they are made into one is an exception here, and
//! nothing is made of them.
use super::descriptor::{messages, Message};
use crate::zend::{is_utf8, Thrown};
use netsvr_wire::reader::DecodeError;
use netsvr_wire::walk::{walk, Depth, Scalar, Sink};

/// Refuses what is not such a message.
///
/// # Errors
/// As [`decode`](super::decode()).
pub fn check(message: &Message, bytes: &[u8]) -> Result<(), Thrown> {
    Ok(walk(message, bytes, Depth::OUTERMOST, &mut Nothing)?)
}

/// Takes all values, keeps none.
struct Nothing;

#[allow(clippy::inline_always)] // once for each field
impl Sink<'_> for Nothing {
    type Value = ();
    type Error = DecodeError;

    #[inline(always)]
    fn scalar(&mut self, _scalar: Scalar<'_>) {}

    #[inline(always)]
    fn text(&mut self, bytes: &[u8]) -> Option<()> {
        is_utf8(bytes).then_some(())
    }

    fn message(&mut self, place: usize, bytes: &[u8], depth: Depth) -> Result<(), DecodeError> {
        messages()
            .get(place)
            .map_or(Ok(()), |message| walk(message, bytes, depth, self))
    }

    #[inline(always)]
    fn set(&mut self, _slot: usize, _value: ()) {}

    #[inline(always)]
    fn push(&mut self, _slot: usize, _value: ()) {}

    #[inline(always)]
    fn insert(&mut self, _slot: usize, _key: (), _value: ()) -> Result<(), DecodeError> {
        Ok(())
    }

    #[inline(always)]
    fn unknown(&mut self, _field: &[u8]) {}
}
