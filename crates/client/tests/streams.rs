//! Registered connections: what has been written is confirmed by an answer among the events, a gateway that answers
//! nothing is noticed, and what may be lost is known.
#![allow(clippy::unwrap_used)]

mod support;

use netsvr_client::{Confirming, Deadline, Ending, NoHook, OutFrame, Stream, Vital};
use netsvr_wire::Command;
use std::io::Write;
use std::net::TcpStream;
use std::sync::mpsc;
use std::time::Duration;
use support::{answer, await_answers, frame_of, read_frame, seconds, wait_for_close, Peer, LIMIT};

const MARK: usize = 16 << 20;

fn stream_to(peer: &Peer, patience: Duration) -> Stream {
    Stream::from(peer.dial()).patient(patience)
}

fn event(number: u32) -> Vec<u8> {
    frame_of(Command::Transfer, &number.to_be_bytes())
}

fn write(stream: &mut Stream, bytes: &[u8]) {
    stream.write(&[OutFrame::from([bytes])], MARK).unwrap();
}

/// The bodies of the frames that have arrived, once there are as many.
fn bodies(stream: &mut Stream, count: usize) -> Vec<Vec<u8>> {
    let mut got = Vec::new();
    while got.len() < count {
        assert!(stream.has_frame(LIMIT) || stream.wait_ready(seconds(10), &mut NoHook).unwrap());
        stream.fill(LIMIT);
        while let Ok(Some(frame)) = stream.next_frame(LIMIT) {
            assert_eq!(frame.command(), Some(Command::Transfer.as_u32()));
            got.push(frame.body().to_vec());
        }
    }
    got
}

fn counts(streams: &mut [&mut Stream], deadline: Deadline) -> Vec<(u64, u64)> {
    let mut confirming: Vec<_> = streams.iter_mut().map(|it| Confirming::ask(it)).collect();
    let mut asked: Vec<_> = confirming.iter_mut().collect();
    await_answers(&mut asked, streams, deadline);
    confirming.iter().map(Confirming::counts).collect()
}

#[test]
fn an_answer_behind_events_confirms_and_the_events_stay_in_order() {
    let peer = Peer::start(|mut far| {
        for _ in 0..3 {
            read_frame(&mut far);
        }
        // more than a buffer full, with the end of one of them behind the answer's start
        for number in 0..20_000 {
            far.write_all(&event(number)).unwrap();
        }
        answer(&mut far, b"counts");
        far.write_all(&event(20_000)).unwrap();
        read_frame(&mut far);
        answer(&mut far, b"");
        wait_for_close(&mut far);
    });
    let mut stream = stream_to(&peer, Duration::from_secs(10));
    for _ in 0..3 {
        write(&mut stream, &frame_of(Command::Broadcast, b"hello"));
    }
    assert_eq!(counts(&mut [&mut stream], seconds(10)), [(3, 0)]);
    // nothing is left to be confirmed, but what comes now
    write(&mut stream, &frame_of(Command::Broadcast, b"again"));
    assert_eq!(counts(&mut [&mut stream], seconds(10)), [(1, 0)]);
    let got = bodies(&mut stream, 20_001);
    assert!(got
        .into_iter()
        .eq((0..=20_000u32).map(|it| it.to_be_bytes().to_vec())));
    assert!(!stream.has_frame(LIMIT) || matches!(stream.next_frame(LIMIT), Ok(None)));
    drop(stream);
    peer.join();
}

#[test]
fn what_is_corked_is_confirmed_and_a_gateway_that_is_silent_holds_up_nobody() {
    let answers = Peer::start(|mut far| {
        for _ in 0..2 {
            read_frame(&mut far);
        }
        answer(&mut far, b"");
        wait_for_close(&mut far);
    });
    let silent = Peer::start(|mut far| wait_for_close(&mut far));
    let mut first = stream_to(&answers, Duration::from_secs(10));
    let mut second = stream_to(&silent, Duration::from_secs(10));
    let frame = frame_of(Command::Broadcast, b"hello");
    first.cork(&[OutFrame::from([&frame[..]])], MARK).unwrap();
    first.cork(&[OutFrame::from([&frame[..]])], MARK).unwrap();
    write(&mut second, &frame);
    let deadline = Deadline::after(Duration::from_millis(1500));
    assert_eq!(
        counts(&mut [&mut second, &mut first], deadline),
        [(0, 1), (2, 0)]
    );
    assert!(deadline.expired());
    drop((first, second));
    answers.join();
    silent.join();
}

#[test]
fn a_gateway_that_closes_or_sends_too_much_confirms_nothing() {
    let closes = Peer::start(|mut far| drop(read_frame(&mut far)));
    let floods = Peer::start(|mut far| {
        read_frame(&mut far);
        let body = vec![7; 1 << 20];
        while far.write_all(&frame_of(Command::Transfer, &body)).is_ok() {}
    });
    let mut first = stream_to(&closes, Duration::from_secs(10));
    let mut second = stream_to(&floods, Duration::from_secs(10));
    for stream in [&mut first, &mut second] {
        write(stream, &frame_of(Command::Broadcast, b"hello"));
    }
    let deadline = seconds(10);
    assert_eq!(
        counts(&mut [&mut first, &mut second], deadline),
        [(0, 1), (0, 1)]
    );
    assert!(!deadline.expired());
    assert!(
        // what the system has for it at a time comes on top
        (14..=64).contains(&second.waiting_frames()),
        "{}",
        second.waiting_frames()
    );
    drop((first, second));
    closes.join();
    floods.join();
}

/// Heartbeats until the gateway has been asked.
fn until_asked(stream: &mut Stream) -> u32 {
    let mut heartbeats = 0;
    loop {
        heartbeats += 1;
        assert!(heartbeats < 10);
        match stream.heartbeat(LIMIT) {
            Vital::Well => {}
            Vital::Asked(_) => return heartbeats,
            Vital::Lost => panic!("lost"),
        }
    }
}

#[test]
fn a_gateway_that_is_quiet_is_asked_and_its_answer_is_no_event() {
    let (say, said) = mpsc::channel::<()>();
    let peer = Peer::start(move |mut far: TcpStream| {
        far.write_all(&event(1)).unwrap();
        assert_eq!(
            read_frame(&mut far),
            frame_of(Command::UniqIdCount, b"")[4..]
        );
        said.recv().unwrap();
        far.write_all(&frame_of(Command::UniqIdCount, b"counts"))
            .unwrap();
        far.write_all(&event(2)).unwrap();
        wait_for_close(&mut far);
    });
    let mut stream = stream_to(&peer, Duration::from_millis(1));
    bodies(&mut stream, 1);
    assert_eq!(until_asked(&mut stream), 3);
    assert!(stream.waits_until().is_some());
    say.send(()).unwrap();
    assert_eq!(bodies(&mut stream, 1), [2u32.to_be_bytes()]);
    // anything is an answer
    assert!(stream.waits_until().is_none() && !stream.has_fallen_silent(LIMIT));
    assert_eq!(stream.lost(), None);
    drop(stream);
    peer.join();
}

#[test]
fn a_gateway_that_answers_nothing_is_lost_with_what_was_written_since_its_last_answer() {
    let peer = Peer::start(|mut far| wait_for_close(&mut far));
    let mut stream = stream_to(&peer, Duration::from_millis(1500));
    for _ in 0..4 {
        write(&mut stream, &frame_of(Command::Broadcast, b"hello"));
    }
    until_asked(&mut stream);
    assert!(!stream.has_fallen_silent(LIMIT));
    std::thread::sleep(Duration::from_millis(1600));
    assert!(stream.has_fallen_silent(LIMIT));
    let lost = stream.lost().unwrap();
    assert!(matches!(lost.how, Ending::Silent(_)));
    assert_eq!(lost.frames, 4, "{lost}");
    assert!(lost
        .to_string()
        .contains("4 frames may be lost: written since its last answer"));
    drop(stream);
    peer.join();
}

#[test]
fn an_orderly_close_after_everything_was_read_costs_nothing() {
    let peer = Peer::start(|mut far| {
        for _ in 0..5 {
            read_frame(&mut far);
        }
    });
    let mut stream = stream_to(&peer, Duration::from_secs(10));
    for _ in 0..5 {
        write(&mut stream, &frame_of(Command::Broadcast, b"hello"));
    }
    peer.join();
    assert!(stream.wait_ready(seconds(10), &mut NoHook).unwrap());
    stream.fill(LIMIT);
    let lost = stream.lost().unwrap();
    assert_eq!((lost.how, lost.frames), (Ending::Closed, 0));
}

#[test]
fn a_connection_that_is_broken_off_may_have_lost_what_was_written_since() {
    let (say, said) = mpsc::channel::<()>();
    let peer = Peer::start(move |mut far| {
        read_frame(&mut far);
        said.recv().unwrap();
        // closed with the rest unread: the system breaks it off
    });
    let mut stream = stream_to(&peer, Duration::from_secs(10));
    for _ in 0..3 {
        write(&mut stream, &frame_of(Command::Broadcast, b"hello"));
    }
    say.send(()).unwrap();
    peer.join();
    assert!(stream.wait_ready(seconds(10), &mut NoHook).unwrap());
    stream.fill(LIMIT);
    let lost = stream.lost().unwrap();
    assert_eq!((lost.how, lost.frames, lost.recent), (Ending::Reset, 3, 3));
}
