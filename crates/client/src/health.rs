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
mod tests {
    use super::*;
    use std::time::SystemTime;

    const LIMITS: Limits = Limits {
        base: Duration::from_secs(100),
        max: Duration::from_secs(3000),
        timeout: Duration::from_secs(10),
    };
    const LONGEST: u64 = u64::MAX;

    fn new(slots: usize) -> Table {
        Table {
            latest: Box::leak(Box::default()),
            slots: Vec::leak((0..slots).map(|_| Slot::new()).collect()),
        }
    }

    fn missed(table: Table, address: &str) -> Down {
        table
            .missed(address, Moment::now(), LIMITS, LONGEST, None)
            .unwrap()
    }

    #[test]
    fn a_gateway_that_was_missed_is_in_backoff_until_the_pause_is_over() {
        let table = new(4);
        let start = Moment::now();
        assert_eq!(table.pausing("a:1", start), None);
        let why = Some(OsError::from_raw(111));
        let down = table.missed("a:1", start, LIMITS, 1 << 63, why).unwrap();
        assert_eq!((down.attempts, down.last), (1, why));
        let now = Moment::now();
        assert!(down.remaining(now) <= Duration::from_secs(50));
        assert!(down.remaining(now) > Duration::from_secs(49));
        assert_eq!(
            table.pausing("a:1", now).map(|it| it.since),
            Some(down.since)
        );
        assert_eq!(table.pausing("b:1", now), None);
        assert_eq!(
            table.pausing("a:1", now.after(Duration::from_secs(50))),
            None
        );
        let passed = SystemTime::now().duration_since(down.since.wall).unwrap();
        assert!(passed < Duration::from_secs(5));
    }

    #[test]
    fn attempts_count_one_after_the_other_and_not_side_by_side() {
        let table = new(4);
        let together = Moment::now();
        for _ in 0..16 {
            let down = table.missed("a:1", together, LIMITS, LONGEST, None);
            assert_eq!(down.unwrap().attempts, 1);
        }
        assert_eq!(missed(table, "a:1").attempts, 2);
        assert_eq!(missed(table, "a:1").attempts, 3);
        assert!(missed(table, "a:1").remaining(Moment::now()) > Duration::from_secs(700));
    }

    #[test]
    fn an_attempt_beside_another_does_not_shorten_its_pause() {
        let table = new(4);
        let began = Moment::now();
        let long = missed(table, "a:1");
        let short = table.missed("a:1", began, LIMITS, 0, None).unwrap();
        let longer = long.until.monotonic;
        assert!(short.until.monotonic + Duration::from_secs(1) >= longer);
    }

    #[test]
    fn who_reaches_it_ends_the_backoff_for_all() {
        let table = new(4);
        let first = missed(table, "a:1");
        table.reached("a:1");
        assert_eq!(table.pausing("a:1", Moment::now()), None);
        let again = missed(table, "a:1");
        assert_eq!(again.attempts, 1);
        assert!(again.since.monotonic >= first.since.monotonic);
    }

    #[test]
    fn without_limits_there_is_no_pause() {
        let off = Limits {
            base: Duration::ZERO,
            ..LIMITS
        };
        let table = new(4);
        let now = Moment::now();
        assert_eq!(table.missed("a:1", now, off, LONGEST, None), None);
        assert_eq!(table.pausing("a:1", now), None);
    }

    #[test]
    fn the_slot_used_least_recently_is_taken_for_another_gateway() {
        let table = new(4);
        for gateway in ["a:1", "b:1", "c:1", "d:1"] {
            missed(table, gateway);
        }
        missed(table, "a:1");
        missed(table, "e:1");
        let now = Moment::now();
        let on = |gateway: &&str| table.pausing(gateway, now).is_some();
        let known: Vec<&str> = ["a:1", "b:1", "c:1", "d:1", "e:1"]
            .into_iter()
            .filter(on)
            .collect();
        assert_eq!(known, ["a:1", "c:1", "d:1", "e:1"]);
    }

    #[test]
    fn a_slot_that_was_left_in_the_middle_of_being_taken_hurts_nobody() {
        let table = new(1);
        missed(table, "a:1");
        // whoever died has written half of its key
        table.slots[0].key[0].store(1, Ordering::Release);
        assert_eq!(table.pausing("a:1", Moment::now()), None);
        assert_eq!(missed(table, "a:1").attempts, 1);
        assert!(table.pausing("a:1", Moment::now()).is_some());
    }

    #[test]
    fn a_time_out_pauses_as_long_as_it_is_told_and_as_it_took() {
        let table = new(4);
        let why = Some(OsError::from_raw(110));
        let began = Moment::now();
        let down = table.missed("a:1", began, LIMITS, 0, why).unwrap();
        let lasts = down.remaining(Moment::now());
        assert!(lasts > Duration::from_secs(9) && lasts <= Duration::from_secs(10));
        let ago = Duration::from_secs(30);
        let long_ago = Moment::at(began.monotonic.saturating_sub(ago), began.since_epoch());
        let down = table.missed("b:1", long_ago, LIMITS, 0, why).unwrap();
        assert!(down.remaining(Moment::now()) > Duration::from_secs(25));
    }

    #[test]
    fn what_has_answered_is_proven_until_its_slot_is_taken() {
        let table = new(2);
        assert_eq!(table.proof("a:1"), Proof::None);
        table.prove("a:1", Proof::Serves);
        table.prove("a:1", Proof::Registers);
        assert_eq!(table.proof("a:1"), Proof::Serves);
        assert_eq!(table.proof("b:1"), Proof::None);
        table.prove("b:1", Proof::Registers);
        table.prove("c:1", Proof::Serves);
        assert_eq!(table.proof("a:1"), Proof::None);
        assert_eq!(table.proof("c:1"), Proof::Serves);
    }

    #[test]
    fn a_dial_that_takes_long_keeps_others_away_until_its_time_is_over() {
        let table = new(4);
        let start = Moment::now();
        let second = Duration::from_secs(1);
        let held = table.lease("a:1", start, second, false);
        assert!(matches!(held, Ok(Lease { held: Some(_), .. })));
        let soon = start.after(Duration::from_millis(99));
        assert!(matches!(
            table.lease("a:1", soon, second, false),
            Ok(Lease { held: None, .. })
        ));
        let later = start.after(Duration::from_millis(200));
        let busy = table.lease("a:1", later, second, false).unwrap_err();
        assert!(matches!(busy, Busy::Dialled(time) if time >= Duration::from_millis(200)));
        assert!(table.lease("a:1", later, second, true).is_ok());
        assert!(table.lease("b:1", later, second, false).is_ok());
        let over = start.after(Duration::from_millis(1100));
        let next = table.lease("a:1", over, second, false);
        assert!(matches!(next, Ok(Lease { held: Some(_), .. })));
        // the first one ends late, and takes nothing from the second
        drop(held);
        let then = over.after(Duration::from_millis(150));
        assert!(table.lease("a:1", then, second, false).is_err());
        drop(next);
        assert!(table.lease("a:1", then, second, false).is_ok());
    }

    #[test]
    fn one_process_probes_a_gateway_that_is_down() {
        let table = new(4);
        let down = missed(table, "a:1");
        let now = Moment::now();
        let second = Duration::from_secs(1);
        assert!(matches!(
            table.lease("a:1", now, second, false),
            Err(Busy::Pausing(_))
        ));
        let over = now.after(down.remaining(now) + Duration::from_millis(1));
        let prober = table.lease("a:1", over, second, false);
        assert!(matches!(prober, Ok(Lease { held: Some(_), .. })));
        assert!(matches!(
            table.lease("a:1", over, second, false),
            Err(Busy::Dialled(_))
        ));
        table.reached("a:1");
        assert!(table.lease("a:1", over, second, false).is_ok());
    }

    #[test]
    fn a_gateway_that_hangs_is_skipped_and_asked_again_by_one() {
        let table = new(4);
        let length = Duration::from_secs(3);
        let pause = Duration::from_secs(10);
        let manner = |now| table.manner("a:1", now, length);
        assert!(table.is_quiet(Moment::now()));
        assert_eq!(manner(Moment::now()), Manner::Plainly);
        table.unanswered("a:1", false, pause);
        assert!(!table.is_quiet(Moment::now()));
        assert_eq!(manner(Moment::now()), Manner::WithQuestion);
        assert_eq!(table.manner("b:1", Moment::now(), length), Manner::Plainly);
        table.unanswered("a:1", true, pause);
        let now = Moment::now();
        let skipped = manner(now);
        assert!(matches!(skipped, Manner::Skipped(it) if it.unanswered == 2));
        let over = now.after(pause);
        assert_eq!(manner(over), Manner::WithQuestion);
        assert!(matches!(manner(over), Manner::Skipped(_)));
        // whoever was to ask has died
        assert_eq!(manner(over.after(length)), Manner::WithQuestion);
        table.answered("a:1");
        assert_eq!(manner(over.after(length)), Manner::Plainly);
    }

    #[test]
    fn slow_answers_are_no_proof_and_old_ones_do_not_count() {
        let table = new(4);
        let length = Duration::from_secs(3);
        table.unanswered("a:1", false, length);
        table.unanswered("a:1", false, length);
        let now = Moment::now();
        assert_eq!(table.manner("a:1", now, length), Manner::WithQuestion);
        let later = now.after(IN_A_ROW);
        assert_eq!(table.manner("a:1", later, length), Manner::Plainly);
    }
}
