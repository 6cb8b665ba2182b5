//! Where a gateway's name leads. A thread of its own looks names up, because nothing bounds the system's look-up. What
//! it finds is kept for all threads of the process, and used for as long as no better answer can be had.
//!
//! A forked child keeps what its parent knew, and looks up by itself. An address that is an IP touches none of this: no
//! lock, no memory, no thread.

mod known;
mod look_ups;

use crate::awaited::Awaited;
use crate::deadline::Deadline;
use crate::error::ResolveError;
use crate::generation;
use crate::hook::Hook;
use crate::wait::{wait, WaitError, Woken};
use known::Advice;
use look_ups::{begin, open, Begun, Job, USED};
use rustix::event::PollFlags;
use std::net::SocketAddrV4;
use std::os::fd::{AsFd, BorrowedFd};
use std::sync::atomic::Ordering;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// What is known of a name.
#[derive(Debug)]
pub enum Lookup {
    /// Where it leads. When that is older than it may be, a look-up is under way.
    Known(SocketAddrV4),
    /// It is being looked up.
    Pending(Pending),
    /// It cannot be looked up.
    Failed(ResolveError),
}

/// A look-up that somebody waits for, together with any number of others. It goes on when this is dropped.
#[derive(Debug)]
pub struct Pending {
    job: Arc<Job>,
    /// Where the name led before.
    old: Option<SocketAddrV4>,
    generation: u64,
}

impl Pending {
    /// The answer, once it is there. In a child that was forked meanwhile none will come: it asks anew.
    #[must_use]
    pub fn poll(&self) -> Option<Result<SocketAddrV4, ResolveError>> {
        if self.is_foreign() {
            return Some(self.old.ok_or_else(|| ResolveError::Failed {
                address: self.job.host_port.to_string(),
                message: "the process has forked meanwhile".into(),
            }));
        }
        self.job.answer.get().cloned()
    }

    /// Where the name led before.
    #[must_use]
    pub const fn old(&self) -> Option<SocketAddrV4> {
        self.old
    }

    /// Whether another process, of which this one is a fork, is looking it up.
    #[must_use]
    pub fn is_foreign(&self) -> bool {
        self.generation != generation::current()
    }

    /// The caller's time is over: gives the answer, or else the old address. Until this look-up has ended, nobody else
    /// waits for it.
    ///
    /// # Errors
    /// [`ResolveError`] without either.
    pub fn give_up(&self, deadline: Deadline) -> Result<SocketAddrV4, ResolveError> {
        if let Some(answer) = self.poll() {
            return answer;
        }
        let after = deadline.given();
        let address = &self.job.host_port;
        open().names.waited_in_vain(address, after);
        self.old.ok_or_else(|| ResolveError::TimedOut {
            address: address.to_string(),
            after,
        })
    }
}

/// Can be read once the answer is there.
impl AsFd for Pending {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.job.ready.as_fd()
    }
}

/// Where the name leads, as an address that was found less than `ttl` ago. Never waits: an older one is used while a
/// new one is looked up. Zero asks anew each time.
#[must_use]
pub fn lookup(host_port: &str, ttl: Duration) -> Lookup {
    if let Ok(addr) = host_port.parse() {
        return Lookup::Known(addr);
    }
    let now = Instant::now();
    let mut book = open();
    let news = book.names.take_news(host_port);
    let found = match book.names.advise(host_port, ttl, now) {
        Advice::Use(addr) => Lookup::Known(addr),
        Advice::Fail(error) => Lookup::Failed(error),
        Advice::Refresh(addr) => {
            begin(book, host_port, now);
            Lookup::Known(addr)
        }
        Advice::Wait(old) => match begin(book, host_port, now) {
            Begun::Elsewhere(job) => Lookup::Pending(Pending {
                job,
                old,
                generation: generation::current(),
            }),
            Begun::Done(Ok(addr)) => Lookup::Known(addr),
            Begun::Done(Err(error)) => Lookup::Failed(error),
        },
    };
    tell(news);
    found
}

/// Where the name leads, as far as is known. Begins to look it up when what is known is older than whoever called
/// [`lookup`] last allowed.
#[must_use]
pub fn current(host_port: &str) -> Option<SocketAddrV4> {
    if let Ok(addr) = host_port.parse() {
        return Some(addr);
    }
    if !are_used() {
        return None;
    }
    let now = Instant::now();
    let mut book = open();
    let news = book.names.take_news(host_port);
    let (addr, due) = book.names.glance(host_port, now)?;
    if due {
        begin(book, host_port, now);
    } else {
        drop(book);
    }
    tell(news);
    Some(addr)
}

/// Whether the name is known to lead elsewhere than to `peer`.
#[must_use]
pub fn has_moved(host_port: &str, peer: SocketAddrV4) -> bool {
    are_used() && current(host_port).is_some_and(|addr| addr != peer)
}

/// Nobody was reached where the name leads: it may have moved, and is looked up, but not more than once a second.
pub fn doubt(host_port: &str) {
    if !are_used() || host_port.parse::<SocketAddrV4>().is_ok() {
        return;
    }
    let now = Instant::now();
    let mut book = open();
    book.names.doubt(host_port);
    if let Some((_, true)) = book.names.glance(host_port, now) {
        begin(book, host_port, now);
    }
}

/// Whether any name has been asked for: until then, all addresses are IPs.
#[must_use]
#[inline]
pub fn are_used() -> bool {
    USED.load(Ordering::Relaxed)
}

/// Where the name leads, as [`lookup`]; waits for it until the deadline.
///
/// # Errors
/// [`ResolveError`] when that is not known, and cannot be found in time.
pub fn resolve(
    host_port: &str,
    ttl: Duration,
    deadline: Deadline,
    hook: &mut dyn Hook,
) -> Result<SocketAddrV4, ResolveError> {
    loop {
        let pending = match lookup(host_port, ttl) {
            Lookup::Known(addr) => return Ok(addr),
            Lookup::Failed(error) => return Err(error),
            Lookup::Pending(pending) => pending,
        };
        let address = || host_port.to_owned();
        let woken = wait(&mut [Awaited::new(&pending, PollFlags::IN)], deadline, hook);
        match woken {
            Ok(Woken::Ready) => {
                if let Some(answer) = pending.poll() {
                    return answer;
                }
            }
            Ok(Woken::TimedOut) => return pending.give_up(deadline),
            Err(WaitError::Stopped) => return Err(ResolveError::Stopped { address: address() }),
            Err(WaitError::Forked) => {}
            Err(WaitError::Io(errno)) => {
                return Err(ResolveError::Failed {
                    address: address(),
                    message: errno.to_string(),
                })
            }
        }
    }
}

fn tell(news: Option<(log::Level, String)>) {
    if let Some((level, line)) = news {
        log::log!(level, "{line}");
    }
}

#[cfg(test)]
mod tests;
