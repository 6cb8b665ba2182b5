//! Workerman's loop and timers, in the forms of versions 4 and 5. The one place that knows their names.
use super::callback::Callback;
use super::state::{slot, MainSocket};
use crate::zend::function::{call_static, UserClass};
use crate::zend::stream;
use crate::zend::{throw_builtin, Builtin, Thrown, View, ZObj, ZObject, ZVal};
use std::time::Duration;

/// `EventInterface::EV_READ` and `EV_WRITE` of version 4.
const EV_READ: i64 = 1;
const EV_WRITE: i64 = 2;

/// How many descriptors `select()` knows, from 0 on.
const SELECTABLE: i32 = 1024;

/// `EventInterface::EV_SIGNAL` of version 4.
const EV_SIGNAL: i64 = 4;

const WORKER: &str = "Workerman\\Worker";
const TIMER: &str = "Workerman\\Timer";

/// The loop of this process.
fn event_loop() -> Result<ZObject, Thrown> {
    running_loop().ok_or_else(|| {
        throw_builtin(
            Builtin::Error,
            "Workerman's event loop is not running: start main sockets in onWorkerStart or later",
        )
    })
}

/// `None` outside a worker, in a console command of Webman's for example, and without Workerman.
fn running_loop() -> Option<ZObject> {
    UserClass::loaded(WORKER)?
        .static_property("globalEvent")
        .as_object()
        .map(ZObj::to_owned)
}

/// This process is a worker, whose loop calls timers back and watches streams.
pub fn is_worker() -> bool {
    running_loop().is_some()
}

/// A stream may be closed in the moment in which it has been watched. Swow ends the process then.
///
/// # Errors
/// When there is no loop.
pub fn may_watch_for_a_moment() -> Result<bool, Thrown> {
    Ok(!event_loop()?.is_a_named("Workerman\\Events\\Swow"))
}

/// Some loops wait with `select()`, which comes back at once and says nothing where it was to watch a descriptor that it
/// does not know: the process would burn a core, and deliver nothing. A duplicate has the lowest number that is free: there
/// is none when its number is too high.
///
/// # Errors
/// An `\Error` that says so; when there is no loop; what it throws.
pub fn refuse_what_select_misses(stream: &ZVal) -> Result<(), Thrown> {
    let Some(descriptor) = stream::descriptor(stream)?.filter(|it| *it >= SELECTABLE) else {
        return Ok(());
    };
    let event_loop = event_loop()?;
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

/// Calls back whenever a stream can be written.
///
/// # Errors
/// As [`watch_readable`].
pub fn watch_stream_writable(stream: &ZVal, callback: ZVal) -> Result<(), Thrown> {
    refuse_what_select_misses(stream)?;
    add_watch(stream.clone(), callback, EV_WRITE, "onWritable")
}

fn watch(main: MainSocket<'_>, callback: Callback, flag: i64, method: &str) -> Result<(), Thrown> {
    let connection = main.object.slot(slot::CONNECTION).clone();
    let callback = callback.for_object(main.object)?;
    add_watch(connection, callback, flag, method)
}

fn add_watch(connection: ZVal, callback: ZVal, flag: i64, method: &str) -> Result<(), Thrown> {
    let event_loop = event_loop()?;
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
pub fn unwatch_writable(connection: &ZVal) -> Result<(), Thrown> {
    remove(connection, EV_WRITE, "offWritable")
}

/// Takes the watch for reading away, and the one for writing if there is one.
///
/// # Errors
/// What the loop throws.
pub fn unwatch(connection: &ZVal, writable: bool) -> Result<(), Thrown> {
    if writable {
        unwatch_writable(connection)?;
    }
    remove(connection, EV_READ, "offReadable")
}

/// Once the loop has ended, nothing is left to be taken away.
fn remove(connection: &ZVal, flag: i64, method: &str) -> Result<(), Thrown> {
    let Some(event_loop) = running_loop() else {
        return Ok(());
    };
    if is_version_5(&event_loop) {
        event_loop.call(method, std::slice::from_ref(connection))?;
    } else {
        event_loop.call("del", &[connection.clone(), flag.into()])?;
    }
    Ok(())
}

/// Calls `callback` after `delay`, with `repeated` again and again. Gives the timer's id; false should that be none, for
/// it is kept in properties that take nothing else.
///
/// # Errors
/// When Workerman is not there; what it throws.
pub fn add_timer(delay: Duration, callback: &ZVal, repeated: bool) -> Result<ZVal, Thrown> {
    let no_arguments = crate::zend::ZArray::empty();
    let id = call_static(
        TIMER,
        "add",
        &[
            delay.as_secs_f64().into(),
            callback.clone(),
            no_arguments.into(),
            repeated.into(),
        ],
    )?;
    Ok(match id.view() {
        View::Long(id) => id.into(),
        _ => false.into(),
    })
}

/// Takes a timer away.
///
/// # Errors
/// As [`add_timer`].
pub fn delete_timer(id: ZVal) -> Result<(), Thrown> {
    call_static(TIMER, "del", &[id]).map(drop)
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
