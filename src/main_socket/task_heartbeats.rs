//! Heartbeats that our own loop sends on task sockets: a gateway closes one that is idle for long.
use super::registration;
use super::state::MainSocket;
use crate::container::{Current, TASK_SOCKET_MANGER_ID};
use crate::socket::{heartbeat, task_socket_manger, Socket};
use crate::zend::Thrown;

/// On all task sockets, in generation 8 of the API, where these have heartbeats of their own.
///
/// # Errors
/// What callbacks and user classes throw.
pub fn send_all() -> Result<(), Thrown> {
    let container = Current::get()?;
    if !container.has(&TASK_SOCKET_MANGER_ID)? {
        return Ok(());
    }
    for object in task_socket_manger::bound(&container)?.sockets()? {
        if Socket::of(&object).is_some_and(Socket::is_task_socket) {
            heartbeat::beat(&object)?;
        }
    }
    Ok(())
}

/// On the task socket of the same gateway.
///
/// # Errors
/// As [`send_all`].
pub fn send_beside(main: MainSocket<'_>) -> Result<(), Thrown> {
    let Some(task_socket) = registration::task_socket(main)? else {
        return Ok(());
    };
    // a coroutine that uses it shows the gateway that we are here
    let is_idle = |socket: &Socket<'_>| socket.is_connected() && !socket.is_leased();
    if Socket::of(&task_socket).is_some_and(|socket| is_idle(&socket)) {
        heartbeat::send(&task_socket, &main.heartbeat_message().into())?;
    }
    Ok(())
}
