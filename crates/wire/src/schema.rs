//! What `proto/` says about the messages and enums of the protocol, as static
//! tables. Knows no values.

/// A message of the protocol.
#[derive(Debug)]
pub struct Message {
    /// The name, without a package.
    pub name: &'static str,
    /// In order of their numbers; a field's place is its slot.
    pub fields: &'static [Field],
}

/// A field of a message.
#[derive(Debug)]
pub struct Field {
    /// The name as it stands in `proto/`, which is its name in JSON, too.
    pub name: &'static str,
    /// The number on the wire.
    pub number: u32,
    /// How many values it holds, and of what kind.
    pub shape: Shape,
}

/// How many values a field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// One value.
    Single(Kind),
    /// A list of values.
    Repeated(Kind),
    /// Values by keys.
    Map(Kind, Kind),
}

/// What a single value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// UTF-8.
    String,
    /// Anything.
    Bytes,
    /// Signed, 32 bits.
    Int32,
    /// Signed, 64 bits.
    Int64,
    /// Unsigned, 32 bits.
    Uint32,
    /// A number of an enum, which need not be one of its constants.
    Enum,
    /// True or false.
    Bool,
    /// 32 bits.
    Float,
    /// A message, by its place in the table of messages.
    Message(usize),
}

include!(concat!(env!("OUT_DIR"), "/schema.rs"));

impl Message {
    /// The slot of the field with a number.
    #[inline(always)]
    #[allow(clippy::inline_always)] // once for each field that is read
    #[must_use]
    pub fn slot_of(&self, number: u32) -> Option<usize> {
        let has = |field: &Field| field.number == number;
        // most numbers are in use from 1 on
        let guess = usize::try_from(number).ok()?.checked_sub(1)?;
        if self.fields.get(guess).is_some_and(has) {
            return Some(guess);
        }
        self.fields.iter().position(has)
    }
}

impl Kind {
    /// The number by which protobuf's descriptors know the kind.
    #[must_use]
    pub fn number(self) -> i64 {
        match self {
            Self::Float => 2,
            Self::Int64 => 3,
            Self::Int32 => 5,
            Self::Bool => 8,
            Self::String => 9,
            Self::Message(_) => 11,
            Self::Bytes => 12,
            Self::Uint32 => 13,
            Self::Enum => 14,
        }
    }
}
