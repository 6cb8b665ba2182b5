//! Sockets of user classes: called as the package calls them.
use super::class::CLOSE;
use super::exchange::worker_addr;
use super::outcome::{Half, Reason};
use crate::contract::MAIN_SOCKET_INTERFACE;
use crate::text_check;
use crate::zend::{Interned, Thrown, View, ZObj, ZString, ZVal};
use netsvr_client::OutFrame;
use netsvr_wire::{Command, LENGTH_SIZE};
use std::cell::RefCell;

static SEND: Interned = Interned::new("send");
static RECEIVE: Interned = Interned::new("receive");

/// At module start.
pub fn register() {
    for name in [&SEND, &RECEIVE] {
        name.make();
    }
}

fn payload(frame: &OutFrame<'_>) -> ZString {
    ZString::concat_after(&frame.parts(), LENGTH_SIZE)
}

thread_local! {
    /// Frames of one-way commands that went to sockets of user classes, by socket: nothing says what becomes of them.
    static SENT: RefCell<Vec<(*const ZObj, u64)>> = const { RefCell::new(Vec::new()) };
}

/// At the start of a request: what another one's objects have sent is not this one's.
pub fn begin_request() {
    SENT.take();
}

/// Frames that NetBus has sent by `send()` of this socket since this was last asked.
pub fn take_sent(socket: &ZObj) -> u64 {
    SENT.with_borrow_mut(|all| {
        let at = all.iter().position(|(it, _)| std::ptr::eq(*it, socket));
        at.map_or(0, |at| all.swap_remove(at).1)
    })
}

fn note_sent(socket: &ZObj, frames: usize) {
    let frames = u64::try_from(frames).unwrap_or(u64::MAX);
    SENT.with_borrow_mut(
        |all| match all.iter_mut().find(|(it, _)| std::ptr::eq(*it, socket)) {
            Some((_, count)) => *count = count.saturating_add(frames),
            None => all.push((std::ptr::from_ref(socket), frames)),
        },
    );
}

/// `send()` of a user class, once for each frame. A main socket's gives nothing back.
pub fn send(socket: &ZObj, frames: &[OutFrame<'_>]) -> Result<Option<Reason>, Thrown> {
    let mut reason = None;
    note_sent(socket, frames.len());
    for frame in frames {
        let payload = payload(frame);
        let arguments = [ZVal::from(&*payload)];
        let sent = text_check::seen(&payload, || socket.call_known(&SEND, &arguments))?;
        if matches!(sent.view(), View::Bool(false)) && !socket.is_a(&MAIN_SOCKET_INTERFACE) {
            let what = format!(
                "send to {} failed: {}::send() returned false",
                worker_addr(socket)?,
                socket.class_name()
            );
            reason = reason.or(Some(Reason::user(Half::Send, what)));
        }
    }
    Ok(reason)
}

/// `send()` and `receive()` of a user class.
pub fn ask(
    command: Command,
    socket: &ZObj,
    frames: &[OutFrame<'_>],
) -> Result<Result<ZString, Reason>, Thrown> {
    call_send(socket, frames)?;
    let received = call_receive(socket)?;
    answer(command, socket, &received)
}

/// `send()` for a question: whether it went well shows in the answer, as in the package.
pub fn call_send(socket: &ZObj, frames: &[OutFrame<'_>]) -> Result<(), Thrown> {
    frames
        .iter()
        .try_for_each(|frame| socket.call_known(&SEND, &[payload(frame).into()]).map(drop))
}

/// `receive()`.
pub fn call_receive(socket: &ZObj) -> Result<ZVal, Thrown> {
    socket.call_known(&RECEIVE, &[])
}

/// What `receive()` gives without an answer.
pub fn is_nothing(received: &ZVal) -> bool {
    received.as_str().is_none_or(|it| it.as_bytes().is_empty())
}

/// What `receive()` gave, if it is an answer to the command. The socket is closed if it is one to another command.
pub fn answer(
    command: Command,
    socket: &ZObj,
    received: &ZVal,
) -> Result<Result<ZString, Reason>, Thrown> {
    let failed = |what: &str| -> Result<_, Thrown> {
        let what = format!(
            "receive from {} failed: {}::receive() {what}",
            worker_addr(socket)?,
            socket.class_name()
        );
        Ok(Err(Reason::user(Half::Receive, what)))
    };
    match received.as_str() {
        Some(answer) if !answer.as_bytes().is_empty() => {
            let actual = answer
                .as_bytes()
                .first_chunk()
                .copied()
                .map(u32::from_be_bytes);
            if actual == Some(command.as_u32()) {
                return Ok(Ok(answer.to_owned()));
            }
            socket.call_known(&CLOSE, &[])?;
            failed(&format!("gave no answer to {}", command.name()))
        }
        _ => failed("gave no answer"),
    }
}
