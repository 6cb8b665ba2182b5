//! A thread stands in for the owner of a stream that is busy: heartbeats between whole frames, reading ahead, and an
//! end of both when it takes too long. A child has none of it.
#![allow(clippy::unwrap_used)]

mod support;

use netsvr_client::keepalive::{self, Busy, Plan};
use netsvr_client::{Confirming, Deadline, NoHook, OutFrame, SharedStream, Stream};
use netsvr_wire::Command;
use rustix::event::{poll, PollFd, PollFlags, Timespec};
use rustix::io::ioctl_fionread;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::os::fd::{AsFd, AsRawFd};
use std::panic::AssertUnwindSafe;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{mpsc, Arc};
use std::thread::sleep;
use std::time::{Duration, Instant};
use support::{answer, await_answers, frame_of, read_frame, wait_for_close, Peer, LIMIT};

const INTERVAL: Duration = Duration::from_millis(40);
const LONG: Duration = Duration::from_secs(10);
const HEARTBEAT: &[u8] = b"\0\0\0\x04beat";

fn plan() -> Plan {
    Plan {
        gateway: "gateway:1".to_owned(),
        heartbeat: HEARTBEAT.to_vec(),
        interval: INTERVAL,
        patience: Duration::from_secs(3600),
        most_unread: 16 << 20,
        limit: LIMIT,
        error_log: None,
    }
}

fn kept_alive(peer: &Peer, plan: Plan) -> (SharedStream, Arc<Busy>) {
    let mut shared = SharedStream::from(Stream::from(peer.dial()));
    let busy = Arc::default();
    assert!(!shared.is_kept_alive());
    assert!(shared.keep_alive(plan, &busy));
    (shared, busy)
}

/// Waits until that is so.
fn until(what: &str, is_so: impl Fn() -> bool) {
    let deadline = Deadline::after(LONG);
    while !is_so() {
        assert!(!deadline.expired(), "not within {LONG:?}: {what}");
        sleep(Duration::from_millis(5));
    }
}

/// A gateway that counts heartbeats. Everything else is an error.
fn counting() -> (Peer, Arc<AtomicUsize>) {
    let count = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&count);
    let peer = Peer::start(move |mut far| {
        let mut frame = [0; HEARTBEAT.len()];
        while far.read_exact(&mut frame).is_ok() {
            assert_eq!(frame, HEARTBEAT);
            counted.fetch_add(1, Ordering::Relaxed);
        }
    });
    (peer, count)
}

fn in_socket(shared: &SharedStream) -> u64 {
    ioctl_fionread(&*shared.lock()).unwrap()
}

fn event(number: u32, size: usize) -> Vec<u8> {
    let mut body = number.to_be_bytes().to_vec();
    body.resize(size, 7);
    frame_of(Command::Transfer, &body)
}

/// The numbers of all events, up to the last one.
fn numbers(shared: &SharedStream, last: u32) -> Vec<u32> {
    let mut got = Vec::new();
    let deadline = Deadline::after(LONG);
    while got.last() != Some(&last) {
        let mut stream = shared.lock();
        if !stream.has_frame(LIMIT) {
            assert!(stream.wait_ready(deadline, &mut NoHook).unwrap());
        }
        stream.fill(LIMIT);
        while let Some(frame) = stream.next_frame(LIMIT).unwrap() {
            assert_eq!(frame.command(), Some(Command::Transfer.as_u32()));
            got.push(u32::from_be_bytes(*frame.body().first_chunk().unwrap()));
        }
    }
    got
}

#[test]
fn heartbeats_go_on_while_their_owner_is_busy_and_are_left_to_it_otherwise() {
    let (peer, count) = counting();
    let (shared, _) = kept_alive(&peer, plan());
    let began = Instant::now();
    until("heartbeats go on", || count.load(Ordering::Relaxed) >= 10);
    let while_busy = count.load(Ordering::Relaxed) as u128;
    let due = began.elapsed().as_millis() / INTERVAL.as_millis();
    assert!(while_busy <= due + 1, "{while_busy}, not {due}");
    assert!(shared.lock().take_absence().is_some());

    // a machine that is busy itself may be late
    let mut quiet = false;
    for _ in 0..5 {
        shared.lock().note_heartbeat();
        sleep(INTERVAL);
        let before = count.load(Ordering::Relaxed);
        for _ in 0..30 {
            shared.lock().note_heartbeat();
            sleep(INTERVAL / 4);
        }
        quiet |= count.load(Ordering::Relaxed) == before;
    }
    assert!(quiet);
    drop(shared);
    peer.join();
}

#[test]
fn heartbeats_stand_between_whole_frames_whatever_the_gateway_takes() {
    const FRAMES: u32 = 60;
    let (tell, told) = mpsc::channel();
    let peer = Peer::start(move |mut far| {
        let mut bytes = Vec::new();
        let mut chunk = vec![0; 40_961];
        loop {
            let read = far.read(&mut chunk).unwrap();
            if read == 0 {
                break;
            }
            bytes.extend_from_slice(&chunk[..read]);
            sleep(Duration::from_millis(2));
        }
        tell.send(bytes).unwrap();
    });
    let brisk = Plan {
        interval: Duration::from_millis(4),
        ..plan()
    };
    let (shared, _) = kept_alive(&peer, brisk);
    let mut size = 1;
    for number in 0..FRAMES {
        // any size from a few bytes to several times what the system takes at once
        size = size * 7919 % 611_953;
        let frame = event(number, 4 + size);
        let frames = [OutFrame::from([&frame[..]])];
        let mut stream = shared.lock();
        if number % 3 == 0 {
            stream.cork(&frames, usize::MAX).unwrap();
        } else {
            stream.write(&frames, usize::MAX).unwrap();
        }
        drop(stream);
        sleep(Duration::from_millis(u64::from(number % 5) * 5));
    }
    // the thread writes all of it, and goes on with heartbeats
    until("all is written", || shared.lock().unwritten() == 0);
    sleep(Duration::from_millis(100));
    drop(shared);
    let bytes = told.recv_timeout(Duration::from_secs(60)).unwrap();
    let (mut rest, mut next, mut heartbeats) = (&bytes[..], 0, 0);
    let mut size = 1;
    while !rest.is_empty() {
        if rest.starts_with(HEARTBEAT) {
            heartbeats += 1;
            rest = &rest[HEARTBEAT.len()..];
            continue;
        }
        size = size * 7919 % 611_953;
        let frame = event(next, 4 + size);
        assert!(rest.starts_with(&frame), "frame {next} is whole");
        rest = &rest[frame.len()..];
        next += 1;
    }
    assert_eq!(next, FRAMES);
    assert!(heartbeats > 10, "{heartbeats}");
    peer.join();
}

#[test]
fn what_is_read_ahead_comes_in_order_and_a_byte_stays_where_loops_see_it() {
    const EVENTS: u32 = 20_000;
    let peer = Peer::start(|mut far| {
        let events: Vec<u8> = (0..EVENTS).flat_map(|number| event(number, 200)).collect();
        // more than the system takes: whoever does not read is given up after this peer's time-out
        far.write_all(&events).unwrap();
        wait_for_close(&mut far);
    });
    let (shared, _) = kept_alive(&peer, plan());
    until("all is read but one byte", || {
        in_socket(&shared) == 1 && shared.lock().waiting_frames() == EVENTS as usize - 1
    });
    let stream = shared.lock();
    let mut fds = [PollFd::new(&*stream, PollFlags::IN)];
    assert_eq!(poll(&mut fds, Some(&Timespec::default())), Ok(1));
    drop(stream);
    assert!(numbers(&shared, EVENTS - 1).into_iter().eq(0..EVENTS));
    drop(shared);
    peer.join();
}

#[test]
fn events_that_find_no_room_are_dropped_whole_the_last_ones_first_and_answers_are_not() {
    const EVENTS: u32 = 500;
    let (go_on, goes_on) = mpsc::channel();
    let peer = Peer::start(move |mut far| {
        read_frame_but_heartbeats(&mut far);
        // whoever has asked is to read nothing of it
        goes_on.recv().unwrap();
        for number in 0..EVENTS {
            far.write_all(&event(number, 992)).unwrap();
        }
        far.write_all(&frame_of(Command::UniqIdCount, b"first"))
            .unwrap();
        far.write_all(&event(EVENTS, 992)).unwrap();
        read_frame_but_heartbeats(&mut far);
        far.write_all(&frame_of(Command::UniqIdCount, b"second"))
            .unwrap();
        far.write_all(&event(EVENTS + 1, 992)).unwrap();
        wait_for_close(&mut far);
    });
    let full = Plan {
        most_unread: 100_000,
        ..plan()
    };
    let (shared, _) = kept_alive(&peer, full);
    let ask = |deadline| {
        let mut stream = shared.lock();
        let mut asked = Confirming::ask(&mut stream);
        await_answers(&mut [&mut asked], &mut [&mut stream], deadline);
        asked.counts()
    };
    // nobody answers yet
    assert_eq!(ask(Deadline::after(Duration::ZERO)), (0, 0));
    go_on.send(()).unwrap();
    // a hundred events, the answer, and the last event
    until("all is read but one byte", || {
        in_socket(&shared) == 1 && shared.lock().waiting_frames() == 101
    });
    let absence = shared.lock().take_absence().unwrap();
    assert!(!absence.given_up);
    let frames = [OutFrame::from([HEARTBEAT])];
    shared.lock().write(&frames, usize::MAX).unwrap();
    // the second answer is not taken for the first one
    assert_eq!(ask(Deadline::after(LONG)).1, 0);
    let got = numbers(&shared, EVENTS + 1);
    // 1000 bytes each
    assert!(got.starts_with(&(0..100).collect::<Vec<_>>()), "{got:?}");
    assert_eq!(got[100..], [EVENTS, EVENTS + 1]);
    assert_eq!(absence.dropped, EVENTS as usize - 100);
    drop(shared);
    peer.join();
}

fn read_frame_but_heartbeats(far: &mut TcpStream) -> Vec<u8> {
    loop {
        let frame = read_frame(far);
        if frame != b"beat" {
            return frame;
        }
    }
}

#[test]
fn an_owner_that_is_busy_for_too_long_is_given_up_and_taken_up_again() {
    let log = std::env::temp_dir().join(format!("netsvr-keepalive-{}", std::process::id()));
    let (peer, count) = counting();
    let strict = Plan {
        patience: INTERVAL * 10,
        error_log: Some(log.clone()),
        ..plan()
    };
    let (shared, busy) = kept_alive(&peer, strict);
    for round in 1..=2 {
        let lines = || std::fs::read_to_string(&log).unwrap_or_default();
        until("a line is in the log", || lines().lines().count() == round);
        let line = lines().lines().last().unwrap().to_owned();
        let process = format!(
            "PHP code of process {} has been busy for ",
            std::process::id()
        );
        assert!(line.starts_with('[') && line.contains(" UTC] netsvr: main socket to gateway:1: "));
        assert!(line.contains(&process), "{line}");
        // the last one is on its way
        sleep(INTERVAL * 3);
        let before = count.load(Ordering::Relaxed);
        assert!(before >= 3, "{before}");
        sleep(INTERVAL * 5);
        assert_eq!(count.load(Ordering::Relaxed), before);
        assert!(shared.lock().take_absence().unwrap().given_up);
        assert!(shared.lock().take_absence().is_none());
        shared.lock().note_heartbeat();
    }
    // busy with one thing, whatever heartbeats there are
    busy.begin();
    until("it is given up", || {
        let mut stream = shared.lock();
        stream.note_heartbeat();
        stream.take_absence().is_some_and(|it| it.given_up)
    });
    busy.end();
    std::fs::remove_file(&log).unwrap();
    drop(shared);
    peer.join();
}

#[test]
fn forked_children_close_their_copies_and_keep_streams_of_their_own_alive() {
    let (peer, count) = counting();
    let brisk = Plan {
        interval: Duration::from_millis(2),
        ..plan()
    };
    let (shared, _) = kept_alive(&peer, brisk.clone());
    let number = shared.lock().as_fd().as_raw_fd();
    let mut shared = Some(shared);
    for round in 0..200 {
        sleep(Duration::from_micros(round * 37 % 2000));
        // SAFETY: the child only calls what a forked child of this crate's users may call, and ends.
        let child = unsafe { libc::fork() };
        if child == 0 {
            let ended = std::panic::catch_unwind(AssertUnwindSafe(|| {
                // SAFETY: ends a child that hangs.
                unsafe { libc::alarm(20) };
                let inherited = shared.take().unwrap();
                assert_eq!(inherited.lock().take_absence(), None);
                drop(inherited);
                // SAFETY: asks whether the descriptor is open.
                assert_eq!(unsafe { libc::fcntl(number, libc::F_GETFD) }, -1);
                if round % 20 == 0 {
                    let (peer, count) = counting();
                    let (own, _) = kept_alive(&peer, brisk.clone());
                    until("there are heartbeats", || count.load(Ordering::Relaxed) > 3);
                    drop(own);
                    peer.join();
                }
            }));
            // SAFETY: ends the process.
            unsafe { libc::_exit(i32::from(ended.is_err())) }
        }
        let mut status = 0;
        // SAFETY: waits for a child of this process.
        assert_eq!(unsafe { libc::waitpid(child, &raw mut status, 0) }, child);
        assert_eq!(status, 0);
    }
    let before = count.load(Ordering::Relaxed);
    until("heartbeats go on", || {
        count.load(Ordering::Relaxed) > before + 5
    });
    drop(shared);
    peer.join();
}

#[test]
fn a_gateway_that_has_closed_is_left_to_the_owner() {
    let peer = Peer::start(|mut far| {
        far.write_all(&event(0, 100)).unwrap();
        far.write_all(&event(1, 100)).unwrap();
        answer(&mut far, b"");
    });
    let (shared, _) = kept_alive(&peer, plan());
    let question = frame_of(Command::CheckOnline, b"");
    let frames = [OutFrame::from([&question[..]])];
    shared.lock().write(&frames, usize::MAX).unwrap();
    peer.join();
    sleep(INTERVAL * 10);
    let mut stream = shared.lock();
    let deadline = Instant::now() + LONG;
    let mut got = Vec::new();
    let end = loop {
        assert!(Instant::now() < deadline);
        stream.fill(LIMIT);
        match stream.next_frame(LIMIT) {
            Ok(Some(frame)) => got.push(frame.command()),
            Ok(None) => {}
            Err(end) => break end,
        }
    };
    assert_eq!(got.len(), 3, "what had come is there: {got:?}, {end}");
}

#[test]
fn a_descriptor_that_others_close_is_forgotten() {
    std::thread::spawn(|| {
        let (peer, _) = counting();
        let (shared, _) = kept_alive(&peer, plan());
        let number = shared.lock().as_fd().as_raw_fd();
        std::mem::forget(shared);
        assert_eq!(keepalive::left_behind(), [number]);
        // SAFETY: nobody uses the connection any more.
        assert_eq!(unsafe { libc::close(number) }, 0);
        peer.join();
    })
    .join()
    .unwrap();
}
