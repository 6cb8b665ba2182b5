//! Whether what a gateway has sent has room within PHP's `memory_limit`, once it is PHP values: a few bytes on the wire
//! may become an array. Estimated before anything is made of it. What does not fit would end the request otherwise.
use crate::exception::SOCKET_RECEIVE_EXCEPTION;
use crate::zend::{error, memory, Thrown};

/// So many bytes are taken without a look.
const SMALL: usize = 16 << 10;

/// Refuses a body whose values `memory_limit` leaves no room for. One byte of it becomes `most` bytes at most, which
/// spares the estimate where there is plenty.
///
/// # Errors
/// `SocketReceiveException`.
#[inline]
pub fn check(body: &[u8], most: usize, estimate: impl FnOnce() -> usize) -> Result<(), Thrown> {
    if body.len() <= SMALL {
        return Ok(());
    }
    match memory::left() {
        Some(left) if body.len().saturating_mul(most) > left => look(body, left, estimate()),
        _ => Ok(()),
    }
}

fn look(body: &[u8], left: usize, needed: usize) -> Result<(), Thrown> {
    // what is lost in blocks that are not filled
    const LOST: usize = 2 << 20;
    if needed.saturating_add(LOST.min(needed / 8)) <= left {
        return Ok(());
    }
    let problem = format!(
        "{} bytes from the gateway would take about {needed} bytes in PHP, and memory_limit ({}) leaves {left}: raise it, or lower netsvr.max_packet_size",
        body.len(),
        memory::limit_in_bytes().unwrap_or(0),
    );
    Err(error::throw(&SOCKET_RECEIVE_EXCEPTION, &problem, 0))
}

/// Bytes that the engine takes for so many: it has blocks of few sizes.
pub fn block(size: usize) -> usize {
    const PAGE: usize = 4096;
    let step = match size {
        ..=64 => 8,
        65..=3072 => (size - 1).next_power_of_two() / 8,
        _ => PAGE,
    };
    size.next_multiple_of(step)
}

/// A string of so many bytes. Those of one byte or none are there already.
pub fn string(length: usize) -> usize {
    if length <= 1 {
        0
    } else {
        block(length.saturating_add(25))
    }
}

/// An array with at most eight string keys.
pub const RECORD: usize = HEAD + 320;
/// What every array has.
const HEAD: usize = 56;

/// A list of so many values.
pub fn list(count: usize) -> usize {
    HEAD + grown(slots(count).saturating_mul(16) + 8)
}

/// An array of so many keys.
pub fn map(count: usize) -> usize {
    HEAD + grown(slots(count).saturating_mul(40))
}

fn slots(count: usize) -> usize {
    count.max(8).checked_next_power_of_two().unwrap_or(count)
}

/// A large table is copied when it grows, and both are there for a moment.
fn grown(size: usize) -> usize {
    const LARGE: usize = 64 << 10;
    let size = block(size);
    if size > LARGE {
        size.saturating_add(size / 2)
    } else {
        size
    }
}
