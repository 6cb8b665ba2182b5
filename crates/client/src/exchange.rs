//! The engine: dials gateways, writes frames to any number of them and reads the answers as they come, side by side. A
//! gateway that is reached late, or never, keeps nobody else waiting. One-way commands and requests are the same thing
//! here, with and without an answer. Knows nothing of bodies.

mod questions;
mod running;

pub use questions::question;
pub(crate) use questions::{question_about_nobody, QUESTION};
pub use running::run;

use crate::awaited::Awaited;
use crate::connection::Connection;
use crate::deadline::Deadline;
use crate::error::{ExchangeError, Failure, ReadError, Sent, WriteError};
use crate::outgoing::OutFrame;
use crate::reach::{Reach, Reached, Target, Ticket, Unreached};
use crate::steps::Steps;
use crate::wait::WaitError;
use netsvr_wire::Command;
use rustix::event::PollFlags;
use std::time::Duration;

/// What an exchange that nobody has run has come to.
const NEVER_RUN: Failure = Failure {
    error: ExchangeError::Write(WriteError::Stopped),
    sent: Sent {
        frames: 0,
        bytes: 0,
    },
    lost: None,
};

/// What is to be written to one gateway, and what it is to answer: on a connection that is there, or on one that comes
/// about meanwhile.
#[derive(Debug)]
pub struct Exchange<'a> {
    place: Place<'a>,
    steps: Steps<'a>,
    expect: Option<Command>,
    /// The question that comes first, as long as it is under way.
    asking: Option<(Ticket, Steps<'static>)>,
    /// By when writing and reading have to end.
    deadline: Option<Deadline>,
    /// How to begin once more, where that can do no harm.
    again: Option<Again<'a>>,
    /// It runs beside another one: nobody waits for it alone.
    aside: bool,
    /// Who gets the connection when it has ended well, and others are still waited for.
    heir: Option<Heir<'a>>,
    outcome: Option<Result<(), Trouble>>,
}

/// Takes over a connection of which an exchange has no need any more.
pub struct Heir<'a>(Box<dyn FnOnce(Connection) + 'a>);

impl std::fmt::Debug for Heir<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Heir")
    }
}

/// Where an exchange is.
#[derive(Debug)]
enum Place<'a> {
    On(&'a mut Connection),
    /// To be dialled; the connection goes there.
    ToReach(Target<'a>, &'a mut Option<Connection>),
    Reaching(Box<Reach>, Duration, &'a mut Option<Connection>),
    /// It has not come about.
    Nowhere,
}

#[derive(Debug)]
struct Again<'a> {
    target: Target<'a>,
    into: &'a mut Option<Connection>,
    /// The connection had been there before this call: it may have gone stale unnoticed.
    reused: bool,
}

/// Why an exchange has not ended well.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trouble {
    /// There is no connection.
    Unreached(Unreached),
    /// It failed. The connection must not be used again.
    Failed(Failure),
}

impl<'a> Exchange<'a> {
    fn new(place: Place<'a>, frames: &'a [OutFrame<'a>], expect: Option<Command>) -> Self {
        Self {
            place,
            steps: Steps::new(frames, expect),
            expect,
            asking: None,
            deadline: None,
            again: None,
            aside: false,
            heir: None,
            outcome: None,
        }
    }

    /// Frames that are not answered.
    #[must_use]
    pub fn one_way(connection: &'a mut Connection, frames: &'a [OutFrame<'a>]) -> Self {
        Self::new(Place::On(connection), frames, None)
    }

    /// Frames that are answered by one frame of the command `expect`.
    #[must_use]
    pub fn request(
        connection: &'a mut Connection,
        frames: &'a [OutFrame<'a>],
        expect: Command,
    ) -> Self {
        Self::new(Place::On(connection), frames, Some(expect))
    }

    /// Frames for a gateway that is to be dialled, and what it is to answer. They leave the moment that the connection
    /// is there. It is put into `connection`, however the exchange ends.
    #[must_use]
    pub fn reaching(
        target: Target<'a>,
        connection: &'a mut Option<Connection>,
        frames: &'a [OutFrame<'a>],
        expect: Option<Command>,
    ) -> Self {
        Self::new(Place::ToReach(target, connection), frames, expect)
    }

    /// Gives it a time of its own for writing and reading.
    #[must_use]
    pub fn until(self, deadline: Deadline) -> Self {
        Self {
            deadline: Some(deadline),
            ..self
        }
    }

    /// Begins once more on a fresh connection, which is put into `connection`, when that can do no harm: the gateway
    /// cannot have taken what would be written again, or it is a request, which changes nothing. `reused`: the
    /// connection had been there before this call.
    #[must_use]
    pub fn or_again(
        self,
        target: Target<'a>,
        connection: &'a mut Option<Connection>,
        reused: bool,
    ) -> Self {
        let again = Again {
            target,
            into: connection,
            reused,
        };
        Self {
            again: Some(again),
            ..self
        }
    }

    /// Gives the connection away, through the hands of `heir`, when it has ended well and others of the same [`run`] are
    /// still waited for. The answer stays. Not one that has taken the place of a stale one.
    #[must_use]
    pub fn bequeathing(self, heir: impl FnOnce(Connection) + 'a) -> Self {
        Self {
            heir: Some(Heir(Box::new(heir))),
            ..self
        }
    }

    /// It has ended well, and others have not.
    fn bequeath(&mut self) {
        if self.outcome != Some(Ok(())) {
            return;
        }
        let (Some(heir), Place::On(connection)) = (self.heir.take(), &mut self.place) else {
            return;
        };
        if let Some(connection) = connection.leave_answer() {
            heir.0(connection);
        }
    }

    /// Runs it beside others: [`run`] does not wait for it.
    #[must_use]
    pub fn aside(self) -> Self {
        Self {
            aside: true,
            ..self
        }
    }

    /// How it ended, after [`run`]: the body of the answer, borrowed from
    /// the connection (see [`Connection::answer_body`]), or `None` when none
    /// was expected.
    ///
    /// # Errors
    /// [`Failure`] with what had been written. The connection is then
    /// poisoned. An exchange that nobody has run, or whose gateway was not reached, fails as stopped, with
    /// nothing written.
    pub fn into_result(self) -> Result<Option<&'a [u8]>, Failure> {
        match self.outcome {
            Some(Ok(())) => {}
            Some(Err(Trouble::Failed(failure))) => return Err(failure),
            Some(Err(Trouble::Unreached(_))) | None => return Err(NEVER_RUN),
        }
        let Place::On(connection) = self.place else {
            return Err(NEVER_RUN);
        };
        let connection: &'a Connection = connection;
        Ok(self.steps.is_request().then(|| connection.answer_body()))
    }

    /// How it ended, after [`run`].
    ///
    /// # Errors
    /// [`Trouble`]; an exchange that nobody has run fails as stopped, with nothing written.
    pub fn into_outcome(self) -> Result<(), Trouble> {
        self.outcome.unwrap_or(Err(Trouble::Failed(NEVER_RUN)))
    }

    /// By when writing and reading had to end; `None` when there was no connection.
    #[must_use]
    pub const fn ends(&self) -> Option<Deadline> {
        self.deadline
    }

    fn is_pending(&self) -> bool {
        self.outcome.is_none()
    }

    /// What it waits for.
    fn awaited(&self) -> Option<Awaited<'_>> {
        if !self.is_pending() {
            return None;
        }
        match &self.place {
            Place::On(connection) => Some(Awaited::new(&**connection, self.interest())),
            Place::Reaching(reach, ..) => reach.awaited(),
            Place::ToReach(..) | Place::Nowhere => None,
        }
    }

    /// What has to happen on the socket for the exchange to go on.
    fn interest(&self) -> PollFlags {
        match &self.asking {
            Some((_, question)) => question.interest(),
            None => self.steps.interest(),
        }
    }

    /// By when its stage ends.
    fn deadline(&self, common: Deadline) -> Deadline {
        match &self.place {
            Place::Reaching(reach, ..) => reach.deadline(),
            _ => self.deadline.unwrap_or(common),
        }
    }

    fn start(&mut self, common: Deadline, limit: usize) {
        match std::mem::replace(&mut self.place, Place::Nowhere) {
            Place::ToReach(target, into) => self.reach(&target, into, limit),
            other => {
                self.place = other;
                self.deadline.get_or_insert(common);
                self.begin(limit);
            }
        }
    }

    /// Begins on the connection that is there.
    fn begin(&mut self, limit: usize) {
        let Place::On(connection) = &mut self.place else {
            return;
        };
        let ended = match &mut self.asking {
            Some((_, question)) => question.start(connection, limit),
            None => self.steps.start(connection, limit),
        };
        self.conclude(ended, limit);
    }

    fn reach(&mut self, target: &Target<'_>, into: &'a mut Option<Connection>, limit: usize) {
        let left = self.deadline.map_or(target.connecting, |it| it.remaining());
        let target = &Target {
            connecting: target.connecting.min(left),
            ..*target
        };
        match Reach::begin(target) {
            Ok(reach) => {
                self.place = Place::Reaching(Box::new(reach), target.exchanging, into);
                self.go_on_reaching(limit);
            }
            Err(unreached) => self.outcome = Some(Err(Trouble::Unreached(unreached))),
        }
    }

    /// The dial may have come to its end.
    fn go_on_reaching(&mut self, limit: usize) {
        let (reach, time, into) = match std::mem::replace(&mut self.place, Place::Nowhere) {
            Place::Reaching(reach, time, into) if reach.awaited().is_none() => (reach, time, into),
            other => {
                self.place = other;
                return;
            }
        };
        match reach.end() {
            Ok(Reached {
                connection,
                unproven,
            }) => {
                self.deadline.get_or_insert_with(|| Deadline::after(time));
                self.place = Place::On(into.insert(connection));
                self.asking =
                    unproven.map(|ticket| (ticket, Steps::new(question(), Some(QUESTION))));
                self.begin(limit);
            }
            Err(unreached) => self.outcome = Some(Err(Trouble::Unreached(unreached))),
        }
    }

    /// Goes as far as it can without waiting. `ready` is what the socket is
    /// known to be ready for.
    fn advance(&mut self, ready: PollFlags, limit: usize) {
        let ended = match (&mut self.place, &mut self.asking) {
            (Place::Reaching(reach, ..), _) => {
                reach.ready(ready);
                return self.go_on_reaching(limit);
            }
            (Place::On(connection), Some((_, question))) => {
                question.advance(connection, ready, limit)
            }
            (Place::On(connection), None) => self.steps.advance(connection, ready, limit),
            (Place::ToReach(..) | Place::Nowhere, _) => return,
        };
        self.conclude(ended, limit);
    }

    /// What was begun has come to its end, or goes on.
    fn conclude(&mut self, ended: Result<bool, ExchangeError>, limit: usize) {
        match ended {
            Ok(false) => {}
            Ok(true) => match self.asking.take() {
                None => self.outcome = Some(Ok(())),
                Some((ticket, _)) => match ticket.asked(Ok(())) {
                    Ok(()) => self.begin(limit),
                    Err(unreached) => self.outcome = Some(Err(Trouble::Unreached(unreached))),
                },
            },
            Err(error) => self.fail(error, limit),
        }
    }

    fn fail(&mut self, error: ExchangeError, limit: usize) {
        let Place::On(connection) = &mut self.place else {
            return;
        };
        if let Some((ticket, question)) = self.asking.take() {
            question.fail(connection, error);
            if let Err(unreached) = ticket.asked(Err(error)) {
                self.outcome = Some(Err(Trouble::Unreached(unreached)));
            }
            return;
        }
        let lost = if is_end(&error) {
            connection.lost().map(Box::new)
        } else {
            None
        };
        self.steps.fail(connection, error);
        let failure = Failure {
            error,
            sent: self.steps.sent(),
            lost,
        };
        match self.again.take() {
            Some(again) if self.may_begin_again(&failure, again.reused) => {
                self.steps.start_over(self.expect);
                self.heir = None;
                self.reach(&again.target, again.into, limit);
            }
            _ => self.outcome = Some(Err(Trouble::Failed(failure))),
        }
    }

    fn may_begin_again(&self, failure: &Failure, reused: bool) -> bool {
        let is_late = self.deadline.is_some_and(|deadline| deadline.expired());
        !is_late && !failure.shows_no_gateway() && failure.may_be_repeated(reused)
    }

    /// Ends it for a reason that has nothing to do with its gateway, or because its time is over.
    fn give_up(&mut self, why: Result<(), WaitError>, limit: usize) {
        if let Place::Reaching(reach, ..) = &mut self.place {
            match why {
                Ok(()) => reach.time_out(),
                Err(error) => reach.give_up(error),
            }
            return self.go_on_reaching(limit);
        }
        let after = self.deadline.map_or_else(Default::default, |it| it.given());
        let (write, read) = match why {
            Ok(()) => (
                WriteError::TimedOut { after },
                ReadError::TimedOut { after },
            ),
            Err(WaitError::Stopped) => (WriteError::Stopped, ReadError::Stopped),
            Err(WaitError::Forked) => (WriteError::Foreign, ReadError::Foreign),
            Err(WaitError::Io(errno)) => {
                (WriteError::Io(errno.into()), ReadError::Io(errno.into()))
            }
        };
        let steps = match &self.asking {
            Some((_, question)) => question.is_written(),
            None => self.steps.is_written(),
        };
        self.fail(if steps { read.into() } else { write.into() }, limit);
    }
}

/// Whether it is the other side that has ended the connection, or its system.
const fn is_end(error: &ExchangeError) -> bool {
    matches!(
        error,
        ExchangeError::Write(WriteError::Closed | WriteError::Unread | WriteError::Io(_))
            | ExchangeError::Read(
                ReadError::Closed { .. }
                    | ReadError::Io(_)
                    | ReadError::TooLong { .. }
                    | ReadError::UnexpectedCommand { .. }
            )
    )
}

#[cfg(test)]
mod tests;
