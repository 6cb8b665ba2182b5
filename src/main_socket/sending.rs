//! Frames on main sockets: written without waiting, corked while events are handled, and refused rather than kept
//! without bound when the gateway stops reading.
use super::class;
use super::state::{MainSocket, Refusals};
use super::{registration, renewal, traffic, turn};
use crate::exception::SOCKET_SEND_EXCEPTION;
use crate::gateways;
use crate::logger::Level;
use crate::settings::{OnSendFailure, SETTINGS};
use crate::zend::{error, Thrown, ZObj, ZObject};
use netsvr_client::{Cause, OutFrame, Unsent, WriteError};
use std::time::{Duration, Instant};

/// Time after a line about a refused message in which further ones are only counted.
const QUIET: Duration = Duration::from_secs(1);

/// How frames fared.
pub enum Fate {
    /// Written, or kept to be written soon.
    Sent,
    /// The gateway cannot have taken those from this one on: they may go another way.
    NotTaken { from: usize, why: String },
    /// Enough waits already.
    Full(String),
}

/// A main socket of ours whose `send()` is not overridden.
pub fn native(socket: &ZObj) -> Option<MainSocket<'_>> {
    MainSocket::of(socket).filter(|main| class::sends_natively(main.object))
}

/// Writes frames, or corks them.
///
/// # Errors
/// What the logger or the host's loop throws.
pub fn deliver(main: MainSocket<'_>, frames: &[OutFrame<'_>]) -> Result<Fate, Thrown> {
    let mark = SETTINGS.get().max_send_buffer.get();
    let corks = turn::corks(main);
    if renewal::is_registering(main) {
        return Ok(Fate::NotTaken {
            from: 0,
            why: "the main socket is being registered".to_owned(),
        });
    }
    let result = main.with_stream(|stream| {
        let alive = match turn::state() {
            turn::State::Idle => stream.is_alive(),
            turn::State::Dispatching | turn::State::InFibers => stream.is_still_alive(),
        };
        if !alive && !stream.is_foreign() {
            return Err(Unsent {
                error: WriteError::Closed,
                taken: 0,
            });
        }
        let written = if corks {
            stream.cork(frames, mark)
        } else {
            stream.write(frames, mark)
        };
        written.map(|()| stream.unwritten())
    });
    match result {
        Some(Ok(0)) => Ok(Fate::Sent),
        Some(Ok(_)) => {
            if corks {
                turn::flush_later(main);
            } else {
                main.want_writable()?;
            }
            Ok(Fate::Sent)
        }
        None => Ok(Fate::NotTaken {
            from: 0,
            why: "the main socket is not registered".to_owned(),
        }),
        Some(Err(Unsent {
            error: error @ WriteError::Full { .. },
            ..
        })) => Ok(Fate::Full(format!(
            "{error} (netsvr.max_send_buffer); nothing was sent"
        ))),
        Some(Err(Unsent {
            error: WriteError::Foreign,
            ..
        })) => {
            main.let_go()?;
            Ok(Fate::NotTaken {
                from: 0,
                why: WriteError::Foreign.to_string(),
            })
        }
        Some(Err(Unsent { error, taken })) => {
            main.lost_writing(&error)?;
            Ok(Fate::NotTaken {
                from: taken,
                why: error.to_string(),
            })
        }
    }
}

/// Frames for one gateway on their way to its task socket instead.
pub struct Detour {
    pub task_socket: ZObject,
    pub from: usize,
}

/// Delivers a one-way command. Gives the task socket that it must go through instead, if the connection is lost, or
/// why it could not be sent, which has been logged.
///
/// # Errors
/// What the logger, the host's loop or user classes' throw.
pub fn one_way(
    main: MainSocket<'_>,
    frames: &[OutFrame<'_>],
) -> Result<Result<Option<Detour>, String>, Thrown> {
    let why = match deliver(main, frames)? {
        Fate::Sent => {
            main.note_command();
            return Ok(Ok(None));
        }
        Fate::NotTaken { from, why } => {
            if let Some(task_socket) = registration::task_socket(main)? {
                return Ok(Ok(Some(Detour { task_socket, from })));
            }
            failed(main, Cause::Closed, frames.len().saturating_sub(from))?;
            log_failure(main, &why)?;
            why
        }
        Fate::Full(why) => {
            failed(main, Cause::BufferFull, frames.len())?;
            log_refusal(main, frames.len(), &why)?;
            why
        }
    };
    Ok(Err(format!(
        "send to {} failed: {why}",
        main.worker_addr()?
    )))
}

/// `send()`: without a way round.
///
/// # Errors
/// `SocketSendException` when `netsvr.on_send_failure` says so; what the logger throws.
pub fn send(main: MainSocket<'_>, frames: &[OutFrame<'_>]) -> Result<(), Thrown> {
    let why = match deliver(main, frames)? {
        Fate::Sent => {
            main.note_command();
            return Ok(());
        }
        Fate::NotTaken { from, why } => {
            failed(main, Cause::Closed, frames.len().saturating_sub(from))?;
            log_failure(main, &why)?;
            why
        }
        Fate::Full(why) => {
            failed(main, Cause::BufferFull, frames.len())?;
            log_refusal(main, frames.len(), &why)?;
            why
        }
    };
    if SETTINGS.get().on_send_failure.get() == OnSendFailure::Throw {
        let message = format!("send to {} failed: {why}", main.worker_addr()?);
        return Err(error::throw(&SOCKET_SEND_EXCEPTION, &message, 0));
    }
    Ok(())
}

/// Counts what was not sent.
fn failed(main: MainSocket<'_>, cause: Cause, messages: usize) -> Result<(), Thrown> {
    traffic::failed(messages);
    gateways::counters(&main.worker_addr()?).failed(cause, messages);
    Ok(())
}

/// The line for messages that found no room. Those of the second after a line are counted, and said in the next one.
fn log_refusal(main: MainSocket<'_>, messages: usize, why: &str) -> Result<(), Thrown> {
    let refusals = main.state.refusals.get();
    if refusals.said.is_some_and(|said| said.elapsed() < QUIET) {
        main.state.refusals.set(Refusals {
            unsaid: refusals.unsaid + messages,
            ..refusals
        });
        return Ok(());
    }
    say_refusals(main)?;
    main.state.refusals.set(Refusals {
        said: Some(Instant::now()),
        unsaid: 0,
    });
    log_failure(main, why)
}

/// Says what has been counted.
///
/// # Errors
/// What the logger throws.
pub fn say_refusals(main: MainSocket<'_>) -> Result<(), Thrown> {
    let unsaid = main.state.refusals.get().unsaid;
    if unsaid == 0 {
        return Ok(());
    }
    main.state.refusals.set(Refusals::default());
    let line = main.line(Level::Error, |to| {
        format!("send to {to} failed for {unsaid} more messages: the gateway was not reading.")
    })?;
    main.tell(line.frames(Some(unsaid)))
}

fn log_failure(main: MainSocket<'_>, why: &str) -> Result<(), Thrown> {
    let line = main.line(Level::Error, |to| format!("send to {to} failed."))?;
    main.log(line.describes(&SOCKET_SEND_EXCEPTION, why, 0))
}
