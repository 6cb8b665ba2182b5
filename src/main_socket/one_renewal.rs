//! One renewal at a time: while the logger, or a user class, suspends a step of it in a coroutine, no other one begins.
use super::state::MainSocket;

/// A step of a renewal, until it is dropped.
pub struct Going<'a> {
    main: MainSocket<'a>,
    /// How often the main socket had been closed: what is begun after a `close()` is another renewal.
    closes: u64,
    before: Option<u64>,
}

impl<'a> Going<'a> {
    pub fn begin(main: MainSocket<'a>) -> Self {
        let closes = main.state.closes.get();
        Self {
            main,
            closes,
            before: main.state.renewing.replace(Some(closes)),
        }
    }

    /// Nobody has closed the main socket meanwhile.
    pub fn is_wanted(&self) -> bool {
        self.main.state.closes.get() == self.closes
    }
}

impl Drop for Going<'_> {
    fn drop(&mut self) {
        if self.main.state.renewing.get() == Some(self.closes) {
            self.main.state.renewing.set(self.before);
        }
    }
}

/// A step is under way, in the calling code or in a coroutine that is suspended.
pub fn is_going(main: MainSocket<'_>) -> bool {
    main.state.renewing.get() == Some(main.state.closes.get())
}
