//! The port of the business processes: frames in, answers and events out.
//! Knows nothing of what the commands do.

mod faulty;
mod sink;
mod writing;

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
use tokio::io::AsyncReadExt;
use tokio::net::tcp::OwnedReadHalf;
use tokio::net::TcpStream;
use tokio::time::{sleep, timeout_at, Instant};

use crate::business::{Outgoing, WorkerConnection};
use crate::commands;
use crate::fault::{Action, Spoil};
use crate::gateway::{unix_time, Gateway};
use crate::generation::Role;
use crate::pool::Pool;

/// Bytes read or written at once where there are as many.
const CHUNK: usize = 64 * 1024;

/// Frames that may wait, whatever the setting.
const MOST_WAITING: usize = 65_536;

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
    let number = gateway.number_business();
    let capacity = capacity(&gateway, role);
    let (connection, queue) = WorkerConnection::new(id, number, role, capacity);
    let connection = Arc::new(connection);
    gateway.log.info(format_args!(
        "business process {} from {from}",
        connection.id
    ));
    let (mut source, mut sink) = stream.into_split();
    let ending = {
        let mut writing = pin!(writing::write(&gateway, &connection, queue, &mut sink));
        tokio::select! {
            ending = &mut writing => ending,
            ending = read(&gateway, &connection, &mut source) => {
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

/// How many frames may wait for a business process, where they are counted: a power of two.
fn capacity(gateway: &Gateway, role: Role) -> Option<usize> {
    let counts = role == Role::Worker && gateway.config.generation.drops_events();
    let frames = gateway.config.settings.send_chan_cap;
    counts.then(|| frames.clamp(2, MOST_WAITING).next_power_of_two())
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
    source: &mut OwnedReadHalf,
) -> Ending {
    let mut pool = Pool::default();
    let ending = read_frames(gateway, connection, source, &mut pool).await;
    pool.run(gateway, connection).await;
    ending
}

/// Carries out one frame after the other, but for what the pool takes.
async fn read_frames(
    gateway: &Arc<Gateway>,
    connection: &Arc<WorkerConnection>,
    source: &mut OwnedReadHalf,
    pool: &mut Pool,
) -> Ending {
    let role = connection.role;
    let rules = gateway.config.business_rules(role);
    let mut frames = 0;
    if let Some(ending) = strike_at_once(gateway, connection).await {
        return ending;
    }
    let mut buffer = BytesMut::new();
    let mut deadline = Instant::now() + rules.read_deadline;
    loop {
        let needed = match decode(&buffer, rules.receive_pack_limit) {
            Err(error) => return Ending::Closed(error.to_string().into()),
            Ok(Decoded::Incomplete { needed }) => needed,
            Ok(Decoded::Frame { frame, consumed }) => {
                if frame.payload != rules.heartbeat.as_bytes() {
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
                deadline = Instant::now() + rules.read_deadline;
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
