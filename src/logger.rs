//! Lines through the PSR-3 logger that PHP code gave to a socket, in the words of the package.
use crate::zend::context::Place;
use crate::zend::{
    error, handler, Call, Class, Interned, Method, Thrown, Type, View, ZObj, ZString, ZVal,
};
use std::cell::RefCell;

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

thread_local! {
    /// The loggers that are at work on a line, and where.
    static AT_WORK: RefCell<Vec<(Place, *const ZObj)>> = const { RefCell::new(Vec::new()) };
}

/// At the start of a request: none is at work.
pub fn begin_request() {
    AT_WORK.take();
}

/// A logger at work on a line, for as long as this lives.
struct AtWork(Place, *const ZObj);

impl AtWork {
    /// None when the logger itself has called the calling code: one that sends its lines through a gateway that is
    /// down would go on for ever.
    fn begin(logger: &ZObj) -> Option<Self> {
        let logger = std::ptr::from_ref(logger);
        AT_WORK.with_borrow_mut(|all| {
            if all.iter().any(|(at, it)| *it == logger && at.is_below()) {
                return None;
            }
            let work = Self(Place::here(), logger);
            all.push((work.0, work.1));
            Some(work)
        })
    }
}

impl Drop for AtWork {
    fn drop(&mut self) {
        // not always the last one: fibers end in any order
        AT_WORK.with_borrow_mut(|all| {
            if let Some(at) = all.iter().rposition(|it| *it == (self.0, self.1)) {
                all.swap_remove(at);
            }
        });
    }
}

/// Logs one line. It is left to PHP's error log, so that nothing is lost without a word, where the property holds no
/// logger (a child class that never called its parent's constructor), and where it is about what this logger sends
/// itself.
///
/// A line that tells of a failure is a part of it: what the logger throws then reaches the caller, as in the package.
/// Any other line tells of something that has been done, which the logger cannot undo: what it throws goes to PHP's
/// error log.
///
/// # Errors
/// What the logger throws at a line of level error; `exit()` and fatal errors.
pub fn log(logger: &ZVal, level: Level, line: &str) -> Result<(), Thrown> {
    let object = logger.as_object();
    let Some((object, _at_work)) = object.and_then(|it| Some((it, AtWork::begin(it)?))) else {
        error::error_log(&format!("netsvr: {line}"));
        return Ok(());
    };
    let method = match level {
        Level::Info => &INFO,
        Level::Warning => &WARNING,
        Level::Error => &ERROR,
    };
    let told = object.to_owned().call_known(method, &[line.into()]);
    match (told, level) {
        (Ok(_), _) => Ok(()),
        (Err(thrown), Level::Error) => Err(thrown),
        (Err(thrown), Level::Info | Level::Warning) => leave(line, thrown),
    }
}

/// The same for a line that the package does not have: nobody expects an exception from there, whatever it tells of.
///
/// # Errors
/// `exit()` and fatal errors.
pub fn tell(logger: &ZVal, level: Level, line: &str) -> Result<(), Thrown> {
    match log(logger, level, line) {
        Ok(()) => Ok(()),
        Err(thrown) => leave(line, thrown),
    }
}

fn leave(line: &str, thrown: Thrown) -> Result<(), Thrown> {
    let exception = error::caught(thrown)?;
    let what = format!("the logger has thrown at \"{line}\"");
    leave_to_error_log(&what, &exception)
}

/// Tells PHP's error log of an exception that nobody will catch.
///
/// # Errors
/// `exit()` and fatal errors while it is described.
#[cold]
pub fn leave_to_error_log(what: &str, exception: &ZObj) -> Result<(), Thrown> {
    let text = match describe(exception) {
        Ok(text) => text,
        Err(thrown) => error::caught(thrown)?.class_name(),
    };
    error::error_log(&format!("netsvr: {what}: {text}"));
    Ok(())
}

/// An exception as the package writes it into the log: code, message, place, class and trace.
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
