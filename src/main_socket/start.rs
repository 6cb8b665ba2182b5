//! `MainSocketManager::start()`: at the gateways that are up, or at all or none (`netsvr.start`).
//!
//! With what is up: all are dialled and registered side by side, by the steps with which a lost registration is renewed.
//! `start()` waits until one is registered, and a moment longer for the others; what has not come about by then goes on
//! in the loop. Where user classes have overridden steps, these are called as the package calls them, when the others
//! are on their way.
//!
//! At all or none, as the package does: one step after the other, and one that fails takes the others back. So it is,
//! too, where a main socket is no child of ours: nobody would renew it.
use super::manager::{each, is_started, members, set_started};
use super::own_loop::Wake;
use super::state::{slot, MainSocket};
use super::{class, handover, host, pause, renewal};
use crate::settings::{Start, SETTINGS};
use crate::turns::Turns;
use crate::zend::{interrupt, throw_builtin, Builtin, Call, Thrown, ZObj, ZObject};
use netsvr_client::{generation, wait_for_any, Deadline, SharedStream, Watch};
use std::io::ErrorKind;
use std::os::fd::AsFd;
use std::time::Duration;

/// How long the other gateways are waited for when one has registered: as a rule they have by then, and no client waits
/// so long that he would notice it.
const GRACE: Duration = Duration::from_millis(250);

/// Longest wait: as in our own loop.
const LONGEST_WAIT: Duration = Duration::from_secs(1);

/// `start(): bool`
pub fn start(call: &Call) -> Result<bool, Thrown> {
    let manager = call.this();
    if is_started(manager) {
        return Ok(true);
    }
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
        let started = Any {
            objects: &objects,
            mains: &mains,
        }
        .start(manager);
        for main in &mains {
            main.state.in_start.set(false);
        }
        started
    } else {
        all_or_none(manager, &objects)
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
    let connected = count_done(sockets, "connect", &mut turns)?;
    if connected < sockets.len() {
        each(sockets.get(..connected), "close", &mut turns)?;
        return turns.end().map(|()| false);
    }
    let registered = count_done(sockets, "register", &mut turns)?;
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
fn count_done(sockets: &[ZObject], method: &str, turns: &mut Turns) -> Result<usize, Thrown> {
    for (done, socket) in sockets.iter().enumerate() {
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
            main.state.in_start.set(true);
            turns.take(renewal::attempt(*main))?;
        }
        wait_for_one(&natives, generation, &mut turns)?;
        let by_steps = register_by_steps(&others, &mut turns)?;
        // these have not been looked at meanwhile
        go_on(&natives, &mut turns)?;
        if generation::current() != generation {
            return self.leave_to_parent();
        }
        // a user class need not have a connection of ours to be registered
        let is_up = |main: &MainSocket<'_>| {
            main.is_registered()
                || by_steps
                    .iter()
                    .any(|it| std::ptr::eq(it.object, main.object))
        };
        let up: Vec<bool> = self.mains.iter().map(is_up).collect();
        if turns.is_clean() && up.contains(&true) {
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

    /// A child that a signal's handler has forked has no part in it.
    fn leave_to_parent(&self) -> Result<bool, Thrown> {
        for main in self.mains {
            renewal::leave_to_parent(*main);
            main.let_go()?;
        }
        Ok(false)
    }
}

/// Waits until one is registered and the others have had their time, or until nothing is under way any more.
fn wait_for_one(
    mains: &[MainSocket<'_>],
    generation: u64,
    turns: &mut Turns,
) -> Result<(), Thrown> {
    let mut grace: Option<Deadline> = None;
    loop {
        go_on(mains, turns)?;
        let Some(left) = mains
            .iter()
            .filter_map(|main| renewal::time_left(*main))
            .min()
        else {
            return Ok(());
        };
        if mains.iter().any(|main| main.is_registered()) {
            grace.get_or_insert_with(|| Deadline::after(GRACE));
        }
        let at_most = grace.map_or(LONGEST_WAIT, |grace| grace.remaining());
        if at_most.is_zero() || !turns.is_clean() || generation::current() != generation {
            return Ok(());
        }
        turns.take(wait(mains, left.min(at_most)))?;
        turns.take(interrupt::dispatch())?;
    }
}

fn go_on(mains: &[MainSocket<'_>], turns: &mut Turns) -> Result<(), Thrown> {
    mains
        .iter()
        .try_for_each(|main| turns.take(renewal::go_on(*main)))
}

/// Waits until a connection has come about, or an answer. No PHP code runs meanwhile.
fn wait(mains: &[MainSocket<'_>], at_most: Duration) -> Result<(), Thrown> {
    let phases: Vec<_> = mains.iter().map(|main| main.state.phase.borrow()).collect();
    let streams: Vec<_> = mains
        .iter()
        .filter(|main| renewal::is_registering(**main))
        .map(|main| main.state.stream.borrow())
        .collect();
    let dialling = phases.iter().filter_map(|phase| phase.dialling());
    let asked: Vec<_> = streams
        .iter()
        .filter_map(|stream| stream.as_ref().map(SharedStream::lock))
        .collect();
    let mut watches: Vec<_> = dialling
        .map(|socket| Watch::new(socket, true))
        .chain(asked.iter().map(|stream| Watch::new(stream.as_fd(), false)))
        .collect();
    match wait_for_any(&mut watches, at_most, &mut Wake::default()) {
        Err(problem) if problem.kind() != ErrorKind::Interrupted => Err(throw_builtin(
            Builtin::RuntimeException,
            &format!("waiting for the gateways failed: {problem}"),
        )),
        _ => Ok(()),
    }
}

/// Connects all, then registers those, by the steps of user classes. One that fails is tried again later. Gives those
/// that are registered.
fn register_by_steps<'m>(
    mains: &[MainSocket<'m>],
    turns: &mut Turns,
) -> Result<Vec<MainSocket<'m>>, Thrown> {
    let connected = done(mains, "connect", turns)?;
    done(&connected, "register", turns)
}

/// Calls a step of each. Gives those of which it went well, and sees to it that the others are tried again.
fn done<'m>(
    mains: &[MainSocket<'m>],
    step: &str,
    turns: &mut Turns,
) -> Result<Vec<MainSocket<'m>>, Thrown> {
    let mut done = Vec::with_capacity(mains.len());
    for main in mains {
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
