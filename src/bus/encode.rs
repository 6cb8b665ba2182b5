//! Buffers for outgoing frames, kept from call to call, and the frames made in them.
use crate::exception::SOCKET_SEND_EXCEPTION;
use crate::settings::SETTINGS;
use crate::zend::{error, Thrown};
use netsvr_client::OutFrame;
use netsvr_wire::{
    frame, BulkFrames, Command, ListFrames, PayloadTooLong, COMMAND_SIZE, HEADER_SIZE,
};
use std::cell::RefCell;

/// Most buffers kept.
const KEEP: usize = 16;

thread_local! {
    static LISTS: RefCell<Vec<ListFrames>> = const { RefCell::new(Vec::new()) };
    static BULKS: RefCell<Vec<BulkFrames>> = const { RefCell::new(Vec::new()) };
}

/// A buffer for lists; [`keep_lists`] gives it back.
pub fn list() -> ListFrames {
    LISTS
        .with(|kept| kept.borrow_mut().pop())
        .unwrap_or_default()
}

/// Keeps buffers for the next call.
pub fn keep_lists(lists: impl IntoIterator<Item = ListFrames>) {
    LISTS.with(|kept| {
        let mut kept = kept.borrow_mut();
        let room = KEEP.saturating_sub(kept.len());
        kept.extend(lists.into_iter().take(room));
    });
}

/// A buffer for bulks; [`keep_bulks`] gives it back.
pub fn bulk() -> BulkFrames {
    BULKS
        .with(|kept| kept.borrow_mut().pop())
        .unwrap_or_default()
}

/// Keeps buffers for the next call.
pub fn keep_bulks(bulks: impl IntoIterator<Item = BulkFrames>) {
    BULKS.with(|kept| {
        let mut kept = kept.borrow_mut();
        let room = KEEP.saturating_sub(kept.len());
        kept.extend(bulks.into_iter().take(room));
    });
}

/// Longest payload to be sent, in bytes.
pub fn limit() -> usize {
    SETTINGS.get().send_packet_limit.get()
}

/// The header of a frame whose body has `length` bytes.
///
/// # Errors
/// `SocketSendException` when the gateway would not take it.
pub fn header(method: &str, command: Command, length: usize) -> Result<[u8; HEADER_SIZE], Thrown> {
    let size = length + COMMAND_SIZE;
    match frame::header(command.as_u32(), length) {
        Ok(header) if size <= limit() => Ok(header),
        _ => Err(too_long(
            method,
            PayloadTooLong {
                size,
                limit: limit(),
            },
        )),
    }
}

/// What no frame can hold.
#[cold]
pub fn too_long(method: &str, problem: PayloadTooLong) -> Thrown {
    let message = format!(
        "{method}: a payload of {} bytes is above the limit of {} bytes (netsvr.send_packet_limit, which must not be \
         above the gateway's ReceivePackLimit); nothing was sent",
        problem.size, problem.limit
    );
    error::throw(&SOCKET_SEND_EXCEPTION, &message, 0)
}

/// The frames of a list, each with the same tail behind it.
pub fn frames_of<'a>(list: &'a ListFrames, tail: [&'a [u8]; 2]) -> Vec<OutFrame<'a>> {
    let [key, data] = tail;
    list.frames()
        .map(|frame| OutFrame::from([frame, key, data]))
        .collect()
}

/// The frames of a bulk.
pub fn frames_of_bulk(bulk: &BulkFrames) -> Vec<OutFrame<'_>> {
    bulk.frames().map(OutFrame::from).collect()
}
