//! What is found at ports that behave as those of gateways do, and at others.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)] // a broken script ends the test

mod support;

use netsvr_client::doctor::{examine, Finding, Findings, Order, Port};
use netsvr_client::{Hook, NoHook, Stopped};
use netsvr_wire::{uniq_id, Command};
use std::io::{Read, Write};
use std::net::{SocketAddr, SocketAddrV4, TcpListener, TcpStream};
use std::sync::Arc;
use std::time::{Duration, Instant};
use support::{frame_of, listener_without_queue, wait_for_close};

const HEARTBEAT: &[u8] = b"~6YOt5rW35piO~";
const TIME: Duration = Duration::from_secs(5);
const SHORT: Duration = Duration::from_millis(200);

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
        let next = address_of(&one).port().checked_add(1);
        if let Some(Ok(two)) = next.map(|port| TcpListener::bind(("127.0.0.1", port))) {
            return (one, two);
        }
    }
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
    let (one, two) = two_in_a_row();
    let closed = address_of(&one);
    drop(one);
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
