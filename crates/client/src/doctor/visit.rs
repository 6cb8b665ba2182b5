//! A visit at the websocket port, as a client: is one let in, and do messages reach it that the gateway compresses? A
//! gateway 8.x that was built with Go 1.27 loses those, and says nothing.
//!
//! The visitor is the only client that is written to, and only when it is known which one it is: by its greeting, if the
//! application sends clients their uniqIds, or because it alone came, at a quiet moment, and has nothing that a client of the
//! application has. A short message goes first. Only when that has arrived, a long one follows.

use super::command_port::CommandPort;
use super::frames::{self, FAREWELL, UPGRADE};
use super::http::{self, Head};
use super::talk::{self, End, Heard, Talk};
use super::Order;
use crate::deadline::Deadline;
use crate::error::ResolveError;
use crate::hook::Hook;
use crate::names;
use netsvr_wire::GatewayKey;
use std::net::SocketAddrV4;
use std::time::Duration;

/// The time between two looks at who has come.
const PAUSE: Duration = Duration::from_millis(20);
/// Short messages are not compressed.
const SHORT: &str = "netsvr doctor";
const SENT_AWAY: &str = "the examination's own client was sent away";
/// Bytes of the message that is compressed.
const LONG: usize = 300;

/// Where websocket clients connect.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WebsocketUrl {
    host: String,
    path: String,
}

impl WebsocketUrl {
    /// `ws://host:port/path`; the port may be left out.
    ///
    /// # Errors
    /// What it must be.
    pub fn parse(url: &str) -> Result<Self, &'static str> {
        let rest = url.strip_prefix("ws://").ok_or(
            "must begin with ws://: the gateway's own port, not one that speaks TLS before it",
        )?;
        let (host, path) = match rest.find('/') {
            Some(slash) => rest.split_at(slash),
            None => (rest, "/"),
        };
        let host = match host.rsplit_once(':') {
            Some(_) => host.to_owned(),
            None => format!("{host}:80"),
        };
        let is_plain = path.bytes().all(|byte| byte.is_ascii_graphic());
        if !netsvr_wire::address::is_host_and_port(&host) || !is_plain {
            return Err("must be ws://host:port/path");
        }
        Ok(Self {
            host,
            path: path.to_owned(),
        })
    }

    /// The gateway's `HandlePattern`.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }
}

/// How the visitor was received.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reception {
    /// Nobody could be reached.
    Unreached(String),
    /// Refused with a status of HTTP.
    Refused(u16),
    /// No answer in time, or one that is none of HTTP.
    NoAnswer,
    /// Let in, and online.
    Online,
    /// Let in, and neither sent away nor, as far as is known, online.
    Open,
    /// Let in, and sent away with this code and reason.
    SentAway(u16, String),
    /// Let in, and the connection was closed without a word.
    Dropped,
}

/// What became of messages that the gateway compresses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Compression {
    /// They arrive.
    Works,
    /// They do not.
    Loses,
    /// The gateway compresses nothing.
    Off,
    /// It could not be tried, and why.
    Unknown(&'static str),
}

/// What a visit has shown.
#[derive(Debug)]
pub struct Visit {
    /// How the visitor was received.
    pub reception: Reception,
    /// What became of compressed messages.
    pub compression: Compression,
    /// The gateway's own address, as the uniqId of whoever came says it.
    pub own_address: Option<SocketAddrV4>,
}

/// Visits the websocket port; the port that takes commands says who has come.
pub(super) fn visit(
    order: &Order<'_>,
    url: &WebsocketUrl,
    commands: Option<SocketAddrV4>,
    hook: &mut dyn Hook,
) -> Visit {
    let deadline = Deadline::after(order.time);
    let peer = match names::resolve(&url.host, order.ttl, deadline, hook) {
        Ok(peer) => peer,
        Err(error) => return Visit::unresolved(&error),
    };
    let mut gateway = commands.map(|peer| CommandPort::dial(peer, order.time));
    let before = gateway.as_mut().and_then(|it| it.list_twice(hook));
    let origin = format!("Origin: http://{}\r\n{UPGRADE}", url.host);
    let say = http::request(&url.host, &url.path, &origin);
    let mut visitor = Visitor {
        talk: Talk::begin(peer, say, http::has_head, order.time),
        time: order.time,
    };
    talk::run(&mut [&mut visitor.talk], hook);
    let head = match visitor.received() {
        Ok(head) => head,
        Err(reception) => {
            let why = "no client was let in";
            return Visit {
                reception,
                compression: Compression::Unknown(why),
                own_address: None,
            };
        }
    };
    visitor.hear(Vec::new(), head.size, PAUSE, hook);
    let compresses = head.extensions.contains("permessage-deflate");
    let came = match (&mut gateway, &before) {
        (Some(gateway), Some((before, _))) => who_came(&mut visitor, gateway, before, hook),
        _ => Err("no port was found that says who is online"),
    };
    let compression = match (gateway, &came) {
        _ if !compresses => Compression::Off,
        (Some(mut gateway), Ok(came)) => {
            let is_quiet = before.is_some_and(|(_, is_quiet)| is_quiet);
            try_out(&mut visitor, &mut gateway, came, is_quiet, hook)
        }
        (_, came) => Compression::Unknown(came.as_ref().err().copied().unwrap_or_default()),
    };
    let first = came.as_ref().ok().and_then(|came| came.first());
    Visit {
        reception: visitor.leave(came.is_ok(), hook),
        compression,
        own_address: first.and_then(|id| GatewayKey::of_uniq_id(id)?.to_socket()),
    }
}

impl Visit {
    fn unresolved(error: &ResolveError) -> Self {
        Self {
            reception: Reception::Unreached(error.to_string()),
            compression: Compression::Unknown("no client was let in"),
            own_address: None,
        }
    }
}

/// Sends the visitor what the gateway compresses.
fn try_out(
    visitor: &mut Visitor,
    gateway: &mut CommandPort,
    came: &[Vec<u8>],
    is_quiet: bool,
    hook: &mut dyn Hook,
) -> Compression {
    let id = match which(visitor, gateway, came, is_quiet, hook) {
        Ok(id) => id,
        Err(why) => return Compression::Unknown(why),
    };
    gateway.send(id, SHORT.as_bytes(), hook);
    if !visitor.gets(|frame| frame.payload == SHORT.as_bytes(), hook) {
        return Compression::Unknown(
            "a short message to the examination's own client did not arrive either",
        );
    }
    let long: Vec<u8> = SHORT.bytes().cycle().take(LONG).collect();
    gateway.send(id, &long, hook);
    let arrives = visitor.gets(
        |frame| frame.is_message() && (frame.is_compressed() || frame.payload == long),
        hook,
    );
    if arrives {
        Compression::Works
    } else if visitor.has_gone() {
        Compression::Unknown(SENT_AWAY)
    } else {
        Compression::Loses
    }
}

/// Those who came since the list before, the visitor among them if it is online.
fn who_came(
    visitor: &mut Visitor,
    gateway: &mut CommandPort,
    before: &[Vec<u8>],
    hook: &mut dyn Hook,
) -> Result<Vec<Vec<u8>>, &'static str> {
    let deadline = Deadline::after(visitor.time);
    loop {
        if visitor.has_gone() {
            return Err(SENT_AWAY);
        }
        let now = gateway.list(hook);
        let now = now.ok_or("the gateway did not list its clients in time")?;
        let is_new = |id: &Vec<u8>| before.binary_search(id).is_err();
        let came: Vec<_> = now.into_iter().filter(is_new).collect();
        if !came.is_empty() {
            visitor.hear(Vec::new(), 0, PAUSE, hook);
            return Ok(came);
        }
        if deadline.expired() {
            return Err("the examination's own client was not online in time: the open callback may be slow");
        }
        visitor.hear(Vec::new(), 0, PAUSE, hook);
    }
}

/// Which of them is the visitor.
fn which<'a>(
    visitor: &Visitor,
    gateway: &mut CommandPort,
    came: &'a [Vec<u8>],
    is_quiet: bool,
    hook: &mut dyn Hook,
) -> Result<&'a [u8], &'static str> {
    const OTHERS: &str = "other clients came at the same moment: try again when fewer come";
    if let Some(greeted) = came.iter().find(|id| visitor.was_told(id)) {
        return Ok(greeted);
    }
    let ([id], true) = (came, is_quiet) else {
        return Err(OTHERS);
    };
    match gateway.is_guest(id, hook) {
        Some(true) => Ok(id),
        Some(false) => Err(
            "the client that came has a session, a customerId or topics: it may be somebody else's",
        ),
        None => Err(OTHERS),
    }
}

/// Our client.
struct Visitor {
    talk: Talk,
    time: Duration,
}

impl Visitor {
    fn heard(&self) -> &Heard {
        self.talk.result().0
    }

    /// The head of the answer that lets it in.
    fn received(&self) -> Result<Head, Reception> {
        let (answer, end) = self.talk.result();
        match (Head::of(&answer.bytes), end) {
            (Some(head), _) if head.status == 101 => Ok(head),
            (Some(head), _) => Err(Reception::Refused(head.status)),
            (None, End::Unreached(error)) => Err(Reception::Unreached(error.to_string())),
            _ => Err(Reception::NoAnswer),
        }
    }

    /// Listens for so long; what is heard comes behind what was heard before, of which `used` bytes are forgotten.
    fn hear(&mut self, say: Vec<u8>, used: usize, time: Duration, hook: &mut dyn Hook) {
        self.talk.go_on(say, used, |_| false, time);
        talk::run(&mut [&mut self.talk], hook);
    }

    /// Waits until such a frame has come.
    fn gets(&mut self, wanted: impl Fn(&frames::Frame<'_>) -> bool, hook: &mut dyn Hook) -> bool {
        let deadline = Deadline::after(self.time);
        loop {
            if frames::all(&self.heard().bytes).any(|frame| wanted(&frame)) {
                return true;
            }
            if deadline.expired() || self.has_gone() {
                return false;
            }
            self.hear(Vec::new(), 0, PAUSE, hook);
        }
    }

    /// Whether a message to it holds this uniqId.
    fn was_told(&self, id: &[u8]) -> bool {
        frames::all(&self.heard().bytes)
            .any(|frame| frame.payload.windows(id.len()).any(|part| part == id))
    }

    fn has_gone(&self) -> bool {
        let closes = frames::all(&self.heard().bytes).any(|frame| frame.close().is_some());
        closes || !matches!(self.talk.result().1, End::Silent | End::Enough)
    }

    /// Takes its leave, and says how it was received.
    fn leave(mut self, is_online: bool, hook: &mut dyn Hook) -> Reception {
        let told = frames::all(&self.heard().bytes).find_map(|frame| frame.close());
        let gone = self.has_gone();
        self.hear(FAREWELL.into(), 0, PAUSE, hook);
        match told {
            Some((code, reason)) => Reception::SentAway(code, reason),
            None if gone => Reception::Dropped,
            None if is_online => Reception::Online,
            None => Reception::Open,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn urls_name_the_gateways_own_port() {
        let url = |host: &str, path: &str| {
            Ok(WebsocketUrl {
                host: host.to_owned(),
                path: path.to_owned(),
            })
        };
        let parse = WebsocketUrl::parse;
        assert_eq!(
            parse("ws://127.0.0.1:6060/netsvr"),
            url("127.0.0.1:6060", "/netsvr")
        );
        assert_eq!(parse("ws://gateway"), url("gateway:80", "/"));
        for wrong in [
            "wss://a:1/",
            "a:1",
            "ws://",
            "ws://a:0/",
            "ws://a:1/ b",
            "ws://a:1/\r\nX: y",
        ] {
            assert!(parse(wrong).is_err(), "{wrong}");
        }
    }
}
