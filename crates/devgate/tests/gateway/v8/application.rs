//! The application that the gateway calls over HTTP.

use std::time::Duration;

use devgate::Url;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc::{unbounded_channel, UnboundedReceiver, UnboundedSender};
use tokio::time::sleep;

use crate::common::soon;

/// A request as it came.
#[derive(Debug)]
pub struct Call {
    pub head: String,
    pub body: Vec<u8>,
}

/// Answers each request with the same bytes. It ends with its test's runtime.
pub struct Application {
    url: String,
    calls: UnboundedReceiver<Call>,
}

impl Application {
    /// Answers with a status and a body, after a pause.
    pub async fn start(status: u16, body: &[u8], pause: Duration) -> Self {
        let head = format!(
            "HTTP/1.1 {status} Text\r\nContent-Length: {}\r\n\r\n",
            body.len()
        );
        let answer = [head.as_bytes(), body].concat();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/call?a=b", listener.local_addr().unwrap());
        let (sender, calls) = unbounded_channel();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, answer.clone(), pause, sender.clone()));
            }
        });
        Self { url, calls }
    }

    pub fn url(&self) -> Url {
        self.url.parse().unwrap()
    }

    /// The next request.
    pub async fn call(&mut self) -> Call {
        soon("a call", self.calls.recv()).await.unwrap()
    }
}

async fn serve(
    mut stream: TcpStream,
    answer: Vec<u8>,
    pause: Duration,
    calls: UnboundedSender<Call>,
) {
    let mut received = Vec::new();
    let (head, length) = loop {
        stream.read_buf(&mut received).await.unwrap();
        let text = String::from_utf8_lossy(&received).into_owned();
        if let Some((head, _)) = text.split_once("\r\n\r\n") {
            let length = head.lines().find_map(|line| {
                let length = line.strip_prefix("Content-Length: ")?;
                length.parse::<usize>().ok()
            });
            break (head.to_owned(), length.unwrap());
        }
    };
    let begin = head.len() + 4;
    while received.len() < begin + length {
        stream.read_buf(&mut received).await.unwrap();
    }
    let body = received.split_off(begin);
    // A test may have seen enough.
    let _ = calls.send(Call { head, body });
    sleep(pause).await;
    let _ = stream.write_all(&answer).await;
}
