//! What `php start.php status` and `php start.php connections` show of main sockets. Workerman's master sends each
//! process a signal, and the process writes down what Workerman has counted, and the connections that it knows, into a
//! file. A main socket is none of these.
//!
//! So the process handles these two signals here: it adds its main sockets to what Workerman knows, has Workerman
//! handle the signal, and takes them out again. Nothing is kept alive, and a worker that is to stop waits for no
//! connection that it cannot close.
use super::callback::Callback;
use super::state::{MainSocket, State};
use super::{class, connection_row, host, traffic};
use crate::turns::Turns;
use crate::zend::function::UserClass;
use crate::zend::{object_store, Thrown, View, ZArr, ZArray, ZObject, ZString, ZVal};
use netsvr_client::generation;
use std::cell::Cell;

/// How Workerman's master asks for either of them.
const STATUS: i32 = libc::SIGIOT;
const CONNECTIONS: i32 = libc::SIGIO;

thread_local! {
    /// The process, and the loop in it, whose signals are handled here.
    static TAKEN: Cell<Option<(u64, u32)>> = const { Cell::new(None) };
}

/// The process has a main socket in Workerman's loop: it is to be shown. Does nothing where it is already, and where
/// nobody asks.
///
/// # Errors
/// What the loop throws.
pub fn take_part() -> Result<(), Thrown> {
    let Some(event_loop) = host::status_signals() else {
        return Ok(());
    };
    let place = Some((generation::current(), event_loop));
    if TAKEN.replace(place) == place {
        return Ok(());
    }
    for (signal, callback) in [
        (STATUS, Callback::Status),
        (CONNECTIONS, Callback::Connections),
    ] {
        host::take_signal(signal.into(), callback.for_process()?)?;
    }
    Ok(())
}

/// The main sockets in Workerman's loop.
fn main_sockets() -> Vec<ZObject> {
    let mut all = object_store::living::<State>();
    all.retain(|object| class::is_hosted(object));
    all
}

/// Has Workerman write its status down.
///
/// # Errors
/// What Workerman throws.
pub fn show() -> Result<(), Thrown> {
    // a worker that stops gracefully ends when its last connection goes, which may be right now
    let stopping = host::is_stopping()?;
    let class = UserClass::find("Workerman\\Connection\\ConnectionInterface")?;
    let Some(class) = class.filter(|_| !stopping) else {
        return host::handle_signal(STATUS.into());
    };
    let added = figures();
    add_to(&class, added, 1)?;
    let mut turns = Turns::default();
    turns.take(host::handle_signal(STATUS.into()))?;
    turns.take(add_to(&class, added, -1))?;
    turns.end()
}

/// What is to be added to Workerman's figures: connections, requests, failures.
fn figures() -> [(&'static str, u64); 3] {
    let connected = |object: &ZObject| {
        MainSocket::of(object).and_then(|main| main.with_stream(|it| !it.is_foreign()))
    };
    let connections = main_sockets()
        .iter()
        .filter(|object| connected(object) == Some(true))
        .count();
    [
        ("connection_count", u64::try_from(connections).unwrap_or(0)),
        ("total_request", traffic::received()),
        ("send_fail", traffic::failures()),
    ]
}

/// Adds so many times the figures to Workerman's, which Workerman itself may have changed meanwhile.
fn add_to(class: &UserClass, figures: [(&str, u64); 3], times: i64) -> Result<(), Thrown> {
    const STATISTICS: &str = "statistics";
    let before = class.static_property(STATISTICS);
    let Some(mut statistics) = before.as_array().map(ZArr::to_owned) else {
        return Ok(());
    };
    for (name, figure) in figures {
        if let Some(View::Long(before)) = statistics.get(name.as_bytes()).map(ZVal::view) {
            let figure = i64::try_from(figure).unwrap_or(i64::MAX);
            let sum = before.saturating_add(figure.saturating_mul(times));
            statistics.set(&ZString::new(name.as_bytes()), sum.into());
        }
    }
    class.set_static_property(STATISTICS, &statistics.into())
}

/// Has Workerman write its connections down.
///
/// # Errors
/// What Workerman throws.
pub fn show_connections() -> Result<(), Thrown> {
    let Some(class) = UserClass::find("Workerman\\Connection\\TcpConnection")? else {
        return host::handle_signal(CONNECTIONS.into());
    };
    let rows = rows()?;
    change(&class, |connections| {
        for (key, row) in &rows {
            connections.set(key, (&**row).into());
        }
    })?;
    let mut turns = Turns::default();
    turns.take(host::handle_signal(CONNECTIONS.into()))?;
    turns.take(change(&class, |connections| {
        for (key, _) in &rows {
            connections.remove(key);
        }
    }))?;
    turns.end()
}

/// A row for each main socket, under a key that no connection of Workerman's has: their keys are numbers.
fn rows() -> Result<Vec<(ZString, ZObject)>, Thrown> {
    let mut rows = Vec::new();
    for (number, object) in (1..).zip(&main_sockets()) {
        if let Some(main) = MainSocket::of(object) {
            let key = ZString::new(format!("main {number}").as_bytes());
            rows.extend(connection_row::of(main, number)?.map(|row| (key, row)));
        }
    }
    Ok(rows)
}

fn change(class: &UserClass, change: impl FnOnce(&mut ZArray)) -> Result<(), Thrown> {
    const CONNECTIONS: &str = "connections";
    let before = class.static_property(CONNECTIONS);
    let Some(mut connections) = before.as_array().map(ZArr::to_owned) else {
        return Ok(());
    };
    drop(before);
    change(&mut connections);
    class.set_static_property(CONNECTIONS, &connections.into())
}
