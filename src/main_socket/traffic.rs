//! What main sockets of this process have received, and what could not be sent on them, as Workerman counts it for
//! connections of its own.
use std::cell::Cell;

thread_local! {
    static RECEIVED: Cell<u64> = const { Cell::new(0) };
    static FAILED: Cell<u64> = const { Cell::new(0) };
}

/// Frames of one turn. They are counted when it ends.
#[derive(Default)]
pub struct Received(u64);

impl Received {
    /// One more.
    #[inline]
    pub fn one(&mut self) {
        self.0 += 1;
    }
}

impl Drop for Received {
    fn drop(&mut self) {
        // a thread that ends has nobody who would ask
        let _ = RECEIVED.try_with(|received| received.set(received.get() + self.0));
    }
}

/// So many messages could not be sent on a main socket.
pub fn failed(messages: usize) {
    FAILED.set(FAILED.get() + u64::try_from(messages).unwrap_or(0));
}

/// Frames that main sockets have received.
pub fn received() -> u64 {
    RECEIVED.get()
}

/// Messages that could not be sent on them.
pub fn failures() -> u64 {
    FAILED.get()
}
