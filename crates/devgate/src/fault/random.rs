//! Random faults. The same seed gives the same faults at the same frames of the same
//! connections, in whatever order these come.

use std::time::Duration;

use netsvr_wire::command::Command;

use super::{Action, Spoil};
use crate::chance::Chance;

/// Strikes now and then.
#[derive(Clone, Debug)]
pub struct Random {
    /// Where the sequence of chances begins.
    pub seed: u64,
    /// The share of frames struck, from 0 to 1.
    pub rate: f64,
}

impl Random {
    /// What goes wrong with a request, if anything does. The connection never ends behind a
    /// whole answer: what the business process sent next would be lost, and nobody could
    /// tell it from a message that went wrong.
    pub(crate) fn draw(&self, connection: u64, frame: u64) -> Option<Action> {
        let mut chance = Chance::new(self.seed, connection, frame);
        if chance.share() >= self.rate {
            return None;
        }
        // Less than the header: no answer is that short.
        let cut = chance.below(8);
        let pause = Duration::from_millis(u64::from(chance.below(100)));
        Some(match chance.below(9) {
            0 => Action::Spoil(Spoil::Delay(pause)),
            1 => Action::Spoil(Spoil::Drop),
            2 => Action::Spoil(Spoil::Truncate(cut as usize)),
            3 => Action::Spoil(Spoil::Reset(cut as usize)),
            4 => Action::Spoil(Spoil::Command(command(&mut chance))),
            5 => Action::Spoil(Spoil::Length(u32::MAX - cut)),
            6 => Action::Spoil(Spoil::Duplicate),
            7 => Action::Spoil(Spoil::Dribble(Duration::from_millis(1))),
            _ => Action::StopReading(Some(pause)),
        })
    }
}

/// Any command, known or not: now and then the right one, too.
fn command(chance: &mut Chance) -> u32 {
    let index = chance.half() as usize % (Command::ALL.len() + 1);
    Command::ALL
        .get(index)
        .map_or(u32::MAX, |command| command.as_u32())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::mem::discriminant;

    use super::*;

    fn draws(seed: u64, rate: f64) -> Vec<Option<Action>> {
        let random = Random { seed, rate };
        (1..=20)
            .flat_map(|connection| (1..=50).map(move |frame| (connection, frame)))
            .map(|(connection, frame)| random.draw(connection, frame))
            .collect()
    }

    #[test]
    fn a_seed_stands_for_its_faults() {
        assert_eq!(draws(1, 0.5), draws(1, 0.5));
        assert_ne!(draws(1, 0.5), draws(2, 0.5));
    }

    #[test]
    fn the_rate_is_the_share_struck() {
        let struck = |rate| draws(1, rate).iter().flatten().count();
        assert_eq!(struck(0.0), 0);
        assert_eq!(struck(1.0), 1000);
        assert!((150..250).contains(&struck(0.2)), "{}", struck(0.2));
    }

    #[test]
    fn every_kind_of_fault_occurs_and_none_ends_the_connection_behind_a_whole_answer() {
        let mut kinds = BTreeSet::new();
        for action in draws(1, 1.0).into_iter().flatten() {
            kinds.insert(match action {
                Action::Spoil(spoil) => format!("{:?}", discriminant(&spoil)),
                other => format!("other {:?}", discriminant(&other)),
            });
            if let Action::Spoil(Spoil::Truncate(bytes) | Spoil::Reset(bytes)) = action {
                assert!(bytes < 8);
            }
            assert_ne!(action, Action::Reset);
        }
        assert_eq!(kinds.len(), 9);
    }
}
