//! Delivering frames to the sockets of a call, and fetching the answers: all gateways at once, whatever a socket is.
//!
//! Sockets of the native family are written and read here, side by side. Sockets of user code (and those whose
//! `send` or `receive` user code has overridden) are called as the original calls them.
use super::dialling::make_ready;
use super::outcome::{self, Reason};
use super::state::{Signals, Socket, Taken};
use super::user_code;
use crate::exception::SOCKET_RECEIVE_EXCEPTION;
use crate::settings::{OnSendFailure, SETTINGS};
use crate::zend::{error, Interned, Thrown, ZObj, ZObject, ZString, ZVal};
use netsvr_client::exchange::{self, Exchange};
use netsvr_client::{Deadline, ExchangeError, Failure, OutFrame, ReadError, WriteError};
use netsvr_wire::{Command, COMMAND_SIZE};
use std::borrow::Cow;
use std::time::Duration;

static GET_WORKER_ADDR: Interned = Interned::new("getworkeraddr");

/// At module start.
pub fn register() {
    GET_WORKER_ADDR.make();
}

/// Frames for one socket.
pub struct Job<'a> {
    pub socket: ZObject,
    pub frames: Cow<'a, [OutFrame<'a>]>,
}

/// A job on a socket of the native family, on its way.
struct Native<'j> {
    index: usize,
    socket: Socket<'j>,
    frames: &'j [OutFrame<'j>],
    taken: Option<Taken>,
    /// The connection had been there before this call: it may have gone stale unnoticed.
    reused: bool,
    reason: Option<Reason>,
}

/// Writes one-way frames. Failures are logged, or thrown once all sockets had their turn, as
/// `netsvr.on_send_failure` says.
///
/// # Errors
/// `SocketSendException`; what user code throws.
pub fn one_way(jobs: &[Job<'_>]) -> Result<(), Thrown> {
    let mut natives = match jobs {
        [job] => match at_once(job)? {
            AtOnce::Done => return Ok(()),
            AtOnce::Concluded(native) => vec![native],
            AtOnce::NotTried => exchanged(jobs)?,
        },
        _ => exchanged(jobs)?,
    };
    let mut first = natives.iter_mut().find_map(|native| native.reason.take());
    for job in jobs
        .iter()
        .filter(|job| native_socket(&job.socket).is_none())
    {
        let reason = user_code::send(&job.socket, &job.frames)?;
        first = first.or(reason);
    }
    match first {
        Some(reason) if SETTINGS.get().on_send_failure.get() == OnSendFailure::Throw => {
            Err(reason.throw_as_send())
        }
        _ => Ok(()),
    }
}

/// Sends one request to each socket and hands every answer's body to `answered`, in the order of the jobs. All
/// requests of one call of user code share its `deadline`, which the first of them sets.
///
/// # Errors
/// `SocketReceiveException` when a gateway did not answer, with the reason behind it; what user code and
/// `answered` throw.
pub fn request(
    command: Command,
    jobs: &[Job<'_>],
    deadline: &mut Option<Deadline>,
    mut answered: impl FnMut(usize, &[u8]) -> Result<(), Thrown>,
) -> Result<(), Thrown> {
    let mut natives = natives(jobs);
    exchange_all(&mut natives, Some(command), deadline)?;
    let mut reasons: Vec<(usize, Reason)> = natives
        .iter_mut()
        .filter_map(|native| native.reason.take().map(|reason| (native.index, reason)))
        .collect();
    let mut by_user_code: Vec<(usize, ZString)> = Vec::new();
    if reasons.is_empty() {
        for (index, job) in jobs
            .iter()
            .enumerate()
            .filter(|(_, job)| native_socket(&job.socket).is_none())
        {
            match user_code::ask(command, &job.socket, &job.frames)? {
                Ok(answer) => by_user_code.push((index, answer)),
                Err(reason) => {
                    reasons.push((index, reason));
                    break;
                }
            }
        }
    }
    let result = match reasons.iter().min_by_key(|(index, _)| *index) {
        Some((_, reason)) => {
            Err(reason.throw_as(&SOCKET_RECEIVE_EXCEPTION, &disconnected(command)))
        }
        None => error::guarded(|| {
            let mut natives = natives.iter().peekable();
            let mut by_user_code = by_user_code.iter().peekable();
            for index in 0..jobs.len() {
                if let Some(native) = natives.next_if(|native| native.index == index) {
                    let body = native
                        .taken
                        .as_ref()
                        .map_or(&b""[..], |taken| taken.connection.answer_body());
                    answered(index, body)?;
                } else if let Some((_, answer)) = by_user_code.next_if(|(at, _)| *at == index) {
                    answered(
                        index,
                        answer.as_bytes().get(COMMAND_SIZE..).unwrap_or_default(),
                    )?;
                }
            }
            Ok(())
        }),
    };
    put_back(&mut natives);
    result
}

fn disconnected(command: Command) -> String {
    format!(
        "call Cmd::{} failed because the connection to the netsvr was disconnected",
        command.name()
    )
}

fn native_socket(object: &ZObj) -> Option<Socket<'_>> {
    Socket::of(object).filter(|socket| socket.is_plain())
}

fn natives<'j, 'a: 'j>(jobs: &'j [Job<'a>]) -> Vec<Native<'j>> {
    let native = |(index, job): (usize, &'j Job<'a>)| {
        let socket = native_socket(&job.socket)?;
        Some(Native {
            index,
            socket,
            frames: &job.frames,
            taken: None,
            reused: false,
            reason: None,
        })
    };
    jobs.iter().enumerate().filter_map(native).collect()
}

fn exchanged<'j, 'a: 'j>(jobs: &'j [Job<'a>]) -> Result<Vec<Native<'j>>, Thrown> {
    let mut natives = natives(jobs);
    exchange_all(&mut natives, None, &mut None)?;
    Ok(natives)
}

/// How a single message fared that was written without further ado.
enum AtOnce<'j> {
    Done,
    /// It failed, and has been tried again, or reported.
    Concluded(Native<'j>),
    /// The socket is not ours, or not ready.
    NotTried,
}

/// The common case, without taking memory: one socket of ours, whose connection is there.
fn at_once<'j, 'a: 'j>(job: &'j Job<'a>) -> Result<AtOnce<'j>, Thrown> {
    let Some(socket) = native_socket(&job.socket) else {
        return Ok(AtOnce::NotTried);
    };
    if socket.needs_dialling() {
        return Ok(AtOnce::NotTried);
    }
    let Some(mut taken) = socket.take() else {
        return Ok(AtOnce::NotTried);
    };
    let deadline = Deadline::after(socket.send_receive_timeout());
    let mut signals = Signals::default();
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
fn exchange_all(
    natives: &mut [Native<'_>],
    expect: Option<Command>,
    deadline: &mut Option<Deadline>,
) -> Result<(), Thrown> {
    if natives.is_empty() {
        return Ok(());
    }
    ready(natives, expect.is_none())?;
    let deadline = *deadline.get_or_insert_with(|| longest_deadline(natives));
    let failures = run(natives, expect, deadline)?;
    conclude(natives, failures, expect, deadline)
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
    for native in natives.iter_mut() {
        native.reused = native.socket.is_connected();
    }
    make_ready(&sockets, |index, fresh, failure| {
        let Some(native) = natives.get_mut(index) else {
            return Ok(());
        };
        native.reused &= !fresh;
        if let Some(failure) = failure {
            native.reason = Some(Reason::not_connected(native.socket, failure));
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
            if native.reason.is_some() || native.taken.is_some() {
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
        if native.reason.is_none() && native.taken.is_none() {
            // user code closed it between connecting and here
            failures.push((position, not_connected()));
        }
    }
    for (position, failure) in results {
        match failure {
            Some(failure) => failures.push((position, failure)),
            None if expect.is_none() => {
                if let Some(native) = natives.get_mut(position) {
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
    fn put_back(&mut self) {
        if let Some(taken) = self.taken.take() {
            if self.socket.put_back(taken) {
                self.socket.discard();
            }
        }
    }
}

fn put_back(natives: &mut [Native<'_>]) {
    natives.iter_mut().for_each(Native::put_back);
}

/// User code ended the call: what was under way is not to be used again.
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
    make_ready(&sockets, |index, _, failure| {
        let native = positions
            .get(index)
            .and_then(|position| natives.get_mut(*position));
        if let (Some(native), Some(failure)) = (native, failure) {
            native.reason = Some(Reason::not_connected(native.socket, failure));
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
        if let Some(taken) = native.taken.take() {
            native.socket.put_back(taken);
        }
    }
    for (position, failure) in failures {
        let Some(socket) = natives.get(position).map(|native| native.socket) else {
            continue;
        };
        socket.close()?;
        outcome::log_failure(socket, &failure.error)?;
    }
    Ok(())
}

/// The worker address of any socket.
///
/// # Errors
/// What user code throws.
pub fn worker_addr(socket: &ZObj) -> Result<String, Thrown> {
    Ok(worker_addr_value(socket)?
        .as_str()
        .map_or_else(String::new, super::super::zend::string::ZStr::to_text))
}

/// The worker address of any socket, as the PHP value it is.
///
/// # Errors
/// What user code throws.
pub fn worker_addr_value(socket: &ZObj) -> Result<ZVal, Thrown> {
    match native_socket(socket) {
        Some(native) => Ok(native.worker_addr_value()),
        None => socket.call_known(&GET_WORKER_ADDR, &[]),
    }
}
