//! The generations of gateways, and what of the protocol depends on them.

use crate::reader::Reader;
use crate::schema::{Message, V4_AS_V6, V6_AS_V4};

/// A generation of gateways.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gateway {
    /// 5.x: one port for business processes, generation 4 of the protocol.
    Five,
    /// 8.x: a worker port and a task port, generation 6 of the protocol.
    Eight,
}

impl Gateway {
    /// How what this gateway sends is read into the message of this name that the other generation declares: its slots,
    /// with the numbers that are sent. `None` when both have the same message.
    #[must_use]
    pub fn sends_otherwise(self, name: &str) -> Option<&'static Message> {
        let crossed = match self {
            Self::Five => V4_AS_V6,
            Self::Eight => V6_AS_V4,
        };
        crossed.iter().find(|message| message.name == name)
    }

    /// The generation that a person writes: `5` or `8`.
    #[must_use]
    pub fn number(self) -> u8 {
        match self {
            Self::Five => 5,
            Self::Eight => 8,
        }
    }
}

/// Which gateway has sent a `ConnOpen` with this body: a client's address is the last field of both, and its number is
/// another one. `None` when it is missing.
#[must_use]
pub fn sender_of_open(body: &[u8]) -> Option<Gateway> {
    const ADDRESS_OF_FIVE: u32 = 6;
    const ADDRESS_OF_EIGHT: u32 = 5;
    let mut reader = Reader::new(body);
    let mut last = 0;
    while let Ok(Some((number, _))) = reader.next_field() {
        last = last.max(number);
    }
    match last {
        ADDRESS_OF_FIVE => Some(Gateway::Five),
        ADDRESS_OF_EIGHT => Some(Gateway::Eight),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::{V4, V6};

    #[test]
    fn the_last_field_of_an_open_tells_its_sender() {
        // uniqId, then the address
        assert_eq!(sender_of_open(b"\x0a\x01a\x32\x01b"), Some(Gateway::Five));
        assert_eq!(sender_of_open(b"\x0a\x01a\x2a\x01b"), Some(Gateway::Eight));
        assert_eq!(sender_of_open(b"\x0a\x01a"), None);
        assert_eq!(sender_of_open(b"\xff"), None);
    }

    fn numbers(message: &Message) -> Vec<(&'static str, u32)> {
        message
            .fields
            .iter()
            .map(|field| (field.name, field.number))
            .collect()
    }

    #[test]
    fn both_generations_have_one_order() {
        assert!(V4.iter().zip(&V6).all(|(four, six)| four.name == six.name));
        assert_eq!(V6.last().unwrap().name, "ConnOpenResp");
    }

    #[test]
    fn only_two_messages_differ() {
        for gateway in [Gateway::Five, Gateway::Eight] {
            let names = V4.iter().map(|message| message.name);
            let differ: Vec<_> = names
                .filter(|name| gateway.sends_otherwise(name).is_some())
                .collect();
            assert_eq!(differ, ["ConnOpen", "RegisterReq"]);
        }
    }

    #[test]
    fn an_open_is_read_into_the_slots_of_the_other_generation() {
        let of_eight = Gateway::Eight.sends_otherwise("ConnOpen").unwrap();
        assert_eq!(
            numbers(of_eight),
            [
                ("uniqId", 1),
                ("rawQuery", 2),
                ("subProtocol", 0),
                ("xForwardedFor", 3),
                ("xRealIp", 4),
                ("remoteAddr", 5)
            ]
        );
        let of_five = Gateway::Five.sends_otherwise("ConnOpen").unwrap();
        assert_eq!(
            numbers(of_five),
            [
                ("uniqId", 1),
                ("rawQuery", 2),
                ("xForwardedFor", 4),
                ("xRealIp", 5),
                ("remoteAddr", 6)
            ]
        );
        assert_eq!(of_eight.slot_of(3), Some(3));
        assert_eq!(of_five.slot_of(3), None);
    }
}
