//! What another thread does on a stream in place of an owner that is busy: heartbeats, and reading ahead. It never
//! waits, and counts nothing that the owner counts. The owner hears of it when it is back: [`Stream::take_absence`].

use super::Stream;
use crate::outgoing::{OutFrame, AT_ONCE};
use netsvr_wire::{decode, Command};
use rustix::io::ioctl_fionread;
use rustix::net::sockopt;
use std::os::fd::AsFd;
use std::time::{Duration, Instant};

/// Bytes that are read at a time.
const CHUNK: usize = 64 * 1024;
/// Room that the system is to have for what arrives meanwhile, in bytes.
const ROOM: usize = 1 << 20;
/// Times that are read at most in one look at a stream: its owner may want to have it back, and heartbeats are due.
const READS: usize = 16;
/// Bytes wait for so long before they are read for the owner.
const UNREAD: Duration = Duration::from_secs(1);

/// What happened on a stream while its owner was busy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Absence {
    /// Since when the owner had been busy.
    pub since: Instant,
    /// Events that found no room, and were dropped.
    pub dropped: usize,
    /// The owner was busy for longer than it may be, and the stand-in stopped.
    pub given_up: bool,
    heartbeats: usize,
    bytes: usize,
}

#[derive(Debug)]
pub(super) struct StandIn {
    /// When the owner last sent a heartbeat, or began to.
    owners_heartbeat: Instant,
    absence: Option<Box<Absence>>,
    /// Writing has failed: the rest is the owner's.
    failed: bool,
}

impl Default for StandIn {
    fn default() -> Self {
        Self {
            owners_heartbeat: Instant::now(),
            absence: None,
            failed: false,
        }
    }
}

/// Bytes that wait in the system, as of one look after the other.
#[derive(Debug, Default)]
pub(crate) struct Waiting {
    /// Since when, and when the owner had last read then.
    since: Option<(Instant, Instant)>,
}

/// What reading in the owner's place has come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ReadAhead {
    /// It was not needed.
    Nothing,
    /// What was there has been read.
    All,
    /// There is more.
    Some,
}

/// What the owner does.
impl Stream {
    /// The owner sends a heartbeat now, or would if there were room for it.
    pub fn note_heartbeat(&mut self) {
        self.stand_in.owners_heartbeat = Instant::now();
    }

    /// What has happened while the owner was busy, unless it was told already. Counts it. What happened in the process
    /// that this one was forked from is told there.
    #[inline]
    pub fn take_absence(&mut self) -> Option<Absence> {
        let absence = self.stand_in.absence.take()?;
        if self.is_foreign() {
            return None;
        }
        if let Some(open) = &self.open {
            open.counters().sent(absence.heartbeats, absence.bytes);
            open.counters().dropped_events(absence.dropped);
        }
        Some(*absence)
    }
}

/// What its stand-in does.
impl Stream {
    /// Whether there is anything to be done in the owner's place.
    pub(crate) fn takes_stand_in(&self) -> bool {
        !self.is_foreign() && !self.broken && self.ended.is_none() && !self.stand_in.failed
    }

    pub(crate) const fn owners_heartbeat(&self) -> Instant {
        self.stand_in.owners_heartbeat
    }

    fn absence(&mut self, since: Instant) -> &mut Absence {
        self.stand_in.absence.get_or_insert_with(|| {
            Box::new(Absence {
                since,
                dropped: 0,
                given_up: false,
                heartbeats: 0,
                bytes: 0,
            })
        })
    }

    /// The owner has been busy for too long.
    pub(crate) fn give_up_owner(&mut self, since: Instant) {
        self.absence(since).given_up = true;
    }

    /// Writes what waits, as far as the socket takes it.
    pub(crate) fn flush_for_owner(&mut self) {
        if !self.output.is_empty() {
            let written = self.output.write(self.descriptor.as_fd());
            self.conclude(written.is_ok());
        }
    }

    /// Writes a heartbeat behind whole frames. None while others wait: once those leave, they do as well.
    pub(crate) fn send_heartbeat_for_owner(&mut self, frame: &[u8], since: Instant) {
        self.flush_for_owner();
        if !self.output.is_empty() || self.stand_in.failed {
            return;
        }
        let absence = self.absence(since);
        absence.heartbeats += 1;
        absence.bytes += frame.len();
        let frames = [OutFrame::from([frame])];
        let fd = self.descriptor.as_fd();
        let written = self.output.write_through(fd, &frames, AT_ONCE);
        self.conclude(written.is_ok());
        self.forget_last();
    }

    fn conclude(&mut self, written: bool) {
        self.stand_in.failed |= !written;
        self.note_written(Instant::now());
    }

    /// Reads what has waited for long, and leaves a byte of it where it is: the owner's loop is to find something.
    /// Events that come when `most` bytes wait for the owner are dropped.
    pub(crate) fn read_for_owner(
        &mut self,
        waiting: &mut Waiting,
        most: usize,
        limit: usize,
        since: Instant,
    ) -> ReadAhead {
        let now = Instant::now();
        let before = waiting.since.filter(|(_, read)| *read == self.last_read);
        let bytes = self.in_socket();
        waiting.since = (bytes > 0).then(|| before.unwrap_or((now, self.last_read)));
        let is_due = |began| now.saturating_duration_since(began) >= UNREAD;
        if bytes <= 1 || !before.is_some_and(|(began, _)| is_due(began)) {
            return ReadAhead::Nothing;
        }
        self.make_room();
        for _ in 0..READS {
            if !self.read_chunk(limit) {
                return ReadAhead::All;
            }
            let dropped = self.drop_what_finds_no_room(most, limit);
            if dropped > 0 {
                self.absence(since).dropped += dropped;
            }
        }
        ReadAhead::Some
    }

    /// The byte that stays takes a whole packet's room, which on a loopback device is half of what a new connection has:
    /// the gateway could send no more.
    fn make_room(&self) {
        let size = sockopt::socket_recv_buffer_size(&self.descriptor);
        if size.is_ok_and(|size| size < ROOM) {
            // the system doubles it, and takes the most that it allows
            let _ = sockopt::set_socket_recv_buffer_size(&self.descriptor, ROOM / 2);
        }
    }

    fn in_socket(&self) -> usize {
        let bytes = ioctl_fionread(&self.descriptor).unwrap_or(0);
        usize::try_from(bytes).unwrap_or(usize::MAX)
    }

    /// `false` when there is no more to be read, or a frame has begun that nobody takes.
    fn read_chunk(&mut self, limit: usize) -> bool {
        let size = self.in_socket().saturating_sub(1).min(CHUNK);
        let unread = self.input.unread().get(self.questions.searched()..);
        if size == 0 || decode(unread.unwrap_or_default(), limit).is_err() {
            return false;
        }
        let read = self.input.fill_behind(self.descriptor.as_fd(), size);
        if read.is_ok() {
            self.questions.heard();
        }
        matches!(read, Ok(1..))
    }

    /// Looks at the frames that have arrived since the last time. Answers stay, whatever their size.
    fn drop_what_finds_no_room(&mut self, most: usize, limit: usize) -> usize {
        let mut dropped = 0;
        let mut answers = 0;
        let answer = self.questions.answer();
        let searched = self.questions.searched();
        let searched = self.input.retain_frames(searched, limit, |frame, end| {
            answers += usize::from(frame.command() == Some(answer));
            let drops = end > most && is_event(frame.command());
            dropped += usize::from(drops);
            !drops
        });
        self.questions.set_searched(searched);
        for _ in 0..answers {
            if self.questions.are_open() {
                self.note_answer();
            }
        }
        dropped
    }
}

fn is_event(command: Option<u32>) -> bool {
    let command = command.and_then(Command::from_u32);
    matches!(
        command,
        Some(Command::ConnOpen | Command::ConnClose | Command::Transfer)
    )
}
