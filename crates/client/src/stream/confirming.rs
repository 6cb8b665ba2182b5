//! Waiting until gateways have read what was written on streams: each is asked a question behind it, all at once.
//! Events that come before the answer stay in the input, for the loop to handle.

use super::Stream;
use crate::awaited::Awaited;
use crate::deadline::Deadline;
use crate::hook::Hook;
use crate::wait::{wait, WaitError, Woken};
use rustix::event::PollFlags;

/// Most bytes of events that wait for the loop meanwhile.
const MOST: usize = 16 << 20;
/// Room for what arrives, at least.
const ROOM: usize = 64 * 1024;

/// A stream on which everything that was written is to be confirmed.
#[derive(Debug)]
pub struct Confirming<'a> {
    stream: &'a mut Stream,
    frames: u64,
    question: Option<u64>,
    outcome: Option<bool>,
}

impl<'a> Confirming<'a> {
    /// Asks, behind what is corked.
    pub fn ask(stream: &'a mut Stream) -> Self {
        let waiting = u64::try_from(stream.unwritten_frames()).unwrap_or(u64::MAX);
        let frames = stream.trail.unanswered().saturating_add(waiting);
        let question = if stream.ended.is_some() {
            None
        } else {
            stream.ask()
        };
        Self {
            stream,
            frames,
            outcome: question.is_none().then_some(false),
            question,
        }
    }

    /// Frames that are confirmed, and those that are not.
    #[must_use]
    pub fn counts(&self) -> (u64, u64) {
        if self.outcome == Some(true) {
            (self.frames, 0)
        } else {
            (0, self.frames)
        }
    }

    /// Reads and writes what it can, without waiting.
    fn advance(&mut self, limit: usize) {
        let stream = &mut *self.stream;
        let is_broken = stream.flush().is_err();
        loop {
            let (answered, needed) = stream.search_answers(limit);
            if Some(answered) >= self.question {
                self.outcome = Some(true);
                return;
            }
            let waiting = stream.input.unread().len();
            if is_broken || stream.ended.is_some() || needed > MOST || waiting > MOST {
                self.outcome = Some(false);
                return;
            }
            // the more there is, the more at once: each time the buffer grows it may have to be moved
            stream.read(needed.max(waiting.saturating_mul(2)).max(ROOM));
            if stream.ended.is_none() && stream.input.unread().len() == waiting {
                return;
            }
        }
    }
}

/// Waits until all gateways have answered, or the deadline is over, or the hook ends it. A frame may have at most
/// `limit` bytes.
pub fn confirm(
    confirming: &mut [Confirming<'_>],
    limit: usize,
    deadline: Deadline,
    hook: &mut dyn Hook,
) {
    loop {
        for one in confirming.iter_mut().filter(|it| it.outcome.is_none()) {
            one.advance(limit);
        }
        let pending = || confirming.iter().filter(|it| it.outcome.is_none());
        let mut fds: Vec<_> = pending()
            .map(|it| {
                let mut flags = PollFlags::IN;
                flags.set(PollFlags::OUT, it.stream.unwritten() > 0);
                Awaited::new(&it.stream.descriptor, flags)
            })
            .collect();
        if fds.is_empty() {
            return;
        }
        match wait(&mut fds, deadline, hook) {
            // a gateway that keeps sending must not keep the call alive
            Ok(Woken::Ready) if !deadline.expired() => {}
            Ok(_) | Err(WaitError::Stopped | WaitError::Forked | WaitError::Io(_)) => return,
        }
    }
}
