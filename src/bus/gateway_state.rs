//! What gateways say of themselves: their counters and their limits.
use super::answer::{self, key};
use super::ask::ask_all;
use super::encode::header;
use super::managers::Managers;
use super::{ret, shape};
use crate::fleet;
use crate::functions;
use crate::message;
use crate::zend::{function, throw_builtin, Builtin, Call, Thrown, ZArray, ZVal};
use netsvr_client::OutFrame;
use netsvr_wire::Command;

pub fn metrics(call: &Call) -> Result<ZVal, Thrown> {
    let command = Command::Metrics;
    let header = header(command, 0)?;
    let frames = [OutFrame::from([&header[..]])];
    if let Some(ret) = ret::of_command(command) {
        return ret.ask(&Managers::find()?.task()?.sockets()?, &frames);
    }
    let precision = call.or(0, 3, Call::long)?;
    let sockets = Managers::find()?.task()?.sockets()?;
    let (answers, failures) = ask_all(command, &sockets, &frames, Vec::new, |metrics, body| {
        *metrics = answer::metrics(body)?;
        Ok(metrics.len())
    })?;
    let mut result = ZArray::with_capacity(0);
    for answer in answers {
        for metric in answer.held {
            let mut entry = shape::entry(answer.worker_addr.clone(), 7);
            entry.add(&key::ITEM, metric.item.into());
            entry.add(&key::COUNT, metric.count.into());
            for (key, rate) in [&key::MEAN_RATE, &key::RATE1, &key::RATE5, &key::RATE15]
                .into_iter()
                .zip(metric.rates)
            {
                // PHP's own rounding, whose rules differ between its versions
                entry.add(
                    key,
                    function::call(&"round".into(), None, &[rate.into(), precision.into()])?,
                );
            }
            result.push(entry.into());
        }
    }
    failures.end(command, result.into())
}

pub fn limit(call: &Call) -> Result<ZVal, Thrown> {
    let class = message::class("LimitReq")
        .ok_or_else(|| throw_builtin(Builtin::Error, "the class LimitReq is not registered"))?;
    let mut body = Vec::new();
    match call.raw(0) {
        Some(given) if !given.is_null() => {
            let Some(message) = given.as_object().filter(|object| object.is_a(class)) else {
                return Err(call.type_error(0, &format!("?{}", class.name()), given));
            };
            message::encode(message, &mut body)?;
        }
        _ => {}
    }
    let mut managers = Managers::find()?;
    let address = if call.raw(1).is_some() {
        call.string(1)?.as_bytes()
    } else {
        b""
    };
    let sockets = if address.is_empty() {
        managers.task()?.sockets()?
    } else {
        let key = functions::gateway_key(&fleet::client_addr_of(address), functions::PATIENCE)?;
        managers
            .task()?
            .socket(key.as_bytes())?
            .into_iter()
            .collect()
    };
    let command = Command::Limit;
    let header = header(command, body.len())?;
    let frames = [OutFrame::from([&header[..], &body])];
    if let Some(ret) = ret::of_command(command) {
        return ret.ask(&sockets, &frames);
    }
    let nothing = || (0, 0);
    let (answers, failures) = ask_all(command, &sockets, &frames, nothing, |limits, body| {
        *limits = (answer::int32(body, 2)?, answer::int32(body, 1)?);
        Ok(1)
    })?;
    let mut result = ZArray::with_capacity(0);
    for answer in answers {
        let (on_message, on_open) = answer.held;
        let mut entry = shape::entry(answer.worker_addr, 3);
        entry.add(&key::ON_MESSAGE, on_message.into());
        entry.add(&key::ON_OPEN, on_open.into());
        result.push(entry.into());
    }
    failures.end(command, result.into())
}
