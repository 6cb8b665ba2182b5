//! What is wrong, in sentences that name what is to be changed.
use crate::api::{self, Generation};
use crate::fleet;
use crate::settings::SETTINGS;
use netsvr_client::doctor::{Compression, Finding, Findings, Port, Reception, Visit};
use netsvr_wire::Gateway;

/// How a server that speaks TLS answers what is none: with an alert.
const TLS_ALERT: [u8; 2] = [0x15, 3];

/// What the configuration says of an address.
pub struct Configured {
    api: Generation,
    gateway: Gateway,
    /// Where `netsvr.task_addrs` leads to, whatever gateway that is.
    pub task: Option<String>,
}

impl Configured {
    pub fn at(address: &str) -> Self {
        let api = api::current().generation;
        let task = match api {
            Generation::Four => SETTINGS.get().fleet.borrow().task_addr_of(address),
            // whose code names both
            Generation::Eight => None,
        };
        Self {
            api,
            gateway: fleet::gateway_at(address),
            task,
        }
    }

    /// Whether sockets are given worker addresses, and find task addresses by themselves.
    fn finds_task_ports(&self) -> bool {
        self.gateway == Gateway::Eight && self.api == Generation::Four
    }
}

/// A port, in words.
pub fn what(port: &Port) -> String {
    match port {
        Port::Worker5 => "the worker port of a gateway 5.x".to_owned(),
        Port::Worker8 => "the worker port of a gateway 8.x".to_owned(),
        Port::Task8 => "the task port of a gateway 8.x".to_owned(),
        Port::Websocket(Some(gateway)) => {
            format!("the websocket port of a gateway {}.x", gateway.number())
        }
        Port::Websocket(None) => "a websocket port".to_owned(),
        Port::Web(status, None) => format!("a web server (it answers with status {status})"),
        Port::Web(status, Some(server)) => {
            let server: String = server
                .chars()
                .filter(|it| !it.is_control())
                .take(64)
                .collect();
            format!("a web server ({server}; it answers with status {status})")
        }
        Port::Stranger(bytes) if bytes.starts_with(&TLS_ALERT) => {
            "a server that speaks TLS".to_owned()
        }
        Port::Stranger(bytes) => format!("something else (it says \"{}\")", bytes.escape_ascii()),
        Port::Closes => "something that closes every connection at the first question".to_owned(),
        Port::Silent => "something that takes connections and answers nothing".to_owned(),
        Port::Slow => "something that answers one question in time, and another one not".to_owned(),
        Port::Broken(error) => format!("something whose connections break ({error})"),
        Port::Unreached(error) if error.is_refused() => "nothing (nobody listens there)".to_owned(),
        Port::Unreached(error) => format!("nothing that can be reached ({error})"),
        Port::Unresolved(error) => format!("nothing that can be found ({error})"),
        Port::Unknown => "unknown: the examination was cut short".to_owned(),
    }
}

/// What is wrong with what was found, given what is configured.
pub fn of(configured: &Configured, findings: &Findings) -> Vec<String> {
    let mut problems = Vec::new();
    let at = &findings.at;
    if at.port.is_of_gateway() {
        problems.extend(pairing(configured, findings));
        problems.extend(own_address(configured, findings));
        problems.extend(heartbeat(at));
        if configured.finds_task_ports() {
            problems.extend(findings.beside.iter().filter_map(heartbeat));
        }
    } else {
        problems.push(elsewhere(findings));
    }
    if let Some(visit) = &findings.visit {
        problems.extend(reception(&visit.reception));
        problems.extend(compression(visit));
    }
    problems
}

/// No port of a gateway's business processes.
fn elsewhere(findings: &Findings) -> String {
    let address = &findings.at.address;
    let what = what(&findings.at.port);
    let advice = match &findings.at.port {
        Port::Websocket(_) => {
            "business processes connect to the worker port ([Worker] ListenAddress in the gateway's netsvr.toml)"
        }
        Port::Slow => "look at the gateway's load, or try again with a longer timeout",
        Port::Silent => "the gateway hangs, or this is none: look at its process and its log",
        Port::Unreached(error) if error.is_refused() => {
            "start the gateway, or correct the worker address that your sockets are given"
        }
        Port::Unreached(_) | Port::Broken(_) => {
            "look at the network between here and there, a firewall for instance"
        }
        _ => "correct the worker address that your sockets are given",
    };
    let found = findings.beside.iter().find(|it| it.port.is_of_gateway());
    let found = found.map_or_else(String::new, |found| {
        format!(". {} is {}", found.address, self::what(&found.port))
    });
    format!("at {address} is {what}: {advice}{found}")
}

/// The gateway is not the one that is configured, or this is its other port.
fn pairing(configured: &Configured, findings: &Findings) -> Option<String> {
    let Finding { address, port, .. } = &findings.at;
    let what = what(port);
    let set = |right: Gateway| {
        let (now, right) = (configured.gateway.number(), right.number());
        if now == right {
            return String::new();
        }
        format!(
            ", while netsvr.gateway says {now} for it. Set netsvr.gateway = {right} (for this one alone: \
             \"{now},{address}={right}\")"
        )
    };
    match port {
        Port::Worker5 => match configured.gateway {
            Gateway::Five => None,
            Gateway::Eight => Some(format!("{address} is {what}{}", set(Gateway::Five))),
        },
        Port::Worker8 => {
            let task = task(configured, findings);
            match (configured.gateway, task) {
                (Gateway::Eight, None) => None,
                (Gateway::Eight, Some(task)) => Some(format!("{address} is {what}{task}")),
                (Gateway::Five, task) => Some(format!(
                    "{address} is {what}{}; one-way calls that arrive there are lost with their connection{}",
                    set(Gateway::Eight),
                    task.unwrap_or_default()
                )),
            }
        }
        Port::Task8 if configured.api == Generation::Eight => {
            let set = set(Gateway::Eight);
            (!set.is_empty()).then(|| format!("{address} is {what}{set}"))
        }
        Port::Task8 => {
            let worker = match findings.find(&Port::Worker8) {
                Some(worker) => format!("the worker address, {}", worker.address),
                None => "the worker address ([Worker] ListenAddress in the gateway's netsvr.toml)"
                    .to_owned(),
            };
            Some(format!(
                "{address} is {what}{}; task and worker address are exchanged: give your sockets {worker}, and let \
                 netsvr.task_addrs lead from there to {address}",
                set(Gateway::Eight)
            ))
        }
        _ => None,
    }
}

/// The task port is not where `netsvr.task_addrs` says, or would say.
fn task(configured: &Configured, findings: &Findings) -> Option<String> {
    if configured.api == Generation::Eight {
        return None;
    }
    let address = &findings.at.address;
    let found = findings.find(&Port::Task8);
    let told = configured.task.as_deref();
    if found.is_some_and(|found| Some(found.address.as_str()) == told) {
        return None;
    }
    let there = findings
        .beside
        .iter()
        .find(|it| Some(it.address.as_str()) == told);
    let there = match (told, there) {
        (Some(told), Some(there)) => format!(
            "; its task port is not at {told}, which is {}",
            what(&there.port)
        ),
        (Some(told), None) => format!("; its task port is not at {told}"),
        (None, _) => "; netsvr.task_addrs says nothing of its task port".to_owned(),
    };
    let right = found.map_or("ADDRESS", |found| found.address.as_str());
    let where_ = match found {
        Some(_) => "",
        None => ", with [Task] ListenAddress of the gateway's netsvr.toml as ADDRESS",
    };
    Some(format!(
        "{there}. Set netsvr.task_addrs = \"{address}={right}\"{where_}"
    ))
}

/// Its uniqIds name another address than the one by which they are looked for.
fn own_address(configured: &Configured, findings: &Findings) -> Option<String> {
    let at = &findings.at;
    let asked = findings.commands()?;
    let (own, peer) = (findings.own_address()?, asked.peer?);
    if own == peer {
        return None;
    }
    let change = if configured.finds_task_ports() {
        format!("set netsvr.task_addrs = \"{}={own}\"", at.address)
    } else {
        format!("give your sockets {own}")
    };
    let section = if asked.port == Port::Task8 {
        "Task"
    } else {
        "Worker"
    };
    Some(format!(
        "the gateway's own address is {own}, as the uniqIds of its clients say, and not {} ({peer}): where several \
         gateways are configured, messages to its clients find no gateway. To change that, {change}, or let [{section}] \
         ListenAddress in the gateway's netsvr.toml be {peer}",
        asked.address
    ))
}

fn heartbeat(finding: &Finding) -> Option<String> {
    let section = match finding.port {
        Port::Task8 => "Task",
        _ => "Worker",
    };
    (finding.heartbeat == Some(false)).then(|| {
        format!(
            "{} closes the connection at this heartbeat message: give your sockets HeartbeatMessage under [{section}] of \
             the gateway's netsvr.toml",
            finding.address
        )
    })
}

/// How a client was received, in words.
pub fn received(reception: &Reception) -> String {
    match reception {
        Reception::Unreached(why) => format!("cannot be reached ({why})"),
        Reception::Refused(status) => format!("refuses clients with status {status}"),
        Reception::NoAnswer => "does not answer as a websocket port does".to_owned(),
        Reception::Online => "lets clients in".to_owned(),
        Reception::Open => "opens websockets".to_owned(),
        Reception::Dropped => "opens websockets, and closes them without a word".to_owned(),
        Reception::SentAway(code, reason) => {
            let reason: String = reason.chars().filter(|it| !it.is_control()).collect();
            format!("sends clients away with code {code} (\"{reason}\")")
        }
    }
}

fn reception(reception: &Reception) -> Option<String> {
    let advice = match reception {
        // the application has decided so, who is sent away as unauthorized
        Reception::Online | Reception::Open | Reception::SentAway(1008, _) => return None,
        Reception::SentAway(1011, _) => {
            "the gateway's OnOpenCallbackApi fails: correct it in netsvr.toml, or what answers there (status 200 and a \
             ConnOpenResp, within CallbackApiDeadline)"
        }
        Reception::SentAway(1013, _) => {
            "[Limit] OnOpen or [Customer] MaxOnlineNum in the gateway's netsvr.toml has been reached"
        }
        Reception::Refused(404) => "the path is not HandlePattern of the gateway's netsvr.toml, or has a query",
        Reception::Refused(403) => "the Origin is not in AllowOrigin of the gateway's netsvr.toml",
        _ => "compare it with [Customer] ListenAddress in the gateway's netsvr.toml",
    };
    Some(format!(
        "the websocket URL {}: {advice}",
        received(reception)
    ))
}

fn compression(visit: &Visit) -> Option<String> {
    (visit.compression == Compression::Loses).then(|| {
        "the gateway loses messages above 256 bytes to clients that ask for compression, as all browsers do: it was built \
         with Go 1.27. Build it with Go 1.25, or take Sec-WebSocket-Extensions out of the request in a proxy before it"
            .to_owned()
    })
}
