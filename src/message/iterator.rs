//! `Netsvr\FieldIterator`: walks the elements that a `RepeatedField` or `MapField` had when the walk began.
use super::storage::CONTAINER;
use crate::api;
use crate::zend::{
    handler, Call, Class, ClassBuilder, Handlers, Initial, Interface, Key, Method, Native, Thrown,
    Type, ZObj, ZObject, ZString, ZVal,
};
use std::cell::Cell;

static FIELD_ITERATOR: Class = Class::unset();
static HANDLERS: Handlers = Handlers::unset();

#[derive(Default)]
struct Walk {
    position: Cell<usize>,
    text_keys: Cell<bool>,
}

impl Native for Walk {
    fn handlers() -> &'static Handlers {
        &HANDLERS
    }
}

/// At module start.
pub fn register() {
    ClassBuilder::new(api::current().message_class("FieldIterator"))
        .implements_builtin(Interface::Iterator)
        .native::<Walk>()
        .not_serializable()
        .private_property("container", Initial::Null)
        .methods([
            Method::new("current", handler(current)).returns(Type::MIXED),
            Method::new("key", handler(key)).returns(Type::MIXED),
            Method::new("next", handler(next)).returns(Type::VOID),
            Method::new("rewind", handler(rewind)).returns(Type::VOID),
            Method::new("valid", handler(valid)).returns(Type::BOOL),
        ])
        .register(&FIELD_ITERATOR);
}

/// An iterator over an array, or over nothing when given null. With `text_keys` every key is a string, those too
/// that PHP arrays keep as ints.
///
/// # Errors
/// When the object cannot be made.
pub fn over(elements: &ZVal, text_keys: bool) -> Result<ZVal, Thrown> {
    let iterator = ZObject::make(&FIELD_ITERATOR)?;
    iterator.set_slot(CONTAINER, elements.clone());
    if let Some(walk) = iterator.native::<Walk>() {
        walk.text_keys.set(text_keys);
    }
    Ok(iterator.into())
}

fn at(iterator: &ZObj) -> Option<(Key<'_>, &ZVal)> {
    let position = iterator.native::<Walk>()?.position.get();
    iterator
        .slot(CONTAINER)
        .as_array()?
        .iter_from(position)
        .next()
}

fn current(call: &Call) -> Result<ZVal, Thrown> {
    Ok(at(call.this())
        .map(|(_, value)| value.resolved().clone())
        .into())
}

fn key(call: &Call) -> Result<ZVal, Thrown> {
    let text_keys = call
        .this()
        .native::<Walk>()
        .is_some_and(|walk| walk.text_keys.get());
    Ok(match at(call.this()) {
        Some((Key::Index(index), _)) if text_keys => {
            ZString::new(index.to_string().as_bytes()).into()
        }
        Some((Key::Index(index), _)) => index.into(),
        Some((Key::Str(text), _)) => text.into(),
        None => ZVal::null(),
    })
}

fn next(call: &Call) -> Result<(), Thrown> {
    let iterator = call.this();
    if let (Some(walk), Some(array)) = (
        iterator.native::<Walk>(),
        iterator.slot(CONTAINER).as_array(),
    ) {
        let mut rest = array.iter_from(walk.position.get());
        rest.next();
        walk.position.set(rest.walked());
    }
    Ok(())
}

fn rewind(call: &Call) -> Result<(), Thrown> {
    if let Some(walk) = call.this().native::<Walk>() {
        walk.position.set(0);
    }
    Ok(())
}

fn valid(call: &Call) -> Result<bool, Thrown> {
    Ok(at(call.this()).is_some())
}
