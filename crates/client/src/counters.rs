//! What happened on the connections with one gateway: figures for whoever watches, cheap enough to be kept always.

use crate::generation;
use crate::health;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering::Relaxed};
use std::sync::Arc;

/// A figure that one thread writes and any may read. A plain load and store: no locked instruction.
#[derive(Debug, Default)]
struct Figure(AtomicU64);

impl Figure {
    #[inline]
    fn add(&self, more: u64) {
        self.0.store(self.get().wrapping_add(more), Relaxed);
    }

    fn subtract(&self, less: u64) {
        self.0.store(self.get().saturating_sub(less), Relaxed);
    }

    #[inline]
    fn get(&self) -> u64 {
        self.0.load(Relaxed)
    }
}

fn wide(size: usize) -> u64 {
    u64::try_from(size).unwrap_or(u64::MAX)
}

/// The figures of one gateway, for one thread of one process. Whatever speaks to the gateway holds a handle and
/// counts into it: [`Connection`](crate::Connection) by itself once it is
/// [`counted`](crate::Connection::counted), other kinds of connections by calling these.
#[derive(Debug, Default)]
pub struct Counters {
    /// The gateway; empty for figures that nobody shares.
    address: Box<str>,
    /// The gateway has answered, as far as this process has noticed.
    proven: AtomicBool,
    /// A connection has ended without an answer, long after its first frame: the next one begins with a question.
    suspect: AtomicBool,
    /// Frames whose connection has ended before the gateway had answered anything behind them, and that nobody has been
    /// told of yet.
    abandoned: Figure,
    open: Figure,
    dials: Figure,
    failed_dials: Figure,
    reconnects: Figure,
    taken: Figure,
    requests: Figure,
    failed_exchanges: Figure,
    sent_frames: Figure,
    sent_bytes: Figure,
    received_frames: Figure,
    received_bytes: Figure,
    dropped: Figure,
}

/// The figures at one moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Snapshot {
    /// Connections that there are, parked ones among them.
    pub open: u64,
    /// Attempts to connect.
    pub dials: u64,
    /// Those of them that failed.
    pub failed_dials: u64,
    /// Connections made in place of one that was lost or had gone stale.
    pub reconnects: u64,
    /// Parked connections that were used again.
    pub taken: u64,
    /// Requests begun.
    pub requests: u64,
    /// Exchanges (requests, and frames without answer) that did not end well.
    pub failed_exchanges: u64,
    /// Frames written to their last byte.
    pub sent_frames: u64,
    /// Bytes written, also of frames that were cut short.
    pub sent_bytes: u64,
    /// Whole frames read.
    pub received_frames: u64,
    /// Bytes of them.
    pub received_bytes: u64,
    /// Messages that were dropped because no gateway of this address is configured.
    pub dropped: u64,
}

impl Counters {
    /// Those of this gateway.
    #[must_use]
    pub fn of(address: &str) -> Self {
        Self {
            address: address.into(),
            ..Self::default()
        }
    }

    /// The gateway has answered something: the address is right.
    #[inline]
    pub fn prove(&self) {
        if !self.proven.load(Relaxed) {
            self.prove_to_all();
        }
    }

    #[cold]
    fn prove_to_all(&self) {
        self.proven.store(true, Relaxed);
        self.suspect.store(false, Relaxed);
        if !self.address.is_empty() {
            health::table().prove(&self.address);
        }
    }

    /// Whether the gateway has ever answered anything to any process of the group.
    #[must_use]
    pub fn is_proven(&self) -> bool {
        if !self.proven.load(Relaxed)
            && !self.address.is_empty()
            && health::table().is_proven(&self.address)
        {
            self.proven.store(true, Relaxed);
        }
        self.proven.load(Relaxed)
    }

    /// The next connection begins with a question, until the gateway is proven.
    pub fn suspect(&self) {
        self.suspect.store(true, Relaxed);
    }

    /// Whether the next connection is to begin with a question.
    #[must_use]
    pub fn is_suspect(&self) -> bool {
        self.suspect.load(Relaxed) && !self.is_proven()
    }

    /// A connection has ended that the gateway has not confirmed so many frames of.
    pub(crate) fn abandoned(&self, frames: u64) {
        self.abandoned.add(frames);
    }

    /// Frames that have ended so since this was last asked.
    pub fn take_abandoned(&self) -> u64 {
        let frames = self.abandoned.get();
        self.abandoned.subtract(frames);
        frames
    }

    /// An attempt to connect begins.
    pub fn dialled(&self) {
        self.dials.add(1);
    }

    /// It failed.
    pub fn dial_failed(&self) {
        self.failed_dials.add(1);
    }

    /// A connection took the place of one that was lost or had gone stale.
    pub fn reconnected(&self) {
        self.reconnects.add(1);
    }

    /// A parked connection is used again.
    pub fn taken(&self) {
        self.taken.add(1);
    }

    /// A request begins.
    #[inline]
    pub fn requested(&self) {
        self.requests.add(1);
    }

    /// A request, or the writing of frames without answer, did not end well.
    pub fn exchange_failed(&self) {
        self.failed_exchanges.add(1);
    }

    /// So much was written.
    #[inline]
    pub fn sent(&self, frames: usize, bytes: usize) {
        self.sent_frames.add(wide(frames));
        self.sent_bytes.add(wide(bytes));
    }

    /// So much was read.
    #[inline]
    pub fn received(&self, frames: usize, bytes: usize) {
        self.received_frames.add(wide(frames));
        self.received_bytes.add(wide(bytes));
    }

    /// A message for a client of this gateway was dropped.
    pub fn dropped(&self) {
        self.dropped.add(1);
    }

    /// Counts an open connection until the result is dropped.
    #[must_use]
    pub fn open(self: &Arc<Self>) -> Open {
        self.open.add(1);
        Open {
            counters: Arc::clone(self),
            generation: generation::current(),
        }
    }

    /// All figures.
    #[must_use]
    pub fn snapshot(&self) -> Snapshot {
        Snapshot {
            open: self.open.get(),
            dials: self.dials.get(),
            failed_dials: self.failed_dials.get(),
            reconnects: self.reconnects.get(),
            taken: self.taken.get(),
            requests: self.requests.get(),
            failed_exchanges: self.failed_exchanges.get(),
            sent_frames: self.sent_frames.get(),
            sent_bytes: self.sent_bytes.get(),
            received_frames: self.received_frames.get(),
            received_bytes: self.received_bytes.get(),
            dropped: self.dropped.get(),
        }
    }

    /// Starts from nothing: what a forked child does with its parent's figures.
    pub(crate) fn reset(&self) {
        for figure in [
            &self.abandoned,
            &self.open,
            &self.dials,
            &self.failed_dials,
            &self.reconnects,
            &self.taken,
            &self.requests,
            &self.failed_exchanges,
            &self.sent_frames,
            &self.sent_bytes,
            &self.received_frames,
            &self.received_bytes,
            &self.dropped,
        ] {
            figure.0.store(0, Relaxed);
        }
        // the child may run as another user
        self.proven.store(false, Relaxed);
        self.suspect.store(false, Relaxed);
    }
}

/// One open connection, counted for as long as this lives. A forked child's copy is not the child's connection: its
/// end is not counted there.
#[derive(Debug)]
pub struct Open {
    counters: Arc<Counters>,
    generation: u64,
}

impl Open {
    /// What it counts into.
    #[inline]
    #[must_use]
    pub fn counters(&self) -> &Counters {
        &self.counters
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        if self.generation == generation::current() {
            self.counters.open.subtract(1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_add_up_and_open_connections_come_and_go() {
        let counters = Arc::new(Counters::default());
        counters.sent(2, 30);
        counters.sent(0, 4);
        counters.received(1, 8);
        counters.requested();
        let first = counters.open();
        let second = counters.open();
        drop(first);
        let figures = counters.snapshot();
        assert_eq!((figures.sent_frames, figures.sent_bytes), (2, 34));
        assert_eq!((figures.received_frames, figures.received_bytes), (1, 8));
        assert_eq!((figures.requests, figures.open), (1, 1));
        second.counters().exchange_failed();
        assert_eq!(counters.snapshot().failed_exchanges, 1);
        counters.reset();
        drop(second);
        assert_eq!(counters.snapshot(), Snapshot::default());
    }
}
