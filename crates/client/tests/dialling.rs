//! Connecting: refusals, silence, many at once; and what the operating
//! system is told about the socket.
#![allow(clippy::unwrap_used)]

mod support;

use netsvr_client::{dial, ConnectError, Connection, Deadline, NoHook, Trouble, Unreached};
use std::net::{SocketAddr, SocketAddrV4, TcpListener};
use std::os::fd::AsFd;
use std::time::{Duration, Instant};
use support::{dial_all, listener_without_queue, seconds, wait_for_close, Gateway, Peer};

fn nobody() -> SocketAddrV4 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    match listener.local_addr().unwrap() {
        SocketAddr::V4(addr) => addr,
        SocketAddr::V6(_) => panic!("bound to IPv4"),
    }
}

#[test]
fn a_refused_connection_says_so_at_once() {
    let error = dial::dial(nobody(), seconds(10), &mut NoHook).unwrap_err();
    assert!(error.is_refused());
    assert_eq!(error.errno(), 111);
    assert_eq!(error.message(), "Connection refused");
}

#[test]
fn a_gateway_that_does_not_accept_is_given_up_at_the_deadline() {
    let (_listener, addr) = listener_without_queue();
    // once the queue of the listener is full, the next one waits
    let mut queue = Vec::new();
    let error = loop {
        let began = Instant::now();
        match dial::dial(
            addr,
            Deadline::after(Duration::from_millis(200)),
            &mut NoHook,
        ) {
            Ok(connection) => queue.push(connection),
            Err(error) => {
                assert!(began.elapsed() >= Duration::from_millis(200));
                break error;
            }
        }
        assert!(queue.len() < 20);
    };
    assert_eq!(
        error,
        ConnectError::TimedOut {
            addr,
            after: Duration::from_millis(200)
        }
    );
    assert_eq!(
        (error.errno(), error.message().as_str()),
        (110, "Connection timed out")
    );
}

#[test]
fn many_gateways_are_dialled_at_once_with_results_in_order() {
    let peers: Vec<_> = (0..3)
        .map(|_| Peer::start(|mut stream| wait_for_close(&mut stream)))
        .collect();
    let mut gateways: Vec<_> = peers.iter().map(|peer| Gateway::at(peer.addr)).collect();
    gateways.insert(1, Gateway::at(nobody()));
    let results = dial_all(&gateways, &mut NoHook);
    let addresses: Vec<_> = results
        .iter()
        .map(|r| r.as_ref().ok().map(Connection::peer))
        .collect();
    assert_eq!(
        addresses,
        [
            Some(peers[0].addr),
            None,
            Some(peers[1].addr),
            Some(peers[2].addr)
        ]
    );
    assert!(matches!(
        &results[1],
        Err(Trouble::Unreached(Unreached::Failed(error, Some(_)))) if error.is_refused()
    ));
    assert!(dial_all(&[], &mut NoHook).is_empty());
    drop(results);
    peers.into_iter().for_each(Peer::join);
}

#[test]
fn the_socket_closes_on_exec_and_does_not_delay() {
    let peer = Peer::start(|mut stream| wait_for_close(&mut stream));
    let connection = peer.dial();
    let fd = connection.as_fd();
    assert!(rustix::net::sockopt::tcp_nodelay(fd).unwrap());
    assert!(rustix::io::fcntl_getfd(fd)
        .unwrap()
        .contains(rustix::io::FdFlags::CLOEXEC));
    drop(connection);
    peer.join();
}
