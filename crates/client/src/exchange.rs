//! The engine: writes frames to any number of gateways and reads the answers
//! as they come, all under one deadline. One-way commands and requests are
//! the same thing here, with and without an answer. Knows nothing of bodies.

use crate::connection::Connection;
use crate::deadline::Deadline;
use crate::error::{ExchangeError, Failure, ReadError, Sent, WriteError};
use crate::hook::Hook;
use crate::input::{Filled, Input};
use crate::outgoing::{OutFrame, Progress};
use crate::wait::{wait, WaitError, Woken};
use netsvr_wire::{decode, Command, Decoded, Frame, HEADER_SIZE, LENGTH_SIZE};
use rustix::event::{PollFd, PollFlags};
use std::os::fd::AsFd;

/// What is to be written to one gateway, and what it is to answer.
#[derive(Debug)]
pub struct Exchange<'a> {
    connection: &'a mut Connection,
    frames: &'a [OutFrame<'a>],
    /// The answer that is still to come.
    expect: Option<Command>,
    /// Whether there is an answer to hand out at the end.
    request: bool,
    progress: Progress,
    written: bool,
    outcome: Option<Result<(), Failure>>,
}

impl<'a> Exchange<'a> {
    /// Frames that are not answered.
    #[must_use]
    pub fn one_way(connection: &'a mut Connection, frames: &'a [OutFrame<'a>]) -> Self {
        Self {
            connection,
            frames,
            expect: None,
            request: false,
            progress: Progress::default(),
            written: false,
            outcome: None,
        }
    }

    /// Frames that are answered by one frame of the command `expect`.
    #[must_use]
    pub fn request(
        connection: &'a mut Connection,
        frames: &'a [OutFrame<'a>],
        expect: Command,
    ) -> Self {
        Self {
            expect: Some(expect),
            request: true,
            ..Self::one_way(connection, frames)
        }
    }

    /// How it ended, after [`run`]: the body of the answer, borrowed from
    /// the connection (see [`Connection::answer_body`]), or `None` when none
    /// was expected.
    ///
    /// # Errors
    /// [`Failure`] with what had been written. The connection is then
    /// poisoned. An exchange that nobody has run fails as stopped, with
    /// nothing written.
    pub fn into_result(self) -> Result<Option<&'a [u8]>, Failure> {
        let never_run = Failure {
            error: WriteError::Stopped.into(),
            sent: Sent::default(),
        };
        self.outcome.unwrap_or(Err(never_run))?;
        let connection: &'a Connection = self.connection;
        Ok(self.request.then(|| connection.answer_body()))
    }

    fn is_pending(&self) -> bool {
        self.outcome.is_none()
    }

    /// What has to happen on the socket for the exchange to go on.
    fn interest(&self) -> PollFlags {
        let mut flags = PollFlags::empty();
        if !self.written {
            flags |= PollFlags::OUT;
        }
        if self.expect.is_some() {
            flags |= PollFlags::IN;
        }
        flags
    }

    fn start(&mut self) {
        match self.connection.start(self.request) {
            Ok(()) => self.advance(PollFlags::OUT, 0),
            Err(error) => self.fail(error.into()),
        }
    }

    /// Goes as far as it can without waiting. `ready` is what the socket is
    /// known to be ready for.
    fn advance(&mut self, ready: PollFlags, limit: usize) {
        match self.step(ready, limit) {
            Err(error) => self.fail(error),
            Ok(()) if self.written && self.expect.is_none() => {
                self.count();
                self.connection.finish();
                self.outcome = Some(Ok(()));
            }
            Ok(()) => {}
        }
    }

    fn step(&mut self, ready: PollFlags, limit: usize) -> Result<(), ExchangeError> {
        // Reading comes first: a gateway that waits for its answer to be read
        // does not read itself, and one that has closed says so here.
        if ready.intersects(!PollFlags::OUT) {
            if let Some(expected) = self.expect {
                self.read(expected, limit)?;
            }
        }
        if !self.written && ready.intersects(!PollFlags::IN) {
            self.written = self
                .progress
                .write(self.connection.as_fd(), self.frames)
                .map_err(|errno| WriteError::Io(errno.into()))?;
        }
        Ok(())
    }

    fn read(&mut self, expected: Command, limit: usize) -> Result<(), ReadError> {
        let mut more = true;
        loop {
            let needed = match check(self.connection.input(), expected, limit)? {
                Decoded::Incomplete { needed } => needed,
                Decoded::Frame { consumed, .. } => {
                    self.connection.take(consumed);
                    self.expect = None;
                    return Ok(());
                }
            };
            if !more {
                return Ok(());
            }
            more = self.connection.fill(needed)? == Filled::Some { full: true };
        }
    }

    fn fail(&mut self, error: ExchangeError) {
        log::warn!(
            "the exchange with {} failed: {error}",
            self.connection.peer()
        );
        self.count();
        if let Some(counters) = self.connection.counters() {
            counters.exchange_failed();
        }
        self.connection.poison();
        self.outcome = Some(Err(Failure {
            error,
            sent: Sent {
                frames: self.progress.frames,
                bytes: self.progress.bytes,
            },
        }));
    }

    /// Counts what has been written, once at the exchange's end.
    fn count(&mut self) {
        if self.request {
            self.connection.count_request();
        }
        if let Some(counters) = self.connection.counters() {
            counters.sent(self.progress.frames, self.progress.bytes);
        }
        log::trace!(
            "{} frames of {} bytes in all went to {}",
            self.progress.frames,
            self.progress.bytes,
            self.connection.peer()
        );
    }

    /// Ends an exchange for a reason that has nothing to do with its gateway.
    fn give_up(&mut self, write: WriteError, read: ReadError) {
        self.fail(if self.written {
            read.into()
        } else {
            write.into()
        });
    }
}

/// Looks at what was read of an answer. Bytes that must not be there are an
/// error as soon as they show, not after megabytes of them.
fn check(input: &Input, expected: Command, limit: usize) -> Result<Decoded<'_>, ReadError> {
    let unread = input.unread();
    let decoded = decode(unread, limit)?;
    let command = match decoded {
        Decoded::Frame { frame, .. } => Some(frame.command().unwrap_or_default()),
        Decoded::Incomplete { needed } if needed < HEADER_SIZE => {
            (unread.len() >= LENGTH_SIZE).then_some(0)
        }
        Decoded::Incomplete { .. } => unread
            .get(LENGTH_SIZE..)
            .and_then(|payload| Frame { payload }.command()),
    };
    match (command, decoded) {
        (Some(actual), _) if actual != expected.as_u32() => Err(ReadError::UnexpectedCommand {
            expected: expected.as_u32(),
            actual,
        }),
        (_, Decoded::Frame { consumed, .. }) if consumed < unread.len() => {
            Err(ReadError::Unsolicited {
                bytes: unread.len() - consumed,
            })
        }
        _ => Ok(decoded),
    }
}

/// Runs exchanges with any number of gateways side by side. Each ends by the
/// deadline, well or not; one that fails does not stop the others. An answer
/// may have at most `limit` payload bytes. A one-way frame that the socket
/// takes at once costs one system call.
///
/// When the hook ends the call, every exchange that is still under way fails
/// as stopped. When the hook forks, they fail in the child as those of another
/// process.
pub fn run(exchanges: &mut [Exchange<'_>], limit: usize, deadline: Deadline, hook: &mut dyn Hook) {
    for exchange in exchanges.iter_mut() {
        exchange.start();
    }
    while exchanges.iter().any(Exchange::is_pending) {
        let mut fds: Vec<_> = exchanges
            .iter()
            .filter(|exchange| exchange.is_pending())
            .map(|exchange| PollFd::new(&*exchange.connection, exchange.interest()))
            .collect();
        let mut woken = wait(&mut fds, deadline, hook);
        let ready: Vec<_> = fds.iter().map(PollFd::revents).collect();
        if woken == Ok(Woken::Ready) {
            for (exchange, ready) in pending(exchanges).zip(ready) {
                if !ready.is_empty() {
                    exchange.advance(ready, limit);
                }
            }
            // a gateway that keeps sending must not keep the call alive
            if deadline.expired() {
                woken = Ok(Woken::TimedOut);
            }
        }
        if woken != Ok(Woken::Ready) {
            let (write, read) = reasons(woken, deadline);
            pending(exchanges).for_each(|exchange| exchange.give_up(write, read));
        }
    }
}

fn pending<'s, 'a>(
    exchanges: &'s mut [Exchange<'a>],
) -> impl Iterator<Item = &'s mut Exchange<'a>> {
    exchanges
        .iter_mut()
        .filter(|exchange| exchange.is_pending())
}

/// What a wait that ended without a ready socket means for an exchange that
/// still writes, and for one that reads.
fn reasons(woken: Result<Woken, WaitError>, deadline: Deadline) -> (WriteError, ReadError) {
    let after = deadline.given();
    match woken {
        Ok(_) => (
            WriteError::TimedOut { after },
            ReadError::TimedOut { after },
        ),
        Err(WaitError::Stopped) => (WriteError::Stopped, ReadError::Stopped),
        Err(WaitError::Forked) => (WriteError::Foreign, ReadError::Foreign),
        Err(WaitError::Io(errno)) => (WriteError::Io(errno.into()), ReadError::Io(errno.into())),
    }
}

impl Connection {
    /// Writes frames that are not answered, or whose answers are read one by
    /// one with [`read_frame`](Self::read_frame).
    ///
    /// # Errors
    /// [`Failure`] says what was written. The connection is then poisoned.
    pub fn write_all(
        &mut self,
        frames: &[OutFrame<'_>],
        deadline: Deadline,
        hook: &mut dyn Hook,
    ) -> Result<(), Failure> {
        let mut exchanges = [Exchange::one_way(self, frames)];
        run(&mut exchanges, 0, deadline, hook);
        let [exchange] = exchanges;
        exchange.into_result().map(|_| ())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use netsvr_wire::frame;
    use proptest::prelude::*;
    use std::io::Write;
    use std::net::{Ipv4Addr, SocketAddrV4};
    use std::os::unix::net::UnixStream;

    const LIMIT: usize = 1 << 20;
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
            exchange.start();
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
            next.start();
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
            exchange.start();
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
        exchange.start();
        feed(&mut exchange, &mut far, &[0, 0, 0, 3], &[4]);
        let error = exchange.into_result().unwrap_err().error;
        assert!(matches!(
            error,
            ExchangeError::Read(ReadError::UnexpectedCommand { actual: 0, .. })
        ));
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
        Exchange::request(&mut connection, &frames, Command::Metrics).start();
        assert!(connection.is_poisoned());
        let again = Exchange::one_way(&mut connection, &frames);
        let mut exchanges = [again];
        run(
            &mut exchanges,
            LIMIT,
            Deadline::after(std::time::Duration::from_secs(1)),
            &mut crate::hook::NoHook,
        );
        let [again] = exchanges;
        assert_eq!(
            again.into_result().unwrap_err().error,
            ExchangeError::Write(WriteError::Poisoned)
        );
    }
}
