//! What listens at an address, told by what it answers. The worker port of a gateway 5.x takes all commands; that of 8.x
//! takes registrations and closes the connection of whoever sends anything else; its task port does the opposite.
//!
//! Asked is what changes nothing: `Unregister` of nobody, counts, the limits without new ones.

use super::http::{self, Head};
use super::talk::{End, Enough, Heard};
use crate::error::{ConnectError, OsError, ResolveError};
use netsvr_wire::reader::{Reader, Value};
use netsvr_wire::{
    decode, frame, Command, Decoded, Gateway, GatewayKey, COMMAND_SIZE, HEADER_SIZE,
};
use std::net::SocketAddrV4;

/// What 8.x says to whoever visits its websocket port with a browser.
const GREETING: &[u8] = b"Hello netsvr";
/// Bytes of a strange answer that are told.
const SHOWN: usize = 16;

/// What listens at an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Port {
    /// The worker port of a gateway 5.x: registrations and commands.
    Worker5,
    /// The worker port of a gateway 8.x: registrations.
    Worker8,
    /// The task port of a gateway 8.x: commands.
    Task8,
    /// Where websocket clients connect; of which gateway, if that shows.
    Websocket(Option<Gateway>),
    /// A web server, with its status and its name.
    Web(u16, Option<String>),
    /// Something else, which says this.
    Stranger(Vec<u8>),
    /// Something that closes the connection, whatever it is asked.
    Closes,
    /// Something that takes connections and says nothing.
    Silent,
    /// Something that answers one of two questions, and is silent at the other one: a gateway that has a lot to do.
    Slow,
    /// Its connection breaks.
    Broken(OsError),
    /// Nothing that can be reached.
    Unreached(ConnectError),
    /// Its name leads nowhere.
    Unresolved(ResolveError),
    /// The examination was ended before this was known.
    Unknown,
}

impl Port {
    /// Whether it belongs to a gateway's business processes.
    #[must_use]
    pub const fn is_of_gateway(&self) -> bool {
        matches!(self, Self::Worker5 | Self::Worker8 | Self::Task8)
    }

    /// Whether it answers questions about clients.
    #[must_use]
    pub const fn takes_commands(&self) -> bool {
        matches!(self, Self::Worker5 | Self::Task8)
    }

    /// Of which gateway it is, if it is of one.
    #[must_use]
    pub const fn gateway(&self) -> Option<Gateway> {
        match self {
            Self::Worker5 => Some(Gateway::Five),
            Self::Worker8 | Self::Task8 => Some(Gateway::Eight),
            Self::Websocket(gateway) => *gateway,
            _ => None,
        }
    }
}

/// A question that changes nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Question {
    Unregister,
    Count,
    /// The heartbeat, and a question behind it that the port answers.
    Heartbeat,
    Limits,
    List,
    /// As a browser asks.
    Web,
}

/// What came of a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Answer {
    /// The right answer, with as much of its body as was kept.
    Body(Vec<u8>),
    /// Something else.
    Strange(Vec<u8>),
    Closed,
    Silent,
    Broken(OsError),
    Unreached(ConnectError),
    Stopped,
}

impl Answer {
    /// Of a talk in which a command was asked; `None`: in which a browser was played.
    pub fn of(command: Option<Command>, heard: &Heard, end: &End) -> Self {
        let bytes = &heard.bytes;
        let right = match command {
            Some(command) => body_of(command, bytes),
            None => Head::of(bytes).map(|_| bytes.as_slice()),
        };
        match (right, end) {
            (Some(body), End::Enough) => Self::Body(body.into()),
            // the end of its connection may be the end of an answer to a browser
            (Some(body), End::Closed) if command.is_none() => Self::Body(body.into()),
            (None, _) if !bytes.is_empty() => {
                Self::Strange(bytes.get(..SHOWN).unwrap_or(bytes).into())
            }
            (_, End::Unreached(error)) => Self::Unreached(error.clone()),
            (_, End::Broken(error)) => Self::Broken(*error),
            (_, End::Stopped) => Self::Stopped,
            (_, End::Silent) => Self::Silent,
            (_, End::Closed | End::Enough) => Self::Closed,
        }
    }

    fn is_right(&self) -> bool {
        matches!(self, Self::Body(_))
    }
}

/// The body in a frame of this command, as far as it is there.
fn body_of(command: Command, bytes: &[u8]) -> Option<&[u8]> {
    let number = bytes.get(HEADER_SIZE - COMMAND_SIZE..HEADER_SIZE)?;
    (number == command.as_u32().to_be_bytes()).then(|| bytes.get(HEADER_SIZE..))?
}

/// What an answer to a question looks like at its end.
pub(super) fn enough(question: Question) -> Enough {
    match question {
        Question::Web => http::is_whole,
        _ => has_frame,
    }
}

/// Whether a frame is there, or something that is none.
pub(super) fn has_frame(heard: &Heard) -> bool {
    match decode(&heard.bytes, usize::MAX) {
        Ok(Decoded::Frame { .. }) | Err(_) => true,
        Ok(Decoded::Incomplete { needed }) => {
            heard.total >= needed.max(HEADER_SIZE) || is_text(&heard.bytes)
        }
    }
}

/// No gateway's answer begins so: as a length it would be above half a gigabyte.
fn is_text(bytes: &[u8]) -> bool {
    bytes.get(..HEADER_SIZE).is_some_and(|it| {
        it.iter()
            .all(|byte| matches!(byte, b' '..=b'~' | b'\r' | b'\n'))
    })
}

/// The port that gives these answers to the two questions that tell ports apart.
pub(super) fn port_of(unregister: &Answer, count: &Answer) -> Port {
    use Answer::{Broken, Closed, Silent, Stopped, Strange, Unreached};
    match (unregister, count) {
        (Stopped, _) | (_, Stopped) => Port::Unknown,
        (Unreached(error), Unreached(_)) => Port::Unreached(error.clone()),
        (one, other) if one.is_right() && other.is_right() => Port::Worker5,
        (one, Closed) if one.is_right() => Port::Worker8,
        (Closed, other) if other.is_right() => Port::Task8,
        (Strange(bytes), _) | (_, Strange(bytes)) => stranger(bytes),
        (one, other) if one.is_right() || other.is_right() => Port::Slow,
        (Broken(error), _) | (_, Broken(error)) => Port::Broken(*error),
        (Silent, _) | (_, Silent) => Port::Silent,
        (Unreached(error), _) | (_, Unreached(error)) => Port::Unreached(error.clone()),
        _ => Port::Closes,
    }
}

/// Web servers complain of what they do not understand.
fn stranger(bytes: &[u8]) -> Port {
    let status = bytes
        .strip_prefix(b"HTTP/1.0 ")
        .or_else(|| bytes.strip_prefix(b"HTTP/1.1 "));
    let status = status.and_then(|it| std::str::from_utf8(it.get(..3)?).ok()?.parse().ok());
    status.map_or_else(
        || Port::Stranger(bytes.to_vec()),
        |status| Port::Web(status, None),
    )
}

/// What a browser's visit says of a port that is none of a gateway's business processes.
pub(super) fn visited(before: Port, answer: &Answer, whole: &[u8]) -> Port {
    let head = match answer {
        Answer::Body(bytes) => Head::of(bytes),
        // it may leave open how long its answer is, and keep the connection
        _ => Head::of(whole),
    };
    let Some(head) = head else {
        return before;
    };
    let body = whole.get(head.size..).unwrap_or_default();
    if body.starts_with(GREETING) {
        Port::Websocket(Some(Gateway::Eight))
    } else if head.names_websocket_version {
        Port::Websocket(None)
    } else {
        Port::Web(head.status, head.server)
    }
}

/// The first uniqId of an answer to `UniqIdList`, and the gateway that it names.
pub(super) fn own_address(list: &[u8]) -> Option<SocketAddrV4> {
    let uniq_id = Reader::new(list).next_short(1)?;
    GatewayKey::of_uniq_id(uniq_id)?.to_socket()
}

/// The first two numbers of an answer.
pub(super) fn numbers(body: &[u8]) -> (i32, i32) {
    let mut numbers = (0, 0);
    let mut reader = Reader::new(body);
    while let Ok(Some((field, value))) = reader.next_field() {
        let Value::Varint(value) = value else {
            continue;
        };
        // int32 travels as the low bits of 64
        #[allow(clippy::cast_possible_truncation)]
        let value = value as i32;
        match field {
            1 => numbers.0 = value,
            2 => numbers.1 = value,
            _ => {}
        }
    }
    numbers
}

/// A command without a body.
pub(super) fn bare(command: Command) -> Vec<u8> {
    frame::header(command.as_u32(), 0).map_or_else(|_| Vec::new(), |header| header.to_vec())
}

/// The heartbeat, and a question behind it.
pub(super) fn heartbeat(message: &[u8], question: Command) -> Vec<u8> {
    let length = frame::length_prefix(message.len()).unwrap_or_default();
    [&length[..], message, &bare(question)].concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use rustix::io::Errno;

    fn right() -> Answer {
        Answer::Body(Vec::new())
    }

    fn refused() -> Answer {
        let addr = SocketAddrV4::new(std::net::Ipv4Addr::LOCALHOST, 1);
        let os = Errno::CONNREFUSED.into();
        Answer::Unreached(ConnectError::Io { addr, os })
    }

    #[test]
    fn two_questions_tell_the_ports_apart() {
        use Answer::{Closed, Silent, Stopped, Strange};
        let strange = || Strange(b"HTTP".to_vec());
        for (unregister, count, port) in [
            (right(), right(), Port::Worker5),
            (right(), Closed, Port::Worker8),
            (Closed, right(), Port::Task8),
            (Closed, Closed, Port::Closes),
            (Silent, Silent, Port::Silent),
            (Closed, Silent, Port::Silent),
            (right(), Silent, Port::Slow),
            (Silent, right(), Port::Slow),
            (right(), refused(), Port::Slow),
            (
                Strange(b"HTTP/1.1 400 Bad".to_vec()),
                Closed,
                Port::Web(400, None),
            ),
            (strange(), Closed, Port::Stranger(b"HTTP".to_vec())),
            (Silent, strange(), Port::Stranger(b"HTTP".to_vec())),
            (Stopped, right(), Port::Unknown),
        ] {
            assert_eq!(
                port_of(&unregister, &count),
                port,
                "{unregister:?}, {count:?}"
            );
        }
        assert!(matches!(
            port_of(&refused(), &refused()),
            Port::Unreached(_)
        ));
    }

    #[test]
    fn a_visit_tells_websocket_ports_from_web_servers() {
        let visit = |text: &str| {
            let answer = Answer::Body(text.into());
            visited(Port::Silent, &answer, text.as_bytes())
        };
        let eight = Port::Websocket(Some(Gateway::Eight));
        assert_eq!(visit("HTTP/1.1 200 OK\r\n\r\nHello netsvr"), eight);
        assert_eq!(
            visit("HTTP/1.1 400 Bad Request\r\nSec-Websocket-Version: 13\r\n\r\nBad Request"),
            Port::Websocket(None)
        );
        assert_eq!(
            visit("HTTP/1.1 404 Not Found\r\nServer: nginx\r\n\r\n"),
            Port::Web(404, Some("nginx".to_owned()))
        );
        let whole = b"HTTP/1.1 200 OK\r\n\r\nand no end";
        assert_eq!(
            visited(Port::Silent, &Answer::Silent, whole),
            Port::Web(200, None)
        );
        assert_eq!(
            visited(Port::Closes, &Answer::Strange(b"+OK".to_vec()), b"+OK"),
            Port::Closes
        );
    }

    #[test]
    fn answers_are_read_as_far_as_they_are_there() {
        let id = b"7f00000117b7654321ab00000007";
        let list = [&[0x0a, 28][..], id, &[0x0a, 28, b'7']].concat();
        let address = own_address(&list).map(|it| it.to_string());
        assert_eq!(address.as_deref(), Some("127.0.0.1:6071"));
        assert_eq!(own_address(b""), None);
        assert_eq!(numbers(&[0x08, 0x90, 0x4e, 0x10, 0x05]), (10_000, 5));
        assert_eq!(numbers(b""), (0, 0));
    }

    #[test]
    fn an_answer_is_there_with_its_last_byte_or_when_it_is_none() {
        let heard = |bytes: &[u8], total| {
            let bytes = bytes.to_vec();
            has_frame(&Heard { bytes, total })
        };
        assert!(!heard(b"", 0));
        assert!(!heard(&[0, 0, 0, 10, 1], 5));
        assert!(!heard(&[0, 1, 0, 0, 1, 2, 3, 4], 65_539));
        assert!(heard(&[0, 1, 0, 0, 1, 2, 3, 4], 65_540));
        assert!(heard(b"HTTP/1.1", 8));
    }
}
