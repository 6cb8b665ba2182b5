//! How frames leave: completely, in order, or with a true account of what
//! did leave.
#![allow(clippy::unwrap_used)]

mod support;

use netsvr_client::{
    exchange, Connection, Deadline, Exchange, ExchangeError, NoHook, OutFrame, Probe, WriteError,
};
use netsvr_wire::Command;
use std::io::{Read, Write};
use std::sync::mpsc;
use std::time::Duration;
use support::{answer, frame_of, read_frame, seconds, wait_for_close, Peer, LIMIT};

#[test]
fn a_slow_reader_gets_every_byte() {
    let peer = Peer::start(|mut stream| {
        let mut got = Vec::new();
        let mut buffer = vec![0; 64 << 10];
        loop {
            match stream.read(&mut buffer).unwrap() {
                0 => break,
                n => got.extend_from_slice(&buffer[..n]),
            }
            std::thread::sleep(Duration::from_millis(1));
        }
        let numbers = got
            .chunks_exact(4)
            .map(|c| u32::from_be_bytes(c.try_into().unwrap()));
        assert!(numbers.eq(0..2_000_000));
    });
    let data: Vec<u8> = (0..2_000_000u32).flat_map(u32::to_be_bytes).collect();
    let (first, rest) = data.split_at(3_000_001);
    let (second, third) = rest.split_at(2);
    let frames = [OutFrame::from([first, second, third])];
    let mut connection = peer.dial();
    connection
        .write_all(&frames, seconds(30), &mut NoHook)
        .unwrap();
    drop(connection);
    peer.join();
}

#[test]
fn ten_thousand_frames_of_three_parts_arrive_in_order() {
    let peer = Peer::start(|mut stream| {
        for n in 0..10_000u32 {
            assert_eq!(
                read_frame(&mut stream),
                frame_of(Command::SingleCast, format!("id{n}data").as_bytes())[4..]
            );
        }
    });
    let ids: Vec<String> = (0..10_000).map(|n| format!("id{n}")).collect();
    let headers: Vec<_> = ids
        .iter()
        .map(|id| netsvr_wire::frame::header(Command::SingleCast.as_u32(), id.len() + 4).unwrap())
        .collect();
    let frames: Vec<_> = headers
        .iter()
        .zip(&ids)
        .map(|(header, id)| OutFrame::from([&header[..], id.as_bytes(), b"data"]))
        .collect();
    let mut connection = peer.dial();
    connection
        .write_all(&frames, seconds(30), &mut NoHook)
        .unwrap();
    peer.join();
}

#[test]
fn nothing_to_write_is_written_at_once() {
    let peer = Peer::start(|mut stream| {
        let mut got = Vec::new();
        stream.read_to_end(&mut got).unwrap();
        assert!(got.is_empty());
    });
    let mut connection = peer.dial();
    connection.write_all(&[], seconds(10), &mut NoHook).unwrap();
    drop(connection);
    peer.join();
}

#[test]
fn a_reset_in_the_middle_says_which_frames_had_left() {
    let peer = Peer::start(|stream| {
        // closing with unread bytes resets the connection
        stream.peek(&mut [0; 1000]).unwrap();
        std::thread::sleep(Duration::from_millis(50));
    });
    let big = vec![0; 64 << 20];
    let frames = [
        OutFrame::from([&b"first"[..]]),
        OutFrame::from([&b"head"[..], &big]),
        OutFrame::from([&b"last"[..]]),
    ];
    let mut connection = peer.dial();
    let failure = connection
        .write_all(&frames, seconds(30), &mut NoHook)
        .unwrap_err();
    assert!(
        matches!(failure.error, ExchangeError::Write(WriteError::Io(_))),
        "{failure}"
    );
    assert!(matches!(
        failure.error.errno(),
        Some(libc::ECONNRESET | libc::EPIPE)
    ));
    assert_eq!(failure.sent.frames, 1);
    assert!(failure.sent.bytes > 5);
    assert_eq!(connection.probe(), Probe::Closed);
    peer.join();
}

#[test]
fn a_gateway_that_does_not_read_ends_the_call_by_the_deadline() {
    let (end, ended) = mpsc::channel::<()>();
    let peer = Peer::start(move |_stream| {
        let _ = ended.recv_timeout(Duration::from_secs(10));
    });
    let big = vec![0; 64 << 20];
    let mut connection = peer.dial();
    let deadline = Deadline::after(Duration::from_millis(200));
    let failure = connection
        .write_all(&[OutFrame::from([&big[..]])], deadline, &mut NoHook)
        .unwrap_err();
    assert_eq!(
        failure.error,
        ExchangeError::Write(WriteError::TimedOut {
            after: Duration::from_millis(200)
        })
    );
    assert_eq!(failure.sent.frames, 0);
    assert!(failure.sent.bytes > 0);
    assert!(connection.is_poisoned());
    end.send(()).unwrap();
    peer.join();
}

#[test]
fn a_gateway_that_answers_before_it_reads_does_not_deadlock() {
    const SIZE: usize = 32 << 20;
    let peer = Peer::start(|mut stream| {
        let mut header = [0; 8];
        stream.read_exact(&mut header).unwrap();
        let body = vec![3; SIZE];
        stream
            .write_all(&frame_of(Command::ConnInfo, &body))
            .unwrap();
        let mut rest = vec![0; SIZE];
        stream.read_exact(&mut rest).unwrap();
        assert!(rest.iter().all(|byte| *byte == 1));
        wait_for_close(&mut stream);
    });
    let request = frame_of(Command::ConnInfo, &vec![1; SIZE]);
    let frames = [OutFrame::from([request.as_slice()])];
    let mut connection = peer.dial();
    {
        let mut exchanges = [Exchange::request(
            &mut connection,
            &frames,
            Command::ConnInfo,
        )];
        exchange::run(&mut exchanges, LIMIT, seconds(30), &mut NoHook);
        let [exchange] = exchanges;
        let body = exchange.into_result().unwrap().unwrap();
        assert_eq!(body.len(), SIZE);
        assert!(body.iter().all(|byte| *byte == 3));
    }
    drop(connection);
    peer.join();
}

#[test]
fn four_gateways_are_asked_at_once_and_one_failure_stays_alone() {
    let mut peers: Vec<_> = (0..4u8)
        .map(|n| {
            Peer::start(move |mut stream| {
                read_frame(&mut stream);
                std::thread::sleep(Duration::from_millis(800));
                let _ = stream.write_all(&frame_of(Command::UniqIdCount, &[n]));
                wait_for_close(&mut stream);
            })
        })
        .collect();
    peers.push(Peer::start(|mut stream| {
        read_frame(&mut stream);
    }));
    let mut connections: Vec<_> = peers.iter().map(Peer::dial).collect();
    let request = frame_of(Command::UniqIdCount, b"");
    let frames = [OutFrame::from([request.as_slice()])];
    let mut exchanges: Vec<_> = connections
        .iter_mut()
        .map(|c| Exchange::request(c, &frames, Command::UniqIdCount))
        .collect();
    let began = std::time::Instant::now();
    exchange::run(&mut exchanges, LIMIT, seconds(10), &mut NoHook);
    let took = began.elapsed();
    let results: Vec<_> = exchanges.into_iter().map(Exchange::into_result).collect();
    for (n, result) in (0..4u8).zip(&results) {
        assert_eq!(*result, Ok(Some(&[n][..])));
    }
    assert!(results[4].is_err());
    // one after the other would take 3.2 s
    assert!(took < Duration::from_millis(2600), "{took:?}");
    let poisoned: Vec<_> = connections.iter().map(Connection::is_poisoned).collect();
    assert_eq!(poisoned, [false, false, false, false, true]);
    drop(connections);
    peers.into_iter().for_each(Peer::join);
}

#[test]
fn one_way_commands_and_requests_run_side_by_side() {
    let listener = Peer::start(|mut stream| {
        assert_eq!(
            read_frame(&mut stream),
            frame_of(Command::Broadcast, b"x")[4..]
        );
    });
    let asked = Peer::start(|mut stream| answer(&mut stream, b"yes"));
    let (mut first, mut second) = (listener.dial(), asked.dial());
    let cast = frame_of(Command::Broadcast, b"x");
    let ask = frame_of(Command::Metrics, b"");
    let (cast, ask) = ([OutFrame::from([&cast[..]])], [OutFrame::from([&ask[..]])]);
    let mut exchanges = [
        Exchange::one_way(&mut first, &cast),
        Exchange::request(&mut second, &ask, Command::Metrics),
    ];
    exchange::run(&mut exchanges, LIMIT, seconds(10), &mut NoHook);
    let [cast, ask] = exchanges.map(Exchange::into_result);
    assert_eq!(cast, Ok(None));
    assert_eq!(ask, Ok(Some(&b"yes"[..])));
    listener.join();
    asked.join();
}
