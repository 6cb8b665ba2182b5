//! The queue in front of a peer's socket: bounded in bytes, so that a peer that does not
//! read holds up whoever writes to it instead of filling the memory.
//! Knows nothing of what is queued.

use std::sync::Arc;

use tokio::sync::mpsc::{unbounded_channel, UnboundedReceiver, UnboundedSender};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// Bytes that may wait for one peer. One item larger than this waits for an empty queue
/// and is then taken whole.
pub const CAPACITY: u32 = 4 * 1024 * 1024;

/// What an item costs besides its bytes, so that many tiny ones are bounded too.
const OVERHEAD: usize = 64;

/// The peer is gone; nothing can be queued for it any more.
#[derive(Debug, PartialEq, Eq)]
pub struct Closed;

/// The writing end.
#[derive(Debug)]
pub struct Outbox<T> {
    items: UnboundedSender<Queued<T>>,
    room: Arc<Semaphore>,
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

/// Makes a queue and its two ends.
pub fn outbox<T>() -> (Outbox<T>, Queue<T>) {
    let (sender, receiver) = unbounded_channel();
    let room = Arc::new(Semaphore::new(CAPACITY as usize));
    let queue = Queue {
        items: receiver,
        room: Arc::clone(&room),
    };
    (
        Outbox {
            items: sender,
            room,
        },
        queue,
    )
}

impl<T> Outbox<T> {
    /// Queues an item of `size` bytes, waiting until there is room.
    pub async fn push(&self, item: T, size: usize) -> Result<(), Closed> {
        let wanted =
            u32::try_from(size.saturating_add(OVERHEAD)).map_or(CAPACITY, |n| n.min(CAPACITY));
        let room = Arc::clone(&self.room)
            .acquire_many_owned(wanted)
            .await
            .map_err(|_| Closed)?;
        self.enqueue(item, Some(room))
    }

    /// Queues a mark that takes no room and so never waits.
    pub fn push_mark(&self, item: T) -> Result<(), Closed> {
        self.enqueue(item, None)
    }

    fn enqueue(&self, item: T, room: Option<OwnedSemaphorePermit>) -> Result<(), Closed> {
        let queued = Queued { item, _room: room };
        self.items.send(queued).map_err(|_| Closed)
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
        assert_eq!(result, Err(Closed));
    }
}
