//! Where a message keeps the elements of a repeated or map field: a bare array in the field's slot, and from the
//! moment PHP code has asked for the field, within the `RepeatedField` or `MapField` object that it was given.
//! Knows both forms; the rest of the codec need not.
use super::descriptor::{self, class_of, Kind, Shape};
use super::{coerce, list, map, MESSAGE};
use crate::zend::{
    throw_builtin, Builtin, Class, Interned, Key, Thrown, View, ZArr, ZArray, ZObj, ZObject, ZVal,
};

/// Slot of the array within a `RepeatedField` or `MapField`.
pub const CONTAINER: usize = 0;

/// The empty string.
pub static EMPTY: Interned = Interned::new("");

/// The elements that a slot holds.
pub fn elements(held: &ZVal) -> Option<&ZArr> {
    match held.view() {
        View::Array(array) => Some(array),
        View::Object(wrapper) if list::is(wrapper) || map::is(wrapper) => {
            wrapper.slot(CONTAINER).as_array()
        }
        _ => None,
    }
}

/// Changes the elements in a slot of a message; as [`edit_cell`].
pub fn edit<R>(message: &ZObj, slot: usize, change: impl FnOnce(&mut ZArray) -> R) -> R {
    let wrapper = message.slot(slot).as_object().map(ZObj::to_owned);
    match wrapper {
        Some(wrapper) => edit_cell(&wrapper, CONTAINER, change),
        None => edit_cell(message, slot, change),
    }
}

/// Changes the array in a cell. `change` must not let go of an object, whose destructor may be PHP code that
/// looks at the cell: it gives such a value back, and the caller drops it.
pub fn edit_cell<R>(owner: &ZObj, slot: usize, change: impl FnOnce(&mut ZArray) -> R) -> R {
    let mut array = match owner.slot(slot).as_array() {
        Some(array) => array.to_owned(),
        None => ZArray::empty(),
    };
    // the cell lets go of the array, so that it is changed in place
    owner.set_slot(slot, ZVal::null());
    let answer = change(&mut array);
    owner.set_slot(slot, array.into());
    answer
}

/// Sets a key in the array of a cell.
pub fn set_in_cell(owner: &ZObj, slot: usize, key: Key<'_>, value: ZVal) {
    drop(edit_cell(owner, slot, |array| replace(array, key, value)));
}

/// Sets a key and gives what stood there.
pub fn replace(array: &mut ZArray, key: Key<'_>, value: ZVal) -> Option<ZVal> {
    let old = array.get_key(key).cloned();
    array.set_key(key, value);
    old
}

/// The object that PHP code gets for a repeated or map field; from then on it holds the elements.
///
/// # Errors
/// When the object cannot be made.
pub fn wrap(message: &ZObj, slot: usize, shape: Shape) -> Result<ZVal, Thrown> {
    let held = message.slot(slot).resolved();
    if let View::Object(_) = held.view() {
        return Ok(held.clone());
    }
    let elements = held.clone();
    let wrapper = match shape {
        Shape::Repeated(kind) => list::make(kind, elements)?,
        Shape::Map(key, value) => map::make(key, value, elements)?,
        Shape::Single(_) => return Ok(elements),
    };
    message.set_slot(slot, (&*wrapper).into());
    Ok(wrapper.into())
}

/// Gives every repeated and map field of a message its object: two messages are then equal when their fields are,
/// and a clone shares them as it always has.
pub fn wrap_all(message: &ZObj) {
    let Some(known) = descriptor::of(message) else {
        return;
    };
    for (slot, field) in known.fields.iter().enumerate() {
        if !matches!(field.shape, Shape::Single(_)) && wrap(message, slot, field.shape).is_err() {
            return;
        }
    }
}

/// What a field begins with.
pub fn default(shape: Shape) -> ZVal {
    let Shape::Single(kind) = shape else {
        return ZVal::null();
    };
    match kind {
        Kind::String | Kind::Bytes => (&*EMPTY).into(),
        Kind::Int32 | Kind::Int64 | Kind::Uint32 | Kind::Enum => 0.into(),
        Kind::Bool => false.into(),
        Kind::Float => 0.0.into(),
        Kind::Message(_) => ZVal::null(),
    }
}

/// Whether arrays may stand for messages within lists and maps: in the constructor's array they may.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Nested {
    Objects,
    Arrays,
}

/// The value to store for a field of any shape.
///
/// # Errors
/// As [`coerce::element`]; `\Exception` for what is no array, no Traversable and no field object of this shape.
pub fn accept(shape: Shape, value: &ZVal, nested: Nested) -> Result<ZVal, Thrown> {
    match shape {
        Shape::Single(kind) => coerce::scalar(kind, value),
        Shape::Repeated(kind) => match value.view() {
            View::Array(array) => list_of(kind, array, nested),
            View::Object(object) if list::is(object) => {
                list::check(object, kind).map(|()| object.into())
            }
            View::Object(object) if is_foreign_traversable(object) => {
                list_of(kind, &*unfolded(object, false)?, nested)
            }
            _ => Err(throw_builtin(Builtin::Exception, "Expect array.")),
        },
        Shape::Map(key, kind) => match value.view() {
            View::Array(array) => map_of(key, kind, array, nested),
            View::Object(object) if map::is(object) => {
                map::check(object, key, kind).map(|()| object.into())
            }
            View::Object(object) if is_foreign_traversable(object) => {
                map_of(key, kind, &*unfolded(object, true)?, nested)
            }
            _ => Err(throw_builtin(Builtin::Exception, "Expect dict.")),
        },
    }
}

/// A map is no list and a list is no map, though both can be walked.
fn is_foreign_traversable(object: &ZObj) -> bool {
    !list::is(object) && !map::is(object) && object.is_a_named("Traversable")
}

fn list_of(kind: Kind, given: &ZArr, nested: Nested) -> Result<ZVal, Thrown> {
    // held: it may lie behind a reference, and a generator among what it holds may set that anew
    let given = given.to_owned();
    let mut array = ZArray::with_capacity(given.len());
    for value in given.values() {
        let value = built(kind, value, nested)?;
        array.push(coerce::element(
            kind,
            coerce::Place::ListElement,
            value.get(),
        )?);
    }
    Ok(array.into())
}

fn map_of(key_kind: Kind, kind: Kind, given: &ZArr, nested: Nested) -> Result<ZVal, Thrown> {
    let given = given.to_owned();
    let mut array = ZArray::with_capacity(given.len());
    for (key, value) in given.iter() {
        let key = match key {
            Key::Index(index) => ZVal::from(index),
            Key::Str(text) => text.into(),
        };
        let key = coerce::scalar(key_kind, &key)?;
        let value = built(kind, value, nested)?;
        let value = coerce::element(kind, coerce::Place::MapElement, value.get())?;
        array.set_key(key_of(&key)?, value);
    }
    Ok(array.into())
}

enum Built<'a> {
    Given(&'a ZVal),
    Made(ZVal),
}

impl Built<'_> {
    fn get(&self) -> &ZVal {
        match self {
            Self::Given(value) => value,
            Self::Made(value) => value,
        }
    }
}

/// The value itself, or the message that an array stands for.
fn built(kind: Kind, value: &ZVal, nested: Nested) -> Result<Built<'_>, Thrown> {
    match (class_of(kind), value.view()) {
        (Some(class), View::Array(_)) if nested == Nested::Arrays => Ok(Built::Made(
            ZObject::construct(class, std::slice::from_ref(value))?.into(),
        )),
        _ => Ok(Built::Given(value)),
    }
}

fn unfolded(object: &ZObj, keep_keys: bool) -> Result<ZArray, Thrown> {
    let function = ZVal::from("iterator_to_array");
    let array = crate::zend::function::call(&function, None, &[object.into(), keep_keys.into()])?;
    match array.as_array() {
        Some(array) => Ok(array.to_owned()),
        None => Ok(ZArray::empty()),
    }
}

/// The array key that a value means, by PHP's own rules.
///
/// # Errors
/// `\TypeError` for an array or an object.
pub fn key_of(value: &ZVal) -> Result<Key<'_>, Thrown> {
    Ok(match value.view() {
        View::Null => Key::Str(&EMPTY),
        View::Bool(value) => Key::Index(i64::from(value)),
        View::Long(index) => Key::Index(index),
        View::Double(double) => Key::Index(coerce::wrapped(double)),
        View::Str(text) => Key::of_text(text),
        _ => return Err(throw_builtin(Builtin::TypeError, "Illegal offset type")),
    })
}

/// A new message without fields, for a kind that is one.
///
/// # Errors
/// When it cannot be made.
pub fn new_message(kind: Kind) -> Result<ZObject, Thrown> {
    ZObject::make(class_of(kind).unwrap_or(&MESSAGE))
}

/// The class, in the words of the errors: `Netsvr\Transfer`.
pub fn class_name(kind: Kind) -> String {
    class_of(kind).map_or_else(String::new, Class::name)
}
