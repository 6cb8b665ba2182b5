//! What PHP code does on a connection by hand, with `send()` and `receive()`.
use super::state::Socket;
use netsvr_wire::command::Kind;
use netsvr_wire::Command;

/// Whether a connection may be given to somebody else afterwards.
#[derive(Clone, Copy, Default)]
pub struct ByHand {
    /// Requests sent whose answers have not been read.
    owed: u32,
    /// Something of which it is not known what the gateway makes of it, and what it sends.
    unknown: bool,
}

impl ByHand {
    /// Something may still come on the connection that the next one who uses it would take for an answer.
    pub fn is_open(self) -> bool {
        self.unknown || self.owed > 0
    }
}

impl Socket<'_> {
    /// PHP code has sent this payload by hand.
    pub fn note_sent(self, payload: &[u8]) {
        let command = payload.first_chunk().copied().map(u32::from_be_bytes);
        let command = command.and_then(Command::from_u32);
        let mut by_hand = self.state.by_hand.get();
        match command.map(|command| (command, command.kind())) {
            // the gateway sends events from then on
            Some((Command::Register | Command::Unregister, _)) => by_hand.unknown = true,
            Some((_, Kind::OneWay)) => {}
            Some((_, Kind::Request)) => by_hand.owed = by_hand.owed.saturating_add(1),
            _ => by_hand.unknown = true,
        }
        self.state.by_hand.set(by_hand);
    }

    /// Calls `send()` with a heartbeat, to which the gateway says nothing: the connection stays what it was to the others.
    pub fn sending_heartbeat<R>(self, send: impl FnOnce() -> R) -> R {
        let (epoch, before) = (self.epoch(), self.state.by_hand.get());
        let result = send();
        let is_same = epoch == self.epoch();
        let by_hand = if is_same { before } else { ByHand::default() };
        self.state.by_hand.set(by_hand);
        result
    }

    /// PHP code has sent a request by hand and not received its answer, which would be taken for that of the next
    /// request. Who reads in other ways than `receive()` knows that better.
    pub fn owes_answer(self) -> bool {
        let by_hand = self.state.by_hand.get();
        by_hand.owed > 0 && !by_hand.unknown && self.state.stream.borrow().is_none()
    }

    /// PHP code has received a frame by hand, or with `whole` false, some bytes.
    pub fn note_received(self, whole: bool) {
        let mut by_hand = self.state.by_hand.get();
        match by_hand.owed.checked_sub(1) {
            Some(owed) if whole => by_hand.owed = owed,
            _ => by_hand.unknown = true,
        }
        self.state.by_hand.set(by_hand);
    }
}
