//! Parked connections: nobody uses them at the moment, the next user of the same gateway takes them.

use crate::connection::{Connection, Probe};
use crate::lost::Lost;
use std::net::SocketAddrV4;
use std::time::Instant;

/// Connections kept for one gateway. Whoever uses one at a time leaves one.
pub const MOST: usize = 4;

#[derive(Debug)]
struct Entry {
    connection: Connection,
    /// Seconds that it may be idle, by whoever left it here.
    max_idle: u64,
}

/// The parked connections of one gateway, the one used last at the end.
#[derive(Debug, Default)]
pub struct Parked {
    entries: Vec<Entry>,
}

impl Parked {
    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Keeps a connection, for at most `max_idle` seconds after its last use. Closes one that is not idle and clean
    /// instead. With more than [`MOST`], closes the one that has been here longest. True when it keeps the connection.
    pub fn park(&mut self, mut connection: Connection, max_idle: u64) -> bool {
        if !connection.is_clean() {
            return false;
        }
        if self.entries.len() >= MOST {
            self.entries.remove(0);
        }
        connection.set_in_use(false);
        self.entries.push(Entry {
            connection,
            max_idle,
        });
        true
    }

    /// Closes those that have been idle for longer than whoever parked them allows, and those of another process.
    pub fn prune(&mut self, now: Instant) {
        self.entries.retain(|entry| {
            entry.connection.idle(now).as_secs() <= entry.max_idle && !entry.connection.is_foreign()
        });
    }

    /// The one used last, unchecked: [`choose`] finds out whether it still works.
    pub fn pop(&mut self) -> Option<Connection> {
        let mut connection = self.entries.pop()?.connection;
        connection.set_in_use(true);
        Some(connection)
    }

    /// Whether one carries frames which the gateway has not confirmed.
    #[must_use]
    pub fn has_unconfirmed(&self) -> bool {
        let mut entries = self.entries.iter();
        entries.any(|entry| entry.connection.unconfirmed() > 0)
    }

    /// Takes those out that carry frames which the gateway has not confirmed, each with its time to be idle.
    pub fn take_unconfirmed(&mut self) -> Vec<(Connection, u64)> {
        let (taken, kept) = std::mem::take(&mut self.entries)
            .into_iter()
            .partition(|entry| entry.connection.unconfirmed() > 0);
        self.entries = kept;
        let each = |entry: Entry| (entry.connection, entry.max_idle);
        Vec::into_iter(taken).map(each).collect()
    }

    /// Closes all.
    pub fn clear(&mut self) {
        self.entries.clear();
    }
}

/// What [`choose`] found.
#[derive(Debug, Default)]
pub struct Choice {
    /// A connection that may be used.
    pub connection: Option<Connection>,
    /// How many stale connections it has closed.
    pub stale: usize,
    /// How those of them ended that were not closed for being idle.
    pub lost: Vec<Lost>,
}

/// The first of `candidates` that leads to `peer`, where the gateway is known to be there, that has been idle for no more
/// than `max_idle` seconds, and that its gateway has neither closed nor written to. The others are closed. Costs one
/// system call for each candidate, no round trip.
pub fn choose(
    mut candidates: impl FnMut() -> Option<Connection>,
    peer: Option<SocketAddrV4>,
    max_idle: u64,
    now: Instant,
) -> Choice {
    let mut choice = Choice::default();
    while let Some(mut connection) = candidates() {
        let idle = connection.idle(now).as_secs();
        if let Some(peer) = peer.filter(|peer| *peer != connection.peer()) {
            log::debug!(
                "a parked connection leads to {}, where its gateway no longer is, but at {peer}: closed",
                connection.peer()
            );
        } else if idle > max_idle {
            log::debug!(
                "a parked connection to {} has been idle for {idle} s: closed",
                connection.peer()
            );
        } else if connection.probe_always() == Probe::Alive {
            choice.connection = Some(connection);
            break;
        } else {
            choice.lost.extend(connection.lost());
        }
        choice.stale += 1;
    }
    choice
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;
    use std::net::{Ipv4Addr, SocketAddrV4};
    use std::os::unix::net::UnixStream;
    use std::time::Duration;

    /// A connection with this number as its port, and its other end.
    fn pair(number: u16) -> (Connection, UnixStream) {
        let (near, far) = UnixStream::pair().unwrap();
        let peer = SocketAddrV4::new(Ipv4Addr::LOCALHOST, number);
        let descriptor = near.into();
        (Connection::new(descriptor, peer, Vec::new()), far)
    }

    fn number(connection: Option<Connection>) -> Option<u16> {
        connection.map(|connection| connection.peer().port())
    }

    fn later(seconds: u64) -> Instant {
        Instant::now() + Duration::from_secs(seconds)
    }

    #[test]
    fn the_connection_used_last_is_taken_first() {
        let mut parked = Parked::default();
        let (first, _one) = pair(1);
        let (second, _two) = pair(2);
        assert!(parked.park(first, 100) && parked.park(second, 100));
        let take = |parked: &mut Parked| choose(|| parked.pop(), None, 100, later(0)).connection;
        assert_eq!(number(take(&mut parked)), Some(2));
        assert_eq!(number(take(&mut parked)), Some(1));
        assert_eq!(number(take(&mut parked)), None);
    }

    #[test]
    fn of_too_many_the_oldest_is_closed() {
        let mut parked = Parked::default();
        let mut ends = Vec::new();
        for n in 0..=MOST {
            let (connection, far) = pair(u16::try_from(n).unwrap());
            assert!(parked.park(connection, 100));
            ends.push(far);
        }
        assert_eq!(parked.len(), MOST);
        let mut far = ends.remove(0);
        assert!(far.write_all(b"x").is_err());
        while let Some(connection) = parked.pop() {
            assert_ne!(connection.peer().port(), 0);
        }
    }

    #[test]
    fn idle_time_counts_for_whoever_takes_it_and_for_whoever_left_it() {
        let mut parked = Parked::default();
        let (connection, _far) = pair(1);
        parked.park(connection, 100);
        parked.prune(later(100));
        assert_eq!(parked.len(), 1);
        let choice = choose(|| parked.pop(), None, 10, later(11));
        assert_eq!((choice.connection.is_none(), choice.stale), (true, 1));

        let (connection, _far) = pair(1);
        parked.park(connection, 100);
        parked.prune(later(101));
        assert!(parked.is_empty());
    }

    #[test]
    fn stale_connections_are_passed_over() {
        let mut parked = Parked::default();
        let (good, _far) = pair(1);
        let (closed, gone) = pair(2);
        let (spoken_to, mut far) = pair(3);
        drop(gone);
        far.write_all(b"unasked").unwrap();
        for connection in [good, closed, spoken_to] {
            assert!(parked.park(connection, 100));
        }
        let choice = choose(|| parked.pop(), None, 100, later(0));
        assert_eq!((number(choice.connection), choice.stale), (Some(1), 2));
        assert!(parked.is_empty());
    }

    #[test]
    fn connections_that_lead_elsewhere_are_passed_over() {
        let mut parked = Parked::default();
        let (here, _one) = pair(1);
        let (there, mut other) = pair(2);
        let peer = here.peer();
        assert!(parked.park(here, 100) && parked.park(there, 100));
        let choice = choose(|| parked.pop(), Some(peer), 100, later(0));
        assert_eq!((number(choice.connection), choice.stale), (Some(1), 1));
        assert!(other.write_all(b"x").is_err(), "it is closed");
    }

    #[test]
    fn what_is_not_at_rest_is_not_kept() {
        let mut parked = Parked::default();
        let (mut poisoned, _far) = pair(1);
        poisoned.poison();
        assert!(!parked.park(poisoned, 100));

        let (near, _far) = UnixStream::pair().unwrap();
        let peer = SocketAddrV4::new(Ipv4Addr::LOCALHOST, 1);
        let unread = Connection::new(near.into(), peer, b"left over".to_vec());
        assert!(!parked.park(unread, 100));
        assert!(parked.is_empty());
    }
}
