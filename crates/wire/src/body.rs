//! Writing protobuf fields by hand, for bodies that are built without a
//! message object. Knows field numbers and wire types, not messages.

use crate::address::UNIQ_ID_SIZE;
use prost::encoding::{encode_key, encode_varint, encoded_len_varint, WireType};

/// Appends a string or bytes field, also when it is empty, as an element of
/// a repeated field must be.
#[inline(always)]
#[allow(clippy::inline_always)] // once for each of 10,000 ids
pub fn put_bytes(buf: &mut Vec<u8>, field: u32, value: &[u8]) {
    if let (1..16, Ok(id)) = (field, <&[u8; UNIQ_ID_SIZE]>::try_from(value)) {
        put_uniq_id(buf, field, id);
        return;
    }
    put_len_key(buf, field, value.len());
    buf.extend_from_slice(value);
}

/// A uniqId is what long lists are made of: a copy of a length that the
/// compiler knows.
#[inline(always)]
#[allow(clippy::inline_always)] // as above
fn put_uniq_id(buf: &mut Vec<u8>, field: u32, id: &[u8; UNIQ_ID_SIZE]) {
    put_len_key(buf, field, UNIQ_ID_SIZE);
    buf.extend_from_slice(id);
}

/// Appends a string or bytes field that is absent when empty, as proto3 has
/// it for a singular field.
#[inline]
pub fn put_bytes_unless_empty(buf: &mut Vec<u8>, field: u32, value: &[u8]) {
    if !value.is_empty() {
        put_bytes(buf, field, value);
    }
}

/// Appends key and length of a field whose `len` bytes are sent from where
/// they are.
#[inline(always)]
#[allow(clippy::inline_always)] // as above
pub fn put_len_key(buf: &mut Vec<u8>, field: u32, len: usize) {
    if field < 16 && len < 128 {
        // one byte each; both fit by the condition
        #[allow(clippy::cast_possible_truncation)]
        buf.extend_from_slice(&[
            (field << 3) as u8 | WireType::LengthDelimited as u8,
            len as u8,
        ]);
    } else {
        encode_key(field, WireType::LengthDelimited, buf);
        encode_varint(len as u64, buf);
    }
}

/// Bytes of a length-delimited field of `len` bytes, with key and length.
#[inline]
#[must_use]
pub fn len_field_size(field: u32, len: usize) -> usize {
    if field < 16 && len < 128 {
        return 2 + len;
    }
    encoded_len_varint(u64::from(field) << 3)
        .saturating_add(encoded_len_varint(len as u64))
        .saturating_add(len)
}

/// Appends a bool field; `false` is absent.
pub fn put_bool(buf: &mut Vec<u8>, field: u32, value: bool) {
    if value {
        prost::encoding::bool::encode(field, &value, buf);
    }
}

/// Appends an int32 field; zero is absent, negatives take ten bytes.
pub fn put_int32(buf: &mut Vec<u8>, field: u32, value: i32) {
    if value != 0 {
        prost::encoding::int32::encode(field, &value, buf);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn written(write: impl FnOnce(&mut Vec<u8>)) -> Vec<u8> {
        let mut buf = Vec::new();
        write(&mut buf);
        buf
    }

    #[test]
    fn defaults_of_singular_fields_are_absent() {
        assert_eq!(written(|b| put_bool(b, 2, false)), b"");
        assert_eq!(written(|b| put_int32(b, 2, 0)), b"");
        assert_eq!(written(|b| put_bytes_unless_empty(b, 2, b"")), b"");
    }

    #[test]
    fn empty_elements_of_repeated_fields_are_written() {
        assert_eq!(written(|b| put_bytes(b, 1, b"")), [0x0a, 0]);
    }

    #[test]
    fn fields_have_their_wire_form() {
        assert_eq!(written(|b| put_bytes(b, 2, b"hi")), b"\x12\x02hi");
        assert_eq!(written(|b| put_bool(b, 3, true)), [0x18, 1]);
        assert_eq!(written(|b| put_int32(b, 1, 300)), [0x08, 0xac, 0x02]);
        assert_eq!(
            written(|b| put_int32(b, 1, -1)),
            [0x08, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1]
        );
        assert_eq!(written(|b| put_len_key(b, 1, 128)), [0x0a, 0x80, 1]);
        assert_eq!(written(|b| put_len_key(b, 16, 1)), [0x82, 1, 1]);
    }

    proptest! {
        #[test]
        fn bytes_fields_are_those_of_prost(
            field in 1u32..2000,
            value in prop::collection::vec(any::<u8>(), 0..300),
        ) {
            let mut expected = Vec::new();
            prost::encoding::bytes::encode(field, &value, &mut expected);
            let got = written(|b| put_bytes(b, field, &value));
            prop_assert_eq!(got.len(), len_field_size(field, value.len()));
            prop_assert_eq!(got, expected);
        }
    }
}
