//! What main sockets of this process have received, and what could not be sent on them, as Workerman counts it for
//! connections of its own.
use std::cell::Cell;

thread_local! {
    /// Frames that main sockets received which are gone.
    static RECEIVED: Cell<u64> = const { Cell::new(0) };
    /// Messages that could not be sent.
    static FAILED: Cell<u64> = const { Cell::new(0) };
}

/// Frames that one main socket has received. When it is gone, they count on.
#[derive(Default)]
pub struct Traffic(Cell<u64>);

impl Traffic {
    /// A frame has been read.
    #[inline]
    pub fn received(&self) {
        self.0.set(self.0.get() + 1);
    }

    pub fn frames(&self) -> u64 {
        self.0.get()
    }
}

impl Drop for Traffic {
    fn drop(&mut self) {
        // a thread that ends has nobody who would ask
        let _ = RECEIVED.try_with(|received| received.set(received.get() + self.0.get()));
    }
}

/// So many messages could not be sent on a main socket.
pub fn failed(messages: usize) {
    FAILED.with(|failed| failed.set(failed.get() + u64::try_from(messages).unwrap_or(0)));
}

/// Messages that could not be sent.
pub fn failures() -> u64 {
    FAILED.get()
}

/// Frames that main sockets received which are gone.
pub fn received_before() -> u64 {
    RECEIVED.get()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_of_main_sockets_that_are_gone_count_on() {
        let before = received_before();
        let traffic = Traffic::default();
        traffic.received();
        traffic.received();
        assert_eq!((traffic.frames(), received_before()), (2, before));
        drop(traffic);
        assert_eq!(received_before(), before + 2);
    }
}
