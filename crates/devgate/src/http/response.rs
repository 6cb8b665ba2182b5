//! Writes HTTP responses. Each is the last on its connection: that is simple, and fast
//! enough for development. Knows nothing of what was asked for.

use std::io;
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::handshake::server::write_response;
use tokio_tungstenite::tungstenite::http::header::{
    ALLOW, CACHE_CONTROL, CONNECTION, CONTENT_LENGTH, CONTENT_TYPE, SEC_WEBSOCKET_VERSION,
    X_CONTENT_TYPE_OPTIONS,
};
use tokio_tungstenite::tungstenite::http::{HeaderValue, Response, StatusCode};

/// Bytes written at once.
const CHUNK: usize = 64 * 1024;
/// How long, and for how many bytes, a peer may go on sending what nobody wants.
const LINGER: Duration = Duration::from_millis(500);
const LINGER_BYTES: u64 = 256 * 1024;

/// The head of a response with a body of `length` bytes.
pub fn head(status: StatusCode, content_type: &'static str, length: u64) -> Response<()> {
    let mut response = Response::new(());
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
    headers.insert(CONTENT_LENGTH, HeaderValue::from(length));
    // What is edited is seen at the next reload.
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(CONNECTION, HeaderValue::from_static("close"));
    if status == StatusCode::METHOD_NOT_ALLOWED {
        headers.insert(ALLOW, HeaderValue::from_static("GET, HEAD"));
    }
    response
}

/// Answers with the status in words. Whether it arrives is the peer's affair.
pub async fn refuse(stream: &mut TcpStream, status: StatusCode, deadline: Duration) {
    refuse_with(stream, status, &format!("{status}\n"), deadline).await;
}

/// Answers with a status and a text that says more.
pub async fn refuse_with(
    stream: &mut TcpStream,
    status: StatusCode,
    text: &str,
    deadline: Duration,
) {
    refuse_as(
        stream,
        head(status, "text/plain; charset=utf-8", text.len() as u64),
        text,
        deadline,
    )
    .await;
}

/// The same for whoever has not asked for a websocket as is right: says which version is spoken.
pub async fn refuse_websocket(
    stream: &mut TcpStream,
    status: StatusCode,
    text: &str,
    deadline: Duration,
) {
    let mut head = head(status, "text/plain; charset=utf-8", text.len() as u64);
    let version = HeaderValue::from_static("13");
    head.headers_mut().insert(SEC_WEBSOCKET_VERSION, version);
    refuse_as(stream, head, text, deadline).await;
}

async fn refuse_as(stream: &mut TcpStream, head: Response<()>, text: &str, deadline: Duration) {
    if write(stream, &head, &mut text.as_bytes(), deadline)
        .await
        .is_ok()
    {
        close(stream).await;
    }
}

/// Writes a response. The deadline is for each write: a large body may take longer.
pub async fn write(
    stream: &mut TcpStream,
    head: &Response<()>,
    body: &mut (impl AsyncRead + Unpin),
    deadline: Duration,
) -> io::Result<()> {
    let mut chunk = Vec::with_capacity(CHUNK);
    write_response(&mut chunk, head).map_err(io::Error::other)?;
    loop {
        timeout(deadline, stream.write_all(&chunk)).await??;
        chunk.clear();
        if body.take(CHUNK as u64).read_to_end(&mut chunk).await? == 0 {
            return Ok(());
        }
    }
}

/// Closes a connection without losing the response: a system that finds unread bytes at
/// the close tells the peer to throw away what it has not read yet.
pub async fn close(stream: &mut TcpStream) {
    if stream.shutdown().await.is_ok() {
        let mut unwanted = stream.take(LINGER_BYTES);
        let _ = timeout(
            LINGER,
            tokio::io::copy(&mut unwanted, &mut tokio::io::sink()),
        )
        .await;
    }
}
