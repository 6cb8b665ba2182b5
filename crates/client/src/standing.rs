//! How a main socket stands with its gateway, counted for whoever asks.

use crate::counters::Counters;
use crate::figure::Figure;
use crate::generation;
use std::sync::Arc;

/// What can be said of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// The gateway forwards events to it.
    Registered,
    /// It is being registered, or will be tried again.
    Renewing,
}

impl Standing {
    fn figure(self, counters: &Counters) -> &Figure {
        match self {
            Self::Registered => &counters.registered,
            Self::Renewing => &counters.renewing,
        }
    }
}

/// A main socket that stands so for as long as this lives. A forked child's copy is not the child's main socket: its end
/// is not counted there.
#[derive(Debug)]
pub struct Stands {
    counters: Arc<Counters>,
    standing: Standing,
    generation: u64,
}

impl Stands {
    /// Counts it. The pool hears of it at once.
    #[must_use]
    pub fn new(counters: Arc<Counters>, standing: Standing) -> Self {
        standing.figure(&counters).add(1);
        counters.add_to_pool();
        Self {
            counters,
            standing,
            generation: generation::current(),
        }
    }

    /// How it stands in this process; `None` for the copy in a forked child.
    #[must_use]
    pub fn standing(&self) -> Option<Standing> {
        (self.generation == generation::current()).then_some(self.standing)
    }
}

impl Drop for Stands {
    fn drop(&mut self) {
        if self.standing().is_some() {
            self.standing.figure(&self.counters).subtract(1);
            self.counters.add_to_pool();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn main_sockets_count_as_they_stand() {
        let counters = Arc::new(Counters::default());
        let figures = || {
            let now = counters.snapshot();
            (now.registered, now.renewing)
        };
        let first = Stands::new(Arc::clone(&counters), Standing::Registered);
        let second = Stands::new(Arc::clone(&counters), Standing::Renewing);
        assert_eq!(figures(), (1, 1));
        assert_eq!(first.standing(), Some(Standing::Registered));
        drop(second);
        let _third = Stands::new(Arc::clone(&counters), Standing::Registered);
        assert_eq!(figures(), (2, 0));
        drop(first);
        assert_eq!(figures(), (1, 0));
    }
}
