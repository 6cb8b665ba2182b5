//! Waiting for the gateways of main sockets in the middle of a call: in a coroutine others run meanwhile, elsewhere
//! nothing does. The connections stay in their places, so that whoever runs can send, handle events, and close them. So
//! the caller looks again afterwards.
use super::renewal;
use super::state::MainSocket;
use crate::coroutine::{Ended, Scheduler};
use crate::zend::{interrupt, throw_builtin, Builtin, Thrown};
use netsvr_client::{as_one, wait_for_any, Awaited, Hook, SharedStream, Stopped, Watch};
use std::io::{Error, ErrorKind};
use std::os::fd::AsFd;
use std::time::Duration;

/// Longest wait of a coroutine before it looks again: nothing wakes it where another one closes the connection.
const GLANCE: Duration = Duration::from_millis(50);

/// What is waited for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Until {
    /// A connection has come about, or a gateway has answered that was asked to register one.
    Registered,
    /// Something can be read.
    Arrived,
    /// The same, or written where something waits to be.
    Readable,
    /// What waits can be written.
    Writable,
}

/// Ends a wait when a signal has come: its handler is a callback, which must not run inside the wait.
#[derive(Default)]
pub struct Wake {
    waited: bool,
}

impl Hook for Wake {
    fn interrupted(&mut self) -> Result<(), Stopped> {
        if self.waited || interrupt::is_pending() {
            return Err(Stopped);
        }
        self.waited = true;
        Ok(())
    }
}

/// Waits until one of them may be ready, or the time has passed. It may come back early, as the hook ends it when a signal
/// has come.
///
/// # Errors
/// What is thrown into the coroutine; what its scheduler throws; what the system says.
pub fn wait(
    mains: &[MainSocket<'_>],
    until: Until,
    at_most: Duration,
    hook: &mut dyn Hook,
) -> Result<Ended, Thrown> {
    let scheduler = if at_most.is_zero() {
        None
    } else {
        Scheduler::of_this_coroutine()?
    };
    if let Some(scheduler) = scheduler {
        let one = watch(mains, until, |watches| {
            let fds: Vec<_> = watches.iter().map(Watch::awaited).collect();
            as_one(&fds)
        });
        let one = one.map_err(|problem| cannot_wait(&problem))?;
        let ended = scheduler.wait(&[Awaited::readable(one.as_fd())], Some(at_most.min(GLANCE)))?;
        if ended != Ended::Refused {
            return Ok(ended);
        }
    }
    match watch(mains, until, |it| wait_for_any(it, at_most, hook)) {
        Err(problem) if problem.kind() != ErrorKind::Interrupted => Err(cannot_wait(&problem)),
        _ => Ok(Ended::Woken),
    }
}

/// As [`wait`]; then the handlers of signals run that have come. `false` when the call is to give up.
///
/// # Errors
/// As [`wait`]; what a signal's handler throws.
pub fn wait_and_dispatch(
    mains: &[MainSocket<'_>],
    until: Until,
    at_most: Duration,
) -> Result<bool, Thrown> {
    let ended = wait(mains, until, at_most, &mut Wake::default())?;
    interrupt::dispatch()?;
    Ok(ended != Ended::Cancelled)
}

/// The system refuses to wait.
pub fn cannot_wait(problem: &Error) -> Thrown {
    throw_builtin(
        Builtin::RuntimeException,
        &format!("waiting for the gateways failed: {problem}"),
    )
}

fn watch<R>(mains: &[MainSocket<'_>], until: Until, with: impl FnOnce(&mut [Watch<'_>]) -> R) -> R {
    let registering = until == Until::Registered;
    let phases: Vec<_> = mains
        .iter()
        .filter(|_| registering)
        .map(|main| main.state.phase.borrow())
        .collect();
    let streams: Vec<_> = mains
        .iter()
        .filter(|main| !registering || renewal::is_registering(**main))
        .map(|main| main.state.stream.borrow())
        .collect();
    let locked: Vec<_> = streams
        .iter()
        .filter_map(|stream| stream.as_ref().map(SharedStream::lock))
        .collect();
    let dialling = phases.iter().filter_map(|phase| phase.dialling());
    let mut watches: Vec<_> = dialling
        .map(Watch::until_writable)
        .chain(locked.iter().map(|stream| match until {
            Until::Registered | Until::Arrived => Watch::new(stream.as_fd(), false),
            Until::Readable => Watch::new(stream.as_fd(), stream.unwritten() > 0),
            Until::Writable => Watch::until_writable(stream.as_fd()),
        }))
        .collect();
    with(&mut watches)
}
