//! The connections of a task socket in coroutines. Each carries one exchange at a time.
//!
//! Commands go over the task socket's own connection, in their order. Questions go over further ones, as many as
//! `netsvr.pool_size` says; beyond that they wait their turn. A coroutine whose commands are unconfirmed asks on the
//! connection that carries them, so that the answer knows of them, unless others use it.
//!
//! A further connection belongs to a task socket made like the first, which dials, pauses and logs as any other.
use super::state::{slot, Socket};
use super::TASK_SOCKET;
use crate::coroutine::{self, Ended, Nap, Scheduler};
use crate::settings::SETTINGS;
use crate::turns::Turns;
use crate::zend::context::Place;
use crate::zend::{error, Thrown, ZObj, ZObject};
use netsvr_client::{generation, Deadline};
use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;
use std::time::Duration;

/// The properties that make a task socket.
const MADE_OF: [usize; 6] = [
    slot::LOG_PREFIX,
    slot::LOGGER,
    slot::WORKER_ADDR,
    slot::SEND_RECEIVE_TIMEOUT,
    slot::CONNECT_TIMEOUT,
    slot::MAX_IDLE_TIME,
];

/// What goes over a connection.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Use {
    /// Commands, on the first connection.
    Commands,
    /// A question and its answer.
    Question,
}

/// The connections of one task socket.
pub struct Pool {
    /// Which process they are of.
    generation: u64,
    /// Where the first one is in use, if it is.
    first: Option<Place>,
    /// Where the last commands came from.
    commanded: Option<Place>,
    further: Vec<Rc<Further>>,
    waiting: VecDeque<Rc<Waiter>>,
}

struct Further {
    socket: ZObject,
    used: Cell<bool>,
}

/// A coroutine that waits for a connection.
struct Waiter {
    wants: Use,
    nap: Nap,
    /// The one that it has been given.
    given: RefCell<Option<Given>>,
}

#[derive(Clone)]
enum Given {
    First,
    Further(Rc<Further>),
}

impl Pool {
    fn new() -> Self {
        Self {
            generation: generation::current(),
            first: None,
            commanded: None,
            further: Vec::new(),
            waiting: VecDeque::new(),
        }
    }

    /// One that is free.
    fn free(&self, wants: Use, socket: Socket<'_>) -> Option<Given> {
        match wants {
            Use::Commands => self.first.is_none().then_some(Given::First),
            Use::Question if self.knows_of_commands(socket) => Some(Given::First),
            Use::Question => {
                let further = self.further.iter().find(|further| !further.used.get())?;
                Some(Given::Further(Rc::clone(further)))
            }
        }
    }

    /// The calling coroutine has sent commands that the answer to its question is to know of.
    fn knows_of_commands(&self, socket: Socket<'_>) -> bool {
        self.first.is_none()
            && !self.waiting.iter().any(|it| it.wants == Use::Commands)
            && self.commanded.is_some_and(Place::is_below)
            && socket.unconfirmed() > 0
    }

    fn take(&mut self, given: &Given) {
        match given {
            Given::First => self.first = Some(Place::here()),
            Given::Further(further) => further.used.set(true),
        }
    }

    /// It has not been closed since.
    fn has(&self, given: &Given) -> bool {
        match given {
            Given::First => true,
            Given::Further(further) => self.further.iter().any(|it| Rc::ptr_eq(it, further)),
        }
    }

    /// Who gets it next, now that it is free.
    fn next(&mut self, free: &Given) -> Option<Rc<Waiter>> {
        let of = |wants: Use| self.waiting.iter().position(|it| it.wants == wants);
        let index = match free {
            Given::First => of(Use::Commands),
            Given::Further(_) => of(Use::Question),
        }?;
        self.waiting.remove(index)
    }

    fn forget(&mut self, waiter: &Rc<Waiter>) {
        self.waiting.retain(|it| !Rc::ptr_eq(it, waiter));
    }
}

/// A connection for one exchange. Given back when it is dropped, or before.
pub struct Lease {
    /// Whose pool it is of.
    owner: ZObject,
    /// `None` once it has been given back.
    given: RefCell<Option<Given>>,
    /// What the exchange goes over.
    pub(super) socket: ZObject,
}

impl Lease {
    /// Gives it back: the exchange has no need of the connection any more.
    pub fn give_back(&self) {
        let given = self.given.take();
        if let (Some(given), Some(owner)) = (given, Socket::of(&self.owner)) {
            give_back(owner.pool(), &given);
        }
    }
}

impl Drop for Lease {
    fn drop(&mut self) {
        self.give_back();
    }
}

/// What a call gets.
pub enum Leased {
    /// A connection.
    Lease(Rc<Lease>),
    /// It does as it does without a pool: the socket is not ours, or the first connection is in use by the very code that
    /// calls, or where nobody can wait.
    AsEver,
    /// None became free in that time, of those that this may go over.
    None(Use, Duration),
    /// The coroutine was told to give up.
    Cancelled,
}

/// Whether a call is to look for connections: it may be in a coroutine, or one has left something behind.
#[inline(always)]
#[allow(clippy::inline_always)] // asked by every call, and nearly always false
pub fn concerns() -> bool {
    SETTINGS.get().pooled.get() || coroutine::may_suspend()
}

/// A connection of this socket's, if one is free.
pub(super) fn free(object: &ZObj, wants: Use) -> Result<Option<Leased>, Thrown> {
    let Some(socket) = Socket::of(object) else {
        return Ok(Some(Leased::AsEver));
    };
    let pool = socket.pool();
    let of_another_process = pool
        .borrow()
        .as_ref()
        .is_some_and(|pool| pool.generation != generation::current());
    if of_another_process {
        drop(pool.take());
    }
    let room = {
        let mut pool = pool.borrow_mut();
        let pool = pool.get_or_insert_with(|| {
            SETTINGS.get().pooled.set(true);
            Box::new(Pool::new())
        });
        if pool.first.is_some_and(Place::is_below) {
            return Ok(Some(Leased::AsEver));
        }
        if let Some(given) = pool.free(wants, socket) {
            pool.take(&given);
            if wants == Use::Commands {
                pool.commanded = pool.first;
            }
            return Ok(Some(leased(socket, given)));
        }
        pool.further.len()
    };
    let alone = !(socket.is_plain() && socket.is_untouched());
    if wants == Use::Question && alone {
        // one of a user class has one connection
        return free(object, Use::Commands);
    }
    if wants == Use::Question {
        let most = usize::try_from(SETTINGS.get().pool_size.get()).unwrap_or(1);
        if room < most || !coroutine::may_suspend() {
            return add(socket).map(Some);
        }
    }
    Ok(None)
}

fn leased(socket: Socket<'_>, given: Given) -> Leased {
    let object = match &given {
        Given::First => socket.object.to_owned(),
        Given::Further(further) => (*further.socket).to_owned(),
    };
    Leased::Lease(Rc::new(Lease {
        owner: socket.object.to_owned(),
        given: RefCell::new(Some(given)),
        socket: object,
    }))
}

/// One more.
fn add(socket: Socket<'_>) -> Result<Leased, Thrown> {
    let further = ZObject::make(&TASK_SOCKET)?;
    for slot in MADE_OF {
        further.set_slot(slot, socket.object.slot(slot).clone());
    }
    if let Some(further) = Socket::of(&further) {
        further.takes_place_of(socket);
    }
    let further = Rc::new(Further {
        socket: further,
        used: Cell::new(true),
    });
    if let Some(pool) = socket.pool().borrow_mut().as_mut() {
        pool.further.push(Rc::clone(&further));
    }
    Ok(leased(socket, Given::Further(further)))
}

/// Where the last commands came from that a question is to know of.
pub(super) fn commanded(object: &ZObj) -> Option<Place> {
    let pool = Socket::of(object)?.pool().borrow();
    pool.as_ref()?.commanded
}

/// What the calling code has sent last were no commands: these came from there.
pub(super) fn set_commanded(object: &ZObj, place: Option<Place>) {
    let Some(socket) = Socket::of(object) else {
        return;
    };
    if let Some(pool) = socket.pool().borrow_mut().as_mut() {
        if pool.commanded.is_some_and(Place::is_below) {
            pool.commanded = place;
        }
    }
}

/// The next one that becomes free.
pub(super) fn wait(object: &ZObj, wants: Use, deadline: Deadline) -> Result<Leased, Thrown> {
    let (Some(socket), Some(scheduler)) = (Socket::of(object), Scheduler::of_this_coroutine()?)
    else {
        return Ok(Leased::AsEver);
    };
    let alone = !(socket.is_plain() && socket.is_untouched());
    let waiter = Rc::new(Waiter {
        wants: if alone { Use::Commands } else { wants },
        nap: Nap::of(scheduler)?,
        given: RefCell::new(None),
    });
    // nothing has run since it was looked for a free one but what made the nap
    if let Some(pool) = socket.pool().borrow_mut().as_mut() {
        pool.waiting.push_back(Rc::clone(&waiter));
    }
    let result = loop {
        if waiter.given.borrow().is_some() || deadline.expired() {
            break Ok(Ended::Woken);
        }
        match waiter.nap.sleep(deadline.remaining()) {
            Ok(Ended::Woken) => {}
            other => break other,
        }
    };
    if let Some(pool) = socket.pool().borrow_mut().as_mut() {
        pool.forget(&waiter);
    }
    match (waiter.given.take(), result) {
        (Some(given), Ok(Ended::Woken)) => {
            if let Some(pool) = socket.pool().borrow_mut().as_mut() {
                pool.take(&given);
                if waiter.wants == Use::Commands {
                    pool.commanded = pool.first;
                }
            }
            Ok(leased(socket, given))
        }
        (Some(given), ended) => {
            give_back(socket.pool(), &given);
            ended.map(|_| Leased::Cancelled)
        }
        (None, Ok(Ended::Cancelled)) => Ok(Leased::Cancelled),
        (None, Ok(Ended::Refused)) => Ok(Leased::AsEver),
        (None, Ok(Ended::Woken)) => Ok(Leased::None(waiter.wants, deadline.given())),
        (None, Err(thrown)) => Err(thrown),
    }
}

/// It is free, or the next one's: that one is woken. Where `netsvr.pool_size` is less by now, it is closed.
fn give_back(pool: &RefCell<Option<Box<Pool>>>, given: &Given) {
    let most = usize::try_from(SETTINGS.get().pool_size.get()).unwrap_or(1);
    let (next, spare) = {
        let mut pool = pool.borrow_mut();
        let Some(pool) = pool.as_mut().filter(|pool| pool.has(given)) else {
            return;
        };
        let is_spare = matches!(given, Given::Further(_)) && pool.further.len() > most;
        let next = if is_spare { None } else { pool.next(given) };
        // with another one in line it stays in use until that one has taken it
        match given {
            Given::First => pool.first = next.is_some().then(Place::nowhere),
            Given::Further(further) => further.used.set(next.is_some()),
        }
        let spare = match given {
            Given::Further(further) if is_spare => {
                pool.further.retain(|it| !Rc::ptr_eq(it, further));
                Some(Rc::clone(further))
            }
            _ => None,
        };
        (next, spare)
    };
    if let Some(waiter) = next {
        waiter.given.replace(Some(given.clone()));
        // should that fail, it wakes up by itself, later
        error::aside(|| waiter.nap.wake());
    }
    if let Some(spare) = spare {
        error::aside(|| spare.close());
    }
}

impl Further {
    fn close(&self) -> Result<(), Thrown> {
        Socket::of(&self.socket).map_or(Ok(()), Socket::close)
    }
}

impl Socket<'_> {
    /// Closes the further connections that nobody uses.
    ///
    /// # Errors
    /// What the logger throws.
    pub(super) fn close_pool(self) -> Result<(), Thrown> {
        let idle: Vec<_> = {
            let mut pool = self.pool().borrow_mut();
            let Some(pool) = pool.as_mut() else {
                return Ok(());
            };
            let all = std::mem::take(&mut pool.further);
            let (used, idle) = all.into_iter().partition(|it| it.used.get());
            pool.further = used;
            idle
        };
        let mut turns = Turns::default();
        for further in idle {
            turns.take(further.close())?;
        }
        turns.end()
    }

    /// The first connection of its pool is in use.
    pub fn is_leased(self) -> bool {
        let pool = self.pool().borrow();
        pool.as_ref().is_some_and(|pool| pool.first.is_some())
    }
}
