//! Queries: what each asks, of which gateways, and what is made of the answers.
use super::answer::{self, key, Item};
use super::ask::{ask, ask_all, for_all};
use super::clients::{AboutClients, Arrays};
use super::encode::{self, frames_of, header};
use super::list::List;
use super::managers::Managers;
use super::{ret, shape};
use crate::zend::{Call, Interned, Thrown, Type, ZArray, ZVal};
use netsvr_client::OutFrame;
use netsvr_wire::body::put_bool;
use netsvr_wire::{Command, Tail};

/// Asks all gateways for a list of strings.
fn lists(command: Command, key: &Interned) -> Result<ZVal, Thrown> {
    let header = header(command, 0)?;
    ask_for_lists(
        command,
        &[OutFrame::from([&header[..]])],
        key,
        |list, body| answer::strings(list, body, 1),
    )
}

/// Asks all gateways and gives what `decode` adds to a list for each.
fn ask_for_lists(
    command: Command,
    frames: &[OutFrame<'_>],
    key: &Interned,
    mut decode: impl FnMut(&mut ZArray, &[u8]) -> Result<(), Thrown>,
) -> Result<ZVal, Thrown> {
    let sockets = Managers::find()?.task()?.sockets()?;
    if let Some(ret) = ret::of_command(command) {
        return ret.ask(&sockets, frames);
    }
    let nothing = || ZArray::with_capacity(0);
    let (answers, failures) = ask_all(command, &sockets, frames, nothing, |list, body| {
        decode(list, body).map(|()| 1)
    })?;
    failures.end(command, shape::entries(answers, key))
}

/// Asks all gateways for a number.
fn counts(command: Command) -> Result<ZVal, Thrown> {
    let header = header(command, 0)?;
    let sockets = Managers::find()?.task()?.sockets()?;
    let frames = [OutFrame::from([&header[..]])];
    if let Some(ret) = ret::of_command(command) {
        return ret.ask(&sockets, &frames);
    }
    let (answers, failures) = ask_all(
        command,
        &sockets,
        &frames,
        || 0,
        |count, body| {
            *count = answer::int32(body, 1)?;
            Ok(1)
        },
    )?;
    failures.end(command, shape::entries(answers, &key::COUNT))
}

pub fn uniq_id_list(_call: &Call) -> Result<ZVal, Thrown> {
    lists(Command::UniqIdList, &key::UNIQ_IDS)
}

pub fn customer_id_list(_call: &Call) -> Result<ZVal, Thrown> {
    lists(Command::CustomerIdList, &key::CUSTOMER_IDS)
}

pub fn topic_list(_call: &Call) -> Result<ZVal, Thrown> {
    lists(Command::TopicList, &key::TOPICS)
}

pub fn uniq_id_count(_call: &Call) -> Result<ZVal, Thrown> {
    counts(Command::UniqIdCount)
}

pub fn customer_id_count(_call: &Call) -> Result<ZVal, Thrown> {
    counts(Command::CustomerIdCount)
}

pub fn topic_count(_call: &Call) -> Result<ZVal, Thrown> {
    counts(Command::TopicCount)
}

/// Asks all gateways about topics. `count_all` is a flag behind the list, where the request has one.
fn about_topics(
    call: &Call,
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
    encode::put_list(&mut frames, call, command, 0, &topics)?;
    let frames_out = frames_of(&frames, [&tail, b""]);
    let result = ask_for_lists(command, &frames_out, &key::ITEMS, decode)?;
    encode::keep_lists([frames]);
    Ok(result)
}

pub fn topic_uniq_id_list(call: &Call) -> Result<ZVal, Thrown> {
    about_topics(call, Command::TopicUniqIdList, false, |list, body| {
        answer::by_topic(list, body, 2, &key::UNIQ_IDS, Item::List)
    })
}

pub fn topic_uniq_id_count(call: &Call) -> Result<ZVal, Thrown> {
    let all = call.or(1, false, Call::boolean)?;
    about_topics(call, Command::TopicUniqIdCount, all, |list, body| {
        answer::by_topic(list, body, 1, &key::COUNT, Item::Count)
    })
}

pub fn topic_customer_id_list(call: &Call) -> Result<ZVal, Thrown> {
    about_topics(call, Command::TopicCustomerIdList, false, |list, body| {
        answer::by_topic(list, body, 1, &key::CUSTOMER_IDS, Item::List)
    })
}

pub fn topic_customer_id_to_uniq_ids_list(call: &Call) -> Result<ZVal, Thrown> {
    let command = Command::TopicCustomerIdToUniqIdsList;
    about_topics(call, command, false, |list, body| {
        answer::by_topic(list, body, 1, &key::ITEMS, Item::Customers)
    })
}

pub fn topic_customer_id_count(call: &Call) -> Result<ZVal, Thrown> {
    let all = call.or(1, false, Call::boolean)?;
    about_topics(call, Command::TopicCustomerIdCount, all, |list, body| {
        answer::by_topic(list, body, 1, &key::COUNT, Item::Count)
    })
}

pub fn check_online(call: &Call) -> Result<ZVal, Thrown> {
    call.require(1, 1)?;
    let question = AboutClients {
        command: Command::CheckOnline,
        tail: &[],
    };
    let arrays = Arrays {
        decode: |list, body| answer::strings(list, body, 1),
        join: shape::follow,
    };
    question.answer(call, &arrays)
}

pub fn conn_info(call: &Call) -> Result<ZVal, Thrown> {
    call.require(1, 4)?;
    let customer_id = call.or(1, true, Call::boolean)?;
    let session = call.or(2, true, Call::boolean)?;
    let topic = call.or(3, true, Call::boolean)?;
    let question = AboutClients {
        command: Command::ConnInfo,
        tail: &flags([session, customer_id, topic]),
    };
    let arrays = Arrays {
        decode: answer::connections,
        join: shape::keep_key,
    };
    question.answer(call, &arrays)
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
    call.require(1, 4)?;
    let command = Command::ConnInfoByCustomerId;
    let ret = ret::of_command(command);
    let ids = List::of(call.typed(
        0,
        match ret {
            None => Type::ARRAY | Type::STRING,
            Some(_) => Type::ARRAY | Type::STRING | Type::INT,
        },
    )?);
    let uniq_id = call.or(1, true, Call::boolean)?;
    let session = call.or(2, true, Call::boolean)?;
    let topic = call.or(3, true, Call::boolean)?;
    let sockets = Managers::find()?.task()?.sockets()?;
    let mut found = ZArray::with_capacity(0);
    if sockets.is_empty() {
        return match ret {
            None => Ok(found.into()),
            Some(ret) => ret::make(ret, []),
        };
    }
    let tail = flags([session, uniq_id, topic]);
    let mut frames = encode::list();
    frames.begin(command, &[], 1, Tail::Each(tail.len()), encode::limit());
    encode::put_list(&mut frames, call, command, 0, &ids)?;
    let frames_out = frames_of(&frames, [&tail, b""]);
    if let Some(ret) = ret {
        let result = ret.ask(&sockets, &frames_out)?;
        encode::keep_lists([frames]);
        return Ok(result);
    }
    let questions = for_all(&sockets, &frames_out);
    let failures = ask(command, &questions, |_, body| {
        answer::connections_of_customers(&mut found, body)
    })?;
    drop(questions);
    encode::keep_lists([frames]);
    failures.end(command, found.into())
}
