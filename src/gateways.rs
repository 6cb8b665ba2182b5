//! What this process (with thread safety: this thread) knows of its gateways and keeps beyond a request: parked
//! connections and counters. Which gateways are down it shares with its forks, and adds up its counters with theirs. By
//! worker address as PHP code writes it.
//!
//! Nothing is borrowed while a line is logged or PHP code runs.
use crate::settings::SETTINGS;
use netsvr_client::health::Proof;
use netsvr_client::parked::{choose, Choice};
use netsvr_client::registry::Report;
use netsvr_client::{
    exchange, health, names, pool, reach, Connection, Counters, Deadline, Down, Exchange, Gateways,
    Hook, Moment, OsError, Probe, Trouble,
};
use netsvr_wire::{Command, GatewayKey};
use std::cell::RefCell;
use std::sync::Arc;
use std::time::{Duration, Instant};

thread_local! {
    static GATEWAYS: RefCell<Gateways> = const { RefCell::new(Gateways::new()) };
}

/// `None` when the thread is ending.
fn with<R>(call: impl FnOnce(&mut Gateways) -> R) -> Option<R> {
    let called =
        GATEWAYS.try_with(|gateways| gateways.try_borrow_mut().ok().map(|mut it| call(&mut it)));
    called.ok().flatten()
}

/// The counters of a gateway: whatever speaks to it counts into them.
pub fn counters(address: &str) -> Arc<Counters> {
    with(|gateways| gateways.counters(address)).unwrap_or_default()
}

/// Counts a message that was dropped because its client's gateway is not configured.
pub fn dropped(uniq_id: &[u8]) {
    let address = GatewayKey::of_uniq_id(uniq_id).and_then(GatewayKey::to_socket);
    let address = address.map(|address| address.to_string());
    with(|gateways| gateways.dropped(address.as_deref()));
}

/// Keeps a connection for the next task socket of that gateway, until `max_idle` seconds after its last use. One
/// that is not idle is closed.
pub fn park(address: &str, connection: Connection, max_idle: u64) {
    let peer = connection.peer();
    let kept = with(|gateways| gateways.park(address, connection, max_idle));
    if kept == Some(true) {
        log::debug!("the connection to {peer} is parked");
    } else {
        log::debug!("the connection to {peer} cannot be parked: closed");
    }
}

/// A parked connection that may be used.
///
/// `dialled` where its gateway has a port of its own for this: another one's is not used.
pub fn take_parked(address: &str, dialled: Option<&str>, max_idle: u64, now: Instant) -> Choice {
    let next = || with(|gateways| gateways.pop_parked(address)).flatten();
    let peer = match dialled {
        Some(dialled) => names::current(dialled),
        None => names::are_used().then(|| names::current(address)).flatten(),
    };
    let choice = choose(next, peer, max_idle, now);
    if let Some(connection) = &choice.connection {
        counters(address).taken();
        log::debug!("a parked connection to {} is used again", connection.peer());
    }
    choice
}

/// The parked connection that was used last, if it may be used. Otherwise it stays where it is, for [`take_parked`] to
/// find out what has become of it.
pub fn take_first_parked(
    address: &str,
    dialled: Option<&str>,
    max_idle: u64,
    now: Instant,
) -> Option<Connection> {
    let leads_elsewhere = |peer| match dialled {
        Some(dialled) => names::current(dialled).is_some_and(|addr| addr != peer),
        None => names::has_moved(address, peer),
    };
    let mut connection = with(|gateways| gateways.pop_parked(address)).flatten()?;
    if connection.idle(now).as_secs() <= max_idle
        && connection.probe_always() == Probe::Alive
        && !leads_elsewhere(connection.peer())
    {
        counters(address).taken();
        log::debug!("a parked connection to {} is used again", connection.peer());
        return Some(connection);
    }
    with(|gateways| gateways.park(address, connection, max_idle));
    None
}

/// Frames that a gateway has carried out; or none, and why.
pub struct Confirmation {
    pub address: String,
    pub frames: u64,
    pub problem: Option<String>,
}

/// Asks the gateways, all at once, a small question on the parked connections that carry frames which they have not
/// confirmed, for `at_most` and no longer than each one's gateway may be silent. What is not confirmed now ends with its connection: [`abandoned`] knows how many frames that is.
pub fn confirm_parked(at_most: Duration, hook: &mut dyn Hook) -> Vec<Confirmation> {
    let mut parked = with(Gateways::take_unconfirmed).unwrap_or_default();
    let counts: Vec<u64> = parked.iter().map(|(_, it, _)| it.unconfirmed()).collect();
    let mut exchanges: Vec<_> = parked
        .iter_mut()
        .map(|(_, connection, _)| {
            let at_most = at_most.min(connection.patience());
            Exchange::request(connection, exchange::question(), Command::UniqIdCount)
                .until(Deadline::after(at_most))
        })
        .collect();
    let limit = SETTINGS.get().max_packet_size.get();
    exchange::run(&mut exchanges, limit, Deadline::after(at_most), hook);
    let outcomes: Vec<_> = exchanges.into_iter().map(Exchange::into_outcome).collect();
    let mut confirmations = Vec::with_capacity(parked.len());
    for (((address, mut connection, max_idle), frames), outcome) in
        parked.into_iter().zip(counts).zip(outcomes)
    {
        let problem = match outcome {
            Ok(()) => None,
            Err(Trouble::Failed(failure)) => Some(failure.to_string()),
            Err(Trouble::Unreached(why)) => Some(why.to_string()),
        };
        confirmations.push(Confirmation {
            address: address.clone(),
            frames: if problem.is_none() { frames } else { 0 },
            problem,
        });
        connection.clear_answer();
        park(&address, connection, max_idle);
    }
    confirmations
}

/// Whether there is anything that [`confirm_parked`] would ask about.
pub fn has_unconfirmed() -> bool {
    with(Gateways::has_unconfirmed).unwrap_or(false)
}

/// Frames that have ended with their connections before they were confirmed: each is told once.
pub fn abandoned() -> Vec<Confirmation> {
    let all = with(Gateways::take_abandoned).unwrap_or_default();
    all.into_iter()
        .map(|(address, frames)| Confirmation {
            address,
            frames,
            problem: Some("the connection has ended before that".to_owned()),
        })
        .collect()
}

/// What the gateway has ever answered.
pub fn proof(address: &str) -> Proof {
    counters(address).proof()
}

/// The gateway was reached.
pub fn reached(address: &str) {
    health::table().reached(address);
}

/// The gateway was not reached by an attempt that began at this moment. Gives the pause that begins now.
pub fn missed(address: &str, dialled: &str, began: Moment, why: Option<OsError>) -> Option<Down> {
    names::doubt(dialled);
    reach::missed(address, began, SETTINGS.get().backoff(), why)
}

/// The pause that is on for a gateway, and the time that is left of it.
pub fn pausing(address: &str) -> Option<(Down, Duration)> {
    if SETTINGS.get().backoff().are_off() {
        return None;
    }
    let now = Moment::now();
    let down = health::table().pausing(address, now)?;
    // known from now on, whoever has missed it
    let _ = counters(address);
    Some((down, down.remaining(now)))
}

/// Everything that is known, gateway by gateway.
pub fn report() -> Vec<Report> {
    with(|gateways| gateways.report(Moment::now())).unwrap_or_default()
}

/// The same of all processes that share memory.
pub fn report_pool() -> Vec<Report> {
    with(|gateways| gateways.report_pool(Moment::now())).unwrap_or_default()
}

/// Adds what is new to the figures of all processes, at the end of a request.
pub fn add_to_pool() {
    with(Gateways::add_to_pool);
}

/// The same in a request that goes on. Counters do it by themselves when something happens; a loop does it when nothing
/// happens any more.
pub fn add_to_pool_now_and_then() {
    with(Gateways::add_to_pool_now_and_then);
}

/// At module end: closes all parked connections, and leaves the pool.
pub fn end() {
    with(Gateways::clear_parked);
    with(Gateways::leave_pool);
    pool::leave();
}
