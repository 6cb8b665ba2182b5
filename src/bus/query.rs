//! Requests: one question to every gateway concerned, all at once; answers in the original's shapes and order.
use super::answer::{self, key, Item};
use super::encode::{self, frames_of, header, too_long};
use super::gateways::Gateways;
use super::list::{List, Place};
use super::routing::Groups;
use crate::socket::delivery::{self, Job};
use crate::zend::{Call, Interned, Key, Thrown, Type, ZArray, ZObject, ZVal};
use netsvr_client::OutFrame;
use netsvr_wire::body::put_bool;
use netsvr_wire::{Command, ListFrames};

/// Frames for one gateway: a request is one frame, unless its list was too long for one.
pub struct Question<'a> {
    socket: ZObject,
    frames: Vec<OutFrame<'a>>,
}

/// Sends every gateway its frames, one after the other's answer, all gateways at the same time.
///
/// # Errors
/// As [`delivery::request`].
pub fn ask(
    command: Command,
    questions: &[Question<'_>],
    mut answered: impl FnMut(usize, &[u8]) -> Result<(), Thrown>,
) -> Result<(), Thrown> {
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
            if let Some(frame) = question.frames.get(round) {
                at.push(index);
                jobs.push(Job {
                    socket: (*question.socket).to_owned(),
                    frames: vec![*frame].into(),
                });
            }
        }
        delivery::request(command, &jobs, &mut deadline, |job, body| {
            at.get(job).map_or(Ok(()), |index| answered(*index, body))
        })?;
    }
    Ok(())
}

/// The same frames for each of these gateways.
pub fn for_all<'a>(sockets: &[ZObject], frames: &[OutFrame<'a>]) -> Vec<Question<'a>> {
    let question = |socket: &ZObject| Question {
        socket: (**socket).to_owned(),
        frames: frames.to_vec(),
    };
    sockets.iter().map(question).collect()
}

/// Asks all gateways and gives `[['workerAddr' => …, <key> => [what `decode` adds]], …]`.
fn lists(
    command: Command,
    frames: &[OutFrame<'_>],
    key: &Interned,
    mut decode: impl FnMut(&mut ZArray, &[u8]) -> Result<(), Thrown>,
) -> Result<ZVal, Thrown> {
    let sockets = Gateways::find()?.task()?.sockets()?;
    let mut lists: Vec<ZArray> = sockets.iter().map(|_| ZArray::with_capacity(0)).collect();
    ask(command, &for_all(&sockets, frames), |index, body| {
        lists
            .get_mut(index)
            .map_or(Ok(()), |list| decode(list, body))
    })?;
    let mut result = ZArray::with_capacity(sockets.len());
    for (socket, list) in sockets.iter().zip(lists) {
        let mut entry = ZArray::with_capacity(2);
        entry.add(&key::WORKER_ADDR, delivery::worker_addr_value(socket)?);
        entry.add(key, list.into());
        result.push(entry.into());
    }
    Ok(result.into())
}

fn plain_lists(method: &str, command: Command, key: &Interned) -> Result<ZVal, Thrown> {
    let header = header(method, command, 0)?;
    lists(
        command,
        &[OutFrame::from([&header[..]])],
        key,
        |list, body| answer::strings(list, body, 1),
    )
}

/// Asks all gateways for a number.
fn counts(method: &str, command: Command) -> Result<ZVal, Thrown> {
    let header = header(method, command, 0)?;
    let sockets = Gateways::find()?.task()?.sockets()?;
    let mut counts = vec![0; sockets.len()];
    ask(
        command,
        &for_all(&sockets, &[OutFrame::from([&header[..]])]),
        |index, body| {
            if let Some(count) = counts.get_mut(index) {
                *count = answer::int32(body, 1)?;
            }
            Ok(())
        },
    )?;
    let mut result = ZArray::with_capacity(sockets.len());
    for (socket, count) in sockets.iter().zip(counts) {
        let mut entry = ZArray::with_capacity(2);
        entry.add(&key::WORKER_ADDR, delivery::worker_addr_value(socket)?);
        entry.add(&key::COUNT, count.into());
        result.push(entry.into());
    }
    Ok(result.into())
}

pub fn uniq_id_list(_call: &Call) -> Result<ZVal, Thrown> {
    plain_lists("uniqIdList", Command::UniqIdList, &key::UNIQ_IDS)
}

pub fn customer_id_list(_call: &Call) -> Result<ZVal, Thrown> {
    plain_lists(
        "customerIdList",
        Command::CustomerIdList,
        &key::CUSTOMER_IDS,
    )
}

pub fn topic_list(_call: &Call) -> Result<ZVal, Thrown> {
    plain_lists("topicList", Command::TopicList, &key::TOPICS)
}

pub fn uniq_id_count(_call: &Call) -> Result<ZVal, Thrown> {
    counts("uniqIdCount", Command::UniqIdCount)
}

pub fn customer_id_count(_call: &Call) -> Result<ZVal, Thrown> {
    counts("customerIdCount", Command::CustomerIdCount)
}

pub fn topic_count(_call: &Call) -> Result<ZVal, Thrown> {
    counts("topicCount", Command::TopicCount)
}

/// Asks all gateways about topics. `count_all` is a flag behind the list, where the request has one.
fn about_topics(
    call: &Call,
    method: &str,
    command: Command,
    count_all: bool,
    decode: impl FnMut(&mut ZArray, &[u8]) -> Result<(), Thrown>,
) -> Result<ZVal, Thrown> {
    call.require(1, 1)?;
    let topics = List::of(call.typed(0, Type::ARRAY | Type::STRING)?);
    let mut tail = Vec::new();
    if count_all {
        put_bool(&mut tail, 2, true);
    }
    let mut frames = encode::list();
    frames.begin(command, &[], 1, tail.len(), encode::limit());
    encode::put_list(&mut frames, call, method, 0, &topics)?;
    let result = lists(
        command,
        &frames_of(&frames, [&tail, b""]),
        &key::ITEMS,
        decode,
    )?;
    encode::keep_lists([frames]);
    Ok(result)
}

pub fn topic_uniq_id_list(call: &Call) -> Result<ZVal, Thrown> {
    about_topics(
        call,
        "topicUniqIdList",
        Command::TopicUniqIdList,
        false,
        |list, body| answer::by_topic(list, body, 2, &key::UNIQ_IDS, Item::List),
    )
}

pub fn topic_uniq_id_count(call: &Call) -> Result<ZVal, Thrown> {
    let all = call.or(1, false, Call::boolean)?;
    about_topics(
        call,
        "topicUniqIdCount",
        Command::TopicUniqIdCount,
        all,
        |list, body| answer::by_topic(list, body, 1, &key::COUNT, Item::Count),
    )
}

pub fn topic_customer_id_list(call: &Call) -> Result<ZVal, Thrown> {
    about_topics(
        call,
        "topicCustomerIdList",
        Command::TopicCustomerIdList,
        false,
        |list, body| answer::by_topic(list, body, 1, &key::CUSTOMER_IDS, Item::List),
    )
}

pub fn topic_customer_id_to_uniq_ids_list(call: &Call) -> Result<ZVal, Thrown> {
    let command = Command::TopicCustomerIdToUniqIdsList;
    about_topics(
        call,
        "topicCustomerIdToUniqIdsList",
        command,
        false,
        |list, body| answer::by_topic(list, body, 1, &key::ITEMS, Item::Customers),
    )
}

pub fn topic_customer_id_count(call: &Call) -> Result<ZVal, Thrown> {
    let all = call.or(1, false, Call::boolean)?;
    about_topics(
        call,
        "topicCustomerIdCount",
        Command::TopicCustomerIdCount,
        all,
        |list, body| answer::by_topic(list, body, 1, &key::COUNT, Item::Count),
    )
}

/// Asks the gateways of these clients, each about its own.
fn about_clients(
    call: &Call,
    method: &str,
    command: Command,
    tail: &[u8],
    decode: fn(&mut ZArray, &[u8]) -> Result<(), Thrown>,
) -> Result<ZArray, Thrown> {
    let ids = List::of(call.typed(0, Type::ARRAY | Type::STRING)?);
    let place = Place::argument(0);
    let mut gateways = Gateways::find()?;
    let begin = |list: &mut ListFrames| list.begin(command, &[], 1, tail.len(), encode::limit());
    let (sockets, mut lists): (Vec<_>, Vec<_>) = if gateways.task()?.count()? == 1 {
        let mut list = encode::list();
        begin(&mut list);
        ids.each(call, place, |id| {
            list.push(id.as_bytes())
                .map_err(|problem| too_long(method, problem))
        })?;
        gateways.only(false)?.into_iter().zip([list]).unzip()
    } else {
        let mut groups = Groups::new(gateways, false, begin);
        ids.each(call, place, |id| match groups.of(id)? {
            Some(list) => list
                .push(id.as_bytes())
                .map_err(|problem| too_long(method, problem)),
            None => Ok(()),
        })?;
        groups.finish(method, ids.len())?.into_iter().unzip()
    };
    lists.iter_mut().for_each(ListFrames::finish);
    let questions: Vec<Question<'_>> = sockets
        .into_iter()
        .zip(&lists)
        .map(|(socket, list)| Question {
            socket,
            frames: frames_of(list, [tail, b""]),
        })
        .collect();
    // a gateway whose list was split answers in several rounds: what it says is kept together
    let mut found: Vec<ZArray> = questions.iter().map(|_| ZArray::with_capacity(0)).collect();
    ask(command, &questions, |index, body| {
        found
            .get_mut(index)
            .map_or(Ok(()), |found| decode(found, body))
    })?;
    drop(questions);
    encode::keep_lists(lists);
    let mut found = found.into_iter();
    let mut all = found.next().unwrap_or_else(ZArray::empty);
    for more in found {
        for (key, value) in more.iter() {
            match key {
                Key::Index(_) if command == Command::CheckOnline => all.push(value.clone()),
                _ => all.set_key(key, value.clone()),
            }
        }
    }
    Ok(all)
}

pub fn check_online(call: &Call) -> Result<ZVal, Thrown> {
    call.require(1, 1)?;
    let online = about_clients(
        call,
        "checkOnline",
        Command::CheckOnline,
        &[],
        |list, body| answer::strings(list, body, 1),
    )?;
    Ok(online.into())
}

pub fn conn_info(call: &Call) -> Result<ZVal, Thrown> {
    call.require(1, 4)?;
    let customer_id = call.or(1, true, Call::boolean)?;
    let session = call.or(2, true, Call::boolean)?;
    let topic = call.or(3, true, Call::boolean)?;
    let tail = flags([session, customer_id, topic]);
    let command = Command::ConnInfo;
    let found = about_clients(call, "connInfo", command, &tail, answer::connections)?;
    Ok(found.into())
}

/// The three flags of a connection request, fields 2 to 4.
fn flags(set: [bool; 3]) -> Vec<u8> {
    let mut fields = Vec::new();
    for (field, set) in (2..).zip(set) {
        if set {
            put_bool(&mut fields, field, true);
        }
    }
    fields
}

pub fn conn_info_by_customer_id(call: &Call) -> Result<ZVal, Thrown> {
    const METHOD: &str = "connInfoByCustomerId";
    call.require(1, 4)?;
    let ids = List::of(call.typed(0, Type::ARRAY | Type::STRING)?);
    let uniq_id = call.or(1, true, Call::boolean)?;
    let session = call.or(2, true, Call::boolean)?;
    let topic = call.or(3, true, Call::boolean)?;
    let command = Command::ConnInfoByCustomerId;
    let sockets = Gateways::find()?.task()?.sockets()?;
    let mut found = ZArray::with_capacity(0);
    if sockets.is_empty() {
        return Ok(found.into());
    }
    let tail = flags([session, uniq_id, topic]);
    let mut frames = encode::list();
    frames.begin(command, &[], 1, tail.len(), encode::limit());
    encode::put_list(&mut frames, call, METHOD, 0, &ids)?;
    ask(
        command,
        &for_all(&sockets, &frames_of(&frames, [&tail, b""])),
        |_, body| answer::connections_of_customers(&mut found, body),
    )?;
    encode::keep_lists([frames]);
    Ok(found.into())
}
