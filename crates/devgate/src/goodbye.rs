//! Why a client is made to leave, in a close frame.

use std::borrow::Cow;
use std::time::Duration;

use tokio_tungstenite::tungstenite::error::CapacityError;
use tokio_tungstenite::tungstenite::protocol::frame::coding::CloseCode;
use tokio_tungstenite::tungstenite::protocol::CloseFrame;
use tokio_tungstenite::tungstenite::{Error, Message};

/// The longest reason that a close frame holds, in bytes.
const LONGEST: usize = 123;

/// How long a client has to answer a close frame.
const PATIENCE: Duration = Duration::from_secs(2);

/// A close frame.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Goodbye {
    code: CloseCode,
    reason: Cow<'static, str>,
    /// How long the connection stays to be answered.
    pub patience: Duration,
}

impl Goodbye {
    /// The client is not wanted (1008).
    pub fn unwanted(reason: &'static str) -> Self {
        Self::new(CloseCode::Policy, reason)
    }

    /// Too many clients come at a time (1013).
    pub fn try_again() -> Self {
        Self::new(CloseCode::Again, "open rate limited, try again later").at_once()
    }

    /// Nobody could be asked whether the client is wanted (1011).
    pub fn failed(reason: String) -> Self {
        Self::new(CloseCode::Error, reason)
    }

    /// The client has been silent for too long (1001).
    pub fn silent() -> Self {
        Self::new(CloseCode::Away, "heartbeat timeout")
    }

    /// The client sent a message that is too long (1009).
    pub fn too_big() -> Self {
        Self::new(CloseCode::Size, "message too big")
    }

    /// The client sent what is not acceptable. `None`: the connection is gone.
    pub fn to(error: &Error) -> Option<Self> {
        let (code, reason) = match error {
            Error::Capacity(CapacityError::MessageTooLong { .. }) => {
                return Some(Self::too_big().at_once())
            }
            Error::Utf8(_) => (CloseCode::Invalid, error.to_string()),
            Error::Protocol(_) => (CloseCode::Protocol, error.to_string()),
            _ => return None,
        };
        Some(Self::new(code, reason).at_once())
    }

    /// The message that says so.
    pub fn message(&self) -> Message {
        let reason: &str = &self.reason;
        Message::Close(Some(CloseFrame {
            code: self.code,
            reason: reason.into(),
        }))
    }

    /// For a client of which nothing is read any more: there is no answer to wait for.
    fn at_once(self) -> Self {
        Self {
            patience: Duration::ZERO,
            ..self
        }
    }

    fn new(code: CloseCode, reason: impl Into<Cow<'static, str>>) -> Self {
        Self {
            code,
            reason: cut(reason.into()),
            patience: PATIENCE,
        }
    }
}

/// The real gateway sends longer ones, too, and browsers see a protocol error instead.
fn cut(reason: Cow<'static, str>) -> Cow<'static, str> {
    if reason.len() <= LONGEST {
        return reason;
    }
    let mut short = String::new();
    for letter in reason.chars() {
        if short.len() + letter.len_utf8() > LONGEST {
            break;
        }
        short.push(letter);
    }
    short.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_is_as_long_as_a_close_frame_permits_and_whole_letters() {
        let Message::Close(Some(frame)) = Goodbye::new(CloseCode::Error, "ü".repeat(100)).message()
        else {
            panic!("no close frame");
        };
        assert_eq!(frame.reason.as_str(), "ü".repeat(61));
        assert_eq!(frame.code, CloseCode::Error);
        assert_eq!(
            Goodbye::new(CloseCode::Error, "a".repeat(123)).reason.len(),
            123
        );
    }
}
