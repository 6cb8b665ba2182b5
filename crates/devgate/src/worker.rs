//! The port of the business processes: frames in, answers and events out.
//! Knows nothing of what the commands do.

mod faulty;

use std::borrow::Cow;
use std::future::pending;
use std::net::{SocketAddr, SocketAddrV4};
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use bytes::{Buf, BytesMut};
use netsvr_wire::address::GatewayKey;
use netsvr_wire::command::{Command, Kind};
use netsvr_wire::frame::{decode, Decoded};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::net::TcpStream;
use tokio::time::{sleep, sleep_until, timeout, timeout_at, Instant};

use crate::business::{Outgoing, WorkerConnection};
use crate::commands;
use crate::fault::{Action, Spoil};
use crate::gateway::{unix_time, Gateway};
use crate::generation::Role;
use crate::metrics::Item;
use crate::outbox::{Queue, Queued};
use crate::pool::Pool;

/// Bytes read or written at once where there are as many.
const CHUNK: usize = 64 * 1024;

/// How a connection ends, and why.
#[derive(Debug)]
enum Ending {
    /// In an orderly way.
    Closed(Cow<'static, str>),
    /// By a fault, with a reset.
    Reset,
}

/// Serves a business process until it or the gateway has ended the connection.
pub async fn serve(stream: TcpStream, from: SocketAddr, gateway: Arc<Gateway>, role: Role) {
    let id = connection_id(gateway.addresses.worker, from);
    let (connection, queue) = WorkerConnection::new(id, gateway.number_business());
    let connection = Arc::new(connection);
    gateway.log.info(format_args!(
        "business process {} from {from}",
        connection.id
    ));
    let (mut source, mut sink) = stream.into_split();
    let ending = {
        let mut writing = pin!(write(&gateway, &connection, queue, &mut sink));
        tokio::select! {
            ending = &mut writing => ending,
            ending = read(&gateway, &connection, role, &mut source) => {
                gateway.registry.lock().unregister(&connection.id);
                // Answers to what came before are still written.
                let orderly = matches!(ending, Ending::Closed(_));
                if orderly && connection.outbox.push_mark(Outgoing::End).is_ok() {
                    match writing.await {
                        Ending::Reset => Ending::Reset,
                        Ending::Closed(_) => ending,
                    }
                } else {
                    ending
                }
            }
            () = gateway.stopping() => Ending::Closed("the gateway stops".into()),
        }
    };
    gateway.registry.lock().unregister(&connection.id);
    let reason = match ending {
        Ending::Closed(reason) => reason,
        Ending::Reset => {
            // The other half must not say an orderly end first.
            let _ = sink.as_ref().set_zero_linger();
            sink.forget();
            "reset by a fault".into()
        }
    };
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

/// Carries out what the business process sends; returns why it ended.
async fn read(
    gateway: &Arc<Gateway>,
    connection: &Arc<WorkerConnection>,
    role: Role,
    source: &mut OwnedReadHalf,
) -> Ending {
    let mut pool = Pool::default();
    let ending = read_frames(gateway, connection, role, source, &mut pool).await;
    pool.run(gateway, connection).await;
    ending
}

/// Carries out one frame after the other, but for what the pool takes.
async fn read_frames(
    gateway: &Arc<Gateway>,
    connection: &Arc<WorkerConnection>,
    role: Role,
    source: &mut OwnedReadHalf,
    pool: &mut Pool,
) -> Ending {
    let config = &gateway.config;
    let mut frames = 0;
    if let Some(ending) = strike_at_once(gateway, connection).await {
        return ending;
    }
    let mut buffer = BytesMut::new();
    let mut deadline = Instant::now() + config.read_deadline;
    loop {
        let needed = match decode(&buffer, config.receive_pack_limit as usize) {
            Err(error) => return Ending::Closed(error.to_string().into()),
            Ok(Decoded::Incomplete { needed }) => needed,
            Ok(Decoded::Frame { frame, consumed }) => {
                if frame.payload != config.worker_heartbeat.as_bytes() {
                    let Some(command) = frame.command().and_then(Command::from_u32) else {
                        return Ending::Closed("neither a command nor the heartbeat".into());
                    };
                    if !role.takes(command) {
                        let why = format!("{command:?} belongs to the other port");
                        return Ending::Closed(why.into());
                    }
                    let body = frame.body();
                    gateway.log.debug(format_args!(
                        "{command:?} ({} bytes) of {}",
                        body.len(),
                        connection.id
                    ));
                    frames += 1;
                    if let Some(ending) =
                        carry_out(gateway, connection, frames, command, body, pool).await
                    {
                        return ending;
                    }
                }
                buffer.advance(consumed);
                deadline = Instant::now() + config.read_deadline;
                continue;
            }
        };
        pool.run(gateway, connection).await;
        // The announced length is only trusted as far as bytes really come.
        let missing = needed.saturating_sub(buffer.len());
        buffer.reserve(missing.clamp(CHUNK / 16, CHUNK));
        match timeout_at(deadline, source.read_buf(&mut buffer)).await {
            Err(_) => return Ending::Closed("sent nothing until the read deadline".into()),
            Ok(Ok(0)) => return Ending::Closed("closed by the business process".into()),
            Ok(Ok(_)) => {}
            Ok(Err(error)) => return Ending::Closed(error.to_string().into()),
        }
    }
}

/// Does what is to go wrong before anything has been received.
async fn strike_at_once(gateway: &Gateway, connection: &WorkerConnection) -> Option<Ending> {
    let action = fault(gateway, connection, 0, false)?;
    match action {
        Action::Reset => return Some(Ending::Reset),
        Action::Close => return Some(closed_by_a_fault()),
        Action::StopReading(pause) => stop_reading(pause).await,
        Action::Spoil(_) => {}
    }
    None
}

/// Carries out one command, with what is to go wrong about it. `Some`: the connection ends.
async fn carry_out(
    gateway: &Arc<Gateway>,
    connection: &Arc<WorkerConnection>,
    frame: u64,
    command: Command,
    body: &[u8],
    pool: &mut Pool,
) -> Option<Ending> {
    let answered = command.kind() == Kind::Request;
    let action = fault(gateway, connection, frame, answered);
    match action {
        Some(Action::Reset) => return Some(Ending::Reset),
        Some(Action::Close) => return Some(closed_by_a_fault()),
        Some(Action::Spoil(spoil)) => *connection.spoil.lock() = Some(spoil),
        Some(Action::StopReading(_)) | None => {}
    }
    let taken = pool.takes(gateway, connection, frame, command, body).await;
    if !taken
        && commands::run(gateway, connection, command, body)
            .await
            .is_err()
    {
        return Some(Ending::Closed(
            format!("{command:?} is not for the gateway").into(),
        ));
    }
    if let Some(Action::StopReading(pause)) = action {
        stop_reading(pause).await;
    }
    // Still there: nothing was answered.
    let unused = connection.spoil.lock().take();
    match unused? {
        Spoil::Truncate(_) => Some(closed_by_a_fault()),
        Spoil::Reset(_) => Some(Ending::Reset),
        _ => None,
    }
}

fn fault(
    gateway: &Gateway,
    connection: &WorkerConnection,
    frame: u64,
    answered: bool,
) -> Option<Action> {
    let number = connection.number;
    let faults = &gateway.config.faults;
    let action = faults.on_received(number, frame, answered)?;
    gateway.log.info(format_args!(
        "fault at frame {frame} of connection {number}: {action}"
    ));
    Some(action)
}

fn closed_by_a_fault() -> Ending {
    Ending::Closed("closed by a fault".into())
}

async fn stop_reading(pause: Option<Duration>) {
    match pause {
        Some(pause) => sleep(pause).await,
        None => pending().await,
    }
}

/// Writes what is queued; returns why it ended.
async fn write(
    gateway: &Gateway,
    connection: &WorkerConnection,
    mut queue: Queue<Outgoing>,
    sink: &mut OwnedWriteHalf,
) -> Ending {
    let deadline = gateway.config.send_deadline;
    let faults = &gateway.config.faults;
    let one_by_one = faults.looks_at_sent();
    let mut sent = 0;
    let mut batch = Vec::new();
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
        batch.extend_from_slice(&bytes);
        // What waits already leaves in the same write, unless each frame has to be looked at.
        while batch.len() < CHUNK && !one_by_one {
            match queue.try_next() {
                Some(Queued {
                    item:
                        Outgoing::Frame {
                            bytes,
                            due: None,
                            spoil: None,
                        },
                    ..
                }) => batch.extend_from_slice(&bytes),
                other => {
                    held_back = other;
                    break;
                }
            }
        }
        if let Err(ending) = write_all(sink, &batch, deadline).await {
            gateway.mark(Item::WorkerFailed, 1);
            return ending;
        }
        batch.clear();
        batch.shrink_to(CHUNK);
    }
}

/// The deadline is for each bit of progress: a large frame may take longer.
async fn write_all(
    sink: &mut OwnedWriteHalf,
    mut rest: &[u8],
    deadline: Duration,
) -> Result<(), Ending> {
    while !rest.is_empty() {
        match timeout(deadline, sink.write(rest)).await {
            Ok(Ok(written)) if written > 0 => rest.advance(written),
            Ok(_) => return Err(Ending::Closed("connection lost".into())),
            Err(_) => {
                return Err(Ending::Closed(
                    "read nothing until the send deadline".into(),
                ))
            }
        }
    }
    Ok(())
}
