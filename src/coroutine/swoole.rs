//! Coroutines of Swoole.
use super::bell::{self, COROUTINE};
use super::{millis, Ended};
use crate::zend::error;
use crate::zend::function::{call_static, UserClass};
use crate::zend::{Thrown, View, ZObject, ZVal};
use std::os::fd::{AsRawFd, OwnedFd};
use std::time::Duration;

const EVENT: &str = "Swoole\\Event";
const TIMER: &str = "Swoole\\Timer";

/// The calling code runs in one of its coroutines.
pub fn runs() -> Result<bool, Thrown> {
    if UserClass::loaded(COROUTINE).is_none() {
        return Ok(false);
    }
    let id = call_static(COROUTINE, "getCid", &[])?;
    Ok(matches!(id.view(), View::Long(id) if id > 0))
}

/// Not by `System::waitEvent()`: Swoole 5.1.8 ends the process where that is cancelled in the moment in which the
/// descriptor is ready.
pub fn wait(one: &OwnedFd, at_most: Option<Duration>) -> Result<Ended, Thrown> {
    let descriptor: ZVal = i64::from(one.as_raw_fd()).into();
    let bell = bell::of(call_static(COROUTINE, "getCid", &[])?)?;
    let callback: ZVal = (&*bell).into();
    let mut timer = None;
    let mut watched = false;
    let result = (|| {
        call_static(EVENT, "add", &[descriptor.clone(), callback.clone()])?;
        watched = true;
        if at_most.is_some() {
            let arguments = [millis(at_most).into(), callback.clone()];
            timer = Some(call_static(TIMER, "after", &arguments)?);
        }
        call_static(COROUTINE, "yield", &[])
    })();
    bell::silence(&bell);
    error::aside(|| {
        if watched {
            call_static(EVENT, "del", &[descriptor])?;
        }
        if let Some(timer) = timer {
            call_static(TIMER, "clear", &[timer])?;
        }
        Ok(())
    });
    result?;
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
