//! Frames of a websocket, as far as a client sees them that says nothing itself but farewell. Knows nothing of gateways.

const CONTINUATION: u8 = 0;
const CLOSE: u8 = 8;
const CONTROL: u8 = 8;
const RESERVED_1: u8 = 0x40;
const MASKED: u8 = 0x80;

/// What a client asks for, besides the path: a websocket that may compress.
pub(super) const UPGRADE: &str = "Connection: Upgrade\r\n\
    Upgrade: websocket\r\n\
    Sec-WebSocket-Version: 13\r\n\
    Sec-WebSocket-Key: bmV0c3ZyLWRvY3Rvci0wMQ==\r\n\
    Sec-WebSocket-Extensions: permessage-deflate; server_no_context_takeover; client_no_context_takeover\r\n";

/// The frame with which a client leaves (1000), masked with zeros.
pub(super) const FAREWELL: [u8; 8] = [0x88, MASKED | 2, 0, 0, 0, 0, 0x03, 0xe8];

/// One frame.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Frame<'a> {
    first: u8,
    pub payload: &'a [u8],
}

impl<'a> Frame<'a> {
    /// A message, or the beginning of one.
    pub fn is_message(&self) -> bool {
        self.opcode() < CONTROL && self.opcode() != CONTINUATION
    }

    /// Its payload is compressed.
    pub fn is_compressed(&self) -> bool {
        self.first & RESERVED_1 != 0
    }

    /// Code and reason of a close frame.
    pub fn close(&self) -> Option<(u16, String)> {
        if self.opcode() != CLOSE {
            return None;
        }
        let Some((code, reason)) = self.payload.split_first_chunk() else {
            return Some((1005, String::new()));
        };
        let reason = String::from_utf8_lossy(reason);
        Some((u16::from_be_bytes(*code), reason.into_owned()))
    }

    fn opcode(&self) -> u8 {
        self.first & 0x0f
    }

    /// The frame at the beginning of what a server has sent, and its size; `None` until it is whole.
    fn first_of(bytes: &'a [u8]) -> Option<(Self, usize)> {
        let [first, length, rest @ ..] = bytes else {
            return None;
        };
        let (length, head) = match length & !MASKED {
            126 => (u64::from(u16::from_be_bytes(*rest.first_chunk()?)), 4),
            127 => (u64::from_be_bytes(*rest.first_chunk()?), 10),
            short => (short.into(), 2),
        };
        let size = usize::try_from(length).ok()?.checked_add(head)?;
        let payload = bytes.get(head..size)?;
        let first = *first;
        Some((Self { first, payload }, size))
    }
}

/// The whole frames at the beginning of what a server has sent.
pub(super) fn all(mut bytes: &[u8]) -> impl Iterator<Item = Frame<'_>> {
    std::iter::from_fn(move || {
        let (frame, size) = Frame::first_of(bytes)?;
        bytes = bytes.get(size..).unwrap_or_default();
        Some(frame)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_are_read_as_a_server_writes_them() {
        let long = [&[0xc1, 126, 0x01, 0x2c][..], &[b'x'; 300]].concat();
        let bytes = [
            &[0x81, 2, b'h', b'i'],
            &long[..],
            &[0x88, 2, 0x03, 0xf0, 0x81, 5],
        ]
        .concat();
        let frames: Vec<_> = all(&bytes).collect();
        assert_eq!(frames.len(), 3);
        let told = |frame: &Frame<'_>| {
            (
                frame.is_message(),
                frame.is_compressed(),
                frame.payload.len(),
            )
        };
        assert_eq!(told(&frames[0]), (true, false, 2));
        assert_eq!(told(&frames[1]), (true, true, 300));
        assert_eq!(frames[2].close(), Some((1008, String::new())));
        assert_eq!(frames[0].close(), None);
        assert_eq!(all(&long[..303]).count(), 0);
    }

    #[test]
    fn the_farewell_is_a_masked_close_frame() {
        assert_eq!(FAREWELL.len(), 2 + 4 + 2);
        assert_eq!(u16::from_be_bytes([FAREWELL[6], FAREWELL[7]]), 1000);
    }
}
