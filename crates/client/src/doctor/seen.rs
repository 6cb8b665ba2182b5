//! One port under examination: what was asked, what came of it, and what is to be asked next.

use super::port::{self, Answer, Port, Question};
use super::talk::{self, Talk};
use super::{http, Order, WebsocketUrl};
use crate::error::ResolveError;
use crate::hook::Hook;
use netsvr_wire::Command;
use std::net::SocketAddrV4;

/// Where clients connect at a gateway as it comes.
const PATH: &str = "/netsvr";

/// What was found at an address.
#[derive(Debug, Clone)]
pub struct Finding {
    /// `host:port`.
    pub address: String,
    /// Where that leads.
    pub peer: Option<SocketAddrV4>,
    /// What listens there.
    pub port: Port,
    /// Whether the heartbeat is accepted; `None` where that does not show.
    pub heartbeat: Option<bool>,
    /// Clients that are connected.
    pub clients: Option<i32>,
    /// The gateway's own address, with which the uniqIds of its clients begin.
    pub own_address: Option<SocketAddrV4>,
    /// The limits in force: connections, and messages of clients, a second.
    pub limits: Option<(i32, i32)>,
}

impl Finding {
    pub(super) fn unknown(address: &str) -> Self {
        Self {
            address: address.to_owned(),
            peer: None,
            port: Port::Unknown,
            heartbeat: None,
            clients: None,
            own_address: None,
            limits: None,
        }
    }
}

/// A port under examination.
#[derive(Debug)]
pub(super) struct Seen {
    finding: Finding,
    /// It stands beside the one that was named.
    pub is_beside: bool,
    asked: Vec<Question>,
}

impl Seen {
    pub fn new(address: &str, peer: Result<SocketAddrV4, ResolveError>) -> Self {
        let mut finding = Finding::unknown(address);
        match peer {
            Ok(peer) => finding.peer = Some(peer),
            Err(error) if error.is_stopped() => {}
            Err(error) => finding.port = Port::Unresolved(error),
        }
        Self {
            finding,
            is_beside: false,
            asked: Vec::new(),
        }
    }

    pub fn port(&self) -> &Port {
        &self.finding.port
    }

    pub fn into_finding(self) -> Finding {
        self.finding
    }

    /// What is to be asked next; nothing when all is known that can be.
    pub fn questions(&self) -> Vec<Question> {
        if self.finding.peer.is_none() {
            return Vec::new();
        }
        let wanted: &[Question] = match self.port() {
            Port::Unknown => &[Question::Unregister, Question::Count],
            Port::Worker8 => &[Question::Heartbeat],
            Port::Worker5 | Port::Task8 if self.finding.clients == Some(0) => {
                &[Question::Heartbeat, Question::Limits]
            }
            Port::Worker5 | Port::Task8 => &[Question::Heartbeat, Question::Limits, Question::List],
            Port::Unreached(_) | Port::Unresolved(_) | Port::Slow => &[],
            // whoever listens beside is only looked at
            _ if self.is_beside => &[],
            _ => &[Question::Web],
        };
        let wanted = wanted.iter().copied();
        wanted.filter(|it| !self.asked.contains(it)).collect()
    }

    /// The command that carries a question; `None` for a browser's.
    fn command(&self, question: Question) -> Option<Command> {
        Some(match question {
            Question::Unregister => Command::Unregister,
            Question::Heartbeat if *self.port() == Port::Worker8 => Command::Unregister,
            Question::Count | Question::Heartbeat => Command::UniqIdCount,
            Question::Limits => Command::Limit,
            Question::List => Command::UniqIdList,
            Question::Web => return None,
        })
    }

    fn begin(&self, question: Question, order: &Order<'_>) -> Option<Talk> {
        let say = match (question, self.command(question)) {
            (Question::Heartbeat, Some(command)) => port::heartbeat(order.heartbeat, command),
            (_, Some(command)) => port::bare(command),
            (_, None) => http::request(
                &self.finding.address,
                order.websocket.map_or(PATH, WebsocketUrl::path),
                "Connection: close\r\n",
            ),
        };
        let peer = self.finding.peer?;
        Some(Talk::begin(peer, say, port::enough(question), order.time))
    }

    /// Takes what came of a round of questions.
    fn hear(&mut self, talks: &[(Question, Talk)]) {
        let answer = |wanted: Question| {
            let (_, talk) = talks.iter().find(|(question, _)| *question == wanted)?;
            let (heard, end) = talk.result();
            Some((Answer::of(self.command(wanted), heard, end), heard))
        };
        let mut finding = self.finding.clone();
        if let (Some((unregister, _)), Some((count, _))) =
            (answer(Question::Unregister), answer(Question::Count))
        {
            finding.port = port::port_of(&unregister, &count);
            if let (Answer::Body(body), true) = (&count, finding.port.takes_commands()) {
                finding.clients = Some(port::numbers(body).0);
            }
        }
        if let Some((answer, heard)) = answer(Question::Web) {
            finding.port = port::visited(finding.port, &answer, &heard.bytes);
        }
        match answer(Question::Heartbeat) {
            Some((Answer::Body(_), _)) => finding.heartbeat = Some(true),
            Some((Answer::Closed, _)) => finding.heartbeat = Some(false),
            _ => {}
        }
        if let Some((Answer::Body(body), _)) = answer(Question::Limits) {
            finding.limits = Some(port::numbers(&body));
        }
        if let Some((Answer::Body(body), _)) = answer(Question::List) {
            finding.own_address = port::own_address(&body);
        }
        self.finding = finding;
        let asked = talks.iter().map(|(question, _)| *question);
        self.asked.extend(asked);
    }
}

/// Asks one round of questions at all ports, side by side.
pub(super) fn ask(all: &mut [Seen], order: &Order<'_>, hook: &mut dyn Hook) {
    let mut rounds: Vec<Vec<(Question, Talk)>> = Vec::with_capacity(all.len());
    for seen in &*all {
        let questions = seen.questions().into_iter();
        let talks = questions.filter_map(|it| Some((it, seen.begin(it, order)?)));
        rounds.push(talks.collect());
    }
    let mut talks: Vec<&mut Talk> = rounds.iter_mut().flatten().map(|(_, talk)| talk).collect();
    talk::run(&mut talks, hook);
    for (seen, talks) in all.iter_mut().zip(&rounds) {
        seen.hear(talks);
    }
}
