//! The exchange of one call over task sockets: frames out, answers in, all gateways at once, whatever a socket is.
//!
//! Sockets of the native family are written and read here, side by side. Child classes that override `send` or
//! `receive` are called: a query sends to all of them before it receives from the first one. Sockets that are written
//! wholly in PHP are called as the package calls them, one after the other.
use super::class;
use super::extended::{self, Extended};
use super::native::{
    at_once, exchange_all, exchanged, native_socket, natives, put_back, AtOnce, Native,
};
use super::outcome::Reason;
use super::state::Socket;
use super::user_class;
use crate::api::GET_WORKER_ADDR;
use crate::exception::{DECODE_EXCEPTION, SOCKET_RECEIVE_EXCEPTION};
use crate::zend::{error, Thrown, ZObj, ZObject, ZStr, ZVal};
use netsvr_client::{Deadline, OutFrame};
use netsvr_wire::{Command, COMMAND_SIZE};
use std::borrow::Cow;

/// Frames for one socket.
pub struct Job<'a> {
    pub socket: ZObject,
    pub frames: Cow<'a, [OutFrame<'a>]>,
}

/// Writes one-way frames. Gives why the first of them failed for good; each failure has been logged.
///
/// # Errors
/// What callbacks and user classes throw.
pub fn one_way(jobs: &[Job<'_>]) -> Result<Option<Reason>, Thrown> {
    let mut natives = match jobs {
        [job] => match at_once(job)? {
            AtOnce::Done => return Ok(None),
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
        let reason = user_class::send(&job.socket, &job.frames)?;
        first = first.or(reason);
    }
    Ok(first)
}

/// Sends one request to each socket and hands every answer's body to `answered`, in the order of the jobs. All
/// requests of one call share its `deadline`, which the first of them sets.
///
/// # Errors
/// `SocketReceiveException` when a gateway did not answer, with the reason behind it; what callbacks and user classes, and
/// `answered` throw.
pub fn request(
    command: Command,
    jobs: &[Job<'_>],
    deadline: &mut Option<Deadline>,
    mut answered: impl FnMut(usize, &[u8]) -> Result<(), Thrown>,
) -> Result<(), Thrown> {
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
    let disconnected =
        |reason: &Reason| reason.throw_as(&SOCKET_RECEIVE_EXCEPTION, &disconnected(command));
    let mut in_hand = None;
    let result = match first_reason(&natives, &extended) {
        Some(reason) => Err(disconnected(reason)),
        None => (|| {
            let mut natives = natives.iter().peekable();
            let mut extended = extended.iter().peekable();
            for (index, job) in jobs.iter().enumerate() {
                in_hand = None;
                let by_user_code;
                let body = if let Some(native) = natives.next_if(|native| native.index == index) {
                    native
                        .taken
                        .as_ref()
                        .map_or(&b""[..], |taken| taken.connection.answer_body())
                } else {
                    by_user_code = match extended.next_if(|extended| extended.index == index) {
                        Some(Extended {
                            answer: Some(Ok(answer)),
                            ..
                        }) => (**answer).to_owned(),
                        // called only now, for what the package does with an answer comes before the next question
                        _ => user_class::ask(command, &job.socket, &job.frames)?
                            .map_err(|reason| disconnected(&reason))?,
                    };
                    by_user_code
                        .as_bytes()
                        .get(COMMAND_SIZE..)
                        .unwrap_or_default()
                };
                in_hand = Some(job);
                answered(index, body)?;
            }
            Ok(())
        })(),
    };
    put_back(&mut natives);
    match (result, in_hand) {
        (Err(thrown), Some(job)) => Err(name_gateway(thrown, command, &job.socket)?),
        (result, _) => result,
    }
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
    let received = extended::receive(command, extended, latest);
    if received.is_err() {
        put_back(natives);
    }
    received
}

/// Why the first of them has no answer that has none.
fn first_reason<'r>(natives: &'r [Native<'_>], extended: &'r [Extended<'_>]) -> Option<&'r Reason> {
    let of_natives = natives
        .iter()
        .filter_map(|native| Some((native.index, native.reason.as_ref()?)));
    let of_extended = extended.iter().filter_map(|one| match &one.answer {
        Some(Err(reason)) => Some((one.index, reason)),
        _ => None,
    });
    of_natives
        .chain(of_extended)
        .min_by_key(|(index, _)| *index)
        .map(|(_, reason)| reason)
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
    let mut natives = natives(jobs);
    exchange_all(&mut natives, Some(command), &mut None)?;
    let mut answered = vec![false; jobs.len()];
    for native in &natives {
        if let Some(answered) = answered.get_mut(native.index) {
            *answered = native.is_answered();
        }
    }
    put_back(&mut natives);
    Ok(answered)
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

fn disconnected(command: Command) -> String {
    format!(
        "call Cmd::{} failed because the connection to the netsvr was disconnected",
        command.name()
    )
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
