//! One-way commands: encoded, routed, delivered.
use super::ask::say_that_there_are_none;
use super::coalesce;
use super::delivery;
use super::encode::{self, data_key, frames_of, header, Head};
use super::for_clients::ForClients;
use super::list::List;
use super::managers::{key_of, Managers};
use super::routing::Unknown;
use super::text;
use crate::exception::not_utf8;
use crate::message;
use crate::socket::exchange::Job;
use crate::text_check::To;
use crate::zend::{Builtin, Call, Class, Thrown, Type, ZObject, ZStr, ZString};
use netsvr_client::OutFrame;
use netsvr_wire::body::{put_bytes_unless_empty, put_int32};
use netsvr_wire::{Command, Recipient, Tail};

/// Sends frames to every gateway.
///
/// # Errors
/// As [`delivery::one_way`].
pub fn deliver_to_all(command: Command, frames: &[OutFrame<'_>]) -> Result<(), Thrown> {
    let sockets = Managers::find()?.for_all()?;
    if sockets.is_empty() {
        say_that_there_are_none(command, "sent");
    }
    let mut jobs = sockets.into_iter().map(|socket| Job {
        socket,
        frames: frames.into(),
        lease: None,
    });
    if jobs.len() == 1 {
        // the usual case, without taking memory
        return jobs
            .next()
            .map_or(Ok(()), |only| delivery::one_way(&[only]));
    }
    delivery::one_way(&jobs.collect::<Vec<_>>())
}

/// The socket for one client: its gateway's, or with one gateway alone that one's.
#[inline(always)]
#[allow(clippy::inline_always)] // once for each message
fn socket_of_client(
    managers: &mut Managers,
    command: Command,
    uniq_id: &ZStr,
) -> Result<Option<ZObject>, Thrown> {
    if let Some(socket) = managers.for_clients(true, key_of(uniq_id))? {
        return Ok(Some(socket));
    }
    let mut unknown = Unknown::default();
    unknown.add(uniq_id);
    unknown.report(command, 1, managers)?;
    Ok(None)
}

fn deliver_to_client(
    command: Command,
    uniq_id: &ZStr,
    frames: &[OutFrame<'_>],
) -> Result<(), Thrown> {
    let mut managers = Managers::find()?;
    match socket_of_client(&mut managers, command, uniq_id)? {
        Some(socket) => delivery::one_way(&[Job {
            socket,
            frames: frames.into(),
            lease: None,
        }]),
        None => Ok(()),
    }
}

fn utf8(text: &ZStr) -> Result<(), Thrown> {
    if text.is_utf8() {
        Ok(())
    } else {
        Err(not_utf8())
    }
}

pub fn conn_info_update(call: &Call) -> Result<(), Thrown> {
    message_for_client(call, Command::ConnInfoUpdate)
}

pub fn conn_info_delete(call: &Call) -> Result<(), Thrown> {
    message_for_client(call, Command::ConnInfoDelete)
}

/// A command whose message, of the same name, is the argument; its first field is the uniqId.
fn message_for_client(call: &Call, command: Command) -> Result<(), Thrown> {
    call.require(1, 1)?;
    let class: &Class = message::class(command.name()).ok_or_else(not_utf8)?;
    let message = call.object(0, class)?;
    // held: a user class that is asked for the gateway may set it anew
    let uniq_id = message::field_string(message, 0).to_owned();
    let mut body = Vec::new();
    message::encode(message, &mut body)?;
    text::check_body(command, &body)?;
    let header = header(command, body.len())?;
    deliver_to_client(command, &uniq_id, &[OutFrame::from([&header[..], &body])])
}

pub fn broadcast(call: &Call) -> Result<(), Thrown> {
    const COMMAND: Command = Command::Broadcast;
    call.require(1, 1)?;
    let data = call.string(0)?;
    text::check(COMMAND, data, || None)?;
    let head = Head::new().data(1, data).seal(COMMAND, data)?;
    deliver_to_all(
        COMMAND,
        &[OutFrame::from([head.as_bytes(), data.as_bytes()])],
    )
}

pub fn single_cast(call: &Call) -> Result<(), Thrown> {
    const COMMAND: Command = Command::SingleCast;
    call.require(2, 2)?;
    let (uniq_id, data) = (call.string(0)?, call.string(1)?);
    utf8(uniq_id)?;
    text::check(COMMAND, data, || Some(To::one(Recipient::UniqId, uniq_id)))?;
    let head = Head::new()
        .text(1, uniq_id)
        .data(2, data)
        .seal(COMMAND, data)?;
    let frame = OutFrame::from([head.as_bytes(), data.as_bytes()]);
    if coalesce::is_on() {
        return deliver_in_run(uniq_id, data, frame);
    }
    deliver_to_client(COMMAND, uniq_id, &[frame])
}

/// As [`deliver_to_client`], with others of the same handler where that is wanted.
#[cold]
fn deliver_in_run(uniq_id: &ZStr, data: &ZStr, frame: OutFrame<'_>) -> Result<(), Thrown> {
    let socket = socket_of_client(&mut Managers::find()?, Command::SingleCast, uniq_id)?;
    match socket {
        Some(socket) if coalesce::takes(&socket, uniq_id, data)? => Ok(()),
        Some(socket) => delivery::one_way(&[Job {
            socket,
            frames: [frame][..].into(),
            lease: None,
        }]),
        None => Ok(()),
    }
}

pub fn single_cast_by_customer_id(call: &Call) -> Result<(), Thrown> {
    const COMMAND: Command = Command::SingleCastByCustomerId;
    call.require(2, 2)?;
    let customer_id = ZString::cast(call.typed(0, Type::STRING | Type::INT)?)?;
    let data = call.string(1)?;
    utf8(&customer_id)?;
    text::check(COMMAND, data, || {
        Some(To::one(Recipient::CustomerId, &customer_id))
    })?;
    let head = Head::new()
        .text(1, &customer_id)
        .data(2, data)
        .seal(COMMAND, data)?;
    deliver_to_all(
        COMMAND,
        &[OutFrame::from([head.as_bytes(), data.as_bytes()])],
    )
}

pub fn multicast(call: &Call) -> Result<(), Thrown> {
    call.require(2, 2)?;
    let ids = List::of(call.typed(0, Type::ARRAY | Type::STRING)?);
    let data = call.string(1)?;
    ForClients {
        command: Command::Multicast,
        middle: &[],
        data,
        data_field: 2,
    }
    .deliver(call, &ids)
}

pub fn force_offline(call: &Call) -> Result<(), Thrown> {
    call.require(1, 2)?;
    let ids = List::of(call.typed(0, Type::ARRAY | Type::STRING)?);
    let none = ZString::new(b"");
    let data = call.or(1, &*none, Call::string)?;
    ForClients {
        command: Command::ForceOffline,
        middle: &[],
        data,
        data_field: 2,
    }
    .deliver(call, &ids)
}

pub fn force_offline_guest(call: &Call) -> Result<(), Thrown> {
    call.require(1, 3)?;
    let ids = List::of(call.typed(0, Type::ARRAY | Type::STRING)?);
    let none = ZString::new(b"");
    let data = call.or(1, &*none, Call::string)?;
    let delay = call.or(2, 0, Call::long)?;
    let Ok(delay) = i32::try_from(delay) else {
        let problem = format!(
            "must be between {} and {}, {delay} given",
            i32::MIN,
            i32::MAX
        );
        return Err(call.argument_error(Builtin::RangeException, 2, &problem));
    };
    let mut middle = Vec::new();
    if delay != 0 {
        put_int32(&mut middle, 2, delay);
    }
    ForClients {
        command: Command::ForceOfflineGuest,
        middle: &middle,
        data,
        data_field: 3,
    }
    .deliver(call, &ids)
}

/// A command with a list that goes to all gateways, an empty list, too.
fn list_for_all(
    call: &Call,
    command: Command,
    kind: Recipient,
    list: &List,
    data: &ZStr,
) -> Result<(), Thrown> {
    text::check(command, data, || text::all_of(kind, list))?;
    let key = data_key(2, data);
    let mut frames = encode::list();
    let tail = Tail::Each(key.len() + data.len());
    frames.begin(command, &[], 1, tail, encode::limit());
    encode::put_list(&mut frames, call, command, 0, list)?;
    deliver_to_all(command, &frames_of(&frames, [&key, data.as_bytes()]))?;
    encode::keep_lists([frames]);
    Ok(())
}

pub fn multicast_by_customer_id(call: &Call) -> Result<(), Thrown> {
    call.require(2, 2)?;
    let ids = List::of(call.typed(0, Type::ARRAY | Type::STRING | Type::INT)?);
    let data = call.string(1)?;
    let command = Command::MulticastByCustomerId;
    list_for_all(call, command, Recipient::CustomerId, &ids, data)
}

pub fn force_offline_by_customer_id(call: &Call) -> Result<(), Thrown> {
    call.require(1, 2)?;
    let ids = List::of(call.typed(0, Type::ARRAY | Type::STRING | Type::INT)?);
    let none = ZString::new(b"");
    let data = call.or(1, &*none, Call::string)?;
    let command = Command::ForceOfflineByCustomerId;
    list_for_all(call, command, Recipient::CustomerId, &ids, data)
}

pub fn topic_publish(call: &Call) -> Result<(), Thrown> {
    call.require(2, 2)?;
    let topics = List::of(call.typed(0, Type::ARRAY | Type::STRING)?);
    let data = call.string(1)?;
    let command = Command::TopicPublish;
    list_for_all(call, command, Recipient::Topic, &topics, data)
}

pub fn topic_delete(call: &Call) -> Result<(), Thrown> {
    call.require(1, 2)?;
    let topics = List::of(call.typed(0, Type::ARRAY | Type::STRING)?);
    let none = ZString::new(b"");
    let data = call.or(1, &*none, Call::string)?;
    let command = Command::TopicDelete;
    list_for_all(call, command, Recipient::Topic, &topics, data)
}

pub fn topic_subscribe(call: &Call) -> Result<(), Thrown> {
    topics_of_client(call, Command::TopicSubscribe)
}

pub fn topic_unsubscribe(call: &Call) -> Result<(), Thrown> {
    topics_of_client(call, Command::TopicUnsubscribe)
}

/// A command with one client's topics.
fn topics_of_client(call: &Call, command: Command) -> Result<(), Thrown> {
    call.require(2, 3)?;
    let uniq_id = call.string(0)?;
    let topics = List::of(call.typed(1, Type::ARRAY | Type::STRING)?);
    let none = ZString::new(b"");
    let data = call.or(2, &*none, Call::string)?;
    utf8(uniq_id)?;
    text::check(command, data, || Some(To::one(Recipient::UniqId, uniq_id)))?;
    let mut head = Vec::new();
    put_bytes_unless_empty(&mut head, 1, uniq_id.as_bytes());
    let key = data_key(3, data);
    let mut frames = encode::list();
    // the client hears once that it has been done
    let tail = Tail::Last(key.len() + data.len());
    frames.begin(command, &head, 2, tail, encode::limit());
    encode::put_list(&mut frames, call, command, 1, &topics)?;
    deliver_to_client(
        command,
        uniq_id,
        &frames_of(&frames, [&key, data.as_bytes()]),
    )?;
    encode::keep_lists([frames]);
    Ok(())
}
