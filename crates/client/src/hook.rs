//! What happens when a signal interrupts a wait.

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
}

/// Waits on through every signal.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoHook;

impl Hook for NoHook {
    fn interrupted(&mut self) -> Result<(), Stopped> {
        Ok(())
    }
}
