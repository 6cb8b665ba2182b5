//! Finding out how a connection has come to its end.

use crate::connection::Connection;
use crate::lost::{Ending, Lost, Suspicion};
use crate::tcp::{outstanding, Look};
use rustix::net::{recv, RecvFlags};
use std::os::fd::AsFd;
use std::time::{Duration, Instant};

/// Whoever closes this soon after the first frame, and has never answered anything, is not a gateway.
const EARLY: Duration = Duration::from_secs(1);

impl Connection {
    /// How it has come to its end; `None` as long as it has not, as far as the system knows, and for another process's.
    pub fn lost(&mut self) -> Option<Lost> {
        if self.is_foreign() {
            return None;
        }
        let look = Look::at(self.as_fd());
        let how = self.ending(look)?;
        let now = Instant::now();
        let unacknowledged = outstanding(self.as_fd());
        let all_was_read = how == Ending::Closed && unacknowledged == 0;
        let suspicion = self.suspicion(how, look, now);
        let trail = self.trail_mut();
        let (frames, recent) = if all_was_read {
            (0, 0)
        } else {
            (trail.unseen(), trail.recent(now))
        };
        Some(Lost {
            how,
            frames,
            recent,
            unacknowledged,
            unanswered: trail.unanswered(),
            suspicion,
        })
    }

    fn ending(&self, look: Option<Look>) -> Option<Ending> {
        let mut bytes = [0; 4];
        let unread = self.unread();
        let have = unread.len().min(bytes.len());
        if let (Some(into), Some(from)) = (bytes.get_mut(..have), unread.get(..have)) {
            into.copy_from_slice(from);
        }
        if have > 0 {
            return Some(Ending::Unread(bytes, have));
        }
        let flags = RecvFlags::PEEK | RecvFlags::DONTWAIT;
        match recv(self, &mut bytes, flags) {
            Ok((_, count)) if count > 0 => Some(Ending::Unread(bytes, count)),
            Ok(_) if look.is_some_and(|look| look.is_broken_off()) => Some(Ending::Reset),
            Ok(_) => Some(Ending::Closed),
            Err(rustix::io::Errno::AGAIN) => look
                .filter(|look| look.is_vanished(self.trail().patience))
                .map(|_| Ending::Vanished),
            Err(_) => Some(Ending::Reset),
        }
    }

    fn suspicion(&self, how: Ending, look: Option<Look>, now: Instant) -> Suspicion {
        let first = self.trail().first_of_unanswered();
        let (Some(first), Some(counters)) = (first, self.counters()) else {
            return Suspicion::None;
        };
        if how == Ending::Vanished || counters.is_proven() {
            return Suspicion::None;
        }
        // the end of a connection is the last that is heard of it
        let heard = look.map_or(Duration::ZERO, |look| look.since_heard);
        let lasted = now.saturating_duration_since(first).saturating_sub(heard);
        if lasted <= EARLY || matches!(how, Ending::Unread(..)) {
            Suspicion::Wrong
        } else {
            Suspicion::Unclear
        }
    }
}
