//! Arbitrary bytes as each of the protocol's messages, read as the extension
//! reads them but into plain values, and held against what prost-reflect makes
//! of the same bytes.
//!
//! Where the two differ on purpose: groups are refused here and passed over
//! there; a field with another wire type than its own is unknown here, and there
//! it is an error or, if it is a map, misread; of two messages in one entry of a
//! map the last counts here, and there they are merged.
#![no_main]

use libfuzzer_sys::fuzz_target;
use netsvr_wire::reader::{DecodeError, Reader};
use netsvr_wire::schema::{Shape, MESSAGES};
use netsvr_wire::walk::{walk, Depth, Scalar, Sink};
use prost::Message;
use prost_reflect::{
    DescriptorPool, DynamicMessage, FieldDescriptor, Kind, MessageDescriptor, Value,
};
use std::sync::LazyLock;

/// In the order of [`MESSAGES`].
static DESCRIPTORS: LazyLock<Vec<MessageDescriptor>> = LazyLock::new(|| {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../proto");
    let set = protox::compile(["netsvr.proto"], [folder]).expect("proto/ compiles");
    let pool = DescriptorPool::from_file_descriptor_set(set).expect("proto/ is whole");
    let named = |name| pool.get_message_by_name(&format!("netsvr.{name}"));
    let all = MESSAGES.iter().map(|message| named(message.name));
    all.collect::<Option<_>>()
        .expect("the tables are of proto/")
});

/// What keeps two readings from being equal without one of them being wrong.
#[derive(Default)]
struct Excuses {
    /// A known field had another wire type.
    mistyped: bool,
    /// A map's entry held a message twice.
    replaced: bool,
    /// Equal to nothing, not to itself either.
    nan: bool,
}

struct Plain<'e> {
    place: usize,
    message: DynamicMessage,
    /// Messages that were read since the last one was given away.
    pending: usize,
    unknown: Vec<u8>,
    excuses: &'e mut Excuses,
}

fn read(
    place: usize,
    bytes: &[u8],
    depth: Depth,
    excuses: &mut Excuses,
) -> Result<DynamicMessage, DecodeError> {
    let mut plain = Plain {
        place,
        message: DynamicMessage::new(DESCRIPTORS[place].clone()),
        pending: 0,
        unknown: Vec::new(),
        excuses,
    };
    walk(&MESSAGES[place], bytes, depth, &mut plain)?;
    let unknown = plain.message.merge(plain.unknown.as_slice());
    unknown.expect("what was unknown is whole fields");
    Ok(plain.message)
}

impl Plain<'_> {
    fn field(&self, slot: usize) -> FieldDescriptor {
        let number = MESSAGES[self.place].fields[slot].number;
        let field = DESCRIPTORS[self.place].get_field(number);
        field.expect("a field of the message")
    }

    fn given_away(&mut self) {
        self.excuses.replaced |= self.pending > 1;
        self.pending = 0;
    }
}

/// The value as a field of this kind holds it.
fn fitted(value: Value, kind: &Kind) -> Value {
    let narrow = |whole| i32::try_from(whole).expect("32 bits in a field of 32");
    match (value, kind) {
        (Value::I64(whole), Kind::Int32) => Value::I32(narrow(whole)),
        (Value::I64(whole), Kind::Enum(_)) => Value::EnumNumber(narrow(whole)),
        (value, _) => value,
    }
}

impl Sink<'_> for Plain<'_> {
    type Value = Value;
    type Error = DecodeError;

    fn scalar(&mut self, scalar: Scalar<'_>) -> Value {
        match scalar {
            Scalar::Bytes(bytes) => Value::Bytes(bytes.to_vec().into()),
            Scalar::Int(whole) => Value::I64(whole),
            Scalar::Uint32(whole) => Value::U32(whole),
            Scalar::Bool(flag) => Value::Bool(flag),
            Scalar::Float(single) => {
                self.excuses.nan |= single.is_nan();
                Value::F32(single)
            }
        }
    }

    fn text(&mut self, bytes: &[u8]) -> Option<Value> {
        String::from_utf8(bytes.to_vec()).ok().map(Value::String)
    }

    fn message(&mut self, place: usize, bytes: &[u8], depth: Depth) -> Result<Value, DecodeError> {
        let message = read(place, bytes, depth, self.excuses)?;
        self.pending += 1;
        Ok(Value::Message(message))
    }

    fn set(&mut self, slot: usize, value: Value) {
        self.given_away();
        let field = self.field(slot);
        let value = fitted(value, &field.kind());
        self.message.set_field(&field, value);
    }

    fn push(&mut self, slot: usize, value: Value) {
        self.given_away();
        let field = self.field(slot);
        let list = self.message.get_field_mut(&field).as_list_mut();
        list.expect("a list").push(fitted(value, &field.kind()));
    }

    fn insert(&mut self, slot: usize, key: Value, value: Value) -> Result<(), DecodeError> {
        self.given_away();
        let field = self.field(slot);
        let entry = field.kind().as_message().cloned().expect("an entry");
        let key = fitted(key, &entry.map_entry_key_field().kind());
        let value = fitted(value, &entry.map_entry_value_field().kind());
        let map = self.message.get_field_mut(&field).as_map_mut();
        map.expect("a map")
            .insert(key.into_map_key().expect("a key"), value);
        Ok(())
    }

    fn unknown(&mut self, field: &[u8]) {
        let mut reader = Reader::new(field);
        let (number, _) = reader.next_field().ok().flatten().expect("a whole field");
        assert!(reader.rest().is_empty(), "one field at a time");
        if DESCRIPTORS[self.place].get_field(number).is_some() {
            self.excuses.mistyped = true;
        } else {
            self.unknown.extend_from_slice(field);
        }
    }
}

fn compare(place: usize, input: &[u8]) {
    let name = MESSAGES[place].name;
    let mut excuses = Excuses::default();
    let ours = read(place, input, Depth::OUTERMOST, &mut excuses);
    if excuses.mistyped || ours == Err(DecodeError::WireType) {
        return;
    }
    let theirs = DynamicMessage::decode(DESCRIPTORS[place].clone(), input);
    match (ours, &theirs) {
        (Ok(ours), Ok(theirs)) if !excuses.replaced && !excuses.nan => {
            assert_eq!(&ours, theirs, "{name}");
        }
        // of a wire type within a map's entry the sink is not told
        (Ok(_), Err(problem)) if !problem.to_string().contains("invalid wire type") => {
            panic!("{name}: taken, but {problem}");
        }
        // unless the bytes ended within a map that they misread
        (Err(problem), Ok(_)) if !has_map(place) => panic!("{name}: refused: {problem}"),
        (Err(_), Ok(theirs)) => written_is_read(place, theirs),
        _ => {}
    }
}

fn has_map(place: usize) -> bool {
    let mut fields = MESSAGES[place].fields.iter();
    fields.any(|field| matches!(field.shape, Shape::Map(..)))
}

/// What they took, we take as they write it.
fn written_is_read(place: usize, theirs: &DynamicMessage) {
    let name = MESSAGES[place].name;
    let mut excuses = Excuses::default();
    let written = theirs.encode_to_vec();
    match read(place, &written, Depth::OUTERMOST, &mut excuses) {
        Ok(_) if excuses.nan => {}
        Ok(ours) => {
            // defaults have been left out by now
            let theirs = DynamicMessage::decode(DESCRIPTORS[place].clone(), written.as_slice());
            assert_eq!(Ok(ours), theirs, "{name}");
        }
        // a group within an unknown field of theirs
        Err(problem) => assert_eq!(problem, DecodeError::WireType, "{name}"),
    }
}

fuzz_target!(|input: &[u8]| {
    for place in 0..MESSAGES.len() {
        compare(place, input);
    }
});
