//! Sending and receiving as PHP code does it by hand: through a stream that a child class has dialled itself, with
//! PHP's own functions, so that TLS and filters work; and through an overridden `_receive()`.
use super::class::{self, RECEIVE_BYTES};
use super::state::{slot, Socket};
use crate::exception::{SOCKET_RECEIVE_EXCEPTION, SOCKET_SEND_EXCEPTION};
use crate::logger::Level;
use crate::settings::SETTINGS;
use crate::zend::function::call;
use crate::zend::{error, Class, Thrown, View, ZStr, ZString, ZVal};

const CLOSED: &str = "netsvr server closed the connection";
/// What one read asks for.
const CHUNK: i64 = 65536;

fn function(name: &str, arguments: &[ZVal]) -> Result<ZVal, Thrown> {
    call(&name.into(), None, arguments)
}

/// The stream in `$this->socket`; what else may be there is refused by PHP's functions.
fn stream(socket: Socket<'_>) -> ZVal {
    socket.object.slot(slot::SOCKET).resolved().clone()
}

/// Writes one frame.
///
/// # Errors
/// What the logger throws, and what `close()` of a user class does.
pub fn send(socket: Socket<'_>, payload: &[u8]) -> Result<bool, Thrown> {
    match write(socket, payload) {
        Ok(()) => Ok(true),
        Err(thrown) => {
            fail(socket, thrown, "send to")?;
            Ok(false)
        }
    }
}

fn write(socket: Socket<'_>, payload: &[u8]) -> Result<(), Thrown> {
    let Ok(length) = u32::try_from(payload.len()) else {
        return Err(broken(
            &SOCKET_SEND_EXCEPTION,
            "a frame cannot hold more than 4 GiB",
        ));
    };
    let length = length.to_be_bytes();
    let mut written = 0;
    while written < length.len() + payload.len() {
        let rest = ZString::concat_after(&[&length, payload], written);
        let wrote = function("fwrite", &[stream(socket), rest.into()])?;
        match wrote.view() {
            View::Long(count) if count >= 0 => written += usize::try_from(count).unwrap_or(0),
            _ => return Err(broken(&SOCKET_SEND_EXCEPTION, CLOSED)),
        }
    }
    Ok(())
}

/// The next `length` bytes, by way of `$this->receiveBuffer`; none when they do not come in time.
///
/// # Errors
/// `SocketReceiveException` at the end of the stream; what PHP's functions throw.
pub fn receive_bytes(socket: Socket<'_>, length: usize) -> Result<ZVal, Thrown> {
    loop {
        let buffer = socket.object.slot(slot::RECEIVE_BUFFER).resolved().clone();
        let bytes = buffer.as_str().map_or(&[][..], ZStr::as_bytes);
        if let Some((taken, rest)) = bytes.split_at_checked(length) {
            let (taken, rest) = (ZString::new(taken), ZString::new(rest));
            socket.object.set_slot(slot::RECEIVE_BUFFER, rest.into());
            return Ok(taken.into());
        }
        let read = function("fread", &[stream(socket), CHUNK.into()])?;
        let read = read.as_str().map_or(&[][..], ZStr::as_bytes);
        if read.is_empty() {
            let state = function("stream_get_meta_data", &[stream(socket)])?;
            let timed_out = state.as_array().and_then(|state| state.get(b"timed_out"));
            if timed_out.is_some_and(ZVal::is_truthy) {
                return Ok(ZString::new(b"").into());
            }
            return Err(broken(&SOCKET_RECEIVE_EXCEPTION, CLOSED));
        }
        let both = ZString::concat_after(&[bytes, read], 0);
        socket.object.set_slot(slot::RECEIVE_BUFFER, both.into());
    }
}

/// One frame, by way of `_receive()`.
///
/// # Errors
/// What the logger throws, and what `close()` of a user class does.
pub fn receive(socket: Socket<'_>) -> Result<ZVal, Thrown> {
    match read(socket) {
        Ok(Some(payload)) => Ok(payload),
        Ok(None) => {
            socket.close()?;
            Ok(false.into())
        }
        Err(thrown) => {
            fail(socket, thrown, "receive from")?;
            Ok(false.into())
        }
    }
}

/// `None` when the rest of a frame does not come in time.
fn read(socket: Socket<'_>) -> Result<Option<ZVal>, Thrown> {
    let ask = |length: i64| {
        socket
            .object
            .call_protected(&RECEIVE_BYTES, &[length.into()])
    };
    let is_empty = |bytes: &ZVal| bytes.as_str().is_none_or(|it| it.as_bytes().is_empty());
    let head = ask(4)?;
    if is_empty(&head) {
        return Ok(Some(head));
    }
    let length = head.as_str().and_then(|it| it.as_bytes().first_chunk());
    let Some(length) = length.copied().map(u32::from_be_bytes) else {
        return Err(broken(
            &SOCKET_RECEIVE_EXCEPTION,
            "unpack netsvr package length failed.",
        ));
    };
    let limit = SETTINGS.get().max_packet_size.get();
    if usize::try_from(length).map_or(true, |length| length > limit) {
        let why =
            format!("a frame of {length} bytes is longer than {limit} (netsvr.max_packet_size)");
        return Err(broken(&SOCKET_RECEIVE_EXCEPTION, &why));
    }
    let body = ask(i64::from(length))?;
    Ok((!is_empty(&body)).then_some(body))
}

fn broken(class: &Class, why: &str) -> Thrown {
    error::throw(class, why, 0)
}

/// Closes, and logs what was thrown.
fn fail(socket: Socket<'_>, thrown: Thrown, verb: &str) -> Result<(), Thrown> {
    let exception = error::caught(thrown)?;
    socket.close()?;
    let line = socket.line(Level::Error, |to| format!("{verb} {to} failed."));
    socket.log(line.describes_thrown(&exception))
}

/// Whether `receive()` goes this way.
pub fn is_to_be_received(socket: Socket<'_>) -> bool {
    socket.foreign_stream().is_some() || !class::receives_bytes_natively(socket.object)
}
