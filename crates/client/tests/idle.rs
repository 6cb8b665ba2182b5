//! Whether an idle connection may be used again.
#![allow(clippy::unwrap_used)]

mod support;

use netsvr_client::{Connection, Probe};
use std::io::Write;
use std::os::fd::AsFd;
use std::time::{Duration, Instant};
use support::{answer, request, wait_for_close, Peer};

/// Probes until something else than `Alive` shows.
fn probe_until_changed(connection: &mut Connection) -> Probe {
    let began = Instant::now();
    loop {
        std::thread::sleep(Duration::from_millis(2));
        match connection.probe() {
            Probe::Alive if began.elapsed() < Duration::from_secs(10) => {}
            probe => return probe,
        }
    }
}

#[test]
fn a_quiet_connection_is_alive() {
    let peer = Peer::start(|mut stream| wait_for_close(&mut stream));
    let mut connection = peer.dial();
    assert_eq!(connection.probe(), Probe::Alive);
    std::thread::sleep(Duration::from_millis(5));
    assert_eq!(connection.probe(), Probe::Alive);
    drop(connection);
    peer.join();
}

#[test]
fn a_connection_closed_while_idle_is_noticed() {
    let peer = Peer::start(|mut stream| answer(&mut stream, b"x"));
    let mut connection = peer.dial();
    request(&mut connection).unwrap();
    peer.join();
    assert_eq!(probe_until_changed(&mut connection), Probe::Closed);
}

#[test]
fn bytes_that_nobody_asked_for_are_noticed() {
    let peer = Peer::start(|mut stream| {
        stream.write_all(b"?").unwrap();
        wait_for_close(&mut stream);
    });
    let mut connection = peer.dial();
    assert_eq!(probe_until_changed(&mut connection), Probe::Unread);
    drop(connection);
    peer.join();
}

#[test]
fn bytes_left_over_from_before_are_noticed() {
    let peer = Peer::start(|mut stream| wait_for_close(&mut stream));
    let (descriptor, unread) = peer.dial().release();
    assert!(unread.is_empty());
    let mut connection = Connection::new(descriptor, peer.addr, vec![1, 2]);
    assert_eq!(connection.probe(), Probe::Unread);
    assert_eq!(connection.release().1, [1, 2]);
    peer.join();
}

#[test]
fn a_connection_outlives_the_closing_of_a_duplicate() {
    let peer = Peer::start(|mut stream| {
        answer(&mut stream, b"one");
        answer(&mut stream, b"two");
        wait_for_close(&mut stream);
    });
    let mut connection = peer.dial();
    let lent = connection.as_fd().try_clone_to_owned().unwrap();
    // who holds a duplicate decides for both whether it blocks
    rustix::io::ioctl_fionbio(&lent, false).unwrap();
    assert_eq!(request(&mut connection).unwrap(), b"one");
    rustix::io::ioctl_fionbio(&lent, true).unwrap();
    drop(lent);
    assert_eq!(request(&mut connection).unwrap(), b"two");
    drop(connection);
    peer.join();
}
