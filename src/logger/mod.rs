//! Lines through the PSR-3 logger that PHP code gave to a socket, in the words of the package.
mod line;
mod repeats;

use crate::zend::context::Place;
use crate::zend::{error, handler, Call, Method, Thrown, Type, View, ZArray, ZObj, ZString, ZVal};
use repeats::{Fate, Untold};
use std::cell::RefCell;

pub use line::{printable, Level, Line};
pub use repeats::{end_request, say_overdue};

/// At module start.
pub fn register() {
    line::register();
    repeats::register();
}

thread_local! {
    /// The loggers that are at work on a line, and where.
    static AT_WORK: RefCell<Vec<(Place, *const ZObj)>> = const { RefCell::new(Vec::new()) };
}

/// At the start of a request: none is at work.
pub fn begin_request() {
    AT_WORK.take();
    repeats::begin_request();
}

/// A logger at work on a line, for as long as this lives.
struct AtWork(Place, *const ZObj);

impl AtWork {
    /// The logger itself has called the calling code: one that sends its lines through a gateway that is down would go
    /// on for ever.
    fn is(logger: &ZObj) -> bool {
        AT_WORK.with_borrow(|all| {
            all.iter()
                .any(|(at, it)| std::ptr::eq(*it, logger) && at.is_below())
        })
    }

    fn begin(logger: &ZObj) -> Self {
        let work = Self(Place::here(), logger);
        AT_WORK.with_borrow_mut(|all| all.push((work.0, work.1)));
        work
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

/// Logs one line behind a prefix. It is left to PHP's error log, so that nothing is lost without a word, where the
/// property holds no logger (a child class that never called its parent's constructor), and where it is about what this
/// logger sends itself.
///
/// A line that tells of a failure is a part of it: what the logger throws then reaches the caller, as in the package.
/// Any other line tells of something that has been done, which the logger cannot undo: what it throws goes to PHP's
/// error log.
///
/// # Errors
/// What the logger throws at a line of level error; `exit()` and fatal errors.
pub fn log(logger: &ZVal, prefix: &str, mut line: Line<'_>) -> Result<(), Thrown> {
    let level = line.level;
    match try_log(logger, prefix, &mut line) {
        Err(thrown) if level != Level::Error => leave(&line.in_one(), thrown),
        told => told,
    }
}

/// The same for a line that the package does not have: nobody expects an exception from there, whatever it tells of.
///
/// # Errors
/// `exit()` and fatal errors.
pub fn tell(logger: &ZVal, prefix: &str, mut line: Line<'_>) -> Result<(), Thrown> {
    match try_log(logger, prefix, &mut line) {
        Ok(()) => Ok(()),
        Err(thrown) => leave(&line.in_one(), thrown),
    }
}

fn try_log(logger: &ZVal, prefix: &str, line: &mut Line<'_>) -> Result<(), Thrown> {
    line.text.insert_str(0, prefix);
    let Some(logger) = logger.as_object().filter(|it| !AtWork::is(it)) else {
        return line.leave_to_error_log();
    };
    // its property may be given another one meanwhile
    let logger = logger.to_owned();
    let Fate::Written(known) = repeats::admit(&logger, line)? else {
        return Ok(());
    };
    let exception = line.exception()?;
    let text = line.with_description(exception.as_deref())?.into_owned();
    let told = call(&logger, line.level, &text, line.context(exception));
    if let (Err(_), Some(known)) = (&told, known) {
        repeats::thrown_at(&known, line);
    }
    told
}

/// Calls a logger. With one argument where nothing is known beside the text, as the package does.
fn call(logger: &ZObj, level: Level, text: &str, context: Option<ZArray>) -> Result<(), Thrown> {
    let _at_work = AtWork::begin(logger);
    let method = level.method();
    match context {
        Some(context) => logger.call_known(method, &[text.into(), context.into()]),
        None => logger.call_known(method, &[text.into()]),
    }
    .map(drop)
}

/// Tells of lines that have been counted.
///
/// # Errors
/// `exit()` and fatal errors.
fn say_count(untold: Untold) -> Result<(), Thrown> {
    let line = Line::new(untold.level, untold.in_words()).repeated(untold.times);
    let line = match untold.gateway {
        Some(gateway) => line.gateway(gateway),
        None => line,
    };
    if AtWork::is(&untold.logger) {
        error::error_log(&format!("netsvr: {}", line.text));
        return Ok(());
    }
    match call(&untold.logger, line.level, &line.text, line.context(None)) {
        Ok(()) => Ok(()),
        Err(thrown) => leave(&line.text, thrown),
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
