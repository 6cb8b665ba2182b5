//! What happens when a signal interrupts a wait, and who has the process meanwhile.

use crate::awaited::Awaited;
use std::time::Duration;

/// The call is to end now: the process wants to stop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stopped;

/// Called back while a call waits.
pub trait Hook {
    /// A signal may have come: called before each wait and whenever one was
    /// interrupted, so it must be cheap when there was none. No state is half
    /// changed meanwhile; it may run anything but the call it came from.
    ///
    /// # Errors
    /// [`Stopped`] ends the call.
    fn interrupted(&mut self) -> Result<(), Stopped>;

    /// Whether others have the process while the call waits: it is in a coroutine. Asked before each wait.
    fn suspends(&mut self) -> bool {
        false
    }

    /// Leaves the process to them until one of the descriptors is ready, or the time has passed, if it is bounded. It may
    /// come back early. Only after [`suspends`](Self::suspends) has said that there are any; as with
    /// [`interrupted`](Self::interrupted), no state is half changed meanwhile.
    ///
    /// # Errors
    /// [`Stopped`] ends the call.
    fn suspended(
        &mut self,
        _fds: &[Awaited<'_>],
        _at_most: Option<Duration>,
    ) -> Result<(), Stopped> {
        Ok(())
    }
}

/// Waits on through every signal.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoHook;

impl Hook for NoHook {
    fn interrupted(&mut self) -> Result<(), Stopped> {
        Ok(())
    }
}
