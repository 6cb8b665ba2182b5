//! One figure of a thread.

use crate::figures::Times;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::time::Duration;

/// A figure that one thread writes and any may read. A plain load and store: no locked instruction.
#[derive(Debug, Default)]
pub(crate) struct Figure(AtomicU64);

impl Figure {
    #[inline]
    pub(crate) fn add(&self, more: u64) {
        self.set(self.get().wrapping_add(more));
    }

    pub(crate) fn subtract(&self, less: u64) {
        self.set(self.get().saturating_sub(less));
    }

    #[inline]
    pub(crate) fn get(&self) -> u64 {
        self.0.load(Relaxed)
    }

    #[inline]
    pub(crate) fn set(&self, value: u64) {
        self.0.store(value, Relaxed);
    }
}

impl Times<Figure> {
    pub(crate) fn record(&self, took: Duration) {
        if let Some(bucket) = self.bucket(took) {
            bucket.add(1);
        }
        self.nanos.add(u64::try_from(took.as_nanos()).unwrap_or(0));
    }
}
