//! Asking gateways: the same request or one of its own for each, all at the same time. What is made of their answers
//! stands elsewhere.
use super::delivery::{self, worker_addr_value};
use super::encode::method_of;
use super::failures::{self, Failures};
use crate::socket::exchange::Job;
use crate::socket::outcome::Failed;
use crate::zend::error::error_log;
use crate::zend::{Thrown, ZObject, ZVal};
use netsvr_client::OutFrame;
use netsvr_wire::Command;

/// Frames for one gateway: a request is one frame, unless its list was too long for one.
pub struct Question<'a> {
    pub socket: ZObject,
    pub frames: Vec<OutFrame<'a>>,
}

/// Sends every gateway its frames, one after the other's answer, all gateways at the same time. Hands each answer's body
/// to `answered`, with the position of its question. Gives which gateways have failed: those are asked no more.
///
/// # Errors
/// As [`delivery::request`].
pub fn ask(
    command: Command,
    questions: &[Question<'_>],
    mut answered: impl FnMut(usize, &[u8]) -> Result<(), Thrown>,
) -> Result<Failures, Thrown> {
    let go_on = failures::go_on();
    let mut failures = Failures::default();
    let rounds = questions
        .iter()
        .map(|question| question.frames.len())
        .max()
        .unwrap_or(0);
    let mut deadline = None;
    for round in 0..rounds {
        let mut at = Vec::with_capacity(questions.len());
        let mut jobs = Vec::with_capacity(questions.len());
        for (index, question) in questions.iter().enumerate() {
            if failures.has(index) {
                continue;
            }
            if let Some(frame) = question.frames.get(round) {
                at.push(index);
                jobs.push(Job {
                    socket: (*question.socket).to_owned(),
                    frames: vec![*frame].into(),
                    lease: None,
                });
            }
        }
        let failed = delivery::request(command, &jobs, &mut deadline, go_on, |job, body| {
            at.get(job).map_or(Ok(()), |index| answered(*index, body))
        })?;
        failures.add(failed.into_iter().filter_map(|failed| {
            let index = *at.get(failed.index)?;
            Some(Failed { index, ..failed })
        }));
        if !failures.is_empty() && !go_on {
            break;
        }
    }
    Ok(failures)
}

/// The same frames for each of these gateways.
pub fn for_all<'a>(sockets: &[ZObject], frames: &[OutFrame<'a>]) -> Vec<Question<'a>> {
    let question = |socket: &ZObject| Question {
        socket: (**socket).to_owned(),
        frames: frames.to_vec(),
    };
    sockets.iter().map(question).collect()
}

/// A manager without sockets has been bound: no error, and hardly what was meant.
#[cold]
pub fn say_that_there_are_none(command: Command, done: &str) {
    error_log(&format!(
        "netsvr: {}: no gateway is configured, nothing was {done}: call addSocket() of the TaskSocketManger that is bound, \
         once for each gateway",
        method_of(command)
    ));
}

/// What a gateway has answered, with its worker address as PHP code gets it.
pub struct Answer<T> {
    pub worker_addr: ZVal,
    pub held: T,
}

/// Asks these gateways the same and gives what each has answered, in their order, and which have not. `read` adds a body to what the bodies
/// before it held, and gives the number of entries that the package makes of it: for each it asks a socket that is
/// written in PHP for its address, before the next socket is sent anything.
///
/// # Errors
/// As [`ask`]; what `read` gives.
pub fn ask_all<T>(
    command: Command,
    sockets: &[ZObject],
    frames: &[OutFrame<'_>],
    nothing: impl Fn() -> T,
    mut read: impl FnMut(&mut T, &[u8]) -> Result<usize, Thrown>,
) -> Result<(Vec<Answer<T>>, Failures), Thrown> {
    // limit() may ask for one gateway by its address
    if sockets.is_empty() && command != Command::Limit {
        say_that_there_are_none(command, "asked");
    }
    let mut answers: Vec<Answer<T>> = sockets
        .iter()
        .map(|_| Answer {
            worker_addr: ZVal::null(),
            held: nothing(),
        })
        .collect();
    let failures = ask(command, &for_all(sockets, frames), |index, body| {
        let (Some(answer), Some(socket)) = (answers.get_mut(index), sockets.get(index)) else {
            return Ok(());
        };
        let entries = read(&mut answer.held, body)?;
        if answer.worker_addr.is_null() {
            let asked = if delivery::is_ours(socket) {
                1
            } else {
                entries
            };
            for _ in 0..asked {
                answer.worker_addr = worker_addr_value(socket)?;
            }
        }
        Ok(())
    })?;
    let mut index = 0;
    answers.retain(|_| {
        index += 1;
        !failures.has(index - 1)
    });
    Ok((answers, failures))
}
