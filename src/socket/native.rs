//! The sockets of the native family in one call: connected, written and read side by side, tried once more where that
//! can do no harm, and reported.
use super::dialling::{self, make_ready, Source};
use super::exchange::Job;
use super::outcome::{self, Reason};
use super::signals::Signals;
use super::state::{Socket, Taken};
use crate::gateways;
use crate::settings::SETTINGS;
use crate::turns::Turns;
use crate::zend::{Thrown, ZObj};
use netsvr_client::exchange::{self, Exchange};
use netsvr_client::{Cause, Deadline, ExchangeError, Failure, OutFrame, ReadError, WriteError};
use netsvr_wire::Command;
use std::time::{Duration, Instant};

/// A job on a socket of the native family, on its way.
pub struct Native<'j> {
    /// Position of its job.
    pub index: usize,
    socket: Socket<'j>,
    frames: &'j [OutFrame<'j>],
    /// Its connection, while it is in use or holds an answer.
    pub taken: Option<Taken>,
    /// The connection had been there before this call: it may have gone stale unnoticed.
    reused: bool,
    /// Written, with no answer to come: whatever becomes of the others, it has had its turn.
    done: bool,
    /// Why it failed for good.
    pub reason: Option<Reason>,
}

/// The socket, if it is ours and nothing of what we would do has been overridden.
pub fn native_socket(object: &ZObj) -> Option<Socket<'_>> {
    Socket::of(object).filter(|socket| socket.is_plain())
}

/// The jobs on sockets of ours.
pub fn natives<'j, 'a: 'j>(jobs: &'j [Job<'a>]) -> Vec<Native<'j>> {
    let native = |(index, job): (usize, &'j Job<'a>)| {
        let socket = native_socket(&job.socket)?;
        Some(Native {
            index,
            socket,
            frames: &job.frames,
            taken: None,
            reused: false,
            done: false,
            reason: None,
        })
    };
    jobs.iter().enumerate().filter_map(native).collect()
}

/// One-way jobs on sockets of ours, done or failed for good.
///
/// # Errors
/// What callbacks and user classes throw.
pub fn exchanged<'j, 'a: 'j>(jobs: &'j [Job<'a>]) -> Result<Vec<Native<'j>>, Thrown> {
    let mut natives = natives(jobs);
    exchange_all(&mut natives, None, &mut None)?;
    Ok(natives)
}

/// How a single message fared that was written without further ado.
pub enum AtOnce<'j> {
    Done,
    /// It failed, and has been tried again, or reported.
    Concluded(Native<'j>),
    /// The socket is not ours, or not ready.
    NotTried,
}

/// The common case, without further ado: one socket of ours, whose connection is there, or in the process.
///
/// # Errors
/// What callbacks and user classes throw.
#[inline(always)]
#[allow(clippy::inline_always)] // as `Socket::take`
pub fn at_once<'j, 'a: 'j>(job: &'j Job<'a>) -> Result<AtOnce<'j>, Thrown> {
    let Some(socket) = native_socket(&job.socket) else {
        return Ok(AtOnce::NotTried);
    };
    let now = Instant::now();
    if socket.needs_dialling(now) && !dialling::take_over_parked(socket, now) {
        return Ok(AtOnce::NotTried);
    }
    let Some(mut taken) = socket.take() else {
        return Ok(AtOnce::NotTried);
    };
    let deadline = Deadline::counted_from(now, socket.send_receive_timeout());
    let mut signals = Signals::of(socket);
    let result = taken
        .connection
        .write_all(&job.frames, deadline, &mut signals);
    let Err(failure) = result else {
        if socket.put_back(taken) {
            socket.discard();
        }
        signals.finish()?;
        return Ok(AtOnce::Done);
    };
    let mut natives = [Native {
        index: 0,
        socket,
        frames: &job.frames,
        taken: Some(taken),
        reused: true,
        done: false,
        reason: None,
    }];
    if let Err(thrown) = signals.finish() {
        abandon(&mut natives);
        return Err(thrown);
    }
    conclude(&mut natives, vec![(0, failure)], None, deadline)?;
    let [native] = natives;
    Ok(AtOnce::Concluded(native))
}

/// Connects, writes, reads, and once more where that can do no harm. What failed for good has a reason afterwards,
/// and has been logged.
///
/// # Errors
/// What callbacks and user classes throw; the connections are back then.
pub fn exchange_all(
    natives: &mut [Native<'_>],
    expect: Option<Command>,
    deadline: &mut Option<Deadline>,
) -> Result<(), Thrown> {
    if natives.is_empty() {
        return Ok(());
    }
    let mut turns = Turns::default();
    match (ready(natives, expect.is_none()), expect) {
        // what was thrown about one gateway does not cost another one its message
        (told, None) => turns.take(told)?,
        (told, Some(_)) => told?,
    }
    let deadline = *deadline.get_or_insert_with(|| longest_deadline(natives));
    let done = run(natives, expect, deadline)
        .and_then(|failures| conclude(natives, failures, expect, deadline));
    turns.take(done)?;
    turns.end()
}

/// Tries again what may be, and reports what failed for good.
fn conclude(
    natives: &mut [Native<'_>],
    failures: Vec<(usize, Failure)>,
    expect: Option<Command>,
    deadline: Deadline,
) -> Result<(), Thrown> {
    let result =
        retry(natives, failures, expect, deadline).and_then(|failures| report(natives, failures));
    if result.is_err() {
        put_back(natives);
    }
    result
}

/// Connects what needs it. A one-way command's socket without a connection is told of at once, behind its own
/// connect line.
fn ready(natives: &mut [Native<'_>], one_way: bool) -> Result<(), Thrown> {
    let sockets: Vec<Socket<'_>> = natives.iter().map(|native| native.socket).collect();
    if !one_way {
        for socket in sockets.iter().filter(|socket| socket.owes_answer()) {
            socket.close()?;
        }
    }
    make_ready(&sockets, Source::Any, |index, reused, failure| {
        let Some(native) = natives.get_mut(index) else {
            return Ok(());
        };
        native.reused = reused;
        if let Some(failure) = failure {
            native.reason = Some(Reason::not_connected(native.socket, failure));
            native.count_failed(failure.cause, 0);
            if one_way {
                outcome::log_not_connected(native.socket)?;
            }
        }
        Ok(())
    })
}

fn longest_deadline(natives: &[Native<'_>]) -> Deadline {
    let longest = natives
        .iter()
        .map(|native| native.socket.send_receive_timeout())
        .max();
    Deadline::after(longest.unwrap_or(Duration::ZERO))
}

/// Takes the connections out and runs the exchanges. Gives the failures; what went well stays taken when there is
/// an answer to read, and is put back otherwise.
fn run(
    natives: &mut [Native<'_>],
    expect: Option<Command>,
    deadline: Deadline,
) -> Result<Vec<(usize, Failure)>, Thrown> {
    let mut at = Vec::with_capacity(natives.len());
    let mut signals = Signals::default();
    let mut results: Vec<(usize, Option<Failure>)> = Vec::with_capacity(natives.len());
    {
        let mut exchanges = Vec::with_capacity(natives.len());
        for (position, native) in natives.iter_mut().enumerate() {
            if native.done || native.reason.is_some() || native.taken.is_some() {
                continue;
            }
            native.taken = native.socket.take();
            let Some(taken) = native.taken.as_mut() else {
                continue;
            };
            at.push(position);
            exchanges.push(match expect {
                Some(command) => Exchange::request(&mut taken.connection, native.frames, command),
                None => Exchange::one_way(&mut taken.connection, native.frames),
            });
        }
        exchange::run(
            &mut exchanges,
            SETTINGS.get().max_packet_size.get(),
            deadline,
            &mut signals,
        );
        for (position, exchange) in at.into_iter().zip(exchanges) {
            results.push((position, exchange.into_result().err()));
        }
    }
    if let Err(thrown) = signals.finish() {
        abandon(natives);
        return Err(thrown);
    }
    let mut failures = Vec::new();
    for (position, native) in natives.iter_mut().enumerate() {
        if !native.done && native.reason.is_none() && native.taken.is_none() {
            // PHP code closed it between connecting and here
            failures.push((position, not_connected()));
        }
    }
    for (position, failure) in results {
        match failure {
            Some(failure) => failures.push((position, failure)),
            None if expect.is_none() => {
                if let Some(native) = natives.get_mut(position) {
                    native.done = true;
                    native.put_back();
                }
            }
            None => {}
        }
    }
    failures.sort_by_key(|(position, _)| *position);
    Ok(failures)
}

fn not_connected() -> Failure {
    Failure {
        error: WriteError::Closed.into(),
        sent: netsvr_client::Sent::default(),
    }
}

impl Native<'_> {
    /// Counts what failed for good, once `sent` of its frames were written.
    fn count_failed(&self, cause: Cause, sent: usize) {
        let failed = self.frames.len().saturating_sub(sent).max(1);
        gateways::counters(&self.socket.worker_addr()).failed(cause, failed);
    }

    fn put_back(&mut self) {
        if let Some(taken) = self.taken.take() {
            if self.socket.put_back(taken) {
                self.socket.discard();
            }
        }
    }
}

/// Gives the connections back to their sockets.
pub fn put_back(natives: &mut [Native<'_>]) {
    natives.iter_mut().for_each(Native::put_back);
}

/// PHP code ended the call: what was under way is not to be used again.
fn abandon(natives: &mut [Native<'_>]) {
    for native in natives {
        if let Some(taken) = &mut native.taken {
            taken.connection.poison();
        }
        native.put_back();
    }
}

/// Once more on a fresh connection, where that can do no harm. Gives the failures that remain.
fn retry(
    natives: &mut [Native<'_>],
    failures: Vec<(usize, Failure)>,
    expect: Option<Command>,
    deadline: Deadline,
) -> Result<Vec<(usize, Failure)>, Thrown> {
    if failures.is_empty() || deadline.expired() {
        return Ok(failures);
    }
    let (mut again, mut remaining): (Vec<_>, Vec<_>) =
        failures.into_iter().partition(|(position, failure)| {
            natives
                .get(*position)
                .is_some_and(|native| native.may_repeat(failure))
        });
    if again.is_empty() {
        return Ok(remaining);
    }
    for (position, _) in &again {
        let Some(native) = natives.get_mut(*position) else {
            continue;
        };
        native.taken = None;
        native.socket.close()?;
    }
    again.sort_by_key(|(position, _)| *position);
    let positions: Vec<usize> = again.iter().map(|(position, _)| *position).collect();
    let sockets: Vec<Socket<'_>> = positions
        .iter()
        .filter_map(|position| natives.get(*position))
        .map(|native| native.socket)
        .collect();
    make_ready(&sockets, Source::Dial, |index, _, failure| {
        let native = positions
            .get(index)
            .and_then(|position| natives.get_mut(*position));
        if let (Some(native), Some(failure)) = (native, failure) {
            native.reason = Some(Reason::not_connected(native.socket, failure));
            native.count_failed(failure.cause, 0);
            if expect.is_none() {
                outcome::log_not_connected(native.socket)?;
            }
        }
        Ok(())
    })?;
    remaining.extend(run(natives, expect, deadline)?);
    remaining.sort_by_key(|(position, _)| *position);
    Ok(remaining)
}

impl Native<'_> {
    /// Whether the exchange may be tried on a fresh connection: its own had been there before and turned out to
    /// be closed, and the gateway cannot have taken what would be written again, or it is a request, which changes
    /// nothing.
    fn may_repeat(&self, failure: &Failure) -> bool {
        match failure.error {
            ExchangeError::Write(WriteError::Closed | WriteError::Unread | WriteError::Foreign) => {
                failure.sent.is_nothing()
            }
            // frames written to their last byte may have been taken, or be lost: not for us to say
            ExchangeError::Write(WriteError::Io(_)) => self.reused && failure.sent.frames == 0,
            ExchangeError::Read(ReadError::Closed { received: 0 } | ReadError::Io(_)) => {
                self.reused
            }
            // a signal's handler has forked, and this is the child: the answer is its parent's
            ExchangeError::Read(ReadError::Foreign) => true,
            _ => false,
        }
    }
}

/// Logs what failed for good, and keeps the reasons.
fn report(natives: &mut [Native<'_>], failures: Vec<(usize, Failure)>) -> Result<(), Thrown> {
    for (position, failure) in &failures {
        let Some(native) = natives.get_mut(*position) else {
            continue;
        };
        native.reason = Some(Reason::exchange(native.socket, &failure.error));
        native.count_failed(Cause::from(&failure.error), failure.sent.frames);
        if let Some(taken) = native.taken.take() {
            native.socket.put_back(taken);
        }
    }
    let mut turns = Turns::default();
    for (position, failure) in failures {
        let Some(socket) = natives.get(position).map(|native| native.socket) else {
            continue;
        };
        turns.take(socket.close())?;
        turns.take(outcome::log_failure(socket, &failure.error))?;
    }
    turns.end()
}
