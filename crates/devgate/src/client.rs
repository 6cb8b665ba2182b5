//! One websocket client as the rest of the gateway sees it: a place to put messages.
//! Knows nothing of its socket.

use bytes::Bytes;
use parking_lot::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use tokio_tungstenite::tungstenite::protocol::frame::coding::{Data, OpCode};
use tokio_tungstenite::tungstenite::protocol::frame::Frame;
use tokio_tungstenite::tungstenite::Message;

use crate::counted::Counted;
use crate::goodbye::Goodbye;
use crate::outbox::Outbox;
use crate::state::{Info, UniqId};

/// What the task that owns the socket is asked to do.
#[derive(Debug)]
pub enum Outgoing {
    /// Write a message with this data; it counts as unwritten until then.
    Message(Bytes, Counted),
    /// Let go of the connection, after all that was queued before.
    Drop,
    /// Say why, after all that was queued before, and let go of the connection later.
    Close(Goodbye),
}

/// A connected client.
#[derive(Debug)]
pub struct Client {
    /// Its name in this gateway.
    pub uniq_id: UniqId,
    /// Where its messages wait.
    pub outbox: Outbox<Outgoing>,
    /// What it had when it was taken offline, for the event that tells of its leaving.
    pub left_with: Mutex<Option<Info>>,
    dismissed: AtomicBool,
    active: AtomicU32,
}

impl Client {
    /// A client that nobody knows of yet and that has come now, in seconds since 1970.
    pub fn new(uniq_id: UniqId, outbox: Outbox<Outgoing>, now: u32) -> Self {
        Self {
            uniq_id,
            outbox,
            left_with: Mutex::default(),
            dismissed: AtomicBool::new(false),
            active: AtomicU32::new(now),
        }
    }

    /// It has shown at this time that it lives.
    pub fn set_active(&self, now: u32) {
        self.active.store(now, Ordering::Relaxed);
    }

    /// When it has last shown that it lives.
    pub fn active(&self) -> u32 {
        self.active.load(Ordering::Relaxed)
    }

    /// Tells it to leave, unless it has been told already.
    pub fn dismiss(&self, goodbye: Goodbye) {
        if !self.dismissed.swap(true, Ordering::AcqRel) {
            // A client that has just left by itself needs no mark.
            let _ = self.outbox.push_mark(Outgoing::Close(goodbye));
        }
    }

    /// Whether it has been told to leave. It gets no messages any more.
    pub fn is_dismissed(&self) -> bool {
        self.dismissed.load(Ordering::Acquire)
    }
}

/// The message that carries data. Of a text message nobody looks whether it is UTF-8, as
/// the real gateway does not: a browser closes the connection over one that is not.
pub fn message(data: Bytes, binary: bool) -> Message {
    if binary {
        return Message::Binary(data);
    }
    Message::Frame(Frame::message(data, OpCode::Data(Data::Text), true))
}

/// How long the frame of a message is, whose data is so long.
pub fn size_of_frame(data: usize) -> usize {
    let head = match data {
        0..=125 => 2,
        126..=65_535 => 4,
        _ => 10,
    };
    data.saturating_add(head)
}
