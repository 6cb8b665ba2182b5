//! The port that takes commands, asked on behalf of a visit: who is online, what the application knows of a client, a
//! message to it.

use super::port::{bare, has_frame};
use super::talk::{self, End, Talk};
use crate::hook::Hook;
use netsvr_wire::address::UNIQ_ID_SIZE;
use netsvr_wire::reader::{Reader, Value};
use netsvr_wire::{body, frame, Command, HEADER_SIZE};
use std::net::SocketAddrV4;
use std::time::Duration;

/// For so long nobody must have come, for who comes then to be the visitor.
const QUIET: Duration = Duration::from_millis(200);

/// A connection to it.
#[derive(Debug)]
pub(super) struct CommandPort {
    talk: Talk,
    time: Duration,
    is_new: bool,
}

impl CommandPort {
    /// Asks who is there.
    pub(super) fn dial(peer: SocketAddrV4, time: Duration) -> Self {
        Self {
            talk: Talk::begin(peer, bare(Command::UniqIdList), has_frame, time).keeping_all(),
            time,
            is_new: true,
        }
    }

    /// Who is there, in order, and whether nobody came while we looked.
    pub(super) fn list_twice(&mut self, hook: &mut dyn Hook) -> Option<(Vec<Vec<u8>>, bool)> {
        let first = self.list(hook)?;
        self.talk.go_on(Vec::new(), usize::MAX, |_| false, QUIET);
        talk::run(&mut [&mut self.talk], hook);
        let second = self.list(hook)?;
        let is_quiet = second.iter().all(|id| first.binary_search(id).is_ok());
        Some((second, is_quiet))
    }

    /// Who is there, in order.
    pub(super) fn list(&mut self, hook: &mut dyn Hook) -> Option<Vec<Vec<u8>>> {
        if !std::mem::take(&mut self.is_new) {
            self.talk
                .go_on(bare(Command::UniqIdList), usize::MAX, has_frame, self.time);
        }
        let body = self.answer(hook)?;
        let mut ids = Vec::new();
        let mut reader = Reader::new(body);
        while let Ok(Some((1, Value::Len(id)))) = reader.next_field() {
            if id.len() == UNIQ_ID_SIZE {
                ids.push(id.to_vec());
            }
        }
        ids.sort_unstable();
        Some(ids)
    }

    /// Whether the application knows nothing of the client.
    pub(super) fn is_guest(&mut self, id: &[u8], hook: &mut dyn Hook) -> Option<bool> {
        const ALL: [u8; 6] = [0x10, 1, 0x18, 1, 0x20, 1];
        let mut request = Vec::new();
        body::put_bytes(&mut request, 1, id);
        request.extend(ALL);
        let say = framed(Command::ConnInfo, &request);
        self.talk.go_on(say, usize::MAX, has_frame, self.time);
        let (_, entry) = len_field(self.answer(hook)?)?;
        let mut reader = Reader::new(entry);
        let mut known = false;
        while let Ok(Some((number, value))) = reader.next_field() {
            known |= number == 2 && value != Value::Len(&[]);
        }
        Some(!known)
    }

    /// A message to the client.
    pub(super) fn send(&mut self, id: &[u8], data: &[u8], hook: &mut dyn Hook) {
        let mut message = Vec::new();
        body::put_bytes(&mut message, 1, id);
        body::put_bytes(&mut message, 2, data);
        let say = framed(Command::SingleCast, &message);
        self.talk.go_on(say, usize::MAX, |_| true, self.time);
        talk::run(&mut [&mut self.talk], hook);
    }

    fn answer(&mut self, hook: &mut dyn Hook) -> Option<&[u8]> {
        talk::run(&mut [&mut self.talk], hook);
        let (heard, end) = self.talk.result();
        // a list with a part of those who are there would make newcomers of the others
        let is_whole = *end == End::Enough && heard.bytes.len() == heard.total;
        is_whole.then(|| heard.bytes.get(HEADER_SIZE..))?
    }
}

fn framed(command: Command, body: &[u8]) -> Vec<u8> {
    frame::header(command.as_u32(), body.len())
        .map_or_else(|_| Vec::new(), |header| [&header, body].concat())
}

fn len_field(bytes: &[u8]) -> Option<(u32, &[u8])> {
    match Reader::new(bytes).next_field() {
        Ok(Some((number, Value::Len(value)))) => Some((number, value)),
        _ => None,
    }
}
