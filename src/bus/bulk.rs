//! Bulks: many ids, each with data of its own.
use super::delivery::{self, OneWay};
use super::encode::{self, frames_of_bulk, too_long};
use super::list::{self, List, Pairing, Place};
use super::managers::Managers;
use super::one_way::deliver_to_all;
use super::routing::{ByKey, Groups, Unknown};
use super::text;
use crate::exception::not_utf8;
use crate::socket::exchange::Job;
use crate::text_check::{Finding, To};
use crate::zend::{Builtin, Call, Key, Thrown, Type, View, ZArr, ZStr, ZString};
use netsvr_wire::{BulkFrames, Command, PayloadTooLong, Recipient};

/// What a bulk is given as: ids and data under their keys, or data under ids.
enum Bulk<'a> {
    Lists(List, List, Pairing),
    Pairs(&'a ZArr),
}

impl<'a> Bulk<'a> {
    /// Reads `['<ids>' => …, 'data' => …]`, both set, or `[id => data, …]`. Refuses lists that do not pair.
    fn of(call: &'a Call, ids_key: &str) -> Result<Self, Thrown> {
        call.require(1, 1)?;
        let View::Array(params) = call.typed(0, Type::ARRAY)?.view() else {
            return Err(not_utf8());
        };
        let set = |key: &[u8]| params.get(key).filter(|value| !value.is_null());
        let (Some(ids), Some(data)) = (set(ids_key.as_bytes()), set(b"data")) else {
            return Ok(Self::Pairs(params));
        };
        let (ids, data) = (List::of(ids), List::of(data));
        let pairing = match ids.len() {
            1 => Some(Pairing::ByPosition),
            _ => ids.pairing_with(&data),
        };
        match pairing {
            Some(pairing) => Ok(Self::Lists(ids, data, pairing)),
            None => Err(call.argument_error(
                Builtin::ValueError,
                0,
                &without_partners(ids_key, &ids, &data),
            )),
        }
    }

    fn len(&self) -> usize {
        match self {
            Self::Lists(ids, ..) => ids.len(),
            Self::Pairs(params) => params.len(),
        }
    }

    /// Hands each id with its data to `into`; with one id and several data, the id each time.
    fn each(
        &self,
        call: &Call,
        command: Command,
        ids_key: &str,
        into: &mut impl TakePairs,
    ) -> Result<(), Thrown> {
        if text::is_on() {
            return self.each_looked_at(call, command, ids_key, into);
        }
        self.each_pair(call, ids_key, into)
    }

    /// The same, with a look at the data. What is to be said of it, is said once all have been handed over, and before
    /// anything is sent.
    #[cold]
    #[inline(never)]
    fn each_looked_at(
        &self,
        call: &Call,
        command: Command,
        ids_key: &str,
        into: &mut impl TakePairs,
    ) -> Result<(), Thrown> {
        let mut looked_at = LookedAt {
            into,
            recipient: Recipient::of_field(ids_key),
            finding: Finding::default(),
        };
        self.each_pair(call, ids_key, &mut looked_at)?;
        text::end(command, looked_at.finding)
    }

    #[inline(always)]
    #[allow(clippy::inline_always)] // 10,000 pairs in a call
    fn each_pair(
        &self,
        call: &Call,
        ids_key: &str,
        into: &mut impl TakePairs,
    ) -> Result<(), Thrown> {
        match self {
            Self::Pairs(params) => {
                let place = Place::argument(0);
                let (mut converted, mut made) = (None, None);
                for (key, value) in params.iter() {
                    let id = match key {
                        Key::Str(id) => id,
                        Key::Index(number) => {
                            made.insert(ZString::new(number.to_string().as_bytes()))
                        }
                    };
                    let data = match value.as_own_str() {
                        Some(data) => data,
                        None => converted.insert(list::convert(call, place, key, value)?),
                    };
                    if !id.is_utf8() {
                        return Err(not_utf8());
                    }
                    into.take(id, data, false)?;
                }
                Ok(())
            }
            Self::Lists(ids, data, pairing) => {
                let place = |key| Place {
                    argument: 0,
                    key: Some(key),
                };
                if *pairing == Pairing::ByKey {
                    let strings = ids.strings(call, place(ids_key))?;
                    return by_key(call, ids, &strings, data, into);
                }
                let ids = ids.strings(call, place(ids_key))?;
                let mut ids = ids.iter().cycle();
                let same = self.repeats_id();
                data.each_bytes(call, place("data"), |data| match ids.next() {
                    Some(id) => into.take(id, data, same),
                    None => Ok(()),
                })
            }
        }
    }

    /// One id for several data: the id stands once in a frame.
    fn repeats_id(&self) -> bool {
        matches!(self, Self::Lists(ids, data, _) if ids.len() == 1 && data.len() != 1)
    }
}

/// Hands each id to `into`, with the data under its key. Apart, so that the loop over two lists stays a short one.
#[inline(never)]
fn by_key(
    call: &Call,
    ids: &List,
    strings: &[ZString],
    data: &List,
    into: &mut impl TakePairs,
) -> Result<(), Thrown> {
    let place = Place {
        argument: 0,
        key: Some("data"),
    };
    strings
        .iter()
        .zip(ids.keys())
        .try_for_each(|(id, key)| data.at(call, place, key, |data| into.take(id, data, false)))
}

/// What is wrong with ids and data that do not pair: how many there are, and with keys, which have no partner.
#[cold]
fn without_partners(ids_key: &str, ids: &List, data: &List) -> String {
    let id = ids_key.trim_end_matches('s');
    let (id_count, data_count) = (ids.len(), data.len());
    if ids.is_list() && data.is_list() {
        return format!(
            "must hold as many data as {ids_key}, or exactly one {id}, \
             {id_count} {ids_key} and {data_count} data given"
        );
    }
    let alone = |what: &str, keys: Option<String>| {
        keys.map_or_else(String::new, |keys| format!(", no {what} under {keys}"))
    };
    format!(
        "must hold as many data as {ids_key} under the same keys, or exactly one {id}, \
         {id_count} {ids_key} and {data_count} data given{}{}; array_values() makes lists, which pair by position",
        alone("data", ids.keys_missing_in(data)),
        alone(id, data.keys_missing_in(ids)),
    )
}

/// Where the pairs of a bulk go. Not a closure, for only a method can be told to become part of the loops.
trait TakePairs {
    /// `same`: one id for several data.
    fn take(&mut self, id: &ZStr, data: &ZStr, same: bool) -> Result<(), Thrown>;
}

/// Pairs whose data is looked at on their way.
struct LookedAt<'a, T> {
    into: &'a mut T,
    recipient: Option<Recipient>,
    finding: Finding,
}

impl<T: TakePairs> TakePairs for LookedAt<'_, T> {
    #[inline(always)]
    #[allow(clippy::inline_always)] // as each_pair
    fn take(&mut self, id: &ZStr, data: &ZStr, same: bool) -> Result<(), Thrown> {
        let recipient = self.recipient;
        self.finding
            .look(data, || recipient.map(|kind| To::one(kind, id)));
        self.into.take(id, data, same)
    }
}

/// Pairs for one gateway, or the same ones for all.
struct Together {
    command: Command,
    frames: BulkFrames,
}

impl TakePairs for Together {
    #[inline(always)]
    #[allow(clippy::inline_always)] // 10,000 pairs in a call
    fn take(&mut self, id: &ZStr, data: &ZStr, same: bool) -> Result<(), Thrown> {
        push(&mut self.frames, id, data, same).map_err(|problem| too_long(self.command, problem))
    }
}

/// Pairs for the gateways that own the clients.
struct ByGateway<F> {
    command: Command,
    groups: Groups<BulkFrames, F>,
}

impl<F: Fn(&mut BulkFrames)> TakePairs for ByGateway<F> {
    #[inline(always)]
    #[allow(clippy::inline_always)] // as above
    fn take(&mut self, id: &ZStr, data: &ZStr, same: bool) -> Result<(), Thrown> {
        match self.groups.of(id)? {
            Some(frames) => {
                push(frames, id, data, same).map_err(|problem| too_long(self.command, problem))
            }
            None => Ok(()),
        }
    }
}

/// Pairs by what the uniqIds begin with.
struct Keyed<F> {
    command: Command,
    by_key: ByKey<BulkFrames, F>,
}

impl<F: Fn(&mut BulkFrames)> TakePairs for Keyed<F> {
    fn take(&mut self, id: &ZStr, data: &ZStr, same: bool) -> Result<(), Thrown> {
        match self.by_key.of(id) {
            Some(frames) => {
                push(frames, id, data, same).map_err(|problem| too_long(self.command, problem))
            }
            None => Ok(()),
        }
    }
}

#[inline(always)]
#[allow(clippy::inline_always)] // as above
fn push(frames: &mut BulkFrames, id: &ZStr, data: &ZStr, same: bool) -> Result<(), PayloadTooLong> {
    if same {
        frames.push_data_for(id.as_bytes(), data.as_bytes())
    } else {
        frames.push_pair(id.as_bytes(), data.as_bytes())
    }
}

/// The frames of a bulk that need not be sorted by gateway.
fn together(
    call: &Call,
    bulk: &Bulk<'_>,
    ids_key: &str,
    command: Command,
) -> Result<BulkFrames, Thrown> {
    let mut frames = encode::bulk();
    frames.begin(command, encode::limit());
    let mut together = Together { command, frames };
    bulk.each(call, command, ids_key, &mut together)?;
    Ok(together.frames)
}

/// A bulk that goes to all gateways, an empty one, too.
fn bulk_for_all(call: &Call, command: Command, ids_key: &str) -> Result<(), Thrown> {
    let bulk = Bulk::of(call, ids_key)?;
    let mut frames = together(call, &bulk, ids_key, command)?;
    frames
        .finish_at_least_one()
        .map_err(|problem| too_long(command, problem))?;
    deliver_to_all(command, &frames_of_bulk(&frames))?;
    encode::keep_bulks([frames]);
    Ok(())
}

pub fn single_cast_bulk_by_customer_id(call: &Call) -> Result<(), Thrown> {
    bulk_for_all(call, Command::SingleCastBulkByCustomerId, "customerIds")
}

pub fn topic_publish_bulk(call: &Call) -> Result<(), Thrown> {
    bulk_for_all(call, Command::TopicPublishBulk, "topics")
}

pub fn single_cast_bulk(call: &Call) -> Result<(), Thrown> {
    const COMMAND: Command = Command::SingleCastBulk;
    const IDS: &str = "uniqIds";
    let bulk = Bulk::of(call, IDS)?;
    let mut managers = Managers::find()?;
    let alone = managers.task()?.count()? == 1;
    if bulk.len() > 0 && managers.asks_user_classes(alone, true)? {
        return single_cast_bulk_by_key(call, &bulk, COMMAND, IDS, managers, alone);
    }
    if !alone {
        return single_cast_bulk_grouped(call, &bulk, COMMAND, IDS, managers);
    }
    let mut frames = together(call, &bulk, IDS, COMMAND)?;
    frames.finish();
    if frames.frames().len() > 0 {
        if let Some(socket) = managers.only(true)? {
            delivery::one_way(&[Job {
                socket,
                frames: frames_of_bulk(&frames).into(),
                lease: None,
            }])?;
        }
    }
    encode::keep_bulks([frames]);
    Ok(())
}

/// Each gateway gets its own. A function of its own, as the other ways are: the loop has its registers to itself.
#[inline(never)]
fn single_cast_bulk_grouped(
    call: &Call,
    bulk: &Bulk<'_>,
    command: Command,
    ids_key: &str,
    managers: Managers,
) -> Result<(), Thrown> {
    let mut by_gateway = ByGateway {
        command,
        groups: Groups::new(managers, true, |frames: &mut BulkFrames| {
            frames.begin(command, encode::limit());
        }),
    };
    bulk.each(call, command, ids_key, &mut by_gateway)?;
    let mut found = by_gateway.groups.finish(command, bulk.len())?;
    for (_, frames) in &mut found {
        frames.finish();
    }
    let (sockets, bulks): (Vec<_>, Vec<_>) = found.into_iter().unzip();
    let jobs: Vec<Job<'_>> = sockets
        .into_iter()
        .zip(&bulks)
        .map(|(socket, frames)| Job {
            socket,
            frames: frames_of_bulk(frames).into(),
            lease: None,
        })
        .collect();
    delivery::one_way(&jobs)?;
    drop(jobs);
    encode::keep_bulks(bulks);
    Ok(())
}

/// The same, with user classes to be asked where the clients' gateways are.
#[cold]
fn single_cast_bulk_by_key(
    call: &Call,
    bulk: &Bulk<'_>,
    command: Command,
    ids_key: &str,
    mut managers: Managers,
    alone: bool,
) -> Result<(), Thrown> {
    let mut keyed = Keyed {
        command,
        by_key: ByKey::new(alone, |frames: &mut BulkFrames| {
            frames.begin(command, encode::limit());
        }),
    };
    bulk.each(call, command, ids_key, &mut keyed)?;
    let mut parts = keyed.by_key.finish();
    for part in &mut parts {
        part.buffer.finish();
    }
    let mut one_way = OneWay::default();
    let mut unknown = Unknown::default();
    for part in &parts {
        match managers.for_clients(true, &part.key)? {
            Some(socket) => one_way.add(Job {
                socket,
                frames: frames_of_bulk(&part.buffer).into(),
                lease: None,
            })?,
            None => part.note(&mut unknown),
        }
    }
    unknown.report(command, bulk.len(), &managers)?;
    one_way.finish()?;
    encode::keep_bulks(parts.into_iter().map(|part| part.buffer));
    Ok(())
}
