//! What a client brought along when it opened its websocket; the application is told of it.

use std::net::SocketAddr;

use tokio_tungstenite::tungstenite::http::header::SEC_WEBSOCKET_PROTOCOL;
use tokio_tungstenite::tungstenite::http::HeaderMap;

use crate::http::request::Request;
use crate::proto::{v6, ConnOpen};

/// What a client brought along.
#[derive(Debug)]
pub struct Opening {
    /// The URL's query, not decoded.
    raw_query: String,
    /// The websocket subprotocols offered.
    pub sub_protocols: Vec<String>,
    /// The header of that name.
    x_forwarded_for: String,
    /// The header of that name.
    x_real_ip: String,
    /// The peer's IP address, without its port.
    remote_addr: String,
}

impl Opening {
    /// What came with a request.
    pub fn new(request: &Request, from: SocketAddr) -> Self {
        let headers = request.headers();
        Self {
            raw_query: request.uri().query().unwrap_or_default().to_owned(),
            sub_protocols: sub_protocols(&header(headers, SEC_WEBSOCKET_PROTOCOL.as_str())),
            x_forwarded_for: header(headers, "x-forwarded-for"),
            x_real_ip: header(headers, "x-real-ip"),
            remote_addr: from.ip().to_string(),
        }
    }

    /// The event of 5.x.
    pub fn v4(self, uniq_id: &str) -> ConnOpen {
        ConnOpen {
            uniq_id: uniq_id.to_owned(),
            raw_query: self.raw_query,
            sub_protocol: self.sub_protocols,
            x_forwarded_for: self.x_forwarded_for,
            x_real_ip: self.x_real_ip,
            remote_addr: self.remote_addr,
        }
    }

    /// The event of 8.x, and what its callback is asked.
    pub fn v6(&self, uniq_id: &str) -> v6::ConnOpen {
        v6::ConnOpen {
            uniq_id: uniq_id.to_owned(),
            raw_query: self.raw_query.clone(),
            x_forwarded_for: self.x_forwarded_for.clone(),
            x_real_ip: self.x_real_ip.clone(),
            remote_addr: self.remote_addr.clone(),
        }
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
