//! What the memory of a group holds: numbers, slot by slot. What they mean: [`health`](crate::health).

use std::sync::atomic::{AtomicU64, Ordering};

/// Gateways that are known at a time.
const SLOTS: usize = 256;

/// A gateway, as users with one user id see it: two of them do not trust each other's word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Key(pub u64, pub u64);

/// The memory of a group. All zero: nothing is known.
#[derive(Debug)]
pub(crate) struct Memory {
    /// The latest end of anything that keeps a process from speaking to a gateway as usual. Grows only.
    pub latest: AtomicU64,
    pub slots: [Slot; SLOTS],
}

impl Memory {
    #[allow(clippy::large_stack_arrays)] // it makes a static
    pub const fn new() -> Self {
        Self {
            latest: AtomicU64::new(0),
            slots: [const { Slot::new() }; SLOTS],
        }
    }
}

/// One gateway. All zero: a free slot. Times are nanoseconds of the clock that never jumps, unless they say otherwise.
#[derive(Debug)]
pub(crate) struct Slot {
    pub key: [AtomicU64; 2],
    /// When it was used last, for who looks for a slot to take.
    pub used: AtomicU64,
    /// What it has ever answered: a number of [`Proof`](crate::health::Proof).
    pub proven: AtomicU64,
    /// Who dials it at the moment, as [`Term`].
    pub lease: AtomicU64,
    /// When the first failed attempt since it was last reached ended, on both clocks.
    pub since: AtomicU64,
    pub since_wall: AtomicU64,
    /// When the last failed attempt ended.
    pub failed: AtomicU64,
    pub attempts: AtomicU64,
    /// The end of the pause; 0 when the gateway is up, as far as anybody knows.
    pub until: AtomicU64,
    /// Why the last attempt failed; 0 when the system had no part in it.
    pub errno: AtomicU64,
    /// Queries in a row that it has not answered.
    pub unanswered: AtomicU64,
    /// When the last of them was given up.
    pub silent: AtomicU64,
    /// Since when it hangs, on the wall clock; until when it is not asked.
    pub hangs_since: AtomicU64,
    pub hangs_until: AtomicU64,
}

impl Slot {
    pub const fn new() -> Self {
        const fn zero() -> AtomicU64 {
            AtomicU64::new(0)
        }
        Self {
            key: [zero(), zero()],
            used: zero(),
            proven: zero(),
            lease: zero(),
            since: zero(),
            since_wall: zero(),
            failed: zero(),
            attempts: zero(),
            until: zero(),
            errno: zero(),
            unanswered: zero(),
            silent: zero(),
            hangs_since: zero(),
            hangs_until: zero(),
        }
    }

    pub fn has(&self, key: Key) -> bool {
        let [first, second] = &self.key;
        let Key(a, b) = key;
        first.load(Ordering::Acquire) == a && second.load(Ordering::Acquire) == b
    }

    /// Makes it that of another gateway. Nobody takes what it held for what the new one holds: nothing is known of it
    /// until somebody says so.
    pub fn give_to(&self, key: Key) {
        for number in [
            &self.until,
            &self.attempts,
            &self.proven,
            &self.lease,
            &self.unanswered,
            &self.hangs_until,
        ] {
            number.store(0, Ordering::Release);
        }
        let [first, second] = &self.key;
        first.store(key.0, Ordering::Release);
        second.store(key.1, Ordering::Release);
    }
}
