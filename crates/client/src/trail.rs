//! What has been written on a connection since the last evidence that it arrives: an answer, or an acknowledgement by
//! the other side's system. When the connection breaks, that is what may be lost.

use crate::burst::Burst;
use crate::counters::Counters;
use crate::generation;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// How long the other side may be silent when nobody has said.
const PATIENCE: Duration = Duration::from_secs(3);
/// Time between two looks at what the system knows.
const LOOK_EVERY: Duration = Duration::from_millis(100);
/// Seconds whose frames are counted one by one.
const SECONDS: usize = 10;

/// Frames written, by when.
#[derive(Debug)]
pub(crate) struct Trail {
    born: Instant,
    /// How long it took to connect, where that is known.
    pub dialled_in: Option<Duration>,
    first: Option<Instant>,
    /// How long the other side may be silent before it counts as gone.
    pub patience: Duration,
    /// When what the system knows is to be looked at again.
    next_look: Instant,
    /// Frames since the last evidence.
    unseen: u64,
    /// Frames since the last answer.
    unanswered: u64,
    /// Frames since the last evidence in each of the last seconds, and the last one of them, counted from the start.
    recent: [u32; SECONDS],
    second: u64,
    second_ends: Instant,
    answered: bool,
    /// Where frames are counted that end with the connection, and in which process.
    counters: Option<(Arc<Counters>, u64)>,
    /// Of one-way messages that follow each other.
    pub burst: Burst,
}

impl Default for Trail {
    fn default() -> Self {
        let now = Instant::now();
        Self {
            born: now,
            dialled_in: None,
            first: None,
            patience: PATIENCE,
            next_look: now + LOOK_EVERY,
            unseen: 0,
            unanswered: 0,
            recent: [0; SECONDS],
            second: 0,
            second_ends: now + Duration::from_secs(1),
            answered: false,
            counters: None,
            burst: Burst::default(),
        }
    }
}

/// The connection ends.
impl Drop for Trail {
    fn drop(&mut self) {
        if let Some((counters, generation)) = &self.counters {
            if self.unanswered > 0 && *generation == generation::current() {
                counters.abandoned(self.unanswered);
            }
        }
    }
}

impl Trail {
    /// Counts there what ends with the connection.
    pub fn count_in(&mut self, counters: &Arc<Counters>) {
        self.counters = Some((Arc::clone(counters), generation::current()));
    }

    /// Frames were written to their last byte.
    #[inline]
    pub fn wrote(&mut self, now: Instant, frames: usize) {
        if frames == 0 {
            return;
        }
        if now >= self.second_ends {
            self.go_on_to(now);
        }
        if self.first.is_none() {
            self.first = Some(now);
        }
        let more = u64::try_from(frames).unwrap_or(u64::MAX);
        self.unseen = self.unseen.saturating_add(more);
        self.unanswered = self.unanswered.saturating_add(more);
        if let Some(count) = self.recent.get_mut(place(self.second)) {
            *count = count.saturating_add(u32::try_from(frames).unwrap_or(u32::MAX));
        }
    }

    #[cold]
    fn go_on_to(&mut self, now: Instant) {
        let second = now.saturating_duration_since(self.born).as_secs();
        if second.saturating_sub(self.second) >= SECONDS as u64 {
            self.recent = [0; SECONDS];
        } else {
            for passed in self.second + 1..=second {
                if let Some(count) = self.recent.get_mut(place(passed)) {
                    *count = 0;
                }
            }
        }
        self.second = second;
        let next = self.born.checked_add(Duration::from_secs(second + 1));
        self.second_ends = next.unwrap_or(now);
    }

    /// An answer has come.
    pub fn answered(&mut self) {
        self.answered = true;
        self.unanswered = 0;
        self.seen();
    }

    /// An answer has come to a question, after which so many frames were written.
    pub fn answered_before(&mut self, since: u64) {
        self.answered = true;
        self.unanswered = self.unanswered.min(since);
        if since == 0 {
            self.seen();
        }
        self.unseen = self.unseen.min(since);
    }

    /// The last frame that was written is none that anybody would miss.
    pub fn forget_one(&mut self) {
        self.unseen = self.unseen.saturating_sub(1);
        self.unanswered = self.unanswered.saturating_sub(1);
        if let Some(count) = self.recent.get_mut(place(self.second)) {
            *count = count.saturating_sub(1);
        }
    }

    fn seen(&mut self) {
        if self.unseen > 0 {
            self.unseen = 0;
            self.recent = [0; SECONDS];
        }
    }

    /// It is time to look again at what the system knows.
    #[inline]
    pub fn is_look_due(&self, now: Instant) -> bool {
        self.unseen > 0 && now >= self.next_look
    }

    /// The system was looked at.
    pub fn looked(&mut self, now: Instant, acknowledged: bool) {
        self.next_look = now.checked_add(LOOK_EVERY).unwrap_or(now);
        if acknowledged {
            self.seen();
        }
    }

    /// Frames since the last evidence.
    pub const fn unseen(&self) -> u64 {
        self.unseen
    }

    /// Those of them that were written in the last 10 seconds.
    pub fn recent(&mut self, now: Instant) -> u64 {
        if now >= self.second_ends {
            self.go_on_to(now);
        }
        let recent: u64 = self.recent.iter().copied().map(u64::from).sum();
        recent.min(self.unseen)
    }

    /// Frames since the last answer.
    pub const fn unanswered(&self) -> u64 {
        self.unanswered
    }

    /// When the first frame was written, unless an answer has come.
    pub fn first_of_unanswered(&self) -> Option<Instant> {
        self.first.filter(|_| !self.answered)
    }
}

fn place(second: u64) -> usize {
    usize::try_from(second % SECONDS as u64).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_count_until_there_is_evidence() {
        let mut trail = Trail::default();
        let start = trail.born;
        let at = |seconds| start + Duration::from_secs(seconds);
        for second in 0..25 {
            trail.wrote(at(second), 2);
        }
        assert_eq!((trail.unseen(), trail.unanswered()), (50, 50));
        assert_eq!(trail.recent(at(24)), 20);
        assert_eq!(trail.recent(at(29)), 10);
        assert_eq!(trail.recent(at(60)), 0);

        trail.wrote(at(60), 1);
        trail.looked(at(60), false);
        assert_eq!((trail.unseen(), trail.recent(at(60))), (51, 1));
        trail.looked(at(60), true);
        assert_eq!((trail.unseen(), trail.recent(at(60))), (0, 0));
        assert_eq!(trail.unanswered(), 51);
        assert_eq!(trail.first_of_unanswered(), Some(start));
        trail.answered();
        assert_eq!(trail.unanswered(), 0);
        assert_eq!(trail.first_of_unanswered(), None);
    }

    #[test]
    fn an_answer_speaks_for_the_frames_before_its_question() {
        let mut trail = Trail::default();
        let now = trail.born;
        trail.wrote(now, 5);
        trail.answered_before(2);
        assert_eq!((trail.unseen(), trail.unanswered()), (2, 2));
        assert_eq!(trail.recent(now), 2);
        assert_eq!(trail.first_of_unanswered(), None);
        trail.wrote(now, 1);
        trail.forget_one();
        assert_eq!((trail.unseen(), trail.unanswered()), (2, 2));
        trail.answered_before(0);
        assert_eq!((trail.unseen(), trail.unanswered()), (0, 0));
    }

    #[test]
    fn a_look_is_due_when_something_was_written_and_the_last_one_is_a_while_ago() {
        let mut trail = Trail::default();
        let at = |millis| trail.born + Duration::from_millis(millis);
        let (soon, later, much_later) = (at(99), at(100), at(5000));
        assert!(!trail.is_look_due(much_later));
        trail.wrote(soon, 1);
        assert!(!trail.is_look_due(soon));
        assert!(trail.is_look_due(later));
        trail.looked(later, true);
        assert!(!trail.is_look_due(much_later));
    }
}
