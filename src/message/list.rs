//! `Netsvr\RepeatedField`: the elements of a repeated field, as PHP code sees them. Knows no wire.
use super::coerce::{self, Place};
use super::collection::Access;
use super::descriptor::{kind_numbered, Kind, Shape};
use super::storage::{class_name, edit_cell, key_of, set_in_cell, CONTAINER};
use super::{collection, iterator, serial};
use crate::zend::error::{diagnose, Gravity};
use crate::zend::{
    handler, throw_builtin, Builtin, Call, Class, Handlers, Key, Method, Native, Number, Thrown,
    Type, View, ZObj, ZObject, ZVal,
};
use std::cell::Cell;

pub static REPEATED_FIELD: Class = Class::unset();
static HANDLERS: Handlers = Handlers::unset();

/// What the elements are.
#[derive(Default, Clone)]
struct Elements(Cell<Option<Kind>>);

impl Native for Elements {
    const CLONE: Option<fn(&Self) -> Self> = Some(Self::clone);

    fn handlers() -> &'static Handlers {
        &HANDLERS
    }
}

/// At module start.
pub fn register() {
    let own = [
        Method::new("__construct", handler(construct))
            .param("type", Type::INT)
            .optional("klass", Type::STRING.nullable(), "null"),
        Method::new("getType", handler(get_type)),
        Method::new("getClass", handler(get_class)),
        Method::new("getLegacyClass", handler(get_class)),
    ];
    let access = Access {
        offset_set: handler(offset_set),
        offset_unset: handler(offset_unset),
        offset_exists: handler(offset_exists),
        get_iterator: handler(get_iterator),
    };
    collection::class::<Elements>("RepeatedField", own, "offset", &access)
        .methods(serial::methods(handler(serialize), handler(unserialize)))
        .register(&REPEATED_FIELD);
}

/// True for a `RepeatedField`.
pub fn is(object: &ZObj) -> bool {
    object.native::<Elements>().is_some()
}

/// A list of `elements`, an array or null.
///
/// # Errors
/// When the object cannot be made.
pub fn make(kind: Kind, elements: ZVal) -> Result<ZObject, Thrown> {
    let list = ZObject::make(&REPEATED_FIELD)?;
    if let Some(native) = list.native::<Elements>() {
        native.0.set(Some(kind));
    }
    list.set_slot(CONTAINER, elements);
    Ok(list)
}

/// Refuses a list whose elements are of another kind.
///
/// # Errors
/// `\Exception`.
pub fn check(list: &ZObj, kind: Kind) -> Result<(), Thrown> {
    let has = kind_of(list)?;
    if has == kind {
        return Ok(());
    }
    let problem = match (has, kind) {
        (Kind::Message(_), Kind::Message(_)) => {
            format!("Expect repeated field of {}.", class_name(kind))
        }
        _ => "Expect repeated field of different type.".to_owned(),
    };
    Err(throw_builtin(Builtin::Exception, &problem))
}

fn kind_of(list: &ZObj) -> Result<Kind, Thrown> {
    list.native::<Elements>()
        .and_then(|native| native.0.get())
        .ok_or_else(|| {
            throw_builtin(
                Builtin::Error,
                "the repeated field was made without its constructor",
            )
        })
}

fn construct(call: &Call) -> Result<(), Thrown> {
    let class = match call.raw(1) {
        Some(class) if !class.is_null() => Some(call.string(1)?.to_text()),
        _ => None,
    };
    let Some(kind) = kind_numbered(call.long(0)?, class.as_deref()) else {
        return Err(call.argument_error(
            Builtin::ValueError,
            0,
            "must be the type of a field of a Netsvr message",
        ));
    };
    if let Some(native) = call.this().native::<Elements>() {
        native.0.set(Some(kind));
    }
    Ok(())
}

fn serialize(call: &Call) -> Result<ZVal, Thrown> {
    let list = call.this();
    let kind = kind_of(list)?;
    let mut data = serial::begin(&serial::TYPE, kind.number().into());
    collection::describe(&mut data, list, kind);
    Ok(serial::finish(data, list, CONTAINER + 1))
}

fn unserialize(call: &Call) -> Result<(), Thrown> {
    let list = call.this();
    let data = serial::array_argument(call)?;
    if !serial::is_ours(list, &data)? {
        return Err(serial::foreign(list));
    }
    let kind = collection::described_kind(list, &data)?;
    let native = list.native::<Elements>();
    if native.is_some_and(|native| native.0.get().is_some_and(|has| has != kind)) {
        return Err(collection::already_another(list));
    }
    let elements = collection::described_values(list, &data, Shape::Repeated(kind))?;
    serial::restore_properties(list, &data, CONTAINER + 1)?;
    if let Some(native) = native {
        native.0.set(Some(kind));
    }
    list.set_slot(CONTAINER, elements);
    Ok(())
}

fn get_type(call: &Call) -> Result<ZVal, Thrown> {
    Ok(kind_of(call.this())?.number().into())
}

fn get_class(call: &Call) -> Result<ZVal, Thrown> {
    Ok(collection::class_name(kind_of(call.this())?))
}

fn offset_set(call: &Call) -> Result<(), Thrown> {
    call.require(2, 2)?;
    let list = call.this();
    let value = coerce::element(
        kind_of(list)?,
        Place::ListElement,
        call.typed(1, Type::MIXED)?,
    )?;
    let offset = call.typed(0, Type::MIXED)?;
    if offset.is_null() {
        edit_cell(list, CONTAINER, |array| array.push(value));
        return Ok(());
    }
    match index(offset) {
        Some(index) if (0..collection::length(list)).contains(&index) => {
            set_in_cell(list, CONTAINER, Key::Index(index), value);
            Ok(())
        }
        _ => diagnose(
            Gravity::UserError,
            "Cannot modify element at the given index",
        ),
    }
}

fn offset_unset(call: &Call) -> Result<(), Thrown> {
    let list = call.this();
    match call.typed(0, Type::MIXED)?.view() {
        View::Long(index) if index >= 0 && index == collection::length(list) - 1 => {
            drop(edit_cell(list, CONTAINER, |array| {
                let popped = array.get_key(Key::Index(index)).cloned();
                array.pop();
                popped
            }));
            Ok(())
        }
        _ => diagnose(
            Gravity::UserError,
            "Cannot remove element at the given index",
        ),
    }
}

fn offset_exists(call: &Call) -> Result<bool, Thrown> {
    let key = key_of(call.typed(0, Type::MIXED)?)?;
    Ok(collection::find(call.this(), key).is_some())
}

fn get_iterator(call: &Call) -> Result<ZVal, Thrown> {
    iterator::over(call.this().slot(CONTAINER), false)
}

fn index(offset: &ZVal) -> Option<i64> {
    Some(match offset.as_number()? {
        Number::Long(index) => index,
        Number::Double(double) => coerce::wrapped(double),
    })
}
