//! `MainSocketManager::run()`: a loop of our own over all main sockets, for processes without Workerman.
use super::state::{slot, MainSocket};
use super::waiting::{cannot_wait, Wake};
use super::{
    class, dispatch, handover, host, keepalive, manager, pause, renewal, task_heartbeats, vigil,
};
use crate::api::{self, Generation};
use crate::coroutine::{Ended, Scheduler};
use crate::gateways;
use crate::logger;
use crate::turns::Turns;
use crate::zend::signal::SignalWatch;
use crate::zend::{function, interrupt, throw_builtin, Builtin, Call, Thrown, ZObj, ZObject, ZVal};
use netsvr_client::{as_one, generation, wait_for_any, Awaited, SharedStream, Watch};
use std::os::fd::AsFd;
use std::time::{Duration, Instant};

/// Longest wait: a signal that comes in the instant before it is noticed after this time at the latest.
const LONGEST_WAIT: Duration = Duration::from_secs(1);

/// The loop, for one call of `run()`.
struct OwnLoop<'m> {
    manager: &'m ZObj,
    state: &'m manager::State,
    tick: Option<ZVal>,
    interval: Duration,
    next_tick: Instant,
    /// When the task sockets' heartbeats are due, in generation 8 of the API.
    next_task_heartbeats: Instant,
    signals: SignalWatch,
    /// Who has the process while the loop waits, if it is in a coroutine.
    scheduler: Option<Scheduler>,
    generation: u64,
}

/// `run(?callable $tick = null, int $tickIntervalMillisecond = 1000): void`
pub fn run(call: &Call) -> Result<(), Thrown> {
    let manager = call.this();
    let state = manager::state(manager)?;
    let tick = match call.raw(0) {
        Some(tick) if !tick.is_null() => {
            if !function::is_callable(tick) {
                return Err(call.type_error(0, "?callable", tick));
            }
            Some(tick.clone())
        }
        _ => None,
    };
    let interval = call.or(1, 1000, Call::long)?;
    let Some(interval) = u64::try_from(interval).ok().filter(|it| *it > 0) else {
        return Err(call.argument_error(Builtin::ValueError, 1, "must be greater than 0"));
    };
    let interval = Duration::from_millis(interval);
    if state.running.get() {
        return Err(throw_builtin(
            Builtin::Error,
            "MainSocketManager::run() is running already: call it once, and close() to end it",
        ));
    }
    if state.is_starting() {
        return Err(throw_builtin(
            Builtin::Error,
            "MainSocketManager::run() cannot begin while start() waits for the gateways: call it when start() has returned",
        ));
    }
    if state.is_ending() {
        return Err(throw_builtin(
            Builtin::Error,
            "MainSocketManager::run() cannot begin while close() waits for the gateways: call it when close() has returned",
        ));
    }
    if host::is_worker() {
        return Err(throw_builtin(
            Builtin::Error,
            "MainSocketManager::run() would block this worker of Workerman: add NetsvrBusiness\\Workerman\\MainSocket objects and call start()",
        ));
    }
    if main_sockets(manager)?.is_empty() && tick.is_none() {
        return Err(throw_builtin(
            Builtin::Error,
            "MainSocketManager::run() has nothing to do: addSocket() has added no main socket",
        ));
    }
    let scheduler = Scheduler::of_this_coroutine()?;
    // signals are the scheduler's, whose other coroutines end this one
    let signals = match scheduler {
        None => SignalWatch::start(),
        Some(_) => SignalWatch::without_signals(),
    };
    let signals = signals.map_err(|problem| {
        throw_builtin(
            Builtin::RuntimeException,
            &format!("signals cannot be watched: {problem}"),
        )
    })?;
    let Some(signals) = signals else {
        return Err(throw_builtin(
            Builtin::Error,
            "the MainSocketManager::run() of another manager is running",
        ));
    };
    let own_loop = OwnLoop {
        manager,
        state,
        tick,
        interval,
        next_tick: Instant::now() + interval,
        next_task_heartbeats: Instant::now(),
        signals,
        scheduler,
        generation: generation::current(),
    };
    state.running.set(true);
    state.closing.set(false);
    let result = own_loop.run();
    state.running.set(false);
    result
}

impl OwnLoop<'_> {
    fn run(mut self) -> Result<(), Thrown> {
        let result = self.go_on();
        if self.is_child() {
            return self.leave_to_parent().and(result);
        }
        match result {
            Ok(()) => manager::close_down(self.manager),
            Err(thrown) => {
                // the gateways are told even when the tick threw; exit() and fatal errors end it at once
                let mut turns = Turns::default();
                if let Err(end) = turns.take(Err(thrown)) {
                    manager::cut_short(self.manager);
                    return Err(end);
                }
                turns.take(manager::close_down(self.manager))?;
                turns.end()
            }
        }
    }

    fn is_child(&self) -> bool {
        generation::current() != self.generation
    }

    /// A child process that a callback has forked in a handler has no part in its parent's connections.
    fn leave_to_parent(&self) -> Result<(), Thrown> {
        for object in manager::members(self.manager) {
            if let Some(main) = MainSocket::of(&object) {
                renewal::leave_to_parent(main);
                main.let_go()?;
            }
        }
        handover::leave_to_parent(self.state);
        manager::set_started(self.manager, false);
        Ok(())
    }

    fn is_to_end(&self) -> bool {
        self.state.closing.get() || self.signals.has_received() || self.is_child()
    }

    fn go_on(&mut self) -> Result<(), Thrown> {
        self.begin()?;
        while !self.is_to_end() {
            logger::say_overdue()?;
            let objects = main_sockets(self.manager)?;
            let mains: Vec<MainSocket<'_>> =
                objects.iter().filter_map(|it| MainSocket::of(it)).collect();
            let timeout = self.keep_up(&mains)?;
            if self.is_to_end() {
                break;
            }
            let ready = self.wait(&mains, timeout)?;
            dispatch_signals()?;
            for (main, (readable, writable)) in mains.iter().zip(ready) {
                if self.is_to_end() {
                    break;
                }
                renewal::dialled(*main)?;
                if writable {
                    main.flush()?;
                }
                if readable || main.has_input() {
                    self.read(*main)?;
                }
            }
        }
        // the signal that ends it may have come during a handler, and have one of its own
        dispatch_signals()
    }

    /// Handles what arrived, up to the event in hand when the loop is to end.
    fn read(&self, main: MainSocket<'_>) -> Result<(), Thrown> {
        dispatch::readable_while(main, || !self.is_to_end())
    }

    /// Connects and registers, unless `start()` has done so. A gateway that is down is tried again later.
    fn begin(&self) -> Result<(), Thrown> {
        let objects = main_sockets(self.manager)?;
        if manager::is_started(self.manager) {
            return Ok(());
        }
        manager::set_started(self.manager, true);
        let mains: Vec<MainSocket<'_>> =
            objects.iter().filter_map(|it| MainSocket::of(it)).collect();
        for main in &mains {
            main.object.set_slot(slot::CLOSED, false.into());
            main.state.adopted.set(false);
        }
        handover::join(self.manager, &mains)?;
        handover::look_later(self.manager, &mains)
    }

    /// Does what is due by the clock. Gives the time until something is due again.
    fn keep_up(&mut self, mains: &[MainSocket<'_>]) -> Result<Duration, Thrown> {
        if self.state.seat.next_look().is_some_and(is_due) {
            handover::look(self.manager)?;
        }
        let stands_by = self.state.seat.stands_by();
        for main in mains {
            if !stands_by {
                adopt(*main)?;
            }
            if main.state.next_attempt.get().is_some_and(is_due) {
                renewal::due(*main)?;
            }
            if main.is_registered() {
                keep_alive(*main)?;
            }
            if vigil::waits_until(*main).is_some_and(is_due) {
                vigil::due(*main)?;
            }
            if self.is_to_end() {
                return Ok(Duration::ZERO);
            }
        }
        let task_heartbeats = self.keep_task_sockets_alive(mains)?;
        gateways::add_to_pool_now_and_then();
        if let Some(tick) = &self.tick {
            if is_due(self.next_tick) {
                function::call(tick, None, &[self.manager.into()])?;
                self.next_tick = Instant::now() + self.interval;
            }
        }
        let now = Instant::now();
        let mut wait = LONGEST_WAIT;
        let times = mains.iter().flat_map(|main| {
            let heartbeat = main.state.next_heartbeat.get();
            [
                main.state.next_attempt.get(),
                heartbeat.filter(|_| main.is_registered()),
                vigil::waits_until(*main),
            ]
        });
        let tick = self.tick.as_ref().map(|_| self.next_tick);
        let look = self.state.seat.next_look();
        for time in times.chain([tick, look, task_heartbeats]).flatten() {
            wait = wait.min(time.saturating_duration_since(now));
        }
        if mains.iter().any(|main| main.has_input()) {
            wait = Duration::ZERO;
        }
        Ok(wait)
    }

    /// Sends the heartbeats of task sockets, where they have their own. Gives when the next ones are due.
    fn keep_task_sockets_alive(
        &mut self,
        mains: &[MainSocket<'_>],
    ) -> Result<Option<Instant>, Thrown> {
        if api::current().generation == Generation::Four {
            return Ok(None);
        }
        let intervals = mains.iter().map(|main| main.heartbeat_interval());
        let Some(interval) = intervals.filter(|it| !it.is_zero()).min() else {
            return Ok(None);
        };
        if is_due(self.next_task_heartbeats) {
            self.next_task_heartbeats = Instant::now() + interval;
            task_heartbeats::send_all()?;
        }
        Ok(Some(self.next_task_heartbeats))
    }

    /// Waits. Gives what can be read and written, for each main socket. In a coroutine others run meanwhile; else no PHP
    /// code does.
    fn wait(
        &self,
        mains: &[MainSocket<'_>],
        at_most: Duration,
    ) -> Result<Vec<(bool, bool)>, Thrown> {
        let Some(scheduler) = self.scheduler.filter(|_| !at_most.is_zero()) else {
            return self.ready(mains, at_most);
        };
        let one = self.watch(mains, |watches| {
            let fds: Vec<_> = watches.iter().map(Watch::awaited).collect();
            as_one(&fds)
        });
        let one = one.map_err(|problem| cannot_wait(&problem))?;
        let fds = [Awaited::readable(one.as_fd())];
        if scheduler.wait(&fds, Some(at_most))? == Ended::Cancelled {
            self.state.closing.set(true);
        }
        self.ready(mains, Duration::ZERO)
    }

    /// What can be read and written by then.
    fn ready(
        &self,
        mains: &[MainSocket<'_>],
        at_most: Duration,
    ) -> Result<Vec<(bool, bool)>, Thrown> {
        self.watch(mains, |watches| {
            match wait_for_any(watches, at_most, &mut Wake::default()) {
                Ok(()) => {}
                Err(problem) if problem.kind() == std::io::ErrorKind::Interrupted => {}
                Err(problem) => return Err(cannot_wait(&problem)),
            }
            if watches.first().is_some_and(Watch::is_readable) {
                self.signals.rest();
            }
            let mut results = watches.iter().skip(1);
            Ok(mains
                .iter()
                .map(|main| {
                    if main.state.stream.borrow().is_none() {
                        return (false, false);
                    }
                    results
                        .next()
                        .map_or((false, false), |it| (it.is_readable(), it.is_writable()))
                })
                .collect())
        })
    }

    /// With what wakes the loop: signals first, then the connections of the main sockets that have one, then those that
    /// are being dialled.
    fn watch<R>(&self, mains: &[MainSocket<'_>], with: impl FnOnce(&mut [Watch<'_>]) -> R) -> R {
        let streams: Vec<_> = mains
            .iter()
            .map(|main| main.state.stream.borrow())
            .collect();
        let locked: Vec<_> = streams
            .iter()
            .map(|stream| stream.as_ref().map(SharedStream::lock))
            .collect();
        let phases: Vec<_> = mains.iter().map(|main| main.state.phase.borrow()).collect();
        let mut watches = vec![Watch::new(self.signals.as_fd(), false)];
        watches.extend(
            locked
                .iter()
                .flatten()
                .map(|stream| Watch::new(stream.as_fd(), stream.unwritten() > 0)),
        );
        watches.extend(
            phases
                .iter()
                .filter_map(|phase| phase.dialling())
                .map(|socket| Watch::new(socket, true)),
        );
        with(&mut watches)
    }
}

/// The main sockets of a manager, all of which must be ours to read.
fn main_sockets(manager: &ZObj) -> Result<Vec<ZObject>, Thrown> {
    let objects = manager::members(manager);
    let foreign = objects
        .iter()
        .find(|object| MainSocket::of(object).is_none_or(|it| class::is_hosted(it.object)));
    if let Some(object) = foreign {
        return Err(throw_builtin(
            Builtin::Error,
            &format!(
                "MainSocketManager::run() reads NetsvrBusiness\\MainSocket objects, {} was added: add those, or call start() in a \
                 worker of Workerman",
                object.class_name()
            ),
        ));
    }
    Ok(objects)
}

/// Runs handlers that PHP code has given to `pcntl_signal()`.
fn dispatch_signals() -> Result<(), Thrown> {
    interrupt::dispatch()?;
    if function::exists("pcntl_signal_dispatch") {
        function::call(&"pcntl_signal_dispatch".into(), None, &[])?;
    }
    Ok(())
}

/// Sees to a main socket that has no connection and waits for none: at once when it has just been added, after a pause
/// when PHP code has closed its connection.
fn adopt(main: MainSocket<'_>) -> Result<(), Thrown> {
    if main.with_stream(|stream| stream.is_foreign()) == Some(true) {
        // of the process that this one was forked from
        main.let_go()?;
    }
    if main.is_closed() || main.has_connection() || renewal::is_under_way(main) {
        return Ok(());
    }
    if main.state.adopted.replace(true) {
        return pause::schedule(main);
    }
    main.state.next_attempt.set(Some(Instant::now()));
    Ok(())
}

fn is_due(time: Instant) -> bool {
    time <= Instant::now()
}

/// Sends the heartbeats that are due, on the main socket and on the task socket of the same gateway.
fn keep_alive(main: MainSocket<'_>) -> Result<(), Thrown> {
    let interval = main.heartbeat_interval();
    if interval.is_zero() {
        return Ok(());
    }
    match main.state.next_heartbeat.get() {
        Some(time) if !is_due(time) => return Ok(()),
        Some(_) => {
            class::heartbeat(main)?;
            task_heartbeats::send_beside(main)?;
        }
        None => {
            main.state.sends_heartbeats.set(true);
            keepalive::begin(main);
        }
    }
    main.state
        .next_heartbeat
        .set(Some(Instant::now() + interval));
    Ok(())
}
