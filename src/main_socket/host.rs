//! Workerman's loop, in the forms of versions 4 and 5. The one place that knows the names of what it has; its timers are
//! those of [`crate::socket`].
pub use crate::socket::{add_timer, delete_timer, is_worker};

use super::callback::Callback;
use super::state::{slot, MainSocket};
use crate::socket::{running_loop, WORKER};
use crate::zend::function::{call_static, UserClass};
use crate::zend::stream;
use crate::zend::{throw_builtin, Builtin, Thrown, View, ZObj, ZObject, ZVal};

/// `EventInterface::EV_READ` and `EV_WRITE` of version 4.
const EV_READ: i64 = 1;
const EV_WRITE: i64 = 2;

/// How many descriptors `select()` knows, from 0 on.
const SELECTABLE: i32 = 1024;

/// `EventInterface::EV_SIGNAL` of version 4.
const EV_SIGNAL: i64 = 4;

/// The loop of this process.
fn event_loop() -> Result<ZObject, Thrown> {
    running_loop().ok_or_else(no_loop)
}

/// The loop that reads a main socket: the one that its constructor was given, in generation 8 of the API, else that of
/// the process.
fn loop_of(main: MainSocket<'_>) -> Result<ZObject, Thrown> {
    known_loop_of(main).ok_or_else(no_loop)
}

fn known_loop_of(main: MainSocket<'_>) -> Option<ZObject> {
    main.given_loop().or_else(running_loop)
}

fn no_loop() -> Thrown {
    throw_builtin(
        Builtin::Error,
        "Workerman's event loop is not running: start main sockets in onWorkerStart or later",
    )
}

/// A stream may be closed in the moment in which it has been watched. Swow ends the process then.
///
/// # Errors
/// When there is no loop.
pub fn may_watch_for_a_moment(main: MainSocket<'_>) -> Result<bool, Thrown> {
    Ok(!loop_of(main)?.is_a_named("Workerman\\Events\\Swow"))
}

/// Some loops wait with `select()`, which comes back at once and says nothing where it was to watch a descriptor that it
/// does not know: the process would burn a core, and deliver nothing. A duplicate has the lowest number that is free: there
/// is none when its number is too high.
///
/// # Errors
/// An `\Error` that says so; when there is no loop; what it throws.
pub fn refuse_what_select_misses(main: MainSocket<'_>, stream: &ZVal) -> Result<(), Thrown> {
    let Some(descriptor) = stream::descriptor(stream)?.filter(|it| *it >= SELECTABLE) else {
        return Ok(());
    };
    let event_loop = loop_of(main)?;
    if !waits_with_select(&event_loop)? {
        return Ok(());
    }
    Err(throw_builtin(
        Builtin::Error,
        &format!(
            "{} cannot watch descriptor {descriptor}: select() knows those below {SELECTABLE}, and all of them are taken in this process; install the PHP extension event, with which Workerman takes another loop, or keep fewer files and connections open",
            event_loop.class_name()
        ),
    ))
}

fn waits_with_select(event_loop: &ZObj) -> Result<bool, Thrown> {
    if event_loop.is_a_named("Workerman\\Events\\Select")
        || event_loop.is_a_named("Workerman\\Events\\React\\StreamSelectLoop")
    {
        return Ok(true);
    }
    if !event_loop.is_a_named("Workerman\\Events\\Fiber") || !event_loop.has_method("driver") {
        return Ok(false);
    }
    // that of Revolt, which takes what there is
    let driver = event_loop.call("driver", &[])?;
    Ok(driver
        .as_object()
        .is_some_and(|driver| driver.is_a_named("Revolt\\EventLoop\\Driver\\StreamSelectDriver")))
}

/// Version 5 has a method for each kind of watch, version 4 one for all.
fn is_version_5(event_loop: &ZObj) -> bool {
    event_loop.has_method("onreadable")
}

/// Calls back whenever the connection can be read.
///
/// # Errors
/// When there is no loop; what it throws.
pub fn watch_readable(main: MainSocket<'_>) -> Result<(), Thrown> {
    watch(main, Callback::Readable, EV_READ, "onReadable")
}

/// Calls back whenever the connection can be written.
///
/// # Errors
/// As [`watch_readable`].
pub fn watch_writable(main: MainSocket<'_>) -> Result<(), Thrown> {
    watch(main, Callback::Writable, EV_WRITE, "onWritable")
}

/// Calls back whenever a stream of a main socket's can be written.
///
/// # Errors
/// As [`watch_readable`].
pub fn watch_stream_writable(
    main: MainSocket<'_>,
    stream: &ZVal,
    callback: ZVal,
) -> Result<(), Thrown> {
    refuse_what_select_misses(main, stream)?;
    add_watch(main, stream.clone(), callback, EV_WRITE, "onWritable")
}

fn watch(main: MainSocket<'_>, callback: Callback, flag: i64, method: &str) -> Result<(), Thrown> {
    let connection = main.object.slot(slot::CONNECTION).clone();
    let callback = callback.for_object(main.object)?;
    add_watch(main, connection, callback, flag, method)
}

fn add_watch(
    main: MainSocket<'_>,
    connection: ZVal,
    callback: ZVal,
    flag: i64,
    method: &str,
) -> Result<(), Thrown> {
    let event_loop = loop_of(main)?;
    if is_version_5(&event_loop) {
        event_loop.call(method, &[connection, callback])?;
    } else {
        event_loop.call("add", &[connection, flag.into(), callback])?;
    }
    Ok(())
}

/// Takes the watch for writing away.
///
/// # Errors
/// What the loop throws.
pub fn unwatch_writable(main: MainSocket<'_>, connection: &ZVal) -> Result<(), Thrown> {
    remove(main, connection, EV_WRITE, "offWritable")
}

/// Takes the watch for reading away, and the one for writing if there is one.
///
/// # Errors
/// What the loop throws.
pub fn unwatch(main: MainSocket<'_>, connection: &ZVal, writable: bool) -> Result<(), Thrown> {
    if writable {
        unwatch_writable(main, connection)?;
    }
    remove(main, connection, EV_READ, "offReadable")
}

/// Once the loop has ended, nothing is left to be taken away.
fn remove(main: MainSocket<'_>, connection: &ZVal, flag: i64, method: &str) -> Result<(), Thrown> {
    let Some(event_loop) = known_loop_of(main) else {
        return Ok(());
    };
    if is_version_5(&event_loop) {
        event_loop.call(method, std::slice::from_ref(connection))?;
    } else {
        event_loop.call("del", &[connection.clone(), flag.into()])?;
    }
    Ok(())
}

/// The name of `Worker`'s handler of signals, in lower case.
const SIGNAL_HANDLER: &str = "signalhandler";

/// The loop's handle, where its worker can be asked for its status by signals.
pub fn status_signals() -> Option<u32> {
    let event_loop = running_loop()?;
    let has_signals = !is_version_5(&event_loop) || event_loop.has_method("onsignal");
    let has_handler = UserClass::loaded(WORKER)?.has_static_method(SIGNAL_HANDLER);
    (has_signals && has_handler).then(|| event_loop.handle())
}

/// The worker has been told to stop.
///
/// # Errors
/// When Workerman is not there.
pub fn is_stopping() -> Result<bool, Thrown> {
    /// `Worker::STATUS_SHUTDOWN`.
    const SHUTDOWN: i64 = 4;
    let status = call_static(WORKER, "getStatus", &[])?;
    Ok(matches!(status.view(), View::Long(SHUTDOWN)))
}

/// Calls back for a signal, in place of whoever was called for it.
///
/// # Errors
/// As [`watch_readable`].
pub fn take_signal(signal: i64, callback: ZVal) -> Result<(), Thrown> {
    let event_loop = event_loop()?;
    if is_version_5(&event_loop) {
        event_loop.call("onSignal", &[signal.into(), callback])?;
    } else {
        event_loop.call("add", &[signal.into(), EV_SIGNAL.into(), callback])?;
    }
    Ok(())
}

/// What Workerman does for a signal.
///
/// # Errors
/// What it throws.
pub fn handle_signal(signal: i64) -> Result<(), Thrown> {
    UserClass::load(WORKER)?
        .call_protected_static(SIGNAL_HANDLER, &[signal.into()])
        .map(drop)
}
