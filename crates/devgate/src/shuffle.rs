//! Work that is done a moment later, each piece after a pause of its own: so its order is
//! not kept. The same seed gives the same pauses. Knows nothing of the work.

use std::future::Future;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Semaphore;
use tokio::time::sleep;

use crate::chance::Chance;

/// Pauses are shorter than this, in milliseconds. What is that long behind stays behind.
const PAUSES: u32 = 3;
/// Pieces under way at one time; more wait.
const ROOM: usize = 4096;

/// A pool of work that is done in another order.
#[derive(Debug)]
pub struct Shuffle {
    seed: u64,
    room: Arc<Semaphore>,
    events: AtomicU64,
}

impl Shuffle {
    /// A pool whose pauses follow from a seed.
    pub fn new(seed: u64) -> Self {
        Self {
            seed,
            room: Arc::new(Semaphore::new(ROOM)),
            events: AtomicU64::new(0),
        }
    }

    /// Does what a frame of a connection asks for.
    pub async fn frame(
        &self,
        connection: u64,
        frame: u64,
        work: impl Future<Output = ()> + Send + 'static,
    ) {
        let pause = Chance::new(self.seed, connection, frame).below(PAUSES);
        let Ok(permit) = Arc::clone(&self.room).acquire_owned().await else {
            return;
        };
        tokio::spawn(async move {
            sleep(Duration::from_millis(pause.into())).await;
            work.await;
            drop(permit);
        });
    }

    /// Sends an event.
    pub async fn event(&self, work: impl Future<Output = ()> + Send + 'static) {
        let number = self.events.fetch_add(1, Ordering::Relaxed);
        // Connections are counted from 1.
        self.frame(0, number, work).await;
    }
}
