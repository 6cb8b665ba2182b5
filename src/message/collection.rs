//! What `RepeatedField` and `MapField` have in common: an array of elements, reached as PHP reaches an array's.
use super::descriptor::{class_of, Kind};
use super::storage::{key_of, CONTAINER};
use crate::zend::call::Handler;
use crate::zend::error::{diagnose, Gravity};
use crate::zend::{
    handler, Call, ClassBuilder, Initial, Interface, Key, Method, Native, Thrown, Type, ZArr, ZObj,
    ZVal,
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
    offset: &str,
    access: &Access,
) -> ClassBuilder<'static> {
    let at = |name, handler| Method::new(name, handler).param(offset, Type::MIXED);
    ClassBuilder::new(name)
        .implements_builtin(Interface::ArrayAccess)
        .implements_builtin(Interface::IteratorAggregate)
        .implements_builtin(Interface::Countable)
        .native::<N>()
        .not_serializable()
        .private_property("container", Initial::Null)
        .methods(own)
        .methods([
            at("offsetGet", handler(offset_get)).returns(Type::MIXED),
            at("offsetSet", access.offset_set)
                .param("value", Type::MIXED)
                .returns(Type::VOID),
            at("offsetUnset", access.offset_unset).returns(Type::VOID),
            at("offsetExists", access.offset_exists).returns(Type::BOOL),
            Method::new("getIterator", access.get_iterator).returns(Type::class("Traversable")),
            Method::new("count", handler(count)).returns(Type::INT),
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
