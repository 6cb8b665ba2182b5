//! A turn of the loop: the time in which the events of one wake-up are handled. What `NetBus` sends meanwhile on main
//! sockets is corked: the first message leaves at once, those after it together, at the end of the turn, when a
//! request goes out, or when the turn has been going on for a while. In a fiber or coroutine, which may be suspended in
//! the middle of a turn, messages are corked only while the loop is to call back in any case, as it does while events
//! wait: it writes them then.
use super::delivery;
use super::state::MainSocket;
use crate::zend::context::{self, Place};
use crate::zend::{Thrown, ZObject};
use netsvr_client::WriteError;
use std::cell::{Cell, RefCell};

thread_local! {
    static DEPTH: Cell<u32> = const { Cell::new(0) };
    /// Where turns in fibers and coroutines began. They may be suspended for long, in any number, and what other code
    /// sends meanwhile must not wait for them.
    static SUSPENDABLE: RefCell<Vec<Place>> = const { RefCell::new(Vec::new()) };
    /// Main sockets with corked messages.
    static CORKED: RefCell<Vec<ZObject>> = const { RefCell::new(Vec::new()) };
    /// Main sockets that something was written on in this turn.
    static WRITTEN: RefCell<Vec<ZObject>> = const { RefCell::new(Vec::new()) };
}

/// One turn, to its end.
pub struct Turn {
    /// Where it began, if it may be suspended.
    place: Option<Place>,
}

impl Turn {
    /// Begins one; they may be nested.
    pub fn begin() -> Self {
        let place = context::is_suspendable().then(Place::here);
        match place {
            Some(place) => SUSPENDABLE.with_borrow_mut(|turns| turns.push(place)),
            None => DEPTH.set(DEPTH.get() + 1),
        }
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
            // the request is ending: no PHP code may run any more, but what was sent is sent
            for object in take_corked() {
                if let Some(main) = MainSocket::of(&object) {
                    let _ = main.with_stream(netsvr_client::Stream::flush);
                }
            }
            return result;
        }
        if DEPTH.get() == 0 {
            flush()?;
        }
        Ok(())
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        match self.place {
            Some(place) => SUSPENDABLE.with_borrow_mut(|turns| {
                if let Some(index) = turns.iter().rposition(|turn| *turn == place) {
                    turns.swap_remove(index);
                }
            }),
            None => DEPTH.set(DEPTH.get().saturating_sub(1)),
        }
        if DEPTH.get() == 0 {
            for object in WRITTEN.take() {
                if let Some(main) = MainSocket::of(&object) {
                    main.state.written_in_turn.set(false);
                }
            }
        }
    }
}

/// Events are being handled, by the calling code or by what is suspended.
pub fn is_any_going_on() -> bool {
    DEPTH.get() > 0 || SUSPENDABLE.with_borrow(|turns| !turns.is_empty())
}

/// The calling code is part of the handling of an event.
pub fn is_going_on() -> bool {
    DEPTH.get() > 0 || SUSPENDABLE.with_borrow(|turns| turns.iter().any(|turn| turn.is_below()))
}

/// Whether a message on this main socket is to be corked now.
pub fn corks(main: MainSocket<'_>) -> bool {
    let leaves_soon = if context::is_suspendable() {
        // perhaps before the turn ends
        main.is_about_to_go_on()
    } else {
        DEPTH.get() > 0
    };
    if !leaves_soon {
        return false;
    }
    if main.state.written_in_turn.replace(true) {
        return true;
    }
    WRITTEN.with_borrow_mut(|written| written.push(main.object.to_owned()));
    false
}

/// Notes that a main socket has corked messages.
pub fn note(main: MainSocket<'_>) {
    CORKED.with_borrow_mut(|corked| {
        if !corked
            .iter()
            .any(|known| std::ptr::eq(&raw const **known, main.object))
        {
            corked.push(main.object.to_owned());
        }
    });
}

fn take_corked() -> Vec<ZObject> {
    CORKED.take()
}

/// Something is corked.
pub fn is_corked() -> bool {
    CORKED.with_borrow(|corked| !corked.is_empty())
}

/// Writes what is corked.
///
/// # Errors
/// What the logger or the host's loop throws.
pub fn flush() -> Result<(), Thrown> {
    for object in take_corked() {
        let Some(main) = MainSocket::of(&object) else {
            continue;
        };
        flush_one(main)?;
    }
    Ok(())
}

/// Writes what waits on one main socket, as far as its gateway takes it.
///
/// # Errors
/// As [`flush`].
pub fn flush_one(main: MainSocket<'_>) -> Result<(), Thrown> {
    match main.with_stream(netsvr_client::Stream::flush) {
        None => Ok(()),
        Some(Ok(true)) => delivery::say_refusals(main),
        Some(Ok(false)) => main.want_writable(),
        Some(Err(WriteError::Foreign)) => main.let_go().map(drop),
        Some(Err(error)) => main.lost_writing(&error),
    }
}

/// At the start of a request: no turn is going on. Objects of an earlier request are gone, whatever is known of them.
pub fn begin_request() {
    DEPTH.set(0);
    SUSPENDABLE.take();
    std::mem::forget((WRITTEN.take(), CORKED.take()));
}

/// Forgets what a request that ended by a fatal error has left behind. At the end of a request.
pub fn forget() {
    DEPTH.set(0);
    SUSPENDABLE.take();
    WRITTEN.take();
    take_corked();
}
