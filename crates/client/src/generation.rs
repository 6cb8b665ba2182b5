//! Counts the forks between the first process and this one, so that a child
//! can tell its parent's connections from its own. `unsafe` in this crate is
//! here, in `shared.rs`, which maps memory, and in `tcp.rs`, which asks the
//! system about a connection; nowhere else but in tests.
#![allow(unsafe_code)]

use std::any::Any;
use std::cell::Cell;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, Once, PoisonError};

static GENERATION: AtomicU64 = AtomicU64::new(0);
static INSTALL: Once = Once::new();

/// Runs in the child between `fork` and its return, where only
/// async-signal-safe work is allowed: an atomic add is.
extern "C" fn in_child() {
    GENERATION.fetch_add(1, Ordering::Relaxed);
}

/// Starts counting. Has an effect once; call it before the first connection.
pub fn install() {
    INSTALL.call_once(|| {
        // SAFETY: the handler has the signature that is asked for, does only
        // async-signal-safe work, and lives as long as this library: the C
        // library drops the handlers of a library that it unloads.
        let status = unsafe { libc::pthread_atfork(None, None, Some(in_child)) };
        if status != 0 {
            log::error!("forks cannot be noticed: pthread_atfork failed with {status}");
        }
    });
}

/// Has something done right before each fork, and right after it in the parent
/// and in the child, where only async-signal-safe work is allowed.
pub(crate) fn around_forks(before: extern "C" fn(), after: extern "C" fn()) {
    // SAFETY: as in `install`; the caller answers for what the handlers do.
    let status = unsafe { libc::pthread_atfork(Some(before), Some(after), Some(after)) };
    if status != 0 {
        log::error!("forks cannot be prepared: pthread_atfork failed with {status}");
    }
}

/// Gives the guard of a lock, once it has it.
type Lock = fn() -> Box<dyn Any>;

static LOCKS: Mutex<Vec<Lock>> = Mutex::new(Vec::new());

thread_local! {
    /// The guards between the handlers of a fork.
    static HELD: Cell<Vec<Box<dyn Any>>> = const { Cell::new(Vec::new()) };
}

/// Has a lock held by the thread that forks while it does: in the child, what the lock guards is in order, and open. For
/// locks that no thread holds for long, and of which none holds two.
pub(crate) fn lock_across_forks(lock: Lock) {
    static HANDLERS: Once = Once::new();
    HANDLERS.call_once(|| around_forks(before_fork, after_fork));
    locks().push(lock);
}

fn locks() -> MutexGuard<'static, Vec<Lock>> {
    LOCKS.lock().unwrap_or_else(PoisonError::into_inner)
}

extern "C" fn before_fork() {
    let locks = locks();
    let mut held: Vec<Box<dyn Any>> = locks.iter().map(|lock| lock()).collect();
    held.push(Box::new(locks));
    // a thread that is ending holds nothing: its child finds them open
    let _ = HELD.try_with(|place| place.set(held));
}

/// In the parent and in the child.
extern "C" fn after_fork() {
    drop(HELD.try_with(Cell::take));
}

/// The number of this process. Another number on a connection means that
/// another process dialled it.
#[must_use]
pub fn current() -> u64 {
    GENERATION.load(Ordering::Relaxed)
}
