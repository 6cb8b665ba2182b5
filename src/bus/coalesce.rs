//! `netsvr.coalesce`: what a handler sends to single clients of a gateway 8.x leaves as one `SingleCastBulk`, because
//! such a gateway keeps the order within a command only.
//!
//! A run of `singleCast()` ends with the handler, with any other call of `NetBus`, when it fills a frame, and with the
//! first call after a millisecond. The strings are those of the caller: nothing is copied before the run ends.
use super::delivery;
use super::encode::{self, frames_of_bulk, header, too_long};
use crate::main_socket::held_back::{self, Release};
use crate::settings::SETTINGS;
use crate::socket::exchange::{self, Job};
use crate::zend::{error, Thrown, ZObject, ZStr, ZString};
use netsvr_client::OutFrame;
use netsvr_wire::body::{put_bytes_unless_empty, put_len_key};
use netsvr_wire::{BulkFrames, Command, Gateway};
use std::cell::{Cell, RefCell};
use std::mem::ManuallyDrop;
use std::time::{Duration, Instant};

/// Longest time between the first message of a run and one that still belongs to it.
const LONGEST: Duration = Duration::from_millis(1);

/// Messages for clients of one gateway.
struct Run {
    socket: ZObject,
    messages: Vec<(ZString, ZString)>,
}

/// What waits in this thread.
struct Waiting {
    runs: RefCell<Vec<Run>>,
    bytes: Cell<usize>,
    since: Cell<Option<Instant>>,
}

thread_local! {
    /// Never dropped: the objects in it belong to a request, and a thread may outlive them.
    static WAITING: ManuallyDrop<Waiting> = const {
        ManuallyDrop::new(Waiting {
            runs: RefCell::new(Vec::new()),
            bytes: Cell::new(0),
            since: Cell::new(None),
        })
    };
}

/// At module start.
pub fn register() {
    held_back::register(Release {
        send: end,
        quietly: end_quietly,
    });
}

/// At the start of a request: what another one has left behind is not of this one.
pub fn begin_request() {
    std::mem::forget(take());
}

/// Whether messages may have to wait.
#[inline]
pub fn is_on() -> bool {
    SETTINGS.get().coalesce.get()
}

/// Takes a message into the run of its gateway. False: it is to be sent by itself.
///
/// # Errors
/// What ending a run throws, and what asking a user class for its address does.
pub fn takes(socket: &ZObject, uniq_id: &ZStr, data: &ZStr) -> Result<bool, Thrown> {
    if !held_back::is_possible() {
        return Ok(false);
    }
    if !delivery::is_ours(socket) || exchange::gateway(socket)? != Gateway::Eight {
        return Ok(false);
    }
    let size = uniq_id.len() + data.len();
    let is_full = WAITING.with(|waiting| {
        let is_late = waiting
            .since
            .get()
            .is_some_and(|since| since.elapsed() > LONGEST);
        is_late || waiting.bytes.get() + size > encode::limit()
    });
    if is_full {
        end()?;
    }
    let message = (uniq_id.to_owned(), data.to_owned());
    WAITING.with(|waiting| {
        let mut runs = waiting.runs.borrow_mut();
        waiting.bytes.set(waiting.bytes.get() + size);
        waiting
            .since
            .set(waiting.since.get().or_else(|| Some(Instant::now())));
        match runs
            .iter_mut()
            .find(|run| std::ptr::eq(&raw const *run.socket, &raw const **socket))
        {
            Some(run) => run.messages.push(message),
            None => runs.push(Run {
                socket: (**socket).to_owned(),
                messages: vec![message],
            }),
        }
    });
    held_back::set(true);
    Ok(true)
}

fn take() -> Vec<Run> {
    held_back::set(false);
    WAITING.with(|waiting| {
        waiting.bytes.set(0);
        waiting.since.set(None);
        waiting.runs.take()
    })
}

/// Sends what waits, before anything else is sent.
///
/// # Errors
/// As [`delivery::one_way`].
#[inline]
pub fn end_if_any() -> Result<(), Thrown> {
    if held_back::waits() {
        return end();
    }
    Ok(())
}

#[cold]
fn end() -> Result<(), Thrown> {
    each_as_jobs(&take(), delivery::one_way)?
}

/// The request is ending, and no PHP code may run any more: what was sent is sent.
fn end_quietly() {
    let runs = take();
    let messages: usize = runs.iter().map(|run| run.messages.len()).sum();
    let written = each_as_jobs(&runs, |jobs| jobs.iter().all(exchange::write_quietly));
    if !written.is_ok_and(|all| all) {
        error::error_log(&format!(
            "netsvr: the process ended in a handler, and of {messages} singleCasts that netsvr.coalesce held back not all \
             could be written"
        ));
    }
}

/// Makes a job of each run.
fn each_as_jobs<T>(runs: &[Run], act: impl FnOnce(&[Job<'_>]) -> T) -> Result<T, Thrown> {
    let mut heads = Vec::with_capacity(runs.len());
    let mut bulks = Vec::with_capacity(runs.len());
    for run in runs {
        match run.messages.as_slice() {
            [(uniq_id, data)] => heads.push(head(uniq_id, data)?),
            messages => bulks.push(bulk(messages)?),
        }
    }
    let (mut head, mut bulk) = (heads.iter(), bulks.iter());
    let jobs: Vec<Job<'_>> = runs
        .iter()
        .map(|run| Job {
            socket: run.socket.to_owned(),
            frames: match run.messages.as_slice() {
                [(_, data)] => {
                    let head = head.next().map_or(&[][..], Vec::as_slice);
                    vec![OutFrame::from([head, data.as_bytes()])].into()
                }
                _ => bulk.next().map(frames_of_bulk).unwrap_or_default().into(),
            },
            lease: None,
        })
        .collect();
    let result = act(&jobs);
    drop(jobs);
    encode::keep_bulks(bulks);
    Ok(result)
}

/// The frame of one message, up to its data.
fn head(uniq_id: &ZStr, data: &ZStr) -> Result<Vec<u8>, Thrown> {
    let mut fields = Vec::new();
    put_bytes_unless_empty(&mut fields, 1, uniq_id.as_bytes());
    if data.len() > 0 {
        put_len_key(&mut fields, 2, data.len());
    }
    let header = header(Command::SingleCast, fields.len() + data.len())?;
    Ok([&header[..], &fields].concat())
}

fn bulk(messages: &[(ZString, ZString)]) -> Result<BulkFrames, Thrown> {
    const COMMAND: Command = Command::SingleCastBulk;
    let refused = |problem| too_long(COMMAND, problem);
    let mut frames = encode::bulk();
    frames.begin(COMMAND, encode::limit());
    for (uniq_id, data) in messages {
        frames
            .push_pair(uniq_id.as_bytes(), data.as_bytes())
            .map_err(refused)?;
    }
    frames.finish();
    Ok(frames)
}
