//! The queue in front of a peer's socket: bounded, so that a peer that does not read does not
//! fill the memory. It is bounded in bytes, and holds up whoever writes, or in items, and
//! refuses what is too many. Knows nothing of what is queued.

use std::sync::Arc;

use tokio::sync::mpsc::{unbounded_channel, UnboundedReceiver, UnboundedSender};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, TryAcquireError};

/// Bytes that may wait for one peer. One item larger than this waits for an empty queue
/// and is then taken whole.
pub const CAPACITY: u32 = 4 * 1024 * 1024;

/// What an item costs besides its bytes, so that many tiny ones are bounded too.
const OVERHEAD: usize = 64;

/// Why nothing was queued.
#[derive(Debug, PartialEq, Eq)]
pub enum Refused {
    /// The peer is gone.
    Closed,
    /// As many items wait as may.
    Full,
}

/// The writing end.
#[derive(Debug)]
pub struct Outbox<T> {
    items: UnboundedSender<Queued<T>>,
    room: Arc<Semaphore>,
    counts_items: bool,
}

/// The end that the task which owns the socket reads from. Dropping it wakes all writers.
#[derive(Debug)]
pub struct Queue<T> {
    items: UnboundedReceiver<Queued<T>>,
    room: Arc<Semaphore>,
}

/// An item and the room it takes up until it is dropped.
#[derive(Debug)]
pub struct Queued<T> {
    /// What was queued.
    pub item: T,
    _room: Option<OwnedSemaphorePermit>,
}

/// Makes a queue for so many bytes, and its two ends.
pub fn outbox<T>() -> (Outbox<T>, Queue<T>) {
    both_ends(CAPACITY as usize, false)
}

/// Makes a queue for so many items, however large, and its two ends.
pub fn outbox_of<T>(items: usize) -> (Outbox<T>, Queue<T>) {
    both_ends(items.min(Semaphore::MAX_PERMITS), true)
}

fn both_ends<T>(room: usize, counts_items: bool) -> (Outbox<T>, Queue<T>) {
    let (sender, receiver) = unbounded_channel();
    let room = Arc::new(Semaphore::new(room));
    let queue = Queue {
        items: receiver,
        room: Arc::clone(&room),
    };
    (
        Outbox {
            items: sender,
            room,
            counts_items,
        },
        queue,
    )
}

impl<T> Outbox<T> {
    /// Queues an item of `size` bytes, waiting until there is room. Where items are counted,
    /// nothing waits.
    pub async fn push(&self, item: T, size: usize) -> Result<(), Refused> {
        let room = Arc::clone(&self.room);
        let room = if self.counts_items {
            room.try_acquire_owned().map_err(|error| match error {
                TryAcquireError::Closed => Refused::Closed,
                TryAcquireError::NoPermits => Refused::Full,
            })?
        } else {
            let wanted =
                u32::try_from(size.saturating_add(OVERHEAD)).map_or(CAPACITY, |n| n.min(CAPACITY));
            let room = room.acquire_many_owned(wanted).await;
            room.map_err(|_| Refused::Closed)?
        };
        self.enqueue(item, Some(room))
    }

    /// Queues a mark that takes no room and so never waits.
    pub fn push_mark(&self, item: T) -> Result<(), Refused> {
        self.enqueue(item, None)
    }

    fn enqueue(&self, item: T, room: Option<OwnedSemaphorePermit>) -> Result<(), Refused> {
        let queued = Queued { item, _room: room };
        self.items.send(queued).map_err(|_| Refused::Closed)
    }
}

impl<T> Queue<T> {
    /// The next item; waits for one. `None` once no writing end is left.
    pub async fn next(&mut self) -> Option<Queued<T>> {
        self.items.recv().await
    }

    /// The next item if there is one already.
    pub fn try_next(&mut self) -> Option<Queued<T>> {
        self.items.try_recv().ok()
    }

    /// Whether nothing waits.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }
}

impl<T> Drop for Queue<T> {
    fn drop(&mut self) {
        self.room.close();
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use tokio::time::timeout;

    use super::*;

    const SHORT: Duration = Duration::from_millis(50);

    #[tokio::test]
    async fn a_full_queue_holds_up_the_writer_until_the_reader_makes_room() {
        let (outbox, mut queue) = outbox();
        outbox.push(1, CAPACITY as usize).await.unwrap();
        assert!(timeout(SHORT, outbox.push(2, 10)).await.is_err());
        assert_eq!(queue.next().await.unwrap().item, 1);
        outbox.push(3, 10).await.unwrap();
        assert_eq!(queue.next().await.unwrap().item, 3);
    }

    #[tokio::test]
    async fn an_item_larger_than_the_queue_is_taken_whole() {
        let (outbox, mut queue) = outbox();
        outbox.push(1, usize::MAX).await.unwrap();
        assert_eq!(queue.next().await.unwrap().item, 1);
    }

    #[tokio::test]
    async fn many_items_without_bytes_fill_the_queue_too() {
        let (outbox, _queue) = outbox();
        let fits = CAPACITY as usize / OVERHEAD;
        for _ in 0..fits {
            outbox.push((), 0).await.unwrap();
        }
        assert!(timeout(SHORT, outbox.push((), 0)).await.is_err());
    }

    #[tokio::test]
    async fn a_mark_passes_a_full_queue() {
        let (outbox, mut queue) = outbox();
        outbox.push(1, CAPACITY as usize).await.unwrap();
        outbox.push_mark(2).unwrap();
        assert_eq!(queue.next().await.unwrap().item, 1);
        assert_eq!(queue.try_next().unwrap().item, 2);
        assert!(queue.is_empty());
    }

    #[tokio::test]
    async fn a_waiting_writer_is_woken_when_the_peer_is_gone() {
        let (outbox, queue) = outbox();
        outbox.push(1, CAPACITY as usize).await.unwrap();
        let waiting = outbox.push(2, 10);
        let (result, ()) = tokio::join!(waiting, async { drop(queue) });
        assert_eq!(result, Err(Refused::Closed));
    }

    #[tokio::test]
    async fn a_queue_of_items_refuses_one_too_many_until_one_is_taken() {
        let (outbox, mut queue) = outbox_of(2);
        outbox.push(1, usize::MAX).await.unwrap();
        outbox.push(2, 0).await.unwrap();
        assert_eq!(outbox.push(3, 0).await, Err(Refused::Full));
        outbox.push_mark(4).unwrap();
        assert_eq!(queue.next().await.unwrap().item, 1);
        outbox.push(5, 0).await.unwrap();
        drop(queue);
        assert_eq!(outbox.push(6, 0).await, Err(Refused::Closed));
    }
}
