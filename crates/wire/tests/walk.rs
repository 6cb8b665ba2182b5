//! Walks put the right values into the right slots, refuse what the schema
//! does not allow, and end, however deep the bytes go.
#![allow(clippy::indexing_slicing, clippy::unwrap_used)] // a panic fails the test

use netsvr_wire::reader::DecodeError;
use netsvr_wire::schema::{Field, Kind, Message, Shape, V4};
use netsvr_wire::walk::{walk, Depth, Scalar, Sink, MAX_DEPTH};
use proptest::prelude::*;
use prost::encoding::{encode_key, encode_varint, WireType};

/// A value, and where it was put.
#[derive(Clone, Debug, PartialEq)]
enum Value {
    Text(String),
    Bytes(Vec<u8>),
    Int(i64),
    Uint32(u32),
    Bool(bool),
    Float(f32),
    Message(Vec<Found>),
}

#[derive(Clone, Debug, PartialEq)]
enum Found {
    Single(usize, Value),
    Element(usize, Value),
    Entry(usize, Value, Value),
    Unknown(Vec<u8>),
}

struct Plain<'t> {
    table: &'t [Message],
    found: Vec<Found>,
}

fn read(
    table: &[Message],
    place: usize,
    bytes: &[u8],
    depth: Depth,
) -> Result<Vec<Found>, DecodeError> {
    let mut plain = Plain {
        table,
        found: Vec::new(),
    };
    walk(&table[place], bytes, depth, &mut plain)?;
    Ok(plain.found)
}

impl Sink<'_> for Plain<'_> {
    type Value = Value;
    type Error = DecodeError;

    fn scalar(&mut self, scalar: Scalar<'_>) -> Value {
        match scalar {
            Scalar::Bytes(bytes) => Value::Bytes(bytes.to_vec()),
            Scalar::Int(whole) => Value::Int(whole),
            Scalar::Uint32(whole) => Value::Uint32(whole),
            Scalar::Bool(flag) => Value::Bool(flag),
            Scalar::Float(single) => Value::Float(single),
        }
    }

    fn text(&mut self, bytes: &[u8]) -> Option<Value> {
        String::from_utf8(bytes.to_vec()).ok().map(Value::Text)
    }

    fn message(&mut self, place: usize, bytes: &[u8], depth: Depth) -> Result<Value, DecodeError> {
        read(self.table, place, bytes, depth).map(Value::Message)
    }

    fn set(&mut self, slot: usize, value: Value) {
        self.found.push(Found::Single(slot, value));
    }

    fn push(&mut self, slot: usize, value: Value) {
        self.found.push(Found::Element(slot, value));
    }

    fn insert(&mut self, slot: usize, key: Value, value: Value) -> Result<(), DecodeError> {
        self.found.push(Found::Entry(slot, key, value));
        Ok(())
    }

    fn unknown(&mut self, field: &[u8]) {
        self.found.push(Found::Unknown(field.to_vec()));
    }
}

const fn field(number: u32, shape: Shape) -> Field {
    Field {
        name: "field",
        number,
        shape,
    }
}

/// One field of each kind, and a message that may hold itself, in a list and in
/// a map.
static TABLE: [Message; 2] = [
    Message {
        name: "Kinds",
        fields: &[
            field(1, Shape::Single(Kind::String)),
            field(2, Shape::Single(Kind::Bytes)),
            field(3, Shape::Single(Kind::Int32)),
            field(4, Shape::Single(Kind::Int64)),
            field(5, Shape::Single(Kind::Uint32)),
            field(7, Shape::Single(Kind::Enum)),
            field(8, Shape::Single(Kind::Bool)),
            field(9, Shape::Single(Kind::Float)),
            field(20, Shape::Map(Kind::Int32, Kind::Bytes)),
        ],
    },
    Message {
        name: "Nested",
        fields: &[
            field(1, Shape::Repeated(Kind::Message(1))),
            field(2, Shape::Map(Kind::String, Kind::Message(1))),
        ],
    },
];

fn kinds(bytes: &[u8]) -> Result<Vec<Found>, DecodeError> {
    read(&TABLE, 0, bytes, Depth::OUTERMOST)
}

fn nested(bytes: &[u8]) -> Result<Vec<Found>, DecodeError> {
    read(&TABLE, 1, bytes, Depth::OUTERMOST)
}

fn varint(number: u32, value: u64) -> Vec<u8> {
    let mut bytes = Vec::new();
    encode_key(number, WireType::Varint, &mut bytes);
    encode_varint(value, &mut bytes);
    bytes
}

fn delimited(number: u32, value: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    encode_key(number, WireType::LengthDelimited, &mut bytes);
    encode_varint(value.len() as u64, &mut bytes);
    bytes.extend(value);
    bytes
}

/// A message with `levels - 1` others within it, the innermost empty.
fn nest(levels: u32, within: impl Fn(Vec<u8>) -> Vec<u8>) -> Vec<u8> {
    (1..levels).fold(Vec::new(), |inner, _| within(inner))
}

#[test]
fn every_kind_finds_its_slot() {
    let mut bytes = delimited(1, "grün".as_bytes());
    bytes.extend(delimited(2, b"\xff"));
    bytes.extend(varint(3, u64::MAX));
    bytes.extend(varint(4, 1 << 63));
    bytes.extend(varint(5, u64::from(u32::MAX)));
    bytes.extend(varint(7, 3));
    bytes.extend(varint(8, 256));
    encode_key(9, WireType::ThirtyTwoBit, &mut bytes);
    bytes.extend(1.5f32.to_le_bytes());
    let expected = [
        Value::Text("grün".to_owned()),
        Value::Bytes(vec![0xff]),
        Value::Int(-1),
        Value::Int(i64::MIN),
        Value::Uint32(u32::MAX),
        Value::Int(3),
        Value::Bool(true),
        Value::Float(1.5),
    ];
    let expected = expected.into_iter().enumerate();
    let expected: Vec<_> = expected
        .map(|(slot, value)| Found::Single(slot, value))
        .collect();
    assert_eq!(kinds(&bytes), Ok(expected));
}

#[test]
fn values_of_32_bits_are_the_lower_half_of_what_was_written() {
    let bytes = [varint(3, 0x1_8000_0000), varint(5, u64::MAX)].concat();
    let expected = vec![
        Found::Single(2, Value::Int(i32::MIN.into())),
        Found::Single(4, Value::Uint32(u32::MAX)),
    ];
    assert_eq!(kinds(&bytes), Ok(expected));
}

#[test]
fn entries_of_maps_have_defaults_and_drop_what_they_do_not_know() {
    let entry = [
        delimited(2, b"first"),
        delimited(2, b"last"),
        varint(3, 1),
        delimited(1, b""),
    ];
    let bytes = [delimited(20, b""), delimited(20, &entry.concat())].concat();
    let value = |bytes: &[u8]| Value::Bytes(bytes.to_vec());
    let expected = vec![
        Found::Entry(8, Value::Int(0), value(b"")),
        Found::Entry(8, Value::Int(0), value(b"last")),
    ];
    assert_eq!(kinds(&bytes), Ok(expected));
    let empty = Found::Entry(1, Value::Text(String::new()), Value::Message(Vec::new()));
    assert_eq!(nested(&delimited(2, b"")), Ok(vec![empty]));
}

#[test]
fn other_numbers_and_other_wire_types_are_unknown() {
    let fields = [
        varint(6, 1),
        delimited(0x1fff_ffff, b"x"),
        varint(1, 1),
        varint(20, 1),
        delimited(3, b"\x01"),
        delimited(9, b"abcd"),
    ];
    let expected = fields.clone().map(Found::Unknown).to_vec();
    assert_eq!(kinds(&fields.concat()), Ok(expected));
}

#[test]
fn text_must_be_utf8_and_bytes_need_not() {
    for text in [
        &b"\xff"[..],
        b"long enough to be looked at in words \xc3",
        b"\xed\xa0\x80",
    ] {
        assert_eq!(kinds(&delimited(1, text)), Err(DecodeError::Utf8));
        assert!(kinds(&delimited(2, text)).is_ok());
    }
    let key = delimited(2, &delimited(1, b"\xff"));
    assert_eq!(nested(&key), Err(DecodeError::Utf8));
}

#[test]
fn messages_nest_as_deep_as_the_limit_and_no_deeper() {
    let in_list = |inner: Vec<u8>| delimited(1, &inner);
    let in_map = |inner: Vec<u8>| delimited(2, &delimited(2, &inner));
    for within in [&in_list as &dyn Fn(Vec<u8>) -> Vec<u8>, &in_map] {
        assert!(nested(&nest(MAX_DEPTH, within)).is_ok());
        assert_eq!(
            nested(&nest(MAX_DEPTH + 1, within)),
            Err(DecodeError::Depth)
        );
        assert_eq!(nested(&nest(5000, within)), Err(DecodeError::Depth));
    }
    // an entry that leaves its message out holds one all the same
    let without_value = nest(MAX_DEPTH, in_list);
    let mut innermost = delimited(2, b"");
    for _ in 1..MAX_DEPTH {
        innermost = in_list(innermost);
    }
    assert!(nested(&without_value).is_ok());
    assert_eq!(nested(&innermost), Err(DecodeError::Depth));
}

#[test]
fn groups_are_refused_where_they_begin() {
    let mut start = Vec::new();
    encode_key(100, WireType::StartGroup, &mut start);
    let mut end = Vec::new();
    encode_key(100, WireType::EndGroup, &mut end);
    let deep = [start.repeat(100_000), end.repeat(100_000)].concat();
    assert_eq!(kinds(&deep), Err(DecodeError::WireType));
    assert_eq!(
        kinds(&[start, end.clone()].concat()),
        Err(DecodeError::WireType)
    );
    assert_eq!(kinds(&end), Err(DecodeError::WireType));
}

#[test]
fn what_is_not_known_is_not_looked_into() {
    let mut deep = Vec::new();
    for _ in 0..2_000 {
        deep = delimited(100, &deep);
    }
    assert_eq!(kinds(&deep), Ok(vec![Found::Unknown(deep.clone())]));
}

#[test]
fn lengths_are_believed_as_far_as_there_are_bytes() {
    for length in [4, 1 << 31, u64::from(u32::MAX), 1 << 63, u64::MAX] {
        for number in [1, 2, 20, 100] {
            let mut bytes = Vec::new();
            encode_key(number, WireType::LengthDelimited, &mut bytes);
            encode_varint(length, &mut bytes);
            bytes.extend(b"abc");
            assert_eq!(
                kinds(&bytes),
                Err(DecodeError::Length),
                "{number}: {length}"
            );
        }
    }
}

#[test]
fn varints_have_ten_bytes_at_most() {
    for number in [3, 100] {
        let mut bytes = Vec::new();
        encode_key(number, WireType::Varint, &mut bytes);
        let ten = [&bytes[..], &[0xff; 9], &[1]].concat();
        assert!(kinds(&ten).is_ok());
        let eleven = [&bytes[..], &[0x80; 10], &[0]].concat();
        assert_eq!(kinds(&eleven), Err(DecodeError::Varint));
        let above_64_bits = [&bytes[..], &[0xff; 9], &[2]].concat();
        assert_eq!(kinds(&above_64_bits), Err(DecodeError::Varint));
    }
}

/// How many messages lie within each other at most, this one included, up to
/// `most`.
fn levels(place: usize, most: u32) -> u32 {
    let kinds = V4[place].fields.iter().map(|field| match field.shape {
        Shape::Single(kind) | Shape::Repeated(kind) | Shape::Map(_, kind) => kind,
    });
    let below = kinds.map(|kind| match kind {
        Kind::Message(place) if most > 1 => levels(place, most - 1),
        _ => 0,
    });
    1 + below.max().unwrap_or(0)
}

#[test]
fn no_message_of_the_protocol_comes_near_the_limit() {
    let deepest = (0..V4.len()).map(|place| levels(place, 10)).max();
    assert_eq!(deepest, Some(3));
}

proptest! {
    #[test]
    fn arbitrary_bytes_end_a_walk_of_any_message(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        for place in 0..V4.len() {
            let _ = read(&V4, place, &bytes, Depth::OUTERMOST);
        }
        let _ = nested(&bytes);
    }
}
