//! Whether gateways have read what was written on streams: each is asked a question behind it, all at once. Events that
//! come before the answer stay in the input, for the loop to handle.

use super::Stream;

/// Most bytes of events that wait for the loop meanwhile.
const MOST: usize = 16 << 20;
/// Room for what arrives, at least.
const ROOM: usize = 64 * 1024;

/// A stream on which everything that was written is to be confirmed. Whoever has the stream may use it between the looks.
#[derive(Debug)]
pub struct Confirming {
    frames: u64,
    question: Option<u64>,
    outcome: Option<bool>,
}

impl Confirming {
    /// Asks, behind what is corked.
    pub fn ask(stream: &mut Stream) -> Self {
        let waiting = u64::try_from(stream.unwritten_frames()).unwrap_or(u64::MAX);
        let frames = stream.trail.unanswered().saturating_add(waiting);
        let question = if stream.ended.is_some() {
            None
        } else {
            stream.ask()
        };
        Self {
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

    /// The answer has not come, and may still come.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        self.outcome.is_none()
    }

    /// Reads and writes what it can on that stream, without waiting. A frame may have at most `limit` bytes.
    pub fn advance(&mut self, stream: &mut Stream, limit: usize) {
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
