//! What child classes of `NetBus` may call: the steps that its methods are made of.
use super::delivery;
use super::managers::{key_of, Managers};
use super::text;
use crate::exception::SOCKET_SEND_EXCEPTION;
use crate::socket::exchange::Job;
use crate::zend::{error, Call, Thrown, Type, ZArr, ZArray, ZObject, ZStr, ZString, ZVal};
use netsvr_client::OutFrame;
use netsvr_wire::{frame, COMMAND_SIZE};
use std::collections::HashMap;

/// Sends a payload (command and body) as one frame.
fn send(sockets: Vec<ZObject>, payload: &ZStr) -> Result<(), Thrown> {
    let length = frame::length_prefix(payload.len())
        .map_err(|problem| error::throw(&SOCKET_SEND_EXCEPTION, &problem.to_string(), 0))?;
    let frame = OutFrame::from([&length[..], payload.as_bytes()]);
    let job = |socket| Job {
        socket,
        frames: vec![frame].into(),
        lease: None,
    };
    delivery::one_way(&sockets.into_iter().map(job).collect::<Vec<_>>())
}

pub fn send_to_sockets(call: &Call) -> Result<(), Thrown> {
    let payload = call.string(0)?;
    text::check_payload("sendToSockets", payload)?;
    send(Managers::find()?.for_all()?, payload)
}

pub fn send_to_socket_by_uniq_id(call: &Call) -> Result<(), Thrown> {
    call.require(2, 2)?;
    let (uniq_id, payload) = (call.string(0)?, call.string(1)?);
    text::check_payload("sendToSocketByUniqId", payload)?;
    let socket = Managers::find()?.for_one_way(key_of(uniq_id))?;
    send(socket.into_iter().collect(), payload)
}

pub fn send_to_socket_by_worker_addr(call: &Call) -> Result<(), Thrown> {
    call.require(2, 2)?;
    let (key, payload) = (call.string(0)?, call.string(1)?);
    text::check_payload("sendToSocketByWorkerAddrAsHex", payload)?;
    let socket = Managers::find()?.for_one_way(key.as_bytes())?;
    send(socket.into_iter().collect(), payload)
}

pub fn get_socket_by_uniq_id(call: &Call) -> Result<Option<ZObject>, Thrown> {
    let uniq_id = call.string(0)?;
    Managers::find()?.task()?.socket(key_of(uniq_id))
}

pub fn is_single_point(_call: &Call) -> Result<bool, Thrown> {
    Ok(Managers::find()?.task()?.count()? == 1)
}

pub fn get_task_socket_manger(_call: &Call) -> Result<ZObject, Thrown> {
    Ok(Managers::find()?.task()?.object().to_owned())
}

pub fn group_uniq_ids(call: &Call) -> Result<ZVal, Thrown> {
    let uniq_ids = call.typed(0, Type::ARRAY)?;
    let mut places: HashMap<Vec<u8>, usize> = HashMap::new();
    let mut groups: Vec<(ZString, ZArray)> = Vec::new();
    for uniq_id in uniq_ids.as_array().into_iter().flat_map(ZArr::values) {
        let text = ZString::cast(uniq_id)?;
        let key = key_of(&text);
        let place = places.get(key).copied().unwrap_or_else(|| {
            places.insert(key.to_vec(), groups.len());
            groups.push((ZString::new(key), ZArray::with_capacity(1)));
            groups.len() - 1
        });
        if let Some((_, group)) = groups.get_mut(place) {
            group.push(uniq_id.clone());
        }
    }
    let mut result = ZArray::with_capacity(groups.len());
    for (key, group) in groups {
        result.set_symbol(&key, group.into());
    }
    Ok(result.into())
}

pub fn pack(call: &Call) -> Result<ZVal, Thrown> {
    call.require(2, 2)?;
    // the lower 32 bits, as packing gives them
    let [_, _, _, _, command @ ..] = call.long(0)?.to_be_bytes();
    let data = call.string(1)?;
    Ok(ZString::concat_after(&[&command, data.as_bytes()], 0).into())
}

pub fn unpack(call: &Call) -> Result<ZVal, Thrown> {
    let payload = call.string(0)?.as_bytes();
    Ok(ZString::new(payload.get(COMMAND_SIZE..).unwrap_or_default()).into())
}
