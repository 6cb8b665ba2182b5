//! One websocket client: handshake, its messages in, ours out, its leaving.
//! Knows nothing of the commands.

mod handshake;
mod reading;

use std::future::pending;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;

use futures_util::stream::{SplitSink, SplitStream};
use futures_util::{SinkExt, StreamExt};
use tokio::net::TcpStream;
use tokio::time::{sleep, timeout};
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::WebSocketStream;

use crate::client::{message, size_of_frame, Client, Outgoing};
use crate::counted::Counted;
use crate::gateway::Gateway;
use crate::goodbye::Goodbye;
use crate::http::request::Received;
use crate::http::response::close;
use crate::metrics::Item;
use crate::opening::Opening;
use crate::outbox::Queue;
use crate::{admission, leaving};

type Socket = WebSocketStream<TcpStream>;

/// Serves a client until it or the gateway has ended the connection. `false`: it has not
/// become one.
pub async fn serve(
    stream: TcpStream,
    from: SocketAddr,
    received: Received,
    connected: Counted,
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
    drop(connected);
    let Some(reason) = reason else {
        // A gateway that stops says nothing to clients, and little about them.
        if gateway.config.generation.tells_when_it_stops() {
            leaving::tell(&gateway, &client.uniq_id, info).await;
        }
        return true;
    };
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
            if admitting.await {
                reading::expect_signs_of_life(gateway, client).await;
            }
            pending().await
        };
        tokio::select! {
            ending = reading::read(gateway, client, source) => ending,
            ending = admitting => ending,
        }
    } else {
        admitting.await;
        reading::read(gateway, client, source).await
    }
}

/// Writes what is queued for the client; returns why it ended.
async fn write(
    gateway: &Gateway,
    mut queue: Queue<Outgoing>,
    sink: &mut SplitSink<Socket, Message>,
) -> &'static str {
    let counts_frames = gateway.config.generation.counts_frames();
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
        let size = if counts_frames {
            size_of_frame(data.len())
        } else {
            data.len()
        };
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
