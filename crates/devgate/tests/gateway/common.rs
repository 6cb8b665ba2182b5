//! Gateways, clients and business processes for the tests. Every wait ends after
//! [`PATIENCE`] with a panic.

use std::future::Future;
use std::net::SocketAddrV4;
use std::time::Duration;

use crate::real;
use devgate::proto::{Broadcast, ConnInfoUpdate, UniqIdCountResp};
use devgate::{Config, Generation, Server};
use futures_util::{SinkExt, StreamExt};
use netsvr_wire::command::Command;
use netsvr_wire::frame::{decode, header, length_prefix, Decoded};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::{connect_async, MaybeTlsStream, WebSocketStream};

pub const PATIENCE: Duration = Duration::from_secs(10);

/// A protobuf body that no message accepts: a string that ends too early.
pub const BROKEN_BODY: &[u8] = &[0x0a, 0x05];

pub async fn soon<T>(what: &str, future: impl Future<Output = T>) -> T {
    let outcome = timeout(PATIENCE, future).await;
    outcome.unwrap_or_else(|_| panic!("{what}: not within {PATIENCE:?}"))
}

pub struct Gate {
    pub server: Running,
}

/// A gateway, whichever it is.
pub enum Running {
    Here(Server),
    Real(real::Gateway),
}

impl Running {
    pub fn websocket_address(&self) -> SocketAddrV4 {
        match self {
            Self::Here(server) => server.websocket_address(),
            Self::Real(gateway) => gateway.websocket,
        }
    }

    pub fn worker_address(&self) -> SocketAddrV4 {
        match self {
            Self::Here(server) => server.worker_address(),
            Self::Real(gateway) => gateway.worker,
        }
    }

    /// Ends it; the real one is left to its end.
    pub async fn stop(self) {
        if let Self::Here(server) = self {
            server.stop().await;
        }
    }

    pub fn task_address(&self) -> Option<SocketAddrV4> {
        match self {
            Self::Here(server) => server.task_address(),
            Self::Real(gateway) => Some(gateway.task),
        }
    }
}

impl Gate {
    pub async fn start() -> Self {
        Self::with(|_| {}).await
    }

    pub async fn with(change: impl FnOnce(&mut Config)) -> Self {
        let server = Server::start(config(change)).await.unwrap();
        Self {
            server: Running::Here(server),
        }
    }

    /// A gateway of generation 8.x, the real one if it is there.
    pub async fn eight() -> Self {
        Self::eight_with(|_| {}).await
    }

    pub async fn eight_with(change: impl FnOnce(&mut Config)) -> Self {
        let Some(program) = real::Gateway::program() else {
            return Self::devgate_eight_with(change).await;
        };
        let gateway = real::Gateway::start(&program, config(change)).await;
        Self {
            server: Running::Real(gateway),
        }
    }

    /// devgate as 8.x, for what the real one does not do, or not each time.
    pub async fn devgate_eight_with(change: impl FnOnce(&mut Config)) -> Self {
        Self::with(|config| {
            config.generation = Generation::Eight;
            change(config);
        })
        .await
    }

    pub fn is_real(&self) -> bool {
        matches!(self.server, Running::Real(_))
    }

    pub fn url(&self) -> String {
        format!("ws://{}/netsvr", self.server.websocket_address())
    }

    /// A client of a gateway that does not greet; its uniqId is not known.
    pub async fn stranger(&self) -> Client {
        let (socket, _) = soon("connect", connect_async(self.url())).await.unwrap();
        Client {
            socket,
            uniq_id: String::new(),
        }
    }

    /// A registered client.
    pub async fn client(&self) -> Client {
        let (socket, _) = soon("connect", connect_async(self.url())).await.unwrap();
        Client::greeted(socket).await
    }

    /// A connection of a business process.
    pub async fn business(&self) -> Business {
        Business::at(self.server.worker_address()).await
    }

    /// A connection of a business process to the task port of 8.x.
    pub async fn task(&self) -> Business {
        Business::at(self.server.task_address().expect("a task port")).await
    }
}

/// That of all gateways here, changed.
fn config(change: impl FnOnce(&mut Config)) -> Config {
    let mut config = Config {
        greet: true,
        ..Config::default()
    };
    config.websocket.set_port(0);
    config.worker.set_port(0);
    change(&mut config);
    config
}

pub struct Client {
    pub socket: WebSocketStream<MaybeTlsStream<TcpStream>>,
    pub uniq_id: String,
}

impl Client {
    /// The gateway must greet.
    pub async fn greeted(socket: WebSocketStream<MaybeTlsStream<TcpStream>>) -> Self {
        let mut client = Self {
            socket,
            uniq_id: String::new(),
        };
        client.uniq_id = client.text().await;
        client
    }

    pub async fn say(&mut self, message: Message) {
        soon("say", self.socket.send(message)).await.unwrap();
    }

    pub async fn message(&mut self) -> Message {
        let next = soon("a message", self.socket.next()).await;
        next.expect("the connection is open").unwrap()
    }

    pub async fn text(&mut self) -> String {
        self.message().await.into_text().unwrap().to_string()
    }

    /// Exactly these messages have arrived since the last look, and no others: a broadcast
    /// marks the end.
    pub async fn got(&mut self, business: &mut Business, expected: &[&str]) {
        business.send(Command::Broadcast, &data(b"-- end --")).await;
        let mut got = Vec::new();
        loop {
            let text = self.text().await;
            if text == "-- end --" {
                break;
            }
            got.push(text);
        }
        assert_eq!(got, expected);
    }

    /// A close frame comes, and then the end.
    pub async fn told_to_leave(&mut self, code: u16, reason: &str) {
        let Message::Close(Some(frame)) = self.message().await else {
            panic!("no close frame");
        };
        assert_eq!(
            (u16::from(frame.code), frame.reason.as_str()),
            (code, reason)
        );
        self.dropped().await;
    }

    /// The connection ends without a close frame.
    pub async fn dropped(&mut self) {
        match soon("the end", self.socket.next()).await {
            None | Some(Err(_)) => {}
            Some(Ok(message)) => panic!("{message:?} instead of the end"),
        }
    }
}

pub struct Business {
    pub stream: TcpStream,
    received: Vec<u8>,
}

impl Business {
    pub async fn at(address: SocketAddrV4) -> Self {
        let stream = soon("connect", TcpStream::connect(address)).await.unwrap();
        Self {
            stream,
            received: Vec::new(),
        }
    }

    pub async fn raw(&mut self, bytes: &[u8]) {
        soon("write", self.stream.write_all(bytes)).await.unwrap();
    }

    pub async fn raw_frame(&mut self, command: u32, body: &[u8]) {
        self.raw(&frame(command, body)).await;
    }

    pub async fn heartbeat(&mut self, string: &str) {
        let mut bytes = length_prefix(string.len()).unwrap().to_vec();
        bytes.extend_from_slice(string.as_bytes());
        self.raw(&bytes).await;
    }

    pub async fn send(&mut self, command: Command, body: &impl prost::Message) {
        self.raw_frame(command.as_u32(), &body.encode_to_vec())
            .await;
    }

    /// The next frame; `None` at the end of the connection.
    pub async fn frame(&mut self) -> Option<(Command, Vec<u8>)> {
        loop {
            if let Decoded::Frame { frame, consumed } = decode(&self.received, usize::MAX).unwrap()
            {
                let command = Command::from_u32(frame.command().unwrap()).unwrap();
                let body = frame.body().to_vec();
                self.received.drain(..consumed);
                return Some((command, body));
            }
            let read = soon("a frame", self.stream.read_buf(&mut self.received)).await;
            if read.unwrap_or(0) == 0 {
                return None;
            }
        }
    }

    /// The next frame, which must be of this command.
    pub async fn expect<T: prost::Message + Default>(&mut self, command: Command) -> T {
        let (received, body) = self.frame().await.expect("the connection is open");
        assert_eq!(received, command);
        T::decode(body.as_slice()).unwrap()
    }

    pub async fn ask<T: prost::Message + Default>(
        &mut self,
        command: Command,
        request: &impl prost::Message,
    ) -> T {
        self.send(command, request).await;
        self.expect(command).await
    }

    /// All commands sent before have been carried out, and none was answered.
    pub async fn settle(&mut self) -> i32 {
        let answer: UniqIdCountResp = self.ask(Command::UniqIdCount, &()).await;
        answer.count
    }

    /// Waits until the gateway knows so many clients.
    pub async fn until_online(&mut self, clients: i32) {
        soon("clients to come or go", async {
            while self.settle().await != clients {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        })
        .await;
    }

    /// The gateway closes the connection and has not written anything before.
    pub async fn closed(&mut self) {
        assert_eq!(self.frame().await, None);
    }

    /// Gives a client a customerId.
    pub async fn log_in(&mut self, client: &Client, customer_id: &str) {
        let update = ConnInfoUpdate {
            uniq_id: client.uniq_id.clone(),
            new_customer_id: customer_id.to_owned(),
            ..ConnInfoUpdate::default()
        };
        self.send(Command::ConnInfoUpdate, &update).await;
    }
}

pub fn frame(command: u32, body: &[u8]) -> Vec<u8> {
    let mut bytes = header(command, body.len()).unwrap().to_vec();
    bytes.extend_from_slice(body);
    bytes
}

pub fn data(data: &[u8]) -> Broadcast {
    Broadcast {
        data: data.to_vec(),
    }
}

pub fn strings(items: &[&str]) -> Vec<String> {
    items.iter().map(|&item| item.to_owned()).collect()
}

pub fn bytes(items: &[&str]) -> Vec<Vec<u8>> {
    items.iter().map(|&item| item.into()).collect()
}

pub fn ids(clients: &[&Client]) -> Vec<String> {
    clients
        .iter()
        .map(|client| client.uniq_id.clone())
        .collect()
}
