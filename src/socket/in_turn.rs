//! Heartbeats where coroutines share the connection of a task socket: sending one, and connecting where that fails, wait their
//! turn as commands do. A socket of a user class keeps its turn from `send()` to `connect()`.
use super::dialling::Source;
use super::exchange::{self, Job};
use super::heartbeat::{connects_after, is_pausing, send_by_hand};
use super::leases::lease_all;
use super::pool::{self, Use};
use super::side_by_side::{connect_all, natives};
use super::state::Socket;
use crate::zend::{Thrown, ZObj, ZVal};
use std::borrow::Cow;

/// A heartbeat, and a connection where that fails.
///
/// # Errors
/// What callbacks and user classes throw.
pub(super) fn beat(object: &ZObj, message: &ZVal) -> Result<(), Thrown> {
    match message.as_str().filter(|_| exchange::is_ours(object)) {
        Some(message) if exchange::beat(object, message)? => Ok(()),
        Some(_) => connect(object),
        None => in_turn(object, |_| {
            let sent = send_by_hand(object, message)?;
            connects_after(object, sent)
        }),
    }
}

/// A heartbeat alone.
///
/// # Errors
/// What callbacks and user classes throw.
pub(super) fn send(object: &ZObj, message: &ZVal) -> Result<(), Thrown> {
    match message.as_str().filter(|_| exchange::is_ours(object)) {
        Some(message) => exchange::beat(object, message).map(drop),
        None => in_turn(object, |_| send_by_hand(object, message).map(drop)),
    }
}

/// Connects, unless another coroutine has done so while the logger was suspended, or is about to.
fn connect(object: &ZObj) -> Result<(), Thrown> {
    in_turn(object, |job| {
        if Socket::of(object).is_none_or(Socket::is_connected) || is_pausing(object) {
            return Ok(());
        }
        connect_all(&mut natives(std::slice::from_ref(job)), Source::Dial)
    })
}

/// Has the connection for this, which is nobody's command. Nothing is done where others keep it: who uses it shows the gateway that
/// we are here.
fn in_turn(object: &ZObj, step: impl FnOnce(&Job<'_>) -> Result<(), Thrown>) -> Result<(), Thrown> {
    let commanded = pool::commanded(object);
    let job = Job {
        socket: object.to_owned(),
        frames: Cow::Borrowed(&[]),
        lease: None,
    };
    let jobs = [job];
    let leases = lease_all(&jobs, Use::Commands)?;
    pool::set_commanded(object, commanded);
    let Some(job) = leases.jobs.first() else {
        return Ok(());
    };
    let is_others = || Socket::of(object).is_some_and(Socket::is_leased);
    if job.lease.is_none() && is_others() {
        return Ok(());
    }
    step(job)
}
