//! The handshake of a websocket client: is it let in, and what did it bring along?

use std::net::SocketAddr;
use std::time::Instant;

use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::handshake::server::{create_response, write_response};
use tokio_tungstenite::tungstenite::http::header::SEC_WEBSOCKET_PROTOCOL;
use tokio_tungstenite::tungstenite::http::{HeaderMap, StatusCode};
use tokio_tungstenite::tungstenite::protocol::{Role, WebSocketConfig};
use tokio_tungstenite::WebSocketStream;

use super::Socket;
use crate::gateway::Gateway;
use crate::http::request::{Received, Request};
use crate::http::response::{refuse, refuse_with};
use crate::metrics::Item;

/// What a client brought along; business processes are told of it.
#[derive(Debug, Default)]
pub struct Opening {
    /// The URL's query, not decoded.
    pub raw_query: String,
    /// The websocket subprotocols offered.
    pub sub_protocols: Vec<String>,
    /// The header of that name.
    pub x_forwarded_for: String,
    /// The header of that name.
    pub x_real_ip: String,
    /// The peer's IP address, without its port.
    pub remote_addr: String,
}

/// Lets a client in. The error says why not.
pub async fn open(
    mut stream: TcpStream,
    from: SocketAddr,
    received: Received,
    gateway: &Gateway,
) -> Result<(Socket, Opening), String> {
    let deadline = gateway.config.send_deadline;
    let Received { request, rest } = received;
    let mut response = match create_response(&request) {
        Ok(response) => response,
        Err(error) => {
            let text = format!("This is where websockets are opened. {error}\n");
            refuse_with(&mut stream, StatusCode::BAD_REQUEST, &text, deadline).await;
            return Err(error.to_string());
        }
    };
    if !gateway.limits.lock().on_open.allow(Instant::now()) {
        gateway.mark(Item::OpenLimited, 1);
        // The real gateway says no more than that either.
        refuse(&mut stream, StatusCode::OK, deadline).await;
        return Err("too many connections a second".to_owned());
    }
    let opening = opening(&request, from);
    // Browsers give up when none of the subprotocols they offered is chosen.
    if let Some(Ok(chosen)) = opening.sub_protocols.first().map(|name| name.parse()) {
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
    let limit = gateway.config.receive_pack_limit as usize;
    let config = WebSocketConfig::default()
        .max_message_size(Some(limit))
        .max_frame_size(Some(limit));
    // A client may speak before it has seen that it is let in.
    let socket =
        WebSocketStream::from_partially_read(stream, rest.to_vec(), Role::Server, Some(config));
    Ok((socket.await, opening))
}

fn opening(request: &Request, from: SocketAddr) -> Opening {
    let headers = request.headers();
    Opening {
        raw_query: request.uri().query().unwrap_or_default().to_owned(),
        sub_protocols: sub_protocols(&header(headers, SEC_WEBSOCKET_PROTOCOL.as_str())),
        x_forwarded_for: header(headers, "x-forwarded-for"),
        x_real_ip: header(headers, "x-real-ip"),
        remote_addr: from.ip().to_string(),
    }
}

/// Those of the first such header, empty names among them, as the real gateway has it.
fn sub_protocols(header: &str) -> Vec<String> {
    if header.trim().is_empty() {
        return Vec::new();
    }
    let names = header.split(',');
    names.map(|name| name.trim().to_owned()).collect()
}

fn header(headers: &HeaderMap, name: &str) -> String {
    headers
        .get(name)
        .map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned())
        .unwrap_or_default()
}
