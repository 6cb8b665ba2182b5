//! How a connection came to its end, and what may be lost with it.

use std::fmt;
use std::time::Duration;

/// How a connection ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// The other side closed it, after it had read everything.
    Closed,
    /// The other side's system broke it off.
    Reset,
    /// The other side is gone without a word.
    Vanished,
    /// A question that every gateway answers was left without an answer, for so long.
    Silent(Duration),
    /// Something was sent that nobody asked for; its first bytes, and how many of them there are.
    Unread([u8; 4], usize),
}

/// What an end without any answer says of the address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Suspicion {
    /// Nothing.
    None,
    /// It came at once: no gateway is there.
    Wrong,
    /// It came later: whoever connects next should ask first.
    Unclear,
}

/// A connection that has come to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lost {
    /// How.
    pub how: Ending,
    /// Frames without answer that were written since the last evidence that they arrive.
    pub frames: u64,
    /// Those of them that were written in the last 10 seconds.
    pub recent: u64,
    /// Bytes that the other side's system has not acknowledged.
    pub unacknowledged: u64,
    /// Frames since the last answer.
    pub unanswered: u64,
    /// What it says of the address.
    pub suspicion: Suspicion,
}

impl fmt::Display for Ending {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Closed => f.write_str("the other side closed the connection"),
            Self::Reset => f.write_str("the other side broke the connection off"),
            Self::Vanished => f.write_str("the other side is gone without a word"),
            Self::Silent(time) => write!(
                f,
                "the other side has left a question without an answer for {} ms",
                time.as_millis()
            ),
            Self::Unread(bytes, count) => {
                let bytes = bytes.get(..*count).unwrap_or_default();
                write!(
                    f,
                    "the other side sent something that was not asked for, beginning with {}",
                    shown(bytes)
                )
            }
        }
    }
}

/// Bytes as text where they are text, else as numbers.
fn shown(bytes: &[u8]) -> String {
    if bytes.iter().all(|byte| matches!(byte, b' '..=b'~')) {
        format!("\"{}\"", String::from_utf8_lossy(bytes))
    } else {
        let numbers: Vec<String> = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        format!("the bytes {}", numbers.join(" "))
    }
}

/// A number of frames, in words.
pub(crate) fn frames(number: u64) -> String {
    format!("{number} frame{}", if number == 1 { "" } else { "s" })
}

impl Lost {
    /// Why nobody should write to this address again before it has been checked.
    #[must_use]
    pub fn accusation(&self) -> String {
        let after = frames(self.unanswered);
        format!("{} after {after} without an answer", self.how)
    }
}

/// What may be lost.
impl fmt::Display for Lost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let since = if matches!(self.how, Ending::Silent(_)) {
            "its last answer"
        } else {
            "the last sign that they arrive"
        };
        write!(
            f,
            "{}; {} may be lost: written since {since}, {} of them in the last 10 s; {} bytes had not been \
             acknowledged",
            self.how,
            frames(self.frames),
            self.recent,
            self.unacknowledged
        )
    }
}
