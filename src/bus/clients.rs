//! Questions about clients: each gateway is asked about its own.
use super::ask::{ask, Question};
use super::delivery;
use super::encode::{self, frames_of, too_long};
use super::failures::{go_on, Failures};
use super::list::{List, Place};
use super::managers::Managers;
use super::routing::{ByKey, Groups, Unknown};
use super::shape::{joined, Join};
use crate::zend::{Call, Thrown, Type, ZArray, ZVal};
use netsvr_wire::{Command, ListFrames, Tail};

/// A question whose first argument is a list of uniqIds.
pub struct AboutClients<'a> {
    pub command: Command,
    /// The fields behind the list.
    pub tail: &'a [u8],
    /// Adds an answer's body to what one gateway has said.
    pub decode: fn(&mut ZArray, &[u8]) -> Result<(), Thrown>,
    /// Adds what one gateway has said to that of others.
    pub join: Join,
}

impl AboutClients<'_> {
    /// Asks the gateways of these clients.
    ///
    /// # Errors
    /// `TypeError` for the argument; what no frame can hold; as [`ask`].
    pub fn answer(&self, call: &Call) -> Result<ZVal, Thrown> {
        let ids = List::of(call.typed(0, Type::ARRAY | Type::STRING)?);
        let mut managers = Managers::find()?;
        let alone = managers.task()?.count()? == 1;
        if ids.len() > 0 && managers.asks_user_classes(alone, false)? {
            return self.answer_by_key(call, &ids, managers, alone);
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
        let mut found: Vec<ZArray> = questions.iter().map(|_| ZArray::with_capacity(0)).collect();
        let failures = ask(self.command, &questions, |index, body| {
            self.note(&mut found, index, body)
        })?;
        drop(questions);
        encode::keep_lists(lists);
        failures.end(self.command, joined(found, self.join).into())
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

    fn note(&self, found: &mut [ZArray], place: usize, body: &[u8]) -> Result<(), Thrown> {
        found
            .get_mut(place)
            .map_or(Ok(()), |found| (self.decode)(found, body))
    }

    /// The same where user classes say which socket a client's gateway has. A socket that is written in PHP is asked as
    /// soon as it is found, as in the package; those of ours are asked all at once.
    #[cold]
    fn answer_by_key(
        &self,
        call: &Call,
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
        let mut found: Vec<ZArray> = parts.iter().map(|_| ZArray::with_capacity(0)).collect();
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
                failures.join(ask(self.command, &[question], |_, body| {
                    self.note(&mut found, place, body)
                })?);
            } else {
                places.push(place);
                later.push(question);
            }
        }
        unknown.report(self.command, ids.len(), &managers)?;
        if failures.is_empty() || go_on() {
            failures.join(ask(self.command, &later, |index, body| {
                places
                    .get(index)
                    .map_or(Ok(()), |place| self.note(&mut found, *place, body))
            })?);
        }
        drop(later);
        encode::keep_lists(parts.into_iter().map(|part| part.buffer));
        failures.end(self.command, joined(found, self.join).into())
    }
}
