//! As much of HTTP as it takes to tell a web server, and to open a websocket. Knows nothing of gateways.

use super::talk::Heard;

/// Most headers that are looked at.
const MOST_HEADERS: usize = 64;

/// A request without a body; `more` are header lines with their ends.
pub(super) fn request(host: &str, path: &str, more: &str) -> Vec<u8> {
    format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nUser-Agent: netsvr-doctor\r\n{more}\r\n").into()
}

/// What begins an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Head {
    pub status: u16,
    /// The header `Server`.
    pub server: Option<String>,
    /// Says which version of websockets it speaks: a websocket endpoint.
    pub names_websocket_version: bool,
    /// The extensions of the websocket that it has agreed to.
    pub extensions: String,
    /// Bytes of the body, if it says so.
    length: Option<usize>,
    /// Where the body begins.
    pub size: usize,
}

impl Head {
    /// `None` for what is no answer, or not all of its head.
    pub fn of(bytes: &[u8]) -> Option<Self> {
        let mut headers = [httparse::EMPTY_HEADER; MOST_HEADERS];
        let mut response = httparse::Response::new(&mut headers);
        let httparse::Status::Complete(size) = response.parse(bytes).ok()? else {
            return None;
        };
        let header = |name: &str| {
            let found = response.headers.iter();
            let mut found = found.filter(|header| header.name.eq_ignore_ascii_case(name));
            found
                .next()
                .map(|header| String::from_utf8_lossy(header.value).into_owned())
        };
        Some(Self {
            status: response.code?,
            server: header("Server"),
            names_websocket_version: header("Sec-WebSocket-Version").is_some(),
            extensions: header("Sec-WebSocket-Extensions").unwrap_or_default(),
            length: header("Content-Length").and_then(|length| length.trim().parse().ok()),
            size,
        })
    }
}

/// Whether a whole answer is there, as far as that shows before its connection ends.
pub(super) fn is_whole(heard: &Heard) -> bool {
    let whole = Head::of(&heard.bytes)
        .and_then(|head| Some(heard.total >= head.size.saturating_add(head.length?)));
    whole.unwrap_or(false)
}

/// Whether the head of an answer is there.
pub(super) fn has_head(heard: &Heard) -> bool {
    Head::of(&heard.bytes).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heard(text: &str) -> Heard {
        Heard {
            bytes: text.into(),
            total: text.len(),
        }
    }

    #[test]
    fn a_head_says_what_serves() {
        let text =
            "HTTP/1.1 400 Bad Request\r\nserver: nginx\r\nSec-Websocket-Version: 13\r\n\r\nrest";
        let head = Head::of(text.as_bytes()).unwrap();
        assert_eq!((head.status, head.server.as_deref()), (400, Some("nginx")));
        assert!(head.names_websocket_version);
        assert_eq!(text.get(head.size..), Some("rest"));
        assert_eq!(Head::of(b"HTTP/1.1 200 OK\r\n"), None);
        assert_eq!(Head::of(b"+PONG\r\n\r\n"), None);
    }

    #[test]
    fn an_answer_is_whole_with_its_body() {
        let whole = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
        assert!(is_whole(&heard(whole)));
        assert!(!is_whole(&heard(&whole[..whole.len() - 1])));
        assert!(!is_whole(&heard("HTTP/1.1 200 OK\r\n\r\nto the end")));
    }
}
