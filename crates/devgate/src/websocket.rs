//! One websocket client: handshake, its messages in, ours out, its leaving.
//! Knows nothing of the commands.

mod handshake;

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Instant;

use bytes::Bytes;
use futures_util::stream::{SplitSink, SplitStream};
use futures_util::{SinkExt, StreamExt};
use netsvr_wire::command::{Command, Event};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::WebSocketStream;

use crate::client::{message, Client, Outgoing};
use crate::gateway::Gateway;
use crate::http::request::Received;
use crate::metrics::Item;
use crate::outbox::Queue;
use crate::proto::{ConnClose, ConnOpen, Transfer};
use handshake::Opening;

type Socket = WebSocketStream<TcpStream>;

/// Serves a client until it or the gateway has ended the connection.
pub async fn serve(stream: TcpStream, from: SocketAddr, received: Received, gateway: Arc<Gateway>) {
    let (socket, opening) = tokio::select! {
        opened = handshake::open(stream, from, received, &gateway) => match opened {
            Ok(opened) => opened,
            Err(reason) => {
                gateway.log.info(format_args!("client {from} not let in: {reason}"));
                return;
            }
        },
        () = gateway.stopping() => return,
    };
    let (client, queue) = gateway.enter();
    gateway
        .log
        .info(format_args!("client {} from {from}", client.uniq_id));
    let (mut sink, mut source) = socket.split();
    let reason = tokio::select! {
        reason = write(&gateway, queue, &mut sink) => Some(reason),
        reason = read(&gateway, &client, opening, &mut source) => Some(reason),
        () = gateway.stopping() => None,
    };
    drop((sink, source));
    let info = gateway.leave(&client);
    // A gateway that stops says nothing, neither to clients nor about them.
    let Some(reason) = reason else { return };
    gateway
        .log
        .info(format_args!("client {} gone: {reason}", client.uniq_id));
    let event = ConnClose {
        uniq_id: client.uniq_id.to_string(),
        customer_id: info.customer_id,
        session: info.session,
        topics: info.topics.into_iter().collect(),
    };
    gateway
        .emit(Event::OnClose, Command::ConnClose, &event)
        .await;
}

/// Forwards what the client sends; returns why it ended.
async fn read(
    gateway: &Gateway,
    client: &Client,
    opening: Opening,
    source: &mut SplitStream<Socket>,
) -> &'static str {
    if gateway.config.greet {
        let greeting = Bytes::copy_from_slice(client.uniq_id.as_bytes());
        gateway.deliver(client, greeting).await;
    }
    let event = ConnOpen {
        uniq_id: client.uniq_id.to_string(),
        raw_query: opening.raw_query,
        sub_protocol: opening.sub_protocols,
        x_forwarded_for: opening.x_forwarded_for,
        x_real_ip: opening.x_real_ip,
        remote_addr: opening.remote_addr,
    };
    gateway.emit(Event::OnOpen, Command::ConnOpen, &event).await;
    loop {
        let data = match timeout(gateway.config.read_deadline, source.next()).await {
            Err(_) => return "sent nothing until the read deadline",
            Ok(None) => return "closed by the client",
            Ok(Some(Err(_))) => return "connection lost or message not acceptable",
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
        if data.is_empty() {
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

async fn forward(gateway: &Gateway, client: &Client, data: Bytes) {
    if !gateway.limits.lock().on_message.allow(Instant::now()) {
        gateway.mark(Item::MessageLimited, 1);
        gateway.log.info(format_args!(
            "message of {} dropped by the limit",
            client.uniq_id
        ));
        return;
    }
    // The gateway ignores what a client sends once it is offline.
    let Some(info) = gateway.state.lock().info(&client.uniq_id).cloned() else {
        return;
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
        let Outgoing::Message(data, unwritten) = queued.item else {
            // What was queued before is still to arrive.
            let _ = timeout(gateway.config.send_deadline, sink.flush()).await;
            return "taken offline";
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
