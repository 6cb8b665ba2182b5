//! What lies behind a socket object: its connection, and the properties that PHP code sees.
use super::by_hand::ByHand;
use super::place::Place;
use super::pool::Pool;
use super::question::Question;
use super::timers::Timers;
use super::{class, heartbeat, shown};
use crate::gateways;
use crate::settings::SETTINGS;
use crate::zend::module::is_preloading;
use crate::zend::stream::{self, Stream};
use crate::zend::{Handlers, Live, Native, Thrown, View, ZObj, ZVal};
use netsvr_client::{names, Connection, Lost, Probe};
use std::cell::{Cell, RefCell};
use std::net::SocketAddrV4;
use std::time::Instant;

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
    pub(super) connection: RefCell<Option<Connection>>,
    /// Laid over a duplicate of the connection's descriptor once PHP code has asked for it, who may close it.
    pub(super) stream: RefCell<Option<Stream>>,
    connected: Cell<bool>,
    /// PHP code may have written the properties that stand for the connection.
    pub(super) touched: Cell<bool>,
    pub(super) by_hand: Cell<ByHand>,
    /// `None`: the connection ends with the object.
    parking: RefCell<Option<Parking>>,
    /// The last connection was lost, not closed on purpose: the next one is a reconnect.
    lost: Cell<bool>,
    /// What `NetBus` is asking at the moment through methods of a child class.
    question: Cell<Option<Question>>,
    /// What listens at its address; `None` without any gateway 8.x.
    pub(super) place: RefCell<Option<Place>>,
    /// The connections of coroutines; `None` until the first one calls.
    pool: RefCell<Option<Box<Pool>>>,
    /// It has been said that there is nothing to be dialled.
    pub(super) said_nothing: Cell<bool>,
    /// Counts connects and closes, so that an exchange that ends late does not bring an old connection back.
    epoch: Cell<u64>,
    /// Whose timer sends its heartbeats, if one does.
    pub(super) timers: Cell<Timers>,
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
    pub(super) fn forget(&self) {
        self.epoch.set(self.epoch.get() + 1);
        let connection = self.connection.take();
        let stream = self.stream.take();
        if self.connected.replace(false) && connection.is_none() {
            self.lost.set(true);
        }
        self.by_hand.take();
        self.parking.take();
        // the stream last: filters in PHP run when it is closed, and may use the object
        drop(connection);
        drop(stream);
    }

    /// Leaves the connection to the process if it is idle. True when it is gone from here.
    fn park(&self) -> bool {
        if self.by_hand.get().is_open() || self.stream.borrow().is_some() {
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

/// A socket object of the native family, child classes among them.
#[derive(Clone, Copy)]
pub struct Socket<'a> {
    pub object: &'a ZObj,
    pub(super) state: &'a State,
}

/// A connection taken out for an exchange.
pub struct Taken {
    pub connection: Connection,
    pub(super) epoch: u64,
}

impl Taken {
    /// An answer alone, whose connection has gone to somebody else.
    pub(super) const fn of_nobody(connection: Connection) -> Self {
        Self {
            connection,
            epoch: u64::MAX,
        }
    }
}

impl<'a> Socket<'a> {
    /// `None` for an object of another family.
    pub fn of(object: &'a ZObj) -> Option<Self> {
        object.native::<State>().map(|state| Self { object, state })
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

    /// Whether the connection must be replaced before it is used: it is gone, has been idle longer than
    /// `maxIdleTime`, has something to be read, leads where the gateway's name no longer does, or is another process's.
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
        let idle = connection.idle(now);
        if let View::Long(most) = self.max_idle_time().view() {
            if i64::try_from(idle.as_secs()).unwrap_or(i64::MAX) > most {
                return true;
            }
        }
        connection.probe_at(now, idle) != Probe::Alive
            || names::are_used() && self.has_moved(connection.peer())
    }

    /// The name of its gateway leads elsewhere now.
    #[cold]
    fn has_moved(self, peer: SocketAddrV4) -> bool {
        self.name()
            .is_some_and(|name| names::has_moved(&name, peer))
    }

    /// Frames that it has sent on its connection since the gateway has last answered there. None where an answer that PHP
    /// code has asked for by hand is still to come.
    pub fn unconfirmed(self) -> u64 {
        if self.state.by_hand.get().is_open() || self.foreign_stream().is_some() {
            return 0;
        }
        let connection = self.state.connection.borrow();
        connection.as_ref().map_or(0, Connection::unconfirmed)
    }

    /// How the connection that it holds has come to its end; `None` when it has none, or one that has not.
    pub(super) fn lost(self) -> Option<Lost> {
        self.state.connection.borrow_mut().as_mut()?.lost()
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

    /// Whether it takes connections that other objects have left, and leaves its own: a task socket, `persistent`,
    /// and no child class that does something of its own when it connects or closes. Gives `maxIdleTime`.
    pub fn shares_connections(self) -> Option<u64> {
        if !SETTINGS.get().persistent.get() || is_preloading() {
            return None;
        }
        if !heartbeat::may_share_connections() {
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
        if heartbeat::has_timer(self.object) {
            return false;
        }
        let parked = self.state.park();
        if parked {
            self.object.set_slot(slot::CONNECTED, false.into());
        }
        parked
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

    /// Closes the connection, through `close()` of a user class where that is overridden.
    ///
    /// # Errors
    /// What callbacks and user classes throw.
    pub fn close(self) -> Result<(), Thrown> {
        if class::closes_natively(self.object) {
            self.close_natively()
        } else {
            self.object.call_known(&class::CLOSE, &[]).map(drop)
        }
    }

    /// Closes the connection and says so, as the package does; nothing without a connection.
    ///
    /// # Errors
    /// What the logger throws.
    pub fn close_natively(self) -> Result<(), Thrown> {
        heartbeat::closed_by_close(self.object)?;
        self.close_pool()?;
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

    pub(super) fn pool(self) -> &'a RefCell<Option<Box<Pool>>> {
        &self.state.pool
    }

    /// What listens at the address of the other one listens at its own, which is the same.
    pub(super) fn takes_place_of(self, other: Self) {
        let place = other.state.place.borrow().clone();
        self.state.place.replace(place);
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
        if taken.epoch != self.state.epoch.get() || taken.connection.is_left_behind() {
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

    /// The object is one of ours of which user classes have overridden nothing that deals with its connection.
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
