//! What lies behind a main socket object: its registered connection, and the properties that PHP code sees.
use super::loss::Heartbeats;
use super::one_renewal;
use super::phase::Phase;
use super::renewal;
use super::waiting::{wait_and_dispatch, Until};
use super::{class, host, sending, standing};
use crate::gateways;
use crate::logger::{self, Level, Line};
use crate::settings::SETTINGS;
use crate::socket::{exchange, Socket};
use crate::zend::stream;
use crate::zend::{
    throw_builtin, Builtin, Handlers, Native, Thrown, View, ZObj, ZObject, ZStr, ZVal,
};
use netsvr_client::{Deadline, SharedStream, Stands, Stream, WriteError};
use netsvr_wire::Gateway;
use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::time::{Duration, Instant};

/// Declared properties, in their order.
pub mod slot {
    pub const LOG_PREFIX: usize = 0;
    pub const LOGGER: usize = 1;
    pub const EVENT: usize = 2;
    pub const SOCKET: usize = 3;
    pub const HEARTBEAT_MESSAGE: usize = 5;
    pub const EVENTS: usize = 6;
    /// In generation 4 of the API.
    pub const PROCESS_CMD_GOROUTINE_NUM: usize = 7;
    /// In generation 8: an object, or nothing in a main socket of our own loop.
    pub const EVENT_LOOP: usize = 7;
    pub const CONN_ID: usize = 8;
    pub const HEARTBEAT_INTERVAL: usize = 9;
    pub const CLOSED: usize = 10;
    pub const TIMER_ID: usize = 11;
    pub const RECONNECT_TIMER_ID: usize = 12;
    /// The PHP stream that the host's loop watches, or null.
    pub const CONNECTION: usize = 13;
}

/// Time for what must be written before a connection is closed, with a socket of a user class, which has no
/// `sendReceiveTimeout` that we know of.
const FAREWELL: Duration = Duration::from_secs(5);
/// Messages refused because a gateway does not read: thousands in a moment, of which the log gets a line a second.
#[derive(Clone, Copy, Default)]
pub struct Refusals {
    /// When the last line was written.
    pub said: Option<Instant>,
    /// Messages since then.
    pub unsaid: usize,
}

/// The registered connection of a main socket object.
#[derive(Default)]
pub struct State {
    pub stream: RefCell<Option<SharedStream>>,
    /// Counts connections, so that a turn notices that the one it reads has been replaced.
    pub epoch: Cell<u64>,
    /// The round of turns in which something was last sent on it that [`turn`](super::turn) may cork the rest of.
    pub written_in_round: Cell<u64>,
    /// The host's loop calls back when the connection can be read.
    pub watching_readable: Cell<bool>,
    /// The host's loop calls back when the connection can be written.
    pub watching_writable: Cell<bool>,
    /// Our own loop has begun to connect it.
    pub adopted: Cell<bool>,
    /// What was refused because enough waits, and not yet said in the log.
    pub refusals: Cell<Refusals>,
    /// The host's loop calls back after a moment.
    pub waiting_for_turn: Cell<bool>,
    /// In our own loop: when to try again, and when to send the next heartbeat.
    pub next_attempt: Cell<Option<Instant>>,
    /// How far the renewal of a lost registration has come.
    pub phase: RefCell<Phase>,
    /// `start()` looks after it: the host's loop is told of it afterwards.
    pub in_start: Cell<bool>,
    /// When a registration was last lost, and whether the renewal begins at once.
    pub last_loss: Cell<Option<Instant>>,
    pub renews_at_once: Cell<bool>,
    /// Its heartbeats, and the ends that came right behind them.
    pub heartbeats: Cell<Heartbeats>,
    /// `loopHeartbeat()` is to be called when it is registered: it was not when `start()` ended.
    pub owes_heartbeats: Cell<bool>,
    /// How often `close()` has closed it: steps of user classes that others have run in meanwhile notice it.
    pub closes: Cell<u64>,
    /// The step of a renewal that is under way.
    pub renewing: Cell<Option<one_renewal::Step>>,
    /// What is counted of it.
    pub standing: RefCell<Option<Stands>>,
    pub next_heartbeat: Cell<Option<Instant>>,
    /// Heartbeats are sent by our own loop, or by a timer that [`class`] has set: not by a user class.
    pub sends_heartbeats: Cell<bool>,
    /// The host's timer for when the gateway has been asked because it was quiet.
    pub silence_timer: Cell<Option<i64>>,
    /// Unregister was written on it, together with others, and has no answer yet: until when it has time.
    pub unregistering: Cell<Option<Deadline>>,
    /// An answer to Unregister has come on it, whoever has read it.
    pub was_answered: Cell<bool>,
    /// The first command that was written on it: on which connection, by number, and when.
    pub first_command: Cell<Option<(u64, Instant)>>,
    /// An event has shown which gateway sends it.
    pub sender_known: Cell<bool>,
    /// The gateway has been asked to forward no more events, together with others: whether it has answered.
    pub taken_back: Cell<Option<bool>>,
}

static HANDLERS: Handlers = Handlers::unset();

impl Native for State {
    fn handlers() -> &'static Handlers {
        &HANDLERS
    }

    /// The last chance of what is still corked: nothing waits for it here.
    fn end(object: &ZObj) {
        let left = MainSocket::of(object).and_then(|main| {
            main.with_stream(|stream| match stream.flush() {
                Ok(true) | Err(WriteError::Foreign) => 0,
                _ => stream.unwritten_frames(),
            })
        });
        if let Some(frames @ 1..) = left {
            log::warn!("a main socket ended with {frames} frames that were not sent");
        }
    }
}

/// A main socket object of ours, child classes among them.
#[derive(Clone, Copy)]
pub struct MainSocket<'a> {
    pub object: &'a ZObj,
    pub state: &'a State,
}

impl<'a> MainSocket<'a> {
    /// `None` for an object of another family.
    pub fn of(object: &'a ZObj) -> Option<Self> {
        object.native::<State>().map(|state| Self { object, state })
    }

    /// The connection to the gateway, as the constructor was given it: a `SocketInterface`.
    ///
    /// # Errors
    /// `Error` for an object whose constructor never ran.
    pub fn socket(self) -> Result<&'a ZObj, Thrown> {
        self.object
            .slot(slot::SOCKET)
            .as_object()
            .ok_or_else(not_constructed)
    }

    /// The handler of events.
    ///
    /// # Errors
    /// As [`MainSocket::socket`].
    pub fn event(self) -> Result<ZObject, Thrown> {
        self.object
            .slot(slot::EVENT)
            .as_object()
            .map(ZObj::to_owned)
            .ok_or_else(not_constructed)
    }

    /// The gateway's worker address.
    ///
    /// # Errors
    /// What a socket of a user class throws.
    pub fn worker_addr(self) -> Result<String, Thrown> {
        exchange::worker_addr(self.socket()?)
    }

    /// What listens there.
    ///
    /// # Errors
    /// As [`MainSocket::worker_addr`].
    pub fn gateway(self) -> Result<Gateway, Thrown> {
        exchange::gateway(self.socket()?)
    }

    /// The gateway's worker address, if it is a name that has been looked up, and no user class's.
    pub fn name(self) -> Option<Cow<'a, str>> {
        let socket = self.socket().ok()?;
        Socket::of(socket)
            .filter(|socket| socket.is_untouched())?
            .name()
    }

    fn text(self, slot: usize) -> &'a ZStr {
        self.object
            .slot(slot)
            .as_str()
            .unwrap_or(&crate::message::EMPTY)
    }

    pub fn conn_id(self) -> &'a ZStr {
        self.text(slot::CONN_ID)
    }

    pub fn heartbeat_message(self) -> &'a ZStr {
        self.text(slot::HEARTBEAT_MESSAGE)
    }

    /// Time between two heartbeats.
    pub fn heartbeat_interval(self) -> Duration {
        match self.object.slot(slot::HEARTBEAT_INTERVAL).view() {
            View::Long(millis) => Duration::from_millis(u64::try_from(millis).unwrap_or(0)),
            _ => Duration::ZERO,
        }
    }

    /// The loop of the host's that its constructor was given.
    pub fn given_loop(self) -> Option<ZObject> {
        let given = self.object.slot(slot::EVENT_LOOP).as_object();
        given.map(ZObj::to_owned)
    }

    /// Which events it registers for: bits of `Netsvr\Event`.
    pub fn events(self) -> i64 {
        match self.object.slot(slot::EVENTS).view() {
            View::Long(events) => events,
            _ => 0,
        }
    }

    /// `close()` has been called.
    pub fn is_closed(self) -> bool {
        self.object.slot(slot::CLOSED).is_truthy()
    }

    /// A line about the gateway. `text` is given its worker address.
    ///
    /// # Errors
    /// What a socket of a user class throws.
    pub fn line<'l>(
        self,
        level: Level,
        text: impl FnOnce(&str) -> String,
    ) -> Result<Line<'l>, Thrown> {
        let address = self.worker_addr()?;
        Ok(Line::new(level, text(&address)).gateway(address))
    }

    /// Logs a line behind the socket's prefix.
    ///
    /// # Errors
    /// What the logger throws.
    pub fn log(self, line: Line<'_>) -> Result<(), Thrown> {
        let logger = self.object.slot(slot::LOGGER).clone();
        logger::log(&logger, &self.text(slot::LOG_PREFIX).to_text(), line)
    }

    /// Logs a line that the package does not have: what the logger throws stays there.
    ///
    /// # Errors
    /// `exit()` and fatal errors in the logger.
    pub fn tell(self, line: Line<'_>) -> Result<(), Thrown> {
        let logger = self.object.slot(slot::LOGGER).clone();
        logger::tell(&logger, &self.text(slot::LOG_PREFIX).to_text(), line)
    }

    /// There is a registered connection of this process.
    pub fn is_registered(self) -> bool {
        !renewal::is_registering(self)
            && self
                .with_stream(|stream| !stream.is_foreign())
                .unwrap_or(false)
    }

    /// There is a connection, registered or not.
    pub fn has_connection(self) -> bool {
        self.with_stream(|_| ()).is_some()
    }

    /// Does something with the connection, in which no PHP code runs; `None` without one. One whose PHP stream user
    /// code has closed is gone.
    pub fn with_stream<R>(self, act: impl FnOnce(&mut Stream) -> R) -> Option<R> {
        let connection = self.object.slot(slot::CONNECTION);
        if !connection.is_null() && !stream::is_open(connection) {
            self.state.stream.take();
            return None;
        }
        let shared = self.state.stream.try_borrow_mut().ok()?;
        shared.as_ref().map(|shared| act(&mut shared.lock()))
    }

    /// Takes the connection of its socket over, once it is registered: from now on its loop reads it.
    ///
    /// # Errors
    /// `Error` when the socket has no connection that could be read; what callbacks and user classes throw.
    pub fn take_over(self) -> Result<(), Thrown> {
        class::let_go_of_connection(self)?;
        let socket = self.socket()?.to_owned();
        let hosted = class::is_hosted(self.object);
        let native = Socket::of(&socket).filter(|socket| socket.is_untouched());
        let resource = match native {
            Some(native) if !hosted => native.known_stream(),
            Some(native) => native.stream(),
            None => socket.call("getSocket", &[])?,
        };
        let stream = match native.and_then(Socket::take) {
            Some(taken) => Some(Stream::from(taken.connection)),
            None => stream::duplicate_socket(&resource)?
                .map(|(socket, unread)| Stream::new(socket, unread)),
        };
        if hosted {
            host::refuse_what_select_misses(self, &resource)?;
        }
        let Some(stream) = stream else {
            return Err(throw_builtin(
                Builtin::Error,
                "the socket has no connection that could be watched: getSocket() must give an open stream",
            ));
        };
        let mut stream = stream
            .counted(&gateways::counters(&self.worker_addr()?))
            .patient(self.farewell());
        if self.gateway()? == Gateway::Eight {
            stream = stream.registering_only();
        }
        self.object.set_slot(slot::CONNECTION, resource);
        self.state.epoch.set(self.state.epoch.get() + 1);
        *self.state.stream.borrow_mut() = Some(stream.into());
        self.object.set_slot(slot::CLOSED, false.into());
        if hosted {
            if let Err(thrown) = self.watch_readable() {
                self.state.stream.take();
                self.object.set_slot(slot::CONNECTION, ZVal::null());
                return Err(thrown);
            }
        }
        standing::note(self);
        // events may have come together with the answer: nothing more need arrive for them to be read
        if self.has_input() {
            self.want_writable()?;
        }
        Ok(())
    }

    /// Events wait in our buffer.
    pub fn has_input(self) -> bool {
        let limit = SETTINGS.get().max_packet_size.get();
        self.with_stream(|stream| stream.has_frame(limit))
            .unwrap_or(false)
    }

    /// Lets go of the connection without writing what waits. Gives the number of frames that waited.
    ///
    /// # Errors
    /// What the host's loop throws.
    pub fn let_go(self) -> Result<usize, Thrown> {
        let stream = self.state.stream.take();
        let connection = self.object.slot(slot::CONNECTION).clone();
        self.object.set_slot(slot::CONNECTION, ZVal::null());
        self.state.epoch.set(self.state.epoch.get() + 1);
        let watching_readable = self.state.watching_readable.replace(false);
        let watching_writable = self.state.watching_writable.replace(false);
        self.state.waiting_for_turn.set(false);
        let (foreign, lost) = stream.map_or((false, 0), |shared| {
            let stream = shared.lock();
            (stream.is_foreign(), stream.unwritten_frames())
        });
        let timer = self.state.silence_timer.take();
        // a child process shares the loop's kernel objects with its parent: it must not take the watches away
        standing::note(self);
        if stream::is_open(&connection) && !foreign && watching_readable {
            host::unwatch(self, &connection, watching_writable)?;
        }
        if let Some(timer) = timer.filter(|_| !foreign) {
            host::delete_timer(timer.into())?;
        }
        Ok(if foreign { 0 } else { lost })
    }

    /// Writes what waits, and waits for that. Gives the number of frames that could not be written.
    ///
    /// # Errors
    /// What a signal's handler throws.
    pub fn flush_and_wait(self) -> Result<usize, Thrown> {
        let deadline = Deadline::after(self.farewell());
        let epoch = self.state.epoch.get();
        loop {
            match self.with_stream(|stream| (stream.flush(), stream.unwritten_frames())) {
                None | Some((Ok(true) | Err(WriteError::Foreign), _)) => return Ok(0),
                Some((Ok(false), _)) if !deadline.expired() => {}
                Some((_, left)) => return Ok(left),
            }
            let goes_on = wait_and_dispatch(&[self], Until::Writable, deadline.remaining())?;
            if epoch != self.state.epoch.get() {
                // others have closed it meanwhile, or connected it anew
                return Ok(0);
            }
            if !goes_on {
                return Ok(self
                    .with_stream(|stream| stream.unwritten_frames())
                    .unwrap_or(0));
            }
        }
    }

    /// Writes what waits, as far as the gateway takes it.
    ///
    /// # Errors
    /// What the logger or the host's loop throws.
    pub fn flush(self) -> Result<(), Thrown> {
        match self.with_stream(Stream::flush) {
            None => Ok(()),
            Some(Ok(true)) => sending::say_refusals(self),
            Some(Ok(false)) => self.want_writable(),
            Some(Err(WriteError::Foreign)) => self.let_go().map(drop),
            Some(Err(error)) => self.lost_writing(&error),
        }
    }

    /// Time for the last words on a connection; how long its gateway may be silent.
    pub fn farewell(self) -> Duration {
        self.socket()
            .ok()
            .and_then(Socket::of)
            .map_or(FAREWELL, Socket::send_receive_timeout)
    }
}

fn not_constructed() -> Thrown {
    throw_builtin(
        Builtin::Error,
        "the main socket's constructor has not been called",
    )
}
