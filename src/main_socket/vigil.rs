//! Watching over a registered connection: a gateway whose host is gone, or that answers nothing any more, is noticed
//! though nobody closes the connection. And what may be lost with a connection, however it ends, is told.
use super::callback::Callback;
use super::state::MainSocket;
use super::wanting::SHORTLY;
use super::{class, host};
use crate::gateways;
use crate::logger::Level;
use crate::settings::SETTINGS;
use crate::zend::{context, signal, Thrown, View};
use netsvr_client::{Ending, Lost, Stream, Vital};
use std::time::{Duration, Instant};

/// Looks at the connection, at each heartbeat.
///
/// # Errors
/// What the logger or the host's loop throws.
pub fn look(main: MainSocket<'_>) -> Result<(), Thrown> {
    if !main.is_registered() {
        return Ok(());
    }
    let limit = SETTINGS.get().max_packet_size.get();
    match main.with_stream(|stream| stream.heartbeat(limit)) {
        Some(Vital::Lost) => main.lost("the gateway's host is gone", None),
        Some(Vital::Asked(patience)) => come_back(main, patience),
        Some(Vital::Well) | None => go_on_with_input(main),
    }
}

/// Looks whether the gateway has said anything, when it has been asked a while ago.
///
/// # Errors
/// As [`look`].
pub fn due(main: MainSocket<'_>) -> Result<(), Thrown> {
    main.state.silence_timer.set(None);
    let limit = SETTINGS.get().max_packet_size.get();
    if main.with_stream(|stream| stream.has_fallen_silent(limit)) == Some(true) {
        return main.lost("the gateway answers nothing any more", None);
    }
    match waits_until(main) {
        Some(time) => come_back(main, time.saturating_duration_since(Instant::now())),
        None => go_on_with_input(main),
    }
}

/// When [`due`] is to be called, if it is.
pub fn waits_until(main: MainSocket<'_>) -> Option<Instant> {
    main.with_stream(|stream| stream.waits_until()).flatten()
}

/// Our own loop sees by itself when it is time.
fn come_back(main: MainSocket<'_>, delay: Duration) -> Result<(), Thrown> {
    if !class::is_hosted(main.object) {
        return Ok(());
    }
    let callback = Callback::Silence.for_object(main.object)?;
    let timer = host::add_timer(delay.max(SHORTLY), &callback, false)?;
    if let View::Long(timer) = timer.view() {
        let before = main.state.silence_timer.replace(Some(timer));
        return before.map_or(Ok(()), |timer| host::delete_timer(timer.into()));
    }
    Ok(())
}

/// What was read here is not announced once more: the loop is to handle it.
pub fn go_on_with_input(main: MainSocket<'_>) -> Result<(), Thrown> {
    if !main.has_input() {
        return Ok(());
    }
    if !class::is_hosted(main.object) && context::is_suspendable() {
        // our own loop may be suspended in a wait that knows nothing of it
        signal::wake();
    }
    main.want_to_go_on()
}

/// How the connection has ended, as far as that is worth a line: something may be lost, or nobody else has noticed.
pub fn loss(main: MainSocket<'_>) -> Option<Lost> {
    let lost = main.with_stream(Stream::lost).flatten()?;
    (lost.frames > 0 || is_sudden(&lost)).then_some(lost)
}

const fn is_sudden(lost: &Lost) -> bool {
    matches!(lost.how, Ending::Vanished | Ending::Silent(_))
}

/// The line for what may be lost, which is an error where that is certain: nobody is there any more.
///
/// # Errors
/// What the logger throws.
pub fn tell_loss(main: MainSocket<'_>, lost: &Lost) -> Result<(), Thrown> {
    if lost.frames > 0 {
        gateways::counters(&main.worker_addr()?).lost(lost.frames);
    }
    let level = if is_sudden(lost) {
        Level::Error
    } else {
        Level::Warning
    };
    let line = main.line(level, |to| format!("lost the connection to {to}: {lost}."))?;
    main.tell(line.frames(Some(lost.frames)))
}
