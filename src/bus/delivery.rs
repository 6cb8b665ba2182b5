//! Frames of a call on their way to sockets of both kinds: main sockets, which carry one-way commands while they are
//! registered, and task sockets, which carry everything else.
use super::{coalesce, failures};
use crate::main_socket::{sending, turn};
use crate::settings::{OnSendFailure, SETTINGS};
use crate::socket::exchange::{self, Job};
use crate::socket::outcome::{Failed, Half, Reason};
use crate::zend::{Thrown, ZObj};
use netsvr_client::Deadline;
use netsvr_wire::Command;
use std::borrow::Cow;

pub use crate::socket::exchange::{is_in_php, is_ours, worker_addr_value};

fn is_ours_of_either_kind(socket: &ZObj) -> bool {
    is_ours(socket) || sending::native(socket).is_some()
}

/// Writes one-way frames. Failures are logged, or thrown once all sockets had their turn, as
/// `netsvr.on_send_failure` says.
///
/// # Errors
/// `SocketSendException`; what callbacks and user classes throw.
pub fn one_way(jobs: &[Job<'_>]) -> Result<(), Thrown> {
    coalesce::end_if_any()?;
    throw_if_wanted(&write(jobs)?)
}

#[inline]
fn write(jobs: &[Job<'_>]) -> Result<Vec<Failed>, Thrown> {
    if jobs
        .iter()
        .any(|job| sending::native(&job.socket).is_some())
    {
        one_way_with_main_sockets(jobs)
    } else {
        exchange::one_way(jobs)
    }
}

/// Frames for main sockets are written there. Those of a main socket whose connection is lost go through the task
/// socket of its gateway, together with the frames that were for task sockets from the start.
fn one_way_with_main_sockets(jobs: &[Job<'_>]) -> Result<Vec<Failed>, Thrown> {
    let mut others: Vec<Job<'_>> = Vec::new();
    let mut failed = Vec::new();
    for (index, job) in jobs.iter().enumerate() {
        let Some(main) = sending::native(&job.socket) else {
            others.push(Job {
                socket: job.socket.to_owned(),
                frames: Cow::Borrowed(&job.frames),
                lease: None,
            });
            continue;
        };
        match sending::one_way(main, &job.frames)? {
            Ok(None) => {}
            Ok(Some(detour)) => others.push(Job {
                socket: detour.task_socket,
                frames: Cow::Borrowed(job.frames.get(detour.from..).unwrap_or_default()),
                lease: None,
            }),
            Err(why) => failed.push(Failed {
                index,
                worker_addr: main.worker_addr()?,
                reason: Reason::user(Half::Send, why),
                socket: job.socket.to_owned(),
            }),
        }
    }
    let mut all = exchange::one_way(&others)?;
    all.append(&mut failed);
    Ok(all)
}

/// One-way frames for sockets that are found one after the other, by user classes. A socket that is written in PHP is
/// called at once, as in the package; what is for sockets of ours is written at the end, side by side.
#[derive(Default)]
pub struct OneWay<'a> {
    later: Vec<Job<'a>>,
    failed: Vec<Failed>,
}

impl<'a> OneWay<'a> {
    /// Takes the frames for one more socket.
    ///
    /// # Errors
    /// What callbacks and user classes throw.
    pub fn add(&mut self, job: Job<'a>) -> Result<(), Thrown> {
        coalesce::end_if_any()?;
        if is_ours_of_either_kind(&job.socket) {
            self.later.push(job);
            return Ok(());
        }
        let failed = exchange::one_way(std::slice::from_ref(&job))?;
        self.failed.extend(failed);
        Ok(())
    }

    /// Writes what is left to be written. Failures are told as in [`one_way`].
    ///
    /// # Errors
    /// As there.
    pub fn finish(self) -> Result<(), Thrown> {
        coalesce::end_if_any()?;
        let mut failed = self.failed;
        failed.splice(0..0, write(&self.later)?);
        throw_if_wanted(&failed)
    }
}

fn throw_if_wanted(failed: &[Failed]) -> Result<(), Thrown> {
    if failed.is_empty() || SETTINGS.get().on_send_failure.get() != OnSendFailure::Throw {
        return Ok(());
    }
    Err(failures::thrown_by_send(failed))
}

/// Sends one request to each socket, as [`exchange::request`]. What the caller has sent before it on main sockets is on
/// its way before it.
///
/// # Errors
/// As there; what the logger or the host's loop throws.
pub fn request(
    command: Command,
    jobs: &[Job<'_>],
    deadline: &mut Option<Deadline>,
    on: bool,
    answered: impl FnMut(usize, &[u8]) -> Result<(), Thrown>,
) -> Result<Vec<Failed>, Thrown> {
    coalesce::end_if_any()?;
    if turn::is_corked() {
        turn::flush()?;
    }
    exchange::request(command, jobs, deadline, on, answered)
}
