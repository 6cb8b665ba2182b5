//! A list that may outgrow one frame, of ids with a fixed rest.

use crate::body::len_field_size;
use crate::command::Command;
use crate::frame::{COMMAND_SIZE, HEADER_SIZE, LENGTH_SIZE};
use crate::output::Output;
use crate::split::{clamp, patch_header, PayloadTooLong};
use prost::encoding::decode_varint;
use std::ops::Range;

/// What stands behind the elements of a list, in bytes, and in which of its
/// frames.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tail {
    /// In every frame: each is a command of its own that needs it.
    Each(usize),
    /// In the last frame alone: it says that all is done, to somebody who
    /// would hear it again with every frame.
    Last(usize),
}

impl Tail {
    /// Bytes of it in a frame before the last.
    fn before_last(self) -> usize {
        match self {
            Self::Each(len) => len,
            Self::Last(_) => 0,
        }
    }

    /// Bytes of it in the last frame.
    fn in_last(self) -> usize {
        match self {
            Self::Each(len) | Self::Last(len) => len,
        }
    }
}

/// Builds the frames of a command that carries a repeated field and, in
/// every frame, the same head before it (say, one uniqId) and a tail behind
/// it (say, the `data` field), in every frame or in the last. The tail is
/// not copied: its length is counted, and a frame that has it is sent as
/// `[frame, tail]`. Reusable; the buffer stays.
///
/// ```
/// # use netsvr_wire::{Command, ListFrames, Tail};
/// let mut list = ListFrames::default();
/// list.begin(Command::ForceOffline, &[], 1, Tail::Each(0), 2 << 20);
/// list.push(b"7f00000117b7654321ab00000007")?;
/// list.finish()?;
/// assert_eq!(list.frames().next().map(<[u8]>::len), Some(8 + 2 + 28));
/// # Ok::<(), netsvr_wire::PayloadTooLong>(())
/// ```
#[derive(Debug)]
pub struct ListFrames {
    buf: Output,
    frames: Vec<Range<usize>>,
    command: Command,
    head: Vec<u8>,
    field: u8,
    tail: Tail,
    limit: usize,
    /// Start of the frame that is being filled.
    open: Option<usize>,
    /// Where the buffer may end at most with the open frame; 0 without one.
    room_end: usize,
    failed: Option<PayloadTooLong>,
}

impl Default for ListFrames {
    fn default() -> Self {
        Self {
            buf: Output::default(),
            frames: Vec::new(),
            command: Command::Placeholder,
            head: Vec::new(),
            field: 1,
            tail: Tail::Each(0),
            limit: 0,
            open: None,
            room_end: 0,
            failed: None,
        }
    }
}

impl ListFrames {
    /// Starts a list: every frame's body begins with `head`, the elements go
    /// to `field` (below 16), `tail` follows them, and no payload (command,
    /// head, elements and tail) gets longer than `limit` bytes. Frames of an
    /// earlier list are dropped.
    pub fn begin(&mut self, command: Command, head: &[u8], field: u8, tail: Tail, limit: usize) {
        self.buf.clear();
        self.frames.clear();
        self.command = command;
        self.head.clear();
        self.head.extend_from_slice(head);
        self.field = field;
        self.tail = tail;
        self.limit = clamp(limit);
        self.open = None;
        self.room_end = 0;
        self.failed = None;
    }

    /// Appends one element.
    ///
    /// # Errors
    /// [`PayloadTooLong`] when no frame can hold it together with a tail that
    /// every frame has.
    /// The list then has no frames at all, and every further call fails
    /// alike until [`begin`](Self::begin).
    #[inline(always)]
    #[allow(clippy::inline_always)] // once for each of 10,000 ids
    pub fn push(&mut self, id: &[u8]) -> Result<(), PayloadTooLong> {
        if id.len() >= 128 {
            return self.push_long(id);
        }
        // no buffer has more than isize::MAX bytes, so this does not overflow
        let size = 2 + id.len();
        if self.buf.len() + size > self.room_end {
            self.next_frame(size)?;
        }
        self.buf.put_short(self.field, id);
        Ok(())
    }

    #[cold]
    #[inline(never)]
    fn push_long(&mut self, id: &[u8]) -> Result<(), PayloadTooLong> {
        let size = len_field_size(self.field.into(), id.len());
        if self.buf.len().saturating_add(size) > self.room_end {
            self.next_frame(size)?;
        }
        self.buf.put_bytes(self.field, id);
        Ok(())
    }

    #[cold]
    fn next_frame(&mut self, entry: usize) -> Result<(), PayloadTooLong> {
        if let Some(error) = self.failed {
            return Err(error);
        }
        let size = COMMAND_SIZE
            .saturating_add(self.head.len())
            .saturating_add(entry)
            .saturating_add(self.tail.before_last());
        if size > self.limit {
            return Err(self.fail(size));
        }
        self.close(self.tail.before_last());
        let start = self.buf.len();
        self.buf.extend(&[0; HEADER_SIZE]);
        self.buf.extend(&self.head);
        self.open = Some(start);
        self.room_end = start + LENGTH_SIZE + (self.limit - self.tail.before_last());
        Ok(())
    }

    fn fail(&mut self, size: usize) -> PayloadTooLong {
        let error = PayloadTooLong {
            size,
            limit: self.limit,
        };
        self.open = None;
        self.room_end = 0;
        self.frames.clear();
        self.failed = Some(error);
        error
    }

    fn close(&mut self, tail_len: usize) {
        if let Some(start) = self.open.take() {
            let end = self.buf.len();
            let body_len = end - start - HEADER_SIZE + tail_len;
            patch_header(&mut self.buf, start, self.command, body_len);
            self.frames.push(start..end);
        }
    }

    /// Ends the list. A list without elements has no frames.
    ///
    /// # Errors
    /// [`PayloadTooLong`] when no frame can hold the last element together
    /// with a tail that only the last frame has.
    pub fn finish(&mut self) -> Result<(), PayloadTooLong> {
        self.make_room_for_tail()?;
        self.close(self.tail.in_last());
        self.room_end = 0;
        Ok(())
    }

    /// Ends the list; one without elements has one frame of head and tail.
    ///
    /// # Errors
    /// As [`finish`](Self::finish), and when head and tail alone are above
    /// the limit.
    pub fn finish_at_least_one(&mut self) -> Result<(), PayloadTooLong> {
        if self.frames.is_empty() && self.open.is_none() {
            self.next_frame(0)?;
        }
        self.finish()
    }

    /// Where the open frame is too full for the tail of the last one, its
    /// last element goes into a frame of its own: a gateway does nothing for
    /// a frame without elements.
    fn make_room_for_tail(&mut self) -> Result<(), PayloadTooLong> {
        let (Tail::Last(tail_len), Some(start)) = (self.tail, self.open) else {
            return Ok(());
        };
        let end = self.buf.len();
        if (end - start - LENGTH_SIZE).saturating_add(tail_len) <= self.limit {
            return Ok(());
        }
        let first = start + HEADER_SIZE + self.head.len();
        let at = end - last_element(self.buf.get(first..end)).len();
        let element = self.buf.get(at..end).to_vec();
        let size = (COMMAND_SIZE + self.head.len() + element.len()).saturating_add(tail_len);
        if size > self.limit {
            return Err(self.fail(size));
        }
        self.buf.truncate(at);
        self.next_frame(element.len())?;
        self.buf.extend(&element);
        Ok(())
    }

    /// The frames of the finished list in order, each from its header to its
    /// last element, without the tail.
    #[must_use]
    pub fn frames(&self) -> impl ExactSizeIterator<Item = &[u8]> + Clone {
        self.frames.iter().map(|range| self.buf.get(range.clone()))
    }

    /// The same, and whether the tail follows.
    #[must_use]
    pub fn frames_and_tails(&self) -> impl ExactSizeIterator<Item = (&[u8], bool)> + Clone {
        let every = matches!(self.tail, Tail::Each(_));
        let last = self.frames.len().saturating_sub(1);
        self.frames()
            .enumerate()
            .map(move |(at, frame)| (frame, every || at == last))
    }
}

/// The last of elements as a list holds them, each behind a key of one byte
/// and its length; nothing of none.
fn last_element(elements: &[u8]) -> &[u8] {
    let mut last = elements;
    loop {
        let mut rest = last.get(1..).unwrap_or_default();
        let size = decode_varint(&mut rest).ok();
        match size.and_then(|size| rest.get(usize::try_from(size).ok()?..)) {
            Some(next @ [_, ..]) => last = next,
            _ => return last,
        }
    }
}
