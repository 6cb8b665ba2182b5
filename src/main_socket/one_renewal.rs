//! One renewal at a time: while the logger, or a user class, suspends a step of it in a coroutine, no other one begins. What
//! PHP code connects itself meanwhile takes its place.
use super::state::MainSocket;
use crate::zend::context::Place;

/// A step that is under way.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Step {
    /// How often the main socket had been closed: what is begun after a `close()` is another renewal.
    closes: u64,
    /// Where it began.
    place: Place,
}

/// A step of a renewal, until it is dropped.
pub struct Going<'a> {
    main: MainSocket<'a>,
    step: Step,
    before: Option<Step>,
}

impl<'a> Going<'a> {
    pub fn begin(main: MainSocket<'a>) -> Self {
        let step = Step {
            closes: main.state.closes.get(),
            place: Place::here(),
        };
        Self {
            main,
            step,
            before: main.state.renewing.replace(Some(step)),
        }
    }

    /// Nobody has closed the main socket meanwhile, or connected it.
    pub fn is_wanted(&self) -> bool {
        self.main.state.renewing.get() == Some(self.step) && is_going(self.main)
    }

    /// Somebody has closed the main socket meanwhile.
    pub fn is_closed(&self) -> bool {
        self.main.state.closes.get() != self.step.closes
    }
}

impl Drop for Going<'_> {
    fn drop(&mut self) {
        if self.main.state.renewing.get() == Some(self.step) {
            self.main.state.renewing.set(self.before);
        }
    }
}

/// A step is under way, in the calling code or in a coroutine that is suspended.
pub fn is_going(main: MainSocket<'_>) -> bool {
    let step = main.state.renewing.get();
    step.is_some_and(|step| step.closes == main.state.closes.get())
}

/// The calling code connects the main socket itself: a step that is suspended elsewhere is the last one of its renewal.
pub fn end_elsewhere(main: MainSocket<'_>) {
    if main
        .state
        .renewing
        .get()
        .is_some_and(|step| !step.place.is_below())
    {
        main.state.renewing.set(None);
    }
}
