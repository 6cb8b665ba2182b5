//! `Netsvr\Cmd`, `Netsvr\Event`, `Netsvr\RegisterRespCode`: integer constants and their names.
use super::descriptor::{in_namespace, CMD, EVENT, REGISTER_RESP_CODE};
use crate::api::{self, Generation};
use crate::zend::{
    handler, throw_builtin, Builtin, Call, Class, ClassBuilder, Method, Number, Thrown, Type, View,
    ZString, ZVal,
};

type Constants = &'static [(&'static str, i64)];

const CMD_ENUM: usize = 0;
const EVENT_ENUM: usize = 1;
const REGISTER_RESP_CODE_ENUM: usize = 2;
static ENUMS: [(&str, Constants); 3] = [
    ("Cmd", CMD),
    ("Event", EVENT),
    ("RegisterRespCode", REGISTER_RESP_CODE),
];

/// At module start.
pub fn register() {
    static CONSTANT: Class = Class::unset();
    static CLASSES: [Class; 3] = [const { Class::unset() }; 3];
    if api::current().generation == Generation::Four {
        // left over from an earlier generation of the protocol; part of the API all the same
        ClassBuilder::new(api::current().message_class("Constant"))
            .text_constant("HeartbeatMessage", "~3yPvmnzu38NZv~")
            .constants(&[("WORKER_ID_MAX", 999), ("WORKER_ID_MIN", 1)])
            .register(&CONSTANT);
    }
    let handlers = [
        (handler(name::<CMD_ENUM>), handler(value::<CMD_ENUM>)),
        (handler(name::<EVENT_ENUM>), handler(value::<EVENT_ENUM>)),
        (
            handler(name::<REGISTER_RESP_CODE_ENUM>),
            handler(value::<REGISTER_RESP_CODE_ENUM>),
        ),
    ];
    for (((class_name, constants), class), (name, value)) in
        ENUMS.iter().zip(&CLASSES).zip(handlers)
    {
        in_namespace(class_name)
            .constants(constants)
            .method(Method::new("name", name).fixed().param("value", Type::NONE))
            .method(
                Method::new("value", value)
                    .fixed()
                    .param("name", Type::NONE),
            )
            .register(class);
    }
}

fn name<const ENUM: usize>(call: &Call) -> Result<ZVal, Thrown> {
    let (class, constants) = ENUMS.get(ENUM).copied().unwrap_or_default();
    let given = call.typed(0, Type::MIXED)?;
    let wanted = match (given.view(), given.as_number()) {
        (View::Bool(value), _) => Some(i64::from(value)),
        (View::Double(double), _) => Some(super::coerce::wrapped(double)),
        (_, Some(Number::Long(value))) => Some(value),
        _ => None,
    };
    match constants.iter().find(|(_, value)| Some(*value) == wanted) {
        Some((name, _)) => Ok((*name).into()),
        None => Err(unknown(class, "name", "value", given)),
    }
}

/// Constants are looked for by the upper-case form of the name, as generated code has always done: only a
/// constant that is all upper case is found.
fn value<const ENUM: usize>(call: &Call) -> Result<i64, Thrown> {
    let (class, constants) = ENUMS.get(ENUM).copied().unwrap_or_default();
    let given = call.typed(0, Type::MIXED)?;
    let wanted = ZString::cast(given)?.to_text().to_ascii_uppercase();
    match constants.iter().find(|(name, _)| *name == wanted) {
        Some((_, value)) => Ok(*value),
        None => Err(unknown(class, "value", "name", given)),
    }
}

#[cold]
fn unknown(class: &str, wanted: &str, by: &str, given: &ZVal) -> Thrown {
    match ZString::cast(given) {
        Ok(given) => {
            let problem = format!(
                "Enum {} has no {wanted} defined for {by} {}",
                api::current().message_class(class),
                given.to_text()
            );
            throw_builtin(Builtin::UnexpectedValueException, &problem)
        }
        Err(thrown) => thrown,
    }
}
