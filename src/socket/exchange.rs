//! The exchange of one call over task sockets: frames out, answers in, all gateways at once, whatever a socket is.
//!
//! Sockets of the native family are written and read here, side by side. Child classes that override `send` or
//! `receive` are called: a query sends to all of them before it receives from the first one. Sockets that are written
//! wholly in PHP are called as the package calls them, one after the other.
use super::class;
use super::extended::{self, Extended};
use super::leases::{lease_all, Leases};
use super::native::Native;
use super::outcome::{self, Failed, Half, Reason};
pub use super::pool::Lease;
use super::pool::{self, Use};
use super::side_by_side::{
    at_once, exchange_all, exchanged, native_socket, natives, put_back, AtOnce,
};
use super::state::Socket;
use super::telling::leave_to_others;
use super::user_class;
use crate::api::GET_WORKER_ADDR;
use crate::exception::{DECODE_EXCEPTION, SOCKET_RECEIVE_EXCEPTION};
use crate::fleet;
use crate::gateways;
use crate::turns::Turns;
use crate::zend::{error, Thrown, ZObj, ZObject, ZStr, ZVal};
use netsvr_client::{Cause, Deadline, OutFrame};
use netsvr_wire::{frame, Command, Gateway, COMMAND_SIZE};
use std::borrow::Cow;
use std::rc::Rc;

pub use super::side_by_side::write_quietly;

/// Frames for one socket.
pub struct Job<'a> {
    pub socket: ZObject,
    pub frames: Cow<'a, [OutFrame<'a>]>,
    /// In a coroutine: by which it has the connection.
    pub lease: Option<Rc<Lease>>,
}

/// Writes one-way frames. Gives which of them failed for good, and why; each failure has been logged.
///
/// # Errors
/// What callbacks and user classes throw.
pub fn one_way(jobs: &[Job<'_>]) -> Result<Vec<Failed>, Thrown> {
    if pool::concerns() {
        return one_way_in_pool(jobs);
    }
    one_way_on(jobs)
}

#[cold]
#[inline(never)]
fn one_way_in_pool(jobs: &[Job<'_>]) -> Result<Vec<Failed>, Thrown> {
    let leases = lease_all(jobs, Use::Commands)?;
    let failed = one_way_on(&leases.jobs)?;
    in_call(jobs, &leases, failed, Half::Send)
}

/// How a call over connections of pools has failed: with the positions of its own jobs.
fn in_call(
    jobs: &[Job<'_>],
    leases: &Leases<'_>,
    failed: Vec<Failed>,
    half: Half,
) -> Result<Vec<Failed>, Thrown> {
    let mut all: Vec<Failed> = failed
        .into_iter()
        .filter_map(|failed| {
            let index = *leases.at.get(failed.index)?;
            Some(Failed { index, ..failed })
        })
        .collect();
    // the logger is about to be called
    let done = leases.jobs.iter().filter_map(|job| job.lease.as_ref());
    done.for_each(|lease| lease.give_back());
    let mut turns = Turns::default();
    for (index, why) in &leases.refused {
        let Some((job, socket)) = jobs
            .get(*index)
            .and_then(|job| Some((job, Socket::of(&job.socket)?)))
        else {
            continue;
        };
        gateways::counters(&socket.worker_addr()).failed(Cause::Paused, job.frames.len().max(1));
        turns.take(outcome::log_without_connection(socket, half, why))?;
        all.push(Failed {
            index: *index,
            worker_addr: socket.worker_addr(),
            reason: Reason::without_connection(socket, half, why),
            socket: job.socket.to_owned(),
        });
    }
    turns.end()?;
    all.sort_by_key(|failed| failed.index);
    Ok(all)
}

#[inline]
fn one_way_on(jobs: &[Job<'_>]) -> Result<Vec<Failed>, Thrown> {
    let mut natives = match jobs {
        [job] => match at_once(job)? {
            AtOnce::Done => return Ok(Vec::new()),
            AtOnce::Concluded(failed) => return Ok(failed.into_iter().collect()),
            AtOnce::NotTried => exchanged(jobs)?,
        },
        _ => exchanged(jobs)?,
    };
    let mut failed: Vec<Failed> = natives.iter_mut().filter_map(Native::failed).collect();
    if natives.len() < jobs.len() {
        // user classes are about to be called
        leave_to_others(&mut natives);
    }
    for (index, job) in jobs.iter().enumerate() {
        if native_socket(&job.socket).is_some() {
            continue;
        }
        if let Some(reason) = user_class::send(&job.socket, &job.frames)? {
            failed.push(Failed {
                index,
                worker_addr: worker_addr(&job.socket)?,
                reason,
                socket: job.socket.to_owned(),
            });
        }
    }
    failed.sort_by_key(|failed| failed.index);
    Ok(failed)
}

/// Sends one request to each socket and hands every answer's body to `answered`, in the order of the jobs. All
/// requests of one call share its `deadline`, which the first of them sets. Gives which gateways did not answer, and why.
/// Sockets that are written in PHP are not asked any more once one has failed, unless `on` says so.
///
/// # Errors
/// What callbacks and user classes, and `answered` throw.
pub fn request(
    command: Command,
    jobs: &[Job<'_>],
    deadline: &mut Option<Deadline>,
    on: bool,
    answered: impl FnMut(usize, &[u8]) -> Result<(), Thrown>,
) -> Result<Vec<Failed>, Thrown> {
    if pool::concerns() {
        return request_in_pool(command, jobs, deadline, on, answered);
    }
    request_on(command, jobs, deadline, on, answered)
}

#[cold]
#[inline(never)]
fn request_in_pool(
    command: Command,
    jobs: &[Job<'_>],
    deadline: &mut Option<Deadline>,
    on: bool,
    mut answered: impl FnMut(usize, &[u8]) -> Result<(), Thrown>,
) -> Result<Vec<Failed>, Thrown> {
    let leases = lease_all(jobs, Use::Question)?;
    let failed = request_on(command, &leases.jobs, deadline, on, |index, body| {
        leases
            .at
            .get(index)
            .map_or(Ok(()), |at| answered(*at, body))
    })?;
    in_call(jobs, &leases, failed, Half::Receive)
}

#[inline]
fn request_on(
    command: Command,
    jobs: &[Job<'_>],
    deadline: &mut Option<Deadline>,
    on: bool,
    mut answered: impl FnMut(usize, &[u8]) -> Result<(), Thrown>,
) -> Result<Vec<Failed>, Thrown> {
    let mut natives = natives(jobs);
    let mut extended = if natives.len() == jobs.len() {
        Vec::new()
    } else {
        extended::extended(jobs)
    };
    if extended.is_empty() {
        exchange_all(&mut natives, Some(command), deadline)?;
    } else {
        exchange_with_extended(command, &mut natives, &mut extended, deadline)?;
    }
    let mut failed: Vec<Failed> = natives.iter_mut().filter_map(Native::failed).collect();
    if natives.len() < jobs.len() {
        leave_to_others(&mut natives);
    }
    let mut in_hand = None;
    let result = (|| {
        for extended in &mut extended {
            failed.extend(extended.failed()?);
        }
        let mut natives = natives.iter().peekable();
        let mut extended = extended.iter().peekable();
        for (index, job) in jobs.iter().enumerate() {
            in_hand = None;
            let native = natives.next_if(|native| native.index == index);
            let extended = extended.next_if(|extended| extended.index == index);
            if failed.iter().any(|failed| failed.index == index) {
                continue;
            }
            let by_user_code;
            let body = match (native, extended.map(|extended| &extended.answer)) {
                (Some(native), _) => native
                    .taken
                    .as_ref()
                    .map_or(&b""[..], |taken| taken.connection.answer_body()),
                (None, Some(Some(Ok(answer)))) => body(answer),
                _ if !failed.is_empty() && !on => continue,
                // called only now, for what the package does with an answer comes before the next question
                _ => match user_class::ask(command, &job.socket, &job.frames)? {
                    Ok(answer) => {
                        by_user_code = answer;
                        body(&by_user_code)
                    }
                    Err(reason) => {
                        failed.push(Failed {
                            index,
                            worker_addr: worker_addr(&job.socket)?,
                            reason,
                            socket: job.socket.to_owned(),
                        });
                        continue;
                    }
                },
            };
            in_hand = Some(job);
            answered(index, body)?;
        }
        Ok(())
    })();
    put_back(&mut natives);
    match (result, in_hand) {
        (Err(thrown), Some(job)) => Err(name_gateway(thrown, command, &job.socket)?),
        (Err(thrown), None) => Err(thrown),
        (Ok(()), _) => {
            failed.sort_by_key(|failed| failed.index);
            Ok(failed)
        }
    }
}

/// What follows an answer's command.
fn body(answer: &ZStr) -> &[u8] {
    answer.as_bytes().get(COMMAND_SIZE..).unwrap_or_default()
}

/// As [`exchange_all`], with child classes that are to be called: sent to before, received from afterwards.
fn exchange_with_extended(
    command: Command,
    natives: &mut [Native<'_>],
    extended: &mut [Extended<'_>],
    deadline: &mut Option<Deadline>,
) -> Result<(), Thrown> {
    let theirs = extended::send(extended, *deadline)?;
    if let Err(thrown) = exchange_all(natives, Some(command), deadline) {
        extended::abandon(extended);
        return Err(thrown);
    }
    let latest = deadline.map_or(theirs, |deadline| {
        if deadline.remaining() > theirs.remaining() {
            deadline
        } else {
            theirs
        }
    });
    *deadline = Some(latest);
    leave_to_others(natives);
    let received = extended::receive(command, extended, latest);
    if received.is_err() {
        put_back(natives);
    }
    received
}

/// Whether a socket is written wholly in PHP, and no child of ours.
pub fn is_in_php(socket: &ZObj) -> bool {
    Socket::of(socket).is_none()
}

/// Whether a socket is one of ours of which user classes have overridden nothing that [`ask_each`] does.
pub fn is_ours(socket: &ZObj) -> bool {
    native_socket(socket).is_some()
}

/// Sends one request to each socket, all at once; they [are ours](is_ours). Gives which have answered; why another one
/// has not, has been logged.
///
/// # Errors
/// What callbacks and user classes throw.
pub fn ask_each(command: Command, jobs: &[Job<'_>]) -> Result<Vec<bool>, Thrown> {
    let mut answered = vec![false; jobs.len()];
    request(command, jobs, &mut None, true, |index, _| {
        if let Some(answered) = answered.get_mut(index) {
            *answered = true;
        }
        Ok(())
    })?;
    Ok(answered)
}

/// Sends one request to a socket that [is ours](is_ours): command and body. Gives whether it has answered; why it has not, has
/// been logged.
///
/// # Errors
/// As [`ask_each`].
pub fn ask(command: Command, socket: &ZObj, payload: &ZStr) -> Result<bool, Thrown> {
    with_job(socket, payload, |jobs| {
        Ok(ask_each(command, jobs)? == [true])
    })
}

/// Writes a heartbeat on a socket that [is ours](is_ours). Gives whether that went well; why it did not, has been logged.
///
/// # Errors
/// As [`one_way`].
pub fn beat(socket: &ZObj, message: &ZStr) -> Result<bool, Thrown> {
    with_job(socket, message, |jobs| {
        let commanded = pool::commanded(socket);
        let failed = one_way(jobs)?;
        // it is nobody's command
        pool::set_commanded(socket, commanded);
        Ok(failed.is_empty())
    })
}

fn with_job(
    socket: &ZObj,
    payload: &ZStr,
    with: impl FnOnce(&[Job<'_>]) -> Result<bool, Thrown>,
) -> Result<bool, Thrown> {
    let Ok(length) = frame::length_prefix(payload.len()) else {
        return Ok(false);
    };
    with(&[Job {
        socket: socket.to_owned(),
        frames: vec![OutFrame::from([&length[..], payload.as_bytes()])].into(),
        lease: None,
    }])
}

/// Whether the connections of sockets of ours may be other coroutines': what goes over one by hand disturbs these.
pub fn is_shared() -> bool {
    pool::concerns()
}

/// Says in the message whose answer it was that did not parse, or was too large.
///
/// # Errors
/// What callbacks and user classes throw.
#[cold]
fn name_gateway(thrown: Thrown, command: Command, socket: &ZObj) -> Result<Thrown, Thrown> {
    let exception = error::caught(thrown)?;
    if exception.is_a(&DECODE_EXCEPTION) || exception.is_a(&SOCKET_RECEIVE_EXCEPTION) {
        let text = exception.call("getMessage", &[])?;
        let text = text.as_str().map_or_else(String::new, ZStr::to_text);
        let said = format!(
            "{text} (answer of {} to Cmd::{})",
            worker_addr(socket)?,
            command.name()
        );
        exception.write_property("message", &said.as_str().into())?;
    }
    Ok(error::throw_object(exception))
}

/// The worker address of any socket.
///
/// # Errors
/// What callbacks and user classes throw.
pub fn worker_addr(socket: &ZObj) -> Result<String, Thrown> {
    Ok(worker_addr_value(socket)?
        .as_str()
        .map_or_else(String::new, ZStr::to_text))
}

/// Which gateway a socket of either kind leads to, by what `netsvr.gateway` said when it was constructed; of those of
/// user classes, by what it says now.
///
/// # Errors
/// What callbacks and user classes throw.
pub fn gateway(socket: &ZObj) -> Result<Gateway, Thrown> {
    if !fleet::has_eight() {
        return Ok(Gateway::Five);
    }
    match Socket::of(socket).filter(|_| class::names_gateway_natively(socket)) {
        Some(native) => Ok(native.gateway()),
        None => Ok(fleet::gateway_at(&worker_addr(socket)?)),
    }
}

/// The worker address of any socket, as the PHP value it is.
///
/// # Errors
/// What callbacks and user classes throw.
pub fn worker_addr_value(socket: &ZObj) -> Result<ZVal, Thrown> {
    match Socket::of(socket).filter(|_| class::names_gateway_natively(socket)) {
        Some(native) => native.worker_addr_value(),
        None => socket.call_known(&GET_WORKER_ADDR, &[]),
    }
}
