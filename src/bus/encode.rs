//! Buffers for outgoing frames, kept from call to call, and the frames made in them.
use super::list::{List, Place};
use crate::exception::SOCKET_SEND_EXCEPTION;
use crate::gateways;
use crate::settings::SETTINGS;
use crate::zend::{error, Call, Thrown, ZStr};
use netsvr_client::{Cause, OutFrame};
use netsvr_wire::body::{put_bytes_unless_empty, put_len_key};
use netsvr_wire::{
    frame, BulkFrames, Command, ListFrames, PayloadTooLong, COMMAND_SIZE, HEADER_SIZE,
};
use std::cell::{Cell, RefCell};

/// Most buffers kept.
const KEEP: usize = 16;

thread_local! {
    static LISTS: RefCell<Vec<ListFrames>> = const { RefCell::new(Vec::new()) };
    static HEAD: Cell<Vec<u8>> = const { Cell::new(Vec::new()) };
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

/// Puts a list argument into frames that have begun, and at least one of them.
///
/// # Errors
/// An element that is no string, or that no frame can hold.
pub fn put_list(
    frames: &mut ListFrames,
    call: &Call,
    command: Command,
    argument: usize,
    list: &List,
) -> Result<(), Thrown> {
    let refused = |problem| too_long(command, problem);
    list.each(call, Place::argument(argument), |item| {
        frames.push(item.as_bytes()).map_err(refused)
    })?;
    frames.finish_at_least_one().map_err(refused)
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
pub fn header(command: Command, length: usize) -> Result<[u8; HEADER_SIZE], Thrown> {
    let size = length + COMMAND_SIZE;
    match frame::header(command.as_u32(), length) {
        Ok(header) if size <= limit() => Ok(header),
        _ => Err(too_long(
            command,
            PayloadTooLong {
                size,
                limit: limit(),
            },
        )),
    }
}

/// The beginning of a frame whose last field is data that lies elsewhere: header, fields, the data's key. Its memory
/// is kept for the next one.
pub struct Head(Vec<u8>);

/// Largest head whose memory is kept, in bytes.
const KEEP_HEAD: usize = 1024;

impl Head {
    /// Room for a header.
    pub fn new() -> Self {
        let mut bytes = HEAD.take();
        bytes.clear();
        bytes.extend_from_slice(&[0; HEADER_SIZE]);
        Self(bytes)
    }

    /// What it holds.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// A text field; absent when empty.
    pub fn text(mut self, field: u32, text: &ZStr) -> Self {
        put_bytes_unless_empty(&mut self.0, field, text.as_bytes());
        self
    }

    /// The key of the data; absent when that is empty.
    pub fn data(mut self, field: u32, data: &ZStr) -> Self {
        if data.len() > 0 {
            put_len_key(&mut self.0, field, data.len());
        }
        self
    }

    /// Fills the header in, for a frame with `data` behind this.
    ///
    /// # Errors
    /// As [`header`].
    pub fn seal(mut self, command: Command, data: &ZStr) -> Result<Self, Thrown> {
        let length = self.0.len() - HEADER_SIZE + data.len();
        let header = header(command, length)?;
        if let Some(room) = self.0.first_chunk_mut() {
            *room = header;
        }
        Ok(self)
    }
}

impl Drop for Head {
    fn drop(&mut self) {
        if self.0.capacity() <= KEEP_HEAD {
            HEAD.set(std::mem::take(&mut self.0));
        }
    }
}

/// The method of `NetBus` that sends a command, for messages. Both have one name.
#[cold]
pub fn method_of(command: Command) -> String {
    let mut letters = command.name().chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_lowercase().chain(letters).collect()
    })
}

/// What no frame can hold.
#[cold]
pub fn too_long(command: Command, problem: PayloadTooLong) -> Thrown {
    // which gateways it was for is not known yet
    gateways::counters("").failed(Cause::TooLarge, 1);
    let method = method_of(command);
    let message = format!(
        "{method}: a payload of {} bytes is above the limit of {} bytes (netsvr.send_packet_limit, which must not be \
         above the gateway's ReceivePackLimit); nothing was sent",
        problem.size, problem.limit
    );
    error::throw(&SOCKET_SEND_EXCEPTION, &message, 0)
}

/// The key and length of a bytes field that lies behind them in the frame; nothing for an empty one.
pub fn data_key(field: u32, data: &ZStr) -> Vec<u8> {
    let mut key = Vec::new();
    if data.len() > 0 {
        put_len_key(&mut key, field, data.len());
    }
    key
}

/// The frames of a list, those that have the tail with it behind them.
pub fn frames_of<'a>(list: &'a ListFrames, tail: [&'a [u8]; 2]) -> Vec<OutFrame<'a>> {
    let [key, data] = tail;
    list.frames_and_tails()
        .map(|(frame, has_tail)| {
            if has_tail {
                OutFrame::from([frame, key, data])
            } else {
                OutFrame::from([frame])
            }
        })
        .collect()
}

/// The frames of a bulk.
pub fn frames_of_bulk(bulk: &BulkFrames) -> Vec<OutFrame<'_>> {
    bulk.frames().map(OutFrame::from).collect()
}
