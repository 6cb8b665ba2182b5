//! The figures of all processes that share memory: a process that has called [`shared::share`] and its forks. Sums
//! outlive the processes that added to them. What is there now, such as open connections, counts for processes that
//! live. Without shared memory a process has this to itself.
//!
//! Nobody waits for anybody. A process that dies in the middle of taking a slot leaves one that matches no gateway,
//! and that is taken again when it is the one used least recently. A process that dies with a row leaves one that
//! nobody counts, and that is taken again when there is no free one.
//!
//! A process that adds to a slot in the very moment in which another one takes it for another gateway adds there. That
//! needs more gateways than there are slots.

use crate::backoff::Moment;
use crate::figures::Figures;
use crate::generation;
use crate::held::{Held, Holding};
use crate::pool_memory::{Memory, Owner, Row, Sums};
use crate::process::Identity;
use crate::shared;
use crate::slots::Key;
use std::collections::HashSet;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// How often somebody who finds that others take slots at the same time tries again.
const TRIES: usize = 8;

/// What all processes of this user know of a gateway.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Total {
    /// Worker address.
    pub address: String,
    /// The sums.
    pub figures: Figures<u64>,
    /// What the processes have that live.
    pub now: Holding,
    /// Processes that live and have counted something here.
    pub processes: usize,
    /// When an exchange of any of them last ended well.
    pub last_success: Option<SystemTime>,
}

/// The memory of this process, or of its group.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Table(&'static Memory);

/// What a process has that shares nothing.
static OWN: Memory = Memory::new();
/// Of which process that is.
static OWN_OF: AtomicU64 = AtomicU64::new(0);
/// The row of this process: its place and 1, below the process's number.
static ROW: AtomicU64 = AtomicU64::new(0);
/// In place of a row: there was none to be had.
const NO_ROW: u64 = 0xffff_ffff;

/// The number of this process, never 0.
fn process() -> u64 {
    generation::current().wrapping_add(1) & NO_ROW
}

/// The table of this process.
pub(crate) fn table() -> Table {
    Table(shared::pool().unwrap_or_else(|| {
        let before = OWN_OF.load(Ordering::Acquire);
        if before != process() {
            OWN_OF.store(process(), Ordering::Release);
            if before != 0 {
                Table(&OWN).forget();
            }
        }
        &OWN
    }))
}

/// The key of an address, and as much of the address as has room.
pub(crate) fn key(address: &str) -> (Key, &str) {
    let most = size_of_val(&OWN.sums[0].address);
    let mut end = address.len().min(most);
    while !address.is_char_boundary(end) {
        end -= 1;
    }
    let address = address.get(..end).unwrap_or_default();
    (Key::of(address), address)
}

impl Table {
    /// In a forked child that shares nothing: what its parent has counted is not its own.
    fn forget(self) {
        for entry in &self.0.entries {
            entry
                .key
                .iter()
                .for_each(|word| word.store(0, Ordering::Release));
            entry.used.store(0, Ordering::Release);
        }
        for owner in &self.0.owners {
            owner.identity.store(0, Ordering::Release);
        }
    }

    /// Places that have been taken, in the order in which that was, with their keys.
    fn taken(self) -> impl Iterator<Item = (usize, Key)> {
        let entries = self.0.entries.iter();
        let taken = entries.take_while(|entry| entry.used.load(Ordering::Acquire) != 0);
        taken.enumerate().map(|(place, entry)| {
            let [first, second] = &entry.key;
            let key = Key(
                first.load(Ordering::Acquire),
                second.load(Ordering::Acquire),
            );
            (place, key)
        })
    }

    /// The place of a gateway, which is used now; if it has none yet, a free one, or the one that was used least
    /// recently.
    pub fn place(self, key: Key, address: &str) -> Option<usize> {
        let now = nanos(Moment::now().monotonic).max(1);
        let found = self.taken().find(|(_, other)| *other == key);
        if let Some((place, _)) = found {
            let entry = self.0.entries.get(place)?;
            entry.used.fetch_max(now, Ordering::AcqRel);
            return Some(place);
        }
        (0..TRIES).find_map(|_| self.take(key, address, now))
    }

    fn take(self, key: Key, address: &str, now: u64) -> Option<usize> {
        let used = |place: usize| Some(self.0.entries.get(place)?.used.load(Ordering::Acquire));
        let (before, place) = (0..self.0.entries.len())
            .filter_map(|place| Some((used(place)?, place)))
            .min()?;
        let entry = self.0.entries.get(place)?;
        // one of those who want it gets it
        entry
            .used
            .compare_exchange(
                before,
                now.max(before + 1),
                Ordering::AcqRel,
                Ordering::Acquire,
            )
            .ok()?;
        let [first, second] = &entry.key;
        first.store(0, Ordering::Release);
        second.store(0, Ordering::Release);
        let sums = self.0.sums.get(place)?;
        sums.clear(address);
        for (owner, row) in self.0.owners.iter().zip(&self.0.rows) {
            if owner.identity.load(Ordering::Acquire) != 0 {
                row.get(place)?.store(0, Ordering::Release);
            }
        }
        second.store(key.1, Ordering::Release);
        first.store(key.0, Ordering::Release);
        Some(place)
    }

    /// Whether the place is this gateway's.
    pub fn is_at(self, place: usize, key: Key) -> bool {
        self.taken()
            .nth(place)
            .is_some_and(|(_, other)| other == key)
    }

    /// The sums at a place.
    pub fn sums(self, place: usize) -> Option<&'static Sums> {
        self.0.sums.get(place)
    }

    /// The row of this process, taken now unless it has one.
    pub fn row(self) -> Option<&'static Row> {
        let known = ROW.load(Ordering::Acquire);
        if known >> 32 != process() {
            let place = self.take_row();
            let word = place.map_or(NO_ROW, |place| place as u64 + 1);
            let mine = process() << 32 | word;
            if let Err(other) =
                ROW.compare_exchange(known, mine, Ordering::AcqRel, Ordering::Acquire)
            {
                // another thread has taken one meanwhile
                place
                    .and_then(|place| self.0.owners.get(place))
                    .map(Owner::leave);
                return self.row_at(other);
            }
            return self.row_at(mine);
        }
        self.row_at(known)
    }

    /// The row of this process, if it has one.
    pub fn known_row(self) -> Option<&'static Row> {
        self.row_at(ROW.load(Ordering::Acquire))
    }

    fn row_at(self, word: u64) -> Option<&'static Row> {
        if word >> 32 != process() {
            return None;
        }
        let place = usize::try_from(word & NO_ROW).ok()?.checked_sub(1)?;
        self.0.rows.get(place)
    }

    /// A row for this process; `None` when as many processes as there are rows have one.
    fn take_row(self) -> Option<usize> {
        let own = Identity::own();
        let take = |free: fn(u64) -> bool| {
            self.0.owners.iter().position(|owner| {
                let word = owner.identity.load(Ordering::Acquire);
                free(word) && owner.take(word, own)
            })
        };
        let of_the_dead = |word| Identity::from_word(word).is_none_or(|owner| !owner.lives());
        let place = take(|word| word == 0).or_else(|| take(of_the_dead))?;
        for held in self.0.rows.get(place)? {
            held.store(0, Ordering::Release);
        }
        Some(place)
    }

    /// What all processes of this user know.
    pub fn totals(self) -> Vec<Total> {
        let living: Vec<_> = self
            .0
            .owners
            .iter()
            .zip(&self.0.rows)
            .filter_map(|(owner, row)| {
                let identity = Identity::from_word(owner.identity.load(Ordering::Acquire))?;
                identity.lives().then_some((identity, row))
            })
            .collect();
        let mut totals: Vec<(Total, HashSet<u64>)> = Vec::new();
        for (place, key_there) in self.taken() {
            let Some(sums) = self.0.sums.get(place) else {
                continue;
            };
            let address = sums.address();
            let held = living.iter().filter_map(|(identity, row)| {
                let held = Held::from_word(row.get(place)?.load(Ordering::Acquire));
                (held != Held::default()).then_some((identity.pid(), held))
            });
            let held: Vec<_> = held.collect();
            let figures =
                Figures::<u64>::read(&sums.figures, |figure| figure.load(Ordering::Acquire));
            let last_success = match sums.last_success.load(Ordering::Acquire) {
                0 => None,
                nanos => UNIX_EPOCH.checked_add(Duration::from_nanos(nanos)),
            };
            // it may be another user's, half taken, or have been taken for another gateway meanwhile
            if key(&address).0 != key_there || !self.is_at(place, key_there) {
                continue;
            }
            let processes: HashSet<u64> = held.iter().map(|(process, _)| *process).collect();
            let mut now = Holding::default();
            for (_, held) in &held {
                now.add(&held.holding());
            }
            let total = Total {
                address,
                figures,
                now,
                processes: 0,
                last_success,
            };
            // processes that met a gateway at the same moment may have taken a place each
            let found = totals
                .iter_mut()
                .find(|(other, _)| other.address == total.address);
            if let Some((other, others)) = found {
                other.add(&total);
                others.extend(processes);
            } else {
                totals.push((total, processes));
            }
        }
        let counted = totals.into_iter().map(|(total, processes)| Total {
            processes: processes.len(),
            ..total
        });
        counted.collect()
    }
}

impl Total {
    fn add(&mut self, other: &Self) {
        self.figures.add(&other.figures, |figure| *figure);
        self.now.add(&other.now);
        self.last_success = self.last_success.max(other.last_success);
    }
}

impl Owner {
    fn take(&self, from: u64, by: Identity) -> bool {
        self.identity
            .compare_exchange(from, by.word(), Ordering::AcqRel, Ordering::Acquire)
            .is_ok()
    }

    fn leave(&self) {
        self.identity.store(0, Ordering::Release);
    }
}

impl Sums {
    fn clear(&self, address: &str) {
        let bytes = address.as_bytes();
        for (place, word) in self.address.iter().enumerate() {
            let mut chunk = [0; 8];
            let from = bytes.get(place * 8..).unwrap_or_default();
            for (to, byte) in chunk.iter_mut().zip(from) {
                *to = *byte;
            }
            word.store(u64::from_ne_bytes(chunk), Ordering::Release);
        }
        for figure in self.figures.every().chain([&self.last_success]) {
            figure.store(0, Ordering::Release);
        }
    }

    fn address(&self) -> String {
        let words = self.address.iter();
        let bytes: Vec<u8> = words
            .flat_map(|word| word.load(Ordering::Acquire).to_ne_bytes())
            .take_while(|byte| *byte != 0)
            .collect();
        String::from_utf8_lossy(&bytes).into_owned()
    }
}

/// At the end of this process: its row is free for another one.
pub fn leave() {
    let table = table();
    let word = ROW.swap(0, Ordering::AcqRel);
    if table.row_at(word).is_none() {
        return;
    }
    let place = usize::try_from(word & NO_ROW)
        .ok()
        .and_then(|it| it.checked_sub(1));
    place
        .and_then(|place| table.0.owners.get(place))
        .map(Owner::leave);
}

fn nanos(time: Duration) -> u64 {
    u64::try_from(time.as_nanos()).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests;
