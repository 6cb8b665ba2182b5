//! Bursts: runs of messages that share packets. With `TCP_NODELAY` every small frame is a packet of its own, and making
//! packets is most of what a loop of one-way calls costs. So the first messages after a pause leave at once; those that
//! follow each other closely are given to the system with `MSG_MORE`, which lets it wait for more. It sends them when a
//! packet is full, when the other side acknowledges something, and when it is told to: by a request on the same
//! connection, at the end of an event or a PHP request, and otherwise by a thread, within [`TICK`]. The frames are in
//! the system's hands in any case: they leave when the process dies, too.
//!
//! A connection is watched by the thread only while a burst is under way:
//!
//! ```text
//!           a frame with MSG_MORE            the thread sends it
//! Resting ────────────────────────> Holding ─────────────────────> Watched
//!    ^                                 ^                              │ │
//!    │                                 └── another such frame ────────┘ │
//!    └───────────────────── a tick without one ─────────────────────────┘
//! ```

use crate::background;
use crate::generation;
use crate::outgoing::{OutFrame, AT_ONCE, IN_BURST};
use crate::tcp;
use rustix::net::SendFlags;
use std::os::fd::{AsRawFd, BorrowedFd, RawFd};
use std::sync::atomic::{AtomicU8, AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, Once, PoisonError};
use std::thread;
use std::time::Duration;

/// For how long the system may wait for more: a little less than a millisecond, because the thread is woken late.
const TICK: Duration = Duration::from_micros(800);
/// So many messages that follow each other closely leave at once; those after them are a burst.
const ALONE: u8 = 3;
/// Frames with more bytes fill packets by themselves.
const SMALL: usize = 16 << 10;
/// The thread calls the system and nothing else.
const STACK: usize = 64 << 10;

/// The thread does not know the connection.
const RESTING: u8 = 0;
/// The thread looks at it with each tick.
const WATCHED: u8 = 1;
/// There are frames that the system may hold back.
const HOLDING: u8 = 2;

/// What a connection knows of its messages. Its owner drops it before it closes the descriptor.
#[derive(Debug, Default)]
pub(crate) struct Burst {
    /// Messages, up to [`ALONE`], that have followed each other closely.
    run: u8,
    /// The system may wait for more than what it was last given.
    holds: bool,
    watched: Option<Watched>,
}

impl Burst {
    /// A message comes, closely after the last one or not.
    #[inline]
    pub fn follows(&mut self, closely: bool) {
        self.run = if closely {
            self.run.saturating_add(1)
        } else {
            0
        };
    }

    /// How these frames are to be given to the system.
    #[inline]
    pub fn flags(&mut self, frames: &[OutFrame<'_>]) -> SendFlags {
        self.holds = self.run >= ALONE && matches!(frames, [only] if only.size() <= SMALL);
        if self.holds {
            IN_BURST
        } else {
            AT_ONCE
        }
    }

    /// The system has been given frames, with these flags.
    #[inline]
    pub fn given(&mut self, socket: BorrowedFd<'_>) {
        if self.holds {
            self.hold(socket);
        }
    }

    fn hold(&mut self, socket: BorrowedFd<'_>) {
        match &self.watched {
            Some(watched) if watched.state.swap(HOLDING, Ordering::AcqRel) != RESTING => {}
            Some(watched) => watched.begin(),
            None => self.watched.insert(Watched::new(socket)).begin(),
        }
    }
}

/// A connection on which there has been a burst.
#[derive(Debug)]
struct Watched {
    socket: RawFd,
    state: Arc<AtomicU8>,
    generation: u64,
}

impl Watched {
    fn new(socket: BorrowedFd<'_>) -> Self {
        Self {
            socket: socket.as_raw_fd(),
            state: Arc::new(AtomicU8::new(HOLDING)),
            generation: generation::current(),
        }
    }

    /// Has the thread look after it. Without a thread, the system does not wait.
    #[cold]
    fn begin(&self) {
        let mut list = open();
        if list.has_thread() {
            list.watched.push(Entry {
                socket: self.socket,
                state: Arc::clone(&self.state),
            });
            note_length(&list);
            drop(list);
            WORK.notify_one();
        } else {
            self.state.store(RESTING, Ordering::Release);
            drop(list);
            tcp::push(self.socket);
        }
    }
}

impl Drop for Watched {
    fn drop(&mut self) {
        if self.generation != generation::current() || self.state.load(Ordering::Acquire) == RESTING
        {
            return;
        }
        let mut list = lock();
        list.watched
            .retain(|entry| !Arc::ptr_eq(&entry.state, &self.state));
        note_length(&list);
        drop(list);
        if self.state.load(Ordering::Acquire) == HOLDING {
            // others may hold the socket open
            tcp::push(self.socket);
        }
    }
}

/// One of the connections that the thread looks after. Whoever closes the socket takes the entry out first.
struct Entry {
    socket: RawFd,
    state: Arc<AtomicU8>,
}

impl Entry {
    /// Has the system send what it holds back. `false` when nothing came since the last time.
    fn tick(&self) -> bool {
        let rests =
            self.state
                .compare_exchange(WATCHED, RESTING, Ordering::AcqRel, Ordering::Acquire);
        if rests.is_ok() {
            return false;
        }
        self.push();
        true
    }

    fn push(&self) {
        // before the system sends: what it is given from now on counts anew
        self.state.store(WATCHED, Ordering::Release);
        tcp::push(self.socket);
    }
}

struct List {
    watched: Vec<Entry>,
    has_thread: bool,
    generation: u64,
}

static LIST: Mutex<List> = Mutex::new(List {
    watched: Vec::new(),
    has_thread: false,
    generation: 0,
});
/// The list is not empty any more.
static WORK: Condvar = Condvar::new();
/// The length of the list, for those who want to know whether there is anything to do.
static LENGTH: AtomicUsize = AtomicUsize::new(0);

fn lock() -> MutexGuard<'static, List> {
    LIST.lock().unwrap_or_else(PoisonError::into_inner)
}

fn note_length(list: &List) {
    LENGTH.store(list.watched.len(), Ordering::Relaxed);
}

/// The list of this process: that of its parent is none of a forked child's.
fn open() -> MutexGuard<'static, List> {
    static INSTALL: Once = Once::new();
    INSTALL.call_once(|| {
        generation::install();
        generation::lock_across_forks(|| Box::new(lock()));
    });
    let mut list = lock();
    let current = generation::current();
    if list.generation != current {
        *list = List {
            watched: Vec::new(),
            has_thread: false,
            generation: current,
        };
        note_length(&list);
    }
    list
}

impl List {
    fn has_thread(&mut self) -> bool {
        if !self.has_thread {
            self.has_thread = background::start("netsvr-bursts", STACK, work);
        }
        self.has_thread
    }
}

/// What the thread does.
fn work() {
    let mut list = lock();
    loop {
        if list.watched.is_empty() {
            list = WORK.wait(list).unwrap_or_else(PoisonError::into_inner);
            continue;
        }
        drop(list);
        thread::sleep(TICK);
        list = lock();
        list.watched.retain(Entry::tick);
        note_length(&list);
    }
}

/// Has the system send what it holds back of all bursts: PHP code may do something else now, for any time.
#[inline]
pub fn push() {
    if LENGTH.load(Ordering::Relaxed) > 0 {
        push_all();
    }
}

#[cold]
fn push_all() {
    let list = open();
    for entry in &list.watched {
        if entry.state.load(Ordering::Acquire) == HOLDING {
            entry.push();
        }
    }
}

/// These descriptors are about to be closed, without the connections they belong to.
pub(crate) fn forget(descriptors: &[RawFd]) {
    if LENGTH.load(Ordering::Relaxed) > 0 {
        let mut list = open();
        list.watched
            .retain(|entry| !descriptors.contains(&entry.socket));
        note_length(&list);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;
    use std::net::{TcpListener, TcpStream};
    use std::os::fd::AsFd;

    /// A burst, the socket that it is on, and its other end.
    fn pair() -> (Burst, TcpStream, TcpStream) {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let near = TcpStream::connect(listener.local_addr().unwrap()).unwrap();
        near.set_nodelay(true).unwrap();
        let (far, _) = listener.accept().unwrap();
        far.set_nonblocking(true).unwrap();
        (Burst::default(), near, far)
    }

    fn send(burst: &mut Burst, near: &TcpStream) {
        let flags = burst.flags(&[OutFrame::from([&b"message"[..]])]);
        rustix::net::send(near, b"message", flags).unwrap();
        burst.given(near.as_fd());
    }

    #[test]
    fn the_first_messages_after_a_pause_leave_at_once() {
        let mut burst = Burst::default();
        let small = [OutFrame::from([&b"message"[..]])];
        let large = [OutFrame::from([&[0; SMALL][..], b"and more"])];
        for _ in 0..2 {
            burst.follows(false);
            for _ in 1..ALONE {
                assert_eq!(burst.flags(&small), AT_ONCE);
                burst.follows(true);
            }
            assert_eq!(burst.flags(&small), AT_ONCE);
            burst.follows(true);
            assert_eq!(burst.flags(&small), IN_BURST);
            assert_eq!(burst.flags(&large), AT_ONCE);
            assert_eq!(burst.flags(&[small, small].concat()), AT_ONCE);
        }
    }

    #[test]
    fn without_a_thread_every_message_leaves_at_once() {
        background::NONE.set(true);
        let (mut burst, near, mut far) = pair();
        let mut list = open();
        let with_thread = std::mem::take(&mut list.has_thread);
        drop(list);
        for _ in 0..10 {
            burst.follows(true);
            send(&mut burst, &near);
            let mut got = [0; 7];
            assert_eq!(far.read_exact(&mut got).ok(), Some(()), "it is there");
        }
        open().has_thread = with_thread;
        background::NONE.set(false);
    }
}
