//! After a fork the child does not use its parent's connections. A file of its
//! own, so that nothing else runs in this process.
#![allow(clippy::unwrap_used)]

mod support;

use netsvr_client::{
    dial, generation, health, shared, ExchangeError, Gateways, Limits, Moment, NoHook, Probe,
    ReadError, Snapshot, WriteError,
};
use std::time::Duration;
use support::{answer, request, seconds, wait_for_close, Peer};

const LIMITS: Limits = Limits {
    timeout: Duration::from_secs(10),
    base: Duration::from_secs(3600),
    max: Duration::from_secs(3600),
};

/// What the child finds; its exit status says which check failed.
fn in_child(
    mut inherited: netsvr_client::Connection,
    mut gateways: Gateways,
    other: std::net::SocketAddrV4,
) -> i32 {
    // the parent's pause is the child's, too, and the other way round; what it parked and counted is not
    let table = health::table();
    if table.pausing("down:1", Moment::now()).is_none() {
        return 6;
    }
    if table
        .missed("down:2", Moment::now(), LIMITS, u64::MAX, None)
        .is_none()
    {
        return 9;
    }
    table.reached("down:3");
    if gateways.pop_parked("up:1").is_some() {
        return 7;
    }
    let report = gateways.report(Moment::now());
    if report
        .iter()
        .any(|gateway| gateway.figures != Snapshot::default())
    {
        return 8;
    }
    if inherited.probe() != Probe::Foreign {
        return 1;
    }
    let error = request(&mut inherited).map_err(|failure| failure.error);
    if error != Err(ExchangeError::Write(WriteError::Foreign)) {
        return 2;
    }
    if inherited.read_frame(9, seconds(1), &mut NoHook) != Err(ReadError::Foreign) {
        return 3;
    }
    drop(inherited);
    let Ok(mut own) = dial::dial(other, seconds(10), &mut NoHook) else {
        return 4;
    };
    match request(&mut own) {
        Ok(body) if body == b"child" && own.probe() == Probe::Alive => 0,
        _ => 5,
    }
}

#[test]
fn parent_and_child_go_on_with_connections_of_their_own() {
    generation::install();
    generation::install();
    shared::share(None).unwrap();
    shared::share(None).unwrap();
    let peer = Peer::start(|mut stream| {
        answer(&mut stream, b"before");
        answer(&mut stream, b"after");
        wait_for_close(&mut stream);
    });
    let other = Peer::start(|mut stream| answer(&mut stream, b"child"));
    let mut connection = peer.dial();
    assert_eq!(request(&mut connection).unwrap(), b"before");

    let mut gateways = Gateways::new();
    let counters = gateways.counters("up:1");
    let third = Peer::start(|mut stream| {
        answer(&mut stream, b"parked");
        wait_for_close(&mut stream);
    });
    assert!(gateways.park("up:1", third.dial().counted(&counters), 100));
    gateways.counters("down:1").dialled();
    let table = health::table();
    for down in ["down:1", "down:3"] {
        let pause = table.missed(down, Moment::now(), LIMITS, u64::MAX, None);
        assert!(pause.is_some());
    }
    assert!(table.pausing("down:2", Moment::now()).is_none());

    let before = generation::current();
    // SAFETY: the child ends with _exit and touches nothing but its own
    // copy of the memory.
    let child = unsafe { libc::fork() };
    assert!(child >= 0);
    if child == 0 {
        let status = in_child(connection, gateways, other.addr);
        // SAFETY: ends the process without running the harness's handlers.
        unsafe { libc::_exit(status) };
    }
    let mut status = 0;
    // SAFETY: waits for the child that was started above.
    assert_eq!(unsafe { libc::waitpid(child, &raw mut status, 0) }, child);
    assert!(libc::WIFEXITED(status));
    assert_eq!(libc::WEXITSTATUS(status), 0);

    assert!(table.pausing("down:2", Moment::now()).is_some());
    assert!(table.pausing("down:3", Moment::now()).is_none());
    assert_eq!(generation::current(), before);
    assert_eq!(connection.probe(), Probe::Alive);
    assert_eq!(request(&mut connection).unwrap(), b"after");
    let mut parked = gateways.pop_parked("up:1").unwrap();
    assert_eq!(parked.probe_always(), Probe::Alive);
    assert_eq!(request(&mut parked).unwrap(), b"parked");
    let figures = counters.snapshot();
    assert_eq!((figures.open, figures.sums.requests), (1, 1));
    drop(parked);
    third.join();
    drop(connection);
    peer.join();
    other.join();
}
