//! What a socket was given by its constructor, as its properties hold it: its gateway's address, its times, its logger.
use super::class;
use super::place::Dials;
use super::state::{slot, Socket};
use crate::api;
use crate::fleet;
use crate::functions;
use crate::logger::{self, Level, Line};
use crate::zend::{throw_builtin, Builtin, Class, Thrown, View, ZObj, ZStr, ZVal};
use netsvr_client::names;
use netsvr_wire::GatewayKey;
use std::borrow::Cow;
use std::net::SocketAddrV4;
use std::time::Duration;

/// Where the name of a socket's gateway leads, for messages to its clients. `None` for an IP, and for what user classes
/// say.
pub fn leads_to(socket: &ZObj) -> Option<GatewayKey> {
    let native = Socket::of(socket).filter(|_| class::names_gateway_natively(socket))?;
    let addr = names::current(&native.client_name()?)?;
    Some(GatewayKey::from_socket(addr))
}

/// The address from which the uniqIds of the clients of a socket's gateway are made; the socket says what its worker
/// address is.
pub fn client_addr<'a>(socket: &ZObj, worker_addr: &'a [u8]) -> Cow<'a, [u8]> {
    match Socket::of(socket).filter(|socket| fleet::has_eight() && socket.names(worker_addr)) {
        Some(native) => native.client_addr().into_bytes().into(),
        None => fleet::client_addr_of(worker_addr),
    }
}

/// How long looking its name up may take.
pub fn patience(socket: &ZObj) -> Duration {
    Socket::of(socket).map_or(functions::PATIENCE, Socket::connect_timeout)
}

/// The address, unless its host is an IP.
fn if_name(address: Cow<'_, str>) -> Option<Cow<'_, str>> {
    address.parse::<SocketAddrV4>().is_err().then_some(address)
}

impl<'a> Socket<'a> {
    /// This is its worker address.
    fn names(self, address: &[u8]) -> bool {
        let own = self.object.slot(slot::WORKER_ADDR).as_str();
        own.is_some_and(|own| own.as_bytes() == address)
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

    /// What it dials, if that is a name that has been looked up.
    pub fn name(self) -> Option<Cow<'a, str>> {
        if !names::are_used() {
            return None;
        }
        if let Dials::TaskAddr(task_addr) = self.dials() {
            return if_name(task_addr.to_string().into());
        }
        let address = self.object.slot(slot::WORKER_ADDR).as_str()?;
        if_name(std::str::from_utf8(address.as_bytes()).ok()?.into())
    }

    /// The address from which the uniqIds of its gateway's clients are made, if that is a name that has been looked up.
    pub fn client_name(self) -> Option<Cow<'a, str>> {
        if !names::are_used() {
            return None;
        }
        if_name(self.client_addr().into())
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

    /// A line about the gateway. `text` is given its worker address.
    pub fn line<'l>(self, level: Level, text: impl FnOnce(&str) -> String) -> Line<'l> {
        let address = self.worker_addr();
        Line::new(level, text(&address)).gateway(address)
    }

    /// The line for what failed, in the words of the package: `verb` is "connect to", say.
    pub fn failed<'l>(
        self,
        verb: &str,
        class: &'l Class,
        why: impl Into<Cow<'l, str>>,
        code: i64,
    ) -> Line<'l> {
        self.line(Level::Error, |to| format!("{verb} {to} failed."))
            .describes(class, why, code)
    }

    /// Logs a line behind the socket's prefix.
    ///
    /// # Errors
    /// What the logger throws.
    pub fn log(self, line: Line<'_>) -> Result<(), Thrown> {
        let logger = self.object.slot(slot::LOGGER).clone();
        logger::log(&logger, &self.text(slot::LOG_PREFIX), line)
    }

    /// The same for a line that the package does not have, at which nobody expects an exception.
    ///
    /// # Errors
    /// `exit()` and fatal errors.
    pub fn tell(self, line: Line<'_>) -> Result<(), Thrown> {
        let logger = self.object.slot(slot::LOGGER).clone();
        logger::tell(&logger, &self.text(slot::LOG_PREFIX), line)
    }

    /// `maxIdleTime`; null in a socket that has none.
    pub(super) fn max_idle_time(self) -> ZVal {
        if self.object.is_a(&super::TASK_SOCKET) {
            self.object.slot(slot::MAX_IDLE_TIME).clone()
        } else {
            ZVal::null()
        }
    }
}
