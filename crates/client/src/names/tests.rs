//! Names, looked up as these tests want it.
#![allow(unsafe_code)] // fork

use super::look_ups::scripted::{Answer, SCRIPTS};
use super::*;
use crate::background::NONE;
use crate::backoff::Limits;
use crate::counters::Counters;
use crate::exchange::{self, Exchange, Trouble};
use crate::hook::NoHook;
use crate::outgoing::OutFrame;
use crate::reach::{Target, Unreached};
use std::io::Read;
use std::net::Ipv4Addr;
use std::net::TcpListener;
use std::sync::atomic::{AtomicBool, AtomicUsize};
use std::thread;

fn on_look_up(host_port: &str, script: impl Fn() -> Answer + Send + Sync + 'static) {
    let mut scripts = SCRIPTS.lock().unwrap();
    scripts.insert(host_port.into(), Arc::new(script));
}

fn addr(last: u8) -> SocketAddrV4 {
    SocketAddrV4::new(Ipv4Addr::new(10, 0, 0, last), 6061)
}

fn millis(millis: u64) -> Duration {
    Duration::from_millis(millis)
}

fn resolved(host_port: &str, ttl: Duration) -> Result<SocketAddrV4, ResolveError> {
    let deadline = Deadline::after(Duration::from_secs(10));
    resolve(host_port, ttl, deadline, &mut NoHook)
}

fn broken(host_port: &str) -> ResolveError {
    ResolveError::Failed {
        address: host_port.into(),
        message: "broken".into(),
    }
}

/// Until it holds, or for ten seconds.
fn wait_until(what: &str, mut holds: impl FnMut() -> bool) {
    let began = Instant::now();
    while !holds() {
        assert!(began.elapsed() < Duration::from_secs(10), "{what}");
        thread::sleep(millis(1));
    }
}

const LONG: Duration = Duration::from_secs(3600);

#[test]
fn many_wait_for_one_look_up() {
    static LOOK_UPS: AtomicUsize = AtomicUsize::new(0);
    on_look_up("many:6061", || {
        LOOK_UPS.fetch_add(1, Ordering::Relaxed);
        thread::sleep(millis(100));
        Ok(vec![addr(1)])
    });
    let waiters: Vec<_> = (0..20)
        .map(|_| thread::spawn(|| resolved("many:6061", LONG)))
        .collect();
    let Lookup::Pending(dropped) = lookup("many:6061", LONG) else {
        panic!("known before it can be");
    };
    assert_eq!(dropped.poll(), None);
    drop(dropped);
    for waiter in waiters {
        assert_eq!(waiter.join().unwrap(), Ok(addr(1)));
    }
    assert_eq!(current("many:6061"), Some(addr(1)));
    assert_eq!(LOOK_UPS.load(Ordering::Relaxed), 1);
}

#[test]
fn an_old_address_is_used_while_a_new_one_is_looked_up() {
    static LAST: AtomicUsize = AtomicUsize::new(1);
    on_look_up("moves:6061", || {
        Ok(vec![addr(LAST.load(Ordering::Relaxed).try_into().unwrap())])
    });
    let ttl = millis(50);
    assert_eq!(resolved("moves:6061", ttl), Ok(addr(1)));
    assert!(!has_moved("moves:6061", addr(1)));
    LAST.store(2, Ordering::Relaxed);
    thread::sleep(ttl);
    assert_eq!(resolved("moves:6061", ttl), Ok(addr(1)), "never waits");
    wait_until("the new address", || {
        resolved("moves:6061", ttl) == Ok(addr(2))
    });
    assert!(has_moved("moves:6061", addr(1)));

    on_look_up("moves:6061", || Err(broken("moves:6061")));
    thread::sleep(ttl);
    for _ in 0..10 {
        assert_eq!(resolved("moves:6061", ttl), Ok(addr(2)));
        thread::sleep(millis(5));
    }
}

#[test]
fn a_failure_is_told_and_remembered_for_a_second() {
    static LOOK_UPS: AtomicUsize = AtomicUsize::new(0);
    on_look_up("fails:6061", || {
        LOOK_UPS.fetch_add(1, Ordering::Relaxed);
        Err(broken("fails:6061"))
    });
    for _ in 0..5 {
        assert_eq!(resolved("fails:6061", LONG), Err(broken("fails:6061")));
    }
    assert_eq!(LOOK_UPS.load(Ordering::Relaxed), 1);
    assert_eq!(current("fails:6061"), None);
    thread::sleep(millis(1100));
    on_look_up("fails:6061", || Ok(vec![addr(3)]));
    assert_eq!(resolved("fails:6061", LONG), Ok(addr(3)));
}

#[test]
fn a_name_that_hangs_costs_one_caller_his_time_and_no_other_name_anything() {
    on_look_up("hangs:6061", || {
        thread::sleep(millis(4000));
        Ok(vec![addr(4)])
    });
    on_look_up("beside:6061", || Ok(vec![addr(5)]));
    let began = Instant::now();
    let deadline = Deadline::after(millis(200));
    let error = ResolveError::TimedOut {
        address: "hangs:6061".into(),
        after: millis(200),
    };
    let result = resolve("hangs:6061", LONG, deadline, &mut NoHook);
    assert_eq!(result, Err(error.clone()));
    assert!(began.elapsed() >= millis(200));
    let again = Instant::now();
    assert_eq!(resolved("beside:6061", LONG), Ok(addr(5)));
    assert_eq!(resolved("hangs:6061", LONG), Err(error));
    assert!(again.elapsed() < millis(3000));
    wait_until("the late answer", || {
        resolved("hangs:6061", LONG) == Ok(addr(4))
    });
}

#[test]
fn where_no_thread_can_be_had_the_caller_looks_up() {
    static LAST: AtomicUsize = AtomicUsize::new(1);
    on_look_up("alone:6061", || {
        assert_ne!(thread::current().name(), Some("netsvr-names"));
        Ok(vec![addr(LAST.load(Ordering::Relaxed).try_into().unwrap())])
    });
    NONE.set(true);
    let ttl = millis(20);
    assert!(matches!(lookup("alone:6061", ttl), Lookup::Known(it) if it == addr(1)));
    LAST.store(2, Ordering::Relaxed);
    thread::sleep(ttl);
    assert!(matches!(lookup("alone:6061", ttl), Lookup::Known(it) if it == addr(1)));
    assert_eq!(current("alone:6061"), Some(addr(2)));
    NONE.set(false);
}

/// A gateway that takes one message of three bytes; gives its port, and when it had that.
fn gateway() -> (u16, thread::JoinHandle<Instant>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let taking = thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        stream.read_exact(&mut [0; 3]).unwrap();
        Instant::now()
    });
    (port, taking)
}

fn target<'a>(address: &'a str, counters: &'a Arc<Counters>, connecting: Duration) -> Target<'a> {
    let off = Duration::ZERO;
    Target {
        address,
        dialled: address,
        counters,
        ttl: LONG,
        connecting,
        exchanging: Duration::from_secs(10),
        limits: Limits {
            base: off,
            max: off,
            timeout: off,
        },
        insisting: false,
    }
}

#[test]
fn a_gateway_whose_name_is_slow_or_hangs_keeps_no_other_one_waiting() {
    let ((port, beside), (slow_port, slow)) = (gateway(), gateway());
    let at = |port| SocketAddrV4::new(Ipv4Addr::LOCALHOST, port);
    let addresses = [
        format!("slow-gateway:{slow_port}"),
        "never-found:6061".to_owned(),
        at(port).to_string(),
    ];
    on_look_up(&addresses[0], move || {
        thread::sleep(millis(1000));
        Ok(vec![at(slow_port)])
    });
    on_look_up(&addresses[1], || {
        thread::sleep(millis(12_000));
        Err(broken("never-found:6061"))
    });
    let counters: Vec<_> = addresses.iter().map(|_| Arc::default()).collect();
    let mut connections = [None, None, None];
    let frames = [OutFrame::from([&b"abc"[..]])];
    let times = [millis(15_000), millis(4000), millis(15_000)];
    let mut exchanges: Vec<_> = addresses
        .iter()
        .zip(&counters)
        .zip(&mut connections)
        .zip(times)
        .map(|(((address, counters), connection), time)| {
            let target = target(address, counters, time);
            Exchange::reaching(target, connection, &frames, None)
        })
        .collect();
    let began = Instant::now();
    let deadline = Deadline::after(Duration::from_secs(20));
    exchange::run(&mut exchanges, 0, deadline, &mut NoHook);
    let took = began.elapsed();
    assert!(took >= millis(4000) && took < millis(10_000), "{took:?}");
    let outcomes: Vec<_> = exchanges.into_iter().map(Exchange::into_outcome).collect();
    assert_eq!((&outcomes[0], &outcomes[2]), (&Ok(()), &Ok(())));
    let unresolved = Unreached::Unresolved(
        ResolveError::TimedOut {
            address: "never-found:6061".into(),
            after: millis(4000),
        },
        None,
    );
    assert_eq!(outcomes[1], Err(Trouble::Unreached(unresolved)));
    let taken = |thread: thread::JoinHandle<Instant>| thread.join().unwrap() - began;
    assert!(taken(beside) < millis(950));
    assert!((millis(1000)..millis(3900)).contains(&taken(slow)));
}

/// Forks; gives what the child's work gives, and how long the fork took here.
fn forked(work: impl FnOnce() -> bool) -> (bool, Duration) {
    let began = Instant::now();
    // SAFETY: the child does what a child of a PHP process does, and ends without the harness's handlers.
    let child = unsafe { libc::fork() };
    assert!(child >= 0);
    if child == 0 {
        let status = i32::from(!work());
        // SAFETY: as above.
        unsafe { libc::_exit(status) };
    }
    let took = began.elapsed();
    let mut status = -1;
    wait_until("the child", || {
        // SAFETY: asks after the child that was started above.
        let ended = unsafe { libc::waitpid(child, &raw mut status, libc::WNOHANG) };
        ended == child
    });
    (status == 0, took)
}

#[test]
fn a_child_looks_up_by_itself_and_waits_for_nothing_of_its_parent() {
    let parent = std::process::id();
    on_look_up("forks:6061", move || {
        if std::process::id() == parent {
            thread::sleep(millis(3000));
        }
        Ok(vec![addr(6)])
    });
    on_look_up("known:6061", || Ok(vec![addr(7)]));
    assert_eq!(resolved("known:6061", LONG), Ok(addr(7)));
    let Lookup::Pending(pending) = lookup("forks:6061", LONG) else {
        panic!("known before it can be");
    };
    thread::sleep(millis(100));
    let (well, took) = forked(|| {
        pending.is_foreign()
            && pending.poll().is_some_and(|answer| answer.is_err())
            && current("known:6061") == Some(addr(7))
            && resolved("forks:6061", LONG) == Ok(addr(6))
    });
    assert!(well);
    assert!(took < millis(2500), "{took:?}");
    assert_eq!(pending.poll(), None);
    assert!(pending.give_up(Deadline::after(millis(1))).is_err());
}

#[test]
fn a_fork_waits_for_a_look_up_that_has_just_begun() {
    static BEGUN: AtomicBool = AtomicBool::new(false);
    on_look_up("young:6061", || {
        BEGUN.store(true, Ordering::Relaxed);
        thread::sleep(millis(3));
        Ok(vec![addr(8)])
    });
    assert!(matches!(lookup("young:6061", LONG), Lookup::Pending(_)));
    wait_until("the beginning", || BEGUN.load(Ordering::Relaxed));
    let (known, _) = forked(|| current("young:6061") == Some(addr(8)));
    assert!(known, "the child was forked after the look-up");
}
