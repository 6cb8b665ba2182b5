//! When the loop is to call a main socket back: where the connection can be read or written, or after a moment.
use super::callback::Callback;
use super::state::{slot, MainSocket};
use super::{class, host, workerman_status};
use crate::zend::{context, signal, Thrown};
use std::time::Duration;

/// The shortest time that a timer of Workerman's takes.
pub const SHORTLY: Duration = Duration::from_millis(1);

impl MainSocket<'_> {
    /// Has the host's loop call back when the connection can be read. Not while `start()` reads it.
    ///
    /// # Errors
    /// When there is no loop; what it throws.
    pub fn watch_readable(self) -> Result<(), Thrown> {
        if self.state.in_start.get() {
            return Ok(());
        }
        host::watch_readable(self)?;
        self.state.watching_readable.set(true);
        workerman_status::take_part()
    }

    /// Asks the host's loop to call back when the connection can be written; our own loop sees by itself.
    ///
    /// # Errors
    /// What the loop throws.
    pub fn want_writable(self) -> Result<(), Thrown> {
        if !class::is_hosted(self.object) {
            // in a coroutine, our own loop may be suspended in a wait that knows nothing of it
            if context::is_suspendable() {
                signal::wake();
            }
            return Ok(());
        }
        if self.state.in_start.get() {
            return Ok(());
        }
        if self.state.watching_writable.replace(true) {
            return Ok(());
        }
        host::watch_writable(self)
    }

    /// Asks the host's loop to call back when it has seen to its timers and other connections.
    ///
    /// # Errors
    /// What the loop throws.
    pub fn want_to_go_on(self) -> Result<(), Thrown> {
        if !class::is_hosted(self.object) {
            return Ok(());
        }
        let writable_at_any_time = self.with_stream(|stream| stream.unwritten() > 0) != Some(true);
        if writable_at_any_time && host::may_watch_for_a_moment(self)? {
            return self.want_writable();
        }
        if self.state.waiting_for_turn.replace(true) {
            return Ok(());
        }
        let callback = Callback::GoOn.for_object(self.object)?;
        host::add_timer(SHORTLY, &callback, false).map(drop)
    }

    /// The host's loop is about to call back, and to write and handle what waits.
    pub fn is_about_to_go_on(self) -> bool {
        self.state.watching_writable.get() || self.state.waiting_for_turn.get()
    }

    /// Takes back what [`MainSocket::want_writable`] asked for, if there is no need any more.
    ///
    /// # Errors
    /// What the loop throws.
    pub fn unwant_writable(self) -> Result<(), Thrown> {
        let needed =
            self.has_input() || self.with_stream(|stream| stream.unwritten() > 0) == Some(true);
        if needed || !self.state.watching_writable.replace(false) {
            return Ok(());
        }
        host::unwatch_writable(self, &self.object.slot(slot::CONNECTION).clone())
    }
}
