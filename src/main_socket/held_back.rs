//! What the floor above holds back while the handler of an event runs: it is sent when the handler has returned. That
//! floor says how; what it is, nobody knows here.
use super::turn::{self, State};
use crate::settings::SETTINGS;
use crate::zend::{context, Thrown};
use std::sync::OnceLock;

/// How what is held back is sent.
pub struct Release {
    /// With all that belongs to sending.
    pub send: fn() -> Result<(), Thrown>,
    /// Without any PHP code: the request is ending.
    pub quietly: fn(),
}

static RELEASE: OnceLock<Release> = OnceLock::new();

/// At module start.
pub fn register(release: Release) {
    let _ = RELEASE.set(release);
}

/// Whether something may be held back: a handler runs that will return before anything else does.
pub fn is_possible() -> bool {
    turn::state() == State::Dispatching && !context::is_suspendable()
}

/// Something is held back, or nothing any more.
pub fn set(waits: bool) {
    SETTINGS.get().held_back.set(waits);
}

/// Whether something is held back.
#[inline]
pub fn waits() -> bool {
    SETTINGS.get().held_back.get()
}

/// The handler has returned, or thrown what ends the request.
///
/// # Errors
/// What `result` holds; what sending throws.
#[cold]
pub fn release(result: Result<(), Thrown>) -> Result<(), Thrown> {
    match RELEASE.get() {
        Some(release) if result.is_ok() => (release.send)(),
        Some(release) => {
            (release.quietly)();
            result
        }
        None => result,
    }
}
