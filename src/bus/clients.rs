//! Questions about clients: each gateway is asked about its own.
use super::ask::{ask, Answer, Question};
use super::delivery;
use super::encode::{self, frames_of, too_long};
use super::failures::{go_on, Failures};
use super::list::{List, Place};
use super::managers::Managers;
use super::ret::{self, Kept, Ret};
use super::routing::{ByKey, Groups, Unknown};
use super::shape::{joined, Join};
use crate::zend::{Call, Thrown, Type, ZArray, ZObj, ZVal};
use netsvr_wire::{Command, ListFrames, Tail};

/// A question whose first argument is a list of uniqIds.
pub struct AboutClients<'a> {
    pub command: Command,
    /// The fields behind the list.
    pub tail: &'a [u8],
}

/// What becomes of the answers.
trait Gather {
    /// What one gateway has said.
    type Held;

    /// Before it has.
    fn nothing(&self) -> Self::Held;

    /// Adds an answer's body.
    fn note(&self, held: &mut Self::Held, socket: &ZObj, body: &[u8]) -> Result<(), Thrown>;

    /// Makes one value of what all have said.
    fn end(&self, found: Vec<Self::Held>) -> Result<ZVal, Thrown>;
}

/// One array of all, in generation 4.
pub struct Arrays {
    /// Adds an answer's body to what one gateway has said.
    pub decode: fn(&mut ZArray, &[u8]) -> Result<(), Thrown>,
    /// Adds what one gateway has said to that of others.
    pub join: Join,
}

impl Gather for Arrays {
    type Held = ZArray;

    fn nothing(&self) -> ZArray {
        ZArray::with_capacity(0)
    }

    fn note(&self, held: &mut ZArray, _socket: &ZObj, body: &[u8]) -> Result<(), Thrown> {
        (self.decode)(held, body)
    }

    fn end(&self, found: Vec<ZArray>) -> Result<ZVal, Thrown> {
        Ok(joined(found, self.join).into())
    }
}

/// An object, in generation 8.
impl Gather for Ret {
    type Held = Answer<Kept>;

    fn nothing(&self) -> Answer<Kept> {
        Answer {
            worker_addr: ZVal::null(),
            held: None,
        }
    }

    fn note(&self, held: &mut Answer<Kept>, socket: &ZObj, body: &[u8]) -> Result<(), Thrown> {
        self.take_from(held, socket, body)
    }

    fn end(&self, found: Vec<Answer<Kept>>) -> Result<ZVal, Thrown> {
        ret::make(self, found)
    }
}

impl AboutClients<'_> {
    /// Asks the gateways of these clients.
    ///
    /// # Errors
    /// `TypeError` for the argument; what no frame can hold; as [`ask`].
    pub fn answer(&self, call: &Call, arrays: &Arrays) -> Result<ZVal, Thrown> {
        match ret::of_command(self.command) {
            None => self.gather(call, arrays),
            Some(ret) => self.gather(call, ret),
        }
    }

    fn gather<G: Gather>(&self, call: &Call, gather: &G) -> Result<ZVal, Thrown> {
        let ids = List::of(call.typed(0, Type::ARRAY | Type::STRING)?);
        let mut managers = Managers::find()?;
        let alone = managers.task()?.count()? == 1;
        if ids.len() > 0 && managers.asks_user_classes(alone, false)? {
            return self.gather_by_key(call, gather, &ids, managers, alone);
        }
        let (sockets, mut lists): (Vec<_>, Vec<_>) = if alone {
            let mut list = encode::list();
            self.begin(&mut list);
            ids.each(call, Place::argument(0), |id| {
                self.push(&mut list, id.as_bytes())
            })?;
            managers.only(false)?.into_iter().zip([list]).unzip()
        } else {
            let mut groups = Groups::new(managers, false, |list: &mut ListFrames| self.begin(list));
            ids.each(call, Place::argument(0), |id| match groups.of(id)? {
                Some(list) => self.push(list, id.as_bytes()),
                None => Ok(()),
            })?;
            groups.finish(self.command, ids.len())?.into_iter().unzip()
        };
        for list in &mut lists {
            self.finish(list)?;
        }
        let questions: Vec<Question<'_>> = sockets
            .into_iter()
            .zip(&lists)
            .map(|(socket, list)| Question {
                socket,
                frames: frames_of(list, [self.tail, b""]),
            })
            .collect();
        // a gateway whose list was split answers in several rounds: what it says is kept together
        let mut found: Vec<G::Held> = questions.iter().map(|_| gather.nothing()).collect();
        let failures = ask(self.command, &questions, |index, body| {
            match (found.get_mut(index), questions.get(index)) {
                (Some(held), Some(question)) => gather.note(held, &question.socket, body),
                _ => Ok(()),
            }
        })?;
        drop(questions);
        encode::keep_lists(lists);
        failures.end(self.command, gather.end(found)?)
    }

    fn begin(&self, list: &mut ListFrames) {
        let tail = Tail::Each(self.tail.len());
        list.begin(self.command, &[], 1, tail, encode::limit());
    }

    #[inline(always)]
    #[allow(clippy::inline_always)] // once for each of 10,000 ids
    fn push(&self, list: &mut ListFrames, id: &[u8]) -> Result<(), Thrown> {
        list.push(id)
            .map_err(|problem| too_long(self.command, problem))
    }

    fn finish(&self, list: &mut ListFrames) -> Result<(), Thrown> {
        list.finish()
            .map_err(|problem| too_long(self.command, problem))
    }

    /// The same where user classes say which socket a client's gateway has. A socket that is written in PHP is asked as
    /// soon as it is found, as in the package; those of ours are asked all at once.
    #[cold]
    fn gather_by_key<G: Gather>(
        &self,
        call: &Call,
        gather: &G,
        ids: &List,
        mut managers: Managers,
        alone: bool,
    ) -> Result<ZVal, Thrown> {
        let mut by_key = ByKey::new(alone, |list: &mut ListFrames| self.begin(list));
        ids.each(call, Place::argument(0), |id| match by_key.of(id) {
            Some(list) => self.push(list, id.as_bytes()),
            None => Ok(()),
        })?;
        let mut parts = by_key.finish();
        for part in &mut parts {
            self.finish(&mut part.buffer)?;
        }
        let mut found: Vec<G::Held> = parts.iter().map(|_| gather.nothing()).collect();
        let mut unknown = Unknown::default();
        let mut failures = Failures::default();
        let mut places = Vec::new();
        let mut later = Vec::new();
        for (place, part) in parts.iter().enumerate() {
            let Some(socket) = managers.for_clients(false, &part.key)? else {
                part.note(&mut unknown);
                continue;
            };
            let question = Question {
                socket,
                frames: frames_of(&part.buffer, [self.tail, b""]),
            };
            if delivery::is_in_php(&question.socket) {
                if !failures.is_empty() && !go_on() {
                    break;
                }
                let questions = [question];
                let [question] = &questions;
                failures.join(ask(self.command, &questions, |_, body| {
                    match found.get_mut(place) {
                        Some(held) => gather.note(held, &question.socket, body),
                        None => Ok(()),
                    }
                })?);
            } else {
                places.push(place);
                later.push(question);
            }
        }
        unknown.report(self.command, ids.len(), &managers)?;
        if failures.is_empty() || go_on() {
            failures.join(ask(self.command, &later, |index, body| {
                let held = places.get(index).and_then(|place| found.get_mut(*place));
                match (held, later.get(index)) {
                    (Some(held), Some(question)) => gather.note(held, &question.socket, body),
                    _ => Ok(()),
                }
            })?);
        }
        drop(later);
        encode::keep_lists(parts.into_iter().map(|part| part.buffer));
        failures.end(self.command, gather.end(found)?)
    }
}
