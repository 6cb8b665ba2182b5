//! `serialize()` and `unserialize()` of messages, lists and maps. What is written is an array with a version, the
//! protobuf bytes and what a child class has added. What is read comes from outside: it is decoded with all limits,
//! and an object is changed when all of it has been. What the messages of the pure-PHP protobuf runtime wrote is read,
//! too: see [`super::serial_php`].
use super::descriptor::{self, Message};
use super::message::{add_unknown_fields, forget_unknown_fields, unknown_fields};
use super::{decode, encode, not_a_message, serial_php};
use crate::exception::decode_failure;
use crate::zend::call::Handler;
use crate::zend::properties::{name_in_key, text_key, Named};
use crate::zend::{
    handler, throw_builtin, Builtin, Call, Class, Interned, Key, Method, Thrown, Type, View, ZArr,
    ZArray, ZObj, ZObject, ZStr, ZString, ZVal,
};

/// Which form the array has. A form that says something in another way gets the next number.
const VERSION: i64 = 1;

static VERSION_KEY: Interned = Interned::new("netsvr");
static BYTES: Interned = Interned::new("bytes");
static PROPERTIES: Interned = Interned::new("properties");
pub static TYPE: Interned = Interned::new("type");
pub static KEY_TYPE: Interned = Interned::new("keyType");
pub static CLASS: Interned = Interned::new("class");
pub static VALUES: Interned = Interned::new("values");
static SERIALIZE: Interned = Interned::new("__serialize");
static UNSERIALIZE: Interned = Interned::new("__unserialize");
static SLEEP: Interned = Interned::new("__sleep");
static WAKEUP: Interned = Interned::new("__wakeup");

/// At module start.
pub fn make_names() {
    for name in [
        &VERSION_KEY,
        &BYTES,
        &PROPERTIES,
        &TYPE,
        &KEY_TYPE,
        &CLASS,
        &VALUES,
        &SERIALIZE,
        &UNSERIALIZE,
        &SLEEP,
        &WAKEUP,
    ] {
        name.make();
    }
}

/// The two methods. A child class may declare them without types, as it could where its parent had none.
pub fn methods(serialize: Handler, unserialize: Handler) -> [Method; 2] {
    [
        Method::new("__serialize", serialize),
        Method::new("__unserialize", unserialize).param("data", Type::ARRAY),
    ]
}

/// Those of messages.
pub fn message_methods() -> [Method; 2] {
    methods(handler(serialize), handler(unserialize))
}

fn serialize(call: &Call) -> Result<ZVal, Thrown> {
    let this = call.this();
    let message = descriptor::of(this).ok_or_else(not_a_message)?;
    let kept = kept_names(this)?;
    let mut bytes = Vec::with_capacity(256);
    match kept {
        Kept::All => encode::encode(this, &mut bytes)?,
        Kept::Listed(_) => encode::encode(&*part(this, message, &kept)?, &mut bytes)?,
    }
    let data = begin(&BYTES, ZString::new(&bytes).into());
    Ok(with_properties(data, this, message.fields.len(), &kept))
}

/// A message with those fields alone that are kept.
fn part(object: &ZObj, message: &Message, kept: &Kept) -> Result<ZObject, Thrown> {
    let part = ZObject::make(class_of(message)?)?;
    for (slot, field) in message.fields.iter().enumerate() {
        if kept.has(field.name.as_bytes()) {
            part.set_slot(slot, object.slot(slot).resolved().clone());
        }
    }
    Ok(part)
}

fn class_of(message: &Message) -> Result<&'static Class, Thrown> {
    descriptor::class(message.name).ok_or_else(not_a_message)
}

/// The properties that are written.
enum Kept {
    All,
    /// Those that `__sleep()` of a child class names.
    Listed(ZArray),
}

impl Kept {
    fn has(&self, name: &[u8]) -> bool {
        match self {
            Self::All => true,
            Self::Listed(names) => names
                .values()
                .filter_map(ZVal::as_str)
                .any(|listed| name_in_key(listed.as_bytes()) == name),
        }
    }
}

/// Asks `__sleep()`, which the engine passes over where there is a `__serialize()`, even if that is inherited.
fn kept_names(object: &ZObj) -> Result<Kept, Thrown> {
    let ours = object.has_known_handler(&SERIALIZE, handler(serialize));
    if !ours || !object.has_method("__sleep") {
        return Ok(Kept::All);
    }
    let names = object.call_known(&SLEEP, &[])?;
    match names.as_array() {
        Some(names) => Ok(Kept::Listed(names.to_owned())),
        None => Err(throw_builtin(
            Builtin::UnexpectedValueException,
            &format!(
                "{}::__sleep() should return an array only containing the names of instance-variables to serialize",
                object.class_name()
            ),
        )),
    }
}

/// The array with its version and what is always there.
pub fn begin(key: &ZStr, value: ZVal) -> ZArray {
    let mut data = ZArray::with_capacity(3);
    data.set(&VERSION_KEY, VERSION.into());
    data.set(key, value);
    data
}

/// Adds what a child class or PHP code has added to an object whose class declares `own` properties.
fn with_properties(mut data: ZArray, object: &ZObj, own: usize, kept: &Kept) -> ZVal {
    let mut properties = object.properties_from(own);
    if let Kept::Listed(_) = kept {
        let all = properties.to_owned();
        for (key, _) in all.iter() {
            if !text_key(key).is_some_and(|key| kept.has(name_in_key(key.as_bytes()))) {
                properties.remove_key(key);
            }
        }
    }
    if !properties.is_empty() {
        data.set(&PROPERTIES, properties.into());
    }
    data.into()
}

/// The same for a list or a map.
pub fn finish(data: ZArray, object: &ZObj, own: usize) -> ZVal {
    with_properties(data, object, own, &Kept::All)
}

fn unserialize(call: &Call) -> Result<(), Thrown> {
    let this = call.this();
    let message = descriptor::of(this).ok_or_else(not_a_message)?;
    let data = array_argument(call)?;
    let fresh = ZObject::make(class_of(message)?)?;
    if is_ours(this, &data)? {
        let Some(bytes) = data.get(BYTES.as_bytes()).and_then(ZVal::as_str) else {
            return Err(incomplete(this, "bytes"));
        };
        decode::decode(&fresh, bytes.as_bytes())?;
        restore_properties(this, &data, message.fields.len())?;
    } else if serial_php::is_written_by_it(&data) {
        serial_php::read(this, message, &data, &fresh)?;
    } else {
        return Err(foreign(this));
    }
    take_over(this, message, &fresh);
    wake_up(this)
}

/// The array, held: it may lie behind a reference.
///
/// # Errors
/// `\TypeError`.
pub fn array_argument(call: &Call) -> Result<ZArray, Thrown> {
    let data = call.typed(0, Type::ARRAY)?;
    match data.as_array() {
        Some(data) => Ok(data.to_owned()),
        None => Err(call.type_error(0, "array", data)),
    }
}

/// Whether the array was written by this extension, in a form that it knows.
///
/// # Errors
/// `DecodeException` for a form that it does not know.
pub fn is_ours(object: &ZObj, data: &ZArr) -> Result<bool, Thrown> {
    let Some(version) = data.get(VERSION_KEY.as_bytes()) else {
        return Ok(false);
    };
    match version.view() {
        View::Long(VERSION) => Ok(true),
        View::Long(newer) if newer > VERSION => Err(decode_failure(&format!(
            "the serialized {} was written by a newer version of the netsvr extension (form {newer}, this one reads up \
             to {VERSION}).",
            object.class_name()
        ))),
        _ => Err(incomplete(object, "netsvr")),
    }
}

/// What is needed is not there, or of another type.
#[cold]
pub fn incomplete(object: &ZObj, key: &str) -> Thrown {
    decode_failure(&format!(
        "the serialized {} has no valid '{key}'.",
        object.class_name()
    ))
}

/// Nobody who is known has written it.
#[cold]
pub fn foreign(object: &ZObj) -> Thrown {
    decode_failure(&format!(
        "the serialized {} is not what the netsvr extension or the protobuf runtime in PHP writes.",
        object.class_name()
    ))
}

/// Puts back what a child class or PHP code had added to an object whose class declares `own` properties.
///
/// # Errors
/// `DecodeException`, and what the properties refuse.
pub fn restore_properties(object: &ZObj, data: &ZArr, own: usize) -> Result<(), Thrown> {
    let Some(properties) = data.get(PROPERTIES.as_bytes()) else {
        return Ok(());
    };
    let Some(properties) = properties.as_array() else {
        return Err(incomplete(object, "properties"));
    };
    let properties = properties.to_owned();
    for (key, value) in properties.iter() {
        restore_property(object, key, value, own)?;
    }
    Ok(())
}

/// # Errors
/// As [`restore_properties`].
pub fn restore_property(
    object: &ZObj,
    key: Key<'_>,
    value: &ZVal,
    own: usize,
) -> Result<(), Thrown> {
    match text_key(key) {
        // the own ones are never written from outside without a check
        Some(key) if !is_own(object, key, own) => object.set_named(key, value.resolved()),
        Some(_) => Err(incomplete(object, "properties")),
        None => {
            let Key::Index(number) = key else {
                return Ok(());
            };
            object.write_property(&number.to_string(), value.resolved())
        }
    }
}

fn is_own(object: &ZObj, key: &ZStr, own: usize) -> bool {
    matches!(object.named(key), Named::Slot(slot) if slot < own)
}

/// The fields of a message that has been decoded whole.
fn take_over(object: &ZObj, message: &Message, fresh: &ZObj) {
    for slot in 0..message.fields.len() {
        object.set_slot(slot, fresh.slot(slot).clone());
    }
    forget_unknown_fields(object);
    unknown_fields(fresh, |unknown| add_unknown_fields(object, unknown));
}

/// Calls `__wakeup()` of a child class, which the engine passes over as it does `__sleep()`.
fn wake_up(object: &ZObj) -> Result<(), Thrown> {
    let ours = object.has_known_handler(&UNSERIALIZE, handler(unserialize));
    if ours && object.has_method("__wakeup") {
        object.call_known(&WAKEUP, &[])?;
    }
    Ok(())
}
