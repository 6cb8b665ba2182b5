//! From the bytes of a registered connection to the user's event handler.
use super::handler::{self, Handler, Kind, Sender};
use super::state::MainSocket;
use super::traffic::Received;
use super::turn::{self, Turn};
use super::{class, held_back, keepalive, renewal};
use crate::logger::{Level, Line};
use crate::message;
use crate::room;
use crate::settings::SETTINGS;
use crate::socket::Socket;
use crate::zend::{error, Interned, Thrown, ZArray, ZObject, ZString, ZVal};
use netsvr_client::{CoarseInstant, Deadline, ReadError, Stream};
use netsvr_wire::{Command, Gateway};
use std::time::Duration;

/// Longest time for which a turn begins with another event: then the host's timers and other connections get theirs.
const TURN: Duration = Duration::from_millis(10);
/// Longest time for which messages stay corked while events are handled, give or take the clock's coarseness.
const CORKED: Duration = Duration::from_millis(1);

static ON_MESSAGE: Interned = Interned::new("onmessage");
static CMD: Interned = Interned::new("cmd");
static PROTOBUF: Interned = Interned::new("protobuf");

/// At module start.
pub fn register() {
    for name in [&ON_MESSAGE, &CMD, &PROTOBUF] {
        name.make();
    }
    handler::register();
    super::registration::register_names();
}

/// What comes next on a connection.
enum Next {
    Nothing,
    /// An event for the user's handler.
    Event(Kind, ZObject),
    /// An event for the `onMessage()` of a child class.
    Array(u32, ZVal),
    /// A frame that is no event.
    Other(u32),
    /// An event that does not parse.
    Malformed(u32, Thrown),
    /// Nothing more will be read.
    Ended(ReadError),
}

/// How a series of events ended.
pub enum Outcome {
    /// Nothing waits.
    Idle,
    /// The time is over, and events wait.
    More,
    /// Nothing more will be read.
    Ended(ReadError),
}

/// The connection can be read: handles what arrived.
///
/// # Errors
/// `exit()` and fatal errors in the handler; what the logger or the host's loop throws.
pub fn readable(main: MainSocket<'_>) -> Result<(), Thrown> {
    readable_while(main, || true)
}

/// As [`readable`], as long as `go_on` says so after each event.
///
/// # Errors
/// As [`readable`].
pub fn readable_while(main: MainSocket<'_>, go_on: impl FnMut() -> bool) -> Result<(), Thrown> {
    let limit = SETTINGS.get().max_packet_size.get();
    if main.with_stream(|stream| stream.is_foreign()) == Some(true) {
        return main.let_go().map(drop);
    }
    let absence = main.with_stream(|stream| {
        stream.fill(limit);
        stream.take_absence()
    });
    if let Some(absence) = absence.flatten() {
        keepalive::tell(main, &absence)?;
    }
    if renewal::is_registering(main) && !renewal::answered(main)? {
        return Ok(());
    }
    take_turn(main, go_on)
}

/// Events wait, messages perhaps, too, and others have had their turn.
///
/// # Errors
/// As [`readable`].
pub fn go_on(main: MainSocket<'_>) -> Result<(), Thrown> {
    main.state.waiting_for_turn.set(false);
    main.flush()?;
    readable(main)
}

/// The connection can be written: goes on with what waits, for the gateway and for the handler.
///
/// # Errors
/// As [`readable`].
pub fn writable(main: MainSocket<'_>) -> Result<(), Thrown> {
    main.flush()?;
    if main.has_input() && !renewal::is_registering(main) {
        take_turn(main, || true)?;
    }
    main.unwant_writable()
}

/// Handles events that wait, for a while.
fn take_turn(main: MainSocket<'_>, mut go_on: impl FnMut() -> bool) -> Result<(), Thrown> {
    match one_turn(main, |_| go_on())? {
        Outcome::Idle => Ok(()),
        Outcome::More => main.want_to_go_on(),
        Outcome::Ended(error) => main.lost_reading(&error),
    }
}

/// One turn: what is sent meanwhile is corked.
fn one_turn(main: MainSocket<'_>, go_on: impl FnMut(u32) -> bool) -> Result<Outcome, Thrown> {
    let turn = Turn::begin();
    let mut outcome = Outcome::Idle;
    let result = each_event(main, turn.is_suspendable(), go_on).map(|it| outcome = it);
    turn.end(result)?;
    Ok(outcome)
}

/// Handles frame after frame until `go_on` (asked after each, with its command) says no.
///
/// # Errors
/// As [`readable`].
pub fn each_frame(
    main: MainSocket<'_>,
    mut go_on: impl FnMut(u32) -> bool,
) -> Result<Outcome, Thrown> {
    loop {
        let mut stopped = false;
        let outcome = one_turn(main, |command| {
            stopped = !go_on(command);
            !stopped
        })?;
        if stopped || !matches!(outcome, Outcome::More) {
            return Ok(outcome);
        }
    }
}

/// Handles the events that have arrived when a registration has been taken back. Not while events are being handled:
/// then those that wait are left to be counted.
///
/// # Errors
/// As [`readable`].
pub fn rest(main: MainSocket<'_>) -> Result<(), Thrown> {
    if turn::is_inside() {
        return Ok(());
    }
    let limit = SETTINGS.get().max_packet_size.get();
    let deadline = Deadline::after(main.farewell());
    while !deadline.expired() {
        main.with_stream(|stream| stream.fill(limit));
        if !main.has_input() {
            break;
        }
        if let Outcome::Ended(_) = each_frame(main, |_| !deadline.expired())? {
            break;
        }
    }
    Ok(())
}

fn each_event(
    main: MainSocket<'_>,
    suspendable: bool,
    mut go_on: impl FnMut(u32) -> bool,
) -> Result<Outcome, Thrown> {
    let began = CoarseInstant::now();
    let limit = SETTINGS.get().max_packet_size.get();
    let natively = class::handles_natively(main.object);
    let mut handler = Handler::of(main)?;
    let epoch = main.state.epoch.get();
    let mut flushed = Duration::ZERO;
    let mut received = Received::default();
    loop {
        let next = next(main, &mut handler, natively, limit);
        let is_event = matches!(next, Next::Event(..) | Next::Array(..));
        if suspendable && is_event && !main.is_about_to_go_on() && main.has_input() {
            // should this event's handler be suspended, the loop is to go on with those behind it
            main.want_to_go_on()?;
        }
        let command = match next {
            Next::Nothing => return Ok(Outcome::Idle),
            Next::Ended(error) => return Ok(Outcome::Ended(error)),
            Next::Other(command) => {
                if command == Command::Unregister.as_u32() {
                    main.state.was_answered.set(true);
                }
                command
            }
            Next::Event(kind, event) => {
                if let Sender::Seen(gateway) = handler.sender {
                    handler.sender = Sender::Known;
                    compare_sender(main, gateway)?;
                }
                hand_over(main, &mut handler, kind, event)?;
                kind.command().as_u32()
            }
            Next::Array(command, data) => {
                main.object.call_protected(&ON_MESSAGE, &[data])?;
                command
            }
            Next::Malformed(command, thrown) => {
                report(main, thrown)?;
                command
            }
        };
        received.one();
        if epoch != main.state.epoch.get() {
            // the handler closed it, or it was replaced: what waits now is another turn's
            return Ok(Outcome::Idle);
        }
        if !go_on(command) {
            return Ok(Outcome::More);
        }
        let elapsed = began.elapsed();
        if elapsed >= flushed + CORKED {
            turn::flush()?;
            flushed = elapsed;
            if elapsed >= TURN && main.has_input() {
                return Ok(Outcome::More);
            }
        }
    }
}

fn next(main: MainSocket<'_>, handler: &mut Handler, natively: bool, limit: usize) -> Next {
    main.with_stream(|stream| read_next(stream, handler, natively, limit))
        .unwrap_or(Next::Nothing)
}

fn read_next(stream: &mut Stream, handler: &mut Handler, natively: bool, limit: usize) -> Next {
    if stream.is_foreign() {
        return Next::Nothing;
    }
    let frame = match stream.next_frame(limit) {
        Ok(Some(frame)) => frame,
        Ok(None) => return Next::Nothing,
        Err(error) => return Next::Ended(error),
    };
    let command = frame.command().unwrap_or_default();
    let Some(kind) = Kind::of(command) else {
        return Next::Other(command);
    };
    let made = if natively {
        parse(handler, kind, frame.body()).map(|event| Next::Event(kind, event))
    } else {
        let body = frame.body();
        room::check(body, 2, || room::string(body.len()))
            .map(|()| Next::Array(command, event_array(command, body)))
    };
    made.unwrap_or_else(|thrown| Next::Malformed(command, thrown))
}

fn parse(handler: &mut Handler, kind: Kind, body: &[u8]) -> Result<ZObject, Thrown> {
    let event = handler.spare(kind)?;
    room::check(body, message::MOST, || message::size(&event, body))?;
    message::refill(handler.gateway, &event, body)?;
    if kind == Kind::Open && handler.sender == Sender::NotSeen {
        handler.sender =
            netsvr_wire::gateway::sender_of_open(body).map_or(Sender::NotSeen, Sender::Seen);
    }
    Ok(event)
}

/// Says so, once, when another gateway sends the events than `netsvr.gateway` says.
#[cold]
fn compare_sender(main: MainSocket<'_>, sender: Gateway) -> Result<(), Thrown> {
    main.state.sender_known.set(true);
    let said = main.gateway()?;
    if sender == said {
        return Ok(());
    }
    let (said, sender) = (said.number(), sender.number());
    let line = main.line(Level::Error, |to| {
        format!(
            "events of {to} are those of gateway {sender}.x, and read as those of gateway {said}.x: set netsvr.gateway \
             = {sender}."
        )
    })?;
    main.tell(line)
}

/// An event as `onMessage()` takes it.
fn event_array(command: u32, body: &[u8]) -> ZVal {
    let mut data = ZArray::with_capacity(2);
    data.add(&CMD, i64::from(command).into());
    data.add(&PROTOBUF, ZString::new(body).into());
    data.into()
}

/// Handles one event from its command and body.
///
/// # Errors
/// As [`readable`].
pub fn handle(main: MainSocket<'_>, command: u32, body: &[u8]) -> Result<(), Thrown> {
    let Some(kind) = Kind::of(command) else {
        return Ok(());
    };
    let mut handler = Handler::of(main)?;
    match parse(&mut handler, kind, body) {
        Ok(event) => {
            if let Sender::Seen(gateway) = handler.sender {
                compare_sender(main, gateway)?;
            }
            hand_over(main, &mut handler, kind, event)
        }
        Err(thrown) => report(main, thrown),
    }
}

#[inline]
fn hand_over(
    main: MainSocket<'_>,
    handler: &mut Handler,
    kind: Kind,
    event: ZObject,
) -> Result<(), Thrown> {
    let result = match handler.call(kind, &event) {
        Ok(_) => {
            handler.recycle(kind, event);
            Ok(())
        }
        Err(thrown) => report(main, thrown),
    };
    if held_back::waits() {
        return held_back::release(result).or_else(|thrown| report(main, thrown));
    }
    result
}

/// An exception in a handler costs one event, not the connection.
#[cold]
fn report(main: MainSocket<'_>, thrown: Thrown) -> Result<(), Thrown> {
    let exception = error::caught(thrown)?;
    let line = Line::new(Level::Error, "process netsvr event failed.".to_owned());
    // where a user class would have to be asked for it, it is left out
    let socket = main.socket().ok().and_then(Socket::of);
    let line = match socket {
        Some(socket) => line.gateway(socket.worker_addr()),
        None => line,
    };
    main.log(line.describes_thrown(&exception))
}
