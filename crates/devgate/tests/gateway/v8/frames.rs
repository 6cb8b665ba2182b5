//! Websocket frames, one by one.

use devgate::proto::Transfer;
use netsvr_wire::command::Command;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::Message;

use super::common::{registered, MESSAGE};
use super::opening::UPGRADE;
use crate::common::{data, soon, Business, Gate};

/// A client that speaks in bytes.
struct Raw(TcpStream);

impl Raw {
    async fn open(gate: &Gate) -> Self {
        let address = gate.server.websocket_address();
        let mut stream = TcpStream::connect(address).await.unwrap();
        let request = format!("GET /netsvr HTTP/1.1\r\nHost: h\r\n{UPGRADE}\r\n\r\n");
        stream.write_all(request.as_bytes()).await.unwrap();
        let mut head = Vec::new();
        while !head.ends_with(b"\r\n\r\n") {
            let byte = soon("a head", stream.read_u8()).await.unwrap();
            head.push(byte);
        }
        assert!(head.starts_with(b"HTTP/1.1 101"));
        Self(stream)
    }

    /// A frame, masked with zeros.
    async fn say(&mut self, first: u8, payload: &[u8]) {
        let mut frame = vec![first];
        let length = u16::try_from(payload.len()).unwrap();
        match u8::try_from(length) {
            Ok(length @ 0..=125) => frame.push(0x80 | length),
            _ => frame.push(0x80 | 0x7e),
        }
        if length > 125 {
            frame.extend(length.to_be_bytes());
        }
        frame.extend([0; 4]);
        frame.extend(payload);
        self.0.write_all(&frame).await.unwrap();
    }

    /// The next frame: its first byte and its payload.
    async fn frame(&mut self) -> (u8, Vec<u8>) {
        soon("a frame", async {
            let first = self.0.read_u8().await.unwrap();
            let mut length = usize::from(self.0.read_u8().await.unwrap());
            if length == 126 {
                length = usize::from(self.0.read_u16().await.unwrap());
            }
            let mut payload = vec![0; length];
            self.0.read_exact(&mut payload).await.unwrap();
            (first, payload)
        })
        .await
    }

    async fn is_closed_with(&mut self, code: u16) {
        let (first, payload) = self.frame().await;
        assert_eq!(first, 0x88);
        assert_eq!(payload[..2], code.to_be_bytes());
        let mut rest = Vec::new();
        // A reset is an end, too.
        let _ = soon("the end", self.0.read_to_end(&mut rest)).await;
        assert!(rest.is_empty());
    }
}

#[tokio::test]
async fn what_breaks_the_protocol_ends_the_connection_with_1002() {
    let gate = Gate::eight_with(|config| config.greet = false).await;
    let unmasked = [0x81, 0x01, b'a'];
    let mut raw = Raw::open(&gate).await;
    raw.0.write_all(&unmasked).await.unwrap();
    raw.is_closed_with(1002).await;
    for (first, payload) in [
        // A ping that is too long.
        (0x89, vec![0; 126]),
        // A message that nothing has begun.
        (0x80, b"a".to_vec()),
        // An opcode, and a bit, that nobody agreed on.
        (0x83, b"a".to_vec()),
        (0xc1, b"a".to_vec()),
    ] {
        let mut raw = Raw::open(&gate).await;
        raw.say(first, &payload).await;
        raw.is_closed_with(1002).await;
    }
}

#[tokio::test]
async fn text_that_is_no_utf_8_ends_the_connection_with_1007() {
    let gate = Gate::eight_with(|config| config.greet = false).await;
    let mut raw = Raw::open(&gate).await;
    raw.say(0x81, &[0xff]).await;
    raw.is_closed_with(1007).await;
}

#[tokio::test]
async fn pings_come_back_pongs_do_not_and_fragments_are_joined() {
    let gate = Gate::eight_with(|config| config.greet = false).await;
    let mut worker = registered(&gate, MESSAGE).await;
    let mut raw = Raw::open(&gate).await;
    raw.say(0x8a, b"pong").await;
    raw.say(0x01, b"one ").await;
    raw.say(0x89, &[b'p'; 125]).await;
    raw.say(0x00, b"").await;
    raw.say(0x80, b"whole").await;
    assert_eq!(raw.frame().await, (0x8a, vec![b'p'; 125]));
    let event: Transfer = worker.expect(Command::Transfer).await;
    assert_eq!(event.data, b"one whole");
}

#[tokio::test]
async fn data_is_text_whatever_it_holds_or_binary_for_all() {
    for (binary, first) in [(false, 0x81), (true, 0x82)] {
        let gate = Gate::eight_with(|config| {
            config.greet = false;
            config.binary = binary;
        })
        .await;
        let mut task: Business = gate.task().await;
        let mut raw = Raw::open(&gate).await;
        task.until_online(1).await;
        task.send(Command::Broadcast, &data(b"")).await;
        task.send(Command::Broadcast, &data(&[0xff, 0])).await;
        assert_eq!(raw.frame().await, (first, vec![0xff, 0]));
    }
}

#[tokio::test]
async fn a_close_frame_is_echoed() {
    let gate = Gate::eight().await;
    let mut client = gate.client().await;
    client.say(Message::Close(None)).await;
    assert_eq!(client.message().await, Message::Close(None));
    client.dropped().await;
}
