//! Fibers that Revolt's loop resumes, and so Workerman 5's where it takes that loop.
//!
//! A fiber is suspended here as Revolt suspends one, but without Revolt's own object for that, which allows nobody else
//! to resume the fiber: who does makes it look and wait again.
//!
//! While a fiber is suspended, it is the loop's watches alone that keep it: one that no loop will resume any more is
//! destroyed as any other.
use super::{bell, Ended};
use crate::zend::error;
use crate::zend::function::{call_static, UserClass};
use crate::zend::stream::Stream;
use crate::zend::weak::Weak;
use crate::zend::{throw_builtin, Builtin, Thrown, ZObject, ZVal};
use std::cell::RefCell;
use std::os::fd::OwnedFd;
use std::time::Duration;

const EVENT_LOOP: &str = "Revolt\\EventLoop";

/// The loop is there, and running: it will resume the calling code, which is in a fiber.
pub fn runs() -> Result<bool, Thrown> {
    if UserClass::loaded(EVENT_LOOP).is_none() {
        return Ok(false);
    }
    let driver = call_static(EVENT_LOOP, "getDriver", &[])?;
    match driver.as_object() {
        Some(driver) => Ok(driver.call("isRunning", &[])?.is_truthy()),
        None => Ok(false),
    }
}

pub fn wait(one: OwnedFd, at_most: Option<Duration>) -> Result<Ended, Thrown> {
    let stream = Stream::to_watch(one)
        .ok_or_else(|| throw_builtin(Builtin::RuntimeException, "netsvr: no stream to wait for"))?;
    suspend(Some(&stream), at_most, &RefCell::default())
}

/// What a sleeping fiber is woken by, while it sleeps.
pub type Sleeper = RefCell<Option<Weak>>;

pub fn sleep(sleeper: &Sleeper, at_most: Duration) -> Result<Ended, Thrown> {
    suspend(None, Some(at_most), sleeper)
}

pub fn wake(sleeper: &Sleeper) -> Result<(), Thrown> {
    let bell = sleeper.borrow().clone();
    let Some(bell) = bell.map(|bell| bell.get()).transpose()?.flatten() else {
        return Ok(());
    };
    call_static(EVENT_LOOP, "queue", &[closure(&bell)?]).map(drop)
}

fn closure(bell: &ZObject) -> Result<ZVal, Thrown> {
    call_static("Closure", "fromCallable", &[(&**bell).into()])
}

/// Suspends the fiber until the bell rings: by the stream, by the time, or by another fiber.
fn suspend(
    stream: Option<&Stream>,
    at_most: Option<Duration>,
    sleeper: &Sleeper,
) -> Result<Ended, Thrown> {
    let mut watches = Vec::with_capacity(2);
    let mut known = None;
    let result = (|| {
        let bell = bell::of(call_static("Fiber", "getCurrent", &[])?)?;
        known = Weak::to(&bell)?;
        sleeper.replace(known.clone());
        let closure = closure(&bell)?;
        drop(bell);
        if let Some(stream) = stream {
            let arguments = [stream.value(), closure.clone()];
            watches.push(call_static(EVENT_LOOP, "onReadable", &arguments)?);
        }
        if let Some(time) = at_most {
            let arguments = [time.as_secs_f64().into(), closure.clone()];
            watches.push(call_static(EVENT_LOOP, "delay", &arguments)?);
        }
        drop(closure);
        call_static("Fiber", "suspend", &[]).map(drop)
    })();
    sleeper.take();
    // whatever ends the wait: a watch for a stream that is gone would break the loop
    error::aside(|| {
        if let Some(bell) = known.map(|bell| bell.get()).transpose()?.flatten() {
            bell::silence(&bell);
        }
        for watch in watches {
            call_static(EVENT_LOOP, "cancel", &[watch])?;
        }
        Ok(())
    });
    let Err(thrown) = result else {
        return Ok(Ended::Woken);
    };
    let exception = error::caught(thrown)?;
    if exception.is_a_named("FiberError") {
        return Ok(Ended::Refused);
    }
    Err(error::throw_object(exception))
}
