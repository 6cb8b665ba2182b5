//! What was found, as an array. Its keys are made when somebody asks: they are not worth the time of every start of PHP.
use super::problems::{received, what};
use crate::zend::{ZArray, ZString, ZVal};
use netsvr_client::doctor::{Compression, Finding, Findings, Port, Reception, Visit};
use std::fmt::Display;

pub fn array(address: &str, findings: &Findings, problems: &[String]) -> ZArray {
    let at = &findings.at;
    let asked = if at.port.takes_commands() {
        Some(at)
    } else {
        findings
            .find(&Port::Task8)
            .filter(|_| at.port == Port::Worker8)
    };
    let worker = match at.port {
        Port::Worker5 | Port::Worker8 => Some(address),
        _ => findings.find(&Port::Worker8).map(|it| it.address.as_str()),
    };
    let mut array = ZArray::with_capacity(16);
    set(&mut array, "addr", address.into());
    describe(&mut array, at);
    set(&mut array, "workerAddr", text(worker));
    set(&mut array, "taskAddr", text(asked.map(|it| &it.address)));
    let clients = asked.and_then(|it| it.clients);
    set(&mut array, "clients", number(clients));
    set(&mut array, "ownAddr", text(findings.own_address()));
    set(&mut array, "limits", limits(asked.and_then(|it| it.limits)));
    let mut beside = ZArray::list();
    for finding in &findings.beside {
        let mut entry = ZArray::with_capacity(8);
        set(&mut entry, "addr", finding.address.as_str().into());
        describe(&mut entry, finding);
        beside.push(entry.into());
    }
    set(&mut array, "beside", beside.into());
    let visit = findings.visit.as_ref();
    set(
        &mut array,
        "websocket",
        visit.map_or_else(ZVal::null, |it| visited(it).into()),
    );
    set(&mut array, "unknown", unknown(findings).into());
    let mut list = ZArray::list();
    for problem in problems {
        list.push(problem.as_str().into());
    }
    set(&mut array, "problems", list.into());
    array
}

fn describe(array: &mut ZArray, finding: &Finding) {
    let gateway = finding.port.gateway().map(|it| i32::from(it.number()));
    set(array, "gateway", number(gateway));
    set(array, "port", name(&finding.port).into());
    set(array, "what", what(&finding.port).as_str().into());
    let accepted = finding.heartbeat.map_or_else(ZVal::null, ZVal::from);
    set(array, "heartbeatAccepted", accepted);
}

fn visited(visit: &Visit) -> ZArray {
    let mut array = ZArray::with_capacity(4);
    let (opens, lets_in) = match &visit.reception {
        Reception::Online => (true, Some(true)),
        Reception::SentAway(..) => (true, Some(false)),
        Reception::Open | Reception::Dropped => (true, None),
        Reception::Unreached(_) | Reception::Refused(_) | Reception::NoAnswer => (false, None),
    };
    set(&mut array, "opens", opens.into());
    let lets_in = lets_in.map_or_else(ZVal::null, ZVal::from);
    set(&mut array, "letsIn", lets_in);
    let what = received(&visit.reception);
    set(&mut array, "what", what.as_str().into());
    set(&mut array, "callback", text(callback(&visit.reception)));
    let compression = match visit.compression {
        Compression::Works => Some("works"),
        Compression::Loses => Some("loses"),
        Compression::Off => Some("off"),
        Compression::Unknown(_) => None,
    };
    set(&mut array, "compression", text(compression));
    array
}

/// What the gateway's open callback says, where there is one. A gateway without lets everybody in.
fn callback(reception: &Reception) -> Option<&'static str> {
    match reception {
        Reception::Online => Some("allows"),
        Reception::SentAway(1008, _) => Some("refuses"),
        Reception::SentAway(1011, _) => Some("fails"),
        _ => None,
    }
}

/// A port, as programs tell it.
fn name(port: &Port) -> &'static str {
    match port {
        Port::Worker5 | Port::Worker8 => "worker",
        Port::Task8 => "task",
        Port::Websocket(_) => "websocket",
        Port::Web(..) => "web",
        Port::Stranger(_) => "stranger",
        Port::Closes => "closes",
        Port::Silent => "silent",
        Port::Slow => "slow",
        Port::Broken(_) => "broken",
        Port::Unreached(error) if error.is_refused() => "closed",
        Port::Unreached(_) => "unreachable",
        Port::Unresolved(_) => "unresolved",
        Port::Unknown => "unknown",
    }
}

/// Why something is not known.
fn unknown(findings: &Findings) -> ZArray {
    let at = &findings.at;
    let mut unknown = ZArray::with_capacity(8);
    let mut tell = |key: &str, why: &str| set(&mut unknown, key, why.into());
    if at.port.is_of_gateway() && at.heartbeat.is_none() {
        tell(
            "heartbeatAccepted",
            "the port did not answer in time behind it",
        );
    }
    match findings.commands() {
        None if at.port.is_of_gateway() => {
            for key in ["clients", "ownAddr", "limits"] {
                tell(key, "the task port answers that, and was not found");
            }
        }
        None => {}
        Some(asked) => {
            if findings.own_address().is_none() {
                let why = match asked.clients {
                    Some(0) => "no client is connected whose uniqId would say it",
                    _ => "the gateway did not list its clients in time",
                };
                tell("ownAddr", why);
            }
            if asked.limits.is_none() {
                tell("limits", "the gateway did not answer in time");
            }
        }
    }
    match &findings.visit {
        None => {
            for key in ["letsIn", "callback", "compression"] {
                tell(key, "no websocketUrl was given");
            }
        }
        Some(visit) => {
            if matches!(visit.reception, Reception::Open | Reception::Dropped) {
                tell(
                    "letsIn",
                    "the examination's own client did not get online in time",
                );
            }
            if callback(&visit.reception).is_none() {
                tell(
                    "callback",
                    "it shows only in clients that are let in or sent away",
                );
            }
            if let Compression::Unknown(why) = visit.compression {
                tell("compression", why);
            }
        }
    }
    unknown
}

fn limits(limits: Option<(i32, i32)>) -> ZVal {
    let Some((on_open, on_message)) = limits else {
        return ZVal::null();
    };
    let mut array = ZArray::with_capacity(2);
    set(&mut array, "onOpen", i64::from(on_open).into());
    set(&mut array, "onMessage", i64::from(on_message).into());
    array.into()
}

fn set(array: &mut ZArray, key: &str, value: ZVal) {
    array.set(&ZString::new(key.as_bytes()), value);
}

fn number(number: Option<i32>) -> ZVal {
    number.map_or_else(ZVal::null, |number| i64::from(number).into())
}

fn text(text: Option<impl Display>) -> ZVal {
    text.map_or_else(ZVal::null, |text| text.to_string().as_str().into())
}
