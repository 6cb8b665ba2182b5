//! Lists that may outgrow one frame: ids with a fixed rest, and ids paired
//! with data. Everything is encoded before anything can be sent, so that an
//! element that fits no frame stops the whole list. Knows no socket; the
//! caller sends the parts of each frame with one call.

use crate::body::len_field_size;
use crate::command::Command;
use crate::frame::{header, COMMAND_SIZE, HEADER_SIZE, LENGTH_SIZE};
use crate::output::Output;
use prost::encoding::decode_varint;
use std::ops::Range;
use thiserror::Error;

/// One element needs a frame that is longer than allowed. Sizes are those of
/// a payload (command and body) in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("a payload of {size} bytes is above the limit of {limit} bytes")]
pub struct PayloadTooLong {
    /// Bytes of the smallest frame that could carry the element.
    pub size: usize,
    /// Most bytes allowed.
    pub limit: usize,
}

/// Most bytes a payload may have: what the caller allows, or what the length
/// field can say.
fn clamp(limit: usize) -> usize {
    limit.min(u32::MAX as usize)
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

/// Fills in the header that was reserved at `at`. The size was held under a
/// limit that fits the length field.
fn patch_header(buf: &mut Output, at: usize, command: Command, body_len: usize) {
    if let Ok(bytes) = header(command.as_u32(), body_len) {
        buf.patch(at, &bytes);
    }
}

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

/// Builds the frames of a command that pairs ids (field 1) with data
/// (field 2), each frame with as many of the one as of the other; or that
/// gives many data to a single id, which every frame then repeats. A frame
/// is sent as `[header and ids, datas]`. Reusable; the buffers stay.
#[derive(Debug)]
pub struct BulkFrames {
    ids: Output,
    datas: Output,
    frames: Vec<(Range<usize>, Range<usize>)>,
    command: Command,
    limit: usize,
    /// Starts of the frame that is being filled, in `ids` and in `datas`.
    open: Option<(usize, usize)>,
    /// Payload bytes that the open frame still takes; 0 without one.
    room: usize,
    failed: Option<PayloadTooLong>,
}

impl Default for BulkFrames {
    fn default() -> Self {
        Self {
            ids: Output::default(),
            datas: Output::default(),
            frames: Vec::new(),
            command: Command::Placeholder,
            limit: 0,
            open: None,
            room: 0,
            failed: None,
        }
    }
}

impl BulkFrames {
    /// Field of the ids.
    const ID: u8 = 1;
    /// Field of the data.
    const DATA: u8 = 2;

    /// Starts a list whose payloads (command and body) get no longer than
    /// `limit` bytes. Frames of an earlier list are dropped.
    pub fn begin(&mut self, command: Command, limit: usize) {
        self.ids.clear();
        self.datas.clear();
        self.frames.clear();
        self.command = command;
        self.limit = clamp(limit);
        self.open = None;
        self.room = 0;
        self.failed = None;
    }

    /// Appends an id and the data for it.
    ///
    /// # Errors
    /// [`PayloadTooLong`] when no frame can hold the pair. The list then has
    /// no frames at all, and every further call fails alike until
    /// [`begin`](Self::begin).
    #[inline(always)]
    #[allow(clippy::inline_always)] // once for each of 10,000 pairs
    pub fn push_pair(&mut self, id: &[u8], data: &[u8]) -> Result<(), PayloadTooLong> {
        if id.len() >= 128 || data.len() >= 128 {
            return self.push_long_pair(id, data);
        }
        let pair = 2 * 2 + id.len() + data.len();
        if pair > self.room {
            self.next_frame(pair)?;
        }
        self.room -= pair;
        self.ids.put_short(Self::ID, id);
        self.datas.put_short(Self::DATA, data);
        Ok(())
    }

    /// Not really cold; see `Output`.
    #[cold]
    #[inline(never)]
    fn push_long_pair(&mut self, id: &[u8], data: &[u8]) -> Result<(), PayloadTooLong> {
        let pair = Self::pair_size(id, data);
        if pair > self.room {
            self.next_frame(pair)?;
        }
        self.room -= pair;
        self.ids.put_bytes(Self::ID, id);
        self.datas.put_bytes(Self::DATA, data);
        Ok(())
    }

    /// Appends data for the one id of the list, which must be the same in
    /// every call: it is written once for each frame.
    ///
    /// # Errors
    /// [`PayloadTooLong`] as [`push_pair`](Self::push_pair).
    pub fn push_data_for(&mut self, id: &[u8], data: &[u8]) -> Result<(), PayloadTooLong> {
        let entry = len_field_size(Self::DATA.into(), data.len());
        if entry <= self.room {
            self.room -= entry;
            self.datas.put_bytes(Self::DATA, data);
            return Ok(());
        }
        let pair = Self::pair_size(id, data);
        self.next_frame(pair)?;
        self.push_pair(id, data)
    }

    fn pair_size(id: &[u8], data: &[u8]) -> usize {
        len_field_size(Self::ID.into(), id.len())
            .saturating_add(len_field_size(Self::DATA.into(), data.len()))
    }

    #[cold]
    fn next_frame(&mut self, entry: usize) -> Result<(), PayloadTooLong> {
        if let Some(error) = self.failed {
            return Err(error);
        }
        let size = COMMAND_SIZE.saturating_add(entry);
        if size > self.limit {
            let error = PayloadTooLong {
                size,
                limit: self.limit,
            };
            self.open = None;
            self.room = 0;
            self.frames.clear();
            self.failed = Some(error);
            return Err(error);
        }
        self.close();
        self.open = Some((self.ids.len(), self.datas.len()));
        self.room = self.limit - COMMAND_SIZE;
        self.ids.extend(&[0; HEADER_SIZE]);
        Ok(())
    }

    fn close(&mut self) {
        if let Some((ids, datas)) = self.open.take() {
            let body_len = self.limit - COMMAND_SIZE - self.room;
            self.room = 0;
            patch_header(&mut self.ids, ids, self.command, body_len);
            self.frames
                .push((ids..self.ids.len(), datas..self.datas.len()));
        }
    }

    /// Ends the list. A list without elements has no frames.
    pub fn finish(&mut self) {
        self.close();
    }

    /// Ends the list; one without elements has one frame without a body.
    ///
    /// # Errors
    /// [`PayloadTooLong`] when not even a command is within the limit.
    pub fn finish_at_least_one(&mut self) -> Result<(), PayloadTooLong> {
        if self.frames.is_empty() && self.open.is_none() {
            self.next_frame(0)?;
        }
        self.finish();
        Ok(())
    }

    /// The frames of the finished list in order, each as `[header and ids,
    /// datas]`.
    #[must_use]
    pub fn frames(&self) -> impl ExactSizeIterator<Item = [&[u8]; 2]> + Clone {
        self.frames
            .iter()
            .map(|(ids, datas)| [self.ids.get(ids.clone()), self.datas.get(datas.clone())])
    }
}
