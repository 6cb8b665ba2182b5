//! `NetsvrBusiness\Exception\*`: the classes, and where errors of the lower layers become exceptions.
use crate::api::{self, Generation};
use crate::zend::{error, ZArray, ZObj, ZObject, ZString};
use crate::zend::{
    handler, throw_builtin, Builtin, Call, Class, ClassBuilder, Initial, Method, Thrown, Type, ZVal,
};
use netsvr_wire::reader::DecodeError;

pub static REGISTER_MAIN_SOCKET_EXCEPTION: Class = Class::unset();
pub static SOCKET_CONNECT_EXCEPTION: Class = Class::unset();
pub static SOCKET_RECEIVE_EXCEPTION: Class = Class::unset();
pub static SOCKET_SEND_EXCEPTION: Class = Class::unset();
/// Malformed protobuf from a gateway or from PHP code.
pub static DECODE_EXCEPTION: Class = Class::unset();
static CLASS_NOT_FOUND_EXCEPTION: Class = Class::unset();

/// The shim's class, which implements the PSR interface.
pub const CLASS_NOT_FOUND: &str = "NetsvrBusiness\\Exception\\ClassNotFoundException";
/// Its native parent.
pub const NATIVE_CLASS_NOT_FOUND: &str = "NetsvrBusiness\\Native\\ClassNotFoundException";

/// Position of `$class` behind the seven properties of `\Exception`.
const CLASS_SLOT: usize = 7;
/// The same of what failed calls have more.
const FAILURES_SLOT: usize = 7;
/// That of `$partialResult`; in generation 8, of `$partial`.
const PARTIAL_SLOT: usize = 8;

/// At module start.
pub fn register() {
    let runtime = |name: &str, class: &Class| {
        ClassBuilder::new(format!("NetsvrBusiness\\Exception\\{name}"))
            .extends_builtin(Builtin::RuntimeException)
            .register(class);
    };
    runtime(
        "RegisterMainSocketException",
        &REGISTER_MAIN_SOCKET_EXCEPTION,
    );
    runtime("SocketConnectException", &SOCKET_CONNECT_EXCEPTION);
    let failures = || Method::new("getFailures", handler(get_failures)).returns(Type::ARRAY);
    let receive = ClassBuilder::new("NetsvrBusiness\\Exception\\SocketReceiveException")
        .extends_builtin(Builtin::RuntimeException)
        .property("failures", Type::ARRAY, Initial::EmptyArray)
        .method(failures());
    let (type_, initial) = partial();
    match api::current().generation {
        Generation::Four => receive.property("partialResult", type_, initial),
        Generation::Eight => receive
            .property("partial", type_, initial)
            .method(Method::new("getPartial", handler(get_partial)).returns(type_)),
    }
    .method(Method::new("getPartialResult", handler(get_partial)).returns(type_))
    .register(&SOCKET_RECEIVE_EXCEPTION);
    ClassBuilder::new("NetsvrBusiness\\Exception\\SocketSendException")
        .extends_builtin(Builtin::RuntimeException)
        .property("failures", Type::ARRAY, Initial::EmptyArray)
        .method(failures())
        .register(&SOCKET_SEND_EXCEPTION);
    ClassBuilder::new("NetsvrBusiness\\Exception\\DecodeException")
        .extends_builtin(Builtin::Exception)
        .register(&DECODE_EXCEPTION);
    ClassBuilder::new(NATIVE_CLASS_NOT_FOUND)
        .abstract_class()
        .extends_builtin(Builtin::RuntimeException)
        .property("class", Type::STRING, Initial::Nothing)
        .method(
            Method::new("__construct", handler(construct))
                .param("message", Type::STRING)
                .optional("class", Type::STRING, "\"\"")
                .optional("previous", Type::class("Throwable").nullable(), "null"),
        )
        .method(Method::new("getClass", handler(get_class)).returns(Type::STRING))
        .register(&CLASS_NOT_FOUND_EXCEPTION);
}

fn construct(call: &Call) -> Result<(), Thrown> {
    let message = call.string(0)?;
    let exception = call.this();
    exception.write_property("message", &ZVal::from(message))?;
    let class = match call.raw(1) {
        Some(_) => call.string(1)?.into(),
        None => ZString::new(b"").into(),
    };
    exception.set_slot(CLASS_SLOT, class);
    match call.raw(2) {
        Some(previous) if !previous.is_null() => {
            let Some(previous) = previous
                .as_object()
                .filter(|object| object.is_a_named("Throwable"))
            else {
                return Err(call.type_error(2, "?Throwable", previous));
            };
            error::set_previous(exception, previous)?;
        }
        _ => {}
    }
    Ok(())
}

fn get_class(call: &Call) -> Result<ZVal, Thrown> {
    match call.this().slot(CLASS_SLOT).as_str() {
        Some(class) => Ok(class.into()),
        None => Err(throw_builtin(
            Builtin::Error,
            "Typed property NetsvrBusiness\\Exception\\ClassNotFoundException::$class must not be accessed before \
             initialization",
        )),
    }
}

/// `getFailures(): array`: worker address => why the call failed there.
fn get_failures(call: &Call) -> Result<ZVal, Thrown> {
    Ok(array_in(call, FAILURES_SLOT))
}

/// What the result of a query is, and what stands for none: an array, or an object of a class of `Ret`.
fn partial() -> (Type, Initial) {
    match api::current().generation {
        Generation::Four => (Type::ARRAY, Initial::EmptyArray),
        Generation::Eight => (Type::OBJECT.nullable(), Initial::Null),
    }
}

/// `getPartialResult(): array`, in generation 8 `getPartial(): ?object`: what the other gateways have answered.
fn get_partial(call: &Call) -> Result<ZVal, Thrown> {
    match api::current().generation {
        Generation::Four => Ok(array_in(call, PARTIAL_SLOT)),
        Generation::Eight => Ok(call.this().slot(PARTIAL_SLOT).resolved().clone()),
    }
}

/// What a property holds, unless a child class has put something else there.
fn array_in(call: &Call, slot: usize) -> ZVal {
    let value = call.this().slot(slot).resolved();
    if value.as_array().is_some() {
        value.clone()
    } else {
        ZArray::empty().into()
    }
}

/// Makes the exception of a call that failed at these gateways, with the reason behind it.
///
/// # Errors
/// When it cannot be made.
pub fn failed_call(
    class: &Class,
    message: &str,
    reason: &ZObj,
    failures: ZArray,
) -> Result<ZObject, Thrown> {
    let exception = error::exception(class, message, 0, Some(reason))?;
    exception.set_slot(FAILURES_SLOT, failures.into());
    Ok(exception)
}

/// Gives the exception of a query what the other gateways have answered.
pub fn set_partial_result(exception: &ZObj, result: ZVal) {
    if result.as_array().is_some() || result.as_object().is_some() {
        exception.set_slot(PARTIAL_SLOT, result);
    }
}

/// A container without the thing asked for. `help` is said behind that, on lines of its own.
#[cold]
pub fn class_not_found(id: &str, help: &str) -> Thrown {
    let message = format!("class not exists: {id}{help}");
    match ZObject::construct_named(CLASS_NOT_FOUND, &[message.as_str().into(), id.into()]) {
        Ok(exception) => error::throw_object(exception),
        Err(thrown) => thrown,
    }
}

/// Text that must be UTF-8 and is not: the words of the protobuf runtime.
#[cold]
pub fn not_utf8() -> Thrown {
    throw_builtin(Builtin::Exception, "Expect utf-8 encoding.")
}

/// What is not to be decoded, and why; a full stop ends the reason.
#[cold]
pub fn decode_failure(reason: &str) -> Thrown {
    let text = format!("Error occurred during parsing: {reason}");
    error::throw(&DECODE_EXCEPTION, &text, 0)
}

/// Malformed protobuf; text that is not UTF-8 has an exception of its own.
#[cold]
pub fn decode_error(problem: DecodeError) -> Thrown {
    if problem == DecodeError::Utf8 {
        return not_utf8();
    }
    error::throw(&DECODE_EXCEPTION, &problem.to_string(), 0)
}
