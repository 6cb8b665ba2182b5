//! Lines through the PSR-3 logger that user code gave to a socket, in the words of the original.
use crate::zend::{
    error, handler, Call, Class, Interned, Method, Thrown, Type, View, ZObj, ZString, ZVal,
};

static INFO: Interned = Interned::new("info");
static WARNING: Interned = Interned::new("warning");
static ERROR: Interned = Interned::new("error");

/// A PSR-3 level.
#[derive(Clone, Copy, Debug)]
pub enum Level {
    Info,
    Warning,
    Error,
}

/// At module start.
pub fn register() {
    for level in [&INFO, &WARNING, &ERROR] {
        level.make();
    }
}

/// Logs one line. A property that holds no logger (a child class that never called its parent's constructor)
/// leaves the line to PHP's error log: nothing is lost without a word.
///
/// # Errors
/// What the logger throws.
pub fn log(logger: &ZVal, level: Level, line: &str) -> Result<(), Thrown> {
    let Some(object) = logger.as_object() else {
        error::error_log(&format!("netsvr: {line}"));
        return Ok(());
    };
    let method = match level {
        Level::Info => &INFO,
        Level::Warning => &WARNING,
        Level::Error => &ERROR,
    };
    object.to_owned().call_known(method, &[line.into()])?;
    Ok(())
}

/// An exception as the original writes it into the log: code, message, place, class and trace.
///
/// # Errors
/// What overridden methods of the exception throw.
pub fn describe(exception: &ZObj) -> Result<String, Thrown> {
    let text = |value: &ZVal| match value.view() {
        View::Str(text) => text.to_text(),
        View::Long(number) => number.to_string(),
        _ => String::new(),
    };
    let class = exception.class_name();
    let message = text(&exception.call("getMessage", &[])?);
    let message = message.trim_matches([' ', '\t', '\n', '\r', '\0', '\x0b']);
    Ok(format!(
        "{} --> {} in {} on line {}\nThrowable: {class}\nStack trace:\n{}",
        text(&exception.call("getCode", &[])?),
        if message.is_empty() { &class } else { message },
        text(&exception.call("getFile", &[])?),
        text(&exception.call("getLine", &[])?),
        text(&exception.call("getTraceAsString", &[])?),
    ))
}

/// `formatExp(Throwable $throwable)`, which socket classes have for their child classes. At module start.
pub fn format_exp_method() -> Method {
    Method::new("formatExp", handler(format_exp))
        .fixed()
        .protected()
        .param("throwable", Type::class("Throwable"))
        .returns(Type::STRING)
}

fn format_exp(call: &Call) -> Result<ZVal, Thrown> {
    let throwable = call.instance(0, "Throwable")?;
    Ok(ZString::new(describe(throwable)?.as_bytes()).into())
}

/// The description of a failure that has a class but is not thrown.
///
/// # Errors
/// When the exception cannot be made.
pub fn describe_failure(class: &Class, message: &str, code: i64) -> Result<String, Thrown> {
    describe(&*error::exception(class, message, code, None)?)
}
