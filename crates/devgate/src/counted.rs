//! A count of things that come and go. Knows nothing of them.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::Arc;

/// How many there are.
#[derive(Clone, Debug, Default)]
pub struct Count(Arc<AtomicUsize>);

/// One of them, for as long as this lives.
#[derive(Debug)]
pub struct Counted(Count);

impl Count {
    /// One more.
    pub fn one_more(&self) -> Counted {
        self.0.fetch_add(1, Ordering::AcqRel);
        Counted(self.clone())
    }

    /// How many there are now.
    pub fn get(&self) -> usize {
        self.0.load(Ordering::Acquire)
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        self.0 .0.fetch_sub(1, Ordering::AcqRel);
    }
}
