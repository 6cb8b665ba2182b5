//! Delivering frames to the sockets of a call, and fetching the answers: all gateways at once, whatever a socket is.
//!
//! Sockets of the native family are written and read here, side by side. Child classes whose `send` or `receive` user
//! code has overridden are called: in a query all of them are sent to before the first one is received from. Sockets
//! that are written wholly in PHP are called as the original calls them, one after the other.
use super::class;
use super::extended::{self, Extended};
use super::native::{
    at_once, exchange_all, exchanged, native_socket, natives, put_back, AtOnce, Native,
};
use super::outcome::{Half, Reason};
use super::state::Socket;
use super::user_code;
use crate::api::GET_WORKER_ADDR;
use crate::exception::{DECODE_EXCEPTION, SOCKET_RECEIVE_EXCEPTION};
use crate::main_socket;
use crate::settings::{OnSendFailure, SETTINGS};
use crate::zend::{error, Thrown, ZObj, ZObject, ZStr, ZVal};
use netsvr_client::{Deadline, OutFrame};
use netsvr_wire::{Command, COMMAND_SIZE};
use std::borrow::Cow;

/// Frames for one socket.
pub struct Job<'a> {
    pub socket: ZObject,
    pub frames: Cow<'a, [OutFrame<'a>]>,
}

/// Writes one-way frames. Failures are logged, or thrown once all sockets had their turn, as
/// `netsvr.on_send_failure` says.
///
/// # Errors
/// `SocketSendException`; what user code throws.
pub fn one_way(jobs: &[Job<'_>]) -> Result<(), Thrown> {
    if jobs
        .iter()
        .any(|job| main_socket::delivery::native(&job.socket).is_some())
    {
        return one_way_with_main_sockets(jobs);
    }
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
    throw_if_wanted(first)
}

/// One-way frames for sockets that are found one after the other, by user code. A socket of user code is called at
/// once, as the original does; what is for sockets of ours is written at the end, side by side.
#[derive(Default)]
pub struct OneWay<'a> {
    later: Vec<Job<'a>>,
    failed: Option<Reason>,
}

impl<'a> OneWay<'a> {
    /// Takes the frames for one more socket.
    ///
    /// # Errors
    /// What user code throws.
    pub fn add(&mut self, job: Job<'a>) -> Result<(), Thrown> {
        if is_ours(&job.socket) || main_socket::delivery::native(&job.socket).is_some() {
            self.later.push(job);
            return Ok(());
        }
        let reason = user_code::send(&job.socket, &job.frames)?;
        self.failed = self.failed.take().or(reason);
        Ok(())
    }

    /// Writes what is left to be written. Failures are told as in [`one_way`].
    ///
    /// # Errors
    /// As there.
    pub fn finish(self) -> Result<(), Thrown> {
        one_way(&self.later)?;
        throw_if_wanted(self.failed)
    }
}

/// Frames for main sockets are written there. Those of a main socket whose connection is lost go through the task
/// socket of its gateway, together with the frames that were for task sockets from the start.
fn one_way_with_main_sockets(jobs: &[Job<'_>]) -> Result<(), Thrown> {
    let mut others: Vec<Job<'_>> = Vec::new();
    let mut first = None;
    for job in jobs {
        let Some(main) = main_socket::delivery::native(&job.socket) else {
            others.push(Job {
                socket: job.socket.to_owned(),
                frames: Cow::Borrowed(&job.frames),
            });
            continue;
        };
        match main_socket::delivery::one_way(main, &job.frames)? {
            Ok(None) => {}
            Ok(Some(detour)) => others.push(Job {
                socket: detour.task_socket,
                frames: Cow::Borrowed(job.frames.get(detour.from..).unwrap_or_default()),
            }),
            Err(why) => first = first.or(Some(Reason::user(Half::Send, why))),
        }
    }
    if !others.is_empty() {
        one_way(&others)?;
    }
    throw_if_wanted(first)
}

fn throw_if_wanted(failed: Option<Reason>) -> Result<(), Thrown> {
    match failed {
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
    if main_socket::turn::is_corked() {
        // what the caller sent before this request is to be on its way before it
        main_socket::turn::flush()?;
    }
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
                        // called only now, for what the original does with an answer comes before the next question
                        _ => user_code::ask(command, &job.socket, &job.frames)?
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
pub fn is_of_user_code(socket: &ZObj) -> bool {
    Socket::of(socket).is_none()
}

/// Whether a socket is one of ours of which user code has overridden nothing that [`ask_each`] does.
pub fn is_ours(socket: &ZObj) -> bool {
    native_socket(socket).is_some()
}

/// Sends one request to each socket, all at once; they [are ours](is_ours). Gives which have answered; why another one
/// has not, has been logged.
///
/// # Errors
/// What user code throws.
pub fn ask_each(command: Command, jobs: &[Job<'_>]) -> Result<Vec<bool>, Thrown> {
    let mut natives = natives(jobs);
    exchange_all(&mut natives, Some(command), &mut None)?;
    let mut answered = vec![false; jobs.len()];
    for native in &natives {
        if let Some(answered) = answered.get_mut(native.index) {
            *answered = native.reason.is_none() && native.taken.is_some();
        }
    }
    put_back(&mut natives);
    Ok(answered)
}

/// Says in the message whose answer it was that did not parse, or was too large.
///
/// # Errors
/// What user code throws.
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
    match Socket::of(socket).filter(|_| class::names_gateway_natively(socket)) {
        Some(native) => native.worker_addr_value(),
        None => socket.call_known(&GET_WORKER_ADDR, &[]),
    }
}
