//! What `proto/` says about the messages, as static tables, and which PHP class each of them is. Knows no
//! values.
use crate::zend::{Class, ZObj};
use std::sync::atomic::{AtomicUsize, Ordering};

/// A message of the protocol; its place in [`MESSAGES`] is the place of its class in [`CLASSES`].
pub struct Message {
    /// The name without the namespace.
    pub name: &'static str,
    /// In order of their numbers; a field's place is the slot of its property.
    pub fields: &'static [Field],
}

/// A field of a message.
pub struct Field {
    /// The PHP property and the key in the constructor's array.
    pub name: &'static str,
    /// The name as it stands in `get…` and `set…`.
    pub method: &'static str,
    /// The number on the wire.
    pub number: u32,
    /// How many values it holds, and of what kind.
    pub shape: Shape,
}

/// How many values a field holds.
#[derive(Clone, Copy)]
pub enum Shape {
    Single(Kind),
    Repeated(Kind),
    Map(Kind, Kind),
}

/// What a single value is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    String,
    Bytes,
    Int32,
    Int64,
    Uint32,
    Enum,
    Bool,
    Float,
    /// A message by its place in [`MESSAGES`].
    Message(usize),
}

include!(concat!(env!("OUT_DIR"), "/descriptor.rs"));

/// The classes, in the order of [`MESSAGES`].
pub static CLASSES: [Class; MESSAGES.len()] = [const { Class::unset() }; MESSAGES.len()];

/// Class identities in ascending order, each with its place: what an object is looked up by.
static BY_IDENTITY: [(AtomicUsize, AtomicUsize); MESSAGES.len()] =
    [const { (AtomicUsize::new(0), AtomicUsize::new(0)) }; MESSAGES.len()];

/// Fills the look-up table. At module start, when all classes are registered.
pub fn index_classes() {
    let mut places: Vec<(usize, usize)> = CLASSES
        .iter()
        .enumerate()
        .map(|(place, class)| (class.id(), place))
        .collect();
    places.sort_unstable();
    for (row, (identity, place)) in BY_IDENTITY.iter().zip(places) {
        row.0.store(identity, Ordering::Relaxed);
        row.1.store(place, Ordering::Relaxed);
    }
}

/// The message that an object is, of the class itself or of a child class of user code.
#[inline]
pub fn of(object: &ZObj) -> Option<&'static Message> {
    let last = LAST.load(Ordering::Relaxed);
    if CLASSES
        .get(last)
        .is_some_and(|class| object.is_exactly(class))
    {
        return MESSAGES.get(last);
    }
    search(object)
}

/// The place that was found last: messages of one class tend to come in a row. A hint, checked before it is used.
static LAST: AtomicUsize = AtomicUsize::new(0);

#[inline(never)]
fn search(object: &ZObj) -> Option<&'static Message> {
    object.class_ids().find_map(|identity| {
        let row = BY_IDENTITY
            .binary_search_by_key(&identity, |row| row.0.load(Ordering::Relaxed))
            .ok()?;
        let place = BY_IDENTITY.get(row)?.1.load(Ordering::Relaxed);
        LAST.store(place, Ordering::Relaxed);
        MESSAGES.get(place)
    })
}

/// The class of a message by its name without the namespace, `Transfer` for example.
pub fn class(name: &str) -> Option<&'static Class> {
    let place = MESSAGES.iter().position(|message| message.name == name)?;
    CLASSES.get(place)
}

impl Kind {
    /// The class of a kind that is a message.
    pub fn class(self) -> Option<&'static Class> {
        match self {
            Self::Message(place) => CLASSES.get(place),
            _ => None,
        }
    }

    /// The number by which the protobuf descriptors know the kind.
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

    /// The kind with this number; one that is a message is named by its class.
    pub fn from_number(number: i64, class: Option<&str>) -> Option<Self> {
        if number == 11 {
            let name = class?.trim_start_matches('\\').strip_prefix("Netsvr\\")?;
            return MESSAGES
                .iter()
                .position(|message| message.name == name)
                .map(Self::Message);
        }
        [
            Self::Float,
            Self::Int64,
            Self::Int32,
            Self::Bool,
            Self::String,
            Self::Bytes,
            Self::Uint32,
            Self::Enum,
        ]
        .into_iter()
        .find(|kind| kind.number() == number)
    }
}
