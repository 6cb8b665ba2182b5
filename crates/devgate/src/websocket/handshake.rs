//! The HTTP request with which a websocket client comes: is it let in, and what did it
//! bring along?

use std::net::SocketAddr;
use std::time::Instant;

use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_tungstenite::accept_hdr_async_with_config;
use tokio_tungstenite::tungstenite::handshake::server::{
    Callback, ErrorResponse, Request, Response,
};
use tokio_tungstenite::tungstenite::http::header::SEC_WEBSOCKET_PROTOCOL;
use tokio_tungstenite::tungstenite::http::{HeaderMap, StatusCode};
use tokio_tungstenite::tungstenite::protocol::WebSocketConfig;

use super::Socket;
use crate::gateway::Gateway;
use crate::metrics::Item;

/// The only path that is served.
const PATH: &str = "/netsvr";

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
    stream: TcpStream,
    from: SocketAddr,
    gateway: &Gateway,
) -> Result<(Socket, Opening), String> {
    let limit = gateway.config.receive_pack_limit as usize;
    let config = WebSocketConfig::default()
        .max_message_size(Some(limit))
        .max_frame_size(Some(limit));
    let mut opening = Opening {
        remote_addr: from.ip().to_string(),
        ..Opening::default()
    };
    let reception = Reception {
        gateway,
        opening: &mut opening,
    };
    let accepted = accept_hdr_async_with_config(stream, reception, Some(config));
    match timeout(gateway.config.send_deadline, accepted).await {
        Ok(Ok(socket)) => Ok((socket, opening)),
        Ok(Err(error)) => Err(error.to_string()),
        Err(_) => Err("no handshake in time".to_owned()),
    }
}

struct Reception<'a> {
    gateway: &'a Gateway,
    opening: &'a mut Opening,
}

impl Callback for Reception<'_> {
    fn on_request(
        self,
        request: &Request,
        mut response: Response,
    ) -> Result<Response, ErrorResponse> {
        if request.uri().path() != PATH {
            return Err(refusal(StatusCode::NOT_FOUND));
        }
        if !self.gateway.limits.lock().on_open.allow(Instant::now()) {
            self.gateway.mark(Item::OpenLimited, 1);
            return Err(refusal(StatusCode::TOO_MANY_REQUESTS));
        }
        let headers = request.headers();
        request
            .uri()
            .query()
            .unwrap_or_default()
            .clone_into(&mut self.opening.raw_query);
        self.opening.x_forwarded_for = header(headers, "x-forwarded-for");
        self.opening.x_real_ip = header(headers, "x-real-ip");
        self.opening.sub_protocols = headers
            .get_all(SEC_WEBSOCKET_PROTOCOL)
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(','))
            .map(|name| name.trim().to_owned())
            .filter(|name| !name.is_empty())
            .collect();
        // Browsers give up when none of the subprotocols they offered is chosen.
        if let Some(Ok(chosen)) = self.opening.sub_protocols.first().map(|name| name.parse()) {
            response
                .headers_mut()
                .insert(SEC_WEBSOCKET_PROTOCOL, chosen);
        }
        Ok(response)
    }
}

fn header(headers: &HeaderMap, name: &str) -> String {
    headers
        .get(name)
        .map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned())
        .unwrap_or_default()
}

fn refusal(status: StatusCode) -> ErrorResponse {
    let mut response = ErrorResponse::new(None);
    *response.status_mut() = status;
    response
}
