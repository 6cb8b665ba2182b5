//! The threads that look names up, and what the process knows by them. A thread is started when a name is to be looked up
//! and none is free, and one of them stays. So there is one as a rule, and more only while several look-ups are under
//! way: one that hangs holds up no other name. They never call PHP, take no signals, and are gone after a fork.

use super::known::KnownNames;
use crate::background;
use crate::error::ResolveError;
use crate::generation;
use dns_lookup::{getaddrinfo, AddrFamily, AddrInfoHints, LookupErrorKind, SockType};
use rustix::event::{eventfd, EventfdFlags};
use rustix::io::{fcntl_dupfd_cloexec, write, Errno};
use std::cell::Cell;
use std::collections::VecDeque;
use std::net::{SocketAddr, SocketAddrV4, SocketAddrV6};
use std::os::fd::OwnedFd;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, Once, OnceLock, PoisonError};
use std::time::{Duration, Instant};

/// Threads at a time. As many names can hang before another one waits for them.
const MOST_THREADS: usize = 8;

/// What the C library needs for a look-up, and then some.
const STACK: usize = 256 << 10;

/// For how long the C library may hold locks of its own once a look-up has begun. It waits for name servers after that.
const YOUNG: Duration = Duration::from_millis(20);

/// For how long it may hold them when an answer has come.
const ENDING: Duration = Duration::from_millis(2);

/// One look-up.
#[derive(Debug)]
pub(super) struct Job {
    pub host_port: Box<str>,
    /// Can be read once the answer is there.
    pub ready: OwnedFd,
    pub answer: OnceLock<Result<SocketAddrV4, ResolveError>>,
}

/// What the process knows, and what its threads are at.
pub(super) struct Book {
    pub names: KnownNames<Arc<Job>>,
    queue: VecDeque<Arc<Job>>,
    threads: usize,
    /// Of these, how many wait for something to do.
    idle: usize,
    /// When each of the look-ups that are under way has begun.
    begun: Vec<Instant>,
    /// A fork is about to happen: no look-up begins.
    forking: bool,
    generation: u64,
}

/// Any name has been asked for.
pub(super) static USED: AtomicBool = AtomicBool::new(false);
static BOOK: Mutex<Book> = Mutex::new(Book {
    names: KnownNames::new(),
    queue: VecDeque::new(),
    threads: 0,
    idle: 0,
    begun: Vec::new(),
    forking: false,
    generation: 0,
});
/// There is something to do.
static WORK: Condvar = Condvar::new();
/// A look-up has ended.
static ENDED: Condvar = Condvar::new();

fn lock() -> MutexGuard<'static, Book> {
    BOOK.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The book, for a thread that asks.
pub(super) fn open() -> MutexGuard<'static, Book> {
    static INSTALL: Once = Once::new();
    INSTALL.call_once(|| {
        generation::install();
        generation::around_forks(before_fork, after_fork);
    });
    USED.store(true, Ordering::Relaxed);
    let mut book = lock();
    let current = generation::current();
    if book.generation != current {
        book.generation = current;
        book.names.forget_look_ups();
        book.queue.clear();
        book.begun.clear();
        (book.threads, book.idle) = (0, 0);
    }
    book
}

/// How a look-up has begun.
pub(super) enum Begun {
    /// A thread does it.
    Elsewhere(Arc<Job>),
    /// No thread can be had, so this one has done it.
    Done(Result<SocketAddrV4, ResolveError>),
}

/// Has the name looked up, unless somebody is at it.
pub(super) fn begin(mut book: MutexGuard<'static, Book>, host_port: &str, now: Instant) -> Begun {
    if let Some(job) = book.names.under_way(host_port) {
        return Begun::Elsewhere(job);
    }
    let Some(job) = book.hire().and_then(|()| Job::new(host_port).ok()) else {
        book.begun.push(now);
        drop(book);
        let found = look_up(host_port);
        let mut book = lock();
        book.ended(now);
        return Begun::Done(book.names.learn(host_port, found, Instant::now()));
    };
    let job = Arc::new(job);
    book.names.begun(host_port, Arc::clone(&job), now);
    book.queue.push_back(Arc::clone(&job));
    drop(book);
    WORK.notify_one();
    Begun::Elsewhere(job)
}

impl Job {
    fn new(host_port: &str) -> Result<Self, Errno> {
        /// A daemon that has closed its standard streams must not print into what we wait for.
        const FIRST: i32 = 3;
        let ready = eventfd(0, EventfdFlags::CLOEXEC | EventfdFlags::NONBLOCK)?;
        Ok(Self {
            host_port: host_port.into(),
            ready: fcntl_dupfd_cloexec(&ready, FIRST)?,
            answer: OnceLock::new(),
        })
    }

    fn give(&self, answer: Result<SocketAddrV4, ResolveError>) {
        let _ = self.answer.set(answer);
        // fails only above 2^64 - 2
        let _ = write(&self.ready, &1u64.to_ne_bytes());
    }
}

impl Book {
    /// Sees to it that there is a thread for one more look-up; `None` when there is none at all.
    fn hire(&mut self) -> Option<()> {
        #[cfg(test)]
        if background::NONE.get() {
            return None;
        }
        if self.idle <= self.queue.len() && self.threads < MOST_THREADS {
            self.threads += usize::from(background::start("netsvr-names", STACK, work));
        }
        (self.threads > 0).then_some(())
    }

    /// A look-up that began then has ended.
    fn ended(&mut self, begun: Instant) {
        if let Some(at) = self.begun.iter().position(|it| *it == begun) {
            self.begun.swap_remove(at);
        }
        ENDED.notify_all();
    }
}

/// What a thread does.
fn work() {
    let mut book = lock();
    loop {
        let next = if book.forking {
            None
        } else {
            book.queue.pop_front()
        };
        if let Some(job) = next {
            let begun = Instant::now();
            book.begun.push(begun);
            drop(book);
            let found = look_up(&job.host_port);
            book = lock();
            book.ended(begun);
            job.give(book.names.learn(&job.host_port, found, Instant::now()));
        } else if book.idle > 0 && !book.forking {
            book.threads -= 1;
            return;
        } else {
            book.idle += 1;
            book = WORK.wait(book).unwrap_or_else(PoisonError::into_inner);
            book.idle -= 1;
        }
    }
}

/// Asks the system, for however long that takes. Only for IPv4: some networks lose one of two questions that leave at
/// the same time, and answers of IPv6 would be thrown away.
fn look_up(host_port: &str) -> Result<Vec<SocketAddrV4>, ResolveError> {
    let failed = |message: &str| ResolveError::Failed {
        address: host_port.to_owned(),
        message: message.to_owned(),
    };
    #[cfg(test)]
    if let Some(answer) = scripted::answer(host_port) {
        return answer;
    }
    if host_port.parse::<SocketAddrV6>().is_ok() {
        return Ok(Vec::new());
    }
    let (host, port) = host_port
        .rsplit_once(':')
        .ok_or_else(|| failed("invalid socket address"))?;
    let port: u16 = port.parse().map_err(|_| failed("invalid port value"))?;
    let hints = AddrInfoHints {
        address: AddrFamily::Inet.into(),
        socktype: SockType::Stream.into(),
        ..AddrInfoHints::default()
    };
    // the system's own texts need not be UTF-8, which the crate takes for granted
    let asked = std::panic::catch_unwind(|| getaddrinfo(Some(host), None, Some(hints)))
        .map_err(|_| failed("the system's text for the problem cannot be read"))?;
    let found = match asked {
        Ok(found) => found,
        Err(error) if matches!(error.kind(), LookupErrorKind::NoData) => return Ok(Vec::new()),
        Err(error) => return Err(failed(&error.to_string())),
    };
    let address = |found: std::io::Result<dns_lookup::AddrInfo>| match found.ok()?.sockaddr {
        SocketAddr::V4(addr) => Some(SocketAddrV4::new(*addr.ip(), port)),
        SocketAddr::V6(_) => None,
    };
    Ok(found.filter_map(address).collect())
}

thread_local! {
    /// Keeps the book closed between the handlers of a fork, so that the child finds it in order.
    static HELD: Cell<Option<MutexGuard<'static, Book>>> = const { Cell::new(None) };
}

/// Waits until no look-up holds locks of the C library, as far as can be told: the child would wait for them for ever.
extern "C" fn before_fork() {
    let now = Instant::now();
    let mut book = lock();
    book.forking = true;
    while let Some(youngest) = book.begun.iter().max() {
        let until = (*youngest + YOUNG).clamp(now + ENDING, now + YOUNG);
        let left = until.saturating_duration_since(Instant::now());
        if left.is_zero() {
            break;
        }
        let (again, _) = ENDED
            .wait_timeout(book, left)
            .unwrap_or_else(PoisonError::into_inner);
        book = again;
    }
    // a thread that is ending holds nothing: its child finds the book open
    let _ = HELD.try_with(|held| held.set(Some(book)));
}

/// In the parent and in the child.
extern "C" fn after_fork() {
    if let Some(mut book) = HELD.try_with(Cell::take).ok().flatten() {
        book.forking = false;
    }
    WORK.notify_all();
}

/// Look-ups as tests want them, instead of the system's.
#[cfg(test)]
pub(super) mod scripted {
    use super::{Arc, Mutex, ResolveError, SocketAddrV4};
    use std::collections::BTreeMap;

    pub type Answer = Result<Vec<SocketAddrV4>, ResolveError>;
    pub type Script = Arc<dyn Fn() -> Answer + Send + Sync>;

    pub static SCRIPTS: Mutex<BTreeMap<String, Script>> = Mutex::new(BTreeMap::new());

    pub fn answer(host_port: &str) -> Option<Answer> {
        let script = SCRIPTS.lock().unwrap().get(host_port).cloned()?;
        Some(script())
    }
}
