//! What the processes of a group know of their gateways together: which have ever answered, which cannot be reached and
//! until when nobody is to dial them, who is dialling one at the moment, and which take everything and answer nothing.
//! One child that meets a gateway that is down spares all others the attempt.
//!
//! Nobody waits for anybody. What one process may do while others may not is a lease, which ends by time.

use crate::backoff::{Down, Limits, Moment};
use crate::error::OsError;
use crate::generation;
use crate::shared;
use crate::slots::{Key, Memory, Slot};
use std::fmt;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// While a dial has been under way for this long, nobody else starts one.
const PATIENCE: Duration = Duration::from_millis(100);
/// Queries in a row without an answer after which a gateway may be one that hangs.
const SUSPICIOUS: u64 = 2;
/// Time after a query without an answer in which the next one counts as the next in a row.
const IN_A_ROW: Duration = Duration::from_secs(60);

impl Slot {
    fn down(&self, now: Moment) -> Down {
        let read = |number: &AtomicU64| Duration::from_nanos(number.load(Ordering::Acquire));
        let errno = self.errno.load(Ordering::Acquire);
        Down {
            since: Moment::at(read(&self.since), read(&self.since_wall)),
            attempts: u32::try_from(self.attempts.load(Ordering::Acquire)).unwrap_or(u32::MAX),
            until: now.after(read(&self.until).saturating_sub(now.monotonic)),
            last: i32::try_from(errno)
                .ok()
                .filter(|errno| *errno != 0)
                .map(OsError::from_raw),
        }
    }
}

/// When something began and how long it may take, to the millisecond, in one number: so that both change at once.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Term(u64);

impl Term {
    const LENGTH_BITS: u32 = 24;
    const MOST: u64 = (1 << Self::LENGTH_BITS) - 1;

    fn new(begin: Duration, length: Duration) -> Self {
        let millis = |time: Duration| u64::try_from(time.as_millis()).unwrap_or(u64::MAX);
        let length = millis(length).saturating_add(1).min(Self::MOST);
        Self((millis(begin) << Self::LENGTH_BITS) | length)
    }

    fn begin(self) -> Duration {
        Duration::from_millis(self.0 >> Self::LENGTH_BITS)
    }

    fn end(self) -> Duration {
        self.begin() + Duration::from_millis(self.0 & Self::MOST)
    }
}

/// The right to dial a gateway, for as long as this lives, and until its time is over. Without a slot: nobody else
/// is kept from it.
#[derive(Debug)]
pub struct Lease {
    /// Its slot and its term.
    held: Option<(&'static Slot, u64)>,
    /// A forked child's copy is not the child's.
    generation: u64,
}

impl Lease {
    fn new(held: Option<(&'static Slot, u64)>) -> Self {
        Self {
            held,
            generation: generation::current(),
        }
    }
}

impl Drop for Lease {
    fn drop(&mut self) {
        let is_ours = self.generation == generation::current();
        if let Some((slot, term)) = self.held.filter(|_| is_ours) {
            // it may have ended, and be somebody else's
            let _ = slot
                .lease
                .compare_exchange(term, 0, Ordering::AcqRel, Ordering::Acquire);
        }
    }
}

/// Why a gateway is not to be dialled at the moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Busy {
    /// Its pause is on.
    Pausing(Down),
    /// Another process has been dialling it for this long.
    Dialled(Duration),
}

impl fmt::Display for Busy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Pausing(down) => {
                let remaining = down.remaining(Moment::now());
                write!(f, "is not dialled for another {remaining:?}")
            }
            Self::Dialled(time) => write!(
                f,
                "is not dialled: another process has been at it for {time:?}"
            ),
        }
    }
}

/// A gateway that takes what is sent and does not answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hanging {
    /// Queries in a row that it has not answered.
    pub unanswered: u64,
    /// Since when.
    pub since: Moment,
    /// It is not asked before.
    pub until: Moment,
}

/// How a query is to be put to a gateway.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Manner {
    /// As always.
    Plainly,
    /// With a small question beside it, which tells whether the gateway hangs.
    WithQuestion,
    /// Not at all.
    Skipped(Hanging),
}

/// What is known of gateways.
#[derive(Debug, Clone, Copy)]
pub struct Table {
    latest: &'static AtomicU64,
    slots: &'static [Slot],
}

/// The table of this process.
#[must_use]
pub fn table() -> Table {
    let Memory { latest, slots } = shared::memory();
    Table { latest, slots }
}

/// What a gateway has ever answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Proof {
    /// Nothing.
    None,
    /// A registration, or it has forwarded events: a gateway is there. The worker port of an 8.x does no more.
    Registers,
    /// A question: it carries commands out.
    Serves,
}

impl Proof {
    pub(crate) const fn numbered(number: u64) -> Self {
        match number {
            0 => Self::None,
            1 => Self::Registers,
            _ => Self::Serves,
        }
    }
}

impl Table {
    fn find(self, key: Key) -> Option<&'static Slot> {
        self.slots.iter().find(|slot| slot.has(key))
    }

    /// The slot of a gateway; if it has none yet, a free one, or the one that was used least recently.
    fn take(self, key: Key, now: Moment) -> Option<&'static Slot> {
        let found = self.find(key).or_else(|| {
            let slot = self
                .slots
                .iter()
                .min_by_key(|slot| slot.used.load(Ordering::Relaxed))?;
            slot.give_to(key);
            Some(slot)
        })?;
        found.used.store(nanos(now.monotonic), Ordering::Relaxed);
        Some(found)
    }

    /// Something keeps processes from a gateway until then.
    fn note_until(self, until: u64) {
        self.latest.fetch_max(until, Ordering::AcqRel);
    }

    /// Nothing keeps anybody from any gateway. The usual case, at the price of one number.
    #[must_use]
    #[inline]
    pub fn is_quiet(self, now: Moment) -> bool {
        self.latest.load(Ordering::Acquire) <= nanos(now.monotonic)
    }

    /// What the gateway has ever answered.
    #[must_use]
    pub fn proof(self, address: &str) -> Proof {
        self.find(Key::of(address)).map_or(Proof::None, |slot| {
            Proof::numbered(slot.proven.load(Ordering::Acquire))
        })
    }

    /// It has answered.
    pub fn prove(self, address: &str, proof: Proof) {
        if let Some(slot) = self.take(Key::of(address), Moment::now()) {
            slot.proven.fetch_max(proof as u64, Ordering::AcqRel);
        }
    }

    /// The right to dial a gateway, for so long. `insisting`: whoever else does, and however long its pause lasts.
    ///
    /// # Errors
    /// [`Busy`] when somebody else has it, or nobody.
    pub fn lease(
        self,
        address: &str,
        now: Moment,
        length: Duration,
        insisting: bool,
    ) -> Result<Lease, Busy> {
        let Some(slot) = self.take(Key::of(address), now) else {
            return Ok(Lease::new(None));
        };
        if !insisting && slot.until.load(Ordering::Acquire) > nanos(now.monotonic) {
            return Err(Busy::Pausing(slot.down(now)));
        }
        let term = Term::new(now.monotonic, length);
        let held = slot.lease.load(Ordering::Acquire);
        let other = Term(held);
        if held == 0 || other.end() <= now.monotonic {
            let taken =
                slot.lease
                    .compare_exchange(held, term.0, Ordering::AcqRel, Ordering::Acquire);
            if taken.is_ok() {
                return Ok(Lease::new(Some((slot, term.0))));
            }
        }
        let other = Term(slot.lease.load(Ordering::Acquire));
        let for_long = now.monotonic.saturating_sub(other.begin());
        let is_up = slot.until.load(Ordering::Acquire) == 0;
        if insisting || other.0 == 0 || (is_up && for_long < PATIENCE) {
            return Ok(Lease::new(None));
        }
        Err(Busy::Dialled(for_long))
    }

    /// An attempt to connect has succeeded: ends the backoff, for all.
    pub fn reached(self, address: &str) {
        if let Some(slot) = self.find(Key::of(address)) {
            slot.until.store(0, Ordering::Release);
            slot.attempts.store(0, Ordering::Release);
        }
    }

    /// An attempt that began at this moment has failed. Attempts that were under way at the same time count as one.
    /// `dice` is a random number. Gives the pause that begins; `None` when backoff is off.
    #[must_use]
    pub fn missed(
        self,
        address: &str,
        began: Moment,
        limits: Limits,
        dice: u64,
        why: Option<OsError>,
    ) -> Option<Down> {
        let now = Moment::now();
        if limits.are_off() {
            return None;
        }
        let slot = self.take(Key::of(address), now)?;
        let was_up = slot.until.load(Ordering::Acquire) == 0;
        if was_up {
            slot.since.store(nanos(now.monotonic), Ordering::Release);
            slot.since_wall
                .store(nanos(now.since_epoch()), Ordering::Release);
        }
        let before = slot.attempts.load(Ordering::Acquire);
        let together = !was_up && slot.failed.load(Ordering::Acquire) > nanos(began.monotonic);
        let attempts = if together { before.max(1) } else { before + 1 };
        let attempts = u32::try_from(attempts).unwrap_or(u32::MAX);
        slot.attempts.store(attempts.into(), Ordering::Release);
        slot.failed.store(nanos(now.monotonic), Ordering::Release);
        let errno = why.map_or(0, |why| u64::from(why.errno().unsigned_abs()));
        slot.errno.store(errno, Ordering::Release);
        let pause = if why.is_some_and(OsError::is_timeout) {
            let took = now.monotonic.saturating_sub(began.monotonic);
            limits.after_timeout(took)
        } else {
            limits.pause(attempts, dice)
        };
        let until = nanos(now.monotonic.saturating_add(pause));
        if together {
            slot.until.fetch_max(until, Ordering::AcqRel);
        } else {
            slot.until.store(until, Ordering::Release);
        }
        Some(slot.down(now))
    }

    /// The pause that is on for a gateway.
    #[must_use]
    pub fn pausing(self, address: &str, now: Moment) -> Option<Down> {
        let key = Key::of(address);
        let slot = self.find(key)?;
        if slot.until.load(Ordering::Acquire) <= nanos(now.monotonic) {
            return None;
        }
        let down = slot.down(now);
        // it may have been taken for another gateway meanwhile
        slot.has(key).then_some(down)
    }

    /// How a query is to be put to a gateway. Where its time has come to be asked again, one process may, for `length`.
    #[must_use]
    pub fn manner(self, address: &str, now: Moment, length: Duration) -> Manner {
        let Some(slot) = self.find(Key::of(address)) else {
            return Manner::Plainly;
        };
        let at = nanos(now.monotonic);
        let unanswered = slot.unanswered.load(Ordering::Acquire);
        let until = slot.hangs_until.load(Ordering::Acquire);
        if until == 0 {
            let silent = slot.silent.load(Ordering::Acquire);
            let in_a_row = at.saturating_sub(silent) < nanos(IN_A_ROW);
            return if in_a_row && unanswered + 1 >= SUSPICIOUS {
                Manner::WithQuestion
            } else {
                Manner::Plainly
            };
        }
        let next = nanos(now.monotonic.saturating_add(length));
        let may_ask = until <= at
            && slot
                .hangs_until
                .compare_exchange(until, next, Ordering::AcqRel, Ordering::Acquire)
                .is_ok();
        if may_ask {
            self.note_until(next);
            return Manner::WithQuestion;
        }
        let until = slot.hangs_until.load(Ordering::Acquire);
        let since = Duration::from_nanos(slot.hangs_since.load(Ordering::Acquire));
        Manner::Skipped(Hanging {
            unanswered,
            since: Moment::at(now.monotonic, since),
            until: now.after(Duration::from_nanos(until).saturating_sub(now.monotonic)),
        })
    }

    /// A query has not been answered in time. `hangs`: neither has the small question beside it; nobody asks the
    /// gateway for `pause` then.
    pub fn unanswered(self, address: &str, hangs: bool, pause: Duration) {
        let now = Moment::now();
        let Some(slot) = self.take(Key::of(address), now) else {
            return;
        };
        let at = nanos(now.monotonic);
        let last = slot.silent.swap(at, Ordering::AcqRel);
        if at.saturating_sub(last) >= nanos(IN_A_ROW) {
            slot.unanswered.store(0, Ordering::Release);
        }
        slot.unanswered.fetch_add(1, Ordering::AcqRel);
        self.note_until(nanos(now.monotonic.saturating_add(IN_A_ROW)));
        if hangs && !pause.is_zero() {
            if slot.hangs_until.load(Ordering::Acquire) == 0 {
                slot.hangs_since
                    .store(nanos(now.since_epoch()), Ordering::Release);
            }
            let until = nanos(now.monotonic.saturating_add(pause));
            slot.hangs_until.store(until, Ordering::Release);
            self.note_until(until.saturating_add(nanos(IN_A_ROW)));
        } else {
            slot.hangs_until.store(0, Ordering::Release);
        }
    }

    /// A query has been answered, or the small question beside it.
    pub fn answered(self, address: &str) {
        if let Some(slot) = self.find(Key::of(address)) {
            slot.unanswered.store(0, Ordering::Release);
            slot.hangs_until.store(0, Ordering::Release);
        }
    }
}

fn nanos(time: Duration) -> u64 {
    u64::try_from(time.as_nanos()).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests;
