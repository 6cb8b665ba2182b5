//! Connecting socket objects to their gateways, and the lines about it: one, or several side by side.
use super::class;
use super::heartbeat;
use super::native::Native;
use super::not_connected::{attempts, millis, NotConnected};
use super::place::Dials;
use super::signals::Signals;
use super::state::Socket;
use super::supply::Route;
use crate::exception::SOCKET_CONNECT_EXCEPTION;
use crate::gateways;
use crate::logger::Level;
use crate::turns::Turns;
use crate::zend::{Interned, Thrown, ZObj};
use netsvr_client::{
    exchange, ConnectError, Connection, Counters, Deadline, Down, Ending, Exchange, Lost, Moment,
    ResolveError, Trouble, Unreached,
};
use std::sync::Arc;
use std::time::Duration;

pub use super::supply::Source;

pub static CONNECT: Interned = Interned::new("connect");

/// How a dial ended: with why there is no connection, and the pause that begins, if one does.
pub type Dialled = Result<Connection, Box<(NotConnected, Option<Down>)>>;

/// The line for a connection that did not come about; with the pause that begins, if one does, behind the reason.
pub fn log_failure(
    socket: Socket<'_>,
    error: &NotConnected,
    pause: Option<&Down>,
) -> Result<(), Thrown> {
    let why = match pause {
        Some(down) => format!(
            "{}; {} since {}, not dialled again before {} (in {} ms)",
            error.message,
            attempts(down.attempts),
            down.since,
            down.until,
            millis(down.remaining(Moment::now()))
        ),
        None => error.message.clone(),
    };
    let line = socket.failed("connect to", &SOCKET_CONNECT_EXCEPTION, why, error.code);
    socket.log(
        line.elapsed(error.elapsed)
            .attempt(pause.map(|down| down.attempts).or(error.attempts))
            .hint(error.hint),
    )
}

/// The line for a closed connection.
pub fn log_close(socket: Socket<'_>) -> Result<(), Thrown> {
    socket.log(socket.line(Level::Info, |to| format!("close connection {to} ok.")))
}

/// The line for a connection that came about, and how long that took where it is known.
pub fn log_success(socket: Socket<'_>, elapsed: Option<Duration>) -> Result<(), Thrown> {
    let line = socket.line(Level::Info, |to| format!("connect to {to} ok."));
    socket.log(line.elapsed(elapsed))
}

/// The line for what may be lost with a connection. It is an error where that is certain: nobody is there any more.
pub fn log_loss(socket: Socket<'_>, lost: &Lost) -> Result<(), Thrown> {
    gateways::counters(&socket.worker_addr()).lost(lost.frames);
    let level = if lost.how == Ending::Vanished {
        Level::Error
    } else {
        Level::Warning
    };
    let line = socket.line(level, |to| format!("lost the connection to {to}: {lost}."));
    socket.tell(
        line.frames(Some(lost.frames))
            .bytes(Some(lost.unacknowledged)),
    )
}

/// `connect()`: dials, whatever is parked and however long the gateway's backoff is, and only then lets go of
/// the connection there was.
///
/// # Errors
/// What the logger or a signal's handler throws.
pub fn connect(socket: Socket<'_>) -> Result<bool, Thrown> {
    connect_in_place(socket, || Ok(()))
}

/// The same. `replacing` comes between the dial, once it has gone well, and the end of the connection there was.
///
/// # Errors
/// The same, and what `replacing` throws.
fn connect_in_place(
    socket: Socket<'_>,
    replacing: impl FnOnce() -> Result<(), Thrown>,
) -> Result<bool, Thrown> {
    if socket.dials() == Dials::Nothing {
        return put_in_place(socket, Err(NotConnected::without_task_addr(socket).into()));
    }
    let route = Route::insisting(socket);
    let mut connection = None;
    let mut signals = Signals::default();
    let longest = Deadline::after(socket.send_receive_timeout());
    let outcome = {
        let dial = Exchange::reaching(route.target(), &mut connection, &[], None);
        let mut exchanges = [dial];
        exchange::run(&mut exchanges, 0, longest, &mut signals);
        let [dial] = exchanges;
        dial.into_outcome()
    };
    signals.finish()?;
    let dialled = dialled(socket, outcome, connection);
    if dialled.is_ok() {
        replacing()?;
    }
    put_in_place(socket, dialled)
}

/// As `connect()` of the socket, whoever has written that. `replacing` comes before the end of the connection there was.
///
/// # Errors
/// The same, and what a user class throws.
pub fn connect_replacing(
    object: &ZObj,
    replacing: impl FnOnce() -> Result<(), Thrown>,
) -> Result<bool, Thrown> {
    if let Some(socket) = Socket::of(object).filter(|_| class::connects_natively(object)) {
        return connect_in_place(socket, replacing);
    }
    replacing()?;
    Ok(object.call_known(&CONNECT, &[])?.is_truthy())
}

/// How a dial ended.
fn dialled(
    socket: Socket<'_>,
    outcome: Result<(), Trouble>,
    connection: Option<Connection>,
) -> Dialled {
    match (outcome, connection) {
        (Err(Trouble::Unreached(why)), _) => Err(NotConnected::unreached(socket, why).into()),
        (_, Some(connection)) => Ok(connection),
        (_, None) => Err(NotConnected::because("not dialled".into()).into()),
    }
}

/// Gives the socket the connection that a dial of the caller's gave, in place of the one there was, or logs why it
/// gave none.
///
/// # Errors
/// What the logger throws.
pub fn conclude(
    socket: Socket<'_>,
    dialled: Result<Connection, ConnectError>,
) -> Result<bool, Thrown> {
    let address = socket.worker_addr();
    let counters = gateways::counters(&address);
    counters.dialled();
    let ended = match dialled {
        Ok(connection) => {
            gateways::reached(&address);
            Ok(connection.counted(&counters))
        }
        Err(error) => Err(not_reached(&address, &counters, error).into()),
    };
    put_in_place(socket, ended)
}

fn not_reached(
    address: &str,
    counters: &Arc<Counters>,
    error: ConnectError,
) -> (NotConnected, Option<Down>) {
    counters.dial_failed();
    // a call that a signal's handler has ended says nothing of the gateway
    let pause = if error.is_stopped() {
        None
    } else {
        gateways::missed(address, address, Moment::now(), Some(error.os_error()))
    };
    (error.into(), pause)
}

/// The same for an address that could not be dialled.
///
/// # Errors
/// What the logger throws.
pub fn conclude_unresolved(socket: Socket<'_>, error: ResolveError) -> Result<bool, Thrown> {
    let address = socket.worker_addr();
    let counters = gateways::counters(&address);
    counters.dialled();
    counters.dial_failed();
    let pause = gateways::missed(&address, &address, Moment::now(), None);
    let why = NotConnected::unreached(socket, Unreached::Unresolved(error, pause));
    put_in_place(socket, Err(why.into()))
}

fn put_in_place(socket: Socket<'_>, dialled: Dialled) -> Result<bool, Thrown> {
    match dialled {
        Ok(connection) => {
            let elapsed = connection.dialled_in();
            if class::closes_natively(socket.object) {
                let replaced = socket.is_connected();
                install_dialled(socket, connection);
                if replaced {
                    heartbeat::closed_by_close(socket.object)?;
                    log_close(socket)?;
                }
            } else {
                // the package calls it whether there is something to close or not
                socket.close()?;
                install_dialled(socket, connection);
            }
            log_success(socket, elapsed)?;
            heartbeat::connected_by_connect(socket.object)?;
            Ok(true)
        }
        Err(why) => {
            let (mut error, pause) = *why;
            // known to the context alone: the package has no pauses
            error.attempts = pause.map(|down| down.attempts).or(error.attempts);
            log_failure(socket, &error, None)?;
            Ok(false)
        }
    }
}

pub fn install_dialled(socket: Socket<'_>, connection: Connection) {
    let address = socket.worker_addr();
    if socket.install(connection, address.clone()) {
        gateways::counters(&address).reconnected();
    }
}

/// `connect()` of a user class, unless the gateway is in backoff.
pub fn connect_by_user(socket: Socket<'_>) -> Result<Option<NotConnected>, Thrown> {
    if let Some((down, remaining)) = gateways::pausing(&socket.worker_addr()) {
        let error = NotConnected::in_backoff(&down, remaining);
        log_failure(socket, &error, None)?;
        return Ok(Some(error));
    }
    let connected = socket.object.call_known(&CONNECT, &[])?.is_truthy();
    Ok((!connected).then(|| NotConnected::refused_by(socket.object)))
}

/// Gives every socket a connection that may be used: those without one, or with one that has gone stale, get a
/// parked one, or are dialled side by side. `each` is told of every socket in order, after its own log lines: its
/// position, whether its connection had been there before, and why it has none.
///
/// # Errors
/// What the logger, a signal's handler, an overridden `connect()` or `each` throws.
pub fn make_ready(
    sockets: &[Socket<'_>],
    source: Source,
    mut each: impl FnMut(usize, bool, Option<&NotConnected>) -> Result<(), Thrown>,
) -> Result<(), Thrown> {
    let mut natives: Vec<Native<'_>> = sockets
        .iter()
        .enumerate()
        .map(|(index, socket)| Native::new(index, *socket, &[]))
        .collect();
    let mut turns = Turns::default();
    turns.take(super::side_by_side::connect_all(&mut natives, source))?;
    for native in &natives {
        turns.take(each(
            native.index,
            native.reused,
            native.not_connected.as_ref(),
        ))?;
    }
    turns.end()
}
