//! A buffer for long lists. All of its capacity is initialised memory, so that
//! appending an element takes one comparison with the end. The next list uses
//! the memory again.

use prost::encoding::{encode_varint, WireType};
use std::ops::Range;

/// Room that is kept for the next list at most, in bytes.
const KEEP: usize = 1 << 20;
/// Room that a new buffer has, in bytes.
const FIRST: usize = 4096;
/// Bytes of the longest varint.
const VARINT_SIZE: usize = 10;

/// Bytes that are appended to.
#[derive(Debug, Default)]
pub(crate) struct Output {
    room: Vec<u8>,
    /// Bytes of the room that are in use.
    len: usize,
}

// an element is a few bytes: calls would cost more than the writing
#[allow(clippy::inline_always)]
impl Output {
    /// Forgets the bytes, and gives back the memory of many.
    pub fn clear(&mut self) {
        self.len = 0;
        if self.room.len() > KEEP {
            self.room.truncate(KEEP);
            self.room.shrink_to_fit();
        }
    }

    pub fn len(&self) -> usize {
        self.len
    }

    /// Forgets what stands behind `len`.
    pub fn truncate(&mut self, len: usize) {
        self.len = self.len.min(len);
    }

    pub fn get(&self, range: Range<usize>) -> &[u8] {
        self.room.get(range).unwrap_or_default()
    }

    /// Writes over bytes that are there.
    pub fn patch(&mut self, at: usize, bytes: &[u8]) {
        if let Some(place) = self.room.get_mut(at..at.saturating_add(bytes.len())) {
            place.copy_from_slice(bytes);
        }
    }

    #[inline(never)]
    pub fn extend(&mut self, bytes: &[u8]) {
        // no slice has more than isize::MAX bytes, so this does not overflow
        let end = self.len + bytes.len();
        if end > self.room.len() {
            self.grow(end);
        }
        self.patch(self.len, bytes);
        self.len = end;
    }

    /// Appends a string or bytes field, as [`put_bytes`] does, of a number
    /// below 16.
    ///
    /// [`put_bytes`]: crate::body::put_bytes
    #[inline(always)]
    pub fn put_bytes(&mut self, field: u8, value: &[u8]) {
        if value.len() < 128 {
            self.put_short(field, value);
        } else {
            self.put_long(field, value);
        }
    }

    /// The same for a value shorter than 128 bytes: key and length are a byte
    /// each.
    #[inline(always)]
    pub fn put_short(&mut self, field: u8, value: &[u8]) {
        debug_assert!(field < 16 && value.len() < 128);
        #[allow(clippy::cast_possible_truncation)] // shorter than that
        let head = [key(field), value.len() as u8];
        // no slice has more than isize::MAX bytes, so this does not overflow
        let end = self.len + head.len() + value.len();
        if let Some(place) = self.room.get_mut(self.len..end) {
            if let Some((at_head, at_value)) = place.split_first_chunk_mut() {
                if copy(at_value, value).is_some() {
                    *at_head = head;
                    self.len = end;
                    return;
                }
            }
        }
        self.put_long(field, value);
    }

    /// A value of any length, and making room where there is none. Not really
    /// cold, but that keeps the registers for the short ones.
    #[cold]
    #[inline(never)]
    fn put_long(&mut self, field: u8, value: &[u8]) {
        let mut head = [key(field); 1 + VARINT_SIZE];
        let mut rest = head.get_mut(1..).unwrap_or_default();
        encode_varint(value.len() as u64, &mut rest);
        let size = 1 + VARINT_SIZE - rest.len();
        self.extend(head.get(..size).unwrap_or_default());
        self.extend(value);
    }

    #[cold]
    fn grow(&mut self, end: usize) {
        let double = self.room.len().saturating_mul(2);
        self.room.resize(end.max(double).max(FIRST), 0);
    }
}

/// The key of a string or bytes field.
#[inline(always)]
#[allow(clippy::inline_always)] // once for each of 10,000 ids
const fn key(field: u8) -> u8 {
    field << 3 | WireType::LengthDelimited as u8
}

/// Copies 8 to 64 bytes, an id's 28 for one, to a place of the same length: as
/// their first and their last ones, which may overlap. A call would take
/// longer.
#[inline(always)]
#[allow(clippy::inline_always)] // as above
fn copy(to: &mut [u8], from: &[u8]) -> Option<()> {
    match from.len() {
        16..=32 => copy_ends::<16>(to, from),
        8..16 => copy_ends::<8>(to, from),
        33..=64 => copy_ends::<32>(to, from),
        _ => None,
    }
}

#[inline(always)]
#[allow(clippy::inline_always)] // as above
fn copy_ends<const N: usize>(to: &mut [u8], from: &[u8]) -> Option<()> {
    let (first, last) = (from.first_chunk::<N>()?, from.last_chunk::<N>()?);
    *to.first_chunk_mut()? = *first;
    *to.last_chunk_mut()? = *last;
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::body::put_bytes;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn fields_are_those_of_a_growing_vec(
            values in prop::collection::vec(
                (1u8..16, prop::collection::vec(any::<u8>(), 0..300)), 0..200),
        ) {
            let mut output = Output::default();
            for _ in 0..2 {
                let mut expected = Vec::new();
                output.clear();
                for (field, value) in &values {
                    put_bytes(&mut expected, (*field).into(), value);
                    output.put_bytes(*field, value);
                }
                prop_assert_eq!(output.len(), expected.len());
                prop_assert_eq!(output.get(0..output.len()), expected);
            }
        }

        #[test]
        fn short_values_of_every_length_are_whole(start in any::<u8>()) {
            for length in 0..200u8 {
                let value: Vec<u8> = (0..length).map(|at| at.wrapping_add(start)).collect();
                let mut output = Output::default();
                output.extend(&value);
                prop_assert_eq!(output.get(0..output.len()), value);
            }
        }
    }

    #[test]
    fn the_memory_of_a_long_list_is_given_back() {
        let mut output = Output::default();
        output.extend(&vec![1; 2 * KEEP]);
        output.clear();
        assert!(output.room.capacity() <= KEEP);
        output.extend(b"x");
        assert_eq!(output.get(0..output.len()), b"x");
    }

    #[test]
    fn bytes_are_written_over_where_they_are() {
        let mut output = Output::default();
        output.extend(b"....abc");
        output.patch(0, b"1234");
        output.patch(1 << 20, b"nowhere");
        assert_eq!(output.get(0..7), b"1234abc");
        assert_eq!(output.get(0..1 << 20), b"");
    }
}
