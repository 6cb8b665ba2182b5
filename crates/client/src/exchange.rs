//! The engine: dials gateways, writes frames to any number of them and reads the answers as they come, side by side. A
//! gateway that is reached late, or never, keeps nobody else waiting. One-way commands and requests are the same thing
//! here, with and without an answer. Knows nothing of bodies.

use crate::awaited::Awaited;
use crate::connection::Connection;
use crate::deadline::Deadline;
use crate::error::{ExchangeError, Failure, ReadError, Sent, WriteError};
use crate::hook::Hook;
use crate::outgoing::OutFrame;
use crate::reach::{Reach, Reached, Target, Ticket, Unreached};
use crate::steps::Steps;
use crate::wait::{wait, WaitError, Woken};
use netsvr_wire::{frame, Command};
use rustix::event::PollFlags;
use std::sync::LazyLock;
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

/// A small question that every gateway answers.
pub(crate) const QUESTION: Command = Command::UniqIdCount;

/// The frame of the small question that every gateway answers, with [`Command::UniqIdCount`].
#[must_use]
pub fn question() -> &'static [OutFrame<'static>] {
    static HEADER: LazyLock<Vec<u8>> = LazyLock::new(|| {
        frame::header(QUESTION.as_u32(), 0).map_or_else(|_| Vec::new(), |header| header.to_vec())
    });
    static FRAME: LazyLock<[OutFrame<'static>; 1]> =
        LazyLock::new(|| [OutFrame::from([HEADER.as_slice()])]);
    &*FRAME
}

/// The same for a port that takes registrations only, as the worker port of an 8.x does: an Unregister that names no
/// connection is answered, and takes nothing back.
#[must_use]
pub(crate) fn question_about_nobody() -> &'static [OutFrame<'static>] {
    static HEADER: LazyLock<Vec<u8>> = LazyLock::new(|| {
        let header = frame::header(Command::Unregister.as_u32(), 0);
        header.map_or_else(|_| Vec::new(), |header| header.to_vec())
    });
    static FRAME: LazyLock<[OutFrame<'static>; 1]> =
        LazyLock::new(|| [OutFrame::from([HEADER.as_slice()])]);
    &*FRAME
}

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

/// Runs exchanges with any number of gateways side by side. Each ends by its
/// deadline, well or not, and by `deadline` if it has none of its own; one that fails does not stop the others. An
/// answer may have at most `limit` payload bytes. A one-way frame that the socket
/// takes at once costs one system call.
///
/// When the hook ends the call, every exchange that is still under way fails
/// as stopped. When the hook forks, they fail in the child as those of another
/// process; what is being dialled is dialled anew there.
pub fn run(exchanges: &mut [Exchange<'_>], limit: usize, deadline: Deadline, hook: &mut dyn Hook) {
    for exchange in exchanges.iter_mut() {
        exchange.start(deadline, limit);
    }
    wait_for(exchanges, limit, deadline, hook);
}

/// Goes on with exchanges that have been started, to their end.
fn wait_for(exchanges: &mut [Exchange<'_>], limit: usize, deadline: Deadline, hook: &mut dyn Hook) {
    let is_waited_for = |exchange: &Exchange<'_>| exchange.is_pending() && !exchange.aside;
    while exchanges.iter().any(is_waited_for) {
        exchanges.iter_mut().for_each(Exchange::bequeath);
        let nearest = exchanges
            .iter()
            .filter(|exchange| exchange.is_pending())
            .map(|exchange| exchange.deadline(deadline))
            .min_by_key(Deadline::remaining)
            .unwrap_or(deadline);
        let mut fds: Vec<_> = exchanges.iter().filter_map(Exchange::awaited).collect();
        let woken = wait(&mut fds, nearest, hook);
        let ready: Vec<_> = fds.iter().map(Awaited::revents).collect();
        let awaited = exchanges.iter_mut().filter(|it| it.is_pending());
        for (exchange, ready) in awaited.zip(ready) {
            match woken {
                Ok(Woken::Ready) if !ready.is_empty() => exchange.advance(ready, limit),
                Ok(_) => {}
                Err(error) => exchange.give_up(Err(error), limit),
            }
        }
        // a gateway that keeps sending must not keep the call alive
        for exchange in exchanges.iter_mut().filter(|it| it.is_pending()) {
            if exchange.deadline(deadline).expired() {
                exchange.give_up(Ok(()), limit);
            }
        }
    }
    for exchange in exchanges.iter_mut().filter(|it| it.is_pending()) {
        exchange.give_up(Err(WaitError::Stopped), limit);
    }
}

impl Connection {
    /// Writes frames that are not answered, or whose answers are read one by
    /// one with [`read_frame`](Self::read_frame).
    ///
    /// # Errors
    /// [`Failure`] says what was written. The connection is then poisoned.
    #[inline]
    pub fn write_all(
        &mut self,
        frames: &[OutFrame<'_>],
        deadline: Deadline,
        hook: &mut dyn Hook,
    ) -> Result<(), Failure> {
        // the usual case: the system takes it at once
        let mut steps = Steps::new(frames, None);
        let started = steps.start(self, 0);
        if matches!(started, Ok(true)) {
            return Ok(());
        }
        self.write_rest(steps, started, deadline, hook)
    }

    #[cold]
    fn write_rest<'a>(
        &'a mut self,
        steps: Steps<'a>,
        started: Result<bool, ExchangeError>,
        deadline: Deadline,
        hook: &mut dyn Hook,
    ) -> Result<(), Failure> {
        let mut exchange = Exchange::one_way(self, &[]).until(deadline);
        exchange.steps = steps;
        exchange.conclude(started, 0);
        let mut exchanges = [exchange];
        wait_for(&mut exchanges, 0, deadline, hook);
        let [exchange] = exchanges;
        exchange.into_result().map(drop)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use netsvr_wire::frame;
    use proptest::prelude::*;
    use std::io::{Read, Write};
    use std::net::{Ipv4Addr, SocketAddrV4};
    use std::os::unix::net::UnixStream;

    const LIMIT: usize = 1 << 20;
    fn later() -> Deadline {
        Deadline::after(Duration::from_secs(60))
    }

    const ADDR: SocketAddrV4 = SocketAddrV4::new(Ipv4Addr::LOCALHOST, 1);

    fn pair() -> (Connection, UnixStream) {
        let (near, far) = UnixStream::pair().unwrap();
        let connection = Connection::new(near.into(), ADDR, Vec::new());
        (connection, far)
    }

    fn answer(command: Command, body: &[u8]) -> Vec<u8> {
        let header = frame::header(command.as_u32(), body.len()).unwrap();
        [&header, body].concat()
    }

    /// Feeds the chunks of a stream one by one to a request that was written.
    fn feed(exchange: &mut Exchange<'_>, far: &mut UnixStream, mut stream: &[u8], sizes: &[usize]) {
        let mut sizes = sizes.iter().cycle();
        while !stream.is_empty() {
            let (chunk, rest) = stream.split_at(stream.len().min(*sizes.next().unwrap()));
            stream = rest;
            far.write_all(chunk).unwrap();
            if exchange.is_pending() {
                exchange.advance(PollFlags::IN, LIMIT);
            }
        }
    }

    proptest! {
        #[test]
        fn answers_do_not_depend_on_chunks_and_leftovers_never_cross_over(
            body in prop::collection::vec(any::<u8>(), 0..400),
            extra in prop::collection::vec(any::<u8>(), 0..20),
            sizes in prop::collection::vec(1usize..50, 1..10),
        ) {
            let (mut connection, mut far) = pair();
            let frames = [OutFrame::from([&b"request"[..]])];
            let stream = [answer(Command::Metrics, &body), extra.clone()].concat();
            let mut exchange = Exchange::request(&mut connection, &frames, Command::Metrics);
            exchange.start(later(), LIMIT);
            feed(&mut exchange, &mut far, &stream, &sizes);
            match exchange.into_result() {
                Ok(got) => prop_assert_eq!(got, Some(body.as_slice())),
                Err(failure) => {
                    let unsolicited = matches!(
                        failure.error,
                        ExchangeError::Read(ReadError::Unsolicited { bytes }) if bytes <= extra.len()
                    );
                    prop_assert!(unsolicited);
                }
            }
            let mut next = Exchange::request(&mut connection, &frames, Command::Metrics);
            next.start(later(), LIMIT);
            prop_assert_eq!(next.is_pending(), extra.is_empty());
        }

        #[test]
        fn answers_to_other_commands_are_refused_in_any_chunks(
            body in prop::collection::vec(any::<u8>(), 0..100),
            sizes in prop::collection::vec(1usize..20, 1..10),
        ) {
            let (mut connection, mut far) = pair();
            let frames = [OutFrame::from([&b"request"[..]])];
            let mut exchange = Exchange::request(&mut connection, &frames, Command::Metrics);
            exchange.start(later(), LIMIT);
            feed(&mut exchange, &mut far, &answer(Command::Limit, &body), &sizes);
            prop_assert_eq!(
                exchange.into_result().unwrap_err().error,
                ExchangeError::Read(ReadError::UnexpectedCommand {
                    expected: Command::Metrics.as_u32(),
                    actual: Command::Limit.as_u32(),
                })
            );
            prop_assert!(connection.is_poisoned());
        }
    }

    #[test]
    fn an_answer_too_short_for_a_command_is_refused_before_it_is_complete() {
        let (mut connection, mut far) = pair();
        let frames = [OutFrame::from([&b"request"[..]])];
        let mut exchange = Exchange::request(&mut connection, &frames, Command::Metrics);
        exchange.start(later(), LIMIT);
        feed(&mut exchange, &mut far, &[0, 0, 0, 3], &[4]);
        let error = exchange.into_result().unwrap_err().error;
        assert!(matches!(
            error,
            ExchangeError::Read(ReadError::UnexpectedCommand { actual: 0, .. })
        ));
    }

    #[test]
    fn a_connection_goes_to_its_heir_while_others_are_waited_for_and_the_answer_stays() {
        let (mut quick, mut far) = pair();
        let (mut slow, mut far_slow) = pair();
        let gateways = std::thread::spawn(move || {
            let mut request = [0; 7];
            far.read_exact(&mut request).unwrap();
            far.write_all(&answer(Command::Metrics, b"soon")).unwrap();
            far_slow.read_exact(&mut request).unwrap();
            std::thread::sleep(Duration::from_millis(50));
            let late = answer(Command::Metrics, b"late");
            far_slow.write_all(&late).unwrap();
            (far, far_slow)
        });
        let frames = [OutFrame::from([&b"request"[..]])];
        let heir = std::cell::RefCell::new(None);
        let answers = {
            let quick = Exchange::request(&mut quick, &frames, Command::Metrics);
            let slow = Exchange::request(&mut slow, &frames, Command::Metrics);
            let mut exchanges = [
                quick.bequeathing(|connection| drop(heir.replace(Some(connection)))),
                slow.bequeathing(|_| panic!("nobody else is waited for")),
            ];
            let mut hook = crate::hook::NoHook;
            run(&mut exchanges, LIMIT, later(), &mut hook);
            exchanges.map(|it| it.into_result().unwrap().unwrap().to_vec())
        };
        assert_eq!(answers, [b"soon", b"late"]);
        let heir = heir.take().unwrap();
        assert!(!heir.is_left_behind() && !heir.is_poisoned());
        assert!(quick.is_left_behind() && quick.is_poisoned());
        assert!(!slow.is_left_behind() && !slow.is_poisoned());
        gateways.join().unwrap();
    }

    #[test]
    fn an_exchange_that_was_never_run_was_stopped_with_nothing_written() {
        let (mut connection, _far) = pair();
        let failure = Exchange::one_way(&mut connection, &[])
            .into_result()
            .unwrap_err();
        assert!(failure.error.is_stopped() && failure.sent.is_nothing());
        assert!(!connection.is_poisoned());
    }

    #[test]
    fn a_connection_stays_poisoned_when_an_exchange_is_abandoned() {
        let (mut connection, _far) = pair();
        let frames = [OutFrame::from([&b"request"[..]])];
        Exchange::request(&mut connection, &frames, Command::Metrics).start(later(), LIMIT);
        assert!(connection.is_poisoned());
        let again = Exchange::one_way(&mut connection, &frames);
        let mut exchanges = [again];
        run(
            &mut exchanges,
            LIMIT,
            Deadline::after(Duration::from_secs(1)),
            &mut crate::hook::NoHook,
        );
        let [again] = exchanges;
        assert_eq!(
            again.into_result().unwrap_err().error,
            ExchangeError::Write(WriteError::Poisoned)
        );
    }
}
