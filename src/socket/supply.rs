//! Where a socket without a usable connection gets one from: one that another object has left in the process, a dial,
//! or nowhere for now. And what the end of the one before it tells.
use super::class;
use super::not_connected::NotConnected;
use super::place::Dials;
use super::state::Socket;
use super::workerman_task_socket;
use crate::gateways;
use crate::settings::SETTINGS;
use netsvr_client::{
    Connection, Counters, Down, Limits, Lost, Moment, Suspicion, Target, NO_GATEWAY,
};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Where connections come from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Source {
    /// What the process keeps, else a dial.
    Any,
    /// A dial.
    Dial,
}

/// The way to a socket's gateway.
pub struct Route {
    address: String,
    /// What is dialled, where it is not the worker address.
    apart: Option<String>,
    counters: Arc<Counters>,
    ttl: Duration,
    connecting: Duration,
    exchanging: Duration,
    limits: Limits,
    insisting: bool,
}

impl Route {
    /// For a dial that keeps to the pauses.
    pub fn of(socket: Socket<'_>) -> Self {
        let address = socket.worker_addr();
        Self {
            counters: gateways::counters(&address),
            apart: socket.dials().apart().map(str::to_owned),
            address,
            ttl: SETTINGS.get().dns_ttl(),
            connecting: socket.connect_timeout(),
            exchanging: socket.send_receive_timeout(),
            limits: SETTINGS.get().backoff(),
            insisting: false,
        }
    }

    /// For a dial that is made whatever is known of the gateway.
    pub fn insisting(socket: Socket<'_>) -> Self {
        Self {
            insisting: true,
            ..Self::of(socket)
        }
    }

    pub fn target(&self) -> Target<'_> {
        Target {
            address: &self.address,
            dialled: self.apart.as_ref().unwrap_or(&self.address),
            counters: &self.counters,
            ttl: self.ttl,
            connecting: self.connecting,
            exchanging: self.exchanging,
            limits: self.limits,
            insisting: self.insisting,
        }
    }
}

/// What a socket gets.
pub enum Supply {
    /// It has a usable connection.
    Ready,
    /// A connection that another object has left.
    Parked(Connection),
    /// It is to be dialled.
    Dial(Route),
    /// `connect()` is to be called: PHP code has overridden it, or `close()`.
    ByUser,
    /// Nothing for now, with the pause that begins, if one does.
    Refused(NotConnected, Option<Down>),
}

/// What a socket gets, and what became of the connections before.
pub struct Supplied {
    pub supply: Supply,
    /// Connections that ended with frames on their way.
    pub losses: Vec<Lost>,
}

impl From<Supply> for Supplied {
    fn from(supply: Supply) -> Self {
        Self {
            supply,
            losses: Vec::new(),
        }
    }
}

/// Finds out what a socket gets. Calls no PHP code, and dials nothing.
pub fn supply(socket: Socket<'_>, source: Source, now: Instant) -> Supplied {
    if source == Source::Any && !socket.needs_dialling(now) {
        return Supply::Ready.into();
    }
    let mut ends: Vec<Lost> = match source {
        Source::Any => socket.lost().into_iter().collect(),
        Source::Dial => Vec::new(),
    };
    let address = socket.worker_addr();
    let plain = class::connects_natively(socket.object) && class::closes_natively(socket.object);
    let by_user = !plain && !workerman_task_socket::is_plain(socket.object);
    let parked = match source {
        Source::Any if !by_user => parked_for(socket, &address, now, &mut ends),
        _ => None,
    };
    let wrong = judge(&address, &ends);
    let losses = ends
        .into_iter()
        .filter(|lost| lost.frames > 0 && lost.suspicion != Suspicion::Wrong)
        .collect();
    let supply = match (parked, wrong) {
        (Some(connection), _) => Supply::Parked(connection),
        // nothing more is for such an address until its pause is over, and the next connection asks first
        (None, Some(lost)) => {
            let (why, down) = condemn(socket, &lost);
            Supply::Refused(why, down)
        }
        (None, None) if by_user => Supply::ByUser,
        (None, None) if socket.dials() == Dials::Nothing => {
            Supply::Refused(NotConnected::without_task_addr(socket), None)
        }
        (None, None) => Supply::Dial(Route::of(socket)),
    };
    Supplied { supply, losses }
}

/// What the ends of connections say of a gateway. Gives the one that shows that no gateway is there.
fn judge(address: &str, ends: &[Lost]) -> Option<Lost> {
    let is = |suspicion: Suspicion| ends.iter().find(|lost| lost.suspicion == suspicion);
    if is(Suspicion::Unclear).is_some() {
        gateways::counters(address).suspect();
    }
    is(Suspicion::Wrong).copied()
}

/// Notes that no gateway is at a socket's address, by the way a connection has ended: a failed attempt. Gives the pause that
/// begins.
pub fn condemn(socket: Socket<'_>, lost: &Lost) -> (NotConnected, Option<Down>) {
    let address = socket.worker_addr();
    let counters = gateways::counters(&address);
    counters.suspect();
    counters.dial_failed();
    counters.lost(lost.frames);
    let dials = socket.dials();
    let dialled = dials.apart().unwrap_or(&address);
    let down = gateways::missed(&address, dialled, Moment::now(), Some(NO_GATEWAY));
    (NotConnected::no_gateway(socket, lost), down)
}

/// A connection that the process keeps, for a socket that may have it. How those ended that could not be used is added
/// to `ends`.
fn parked_for(
    socket: Socket<'_>,
    address: &str,
    now: Instant,
    ends: &mut Vec<Lost>,
) -> Option<Connection> {
    let (dials, max_idle) = (socket.dials(), socket.shares_connections()?);
    let choice = gateways::take_parked(address, dials.apart(), max_idle, now);
    if choice.connection.is_none() && choice.stale > 0 {
        socket.note_lost();
    }
    ends.extend(choice.lost);
    choice.connection
}

/// Gives a socket that has none yet a connection that the process keeps, if it is the first one that is looked at.
/// There is nothing to be logged, and so no callback or user class to be called. True when the socket is ready.
pub fn take_over_parked(socket: Socket<'_>, now: Instant) -> bool {
    if socket.is_connected() {
        return false;
    }
    let address = socket.worker_addr();
    let Some(max_idle) = socket.shares_connections() else {
        return false;
    };
    let dials = socket.dials();
    let parked = gateways::take_first_parked(&address, dials.apart(), max_idle, now);
    let Some(connection) = parked else {
        return false;
    };
    socket.install(connection, address);
    true
}
