//! What a client sends, and whether it still lives.

use std::sync::Arc;
use std::time::Instant;

use bytes::Bytes;
use futures_util::stream::SplitStream;
use futures_util::StreamExt;
use netsvr_wire::command::{Command, Event};
use tokio::time::{sleep, timeout};
use tokio_tungstenite::tungstenite::{Error, Message};

use super::{Ending, Socket};
use crate::client::Client;
use crate::dropped;
use crate::gateway::{unix_time, Gateway};
use crate::goodbye::Goodbye;
use crate::metrics::Item;
use crate::proto::Transfer;
use crate::state::Info;
use crate::window::Window;

/// Forwards what the client sends; returns why it ended.
pub async fn read(
    gateway: &Arc<Gateway>,
    client: &Client,
    source: &mut SplitStream<Socket>,
) -> Ending {
    let generation = gateway.config.generation;
    let rules = gateway.config.client_rules();
    let mut window = Window::new(gateway.config.settings.allowance);
    loop {
        let next = if generation.looks_now_and_then() {
            Ok(source.next().await)
        } else {
            timeout(rules.read_deadline, source.next()).await
        };
        let data = match next {
            Err(_) => return Ending::new("sent nothing until the read deadline"),
            Ok(None) => return Ending::new("closed by the client"),
            Ok(Some(Err(error))) => return unacceptable(gateway, &error),
            Ok(Some(Ok(Message::Text(text)))) => Bytes::from(text),
            Ok(Some(Ok(Message::Binary(data)))) => data,
            Ok(Some(Ok(Message::Ping(data)))) => {
                client.set_active(unix_time());
                gateway.mark(Item::ClientHeartbeat, 1);
                // Its answer is written by the stream.
                if !generation.counts_frames() {
                    gateway.mark(Item::WriteCount, 1);
                    gateway.mark(Item::WriteBytes, data.len());
                }
                continue;
            }
            // The closing handshake goes on inside the stream until it ends.
            Ok(Some(Ok(Message::Pong(_) | Message::Close(_) | Message::Frame(_)))) => continue,
        };
        client.set_active(unix_time());
        if data.is_empty() && !generation.forwards_everything() {
            // Kept the connection alive; no event.
            continue;
        }
        if data == rules.heartbeat.as_bytes() {
            gateway.mark(Item::ClientHeartbeat, 1);
            continue;
        }
        if generation.forwards_everything() {
            if gateway.registry.lock().wants(Event::OnMessage)
                && may_pass(gateway, client, &mut window, &data)
            {
                let info = gateway.state.lock().info(&client.uniq_id).cloned();
                forward(gateway, client, info.unwrap_or_default(), data).await;
            }
        } else if passes_the_limit(gateway, client, &data) {
            let info = gateway.state.lock().info(&client.uniq_id).cloned();
            // The gateway ignores what a client sends once it is offline.
            if let Some(info) = info {
                forward(gateway, client, info, data).await;
            }
        }
    }
}

fn unacceptable(gateway: &Gateway, error: &Error) -> Ending {
    let says_goodbye = gateway.config.generation.says_goodbye();
    Ending {
        reason: "connection lost or message not acceptable",
        goodbye: Goodbye::to(error).filter(|_| says_goodbye),
    }
}

/// What 8.x looks at: whatever is too much for it counts as sent by this client.
fn may_pass(gateway: &Gateway, client: &Client, window: &mut Window, data: &Bytes) -> bool {
    let allowed = window.allow(unix_time());
    if data.len() > gateway.config.client_rules().receive_pack_limit {
        client.dismiss(Goodbye::too_big());
        return false;
    }
    if !allowed {
        gateway.mark(Item::ClientLimited, 1);
        gateway.log.info(format_args!(
            "message of {} dropped by its own limit: {}",
            client.uniq_id,
            dropped::data(data)
        ));
        return false;
    }
    passes_the_limit(gateway, client, data)
}

fn passes_the_limit(gateway: &Gateway, client: &Client, data: &Bytes) -> bool {
    let passes = gateway.limits.lock().on_message.allow(Instant::now());
    if !passes {
        gateway.mark(Item::MessageLimited, 1);
        let shown = if gateway.config.generation.shows_what_it_drops() {
            format!(": {}", dropped::data(data))
        } else {
            String::new()
        };
        let uniq_id = &client.uniq_id;
        gateway.log.info(format_args!(
            "message of {uniq_id} dropped by the limit{shown}"
        ));
    }
    passes
}

async fn forward(gateway: &Arc<Gateway>, client: &Client, info: Info, data: Bytes) {
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

/// Tells a client to leave that has been silent for longer than the interval when it is
/// looked at, once in each. Seconds are compared without their fractions.
pub async fn expect_signs_of_life(gateway: &Gateway, client: &Client) {
    let interval = gateway.config.client_rules().read_deadline;
    loop {
        sleep(interval).await;
        let silent = unix_time().saturating_sub(client.active());
        if u64::from(silent) > interval.as_secs() {
            return client.dismiss(Goodbye::silent());
        }
    }
}
