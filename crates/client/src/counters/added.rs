//! Adding what a thread has counted to the [pool](crate::pool).

use super::{wide, Counters};
use crate::figure::Figure;
use crate::figures::Figures;
use crate::generation;
use crate::held::{Held, Holding};
use crate::pool::{self, Table};
use crate::slots::Key;
use std::sync::atomic::Ordering::Relaxed;
use std::time::{Instant, UNIX_EPOCH};

/// The pool hears from a thread that is in the middle of a long request once in this time.
const OFTEN: u64 = 1_000_000_000;

/// What the pool has been told.
#[derive(Debug, Default)]
pub(super) struct Added {
    /// By which process.
    pub(super) generation: Figure,
    pub(super) key: [Figure; 2],
    pub(super) figures: Figures<Figure>,
    /// What is held, and at which place and 1.
    pub(super) held: Figure,
    pub(super) place: Figure,
    /// In nanoseconds after `born`.
    pub(super) when: Figure,
}

impl Counters {
    #[inline]
    pub(super) fn add_now_and_then(&self, now: u64) {
        if now.saturating_sub(self.added.when.get()) > OFTEN {
            self.add_at(now);
        }
    }

    /// Adds to the pool what is new since that was last done.
    pub fn add_to_pool(&self) {
        self.add_at(self.since_birth(Instant::now()));
    }

    /// The same unless it was done a moment ago.
    pub(crate) fn add_to_pool_now_and_then(&self) {
        self.add_now_and_then(self.since_birth(Instant::now()));
    }

    #[cold]
    fn add_at(&self, now: u64) {
        self.added.when.set(now);
        self.add(Held::of(&Holding {
            open: self.open.get(),
            parked: self.parked.get(),
            registered: self.registered.get(),
            renewing: self.renewing.get(),
        }));
    }

    /// The same at the end of this thread, which holds nothing any more.
    pub(crate) fn add_and_leave(&self) {
        self.add(Held::default());
    }

    fn add(&self, held: Held) {
        let Some(address) = self.address.as_deref() else {
            return;
        };
        if self.added.generation.get() != generation::current() {
            self.reset();
            return;
        }
        let changed = || self.figures.every().zip(self.added.figures.every());
        // a gateway that is known, and was never used by this process, is none of its own
        let before = Held::from_word(self.added.held.get());
        let same = held == before || before == Held::default() && held.is_unconnected();
        if same && changed().all(|(figure, added)| figure.get() == added.get()) {
            return;
        }
        let table = pool::table();
        let (key, address) = self.key(address);
        let Some(place) = table.place(key, address) else {
            return;
        };
        if let Some(sums) = table.sums(place) {
            for ((figure, added), sum) in changed().zip(sums.figures.every()) {
                let now = figure.get();
                let more = now.wrapping_sub(added.get());
                if more != 0 {
                    sum.fetch_add(more, Relaxed);
                    added.set(now);
                }
            }
            let since_epoch = self
                .last_success()
                .and_then(|time| time.duration_since(UNIX_EPOCH).ok());
            let nanos = since_epoch.map_or(0, |time| time.as_nanos());
            let nanos = u64::try_from(nanos).unwrap_or(u64::MAX);
            sums.last_success.fetch_max(nanos, Relaxed);
        }
        self.hold(table, key, place, held);
    }

    /// Makes the process's row hold this much more, or less, than when this was last called.
    fn hold(&self, table: Table, key: Key, place: usize, held: Held) {
        let row = if held == Held::default() {
            table.known_row()
        } else {
            table.row()
        };
        let at = |place: usize| row.and_then(|row| row.get(place));
        let Some(there) = at(place) else {
            return;
        };
        let mut before = self.added.held.get();
        let known = usize::try_from(self.added.place.get()).unwrap_or(0);
        match known.checked_sub(1).filter(|known| *known != place) {
            // the gateway had two places, which others had taken at the same moment
            Some(other) if table.is_at(other, key) => {
                if let Some(there) = at(other) {
                    there.fetch_sub(before, Relaxed);
                }
                before = 0;
            }
            // the place has been taken for another gateway: what was held there is forgotten
            Some(_) => before = 0,
            None => {}
        }
        there.fetch_add(held.word().wrapping_sub(before), Relaxed);
        self.added.held.set(held.word());
        self.added.place.set(wide(place) + 1);
    }

    fn key<'a>(&self, address: &'a str) -> (Key, &'a str) {
        let address = if self.unknown.load(Relaxed) {
            ""
        } else {
            address
        };
        let [first, second] = &self.added.key;
        if first.get() == 0 {
            let (key, _) = pool::key(address);
            first.set(key.0);
            second.set(key.1);
        }
        (Key(first.get(), second.get()), address)
    }
}
