//! Small questions, to which any gateway has an answer.

use crate::outgoing::OutFrame;
use netsvr_wire::{frame, Command};
use std::sync::LazyLock;

/// A small question that every gateway answers.
pub(crate) const QUESTION: Command = Command::UniqIdCount;

/// The frame of the small question that every gateway answers, with [`Command::UniqIdCount`].
#[must_use]
pub fn question() -> &'static [OutFrame<'static>] {
    static HEADER: LazyLock<Vec<u8>> = LazyLock::new(|| {
        frame::header(QUESTION.as_u32(), 0).map_or_else(|_| Vec::new(), |header| header.to_vec())
    });
    static FRAME: LazyLock<[OutFrame<'static>; 1]> =
        LazyLock::new(|| [OutFrame::from([HEADER.as_slice()])]);
    &*FRAME
}

/// The same for a port that takes registrations only, as the worker port of an 8.x does: an Unregister that names no
/// connection is answered, and takes nothing back.
#[must_use]
pub(crate) fn question_about_nobody() -> &'static [OutFrame<'static>] {
    static HEADER: LazyLock<Vec<u8>> = LazyLock::new(|| {
        let header = frame::header(Command::Unregister.as_u32(), 0);
        header.map_or_else(|_| Vec::new(), |header| header.to_vec())
    });
    static FRAME: LazyLock<[OutFrame<'static>; 1]> =
        LazyLock::new(|| [OutFrame::from([HEADER.as_slice()])]);
    &*FRAME
}
