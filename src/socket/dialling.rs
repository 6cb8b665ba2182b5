//! Connecting socket objects to their gateways: one, or several side by side. With a connection that another object
//! has left in the process, where there is one; not at all during the backoff of a gateway that is down.
use super::class;
use super::not_connected::{attempts, millis, NotConnected};
use super::signals::Signals;
use super::state::Socket;
use crate::exception::SOCKET_CONNECT_EXCEPTION;
use crate::gateways;
use crate::logger::{self, Level};
use crate::turns::Turns;
use crate::zend::{Interned, Thrown, ZObj};
use netsvr_client::{
    dial, ConnectError, Connection, Counters, Deadline, Down, Moment, ResolveError,
};
use std::sync::Arc;
use std::time::Instant;

pub static CONNECT: Interned = Interned::new("connect");

/// Where connections come from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Source {
    /// What the process keeps, else a dial.
    Any,
    /// A dial.
    Dial,
}

/// How it went for one socket that had no usable connection.
enum Found {
    Parked(Connection),
    Dialled(Connection),
    /// With the pause that began, if one did.
    Failed(NotConnected, Option<Down>),
}

/// Dials the gateways of these sockets at the same time, each within its own connect timeout.
fn dial_all(sockets: &[Socket<'_>]) -> Result<Vec<Found>, Thrown> {
    let mut targets = Vec::with_capacity(sockets.len());
    let addresses: Vec<String> = sockets.iter().map(|socket| socket.worker_addr()).collect();
    let counters: Vec<_> = addresses
        .iter()
        .map(|address| gateways::counters(address))
        .collect();
    let resolved: Vec<_> = sockets
        .iter()
        .zip(&addresses)
        .zip(&counters)
        .map(
            |((socket, address), counters)| -> Result<(), ResolveError> {
                counters.dialled();
                let addr = dial::resolve(address)?;
                targets.push((addr, Deadline::after(socket.connect_timeout())));
                Ok(())
            },
        )
        .collect();
    let began = Moment::now();
    let mut signals = Signals::default();
    let mut connections = dial::dial_all(&targets, &mut signals).into_iter();
    let mut found = Vec::with_capacity(sockets.len());
    for ((resolved, address), counters) in resolved.into_iter().zip(&addresses).zip(&counters) {
        found.push(match resolved {
            Err(error) => unresolved(address, counters, &error),
            Ok(()) => match connections.next() {
                Some(dialled) => {
                    counters.dial_took(began.elapsed());
                    ended(address, counters, began, dialled)
                }
                None => Found::Failed(NotConnected::because("not dialled".into()), None),
            },
        });
    }
    signals.finish()?;
    Ok(found)
}

fn ended(
    address: &str,
    counters: &Arc<Counters>,
    began: Moment,
    dialled: Result<Connection, ConnectError>,
) -> Found {
    match dialled {
        Ok(connection) => {
            gateways::reached(address);
            Found::Dialled(connection.counted(counters))
        }
        Err(error) => not_reached(address, counters, began, error),
    }
}

fn unresolved(address: &str, counters: &Counters, error: &ResolveError) -> Found {
    counters.dial_failed();
    let pause = gateways::missed(address, Moment::now(), None);
    Found::Failed(NotConnected::because(error.to_string()), pause)
}

fn not_reached(address: &str, counters: &Counters, began: Moment, error: ConnectError) -> Found {
    counters.dial_failed();
    // a call that a signal's handler has ended says nothing of the gateway
    let pause = if error.is_stopped() {
        None
    } else {
        gateways::missed(address, began, Some(error.os_error()))
    };
    Found::Failed(error.into(), pause)
}

/// A connection that the process keeps, for a socket that may have it.
fn parked_for(socket: Socket<'_>, address: &str, now: Instant) -> Option<Connection> {
    let choice = gateways::take_parked(address, socket.shares_connections()?, now);
    if choice.connection.is_none() && choice.stale > 0 {
        socket.note_lost();
    }
    choice.connection
}

/// Gives a socket that has none yet a connection that the process keeps, if there is one. There is nothing to be
/// logged, and so no callback or user class to be called. True when the socket is ready.
pub fn take_over_parked(socket: Socket<'_>, now: Instant) -> bool {
    if socket.is_connected() {
        return false;
    }
    let address = socket.worker_addr();
    let Some(connection) = parked_for(socket, &address, now) else {
        return false;
    };
    socket.install(connection, address);
    true
}

/// Finds connections for sockets that need one: parked ones, and for the others dials side by side, but for gateways
/// that are in backoff.
fn find_all(sockets: &[Socket<'_>], source: Source) -> Result<Vec<Found>, Thrown> {
    let mut found: Vec<Option<Found>> = Vec::with_capacity(sockets.len());
    let mut to_dial = Vec::new();
    for socket in sockets {
        let address = socket.worker_addr();
        let parked = match source {
            Source::Any => parked_for(*socket, &address, Instant::now()),
            Source::Dial => None,
        };
        found.push(if let Some(connection) = parked {
            Some(Found::Parked(connection))
        } else if let Some((down, remaining)) = gateways::pausing(&address) {
            log::debug!("{address} is not dialled for another {remaining:?}");
            let why = NotConnected::in_backoff(&down, remaining);
            Some(Found::Failed(why, None))
        } else {
            to_dial.push(*socket);
            None
        });
    }
    if to_dial.is_empty() {
        return Ok(found.into_iter().flatten().collect());
    }
    let mut dialled = dial_all(&to_dial)?.into_iter();
    Ok(found
        .into_iter()
        .filter_map(|found| found.or_else(|| dialled.next()))
        .collect())
}

/// The line for a connection that did not come about; with the pause that begins, if one does, behind the reason.
fn log_failure(
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
    let description = logger::describe_failure(&SOCKET_CONNECT_EXCEPTION, &why, error.code)?;
    socket.log(
        Level::Error,
        &format!("connect to {} failed.\n{description}", socket.worker_addr()),
    )
}

/// The line for a closed connection.
pub fn log_close(socket: Socket<'_>) -> Result<(), Thrown> {
    socket.log(
        Level::Info,
        &format!("close connection {} ok.", socket.worker_addr()),
    )
}

fn log_success(socket: Socket<'_>) -> Result<(), Thrown> {
    socket.log(
        Level::Info,
        &format!("connect to {} ok.", socket.worker_addr()),
    )
}

/// `connect()`: dials, whatever is parked and however long the gateway's backoff is, and only then lets go of
/// the connection there was.
///
/// # Errors
/// What the logger or a signal's handler throws.
pub fn connect(socket: Socket<'_>) -> Result<bool, Thrown> {
    match dial_all(&[socket])?.pop() {
        Some(found) => put_in_place(socket, found),
        None => Ok(false),
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
    put_in_place(socket, ended(&address, &counters, Moment::now(), dialled))
}

/// The same for an address that could not be dialled.
///
/// # Errors
/// What the logger throws.
pub fn conclude_unresolved(socket: Socket<'_>, error: &ResolveError) -> Result<bool, Thrown> {
    let address = socket.worker_addr();
    let counters = gateways::counters(&address);
    counters.dialled();
    put_in_place(socket, unresolved(&address, &counters, error))
}

fn put_in_place(socket: Socket<'_>, found: Found) -> Result<bool, Thrown> {
    match found {
        Found::Dialled(connection) | Found::Parked(connection) => {
            if class::closes_natively(socket.object) {
                let replaced = socket.is_connected();
                install_dialled(socket, connection);
                if replaced {
                    log_close(socket)?;
                }
            } else {
                // the package calls it whether there is something to close or not
                socket.close()?;
                install_dialled(socket, connection);
            }
            log_success(socket)?;
            Ok(true)
        }
        Found::Failed(error, _) => {
            log_failure(socket, &error, None)?;
            Ok(false)
        }
    }
}

fn install_dialled(socket: Socket<'_>, connection: Connection) {
    let address = socket.worker_addr();
    if socket.install(connection, address.clone()) {
        gateways::counters(&address).reconnected();
    }
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
    if let [socket] = sockets {
        if !socket.needs_dialling(Instant::now()) {
            return each(0, true, None);
        }
    }
    let stale: Vec<bool> = sockets
        .iter()
        .map(|socket| socket.needs_dialling(Instant::now()))
        .collect();
    let ours = |index: usize| {
        stale.get(index) == Some(&true)
            && object(sockets, index).is_some_and(|object| {
                class::connects_natively(object) && class::closes_natively(object)
            })
    };
    let targets: Vec<Socket<'_>> = sockets
        .iter()
        .enumerate()
        .filter(|(index, _)| ours(*index))
        .map(|(_, socket)| *socket)
        .collect();
    let mut found = find_all(&targets, source)?.into_iter();
    // installed first, all of them: a logger that throws must not cost a connection
    let mut results: Vec<Option<Installed>> = Vec::with_capacity(sockets.len());
    for (index, socket) in sockets.iter().enumerate() {
        results.push(if ours(index) {
            found.next().map(|found| install(*socket, found))
        } else {
            None
        });
    }
    let mut turns = Turns::default();
    for (index, (socket, result)) in sockets.iter().zip(results).enumerate() {
        let (reused, failure) = match result {
            Some(installed) => {
                turns.take(installed.log(*socket))?;
                let reused = matches!(installed.how, How::Parked);
                match installed.how {
                    How::Failed(error, _) => (reused, Some(error)),
                    How::Dialled | How::Parked => (reused, None),
                }
            }
            None if stale.get(index) == Some(&true) => match connect_by_user(*socket) {
                Ok(failure) => (false, failure),
                Err(thrown) => {
                    turns.take(Err(thrown))?;
                    let class = socket.object.class_name();
                    let why = NotConnected::because(format!("{class}::connect() has thrown"));
                    (false, Some(why))
                }
            },
            None => (true, None),
        };
        turns.take(each(index, reused, failure.as_ref()))?;
    }
    turns.end()
}

/// `connect()` of a user class, unless the gateway is in backoff.
fn connect_by_user(socket: Socket<'_>) -> Result<Option<NotConnected>, Thrown> {
    if let Some((down, remaining)) = gateways::pausing(&socket.worker_addr()) {
        let error = NotConnected::in_backoff(&down, remaining);
        log_failure(socket, &error, None)?;
        return Ok(Some(error));
    }
    let connected = socket.object.call_known(&CONNECT, &[])?.is_truthy();
    Ok((!connected).then(|| NotConnected::refused_by(socket.object)))
}

/// What was done for a socket, and is still to be logged.
struct Installed {
    /// It had another connection before.
    replaced: bool,
    how: How,
}

enum How {
    Dialled,
    /// No line: that a connection has been there before is how things should be.
    Parked,
    Failed(NotConnected, Option<Down>),
}

fn install(socket: Socket<'_>, found: Found) -> Installed {
    let replaced = socket.is_connected();
    if replaced {
        socket.note_lost();
    }
    let how = match found {
        Found::Dialled(connection) => {
            install_dialled(socket, connection);
            How::Dialled
        }
        Found::Parked(connection) => {
            socket.install(connection, socket.worker_addr());
            How::Parked
        }
        Found::Failed(error, down) => {
            socket.discard();
            How::Failed(error, down)
        }
    };
    Installed { replaced, how }
}

impl Installed {
    fn log(&self, socket: Socket<'_>) -> Result<(), Thrown> {
        if self.replaced {
            log_close(socket)?;
        }
        match &self.how {
            How::Dialled => log_success(socket),
            How::Parked => Ok(()),
            How::Failed(error, down) => log_failure(socket, error, down.as_ref()),
        }
    }
}

fn object<'a>(sockets: &[Socket<'a>], index: usize) -> Option<&'a ZObj> {
    sockets.get(index).map(|socket| socket.object)
}
