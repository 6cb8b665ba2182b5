//! Faults on demand, for tests of what a business process does about them: what goes
//! wrong, and at which frame of which connection. Pure: who asks has to do it.

mod parse;
mod random;

use std::fmt::{self, Display, Formatter};
use std::ops::RangeInclusive;
use std::time::Duration;

pub use parse::{parse_all, ParseError, SYNTAX};
pub use random::Random;

/// One fault and where it strikes. Made from text by [`str::parse`]; see [`SYNTAX`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Connections of business processes, in the order in which they came, from 1.
    connections: RangeInclusive<u64>,
    place: Place,
    action: Action,
}

/// Which frames of a connection, each direction counted from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Place {
    /// Frames that the gateway has received, heartbeats not counted. 0: none yet.
    Received(RangeInclusive<u64>),
    /// Frames that the gateway writes, answers and events alike.
    Sent(RangeInclusive<u64>),
}

/// What goes wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// The answer to the frame is not what it should be.
    Spoil(Spoil),
    /// The connection is reset, the frame not carried out.
    Reset,
    /// The connection is closed in an orderly way, the frame not carried out.
    Close,
    /// After the frame nothing more is read, for a while or for good.
    StopReading(Option<Duration>),
}

/// What is wrong with a frame that the gateway writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spoil {
    /// It comes late, and so does everything behind it.
    Delay(Duration),
    /// It does not come.
    Drop,
    /// After so many bytes the connection is closed.
    Truncate(usize),
    /// After so many bytes the connection is reset.
    Reset(usize),
    /// It claims to be of this command.
    Command(u32),
    /// It claims to be of this length; its bytes are as many as ever.
    Length(u32),
    /// It comes twice.
    Duplicate,
    /// It comes byte by byte, with a pause behind each.
    Dribble(Duration),
}

/// All faults of a gateway.
#[derive(Clone, Debug, Default)]
pub struct Faults {
    /// Those asked for; the first that fits strikes.
    pub scripted: Vec<Fault>,
    /// Those left to chance.
    pub random: Option<Random>,
}

impl Faults {
    /// What goes wrong with a frame that has been received; frame 0 is the accepted
    /// connection itself. Chance only strikes where an answer is due: a command that gets
    /// none could be lost without anybody's knowing.
    pub(crate) fn on_received(
        &self,
        connection: u64,
        frame: u64,
        answered: bool,
    ) -> Option<Action> {
        let scripted = self.scripted.iter().find(|fault| {
            let fits = matches!(&fault.place, Place::Received(frames) if frames.contains(&frame));
            fits && fault.connections.contains(&connection)
        });
        match scripted {
            Some(fault) => Some(fault.action),
            None if answered => self.random.as_ref()?.draw(connection, frame),
            None => None,
        }
    }

    /// What goes wrong with a frame that is about to be written.
    pub(crate) fn on_sent(&self, connection: u64, frame: u64) -> Option<Spoil> {
        self.scripted.iter().find_map(|fault| {
            let fits = matches!(&fault.place, Place::Sent(frames) if frames.contains(&frame));
            match fault.action {
                Action::Spoil(spoil) if fits && fault.connections.contains(&connection) => {
                    Some(spoil)
                }
                _ => None,
            }
        })
    }

    /// Whether frames that are written must be counted.
    pub(crate) fn looks_at_sent(&self) -> bool {
        let is_sent = |fault: &Fault| matches!(fault.place, Place::Sent(_));
        self.scripted.iter().any(is_sent)
    }
}

/// In the words of [`SYNTAX`].
impl Display for Action {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Spoil(spoil) => spoil.fmt(f),
            Self::Reset => f.write_str("reset"),
            Self::Close => f.write_str("close"),
            Self::StopReading(None) => f.write_str("stop-reading"),
            Self::StopReading(Some(pause)) => write!(f, "stop-reading={}", pause.as_millis()),
        }
    }
}

impl Display for Spoil {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Delay(pause) => write!(f, "delay={}", pause.as_millis()),
            Self::Drop => f.write_str("drop"),
            Self::Truncate(bytes) => write!(f, "truncate={bytes}"),
            Self::Reset(bytes) => write!(f, "reset={bytes}"),
            Self::Command(number) => write!(f, "command={number}"),
            Self::Length(length) => write!(f, "length={length}"),
            Self::Duplicate => f.write_str("duplicate"),
            Self::Dribble(pause) => write!(f, "dribble={}", pause.as_millis()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(texts: &[&str]) -> Faults {
        Faults {
            scripted: texts.iter().map(|text| text.parse().unwrap()).collect(),
            random: None,
        }
    }

    #[test]
    fn a_fault_strikes_at_its_place_only() {
        let faults = faults(&["conn=2 frame=3 drop"]);
        let drop = Some(Action::Spoil(Spoil::Drop));
        assert_eq!(faults.on_received(2, 3, true), drop);
        assert_eq!(faults.on_received(2, 3, false), drop);
        for (connection, frame) in [(2, 2), (2, 4), (1, 3), (3, 3)] {
            assert_eq!(faults.on_received(connection, frame, true), None);
        }
        assert_eq!(faults.on_sent(2, 3), None);
        assert!(!faults.looks_at_sent());
    }

    #[test]
    fn frames_that_are_written_are_counted_apart() {
        let faults = faults(&["sent=2..3 drop"]);
        assert!(faults.looks_at_sent());
        let struck: Vec<_> = (1..=4).map(|n| faults.on_sent(7, n).is_some()).collect();
        assert_eq!(struck, [false, true, true, false]);
        assert_eq!(faults.on_received(7, 2, true), None);
    }

    #[test]
    fn the_first_that_fits_strikes() {
        let faults = faults(&["frame=2 reset", "conn=1 drop", "duplicate"]);
        let struck = |connection, frame| {
            let action = faults.on_received(connection, frame, true);
            action.map(|action| action.to_string()).unwrap_or_default()
        };
        assert_eq!(struck(1, 1), "drop");
        assert_eq!(struck(1, 2), "reset");
        assert_eq!(struck(2, 1), "duplicate");
    }

    #[test]
    fn every_frame_does_not_mean_the_moment_before_the_first() {
        assert_eq!(faults(&["reset"]).on_received(1, 0, false), None);
        let at_once = faults(&["frame=0 reset"]);
        assert_eq!(at_once.on_received(1, 0, false), Some(Action::Reset));
        assert_eq!(at_once.on_received(1, 1, false), None);
        let closed = faults(&["frame=0 close"]);
        assert_eq!(closed.on_received(1, 0, false), Some(Action::Close));
    }
}
