//! One websocket client: handshake, its messages in, ours out, its leaving.
//! Knows nothing of the commands.

mod handshake;

use std::future::pending;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::Instant;

use bytes::Bytes;
use futures_util::stream::{SplitSink, SplitStream};
use futures_util::{SinkExt, StreamExt};
use netsvr_wire::command::{Command, Event};
use tokio::net::TcpStream;
use tokio::time::{sleep, timeout};
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::WebSocketStream;

use crate::client::{message, Client, Outgoing};
use crate::gateway::Gateway;
use crate::goodbye::Goodbye;
use crate::http::request::Received;
use crate::http::response::close;
use crate::metrics::Item;
use crate::opening::Opening;
use crate::outbox::Queue;
use crate::proto::Transfer;
use crate::state::Info;
use crate::{admission, leaving};

type Socket = WebSocketStream<TcpStream>;

/// Serves a client until it or the gateway has ended the connection. `false`: it has not
/// become one.
pub async fn serve(
    stream: TcpStream,
    from: SocketAddr,
    received: Received,
    gateway: Arc<Gateway>,
) -> bool {
    let (socket, opening) = tokio::select! {
        opened = handshake::open(stream, from, received, &gateway) => match opened {
            Ok(opened) => opened,
            Err(reason) => {
                gateway.log.info(format_args!("client {from} not let in: {reason}"));
                return false;
            }
        },
        () = gateway.stopping() => return false,
    };
    let (client, queue) = gateway.meet();
    gateway
        .log
        .info(format_args!("client {} from {from}", client.uniq_id));
    let (mut sink, mut source) = socket.split();
    let reason = {
        let mut writing = pin!(write(&gateway, queue, &mut sink));
        tokio::select! {
            reason = &mut writing => Some(reason),
            ending = attend(&gateway, &client, opening, &mut source) => {
                if let Some(goodbye) = ending.goodbye {
                    client.dismiss(goodbye);
                    writing.await;
                }
                Some(ending.reason)
            }
            () = gateway.stopping() => None,
        }
    };
    let info = if client.is_dismissed() {
        let info = gateway.leave(&client);
        linger(sink, source).await;
        info
    } else {
        drop((sink, source));
        gateway.leave(&client)
    };
    // A gateway that stops says nothing, neither to clients nor about them.
    let Some(reason) = reason else { return true };
    gateway
        .log
        .info(format_args!("client {} gone: {reason}", client.uniq_id));
    leaving::tell(&gateway, &client.uniq_id, info).await;
    true
}

/// Closes a connection whose close frame is still to be read by the client.
async fn linger(sink: SplitSink<Socket, Message>, source: SplitStream<Socket>) {
    if let Ok(socket) = sink.reunite(source) {
        close(&mut socket.into_inner()).await;
    }
}

/// Why the client is read no more.
struct Ending {
    reason: &'static str,
    /// What it is told about that.
    goodbye: Option<Goodbye>,
}

impl Ending {
    fn new(reason: &'static str) -> Self {
        Self {
            reason,
            goodbye: None,
        }
    }
}

/// Takes the client in and forwards what it sends, one after the other or at one time.
async fn attend(
    gateway: &Arc<Gateway>,
    client: &Arc<Client>,
    opening: Opening,
    source: &mut SplitStream<Socket>,
) -> Ending {
    let admitting = admission::admit(gateway, client, opening);
    if gateway.config.generation.forwards_everything() {
        let admitting = async {
            admitting.await;
            pending().await
        };
        tokio::select! {
            ending = read(gateway, client, source) => ending,
            ending = admitting => ending,
        }
    } else {
        admitting.await;
        read(gateway, client, source).await
    }
}

/// Forwards what the client sends; returns why it ended.
async fn read(gateway: &Arc<Gateway>, client: &Client, source: &mut SplitStream<Socket>) -> Ending {
    let generation = gateway.config.generation;
    let says_goodbye = generation.says_goodbye();
    loop {
        let data = match timeout(gateway.config.read_deadline, source.next()).await {
            Err(_) => {
                return Ending {
                    reason: "sent nothing until the read deadline",
                    goodbye: says_goodbye.then(Goodbye::silent),
                }
            }
            Ok(None) => return Ending::new("closed by the client"),
            Ok(Some(Err(error))) => {
                return Ending {
                    reason: "connection lost or message not acceptable",
                    goodbye: Goodbye::to(&error).filter(|_| says_goodbye),
                }
            }
            Ok(Some(Ok(Message::Text(text)))) => Bytes::from(text),
            Ok(Some(Ok(Message::Binary(data)))) => data,
            Ok(Some(Ok(Message::Ping(data)))) => {
                gateway.mark(Item::ClientHeartbeat, 1);
                // Its answer is written by the stream.
                gateway.mark(Item::WriteCount, 1);
                gateway.mark(Item::WriteBytes, data.len());
                continue;
            }
            // The closing handshake goes on inside the stream until it ends.
            Ok(Some(Ok(Message::Pong(_) | Message::Close(_) | Message::Frame(_)))) => continue,
        };
        if data.is_empty() && !generation.forwards_everything() {
            // Kept the connection alive; no event.
            continue;
        }
        if data == gateway.config.client_heartbeat.as_bytes() {
            gateway.mark(Item::ClientHeartbeat, 1);
            continue;
        }
        forward(gateway, client, data).await;
    }
}

async fn forward(gateway: &Arc<Gateway>, client: &Client, data: Bytes) {
    if !gateway.limits.lock().on_message.allow(Instant::now()) {
        gateway.mark(Item::MessageLimited, 1);
        gateway.log.info(format_args!(
            "message of {} dropped by the limit",
            client.uniq_id
        ));
        return;
    }
    let info = gateway.state.lock().info(&client.uniq_id).cloned();
    let info = match info {
        Some(info) => info,
        None if gateway.config.generation.forwards_everything() => Info::default(),
        // The gateway ignores what a client sends once it is offline.
        None => return,
    };
    let event = Transfer {
        uniq_id: client.uniq_id.to_string(),
        customer_id: info.customer_id,
        session: info.session,
        topics: info.topics.into_iter().collect(),
        data: data.into(),
    };
    gateway
        .emit(Event::OnMessage, Command::Transfer, &event)
        .await;
}

/// Writes what is queued for the client; returns why it ended.
async fn write(
    gateway: &Gateway,
    mut queue: Queue<Outgoing>,
    sink: &mut SplitSink<Socket, Message>,
) -> &'static str {
    let mut fed = Vec::new();
    while let Some(queued) = queue.next().await {
        let (data, unwritten) = match queued.item {
            Outgoing::Message(data, unwritten) => (data, unwritten),
            Outgoing::Drop => {
                // What was queued before is still to arrive.
                let _ = timeout(gateway.config.send_deadline, sink.flush()).await;
                return "taken offline";
            }
            Outgoing::Close(goodbye) => {
                let said = sink.send(goodbye.message());
                let _ = timeout(gateway.config.send_deadline, said).await;
                fed.clear();
                // Whoever reads sees the answer sooner, and ends this.
                sleep(goodbye.patience).await;
                return "told to leave";
            }
        };
        let size = data.len();
        let message = message(data, gateway.config.binary);
        let more = !queue.is_empty();
        let written = timeout(gateway.config.send_deadline, async {
            sink.feed(message).await?;
            // A burst leaves in large writes.
            if more {
                Ok(())
            } else {
                sink.flush().await
            }
        });
        match written.await {
            Ok(Ok(())) => {
                fed.push(unwritten);
                if !more {
                    fed.clear();
                }
                gateway.mark(Item::WriteCount, 1);
                gateway.mark(Item::WriteBytes, size);
            }
            failed => {
                gateway.mark(Item::WriteFailedCount, 1);
                gateway.mark(Item::WriteFailedBytes, size);
                return if failed.is_err() {
                    "read nothing until the send deadline"
                } else {
                    "connection lost"
                };
            }
        }
    }
    "no longer in use"
}
