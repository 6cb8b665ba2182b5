//! Messages that follow each other closely share packets; none waits for long.
#![allow(clippy::unwrap_used)]

mod support;

use netsvr_client::{burst, exchange, in_use, Connection, Exchange, NoHook, OutFrame, Stream};
use netsvr_wire::Command;
use std::io::Read;
use std::net::TcpStream;
use std::os::fd::{AsFd, AsRawFd};
use std::sync::mpsc;
use std::time::{Duration, Instant};
use support::{frame_of, request, seconds, wait_for_close, Peer, LIMIT};

/// Enough for any packet to be on its way many times over.
const LONG: Duration = Duration::from_secs(10);

fn message() -> Vec<u8> {
    frame_of(Command::SingleCast, &[7; 60])
}

/// Sends so many messages, as closely as a loop can.
fn send(connection: &mut Connection, count: usize) {
    let message = message();
    let frames = [OutFrame::from([message.as_slice()])];
    for _ in 0..count {
        let _ = connection.probe();
        let mut exchanges = [Exchange::one_way(connection, &frames)];
        exchange::run(&mut exchanges, LIMIT, seconds(10), &mut NoHook);
        let [exchange] = exchanges;
        exchange.into_result().unwrap();
    }
}

/// Data packets that have come on a connection.
fn packets(stream: &TcpStream) -> u32 {
    const DATA_SEGS_IN: usize = 152; // tcpi_data_segs_in
    let mut info = [0u8; 232];
    let mut size = libc::socklen_t::try_from(info.len()).unwrap();
    // SAFETY: the descriptor is open, and `info` has room for `size` bytes.
    let status = unsafe {
        libc::getsockopt(
            stream.as_raw_fd(),
            libc::IPPROTO_TCP,
            libc::TCP_INFO,
            info.as_mut_ptr().cast(),
            &raw mut size,
        )
    };
    assert_eq!(status, 0);
    let (_, from) = info.split_at(DATA_SEGS_IN);
    u32::from_ne_bytes(*from.first_chunk().unwrap())
}

/// A gateway that tells when so many bytes have come, and in how many packets. Reads until the connection ends.
fn counting(bytes: usize) -> (Peer, mpsc::Receiver<u32>) {
    let (tell, told) = mpsc::channel();
    let peer = Peer::start(move |mut stream| {
        stream.read_exact(&mut vec![0; bytes]).unwrap();
        tell.send(packets(&stream)).unwrap();
        wait_for_close(&mut stream);
    });
    (peer, told)
}

#[test]
fn a_burst_shares_packets_and_all_of_it_leaves_without_another_call() {
    const COUNT: usize = 10_000;
    let (peer, told) = counting(COUNT * message().len());
    let mut connection = peer.dial();
    send(&mut connection, COUNT);
    let packets = told.recv_timeout(LONG).unwrap();
    assert!(packets <= 2_000, "{packets} packets"); // a busy machine makes pauses
    drop(connection);
    peer.join();
}

#[test]
fn the_end_of_a_burst_does_not_wait_for_the_system_to_lose_its_patience() {
    const BURSTS: usize = 40;
    /// After that the system sends what it holds back by itself.
    const PATIENCE: Duration = Duration::from_millis(200);
    let (tell, told) = mpsc::channel();
    let peer = Peer::start(move |mut stream| {
        for _ in 0..BURSTS {
            stream
                .read_exact(&mut vec![0; 100 * message().len()])
                .unwrap();
            tell.send(()).unwrap();
        }
        wait_for_close(&mut stream);
    });
    let mut connection = peer.dial();
    let began = Instant::now();
    for _ in 0..BURSTS {
        send(&mut connection, 100);
        told.recv_timeout(LONG).unwrap();
    }
    assert!(began.elapsed() < PATIENCE * 25, "{:?}", began.elapsed());
    drop(connection);
    peer.join();
}

#[test]
fn a_request_takes_along_what_was_sent_before() {
    let peer = Peer::start(|mut stream| {
        stream
            .read_exact(&mut vec![0; 100 * message().len()])
            .unwrap();
        support::answer(&mut stream, b"there");
    });
    let mut connection = peer.dial();
    send(&mut connection, 100);
    assert_eq!(request(&mut connection).unwrap(), b"there");
    peer.join();
}

#[test]
fn what_is_held_back_leaves_when_the_connection_is_given_up_and_others_hold_it_open() {
    let (peer, told) = counting(50 * message().len());
    let mut connection = peer.dial();
    let duplicate = connection.as_fd().try_clone_to_owned().unwrap();
    send(&mut connection, 50);
    drop(connection);
    told.recv_timeout(LONG).unwrap();
    drop(duplicate);
    peer.join();
}

#[test]
fn a_stream_bursts_as_well() {
    const COUNT: usize = 5_000;
    let (peer, told) = counting(COUNT * message().len());
    let mut stream = Stream::from(peer.dial());
    let message = message();
    for _ in 0..COUNT {
        stream
            .write(&[OutFrame::from([message.as_slice()])], usize::MAX)
            .unwrap();
    }
    stream.drain(seconds(10), &mut NoHook).unwrap();
    let packets = told.recv_timeout(LONG).unwrap();
    assert!(packets <= 1_000, "{packets} packets");
    drop(stream);
    peer.join();
}

#[test]
fn a_forked_child_has_bursts_of_its_own_while_its_parent_has_one() {
    let (peer, told) = counting(2_000 * message().len());
    let mut connection = peer.dial();
    send(&mut connection, 1_000);
    let children: Vec<libc::pid_t> = (0..20)
        .map(|_| {
            send(&mut connection, 50);
            // SAFETY: the child only calls what a forked child of this crate's users may call, and ends.
            match unsafe { libc::fork() } {
                0 => {
                    let ended = std::panic::catch_unwind(|| {
                        let (peer, told) = counting(100 * message().len());
                        let mut own = peer.dial();
                        send(&mut own, 100);
                        told.recv_timeout(LONG).unwrap();
                    });
                    // SAFETY: ends the process.
                    unsafe { libc::_exit(i32::from(ended.is_err())) }
                }
                child => child,
            }
        })
        .collect();
    for child in children {
        let mut status = 0;
        // SAFETY: waits for a child of this process.
        assert_eq!(unsafe { libc::waitpid(child, &raw mut status, 0) }, child);
        assert_eq!(status, 0);
    }
    told.recv_timeout(LONG).unwrap();
    drop(connection);
    peer.join();
}

#[test]
fn a_descriptor_that_others_close_is_not_touched_again() {
    std::thread::spawn(|| {
        let (peer, _told) = counting(1);
        let mut connection = peer.dial();
        send(&mut connection, 100);
        let number = connection.as_fd().as_raw_fd();
        std::mem::forget(connection);
        assert_eq!(in_use::left_behind(), [number]);
        // nothing is left to be sent
        burst::push();
        // SAFETY: nobody uses the connection any more.
        assert_eq!(unsafe { libc::close(number) }, 0);
        peer.join();
    })
    .join()
    .unwrap();
}
