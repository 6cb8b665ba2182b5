//! The sockets of the native family in one call: connected, written and read side by side, tried once more where that
//! can do no harm, and reported. What is logged, and whatever else calls PHP code, comes when the gateways have been
//! served.
use super::dialling::{log_failure, log_loss};
use super::exchange::Job;
use super::leases::lease_all;
use super::native::{Native, Part, Way};
use super::outcome::{self, Failed, Half, Reason};
use super::pool::{self, Lease, Use};
use super::signals::Signals;
use super::state::Socket;
use super::supply::{self, condemn, Source};
use super::telling::leave_to_others;
use crate::settings::SETTINGS;
use crate::turns::Turns;
use crate::zend::{Thrown, ZObj};
use netsvr_client::exchange;
use netsvr_client::health;
use netsvr_client::{Cause, Deadline, Moment, NoHook, Suspicion};
use netsvr_wire::Command;
use std::borrow::Cow;
use std::rc::Rc;
use std::time::{Duration, Instant};

/// The socket, if it is ours and nothing of what we would do has been overridden.
pub fn native_socket(object: &ZObj) -> Option<Socket<'_>> {
    Socket::of(object).filter(|socket| socket.is_plain())
}

/// The jobs on sockets of ours.
pub fn natives<'j, 'a: 'j>(jobs: &'j [Job<'a>]) -> Vec<Native<'j>> {
    let native = |(index, job): (usize, &'j Job<'a>)| {
        let socket = native_socket(&job.socket)?;
        Some(Native {
            lease: job.lease.clone(),
            ..Native::new(index, socket, &job.frames)
        })
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
        lease: job.lease.clone(),
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

/// Writes one-way frames on a connection that is there, and calls no PHP code. False: not all of it could be written.
pub fn write_quietly(job: &Job<'_>) -> bool {
    let Some(socket) = native_socket(&job.socket) else {
        return false;
    };
    let Some(mut taken) = socket.take() else {
        return false;
    };
    let deadline = Deadline::after(socket.send_receive_timeout());
    let written = taken
        .connection
        .write_all(&job.frames, deadline, &mut NoHook)
        .is_ok();
    if socket.put_back(taken) || !written {
        socket.discard();
    }
    written
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
        for native in natives.iter_mut().filter(|it| it.socket.owes_answer()) {
            native.close()?;
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
            turns.take(native.skipped(outcome::hangs(&hanging, now)))?;
        }
    }
    turns.end()
}

/// Tries again what may be, and reports what failed for good: whatever is thrown about one message costs no other one its turn.
fn conclude(
    natives: &mut [Native<'_>],
    expect: Option<Command>,
    deadline: &mut Option<Deadline>,
) -> Result<(), Thrown> {
    let mut again = false;
    let mut turns = Turns::default();
    for native in natives.iter_mut() {
        let may = native.failure.as_ref().is_some_and(|failure| {
            failure.may_be_repeated(native.reused) && !failure.shows_no_gateway()
        });
        if may && !deadline.is_some_and(|deadline| deadline.expired()) {
            native.failure = None;
            native.taken = None;
            turns.take(native.close())?;
            native.supply(Source::Dial);
            again = true;
        }
    }
    if again && (turns.is_clean() || expect.is_none()) {
        turns.take(pass(natives, expect, deadline))?;
    }
    turns.take(report(natives))?;
    turns.end()
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
    let mut refused = Vec::new();
    let mut leases: Vec<Option<Rc<Lease>>> = sockets.iter().map(|_| None).collect();
    let mut without = Vec::new();
    if pool::concerns() {
        let job = |(_, socket): &(usize, Socket<'_>)| Job {
            socket: socket.object.to_owned(),
            frames: Cow::Borrowed(&[]),
            lease: None,
        };
        let jobs: Vec<Job<'_>> = sockets.iter().map(job).collect();
        let all = lease_all(&jobs, Use::Commands)?;
        for (at, job) in all.at.iter().zip(&all.jobs) {
            if let Some(lease) = leases.get_mut(*at) {
                lease.clone_from(&job.lease);
            }
        }
        without = all.refused;
    }
    for (at, ((index, socket), lease)) in sockets.iter().zip(leases).enumerate() {
        if let Some((_, why)) = without.iter().find(|(refused, _)| *refused == at) {
            refused.push(Confirmed {
                index: *index,
                frames: 0,
                problem: Some(Reason::without_connection(*socket, Half::Receive, why)),
            });
            continue;
        }
        let waiting = socket.unconfirmed();
        if waiting > 0 {
            let native = Native::new(*index, *socket, exchange::question());
            frames.push(waiting);
            natives.push(Native {
                way: Way::Use,
                confirms: true,
                // given back when its own gateway has answered, and at once where there is nothing to ask
                lease,
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
    let confirmed = natives.iter_mut().zip(frames).map(each);
    Ok(confirmed.chain(refused).collect())
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
    if natives.iter().any(Native::calls_php) {
        leave_to_others(natives);
    }
    for native in natives.iter_mut() {
        // what has failed may need its connection once more
        if native.failure.is_none() || !native.is_leased() {
            turns.take(native.say(expect.is_none()))?;
        }
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

fn later(one: Option<Deadline>, other: Option<Deadline>) -> Option<Deadline> {
    one.into_iter().chain(other).max_by_key(Deadline::remaining)
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
    if natives.iter().any(|native| native.failure.is_some()) {
        leave_to_others(natives);
    }
    let mut failed = Vec::new();
    for native in natives.iter_mut() {
        let Some(failure) = native.failure.take() else {
            continue;
        };
        native.count_failed(Cause::from(&failure.error), failure.sent.frames);
        let socket = native.socket;
        let mut pause = None;
        let condemning = failure.lost.as_ref().filter(|_| failure.shows_no_gateway());
        native.reason = Some(match condemning {
            Some(lost) => {
                let (why, down) = condemn(socket, lost);
                pause = Some((why.clone(), down));
                Reason::not_connected(socket, &why)
            }
            None => Reason::exchange(socket, &failure),
        });
        if let Some(taken) = native.taken.take() {
            socket.put_back(taken);
        }
        let end = native.end();
        failed.push((native, end, failure, pause));
    }
    let mut turns = Turns::default();
    for (native, end, failure, condemned) in failed {
        let socket = native.socket;
        turns.take(native.say(false))?;
        turns.take(end.tell(socket))?;
        if let Some((why, down)) = condemned {
            turns.take(log_failure(socket, &why, down.as_ref()))?;
        }
        turns.take(outcome::log_failure(
            socket,
            &failure.error,
            Some(failure.sent),
        ))?;
        if outcome::shows_no_gateway(socket, &failure) {
            turns.take(outcome::log_what_to_check(socket, &failure.error))?;
        }
        if let Some(lost) = failure.lost.filter(|lost| lost.frames > 0) {
            if lost.suspicion != Suspicion::Wrong {
                turns.take(log_loss(socket, &lost))?;
            }
        }
    }
    turns.end()
}
