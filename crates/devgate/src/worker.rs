//! One connection of a business process: frames in, answers and events out.
//! Knows nothing of what the commands do.

use std::net::{SocketAddr, SocketAddrV4};
use std::pin::pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::Arc;
use std::time::Duration;

use bytes::{Buf, Bytes, BytesMut};
use netsvr_wire::address::GatewayKey;
use netsvr_wire::command::Command;
use netsvr_wire::frame::{decode, header, Decoded, HEADER_SIZE};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::net::TcpStream;
use tokio::time::{sleep_until, timeout, timeout_at, Instant};

use crate::commands;
use crate::gateway::{unix_time, Gateway};
use crate::metrics::Item;
use crate::outbox::{outbox, Closed, Outbox, Queue, Queued};

/// Bytes read or written at once where there are as many.
const CHUNK: usize = 64 * 1024;

/// A connection of a business process as the rest of the gateway sees it.
#[derive(Debug)]
pub struct WorkerConnection {
    /// Its name, by which it can be unregistered.
    pub id: String,
    outbox: Outbox<Outgoing>,
    registered: AtomicBool,
}

#[derive(Debug)]
enum Outgoing {
    /// A whole frame, held back until it is due.
    Frame { bytes: Bytes, due: Option<Instant> },
    /// Nothing follows: close.
    End,
}

impl WorkerConnection {
    /// Queues an answer, waiting while the queue is full. Lost if the connection is gone.
    pub async fn answer(&self, gateway: &Gateway, bytes: Bytes) {
        let delay = gateway.config.answer_delay;
        let due = (delay > Duration::ZERO).then(|| Instant::now() + delay);
        let size = bytes.len();
        if self
            .outbox
            .push(Outgoing::Frame { bytes, due }, size)
            .await
            .is_err()
        {
            gateway.mark(Item::WorkerFailed, 1);
        }
    }

    /// Queues an event, waiting while the queue is full.
    pub async fn send_event(&self, bytes: Bytes) -> Result<(), Closed> {
        let size = bytes.len();
        self.outbox
            .push(Outgoing::Frame { bytes, due: None }, size)
            .await
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

/// Serves a business process until it or the gateway has ended the connection.
pub async fn serve(stream: TcpStream, from: SocketAddr, gateway: Arc<Gateway>) {
    let (outbox, queue) = outbox();
    let connection = Arc::new(WorkerConnection {
        id: connection_id(gateway.worker_address, from),
        outbox,
        registered: AtomicBool::new(false),
    });
    gateway.log.info(format_args!(
        "business process {} from {from}",
        connection.id
    ));
    let (mut source, mut sink) = stream.into_split();
    let mut writing = pin!(write(&gateway, queue, &mut sink));
    let reason = tokio::select! {
        reason = &mut writing => reason.to_owned(),
        reason = read(&gateway, &connection, &mut source) => {
            gateway.registry.lock().unregister(&connection.id);
            // Answers to what came before are still written.
            if connection.outbox.push_mark(Outgoing::End).is_ok() {
                writing.await;
            }
            reason
        }
        () = gateway.stopping() => "the gateway stops".to_owned(),
    };
    gateway.registry.lock().unregister(&connection.id);
    gateway.log.info(format_args!(
        "business process {} gone: {reason}",
        connection.id
    ));
}

/// Both ends of the connection and the time.
fn connection_id(gateway: SocketAddrV4, peer: SocketAddr) -> String {
    let gateway = GatewayKey::from_socket(gateway);
    let time = unix_time();
    match peer {
        SocketAddr::V4(peer) => format!("{gateway}{}{time:08x}", GatewayKey::from_socket(peer)),
        SocketAddr::V6(peer) => format!("{gateway}{peer}{time:08x}"),
    }
}

/// Carries out what the business process sends, one frame after the other; returns why it
/// ended.
async fn read(
    gateway: &Arc<Gateway>,
    connection: &Arc<WorkerConnection>,
    source: &mut OwnedReadHalf,
) -> String {
    let config = &gateway.config;
    let mut buffer = BytesMut::new();
    let mut deadline = Instant::now() + config.read_deadline;
    loop {
        let needed = match decode(&buffer, config.receive_pack_limit as usize) {
            Err(error) => return error.to_string(),
            Ok(Decoded::Incomplete { needed }) => needed,
            Ok(Decoded::Frame { frame, consumed }) => {
                if frame.payload != config.worker_heartbeat.as_bytes() {
                    let Some(command) = frame.command().and_then(Command::from_u32) else {
                        return "neither a command nor the heartbeat".to_owned();
                    };
                    let body = frame.body();
                    gateway.log.debug(format_args!(
                        "{command:?} ({} bytes) of {}",
                        body.len(),
                        connection.id
                    ));
                    if commands::run(gateway, connection, command, body)
                        .await
                        .is_err()
                    {
                        return format!("{command:?} is not for the gateway");
                    }
                }
                buffer.advance(consumed);
                deadline = Instant::now() + config.read_deadline;
                continue;
            }
        };
        // The announced length is only trusted as far as bytes really come.
        let missing = needed.saturating_sub(buffer.len());
        buffer.reserve(missing.clamp(CHUNK / 16, CHUNK));
        match timeout_at(deadline, source.read_buf(&mut buffer)).await {
            Err(_) => return "sent nothing until the read deadline".to_owned(),
            Ok(Ok(0)) => return "closed by the business process".to_owned(),
            Ok(Ok(_)) => {}
            Ok(Err(error)) => return error.to_string(),
        }
    }
}

/// Writes what is queued; returns why it ended.
async fn write(
    gateway: &Gateway,
    mut queue: Queue<Outgoing>,
    sink: &mut OwnedWriteHalf,
) -> &'static str {
    let mut batch = Vec::new();
    let mut held_back: Option<Queued<Outgoing>> = None;
    loop {
        let next = match held_back.take() {
            Some(queued) => Some(queued),
            None => queue.next().await,
        };
        let Some(Outgoing::Frame { bytes, due }) = next.map(|queued| queued.item) else {
            return "no longer in use";
        };
        if let Some(due) = due {
            sleep_until(due).await;
        }
        batch.extend_from_slice(&bytes);
        // What waits already leaves in the same write.
        while batch.len() < CHUNK {
            match queue.try_next() {
                Some(Queued {
                    item: Outgoing::Frame { bytes, due: None },
                    ..
                }) => batch.extend_from_slice(&bytes),
                other => {
                    held_back = other;
                    break;
                }
            }
        }
        let mut rest = batch.as_slice();
        while !rest.is_empty() {
            match timeout(gateway.config.send_deadline, sink.write(rest)).await {
                Ok(Ok(written)) if written > 0 => rest.advance(written),
                failed => {
                    gateway.mark(Item::WorkerFailed, 1);
                    return if failed.is_err() {
                        "read nothing until the send deadline"
                    } else {
                        "connection lost"
                    };
                }
            }
        }
        batch.clear();
        batch.shrink_to(CHUNK);
    }
}
