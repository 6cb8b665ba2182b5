//! What is found at ports that behave as those of gateways do, and at others.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)] // a broken script ends the test

mod support;

use netsvr_client::doctor::{
    examine, Compression, Finding, Findings, Order, Port, Reception, Visit, WebsocketUrl,
};
use netsvr_client::{Hook, NoHook, Stopped};
use netsvr_wire::{uniq_id, Command};
use std::io::{Read, Write};
use std::net::{SocketAddr, SocketAddrV4, TcpListener, TcpStream};
use std::os::fd::OwnedFd;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use support::{frame_of, listener_without_queue, port_without_listener, wait_for_close};

const HEARTBEAT: &[u8] = b"~6YOt5rW35piO~";
const TIME: Duration = Duration::from_secs(5);
const SHORT: Duration = Duration::from_millis(600);

/// Serves each connection as the script says, until the test ends.
fn serve(script: impl Fn(TcpStream) + Send + Sync + 'static) -> SocketAddrV4 {
    serve_on(TcpListener::bind("127.0.0.1:0").unwrap(), script)
}

fn serve_on(
    listener: TcpListener,
    script: impl Fn(TcpStream) + Send + Sync + 'static,
) -> SocketAddrV4 {
    let addr = address_of(&listener);
    let script = Arc::new(script);
    std::thread::spawn(move || {
        for stream in listener.incoming().map_while(Result::ok) {
            let script = Arc::clone(&script);
            std::thread::spawn(move || script(stream));
        }
    });
    addr
}

fn address_of(listener: &TcpListener) -> SocketAddrV4 {
    match listener.local_addr().unwrap() {
        SocketAddr::V4(addr) => addr,
        SocketAddr::V6(_) => panic!("bound to IPv4"),
    }
}

/// Two listeners at ports one behind the other.
fn two_in_a_row() -> (TcpListener, TcpListener) {
    loop {
        let one = TcpListener::bind("127.0.0.1:0").unwrap();
        if let Some(two) = next_to(address_of(&one)) {
            return (one, two);
        }
    }
}

/// A port at which nobody listens, and a listener at the next one.
fn one_behind_nobody() -> (OwnedFd, SocketAddrV4, TcpListener) {
    loop {
        let (bound, one) = port_without_listener();
        if let Some(two) = next_to(one) {
            return (bound, one, two);
        }
    }
}

fn next_to(addr: SocketAddrV4) -> Option<TcpListener> {
    let port = addr.port().checked_add(1)?;
    TcpListener::bind((*addr.ip(), port)).ok()
}

/// A port that takes some commands, and the heartbeat, and closes the connection at anything else.
fn port(takes: fn(Command) -> bool, list: Vec<u8>) -> impl Fn(TcpStream) + Send + Sync {
    move |mut stream| {
        let mut length = [0; 4];
        while stream.read_exact(&mut length).is_ok() {
            let length = u32::from_be_bytes(length) as usize;
            if length > 2 << 20 {
                return;
            }
            let mut payload = vec![0; length];
            stream.read_exact(&mut payload).unwrap();
            if payload == HEARTBEAT {
                continue;
            }
            let command = payload.first_chunk().map(|it| u32::from_be_bytes(*it));
            let Some(command) = command.and_then(Command::from_u32).filter(|it| takes(*it)) else {
                return;
            };
            assert_eq!(payload.len(), 4, "{command:?} changes something");
            let body: &[u8] = match command {
                Command::UniqIdCount if list.is_empty() => &[],
                Command::UniqIdCount => &[0x08, 3],
                Command::Limit => &[0x08, 0x90, 0x4e, 0x10, 0x05],
                Command::UniqIdList => &list,
                Command::Unregister => &[],
                other => panic!("{other:?} is no question of a doctor"),
            };
            stream.write_all(&frame_of(command, body)).unwrap();
        }
    }
}

fn registers(command: Command) -> bool {
    matches!(command, Command::Register | Command::Unregister)
}

/// An answer to `UniqIdList` of a gateway at this address.
fn ids(gateway: &str, count: u32) -> Vec<u8> {
    let mut list = Vec::new();
    for number in 0..count {
        list.extend([0x0a, 28]);
        list.extend(uniq_id(gateway.parse().unwrap(), 7, number));
    }
    list
}

fn order(address: &str) -> Order<'_> {
    Order {
        address,
        task: None,
        heartbeat: HEARTBEAT,
        websocket: None,
        time: TIME,
        ttl: Duration::from_secs(30),
    }
}

fn examined(address: SocketAddrV4) -> Finding {
    examine(&order(&address.to_string()), &mut NoHook).at
}

#[test]
fn a_gateway_5_is_told_by_one_port_that_takes_everything() {
    let address = serve(port(|_| true, ids("10.0.0.1:6061", 3)));
    let Findings { at, beside, .. } = examine(&order(&address.to_string()), &mut NoHook);
    assert_eq!(at.port, Port::Worker5);
    assert_eq!((at.heartbeat, at.clients), (Some(true), Some(3)));
    assert_eq!(at.limits, Some((10_000, 5)));
    assert_eq!(at.own_address, "10.0.0.1:6061".parse().ok());
    assert!(beside.is_empty());
}

#[test]
fn another_heartbeat_is_refused() {
    let address = serve(port(|_| true, Vec::new())).to_string();
    let order = Order {
        heartbeat: b"ping",
        ..order(&address)
    };
    let at = examine(&order, &mut NoHook).at;
    assert_eq!((at.port, at.heartbeat), (Port::Worker5, Some(false)));
    assert_eq!((at.clients, at.own_address), (Some(0), None));
}

#[test]
fn both_ports_of_a_gateway_8_are_told_from_either() {
    let (one, two) = two_in_a_row();
    let task = address_of(&two).to_string();
    let worker = serve_on(one, port(registers, Vec::new()));
    serve_on(two, port(|it| !registers(it), ids(&task, 100_000)));

    let found = examine(&order(&worker.to_string()), &mut NoHook);
    assert_eq!(
        (&found.at.port, found.at.heartbeat),
        (&Port::Worker8, Some(true))
    );
    let beside = found.find(&Port::Task8).unwrap();
    assert_eq!((&beside.address, beside.heartbeat), (&task, Some(true)));
    assert_eq!(beside.own_address, task.parse().ok());

    let found = examine(&order(&task), &mut NoHook);
    assert_eq!((&found.at.port, found.at.clients), (&Port::Task8, Some(3)));
    assert_eq!(found.at.own_address, task.parse().ok());
    let beside = found.find(&Port::Worker8).unwrap();
    assert_eq!(beside.address, worker.to_string());
}

#[test]
fn a_configured_task_address_is_looked_at_first() {
    let worker = serve(port(registers, Vec::new())).to_string();
    let task = serve(port(|it| !registers(it), Vec::new())).to_string();
    let order = Order {
        task: Some(&task),
        ..order(&worker)
    };
    let found = examine(&order, &mut NoHook);
    assert_eq!(found.beside[0].address, task);
    assert_eq!(found.beside[0].port, Port::Task8);
}

#[test]
fn websocket_ports_and_web_servers_are_visited() {
    let web = |answer: &'static str| {
        serve(move |mut stream| {
            let mut head = [0; 4];
            // as those do that wait for a whole head
            if stream.read_exact(&mut head).is_ok() && &head == b"GET " {
                stream.write_all(answer.as_bytes()).unwrap();
            } else {
                let _ = stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n");
            }
        })
    };
    let port = |answer| examined(web(answer)).port;
    assert_eq!(
        port("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nSec-Websocket-Version: 13\r\n\r\n"),
        Port::Websocket(None)
    );
    assert_eq!(
        port("HTTP/1.1 404 Not Found\r\nServer: nginx\r\nContent-Length: 0\r\n\r\n"),
        Port::Web(404, Some("nginx".to_owned()))
    );
    assert!(matches!(
        port("HTTP/1.1 200 OK\r\n\r\nHello netsvr"),
        Port::Websocket(Some(_))
    ));
}

#[test]
fn what_says_nothing_is_silent_and_what_closes_closes() {
    let silent = serve(|mut stream| wait_for_close(&mut stream)).to_string();
    let order = Order {
        time: SHORT,
        ..order(&silent)
    };
    let began = Instant::now();
    assert_eq!(examine(&order, &mut NoHook).at.port, Port::Silent);
    // three rounds at most, each as long as one question
    assert!(began.elapsed() < SHORT * 10, "{:?}", began.elapsed());
    assert_eq!(examined(serve(drop)).port, Port::Closes);
    let redis = serve(|mut stream| {
        let _ = stream.read(&mut [0; 64]);
        let _ = stream.write_all(b"-ERR unknown command\r\n");
    });
    let shown = b"-ERR unknown com".to_vec();
    assert_eq!(examined(redis).port, Port::Stranger(shown));
}

#[test]
fn a_gateway_that_answers_one_question_only_is_slow() {
    let address = serve(|mut stream| {
        let payload = support::read_frame(&mut stream);
        if payload == Command::UniqIdCount.as_u32().to_be_bytes() {
            stream
                .write_all(&frame_of(Command::UniqIdCount, &[]))
                .unwrap();
        } else {
            wait_for_close(&mut stream);
        }
    })
    .to_string();
    let order = Order {
        time: SHORT,
        ..order(&address)
    };
    assert_eq!(examine(&order, &mut NoHook).at.port, Port::Slow);
}

#[test]
fn ports_that_nobody_can_reach() {
    let (_bound, closed, two) = one_behind_nobody();
    serve_on(two, port(|_| true, Vec::new()));
    let found = examine(&order(&closed.to_string()), &mut NoHook);
    let Port::Unreached(error) = &found.at.port else {
        panic!("{:?}", found.at.port);
    };
    assert!(error.is_refused());
    // somebody has mistaken the port
    let beside = found.find(&Port::Worker5).unwrap();
    assert_eq!(beside.peer.unwrap().port(), closed.port() + 1);
    assert_eq!(beside.heartbeat, Some(true));

    let (_listener, full) = listener_without_queue();
    let _waiting: Vec<_> = (0..2)
        .map(|_| TcpStream::connect_timeout(&full.into(), SHORT))
        .collect();
    let address = full.to_string();
    let order = Order {
        time: SHORT,
        ..order(&address)
    };
    let found = examine(&order, &mut NoHook);
    assert!(matches!(&found.at.port, Port::Unreached(error) if error.is_timeout()));
    assert!(found.beside.is_empty());
}

#[test]
fn the_hook_ends_it() {
    struct Stops;
    impl Hook for Stops {
        fn interrupted(&mut self) -> Result<(), Stopped> {
            Err(Stopped)
        }
    }
    let silent = serve(|mut stream| wait_for_close(&mut stream)).to_string();
    let began = Instant::now();
    let found = examine(&order(&silent), &mut Stops);
    assert_eq!(found.at.port, Port::Unknown);
    assert!(began.elapsed() < TIME);
}

/// A gateway 5.x with a websocket port that compresses: a task port for one client, the visitor.
struct WithClients {
    /// Sent to the client when it comes.
    greeting: &'static [u8],
    /// What the client has by itself: an entry of `ConnInfoResp`.
    known: &'static [u8],
    /// Messages above 256 bytes are lost.
    loses: bool,
    /// The client is sent away.
    farewell: &'static [u8],
    /// Who else comes with the client.
    others: u32,
}

const KIND: WithClients = WithClients {
    greeting: b"",
    known: b"",
    loses: false,
    farewell: b"",
    others: 0,
};
const OURS: u32 = 5000;

impl WithClients {
    /// Starts it, examines it, and gives what the visit has shown and which uniqIds were written to.
    fn visited(self) -> (Visit, Vec<Vec<u8>>) {
        let client: Arc<Mutex<Option<TcpStream>>> = Arc::default();
        let written: Arc<Mutex<Vec<Vec<u8>>>> = Arc::default();
        let gateway = Arc::new(self);
        let websocket = {
            let (client, gateway) = (Arc::clone(&client), Arc::clone(&gateway));
            serve(move |stream| gateway.open(stream, &client))
        };
        let port = {
            let written = Arc::clone(&written);
            serve(move |stream| gateway.serve(stream, &client, &written))
        };
        let url = WebsocketUrl::parse(&format!("ws://{websocket}/netsvr")).unwrap();
        let address = port.to_string();
        let order = Order {
            websocket: Some(&url),
            time: Duration::from_secs(1),
            ..order(&address)
        };
        let visit = examine(&order, &mut NoHook).visit.unwrap();
        let written = written.lock().unwrap().clone();
        (visit, written)
    }

    fn open(&self, mut stream: TcpStream, client: &Mutex<Option<TcpStream>>) {
        let mut head = Vec::new();
        while !head.ends_with(b"\r\n\r\n") {
            let mut byte = [0];
            stream.read_exact(&mut byte).unwrap();
            head.extend(byte);
        }
        let head = String::from_utf8(head).unwrap();
        assert!(head.starts_with("GET /netsvr HTTP/1.1\r\n"), "{head}");
        stream
            .write_all(b"HTTP/1.1 101 Switching Protocols\r\nSec-WebSocket-Extensions: permessage-deflate\r\n\r\n")
            .unwrap();
        if self.farewell.is_empty() {
            *client.lock().unwrap() = Some(stream.try_clone().unwrap());
            if !self.greeting.is_empty() {
                stream.write_all(&message(0x81, self.greeting)).unwrap();
            }
        } else {
            stream.write_all(&message(0x88, self.farewell)).unwrap();
        }
        wait_for_close(&mut stream);
        client.lock().unwrap().take();
    }

    fn serve(
        &self,
        mut stream: TcpStream,
        client: &Mutex<Option<TcpStream>>,
        written: &Mutex<Vec<Vec<u8>>>,
    ) {
        let mut length = [0; 4];
        while stream.read_exact(&mut length).is_ok() {
            let mut payload = vec![0; u32::from_be_bytes(length) as usize];
            stream.read_exact(&mut payload).unwrap();
            if payload == HEARTBEAT {
                continue;
            }
            let command = u32::from_be_bytes(*payload.first_chunk().unwrap());
            let body = match Command::from_u32(command).unwrap() {
                Command::UniqIdList => match &*client.lock().unwrap() {
                    Some(_) => [ids("10.0.0.1:6061", self.others), id(OURS)].concat(),
                    None => Vec::new(),
                },
                Command::ConnInfo => {
                    let entry = [&id(OURS), self.known].concat();
                    [&[0x0a, u8::try_from(entry.len()).unwrap()][..], &entry].concat()
                }
                Command::SingleCast => {
                    written.lock().unwrap().push(payload[6..34].to_vec());
                    // behind its key and its length of one byte or two
                    let long = payload.len() > 256;
                    let data = &payload[if long { 37 } else { 36 }..];
                    if !(long && self.loses) {
                        let first = if long { 0xc1 } else { 0x81 };
                        let mut client = client.lock().unwrap();
                        let client = client.as_mut().unwrap();
                        client.write_all(&message(first, data)).unwrap();
                    }
                    continue;
                }
                _ => Vec::new(),
            };
            let command = Command::from_u32(command).unwrap();
            stream.write_all(&frame_of(command, &body)).unwrap();
        }
    }
}

/// The client's uniqId in a list.
fn id(number: u32) -> Vec<u8> {
    let id = uniq_id("10.0.0.1:6061".parse().unwrap(), 7, number);
    [&[0x0a, 28][..], &id].concat()
}

/// A websocket frame of a server.
fn message(first: u8, data: &[u8]) -> Vec<u8> {
    let length = u16::try_from(data.len()).unwrap();
    let [high, low] = length.to_be_bytes();
    let head = if length < 126 {
        vec![first, low]
    } else {
        vec![first, 126, high, low]
    };
    [&head[..], data].concat()
}

#[test]
fn the_visitor_alone_is_written_to_and_hears_it() {
    let (visit, written) = KIND.visited();
    assert_eq!(visit.reception, Reception::Online);
    assert_eq!(visit.compression, Compression::Works);
    assert_eq!(visit.own_address, "10.0.0.1:6061".parse().ok());
    assert_eq!(written, [&id(OURS)[2..], &id(OURS)[2..]]);
}

#[test]
fn a_gateway_that_loses_what_it_compresses_is_told() {
    let (visit, written) = WithClients {
        loses: true,
        ..KIND
    }
    .visited();
    assert_eq!(visit.compression, Compression::Loses);
    assert_eq!(written.len(), 2);
}

#[test]
fn nobody_is_written_to_who_may_be_somebody_else() {
    let (visit, written) = WithClients { others: 1, ..KIND }.visited();
    assert!(
        matches!(visit.compression, Compression::Unknown(why) if why.contains("other clients"))
    );
    assert!(written.is_empty());

    // a session
    let known = &[0x12, 3, 0x0a, 1, b's'];
    let (visit, written) = WithClients { known, ..KIND }.visited();
    assert!(matches!(visit.compression, Compression::Unknown(why) if why.contains("session")));
    assert!(written.is_empty());

    // the application's greeting says which one it is
    let ours = [b"you are ".as_slice(), &id(OURS)[2..]].concat();
    let (visit, written) = WithClients {
        others: 1,
        greeting: Vec::leak(ours),
        ..KIND
    }
    .visited();
    assert_eq!(visit.compression, Compression::Works);
    assert_eq!(written, [&id(OURS)[2..], &id(OURS)[2..]]);
}

#[test]
fn a_visitor_that_is_sent_away_says_why() {
    let farewell = b"\x03\xf3receive error http status code: 500";
    let (visit, written) = WithClients { farewell, ..KIND }.visited();
    let why = "receive error http status code: 500".to_owned();
    assert_eq!(visit.reception, Reception::SentAway(1011, why));
    assert!(matches!(visit.compression, Compression::Unknown(_)));
    assert!(written.is_empty());
}
