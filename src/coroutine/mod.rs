//! Coroutines: whose they are, and how a call leaves the process to the others while it waits.
//!
//! | here | what for |
//! |---|---|
//! | [`Scheduler`] | who runs the coroutine that a call is made in |
//! | [`Nap`] | a coroutine that waits for another one |
//! | [`bell`] | what their loops call |
//! | [`revolt`], [`swoole`], [`swow`] | the schedulers that are known, and the names of what they have |
//!
//! All of them are asked the same: to go on with others until one descriptor can be read, or some time has passed. Where
//! several sockets are waited for, or writing, the descriptor is one that stands for them ([`netsvr_client::as_one`]).
//! A coroutine that comes back early, for whatever reason, looks and waits again.
mod bell;
mod revolt;
mod swoole;
mod swow;

use crate::settings::SETTINGS;
use crate::zend::context;
use crate::zend::{throw_builtin, Builtin, Thrown, ZObject};
use netsvr_client::Awaited;
use std::cell::RefCell;
use std::time::Duration;

/// At module start.
pub fn register() {
    bell::register();
}

/// Who runs coroutines.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Scheduler {
    /// The loop of fibers that Workerman 5 takes, too.
    Revolt,
    Swoole,
    Swow,
}

/// How a wait in a coroutine has ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Ended {
    /// Something may have happened.
    Woken,
    /// The coroutine has been told to give up.
    Cancelled,
    /// It cannot be suspended here: its fiber is being destroyed, for example.
    Refused,
}

/// Whether the calling code may run in a coroutine. Cheap.
#[inline]
pub fn may_suspend() -> bool {
    context::is_suspendable() && SETTINGS.get().coroutine.get()
}

impl Scheduler {
    /// Who runs the coroutine that the calling code is in. `None` outside, in fibers that no loop runs, and where
    /// `netsvr.coroutine` is off.
    ///
    /// # Errors
    /// What the scheduler throws.
    pub fn of_this_coroutine() -> Result<Option<Self>, Thrown> {
        if !may_suspend() {
            return Ok(None);
        }
        if context::is_in_fiber() {
            return Ok(revolt::runs()?.then_some(Self::Revolt));
        }
        if swoole::runs()? {
            return Ok(Some(Self::Swoole));
        }
        Ok(swow::runs().then_some(Self::Swow))
    }

    /// Leaves the process to others until one of the descriptors may be ready, or the time has passed.
    ///
    /// # Errors
    /// What is thrown into the coroutine; its end; what the scheduler throws.
    pub fn wait(self, fds: &[Awaited<'_>], at_most: Option<Duration>) -> Result<Ended, Thrown> {
        let one = netsvr_client::as_one(fds).map_err(|error| {
            throw_builtin(
                Builtin::RuntimeException,
                &format!("netsvr: a coroutine cannot wait for its gateways: {error}"),
            )
        })?;
        match self {
            Self::Revolt => revolt::wait(one, at_most),
            Self::Swoole => swoole::wait(&one, at_most),
            Self::Swow => swow::wait(one, at_most),
        }
    }
}

/// A coroutine that sleeps until another one wakes it.
pub enum Nap {
    Revolt(revolt::Sleeper),
    /// With a channel, from which it takes and into which the other one puts.
    Swoole(ZObject),
    Swow(ZObject),
}

impl Nap {
    /// For the coroutine that the calling code is in.
    ///
    /// # Errors
    /// What the scheduler throws.
    pub fn of(scheduler: Scheduler) -> Result<Self, Thrown> {
        Ok(match scheduler {
            Scheduler::Revolt => Self::Revolt(RefCell::default()),
            Scheduler::Swoole => Self::Swoole(swoole::channel()?),
            Scheduler::Swow => Self::Swow(swow::channel()?),
        })
    }

    /// Sleeps until it is woken, or the time has passed. May end early.
    ///
    /// # Errors
    /// As [`Scheduler::wait`].
    pub fn sleep(&self, at_most: Duration) -> Result<Ended, Thrown> {
        match self {
            Self::Revolt(sleeper) => revolt::sleep(sleeper, at_most),
            Self::Swoole(channel) => swoole::sleep(channel, at_most),
            Self::Swow(channel) => swow::sleep(channel, at_most),
        }
    }

    /// Wakes it, at once or soon.
    ///
    /// # Errors
    /// What the scheduler throws.
    pub fn wake(&self) -> Result<(), Thrown> {
        match self {
            Self::Revolt(sleeper) => revolt::wake(sleeper),
            Self::Swoole(channel) | Self::Swow(channel) => {
                channel.call("push", &[true.into()]).map(drop)
            }
        }
    }
}

/// Milliseconds as the schedulers take them: at least one, and what is unbounded is `-1`.
fn millis(at_most: Option<Duration>) -> i64 {
    at_most.map_or(-1, |time| {
        i64::try_from(time.as_millis()).unwrap_or(i64::MAX).max(1)
    })
}
