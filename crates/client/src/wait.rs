//! Waiting for sockets: `poll` under a deadline, through signals.

use crate::deadline::Deadline;
use crate::generation;
use crate::hook::{Hook, Stopped};
use rustix::event::{poll, PollFd};
use rustix::io::Errno;

/// How a wait ended when nothing failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Woken {
    /// At least one descriptor has events.
    Ready,
    /// The deadline passed first.
    TimedOut,
}

/// Why a wait was given up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum WaitError {
    Stopped,
    /// The hook has forked, and this is the child: what it waited for is its
    /// parent's.
    Forked,
    Io(Errno),
}

/// Waits until a descriptor is ready or the deadline has passed. A signal
/// calls the hook, then the wait goes on with the time that is left. One that
/// came before the wait must not sleep through it, so the hook is called
/// before it, too.
pub(crate) fn wait(
    fds: &mut [PollFd<'_>],
    deadline: Deadline,
    hook: &mut dyn Hook,
) -> Result<Woken, WaitError> {
    let process = generation::current();
    loop {
        hook.interrupted().map_err(|Stopped| WaitError::Stopped)?;
        if generation::current() != process {
            return Err(WaitError::Forked);
        }
        match poll(fds, deadline.timeout().as_ref()) {
            Ok(0) if deadline.expired() => return Ok(Woken::TimedOut),
            Ok(0) | Err(Errno::INTR) => {}
            Ok(_) => return Ok(Woken::Ready),
            Err(errno) => return Err(WaitError::Io(errno)),
        }
    }
}
