//! What there is now of one gateway, in one word of shared memory for each process: so it can be added to, and forgotten,
//! in one step.

/// What a thread has of one gateway at the moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Holding {
    /// Connections, parked ones among them.
    pub open: u64,
    /// Parked connections.
    pub parked: u64,
    /// Main sockets that are registered.
    pub registered: u64,
    /// Main sockets whose registration is being made or renewed.
    pub renewing: u64,
}

/// The same in one word, with the thread itself. Those of several add up as they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Held(u64);

/// Where the figures of a [`Holding`] begin, and where the number of threads does.
const PARKED: Bits = Bits { from: 0, width: 16 };
const OPEN: Bits = Bits {
    from: 16,
    width: 16,
};
const REGISTERED: Bits = Bits {
    from: 32,
    width: 10,
};
const RENEWING: Bits = Bits {
    from: 42,
    width: 10,
};
const THREAD: u32 = 52;

/// Some bits of a word.
struct Bits {
    from: u32,
    width: u32,
}

impl Bits {
    const fn most(&self) -> u64 {
        (1 << self.width) - 1
    }

    fn of(&self, word: u64) -> u64 {
        word >> self.from & self.most()
    }

    fn put(&self, number: u64) -> u64 {
        number.min(self.most()) << self.from
    }
}

impl Held {
    pub fn of(holding: &Holding) -> Self {
        Self(
            1 << THREAD
                | PARKED.put(holding.parked)
                | OPEN.put(holding.open)
                | REGISTERED.put(holding.registered)
                | RENEWING.put(holding.renewing),
        )
    }

    pub const fn from_word(word: u64) -> Self {
        Self(word)
    }

    pub const fn word(self) -> u64 {
        self.0
    }

    /// Nothing but the thread.
    pub fn is_unconnected(self) -> bool {
        self.0 & ((1 << THREAD) - 1) == 0
    }

    pub fn holding(self) -> Holding {
        Holding {
            open: OPEN.of(self.0),
            parked: PARKED.of(self.0),
            registered: REGISTERED.of(self.0),
            renewing: RENEWING.of(self.0),
        }
    }
}

impl Holding {
    pub(crate) fn add(&mut self, other: &Self) {
        self.open += other.open;
        self.parked += other.parked;
        self.registered += other.registered;
        self.renewing += other.renewing;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_held_comes_back_and_adds_up() {
        let holding = Holding {
            open: 5,
            parked: 3,
            registered: 2,
            renewing: 1,
        };
        let word = Held::of(&holding).word();
        assert_eq!(Held::from_word(word).holding(), holding);
        let mut twice = holding;
        twice.add(&holding);
        assert_eq!(Held::from_word(word + word).holding(), twice);
    }

    #[test]
    fn a_figure_beyond_its_bits_leaves_its_neighbours_alone() {
        for place in 0..4 {
            let number = |at| if at == place { u64::MAX } else { 0 };
            let held = Held::of(&Holding {
                open: number(0),
                parked: number(1),
                registered: number(2),
                renewing: number(3),
            });
            assert!(!held.is_unconnected());
            let there = held.holding();
            let figures = [there.open, there.parked, there.registered, there.renewing];
            assert_eq!(figures.iter().filter(|figure| **figure != 0).count(), 1);
        }
        let held = Held::of(&Holding::default());
        assert!(held.is_unconnected() && held != Held::default());
    }
}
