//! Requests: one question to every gateway concerned, all at once; answers in the original's shapes and order.
use super::answer::{self, key, Item};
use super::encode::{self, frames_of, header, too_long};
use super::gateways::Gateways;
use super::list::{List, Place};
use super::routing::{ByKey, Groups, Unknown};
use crate::socket::delivery::{self, Job};
use crate::zend::{Call, Interned, Key, Thrown, Type, ZArray, ZObject, ZVal};
use netsvr_client::OutFrame;
use netsvr_wire::body::put_bool;
use netsvr_wire::{Command, ListFrames, Tail};

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
    let mut lists: Vec<(ZVal, ZArray)> = sockets
        .iter()
        .map(|_| (ZVal::null(), ZArray::with_capacity(0)))
        .collect();
    ask(command, &for_all(&sockets, frames), |index, body| {
        let (Some((address, list)), Some(socket)) = (lists.get_mut(index), sockets.get(index))
        else {
            return Ok(());
        };
        decode(list, body)?;
        // a socket of user code is asked when the original does so: before the next one is sent anything
        if address.is_null() {
            *address = delivery::worker_addr_value(socket)?;
        }
        Ok(())
    })?;
    let mut result = ZArray::with_capacity(sockets.len());
    for (address, list) in lists {
        let mut entry = ZArray::with_capacity(2);
        entry.add(&key::WORKER_ADDR, address);
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
    let mut counts = Vec::with_capacity(sockets.len());
    ask(
        command,
        &for_all(&sockets, &[OutFrame::from([&header[..]])]),
        |index, body| {
            let count = answer::int32(body, 1)?;
            if let Some(socket) = sockets.get(index) {
                counts.push((delivery::worker_addr_value(socket)?, count));
            }
            Ok(())
        },
    )?;
    let mut result = ZArray::with_capacity(sockets.len());
    for (address, count) in counts {
        let mut entry = ZArray::with_capacity(2);
        entry.add(&key::WORKER_ADDR, address);
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
    frames.begin(command, &[], 1, Tail::Each(tail.len()), encode::limit());
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
    let begin = |list: &mut ListFrames| {
        list.begin(command, &[], 1, Tail::Each(tail.len()), encode::limit());
    };
    let alone = gateways.task()?.count()? == 1;
    if ids.len() > 0 && gateways.asks_user_code(alone, false)? {
        let by_key = ByKey::new(alone, begin);
        return about_clients_by_key(call, method, command, tail, decode, (ids, gateways, by_key));
    }
    let (sockets, mut lists): (Vec<_>, Vec<_>) = if alone {
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
    for list in &mut lists {
        list.finish().map_err(|problem| too_long(method, problem))?;
    }
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
    Ok(together(command, found))
}

/// What several gateways have answered.
fn together(command: Command, found: Vec<ZArray>) -> ZArray {
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
    all
}

/// The same, with user code to be asked where the clients' gateways are. A socket of user code is asked as soon as it
/// is found, as in the original; those of ours are asked all at once.
#[cold]
fn about_clients_by_key<F: Fn(&mut ListFrames)>(
    call: &Call,
    method: &str,
    command: Command,
    tail: &[u8],
    decode: fn(&mut ZArray, &[u8]) -> Result<(), Thrown>,
    (ids, mut gateways, mut by_key): (List, Gateways, ByKey<ListFrames, F>),
) -> Result<ZArray, Thrown> {
    ids.each(call, Place::argument(0), |id| match by_key.of(id) {
        Some(list) => list
            .push(id.as_bytes())
            .map_err(|problem| too_long(method, problem)),
        None => Ok(()),
    })?;
    let mut parts = by_key.finish();
    for part in &mut parts {
        part.buffer
            .finish()
            .map_err(|problem| too_long(method, problem))?;
    }
    let mut found: Vec<ZArray> = parts.iter().map(|_| ZArray::with_capacity(0)).collect();
    let at = |found: &mut Vec<ZArray>, place: usize, body: &[u8]| {
        found
            .get_mut(place)
            .map_or(Ok(()), |found| decode(found, body))
    };
    let mut unknown = Unknown::default();
    let mut places = Vec::new();
    let mut later = Vec::new();
    for (place, part) in parts.iter().enumerate() {
        let Some(socket) = gateways.for_clients(false, &part.key)? else {
            part.note(&mut unknown);
            continue;
        };
        let question = Question {
            socket,
            frames: frames_of(&part.buffer, [tail, b""]),
        };
        if delivery::is_of_user_code(&question.socket) {
            ask(command, &[question], |_, body| at(&mut found, place, body))?;
        } else {
            places.push(place);
            later.push(question);
        }
    }
    unknown.report(method, ids.len(), &gateways)?;
    ask(command, &later, |index, body| {
        places
            .get(index)
            .map_or(Ok(()), |place| at(&mut found, *place, body))
    })?;
    drop(later);
    encode::keep_lists(parts.into_iter().map(|part| part.buffer));
    Ok(together(command, found))
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
    frames.begin(command, &[], 1, Tail::Each(tail.len()), encode::limit());
    encode::put_list(&mut frames, call, METHOD, 0, &ids)?;
    ask(
        command,
        &for_all(&sockets, &frames_of(&frames, [&tail, b""])),
        |_, body| answer::connections_of_customers(&mut found, body),
    )?;
    encode::keep_lists([frames]);
    Ok(found.into())
}
