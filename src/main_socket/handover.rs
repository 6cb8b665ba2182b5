//! Handing over: a process that stops keeps its registration until another one of the same service is registered, or
//! until `netsvr.reload_grace_ms` is over, and handles what comes meanwhile. With
//! `MainSocketManager::registerAtMost()` a process too many stands by, unregistered, and steps in.
//!
//! | a process | is in the roster | what it does |
//! |---|---|---|
//! | stands by | on the bench | looks for a place every 50 ms |
//! | has a place | | registers, and says so |
//! | stops | as leaving | handles events until another one is registered, then unregisters |
use super::callback::Callback;
use super::state::MainSocket;
use super::{class, dispatch, host, manager, registration, renewal, turn};
use crate::settings::SETTINGS;
use crate::turns::Turns;
use crate::zend::{throw_builtin, Builtin, Call, Thrown, View, ZObj};
use netsvr_client::{generation, Deadline, Membership, Service};
use std::cell::{Cell, RefCell};
use std::time::{Duration, Instant};

/// Time between two looks of a process that stands by.
const LOOK_EVERY: Duration = Duration::from_millis(50);
/// Time between two looks of a process that stops.
const SLICE: Duration = Duration::from_millis(10);

/// A manager's part in its service.
#[derive(Default)]
pub struct Seat {
    membership: RefCell<Option<Membership>>,
    /// How many processes are to be registered at a time; `None`: all.
    most: Cell<Option<usize>>,
    /// All others know that this process is registered.
    is_noted: Cell<bool>,
    /// The host's timer for the next look.
    timer: Cell<Option<i64>>,
    /// In our own loop: when the next look is due.
    next_look: Cell<Option<Instant>>,
}

impl Seat {
    /// The process is not to register now.
    pub fn stands_by(&self) -> bool {
        let membership = self.membership.borrow();
        membership.as_ref().is_some_and(Membership::stands_by)
    }

    /// In our own loop: when [`look`] is to be called.
    pub fn next_look(&self) -> Option<Instant> {
        self.next_look.get()
    }

    fn forget(&self) {
        self.membership.take();
        self.is_noted.set(false);
        self.next_look.set(None);
    }
}

/// `registerAtMost(int $processes): void`
pub fn register_at_most(call: &Call) -> Result<(), Thrown> {
    let most = call.long(0)?;
    let Some(most) = usize::try_from(most)
        .ok()
        .filter(|most| (1..=64).contains(most))
    else {
        return Err(call.argument_error(Builtin::ValueError, 0, "must be between 1 and 64"));
    };
    if manager::is_started(call.this()) {
        return Err(throw_builtin(
            Builtin::Error,
            "MainSocketManager::registerAtMost() comes before start() and run()",
        ));
    }
    let seat = &manager::state(call.this())?.seat;
    seat.forget();
    seat.most.set(Some(most));
    Ok(())
}

/// Becomes one of the processes of its service, unless it is one.
///
/// # Errors
/// An `\Error`, should the object be of another family.
pub fn join(manager: &ZObj, mains: &[MainSocket<'_>]) -> Result<(), Thrown> {
    let seat = &manager::state(manager)?.seat;
    let Some(first) = mains.first() else {
        return Ok(());
    };
    let is_member = |it: &Membership| !it.is_foreign();
    if seat.membership.borrow().as_ref().is_some_and(is_member) {
        return Ok(());
    }
    let service = Service::of(&manager::keys(manager), first.events());
    let membership = Membership::join(service, seat.most.get());
    seat.is_noted.set(false);
    seat.membership.replace(Some(membership));
    Ok(())
}

/// The process is not to register now.
///
/// # Errors
/// An `\Error`, should the object be of another family.
pub fn stands_by(manager: &ZObj) -> Result<bool, Thrown> {
    Ok(manager::state(manager)?.seat.stands_by())
}

/// Leaves the service.
///
/// # Errors
/// What the host's timers throw.
pub fn leave(manager: &ZObj) -> Result<(), Thrown> {
    let seat = &manager::state(manager)?.seat;
    seat.forget();
    look_no_more(seat)
}

/// A child process has no part in it, nor in the timers of the host's loop.
pub fn leave_to_parent(state: &manager::State) {
    state.seat.forget();
    state.seat.timer.take();
}

/// Looks again, from time to time, whether it can step in and whether it is registered.
///
/// # Errors
/// What the host's timers throw.
pub fn look_later(manager: &ZObj, mains: &[MainSocket<'_>]) -> Result<(), Thrown> {
    let seat = &manager::state(manager)?.seat;
    if !mains.iter().any(|main| class::is_hosted(main.object)) {
        seat.next_look.set(Instant::now().checked_add(LOOK_EVERY));
        return Ok(());
    }
    if seat.timer.get().is_none() {
        let callback = Callback::StepIn.for_object(manager)?;
        let timer = host::add_timer(LOOK_EVERY, &callback, true)?;
        if let View::Long(timer) = timer.view() {
            seat.timer.set(Some(timer));
        }
    }
    Ok(())
}

fn look_no_more(seat: &Seat) -> Result<(), Thrown> {
    seat.next_look.set(None);
    seat.timer
        .take()
        .map_or(Ok(()), |timer| host::delete_timer(timer.into()))
}

/// Steps in for a process that leaves or has died, if there is one; says, once, that this process is registered.
///
/// # Errors
/// What the logger, the host's loop or user classes throw.
pub fn look(manager: &ZObj) -> Result<(), Thrown> {
    let state = manager::state(manager)?;
    let seat = &state.seat;
    if !manager::is_started(manager) || state.is_ending() {
        return look_no_more(seat);
    }
    let objects = manager::members(manager);
    let mains: Vec<MainSocket<'_>> = objects.iter().filter_map(|it| MainSocket::of(it)).collect();
    if seat.stands_by() {
        let steps_in = seat
            .membership
            .borrow_mut()
            .as_mut()
            .is_some_and(Membership::step_in);
        if !steps_in {
            return look_later(manager, &mains);
        }
        log::info!("steps in for a process that leaves");
        let mut turns = Turns::default();
        // a step of one may be suspended, and another coroutine close all
        let goes_on =
            || manager::is_started(manager) && !state.is_ending() && !state.seat.stands_by();
        for main in &mains {
            if goes_on() && !main.has_connection() && !renewal::is_at_it(*main) {
                turns.take(renewal::begin_late(*main))?;
            }
        }
        turns.end()?;
        if !goes_on() {
            return Ok(());
        }
    }
    if note_registered(seat, &mains) {
        return look_no_more(seat);
    }
    look_later(manager, &mains)
}

/// Tells the others that this process is registered, once it is wherever it can be at the moment.
pub fn note_registered(seat: &Seat, mains: &[MainSocket<'_>]) -> bool {
    if seat.is_noted.get() {
        return true;
    }
    let is_settled = mains.iter().any(|main| main.is_registered())
        && !mains.iter().any(|main| renewal::is_at_it(*main));
    if let (true, Some(membership)) = (is_settled, &*seat.membership.borrow()) {
        membership.set_registered(true);
        seat.is_noted.set(true);
    }
    is_settled
}

/// This process is about to unregister. Waits until another one of its service is registered, and handles events
/// meanwhile. Not inside of an event's handler, where no other event is handled.
///
/// # Errors
/// `exit()` and fatal errors in handlers; what the logger or the host's loop throws.
pub fn await_successor(manager: &ZObj, mains: &[MainSocket<'_>]) -> Result<(), Thrown> {
    let seat = &manager::state(manager)?.seat;
    let generation = generation::current();
    if let Some(membership) = &*seat.membership.borrow() {
        membership.announce_leaving();
    }
    let mut turns = Turns::default();
    let deadline = Deadline::after(SETTINGS.get().reload_grace());
    end_registering(mains, deadline, &mut turns)?;
    let is_awaited = || {
        let membership = seat.membership.borrow();
        let comes = membership.as_ref().is_some_and(|it| {
            !it.has_successor() && (seat.most.get().is_some() || it.has_company())
        });
        comes && mains.iter().any(|main| main.is_registered())
    };
    while !deadline.expired()
        && !turn::is_inside()
        && generation == generation::current()
        && is_awaited()
    {
        registration::wait_for_events(mains, SLICE.min(deadline.remaining()))?;
        for main in mains.iter().filter(|main| main.is_registered()) {
            turns.take(dispatch::readable(*main))?;
        }
    }
    turns.end()?;
    let has_successor = {
        let membership = seat.membership.borrow();
        membership.as_ref().is_some_and(Membership::has_successor)
    };
    if has_successor {
        registration::settle(mains, false)?;
    }
    Ok(())
}

/// A gateway that has been asked to register this process may have done so, and forward events: its answer is waited for,
/// so that the registration can be taken back in order.
fn end_registering(
    mains: &[MainSocket<'_>],
    deadline: Deadline,
    turns: &mut Turns,
) -> Result<(), Thrown> {
    let generation = generation::current();
    while mains.iter().any(|main| renewal::is_registering(*main))
        && !deadline.expired()
        && !turn::is_inside()
        && generation == generation::current()
    {
        let (registering, others): (Vec<MainSocket<'_>>, Vec<_>) = mains
            .iter()
            .copied()
            .partition(|main| renewal::is_registering(*main));
        // events that wait on the others would end the wait at once
        registration::wait_for_events(&registering, SLICE.min(deadline.remaining()))?;
        for main in registering {
            turns.take(renewal::go_on(main))?;
        }
        for main in others.into_iter().filter(|main| main.is_registered()) {
            turns.take(dispatch::readable(main))?;
        }
    }
    Ok(())
}
