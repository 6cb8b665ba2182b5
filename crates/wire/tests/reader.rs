//! The reader finds the fields that an independent encoder wrote, and arbitrary
//! bytes end in an error or at their end, never in a panic.

use netsvr_wire::reader::{DecodeError, Reader, Value};
use proptest::prelude::*;
use prost::encoding::{encode_key, encode_varint, WireType};

#[derive(Clone, Debug, PartialEq)]
enum Field {
    Varint(u64),
    Fixed64(u64),
    Len(Vec<u8>),
    Fixed32(u32),
}

fn fields() -> impl Strategy<Value = Vec<(u32, Field)>> {
    let number = prop_oneof![1u32..16, 1u32..=0x1fff_ffff];
    let field = prop_oneof![
        any::<u64>().prop_map(Field::Varint),
        (0u64..300).prop_map(Field::Varint),
        any::<u64>().prop_map(Field::Fixed64),
        prop::collection::vec(any::<u8>(), 0..200).prop_map(Field::Len),
        any::<u32>().prop_map(Field::Fixed32),
    ];
    prop::collection::vec((number, field), 0..20)
}

fn write(fields: &[(u32, Field)]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for (number, field) in fields {
        match field {
            Field::Varint(value) => {
                encode_key(*number, WireType::Varint, &mut bytes);
                encode_varint(*value, &mut bytes);
            }
            Field::Fixed64(value) => {
                encode_key(*number, WireType::SixtyFourBit, &mut bytes);
                bytes.extend(value.to_le_bytes());
            }
            Field::Len(value) => {
                encode_key(*number, WireType::LengthDelimited, &mut bytes);
                encode_varint(value.len() as u64, &mut bytes);
                bytes.extend(value);
            }
            Field::Fixed32(value) => {
                encode_key(*number, WireType::ThirtyTwoBit, &mut bytes);
                bytes.extend(value.to_le_bytes());
            }
        }
    }
    bytes
}

fn read(bytes: &[u8]) -> (Vec<(u32, Field)>, Option<DecodeError>) {
    let mut reader = Reader::new(bytes);
    let mut found = Vec::new();
    loop {
        let before = reader.rest().len();
        match reader.next_field() {
            Ok(Some((number, value))) => {
                assert!(
                    reader.rest().len() < before,
                    "a field takes at least one byte"
                );
                found.push((
                    number,
                    match value {
                        Value::Varint(value) => Field::Varint(value),
                        Value::Fixed64(value) => Field::Fixed64(value),
                        Value::Len(value) => Field::Len(value.to_vec()),
                        Value::Fixed32(value) => Field::Fixed32(value),
                    },
                ));
            }
            Ok(None) => return (found, None),
            Err(error) => return (found, Some(error)),
        }
    }
}

proptest! {
    #[test]
    fn every_field_is_read_as_it_was_written(fields in fields()) {
        prop_assert_eq!(read(&write(&fields)), (fields, None));
    }

    #[test]
    fn a_message_cut_short_gives_its_first_fields_and_then_an_error(fields in fields(), cut in any::<prop::sample::Index>()) {
        let bytes = write(&fields);
        prop_assume!(!bytes.is_empty());
        let cut = cut.index(bytes.len());
        let (found, error) = read(&bytes[..cut]);
        prop_assert_eq!(&found[..], &fields[..found.len()]);
        prop_assert_eq!(error.is_none(), write(&found).len() == cut);
    }

    #[test]
    fn arbitrary_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        read(&bytes);
    }
}

#[test]
fn a_varint_may_have_ten_bytes_and_no_more() {
    let max = [b"\x08".as_slice(), &[0xff; 9], b"\x01"].concat();
    assert_eq!(read(&max), (vec![(1, Field::Varint(u64::MAX))], None));
    let too_much = [b"\x08".as_slice(), &[0xff; 9], b"\x02"].concat();
    assert_eq!(read(&too_much), (vec![], Some(DecodeError::Varint)));
    let too_long = [b"\x08".as_slice(), &[0x80; 10], b"\x01"].concat();
    assert_eq!(read(&too_long), (vec![], Some(DecodeError::Varint)));
    assert_eq!(read(b"\x08\xff"), (vec![], Some(DecodeError::Varint)));
    assert_eq!(read(b"\xff"), (vec![], Some(DecodeError::Varint)));
}

#[test]
fn groups_and_unknown_wire_types_are_refused() {
    for wire_type in [3, 4, 6, 7] {
        assert_eq!(
            read(&[1 << 3 | wire_type, 0]),
            (vec![], Some(DecodeError::WireType))
        );
    }
}

#[test]
fn field_number_zero_and_too_large_ones_are_refused() {
    assert_eq!(
        read(&[0x00, 0x01]),
        (vec![], Some(DecodeError::FieldNumber))
    );
    let mut bytes = Vec::new();
    encode_varint(1 << 32, &mut bytes);
    bytes.push(0);
    assert_eq!(read(&bytes), (vec![], Some(DecodeError::FieldNumber)));
}

#[test]
fn values_that_end_early_say_which_they_are() {
    assert_eq!(read(b"\x0a\x05ab"), (vec![], Some(DecodeError::Length)));
    assert_eq!(
        read(b"\x0a\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01"),
        (vec![], Some(DecodeError::Length))
    );
    assert_eq!(read(b"\x09abcdefg"), (vec![], Some(DecodeError::Fixed64)));
    assert_eq!(read(b"\x0dabc"), (vec![], Some(DecodeError::Fixed32)));
    for error in [
        DecodeError::Varint,
        DecodeError::Fixed64,
        DecodeError::Fixed32,
        DecodeError::Length,
        DecodeError::WireType,
        DecodeError::FieldNumber,
    ] {
        assert!(error
            .to_string()
            .starts_with("Error occurred during parsing: "));
    }
}

proptest! {
    #[test]
    fn short_fields_are_those_that_next_field_would_give(fields in fields(), wanted in 1u32..20) {
        let bytes = write(&fields);
        let mut reader = Reader::new(&bytes);
        loop {
            let mut other = reader.clone();
            let full = other.next_field().unwrap();
            let short = reader.next_short(wanted);
            match full {
                Some((number, Value::Len(value))) if number == wanted && number < 16 && value.len() < 128 => {
                    prop_assert_eq!(short, Some(value));
                    prop_assert_eq!(reader.rest(), other.rest());
                }
                _ => prop_assert_eq!(short, None),
            }
            if full.is_none() {
                break;
            }
            reader = other;
        }
    }
}

#[test]
fn short_field_that_is_cut_off_is_left_to_next_field() {
    let mut reader = Reader::new(b"\x0a\x05abc");
    assert_eq!(reader.next_short(1), None);
    assert_eq!(reader.next_field(), Err(DecodeError::Length));
}
