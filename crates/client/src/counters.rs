//! What happened on the connections with one gateway: figures for whoever watches, cheap enough to be kept always.
//! A thread counts by itself; now and then it adds what is new to the [pool](crate::pool).

mod added;

use crate::cause::Cause;
use crate::figure::Figure;
use crate::figures::Figures;
use crate::generation;
use crate::health::{self, Proof};
use added::Added;
use netsvr_wire::Command;
use std::sync::atomic::{AtomicBool, AtomicU8, Ordering::Relaxed};
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime};

/// What an answer with this command proves.
fn proof_of(command: Option<u32>) -> Proof {
    let registering = [Command::Register, Command::Unregister].map(|it| Some(it.as_u32()));
    if registering.contains(&command) {
        Proof::Registers
    } else {
        Proof::Serves
    }
}

fn wide(size: usize) -> u64 {
    u64::try_from(size).unwrap_or(u64::MAX)
}

/// The figures of one gateway, for one thread of one process. Whatever speaks to the gateway holds a handle and
/// counts into it: [`Connection`](crate::Connection) by itself once it is
/// [`counted`](crate::Connection::counted), other kinds of connections by calling these.
#[derive(Debug)]
pub struct Counters {
    /// Where the pool adds them up; without one they are for nobody but this thread.
    address: Option<Box<str>>,
    /// Nobody has connected to it.
    unknown: AtomicBool,
    figures: Figures<Figure>,
    /// What the gateway has answered, as far as this process has noticed: a number of [`Proof`].
    proven: AtomicU8,
    /// A connection has ended without an answer, long after its first frame: the next one begins with a question.
    suspect: AtomicBool,
    /// Frames whose connection has ended before the gateway had answered anything behind them, and that nobody has been
    /// told of yet.
    abandoned: Figure,
    open: Figure,
    parked: Figure,
    /// Main sockets: registered, and those whose registration is being renewed.
    pub(crate) registered: Figure,
    pub(crate) renewing: Figure,
    born: Instant,
    /// When an exchange last ended well, in nanoseconds after `born`. 0: never.
    last_success: Figure,
    added: Added,
}

/// The figures at one moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Snapshot {
    /// What has happened so far.
    pub sums: Figures<u64>,
    /// Connections that there are, parked ones among them.
    pub open: u64,
    /// Parked connections.
    pub parked: u64,
    /// Main sockets that are registered.
    pub registered: u64,
    /// Main sockets whose registration is being made or renewed.
    pub renewing: u64,
    /// When an exchange last ended well: frames were written whole, or an answer or an event was read.
    pub last_success: Option<SystemTime>,
}

impl Counters {
    /// Those of the gateway at this address.
    #[must_use]
    pub fn of(address: &str) -> Self {
        Self {
            address: Some(address.into()),
            ..Self::default()
        }
    }

    /// The gateway has answered, or forwarded, something.
    #[inline]
    pub fn prove(&self, proof: Proof) {
        if self.proven.load(Relaxed) < proof as u8 {
            self.prove_to_all(proof);
        }
    }

    /// The same for an answer, whose command is looked at only where that tells something new.
    #[inline]
    pub(crate) fn prove_by(&self, command: impl FnOnce() -> Option<u32>) {
        if self.proven.load(Relaxed) < Proof::Serves as u8 {
            self.prove(proof_of(command()));
        }
    }

    #[cold]
    fn prove_to_all(&self, proof: Proof) {
        self.proven.store(proof as u8, Relaxed);
        if proof == Proof::Serves {
            self.suspect.store(false, Relaxed);
        }
        if let Some(address) = self.address.as_deref() {
            health::table().prove(address, proof);
        }
    }

    /// What the gateway has ever answered to any process of the group.
    #[must_use]
    pub fn proof(&self) -> Proof {
        let known = Proof::numbered(self.proven.load(Relaxed).into());
        if known == Proof::Serves {
            return known;
        }
        let address = self.address.as_deref();
        let to_all = address.map_or(Proof::None, |address| health::table().proof(address));
        if to_all <= known {
            return known;
        }
        self.proven.store(to_all as u8, Relaxed);
        to_all
    }

    /// Whether the gateway has ever answered anything to any process of the group.
    #[must_use]
    pub fn is_proven(&self) -> bool {
        self.proof() > Proof::None
    }

    /// The next connection begins with a question, until the gateway has answered one.
    pub fn suspect(&self) {
        self.suspect.store(true, Relaxed);
    }

    /// Whether the next connection is to begin with a question.
    #[must_use]
    pub fn is_suspect(&self) -> bool {
        self.suspect.load(Relaxed) && self.proof() < Proof::Serves
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
        self.figures.dials.add(1);
    }

    /// It has ended, well or not, after this time.
    pub fn dial_took(&self, took: Duration) {
        self.figures.dial_times.record(took);
    }

    /// It failed.
    pub fn dial_failed(&self) {
        self.figures.failed_dials.add(1);
    }

    /// A connection took the place of one that was lost or had gone stale.
    pub fn reconnected(&self) {
        self.figures.reconnects.add(1);
    }

    /// A parked connection is used again.
    pub fn taken(&self) {
        self.figures.taken.add(1);
    }

    /// A request begins.
    #[inline]
    pub fn requested(&self) {
        self.figures.requests.add(1);
    }

    /// A request has ended, well or not, after this time.
    pub fn request_took(&self, took: Duration) {
        self.figures.request_times.record(took);
    }

    /// A request, or the writing of frames without answer, did not end well. It may be tried again.
    pub fn exchange_failed(&self) {
        self.figures.failed_exchanges.add(1);
    }

    /// So many messages failed for good.
    #[cold]
    pub fn failed(&self, cause: Cause, messages: usize) {
        if let Some(figure) = self.figures.of(cause) {
            figure.add(wide(messages));
        }
        let now = self.since_birth(Instant::now());
        self.add_now_and_then(now);
    }

    /// A connection broke, and nothing had shown that the gateway had so many frames that were written on it.
    #[cold]
    pub fn lost(&self, frames: u64) {
        self.figures.unconfirmed.add(frames);
    }

    /// So many events were dropped: they found no room while their reader was busy.
    #[cold]
    pub fn dropped_events(&self, events: usize) {
        self.figures.dropped_events.add(wide(events));
    }

    /// So much was written.
    #[inline]
    pub fn sent(&self, frames: usize, bytes: usize) {
        self.figures.sent_frames.add(wide(frames));
        self.figures.sent_bytes.add(wide(bytes));
    }

    /// So much was read.
    #[inline]
    pub fn received(&self, frames: usize, bytes: usize) {
        self.figures.received_frames.add(wide(frames));
        self.figures.received_bytes.add(wide(bytes));
    }

    /// An exchange has ended well, at this moment.
    #[inline]
    pub fn succeeded(&self, now: Instant) {
        let now = self.since_birth(now);
        self.last_success.set(now);
        self.add_now_and_then(now);
    }

    /// In nanoseconds, never 0.
    #[inline]
    fn since_birth(&self, now: Instant) -> u64 {
        let time = now.saturating_duration_since(self.born);
        time.as_secs() * 1_000_000_000 + u64::from(time.subsec_nanos()) + 1
    }

    /// A message for a client of this gateway was dropped, because no gateway of its address is configured.
    pub fn dropped(&self) {
        self.failed(Cause::UnknownGateway, 1);
    }

    /// Whether it is here only because messages for its clients were dropped. The pool adds all such gateways up at an
    /// empty address: whoever sends to made-up uniqIds takes no place from real ones.
    pub(crate) fn set_unknown(&self, unknown: bool) {
        if self.unknown.load(Relaxed) != unknown {
            self.unknown.store(unknown, Relaxed);
            self.added.key.iter().for_each(|word| word.set(0));
        }
    }

    /// So many connections are parked now.
    pub(crate) fn set_parked(&self, parked: usize) {
        self.parked.set(wide(parked));
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
            sums: Figures::<u64>::read(&self.figures, Figure::get),
            open: self.open.get(),
            parked: self.parked.get(),
            registered: self.registered.get(),
            renewing: self.renewing.get(),
            last_success: self.last_success(),
        }
    }

    fn last_success(&self) -> Option<SystemTime> {
        let nanos = self.last_success.get();
        let ago = (self.born + Duration::from_nanos(nanos)).elapsed();
        (nanos != 0).then(|| SystemTime::now().checked_sub(ago))?
    }

    /// Starts from nothing: what a forked child does with its parent's figures.
    pub(crate) fn reset(&self) {
        let single = [
            &self.abandoned,
            &self.open,
            &self.parked,
            &self.registered,
            &self.renewing,
            &self.last_success,
            &self.added.held,
            &self.added.place,
            &self.added.when,
        ];
        self.figures
            .every()
            .chain(self.added.figures.every())
            .chain(&self.added.key)
            .chain(single)
            .for_each(|figure| figure.set(0));
        // the child may run as another user
        self.proven.store(0, Relaxed);
        self.suspect.store(false, Relaxed);
        self.added.generation.set(generation::current());
    }
}

impl Default for Counters {
    /// For nobody but their holder.
    fn default() -> Self {
        let added = Added::default();
        added.generation.set(generation::current());
        Self {
            address: None,
            unknown: AtomicBool::new(false),
            proven: AtomicU8::new(0),
            suspect: AtomicBool::new(false),
            abandoned: Figure::default(),
            figures: Figures::default(),
            open: Figure::default(),
            parked: Figure::default(),
            registered: Figure::default(),
            renewing: Figure::default(),
            born: Instant::now(),
            last_success: Figure::default(),
            added,
        }
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
        let sums = figures.sums;
        assert_eq!((sums.sent_frames, sums.sent_bytes), (2, 34));
        assert_eq!((sums.received_frames, sums.received_bytes), (1, 8));
        assert_eq!((sums.requests, figures.open), (1, 1));
        second.counters().exchange_failed();
        assert_eq!(counters.snapshot().sums.failed_exchanges, 1);
        counters.reset();
        drop(second);
        assert_eq!(counters.snapshot(), Snapshot::default());
    }

    #[test]
    fn failures_count_by_cause_and_times_by_length() {
        let counters = Counters::default();
        counters.failed(Cause::Paused, 3);
        counters.dropped();
        counters.lost(500);
        counters.dial_took(Duration::from_micros(700));
        counters.dial_took(Duration::from_secs(60));
        let sums = counters.snapshot().sums;
        for (cause, messages) in sums.failures() {
            let expected = match cause {
                Cause::Paused => 3,
                Cause::UnknownGateway => 1,
                _ => 0,
            };
            assert_eq!(messages, expected, "{cause:?}");
        }
        assert_eq!((sums.dropped(), sums.unconfirmed), (1, 500));
        assert_eq!(sums.dial_times.count(), 2);
        assert!((sums.dial_times.seconds() - 60.0007).abs() < 1e-9);
        assert_eq!(sums.dial_times.buckets[1], 1);
        assert_eq!(sums.dial_times.buckets[14], 1);
        assert_eq!(sums.request_times.count(), 0);
    }

    #[test]
    fn the_last_success_is_told_by_the_wall_clock() {
        let counters = Counters::default();
        assert_eq!(counters.snapshot().last_success, None);
        let before = SystemTime::now();
        counters.succeeded(Instant::now());
        std::thread::sleep(Duration::from_millis(20));
        let told = counters.snapshot().last_success.unwrap();
        let from = before - Duration::from_millis(1);
        assert!(told >= from && told < before + Duration::from_millis(15));
    }
}
