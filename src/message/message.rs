//! `Netsvr\Message` and the classes under it: constructor, getters, setters, and what all messages can do. A
//! getter or setter is one function for each slot, whatever the class: the handlers are chosen by the descriptors.
use super::descriptor::{
    in_namespace, index_classes, messages, Field, Kind, Message, Shape, CLASSES, MAX_FIELDS,
};
use super::nesting::Nesting;
use super::storage::{
    accept, default, edit, elements, new_message, replace, wrap, wrap_all, Nested,
};
use super::{coerce, decode, descriptor, encode, json_decode, json_encode, not_a_message, serial};
use crate::functions;
use crate::zend::error::{diagnose, Gravity};
use crate::zend::{
    handler, throw_builtin, Builtin, Call, Class, Handlers, Initial, Key, Method, Native, Thrown,
    Type, View, ZArr, ZObj, ZString, ZVal,
};
use std::cell::RefCell;

/// The abstract base of all messages.
pub static MESSAGE: Class = Class::unset();
static HANDLERS: Handlers = Handlers::unset();

/// Fields that a parse found and the message does not know, as they stood on the wire.
#[derive(Default)]
struct Unknown(RefCell<Vec<u8>>);

impl Native for Unknown {
    const CLONE: Option<fn(&Self) -> Self> = Some(|old| Self(RefCell::new(old.0.borrow().clone())));

    fn handlers() -> &'static Handlers {
        &HANDLERS
    }

    fn settle(object: &ZObj) {
        wrap_all(object);
    }
}

/// At module start.
pub fn register() {
    in_namespace("Message")
        .abstract_class()
        .native::<Unknown>()
        .methods([
            Method::new("__construct", handler(construct)).optional("data", Type::NONE, "null"),
            Method::new("clear", handler(clear)),
            Method::new("discardUnknownFields", handler(discard_unknown_fields)),
            Method::new("mergeFrom", handler(merge_from)).param("msg", Type::NONE),
            Method::new("mergeFromJsonString", handler(merge_from_json_string))
                .param("data", Type::NONE)
                .optional("ignore_unknown", Type::NONE, "false"),
            Method::new("mergeFromString", handler(merge_from_string)).param("data", Type::NONE),
            Method::new("serializeToJsonString", handler(serialize_to_json_string)),
            Method::new("serializeToString", handler(serialize_to_string)),
        ])
        .methods(serial::message_methods())
        .register(&MESSAGE);
    for (message, class) in messages().iter().zip(&CLASSES) {
        let mut builder = in_namespace(message.name).extends(&MESSAGE);
        for field in message.fields {
            builder = match field.shape {
                Shape::Single(kind) => builder.property(field.name, Type::NONE, initial(kind)),
                Shape::Repeated(_) | Shape::Map(..) => {
                    builder.private_property(field.name, Initial::Null)
                }
            };
        }
        let fields = message.fields.iter().enumerate();
        builder
            .methods(fields.flat_map(|(slot, field)| accessors(slot, field)))
            .register(class);
    }
    index_classes();
}

fn initial(kind: Kind) -> Initial {
    match kind {
        Kind::String | Kind::Bytes => Initial::EmptyString,
        Kind::Int32 | Kind::Int64 | Kind::Uint32 | Kind::Enum => Initial::Long(0),
        Kind::Bool => Initial::False,
        Kind::Float => Initial::Double(0.0),
        Kind::Message(_) => Initial::Null,
    }
}

macro_rules! for_slot {
    ($slot:ident, $function:ident) => {{
        const _: () = assert!(MAX_FIELDS == 6, "as many handlers as slots");
        match $slot {
            0 => handler($function::<0>),
            1 => handler($function::<1>),
            2 => handler($function::<2>),
            3 => handler($function::<3>),
            4 => handler($function::<4>),
            _ => handler($function::<5>),
        }
    }};
}

fn accessors(slot: usize, field: &Field) -> [Method; 2] {
    let (getter, setter) = match field.shape {
        Shape::Single(kind) => (
            for_slot!(slot, get),
            match kind {
                Kind::String => for_slot!(slot, set_string),
                Kind::Bytes => for_slot!(slot, set_bytes),
                Kind::Int32 | Kind::Enum => for_slot!(slot, set_int32),
                Kind::Int64 => for_slot!(slot, set_int64),
                Kind::Uint32 => for_slot!(slot, set_uint32),
                Kind::Bool => for_slot!(slot, set_boolean),
                Kind::Float => for_slot!(slot, set_float),
                Kind::Message(_) => for_slot!(slot, set_any),
            },
        ),
        Shape::Repeated(_) | Shape::Map(..) => {
            (for_slot!(slot, get_wrapped), for_slot!(slot, set_any))
        }
    };
    [
        Method::new(accessor_name("get", field), getter),
        Method::new(accessor_name("set", field), setter).param("var", Type::NONE),
    ]
}

/// The field's name behind a verb: `getUniqId`.
fn accessor_name(verb: &str, field: &Field) -> String {
    let mut name = [verb, field.name].concat();
    if let Some(first) = name.get_mut(verb.len()..=verb.len()) {
        first.make_ascii_uppercase();
    }
    name
}

fn get<const SLOT: usize>(call: &Call) -> Result<ZVal, Thrown> {
    let this = call.this();
    match this.slot(SLOT).present() {
        Some(value) => Ok(value),
        None => shape(this, SLOT).map(default),
    }
}

fn get_wrapped<const SLOT: usize>(call: &Call) -> Result<ZVal, Thrown> {
    let this = call.this();
    let value = this.slot(SLOT);
    match value.view() {
        View::Object(wrapper) => Ok(wrapper.into()),
        _ => wrap(this, SLOT, shape(this, SLOT)?),
    }
}

macro_rules! setter {
    ($name:ident, $rule:path) => {
        fn $name<const SLOT: usize>(call: &Call) -> Result<ZVal, Thrown> {
            let value = $rule(call.typed(0, Type::MIXED)?)?;
            let this = call.this();
            this.set_slot(SLOT, value);
            Ok(this.into())
        }
    };
}

setter!(set_string, coerce::string);
setter!(set_bytes, coerce::bytes);
setter!(set_int32, coerce::int32);
setter!(set_int64, coerce::int64);
setter!(set_uint32, coerce::uint32);
setter!(set_boolean, coerce::boolean);
setter!(set_float, coerce::float);

fn set_any<const SLOT: usize>(call: &Call) -> Result<ZVal, Thrown> {
    let value = call.typed(0, Type::MIXED)?;
    let this = call.this();
    let value = accept(shape(this, SLOT)?, value, Nested::Objects)?;
    this.set_slot(SLOT, value);
    Ok(this.into())
}

fn shape(object: &ZObj, slot: usize) -> Result<Shape, Thrown> {
    known(object)?
        .fields
        .get(slot)
        .map(|field| field.shape)
        .ok_or_else(not_a_message)
}

fn known(object: &ZObj) -> Result<&'static Message, Thrown> {
    descriptor::of(object).ok_or_else(not_a_message)
}

fn construct(call: &Call) -> Result<(), Thrown> {
    functions::needed()?;
    let Some(data) = call.raw(0) else {
        return Ok(());
    };
    match data.view() {
        View::Array(fields) => set_from_array(call.this(), fields),
        _ if !data.is_truthy() => Ok(()),
        _ => Err(throw_builtin(
            Builtin::InvalidArgumentException,
            "Message constructor must be an array or null.",
        )),
    }
}

#[inline(never)] // most messages are made without
fn set_from_array(object: &ZObj, given: &ZArr) -> Result<(), Thrown> {
    let message = known(object)?;
    for (key, value) in given.iter() {
        let slot = match key {
            Key::Str(name) => message
                .fields
                .iter()
                .position(|field| field.name.as_bytes() == name.as_bytes()),
            Key::Index(_) => None,
        };
        let Some((slot, field)) = slot.and_then(|slot| Some((slot, message.fields.get(slot)?)))
        else {
            let name = match key {
                Key::Str(name) => name.to_text(),
                Key::Index(index) => index.to_string(),
            };
            let problem = format!("Invalid message property: {name}");
            return Err(throw_builtin(Builtin::UnexpectedValueException, &problem));
        };
        object.set_slot(slot, accept(field.shape, value, Nested::Arrays)?);
    }
    Ok(())
}

fn clear(call: &Call) -> Result<(), Thrown> {
    reset(call.this())
}

/// Puts every field back to what it is in a new message.
fn reset(object: &ZObj) -> Result<(), Thrown> {
    for (slot, field) in known(object)?.fields.iter().enumerate() {
        object.set_slot(slot, default(field.shape));
    }
    forget_unknown_fields(object);
    Ok(())
}

fn discard_unknown_fields(call: &Call) -> Result<(), Thrown> {
    discard(Nesting::OUTERMOST, call.this())
}

fn discard(nesting: Nesting, object: &ZObj) -> Result<(), Thrown> {
    forget_unknown_fields(object);
    for (slot, field) in known(object)?.fields.iter().enumerate() {
        if let Shape::Repeated(Kind::Message(_)) | Shape::Map(_, Kind::Message(_)) = field.shape {
            let values = elements(object.slot(slot))
                .into_iter()
                .flat_map(ZArr::values);
            for object in values.filter_map(ZVal::as_object) {
                discard(nesting.below()?, object)?;
            }
        }
    }
    Ok(())
}

fn merge_from_string(call: &Call) -> Result<(), Thrown> {
    decode::decode(call.this(), call.string(0)?.as_bytes())
}

fn serialize_to_string(call: &Call) -> Result<ZVal, Thrown> {
    let mut bytes = Vec::with_capacity(256);
    encode::encode(call.this(), &mut bytes)?;
    Ok(ZString::new(&bytes).into())
}

fn merge_from_json_string(call: &Call) -> Result<(), Thrown> {
    let unknown = match call.raw(1) {
        Some(ignore) if ignore.is_truthy() => json_decode::Unknown::Ignored,
        _ => json_decode::Unknown::Refused,
    };
    json_decode::decode(call.this(), call.string(0)?.as_bytes(), unknown)
}

fn serialize_to_json_string(call: &Call) -> Result<ZVal, Thrown> {
    let mut text = Vec::with_capacity(256);
    json_encode::encode(call.this(), &mut text)?;
    Ok(ZString::new(&text).into())
}

fn merge_from(call: &Call) -> Result<(), Thrown> {
    let (into, from) = (call.this(), call.object(0, &MESSAGE)?);
    let message = known(into)?;
    if !std::ptr::eq(message, known(from)?) {
        return diagnose(
            Gravity::UserNotice,
            "Cannot merge messages with different class.",
        );
    }
    merge(message, into, from)
}

/// Single fields that are not their default replace those of `into`; lists and maps are added, their messages as
/// copies.
fn merge(message: &Message, into: &ZObj, from: &ZObj) -> Result<(), Thrown> {
    for (slot, field) in message.fields.iter().enumerate() {
        match field.shape {
            Shape::Single(kind) => {
                let value = from.slot(slot).resolved();
                if !is_default(kind, value) {
                    into.set_slot(slot, coerce::scalar(kind, value)?);
                }
            }
            Shape::Repeated(kind) | Shape::Map(_, kind) => {
                let Some(given) = elements(from.slot(slot)).filter(|given| !given.is_empty())
                else {
                    continue;
                };
                let given = given.to_owned();
                let mut copies = Vec::with_capacity(given.len());
                for (key, value) in given.iter() {
                    copies.push((key, copied(kind, value)?));
                }
                let list = matches!(field.shape, Shape::Repeated(_));
                let replaced: Vec<Option<ZVal>> = edit(into, slot, |array| {
                    let put = |(key, value)| {
                        if list {
                            array.push(value);
                            return None;
                        }
                        replace(array, key, value)
                    };
                    copies.into_iter().map(put).collect()
                });
                drop(replaced);
            }
        }
    }
    Ok(())
}

/// Whether a value is what its field begins with, and is left out of texts.
pub fn is_default(kind: Kind, value: &ZVal) -> bool {
    match (kind, value.view()) {
        (Kind::String | Kind::Bytes, View::Str(text)) => text.len() == 0,
        (_, View::Double(double)) => double == 0.0,
        _ => !value.is_truthy(),
    }
}

fn copied(kind: Kind, value: &ZVal) -> Result<ZVal, Thrown> {
    let Some(from) = value.as_object() else {
        return Ok(value.resolved().clone());
    };
    // PHP code can put another message there, itself perhaps: of this kind they do not lie within each other
    coerce::scalar(kind, value)?;
    let copy = new_message(kind)?;
    merge(known(&copy)?, &copy, from)?;
    Ok(copy.into())
}

/// Shows the fields that the last parses did not know.
pub fn unknown_fields(object: &ZObj, show: impl FnOnce(&[u8])) {
    if let Some(unknown) = object.native::<Unknown>() {
        show(&unknown.0.borrow());
    }
}

/// Keeps fields that a parse did not know.
pub fn add_unknown_fields(object: &ZObj, bytes: &[u8]) {
    if let Some(unknown) = object.native::<Unknown>() {
        unknown.0.borrow_mut().extend_from_slice(bytes);
    }
}

/// Forgets what the last parses did not know.
pub fn forget_unknown_fields(object: &ZObj) {
    if let Some(unknown) = object.native::<Unknown>() {
        unknown.0.borrow_mut().clear();
    }
}
