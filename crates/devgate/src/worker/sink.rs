//! Writes bytes to a business process within a deadline. Knows nothing of frames.

use std::time::Duration;

use bytes::Buf;
use tokio::io::AsyncWriteExt;
use tokio::net::tcp::OwnedWriteHalf;
use tokio::time::{timeout, timeout_at, Instant};

use super::Ending;

/// The deadline is for each bit of progress: a large frame may take longer.
pub async fn write_all(
    sink: &mut OwnedWriteHalf,
    mut rest: &[u8],
    deadline: Duration,
) -> Result<(), Ending> {
    while !rest.is_empty() {
        match timeout(deadline, sink.write(rest)).await {
            Ok(Ok(written)) if written > 0 => rest.advance(written),
            Ok(_) => return Err(Ending::Closed("connection lost".into())),
            Err(_) => {
                return Err(Ending::Closed(
                    "read nothing until the send deadline".into(),
                ))
            }
        }
    }
    Ok(())
}

/// Writes until this time, or until nothing can be written any more. Gives back how much was.
pub async fn write_until(sink: &mut OwnedWriteHalf, bytes: &[u8], until: Instant) -> usize {
    let mut rest = bytes;
    while !rest.is_empty() {
        match timeout_at(until, sink.write(rest)).await {
            Ok(Ok(written)) if written > 0 => rest.advance(written),
            _ => break,
        }
    }
    bytes.len() - rest.len()
}
