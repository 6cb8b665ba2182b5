//! Frames that wait to be written: whole frames in one buffer, the first of
//! which may have been written in part. Knows nothing of who reads them.

use crate::outgoing::{OutFrame, Progress, AT_ONCE};
use netsvr_wire::{decode, Decoded};
use rustix::io::Errno;
use rustix::net::{send, SendFlags};
use std::os::fd::BorrowedFd;

/// Capacity that is kept when nothing waits, in bytes.
const KEEP: usize = 256 * 1024;

/// `[bytes written][bytes that wait]`, beginning with the start of a frame.
#[derive(Debug, Default)]
pub(crate) struct Output {
    buf: Vec<u8>,
    written: usize,
    /// Bytes of the frames in the buffer that are known to be written to their last byte.
    whole: usize,
    /// Frames written to their last byte, since they were last asked for.
    completed: usize,
}

impl Output {
    /// Bytes that wait.
    pub fn len(&self) -> usize {
        self.buf.len() - self.written
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Puts frames behind those that wait.
    pub fn push(&mut self, frames: &[OutFrame<'_>]) {
        self.buf.reserve(frames.iter().map(OutFrame::size).sum());
        for part in frames.iter().flat_map(OutFrame::parts) {
            self.buf.extend_from_slice(part);
        }
    }

    /// Writes frames past the buffer, in which nothing waits; keeps those
    /// that the socket did not take.
    pub fn write_through(
        &mut self,
        fd: BorrowedFd<'_>,
        frames: &[OutFrame<'_>],
        flags: SendFlags,
    ) -> Result<(), (Errno, usize)> {
        let mut progress = Progress::default();
        let result = progress.write(fd, frames, flags);
        self.completed += progress.frames;
        match result {
            Ok(true) => {}
            Ok(false) => {
                self.push(frames.get(progress.frames..).unwrap_or_default());
                self.written = progress.offset();
            }
            Err(errno) => return Err((errno, progress.frames)),
        }
        Ok(())
    }

    /// Puts frames behind those that wait, and writes what the socket takes.
    /// When that fails, the frames wait no more; the number of those that
    /// were written completely comes with the error.
    pub fn write_behind(
        &mut self,
        fd: BorrowedFd<'_>,
        frames: &[OutFrame<'_>],
    ) -> Result<(), (Errno, usize)> {
        self.push(frames);
        self.write(fd).map_err(|errno| {
            let taken = frames.len().saturating_sub(self.waiting_frames());
            let left = frames.get(taken..).unwrap_or_default();
            let size: usize = left.iter().map(OutFrame::size).sum();
            self.buf.truncate(self.buf.len().saturating_sub(size));
            self.written = self.written.min(self.buf.len());
            (errno, taken)
        })
    }

    /// Writes what the socket takes without waiting.
    pub fn write(&mut self, fd: BorrowedFd<'_>) -> Result<(), Errno> {
        while let Some(waiting @ [_, ..]) = self.buf.get(self.written..) {
            match send(fd, waiting, AT_ONCE) {
                Ok(written) => self.count(written),
                Err(Errno::AGAIN) => {
                    self.compact();
                    return Ok(());
                }
                Err(Errno::INTR) => {}
                Err(errno) => return Err(errno),
            }
        }
        self.written = 0;
        self.whole = 0;
        self.buf.clear();
        self.buf.shrink_to(KEEP);
        Ok(())
    }

    /// Counts what the socket has taken.
    fn count(&mut self, written: usize) {
        self.written += written;
        while let Some(Ok(Decoded::Frame { consumed, .. })) = self
            .buf
            .get(self.whole..self.written)
            .map(|taken| decode(taken, usize::MAX))
        {
            self.whole += consumed;
            self.completed += 1;
        }
    }

    /// Number of frames that were written to their last byte since the last call.
    pub fn take_completed(&mut self) -> usize {
        std::mem::take(&mut self.completed)
    }

    /// Gives up the room of frames that are written, once that is worth it.
    fn compact(&mut self) {
        if self.written > self.buf.len() / 2 {
            self.buf.drain(..self.whole);
            self.written -= self.whole;
            self.whole = 0;
        }
    }

    /// Number of frames that are not written to their last byte.
    pub fn waiting_frames(&self) -> usize {
        let mut rest = self.buf.get(self.whole..).unwrap_or_default();
        let mut count = 0;
        while let Ok(Decoded::Frame { consumed, .. }) = decode(rest, usize::MAX) {
            rest = rest.get(consumed..).unwrap_or_default();
            count += 1;
        }
        count
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;
    use std::os::fd::AsFd;
    use std::os::unix::net::UnixStream;

    fn frame(size: u32) -> Vec<u8> {
        let mut bytes = size.to_be_bytes().to_vec();
        bytes.extend((0..size).map(|n| n.to_le_bytes()[0]));
        bytes
    }

    /// Reads until nothing is there.
    fn drained(far: &mut UnixStream) -> Vec<u8> {
        far.set_nonblocking(true).unwrap();
        let mut got = Vec::new();
        let _ = far.read_to_end(&mut got);
        got
    }

    #[test]
    fn what_the_socket_does_not_take_waits_and_goes_on_in_order() {
        let (near, mut far) = UnixStream::pair().unwrap();
        let mut output = Output::default();
        let (first, big, last) = (frame(10), frame(2 << 20), frame(20));
        let frames = [
            OutFrame::from([&first[..]]),
            OutFrame::from([&big[..9], &big[9..]]),
        ];
        output
            .write_through(near.as_fd(), &frames, AT_ONCE)
            .unwrap();
        assert_eq!(output.waiting_frames(), 1, "the first frame is through");
        assert_eq!(output.take_completed(), 1);
        output.push(&[OutFrame::from([&last[..]])]);
        assert_eq!(output.waiting_frames(), 2);
        let mut got = Vec::new();
        while !output.is_empty() {
            got.extend(drained(&mut far));
            output.write(near.as_fd()).unwrap();
        }
        got.extend(drained(&mut far));
        assert!(got == [first, big, last].concat());
        assert_eq!(output.waiting_frames(), 0);
        assert_eq!(output.take_completed(), 2);
        assert_eq!(output.take_completed(), 0);
        assert!(output.buf.capacity() <= KEEP);
    }

    #[test]
    fn the_room_of_written_frames_is_given_up_while_others_wait() {
        let (near, mut far) = UnixStream::pair().unwrap();
        let mut output = Output::default();
        let one = frame(1000);
        let mut completed = 0;
        let mut expected = Vec::new();
        let mut got = Vec::new();
        for _ in 0..200 {
            for _ in 0..20 {
                output.push(&[OutFrame::from([&one[..]])]);
                expected.extend_from_slice(&one);
            }
            output.write(near.as_fd()).unwrap();
            let mut chunk = vec![0; 20_000];
            let read = far.read(&mut chunk).unwrap();
            got.extend_from_slice(&chunk[..read]);
            assert!(output.buf.len() <= 2 * output.len() + one.len() || output.is_empty());
            completed += output.take_completed();
            let pushed = expected.len() / one.len();
            assert_eq!(completed + output.waiting_frames(), pushed);
        }
        while !output.is_empty() {
            got.extend(drained(&mut far));
            output.write(near.as_fd()).unwrap();
        }
        got.extend(drained(&mut far));
        assert!(got == expected);
    }
}
