//! A question of `NetBus` on its way through `send()` and `receive()` of a child class: what the native methods have to
//! know of it when the child calls them.
use super::state::Socket;
use netsvr_client::{Deadline, ExchangeError, ReadError, WriteError};
use std::time::Duration;

/// Time for an answer that must have come by now.
const LAST_LOOK: Duration = Duration::from_millis(5);

/// One question, for as long as a method of the child runs.
#[derive(Clone, Copy)]
pub struct Question {
    /// All gateways of a call share it; `None` while the first of them are sent to.
    deadline: Option<Deadline>,
    /// It may be asked once more on a fresh connection.
    may_repeat: bool,
    /// The connection had been there before: it may have gone stale unnoticed.
    reused: bool,
    /// The connection that it was written on.
    asked_on: Option<u64>,
    /// It failed in a way that a fresh connection may mend, without a word to the log.
    stale: bool,
}

impl Question {
    /// Not asked yet.
    pub const fn new(may_repeat: bool, deadline: Option<Deadline>) -> Self {
        Self {
            deadline,
            may_repeat,
            reused: true,
            asked_on: None,
            stale: false,
        }
    }

    /// From now on it has until then.
    #[must_use]
    pub const fn until(self, deadline: Deadline) -> Self {
        Self {
            deadline: Some(deadline),
            ..self
        }
    }
}

impl Socket<'_> {
    /// Calls a method of the child with the question in force. Gives what has become of it, too.
    pub fn asking<R>(self, question: Question, call: impl FnOnce() -> R) -> (R, Question) {
        let outer = self.question().replace(Some(question));
        let result = call();
        // a coroutine that was suspended meanwhile may have taken it away
        let ended = self.question().replace(outer).unwrap_or(question);
        (result, ended)
    }

    /// Whether it is to be asked once more: its connection failed as stale ones do, or somebody else has put another one
    /// in its place before the answer was read.
    pub fn is_to_be_asked_again(self, question: &Question) -> bool {
        let replaced = question.asked_on.is_some_and(|epoch| epoch != self.epoch());
        question.may_repeat && (question.stale || replaced)
    }

    /// When the native method that runs must have ended.
    pub fn deadline(self) -> Deadline {
        let question = self.question().get();
        match question.and_then(|question| question.deadline) {
            // another gateway has taken all the time: what has arrived meanwhile is still read
            Some(deadline) if deadline.expired() => Deadline::after(LAST_LOOK),
            Some(deadline) => deadline,
            None => Deadline::after(self.send_receive_timeout()),
        }
    }

    fn note(self, change: impl FnOnce(&mut Question)) {
        if let Some(mut question) = self.question().get() {
            change(&mut question);
            self.question().set(Some(question));
        }
    }

    /// The connection was there before the child's `send()`, or has been made in it.
    pub fn note_reused(self, reused: bool) {
        self.note(|question| question.reused = reused);
    }

    /// The question has been written, on this connection.
    pub fn note_asked(self, epoch: u64) {
        self.note(|question| question.asked_on = Some(epoch));
    }

    /// The question has failed as on a stale connection, or its answer went with a connection that has been replaced
    /// since: it will be asked once more, and is no failure yet.
    pub fn has_gone_stale(self) -> bool {
        let question = self.question().get();
        question.is_some_and(|question| self.is_to_be_asked_again(&question))
    }

    /// Whether this failure is one that a fresh connection may mend, by the rules for sockets that are not extended. It
    /// is noted if so.
    pub fn goes_stale(self, error: &ExchangeError) -> bool {
        let Some(question) = self.question().get().filter(|it| it.may_repeat) else {
            return false;
        };
        let stale = match error {
            ExchangeError::Write(WriteError::Closed | WriteError::Unread | WriteError::Foreign)
            | ExchangeError::Read(ReadError::Foreign) => true,
            ExchangeError::Write(WriteError::Io(_))
            | ExchangeError::Read(ReadError::Closed { received: 0 } | ReadError::Io(_)) => {
                question.reused
            }
            _ => false,
        };
        if stale {
            self.note(|question| question.stale = true);
        }
        stale
    }
}
