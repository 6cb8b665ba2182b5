//! The handshake of a websocket client: is it let in, and what did it bring along?

use std::net::SocketAddr;
use std::time::Instant;

use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::error::{Error, ProtocolError};
use tokio_tungstenite::tungstenite::handshake::server::{create_response, write_response};
use tokio_tungstenite::tungstenite::http::header::{HeaderValue, ORIGIN, SEC_WEBSOCKET_PROTOCOL};
use tokio_tungstenite::tungstenite::http::StatusCode;
use tokio_tungstenite::tungstenite::protocol::{Role, WebSocketConfig};
use tokio_tungstenite::WebSocketStream;

use super::Socket;
use crate::gateway::Gateway;
use crate::http::request::{Received, Request};
use crate::http::response::{refuse, refuse_websocket};
use crate::metrics::Item;
use crate::opening::Opening;

/// Above the limit so many bytes more are read where the limit is looked at later.
const LONGEST_MESSAGE: usize = 64 * 1024 * 1024;

/// Lets a client in. The error says why not.
pub async fn open(
    mut stream: TcpStream,
    from: SocketAddr,
    received: Received,
    gateway: &Gateway,
) -> Result<(Socket, Opening), String> {
    let deadline = gateway.config.send_deadline;
    let generation = gateway.config.generation;
    let Received { request, rest } = received;
    if !origin_is_allowed(&request, &gateway.config.settings.allow_origin) {
        refuse(&mut stream, StatusCode::FORBIDDEN, deadline).await;
        return Err("its Origin is not allowed".to_owned());
    }
    let mut response = match create_response(&request) {
        Ok(response) => response,
        Err(error) => {
            let text = format!("This is where websockets are opened. {error}\n");
            let status = match error {
                Error::Protocol(ProtocolError::MissingSecWebSocketVersionHeader)
                    if generation.asks_for_another_version() =>
                {
                    StatusCode::UPGRADE_REQUIRED
                }
                _ => StatusCode::BAD_REQUEST,
            };
            refuse_websocket(&mut stream, status, &text, deadline).await;
            return Err(error.to_string());
        }
    };
    if !generation.limits_after_handshake() && !gateway.limits.lock().on_open.allow(Instant::now())
    {
        gateway.mark(Item::OpenLimited, 1);
        // The real gateway says no more than that either.
        refuse(&mut stream, StatusCode::OK, deadline).await;
        return Err("too many connections a second".to_owned());
    }
    let opening = Opening::new(&request, from);
    // Browsers give up when none of the subprotocols they offered is chosen.
    let offered = opening.sub_protocols.first();
    let chosen = offered.filter(|_| generation.chooses_sub_protocol());
    if let Some(Ok(chosen)) = chosen.map(|name| name.parse()) {
        response
            .headers_mut()
            .insert(SEC_WEBSOCKET_PROTOCOL, chosen);
    }
    let mut head = Vec::new();
    write_response(&mut head, &response).map_err(|error| error.to_string())?;
    match timeout(deadline, stream.write_all(&head)).await {
        Ok(written) => written.map_err(|error| error.to_string())?,
        Err(_) => return Err("read nothing until the send deadline".to_owned()),
    }
    let limit = longest_message(gateway);
    let config = WebSocketConfig::default()
        .max_message_size(Some(limit))
        .max_frame_size(Some(limit));
    // A client may speak before it has seen that it is let in.
    let socket =
        WebSocketStream::from_partially_read(stream, rest.to_vec(), Role::Server, Some(config));
    Ok((socket.await, opening))
}

/// A part of the header is enough, wherever it is: `a.test` lets in `http://a.test.evil.test`.
fn origin_is_allowed(request: &Request, allowed: &[String]) -> bool {
    let origin = request.headers().get(ORIGIN);
    let origin = origin.map_or(&b""[..], HeaderValue::as_bytes);
    let origin = String::from_utf8_lossy(origin);
    allowed.is_empty() || allowed.iter().any(|part| origin.contains(part))
}

/// The longest message that is read. Where the limit is looked at later, it is a bound for
/// the memory.
fn longest_message(gateway: &Gateway) -> usize {
    let limit = gateway.config.client_rules().receive_pack_limit;
    if gateway.config.generation.forwards_everything() {
        limit.saturating_add(LONGEST_MESSAGE)
    } else {
        limit
    }
}
