//! What lies behind a socket object: its connection, and the properties that user code sees.
use super::question::Question;
use super::{class, shown};
use crate::api;
use crate::gateways;
use crate::logger::{self, Level};
use crate::settings::SETTINGS;
use crate::zend::interrupt;
use crate::zend::module::is_preloading;
use crate::zend::stream::{self, Stream};
use crate::zend::{throw_builtin, Builtin, Handlers, Live, Native, Thrown, View, ZObj, ZStr, ZVal};
use netsvr_client::{Connection, Hook, Probe, Stopped};
use netsvr_wire::command::Kind;
use netsvr_wire::Command;
use std::cell::{Cell, RefCell};
use std::os::fd::AsFd;
use std::time::{Duration, Instant};

/// Declared properties, in their order.
pub mod slot {
    pub const LOG_PREFIX: usize = 0;
    pub const LOGGER: usize = 1;
    pub const WORKER_ADDR: usize = 2;
    pub const SEND_RECEIVE_TIMEOUT: usize = 3;
    pub const CONNECT_TIMEOUT: usize = 4;
    pub const SOCKET: usize = 5;
    pub const CONNECTED: usize = 6;
    pub const RECEIVE_BUFFER: usize = 7;
    /// Of `TaskSocket`.
    pub const MAX_IDLE_TIME: usize = 8;
    pub const LAST_USE_TIME: usize = 9;
}

/// What user code has done on a connection by hand, with `send()` and `receive()`: whether it may be given to somebody
/// else afterwards.
#[derive(Clone, Copy, Default)]
struct ByHand {
    /// Requests sent whose answers have not been read.
    owed: u32,
    /// Something of which it is not known what the gateway makes of it, and what it sends.
    unknown: bool,
}

/// Where a connection goes when its object dies.
#[derive(Clone)]
struct Parking {
    address: Box<str>,
    /// `maxIdleTime`
    max_idle: u64,
}

/// The connection of a socket object.
#[derive(Default)]
pub struct State {
    connection: RefCell<Option<Connection>>,
    /// Laid over a duplicate of the connection's descriptor once user code has asked for it, who may close it.
    stream: RefCell<Option<Stream>>,
    connected: Cell<bool>,
    /// User code may have written the properties that stand for the connection.
    touched: Cell<bool>,
    by_hand: Cell<ByHand>,
    /// `None`: the connection ends with the object.
    parking: RefCell<Option<Parking>>,
    /// The last connection was lost, not closed on purpose: the next one is a reconnect.
    lost: Cell<bool>,
    /// What `NetBus` is asking at the moment through methods of a child class.
    question: Cell<Option<Question>>,
    /// Counts connects and closes, so that an exchange that ends late does not bring an old connection back.
    epoch: Cell<u64>,
}

static HANDLERS: Handlers = Handlers::unset();

impl Native for State {
    const LIVE: Option<&'static Live> = Some(&Live {
        is: shown::is,
        show: shown::show,
        written: shown::written,
    });

    /// A connection that is parked needs no line in the log, and so no PHP code.
    const INSTEAD_OF_DESTRUCTOR: Option<fn(&ZObj) -> bool> =
        Some(|object| Socket::of(object).is_some_and(Socket::park));

    fn handlers() -> &'static Handlers {
        &HANDLERS
    }
}

impl Drop for State {
    /// The object is freed: after its destructor, or without it when the request was ended by `exit` or by a fatal
    /// error. No PHP code can reach the object any more.
    fn drop(&mut self) {
        self.park();
        self.forget();
    }
}

impl State {
    fn forget(&self) {
        self.epoch.set(self.epoch.get() + 1);
        let connection = self.connection.take();
        let stream = self.stream.take();
        if self.connected.replace(false) && connection.is_none() {
            self.lost.set(true);
        }
        self.by_hand.take();
        self.parking.take();
        // the stream last: filters of user code run when it is closed, and may use the object
        drop(connection);
        drop(stream);
    }

    /// Leaves the connection to the process if it is at rest. True when it is gone from here.
    fn park(&self) -> bool {
        let by_hand = self.by_hand.get();
        if by_hand.unknown || by_hand.owed > 0 || self.stream.borrow().is_some() {
            return false;
        }
        let Some(parking) = self.parking.take() else {
            return false;
        };
        let Some(connection) = self.connection.take() else {
            return false;
        };
        gateways::park(&parking.address, connection, parking.max_idle);
        self.connected.set(false);
        self.epoch.set(self.epoch.get() + 1);
        true
    }
}

/// A socket object of the native family, child classes of user code among them.
#[derive(Clone, Copy)]
pub struct Socket<'a> {
    pub object: &'a ZObj,
    state: &'a State,
}

/// A connection taken out for an exchange.
pub struct Taken {
    pub connection: Connection,
    epoch: u64,
}

impl<'a> Socket<'a> {
    /// `None` for an object of another family.
    pub fn of(object: &'a ZObj) -> Option<Self> {
        object.native::<State>().map(|state| Self { object, state })
    }

    fn text(self, slot: usize) -> String {
        let text = self.object.slot(slot).as_str();
        text.map_or_else(String::new, ZStr::to_text)
    }

    fn seconds(self, slot: usize) -> Duration {
        match self.object.slot(slot).view() {
            View::Long(seconds) => Duration::from_secs(u64::try_from(seconds).unwrap_or(0)),
            _ => Duration::ZERO,
        }
    }

    /// The gateway's worker address, as given to the constructor.
    pub fn worker_addr(self) -> String {
        self.text(slot::WORKER_ADDR)
    }

    /// The worker address as the PHP value it is.
    ///
    /// # Errors
    /// The engine's own for a property that holds nothing: a child class never called its parent's constructor.
    pub fn worker_addr_value(self) -> Result<ZVal, Thrown> {
        match self.object.slot(slot::WORKER_ADDR).as_str() {
            Some(address) => Ok(address.into()),
            None => Err(throw_builtin(
                Builtin::Error,
                &format!(
                    "Typed property NetsvrBusiness\\Socket::${} must not be accessed before initialization",
                    api::current().worker_addr
                ),
            )),
        }
    }

    /// Time for writing and reading.
    pub fn send_receive_timeout(self) -> Duration {
        self.seconds(slot::SEND_RECEIVE_TIMEOUT)
    }

    /// Time for connecting.
    pub fn connect_timeout(self) -> Duration {
        self.seconds(slot::CONNECT_TIMEOUT)
    }

    /// Logs a line behind the socket's prefix.
    ///
    /// # Errors
    /// What the logger throws.
    pub fn log(self, level: Level, line: &str) -> Result<(), Thrown> {
        let prefix = self.text(slot::LOG_PREFIX);
        logger::log(
            &self.object.slot(slot::LOGGER).clone(),
            level,
            &format!("{prefix}{line}"),
        )
    }

    /// Between a successful connect and the close.
    pub fn is_connected(self) -> bool {
        self.state.connected.get()
    }

    pub fn is_task_socket(self) -> bool {
        self.object.is_a(&super::TASK_SOCKET)
    }

    #[inline]
    pub fn is_touched(self) -> bool {
        self.state.touched.get()
    }

    pub fn note_touched(self) {
        self.state.touched.set(true);
    }

    /// The value is the stream that has been laid over the connection.
    pub fn is_own_stream(self, value: &ZVal) -> bool {
        let stream = self.state.stream.borrow();
        stream.as_ref().is_some_and(|stream| stream.is(value))
    }

    pub fn has_own_stream(self) -> bool {
        self.state.stream.borrow().is_some()
    }

    /// User code has put something else in the place of the connection.
    pub fn let_go_of_own(self) {
        if self.has_own_stream() || self.state.connection.borrow().is_some() {
            self.state.forget();
        }
    }

    /// Bytes that were read and not used.
    pub fn unread(self) -> Option<Vec<u8>> {
        let connection = self.state.connection.borrow();
        connection.as_ref().map(|it| it.unread().to_vec())
    }

    pub fn set_unread(self, bytes: &[u8]) {
        if let Some(connection) = self.state.connection.borrow_mut().as_mut() {
            if connection.unread() != bytes {
                connection.set_unread(bytes.to_vec());
            }
        }
    }

    pub fn last_used(self) -> Option<Instant> {
        let connection = self.state.connection.borrow();
        connection.as_ref().map(Connection::last_used)
    }

    pub fn set_last_used(self, ago: Duration) {
        if let Some(connection) = self.state.connection.borrow_mut().as_mut() {
            connection.set_idle(ago);
        }
    }

    /// What stood for the connection in the properties stands for nothing any more.
    fn clear_shown(self) {
        if !self.object.slot(slot::SOCKET).is_null() {
            self.object.set_slot(slot::SOCKET, ZVal::null());
        }
        if self.state.touched.get() {
            self.object
                .set_slot(slot::RECEIVE_BUFFER, (&*crate::message::EMPTY).into());
        }
    }

    /// Whether the connection must be replaced before it is used: it is gone, has been idle longer than
    /// `maxIdleTime`, has something to be read, or is another process's.
    pub fn needs_dialling(self, now: Instant) -> bool {
        self.adopt();
        if let Some(stream) = self.foreign_stream() {
            return !stream::is_open(&stream) || self.is_overdue();
        }
        if self.stream_is_closed() {
            return true;
        }
        let mut connection = self.state.connection.borrow_mut();
        let Some(connection) = connection.as_mut() else {
            return true;
        };
        if let View::Long(most) = self.max_idle_time().view() {
            let idle = connection.idle_seconds(now);
            if i64::try_from(idle).unwrap_or(i64::MAX) > most {
                return true;
            }
        }
        connection.probe_at(now) != Probe::Alive
    }

    /// By `lastUseTime`, which the child class that dials by itself keeps.
    fn is_overdue(self) -> bool {
        match (
            self.max_idle_time().view(),
            self.object.slot(slot::LAST_USE_TIME).view(),
        ) {
            (View::Long(most), View::Long(used)) => shown::now().saturating_sub(used) > most,
            _ => true,
        }
    }

    fn max_idle_time(self) -> ZVal {
        if self.object.is_a(&super::TASK_SOCKET) {
            self.object.slot(slot::MAX_IDLE_TIME).clone()
        } else {
            ZVal::null()
        }
    }

    /// Whether it takes connections that other objects have left, and leaves its own: a task socket, `persistent`,
    /// and no child class that does something of its own when it connects or closes. Gives `maxIdleTime`.
    pub fn shares_connections(self) -> Option<u64> {
        if !SETTINGS.get().persistent.get() || is_preloading() {
            return None;
        }
        let View::Long(seconds) = self.max_idle_time().view() else {
            return None;
        };
        let plain = class::connects_natively(self.object) && class::closes_natively(self.object);
        u64::try_from(seconds).ok().filter(|_| plain)
    }

    /// Puts another connection in place of whatever was there, without a word to the logger. True when it makes up
    /// for one that was lost. `address` is the worker address.
    pub fn install(self, connection: Connection, address: String) -> bool {
        self.state.forget();
        self.clear_shown();
        *self.state.connection.borrow_mut() = Some(connection);
        *self.state.parking.borrow_mut() = self.shares_connections().map(|max_idle| Parking {
            address: address.into(),
            max_idle,
        });
        self.state.connected.set(true);
        self.object.set_slot(slot::CONNECTED, true.into());
        self.state.lost.take()
    }

    /// Notes that the connection turned out not to be usable, before it is replaced.
    pub fn note_lost(self) {
        self.state.lost.set(true);
    }

    /// The object dies: leaves its connection to the process, without a word to the logger. False when the
    /// connection is to be closed instead.
    pub fn park(self) -> bool {
        let parked = self.state.park();
        if parked {
            self.object.set_slot(slot::CONNECTED, false.into());
        }
        parked
    }

    /// User code has sent this payload by hand.
    pub fn note_sent(self, payload: &[u8]) {
        let command = payload.first_chunk().copied().map(u32::from_be_bytes);
        let command = command.and_then(Command::from_u32);
        let mut by_hand = self.state.by_hand.get();
        match command.map(|command| (command, command.kind())) {
            // the gateway sends events from then on
            Some((Command::Register | Command::Unregister, _)) => by_hand.unknown = true,
            Some((_, Kind::OneWay)) => {}
            Some((_, Kind::Request)) => by_hand.owed = by_hand.owed.saturating_add(1),
            _ => by_hand.unknown = true,
        }
        self.state.by_hand.set(by_hand);
    }

    /// User code has sent a request by hand and not received its answer, which would be taken for that of the next
    /// request. Who reads in other ways than `receive()` knows that better.
    pub fn owes_answer(self) -> bool {
        let by_hand = self.state.by_hand.get();
        by_hand.owed > 0 && !by_hand.unknown && self.state.stream.borrow().is_none()
    }

    /// User code has received a frame by hand, or with `whole` false, some bytes.
    pub fn note_received(self, whole: bool) {
        let mut by_hand = self.state.by_hand.get();
        match by_hand.owed.checked_sub(1) {
            Some(owed) if whole => by_hand.owed = owed,
            _ => by_hand.unknown = true,
        }
        self.state.by_hand.set(by_hand);
    }

    /// Lets go of the connection, without a word to the logger. True when there was one.
    pub fn discard(self) -> bool {
        let connected = self.is_connected();
        if connected {
            self.object.set_slot(slot::CONNECTED, false.into());
        }
        self.state.forget();
        self.clear_shown();
        connected
    }

    /// Closes the connection, through `close()` of user code where that is overridden.
    ///
    /// # Errors
    /// What user code throws.
    pub fn close(self) -> Result<(), Thrown> {
        if class::closes_natively(self.object) {
            self.close_natively()
        } else {
            self.object.call_known(&class::CLOSE, &[]).map(drop)
        }
    }

    /// Closes the connection and says so, as the original does; nothing without a connection.
    ///
    /// # Errors
    /// What the logger throws.
    pub fn close_natively(self) -> Result<(), Thrown> {
        if self.is_touched() {
            self.adopt();
            if !self.object.slot(slot::CONNECTED).is_truthy() {
                return Ok(());
            }
            if let Some(stream) = self.foreign_stream() {
                self.object.set_slot(slot::CONNECTED, false.into());
                self.object.set_slot(slot::SOCKET, ZVal::null());
                stream::close(&stream);
                return super::dialling::log_close(self);
            }
        }
        if self.discard() {
            super::dialling::log_close(self)?;
        }
        Ok(())
    }

    pub(super) fn question(self) -> &'a Cell<Option<Question>> {
        &self.state.question
    }

    /// Which of its connections it has.
    pub(super) fn epoch(self) -> u64 {
        self.state.epoch.get()
    }

    /// Takes the connection out for an exchange.
    #[inline(always)]
    #[allow(clippy::inline_always)] // a connection is not to be copied once more
    pub fn take(self) -> Option<Taken> {
        self.adopt();
        let mut connection = self.state.connection.take()?;
        if self.stream_is_closed() {
            connection.poison();
        }
        Some(Taken {
            connection,
            epoch: self.state.epoch.get(),
        })
    }

    /// Puts a connection back after an exchange. A failed one is closed, and so is one that was replaced or closed
    /// meanwhile. Gives true when the object is left without a connection because this one failed.
    pub fn put_back(self, taken: Taken) -> bool {
        if taken.epoch != self.state.epoch.get() {
            return false;
        }
        if taken.connection.is_poisoned() {
            drop(taken);
            return true;
        }
        let mut connection = taken.connection;
        connection.clear_answer();
        *self.state.connection.borrow_mut() = Some(connection);
        self.show_again();
        false
    }

    /// User code has closed the stream that it was given, and with it the connection.
    pub fn stream_is_closed(self) -> bool {
        let stream = self.state.stream.borrow();
        stream.as_ref().is_some_and(|stream| !stream.is_open())
    }

    /// The connection as a PHP stream if user code has asked for it, else null.
    pub fn known_stream(self) -> ZVal {
        self.state
            .stream
            .borrow()
            .as_ref()
            .map(Stream::value)
            .into()
    }

    /// The connection as a PHP stream, or null without one.
    pub fn stream(self) -> ZVal {
        if let Some(stream) = self.foreign_stream() {
            return stream;
        }
        if let Some(stream) = self.state.stream.borrow().as_ref() {
            return stream.value();
        }
        let duplicate = match self.state.connection.borrow().as_ref() {
            Some(connection) => connection.as_fd().try_clone_to_owned(),
            None => return ZVal::null(),
        };
        let Some(stream) = duplicate
            .ok()
            .and_then(|duplicate| Stream::over(duplicate, self.send_receive_timeout()))
        else {
            return ZVal::null();
        };
        let value = stream.value();
        *self.state.stream.borrow_mut() = Some(stream);
        value
    }

    /// The object is one of ours of which user code has overridden nothing that deals with its connection.
    pub fn is_untouched(self) -> bool {
        class::sends_and_receives_natively(self.object)
            && class::connects_natively(self.object)
            && class::closes_natively(self.object)
            && class::gives_stream_natively(self.object)
    }

    /// The object is one of ours whose `send` and `receive` are not overridden, so that its connection may be
    /// used without calling it.
    #[inline]
    pub fn is_plain(self) -> bool {
        self.object.is_exactly(&super::TASK_SOCKET)
            || class::sends_and_receives_natively(self.object)
                && class::receives_bytes_natively(self.object)
                && !self.object.has_user_method("connect")
                && self.foreign_stream().is_none()
    }
}

/// Lets PHP react to signals while native code waits.
#[derive(Default)]
pub struct Signals<'a> {
    thrown: Option<Thrown>,
    waiting: Option<Socket<'a>>,
}

impl<'a> Signals<'a> {
    /// While the connection of this socket is waited for: a handler may close its stream, which ends the wait.
    pub fn of(socket: Socket<'a>) -> Self {
        Self {
            thrown: None,
            waiting: Some(socket),
        }
    }

    /// What a signal's handler threw.
    ///
    /// # Errors
    /// Just that.
    pub fn finish(self) -> Result<(), Thrown> {
        self.thrown.map_or(Ok(()), Err)
    }
}

impl Hook for Signals<'_> {
    fn interrupted(&mut self) -> Result<(), Stopped> {
        interrupt::dispatch().map_err(|thrown| {
            self.thrown = Some(thrown);
            Stopped
        })?;
        match self.waiting {
            Some(socket) if socket.stream_is_closed() => Err(Stopped),
            _ => Ok(()),
        }
    }
}
