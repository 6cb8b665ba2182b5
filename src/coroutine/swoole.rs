//! Coroutines of Swoole.
use super::{millis, Ended};
use crate::zend::function::{call_static, UserClass};
use crate::zend::{Thrown, View, ZObject};
use std::os::fd::{AsRawFd, OwnedFd};
use std::time::Duration;

const COROUTINE: &str = "Swoole\\Coroutine";
/// `SWOOLE_EVENT_READ`.
const EVENT_READ: i64 = 1 << 9;

/// The calling code runs in one of its coroutines.
pub fn runs() -> Result<bool, Thrown> {
    if UserClass::loaded(COROUTINE).is_none() {
        return Ok(false);
    }
    let id = call_static(COROUTINE, "getCid", &[])?;
    Ok(matches!(id.view(), View::Long(id) if id > 0))
}

pub fn wait(one: &OwnedFd, at_most: Option<Duration>) -> Result<Ended, Thrown> {
    let descriptor = i64::from(one.as_raw_fd());
    let arguments = [
        descriptor.into(),
        EVENT_READ.into(),
        seconds(at_most).into(),
    ];
    call_static("Swoole\\Coroutine\\System", "waitEvent", &arguments)?;
    ended()
}

pub fn channel() -> Result<ZObject, Thrown> {
    ZObject::construct_named("Swoole\\Coroutine\\Channel", &[1.into()])
}

pub fn sleep(channel: &ZObject, at_most: Duration) -> Result<Ended, Thrown> {
    channel.call("pop", &[seconds(Some(at_most)).into()])?;
    ended()
}

/// `Coroutine::cancel()` ends a wait without an exception.
fn ended() -> Result<Ended, Thrown> {
    let cancelled = call_static(COROUTINE, "isCanceled", &[])?.is_truthy();
    Ok(if cancelled {
        Ended::Cancelled
    } else {
        Ended::Woken
    })
}

#[allow(clippy::cast_precision_loss)] // a time-out of less than some millennia
fn seconds(at_most: Option<Duration>) -> f64 {
    match millis(at_most) {
        -1 => -1.0,
        millis => millis as f64 / 1000.0,
    }
}
