//! Renewing a registration that was lost, without keeping the loop waiting: dialling and registering go on whenever
//! their socket is ready. Where a user class has overridden a step, the steps are called one after the other, as the
//! package does, and the loop waits for them.
use super::callback::Callback;
use super::class;
use super::host;
use super::keepalive;
use super::registration;
use super::state::{slot, MainSocket, SHORTLY};
use crate::exception::SOCKET_RECEIVE_EXCEPTION;
use crate::gateways;
use crate::logger::Level;
use crate::settings::SETTINGS;
use crate::socket::{self, Socket};
use crate::zend::stream::Stream as PhpStream;
use crate::zend::{error, Thrown, View};
use netsvr_client::dial::Attempt;
use netsvr_client::lost::WHAT_TO_CHECK;
use netsvr_client::{
    names, Deadline, ExchangeError, Lookup, Pending, ReadError, ResolveError, Stream,
};
use netsvr_wire::Command;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::net::SocketAddrV4;
use std::os::fd::BorrowedFd;
use std::time::{Duration, Instant};

/// Time between the loss of a connection and the attempt to replace it, give or take a fifth.
const PAUSE: Duration = Duration::from_secs(3);

/// Time between two looks whether the gateway's name has been found.
const GLANCE: Duration = Duration::from_millis(20);

/// How far a renewal has come.
#[derive(Default)]
pub enum Phase {
    /// Registered, or not being renewed.
    #[default]
    Idle,
    /// The gateway's name is being looked up.
    Resolving(Pending, Deadline),
    /// The connection is on its way. Workerman's loop watches a stream over a copy of the socket.
    Dialling(Attempt, Option<PhpStream>),
    /// The gateway has been asked, and has until then to answer.
    Registering(Deadline),
}

impl Phase {
    /// The socket that is being connected.
    pub fn dialling(&self) -> Option<BorrowedFd<'_>> {
        match self {
            Self::Dialling(attempt, _) => attempt.as_fd(),
            _ => None,
        }
    }
}

/// Sees to it that the registration is renewed after a pause.
///
/// # Errors
/// What the host's timers throw.
pub fn schedule(main: MainSocket<'_>) -> Result<(), Thrown> {
    if main.is_closed() {
        return Ok(());
    }
    arm(main, jittered(PAUSE))
}

/// Calls [`due`] after this time, instead of whenever that was due before.
fn arm(main: MainSocket<'_>, delay: Duration) -> Result<(), Thrown> {
    if !class::is_hosted(main.object) {
        main.state
            .next_attempt
            .set(Instant::now().checked_add(delay));
        return Ok(());
    }
    disarm(main)?;
    let callback = Callback::Renew.for_object(main.object)?;
    let id = host::add_timer(delay.max(SHORTLY), &callback, false)?;
    main.object.set_slot(slot::RECONNECT_TIMER_ID, id);
    Ok(())
}

/// Calls nothing later.
fn disarm(main: MainSocket<'_>) -> Result<(), Thrown> {
    main.state.next_attempt.set(None);
    let timer = main.object.slot(slot::RECONNECT_TIMER_ID).clone();
    main.object.set_slot(slot::RECONNECT_TIMER_ID, false.into());
    if matches!(timer.view(), View::Long(_)) {
        host::delete_timer(timer)?;
    }
    Ok(())
}

/// Gives up what is under way.
///
/// # Errors
/// What the host's loop throws.
pub fn stop(main: MainSocket<'_>) -> Result<(), Thrown> {
    disarm(main)?;
    end_dialling(main).map(drop)
}

/// Takes a dialling that is under way out of its phase, and its stream out of the host's loop.
fn end_dialling(main: MainSocket<'_>) -> Result<Option<Attempt>, Thrown> {
    match main.state.phase.take() {
        Phase::Dialling(attempt, watched) => {
            if let Some(stream) = watched {
                host::unwatch_writable(&stream.value())?;
            }
            Ok(Some(attempt))
        }
        _ => Ok(None),
    }
}

/// Time to begin a renewal, or to give one up that takes too long.
///
/// # Errors
/// What callbacks and user classes throw.
pub fn due(main: MainSocket<'_>) -> Result<(), Thrown> {
    main.state.next_attempt.set(None);
    main.object.set_slot(slot::RECONNECT_TIMER_ID, false.into());
    if main.is_closed() {
        return stop(main);
    }
    let resolving = matches!(&*main.state.phase.borrow(), Phase::Resolving(..));
    let dialling = matches!(&*main.state.phase.borrow(), Phase::Dialling(..));
    let registering = matches!(&*main.state.phase.borrow(), Phase::Registering(_));
    if resolving {
        return resolved(main);
    }
    if dialling {
        dialled(main)?;
        if main.state.phase.borrow().dialling().is_some() {
            // woken a moment before the deadline
            return arm(main, Duration::from_millis(10));
        }
        return Ok(());
    }
    if registering {
        return too_late(main);
    }
    if main.is_registered() {
        return Ok(());
    }
    main.socket()?.to_owned().call("close", &[])?;
    let socket = main.socket()?.to_owned();
    match Socket::of(&socket) {
        Some(native) if native.is_untouched() && class::connects_natively(main.object) => {
            begin(main, native)
        }
        _ => {
            if !class::connect_and_register(main.object)? {
                schedule(main)?;
            }
            Ok(())
        }
    }
}

fn begin(main: MainSocket<'_>, socket: Socket<'_>) -> Result<(), Thrown> {
    let deadline = Deadline::after(socket.connect_timeout());
    match names::lookup(&socket.worker_addr(), SETTINGS.get().dns_ttl()) {
        Lookup::Known(addr) => dial(main, addr, deadline),
        Lookup::Failed(problem) => unresolved(main, socket, problem),
        Lookup::Pending(pending) => {
            let phase = Phase::Resolving(pending, deadline);
            main.state.phase.replace(phase);
            arm(main, GLANCE)
        }
    }
}

/// The gateway's name may have been found.
fn resolved(main: MainSocket<'_>) -> Result<(), Thrown> {
    let Phase::Resolving(pending, deadline) = main.state.phase.take() else {
        return Ok(());
    };
    let answer = match pending.poll() {
        Some(answer) => answer,
        None if deadline.expired() => pending.give_up(deadline),
        None => {
            let phase = Phase::Resolving(pending, deadline);
            main.state.phase.replace(phase);
            return arm(main, GLANCE);
        }
    };
    match answer {
        Ok(addr) => dial(main, addr, deadline),
        Err(problem) => {
            let object = main.socket()?.to_owned();
            match Socket::of(&object) {
                Some(socket) => unresolved(main, socket, problem),
                None => schedule(main),
            }
        }
    }
}

fn unresolved(
    main: MainSocket<'_>,
    socket: Socket<'_>,
    problem: ResolveError,
) -> Result<(), Thrown> {
    socket::conclude_unresolved(socket, problem)?;
    schedule(main)
}

fn dial(main: MainSocket<'_>, addr: SocketAddrV4, deadline: Deadline) -> Result<(), Thrown> {
    let timeout = deadline.remaining();
    let mut attempt = Attempt::start(addr, deadline);
    if attempt.advance() {
        return connected(main, attempt);
    }
    let watched = if class::is_hosted(main.object) {
        let copy = attempt
            .as_fd()
            .and_then(|socket| socket.try_clone_to_owned().ok());
        copy.and_then(|copy| PhpStream::over(copy, timeout))
    } else {
        None
    };
    let stream = watched.as_ref().map(PhpStream::value);
    main.state.phase.replace(Phase::Dialling(attempt, watched));
    if let Some(stream) = stream {
        let callback = Callback::Dialled.for_object(main.object)?;
        host::watch_stream_writable(&stream, callback)?;
    }
    arm(main, timeout)
}

/// The connection may have come about.
///
/// # Errors
/// What the logger or the host's loop throws.
pub fn dialled(main: MainSocket<'_>) -> Result<(), Thrown> {
    let ended = match &mut *main.state.phase.borrow_mut() {
        Phase::Dialling(attempt, _) => attempt.advance(),
        _ => return Ok(()),
    };
    if !ended {
        return Ok(());
    }
    match end_dialling(main)? {
        Some(attempt) => connected(main, attempt),
        None => Ok(()),
    }
}

fn connected(main: MainSocket<'_>, attempt: Attempt) -> Result<(), Thrown> {
    disarm(main)?;
    let object = main.socket()?.to_owned();
    let Some(socket) = Socket::of(&object) else {
        return Ok(());
    };
    gateways::counters(&socket.worker_addr()).dial_took(attempt.elapsed());
    if !socket::conclude(socket, attempt.into_result())? {
        return schedule(main);
    }
    let timeout = socket.send_receive_timeout();
    let asked = class::convert(main).and_then(|()| {
        let deadline = Deadline::after(timeout);
        main.state.phase.replace(Phase::Registering(deadline));
        registration::ask(main)
    });
    if let Err(thrown) = asked {
        return refused(main, thrown);
    }
    arm(main, timeout)
}

/// Takes the gateway's answer, if it has come. `false` as long as the connection is not registered.
///
/// # Errors
/// What the logger or the host's loop throws.
pub fn answered(main: MainSocket<'_>) -> Result<bool, Thrown> {
    if !matches!(&*main.state.phase.borrow(), Phase::Registering(_)) {
        return Ok(main.is_registered());
    }
    let limit = SETTINGS.get().max_packet_size.get();
    let answer = main.with_stream(|stream| {
        stream
            .next_frame(limit)
            .map(|frame| frame.map(|frame| frame.payload.to_vec()))
    });
    let problem = match answer {
        None | Some(Ok(None)) => return Ok(false),
        Some(Ok(Some(payload))) => match registration::accept(main, &payload) {
            Ok(()) => {
                main.state.phase.take();
                main.with_stream(Stream::note_answered);
                keepalive::begin(main)?;
                disarm(main)?;
                registration::log_success(main)?;
                return Ok(true);
            }
            Err(thrown) => return refused(main, thrown).map(|()| false),
        },
        Some(Err(problem)) => problem,
    };
    fail(main, &problem)?;
    Ok(false)
}

fn too_late(main: MainSocket<'_>) -> Result<(), Thrown> {
    let after = match &*main.state.phase.borrow() {
        Phase::Registering(deadline) => deadline.given(),
        _ => return Ok(()),
    };
    fail(main, &ReadError::TimedOut { after })
}

fn fail(main: MainSocket<'_>, problem: &ReadError) -> Result<(), Thrown> {
    let hint = if gateways::is_proven(&main.worker_addr()?) {
        String::new()
    } else {
        format!("; {WHAT_TO_CHECK}")
    };
    let why = format!("no answer to {}: {problem}{hint}", Command::Register.name());
    let error = ExchangeError::from(*problem);
    let line = main
        .line(Level::Error, |to| format!("register to {to} failed."))?
        .describes(&SOCKET_RECEIVE_EXCEPTION, why, 0)
        .errno(error.errno())
        .elapsed(error.elapsed())
        .bytes(error.bytes());
    give_up(main)?;
    main.log(line)
}

fn refused(main: MainSocket<'_>, thrown: Thrown) -> Result<(), Thrown> {
    let exception = error::caught(thrown)?;
    give_up(main)?;
    registration::log_failure(main, &exception)
}

/// The gateway did not register the connection. Before that is logged: where the logger is suspended in a coroutine,
/// the loop goes on with what it watches.
fn give_up(main: MainSocket<'_>) -> Result<(), Thrown> {
    main.state.phase.take();
    main.let_go()?;
    schedule(main)
}

/// A child process has no part in it: drops what is under way without a word to the host's loop, which it shares
/// with its parent.
pub fn leave_to_parent(main: MainSocket<'_>) {
    main.state.phase.take();
    main.state.next_attempt.set(None);
}

/// A time that differs a little from process to process: a hundred workers must not come back to a gateway in the
/// same instant.
fn jittered(base: Duration) -> Duration {
    let random = RandomState::new().build_hasher().finish() % 4096;
    let share = f64::from(u16::try_from(random).unwrap_or(0)) / 4096.0;
    base.mul_f64(0.8 + 0.4 * share)
}

/// A renewal goes on, or there is a time at which one begins.
pub fn is_under_way(main: MainSocket<'_>) -> bool {
    let timer = main.object.slot(slot::RECONNECT_TIMER_ID).view();
    matches!(timer, View::Long(_))
        || main.state.next_attempt.get().is_some()
        || !matches!(&*main.state.phase.borrow(), Phase::Idle)
}

/// The gateway has been asked and has not answered yet.
pub fn is_registering(main: MainSocket<'_>) -> bool {
    matches!(&*main.state.phase.borrow(), Phase::Registering(_))
}
