//! One websocket client as the rest of the gateway sees it: a place to put messages.
//! Knows nothing of its socket.

use parking_lot::Mutex;
use tokio_tungstenite::tungstenite::Message;

use crate::outbox::Outbox;
use crate::state::{Info, UniqId};

/// What the task that owns the socket is asked to do.
#[derive(Debug)]
pub enum Outgoing {
    /// Write a message.
    Message(Message),
    /// Let go of the connection, after all that was queued before.
    Drop,
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
}

/// Turns data into a websocket message; `None` if there is none, because empty data is
/// never written. It becomes a text message; data that is not UTF-8 becomes a binary one,
/// since a text message must be UTF-8.
pub fn message(data: Vec<u8>) -> Option<Message> {
    if data.is_empty() {
        return None;
    }
    Some(match String::from_utf8(data) {
        Ok(text) => Message::text(text),
        Err(error) => Message::binary(error.into_bytes()),
    })
}
