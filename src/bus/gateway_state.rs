//! What gateways say of themselves: their counters and their limits.
use super::answer::{self, key};
use super::encode::header;
use super::gateways::Gateways;
use super::query::{ask, for_all};
use crate::functions;
use crate::message;
use crate::socket::delivery;
use crate::zend::{function, throw_builtin, Builtin, Call, Thrown, ZArray, ZVal};
use netsvr_client::OutFrame;
use netsvr_wire::Command;

pub fn metrics(call: &Call) -> Result<ZVal, Thrown> {
    let precision = call.or(0, 3, Call::long)?;
    let header = header("metrics", Command::Metrics, 0)?;
    let sockets = Gateways::find()?.task()?.sockets()?;
    let mut found = Vec::new();
    ask(
        Command::Metrics,
        &for_all(&sockets, &[OutFrame::from([&header[..]])]),
        |index, body| {
            let metrics = answer::metrics(body)?;
            if let Some(socket) = sockets.get(index) {
                // the original asks the socket for each of them
                let asks = if delivery::is_ours(socket) {
                    1
                } else {
                    metrics.len()
                };
                let mut address = ZVal::null();
                for _ in 0..asks {
                    address = delivery::worker_addr_value(socket)?;
                }
                found.push((address, metrics));
            }
            Ok(())
        },
    )?;
    let mut result = ZArray::with_capacity(0);
    for (address, metrics) in found {
        for metric in metrics {
            let mut entry = ZArray::with_capacity(7);
            entry.add(&key::WORKER_ADDR, address.clone());
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
    Ok(result.into())
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
    let mut gateways = Gateways::find()?;
    let address = if call.raw(1).is_some() {
        call.string(1)?.as_bytes()
    } else {
        b""
    };
    let sockets = if address.is_empty() {
        gateways.task()?.sockets()?
    } else {
        let key = functions::gateway_key(address)?;
        gateways
            .task()?
            .socket(key.as_bytes())?
            .into_iter()
            .collect()
    };
    let header = header("limit", Command::Limit, body.len())?;
    let mut found = Vec::new();
    ask(
        Command::Limit,
        &for_all(&sockets, &[OutFrame::from([&header[..], &body])]),
        |index, body| {
            let (on_message, on_open) = (answer::int32(body, 2)?, answer::int32(body, 1)?);
            if let Some(socket) = sockets.get(index) {
                let address = delivery::worker_addr_value(socket)?;
                found.push((address, on_message, on_open));
            }
            Ok(())
        },
    )?;
    let mut result = ZArray::with_capacity(0);
    for (address, on_message, on_open) in found {
        let mut entry = ZArray::with_capacity(3);
        entry.add(&key::WORKER_ADDR, address);
        entry.add(&key::ON_MESSAGE, on_message.into());
        entry.add(&key::ON_OPEN, on_open.into());
        result.push(entry.into());
    }
    Ok(result.into())
}
