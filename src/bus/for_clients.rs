//! One-way commands for the clients of a list, each of which goes to its gateway.
use super::delivery::{self, OneWay};
use super::encode::{self, data_key, frames_of, too_long};
use super::list::{List, Place};
use super::managers::Managers;
use super::routing::{ByKey, Groups, Unknown};
use super::text;
use crate::socket::exchange::Job;
use crate::zend::{Call, Thrown, ZStr};
use netsvr_wire::{Command, ListFrames, Recipient, Tail};

/// A command for the clients of a list: one frame (or several, under the limit) for each of their managers.
pub struct ForClients<'a> {
    pub command: Command,
    /// What stands between the list and the data.
    pub middle: &'a [u8],
    pub data: &'a ZStr,
    pub data_field: u32,
}

impl ForClients<'_> {
    /// Delivers it to the clients of `ids`, the first argument of the call.
    ///
    /// # Errors
    /// As [`delivery::one_way`]; what is wrong with an element of the list.
    pub fn deliver(&self, call: &Call, ids: &List) -> Result<(), Thrown> {
        text::check(self.command, self.data, || {
            text::all_of(Recipient::UniqId, ids)
        })?;
        let mut tail = self.middle.to_vec();
        tail.extend_from_slice(&data_key(self.data_field, self.data));
        let mut managers = Managers::find()?;
        let alone = managers.task()?.count()? == 1;
        if ids.len() > 0 && managers.asks_user_classes(alone, true)? {
            return self.deliver_by_key(call, ids, &mut managers, alone, &tail);
        }
        if alone {
            self.deliver_together(call, ids, &mut managers, &tail)
        } else {
            self.deliver_grouped(call, ids, managers, &tail)
        }
    }

    /// Prepares a list.
    fn begin(&self, list: &mut ListFrames, tail: &[u8]) {
        let length = Tail::Each(tail.len() + self.data.len());
        list.begin(self.command, &[], 1, length, encode::limit());
    }

    /// One gateway gets everything. A function of its own, as the other ways are: the loop has its registers to itself.
    #[inline(never)]
    fn deliver_together(
        &self,
        call: &Call,
        ids: &List,
        managers: &mut Managers,
        tail: &[u8],
    ) -> Result<(), Thrown> {
        let mut list = encode::list();
        self.begin(&mut list, tail);
        ids.each(call, Place::argument(0), |id| {
            list.push(id.as_bytes())
                .map_err(|problem| too_long(self.command, problem))
        })?;
        list.finish()
            .map_err(|problem| too_long(self.command, problem))?;
        if list.frames().len() > 0 {
            if let Some(socket) = managers.only(true)? {
                delivery::one_way(&[Job {
                    socket,
                    frames: frames_of(&list, [tail, self.data.as_bytes()]).into(),
                    lease: None,
                }])?;
            }
        }
        encode::keep_lists([list]);
        Ok(())
    }

    /// Each gateway gets its own.
    #[inline(never)]
    fn deliver_grouped(
        &self,
        call: &Call,
        ids: &List,
        managers: Managers,
        tail: &[u8],
    ) -> Result<(), Thrown> {
        let begin = |list: &mut ListFrames| self.begin(list, tail);
        let mut groups = Groups::new(managers, true, begin);
        ids.each(call, Place::argument(0), |id| match groups.of(id)? {
            Some(list) => list
                .push(id.as_bytes())
                .map_err(|problem| too_long(self.command, problem)),
            None => Ok(()),
        })?;
        let mut found = groups.finish(self.command, ids.len())?;
        for (_, list) in &mut found {
            list.finish()
                .map_err(|problem| too_long(self.command, problem))?;
        }
        let (sockets, lists): (Vec<_>, Vec<_>) = found.into_iter().unzip();
        let jobs: Vec<Job<'_>> = sockets
            .into_iter()
            .zip(&lists)
            .map(|(socket, list)| Job {
                socket,
                frames: frames_of(list, [tail, self.data.as_bytes()]).into(),
                lease: None,
            })
            .collect();
        delivery::one_way(&jobs)?;
        drop(jobs);
        encode::keep_lists(lists);
        Ok(())
    }

    /// The same, with user classes to be asked where the clients' gateways are.
    #[cold]
    fn deliver_by_key(
        &self,
        call: &Call,
        ids: &List,
        managers: &mut Managers,
        alone: bool,
        tail: &[u8],
    ) -> Result<(), Thrown> {
        let begin = |list: &mut ListFrames| self.begin(list, tail);
        let mut by_key = ByKey::new(alone, begin);
        ids.each(call, Place::argument(0), |id| match by_key.of(id) {
            Some(list) => list
                .push(id.as_bytes())
                .map_err(|problem| too_long(self.command, problem)),
            None => Ok(()),
        })?;
        let mut parts = by_key.finish();
        let mut one_way = OneWay::default();
        let mut unknown = Unknown::default();
        for part in &mut parts {
            part.buffer
                .finish()
                .map_err(|problem| too_long(self.command, problem))?;
        }
        for part in &parts {
            match managers.for_clients(true, &part.key)? {
                Some(socket) => one_way.add(Job {
                    socket,
                    frames: frames_of(&part.buffer, [tail, self.data.as_bytes()]).into(),
                    lease: None,
                })?,
                None => part.note(&mut unknown),
            }
        }
        unknown.report(self.command, ids.len(), managers)?;
        one_way.finish()?;
        encode::keep_lists(parts.into_iter().map(|part| part.buffer));
        Ok(())
    }
}
