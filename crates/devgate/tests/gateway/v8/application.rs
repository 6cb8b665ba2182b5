//! The application that the gateway calls over HTTP.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::Arc;
use std::time::Duration;

use devgate::proto::v6::{ConnOpen, ConnOpenResp};
use devgate::Url;
use prost::Message as _;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc::{unbounded_channel, UnboundedReceiver, UnboundedSender};
use tokio::time::sleep;

use crate::common::soon;

/// A request as it came.
#[derive(Clone, Debug)]
pub struct Call {
    pub head: String,
    pub body: Vec<u8>,
}

impl Call {
    /// As `POST /a`.
    pub fn asks(&self) -> &str {
        let (asks, _) = self.head.split_once(" HTTP/1.1").unwrap();
        asks
    }

    /// Its headers, by names in small letters.
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut lines = self.head.lines();
        lines.find_map(|line| {
            let (key, value) = line.split_once(": ")?;
            (key.to_lowercase() == name).then_some(value)
        })
    }
}

/// An answer, its head first.
pub fn answer(status: u16, headers: &str, body: &[u8]) -> Vec<u8> {
    let length = body.len();
    let head = format!("HTTP/1.1 {status} Text\r\n{headers}Content-Length: {length}\r\n\r\n");
    [head.as_bytes(), body].concat()
}

type Handler = dyn Fn(&Call) -> Vec<u8> + Send + Sync;

/// It ends with its test's runtime.
pub struct Application {
    pub authority: String,
    calls: UnboundedReceiver<Call>,
    connections: Arc<AtomicUsize>,
}

impl Application {
    /// Answers all requests with a status and a body, after a pause.
    pub async fn start(status: u16, body: &[u8], pause: Duration) -> Self {
        let answer = answer(status, "", body);
        Self::of(pause, move |_| answer.clone()).await
    }

    /// Lets all clients in and sends each its uniqId.
    pub async fn greeting() -> Self {
        Self::of(Duration::ZERO, |call| {
            let question = ConnOpen::decode(call.body.as_slice()).unwrap();
            let allowed = ConnOpenResp {
                allow: true,
                data: question.uniq_id.into(),
                ..ConnOpenResp::default()
            };
            answer(200, "", &allowed.encode_to_vec())
        })
        .await
    }

    /// Answers each request, after a pause.
    pub async fn of(
        pause: Duration,
        handler: impl Fn(&Call) -> Vec<u8> + Send + Sync + 'static,
    ) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let authority = listener.local_addr().unwrap().to_string();
        let (sender, calls) = unbounded_channel();
        let connections = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&connections);
        let handler: Arc<Handler> = Arc::new(handler);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                count.fetch_add(1, Ordering::Relaxed);
                let (handler, sender) = (Arc::clone(&handler), sender.clone());
                tokio::spawn(serve(stream, handler, pause, sender));
            }
        });
        Self {
            authority,
            calls,
            connections,
        }
    }

    pub fn url(&self) -> Url {
        self.at("/call?a=b")
    }

    /// Another of its URLs.
    pub fn at(&self, target: &str) -> Url {
        format!("http://{}{target}", self.authority)
            .parse()
            .unwrap()
    }

    /// The next request.
    pub async fn call(&mut self) -> Call {
        soon("a call", self.calls.recv()).await.unwrap()
    }

    /// Connections that it was called on.
    pub fn connections(&self) -> usize {
        self.connections.load(Ordering::Relaxed)
    }
}

/// Answers one request after the other.
async fn serve(
    mut stream: TcpStream,
    handler: Arc<Handler>,
    pause: Duration,
    calls: UnboundedSender<Call>,
) {
    let mut received = Vec::new();
    while let Some(call) = next(&mut stream, &mut received).await {
        let answer = handler(&call);
        // A test may have seen enough.
        let _ = calls.send(call);
        sleep(pause).await;
        if stream.write_all(&answer).await.is_err() {
            return;
        }
    }
}

/// The next request; `None` at the end of the connection.
async fn next(stream: &mut TcpStream, received: &mut Vec<u8>) -> Option<Call> {
    loop {
        let text = String::from_utf8_lossy(received);
        if let Some((head, _)) = text.split_once("\r\n\r\n") {
            let mut call = Call {
                head: head.to_owned(),
                body: Vec::new(),
            };
            let length = call
                .header("content-length")
                .map_or(0, |n| n.parse().unwrap());
            let begin = head.len() + 4;
            if received.len() >= begin + length {
                let request: Vec<u8> = received.drain(..begin + length).collect();
                call.body = request[begin..].to_vec();
                return Some(call);
            }
        }
        if stream.read_buf(received).await.unwrap_or(0) == 0 {
            return None;
        }
    }
}
