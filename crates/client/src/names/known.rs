//! What a process knows of names: where each leads, since when, and what went wrong last. No thread, no lock, and no
//! clock of its own: [`look_ups`](super::look_ups) has those.

use crate::error::ResolveError;
use log::Level;
use std::collections::BTreeMap;
use std::net::SocketAddrV4;
use std::time::{Duration, Instant};

/// How long a failed look-up is remembered: a resolver that is broken is not asked in a loop.
const FAILURE_LASTS: Duration = Duration::from_secs(1);

/// How long a look-up may take before callers that have an old address no longer wait for it.
const SLOW: Duration = Duration::from_secs(1);

/// Names that are known at a time. A process has a handful; user code may ask for any number.
const MOST: usize = 256;

/// One name. `J` is a look-up that is under way.
#[derive(Debug)]
struct Name<J> {
    ttl: Duration,
    /// Where it leads, and when that was found.
    found: Option<(SocketAddrV4, Instant)>,
    /// Why the last look-up failed, and when.
    failed: Option<(ResolveError, Instant)>,
    under_way: Option<UnderWay<J>>,
    /// Somebody has waited for this long, and nothing has been found since.
    in_vain: Option<Duration>,
    /// Nobody was reached where it leads: it may have moved.
    doubted: bool,
    /// When it was asked for last.
    asked: Instant,
    /// What the log is still to be told.
    news: Option<(Level, String)>,
}

#[derive(Debug, Clone)]
struct UnderWay<J> {
    job: J,
    since: Instant,
}

impl<J> Name<J> {
    fn failed_lately(&self, now: Instant) -> Option<&ResolveError> {
        let (error, at) = self.failed.as_ref()?;
        (now.saturating_duration_since(*at) < FAILURE_LASTS).then_some(error)
    }

    fn address(&self) -> Option<SocketAddrV4> {
        self.found.map(|(addr, _)| addr)
    }

    fn is_older_than(&self, age: Duration, now: Instant) -> bool {
        let age = if self.doubted {
            age.min(FAILURE_LASTS)
        } else {
            age
        };
        self.found
            .is_none_or(|(_, at)| now.saturating_duration_since(at) >= age)
    }
}

/// What is to be done about a name.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Advice {
    /// Use this address.
    Use(SocketAddrV4),
    /// Use this address, and look the name up meanwhile.
    Refresh(SocketAddrV4),
    /// Look it up, or wait for who does. With the address to use when no answer comes in time.
    Wait(Option<SocketAddrV4>),
    /// It was looked up a moment ago, or is being looked up, without success.
    Fail(ResolveError),
}

/// The names of a process.
#[derive(Debug)]
pub(super) struct KnownNames<J> {
    names: BTreeMap<Box<str>, Name<J>>,
}

impl<J: Clone> KnownNames<J> {
    /// None yet.
    pub const fn new() -> Self {
        Self {
            names: BTreeMap::new(),
        }
    }

    /// For a caller who wants an address that was found less than `ttl` ago.
    pub fn advise(&mut self, host_port: &str, ttl: Duration, now: Instant) -> Advice {
        let name = self.name(host_port, now);
        name.ttl = ttl;
        let address = name.address();
        match (address, name.failed_lately(now)) {
            (Some(addr), _) if !name.is_older_than(ttl, now) => return Advice::Use(addr),
            (Some(addr), Some(_)) => return Advice::Use(addr),
            (None, Some(error)) => return Advice::Fail(error.clone()),
            (_, None) => {}
        }
        match (address, &name.under_way) {
            (Some(addr), Some(it)) if now.saturating_duration_since(it.since) >= SLOW => {
                Advice::Use(addr)
            }
            (Some(addr), _) if !ttl.is_zero() || name.in_vain.is_some() => Advice::Refresh(addr),
            (None, Some(_)) if name.in_vain.is_some() => Advice::Fail(ResolveError::TimedOut {
                address: host_port.to_owned(),
                after: name.in_vain.unwrap_or_default(),
            }),
            _ => Advice::Wait(address),
        }
    }

    /// The address that is known, and whether it is time to look it up again.
    pub fn glance(&mut self, host_port: &str, now: Instant) -> Option<(SocketAddrV4, bool)> {
        let name = self.names.get_mut(host_port)?;
        name.asked = now;
        let due = name.under_way.is_none()
            && name.failed_lately(now).is_none()
            // "each time" is meant for dialling, not for each look at a live connection
            && name.is_older_than(name.ttl.max(FAILURE_LASTS), now);
        name.address().map(|addr| (addr, due))
    }

    /// The look-up of the name that is under way.
    pub fn under_way(&self, host_port: &str) -> Option<J> {
        let under_way = self.names.get(host_port)?.under_way.as_ref()?;
        Some(under_way.job.clone())
    }

    /// A look-up has begun.
    pub fn begun(&mut self, host_port: &str, job: J, now: Instant) {
        self.name(host_port, now).under_way = Some(UnderWay { job, since: now });
    }

    /// Somebody has waited for this long.
    pub fn waited_in_vain(&mut self, host_port: &str, after: Duration) {
        if let Some(name) = self.names.get_mut(host_port) {
            name.in_vain = Some(after);
        }
    }

    /// Nobody was reached where the name leads: it is looked up again once a second has passed since it was last.
    pub fn doubt(&mut self, host_port: &str) {
        if let Some(name) = self.names.get_mut(host_port) {
            name.doubted = true;
        }
    }

    /// A look-up has ended, with all addresses that the name leads to. Gives the one to use from now on. That is the old
    /// one as long as the name leads there, too: of several, the resolver gives another one first each time.
    pub fn learn(
        &mut self,
        host_port: &str,
        found: Result<Vec<SocketAddrV4>, ResolveError>,
        now: Instant,
    ) -> Result<SocketAddrV4, ResolveError> {
        let name = self.name(host_port, now);
        name.under_way = None;
        name.doubted = false;
        let old = name.address();
        let found = found.and_then(|all| {
            let same = old.filter(|old| all.contains(old));
            same.or_else(|| all.first().copied())
                .ok_or_else(|| ResolveError::NoIpv4 {
                    address: host_port.to_owned(),
                })
        });
        match (found, old) {
            (Ok(addr), old) => {
                name.found = Some((addr, now));
                name.failed = None;
                name.in_vain = None;
                if let Some(old) = old.filter(|old| *old != addr) {
                    let line = format!("{host_port} has moved from {old} to {addr}");
                    name.news = Some((Level::Info, line));
                }
                Ok(addr)
            }
            (Err(error), old) => {
                if let Some(old) = old {
                    name.news = Some((Level::Warn, format!("{error}; {old} is still used")));
                }
                name.failed = Some((error.clone(), now));
                old.ok_or(error)
            }
        }
    }

    /// What the log is to be told of a name, once.
    pub fn take_news(&mut self, host_port: &str) -> Option<(Level, String)> {
        self.names.get_mut(host_port)?.news.take()
    }

    /// In a forked child: nothing is under way any more. What was found stays.
    pub fn forget_look_ups(&mut self) {
        for name in self.names.values_mut() {
            name.under_way = None;
        }
    }

    fn name(&mut self, host_port: &str, now: Instant) -> &mut Name<J> {
        if self.names.len() >= MOST && !self.names.contains_key(host_port) {
            self.make_room();
        }
        let name = self.names.entry(host_port.into()).or_insert_with(|| Name {
            ttl: Duration::ZERO,
            found: None,
            failed: None,
            under_way: None,
            in_vain: None,
            doubted: false,
            asked: now,
            news: None,
        });
        name.asked = now;
        name
    }

    fn make_room(&mut self) {
        let idle = self.names.iter().filter(|(_, it)| it.under_way.is_none());
        let longest = idle.min_by_key(|(_, it)| it.asked);
        if let Some(key) = longest.map(|(key, _)| key.clone()) {
            self.names.remove(&key);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::Ipv4Addr;

    const TTL: Duration = Duration::from_secs(30);
    const FIRST: SocketAddrV4 = SocketAddrV4::new(Ipv4Addr::new(10, 0, 0, 1), 6061);
    const SECOND: SocketAddrV4 = SocketAddrV4::new(Ipv4Addr::new(10, 0, 0, 2), 6061);

    fn broken() -> ResolveError {
        ResolveError::Failed {
            address: "gw:6061".into(),
            message: "broken".into(),
        }
    }

    fn names() -> (KnownNames<u8>, Instant) {
        (KnownNames::new(), Instant::now())
    }

    fn secs(seconds: f64) -> Duration {
        Duration::from_secs_f64(seconds)
    }

    #[test]
    fn an_address_is_used_for_its_time_and_then_refreshed() {
        let (mut names, now) = names();
        assert_eq!(names.advise("gw:6061", TTL, now), Advice::Wait(None));
        assert_eq!(names.learn("gw:6061", Ok(vec![FIRST]), now), Ok(FIRST));
        let later = now + secs(29.9);
        assert_eq!(names.advise("gw:6061", TTL, later), Advice::Use(FIRST));
        assert_eq!(names.glance("gw:6061", later), Some((FIRST, false)));
        let over = now + secs(30.0);
        assert_eq!(names.advise("gw:6061", TTL, over), Advice::Refresh(FIRST));
        assert_eq!(names.glance("gw:6061", over), Some((FIRST, true)));
        names.begun("gw:6061", 1, over);
        assert_eq!(names.under_way("gw:6061"), Some(1));
        assert_eq!(names.glance("gw:6061", over), Some((FIRST, false)));
        assert_eq!(names.learn("gw:6061", Ok(vec![SECOND]), over), Ok(SECOND));
        assert_eq!(names.under_way("gw:6061"), None);
        assert_eq!(names.advise("gw:6061", TTL, over), Advice::Use(SECOND));
        let news = names.take_news("gw:6061");
        let moved = "gw:6061 has moved from 10.0.0.1:6061 to 10.0.0.2:6061";
        assert_eq!(news, Some((Level::Info, moved.into())));
        assert_eq!(names.take_news("gw:6061"), None);
    }

    #[test]
    fn an_address_that_is_in_doubt_is_refreshed_once_a_second() {
        let (mut names, now) = names();
        names.doubt("gw:6061");
        names.learn("gw:6061", Ok(vec![FIRST]), now).unwrap();
        assert_eq!(names.advise("gw:6061", TTL, now), Advice::Use(FIRST));
        names.doubt("gw:6061");
        assert_eq!(names.advise("gw:6061", TTL, now), Advice::Use(FIRST));
        let later = now + secs(1.0);
        assert_eq!(names.advise("gw:6061", TTL, later), Advice::Refresh(FIRST));
        assert_eq!(names.glance("gw:6061", later), Some((FIRST, true)));
        names.learn("gw:6061", Ok(vec![SECOND]), later).unwrap();
        let soon = later + secs(5.0);
        assert_eq!(names.advise("gw:6061", TTL, soon), Advice::Use(SECOND));
    }

    #[test]
    fn a_failure_lasts_for_a_second_and_replaces_no_address() {
        let (mut names, now) = names();
        assert_eq!(names.learn("gw:6061", Err(broken()), now), Err(broken()));
        let at = |seconds| now + secs(seconds);
        assert_eq!(
            names.advise("gw:6061", TTL, at(0.9)),
            Advice::Fail(broken())
        );
        assert_eq!(names.advise("gw:6061", TTL, at(1.0)), Advice::Wait(None));
        names.learn("gw:6061", Ok(vec![FIRST]), at(1.0)).unwrap();
        assert_eq!(
            names.learn("gw:6061", Err(broken()), at(40.0)),
            Ok(FIRST),
            "who has waited gets the old one"
        );
        assert_eq!(names.advise("gw:6061", TTL, at(40.9)), Advice::Use(FIRST));
        assert_eq!(names.glance("gw:6061", at(40.9)), Some((FIRST, false)));
        assert_eq!(
            names.advise("gw:6061", TTL, at(41.0)),
            Advice::Refresh(FIRST)
        );
    }

    #[test]
    fn of_several_addresses_the_one_in_use_stays() {
        let (mut names, now) = names();
        names
            .learn("gw:6061", Ok(vec![FIRST, SECOND]), now)
            .unwrap();
        let turned = names.learn("gw:6061", Ok(vec![SECOND, FIRST]), now);
        assert_eq!(turned, Ok(FIRST));
        assert_eq!(names.take_news("gw:6061"), None);
        let none = names.learn("gw:6061", Ok(Vec::new()), now);
        assert_eq!(none, Ok(FIRST), "no address at all is a failure");
    }

    #[test]
    fn without_a_time_to_live_each_caller_waits_unless_the_resolver_hangs() {
        let (mut names, now) = names();
        names.learn("gw:6061", Ok(vec![FIRST]), now).unwrap();
        let zero = Duration::ZERO;
        assert_eq!(
            names.advise("gw:6061", zero, now),
            Advice::Wait(Some(FIRST))
        );
        names.begun("gw:6061", 1, now);
        let soon = now + secs(0.9);
        assert_eq!(
            names.advise("gw:6061", zero, soon),
            Advice::Wait(Some(FIRST))
        );
        let late = now + secs(1.0);
        assert_eq!(names.advise("gw:6061", zero, late), Advice::Use(FIRST));
        names.waited_in_vain("gw:6061", secs(3.0));
        names.learn("gw:6061", Err(broken()), late).unwrap();
        let again = now + secs(5.0);
        let refresh = Advice::Refresh(FIRST);
        assert_eq!(names.advise("gw:6061", zero, again), refresh, "nor again");
        names.learn("gw:6061", Ok(vec![FIRST]), again).unwrap();
        let wait = Advice::Wait(Some(FIRST));
        assert_eq!(names.advise("gw:6061", zero, again), wait);
    }

    #[test]
    fn nobody_waits_a_second_time_for_a_look_up_that_hangs() {
        let (mut names, now) = names();
        names.begun("gw:6061", 1, now);
        assert_eq!(names.advise("gw:6061", TTL, now), Advice::Wait(None));
        names.waited_in_vain("gw:6061", secs(3.0));
        let error = ResolveError::TimedOut {
            address: "gw:6061".into(),
            after: secs(3.0),
        };
        assert_eq!(names.advise("gw:6061", TTL, now), Advice::Fail(error));
        names.learn("gw:6061", Err(broken()), now).unwrap_err();
        let later = now + secs(1.0);
        assert_eq!(names.advise("gw:6061", TTL, later), Advice::Wait(None));
        names.learn("gw:6061", Ok(vec![FIRST]), now).unwrap();
        assert_eq!(names.advise("gw:6061", TTL, now), Advice::Use(FIRST));
    }

    #[test]
    fn a_fork_keeps_addresses_and_forgets_look_ups() {
        let (mut names, now) = names();
        names.learn("gw:6061", Ok(vec![FIRST]), now).unwrap();
        names.begun("gw:6061", 1, now);
        names.forget_look_ups();
        assert_eq!(names.under_way("gw:6061"), None);
        assert_eq!(names.advise("gw:6061", TTL, now), Advice::Use(FIRST));
    }

    #[test]
    fn of_too_many_names_the_one_asked_for_longest_ago_is_forgotten() {
        let (mut names, now) = names();
        let count = u32::try_from(MOST).unwrap();
        for number in 0..=count {
            let at = now + Duration::from_millis(number.into());
            names
                .learn(&format!("gw{number}:1"), Ok(vec![FIRST]), at)
                .unwrap();
        }
        assert_eq!(names.names.len(), MOST);
        assert_eq!(names.glance("gw0:1", now), None);
        assert!(names.glance("gw1:1", now).is_some());
    }
}
