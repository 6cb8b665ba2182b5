//! `NetsvrBusiness\Doctor`: what listens at an address, and what is wrong with it, for a person who asks.
mod problems;
mod shown;

use crate::settings::SETTINGS;
use crate::socket::Signals;
use crate::zend::{
    handler, Builtin, Call, Class, ClassBuilder, Method, Thrown, Type, View, ZArray, ZStr,
};
use netsvr_client::doctor::{examine as examine_address, Order, WebsocketUrl};
use netsvr_wire::address::{advice, is_host_and_port};
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

/// What was asked for, of the declared types.
struct Wish<'c> {
    address: &'c [u8],
    heartbeat: &'c [u8],
    websocket: Option<&'c [u8]>,
    timeout: f64,
}

impl<'c> Wish<'c> {
    fn of(call: &'c Call) -> Result<Self, Thrown> {
        call.require(1, 4)?;
        let address = call.string(0)?.as_bytes();
        let heartbeat = call.or(1, HEARTBEAT.as_bytes(), |call, index| {
            Ok(call.string(index)?.as_bytes())
        })?;
        let websocket = call.or(2, None, |call, index| {
            let url = call.typed(index, Type::STRING.nullable())?;
            Ok(url.as_str().map(ZStr::as_bytes))
        })?;
        let timeout = call.or(3, TIMEOUT, |call, index| {
            match call.typed(index, Type::FLOAT)?.view() {
                View::Double(seconds) => Ok(seconds),
                _ => Ok(TIMEOUT),
            }
        })?;
        Ok(Self {
            address,
            heartbeat,
            websocket,
            timeout,
        })
    }
}

fn examine(call: &Call) -> Result<ZArray, Thrown> {
    let wish = Wish::of(call)?;
    let refuse =
        |index, problem: &str| Err(call.argument_error(Builtin::ValueError, index, problem));
    let address = String::from_utf8_lossy(wish.address);
    if !is_host_and_port(&address) {
        let problem = format!(
            "must be host:port (a name or an IPv4 address, and a port from 1 to 65535): {}",
            advice(&address)
        );
        return refuse(0, &problem);
    }
    // it must not do anything
    let number = wish
        .heartbeat
        .first_chunk()
        .map(|it| u32::from_be_bytes(*it));
    if number.and_then(Command::from_u32).is_some() {
        return refuse(1, "must not begin as a command does");
    }
    let url = wish
        .websocket
        .map(|url| WebsocketUrl::parse(&String::from_utf8_lossy(url)));
    let websocket = match url.transpose() {
        Ok(websocket) => websocket,
        Err(problem) => return refuse(2, problem),
    };
    if !(wish.timeout > 0.0 && wish.timeout <= LONGEST) {
        let problem = format!("must be greater than 0, and at most {LONGEST} seconds");
        return refuse(3, &problem);
    }
    let configured = problems::Configured::at(&address);
    let order = Order {
        address: &address,
        task: configured.task.as_deref(),
        heartbeat: wish.heartbeat,
        websocket: websocket.as_ref(),
        time: Duration::from_secs_f64(wish.timeout),
        ttl: SETTINGS.get().dns_ttl(),
    };
    let mut signals = Signals::default();
    let findings = examine_address(&order, &mut signals);
    signals.finish()?;
    let problems = problems::of(&configured, &findings);
    Ok(shown::array(&address, &findings, &problems))
}
