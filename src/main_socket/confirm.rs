//! What was sent on main sockets, confirmed by their gateways: for `NetBus::flush()`.
use super::state::{slot, MainSocket};
use super::vigil;
use crate::settings::SETTINGS;
use crate::socket::Signals;
use crate::turns::Turns;
use crate::zend::{Thrown, View};
use netsvr_client::stream::{confirm, Confirming};
use netsvr_client::{Deadline, SharedStream};

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
/// over. Events that arrive meanwhile are handled by the loop, afterwards.
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
    let mut signals = Signals::default();
    // taken out: a signal's handler may use these objects
    let streams: Vec<_> = mains
        .iter()
        .map(|main| {
            let registered = main.is_registered();
            let stream = registered.then(|| main.state.stream.take()).flatten();
            (main.state.epoch.get(), stream)
        })
        .collect();
    let mut locked: Vec<_> = streams
        .iter()
        .map(|(_, stream)| stream.as_ref().map(SharedStream::lock))
        .collect();
    let mut places = Vec::with_capacity(streams.len());
    let mut confirming = Vec::with_capacity(streams.len());
    for (place, stream) in locked.iter_mut().enumerate() {
        if let Some(stream) = stream {
            places.push(place);
            confirming.push(Confirming::ask(stream));
        }
    }
    confirm(&mut confirming, limit, deadline, &mut signals);
    for (place, one) in places.into_iter().zip(&confirming) {
        if let Some(confirmation) = confirmations.get_mut(place) {
            (confirmation.confirmed, confirmation.unconfirmed) = one.counts();
        }
    }
    drop(confirming);
    drop(locked);
    for (main, (epoch, stream)) in mains.iter().zip(streams) {
        // a signal's handler may have closed it, or connected it anew
        if stream.is_some() && epoch == main.state.epoch.get() {
            *main.state.stream.borrow_mut() = stream;
        }
    }
    signals.finish()?;
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
