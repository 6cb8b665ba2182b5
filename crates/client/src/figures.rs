//! Which figures are kept of a gateway. The same list in three places: what one thread counts, what a process has
//! added to the pool, and the pool's sums.

use crate::cause::Cause;
use std::sync::atomic::AtomicU64;
use std::time::Duration;

/// Upper bounds of the buckets of [`Times`], inclusive; one more bucket has none.
pub const BOUNDS: [Duration; 14] = [
    Duration::from_micros(500),
    Duration::from_millis(1),
    Duration::from_micros(2500),
    Duration::from_millis(5),
    Duration::from_millis(10),
    Duration::from_millis(25),
    Duration::from_millis(50),
    Duration::from_millis(100),
    Duration::from_millis(250),
    Duration::from_millis(500),
    Duration::from_secs(1),
    Duration::from_millis(2500),
    Duration::from_secs(5),
    Duration::from_secs(10),
];
const BUCKETS: usize = BOUNDS.len() + 1;
const CAUSES: usize = Cause::ALL.len();

/// How long something took: how often at most so long, and the sum.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Times<T> {
    /// How often it took longer than the bound before, and at most this one.
    pub buckets: [T; BUCKETS],
    /// All of it, in nanoseconds.
    pub nanos: T,
}

impl<T> Times<T> {
    /// The bucket for this time.
    pub(crate) fn bucket(&self, took: Duration) -> Option<&T> {
        let place = BOUNDS.iter().position(|bound| took <= *bound);
        self.buckets.get(place.unwrap_or(BOUNDS.len()))
    }
}

impl Times<u64> {
    /// How often.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.buckets.iter().sum()
    }

    /// In seconds, all of it.
    #[must_use]
    pub fn seconds(&self) -> f64 {
        Duration::from_nanos(self.nanos).as_secs_f64()
    }
}

/// The figures of one gateway. They only grow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Figures<T> {
    /// Attempts to connect.
    pub dials: T,
    /// Those of them that failed.
    pub failed_dials: T,
    /// Connections made in place of one that was lost or had gone stale.
    pub reconnects: T,
    /// Parked connections that were used again.
    pub taken: T,
    /// Requests begun.
    pub requests: T,
    /// Exchanges (requests, and frames without answer) that did not end well.
    pub failed_exchanges: T,
    /// Frames written to their last byte.
    pub sent_frames: T,
    /// Bytes written, also of frames that were cut short.
    pub sent_bytes: T,
    /// Whole frames read.
    pub received_frames: T,
    /// Bytes of them.
    pub received_bytes: T,
    /// Frames written on connections that broke before anything showed that the gateway had them.
    pub unconfirmed: T,
    /// Events that found no room while their reader was busy.
    pub dropped_events: T,
    /// Messages that failed for good, in the order of [`Cause::ALL`].
    pub failed: [T; CAUSES],
    /// How long attempts to connect took, well or not.
    pub dial_times: Times<T>,
    /// How long requests took, well or not.
    pub request_times: Times<T>,
}

/// The single figures, then those in arrays.
macro_rules! every {
    ($it:ident, $iter:ident, $($borrow:tt)+) => {
        [
            $($borrow)+ $it.dials,
            $($borrow)+ $it.failed_dials,
            $($borrow)+ $it.reconnects,
            $($borrow)+ $it.taken,
            $($borrow)+ $it.requests,
            $($borrow)+ $it.failed_exchanges,
            $($borrow)+ $it.sent_frames,
            $($borrow)+ $it.sent_bytes,
            $($borrow)+ $it.received_frames,
            $($borrow)+ $it.received_bytes,
            $($borrow)+ $it.unconfirmed,
            $($borrow)+ $it.dropped_events,
            $($borrow)+ $it.dial_times.nanos,
            $($borrow)+ $it.request_times.nanos,
        ]
        .into_iter()
        .chain($it.failed.$iter())
        .chain($it.dial_times.buckets.$iter())
        .chain($it.request_times.buckets.$iter())
    };
}

impl<T> Figures<T> {
    /// Every figure, in an order that is the same for all.
    pub(crate) fn every(&self) -> impl Iterator<Item = &T> {
        every!(self, iter, &)
    }

    pub(crate) fn every_mut(&mut self) -> impl Iterator<Item = &mut T> {
        every!(self, iter_mut, &mut)
    }

    /// What failed for this cause.
    pub(crate) fn of(&self, cause: Cause) -> Option<&T> {
        self.failed.get(cause as usize)
    }
}

impl Figures<u64> {
    /// What `read` gives for each figure of another kind.
    pub(crate) fn read<T>(from: &Figures<T>, read: impl Fn(&T) -> u64) -> Self {
        let mut figures = Self::default();
        figures.add(from, read);
        figures
    }

    /// Adds what `read` gives for each figure of another kind.
    pub(crate) fn add<T>(&mut self, from: &Figures<T>, read: impl Fn(&T) -> u64) {
        for (sum, figure) in self.every_mut().zip(from.every()) {
            *sum = sum.wrapping_add(read(figure));
        }
    }

    /// What failed, with why.
    pub fn failures(&self) -> impl Iterator<Item = (Cause, u64)> + '_ {
        Cause::ALL.into_iter().zip(self.failed)
    }

    /// Messages for clients of gateways that are not configured.
    #[must_use]
    pub fn dropped(&self) -> u64 {
        self.of(Cause::UnknownGateway).copied().unwrap_or_default()
    }
}

impl Figures<AtomicU64> {
    /// All zero, for memory that is there from the start.
    pub(crate) const fn zero() -> Self {
        const fn zero() -> AtomicU64 {
            AtomicU64::new(0)
        }
        const fn times() -> Times<AtomicU64> {
            Times {
                buckets: [const { zero() }; BUCKETS],
                nanos: zero(),
            }
        }
        Self {
            dials: zero(),
            failed_dials: zero(),
            reconnects: zero(),
            taken: zero(),
            requests: zero(),
            failed_exchanges: zero(),
            sent_frames: zero(),
            sent_bytes: zero(),
            received_frames: zero(),
            received_bytes: zero(),
            unconfirmed: zero(),
            dropped_events: zero(),
            failed: [const { zero() }; CAUSES],
            dial_times: times(),
            request_times: times(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_figure_is_there_once() {
        let mut figures = Figures::<u64>::default();
        for (number, figure) in (1..).zip(figures.every_mut()) {
            assert_eq!(*figure, 0);
            *figure = number;
        }
        let all: Vec<u64> = figures.every().copied().collect();
        assert_eq!(all.len(), size_of::<Figures<u64>>() / size_of::<u64>());
        assert!(all.iter().copied().eq(1..=all.len() as u64));
    }

    #[test]
    fn a_time_counts_in_the_bucket_whose_bound_it_does_not_pass() {
        let times = Times {
            buckets: std::array::from_fn(|place| place),
            nanos: 0,
        };
        let place = |micros| times.bucket(Duration::from_micros(micros)).copied();
        assert_eq!(place(0), Some(0));
        assert_eq!(place(500), Some(0));
        assert_eq!(place(501), Some(1));
        assert_eq!(place(9_999_999), Some(13));
        assert_eq!(place(10_000_001), Some(14));
    }
}
