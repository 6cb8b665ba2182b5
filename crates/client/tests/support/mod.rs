//! A scripted gateway on a thread, and short ways to talk to it.
#![allow(dead_code, clippy::unwrap_used)] // each test file uses a part; a broken script ends the test

use netsvr_client::{
    dial, exchange, wait_for_any, Confirming, Connection, Counters, Deadline, Exchange, Failure,
    Hook, Limits, NoHook, OutFrame, Stream, Target, Trouble, Watch,
};
use netsvr_wire::{frame, Command};
use std::io::{Read, Write};
use std::net::{SocketAddr, SocketAddrV4, TcpListener, TcpStream};
use std::os::fd::{AsFd, OwnedFd};
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::Duration;

/// Payload bytes that answers may have, unless a test is about that.
pub const LIMIT: usize = 64 << 20;

/// A gateway that serves one connection as its script says.
pub struct Peer {
    pub addr: SocketAddrV4,
    thread: JoinHandle<()>,
}

impl Peer {
    pub fn start(script: impl FnOnce(TcpStream) + Send + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let SocketAddr::V4(addr) = listener.local_addr().unwrap() else {
            panic!("bound to IPv4");
        };
        let thread = std::thread::spawn(move || {
            let (stream, _) = listener.accept().unwrap();
            stream
                .set_read_timeout(Some(Duration::from_secs(10)))
                .unwrap();
            stream
                .set_write_timeout(Some(Duration::from_secs(10)))
                .unwrap();
            script(stream);
        });
        Self { addr, thread }
    }

    /// Waits for the script's end; a panic in it fails the test.
    pub fn join(self) {
        self.thread.join().unwrap();
    }

    pub fn dial(&self) -> Connection {
        dial::dial(self.addr, seconds(10), &mut NoHook).unwrap()
    }
}

/// Somebody who accepts nobody, and has no room to let more than one or two wait.
pub fn listener_without_queue() -> (OwnedFd, SocketAddrV4) {
    let (listener, addr) = port_without_listener();
    rustix::net::listen(&listener, 0).unwrap();
    (listener, addr)
}

/// A port that refuses who connects, and that nobody else gets while the socket lives.
pub fn port_without_listener() -> (OwnedFd, SocketAddrV4) {
    let addr = SocketAddr::from(([127, 0, 0, 1], 0));
    let socket = rustix::net::socket(
        rustix::net::AddressFamily::INET,
        rustix::net::SocketType::STREAM,
        None,
    )
    .unwrap();
    rustix::net::bind(&socket, &addr).unwrap();
    let bound = rustix::net::getsockname(&socket).unwrap();
    (socket, SocketAddrV4::try_from(bound).unwrap())
}

pub fn seconds(n: u64) -> Deadline {
    Deadline::after(Duration::from_secs(n))
}

pub fn frame_of(command: Command, body: &[u8]) -> Vec<u8> {
    let header = frame::header(command.as_u32(), body.len()).unwrap();
    [&header, body].concat()
}

/// Reads one frame and gives its payload.
pub fn read_frame(stream: &mut TcpStream) -> Vec<u8> {
    let mut length = [0; 4];
    stream.read_exact(&mut length).unwrap();
    let mut payload = vec![0; u32::from_be_bytes(length) as usize];
    stream.read_exact(&mut payload).unwrap();
    payload
}

/// Reads one frame and answers it with `body` under its own command.
pub fn answer(stream: &mut TcpStream, body: &[u8]) {
    let payload = read_frame(stream);
    let command = u32::from_be_bytes(*payload.first_chunk().unwrap());
    let command = Command::from_u32(command).unwrap();
    stream.write_all(&frame_of(command, body)).unwrap();
}

/// Waits until the other side has closed; what it sends is dropped.
pub fn wait_for_close(stream: &mut TcpStream) {
    let _ = std::io::copy(stream, &mut std::io::sink());
}

pub fn request_by(
    connection: &mut Connection,
    limit: usize,
    deadline: Deadline,
) -> Result<Vec<u8>, Failure> {
    let request = frame_of(Command::CheckOnline, b"ask");
    let frames = [OutFrame::from([request.as_slice()])];
    let mut exchanges = [Exchange::request(connection, &frames, Command::CheckOnline)];
    exchange::run(&mut exchanges, limit, deadline, &mut NoHook);
    let [exchange] = exchanges;
    exchange.into_result().map(|body| body.unwrap().to_vec())
}

pub fn request(connection: &mut Connection) -> Result<Vec<u8>, Failure> {
    request_by(connection, LIMIT, seconds(10))
}

/// Pauses that never end while a test runs.
pub const LONG: Limits = Limits {
    base: Duration::from_secs(1000),
    max: Duration::from_secs(1000),
    timeout: Duration::from_secs(1000),
};

/// A gateway as a target, by its address.
pub struct Gateway {
    pub address: String,
    pub counters: Arc<Counters>,
}

impl Gateway {
    pub fn at(addr: SocketAddrV4) -> Self {
        let address = addr.to_string();
        let counters = Arc::new(Counters::of(&address));
        Self { address, counters }
    }

    pub fn target(&self) -> Target<'_> {
        Target {
            address: &self.address,
            dialled: &self.address,
            counters: &self.counters,
            ttl: Duration::from_secs(30),
            connecting: Duration::from_secs(10),
            exchanging: Duration::from_secs(10),
            limits: LONG,
            insisting: false,
        }
    }

    /// Dials it and sends frames, in a call of its own.
    pub fn send(
        &self,
        frames: &[OutFrame<'_>],
        expect: Option<Command>,
    ) -> Result<Connection, Trouble> {
        let mut connection = None;
        let outcome = {
            let target = self.target();
            let mut exchanges = [Exchange::reaching(target, &mut connection, frames, expect)];
            exchange::run(&mut exchanges, LIMIT, seconds(10), &mut NoHook);
            let [exchange] = exchanges;
            exchange.into_outcome()
        };
        outcome.map(|()| connection.unwrap())
    }
}

/// Dials gateways side by side.
pub fn dial_all(gateways: &[Gateway], hook: &mut dyn Hook) -> Vec<Result<Connection, Trouble>> {
    let mut connections: Vec<_> = gateways.iter().map(|_| None).collect();
    let mut exchanges: Vec<_> = gateways
        .iter()
        .zip(&mut connections)
        .map(|(gateway, into)| Exchange::reaching(gateway.target(), into, &[], None))
        .collect();
    exchange::run(&mut exchanges, LIMIT, seconds(10), hook);
    let outcomes: Vec<_> = exchanges.into_iter().map(Exchange::into_outcome).collect();
    outcomes
        .into_iter()
        .zip(connections)
        .map(|(outcome, connection)| outcome.map(|()| connection.unwrap()))
        .collect()
}

/// Waits until all streams have their answers, or the deadline is over.
pub fn await_answers(
    asked: &mut [&mut Confirming],
    streams: &mut [&mut Stream],
    deadline: Deadline,
) {
    loop {
        for (one, stream) in asked.iter_mut().zip(&mut *streams) {
            if one.is_open() {
                one.advance(stream, LIMIT);
            }
        }
        let mut watches: Vec<_> = asked
            .iter()
            .zip(&*streams)
            .filter(|(one, _)| one.is_open())
            .map(|(_, stream)| Watch::new(stream.as_fd(), stream.unwritten() > 0))
            .collect();
        if watches.is_empty() || deadline.expired() {
            return;
        }
        wait_for_any(&mut watches, deadline.remaining(), &mut NoHook).unwrap();
    }
}
