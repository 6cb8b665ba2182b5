//! Running exchanges side by side, to their ends.

use super::Exchange;
use crate::awaited::Awaited;
use crate::connection::Connection;
use crate::deadline::Deadline;
use crate::error::{ExchangeError, Failure};
use crate::hook::Hook;
use crate::outgoing::OutFrame;
use crate::steps::Steps;
use crate::wait::{wait, WaitError, Woken};

/// Runs exchanges with any number of gateways side by side. Each ends by its
/// deadline, well or not, and by `deadline` if it has none of its own; one that fails does not stop the others. An
/// answer may have at most `limit` payload bytes. A one-way frame that the socket
/// takes at once costs one system call.
///
/// When the hook ends the call, every exchange that is still under way fails
/// as stopped. When the hook forks, they fail in the child as those of another
/// process; what is being dialled is dialled anew there.
pub fn run(exchanges: &mut [Exchange<'_>], limit: usize, deadline: Deadline, hook: &mut dyn Hook) {
    for exchange in exchanges.iter_mut() {
        exchange.start(deadline, limit);
    }
    wait_for(exchanges, limit, deadline, hook);
}

/// Goes on with exchanges that have been started, to their end.
fn wait_for(exchanges: &mut [Exchange<'_>], limit: usize, deadline: Deadline, hook: &mut dyn Hook) {
    let is_waited_for = |exchange: &Exchange<'_>| exchange.is_pending() && !exchange.aside;
    while exchanges.iter().any(is_waited_for) {
        exchanges.iter_mut().for_each(Exchange::bequeath);
        let nearest = exchanges
            .iter()
            .filter(|exchange| exchange.is_pending())
            .map(|exchange| exchange.deadline(deadline))
            .min_by_key(Deadline::remaining)
            .unwrap_or(deadline);
        let mut fds: Vec<_> = exchanges.iter().filter_map(Exchange::awaited).collect();
        let woken = wait(&mut fds, nearest, hook);
        let ready: Vec<_> = fds.iter().map(Awaited::revents).collect();
        let awaited = exchanges.iter_mut().filter(|it| it.is_pending());
        for (exchange, ready) in awaited.zip(ready) {
            match woken {
                Ok(Woken::Ready) if !ready.is_empty() => exchange.advance(ready, limit),
                Ok(_) => {}
                Err(error) => exchange.give_up(Err(error), limit),
            }
        }
        // a gateway that keeps sending must not keep the call alive
        for exchange in exchanges.iter_mut().filter(|it| it.is_pending()) {
            if exchange.deadline(deadline).expired() {
                exchange.give_up(Ok(()), limit);
            }
        }
    }
    for exchange in exchanges.iter_mut().filter(|it| it.is_pending()) {
        exchange.give_up(Err(WaitError::Stopped), limit);
    }
}

impl Connection {
    /// Writes frames that are not answered, or whose answers are read one by
    /// one with [`read_frame`](Self::read_frame).
    ///
    /// # Errors
    /// [`Failure`] says what was written. The connection is then poisoned.
    #[inline]
    pub fn write_all(
        &mut self,
        frames: &[OutFrame<'_>],
        deadline: Deadline,
        hook: &mut dyn Hook,
    ) -> Result<(), Failure> {
        // the usual case: the system takes it at once
        let mut steps = Steps::new(frames, None);
        let started = steps.start(self, 0);
        if matches!(started, Ok(true)) {
            return Ok(());
        }
        self.write_rest(steps, started, deadline, hook)
    }

    #[cold]
    fn write_rest<'a>(
        &'a mut self,
        steps: Steps<'a>,
        started: Result<bool, ExchangeError>,
        deadline: Deadline,
        hook: &mut dyn Hook,
    ) -> Result<(), Failure> {
        let mut exchange = Exchange::one_way(self, &[]).until(deadline);
        exchange.steps = steps;
        exchange.conclude(started, 0);
        let mut exchanges = [exchange];
        wait_for(&mut exchanges, 0, deadline, hook);
        let [exchange] = exchanges;
        exchange.into_result().map(drop)
    }
}
