//! What is left of a connection that has come to its end: how it ended, and what may be lost with it.

use crate::health::Proof;
use crate::lost::{Ending, Lost, Suspicion};
use crate::tcp::{outstanding, Look};
use crate::trail::Trail;
use rustix::net::{recv, RecvFlags};
use std::os::fd::BorrowedFd;
use std::time::{Duration, Instant};

/// Whoever closes this soon after the first frame, and has never answered anything, is not a gateway.
const EARLY: Duration = Duration::from_secs(1);

/// What is known of a connection at its end, of whichever kind it is.
pub(crate) struct Remains<'a> {
    pub socket: BorrowedFd<'a>,
    pub trail: &'a mut Trail,
    /// What the gateway has ever answered, if that is known.
    pub proof: Option<Proof>,
    /// What its system knows of it.
    pub look: Option<Look>,
}

impl<'a> Remains<'a> {
    pub fn of(socket: BorrowedFd<'a>, trail: &'a mut Trail, proof: Option<Proof>) -> Self {
        Self {
            socket,
            trail,
            proof,
            look: Look::at(socket),
        }
    }

    /// How it has come to its end, as far as the system knows.
    pub fn ending(&self) -> Option<Ending> {
        let mut bytes = [0; 4];
        let flags = RecvFlags::PEEK | RecvFlags::DONTWAIT;
        match recv(self.socket, &mut bytes, flags) {
            Ok((_, count)) if count > 0 => Some(Ending::Unread(bytes, count)),
            Ok(_) if self.look.is_some_and(|look| look.is_broken_off()) => Some(Ending::Reset),
            Ok(_) => Some(Ending::Closed),
            Err(rustix::io::Errno::AGAIN) => self.vanished(),
            Err(_) => Some(Ending::Reset),
        }
    }

    /// The other side is gone without a word.
    pub fn vanished(&self) -> Option<Ending> {
        self.look
            .filter(|look| look.is_vanished(self.trail.patience))
            .map(|_| Ending::Vanished)
    }

    /// What may be lost when it ends like that.
    pub fn lost(&mut self, how: Ending) -> Lost {
        let now = Instant::now();
        let unacknowledged = outstanding(self.socket);
        let suspicion = self.suspicion(how, now);
        let unanswered = self.trail.unanswered();
        let (frames, recent) = match how {
            // all was read
            Ending::Closed if unacknowledged == 0 => (0, 0),
            // its system has acknowledged what it has not looked at
            Ending::Silent(_) => (unanswered, unanswered.min(self.trail.recent(now))),
            _ => (self.trail.unseen(), self.trail.recent(now)),
        };
        Lost {
            how,
            frames,
            recent,
            unacknowledged,
            unanswered,
            suspicion,
        }
    }

    fn suspicion(&self, how: Ending, now: Instant) -> Suspicion {
        let first = self.trail.first_of_unanswered();
        let (Some(first), Some(proof @ (Proof::None | Proof::Registers))) = (first, self.proof)
        else {
            return Suspicion::None;
        };
        if how == Ending::Vanished {
            return Suspicion::None;
        }
        // the end of a connection is the last that is heard of it
        let heard = self.look.map_or(Duration::ZERO, |look| look.since_heard);
        let lasted = now.saturating_duration_since(first).saturating_sub(heard);
        let early = lasted <= EARLY || matches!(how, Ending::Unread(..));
        match (proof, early) {
            (Proof::None, true) => Suspicion::Wrong,
            // a gateway that has been restarted, or a port that takes registrations and no commands
            (Proof::None, false) | (Proof::Registers, true) => Suspicion::Unclear,
            _ => Suspicion::None,
        }
    }
}

/// Bytes that were read and that nobody has asked for.
pub(crate) fn left_over(unread: &[u8]) -> Option<Ending> {
    let mut bytes = [0; 4];
    let have = unread.len().min(bytes.len());
    if let (Some(into), Some(from)) = (bytes.get_mut(..have), unread.get(..have)) {
        into.copy_from_slice(from);
    }
    (have > 0).then_some(Ending::Unread(bytes, have))
}
