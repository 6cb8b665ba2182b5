//! Bulks: many ids, each with data of its own.
use super::encode::{self, frames_of_bulk, too_long};
use super::gateways::Gateways;
use super::list::{self, List, Place};
use super::one_way::deliver_to_all;
use super::routing::Groups;
use crate::exception::not_utf8;
use crate::socket::delivery::{self, Job};
use crate::zend::{Builtin, Call, Key, Thrown, Type, View, ZArr, ZArray, ZStr, ZString};
use netsvr_wire::{BulkFrames, Command};

/// What a bulk is given as: two lists under their keys, or data under ids.
enum Bulk<'a> {
    Lists(List<'a>, List<'a>),
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
        if ids.len() != data.len() && ids.len() != 1 {
            let problem = format!(
                "must hold as many data as {ids_key}, or exactly one {}, {} {ids_key} and {} data given",
                ids_key.trim_end_matches('s'),
                ids.len(),
                data.len()
            );
            return Err(call.argument_error(Builtin::ValueError, 0, &problem));
        }
        Ok(Self::Lists(ids, data))
    }

    fn len(&self) -> usize {
        match self {
            Self::Lists(ids, _) => ids.len(),
            Self::Pairs(params) => params.len(),
        }
    }

    /// Hands each id with its data to `pair`; with one id and several data, the id each time.
    #[inline(always)]
    #[allow(clippy::inline_always)] // 10,000 pairs in a call
    fn each(
        &self,
        call: &Call,
        ids_key: &str,
        mut pair: impl FnMut(&ZStr, &ZStr) -> Result<(), Thrown>,
    ) -> Result<(), Thrown> {
        let place = |key| Place {
            argument: 0,
            key: Some(key),
        };
        let one;
        let (ids, data, place) = match self {
            Self::Pairs(params) => (None, *params, Place::argument(0)),
            Self::Lists(ids, data) => {
                let ids = ids.strings(call, place(ids_key))?;
                let data = match data {
                    List::Array(data) => *data,
                    List::One(data) => {
                        one = ZArray::of_one((*data).clone());
                        &*one
                    }
                };
                (Some(ids), data, place("data"))
            }
        };
        let mut listed = ids.iter().flatten().cycle();
        let (mut converted, mut made) = (None, None);
        // one loop for both forms, and one place that takes: then the taking becomes part of the loop
        for (key, value) in data.iter() {
            let data = if let Some(data) = value.as_str() {
                data
            } else {
                &**converted.insert(list::convert(call, place, key, value)?)
            };
            let id = match (&ids, key) {
                (None, Key::Str(id)) => id,
                (None, Key::Index(number)) => {
                    &**made.insert(ZString::new(number.to_string().as_bytes()))
                }
                (Some(_), _) => match listed.next() {
                    Some(id) => id,
                    None => break,
                },
            };
            if !id.is_utf8() {
                return Err(not_utf8());
            }
            pair(id, data)?;
        }
        Ok(())
    }

    /// One id for several data: the id stands once in a frame.
    fn repeats_id(&self) -> bool {
        matches!(self, Self::Lists(ids, data) if ids.len() == 1 && data.len() != 1)
    }
}

/// A bulk that goes to all gateways, an empty one, too.
fn bulk_for_all(call: &Call, method: &str, command: Command, ids_key: &str) -> Result<(), Thrown> {
    let bulk = Bulk::of(call, ids_key)?;
    let mut frames = encode::bulk();
    frames.begin(command, encode::limit());
    fill(call, &bulk, ids_key, method, &mut frames)?;
    frames
        .finish_at_least_one()
        .map_err(|problem| too_long(method, problem))?;
    deliver_to_all(method, &frames_of_bulk(&frames))?;
    encode::keep_bulks([frames]);
    Ok(())
}

fn fill(
    call: &Call,
    bulk: &Bulk<'_>,
    ids_key: &str,
    method: &str,
    frames: &mut BulkFrames,
) -> Result<(), Thrown> {
    let repeats = bulk.repeats_id();
    bulk.each(call, ids_key, |id, data| {
        let pushed = if repeats {
            frames.push_data_for(id.as_bytes(), data.as_bytes())
        } else {
            frames.push_pair(id.as_bytes(), data.as_bytes())
        };
        pushed.map_err(|problem| too_long(method, problem))
    })
}

pub fn single_cast_bulk_by_customer_id(call: &Call) -> Result<(), Thrown> {
    let command = Command::SingleCastBulkByCustomerId;
    bulk_for_all(call, "singleCastBulkByCustomerId", command, "customerIds")
}

pub fn topic_publish_bulk(call: &Call) -> Result<(), Thrown> {
    bulk_for_all(
        call,
        "topicPublishBulk",
        Command::TopicPublishBulk,
        "topics",
    )
}

pub fn single_cast_bulk(call: &Call) -> Result<(), Thrown> {
    const METHOD: &str = "singleCastBulk";
    const IDS: &str = "uniqIds";
    let bulk = Bulk::of(call, IDS)?;
    let mut gateways = Gateways::find()?;
    let command = Command::SingleCastBulk;
    if gateways.task()?.count()? == 1 {
        let mut frames = encode::bulk();
        frames.begin(command, encode::limit());
        fill(call, &bulk, IDS, METHOD, &mut frames)?;
        frames.finish();
        if let Some(socket) = gateways.only(true)?.filter(|_| frames.frames().len() > 0) {
            delivery::one_way(&[Job {
                socket,
                frames: frames_of_bulk(&frames).into(),
            }])?;
        }
        encode::keep_bulks([frames]);
        return Ok(());
    }
    let mut groups = Groups::new(gateways, true, |frames: &mut BulkFrames| {
        frames.begin(command, encode::limit());
    });
    // two loops, and not one that asks each time: there may be 10,000 pairs
    if bulk.repeats_id() {
        bulk.each(call, IDS, |id, data| match groups.of(id)? {
            Some(frames) => frames
                .push_data_for(id.as_bytes(), data.as_bytes())
                .map_err(|problem| too_long(METHOD, problem)),
            None => Ok(()),
        })?;
    } else {
        bulk.each(call, IDS, |id, data| match groups.of(id)? {
            Some(frames) => frames
                .push_pair(id.as_bytes(), data.as_bytes())
                .map_err(|problem| too_long(METHOD, problem)),
            None => Ok(()),
        })?;
    }
    let mut found = groups.finish(METHOD, bulk.len())?;
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
        })
        .collect();
    delivery::one_way(&jobs)?;
    drop(jobs);
    encode::keep_bulks(bulks);
    Ok(())
}
