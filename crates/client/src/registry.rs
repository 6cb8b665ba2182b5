//! The registry of one thread: counters and parked connections of each gateway, by worker address as users write it. Nothing here waits, dials or logs, so that a caller may hold it for the time of one call.

use crate::backoff::{Down, Moment};
use crate::connection::Connection;
use crate::counters::{Counters, Snapshot};
use crate::generation;
use crate::health;
use crate::parked::Parked;
use crate::pool;
use std::sync::Arc;
use std::time::Instant;

/// Most addresses that the registry keeps only because messages for their clients were dropped. All others share one
/// place.
const MOST_UNKNOWN: usize = 64;

#[derive(Debug)]
struct Gateway {
    address: Box<str>,
    counters: Arc<Counters>,
    parked: Parked,
}

/// The gateways, in the order in which they became known. There are few, so a search looks at one after the other.
#[derive(Debug)]
pub struct Gateways {
    known: Vec<Gateway>,
    /// How many of them nobody has connected to.
    unknown: usize,
    generation: u64,
}

/// A gateway as [`Gateways::report`] tells of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// Worker address.
    pub address: String,
    /// What happened, and what there is.
    pub figures: Snapshot,
    /// Processes of which that is.
    pub processes: usize,
    /// The current pause of the backoff.
    pub pausing: Option<Down>,
}

impl Gateways {
    /// None yet.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            known: Vec::new(),
            unknown: 0,
            generation: 0,
        }
    }

    /// In a forked child: drops what its parent has parked and counted.
    fn notice_fork(&mut self) {
        let current = generation::current();
        if self.generation != current {
            self.generation = current;
            for gateway in &mut self.known {
                gateway.parked.clear();
                gateway.counters.reset();
            }
        }
    }

    fn find(&mut self, address: &str) -> Option<&mut Gateway> {
        self.notice_fork();
        self.known
            .iter_mut()
            .find(|gateway| *gateway.address == *address)
    }

    fn add(&mut self, address: &str) -> Arc<Counters> {
        let counters = Arc::new(Counters::of(address));
        self.known.push(Gateway {
            address: address.into(),
            counters: Arc::clone(&counters),
            parked: Parked::default(),
        });
        counters
    }

    /// The counters of a gateway. Whatever speaks to it holds them.
    pub fn counters(&mut self, address: &str) -> Arc<Counters> {
        match self.find(address) {
            Some(gateway) => {
                gateway.counters.set_unknown(false);
                Arc::clone(&gateway.counters)
            }
            None => self.add(address),
        }
    }

    /// Counts a message that was dropped because no gateway of this address is configured. `None`: the message did not
    /// say which gateway that would be.
    pub fn dropped(&mut self, address: Option<&str>) {
        let address = address.unwrap_or_default();
        if let Some(gateway) = self.find(address) {
            gateway.counters.dropped();
        } else if self.unknown < MOST_UNKNOWN {
            self.unknown += 1;
            let counters = self.add(address);
            counters.set_unknown(true);
            counters.dropped();
        } else {
            self.counters("").dropped();
        }
    }

    /// Keeps a connection as [`Parked::park`] does.
    pub fn park(&mut self, address: &str, connection: Connection, max_idle: u64) -> bool {
        let parking = |gateway: &&mut Gateway| !gateway.parked.is_empty();
        let mut parking = self.known.iter_mut().filter(parking).peekable();
        if parking.peek().is_some() {
            let now = Instant::now();
            parking.for_each(|gateway| gateway.change_parked(|parked| parked.prune(now)));
        }
        self.find(address).is_some_and(|gateway| {
            gateway.change_parked(|parked| parked.park(connection, max_idle))
        })
    }

    /// The parked connection of a gateway that was used last. [`parked::choose`](crate::parked::choose) finds out
    /// whether it still works.
    pub fn pop_parked(&mut self, address: &str) -> Option<Connection> {
        self.find(address)?.change_parked(Parked::pop)
    }

    /// Takes the parked connections out that carry frames which their gateways have not confirmed: with the address,
    /// and the seconds that each may be idle.
    pub fn take_unconfirmed(&mut self) -> Vec<(String, Connection, u64)> {
        self.notice_fork();
        let mut all = Vec::new();
        for gateway in &mut self.known {
            let address = &gateway.address;
            let each = |(connection, max_idle)| (address.to_string(), connection, max_idle);
            all.extend(gateway.parked.take_unconfirmed().into_iter().map(each));
        }
        all
    }

    /// Whether a parked connection carries frames which its gateway has not confirmed.
    #[must_use]
    pub fn has_unconfirmed(&mut self) -> bool {
        self.notice_fork();
        let mut gateways = self.known.iter();
        gateways.any(|gateway| gateway.parked.has_unconfirmed())
    }

    /// Frames that have ended with their connections before they were confirmed, by gateway; each is told once.
    pub fn take_abandoned(&mut self) -> Vec<(String, u64)> {
        self.notice_fork();
        let gateways = self.known.iter();
        gateways
            .map(|gateway| (gateway, gateway.counters.take_abandoned()))
            .filter(|(_, frames)| *frames > 0)
            .map(|(gateway, frames)| (gateway.address.to_string(), frames))
            .collect()
    }

    /// Closes all parked connections.
    pub fn clear_parked(&mut self) {
        for gateway in &mut self.known {
            gateway.change_parked(Parked::clear);
        }
    }

    /// Adds what is new to the [`pool`].
    pub fn add_to_pool(&mut self) {
        self.notice_fork();
        for gateway in &self.known {
            gateway.counters.add_to_pool();
        }
    }

    /// The same for what has not been added for a second.
    pub fn add_to_pool_now_and_then(&mut self) {
        self.notice_fork();
        for gateway in &self.known {
            gateway.counters.add_to_pool_now_and_then();
        }
    }

    /// Adds the rest to the [`pool`]: this thread ends.
    pub fn leave_pool(&mut self) {
        self.notice_fork();
        for gateway in &self.known {
            gateway.counters.add_and_leave();
        }
    }

    /// All that the registry knows.
    pub fn report(&mut self, now: Moment) -> Vec<Report> {
        self.notice_fork();
        self.known
            .iter()
            .map(|gateway| Report {
                address: gateway.address.to_string(),
                figures: gateway.counters.snapshot(),
                processes: 1,
                pausing: health::table().pausing(&gateway.address, now),
            })
            .collect()
    }

    /// All that the processes of the pool know, this one up to now.
    pub fn report_pool(&mut self, now: Moment) -> Vec<Report> {
        self.add_to_pool();
        pool::table()
            .totals()
            .into_iter()
            .map(|total| Report {
                pausing: health::table().pausing(&total.address, now),
                address: total.address,
                figures: Snapshot {
                    sums: total.figures,
                    open: total.now.open,
                    parked: total.now.parked,
                    registered: total.now.registered,
                    renewing: total.now.renewing,
                    last_success: total.last_success,
                },
                processes: total.processes,
            })
            .collect()
    }
}

impl Gateway {
    fn change_parked<R>(&mut self, change: impl FnOnce(&mut Parked) -> R) -> R {
        let result = change(&mut self.parked);
        self.counters.set_parked(self.parked.len());
        result
    }
}

/// The pool keeps the sums of a thread that ends, and counts its connections no more.
impl Drop for Gateways {
    fn drop(&mut self) {
        self.leave_pool();
    }
}

impl Default for Gateways {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parked::choose;
    use std::net::{Ipv4Addr, SocketAddrV4};
    use std::os::unix::net::UnixStream;

    #[test]
    fn connections_are_parked_by_address_and_counted_as_open_meanwhile() {
        let mut gateways = Gateways::new();
        let counters = gateways.counters("a:1");
        gateways.counters("b:2");
        let (near, _far) = UnixStream::pair().unwrap();
        let peer = SocketAddrV4::new(Ipv4Addr::LOCALHOST, 1);
        let connection = Connection::new(near.into(), peer, Vec::new()).counted(&counters);
        assert!(gateways.park("a:1", connection, 10));
        let report = gateways.report(Moment::now());
        assert_eq!((report[0].figures.parked, report[0].figures.open), (1, 1));
        assert_eq!((report[1].figures.parked, report[1].figures.open), (0, 0));

        assert!(gateways.pop_parked("b:2").is_none());
        let taken = choose(|| gateways.pop_parked("a:1"), None, 10, Instant::now()).connection;
        assert!(taken.is_some());
        drop(taken);
        let report = gateways.report(Moment::now());
        assert_eq!((report[0].figures.parked, report[0].figures.open), (0, 0));
    }

    #[test]
    fn dropped_messages_name_so_many_addresses_and_no_more() {
        let mut gateways = Gateways::new();
        gateways.counters("mine:1");
        for port in 0..500 {
            gateways.dropped(Some(&format!("other:{port}")));
        }
        gateways.dropped(Some("other:3"));
        gateways.dropped(None);
        let report = gateways.report(Moment::now());
        assert_eq!(report.len(), 1 + MOST_UNKNOWN + 1);
        let dropped = |address: &str| {
            let found = report.iter().find(|gateway| gateway.address == address);
            found.map(|gateway| gateway.figures.sums.dropped())
        };
        assert_eq!(dropped("mine:1"), Some(0));
        assert_eq!(dropped("other:3"), Some(2));
        let rest = 500 - u64::try_from(MOST_UNKNOWN).unwrap() + 1;
        assert_eq!(dropped(""), Some(rest));
    }
}
