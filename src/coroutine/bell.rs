//! What loops call to resume a coroutine, once: when a descriptor can be read, some time has passed, or another one says
//! so.
use crate::zend::function::call_static;
use crate::zend::{
    handler, Call, Class, ClassBuilder, Initial, Method, Thrown, Type, View, ZObj, ZObject, ZVal,
};

/// The class of Swoole's coroutines.
pub const COROUTINE: &str = "Swoole\\Coroutine";

static BELL: Class = Class::unset();
/// The fiber of Revolt's, or the number of the coroutine of Swoole's, as long as it is suspended here.
const WHO: usize = 0;

/// At module start.
pub fn register() {
    ClassBuilder::new("NetsvrBusiness\\Native\\Bell")
        .private_property("who", Initial::Null)
        .not_serializable()
        .method(
            // loops pass on what has happened
            Method::new("__invoke", handler(ring))
                .optional("watch", Type::NONE, "null")
                .optional("stream", Type::NONE, "null"),
        )
        .register(&BELL);
}

/// One that resumes whoever that is.
///
/// # Errors
/// When it cannot be made.
pub fn of(who: ZVal) -> Result<ZObject, Thrown> {
    let bell = ZObject::make(&BELL)?;
    bell.set_slot(WHO, who);
    Ok(bell)
}

/// From now on it resumes nobody.
pub fn silence(bell: &ZObj) {
    bell.set_slot(WHO, ZVal::null());
}

fn ring(call: &Call) -> Result<(), Thrown> {
    let bell = call.this();
    let who = bell.slot(WHO).clone();
    silence(bell);
    if let Some(fiber) = who.as_object() {
        // it may be the very fiber that is still to suspend itself
        if fiber.call("isSuspended", &[])?.is_truthy() {
            fiber.call("resume", &[])?;
        }
    } else if let View::Long(_) = who.view() {
        call_static(COROUTINE, "resume", &[who])?;
    }
    Ok(())
}
