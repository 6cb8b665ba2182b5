//! `NetBus::flush()`: have the gateways carried out what was sent? A gateway works through what arrives on a connection
//! in order, so the answer to a small question proves what was written before it.
use super::coalesce;
use super::managers::Managers;
use crate::confirmation::Said;
use crate::fleet;
use crate::gateways;
use crate::main_socket::confirm::confirm_all;
use crate::main_socket::sending;
use crate::socket::exchange::worker_addr;
use crate::socket::{self, user_class, Signals, Socket};
use crate::zend::{Builtin, Call, Thrown, Type, View, ZObject, ZVal};
use netsvr_client::Deadline;
use netsvr_wire::Gateway;
use std::time::Duration;

/// Longest time that may be asked for: who writes more has mistaken the unit.
const LONGEST: f64 = 86_400.0;
/// Time for connections that no socket has any more, which could say how long it waits.
const WITHOUT_SOCKET: Duration = Duration::from_secs(3);

/// `flush(?float $timeout = null): array`
pub fn flush(call: &Call) -> Result<ZVal, Thrown> {
    let at_most = time(call)?;
    coalesce::end_if_any()?;
    let mut managers = Managers::find()?;
    let sockets = managers.task()?.sockets()?;
    let main_sockets = match managers.main_for_one_way()? {
        Some(main) => main.sockets()?,
        None => Vec::new(),
    };
    let mut said = Said::default();
    confirm_sockets(&sockets, at_most, &mut said)?;
    confirm_main_sockets(&main_sockets, at_most, &mut said)?;
    let mut signals = Signals::default();
    let parked = gateways::confirm_parked(at_most.unwrap_or(WITHOUT_SOCKET), &mut signals);
    signals.finish()?;
    for it in &parked {
        if fleet::gateway_at(&it.address) == Gateway::Eight {
            said.note_accepted_only(it.address.clone());
        }
    }
    said.hear_all(parked);
    said.hear_all(gateways::abandoned());
    Ok(said.into_value())
}

/// The time that the call may take; that of each socket where none is given.
fn time(call: &Call) -> Result<Option<Duration>, Thrown> {
    if call.raw(0).is_none() {
        return Ok(None);
    }
    let View::Double(seconds) = call.typed(0, Type::FLOAT | Type::NULL)?.view() else {
        return Ok(None);
    };
    if !(0.0..=LONGEST).contains(&seconds) {
        let problem = format!("must be between 0 and {LONGEST} seconds");
        return Err(call.argument_error(Builtin::ValueError, 0, &problem));
    }
    Ok(Some(Duration::from_secs_f64(seconds)))
}

fn confirm_sockets(
    sockets: &[ZObject],
    at_most: Option<Duration>,
    said: &mut Said,
) -> Result<(), Thrown> {
    let mut natives = Vec::new();
    for (index, object) in sockets.iter().enumerate() {
        if let Some(socket) = Socket::of(object).filter(|socket| socket.is_plain()) {
            natives.push((index, socket));
            continue;
        }
        let frames = user_class::take_sent(object);
        let address = worker_addr(object)?;
        said.hear_of_user_class(address, frames, &object.class_name());
    }
    for confirmed in socket::confirm(&natives, at_most)? {
        let Some(object) = sockets.get(confirmed.index) else {
            continue;
        };
        let address = worker_addr(object)?;
        match confirmed.problem {
            None => said.hear(address, confirmed.frames, None),
            // its frames have ended with its connection, and are told of as those
            Some(reason) => said.hear(address, 0, Some(reason.message().to_owned())),
        }
    }
    // those that had nothing to confirm are told of, too
    for (_, socket) in natives {
        said.hear(socket.worker_addr(), 0, None);
        if socket.gateway() == Gateway::Eight {
            // it carries messages out in a pool: an answer shows that it has taken them
            said.note_accepted_only(socket.worker_addr());
        }
    }
    Ok(())
}

fn confirm_main_sockets(
    sockets: &[ZObject],
    at_most: Option<Duration>,
    said: &mut Said,
) -> Result<(), Thrown> {
    let mut mains = Vec::new();
    for object in sockets {
        if let Some(main) = sending::native(object) {
            // on that of an 8.x nothing is sent
            if main.gateway()? == Gateway::Five {
                mains.push(main);
            }
            continue;
        }
        let frames = user_class::take_sent(object);
        let address = worker_addr(object)?;
        said.hear_of_user_class(address, frames, &object.class_name());
    }
    if mains.is_empty() {
        return Ok(());
    }
    let longest = mains.iter().map(|main| main.farewell()).max();
    let at_most = at_most.or(longest).unwrap_or_default();
    let confirmations = confirm_all(&mains, Deadline::after(at_most))?;
    for (it, main) in confirmations.into_iter().zip(&mains) {
        if it.acceptance_only {
            said.note_accepted_only(it.worker_addr.clone());
        }
        if it.unconfirmed > 0 {
            let why = format!("no answer on the main socket within {at_most:?}");
            // what has ended with a connection is told of as that
            let frames = if main.is_registered() {
                it.unconfirmed
            } else {
                0
            };
            said.hear(it.worker_addr.clone(), frames, Some(why));
        }
        said.hear(it.worker_addr, it.confirmed, None);
    }
    Ok(())
}
