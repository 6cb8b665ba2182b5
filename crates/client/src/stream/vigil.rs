//! Watching over a stream: whether the gateway's host is there, whether the gateway answers, and what may be lost when
//! they are not.

use super::Stream;
use crate::exchange::{question, question_about_nobody, QUESTION};
use crate::lost::{Ending, Lost};
use crate::remains::Remains;
use crate::tcp::Look;
use netsvr_wire::{decode, Command, Decoded};
use std::os::fd::AsFd;
use std::time::{Duration, Instant};

/// Heartbeats in a row at which nothing had been heard of the gateway, after which it is asked.
const QUIET_HEARTBEATS: u32 = 3;

/// What a heartbeat has found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Vital {
    /// Nothing is wrong.
    Well,
    /// The gateway has been asked, and has so much time to say anything. Then [`Stream::has_fallen_silent`] tells.
    Asked(Duration),
    /// The gateway's host is gone without a word: [`Stream::lost`] tells more.
    Lost,
}

/// Questions on a stream, whose answers come among the events.
#[derive(Debug, Default)]
pub(super) struct Questions {
    /// How many have been asked.
    asked: u64,
    /// How many answers have arrived.
    answered: u64,
    /// How many answers have been taken out of the input.
    passed_over: u64,
    /// Bytes at the head of the unread input in which answers have been looked for.
    searched: usize,
    /// Frames that are still to be written up to the last question, itself among them.
    before_last: usize,
    /// Frames written since the last question.
    since_last: u64,
    /// Heartbeats since something was heard.
    quiet_heartbeats: u32,
    /// When the gateway was asked because it was quiet, unless something has been heard since.
    waiting_since: Option<Instant>,
    /// The port takes registrations only.
    about_nobody: bool,
}

impl Questions {
    /// Answers are still to be passed over.
    #[inline]
    pub const fn are_owed(&self) -> bool {
        self.asked > self.passed_over
    }

    /// Bytes at the head of the unread input in which answers have been looked for.
    pub const fn searched(&self) -> usize {
        self.searched
    }

    /// Answers have been looked for in so many bytes at the head of the unread input.
    pub fn set_searched(&mut self, bytes: usize) {
        self.searched = bytes;
    }

    /// The command of an answer.
    pub const fn answer(&self) -> u32 {
        let command = if self.about_nobody {
            Command::Unregister
        } else {
            QUESTION
        };
        command.as_u32()
    }

    /// Not all answers have come.
    pub const fn are_open(&self) -> bool {
        self.answered < self.asked
    }

    /// Something has arrived, whatever it is.
    pub fn heard(&mut self) {
        self.quiet_heartbeats = 0;
        self.waiting_since = None;
    }

    /// A frame of that size has been taken out of the input.
    #[inline]
    pub fn taken(&mut self, size: usize) {
        self.searched = self.searched.saturating_sub(size);
    }

    /// So many frames were written to their last byte. Gives how many of them are the caller's.
    #[inline]
    pub fn wrote(&mut self, frames: usize) -> usize {
        let before = frames.min(self.before_last);
        self.before_last -= before;
        let since = u64::try_from(frames - before).unwrap_or(u64::MAX);
        self.since_last = self.since_last.saturating_add(since);
        let the_question = before > 0 && self.before_last == 0;
        frames - usize::from(the_question)
    }
}

impl Stream {
    /// Lets the other side be silent for so long before it counts as gone.
    #[must_use]
    pub fn patient(mut self, patience: Duration) -> Self {
        self.trail.patience = patience;
        self
    }

    /// The port takes registrations only, as the worker port of an 8.x does: the gateway is asked something else there.
    #[must_use]
    pub fn registering_only(mut self) -> Self {
        self.questions.about_nobody = true;
        self
    }

    /// Has a look at the connection, between two heartbeats of the caller's. One on which nothing has been heard for
    /// long, and on which nothing waits to be written or handled, is asked something that every gateway answers.
    /// Reads what has arrived.
    pub fn heartbeat(&mut self, limit: usize) -> Vital {
        if self.is_foreign() || self.broken || self.ended.is_some() {
            return Vital::Well;
        }
        let now = Instant::now();
        if self.has_vanished(now) {
            return Vital::Lost;
        }
        self.questions.quiet_heartbeats = self.questions.quiet_heartbeats.saturating_add(1);
        self.fill(limit);
        let is_drained = self.output.is_empty() && !self.has_frame(limit);
        let is_quiet = self.questions.quiet_heartbeats >= QUIET_HEARTBEATS;
        if !is_quiet || !is_drained || self.questions.waiting_since.is_some() {
            return Vital::Well;
        }
        // where it cannot be written, reading comes to an end, too
        let _ = self.ask();
        self.questions.waiting_since = Some(now);
        Vital::Asked(self.trail.patience)
    }

    /// Whether the gateway was asked, and has been silent for as long as it may be. The connection is lost then:
    /// [`Stream::lost`] tells more. Reads what has arrived.
    pub fn has_fallen_silent(&mut self, limit: usize) -> bool {
        if self.is_foreign() || self.broken {
            return false;
        }
        self.fill(limit);
        let Some(since) = self.questions.waiting_since else {
            return false;
        };
        let silent = since.elapsed();
        if silent < self.trail.patience || self.ended.is_some() {
            return false;
        }
        let mut remains = self.remains();
        let how = remains.vanished().unwrap_or(Ending::Silent(silent));
        self.loss = Some(remains.lost(how));
        true
    }

    /// When [`Stream::has_fallen_silent`] is to be asked, if it is.
    #[must_use]
    pub fn waits_until(&self) -> Option<Instant> {
        self.questions
            .waiting_since
            .and_then(|since| since.checked_add(self.trail.patience))
    }

    /// The frame that was taken last is an answer to everything that was written.
    pub fn note_answered(&mut self) {
        self.trail.answered();
    }

    /// The frame that was written last is none that anybody would miss. One that still waits is counted all the same.
    pub fn forget_last(&mut self) {
        if self.output.is_empty() {
            self.trail.forget_one();
        }
    }

    /// Asks a question behind everything that waits to be written. Gives its number.
    pub(super) fn ask(&mut self) -> Option<u64> {
        self.questions.before_last = self.output.waiting_frames() + 1;
        self.questions.since_last = 0;
        let question = if self.questions.about_nobody {
            question_about_nobody()
        } else {
            question()
        };
        self.write(question, usize::MAX).ok()?;
        self.questions.asked += 1;
        Some(self.questions.asked)
    }

    /// How the connection has come to its end; `None` as long as it has not, as far as the system knows, and for
    /// another process's. Frames that were never written are no part of it.
    pub fn lost(&mut self) -> Option<Lost> {
        if self.is_foreign() {
            return None;
        }
        if self.loss.is_some() {
            return self.loss;
        }
        let ended = self.ended.is_some();
        let mut remains = self.remains();
        let how = match remains.ending() {
            // events that nobody will read
            Some(Ending::Unread(..)) if ended => Ending::Closed,
            Some(Ending::Unread(..)) => remains.vanished()?,
            Some(how) => how,
            None => return None,
        };
        Some(remains.lost(how))
    }

    /// Looks whether what was written is acknowledged.
    #[cold]
    pub(super) fn has_vanished(&mut self, now: Instant) -> bool {
        let Some(look) = Look::at(self.descriptor.as_fd()) else {
            return false;
        };
        self.trail.looked(now, look.is_acknowledged());
        look.is_vanished(self.trail.patience)
    }

    fn remains(&mut self) -> Remains<'_> {
        let proof = self.open.as_ref().map(|open| open.counters().proof());
        Remains::of(self.descriptor.as_fd(), &mut self.trail, proof)
    }

    /// Takes answers to questions out of the input, up to the next event.
    #[cold]
    pub(super) fn pass_over_answers(&mut self, limit: usize) {
        let answer = self.questions.answer();
        while self.questions.are_owed() {
            let size = match self.input.peek(limit) {
                Ok(Decoded::Frame { frame, consumed }) if frame.command() == Some(answer) => {
                    consumed
                }
                _ => return,
            };
            self.input.take(size);
            self.questions.taken(size);
            self.questions.passed_over += 1;
            if self.questions.answered < self.questions.passed_over {
                self.note_answer();
            }
            if let Some(open) = &self.open {
                open.counters().received(1, size);
                open.counters().prove_by(|| Some(answer));
            }
        }
    }

    /// Looks for answers in what has arrived, behind events that wait to be taken, which stay where they are. Gives the
    /// number of the last question that has been answered, and of bytes that are needed for more to be seen.
    pub(super) fn search_answers(&mut self, limit: usize) -> (u64, usize) {
        let answer = self.questions.answer();
        loop {
            let unread = self.input.unread();
            let rest = unread.get(self.questions.searched..).unwrap_or_default();
            match decode(rest, limit) {
                Ok(Decoded::Frame { frame, consumed }) => {
                    let is_answer = frame.command() == Some(answer);
                    self.questions.searched += consumed;
                    if is_answer && self.questions.are_open() {
                        self.note_answer();
                    }
                }
                Ok(Decoded::Incomplete { needed }) => {
                    return (self.questions.answered, self.questions.searched + needed)
                }
                Err(_) => return (self.questions.answered, usize::MAX),
            }
        }
    }

    pub(super) fn note_answer(&mut self) {
        self.questions.answered += 1;
        if self.questions.answered == self.questions.asked {
            self.trail.answered_before(self.questions.since_last);
        }
    }
}
