//! The sockets of the native family in one call: connected, written and read side by side, tried once more where that
//! can do no harm, and reported. What is logged, and whatever else calls PHP code, comes when the gateways have been
//! served.
use super::dialling::{self, connect_by_user, log_close, log_failure, log_loss, log_success};
use super::exchange::Job;
use super::not_connected::NotConnected;
use super::outcome::{self, Failed, Reason};
use super::signals::Signals;
use super::state::{Socket, Taken};
use super::supply::{self, condemn, supply, Route, Source, Supplied, Supply};
use crate::settings::SETTINGS;
use crate::turns::Turns;
use crate::zend::{Thrown, ZObj};
use netsvr_client::exchange::{self, Exchange};
use netsvr_client::health::{self, Hanging, Manner};
use netsvr_client::{
    Connection, Deadline, Down, ExchangeError, Failure, Lost, Moment, OutFrame, ReadError, Sent,
    Suspicion, Target, Trouble, WriteError,
};
use netsvr_wire::Command;
use std::time::{Duration, Instant};

/// A job on a socket of the native family, on its way.
pub struct Native<'j> {
    /// Position of its job.
    pub index: usize,
    socket: Socket<'j>,
    frames: &'j [OutFrame<'j>],
    /// Its connection, while it is in use or holds an answer.
    pub taken: Option<Taken>,
    /// The connection had been there before this call: it may have gone stale unnoticed.
    pub reused: bool,
    /// Why it has no connection.
    pub not_connected: Option<NotConnected>,
    /// Why it failed for good.
    pub reason: Option<Reason>,
    /// Written, with no answer to come: whatever becomes of the others, it has had its turn.
    done: bool,
    way: Way,
    /// How to dial its gateway.
    route: Option<Route>,
    /// A connection that was dialled in this call.
    fresh: Option<Connection>,
    failure: Option<Failure>,
    beside: Beside,
    /// It is only good on the connection that there is.
    confirms: bool,
    said: Said,
}

/// What is to be done for a socket.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    /// Its connection is to be used.
    Use,
    /// Its gateway is to be dialled.
    Dial,
    /// `connect()` is to be called.
    ByUser,
    /// Nothing more.
    Nothing,
}

/// What is still to be logged.
#[derive(Default)]
struct Said {
    losses: Vec<Lost>,
    /// It had another connection before.
    replaced: bool,
    connected: bool,
    /// Why there is no connection is to be told, with the pause that begins, if one does.
    refused: bool,
    pause: Option<Down>,
}

/// The socket, if it is ours and nothing of what we would do has been overridden.
pub fn native_socket(object: &ZObj) -> Option<Socket<'_>> {
    Socket::of(object).filter(|socket| socket.is_plain())
}

/// The jobs on sockets of ours.
pub fn natives<'j, 'a: 'j>(jobs: &'j [Job<'a>]) -> Vec<Native<'j>> {
    let native = |(index, job): (usize, &'j Job<'a>)| {
        let socket = native_socket(&job.socket)?;
        Some(Native::new(index, socket, &job.frames))
    };
    jobs.iter().enumerate().filter_map(native).collect()
}

/// One-way jobs on sockets of ours, done or failed for good.
///
/// # Errors
/// What callbacks and user classes throw.
pub fn exchanged<'j, 'a: 'j>(jobs: &'j [Job<'a>]) -> Result<Vec<Native<'j>>, Thrown> {
    let mut natives = natives(jobs);
    exchange_all(&mut natives, None, &mut None)?;
    Ok(natives)
}

/// How a single message fared that was written without further ado.
pub enum AtOnce {
    Done,
    /// It failed, and has been tried again, or reported.
    Concluded(Option<Failed>),
    /// The socket is not ours, or not ready.
    NotTried,
}

/// The common case, without further ado: one socket of ours, whose connection is there, or in the process.
///
/// # Errors
/// What callbacks and user classes throw.
#[inline(always)]
#[allow(clippy::inline_always)] // as `Socket::take`
pub fn at_once(job: &Job<'_>) -> Result<AtOnce, Thrown> {
    let Some(socket) = native_socket(&job.socket) else {
        return Ok(AtOnce::NotTried);
    };
    let now = Instant::now();
    if socket.needs_dialling(now) && !supply::take_over_parked(socket, now) {
        return Ok(AtOnce::NotTried);
    }
    let Some(mut taken) = socket.take() else {
        return Ok(AtOnce::NotTried);
    };
    let deadline = Deadline::counted_from(now, socket.send_receive_timeout());
    let mut signals = Signals::of(socket);
    let result = taken
        .connection
        .write_all(&job.frames, deadline, &mut signals);
    let Err(failure) = result else {
        if socket.put_back(taken) {
            socket.discard();
        }
        signals.finish()?;
        return Ok(AtOnce::Done);
    };
    let mut natives = [Native {
        taken: Some(taken),
        reused: true,
        failure: Some(failure),
        ..Native::new(0, socket, &job.frames)
    }];
    if let Err(thrown) = signals.finish() {
        abandon(&mut natives);
        return Err(thrown);
    }
    let mut deadline = Some(deadline);
    let concluded = conclude(&mut natives, None, &mut deadline);
    if concluded.is_err() {
        put_back(&mut natives);
    }
    concluded?;
    let [mut native] = natives;
    Ok(AtOnce::Concluded(native.failed()))
}

/// Connects, writes, reads, and once more where that can do no harm. What failed for good has a reason afterwards,
/// and has been logged.
///
/// # Errors
/// What callbacks and user classes throw; the connections are back then.
pub fn exchange_all(
    natives: &mut [Native<'_>],
    expect: Option<Command>,
    deadline: &mut Option<Deadline>,
) -> Result<(), Thrown> {
    if natives.is_empty() {
        return Ok(());
    }
    if expect.is_some() {
        for native in natives.iter().filter(|it| it.socket.owes_answer()) {
            native.socket.close()?;
        }
    }
    let result = (|| {
        let mut turns = Turns::default();
        for native in natives.iter_mut() {
            native.supply(Source::Any);
        }
        if expect.is_some() {
            turns.take(skip_hanging(natives))?;
        }
        let told = pass(natives, expect, deadline);
        // what was thrown about one gateway does not cost another one its message
        turns.take(told)?;
        if turns.is_clean() || expect.is_none() {
            turns.take(conclude(natives, expect, deadline))?;
        }
        turns.end()
    })();
    if result.is_err() {
        put_back(natives);
    }
    result
}

/// Passes over gateways that hang: they are not asked, and keep nobody waiting.
fn skip_hanging(natives: &mut [Native<'_>]) -> Result<(), Thrown> {
    let now = Moment::now();
    if health::table().is_quiet(now) || SETTINGS.get().pause_of_hanging().is_zero() {
        return Ok(());
    }
    let mut turns = Turns::default();
    for native in natives {
        if let Some(hanging) = native.heed(now) {
            let why = outcome::hangs(&hanging, now);
            native.reason = Some(Reason::skipped(native.socket, &why));
            turns.take(outcome::log_skipped(native.socket, &why))?;
        }
    }
    turns.end()
}

/// Tries again what may be, and reports what failed for good.
fn conclude(
    natives: &mut [Native<'_>],
    expect: Option<Command>,
    deadline: &mut Option<Deadline>,
) -> Result<(), Thrown> {
    let mut again = false;
    for native in natives.iter_mut() {
        let may = native.failure.as_ref().is_some_and(|failure| {
            failure.may_be_repeated(native.reused) && !failure.shows_no_gateway()
        });
        if may && !deadline.is_some_and(|deadline| deadline.expired()) {
            native.failure = None;
            native.taken = None;
            native.socket.close()?;
            native.supply(Source::Dial);
            again = true;
        }
    }
    if again {
        pass(natives, expect, deadline)?;
    }
    report(natives)
}

/// Frames that a gateway has or has not confirmed.
pub struct Confirmed {
    pub index: usize,
    pub frames: u64,
    /// Why they are not confirmed.
    pub problem: Option<Reason>,
}

/// Asks, all at once, a small question on the connections of sockets of ours that carry frames which their gateways have
/// not confirmed. Dials nothing: a fresh connection would say nothing of what was sent on another one.
///
/// # Errors
/// What callbacks and user classes throw.
pub fn confirm(
    sockets: &[(usize, Socket<'_>)],
    at_most: Option<Duration>,
) -> Result<Vec<Confirmed>, Thrown> {
    let mut frames = Vec::new();
    let mut natives = Vec::new();
    for (index, socket) in sockets {
        let waiting = socket.unconfirmed();
        if waiting > 0 {
            let native = Native::new(*index, *socket, exchange::question());
            frames.push(waiting);
            natives.push(Native {
                way: Way::Use,
                confirms: true,
                ..native
            });
        }
    }
    let mut deadline = at_most.map(Deadline::after);
    run(&mut natives, Some(Command::UniqIdCount), &mut deadline)?;
    let told = report(&mut natives);
    put_back(&mut natives);
    told?;
    let each = |(native, frames): (&mut Native<'_>, u64)| Confirmed {
        index: native.index,
        frames,
        problem: native.reason.take(),
    };
    Ok(natives.iter_mut().zip(frames).map(each).collect())
}

/// Gives every socket a connection that may be used, or says why it has none.
///
/// # Errors
/// What callbacks and user classes throw.
pub fn connect_all(natives: &mut [Native<'_>], source: Source) -> Result<(), Thrown> {
    for native in natives.iter_mut() {
        native.supply(source);
        if native.way == Way::Use {
            native.way = Way::Nothing;
        }
    }
    let told = pass(natives, None, &mut None);
    put_back(natives);
    told
}

/// Serves the gateways that are to be served, side by side, and says what there is to say of their connections. Sockets
/// whose `connect()` is to be called come after all others, which need not wait for that.
fn pass(
    natives: &mut [Native<'_>],
    expect: Option<Command>,
    deadline: &mut Option<Deadline>,
) -> Result<(), Thrown> {
    let mut turns = Turns::default();
    run(natives, expect, deadline)?;
    for native in natives.iter_mut() {
        let one_way = expect.is_none();
        turns.take(native.say(one_way))?;
    }
    let mut connected = false;
    for native in natives.iter_mut().filter(|it| it.way == Way::ByUser) {
        turns.take(native.connect_by_user(expect.is_none()))?;
        connected |= native.way == Way::Use;
    }
    if connected && (turns.is_clean() || expect.is_none()) {
        turns.take(run(natives, expect, deadline))?;
    }
    turns.end()
}

/// Dials, writes and reads. What went well stays taken when there is an answer to read, and is put back otherwise.
/// Calls no PHP code but signals' handlers.
fn run(
    natives: &mut [Native<'_>],
    expect: Option<Command>,
    deadline: &mut Option<Deadline>,
) -> Result<(), Thrown> {
    let mut signals = Signals::default();
    let now = Instant::now();
    let mut at = Vec::with_capacity(natives.len());
    let mut outcomes = Vec::with_capacity(natives.len());
    let mut latest = *deadline;
    {
        let side_by_side = natives.len() > 1;
        let mut exchanges = Vec::with_capacity(natives.len());
        for (position, native) in natives.iter_mut().enumerate() {
            let (main, beside) = native.exchanges(expect, *deadline, now, side_by_side);
            for (exchange, part) in [(main, Part::Main), (beside, Part::Beside)] {
                if let Some(exchange) = exchange {
                    at.push((position, part));
                    exchanges.push(exchange);
                }
            }
        }
        let limit = SETTINGS.get().max_packet_size.get();
        let at_once = Deadline::after(Duration::ZERO);
        exchange::run(&mut exchanges, limit, at_once, &mut signals);
        for (at, exchange) in at.into_iter().zip(exchanges) {
            if at.1 == Part::Main {
                latest = later(latest, exchange.ends());
            }
            outcomes.push((at, exchange.into_outcome()));
        }
    }
    *deadline = latest;
    if let Err(thrown) = signals.finish() {
        abandon(natives);
        return Err(thrown);
    }
    // what was asked beside a query comes behind it, and is needed to judge it
    for ((position, part), outcome) in outcomes.into_iter().rev() {
        match (natives.get_mut(position), part) {
            (Some(native), Part::Main) => native.take_up(outcome, expect.is_some()),
            (Some(native), Part::Beside) => native.beside.answered = outcome.is_ok(),
            (None, _) => {}
        }
    }
    Ok(())
}

/// What of a socket's an exchange is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Main,
    /// The small question that tells whether the gateway hangs.
    Beside,
}

/// A small question beside a query, on a connection of its own.
#[derive(Default)]
struct Beside {
    wanted: bool,
    asked: bool,
    connection: Option<Connection>,
    answered: bool,
}

fn later(one: Option<Deadline>, other: Option<Deadline>) -> Option<Deadline> {
    one.into_iter().chain(other).max_by_key(Deadline::remaining)
}

/// Without a connection all of a sudden: PHP code has closed it.
const CLOSED: Failure = Failure {
    error: netsvr_client::ExchangeError::Write(WriteError::Closed),
    sent: Sent {
        frames: 0,
        bytes: 0,
    },
    lost: None,
};

impl<'j> Native<'j> {
    pub fn new(index: usize, socket: Socket<'j>, frames: &'j [OutFrame<'j>]) -> Self {
        Self {
            index,
            socket,
            frames,
            taken: None,
            reused: false,
            not_connected: None,
            reason: None,
            done: false,
            way: Way::Nothing,
            route: None,
            fresh: None,
            failure: None,
            beside: Beside::default(),
            confirms: false,
            said: Said::default(),
        }
    }

    /// Finds out what it gets.
    fn supply(&mut self, source: Source) {
        let Supplied {
            supply: supplied,
            losses,
        } = supply(self.socket, source, Instant::now());
        self.said.losses.extend(losses);
        self.way = Way::Use;
        self.reused = matches!(supplied, Supply::Ready | Supply::Parked(_));
        if matches!(supplied, Supply::Ready | Supply::ByUser) {
            if matches!(supplied, Supply::ByUser) {
                self.way = Way::ByUser;
            }
            return;
        }
        if self.socket.is_connected() {
            self.socket.note_lost();
            self.socket.discard();
            self.said.replaced = true;
        }
        match supplied {
            Supply::Parked(connection) => {
                let address = self.socket.worker_addr();
                self.socket.install(connection, address);
            }
            Supply::Dial(route) => {
                self.route = Some(route);
                self.way = Way::Dial;
            }
            Supply::Refused(why, down) => self.refuse(why, down),
            Supply::Ready | Supply::ByUser => {}
        }
    }

    fn refuse(&mut self, why: NotConnected, down: Option<Down>) {
        self.way = Way::Nothing;
        self.said.refused = true;
        self.said.pause = down;
        self.not_connected = Some(why);
    }

    /// Finds out whether its gateway, which may be one that hangs, is to be asked, and how. Gives why not.
    fn heed(&mut self, now: Moment) -> Option<Hanging> {
        if !matches!(self.way, Way::Use | Way::Dial) {
            return None;
        }
        let address = self.socket.worker_addr();
        let time = self.socket.send_receive_timeout();
        match health::table().manner(&address, now, time) {
            Manner::Plainly => None,
            Manner::WithQuestion => {
                self.beside.wanted = true;
                None
            }
            Manner::Skipped(hanging) => {
                self.way = Way::Nothing;
                Some(hanging)
            }
        }
    }

    /// What it has to exchange now, and the question beside it.
    fn exchanges(
        &mut self,
        expect: Option<Command>,
        deadline: Option<Deadline>,
        now: Instant,
        side_by_side: bool,
    ) -> (Option<Exchange<'_>>, Option<Exchange<'_>>) {
        let until = deadline
            .unwrap_or_else(|| Deadline::counted_from(now, self.socket.send_receive_timeout()));
        if self.way == Way::Use {
            self.taken = self.socket.take();
            if self.taken.is_none() {
                self.way = Way::Nothing;
                self.failure = Some(CLOSED);
            }
        }
        // alone, it can be tried again just as well when this has ended
        let again = side_by_side && !self.confirms && self.socket.is_untouched();
        if self.way == Way::Use && (again || self.beside.wanted) {
            self.route.get_or_insert_with(|| Route::of(self.socket));
        }
        let target = self.route.as_ref().map(Route::target);
        let main = match (self.way, target, &mut self.taken) {
            (Way::Use, target, Some(taken)) => {
                let connection = &mut taken.connection;
                let exchange = match expect {
                    Some(command) => Exchange::request(connection, self.frames, command),
                    None => Exchange::one_way(connection, self.frames),
                };
                let exchange = exchange.until(until);
                Some(match target {
                    Some(target) if again => {
                        exchange.or_again(target, &mut self.fresh, self.reused)
                    }
                    _ => exchange,
                })
            }
            (Way::Dial, Some(target), _) => {
                let exchange = Exchange::reaching(target, &mut self.fresh, self.frames, expect);
                Some(match deadline {
                    Some(deadline) => exchange.until(deadline),
                    None => exchange,
                })
            }
            _ => None,
        };
        let wanted = std::mem::take(&mut self.beside.wanted);
        self.beside.asked |= wanted;
        let beside = match (target, &main) {
            (Some(target), Some(_)) if wanted => {
                let target = Target {
                    insisting: true,
                    ..target
                };
                let connection = &mut self.beside.connection;
                let expect = Some(Command::UniqIdCount);
                let question = exchange::question();
                Some(
                    Exchange::reaching(target, connection, question, expect)
                        .until(until)
                        .aside(),
                )
            }
            _ => None,
        };
        (main, beside)
    }

    /// Takes up what has come of it.
    fn take_up(&mut self, outcome: Result<(), Trouble>, request: bool) {
        self.way = Way::Nothing;
        if request {
            self.note_answer(&outcome);
        }
        if let Some(fresh) = self.fresh.take() {
            if let Some(stale) = self.taken.take() {
                self.socket.put_back(stale);
                self.said.replaced |= self.socket.discard();
            }
            self.said.connected = true;
            self.reused = false;
            dialling::install_dialled(self.socket, fresh);
            self.taken = self.socket.take();
        }
        match outcome {
            Ok(()) if request => {}
            Ok(()) => {
                self.done = true;
                self.put_back();
            }
            Err(Trouble::Failed(failure)) => self.failure = Some(failure),
            Err(Trouble::Unreached(why)) => {
                if let Some(stale) = self.taken.take() {
                    self.socket.put_back(stale);
                    self.said.replaced |= self.socket.discard();
                }
                let (why, down) = NotConnected::unreached(why);
                self.refuse(why, down);
            }
        }
    }

    /// Notes, for all, whether the gateway answers queries.
    fn note_answer(&mut self, outcome: &Result<(), Trouble>) {
        let beside = std::mem::take(&mut self.beside);
        let table = health::table();
        match outcome {
            Ok(()) if beside.asked => table.answered(&self.socket.worker_addr()),
            Err(Trouble::Failed(failure))
                if matches!(
                    failure.error,
                    ExchangeError::Read(ReadError::TimedOut { .. })
                ) =>
            {
                let hangs = beside.asked && !beside.answered;
                let pause = SETTINGS.get().pause_of_hanging();
                table.unanswered(&self.socket.worker_addr(), hangs, pause);
            }
            _ => {}
        }
    }

    /// Says what there is to say of its connections.
    fn say(&mut self, one_way: bool) -> Result<(), Thrown> {
        let Said {
            losses,
            replaced,
            connected,
            refused,
            pause,
        } = std::mem::take(&mut self.said);
        let socket = self.socket;
        let mut turns = Turns::default();
        for lost in &losses {
            turns.take(log_loss(socket, lost))?;
        }
        if replaced {
            turns.take(log_close(socket))?;
        }
        if connected {
            turns.take(log_success(socket))?;
        }
        if let (true, Some(why)) = (refused, self.not_connected.clone()) {
            turns.take(log_failure(socket, &why, pause.as_ref()))?;
            turns.take(self.has_no_connection(&why, one_way))?;
        }
        turns.end()
    }

    /// It is given up. A message's socket without a connection is told of at once, behind its own connect line.
    fn has_no_connection(&mut self, why: &NotConnected, one_way: bool) -> Result<(), Thrown> {
        self.reason = Some(Reason::not_connected(self.socket, why));
        if one_way && !self.frames.is_empty() {
            outcome::log_not_connected(self.socket)?;
        }
        Ok(())
    }

    fn connect_by_user(&mut self, one_way: bool) -> Result<(), Thrown> {
        self.way = Way::Nothing;
        let mut turns = Turns::default();
        let failure = match connect_by_user(self.socket) {
            Ok(failure) => failure,
            Err(thrown) => {
                turns.take(Err(thrown))?;
                let class = self.socket.object.class_name();
                let why = format!("{class}::connect() has thrown");
                Some(NotConnected::because(why))
            }
        };
        match failure {
            Some(why) => {
                turns.take(self.has_no_connection(&why, one_way))?;
                self.not_connected = Some(why);
            }
            None if self.frames.is_empty() => {}
            None => self.way = Way::Use,
        }
        turns.end()
    }

    fn put_back(&mut self) {
        if let Some(taken) = self.taken.take() {
            if self.socket.put_back(taken) {
                self.socket.discard();
            }
        }
    }

    /// Why it failed for good, if it has.
    pub fn failed(&mut self) -> Option<Failed> {
        Some(Failed {
            index: self.index,
            worker_addr: self.socket.worker_addr(),
            reason: self.reason.take()?,
            socket: self.socket.object.to_owned(),
        })
    }

    /// Whether it has its answer.
    pub fn is_answered(&self) -> bool {
        self.reason.is_none() && self.taken.is_some()
    }
}

/// Gives the connections back to their sockets.
pub fn put_back(natives: &mut [Native<'_>]) {
    natives.iter_mut().for_each(Native::put_back);
}

/// PHP code ended the call: what was under way is not to be used again.
fn abandon(natives: &mut [Native<'_>]) {
    for native in natives {
        if let Some(taken) = &mut native.taken {
            taken.connection.poison();
        }
        native.put_back();
    }
}

/// Logs what failed for good, and keeps the reasons.
fn report(natives: &mut [Native<'_>]) -> Result<(), Thrown> {
    let mut failed = Vec::new();
    for native in natives.iter_mut() {
        let Some(failure) = native.failure.take() else {
            continue;
        };
        let socket = native.socket;
        let mut pause = None;
        let condemning = failure.lost.as_ref().filter(|_| failure.shows_no_gateway());
        native.reason = Some(match condemning {
            Some(lost) => {
                let (why, down) = condemn(&socket.worker_addr(), lost);
                pause = Some((why.clone(), down));
                Reason::not_connected(socket, &why)
            }
            None => Reason::exchange(socket, &failure),
        });
        if let Some(taken) = native.taken.take() {
            socket.put_back(taken);
        }
        failed.push((socket, failure, pause));
    }
    let mut turns = Turns::default();
    for (socket, failure, condemned) in failed {
        turns.take(socket.close())?;
        if let Some((why, down)) = condemned {
            turns.take(log_failure(socket, &why, down.as_ref()))?;
        }
        turns.take(outcome::log_failure(socket, &failure.error))?;
        if let Some(lost) = failure.lost.filter(|lost| lost.frames > 0) {
            if lost.suspicion != Suspicion::Wrong {
                turns.take(log_loss(socket, &lost))?;
            }
        }
    }
    turns.end()
}
