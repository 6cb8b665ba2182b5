//! `Netsvr\MapField`: the entries of a map field, as PHP code sees them. Knows no wire.
use super::coerce::{self, Place};
use super::collection::Access;
use super::descriptor::{kind_numbered, Kind, Shape};
use super::storage::{class_name, edit_cell, key_of, set_in_cell, CONTAINER};
use super::{collection, iterator, serial};
use crate::zend::{
    handler, throw_builtin, Builtin, Call, Class, Handlers, Method, Native, Thrown, Type, View,
    ZObj, ZObject, ZVal,
};
use std::cell::Cell;

pub static MAP_FIELD: Class = Class::unset();
static HANDLERS: Handlers = Handlers::unset();

/// What keys and values are.
#[derive(Default, Clone)]
struct Entries(Cell<Option<(Kind, Kind)>>);

impl Native for Entries {
    const CLONE: Option<fn(&Self) -> Self> = Some(Self::clone);

    fn handlers() -> &'static Handlers {
        &HANDLERS
    }
}

/// At module start.
pub fn register() {
    let own = [
        Method::new("__construct", handler(construct))
            .param("key_type", Type::INT)
            .param("value_type", Type::INT)
            .optional("klass", Type::STRING.nullable(), "null"),
        Method::new("getKeyType", handler(get_key_type)),
        Method::new("getValueType", handler(get_value_type)),
        Method::new("getValueClass", handler(get_value_class)),
        Method::new("getLegacyValueClass", handler(get_value_class)),
    ];
    let access = Access {
        offset_set: handler(offset_set),
        offset_unset: handler(offset_unset),
        offset_exists: handler(offset_exists),
        get_iterator: handler(get_iterator),
    };
    collection::class::<Entries>("MapField", own, "key", &access)
        .methods(serial::methods(handler(serialize), handler(unserialize)))
        .register(&MAP_FIELD);
}

/// True for a `MapField`.
pub fn is(object: &ZObj) -> bool {
    object.native::<Entries>().is_some()
}

/// A map of `entries`, an array or null.
///
/// # Errors
/// When the object cannot be made.
pub fn make(key: Kind, value: Kind, entries: ZVal) -> Result<ZObject, Thrown> {
    let map = ZObject::make(&MAP_FIELD)?;
    if let Some(native) = map.native::<Entries>() {
        native.0.set(Some((key, value)));
    }
    map.set_slot(CONTAINER, entries);
    Ok(map)
}

/// Refuses a map whose keys or values are of another kind.
///
/// # Errors
/// `\Exception`.
pub fn check(map: &ZObj, key: Kind, value: Kind) -> Result<(), Thrown> {
    let (has_key, has_value) = kinds_of(map)?;
    let problem = if has_key != key {
        "Expect map field of key type.".to_owned()
    } else if has_value == value {
        return Ok(());
    } else if let (Kind::Message(_), Kind::Message(_)) = (has_value, value) {
        format!("Expect map field of {}.", class_name(value))
    } else {
        "Expect map field of value type.".to_owned()
    };
    Err(throw_builtin(Builtin::Exception, &problem))
}

fn kinds_of(map: &ZObj) -> Result<(Kind, Kind), Thrown> {
    map.native::<Entries>()
        .and_then(|native| native.0.get())
        .ok_or_else(|| {
            throw_builtin(
                Builtin::Error,
                "the map field was made without its constructor",
            )
        })
}

fn construct(call: &Call) -> Result<(), Thrown> {
    let class = match call.raw(2) {
        Some(class) if !class.is_null() => Some(call.string(2)?.to_text()),
        _ => None,
    };
    let key = key_numbered(call.long(0)?).ok_or_else(|| {
        call.argument_error(Builtin::ValueError, 0, "must be a type that a key may have")
    })?;
    let value = kind_numbered(call.long(1)?, class.as_deref()).ok_or_else(|| {
        call.argument_error(
            Builtin::ValueError,
            1,
            "must be the type of a field of a Netsvr message",
        )
    })?;
    if let Some(native) = call.this().native::<Entries>() {
        native.0.set(Some((key, value)));
    }
    Ok(())
}

fn serialize(call: &Call) -> Result<ZVal, Thrown> {
    let map = call.this();
    let (key, value) = kinds_of(map)?;
    let mut data = serial::begin(&serial::KEY_TYPE, key.number().into());
    data.set(&serial::TYPE, value.number().into());
    collection::describe(&mut data, map, value);
    Ok(serial::finish(data, map, CONTAINER + 1))
}

fn unserialize(call: &Call) -> Result<(), Thrown> {
    let map = call.this();
    let data = serial::array_argument(call)?;
    if !serial::is_ours(map, &data)? {
        return Err(serial::foreign(map));
    }
    let key = match data.get(serial::KEY_TYPE.as_bytes()).map(ZVal::view) {
        Some(View::Long(number)) => key_numbered(number),
        _ => None,
    };
    let key = key.ok_or_else(|| serial::incomplete(map, "keyType"))?;
    let value = collection::described_kind(map, &data)?;
    let native = map.native::<Entries>();
    if native.is_some_and(|native| native.0.get().is_some_and(|has| has != (key, value))) {
        return Err(collection::already_another(map));
    }
    let entries = collection::described_values(map, &data, Shape::Map(key, value))?;
    serial::restore_properties(map, &data, CONTAINER + 1)?;
    if let Some(native) = native {
        native.0.set(Some((key, value)));
    }
    map.set_slot(CONTAINER, entries);
    Ok(())
}

/// The kind with this number, if it is one that a key may have.
fn key_numbered(number: i64) -> Option<Kind> {
    kind_numbered(number, None).filter(|key| !matches!(key, Kind::Bytes | Kind::Float | Kind::Enum))
}

fn get_key_type(call: &Call) -> Result<i64, Thrown> {
    Ok(kinds_of(call.this())?.0.number())
}

fn get_value_type(call: &Call) -> Result<i64, Thrown> {
    Ok(kinds_of(call.this())?.1.number())
}

fn get_value_class(call: &Call) -> Result<ZVal, Thrown> {
    Ok(collection::class_name(kinds_of(call.this())?.1))
}

fn offset_set(call: &Call) -> Result<(), Thrown> {
    call.require(2, 2)?;
    let map = call.this();
    let (key_kind, kind) = kinds_of(map)?;
    let key = coerce::scalar(key_kind, call.typed(0, Type::MIXED)?)?;
    let value = coerce::element(kind, Place::MapElement, call.typed(1, Type::MIXED)?)?;
    let key = key_of(&key)?;
    set_in_cell(map, CONTAINER, key, value);
    Ok(())
}

fn offset_unset(call: &Call) -> Result<(), Thrown> {
    let key = key_argument(call)?;
    let key = key_of(&key)?;
    drop(edit_cell(call.this(), CONTAINER, |array| {
        let old = array.get_key(key).cloned();
        array.remove_key(key);
        old
    }));
    Ok(())
}

fn offset_exists(call: &Call) -> Result<bool, Thrown> {
    let key = key_argument(call)?;
    Ok(collection::find(call.this(), key_of(&key)?).is_some())
}

fn key_argument(call: &Call) -> Result<ZVal, Thrown> {
    coerce::scalar(kinds_of(call.this())?.0, call.typed(0, Type::MIXED)?)
}

fn get_iterator(call: &Call) -> Result<ZVal, Thrown> {
    let text_keys = kinds_of(call.this())?.0 == Kind::String;
    iterator::over(call.this().slot(CONTAINER), text_keys)
}
