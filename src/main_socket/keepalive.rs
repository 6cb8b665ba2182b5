//! Main sockets stay registered while PHP code is busy: a thread sends the heartbeats that it is late with, and reads
//! what arrives. The thread is told here how to do that, and what has come of it is told to the logger when PHP code is
//! back.
use super::state::MainSocket;
use super::{renewal, turn};
use crate::logger::Level;
use crate::settings::SETTINGS;
use crate::socket::Socket;
use crate::zend::{ini, Thrown};
use netsvr_client::keepalive::Plan;
use netsvr_client::{Absence, SharedStream, Stream};
use netsvr_wire::frame;
use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;
use std::path::PathBuf;

/// Has the thread stand in for PHP code from now on, if heartbeats of ours are sent on a registered connection.
pub fn begin(main: MainSocket<'_>) {
    let interval = main.heartbeat_interval();
    let payload = main.heartbeat_message().as_bytes();
    let (Ok(length), true) = (
        frame::length_prefix(payload.len()),
        main.state.sends_heartbeats.get() && is_without_stand_in(main),
    ) else {
        return;
    };
    let settings = SETTINGS.get();
    let plan = Plan {
        gateway: gateway(main),
        heartbeat: [&length[..], payload].concat(),
        interval,
        patience: settings.handler_max(interval),
        most_unread: settings.max_receive_buffer.get(),
        limit: settings.max_packet_size.get(),
        error_log: error_log(),
    };
    if let Ok(mut stream) = main.state.stream.try_borrow_mut() {
        stream
            .as_mut()
            .map(|stream| stream.keep_alive(plan, &turn::busy()));
    }
}

/// The gateway, for the thread's line. A socket of a user class is not asked for it: the package does not ask it now.
fn gateway(main: MainSocket<'_>) -> String {
    let native = main.socket().ok().and_then(Socket::of);
    native.map_or_else(
        || {
            let peer = main.with_stream(|stream| stream.peer()).flatten();
            peer.map_or_else(String::new, |peer| peer.to_string())
        },
        Socket::worker_addr,
    )
}

fn is_without_stand_in(main: MainSocket<'_>) -> bool {
    let stream = main.state.stream.try_borrow();
    let known = stream.is_ok_and(|it| it.as_ref().is_none_or(SharedStream::is_kept_alive));
    !known && !renewal::is_registering(main)
}

/// The file that PHP logs errors into, if it is one.
fn error_log() -> Option<PathBuf> {
    let value = ini::value(c"error_log").filter(|value| value != b"syslog")?;
    Some(OsStr::from_bytes(&value).into())
}

/// PHP code is about to send a heartbeat: it is not busy. Says what has happened meanwhile.
///
/// # Errors
/// `exit()` and fatal errors in the logger.
pub fn come_back(main: MainSocket<'_>) -> Result<(), Thrown> {
    main.with_stream(Stream::note_heartbeat);
    begin(main);
    match main.with_stream(Stream::take_absence).flatten() {
        Some(absence) => tell(main, &absence),
        None => Ok(()),
    }
}

/// The lines for what has happened while PHP code was busy, if there is anything to be done about it.
///
/// # Errors
/// `exit()` and fatal errors in the logger.
pub fn tell(main: MainSocket<'_>, absence: &Absence) -> Result<(), Thrown> {
    let seconds = absence.since.elapsed().as_secs_f64();
    if absence.given_up {
        let most = SETTINGS.get().handler_max(main.heartbeat_interval());
        let line = main.line(Level::Error, |to| {
            format!(
                "main socket to {to}: PHP code was busy for {seconds:.1} seconds, longer than netsvr.handler_max_ms \
                 allows ({} ms): its heartbeats had ended. Do long work elsewhere, or raise netsvr.handler_max_ms.",
                most.as_millis()
            )
        })?;
        main.tell(line)?;
    }
    let dropped = absence.dropped;
    if dropped > 0 {
        let most = SETTINGS.get().max_receive_buffer.get();
        let line = main.line(Level::Error, |to| {
            format!(
                "main socket to {to}: {dropped} events were dropped. PHP code was busy for {seconds:.1} seconds, \
                 longer than there was room for events (netsvr.max_receive_buffer, {most} bytes). Do long work \
                 elsewhere, or raise netsvr.max_receive_buffer."
            )
        })?;
        main.tell(line)?;
    }
    Ok(())
}
