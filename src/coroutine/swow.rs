//! Coroutines of Swow. The main one counts as outside, as it does for the engine.
use super::{millis, Ended};
use crate::zend::error;
use crate::zend::function::{call, UserClass};
use crate::zend::stream::Stream;
use crate::zend::{throw_builtin, Builtin, Thrown, ZObject};
use std::os::fd::OwnedFd;
use std::time::Duration;

/// `POLLIN`.
const POLL_IN: i64 = 1;

/// The calling code, which may be suspended and is in no fiber, runs in one of its coroutines.
pub fn runs() -> bool {
    UserClass::loaded("Swow\\Coroutine").is_some()
}

pub fn wait(one: OwnedFd, at_most: Option<Duration>) -> Result<Ended, Thrown> {
    let stream = Stream::to_watch(one)
        .ok_or_else(|| throw_builtin(Builtin::RuntimeException, "netsvr: no stream to wait for"))?;
    let arguments = [stream.value(), POLL_IN.into(), millis(at_most).into()];
    call(&"stream_poll_one".into(), None, &arguments)?;
    Ok(Ended::Woken)
}

pub fn channel() -> Result<ZObject, Thrown> {
    ZObject::construct_named("Swow\\Channel", &[1.into()])
}

pub fn sleep(channel: &ZObject, at_most: Duration) -> Result<Ended, Thrown> {
    let Err(thrown) = channel.call("pop", &[millis(Some(at_most)).into()]) else {
        return Ok(Ended::Woken);
    };
    // it throws where the time has passed
    let exception = error::caught(thrown)?;
    if exception.is_a_named("Swow\\ChannelException") {
        return Ok(Ended::Woken);
    }
    Err(error::throw_object(exception))
}
