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
    // one look at all of it instead of one at each text: nearly all answers are ASCII, lengths and numbers included
    if bytes.is_ascii() {
        return Ok(walk(
            message,
            bytes,
            Depth::OUTERMOST,
            &mut Nothing::<true>,
        )?);
    }
    Ok(walk(
        message,
        bytes,
        Depth::OUTERMOST,
        &mut Nothing::<false>,
    )?)
}

/// Takes all values, keeps none. Where all is ASCII every text is UTF-8.
struct Nothing<const ASCII: bool>;

#[allow(clippy::inline_always)] // once for each field
impl<const ASCII: bool> Sink<'_> for Nothing<ASCII> {
    type Value = ();
    type Error = DecodeError;

    #[inline(always)]
    fn scalar(&mut self, _scalar: Scalar<'_>) {}

    #[inline(always)]
    fn text(&mut self, bytes: &[u8]) -> Option<()> {
        (ASCII || is_utf8(bytes)).then_some(())
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
