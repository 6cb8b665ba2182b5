//! What the processes of a group know of their gateways together: which cannot be reached, and until when nobody is to
//! dial them. A group is a process that has called [`share`] and its forks: the children of a php-fpm master, say. One
//! child that meets a gateway that is down spares all others the attempt.
//!
//! The memory holds atomic numbers and nothing else. Nobody waits for anybody: a process that dies in the middle of a
//! change leaves at worst a slot that matches no gateway, which is taken again when it is the one used least recently.
#![allow(unsafe_code)]

use crate::backoff::{Down, Limits, Moment};
use crate::error::OsError;
use crate::generation;
use crate::pool_memory;
use rustix::mm::{mmap_anonymous, MapFlags, ProtFlags};
use rustix::process::geteuid;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::atomic::{AtomicPtr, AtomicU64, Ordering};
use std::time::Duration;

/// Gateways that are known at a time.
const SLOTS: usize = 256;

/// One gateway. All zero: a free slot.
#[derive(Debug)]
struct Slot {
    key: [AtomicU64; 2],
    /// When it was used last, for who looks for a slot to take.
    used: AtomicU64,
    /// When the first failed attempt since it was last reached ended, on both clocks.
    since: AtomicU64,
    since_wall: AtomicU64,
    /// When the last failed attempt ended.
    failed: AtomicU64,
    attempts: AtomicU64,
    /// The end of the pause; 0 when the gateway is up, as far as anybody knows.
    until: AtomicU64,
    /// Why the last attempt failed; 0 when the name did not resolve.
    errno: AtomicU64,
}

impl Slot {
    const fn new() -> Self {
        const fn zero() -> AtomicU64 {
            AtomicU64::new(0)
        }
        Self {
            key: [zero(), zero()],
            used: zero(),
            since: zero(),
            since_wall: zero(),
            failed: zero(),
            attempts: zero(),
            until: zero(),
            errno: zero(),
        }
    }

    fn has(&self, key: Key) -> bool {
        let [first, second] = &self.key;
        let Key(a, b) = key;
        first.load(Ordering::Acquire) == a && second.load(Ordering::Acquire) == b
    }
}

/// A gateway, as users with one user id see it: two of them do not trust each other's word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Key(pub u64, pub u64);

impl Key {
    /// For this user, whoever that is in this process.
    pub fn of(address: &str) -> Self {
        Self::for_user(user(), address)
    }

    pub fn for_user(user: u32, address: &str) -> Self {
        let half = |seed: u8| {
            let mut hasher = DefaultHasher::new();
            (seed, user, address).hash(&mut hasher);
            // 0 stands for a free slot
            hasher.finish() | 1
        };
        Self(half(0), half(1))
    }
}

/// The user id of this process: php-fpm's children have another one than their master, where the memory was mapped.
fn user() -> u32 {
    static USER: AtomicU64 = AtomicU64::new(0);
    // the lower half: the id; the upper one: in which process it was asked for
    let process = generation::current().wrapping_add(1) << 32;
    let known = USER.load(Ordering::Relaxed);
    if known & !0xffff_ffff == process {
        #[allow(clippy::cast_possible_truncation)] // the lower half
        return known as u32;
    }
    let user = geteuid().as_raw();
    USER.store(process | u64::from(user), Ordering::Relaxed);
    user
}

/// Slots for gateways.
#[derive(Debug, Clone, Copy)]
pub struct Table(&'static [Slot]);

/// What a process has that shares nothing: its forks get copies.
static OWN: [Slot; SLOTS] = [const { Slot::new() }; SLOTS];
static SHARED: AtomicPtr<Slot> = AtomicPtr::new(std::ptr::null_mut());

/// Lets the forks of this process share what they know from now on. Where there is no memory to be had for that, each
/// keeps it to itself. Has an effect once.
pub fn share() {
    if !SHARED.load(Ordering::Acquire).is_null() {
        return;
    }
    map(&SHARED, size_of::<[Slot; SLOTS]>());
    map(&POOL, size_of::<pool_memory::Memory>());
}

fn map<T>(place: &AtomicPtr<T>, size: usize) {
    // SAFETY: new memory of this size, at an address that the system chooses, which nobody has yet.
    let mapped = unsafe {
        mmap_anonymous(
            std::ptr::null_mut(),
            size,
            ProtFlags::READ | ProtFlags::WRITE,
            MapFlags::SHARED,
        )
    };
    match mapped {
        Ok(memory) => place.store(memory.cast(), Ordering::Release),
        Err(errno) => log::warn!("no memory to share with forks: {errno}"),
    }
}

static POOL: AtomicPtr<pool_memory::Memory> = AtomicPtr::new(std::ptr::null_mut());

/// The memory for [`pool`](crate::pool); `None` when this process shares nothing.
pub(crate) fn pool() -> Option<&'static pool_memory::Memory> {
    // SAFETY: null, or mapped by `share` in this size and never unmapped. All zeros are valid; whatever other processes
    // do to it, atomics stay numbers.
    unsafe { POOL.load(Ordering::Acquire).as_ref() }
}

/// The table of this process.
#[must_use]
pub fn table() -> Table {
    let shared = SHARED.load(Ordering::Acquire);
    if shared.is_null() {
        return Table(&OWN);
    }
    // SAFETY: mapped by `share` for so many slots, and never unmapped. All zeros are valid slots; whatever other
    // processes do to them, atomics stay numbers.
    Table(unsafe { std::slice::from_raw_parts(shared, SLOTS) })
}

impl Table {
    fn find(self, key: Key) -> Option<&'static Slot> {
        self.0.iter().find(|slot| slot.has(key))
    }

    /// The slot of a gateway; if it has none yet, a free one, or the one that was used least recently.
    fn take(self, key: Key) -> Option<&'static Slot> {
        if let Some(slot) = self.find(key) {
            return Some(slot);
        }
        let slot = self
            .0
            .iter()
            .min_by_key(|slot| slot.used.load(Ordering::Relaxed))?;
        // nobody takes what it held for what the new one holds: it is up until somebody says otherwise
        slot.until.store(0, Ordering::Release);
        slot.attempts.store(0, Ordering::Release);
        let [first, second] = &slot.key;
        first.store(key.0, Ordering::Release);
        second.store(key.1, Ordering::Release);
        Some(slot)
    }

    /// An attempt to connect has succeeded: ends the backoff, for all.
    pub fn reached(self, address: &str) {
        if let Some(slot) = self.find(Key::of(address)) {
            slot.until.store(0, Ordering::Release);
            slot.attempts.store(0, Ordering::Release);
        }
    }

    /// An attempt that began at this moment has failed. Attempts that were under way at the same time count as one. `dice`
    /// is a random number. Gives the pause that begins; `None` when backoff is off.
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
        let key = Key::of(address);
        if limits.are_off() {
            return None;
        }
        let slot = self.take(key)?;
        slot.used.store(nanos(now.monotonic), Ordering::Relaxed);
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
        let until = nanos(now.monotonic.saturating_add(limits.pause(attempts, dice)));
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
}

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
    };
    const LONGEST: u64 = u64::MAX;

    fn new(slots: usize) -> Table {
        Table(Vec::leak((0..slots).map(|_| Slot::new()).collect()))
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
        table.0[0].key[0].store(1, Ordering::Release);
        assert_eq!(table.pausing("a:1", Moment::now()), None);
        assert_eq!(missed(table, "a:1").attempts, 1);
        assert!(table.pausing("a:1", Moment::now()).is_some());
    }

    #[test]
    fn users_do_not_share() {
        assert_ne!(Key::for_user(0, "a:1"), Key::for_user(33, "a:1"));
        assert_ne!(Key::for_user(33, "a:1"), Key::for_user(33, "a:11"));
    }
}
