//! Writes the frames that wait for a business process.

use std::time::Duration;

use bytes::Bytes;
use tokio::net::tcp::OwnedWriteHalf;
use tokio::time::{sleep_until, Instant};

use super::sink::{write_all, write_until};
use super::{faulty, Ending, CHUNK};
use crate::business::{Outgoing, WorkerConnection};
use crate::dropped;
use crate::gateway::Gateway;
use crate::generation::Role;
use crate::metrics::Item;
use crate::outbox::{Queue, Queued};

/// Frames that leave in one write where frames can be dropped.
const MOST_FRAMES: usize = 20;

/// Frames that leave in one write, and what they are together.
#[derive(Default)]
struct Batch {
    frames: Vec<Bytes>,
    bytes: Vec<u8>,
}

impl Batch {
    fn push(&mut self, frame: Bytes) {
        self.bytes.extend_from_slice(&frame);
        self.frames.push(frame);
    }

    fn has_room(&self, most_frames: usize) -> bool {
        self.bytes.len() < CHUNK && self.frames.len() < most_frames
    }

    fn clear(&mut self) {
        self.frames.clear();
        self.bytes.clear();
        self.bytes.shrink_to(CHUNK);
    }
}

/// Writes what is queued; returns why it ended.
pub async fn write(
    gateway: &Gateway,
    connection: &WorkerConnection,
    mut queue: Queue<Outgoing>,
    sink: &mut OwnedWriteHalf,
) -> Ending {
    let deadline = gateway.config.business_rules(connection.role).send_deadline;
    let faults = &gateway.config.faults;
    let one_by_one = faults.looks_at_sent();
    let drops = gateway.config.generation.drops_what_cannot_be_written();
    // What is dropped is dropped together.
    let most_frames = if drops { MOST_FRAMES } else { usize::MAX };
    let mut sent = 0;
    let mut batch = Batch::default();
    let mut held_back: Option<Queued<Outgoing>> = None;
    loop {
        let next = match held_back.take() {
            Some(queued) => Some(queued),
            None => queue.next().await,
        };
        let Some(Outgoing::Frame { bytes, due, spoil }) = next.map(|queued| queued.item) else {
            return Ending::Closed("no longer in use".into());
        };
        sent += 1;
        if let Some(due) = due {
            sleep_until(due).await;
        }
        let spoil = spoil.or_else(|| {
            let spoil = faults.on_sent(connection.number, sent)?;
            gateway.log.info(format_args!(
                "fault at frame {sent} to connection {}: {spoil}",
                connection.number
            ));
            Some(spoil)
        });
        if let Some(spoil) = spoil {
            match faulty::write(sink, &bytes, spoil, deadline).await {
                Ok(()) => continue,
                Err(ending) => return ending,
            }
        }
        batch.push(bytes);
        // What waits already leaves in the same write, unless each frame has to be looked at.
        while batch.has_room(most_frames) && !one_by_one {
            match queue.try_next() {
                Some(Queued {
                    item:
                        Outgoing::Frame {
                            bytes,
                            due: None,
                            spoil: None,
                        },
                    ..
                }) => batch.push(bytes),
                other => {
                    held_back = other;
                    break;
                }
            }
        }
        let written = if drops {
            write_or_drop(gateway, connection, sink, &batch, deadline).await
        } else {
            let written = write_all(sink, &batch.bytes, deadline).await;
            written.inspect_err(|_| gateway.mark(Item::WorkerFailed, 1))
        };
        if let Err(ending) = written {
            return ending;
        }
        batch.clear();
    }
}

/// The deadline is for all of it. Nothing written: it is dropped, and the connection stays.
async fn write_or_drop(
    gateway: &Gateway,
    connection: &WorkerConnection,
    sink: &mut OwnedWriteHalf,
    batch: &Batch,
    deadline: Duration,
) -> Result<(), Ending> {
    let written = write_until(sink, &batch.bytes, Instant::now() + deadline).await;
    if written == batch.bytes.len() {
        return Ok(());
    }
    if connection.role == Role::Worker {
        gateway.mark(Item::WorkerFailed, 1);
    }
    for frame in &batch.frames {
        gateway.log.info(format_args!(
            "not written to {}: {}",
            connection.id,
            dropped::frame(frame)
        ));
    }
    if written == 0 {
        return Ok(());
    }
    Err(Ending::Closed(
        "took a part of a frame until the send deadline".into(),
    ))
}
