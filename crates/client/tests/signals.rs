//! Signals interrupt the wait, not the call, unless the hook says so.
#![allow(clippy::unwrap_used)]

mod support;

use netsvr_client::{exchange, Connection, Exchange, ExchangeError, Hook, OutFrame};
use netsvr_client::{Deadline, ReadError, Stopped, Trouble, Unreached};
use netsvr_wire::Command;
use std::io::Write;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{mpsc, Arc};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};
use support::{
    dial_all, frame_of, listener_without_queue, read_frame, seconds, wait_for_close, Gateway, Peer,
    LIMIT,
};

/// Counts interruptions and stops at the last one.
struct Counting {
    seen: u32,
    stop_at: u32,
}

impl Hook for Counting {
    fn interrupted(&mut self) -> Result<(), Stopped> {
        self.seen += 1;
        if self.seen >= self.stop_at {
            Err(Stopped)
        } else {
            Ok(())
        }
    }
}

extern "C" fn ignore(_signal: libc::c_int) {}

/// Interrupts the thread that called this until it is dropped.
struct Interrupter {
    end: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Interrupter {
    fn start() -> Self {
        // SAFETY: the handler does nothing. Both are plain system calls.
        let target = unsafe {
            let mut action: libc::sigaction = std::mem::zeroed();
            action.sa_sigaction = ignore as extern "C" fn(libc::c_int) as usize;
            libc::sigaction(libc::SIGUSR1, &raw const action, std::ptr::null_mut());
            libc::pthread_self()
        };
        let end = Arc::new(AtomicBool::new(false));
        let ended = Arc::clone(&end);
        let thread = std::thread::spawn(move || {
            while !ended.load(Ordering::Relaxed) {
                std::thread::sleep(Duration::from_millis(10));
                // SAFETY: the target waits for this thread before it ends.
                unsafe { libc::pthread_kill(target, libc::SIGUSR1) };
            }
        });
        Self {
            end,
            thread: Some(thread),
        }
    }
}

impl Drop for Interrupter {
    fn drop(&mut self) {
        self.end.store(true, Ordering::Relaxed);
        self.thread.take().map(JoinHandle::join);
    }
}

#[test]
fn a_call_goes_on_through_signals() {
    let peer = Peer::start(|mut stream| {
        read_frame(&mut stream);
        std::thread::sleep(Duration::from_millis(200));
        stream.write_all(&frame_of(Command::Metrics, b"x")).unwrap();
    });
    let mut connection = peer.dial();
    let ask = frame_of(Command::Metrics, b"");
    let frames = [OutFrame::from([ask.as_slice()])];
    let mut exchanges = [Exchange::request(
        &mut connection,
        &frames,
        Command::Metrics,
    )];
    let mut hook = Counting {
        seen: 0,
        stop_at: u32::MAX,
    };
    let interrupter = Interrupter::start();
    exchange::run(&mut exchanges, LIMIT, seconds(10), &mut hook);
    drop(interrupter);
    let [exchange] = exchanges;
    assert_eq!(exchange.into_result(), Ok(Some(&b"x"[..])));
    assert!(hook.seen > 0);
    peer.join();
}

#[test]
fn signals_do_not_lengthen_the_deadline() {
    let peer = Peer::start(|mut stream| wait_for_close(&mut stream));
    let mut connection = peer.dial();
    let mut hook = Counting {
        seen: 0,
        stop_at: u32::MAX,
    };
    let interrupter = Interrupter::start();
    let began = Instant::now();
    let deadline = Deadline::after(Duration::from_millis(200));
    let error = connection
        .read_frame(LIMIT, deadline, &mut hook)
        .unwrap_err();
    let took = began.elapsed();
    drop(interrupter);
    assert!(matches!(error, ReadError::TimedOut { .. }));
    assert!(hook.seen > 0);
    assert!(took >= Duration::from_millis(200) && took < Duration::from_secs(5));
    drop(connection);
    peer.join();
}

#[test]
fn a_hook_that_stops_ends_every_exchange_and_poisons() {
    let (end, ended) = mpsc::channel::<()>();
    let quiet = Peer::start(|mut stream| wait_for_close(&mut stream));
    let deaf = Peer::start(move |_stream| {
        let _ = ended.recv_timeout(Duration::from_secs(10));
    });
    let mut connections: Vec<Connection> = vec![quiet.dial(), deaf.dial()];
    let ask = frame_of(Command::Metrics, &vec![0; 64 << 20]);
    let (small, big) = ([OutFrame::from([&ask[..9]])], [OutFrame::from([&ask[..]])]);
    let mut hook = Counting {
        seen: 0,
        stop_at: 3,
    };
    let mut exchanges: Vec<_> = connections
        .iter_mut()
        .zip([&small, &big])
        .map(|(c, frames)| Exchange::request(c, frames, Command::Metrics))
        .collect();
    let interrupter = Interrupter::start();
    exchange::run(&mut exchanges, LIMIT, seconds(10), &mut hook);
    drop(interrupter);
    let failures: Vec<_> = exchanges
        .into_iter()
        .map(|e| e.into_result().unwrap_err())
        .collect();
    assert!(failures.iter().all(|f| f.error.is_stopped()));
    assert!(matches!(failures[0].error, ExchangeError::Read(_)));
    assert_eq!(failures[0].sent.frames, 1);
    assert!(matches!(failures[1].error, ExchangeError::Write(_)));
    assert_eq!(failures[1].sent.frames, 0);
    assert_eq!(hook.seen, 3);
    assert!(connections.iter().all(Connection::is_poisoned));
    end.send(()).unwrap();
    drop(connections);
    quiet.join();
    deaf.join();
}

#[test]
fn a_hook_that_stops_ends_dialling() {
    let (_listener, addr) = listener_without_queue();
    let mut hook = Counting {
        seen: 0,
        stop_at: 1,
    };
    let interrupter = Interrupter::start();
    let gateways: Vec<_> = (0..8).map(|_| Gateway::at(addr)).collect();
    let began = Instant::now();
    let results = dial_all(&gateways, &mut hook);
    drop(interrupter);
    assert!(began.elapsed() < Duration::from_secs(5));
    let stopped = results.iter().filter_map(|r| r.as_ref().err());
    assert!(stopped.clone().count() > 0);
    assert!(stopped.clone().all(|trouble| matches!(
        trouble,
        Trouble::Unreached(Unreached::Failed(error, None)) if error.is_stopped()
    )));
}
