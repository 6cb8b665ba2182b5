//! Threads of this crate's own. They never call PHP, take no signals, and are gone after a fork.

use nix::sys::signal::{SigSet, SigmaskHow};
use std::thread;

/// Starts one, with so many bytes of stack. `false` when it cannot be had: its work is then done without it.
pub(crate) fn start(name: &str, stack: usize, work: fn()) -> bool {
    #[cfg(test)]
    if NONE.get() {
        return false;
    }
    // the thread inherits what this one blocks
    let Ok(before) = SigSet::all().thread_swap_mask(SigmaskHow::SIG_SETMASK) else {
        return false;
    };
    let started = thread::Builder::new()
        .name(name.into())
        .stack_size(stack)
        .spawn(work);
    let _ = before.thread_set_mask();
    started.is_ok()
}

#[cfg(test)]
thread_local! {
    /// No thread can be had for what this one does.
    pub static NONE: std::cell::Cell<bool> = const { std::cell::Cell::new(false) };
}
