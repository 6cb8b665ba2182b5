//! Forks add up their figures, whatever becomes of them. A file of its own, so that nothing else runs in this process.
#![allow(clippy::unwrap_used)]

mod support;

use netsvr_client::pool;
use netsvr_client::registry::Report;
use netsvr_client::{generation, shared, Cause, Counters, Gateways, Moment};
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Runs something in a fork, which ends with _exit: without a word to anybody.
fn fork(run: impl FnOnce()) -> libc::pid_t {
    // SAFETY: the child touches its own copy of the memory and what is shared, and ends with _exit.
    let child = unsafe { libc::fork() };
    assert!(child >= 0);
    if child == 0 {
        // SAFETY: it ends with the test, and soon in any case.
        unsafe {
            libc::prctl(libc::PR_SET_PDEATHSIG, libc::SIGKILL);
            libc::alarm(60);
        }
        let status = std::panic::catch_unwind(AssertUnwindSafe(run)).map_or(1, |()| 0);
        // SAFETY: ends the process without running the harness's handlers.
        unsafe { libc::_exit(status) };
    }
    child
}

/// Waits for a child; gives the signal that ended it, 0 for none.
fn wait(child: libc::pid_t) -> i32 {
    let mut status = 0;
    // SAFETY: waits for a child that was started above.
    assert_eq!(unsafe { libc::waitpid(child, &raw mut status, 0) }, child);
    if libc::WIFSIGNALED(status) {
        return libc::WTERMSIG(status);
    }
    assert_eq!(libc::WEXITSTATUS(status), 0);
    0
}

fn kill(child: libc::pid_t) {
    // SAFETY: a child that was started above and not waited for yet.
    assert_eq!(unsafe { libc::kill(child, libc::SIGKILL) }, 0);
}

fn forever() -> ! {
    loop {
        std::thread::sleep(Duration::from_secs(60));
    }
}

fn of(gateways: &mut Gateways, address: &str) -> Report {
    let reports = gateways.report_pool(Moment::now());
    let found = reports.into_iter().find(|it| it.address == address);
    found.unwrap_or_else(|| panic!("{address} is not known"))
}

/// Waits until the pool tells something of a gateway.
fn until(gateways: &mut Gateways, address: &str, holds: impl Fn(&Report) -> bool) -> Report {
    let start = Instant::now();
    loop {
        let reports = gateways.report_pool(Moment::now());
        let found = reports.into_iter().find(|it| it.address == address);
        match found {
            Some(report) if holds(&report) => return report,
            other => assert!(
                start.elapsed() < Duration::from_secs(20),
                "never: {other:?}"
            ),
        }
        std::thread::sleep(Duration::from_millis(1));
    }
}

#[test]
fn figures_of_forks_add_up_whatever_becomes_of_them() {
    generation::install();
    shared::share(None).unwrap();
    let mut gateways = Gateways::new();
    sums_outlive_children(&mut gateways);
    connections_count_while_their_process_lives(&mut gateways);
    a_child_does_not_add_what_its_parent_has_counted(&mut gateways);
    long_requests_are_heard_of_once_a_second(&mut gateways);
    children_that_are_killed_in_the_middle_of_adding_hurt_nobody(&mut gateways);
    threads_add_up_too(&mut gateways);
}

fn sums_outlive_children(gateways: &mut Gateways) {
    let children: Vec<_> = (0..8)
        .map(|child| {
            fork(|| {
                let mut own = Gateways::new();
                for _ in 0..1000 {
                    let counters = own.counters("sums:1");
                    counters.sent(1, 10);
                    counters.failed(Cause::Refused, 2);
                    counters.request_took(Duration::from_millis(child));
                    own.add_to_pool();
                }
            })
        })
        .collect();
    for child in children {
        assert_eq!(wait(child), 0);
    }
    let report = of(gateways, "sums:1");
    let sums = report.figures.sums;
    assert_eq!((sums.sent_frames, sums.sent_bytes), (8000, 80_000));
    assert!(sums.failures().any(|it| it == (Cause::Refused, 16_000)));
    assert_eq!(sums.request_times.count(), 8000);
    assert!((sums.request_times.seconds() - 28.0).abs() < 1e-6);
    assert_eq!((report.processes, report.figures.open), (0, 0));
}

fn connections_count_while_their_process_lives(gateways: &mut Gateways) {
    let hold = |open: usize| {
        fork(|| {
            let mut own = Gateways::new();
            let counters: Arc<Counters> = own.counters("held:1");
            let held: Vec<_> = (0..open).map(|_| counters.open()).collect();
            counters.sent(1, 1);
            own.add_to_pool();
            std::mem::forget(held);
            forever();
        })
    };
    let (first, second) = (hold(3), hold(4));
    until(gateways, "held:1", |it| {
        (it.processes, it.figures.open) == (2, 7)
    });
    kill(first);
    assert_eq!(wait(first), libc::SIGKILL);
    let report = of(gateways, "held:1");
    assert_eq!((report.processes, report.figures.open), (1, 4));
    assert_eq!(report.figures.sums.sent_frames, 2);
    kill(second);
    assert_eq!(wait(second), libc::SIGKILL);
    let report = of(gateways, "held:1");
    assert_eq!((report.processes, report.figures.open), (0, 0));
}

fn a_child_does_not_add_what_its_parent_has_counted(gateways: &mut Gateways) {
    let counters = gateways.counters("parent:1");
    let _held = counters.open();
    counters.sent(5, 50);
    // not added yet: the child has a copy of what is due
    let child = fork(|| {
        gateways.add_to_pool();
        let counters = gateways.counters("parent:1");
        counters.sent(1, 1);
        gateways.add_to_pool();
    });
    assert_eq!(wait(child), 0);
    let report = of(gateways, "parent:1");
    assert_eq!(report.figures.sums.sent_frames, 6);
    assert_eq!((report.processes, report.figures.open), (1, 1));
    // a process that ends in order takes its connections with it
    let child = fork(|| {
        let mut own = Gateways::new();
        let counters = own.counters("parent:1");
        std::mem::forget(counters.open());
        own.add_to_pool();
        assert_eq!(of(&mut own, "parent:1").figures.open, 2);
        own.leave_pool();
        assert_eq!(of(gateways, "parent:1").figures.open, 1);
        pool::leave();
    });
    assert_eq!(wait(child), 0);
}

fn long_requests_are_heard_of_once_a_second(gateways: &mut Gateways) {
    let child = fork(|| {
        let mut own = Gateways::new();
        let counters = own.counters("long:1");
        // nobody ends the request
        loop {
            counters.sent(1, 1);
            counters.succeeded(Instant::now());
            std::thread::sleep(Duration::from_millis(10));
        }
    });
    let first = until(gateways, "long:1", |it| it.figures.sums.sent_frames > 0);
    let second = until(gateways, "long:1", |it| {
        it.figures.sums.sent_frames > first.figures.sums.sent_frames
    });
    assert!(second.figures.last_success > first.figures.last_success);
    kill(child);
    assert_eq!(wait(child), libc::SIGKILL);
}

fn children_that_are_killed_in_the_middle_of_adding_hurt_nobody(gateways: &mut Gateways) {
    let end = Instant::now() + Duration::from_secs(3);
    let mut round: u64 = 0;
    // a busy machine takes longer for so many
    while Instant::now() < end || round < 20 {
        round += 1;
        // each takes more slots than there are
        let children: Vec<_> = (0..4_u64)
            .map(|child| {
                fork(|| {
                    let mut own = Gateways::new();
                    for n in (0..400).cycle() {
                        let counters = own.counters(&format!("{child}-{round}-{n}:1"));
                        std::mem::forget(counters.open());
                        counters.sent(1, 1);
                        counters.add_to_pool();
                    }
                })
            })
            .collect();
        std::thread::sleep(Duration::from_micros(round * 797 % 20_000));
        for child in &children {
            kill(*child);
        }
        for child in children {
            assert_eq!(wait(child), libc::SIGKILL);
        }
        // whatever state they left the table in, it takes what others add, and tells it
        let own = format!("after-{round}:1");
        let child = fork(|| {
            let mut gateways = Gateways::new();
            gateways.counters(&own).sent(3, 33);
            gateways.add_to_pool();
        });
        assert_eq!(wait(child), 0);
        let report = of(gateways, &own);
        assert_eq!(report.figures.sums.sent_frames, 3);
        assert_eq!((report.processes, report.figures.open), (0, 0));
    }
}

fn threads_add_up_too(gateways: &mut Gateways) {
    let threads: Vec<_> = (0..32)
        .map(|_| {
            std::thread::spawn(|| {
                let mut own = Gateways::new();
                let counters = own.counters("threads:1");
                for _ in 0..500 {
                    let held = counters.open();
                    counters.sent(1, 1);
                    own.add_to_pool();
                    drop(held);
                }
                let report = of(&mut own, "threads:1");
                assert_eq!(report.processes, 1);
            })
        })
        .collect();
    for thread in threads {
        thread.join().unwrap();
    }
    let report = of(gateways, "threads:1");
    assert_eq!(report.figures.sums.sent_frames, 32 * 500);
    assert_eq!(
        (report.processes, report.figures.open),
        (0, 0),
        "none is there"
    );
}
