//! Keeps registered connections alive while the code that owns them is busy. A gateway drops a connection on which it
//! hears nothing for long, and gives up on one that nobody reads. So a thread sends the heartbeats that their owner is
//! late with, writes what waits, and reads ahead into the stream's own buffer. An owner that is busy for too long is given up: its
//! connections are left to themselves, and a line says so.
//!
//! The thread only ever tries to lock a stream: where that fails, the owner is at work on it. It works on streams only
//! while it holds the list's lock, which a fork waits for. So a child finds every stream of its parent unlocked, unless
//! the forking thread itself has locked it.

use crate::background;
use crate::coarse::CoarseInstant;
use crate::error_log::Line;
use crate::generation;
use crate::in_use;
use crate::stream::{ReadAhead, Stream, Waiting};
use std::os::fd::{AsFd, AsRawFd, RawFd};
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, Once, PoisonError};
use std::time::{Duration, Instant};

/// The longest time between two looks at a stream; what its owner has corked waits for that long.
const LOOK_EVERY: Duration = Duration::from_secs(1);
/// The same while something is read in the owner's place.
const READ_EVERY: Duration = Duration::from_millis(100);
/// The shortest time.
const LEAST: Duration = Duration::from_millis(1);
/// The thread calls the system, and writes a line into a file.
const STACK: usize = 128 << 10;

/// How a stream is to be kept alive.
#[derive(Debug, Clone)]
pub struct Plan {
    /// The gateway's worker address.
    pub gateway: String,
    /// A whole frame.
    pub heartbeat: Vec<u8>,
    /// Time between two heartbeats of the owner's. Zero: it sends none, and nobody does in its place.
    pub interval: Duration,
    /// For so long the owner may be busy.
    pub patience: Duration,
    /// Events that come when so many bytes wait for the owner are dropped.
    pub most_unread: usize,
    /// Longest payload that a frame may have.
    pub limit: usize,
    /// The file that is told of an owner that was given up. Without one it is standard error.
    pub error_log: Option<PathBuf>,
}

impl Plan {
    /// What the error log is told of an owner that is given up.
    fn line(&self, busy: Duration) -> Line {
        Line {
            text: format!(
                "netsvr: main socket to {}: PHP code of process {} has been busy for {:.1} seconds, longer than \
                 netsvr.handler_max_ms allows ({} ms): its heartbeats end, and the gateway will forget it.",
                self.gateway,
                std::process::id(),
                busy.as_secs_f64(),
                self.patience.as_millis(),
            ),
            file: self.error_log.clone(),
        }
    }
}

/// When the code that owns streams began with what it is busy with, if that is known. One thread writes it.
#[derive(Debug, Default)]
pub struct Busy(AtomicU64);

impl Busy {
    /// It begins with something that may take any time.
    #[inline]
    pub fn begin(&self) {
        self.0
            .store(CoarseInstant::now().as_nanos(), Ordering::Relaxed);
    }

    /// It is done with that.
    #[inline]
    pub fn end(&self) {
        self.0.store(0, Ordering::Relaxed);
    }

    fn elapsed(&self) -> Duration {
        match self.0.load(Ordering::Relaxed) {
            0 => Duration::ZERO,
            began => CoarseInstant::from_nanos(began).elapsed(),
        }
    }
}

/// A stream of one owner, which the thread may know, too.
#[derive(Debug)]
pub struct SharedStream {
    stream: Arc<parking_lot::Mutex<Stream>>,
    generation: u64,
    is_kept_alive: bool,
}

impl From<Stream> for SharedStream {
    fn from(stream: Stream) -> Self {
        Self {
            stream: Arc::new(parking_lot::Mutex::new(stream)),
            generation: generation::current(),
            is_kept_alive: false,
        }
    }
}

impl SharedStream {
    /// The stream. The thread has it for a few milliseconds at most.
    #[inline]
    pub fn lock(&self) -> parking_lot::MutexGuard<'_, Stream> {
        self.stream.lock()
    }

    /// Whether the thread knows it.
    #[must_use]
    pub const fn is_kept_alive(&self) -> bool {
        self.is_kept_alive
    }

    /// Has the thread stand in for its owner from now on. `false` when there is no thread.
    pub fn keep_alive(&mut self, plan: Plan, busy: &Arc<Busy>) -> bool {
        if self.is_kept_alive || plan.interval.is_zero() {
            return self.is_kept_alive;
        }
        let mut stream = self.stream.lock();
        if stream.is_foreign() {
            return false;
        }
        stream.note_heartbeat();
        let socket = stream.as_fd().as_raw_fd();
        drop(stream);
        let mut list = open();
        if list.has_thread() {
            list.entries.push(Entry {
                stream: Arc::clone(&self.stream),
                socket,
                plan,
                busy: Arc::clone(busy),
                last_heartbeat: None,
                waiting: Waiting::default(),
                is_given_up: false,
            });
            self.is_kept_alive = true;
        }
        drop(list);
        WORK.notify_one();
        self.is_kept_alive
    }
}

impl Drop for SharedStream {
    fn drop(&mut self) {
        if !self.is_kept_alive {
            return;
        }
        // in a child this is the end of all that its parent's thread knew
        let mut list = open();
        if self.generation == generation::current() {
            list.entries
                .retain(|entry| !Arc::ptr_eq(&entry.stream, &self.stream));
        }
    }
}

/// One of the streams that the thread knows. Whoever drops a stream takes its entry out first.
struct Entry {
    stream: Arc<parking_lot::Mutex<Stream>>,
    socket: RawFd,
    plan: Plan,
    busy: Arc<Busy>,
    /// When the thread last sent one.
    last_heartbeat: Option<Instant>,
    waiting: Waiting,
    is_given_up: bool,
}

impl Entry {
    /// Does what is due. Gives the time until the next look.
    fn attend(&mut self, lines: &mut Vec<Line>) -> Duration {
        let interval = self.plan.interval;
        let pause = LOOK_EVERY.min(interval / 2).min(self.plan.patience / 4);
        let Some(mut stream) = self.stream.try_lock() else {
            return pause.max(LEAST);
        };
        if !stream.takes_stand_in() {
            return LOOK_EVERY;
        }
        let now = Instant::now();
        let since_heartbeat = now.saturating_duration_since(stream.owners_heartbeat());
        let in_turn = self.busy.elapsed();
        let busy = in_turn.max(since_heartbeat.saturating_sub(interval));
        let since = now.checked_sub(busy).unwrap_or(now);
        let was_given_up = std::mem::replace(&mut self.is_given_up, busy > self.plan.patience);
        if self.is_given_up {
            if !was_given_up {
                stream.give_up_owner(since);
                lines.push(self.plan.line(busy));
            }
            return pause.max(LEAST);
        }
        let is_late = since_heartbeat > interval + interval / 4;
        let last = self.last_heartbeat;
        if is_late && last.is_none_or(|last| now.saturating_duration_since(last) >= interval) {
            stream.send_heartbeat_for_owner(&self.plan.heartbeat, since);
            self.last_heartbeat = Some(now);
        } else if is_late || in_turn >= LOOK_EVERY {
            stream.flush_for_owner();
        }
        let (most, limit) = (self.plan.most_unread, self.plan.limit);
        match stream.read_for_owner(&mut self.waiting, most, limit, since) {
            ReadAhead::Nothing => pause.max(LEAST),
            ReadAhead::All => pause.min(READ_EVERY).max(LEAST),
            ReadAhead::Some => LEAST,
        }
    }
}

struct List {
    entries: Vec<Entry>,
    /// Those that are still to be written.
    lines: Vec<Line>,
    has_thread: bool,
    generation: u64,
}

static LIST: Mutex<List> = Mutex::new(List {
    entries: Vec::new(),
    lines: Vec::new(),
    has_thread: false,
    generation: 0,
});
/// There is something new in the list.
static WORK: Condvar = Condvar::new();

fn lock() -> MutexGuard<'static, List> {
    LIST.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The list of this process. A forked child lets go of its parent's.
fn open() -> MutexGuard<'static, List> {
    static INSTALL: Once = Once::new();
    INSTALL.call_once(|| {
        generation::install();
        generation::lock_across_forks(|| Box::new(lock()));
    });
    let mut list = lock();
    let current = generation::current();
    if list.generation != current {
        list.has_thread = false;
        list.generation = current;
        list.lines.clear();
        let of_parent = std::mem::take(&mut list.entries);
        // streams may end with them, which takes other locks
        drop(list);
        drop(of_parent);
        list = lock();
    }
    list
}

impl List {
    fn has_thread(&mut self) -> bool {
        if !self.has_thread {
            self.has_thread = background::start("netsvr-standin", STACK, work);
        }
        self.has_thread
    }

    /// Looks at all streams. Gives the time until the next look; none without streams.
    fn attend(&mut self) -> Option<Duration> {
        let lines = &mut self.lines;
        self.entries
            .iter_mut()
            .map(|entry| entry.attend(lines))
            .min()
    }
}

/// What the thread does.
fn work() {
    let mut list = lock();
    loop {
        let pause = list.attend();
        if !list.lines.is_empty() {
            let lines = std::mem::take(&mut list.lines);
            drop(list);
            lines.into_iter().for_each(Line::write);
            list = lock();
        }
        list = match pause {
            Some(pause) => match WORK.wait_timeout(list, pause) {
                Ok((list, _)) => list,
                Err(poisoned) => poisoned.into_inner().0,
            },
            None => WORK.wait(list).unwrap_or_else(PoisonError::into_inner),
        };
    }
}

/// As [`in_use::left_behind`]. The thread forgets these descriptors.
#[must_use]
pub fn left_behind() -> Vec<RawFd> {
    let all = in_use::left_behind();
    if !all.is_empty() {
        open().entries.retain(|entry| !all.contains(&entry.socket));
    }
    all
}
