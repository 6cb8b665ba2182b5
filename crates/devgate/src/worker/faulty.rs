//! Writes a frame in which something is wrong on purpose. Knows nothing of when.

use std::time::Duration;

use tokio::net::tcp::OwnedWriteHalf;
use tokio::time::sleep;

use super::sink::write_all;
use super::Ending;
use crate::fault::Spoil;

/// Where the command is in a frame.
const COMMAND: std::ops::Range<usize> = 4..8;
/// Where the length is.
const LENGTH: std::ops::Range<usize> = 0..4;

/// Writes a whole frame, or what is to become of it. The error says how the connection
/// ends.
pub async fn write(
    sink: &mut OwnedWriteHalf,
    frame: &[u8],
    spoil: Spoil,
    deadline: Duration,
) -> Result<(), Ending> {
    match spoil {
        Spoil::Delay(pause) => {
            sleep(pause).await;
            write_all(sink, frame, deadline).await
        }
        Spoil::Drop => Ok(()),
        Spoil::Truncate(bytes) => {
            write_all(sink, begin(frame, bytes), deadline).await?;
            Err(Ending::Closed("truncated by a fault".into()))
        }
        Spoil::Reset(bytes) => {
            write_all(sink, begin(frame, bytes), deadline).await?;
            Err(Ending::Reset)
        }
        Spoil::Command(number) => {
            write_all(sink, &replaced(frame, COMMAND, number), deadline).await
        }
        Spoil::Length(length) => write_all(sink, &replaced(frame, LENGTH, length), deadline).await,
        // At once: a copy that came behind the next request could not be told from its answer.
        Spoil::Duplicate => write_all(sink, &frame.repeat(2), deadline).await,
        Spoil::Dribble(pause) => {
            for byte in frame.chunks(1) {
                write_all(sink, byte, deadline).await?;
                sleep(pause).await;
            }
            Ok(())
        }
    }
}

fn begin(frame: &[u8], bytes: usize) -> &[u8] {
    frame.get(..bytes).unwrap_or(frame)
}

fn replaced(frame: &[u8], field: std::ops::Range<usize>, value: u32) -> Vec<u8> {
    let mut frame = frame.to_vec();
    if let Some(field) = frame.get_mut(field) {
        field.copy_from_slice(&value.to_be_bytes());
    }
    frame
}
