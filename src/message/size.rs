//! What the PHP values of a message take, estimated from its bytes.
use super::descriptor::{self, messages, MAX_FIELDS};
use crate::room::{list, map, string};
use crate::zend::ZObj;
use netsvr_wire::reader::DecodeError;
use netsvr_wire::walk::{walk, Depth, Scalar, Sink};

/// Bytes that one byte of a message without messages in it becomes at most: those of many short strings.
pub const MOST: usize = 25;

/// A message object, with its properties.
const OBJECT: usize = 200;

/// Bytes for the values that `object` would get from these. Where they do not parse they count up to there.
pub fn size(object: &ZObj, bytes: &[u8]) -> usize {
    let mut sizes = Sizes::default();
    if let Some(message) = descriptor::of(object) {
        // that it does not parse is for the decoder to say
        let _ = walk(message, bytes, Depth::OUTERMOST, &mut sizes);
    }
    sizes.sum()
}

#[derive(Default)]
struct Sizes {
    values: usize,
    /// Elements of lists, and entries of maps, by slot.
    elements: [usize; MAX_FIELDS],
    entries: [usize; MAX_FIELDS],
}

impl Sizes {
    fn sum(&self) -> usize {
        let of = |counts: &[usize], size: fn(usize) -> usize| -> usize {
            let held = counts.iter().filter(|count| **count > 0);
            held.map(|count| size(*count)).sum()
        };
        self.values + of(&self.elements, list) + of(&self.entries, map)
    }
}

impl Sink<'_> for Sizes {
    type Value = usize;
    type Error = DecodeError;

    fn scalar(&mut self, scalar: Scalar<'_>) -> usize {
        match scalar {
            Scalar::Bytes(bytes) => string(bytes.len()),
            _ => 0,
        }
    }

    fn text(&mut self, bytes: &[u8]) -> Option<usize> {
        Some(string(bytes.len()))
    }

    fn message(&mut self, place: usize, bytes: &[u8], depth: Depth) -> Result<usize, DecodeError> {
        let mut inner = Self::default();
        if let Some(message) = messages().get(place) {
            walk(message, bytes, depth, &mut inner)?;
        }
        Ok(OBJECT + inner.sum())
    }

    fn set(&mut self, _slot: usize, value: usize) {
        self.values += value;
    }

    fn push(&mut self, slot: usize, value: usize) {
        self.values += value;
        if let Some(count) = self.elements.get_mut(slot) {
            *count += 1;
        }
    }

    fn insert(&mut self, slot: usize, key: usize, value: usize) -> Result<(), DecodeError> {
        self.values += key + value;
        if let Some(count) = self.entries.get_mut(slot) {
            *count += 1;
        }
        Ok(())
    }

    fn unknown(&mut self, _field: &[u8]) {}
}
