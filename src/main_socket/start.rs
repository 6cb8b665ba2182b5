//! `MainSocketManager::start()`: at the gateways that are up, or at all or none (`netsvr.start`).
//!
//! With what is up: all are dialled and registered side by side, by the steps with which a lost registration is renewed.
//! `start()` waits until one is registered, and a moment longer for the others; what has not come about by then goes on
//! in the loop. Where user classes have overridden steps, these are called as the package calls them, when the others
//! are on their way.
//!
//! At all or none, as the package does: one step after the other, and one that fails takes the others back. So it is,
//! too, where a main socket is no child of ours: nobody would renew it.
use super::manager::{self, each, is_started, members, set_started};
use super::state::{slot, MainSocket};
use super::waiting::{wait_and_dispatch, Until};
use super::{class, handover, host, pause, renewal};
use crate::settings::{Start, SETTINGS};
use crate::turns::Turns;
use crate::zend::{throw_builtin, Builtin, Call, Thrown, ZObj, ZObject};
use netsvr_client::{generation, Deadline};
use std::time::Duration;

/// How long the other gateways are waited for when one has registered: as a rule they have by then, and no client waits
/// so long that he would notice it.
const GRACE: Duration = Duration::from_millis(250);

/// Longest wait: as in our own loop.
const LONGEST_WAIT: Duration = Duration::from_secs(1);

/// `start(): bool`
pub fn start(call: &Call) -> Result<bool, Thrown> {
    let manager = call.this();
    let state = manager::state(manager)?;
    if state.is_ending() {
        return Err(throw_builtin(
            Builtin::Error,
            "MainSocketManager::start() cannot begin while close() waits for the gateways: call it when close() has returned",
        ));
    }
    if is_started(manager) {
        return Ok(true);
    }
    if state.is_starting() {
        return Err(throw_builtin(
            Builtin::Error,
            "MainSocketManager::start() is waiting for its gateways already, in another coroutine or below a signal's handler: call it once",
        ));
    }
    state.closing.set(false);
    state.starting.set(Some(generation::current()));
    let started = begin(manager);
    state.starting.set(None);
    match started {
        Ok(started) if state.closing.replace(false) => {
            manager::await_end(manager)?;
            if started || reopen_what_is_left(manager) {
                manager::close_down(manager)?;
            }
            Ok(false)
        }
        started => started,
    }
}

/// `close()` has closed all, and a step that was suspended meanwhile may have connected one since: `close()` is to close that
/// once more. Gives whether there is one.
fn reopen_what_is_left(manager: &ZObj) -> bool {
    let objects = members(manager);
    let mains = objects.iter().filter_map(|it| MainSocket::of(it));
    let left = mains.filter(|main| main.has_connection() || main.is_connecting());
    let count = left
        .map(|main| main.object.set_slot(slot::CLOSED, false.into()))
        .count();
    count > 0
}

/// `close()` has been called, by another coroutine or by a signal's handler: no more steps are to be taken.
fn is_closing(manager: &ZObj) -> bool {
    manager::state(manager).is_ok_and(|state| state.closing.get())
}

fn begin(manager: &ZObj) -> Result<bool, Thrown> {
    let objects = members(manager);
    let mains: Vec<MainSocket<'_>> = objects.iter().filter_map(|it| MainSocket::of(it)).collect();
    let is_worker = host::is_worker();
    if is_worker {
        refuse_those_of_our_loop(&mains)?;
    }
    handover::join(manager, &mains)?;
    if handover::stands_by(manager)? {
        set_started(manager, true);
        return handover::look_later(manager, &mains).map(|()| true);
    }
    let renewable = mains.len() == objects.len()
        && !mains.is_empty()
        && (is_worker || !mains.iter().any(|main| class::is_hosted(main.object)));
    let started = if renewable && SETTINGS.get().start.get() == Start::Any {
        let any = Any {
            objects: &objects,
            mains: &mains,
        };
        let started = any.start(manager);
        for main in &mains {
            main.state.in_start.set(false);
        }
        if started.is_err() {
            // where it was cut short, nobody would read what is registered
            any.let_go()?;
        }
        started
    } else {
        let started = all_or_none(manager, &objects);
        if started.is_err() {
            manager::cut_short(manager);
        }
        started
    };
    if matches!(started, Ok(true)) {
        handover::look(manager)?;
    }
    started
}

/// They would be registered, and nobody would read them.
fn refuse_those_of_our_loop(mains: &[MainSocket<'_>]) -> Result<(), Thrown> {
    match mains.iter().find(|main| !class::is_hosted(main.object)) {
        None => Ok(()),
        Some(main) => Err(throw_builtin(
            Builtin::Error,
            &format!(
                "MainSocketManager::start() in a worker of Workerman takes NetsvrBusiness\\Workerman\\MainSocket objects, {} was added: Workerman would not read it",
                main.object.class_name()
            ),
        )),
    }
}

/// Connects all, then registers all. One that fails takes the others back.
fn all_or_none(manager: &ZObj, sockets: &[ZObject]) -> Result<bool, Thrown> {
    let mut turns = Turns::default();
    let connected = count_done(manager, sockets, "connect", &mut turns)?;
    if connected < sockets.len() {
        each(sockets.get(..connected), "close", &mut turns)?;
        return turns.end().map(|()| false);
    }
    let registered = count_done(manager, sockets, "register", &mut turns)?;
    if registered == sockets.len() {
        match each(Some(sockets), "loopHeartbeat", &mut turns) {
            Ok(()) if turns.is_clean() => {
                set_started(manager, true);
                return Ok(true);
            }
            result => result?,
        }
    }
    each(sockets.get(..registered), "unregister", &mut turns)?;
    each(Some(sockets), "close", &mut turns)?;
    turns.end().map(|()| false)
}

/// Calls a method of each until it gives false or throws. Gives how many did not.
fn count_done(
    manager: &ZObj,
    sockets: &[ZObject],
    method: &str,
    turns: &mut Turns,
) -> Result<usize, Thrown> {
    for (done, socket) in sockets.iter().enumerate() {
        if is_closing(manager) {
            return Ok(done);
        }
        match socket.call(method, &[]) {
            Ok(result) if result.is_truthy() => {}
            result => {
                turns.take(result.map(drop))?;
                return Ok(done);
            }
        }
    }
    Ok(sockets.len())
}

/// The main sockets of a manager that starts with what is up.
struct Any<'a> {
    objects: &'a [ZObject],
    mains: &'a [MainSocket<'a>],
}

impl Any<'_> {
    fn start(&self, manager: &ZObj) -> Result<bool, Thrown> {
        let mut turns = Turns::default();
        let generation = generation::current();
        for main in self.mains {
            main.object.set_slot(slot::CLOSED, false.into());
            turns.take(renewal::stop(*main))?;
        }
        let (natives, others): (Vec<MainSocket<'_>>, Vec<_>) = self
            .mains
            .iter()
            .partition(|main| renewal::is_native(**main));
        for main in natives.iter().filter(|main| !main.is_registered()) {
            if is_closing(manager) {
                break;
            }
            main.state.in_start.set(true);
            turns.take(renewal::attempt(*main))?;
        }
        let goes_on = wait_for_one(manager, &natives, &mut turns)?;
        let by_steps = register_by_steps(manager, &others, &mut turns)?;
        if is_closing(manager) {
            // close() sees to all of them
            return turns.end().map(|()| false);
        }
        // these have not been looked at meanwhile
        go_on(&natives, &mut turns)?;
        if generation::current() != generation {
            // a child that a signal's handler has forked has no part in it
            return self.let_go().map(|()| false);
        }
        // a user class need not have a connection of ours to be registered
        let is_up = |main: &MainSocket<'_>| {
            main.is_registered()
                || by_steps
                    .iter()
                    .any(|it| std::ptr::eq(it.object, main.object))
        };
        let up: Vec<bool> = self.mains.iter().map(is_up).collect();
        if goes_on && turns.is_clean() && up.contains(&true) {
            for main in &natives {
                turns.take(renewal::hand_over(*main))?;
            }
            for (main, up) in self.mains.iter().zip(&up) {
                if *up {
                    turns.take(main.object.call("loopHeartbeat", &[]).map(drop))?;
                } else {
                    // called when it is registered
                    main.state.owes_heartbeats.set(true);
                }
            }
            if turns.is_clean() {
                set_started(manager, true);
                return Ok(true);
            }
        }
        for (main, _) in self.mains.iter().zip(up).filter(|(_, up)| *up) {
            turns.take(main.object.call("unregister", &[]).map(drop))?;
        }
        each(Some(self.objects), "close", &mut turns)?;
        turns.end().map(|()| false)
    }

    /// Drops what has come about, without a word to the gateways.
    fn let_go(&self) -> Result<(), Thrown> {
        for main in self.mains {
            renewal::leave_to_parent(*main);
            main.abandon()?;
        }
        Ok(())
    }
}

/// Waits until one is registered and the others have had their time, until nothing is under way any more, or until another
/// coroutine, or a signal's handler, closes all. `false` when the coroutine has been told to give up.
fn wait_for_one(
    manager: &ZObj,
    mains: &[MainSocket<'_>],
    turns: &mut Turns,
) -> Result<bool, Thrown> {
    let generation = generation::current();
    let mut grace: Option<Deadline> = None;
    loop {
        go_on(mains, turns)?;
        let Some(left) = mains
            .iter()
            .filter_map(|main| renewal::time_left(*main))
            .min()
        else {
            return Ok(true);
        };
        if mains.iter().any(|main| main.is_registered()) {
            grace.get_or_insert_with(|| Deadline::after(GRACE));
        }
        let at_most = grace.map_or(LONGEST_WAIT, |grace| grace.remaining());
        if at_most.is_zero()
            || !turns.is_clean()
            || is_closing(manager)
            || generation::current() != generation
        {
            return Ok(true);
        }
        match wait_and_dispatch(mains, Until::Registered, left.min(at_most)) {
            Ok(true) => {}
            Ok(false) => return Ok(false),
            Err(thrown) => turns.take(Err(thrown))?,
        }
    }
}

fn go_on(mains: &[MainSocket<'_>], turns: &mut Turns) -> Result<(), Thrown> {
    mains
        .iter()
        .try_for_each(|main| turns.take(renewal::go_on(*main)))
}

/// Connects all, then registers those, by the steps of user classes. One that fails is tried again later. Gives those
/// that are registered.
fn register_by_steps<'m>(
    manager: &ZObj,
    mains: &[MainSocket<'m>],
    turns: &mut Turns,
) -> Result<Vec<MainSocket<'m>>, Thrown> {
    let connected = done(manager, mains, "connect", turns)?;
    done(manager, &connected, "register", turns)
}

/// Calls a step of each. Gives those of which it went well, and sees to it that the others are tried again.
fn done<'m>(
    manager: &ZObj,
    mains: &[MainSocket<'m>],
    step: &str,
    turns: &mut Turns,
) -> Result<Vec<MainSocket<'m>>, Thrown> {
    let mut done = Vec::with_capacity(mains.len());
    for main in mains {
        if is_closing(manager) {
            break;
        }
        match main.object.call(step, &[]) {
            Ok(result) if result.is_truthy() => done.push(*main),
            result => {
                turns.take(result.map(drop))?;
                turns.take(pause::schedule(*main))?;
            }
        }
    }
    Ok(done)
}
