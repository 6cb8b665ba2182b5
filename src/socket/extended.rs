//! Child classes of our sockets whose `send()` or `receive()` a user class has overridden, in a query. They are called, but
//! keep what sockets of ours have: all gateways are sent to before the first one is waited for, the time is that of the
//! whole call, and a question that met a stale connection is asked once more on a fresh one.
use super::dialling::{make_ready, Source};
use super::exchange::{worker_addr, Job};
use super::outcome::{Failed, Reason};
use super::question::Question;
use super::state::Socket;
use super::user_class;
use crate::zend::{Thrown, ZString};
use netsvr_client::{Deadline, OutFrame};
use netsvr_wire::Command;
use std::time::Duration;

/// A question through a child class, on its way.
pub struct Extended<'j> {
    /// Position of its job.
    pub index: usize,
    socket: Socket<'j>,
    frames: &'j [OutFrame<'j>],
    question: Question,
    /// What has come of it.
    pub answer: Option<Result<ZString, Reason>>,
}

/// The jobs on child classes.
pub fn extended<'j, 'a: 'j>(jobs: &'j [Job<'a>]) -> Vec<Extended<'j>> {
    let extended = |(index, job): (usize, &'j Job<'a>)| {
        let socket = Socket::of(&job.socket).filter(|socket| !socket.is_plain())?;
        Some(Extended {
            index,
            socket,
            frames: &job.frames,
            question: Question::new(true, None),
            answer: None,
        })
    };
    jobs.iter().enumerate().filter_map(extended).collect()
}

/// Calls `send()` of each. Gives until when the answers must have come: until then, if the call has a time limit already.
///
/// # Errors
/// What callbacks and user classes throw; none of those that have been sent to is waited for then.
pub fn send(all: &mut [Extended<'_>], deadline: Option<Deadline>) -> Result<Deadline, Thrown> {
    let result = all.iter_mut().try_for_each(|one| {
        if one.socket.owes_answer() {
            // of a question that was not read to its end
            one.socket.close()?;
        }
        one.send()
    });
    if let Err(thrown) = result {
        abandon(all);
        return Err(thrown);
    }
    Ok(deadline.unwrap_or_else(|| {
        let longest = all.iter().map(|one| one.socket.send_receive_timeout());
        Deadline::after(longest.max().unwrap_or(Duration::ZERO))
    }))
}

/// Calls `receive()` of each; `send()` and `receive()` once more where a fresh connection may help. Each has an answer
/// afterwards, or a reason why not.
///
/// # Errors
/// What callbacks and user classes throw; the others are not waited for then.
pub fn receive(
    command: Command,
    all: &mut [Extended<'_>],
    deadline: Deadline,
) -> Result<(), Thrown> {
    let result = receive_and_repeat(command, all, deadline);
    if result.is_err() {
        abandon(all);
    }
    result
}

/// PHP code has ended the call: an answer that nobody reads must not be taken for that of the next question.
pub fn abandon(all: &[Extended<'_>]) {
    for one in all {
        if one.answer.is_none() && one.socket.owes_answer() {
            one.socket.discard();
        }
    }
}

fn receive_and_repeat(
    command: Command,
    all: &mut [Extended<'_>],
    deadline: Deadline,
) -> Result<(), Thrown> {
    for one in all.iter_mut() {
        one.question = one.question.until(deadline);
        if !one.is_to_be_repeated(deadline) {
            one.receive(command, deadline)?;
        }
    }
    let mut again: Vec<&mut Extended<'_>> =
        all.iter_mut().filter(|one| one.answer.is_none()).collect();
    if again.is_empty() {
        return Ok(());
    }
    for one in &again {
        one.socket.close()?;
    }
    let sockets: Vec<Socket<'_>> = again.iter().map(|one| one.socket).collect();
    make_ready(&sockets, Source::Dial, |index, _, failure| {
        if let (Some(one), Some(failure)) = (again.get_mut(index), failure) {
            one.answer = Some(Err(Reason::not_connected(one.socket, failure)));
        }
        Ok(())
    })?;
    again.retain(|one| one.answer.is_none());
    for one in &mut again {
        one.question = Question::new(false, Some(deadline));
        one.send()?;
    }
    again
        .iter_mut()
        .try_for_each(|one| one.receive(command, deadline))
}

impl Extended<'_> {
    /// Why it failed for good, if it has.
    ///
    /// # Errors
    /// What `getWorkerAddr()` of a user class throws.
    pub fn failed(&self) -> Result<Option<Failed>, Thrown> {
        let Some(Err(reason)) = &self.answer else {
            return Ok(None);
        };
        Ok(Some(Failed {
            index: self.index,
            worker_addr: worker_addr(self.socket.object)?,
            reason: reason.clone(),
            socket: self.socket.object.to_owned(),
        }))
    }

    fn send(&mut self) -> Result<(), Thrown> {
        let (object, frames) = (self.socket.object, self.frames);
        let (result, question) = self
            .socket
            .asking(self.question, || user_class::call_send(object, frames));
        self.question = question;
        result
    }

    fn is_to_be_repeated(&self, deadline: Deadline) -> bool {
        self.socket.is_to_be_asked_again(&self.question) && !deadline.expired()
    }

    /// Leaves it without an answer where it is to be asked once more.
    fn receive(&mut self, command: Command, deadline: Deadline) -> Result<(), Thrown> {
        let object = self.socket.object;
        let (result, question) = self
            .socket
            .asking(self.question, || user_class::call_receive(object));
        self.question = question;
        let received = result?;
        if user_class::is_nothing(&received) && self.is_to_be_repeated(deadline) {
            return Ok(());
        }
        self.answer = Some(user_class::answer(command, object, &received)?);
        Ok(())
    }
}
