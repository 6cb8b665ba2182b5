//! The messages that `proto/` declares and the PHP class that each of them is. Knows no values.
use crate::api;
use crate::zend::{Class, ClassBuilder, ZObj};
pub use netsvr_wire::schema::{
    Field, Kind, Message, Shape, CMD, COUNT, EVENT, MAX_FIELDS, REGISTER_RESP_CODE,
};
use netsvr_wire::Gateway;
use std::sync::atomic::{AtomicUsize, Ordering};

/// The messages as this process declares them.
#[inline]
pub fn messages() -> &'static [Message] {
    api::current().schema
}

/// The classes, in the order of [`messages`].
pub static CLASSES: [Class; COUNT] = [const { Class::unset() }; COUNT];

/// A class of the messages' namespace, which code that was written for the other generation of the API finds in that
/// one's. Neither `instanceof` nor a type asks an autoloader, so the other name is there from the beginning.
pub fn in_namespace(name: &str) -> ClassBuilder<'static> {
    let api = api::current();
    ClassBuilder::new(api.message_class(name)).also_named(api.message_class_of_other(name))
}

/// Class identities in ascending order, each with its place: what an object is looked up by.
static BY_IDENTITY: [(AtomicUsize, AtomicUsize); COUNT] =
    [const { (AtomicUsize::new(0), AtomicUsize::new(0)) }; COUNT];

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

/// The message that an object is, of the class itself or of a child class.
#[inline]
pub fn of(object: &ZObj) -> Option<&'static Message> {
    let last = LAST.load(Ordering::Relaxed);
    if CLASSES
        .get(last)
        .is_some_and(|class| object.is_exactly(class))
    {
        return messages().get(last);
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
        messages().get(place)
    })
}

/// How a gateway of this generation sends a message; `None` when it sends it as this process declares it.
#[inline]
pub fn sent_by(gateway: Gateway, message: &Message) -> Option<&'static Message> {
    if gateway == api::current().gateway {
        return None;
    }
    gateway.sends_otherwise(message.name)
}

/// The class of a message by its name without the namespace, `Transfer` for example.
pub fn class(name: &str) -> Option<&'static Class> {
    let place = messages().iter().position(|message| message.name == name)?;
    CLASSES.get(place)
}

/// The class of a kind that is a message.
pub fn class_of(kind: Kind) -> Option<&'static Class> {
    match kind {
        Kind::Message(place) => CLASSES.get(place),
        _ => None,
    }
}

/// The kind with this number in protobuf's descriptors; one that is a message is named by its class.
pub fn kind_numbered(number: i64, class: Option<&str>) -> Option<Kind> {
    if number == Kind::Message(0).number() {
        let name = class?
            .trim_start_matches('\\')
            .strip_prefix(api::current().messages)?;
        return messages()
            .iter()
            .position(|message| message.name == name)
            .map(Kind::Message);
    }
    [
        Kind::Float,
        Kind::Int64,
        Kind::Int32,
        Kind::Bool,
        Kind::String,
        Kind::Bytes,
        Kind::Uint32,
        Kind::Enum,
    ]
    .into_iter()
    .find(|kind| kind.number() == number)
}
