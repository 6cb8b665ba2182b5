//! Connecting socket objects to their gateways: one, or several side by side.
use super::class;
use super::state::{Signals, Socket};
use crate::exception::SOCKET_CONNECT_EXCEPTION;
use crate::logger::{self, Level};
use crate::zend::{Interned, Thrown, ZObj};
use netsvr_client::{dial, ConnectError, Connection, Deadline, ResolveError};

pub static CONNECT: Interned = Interned::new("connect");

/// Why a socket has no connection.
#[derive(Clone, Debug)]
pub struct NotConnected {
    pub message: String,
    pub code: i64,
    pub timed_out: bool,
}

impl From<ConnectError> for NotConnected {
    fn from(error: ConnectError) -> Self {
        Self {
            message: error.message(),
            code: i64::from(error.errno()),
            timed_out: error.is_timeout(),
        }
    }
}

impl From<&ResolveError> for NotConnected {
    fn from(error: &ResolveError) -> Self {
        Self {
            message: error.to_string(),
            code: 0,
            timed_out: false,
        }
    }
}

impl NotConnected {
    /// `connect()` of user code gave false.
    fn refused_by(object: &ZObj) -> Self {
        Self {
            message: format!("{}::connect() returned false", object.class_name()),
            code: 0,
            timed_out: false,
        }
    }
}

/// How dialling ended.
pub type Dialled = Result<Connection, NotConnected>;

/// Dials the gateways of these sockets at the same time, each within its own connect timeout.
fn dial_all(sockets: &[Socket<'_>]) -> Result<Vec<Dialled>, Thrown> {
    let mut targets = Vec::with_capacity(sockets.len());
    let resolved: Vec<_> = sockets
        .iter()
        .map(|socket| match dial::resolve(&socket.worker_addr()) {
            Ok(addr) => {
                targets.push((addr, Deadline::after(socket.connect_timeout())));
                Ok(())
            }
            Err(error) => Err(NotConnected::from(&error)),
        })
        .collect();
    let mut signals = Signals::default();
    let mut connections = dial::dial_all(&targets, &mut signals).into_iter();
    signals.finish()?;
    let dialled = resolved.into_iter().map(|resolved| {
        resolved?;
        match connections.next() {
            Some(connection) => connection.map_err(NotConnected::from),
            None => Err(NotConnected {
                message: "not dialled".into(),
                code: 0,
                timed_out: false,
            }),
        }
    });
    Ok(dialled.collect())
}

fn log_failure(socket: Socket<'_>, error: &NotConnected) -> Result<(), Thrown> {
    let description =
        logger::describe_failure(&SOCKET_CONNECT_EXCEPTION, &error.message, error.code)?;
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

/// `connect()`: dials, and only then lets go of the connection there was.
///
/// # Errors
/// What the logger or a signal's handler throws.
pub fn connect(socket: Socket<'_>) -> Result<bool, Thrown> {
    match dial_all(&[socket])?.pop() {
        Some(dialled) => conclude(socket, dialled),
        None => Ok(false),
    }
}

/// Gives the socket the connection that dialling gave, in place of the one there was, or logs why it gave none.
///
/// # Errors
/// What the logger throws.
pub fn conclude(socket: Socket<'_>, dialled: Dialled) -> Result<bool, Thrown> {
    match dialled {
        Ok(connection) => {
            if class::closes_natively(socket.object) {
                let replaced = socket.is_connected();
                socket.install(connection);
                if replaced {
                    log_close(socket)?;
                }
            } else {
                // the original calls it whether there is something to close or not
                socket.close()?;
                socket.install(connection);
            }
            log_success(socket)?;
            Ok(true)
        }
        Err(error) => {
            log_failure(socket, &error)?;
            Ok(false)
        }
    }
}

/// Gives every socket a connection that may be used: those without one, or with one that has gone stale, are
/// dialled side by side. `each` is told of every socket in order, after its own log lines: its position, whether its
/// connection is a new one, and why it has none.
///
/// # Errors
/// What the logger, a signal's handler, an overridden `connect()` or `each` throws.
pub fn make_ready(
    sockets: &[Socket<'_>],
    mut each: impl FnMut(usize, bool, Option<&NotConnected>) -> Result<(), Thrown>,
) -> Result<(), Thrown> {
    if let [socket] = sockets {
        if !socket.needs_dialling() {
            return each(0, false, None);
        }
    }
    let stale: Vec<bool> = sockets
        .iter()
        .map(|socket| socket.needs_dialling())
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
    let mut dialled = if targets.is_empty() {
        Vec::new().into_iter()
    } else {
        dial_all(&targets)?.into_iter()
    };
    // installed first, all of them: a logger that throws must not cost a connection
    let mut results: Vec<Option<(bool, Result<(), NotConnected>)>> =
        Vec::with_capacity(sockets.len());
    for (index, socket) in sockets.iter().enumerate() {
        results.push(if ours(index) {
            let replaced = socket.is_connected();
            dialled.next().map(|result| match result {
                Ok(connection) => {
                    socket.install(connection);
                    (replaced, Ok(()))
                }
                Err(error) => {
                    socket.discard();
                    (replaced, Err(error))
                }
            })
        } else {
            None
        });
    }
    for (index, (socket, result)) in sockets.iter().zip(results).enumerate() {
        let failure = match result {
            Some((replaced, result)) => {
                if replaced {
                    log_close(*socket)?;
                }
                match &result {
                    Ok(()) => log_success(*socket)?,
                    Err(error) => log_failure(*socket, error)?,
                }
                result.err()
            }
            None if stale.get(index) == Some(&true) => {
                let connected = socket.object.call_known(&CONNECT, &[])?.is_truthy();
                (!connected).then(|| NotConnected::refused_by(socket.object))
            }
            None => None,
        };
        each(index, stale.get(index) == Some(&true), failure.as_ref())?;
    }
    Ok(())
}

fn object<'a>(sockets: &[Socket<'a>], index: usize) -> Option<&'a ZObj> {
    sockets.get(index).map(|socket| socket.object)
}
