//! What lists that may outgrow one frame have in common: [`ListFrames`], ids
//! with a fixed rest, and [`BulkFrames`], ids paired with data. They encode
//! everything before anything can be sent, so that an element that fits no
//! frame stops the whole list. They know no socket; the caller sends the
//! parts of each frame with one call.
//!
//! [`ListFrames`]: crate::ListFrames
//! [`BulkFrames`]: crate::BulkFrames

use crate::command::Command;
use crate::frame::header;
use crate::output::Output;
use thiserror::Error;

/// One element needs a frame that is longer than allowed. Sizes are those of
/// a payload (command and body) in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("a payload of {size} bytes is above the limit of {limit} bytes")]
pub struct PayloadTooLong {
    /// Bytes of the smallest frame that could carry the element.
    pub size: usize,
    /// Most bytes allowed.
    pub limit: usize,
}

/// Most bytes a payload may have: what the caller allows, or what the length
/// field can say.
pub(crate) fn clamp(limit: usize) -> usize {
    limit.min(u32::MAX as usize)
}

/// Fills in the header that was reserved at `at`. The size was held under a
/// limit that fits the length field.
pub(crate) fn patch_header(buf: &mut Output, at: usize, command: Command, body_len: usize) {
    if let Ok(bytes) = header(command.as_u32(), body_len) {
        buf.patch(at, &bytes);
    }
}
