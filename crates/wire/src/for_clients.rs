//! What a one-way command carries for clients: the bytes field `data` of its
//! message, once or as a list, and whom it is for, as `proto/` has it.

use crate::command::Kind;
use crate::reader::{DecodeError, Reader, Value};
use crate::schema::{self, Message, V4};
use crate::Command;

/// Whom a command names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Recipient {
    /// Connections, by their uniqIds.
    UniqId,
    /// Customers, by their ids.
    CustomerId,
    /// Those who have subscribed to topics.
    Topic,
}

impl Recipient {
    /// That of a field in `proto/`, or of a key in PHP, by its name.
    #[must_use]
    pub fn of_field(name: &str) -> Option<Self> {
        match name {
            "uniqId" | "uniqIds" => Some(Self::UniqId),
            "customerId" | "customerIds" => Some(Self::CustomerId),
            "topics" => Some(Self::Topic),
            _ => None,
        }
    }

    /// What one of them is called.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::UniqId => "uniqId",
            Self::CustomerId => "customerId",
            Self::Topic => "topic",
        }
    }
}

/// What a command carries.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct ForClients<'a> {
    /// The data, in the order of the bytes; several of a bulk.
    pub data: Vec<&'a [u8]>,
    /// What the recipients are.
    pub recipient: Option<Recipient>,
    /// Their names.
    pub ids: Vec<&'a [u8]>,
}

impl<'a> ForClients<'a> {
    /// Reads the body of a command. Nothing of one that carries nothing.
    ///
    /// # Errors
    /// When the bytes are no message.
    pub fn read(command: Command, body: &'a [u8]) -> Result<Self, DecodeError> {
        let mut found = Self::default();
        let Some((message, data)) = carrier(command) else {
            return Ok(found);
        };
        let to = message
            .fields
            .iter()
            .find_map(|field| Some((field.number, Recipient::of_field(field.name)?)));
        found.recipient = to.map(|(_, recipient)| recipient);
        let mut reader = Reader::new(body);
        while let Some((number, value)) = reader.next_field()? {
            match value {
                Value::Len(bytes) if number == data => found.data.push(bytes),
                Value::Len(bytes) if to.is_some_and(|(ids, _)| ids == number) => {
                    found.ids.push(bytes);
                }
                _ => {}
            }
        }
        Ok(found)
    }
}

/// The message of a one-way command that has data, and the number of that
/// field. Both generations have the same.
fn carrier(command: Command) -> Option<(&'static Message, u32)> {
    if command.kind() != Kind::OneWay {
        return None;
    }
    let message = V4.iter().find(|message| message.name == command.name())?;
    let data = message.fields.iter().find(|field| {
        let bytes = schema::Kind::Bytes;
        field.name == "data"
            && (field.shape == schema::Shape::Single(bytes)
                || field.shape == schema::Shape::Repeated(bytes))
    })?;
    Some((message, data.number))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::body::put_bytes;

    #[test]
    fn every_one_way_command_carries_data() {
        let carriers = Command::ALL.iter().filter(|it| carrier(**it).is_some());
        let one_way = Command::ALL.iter().filter(|it| it.kind() == Kind::OneWay);
        assert_eq!(carriers.count(), one_way.count());
    }

    #[test]
    fn both_generations_have_the_same_one_way_commands() {
        for command in Command::ALL.iter().filter(|it| it.kind() == Kind::OneWay) {
            let of = |all: &[Message]| {
                let message = all.iter().find(|it| it.name == command.name()).unwrap();
                format!("{message:?}")
            };
            assert_eq!(of(&V4), of(&schema::V6));
        }
    }

    #[test]
    fn all_but_a_broadcast_name_their_recipients() {
        for command in Command::ALL.iter().filter(|it| it.kind() == Kind::OneWay) {
            let found = ForClients::read(*command, b"").unwrap();
            assert_eq!(found.recipient.is_none(), *command == Command::Broadcast);
        }
    }

    #[test]
    fn a_bulk_has_its_data_and_its_recipients_in_order() {
        let mut body = Vec::new();
        for id in [b"a", b"b"] {
            put_bytes(&mut body, 1, id);
        }
        for data in [&b"one"[..], b"", b"\xff"] {
            put_bytes(&mut body, 2, data);
        }
        let found = ForClients::read(Command::TopicPublishBulk, &body).unwrap();
        assert_eq!(found.data, [&b"one"[..], b"", b"\xff"]);
        assert_eq!(found.ids, [b"a", b"b"]);
        assert_eq!(found.recipient, Some(Recipient::Topic));
    }

    #[test]
    fn requests_and_events_carry_nothing_for_clients() {
        let mut body = Vec::new();
        put_bytes(&mut body, 5, b"data");
        for command in [Command::Transfer, Command::UniqIdList, Command::Placeholder] {
            let found = ForClients::read(command, &body);
            assert_eq!(found, Ok(ForClients::default()));
        }
    }

    #[test]
    fn what_is_no_message_is_an_error() {
        assert_eq!(
            ForClients::read(Command::Broadcast, b"\x0a\x05abc"),
            Err(DecodeError::Length)
        );
    }
}
