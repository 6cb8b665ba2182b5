//! One connection of a business process as the rest of the gateway sees it: a name, and a
//! place to put frames. Knows nothing of its socket.

use std::sync::atomic::{AtomicBool, Ordering};

use bytes::Bytes;
use netsvr_wire::command::Command;
use netsvr_wire::frame::{header, HEADER_SIZE};
use parking_lot::Mutex;
use tokio::time::Instant;

use crate::fault::Spoil;
use crate::generation::Role;
use crate::outbox::{outbox, outbox_of, Outbox, Queue, Refused};

/// A connection of a business process as the rest of the gateway sees it.
#[derive(Debug)]
pub struct WorkerConnection {
    /// Its name, by which it can be unregistered.
    pub id: String,
    /// Its place among all that have come, from 1.
    pub number: u64,
    /// Which commands it may send.
    pub role: Role,
    /// Where its frames wait.
    pub outbox: Outbox<Outgoing>,
    registered: AtomicBool,
    /// What is to be wrong with the next answer.
    pub spoil: Mutex<Option<Spoil>>,
}

/// What the task that owns the socket is asked to do.
#[derive(Debug)]
pub enum Outgoing {
    /// A whole frame, held back until it is due.
    Frame {
        bytes: Bytes,
        due: Option<Instant>,
        spoil: Option<Spoil>,
    },
    /// Nothing follows: close.
    End,
}

impl WorkerConnection {
    /// A connection that nothing has come on yet; the queue is for the task that owns its
    /// socket. With a `capacity` it refuses more frames than that, else they wait.
    pub fn new(
        id: String,
        number: u64,
        role: Role,
        capacity: Option<usize>,
    ) -> (Self, Queue<Outgoing>) {
        let (outbox, queue) = match capacity {
            Some(frames) => outbox_of(frames),
            None => outbox(),
        };
        let connection = Self {
            id,
            number,
            role,
            outbox,
            registered: AtomicBool::new(false),
            spoil: Mutex::default(),
        };
        (connection, queue)
    }

    /// Queues an answer that is to be written when it is `due`, waiting while the queue is
    /// full, unless it refuses then.
    pub async fn send_answer(&self, bytes: Bytes, due: Option<Instant>) -> Result<(), Refused> {
        let size = bytes.len();
        let spoil = self.spoil.lock().take();
        let frame = Outgoing::Frame { bytes, due, spoil };
        self.outbox.push(frame, size).await
    }

    /// Queues an answer that takes no room and so never waits.
    pub fn send_answer_at_once(&self, bytes: Bytes, due: Option<Instant>) -> Result<(), Refused> {
        let spoil = self.spoil.lock().take();
        self.outbox.push_mark(Outgoing::Frame { bytes, due, spoil })
    }

    /// Queues an event, waiting while the queue is full, unless it refuses then.
    pub async fn send_event(&self, bytes: Bytes) -> Result<(), Refused> {
        let size = bytes.len();
        let frame = Outgoing::Frame {
            bytes,
            due: None,
            spoil: None,
        };
        self.outbox.push(frame, size).await
    }

    /// Whether it has ever been registered: that can be done only once.
    pub fn was_registered(&self) -> bool {
        self.registered.load(Ordering::Relaxed)
    }

    /// From now on it has been.
    pub fn set_registered(&self) {
        self.registered.store(true, Ordering::Relaxed);
    }
}

/// The frame of a message, ready to be written.
pub fn frame(command: Command, body: &impl prost::Message) -> Bytes {
    let body_len = body.encoded_len();
    let Ok(header) = header(command.as_u32(), body_len) else {
        // More than 4 GiB: there is no frame that could say so.
        return Bytes::new();
    };
    let mut bytes = Vec::with_capacity(HEADER_SIZE + body_len);
    bytes.extend_from_slice(&header);
    // A Vec always has room.
    let _ = body.encode(&mut bytes);
    bytes.into()
}
