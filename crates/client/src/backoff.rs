//! Backoff for a gateway that is down: nobody dials it until a pause is over. A pool of workers would spend its time
//! on waiting otherwise. How long the pauses are; [`health`](crate::health) knows which are on.

use crate::error::OsError;
use rustix::rand::{getrandom, GetRandomFlags};
use rustix::time::{clock_gettime, ClockId};
use std::fmt;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// One moment on two clocks: the one that never jumps, and the one that people read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// To measure with: since the system has started, the same in all processes.
    pub monotonic: Duration,
    /// To tell people.
    pub wall: SystemTime,
}

impl Moment {
    /// This one.
    #[must_use]
    pub fn now() -> Self {
        let time = clock_gettime(ClockId::Monotonic);
        let seconds = u64::try_from(time.tv_sec).unwrap_or(0);
        let nanos = u32::try_from(time.tv_nsec).unwrap_or(0);
        Self {
            monotonic: Duration::new(seconds, nanos),
            wall: SystemTime::now(),
        }
    }

    /// The time since then.
    #[must_use]
    pub fn elapsed(self) -> Duration {
        Self::now().monotonic.saturating_sub(self.monotonic)
    }

    /// What another process has written down.
    pub(crate) fn at(monotonic: Duration, since_epoch: Duration) -> Self {
        Self {
            monotonic,
            wall: UNIX_EPOCH + since_epoch,
        }
    }

    /// The time of the wall clock.
    pub(crate) fn since_epoch(self) -> Duration {
        self.wall.duration_since(UNIX_EPOCH).unwrap_or_default()
    }

    /// The moment after this time; this one where the clock cannot express it.
    #[must_use]
    pub fn after(self, time: Duration) -> Self {
        match (
            self.monotonic.checked_add(time),
            self.wall.checked_add(time),
        ) {
            (Some(monotonic), Some(wall)) => Self { monotonic, wall },
            _ => self,
        }
    }
}

/// The wall clock to the millisecond: in UTC, because a line may be read anywhere.
impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let since_epoch = self.since_epoch();
        let seconds = since_epoch.as_secs();
        let (days, of_day) = (seconds / 86_400, seconds % 86_400);
        // years begin in March: then the day that some have comes last
        let days = days + 719_468;
        let (era, day_of_era) = (days / 146_097, days % 146_097);
        let year_of_era =
            (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let shifted = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * shifted + 2) / 5 + 1;
        let month = if shifted < 10 {
            shifted + 3
        } else {
            shifted - 9
        };
        let year = year_of_era + era * 400 + u64::from(month <= 2);
        write!(
            f,
            "{year:04}-{month:02}-{day:02} {:02}:{:02}:{:02}.{:03} UTC",
            of_day / 3600,
            of_day / 60 % 60,
            of_day % 60,
            since_epoch.subsec_millis()
        )
    }
}

/// A random number from the system. Forked workers that shared a generator would draw the same one.
#[must_use]
pub fn dice() -> u64 {
    let mut bytes = [0; 8];
    match getrandom(&mut bytes, GetRandomFlags::NONBLOCK) {
        Ok(8) => u64::from_ne_bytes(bytes),
        // the system has just started and has none yet: take the longest pause
        _ => u64::MAX,
    }
}

/// How long the pauses are. The longest pause doubles with each failed attempt, from `base` to `max`. Each pause is
/// drawn between zero and the longest (full jitter), so that the workers of a pool come back one by one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Longest pause after the first failed attempt.
    pub base: Duration,
    /// Longest of all.
    pub max: Duration,
    /// After an attempt that timed out, instead.
    pub timeout: Duration,
}

impl Limits {
    /// Whether backoff is off.
    #[must_use]
    pub const fn are_off(self) -> bool {
        self.base.is_zero() || self.max.is_zero()
    }

    /// The pause after an attempt that timed out: nobody waits more than half of the time.
    pub(crate) fn after_timeout(self, took: Duration) -> Duration {
        if self.timeout.is_zero() {
            Duration::ZERO
        } else {
            self.timeout.max(took)
        }
    }

    /// The longest pause after this many failed attempts.
    fn longest(self, attempts: u32) -> Duration {
        let factor = 1u32
            .checked_shl(attempts.saturating_sub(1))
            .unwrap_or(u32::MAX);
        self.base.saturating_mul(factor).min(self.max)
    }

    /// The pause after this many failed attempts. `dice` is a random number.
    pub(crate) fn pause(self, attempts: u32, dice: u64) -> Duration {
        let longest = self.longest(attempts).as_nanos();
        let drawn = (longest * u128::from(dice)) >> 64;
        Duration::from_nanos(u64::try_from(drawn).unwrap_or(u64::MAX))
    }
}

/// A gateway that attempts to connect have failed to reach.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Down {
    /// The first failed attempt since it was last reached.
    pub since: Moment,
    /// Failed attempts since then.
    pub attempts: u32,
    /// The end of the pause: only who insists dials it before.
    pub until: Moment,
    /// Why the last attempt failed; `None` when the name did not resolve.
    pub last: Option<OsError>,
}

impl Down {
    /// How long the pause still lasts; zero when it is over.
    #[must_use]
    pub fn remaining(&self, now: Moment) -> Duration {
        self.until.monotonic.saturating_sub(now.monotonic)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const LIMITS: Limits = Limits {
        base: Duration::from_millis(100),
        max: Duration::from_secs(3),
        timeout: Duration::from_secs(10),
    };

    fn millis(n: u64) -> Duration {
        Duration::from_millis(n)
    }

    #[test]
    fn the_longest_pause_doubles_up_to_the_maximum() {
        let longest: Vec<u128> = (1..=8).map(|n| LIMITS.longest(n).as_millis()).collect();
        assert_eq!(longest, [100, 200, 400, 800, 1600, 3000, 3000, 3000]);
        assert_eq!(LIMITS.longest(u32::MAX), LIMITS.max);
        let upside_down = Limits {
            base: millis(500),
            max: millis(100),
            ..LIMITS
        };
        assert_eq!(upside_down.longest(1), millis(100));
    }

    #[test]
    fn moments_read_as_dates() {
        let text = |seconds, millis: u64| {
            let wall = UNIX_EPOCH + Duration::from_secs(seconds) + Duration::from_millis(millis);
            Moment {
                wall,
                ..Moment::now()
            }
            .to_string()
        };
        assert_eq!(text(0, 0), "1970-01-01 00:00:00.000 UTC");
        assert_eq!(text(951_782_399, 9), "2000-02-28 23:59:59.009 UTC");
        assert_eq!(text(951_782_400, 0), "2000-02-29 00:00:00.000 UTC");
        assert_eq!(text(1_709_251_199, 999), "2024-02-29 23:59:59.999 UTC");
        assert_eq!(text(1_735_689_600, 1), "2025-01-01 00:00:00.001 UTC");
        assert_eq!(text(4_107_542_400, 0), "2100-03-01 00:00:00.000 UTC");
    }

    proptest! {
        #[test]
        fn a_pause_is_never_longer_than_its_limit(
            base in 1..10_000u64, max in 1..100_000u64, attempts in 1..100u32, dice: u64
        ) {
            let limits = Limits { base: millis(base), max: millis(max), ..LIMITS };
            let pause = limits.pause(attempts, dice);
            prop_assert!(pause <= limits.longest(attempts) && pause <= limits.max);
        }
    }
}
