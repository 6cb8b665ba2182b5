//! A turn of the loop: the time in which the events of one wake-up are handled. What `NetBus` sends meanwhile on main
//! sockets is corked, so that a burst of answers leaves in one write.
//!
//! | [`State`] | what it means | what a one-way message through a main socket does | what ends it |
//! |---|---|---|---|
//! | `Idle` | no event is being handled | leaves at once | a turn begins |
//! | `Dispatching` | events are being handled on the stack of the request, in a turn or in turns inside each other | the first one on each main socket leaves at once, those after it are corked | the outermost of these turns ends |
//! | `InFibers` | events are being handled, but in fibers and coroutines only, which may be suspended | leaves at once | the last of these turns ends, or one begins on the stack of the request |
//!
//! Code that runs in a fiber or coroutine may be suspended before a turn ends. Whatever the state, its messages are
//! corked as in `Dispatching` while the loop is about to call back, as it does while events wait, because the loop
//! writes them then. They leave at once otherwise.
//!
//! Corked messages leave when a turn ends that leaves none on the stack of the request, before a request of `NetBus`,
//! when the loop calls back, and when a turn has lasted for a millisecond.
use super::state::MainSocket;
use crate::turns;
use crate::zend::context::{self, Place};
use crate::zend::{Thrown, ZObject};
use netsvr_client::burst;
use netsvr_client::keepalive::Busy;
use std::cell::{Cell, OnceCell, RefCell};
use std::mem::ManuallyDrop;
use std::sync::Arc;

/// What this thread does with events. The head of this file says what follows from it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum State {
    Idle,
    Dispatching,
    InFibers,
}

/// The turns of a thread, and what they hold back. No borrow outlives a step in here: PHP code, to which a destructor
/// belongs, too, may begin a turn and send.
struct Turns {
    /// Turns on the stack of the request, one inside the other.
    nested: Cell<u32>,
    /// Where turns in fibers and coroutines began, in no order.
    in_fibers: RefCell<Vec<Place>>,
    /// A new number whenever a turn ends that leaves none on the stack of the request.
    round: Cell<u64>,
    /// Main sockets with corked messages.
    corked: RefCell<Vec<ZObject>>,
    /// When the outermost turn on the stack of the request began, for whoever keeps main sockets alive meanwhile.
    busy: OnceCell<Arc<Busy>>,
}

thread_local! {
    /// Never dropped: the objects in it belong to a request, and a thread may outlive them.
    static TURNS: ManuallyDrop<Turns> = const { ManuallyDrop::new(Turns::new()) };
}

impl Turns {
    const fn new() -> Self {
        Self {
            nested: Cell::new(0),
            in_fibers: RefCell::new(Vec::new()),
            // a new main socket has been written on in round 0
            round: Cell::new(1),
            corked: RefCell::new(Vec::new()),
            busy: OnceCell::new(),
        }
    }

    fn state(&self) -> State {
        if self.nested.get() > 0 {
            State::Dispatching
        } else if self.in_fibers.borrow().is_empty() {
            State::Idle
        } else {
            State::InFibers
        }
    }

    fn begin(&self, place: Option<Place>) {
        if let Some(place) = place {
            self.in_fibers.borrow_mut().push(place);
            return;
        }
        let nested = self.nested.get();
        self.nested.set(nested + 1);
        if nested == 0 {
            self.busy.get().inspect(|busy| busy.begin());
        }
    }

    fn end(&self, place: Option<Place>) {
        match place {
            Some(place) => {
                let mut in_fibers = self.in_fibers.borrow_mut();
                if let Some(index) = in_fibers.iter().rposition(|turn| *turn == place) {
                    in_fibers.swap_remove(index);
                }
            }
            None => self.nested.set(self.nested.get().saturating_sub(1)),
        }
        if self.nested.get() == 0 {
            self.round.set(self.round.get() + 1);
            self.rest();
        }
    }

    /// No turn is under way on the stack of the request.
    fn rest(&self) {
        self.busy.get().inspect(|busy| busy.end());
    }

    /// Ends all turns. Gives the main sockets with corked messages.
    fn reset(&self) -> Vec<ZObject> {
        self.nested.set(0);
        self.rest();
        self.in_fibers.take();
        self.corked.take()
    }
}

/// One turn, to its end.
pub struct Turn {
    /// Where it began, if it may be suspended.
    place: Option<Place>,
}

impl Turn {
    /// Begins one, inside of another one perhaps.
    pub fn begin() -> Self {
        let place = context::is_suspendable().then(Place::here);
        TURNS.with(|turns| turns.begin(place));
        Self { place }
    }

    /// While it lasts, what it does may be suspended, and the loop goes on.
    pub fn is_suspendable(&self) -> bool {
        self.place.is_some()
    }

    /// Ends it: what is corked leaves.
    ///
    /// # Errors
    /// What `result` holds, or what the loop throws.
    pub fn end(self, result: Result<(), Thrown>) -> Result<(), Thrown> {
        drop(self);
        if result.is_err() {
            write(take_corked());
            return result;
        }
        if state() != State::Dispatching {
            flush()?;
            burst::push();
        }
        Ok(())
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        TURNS.with(|turns| turns.end(self.place));
    }
}

/// What this thread does with events, in whatever code that is.
pub fn state() -> State {
    TURNS.with(|turns| turns.state())
}

/// When this thread began to handle events, as another one can see it.
pub fn busy() -> Arc<Busy> {
    TURNS.with(|turns| Arc::clone(turns.busy.get_or_init(Arc::default)))
}

/// The calling code is part of a turn: an event's handler has called it.
pub fn is_inside() -> bool {
    TURNS.with(|turns| {
        let in_fibers = || turns.in_fibers.borrow().iter().any(|turn| turn.is_below());
        turns.nested.get() > 0 || in_fibers()
    })
}

/// Whether the message that is about to be sent on this main socket is to be corked. Takes it for sent.
pub fn corks(main: MainSocket<'_>) -> bool {
    let suspendable = context::is_suspendable();
    TURNS.with(|turns| {
        let leaves_soon = if suspendable {
            main.is_about_to_go_on()
        } else {
            turns.nested.get() > 0
        };
        let round = turns.round.get();
        leaves_soon && main.state.written_in_round.replace(round) == round
    })
}

/// A message on this main socket has been corked.
pub fn flush_later(main: MainSocket<'_>) {
    TURNS.with(|turns| {
        let mut corked = turns.corked.borrow_mut();
        if !corked
            .iter()
            .any(|known| std::ptr::eq(&raw const **known, main.object))
        {
            corked.push(main.object.to_owned());
        }
    });
}

/// Messages are corked.
pub fn is_corked() -> bool {
    TURNS.with(|turns| !turns.corked.borrow().is_empty())
}

fn take_corked() -> Vec<ZObject> {
    TURNS.with(|turns| turns.corked.take())
}

/// The request is ending: no PHP code may run any more, but what was sent is sent.
fn write(corked: impl IntoIterator<Item = ZObject>) {
    for object in corked {
        if let Some(main) = MainSocket::of(&object) {
            let _ = main.with_stream(netsvr_client::Stream::flush);
        }
    }
}

/// Writes what is corked. Each main socket has its turn, whatever another one throws.
///
/// # Errors
/// What the logger, the host's loop or an overridden `onClose()` throws.
pub fn flush() -> Result<(), Thrown> {
    let mut steps = turns::Turns::default();
    let mut corked = take_corked().into_iter();
    while let Some(object) = corked.next() {
        let step = MainSocket::of(&object).map_or(Ok(()), MainSocket::flush);
        if let Err(thrown) = steps.take(step) {
            write(corked);
            return Err(thrown);
        }
    }
    steps.end()
}

/// At the start of a request: no turn has begun. Those in fibers whose stacks a fatal error has freed never ended.
/// Objects of an earlier request are gone, whatever is known of them.
pub fn begin_request() {
    std::mem::forget(TURNS.with(|turns| turns.reset()));
}

/// Lets go of main sockets whose loop has not called back before the request ended. At the end of a request.
pub fn end_request() {
    drop(take_corked());
}
