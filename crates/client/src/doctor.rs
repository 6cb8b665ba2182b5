//! What an address is to a business process: a port of a gateway, of which one, or something else. Asked by a person who
//! wonders, never on the way of a message.
//!
//! Nothing is changed at the gateway: nobody registers, no limit is set, no client is written to but the examination's own.
//! Nothing is changed in this process either: no backoff begins, nothing is counted, no connection stays. Each question has a
//! connection and a deadline of its own; those of one round are asked side by side.

mod command_port;
mod frames;
mod http;
mod port;
mod seen;
mod talk;
mod visit;

use crate::deadline::Deadline;
use crate::hook::Hook;
use crate::names;
use seen::Seen;
use std::net::SocketAddrV4;
use std::time::Duration;

pub use port::Port;
pub use seen::Finding;
pub use visit::{Compression, Reception, Visit, WebsocketUrl};

/// What is to be examined, and how.
#[derive(Debug, Clone, Copy)]
pub struct Order<'a> {
    /// `host:port`.
    pub address: &'a str,
    /// The task address of the same gateway, if it is configured.
    pub task: Option<&'a str>,
    /// What is to be sent as heartbeat.
    pub heartbeat: &'a [u8],
    /// Where websocket clients connect, if that is to be examined, too: a client of its own connects then.
    pub websocket: Option<&'a WebsocketUrl>,
    /// The time for each round of questions; there are three at most.
    pub time: Duration,
    /// How long a name may be known.
    pub ttl: Duration,
}

/// What was found.
#[derive(Debug)]
pub struct Findings {
    /// At the address itself.
    pub at: Finding,
    /// At its task address and at the ports beside it, where it was worth looking.
    pub beside: Vec<Finding>,
    /// At the websocket port, if that was to be examined.
    pub visit: Option<Visit>,
}

impl Findings {
    /// The first of the ports beside that is of this kind.
    #[must_use]
    pub fn find(&self, port: &Port) -> Option<&Finding> {
        self.beside.iter().find(|finding| finding.port == *port)
    }

    /// The port of this gateway that takes commands.
    #[must_use]
    pub fn commands(&self) -> Option<&Finding> {
        match self.at.port {
            Port::Worker5 | Port::Task8 => Some(&self.at),
            Port::Worker8 => self.find(&Port::Task8),
            _ => None,
        }
    }

    /// The gateway's own address, with which the uniqIds of its clients begin.
    #[must_use]
    pub fn own_address(&self) -> Option<SocketAddrV4> {
        let listed = self.commands().and_then(|it| it.own_address);
        listed.or_else(|| self.visit.as_ref()?.own_address)
    }
}

/// Examines an address.
pub fn examine(order: &Order<'_>, hook: &mut dyn Hook) -> Findings {
    let mut all = vec![see(order, order.address, hook)];
    let mut looked_around = false;
    loop {
        seen::ask(&mut all, order, hook);
        if !looked_around {
            looked_around = true;
            let beside = all.first().map(|at| around(order, at)).unwrap_or_default();
            for address in beside {
                let mut seen = see(order, &address, hook);
                seen.is_beside = true;
                all.push(seen);
            }
        }
        if all.iter().all(|seen| seen.questions().is_empty()) {
            break;
        }
    }
    let mut all = all.into_iter().map(Seen::into_finding);
    let at = all
        .next()
        .unwrap_or_else(|| Finding::unknown(order.address));
    let mut findings = Findings {
        at,
        beside: all.collect(),
        visit: None,
    };
    if let Some(url) = order.websocket {
        let commands = findings.commands().and_then(|it| it.peer);
        findings.visit = Some(visit::visit(order, url, commands, hook));
    }
    findings
}

fn see(order: &Order<'_>, address: &str, hook: &mut dyn Hook) -> Seen {
    let deadline = Deadline::after(order.time);
    let peer = names::resolve(address, order.ttl, deadline, hook);
    Seen::new(address, peer)
}

/// Where else it is worth looking: at the other port of a gateway 8.x, and, where no port of a gateway is, at those beside.
fn around(order: &Order<'_>, at: &Seen) -> Vec<String> {
    let next = neighbour(order.address, 1);
    let before = neighbour(order.address, -1);
    let task = order.task.map(str::to_owned);
    let wanted = match at.port() {
        Port::Worker5 | Port::Unresolved(_) | Port::Unknown => [None, None, None],
        Port::Worker8 => [task, next, None],
        Port::Task8 => [before, None, None],
        Port::Unreached(error) if !error.is_refused() => [None, None, None],
        _ => [task, next, before],
    };
    let mut addresses: Vec<String> = Vec::new();
    for address in wanted.into_iter().flatten() {
        if address != order.address && !addresses.contains(&address) {
            addresses.push(address);
        }
    }
    addresses
}

/// The same host, another port.
fn neighbour(address: &str, step: i16) -> Option<String> {
    let (host, port) = address.rsplit_once(':')?;
    let port: u16 = port.parse().ok()?;
    let port = port.checked_add_signed(step).filter(|port| *port > 0)?;
    Some(format!("{host}:{port}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_are_ports_of_the_same_host() {
        assert_eq!(
            neighbour("gateway:6061", 1).as_deref(),
            Some("gateway:6062")
        );
        assert_eq!(neighbour("127.0.0.1:2", -1).as_deref(), Some("127.0.0.1:1"));
        assert_eq!(neighbour("a:1", -1), None);
        assert_eq!(neighbour("a:65535", 1), None);
    }
}
