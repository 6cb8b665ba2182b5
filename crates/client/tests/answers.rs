//! What a request makes of the answers that gateways can give.
#![allow(clippy::unwrap_used)]

mod support;

use netsvr_client::{Deadline, ExchangeError, NoHook, OutFrame, Probe, ReadError, WriteError};
use netsvr_wire::Command;
use std::io::Write;
use std::sync::mpsc;
use std::time::{Duration, Instant};
use support::{answer, frame_of, read_frame, request, request_by, seconds, wait_for_close, Peer};

#[test]
fn an_answer_split_byte_by_byte_arrives_whole() {
    let peer = Peer::start(|mut stream| {
        stream.set_nodelay(true).unwrap();
        read_frame(&mut stream);
        for byte in frame_of(Command::CheckOnline, b"a body of some bytes") {
            stream.write_all(&[byte]).unwrap();
            std::thread::sleep(Duration::from_millis(1));
        }
        wait_for_close(&mut stream);
    });
    let mut connection = peer.dial();
    assert_eq!(request(&mut connection).unwrap(), b"a body of some bytes");
    assert_eq!(connection.answer_body(), b"a body of some bytes");
    drop(connection);
    peer.join();
}

#[test]
fn requests_follow_each_other_on_one_connection() {
    let peer = Peer::start(|mut stream| {
        for n in 0..100u8 {
            answer(&mut stream, &[n; 100]);
        }
    });
    let mut connection = peer.dial();
    for n in 0..100u8 {
        assert_eq!(connection.probe(), Probe::Alive);
        assert_eq!(request(&mut connection).unwrap(), [n; 100]);
    }
    peer.join();
}

#[test]
fn an_answer_of_6_mb_arrives_and_its_memory_is_given_back() {
    let peer = Peer::start(|mut stream| {
        answer(&mut stream, &vec![7; 6 << 20]);
        answer(&mut stream, b"small");
        wait_for_close(&mut stream);
    });
    let mut connection = peer.dial();
    assert_eq!(request(&mut connection).unwrap(), vec![7; 6 << 20]);
    assert_eq!(request(&mut connection).unwrap(), b"small");
    let (descriptor, unread) = connection.release();
    assert!(unread.is_empty());
    assert!(unread.capacity() <= 4 << 20);
    drop(descriptor);
    peer.join();
}

#[test]
fn a_truncated_answer_is_a_closed_connection() {
    let peer = Peer::start(|mut stream| {
        read_frame(&mut stream);
        let whole = frame_of(Command::CheckOnline, &[1; 100]);
        stream.write_all(&whole[..50]).unwrap();
    });
    let mut connection = peer.dial();
    let failure = request(&mut connection).unwrap_err();
    assert_eq!(
        failure.error,
        ExchangeError::Read(ReadError::Closed { received: 50 })
    );
    assert_eq!(failure.sent.frames, 1);
    assert_eq!(connection.probe(), Probe::Closed);
    peer.join();
}

#[test]
fn an_answer_above_the_limit_takes_no_memory() {
    let peer = Peer::start(|mut stream| {
        read_frame(&mut stream);
        stream.write_all(&(200u32 << 20).to_be_bytes()).unwrap();
        wait_for_close(&mut stream);
    });
    let mut connection = peer.dial();
    let failure = request_by(&mut connection, 100 << 20, seconds(10)).unwrap_err();
    assert_eq!(
        failure.error,
        ExchangeError::Read(ReadError::TooLong {
            length: 200 << 20,
            limit: 100 << 20
        })
    );
    let (_descriptor, unread) = connection.release();
    assert!(unread.capacity() < 1 << 20);
}

#[test]
fn an_answer_of_exactly_the_limit_is_taken() {
    let peer = Peer::start(|mut stream| answer(&mut stream, &[9; 996]));
    let mut connection = peer.dial();
    assert_eq!(
        request_by(&mut connection, 1000, seconds(10)).unwrap(),
        [9; 996]
    );
    peer.join();
}

#[test]
fn an_answer_to_another_command_is_refused() {
    let peer = Peer::start(|mut stream| {
        read_frame(&mut stream);
        stream
            .write_all(&frame_of(Command::UniqIdList, b"x"))
            .unwrap();
        wait_for_close(&mut stream);
    });
    let mut connection = peer.dial();
    let failure = request(&mut connection).unwrap_err();
    assert_eq!(
        failure.to_string(),
        "an answer to CheckOnline (900003003) was expected, one to UniqIdList (900003006) arrived"
    );
    assert!(connection.is_poisoned());
}

#[test]
fn two_answers_to_one_request_are_refused() {
    let peer = Peer::start(|mut stream| {
        read_frame(&mut stream);
        let one = frame_of(Command::CheckOnline, b"x");
        stream.write_all(&[one.clone(), one].concat()).unwrap();
        wait_for_close(&mut stream);
    });
    let mut connection = peer.dial();
    let failure = request(&mut connection).unwrap_err();
    assert_eq!(
        failure.error,
        ExchangeError::Read(ReadError::Unsolicited { bytes: 9 })
    );
}

#[test]
fn a_second_answer_that_comes_late_does_not_answer_the_next_request() {
    let (sent, was_sent) = mpsc::channel();
    let peer = Peer::start(move |mut stream| {
        answer(&mut stream, b"first");
        std::thread::sleep(Duration::from_millis(20));
        stream
            .write_all(&frame_of(Command::CheckOnline, b"late"))
            .unwrap();
        sent.send(()).unwrap();
        wait_for_close(&mut stream);
    });
    let mut connection = peer.dial();
    assert_eq!(request(&mut connection).unwrap(), b"first");
    was_sent.recv().unwrap();
    let failure = request(&mut connection).unwrap_err();
    assert_eq!(failure.error, ExchangeError::Write(WriteError::Unread));
    assert!(failure.sent.is_nothing());
}

#[test]
fn one_deadline_bounds_the_call_and_a_late_answer_is_never_used() {
    let (end, ended) = mpsc::channel::<()>();
    let peer = Peer::start(move |mut stream| {
        read_frame(&mut stream);
        let _ = ended.recv_timeout(Duration::from_secs(10));
        wait_for_close(&mut stream);
    });
    let began = Instant::now();
    let deadline = Deadline::after(Duration::from_millis(200));
    let mut connection = netsvr_client::dial::dial(peer.addr, deadline, &mut NoHook).unwrap();
    std::thread::sleep(Duration::from_millis(100));
    let failure = request_by(&mut connection, 100, deadline).unwrap_err();
    let took = began.elapsed();
    assert!(failure.error.is_timeout());
    assert_eq!(failure.error.to_string(), "reading took longer than 200ms");
    assert!(took >= Duration::from_millis(200), "{took:?}");
    assert!(took < Duration::from_secs(5), "{took:?}");
    assert_eq!(connection.probe(), Probe::Closed);
    end.send(()).unwrap();
    drop(connection);
    peer.join();
}

#[test]
fn a_gateway_that_never_stops_sending_cannot_outlast_the_deadline() {
    let peer = Peer::start(|mut stream| {
        read_frame(&mut stream);
        stream.set_nodelay(true).unwrap();
        let _ = stream.write_all(&(50u32 << 20).to_be_bytes());
        let _ = stream.write_all(&Command::CheckOnline.as_u32().to_be_bytes());
        // ends by itself only so that a call that does not end can be seen
        let began = Instant::now();
        while began.elapsed() < Duration::from_secs(5) && stream.write_all(&[0]).is_ok() {}
    });
    let mut connection = peer.dial();
    let deadline = Deadline::after(Duration::from_millis(200));
    let failure = request_by(&mut connection, 64 << 20, deadline).unwrap_err();
    assert!(failure.error.is_timeout());
    assert!(deadline.expired());
    drop(connection);
    peer.join();
}

#[test]
fn frames_are_read_one_by_one_and_the_rest_stays() {
    let peer = Peer::start(|mut stream| {
        let two = [
            frame_of(Command::Transfer, b"one"),
            frame_of(Command::ConnOpen, b"two"),
        ];
        stream.write_all(&two.concat()).unwrap();
        stream.write_all(&[0, 0, 0, 2, b'h', b'b']).unwrap();
    });
    let mut connection = peer.dial();
    let mut next = || {
        connection
            .read_frame(100, seconds(10), &mut NoHook)
            .map(<[u8]>::to_vec)
    };
    assert_eq!(next().unwrap(), frame_of(Command::Transfer, b"one")[4..]);
    assert_eq!(next().unwrap(), frame_of(Command::ConnOpen, b"two")[4..]);
    assert_eq!(next().unwrap(), b"hb");
    assert_eq!(next(), Err(ReadError::Closed { received: 0 }));
    assert_eq!(next(), Err(ReadError::Poisoned));
    peer.join();
}

#[test]
fn unread_frames_keep_a_request_from_being_written() {
    let peer = Peer::start(|mut stream| {
        let one = frame_of(Command::CheckOnline, b"x");
        stream.write_all(&[one.clone(), one].concat()).unwrap();
        wait_for_close(&mut stream);
    });
    let mut connection = peer.dial();
    // the second frame is in the buffer or in the socket, which is no matter
    connection
        .read_frame(100, seconds(10), &mut NoHook)
        .unwrap();
    let failure = request(&mut connection).unwrap_err();
    assert_eq!(failure.error, ExchangeError::Write(WriteError::Unread));
    assert!(failure.sent.is_nothing());
}

#[test]
fn reading_a_frame_ends_by_the_deadline_and_poisons() {
    let peer = Peer::start(|mut stream| {
        stream.write_all(&[0, 0]).unwrap();
        wait_for_close(&mut stream);
    });
    let mut connection = peer.dial();
    let deadline = Deadline::after(Duration::from_millis(100));
    assert_eq!(
        connection.read_frame(100, deadline, &mut NoHook),
        Err(ReadError::TimedOut {
            after: Duration::from_millis(100)
        })
    );
    assert_eq!(connection.probe(), Probe::Closed);
}

#[test]
fn a_written_frame_is_answered_to_whoever_reads() {
    let peer = Peer::start(|mut stream| answer(&mut stream, b"yes"));
    let mut connection = peer.dial();
    let ask = frame_of(Command::Limit, b"");
    let frames = [OutFrame::from([ask.as_slice()])];
    connection
        .write_all(&frames, seconds(10), &mut NoHook)
        .unwrap();
    let payload = connection
        .read_frame(100, seconds(10), &mut NoHook)
        .unwrap();
    assert_eq!(payload, &frame_of(Command::Limit, b"yes")[4..]);
    assert_eq!(connection.answer_body(), b"yes");
    peer.join();
}
