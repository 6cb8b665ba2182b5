//! What `RepeatedField` and `MapField` have in common: an array of elements, reached as PHP reaches an array's.
use super::descriptor::{class_of, in_namespace, kind_numbered, Kind, Shape};
use super::serial;
use super::storage::{accept, key_of, Nested, CONTAINER};
use crate::exception::decode_failure;
use crate::zend::call::Handler;
use crate::zend::error::{diagnose, Gravity};
use crate::zend::{
    handler, Call, ClassBuilder, Initial, Interface, Key, Method, Native, Thrown, Type, View, ZArr,
    ZArray, ZObj, ZStr, ZVal,
};

/// The methods that both have and each does in its own way.
pub struct Access {
    pub offset_set: Handler,
    pub offset_unset: Handler,
    pub offset_exists: Handler,
    pub get_iterator: Handler,
}

/// A class with its own methods first. `offset` is what its methods call an element's key.
pub fn class<N: Native>(
    name: &str,
    own: impl IntoIterator<Item = Method>,
    offset: &'static str,
    access: &Access,
) -> ClassBuilder<'static> {
    let at = |name, handler| Method::new(name, handler).param(offset, Type::MIXED);
    in_namespace(name)
        .implements_builtin(Interface::ArrayAccess)
        .implements_builtin(Interface::IteratorAggregate)
        .implements_builtin(Interface::Countable)
        .native::<N>()
        .private_property("container", Initial::Null)
        .methods(own)
        .methods([
            at("offsetGet", handler(offset_get)).returns_tentatively(Type::MIXED),
            at("offsetSet", access.offset_set)
                .param("value", Type::MIXED)
                .returns_tentatively(Type::VOID),
            at("offsetUnset", access.offset_unset).returns_tentatively(Type::VOID),
            at("offsetExists", access.offset_exists).returns_tentatively(Type::BOOL),
            Method::new("getIterator", access.get_iterator)
                .returns_tentatively(Type::class("Traversable")),
            Method::new("count", handler(count)).returns_tentatively(Type::INT),
        ])
}

/// The element under a key; `None` when there is none.
pub fn find<'a>(collection: &'a ZObj, key: Key<'_>) -> Option<&'a ZVal> {
    collection.slot(CONTAINER).as_array()?.get_key(key)
}

/// Number of elements.
pub fn length(collection: &ZObj) -> i64 {
    let length = collection.slot(CONTAINER).as_array().map_or(0, ZArr::len);
    i64::try_from(length).unwrap_or(i64::MAX)
}

/// The name of the class that a kind is, for PHP code: null for one that is no message.
pub fn class_name(kind: Kind) -> ZVal {
    class_of(kind)
        .map(|class| ZVal::from(class.name().as_str()))
        .into()
}

/// Adds what a list or map needs beside the types of its elements to be made anew.
pub fn describe(data: &mut ZArray, collection: &ZObj, kind: Kind) {
    if let Some(class) = class_of(kind) {
        data.set(&serial::CLASS, class.name().as_str().into());
    }
    let elements = match collection.slot(CONTAINER).as_array() {
        Some(elements) => elements.to_owned(),
        None => ZArray::empty(),
    };
    data.set(&serial::VALUES, elements.into());
}

/// The kind of the elements that an array describes.
///
/// # Errors
/// `DecodeException`.
pub fn described_kind(collection: &ZObj, data: &ZArr) -> Result<Kind, Thrown> {
    let class = data
        .get(serial::CLASS.as_bytes())
        .and_then(ZVal::as_str)
        .map(ZStr::to_text);
    match data.get(serial::TYPE.as_bytes()).map(ZVal::view) {
        Some(View::Long(number)) => kind_numbered(number, class.as_deref()),
        _ => None,
    }
    .ok_or_else(|| serial::incomplete(collection, "type"))
}

/// The elements that an array describes, each checked as when it is set.
///
/// # Errors
/// `DecodeException`, and what a setter refuses.
pub fn described_values(collection: &ZObj, data: &ZArr, shape: Shape) -> Result<ZVal, Thrown> {
    match data.get(serial::VALUES.as_bytes()) {
        Some(values) if values.as_array().is_some() => accept(shape, values, Nested::Objects),
        _ => Err(serial::incomplete(collection, "values")),
    }
}

/// A list or map of a message cannot become one of another kind.
#[cold]
pub fn already_another(collection: &ZObj) -> Thrown {
    decode_failure(&format!(
        "the {} holds elements of another type already.",
        collection.class_name()
    ))
}

/// A missing element is null and a warning.
fn offset_get(call: &Call) -> Result<ZVal, Thrown> {
    let key = key_of(call.typed(0, Type::MIXED)?)?;
    if let Some(value) = find(call.this(), key) {
        return Ok(value.resolved().clone());
    }
    let key = match key {
        Key::Index(index) => index.to_string(),
        Key::Str(text) => format!("\"{}\"", text.to_text()),
    };
    diagnose(Gravity::Warning, &format!("Undefined array key {key}"))?;
    Ok(ZVal::null())
}

fn count(call: &Call) -> Result<i64, Thrown> {
    Ok(length(call.this()))
}
