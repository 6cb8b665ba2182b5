//! Whether a client that has opened a websocket comes online, and who is told.

use std::sync::Arc;
use std::time::Instant;

use bytes::Bytes;
use netsvr_wire::command::{Command, Event};

use crate::callbacks;
use crate::client::Client;
use crate::gateway::Gateway;
use crate::generation::Generation;
use crate::goodbye::Goodbye;
use crate::metrics::Item;
use crate::opening::Opening;
use crate::proto::v6::ConnOpenResp;
use crate::state::Info;

/// Takes a client in, or tells it to leave. Gives back whether it is in.
pub async fn admit(gateway: &Arc<Gateway>, client: &Arc<Client>, opening: Opening) -> bool {
    let answer = match ask(gateway, client, &opening).await {
        Ok(answer) => answer,
        Err(goodbye) => {
            client.dismiss(goodbye);
            return false;
        }
    };
    let data = Bytes::from(answer.data);
    if !answer.allow {
        send(gateway, client, data).await;
        client.dismiss(Goodbye::unwanted("unauthorized"));
        return false;
    }
    let info = Info {
        session: answer.new_session,
        customer_id: answer.new_customer_id,
        topics: answer.new_topics.into_iter().collect(),
    };
    gateway.enter(client, info);
    if gateway.config.greet {
        let greeting = Bytes::copy_from_slice(client.uniq_id.as_bytes());
        gateway.deliver(client, greeting).await;
    }
    send(gateway, client, data).await;
    let (event, command, uniq_id) = (Event::OnOpen, Command::ConnOpen, &client.uniq_id);
    match gateway.config.generation {
        Generation::Five => gateway.emit(event, command, &opening.v4(uniq_id)).await,
        Generation::Eight => gateway.emit(event, command, &opening.v6(uniq_id)).await,
    }
    true
}

/// What the application says of a client, where there is room for one more.
async fn ask(
    gateway: &Arc<Gateway>,
    client: &Client,
    opening: &Opening,
) -> Result<ConnOpenResp, Goodbye> {
    if gateway.config.generation.limits_after_handshake() {
        if gateway.is_crowded() {
            return Err(Goodbye::try_again());
        }
        if !gateway.limits.lock().on_open.allow(Instant::now()) {
            gateway.mark(Item::OpenLimited, 1);
            let uniq_id = &client.uniq_id;
            gateway
                .log
                .info(format_args!("client {uniq_id} dropped by the limit"));
            return Err(Goodbye::try_again());
        }
    }
    let answer = callbacks::opening(gateway, &opening.v6(&client.uniq_id)).await;
    answer.map_err(Goodbye::failed)
}

/// Sends what the callback has for the client, if it has anything.
async fn send(gateway: &Gateway, client: &Client, data: Bytes) {
    if !data.is_empty() {
        gateway.deliver(client, data).await;
    }
}
