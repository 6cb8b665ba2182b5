//! Who of the processes that share memory works for which gateways: how many may be registered at a time, who stands by,
//! who is about to leave. A process that stops waits until another one is registered, so that nothing which clients send
//! meanwhile is lost.
//!
//! Members of a service take places. A place belongs to one process at a time, until that one leaves it, announces that
//! it is about to, or dies. Those that find no place stand by on the bench, and look for one from time to time.

use crate::generation;
use crate::process::Identity;
use crate::roster_memory::Place;
use crate::shared;
use crate::slots::Key;
use std::sync::atomic::Ordering;

/// Most processes of a service that are registered at a time, when nobody has said how many.
const MOST: usize = 64;
/// Most processes of a service that stand by.
const BENCH: usize = 8;
/// Of so many looks for a place one asks the system whether those who hold them still live: it takes a file for each.
const THOROUGH: u8 = 16;

impl Place {
    fn holder(&self) -> u64 {
        self.holder.load(Ordering::Acquire)
    }

    /// Whether somebody has it who stays, as far as is known without asking the system.
    fn is_held(&self) -> bool {
        let holder = self.holder();
        holder != 0 && self.leaving.load(Ordering::Acquire) != holder
    }

    fn is_held_by_the_living(&self) -> bool {
        self.is_held() && lives(self.holder())
    }

    fn has_registered_holder(&self) -> bool {
        let holder = self.holder();
        holder != 0 && self.registered.load(Ordering::Acquire) == holder
    }

    /// Makes it this process's, unless its holder stays.
    fn take(&self, own: u64, thorough: bool) -> bool {
        let holder = self.holder();
        let is_free = holder == 0
            || self.leaving.load(Ordering::Acquire) == holder
            || thorough && !lives(holder);
        is_free
            && self
                .holder
                .compare_exchange(holder, own, Ordering::AcqRel, Ordering::Acquire)
                .is_ok()
    }
}

fn lives(holder: u64) -> bool {
    Identity::from_word(holder).is_some_and(Identity::lives)
}

/// What a group of processes does together: the same user, the same gateways, the same events.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Service(u64);

impl Service {
    /// Events of these kinds from gateways at these worker addresses, for this process's user.
    #[must_use]
    pub fn of(addresses: &[String], events: i64) -> Self {
        let mut addresses = addresses.to_vec();
        addresses.sort_unstable();
        Self(Key::of(&format!("{} of {}", events, addresses.join(" "))).0)
    }

    /// The key of one of its places; those on the bench come behind the others.
    const fn key(self, number: usize) -> u64 {
        let key = self
            .0
            .wrapping_add((number as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15));
        if key == 0 {
            1
        } else {
            key
        }
    }

    /// One of its places, if it has ever been taken.
    fn known(self, all: &'static [Place], number: usize) -> Option<&'static Place> {
        let key = self.key(number);
        all.iter()
            .find(|place| place.key.load(Ordering::Acquire) == key)
    }

    /// One of its places; gives it memory when it has none. Two processes that do so at the same time find the same.
    fn place(self, all: &'static [Place], number: usize) -> Option<&'static Place> {
        let key = self.key(number);
        let give = |place: &Place, old: u64| match place.key.compare_exchange(
            old,
            key,
            Ordering::AcqRel,
            Ordering::Acquire,
        ) {
            Ok(_) => true,
            Err(now) => now == key,
        };
        self.known(all, number)
            .or_else(|| all.iter().find(|place| give(place, 0)))
            .or_else(|| {
                all.iter().find(|place| {
                    let old = place.key.load(Ordering::Acquire);
                    !lives(place.holder()) && give(place, old)
                })
            })
    }
}

/// A process's place in a service. Gives it back when it is dropped.
#[derive(Debug)]
pub struct Membership {
    service: Service,
    all: &'static [Place],
    /// None where there is no memory for it: the process is on its own.
    place: Option<&'static Place>,
    stands_by: bool,
    most: usize,
    own: u64,
    generation: u64,
    looks: u8,
}

impl Membership {
    /// Becomes one of the service's processes, of which at most so many are registered at a time: has a place, or stands
    /// by. A process that shares nothing with others always has one.
    #[must_use]
    pub fn join(service: Service, most: Option<usize>) -> Self {
        let all = shared::places().unwrap_or_default();
        Self::join_at(all, service, most, Identity::own().word())
    }

    fn join_at(all: &'static [Place], service: Service, most: Option<usize>, own: u64) -> Self {
        let most = most.map_or(MOST, |most| most.clamp(1, MOST));
        let first_of = |mut numbers: std::ops::Range<usize>| {
            numbers.find_map(|number| {
                let place = service.place(all, number)?;
                place.take(own, true).then_some(place)
            })
        };
        let place = first_of(0..most);
        let bench = match place {
            Some(_) => None,
            None => first_of(MOST..MOST + BENCH),
        };
        Self {
            service,
            all,
            stands_by: bench.is_some(),
            place: place.or(bench),
            most,
            own,
            generation: generation::current(),
            looks: 0,
        }
    }

    /// It is that of the process that this one was forked from.
    #[must_use]
    pub fn is_foreign(&self) -> bool {
        self.generation != generation::current()
    }

    /// It is not to register now.
    #[must_use]
    pub const fn stands_by(&self) -> bool {
        self.stands_by
    }

    /// Looks for a place whose holder has left, is about to, or is dead. `true` when this process has one from now on: it
    /// is to register at once.
    pub fn step_in(&mut self) -> bool {
        if !self.stands_by {
            return true;
        }
        self.looks = (self.looks + 1) % THOROUGH;
        let thorough = self.looks == 0;
        let found = (0..self.most)
            .filter_map(|number| self.service.place(self.all, number))
            .find(|place| place.take(self.own, thorough));
        let Some(found) = found else {
            return false;
        };
        self.give_back();
        self.place = Some(found);
        self.stands_by = false;
        true
    }

    /// It is registered with its gateways, or no more.
    pub fn set_registered(&self, registered: bool) {
        let Some(place) = self.place else {
            return;
        };
        if registered {
            place.registered.store(self.own, Ordering::Release);
        } else {
            // whoever has the place by now may be
            let _ =
                place
                    .registered
                    .compare_exchange(self.own, 0, Ordering::AcqRel, Ordering::Acquire);
        }
    }

    /// It is about to leave: its place can be taken.
    pub fn announce_leaving(&self) {
        if let Some(place) = self.place {
            place.leaving.store(self.own, Ordering::Release);
        }
    }

    /// Whether another process of the service is registered, and stays.
    #[must_use]
    pub fn has_successor(&self) -> bool {
        (0..MOST)
            .filter_map(|number| self.service.known(self.all, number))
            .any(|place| {
                place.holder() != self.own
                    && place.has_registered_holder()
                    && place.is_held_by_the_living()
            })
    }

    /// Whether the service has other processes, registered or not.
    #[must_use]
    pub fn has_company(&self) -> bool {
        (0..MOST + BENCH)
            .filter_map(|number| self.service.known(self.all, number))
            .any(|place| place.holder() != self.own && place.is_held_by_the_living())
    }

    fn give_back(&self) {
        if let Some(place) = self.place {
            let _ = place
                .holder
                .compare_exchange(self.own, 0, Ordering::AcqRel, Ordering::Acquire);
        }
    }
}

/// A forked child has no part in its parent's place.
impl Drop for Membership {
    fn drop(&mut self) {
        if !self.is_foreign() {
            self.give_back();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::roster_memory::PLACES;
    use std::process::{Child, Command};

    fn places() -> &'static [Place] {
        Box::leak(Box::new([const { Place::new() }; PLACES]))
    }

    fn service() -> Service {
        Service::of(&["10.0.0.2:6061".into(), "10.0.0.1:6061".into()], 7)
    }

    /// A process that lives until it is dropped.
    struct Other(Child);

    impl Other {
        fn start() -> (Self, u64) {
            let child = Command::new("sleep").arg("60").spawn().unwrap();
            let identity = Identity::of(child.id());
            (Self(child), identity.word())
        }
    }

    impl Drop for Other {
        fn drop(&mut self) {
            self.0.kill().unwrap();
            self.0.wait().unwrap();
        }
    }

    #[test]
    fn a_service_is_what_is_done_and_for_whom() {
        let turned = ["10.0.0.1:6061".into(), "10.0.0.2:6061".into()];
        assert_eq!(Service::of(&turned, 7), service());
        assert_ne!(Service::of(&turned, 3), service());
        assert_ne!(Service::of(&turned[..1], 7), service());
    }

    #[test]
    fn who_finds_no_place_stands_by_until_another_one_leaves() {
        let all = places();
        let (first, one) = Other::start();
        let (_second, two) = Other::start();
        let a = Membership::join_at(all, service(), Some(1), one);
        assert!(!a.stands_by() && !a.has_company());
        a.set_registered(true);
        let mut b = Membership::join_at(all, service(), Some(1), two);
        assert!(b.stands_by() && !b.step_in());
        assert!(a.has_company() && !a.has_successor());

        a.announce_leaving();
        assert!(b.step_in() && !b.stands_by());
        assert!(!a.has_successor(), "not registered yet");
        b.set_registered(true);
        a.set_registered(false);
        assert!(a.has_successor());
        drop(a);
        drop(first);
        assert!(!b.has_successor() && !b.has_company());
        let other = Membership::join_at(all, Service::of(&[], 7), Some(1), one);
        assert!(!other.stands_by(), "another service");
    }

    #[test]
    fn the_place_of_a_process_that_died_is_free_and_it_is_no_successor() {
        let all = places();
        let (dying, one) = Other::start();
        let (_second, two) = Other::start();
        let a = Membership::join_at(all, service(), Some(1), one);
        a.set_registered(true);
        let mut b = Membership::join_at(all, service(), Some(1), two);
        assert!(b.stands_by());
        drop(dying);
        std::mem::forget(a);
        assert!(!b.has_successor() && !b.has_company());
        assert!((0..THOROUGH).any(|_| b.step_in()));
    }

    #[test]
    fn of_many_that_look_for_one_place_one_gets_it() {
        let all = places();
        let (_leaving, word) = Other::start();
        let leaver = Membership::join_at(all, service(), Some(1), word);
        let own = Identity::own().word();
        let mut waiting: Vec<_> = (0..BENCH)
            .map(|_| Membership::join_at(all, service(), Some(1), own))
            .collect();
        assert!(waiting.iter().all(Membership::stands_by));
        leaver.announce_leaving();
        let stepped_in: usize = std::thread::scope(|scope| {
            let threads: Vec<_> = waiting
                .iter_mut()
                .map(|member| scope.spawn(|| usize::from(member.step_in())))
                .collect();
            threads.into_iter().map(|it| it.join().unwrap()).sum()
        });
        assert_eq!(stepped_in, 1);
    }

    #[test]
    fn without_memory_or_room_every_process_is_on_its_own() {
        for all in [&[], places()] {
            let numbers = 0..u64::try_from(all.len()).unwrap();
            for (place, number) in all.iter().zip(numbers) {
                place.key.store(number + 1, Ordering::Release);
                place
                    .holder
                    .store(Identity::own().word(), Ordering::Release);
            }
            let member = Membership::join_at(all, service(), Some(1), 5);
            assert!(!member.stands_by() && !member.has_company() && !member.has_successor());
            member.announce_leaving();
        }
    }
}
