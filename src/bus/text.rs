//! `netsvr.text_check` where `NetBus` sends: the data of a call is looked at before anything of it goes out.
use super::encode::method_of;
use super::list::List;
use super::managers::Managers;
use crate::logger::Line;
use crate::main_socket::MainSocket;
use crate::socket::Socket;
use crate::text_check::{self, Finding, To};
use crate::zend::{error, Thrown, ZStr};
use netsvr_wire::{Command, Recipient};

pub use crate::text_check::is_on;

/// Looks at the data of a call.
///
/// # Errors
/// `SocketSendException` when it is not UTF-8 and `netsvr.text_check` is `throw`; `exit()` and fatal errors in the logger
/// that is told otherwise.
#[inline(always)]
#[allow(clippy::inline_always)] // once for each message
pub fn check(command: Command, data: &ZStr, to: impl FnOnce() -> Option<To>) -> Result<(), Thrown> {
    if is_on() && !data.is_utf8() {
        return report(command, data, to());
    }
    Ok(())
}

#[cold]
fn report(command: Command, data: &ZStr, to: Option<To>) -> Result<(), Thrown> {
    let mut finding = Finding::default();
    finding.look(data, || to);
    end(command, finding)
}

/// The same for the message of a call.
///
/// # Errors
/// As [`check`].
pub fn check_body(command: Command, body: &[u8]) -> Result<(), Thrown> {
    if is_on() {
        return end(command, Finding::of_body(command, body));
    }
    Ok(())
}

/// The same for a payload that a child class of `NetBus` sends by this method.
///
/// # Errors
/// As [`check`].
pub fn check_payload(method: &str, payload: &ZStr) -> Result<(), Thrown> {
    text_check::payload(method, payload, tell)
}

/// Says what has been found in the data of a call.
///
/// # Errors
/// As [`check`].
pub fn end(command: Command, finding: Finding) -> Result<(), Thrown> {
    finding.end(&method_of(command), tell)
}

/// Those in a list.
pub fn all_of(kind: Recipient, ids: &List) -> Option<To> {
    Some(To::several(kind, ids.first()?, ids.len()))
}

/// Tells the logger of the first task socket, or where there is none, of the first main socket. Where user classes would
/// have to be asked for it, PHP's error log is left.
#[cold]
fn tell(line: Line<'_>) -> Result<(), Thrown> {
    let mut managers = Managers::find()?;
    let sockets = match managers.task() {
        Ok(_) => managers.known_task_sockets()?,
        Err(thrown) => {
            // without one, main sockets may still send
            error::caught(thrown)?;
            Vec::new()
        }
    };
    if let Some(socket) = sockets.iter().find_map(|socket| Socket::of(socket)) {
        return socket.tell(line);
    }
    let mains = managers.known_main_sockets()?;
    if let Some(main) = mains.iter().find_map(|main| MainSocket::of(main)) {
        return main.tell(line);
    }
    line.leave_to_error_log()
}
