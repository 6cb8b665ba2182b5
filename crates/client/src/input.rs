//! The bytes read from a connection: large reads into one buffer, frames
//! decoded where they lie. Knows nothing of deadlines or of requests.

use netsvr_wire::{decode, Decoded, Frame, FrameError, LENGTH_SIZE};
use rustix::buffer::spare_capacity;
use rustix::io::Errno;
use rustix::net::{recv, RecvFlags};
use std::os::fd::BorrowedFd;

/// Room that a new buffer has for reads, in bytes.
const CHUNK: usize = 64 * 1024;
/// Capacity that is kept at most when the buffer is empty, in bytes: room for
/// an answer with 100,000 uniqIds.
const KEEP: usize = 4 << 20;

/// What one read gave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Filled {
    /// Some bytes; there may be more at once when they filled all the room.
    Some { full: bool },
    /// Nothing yet.
    Blocked,
    /// Nothing ever again.
    End,
}

/// `[taken bytes][the frame in use][unread bytes]`
#[derive(Debug, Default)]
pub(crate) struct Input {
    buf: Vec<u8>,
    /// Bytes before the frame in use.
    start: usize,
    /// Length of the frame in use, with its length field.
    used: usize,
}

impl Input {
    pub fn new(unread: Vec<u8>) -> Self {
        Self {
            buf: unread,
            start: 0,
            used: 0,
        }
    }

    /// The bytes that no frame has been made of.
    pub fn unread(&self) -> &[u8] {
        self.buf.get(self.start + self.used..).unwrap_or_default()
    }

    /// The frame in use; empty without one.
    pub fn frame(&self) -> Frame<'_> {
        match decode(self.taken(), usize::MAX) {
            Ok(Decoded::Frame { frame, .. }) => frame,
            _ => Frame { payload: &[] },
        }
    }

    /// The bytes of the frame in use, with its length field.
    pub fn taken(&self) -> &[u8] {
        let end = self.start + self.used;
        self.buf.get(self.start..end).unwrap_or_default()
    }

    /// Forgets the frame in use, and the memory of a large one.
    pub fn release(&mut self) {
        self.start += self.used;
        self.used = 0;
        if self.start == self.buf.len() {
            self.start = 0;
            self.buf.clear();
            self.buf.shrink_to(KEEP);
        }
    }

    /// What lies after the frame in use.
    pub fn peek(&self, limit: usize) -> Result<Decoded<'_>, FrameError> {
        decode(self.unread(), limit)
    }

    /// Number of complete frames after the frame in use.
    pub fn complete_frames(&self) -> usize {
        let mut rest = self.unread();
        let mut count = 0;
        while let Ok(Decoded::Frame { consumed, .. }) = decode(rest, usize::MAX) {
            rest = rest.get(consumed..).unwrap_or_default();
            count += 1;
        }
        count
    }

    /// Makes the next `size` unread bytes the frame in use.
    pub fn take(&mut self, size: usize) {
        self.release();
        self.used = size;
    }

    /// Makes the next frame the one in use; `None` when it has not arrived
    /// completely.
    #[inline]
    pub fn take_frame(&mut self, limit: usize) -> Result<Option<Frame<'_>>, FrameError> {
        let Decoded::Frame { consumed, .. } = self.peek(limit)? else {
            self.release();
            return Ok(None);
        };
        self.take(consumed);
        let payload = self.taken().get(LENGTH_SIZE..).unwrap_or_default();
        Ok(Some(Frame { payload }))
    }

    /// Reads once, without waiting, with room for a frame of `needed` bytes
    /// in all, or of a large one for as much as has arrived of it: an
    /// announcement alone takes no memory. A frame in use is forgotten.
    pub fn fill(&mut self, fd: BorrowedFd<'_>, needed: usize) -> Result<Filled, Errno> {
        self.release();
        let unread = self.unread().len();
        // one byte more than the frame needs, so that what follows it shows
        let room = needed
            .saturating_sub(unread)
            .saturating_add(1)
            .min(unread.max(KEEP));
        if self.buf.capacity() > KEEP + CHUNK && unread + room <= KEEP {
            // a large frame has been, and others have come behind it
            self.buf.drain(..self.start);
            self.start = 0;
            self.buf.shrink_to(KEEP);
        }
        if self.start > 0 && self.spare() < room.max(CHUNK / 2) {
            self.buf.drain(..self.start);
            self.start = 0;
        }
        if self.spare() < room && self.buf.try_reserve_exact(room.max(CHUNK)).is_err() {
            return Err(Errno::NOMEM);
        }
        match recv(fd, spare_capacity(&mut self.buf), RecvFlags::DONTWAIT) {
            Ok((_, 0)) => Ok(Filled::End),
            Ok(_) => Ok(Filled::Some {
                full: self.buf.len() == self.buf.capacity(),
            }),
            Err(Errno::AGAIN | Errno::INTR) => Ok(Filled::Blocked),
            Err(errno) => Err(errno),
        }
    }

    /// Reads at most so many bytes, once, without waiting. The frame in use stays.
    pub fn fill_behind(&mut self, fd: BorrowedFd<'_>, at_most: usize) -> Result<usize, Errno> {
        if self.start > self.buf.len() / 2 {
            self.buf.drain(..self.start);
            self.start = 0;
        }
        let end = self.buf.len();
        if self.buf.try_reserve(at_most).is_err() {
            return Err(Errno::NOMEM);
        }
        self.buf.resize(end + at_most, 0);
        let room = self.buf.get_mut(end..).unwrap_or_default();
        let read = recv(fd, room, RecvFlags::DONTWAIT).map(|(read, _)| read);
        self.buf.truncate(end + read.unwrap_or(0));
        read
    }

    /// Keeps the first `head` unread bytes, and of the frames behind them those that `keep` wants. Stops at the first
    /// one that has not arrived completely. Gives the number of bytes up to there that are left.
    pub fn retain_frames(
        &mut self,
        head: usize,
        limit: usize,
        mut keep: impl FnMut(Frame<'_>, usize) -> bool,
    ) -> usize {
        let mut kept = self.start + self.used + head;
        let mut at = kept;
        while let Ok(Decoded::Frame { frame, consumed }) =
            decode(self.buf.get(at..).unwrap_or_default(), limit)
        {
            if keep(frame, kept - self.start - self.used + consumed) {
                if kept < at {
                    self.buf.copy_within(at..at + consumed, kept);
                }
                kept += consumed;
            }
            at += consumed;
        }
        self.buf.drain(kept..at);
        kept - self.start - self.used
    }

    fn spare(&self) -> usize {
        self.buf.capacity() - self.buf.len()
    }

    pub fn into_unread(mut self) -> Vec<u8> {
        self.release();
        self.buf.drain(..self.start);
        self.buf
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;
    use std::os::fd::AsFd;
    use std::os::unix::net::UnixStream;

    const LIMIT: usize = 1 << 20;

    #[test]
    fn a_long_stream_of_frames_does_not_grow_the_buffer() {
        let (near, mut far) = UnixStream::pair().unwrap();
        let payload = [5; 996];
        let frame = [&996u32.to_be_bytes()[..], &payload].concat();
        let stream = frame.repeat(1000);
        let mut input = Input::default();
        let mut frames = 0;
        // chunks that end inside frames, always elsewhere
        for chunk in stream.chunks(1013) {
            far.write_all(chunk).unwrap();
            loop {
                match input.peek(LIMIT).unwrap() {
                    Decoded::Frame { consumed, .. } => {
                        input.take(consumed);
                        assert_eq!(input.frame().payload, payload);
                        frames += 1;
                    }
                    Decoded::Incomplete { needed } => {
                        if input.fill(near.as_fd(), needed).unwrap() == Filled::Blocked {
                            break;
                        }
                    }
                }
            }
            assert!(input.buf.capacity() <= CHUNK);
        }
        assert_eq!(frames, 1000);
        assert!(input.unread().is_empty());
    }

    #[test]
    fn room_for_a_large_frame_is_made_as_it_arrives() {
        const SIZE: usize = 16 << 20;
        let (near, mut far) = UnixStream::pair().unwrap();
        let mut input = Input::default();
        far.write_all(&u32::try_from(SIZE).unwrap().to_be_bytes())
            .unwrap();
        input.fill(near.as_fd(), 4).unwrap();
        assert_eq!(
            input.fill(near.as_fd(), SIZE + LENGTH_SIZE),
            Ok(Filled::Blocked)
        );
        assert!(input.buf.capacity() <= KEEP + CHUNK);
        let writer = std::thread::spawn(move || {
            far.write_all(&vec![7; SIZE]).unwrap();
            // another one behind it, not complete
            far.write_all(&[0, 0, 0, 9, 1, 2]).unwrap();
            far
        });
        loop {
            assert!(input.buf.capacity() <= 2 * input.unread().len().max(KEEP) + CHUNK);
            match input.peek(SIZE).unwrap() {
                Decoded::Frame { consumed, .. } if input.unread().len() == consumed + 6 => break,
                Decoded::Frame { consumed, .. } => {
                    input.fill(near.as_fd(), consumed + 6).unwrap();
                }
                Decoded::Incomplete { needed } => {
                    input.fill(near.as_fd(), needed).unwrap();
                }
            }
        }
        let _far = writer.join().unwrap();
        input.take(SIZE + LENGTH_SIZE);
        assert!(input
            .taken()
            .iter()
            .skip(LENGTH_SIZE)
            .all(|byte| *byte == 7));
        assert_eq!(input.fill(near.as_fd(), 13), Ok(Filled::Blocked));
        assert_eq!(input.unread(), [0, 0, 0, 9, 1, 2]);
        assert!(input.buf.capacity() <= KEEP + CHUNK);
    }

    #[test]
    fn frames_that_are_not_wanted_go_and_the_rest_stays_in_order() {
        let frame = |byte| [0, 0, 0, 1, byte];
        let (near, mut far) = UnixStream::pair().unwrap();
        let mut input = Input::default();
        far.write_all(&frame(1)).unwrap();
        assert_eq!(input.fill_behind(near.as_fd(), 100), Ok(5));
        assert_eq!(input.take_frame(LIMIT).unwrap().unwrap().payload, [1]);
        let frames: Vec<u8> = (2..=9).flat_map(frame).collect();
        far.write_all(&frames).unwrap();
        // the last one does not come completely
        assert_eq!(input.fill_behind(near.as_fd(), 39), Ok(39));
        let mut ends = Vec::new();
        let left = input.retain_frames(10, LIMIT, |frame, end| {
            ends.push(end);
            frame.payload[0] % 2 == 0
        });
        // 2 and 3 are not asked about
        assert_eq!(left, 25);
        assert_eq!(ends, [15, 20, 20, 25, 25][..]);
        assert_eq!(input.frame().payload, [1], "the frame in use stays");
        assert_eq!(input.fill_behind(near.as_fd(), 100), Ok(1));
        assert_eq!(input.fill_behind(near.as_fd(), 100), Err(Errno::AGAIN));
        let mut got = Vec::new();
        while let Some(frame) = input.take_frame(LIMIT).unwrap() {
            got.extend_from_slice(frame.payload);
        }
        assert_eq!(got, [2, 3, 4, 6, 8, 9]);
    }

    #[test]
    fn bytes_that_are_read_while_others_are_taken_do_not_grow_the_buffer() {
        let (near, mut far) = UnixStream::pair().unwrap();
        let frame = [&996u32.to_be_bytes()[..], &[5; 996]].concat();
        let mut input = Input::default();
        far.write_all(&frame).unwrap();
        for _ in 0..10_000 {
            far.write_all(&frame).unwrap();
            assert_eq!(input.fill_behind(near.as_fd(), 1000), Ok(1000));
            assert!(input.take_frame(LIMIT).unwrap().is_some());
        }
        assert!(input.buf.capacity() <= CHUNK);
    }

    #[test]
    fn room_is_made_for_the_announced_frame_in_one_step() {
        let (near, mut far) = UnixStream::pair().unwrap();
        let mut input = Input::default();
        far.write_all(&(1_000_000u32).to_be_bytes()).unwrap();
        let filled = input.fill(near.as_fd(), 4).unwrap();
        assert_eq!(filled, Filled::Some { full: false });
        assert_eq!(
            input.peek(LIMIT),
            Ok(Decoded::Incomplete { needed: 1_000_004 })
        );
        assert_eq!(input.fill(near.as_fd(), 1_000_004), Ok(Filled::Blocked));
        assert!(input.buf.capacity() > 1_000_004);
        drop(far);
        assert_eq!(input.fill(near.as_fd(), 1_000_004), Ok(Filled::End));
        assert_eq!(input.into_unread(), 1_000_000u32.to_be_bytes());
    }
}
