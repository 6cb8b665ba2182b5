//! What was sent on main sockets, confirmed by their gateways: for `NetBus::flush()`.
use super::state::{slot, MainSocket};
use super::vigil;
use super::waiting::{wait_and_dispatch, Until};
use crate::settings::SETTINGS;
use crate::turns::Turns;
use crate::zend::{context, Thrown, View};
use netsvr_client::{generation, Confirming, Deadline};

/// What became of the frames that were sent on a main socket.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Confirmation {
    /// The gateway's worker address.
    pub worker_addr: String,
    /// Frames that the gateway has read: it has answered a question that came behind them.
    pub confirmed: u64,
    /// Frames of which that is not known.
    pub unconfirmed: u64,
    /// The gateway carries commands out in several goroutines: the answer shows that it has read the frames, not that
    /// it has carried them out.
    pub acceptance_only: bool,
}

/// Writes what is corked on registered main sockets, and waits until all gateways have read it, or the deadline is
/// over. Events that arrive meanwhile are handled by the loop: in a coroutine at once, elsewhere afterwards.
///
/// Gives a confirmation for each, in their order.
///
/// # Errors
/// What a signal's handler, a socket of a user class or the host's loop throws.
pub fn confirm_all(
    mains: &[MainSocket<'_>],
    deadline: Deadline,
) -> Result<Vec<Confirmation>, Thrown> {
    let mut confirmations = Vec::with_capacity(mains.len());
    for main in mains {
        confirmations.push(Confirmation {
            worker_addr: main.worker_addr()?,
            confirmed: 0,
            unconfirmed: 0,
            acceptance_only: has_several_goroutines(*main),
        });
    }
    let limit = SETTINGS.get().max_packet_size.get();
    let generation = generation::current();
    let mut open: Vec<_> = mains
        .iter()
        .zip(&mut confirmations)
        .filter(|(main, _)| main.is_registered())
        .filter_map(|(main, confirmation)| {
            let epoch = main.state.epoch.get();
            let asked = main.with_stream(Confirming::ask)?;
            Some((*main, epoch, asked, confirmation))
        })
        .collect();
    loop {
        open.retain_mut(|(main, epoch, asked, confirmation)| {
            // others may have closed it meanwhile, or connected it anew
            let is_there = *epoch == main.state.epoch.get()
                && main
                    .with_stream(|stream| asked.advance(stream, limit))
                    .is_some();
            (confirmation.confirmed, confirmation.unconfirmed) = asked.counts();
            is_there && asked.is_open()
        });
        // a gateway that keeps sending must not keep the call alive
        if open.is_empty() || deadline.expired() {
            break;
        }
        let waiting: Vec<_> = open.iter().map(|(main, ..)| *main).collect();
        if context::is_suspendable() {
            // the loop runs meanwhile, and does not hear of events that were read here
            for main in &waiting {
                vigil::go_on_with_input(*main)?;
            }
        }
        let goes_on = wait_and_dispatch(&waiting, Until::Readable, deadline.remaining())?;
        if !goes_on || generation != generation::current() {
            break;
        }
    }
    drop(open);
    let mut turns = Turns::default();
    for main in mains {
        turns.take(see_to_rest(*main))?;
    }
    turns.end()?;
    Ok(confirmations)
}

/// What has not been written yet, and the events that came, are the loop's.
fn see_to_rest(main: MainSocket<'_>) -> Result<(), Thrown> {
    if main.with_stream(|stream| stream.unwritten() > 0) == Some(true) {
        main.want_writable()?;
    }
    vigil::go_on_with_input(main)
}

fn has_several_goroutines(main: MainSocket<'_>) -> bool {
    let number = main.object.slot(slot::PROCESS_CMD_GOROUTINE_NUM).view();
    matches!(number, View::Long(2..))
}
