//! Gateways side by side: none waits for another one, and each is what it has shown itself to be.
#![allow(clippy::unwrap_used)]

mod support;

use netsvr_client::health::{table, Proof};
use netsvr_client::{
    exchange, Ending, Exchange, ExchangeError, Moment, NoHook, OutFrame, Probe, ReadError,
    Suspicion, Trouble, Unreached,
};
use netsvr_wire::Command;
use std::io::{Read, Write};
use std::net::{SocketAddr, SocketAddrV4, TcpListener};
use std::sync::mpsc;
use std::time::{Duration, Instant};
use support::{
    answer, frame_of, listener_without_queue, read_frame, seconds, wait_for_close, Gateway, Peer,
    LIMIT,
};

/// Fills the queue of a listener that accepts nobody: whoever dials it waits.
fn full(addr: SocketAddrV4) -> Vec<std::net::TcpStream> {
    let mut queue = Vec::new();
    let wait = Duration::from_millis(200);
    while let Ok(stream) = std::net::TcpStream::connect_timeout(&SocketAddr::V4(addr), wait) {
        queue.push(stream);
        assert!(queue.len() < 20);
    }
    queue
}

#[test]
fn a_gateway_that_cannot_be_reached_keeps_no_frame_from_another_one() {
    let (_listener, dead) = listener_without_queue();
    let _queue = full(dead);
    let (arrived, at) = mpsc::channel();
    let alive = Peer::start(move |mut stream| {
        read_frame(&mut stream);
        arrived.send(Instant::now()).unwrap();
        wait_for_close(&mut stream);
    });
    let gateways = [Gateway::at(dead), Gateway::at(alive.addr)];
    let frame = frame_of(Command::Broadcast, b"hello");
    let frames = [OutFrame::from([&frame[..]])];
    let mut connections = [None, None];
    let began = Instant::now();
    let mut exchanges: Vec<_> = gateways
        .iter()
        .zip(&mut connections)
        .map(|(gateway, into)| {
            let mut target = gateway.target();
            target.connecting = Duration::from_secs(4);
            Exchange::reaching(target, into, &frames, None)
        })
        .collect();
    exchange::run(&mut exchanges, LIMIT, seconds(20), &mut NoHook);
    let outcomes: Vec<_> = exchanges.into_iter().map(Exchange::into_outcome).collect();
    let took = began.elapsed();
    assert!(took >= Duration::from_secs(4) && took < Duration::from_secs(15));
    assert!(matches!(
        &outcomes[0],
        Err(Trouble::Unreached(Unreached::Failed(error, Some(_)))) if error.is_timeout()
    ));
    assert_eq!(outcomes[1], Ok(()));
    let waited = at.recv().unwrap().saturating_duration_since(began);
    assert!(waited < Duration::from_secs(3), "{waited:?}");
    // and nobody dials the dead one for a while
    let busy = gateways[0].send(&frames, None).unwrap_err();
    assert!(matches!(busy, Trouble::Unreached(Unreached::Busy(_))));
    drop(connections);
    alive.join();
}

#[test]
fn an_answer_proves_an_address_and_closing_it_afterwards_says_nothing() {
    let peer = Peer::start(|mut stream| {
        answer(&mut stream, b"");
        read_frame(&mut stream);
    });
    let gateway = Gateway::at(peer.addr);
    let question = exchange::question();
    let mut connection = gateway.send(question, Some(Command::UniqIdCount)).unwrap();
    assert!(
        gateway.counters.proof() == Proof::Serves
            && table().proof(&gateway.address) == Proof::Serves
    );
    let push = frame_of(Command::Broadcast, b"hello");
    let written = connection.write_all(&[OutFrame::from([&push[..]])], seconds(10), &mut NoHook);
    assert_eq!((written, connection.unconfirmed()), (Ok(()), 1));
    peer.join();
    assert_eq!(connection.probe_always(), Probe::Closed);
    let lost = connection.lost().unwrap();
    assert_eq!(
        (lost.how, lost.frames, lost.unanswered, lost.suspicion),
        (Ending::Closed, 0, 1, Suspicion::None)
    );
}

#[test]
fn what_a_reset_may_have_cost_is_known_however_late_it_is_noticed() {
    let (say, said) = mpsc::channel::<()>();
    let peer = Peer::start(move |mut stream| {
        read_frame(&mut stream);
        said.recv().unwrap();
        // closed with the rest unread: the system breaks it off
    });
    let gateway = Gateway::at(peer.addr);
    let push = frame_of(Command::Broadcast, b"hello");
    let mut connection = gateway.send(&[OutFrame::from([&push[..]])], None).unwrap();
    let written = connection.write_all(&[OutFrame::from([&push[..]])], seconds(10), &mut NoHook);
    assert_eq!(written, Ok(()));
    say.send(()).unwrap();
    peer.join();
    // longer than between two looks at what the system knows
    std::thread::sleep(Duration::from_millis(150));
    assert_eq!(connection.probe(), Probe::Closed);
    let lost = connection.lost().unwrap();
    assert_eq!((lost.how, lost.frames, lost.recent), (Ending::Reset, 2, 2));
}

#[test]
fn whoever_closes_at_once_and_has_never_answered_is_no_gateway() {
    let peer = Peer::start(|mut stream| {
        read_frame(&mut stream);
    });
    let gateway = Gateway::at(peer.addr);
    let push = frame_of(Command::Broadcast, b"hello");
    let frames = [OutFrame::from([&push[..]])];
    let mut connection = gateway.send(&frames, None).unwrap();
    peer.join();
    std::thread::sleep(Duration::from_millis(1500));
    assert_eq!(connection.probe_always(), Probe::Closed);
    let lost = connection.lost().unwrap();
    assert_eq!((lost.suspicion, lost.unanswered), (Suspicion::Wrong, 1));
    assert!(lost
        .accusation()
        .ends_with("after 1 frame without an answer"));
}

#[test]
fn what_a_web_server_says_is_told() {
    let peer = Peer::start(|mut stream| {
        read_frame(&mut stream);
        stream
            .write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n")
            .unwrap();
    });
    let gateway = Gateway::at(peer.addr);
    let push = frame_of(Command::Broadcast, b"hello");
    let mut connection = gateway.send(&[OutFrame::from([&push[..]])], None).unwrap();
    peer.join();
    assert_eq!(connection.probe_always(), Probe::Unread);
    let lost = connection.lost().unwrap();
    assert_eq!(lost.suspicion, Suspicion::Wrong);
    assert!(lost.accusation().contains("beginning with \"HTTP\""));
}

#[test]
fn whoever_closes_later_is_asked_first_by_the_next_connection() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let SocketAddr::V4(addr) = listener.local_addr().unwrap() else {
        panic!("bound to IPv4");
    };
    let thread = std::thread::spawn(move || {
        let (mut first, _) = listener.accept().unwrap();
        read_frame(&mut first);
        std::thread::sleep(Duration::from_millis(1500));
        drop(first);
        // no gateway: it hangs up on the question
        let (mut second, _) = listener.accept().unwrap();
        let asked = read_frame(&mut second);
        drop(second);
        // a gateway after all
        let (mut third, _) = listener.accept().unwrap();
        answer(&mut third, &[]);
        let pushed = read_frame(&mut third);
        wait_for_close(&mut third);
        (asked, pushed)
    });
    let gateway = Gateway::at(addr);
    let push = frame_of(Command::Broadcast, b"hello");
    let frames = [OutFrame::from([&push[..]])];
    let mut connection = gateway.send(&frames, None).unwrap();
    while connection.probe_always() == Probe::Alive {
        std::thread::sleep(Duration::from_millis(50));
    }
    assert_eq!(connection.lost().unwrap().suspicion, Suspicion::Unclear);
    gateway.counters.suspect();
    let trouble = gateway.send(&frames, None).unwrap_err();
    assert!(matches!(
        trouble,
        Trouble::Unreached(Unreached::NoGateway(
            ExchangeError::Read(ReadError::Closed { received: 0 }),
            Some(_)
        ))
    ));
    assert!(table().pausing(&gateway.address, Moment::now()).is_some());
    table().reached(&gateway.address);
    let connection = gateway.send(&frames, None).unwrap();
    assert!(!gateway.counters.is_suspect());
    drop(connection);
    let (asked, pushed) = thread.join().unwrap();
    assert_eq!(asked, Command::UniqIdCount.as_u32().to_be_bytes());
    assert_eq!(pushed, push[4..]);
}

#[test]
fn a_request_on_a_stale_connection_is_asked_once_more_beside_one_that_hangs() {
    let (arrived, at) = mpsc::channel();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let SocketAddr::V4(addr) = listener.local_addr().unwrap() else {
        panic!("bound to IPv4");
    };
    let stale = std::thread::spawn(move || {
        let (mut first, _) = listener.accept().unwrap();
        answer(&mut first, b"");
        // it goes away with the next question in hand
        first.read_exact(&mut [0; 8]).unwrap();
        drop(first);
        let (mut second, _) = listener.accept().unwrap();
        answer(&mut second, b"again");
        arrived.send(Instant::now()).unwrap();
        wait_for_close(&mut second);
    });
    let silent = Peer::start(|mut stream| wait_for_close(&mut stream));
    let gateways = [Gateway::at(addr), Gateway::at(silent.addr)];
    let question = exchange::question();
    let expect = Command::UniqIdCount;
    let mut first = gateways[0].send(question, Some(expect)).unwrap();
    let (mut second, mut fresh) = (silent.dial(), None);
    let began = Instant::now();
    let soon = netsvr_client::Deadline::after(Duration::from_secs(5));
    let mut exchanges = [
        Exchange::request(&mut first, question, expect).or_again(
            gateways[0].target(),
            &mut fresh,
            true,
        ),
        Exchange::request(&mut second, question, expect),
    ];
    exchange::run(&mut exchanges, LIMIT, soon, &mut NoHook);
    let outcomes = exchanges.map(Exchange::into_outcome);
    assert_eq!(outcomes[0], Ok(()));
    assert!(matches!(&outcomes[1], Err(Trouble::Failed(failure)) if failure.error.is_timeout()));
    assert_eq!(fresh.as_ref().unwrap().answer_body(), b"again");
    let waited = at.recv().unwrap().saturating_duration_since(began);
    assert!(waited < Duration::from_secs(4), "{waited:?}");
    drop((first, second, fresh));
    stale.join().unwrap();
    silent.join();
}
