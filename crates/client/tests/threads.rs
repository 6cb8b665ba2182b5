//! Threads that call at the same time, as a thread-safe PHP does: each has its own connections, parked ones and
//! counters, and none gets another's answer, though some of them fork meanwhile. A file of its own, so that nothing
//! else runs in this process.
#![allow(clippy::unwrap_used)]

mod support;

use netsvr_client::parked::choose;
use netsvr_client::{
    dial, exchange, generation, Connection, Exchange, Gateways, Moment, NoHook, OutFrame, Probe,
};
use netsvr_wire::Command;
use std::io::{Read, Write};
use std::net::{SocketAddr, SocketAddrV4, TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Barrier};
use std::time::{Duration, Instant};
use support::{frame_of, seconds};

const THREADS: u64 = 8;
const REQUESTS: u64 = 400;
/// Every so many requests a thread forks, or closes its connection.
const FORK: u64 = 40;
const CLOSE: u64 = 25;

/// A gateway that answers each request with what it was asked, a thread for each connection.
fn echo() -> (SocketAddrV4, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let SocketAddr::V4(addr) = listener.local_addr().unwrap() else {
        panic!("bound to IPv4");
    };
    let accepted = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&accepted);
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            count.fetch_add(1, Ordering::Relaxed);
            std::thread::spawn(move || answer_all(stream.unwrap()));
        }
    });
    (addr, accepted)
}

fn answer_all(mut stream: TcpStream) {
    stream
        .set_read_timeout(Some(Duration::from_secs(30)))
        .unwrap();
    let mut length = [0; 4];
    while stream.read_exact(&mut length).is_ok() {
        let mut payload = vec![0; u32::from_be_bytes(length) as usize];
        stream.read_exact(&mut payload).unwrap();
        stream.write_all(&[&length[..], &payload].concat()).unwrap();
    }
}

/// Asks something that nobody else asks, and gives what was answered.
fn ask(connection: &mut Connection, question: &[u8]) -> Vec<u8> {
    let request = frame_of(Command::CheckOnline, question);
    let frames = [OutFrame::from([request.as_slice()])];
    let mut exchanges = [Exchange::request(connection, &frames, Command::CheckOnline)];
    exchange::run(&mut exchanges, 1 << 20, seconds(20), &mut NoHook);
    let [exchange] = exchanges;
    exchange.into_result().unwrap().unwrap().to_vec()
}

/// Forks; the child finds nothing that it may use, and leaves its parent's connections as they are.
fn fork(gateways: &mut Gateways, addr: &str, connection: &mut Connection) {
    // SAFETY: the child looks at its own copy of the memory, takes no lock that another thread may hold, and ends
    // with _exit.
    let child = unsafe { libc::fork() };
    assert!(child >= 0);
    if child == 0 {
        let foreign = connection.is_foreign() && connection.probe_always() == Probe::Foreign;
        let status = i32::from(!foreign || gateways.pop_parked(addr).is_some());
        // SAFETY: ends the process without running the harness's handlers.
        unsafe { libc::_exit(status) };
    }
    let mut status = 0;
    // SAFETY: waits for the child that was started above.
    assert_eq!(unsafe { libc::waitpid(child, &raw mut status, 0) }, child);
    assert_eq!(status, 0, "the child found its parent's connections usable");
}

/// What one thread does; gives how often it dialled.
fn call(thread: u64, addr: SocketAddrV4) -> u64 {
    let name = addr.to_string();
    let mut gateways = Gateways::new();
    let counters = gateways.counters(&name);
    let mut closed = 0;
    for n in 0..REQUESTS {
        let taken = choose(|| gateways.pop_parked(&name), None, 100, Instant::now()).connection;
        let mut connection = if let Some(connection) = taken {
            counters.taken();
            connection
        } else {
            counters.dialled();
            dial::dial(addr, seconds(20), &mut NoHook)
                .unwrap()
                .counted(&counters)
        };
        // of many sizes, so that answers come in pieces now and then
        let size = usize::try_from(n * n % 70_000).unwrap();
        let question = [format!("{thread}/{n}/").as_bytes(), &vec![b'.'; size]].concat();
        assert!(
            ask(&mut connection, &question) == question,
            "a foreign answer"
        );
        if n % FORK == thread {
            fork(&mut gateways, &name, &mut connection);
        }
        if n % CLOSE == CLOSE - 1 {
            closed += 1;
        } else {
            assert!(gateways.park(&name, connection, 100));
        }
    }
    let [report] = &gateways.report(Moment::now())[..] else {
        panic!("one gateway is known");
    };
    let figures = report.figures;
    assert_eq!(
        (figures.requests, figures.received_frames),
        (REQUESTS, REQUESTS)
    );
    assert_eq!(figures.dials + figures.taken, REQUESTS);
    // the last one was closed
    assert_eq!((figures.dials, figures.open, report.parked), (closed, 0, 0));
    assert_eq!(figures.failed_exchanges, 0);
    figures.dials
}

#[test]
fn threads_keep_their_connections_answers_and_counters_to_themselves() {
    generation::install();
    let before = generation::current();
    let (addr, accepted) = echo();
    let together = Arc::new(Barrier::new(usize::try_from(THREADS).unwrap()));
    let threads: Vec<_> = (0..THREADS)
        .map(|thread| {
            let together = Arc::clone(&together);
            std::thread::spawn(move || {
                together.wait();
                call(thread, addr)
            })
        })
        .collect();
    let dials: u64 = threads.into_iter().map(|it| it.join().unwrap()).sum();
    assert_eq!(generation::current(), before);
    assert_eq!(accepted.load(Ordering::Relaxed) as u64, dials);
}
