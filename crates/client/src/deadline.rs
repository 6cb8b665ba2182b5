//! One point in monotonic time that bounds a whole call.

use rustix::event::Timespec;
use std::time::{Duration, Instant};

/// When a call must have ended, and how much time it was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Deadline {
    /// `None` when the end is beyond what the clock can express.
    at: Option<Instant>,
    after: Duration,
}

impl Deadline {
    /// Ends `after` from now.
    #[must_use]
    pub fn after(after: Duration) -> Self {
        Self::counted_from(Instant::now(), after)
    }

    /// Ends `after` from `start`, for a caller who has looked at the clock
    /// already.
    #[must_use]
    pub fn counted_from(start: Instant, after: Duration) -> Self {
        Self {
            at: start.checked_add(after),
            after,
        }
    }

    /// The time that was given, for messages.
    #[must_use]
    pub const fn given(&self) -> Duration {
        self.after
    }

    /// The time since its start, as far as the time that was given; none of it when its end is beyond the clock.
    #[must_use]
    pub fn elapsed(&self) -> Duration {
        self.after.saturating_sub(self.remaining())
    }

    /// The time that is left; zero when there is none.
    #[must_use]
    pub fn remaining(&self) -> Duration {
        self.at.map_or(Duration::MAX, |at| {
            at.saturating_duration_since(Instant::now())
        })
    }

    /// Whether no time is left.
    #[must_use]
    pub fn expired(&self) -> bool {
        self.remaining().is_zero()
    }

    /// The time that is left; `None` when there is no end of it.
    pub(crate) fn bounded(&self) -> Option<Duration> {
        self.at.map(|_| self.remaining())
    }

    /// The time that is left as the kernel takes it; `None` waits for ever.
    pub(crate) fn timeout(&self) -> Option<Timespec> {
        self.at?;
        Timespec::try_from(self.remaining()).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_runs_out_and_stays_out() {
        let deadline = Deadline::after(Duration::from_millis(20));
        assert!(!deadline.expired());
        assert!(deadline.remaining() <= Duration::from_millis(20));
        std::thread::sleep(Duration::from_millis(25));
        assert!(deadline.expired());
        assert_eq!(deadline.elapsed(), deadline.given());
        assert_eq!(deadline.remaining(), Duration::ZERO);
        assert_eq!(deadline.given(), Duration::from_millis(20));
    }

    #[test]
    fn no_time_at_all_has_expired_at_once() {
        assert!(Deadline::after(Duration::ZERO).expired());
    }

    #[test]
    fn a_time_beyond_the_clock_never_ends() {
        let deadline = Deadline::after(Duration::MAX);
        assert!(!deadline.expired());
        assert!(deadline.elapsed().is_zero());
        assert!(deadline.timeout().is_none());
    }
}
