//! `NetsvrBusiness\Doctor`: what listens at an address, and what is wrong with it, for a person who asks.
mod problems;
mod shown;

use crate::settings::SETTINGS;
use crate::socket::Signals;
use crate::zend::{
    handler, Builtin, Call, Class, ClassBuilder, Method, Thrown, Type, View, ZArray,
};
use netsvr_client::doctor::{examine as examine_address, Order, WebsocketUrl};
use netsvr_wire::address::is_host_and_port;
use netsvr_wire::Command;
use std::time::Duration;

static DOCTOR: Class = Class::unset();

/// The heartbeat message that gateways come with.
const HEARTBEAT: &str = "~6YOt5rW35piO~";
/// Seconds for a round of questions.
const TIMEOUT: f64 = 2.0;
/// Most seconds that may be asked for: who writes more has mistaken the unit.
const LONGEST: f64 = 3600.0;

/// At module start.
pub fn register() {
    ClassBuilder::new("NetsvrBusiness\\Doctor")
        .method(
            Method::new("examine", handler(examine))
                .fixed()
                .param("addr", Type::STRING)
                .optional("heartbeatMessage", Type::STRING, "'~6YOt5rW35piO~'")
                .optional("websocketUrl", Type::STRING.nullable(), "null")
                .optional("timeout", Type::FLOAT, "2.0")
                .returns(Type::ARRAY),
        )
        .register(&DOCTOR);
}

fn examine(call: &Call) -> Result<ZArray, Thrown> {
    call.require(1, 4)?;
    let address = address(call)?;
    let heartbeat = heartbeat(call)?;
    let websocket = websocket(call)?;
    let time = time(call)?;
    let configured = problems::Configured::at(&address);
    let order = Order {
        address: &address,
        task: configured.task.as_deref(),
        heartbeat: &heartbeat,
        websocket: websocket.as_ref(),
        time,
        ttl: SETTINGS.get().dns_ttl(),
    };
    let mut signals = Signals::default();
    let findings = examine_address(&order, &mut signals);
    signals.finish()?;
    let problems = problems::of(&configured, &findings);
    Ok(shown::array(&address, &findings, &problems))
}

fn address(call: &Call) -> Result<String, Thrown> {
    let given = String::from_utf8_lossy(call.string(0)?.as_bytes()).into_owned();
    if is_host_and_port(&given) {
        return Ok(given);
    }
    let problem = "must be host:port (a name or an IPv4 address, and a port from 1 to 65535)";
    Err(call.argument_error(Builtin::ValueError, 0, problem))
}

/// What is sent as heartbeat must not be a command: that would do something.
fn heartbeat(call: &Call) -> Result<Vec<u8>, Thrown> {
    if call.raw(1).is_none() {
        return Ok(HEARTBEAT.into());
    }
    let given = call.string(1)?.as_bytes();
    let number = given.first_chunk().map(|it| u32::from_be_bytes(*it));
    if number.and_then(Command::from_u32).is_some() {
        let problem = "must not begin as a command does";
        return Err(call.argument_error(Builtin::ValueError, 1, problem));
    }
    Ok(given.into())
}

fn websocket(call: &Call) -> Result<Option<WebsocketUrl>, Thrown> {
    if call.raw(2).is_none() {
        return Ok(None);
    }
    let View::Str(url) = call.typed(2, Type::STRING.nullable())?.view() else {
        return Ok(None);
    };
    match WebsocketUrl::parse(&String::from_utf8_lossy(url.as_bytes())) {
        Ok(url) => Ok(Some(url)),
        Err(problem) => Err(call.argument_error(Builtin::ValueError, 2, problem)),
    }
}

fn time(call: &Call) -> Result<Duration, Thrown> {
    if call.raw(3).is_none() {
        return Ok(Duration::from_secs_f64(TIMEOUT));
    }
    let View::Double(seconds) = call.typed(3, Type::FLOAT)?.view() else {
        return Ok(Duration::from_secs_f64(TIMEOUT));
    };
    if seconds > 0.0 && seconds <= LONGEST {
        return Ok(Duration::from_secs_f64(seconds));
    }
    let problem = format!("must be greater than 0, and at most {LONGEST} seconds");
    Err(call.argument_error(Builtin::ValueError, 3, &problem))
}
