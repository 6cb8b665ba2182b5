//! A list that may outgrow one frame, of ids paired with data.

use crate::body::len_field_size;
use crate::command::Command;
use crate::frame::{COMMAND_SIZE, HEADER_SIZE};
use crate::output::Output;
use crate::split::{clamp, patch_header, PayloadTooLong};
use std::ops::Range;

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
