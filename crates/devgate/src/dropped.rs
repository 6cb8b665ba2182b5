//! Says what was dropped, with its content: who misses it can tell by that. Knows nothing of
//! why.

use netsvr_wire::command::Command;
use netsvr_wire::frame::{decode, Decoded};
use prost::Message as _;

use crate::proto::{v6, ConnClose, Transfer};

/// What a client sent.
pub fn data(data: &[u8]) -> String {
    format!("{:?}", String::from_utf8_lossy(data))
}

/// What was to be sent to a business process.
pub fn frame(bytes: &[u8]) -> String {
    let Ok(Decoded::Frame { frame, .. }) = decode(bytes, usize::MAX) else {
        return "no frame".to_owned();
    };
    let (command, body) = (frame.command().and_then(Command::from_u32), frame.body());
    match command {
        Some(Command::Transfer) => Transfer::decode(body).ok().map(|event| transfer(&event)),
        Some(Command::ConnOpen) => {
            let event = v6::ConnOpen::decode(body).ok();
            event.map(|event| format!("{event:?}"))
        }
        Some(Command::ConnClose) => {
            let event = ConnClose::decode(body).ok();
            event.map(|event| format!("{event:?}"))
        }
        _ => None,
    }
    .unwrap_or_else(|| command.map_or("?".to_owned(), |command| format!("{command:?}")))
}

fn transfer(event: &Transfer) -> String {
    format!(
        "Transfer of {} (customerId {:?}, session {:?}, topics {:?}): {}",
        event.uniq_id,
        event.customer_id,
        event.session,
        event.topics,
        data(&event.data)
    )
}

#[cfg(test)]
mod tests {
    use crate::business;

    use super::*;

    #[test]
    fn an_event_is_shown_with_what_it_holds() {
        let event = Transfer {
            uniq_id: "u".to_owned(),
            customer_id: "c".to_owned(),
            data: b"a\n\xff".to_vec(),
            ..Transfer::default()
        };
        let shown = frame(&business::frame(Command::Transfer, &event));
        let expected =
            "Transfer of u (customerId \"c\", session \"\", topics []): \"a\\n\u{fffd}\"";
        assert_eq!(shown, expected);
        let event = ConnClose {
            uniq_id: "u".to_owned(),
            ..ConnClose::default()
        };
        let shown = frame(&business::frame(Command::ConnClose, &event));
        assert!(shown.contains("uniq_id: \"u\""), "{shown}");
        let shown = frame(&business::frame(Command::Register, &()));
        assert_eq!(shown, "Register");
        assert_eq!(frame(b"?"), "no frame");
    }
}
