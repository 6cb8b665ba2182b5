//! What lies behind a socket object: its connection, and the properties that user code sees.
use super::class;
use crate::logger::{self, Level};
use crate::zend::interrupt;
use crate::zend::stream::Stream;
use crate::zend::{Handlers, Native, Thrown, View, ZObj, ZStr, ZVal};
use netsvr_client::{Connection, Descriptor, Hook, Probe, Stopped};
use std::cell::{Cell, RefCell};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

/// Declared properties, in their order.
pub mod slot {
    pub const LOG_PREFIX: usize = 0;
    pub const LOGGER: usize = 1;
    pub const WORKER_ADDR: usize = 2;
    pub const SEND_RECEIVE_TIMEOUT: usize = 3;
    pub const CONNECT_TIMEOUT: usize = 4;
    pub const CONNECTED: usize = 5;
    /// Of `TaskSocket`.
    pub const MAX_IDLE_TIME: usize = 6;
}

static OPEN: AtomicUsize = AtomicUsize::new(0);

/// Connections that socket objects of this process hold.
pub fn open_connections() -> usize {
    OPEN.load(Ordering::Relaxed)
}

/// The connection of a socket object.
#[derive(Default)]
pub struct State {
    connection: RefCell<Option<Connection>>,
    /// Laid over the connection's descriptor once user code has asked for it.
    stream: RefCell<Option<Stream>>,
    connected: Cell<bool>,
    /// Counts connects and closes, so that an exchange that ends late does not bring an old connection back.
    epoch: Cell<u64>,
}

static HANDLERS: Handlers = Handlers::unset();

impl Native for State {
    fn handlers() -> &'static Handlers {
        &HANDLERS
    }
}

impl Drop for State {
    fn drop(&mut self) {
        self.forget();
    }
}

impl State {
    fn forget(&self) {
        self.epoch.set(self.epoch.get() + 1);
        // the connection first: the stream owns the descriptor
        drop(self.connection.take());
        drop(self.stream.take());
        if self.connected.replace(false) {
            OPEN.fetch_sub(1, Ordering::Relaxed);
        }
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

    fn text(self, slot: usize) -> &'a [u8] {
        self.object.slot(slot).as_str().map_or(b"", ZStr::as_bytes)
    }

    fn seconds(self, slot: usize) -> Duration {
        match self.object.slot(slot).view() {
            View::Long(seconds) => Duration::from_secs(u64::try_from(seconds).unwrap_or(0)),
            _ => Duration::ZERO,
        }
    }

    /// The gateway's worker address, as given to the constructor.
    pub fn worker_addr(self) -> String {
        String::from_utf8_lossy(self.text(slot::WORKER_ADDR)).into_owned()
    }

    /// The worker address as the PHP value it is.
    pub fn worker_addr_value(self) -> ZVal {
        self.object.slot(slot::WORKER_ADDR).clone()
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
        let prefix = String::from_utf8_lossy(self.text(slot::LOG_PREFIX));
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

    /// Whether the connection must be replaced before it is used: it is gone, has been idle longer than
    /// `maxIdleTime`, has something to be read, or is another process's.
    pub fn needs_dialling(self) -> bool {
        if self
            .state
            .stream
            .borrow()
            .as_ref()
            .is_some_and(|stream| !stream.is_open())
        {
            return true;
        }
        let mut connection = self.state.connection.borrow_mut();
        let Some(connection) = connection.as_mut() else {
            return true;
        };
        if let View::Long(most) = self.max_idle_time().view() {
            let idle = connection.last_used().elapsed().as_secs();
            if i64::try_from(idle).unwrap_or(i64::MAX) > most {
                return true;
            }
        }
        connection.probe() != Probe::Alive
    }

    fn max_idle_time(self) -> ZVal {
        if self.object.is_a(&super::TASK_SOCKET) {
            self.object.slot(slot::MAX_IDLE_TIME).clone()
        } else {
            ZVal::null()
        }
    }

    /// Puts a new connection in place of whatever was there, without a word to the logger.
    pub fn install(self, connection: Connection) {
        self.state.forget();
        *self.state.connection.borrow_mut() = Some(connection);
        self.state.connected.set(true);
        OPEN.fetch_add(1, Ordering::Relaxed);
        self.object.set_slot(slot::CONNECTED, true.into());
    }

    /// Lets go of the connection, without a word to the logger. True when there was one.
    pub fn discard(self) -> bool {
        let connected = self.is_connected();
        self.state.forget();
        if connected {
            self.object.set_slot(slot::CONNECTED, false.into());
        }
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
        if self.discard() {
            super::dialling::log_close(self)?;
        }
        Ok(())
    }

    /// Takes the connection out for an exchange.
    pub fn take(self) -> Option<Taken> {
        let connection = self.state.connection.take()?;
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
        false
    }

    /// The connection as a PHP stream, or null without one.
    pub fn stream(self) -> ZVal {
        if let Some(stream) = self.state.stream.borrow().as_ref() {
            return stream.value();
        }
        let Some(connection) = self.state.connection.take() else {
            return ZVal::null();
        };
        let peer = connection.peer();
        let (Descriptor::Owned(descriptor), unread) = connection.release() else {
            return ZVal::null();
        };
        let Some(stream) = Stream::over(descriptor, self.send_receive_timeout()) else {
            self.discard();
            return ZVal::null();
        };
        *self.state.connection.borrow_mut() = Some(Connection::new(
            Descriptor::Lent(stream.lend()),
            peer,
            unread,
        ));
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
    pub fn is_plain(self) -> bool {
        self.object.is_exactly(&super::TASK_SOCKET)
            || class::sends_and_receives_natively(self.object)
    }
}

/// Lets PHP react to signals while native code waits.
#[derive(Default)]
pub struct Signals {
    thrown: Option<Thrown>,
}

impl Signals {
    /// What a signal's handler threw.
    ///
    /// # Errors
    /// Just that.
    pub fn finish(self) -> Result<(), Thrown> {
        self.thrown.map_or(Ok(()), Err)
    }
}

impl Hook for Signals {
    fn interrupted(&mut self) -> Result<(), Stopped> {
        interrupt::dispatch().map_err(|thrown| {
            self.thrown = Some(thrown);
            Stopped
        })
    }
}
