//! When a registration is tried again: the pauses between attempts, and who wakes it, the host's timers or our own loop.
use super::callback::Callback;
use super::state::{slot, MainSocket};
use super::wanting::SHORTLY;
use super::{class, host, standing};
use crate::zend::{context, signal, Thrown, View};
use std::hash::{BuildHasher, Hasher, RandomState};
use std::time::{Duration, Instant};

/// Time between two attempts to register, give or take a fifth.
const PAUSE: Duration = Duration::from_secs(3);
/// Longest time before the first attempt after a loss. No client notices it, and a hundred processes that have lost the
/// same gateway do not come back to it in the same instant.
const AT_ONCE: Duration = Duration::from_millis(50);
/// Time between two losses after which the second one is renewed at once, too: a gateway that registers and closes again
/// and again is left its pauses.
const STEADY: Duration = Duration::from_secs(10);

/// Sees to it that the registration is renewed after a pause.
///
/// # Errors
/// What the host's timers throw.
pub fn schedule(main: MainSocket<'_>) -> Result<(), Thrown> {
    if main.is_closed() {
        return Ok(());
    }
    let delay = if main.state.renews_at_once.take() {
        AT_ONCE.mul_f64(chance())
    } else {
        PAUSE.mul_f64(0.8 + 0.4 * chance())
    };
    arm(main, delay)
}

/// A registration has been lost: [`schedule`] is to renew it at once, unless one was lost a short while ago, too. Gives
/// whether it is at once.
pub fn note_loss(main: MainSocket<'_>) -> bool {
    let now = Instant::now();
    let before = main.state.last_loss.replace(Some(now));
    let at_once = before.is_none_or(|before| now.saturating_duration_since(before) >= STEADY);
    main.state.renews_at_once.set(at_once);
    at_once
}

/// Calls [`renewal::due`](super::renewal::due) after this time, instead of whenever that was due before.
///
/// # Errors
/// What the host's timers throw.
pub fn arm(main: MainSocket<'_>, delay: Duration) -> Result<(), Thrown> {
    if !is_called_back(main) {
        main.state
            .next_attempt
            .set(Instant::now().checked_add(delay));
        if context::is_suspendable() {
            signal::wake();
        }
        standing::note(main);
        return Ok(());
    }
    disarm(main)?;
    let callback = Callback::Renew.for_object(main.object)?;
    let id = host::add_timer(delay.max(SHORTLY), &callback, false)?;
    main.object.set_slot(slot::RECONNECT_TIMER_ID, id);
    standing::note(main);
    Ok(())
}

/// The host's loop is to call back. Not as long as `start()` looks by itself, and never where our own loop does.
pub fn is_called_back(main: MainSocket<'_>) -> bool {
    class::is_hosted(main.object) && !main.state.in_start.get()
}

/// Calls nothing later.
///
/// # Errors
/// What the host's timers throw.
pub fn disarm(main: MainSocket<'_>) -> Result<(), Thrown> {
    main.state.next_attempt.set(None);
    let timer = main.object.slot(slot::RECONNECT_TIMER_ID).clone();
    main.object.set_slot(slot::RECONNECT_TIMER_ID, false.into());
    if matches!(timer.view(), View::Long(_)) {
        host::delete_timer(timer)?;
    }
    Ok(())
}

/// From 0 to 1, different from process to process: a hundred workers must not come back to a gateway in the same
/// instant.
fn chance() -> f64 {
    let random = RandomState::new().build_hasher().finish() % 4096;
    f64::from(u16::try_from(random).unwrap_or(0)) / 4096.0
}
