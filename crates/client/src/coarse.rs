//! A clock that costs next to nothing and is a few milliseconds coarse.

use rustix::time::{clock_gettime, ClockId};
use std::time::Duration;

/// A point in monotonic time, as the system last noted it: every 1 to 10 ms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CoarseInstant(Duration);

impl CoarseInstant {
    /// The last point that the system noted.
    #[must_use]
    pub fn now() -> Self {
        let time = clock_gettime(ClockId::MonotonicCoarse);
        let seconds = u64::try_from(time.tv_sec).unwrap_or(0);
        let nanos = u32::try_from(time.tv_nsec).unwrap_or(0);
        Self(Duration::new(seconds, nanos))
    }

    /// As a number, in nanoseconds, for an atomic. Never 0 on a system that has been up for a moment.
    pub(crate) fn as_nanos(self) -> u64 {
        u64::try_from(self.0.as_nanos()).unwrap_or(u64::MAX)
    }

    /// The point with that number.
    pub(crate) const fn from_nanos(nanos: u64) -> Self {
        Self(Duration::from_nanos(nanos))
    }

    /// The time since then.
    #[must_use]
    pub fn elapsed(self) -> Duration {
        Self::now().0.saturating_sub(self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_goes_on() {
        let start = CoarseInstant::now();
        std::thread::sleep(Duration::from_millis(50));
        let elapsed = start.elapsed();
        assert!(elapsed >= Duration::from_millis(30), "{elapsed:?}");
    }
}
