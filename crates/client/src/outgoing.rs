//! Frames on their way out: gathered from slices of the caller's, many of
//! them in one system call. Knows nothing of what the frames say.

use rustix::io::Errno;
use rustix::net::{send, sendmsg, SendAncillaryBuffer, SendFlags};
use std::io::IoSlice;
use std::ops::Deref;
use std::os::fd::BorrowedFd;

/// Parts of a frame: header, list and data, say.
const PARTS: usize = 3;
/// Slices that the system takes at a time.
const IOV_MAX: usize = 1024;
/// Slices that are gathered without taking memory.
const FEW: usize = 4 * PARTS;
/// Bytes that are joined before they are written: up to there, copying them takes less than the system needs to
/// look at a list of slices.
const JOINED: usize = 512;
/// A peer that has gone is an error, not a signal; nobody waits in the system.
pub(crate) const AT_ONCE: SendFlags = SendFlags::NOSIGNAL.union(SendFlags::DONTWAIT);
/// The system may wait for more before it sends; see [`burst`](crate::burst).
pub(crate) const IN_BURST: SendFlags = AT_ONCE.union(SendFlags::MORE);

/// One frame to be written, in up to three parts that lie where they lie.
#[derive(Debug, Clone, Copy)]
pub struct OutFrame<'a> {
    parts: [&'a [u8]; PARTS],
}

impl<'a> OutFrame<'a> {
    /// The parts, in order.
    #[must_use]
    pub const fn parts(&self) -> [&'a [u8]; PARTS] {
        self.parts
    }

    /// Bytes of all parts.
    #[must_use]
    pub fn size(&self) -> usize {
        self.parts.iter().map(|part| part.len()).sum()
    }
}

impl<'a> From<[&'a [u8]; 1]> for OutFrame<'a> {
    fn from([only]: [&'a [u8]; 1]) -> Self {
        Self {
            parts: [only, &[], &[]],
        }
    }
}

impl<'a> From<[&'a [u8]; 2]> for OutFrame<'a> {
    fn from([first, second]: [&'a [u8]; 2]) -> Self {
        Self {
            parts: [first, second, &[]],
        }
    }
}

impl<'a> From<[&'a [u8]; 3]> for OutFrame<'a> {
    fn from(parts: [&'a [u8]; 3]) -> Self {
        Self { parts }
    }
}

/// How far the writing of a list of frames has come.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Progress {
    /// Frames written completely.
    pub frames: usize,
    /// Bytes written of the frame after them.
    offset: usize,
    /// Bytes written of all frames.
    pub bytes: usize,
}

impl Progress {
    pub const fn new() -> Self {
        Self {
            frames: 0,
            offset: 0,
            bytes: 0,
        }
    }

    /// Bytes written of the first frame that is not written completely.
    pub fn offset(&self) -> usize {
        self.offset
    }

    /// Writes what the socket takes without waiting. `true` when everything
    /// is written.
    pub fn write(
        &mut self,
        fd: BorrowedFd<'_>,
        frames: &[OutFrame<'_>],
        flags: SendFlags,
    ) -> Result<bool, Errno> {
        match (frames, self.bytes) {
            ([frame], 0) if frame.size() > 0 => {
                let size = frame.size();
                let written = if size <= JOINED {
                    send_joined(fd, &frame.parts, size, flags)
                } else {
                    send_slices(fd, &frame.parts.map(IoSlice::new), size, flags)
                };
                self.count(frames, size, written)
            }
            _ => self.write_slices(fd, frames, flags),
        }
    }

    /// The same for any frames, from any byte on.
    fn write_slices(
        &mut self,
        fd: BorrowedFd<'_>,
        frames: &[OutFrame<'_>],
        flags: SendFlags,
    ) -> Result<bool, Errno> {
        let mut few = [IoSlice::new(&[]); FEW];
        let mut many = Vec::new();
        self.advance(frames, 0);
        while let Some(left @ [_, ..]) = frames.get(self.frames..) {
            let slots = if left.len() * PARTS <= FEW {
                few.as_mut_slice()
            } else {
                many.resize(IOV_MAX.min(left.len() * PARTS), IoSlice::new(&[]));
                many.as_mut_slice()
            };
            let (count, size) = gather(left, self.offset, slots);
            let slices = slots.get(..count).unwrap_or_default();
            if !self.count(frames, size, send_slices(fd, slices, size, flags))? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Takes what came of writing so many bytes. `false` when the socket took less.
    fn count(
        &mut self,
        frames: &[OutFrame<'_>],
        size: usize,
        written: Result<usize, Errno>,
    ) -> Result<bool, Errno> {
        match written {
            Ok(written) => {
                self.advance(frames, written);
                Ok(written == size)
            }
            Err(Errno::AGAIN | Errno::INTR) => Ok(false),
            Err(errno) => Err(errno),
        }
    }

    /// Counts `written` bytes, and passes over frames that have none left.
    fn advance(&mut self, frames: &[OutFrame<'_>], written: usize) {
        self.bytes += written;
        let mut rest = written;
        while let Some(frame) = frames.get(self.frames) {
            let left = frame.size() - self.offset;
            if rest < left {
                self.offset += rest;
                return;
            }
            rest -= left;
            self.frames += 1;
            self.offset = 0;
        }
    }
}

/// Writes slices of `size` bytes in all without waiting, as far as the socket takes them.
fn send_slices(
    fd: BorrowedFd<'_>,
    slices: &[IoSlice<'_>],
    size: usize,
    flags: SendFlags,
) -> Result<usize, Errno> {
    match slices {
        [only] => send(fd, only, flags),
        _ if size <= JOINED => send_joined(fd, slices, size, flags),
        _ => sendmsg(fd, slices, &mut SendAncillaryBuffer::default(), flags),
    }
}

/// Joins up to [`JOINED`] bytes and writes them.
#[inline]
fn send_joined<P: Deref<Target = [u8]>>(
    fd: BorrowedFd<'_>,
    parts: &[P],
    size: usize,
    flags: SendFlags,
) -> Result<usize, Errno> {
    let mut joined = [0; JOINED];
    let joined = joined.get_mut(..size).unwrap_or_default();
    let mut rest = &mut *joined;
    for part in parts {
        let place = rest.split_off_mut(..part.len());
        place.unwrap_or_default().copy_from_slice(part);
    }
    send(fd, joined, flags)
}

/// Lists the parts of `frames` from byte `skip` on, as many as there are
/// slots. Gives the number of slots used and of bytes in them.
fn gather<'a>(
    frames: &[OutFrame<'a>],
    mut skip: usize,
    slots: &mut [IoSlice<'a>],
) -> (usize, usize) {
    let mut slots = slots.iter_mut();
    let (mut count, mut size) = (0, 0);
    for part in frames.iter().flat_map(|frame| frame.parts) {
        let Some(rest) = part.get(skip..).filter(|rest| !rest.is_empty()) else {
            skip = skip.saturating_sub(part.len());
            continue;
        };
        let Some(slot) = slots.next() else { break };
        skip = 0;
        *slot = IoSlice::new(rest);
        count += 1;
        size += rest.len();
    }
    (count, size)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;
    use std::os::fd::AsFd;
    use std::os::unix::net::UnixStream;

    #[test]
    fn gathering_starts_inside_a_part() {
        let frames = [
            OutFrame::from([&b"abc"[..], b"", b"de"]),
            OutFrame::from([&b"fg"[..]]),
        ];
        for skip in 0..=5 {
            let mut slots = [IoSlice::new(&[]); 8];
            let (count, size) = gather(&frames, skip, &mut slots);
            let got: Vec<u8> = slots[..count].iter().flat_map(|s| s.to_vec()).collect();
            assert_eq!(got, b"abcdefg"[skip..]);
            assert_eq!(size, 7 - skip);
        }
        let mut two = [IoSlice::new(&[]); 2];
        assert_eq!(gather(&frames, 0, &mut two), (2, 5));
    }

    #[test]
    fn frames_without_bytes_are_written_as_they_are_reached() {
        let (near, mut far) = UnixStream::pair().unwrap();
        let frames = [
            OutFrame::from([&b""[..]]),
            OutFrame::from([&b"a"[..], b"b"]),
            OutFrame::from([&b""[..]]),
        ];
        let mut progress = Progress::default();
        assert_eq!(progress.write(near.as_fd(), &frames, AT_ONCE), Ok(true));
        assert_eq!((progress.frames, progress.bytes), (3, 2));
        drop(near);
        let mut got = Vec::new();
        far.read_to_end(&mut got).unwrap();
        assert_eq!(got, b"ab");
    }

    #[test]
    fn more_slices_than_the_system_takes_at_a_time_all_leave_in_order() {
        let (near, mut far) = UnixStream::pair().unwrap();
        let texts: Vec<String> = (0..5000).map(|n| n.to_string()).collect();
        let frames: Vec<OutFrame> = texts
            .iter()
            .map(|t| OutFrame::from([&b"<"[..], t.as_bytes(), b">"]))
            .collect();
        let expected = format!("<{}>", texts.join("><"));
        let reader = std::thread::spawn(move || {
            let mut got = String::new();
            far.read_to_string(&mut got).unwrap();
            got
        });
        let mut progress = Progress::default();
        while !progress.write(near.as_fd(), &frames, AT_ONCE).unwrap() {
            std::thread::yield_now();
        }
        assert_eq!(progress.frames, 5000);
        assert_eq!(progress.bytes, expected.len());
        drop(near);
        assert_eq!(reader.join().unwrap(), expected);
    }
}
