//! Registering, and renewing a registration that was lost, without keeping the loop waiting: dialling and registering go
//! on whenever their socket is ready. Where a user class has overridden a step, the steps are called one after the other, as the
//! package does, and the loop waits for them.
use super::callback::Callback;
use super::class;
use super::host;
use super::keepalive;
use super::one_renewal::{self, Going};
use super::pause::{arm, disarm, is_called_back, schedule};
use super::phase::{Phase, Step, GLANCE};
use super::registration;
use super::standing;
use super::state::{slot, MainSocket};
use super::vigil;
use crate::exception::SOCKET_RECEIVE_EXCEPTION;
use crate::gateways;
use crate::logger::Level;
use crate::message;
use crate::settings::SETTINGS;
use crate::socket::{self, Socket};
use crate::zend::stream::Stream as PhpStream;
use crate::zend::{error, Thrown, View};
use netsvr_client::dial::Attempt;
use netsvr_client::{names, Deadline, ExchangeError, Lookup, ReadError, ResolveError, Stream};
use netsvr_wire::Command;
use std::net::SocketAddrV4;
use std::time::{Duration, Instant};

/// Gives up what is under way.
///
/// # Errors
/// What the host's loop throws.
pub fn stop(main: MainSocket<'_>) -> Result<(), Thrown> {
    disarm(main)?;
    main.state.renews_at_once.set(false);
    end_dialling(main)?;
    standing::note(main);
    Ok(())
}

/// Takes a dialling that is under way out of its phase, and its stream out of the host's loop.
fn end_dialling(main: MainSocket<'_>) -> Result<Option<Attempt>, Thrown> {
    match main.state.phase.take() {
        Phase::Dialling(attempt, watched) => {
            if let Some(stream) = watched {
                host::unwatch_writable(main, &stream.value())?;
            }
            Ok(Some(attempt))
        }
        _ => Ok(None),
    }
}

/// PHP code connects its socket itself. The connection there is ends, which the host's loop may watch, and so does one that is
/// on its way.
///
/// # Errors
/// What the logger or the host's loop throws.
pub fn give_way(main: MainSocket<'_>) -> Result<(), Thrown> {
    one_renewal::end_elsewhere(main);
    end_dialling(main)?;
    if !main.has_connection() {
        return Ok(());
    }
    // the gateway forgets it with the connection
    main.object
        .set_slot(slot::CONN_ID, (&*message::EMPTY).into());
    class::let_go_of_connection(main)
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
    let step = main.state.phase.borrow().step();
    match step {
        Step::Resolving => resolved(main),
        Step::Dialling => {
            dialled(main)?;
            if main.state.phase.borrow().dialling().is_some() {
                // woken a moment before the deadline
                return arm(main, Duration::from_millis(10));
            }
            Ok(())
        }
        Step::Registering => too_late(main),
        Step::Idle if main.is_registered() => Ok(()),
        Step::Idle if one_renewal::is_going(main) => schedule(main),
        Step::Idle => attempt(main),
    }
}

/// Begins to register anew; does all of it where a user class has overridden a step.
///
/// # Errors
/// What callbacks and user classes throw.
pub fn attempt(main: MainSocket<'_>) -> Result<(), Thrown> {
    let going = Going::begin(main);
    main.socket()?.to_owned().call("close", &[])?;
    if !going.is_wanted() {
        return ended_elsewhere(main, &going);
    }
    let socket = main.socket()?.to_owned();
    match Socket::of(&socket) {
        Some(native) if takes_no_steps_of_users(main, native) => begin(main, native),
        _ if class::connect_and_register(main)? => registered(main),
        _ => schedule(main),
    }
}

/// Another coroutine has closed the main socket, or called its `connect()`, while the logger was suspended. What has come to
/// nothing is tried again.
fn ended_elsewhere(main: MainSocket<'_>, going: &Going<'_>) -> Result<(), Thrown> {
    if going.is_closed() || main.has_connection() {
        return Ok(());
    }
    schedule(main)
}

/// Begins to register for the first time, while the loop runs: heartbeats begin with it.
///
/// # Errors
/// As [`attempt`].
pub fn begin_late(main: MainSocket<'_>) -> Result<(), Thrown> {
    main.object.set_slot(slot::CLOSED, false.into());
    main.state.owes_heartbeats.set(true);
    attempt(main)
}

/// It is being registered at this moment.
pub fn is_at_it(main: MainSocket<'_>) -> bool {
    time_left(main).is_some() || one_renewal::is_going(main)
}

/// No user class has a part in registering it.
pub fn is_native(main: MainSocket<'_>) -> bool {
    let socket = main.socket().ok().and_then(Socket::of);
    socket.is_some_and(|socket| takes_no_steps_of_users(main, socket))
}

fn takes_no_steps_of_users(main: MainSocket<'_>, socket: Socket<'_>) -> bool {
    socket.is_untouched() && class::connects_natively(main.object)
}

/// Goes on as far as that needs no waiting, whoever is to be called back.
///
/// # Errors
/// What the logger or the host's loop throws.
pub fn go_on(main: MainSocket<'_>) -> Result<(), Thrown> {
    let step = main.state.phase.borrow().step();
    match step {
        Step::Idle => Ok(()),
        Step::Resolving => resolved(main),
        Step::Dialling => dialled(main),
        Step::Registering if time_left(main).is_some_and(|left| left.is_zero()) => too_late(main),
        Step::Registering => look_for_answer(main).map(drop),
    }
}

/// The time after which [`go_on`] is to be called, whatever has happened; `None` when nothing is under way.
pub fn time_left(main: MainSocket<'_>) -> Option<Duration> {
    main.state.phase.borrow().time_left()
}

/// From now on the host's loop calls back, which it was not to do while `start()` looked by itself.
///
/// # Errors
/// What the loop throws.
pub fn hand_over(main: MainSocket<'_>) -> Result<(), Thrown> {
    if !main.state.in_start.replace(false) || !class::is_hosted(main.object) {
        return Ok(());
    }
    if main.has_connection() {
        main.watch_readable()?;
        if main.is_registered() {
            vigil::go_on_with_input(main)?;
        }
    }
    if let Err(thrown) = watch_dialling(main) {
        return refused(main, thrown);
    }
    let next = main.state.next_attempt.take();
    let next = next.map(|next| next.saturating_duration_since(Instant::now()));
    match time_left(main).or(next) {
        Some(delay) => arm(main, delay),
        None => Ok(()),
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
    let going = Going::begin(main);
    socket::conclude_unresolved(socket, problem)?;
    if !going.is_wanted() {
        return ended_elsewhere(main, &going);
    }
    schedule(main)
}

fn dial(main: MainSocket<'_>, addr: SocketAddrV4, deadline: Deadline) -> Result<(), Thrown> {
    let mut attempt = Attempt::start(addr, deadline);
    if attempt.advance() {
        return connected(main, attempt);
    }
    main.state.phase.replace(Phase::Dialling(attempt, None));
    match watch_dialling(main) {
        Ok(()) => arm(main, deadline.remaining()),
        Err(thrown) => refused(main, thrown),
    }
}

/// Has the host's loop call back when a connection that is on its way can be written.
fn watch_dialling(main: MainSocket<'_>) -> Result<(), Thrown> {
    if !is_called_back(main) {
        return Ok(());
    }
    let stream = match &mut *main.state.phase.borrow_mut() {
        Phase::Dialling(attempt, watched) => {
            let copy = attempt
                .as_fd()
                .and_then(|socket| socket.try_clone_to_owned().ok());
            *watched = copy.and_then(|copy| PhpStream::over(copy, attempt.remaining()));
            watched.as_ref().map(PhpStream::value)
        }
        _ => None,
    };
    match stream {
        Some(stream) => {
            let callback = Callback::Dialled.for_object(main.object)?;
            host::watch_stream_writable(main, &stream, callback)
        }
        None => Ok(()),
    }
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
    let going = Going::begin(main);
    let is_connected = socket::conclude(socket, attempt.into_result())?;
    if !going.is_wanted() {
        return ended_elsewhere(main, &going);
    }
    if !is_connected {
        return schedule(main);
    }
    let timeout = socket.send_receive_timeout();
    let phase = Phase::Registering(Deadline::after(timeout));
    main.state.phase.replace(phase);
    let asked = class::convert(main).and_then(|()| registration::ask(main));
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
                keepalive::begin(main);
                disarm(main)?;
                standing::note(main);
                registration::log_success(main)?;
                registered(main)?;
                return Ok(true);
            }
            Err(thrown) => return refused(main, thrown).map(|()| false),
        },
        Some(Err(problem)) => problem,
    };
    fail(main, &problem)?;
    Ok(false)
}

/// The connection is registered, later than `start()` waited for it.
fn registered(main: MainSocket<'_>) -> Result<(), Thrown> {
    if main.state.owes_heartbeats.take() {
        main.object.call("loopHeartbeat", &[])?;
    }
    Ok(())
}

/// Reads the gateway's answer. Events that have come with it are left to the loop.
fn look_for_answer(main: MainSocket<'_>) -> Result<bool, Thrown> {
    let limit = SETTINGS.get().max_packet_size.get();
    main.with_stream(|stream| stream.fill(limit));
    answered(main)
}

fn too_late(main: MainSocket<'_>) -> Result<(), Thrown> {
    // it may have come while nobody was there to read it
    if look_for_answer(main)? {
        return vigil::go_on_with_input(main);
    }
    let after = match &*main.state.phase.borrow() {
        Phase::Registering(deadline) => deadline.given(),
        _ => return Ok(()),
    };
    fail(main, &ReadError::TimedOut { after })
}

fn fail(main: MainSocket<'_>, problem: &ReadError) -> Result<(), Thrown> {
    let hint = registration::what_to_check(main)?.map_or_else(String::new, |it| format!("; {it}"));
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
    main.state.in_start.set(false);
    standing::note(main);
}

/// A renewal goes on, or there is a time at which one begins.
pub fn is_under_way(main: MainSocket<'_>) -> bool {
    let timer = main.object.slot(slot::RECONNECT_TIMER_ID).view();
    matches!(timer, View::Long(_))
        || main.state.next_attempt.get().is_some()
        || one_renewal::is_going(main)
        || !matches!(&*main.state.phase.borrow(), Phase::Idle)
}

/// The gateway has been asked and has not answered yet.
pub fn is_registering(main: MainSocket<'_>) -> bool {
    matches!(&*main.state.phase.borrow(), Phase::Registering(_))
}
