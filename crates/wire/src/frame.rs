//! The envelope of everything that travels between a business process and a
//! gateway: `u32 big-endian length of the rest`, `u32 big-endian command`,
//! body. Knows nothing of what commands mean or of what a body holds.

use thiserror::Error;

/// Bytes of the length field.
pub const LENGTH_SIZE: usize = 4;
/// Bytes of the command field.
pub const COMMAND_SIZE: usize = 4;
/// Bytes before the body.
pub const HEADER_SIZE: usize = LENGTH_SIZE + COMMAND_SIZE;

/// A frame that may not be written or read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum FrameError {
    /// The length field is above what is allowed. Sizes are those of the
    /// payload (command and body) in bytes.
    #[error("a frame of {length} bytes is above the limit of {limit} bytes")]
    TooLong {
        /// Bytes the frame announces, or would have to announce.
        length: usize,
        /// Most bytes allowed.
        limit: usize,
    },
}

/// The length field for `length` payload bytes.
fn length_field(length: usize) -> Result<[u8; LENGTH_SIZE], FrameError> {
    u32::try_from(length)
        .map(u32::to_be_bytes)
        .map_err(|_| FrameError::TooLong {
            length,
            limit: u32::MAX as usize,
        })
}

/// The first eight bytes of a frame whose body has `body_len` bytes.
///
/// # Errors
/// [`FrameError::TooLong`] when command and body do not fit the length field.
pub fn header(command: u32, body_len: usize) -> Result<[u8; HEADER_SIZE], FrameError> {
    let length = length_field(body_len.saturating_add(COMMAND_SIZE))?;
    let both = (u64::from(u32::from_be_bytes(length)) << 32) | u64::from(command);
    Ok(both.to_be_bytes())
}

/// The length field before a payload that is ready as it stands, such as the
/// heartbeat string.
///
/// # Errors
/// [`FrameError::TooLong`] when the payload does not fit the length field.
pub fn length_prefix(payload_len: usize) -> Result<[u8; LENGTH_SIZE], FrameError> {
    length_field(payload_len)
}

/// One received frame without its length field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Frame<'a> {
    /// Command and body, or a bare heartbeat string.
    pub payload: &'a [u8],
}

impl<'a> Frame<'a> {
    /// The command; `None` when the payload is too short to hold one.
    #[must_use]
    pub fn command(&self) -> Option<u32> {
        self.payload
            .first_chunk()
            .map(|bytes| u32::from_be_bytes(*bytes))
    }

    /// What follows the command; empty when there is no command.
    #[must_use]
    pub fn body(&self) -> &'a [u8] {
        self.payload.get(COMMAND_SIZE..).unwrap_or_default()
    }
}

/// What the start of a buffer holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decoded<'a> {
    /// The frame has not arrived completely.
    Incomplete {
        /// Bytes of the whole frame with its length field, or
        /// [`LENGTH_SIZE`] as long as the length itself is unknown.
        needed: usize,
    },
    /// A complete frame.
    Frame {
        /// The frame, borrowed from the buffer.
        frame: Frame<'a>,
        /// Bytes of the buffer that it took.
        consumed: usize,
    },
}

/// Reads the frame at the start of `buf`. An announced length above `limit`
/// (payload bytes) is refused as soon as the length field is there, before
/// anybody makes room for the rest.
///
/// # Errors
/// [`FrameError::TooLong`] with both sizes.
pub fn decode(buf: &[u8], limit: usize) -> Result<Decoded<'_>, FrameError> {
    let Some((length, rest)) = buf.split_first_chunk::<LENGTH_SIZE>() else {
        return Ok(Decoded::Incomplete {
            needed: LENGTH_SIZE,
        });
    };
    let length = usize::try_from(u32::from_be_bytes(*length)).unwrap_or(usize::MAX);
    if length > limit {
        return Err(FrameError::TooLong { length, limit });
    }
    let total = length.saturating_add(LENGTH_SIZE);
    Ok(match rest.get(..length) {
        Some(payload) => Decoded::Frame {
            frame: Frame { payload },
            consumed: total,
        },
        None => Decoded::Incomplete { needed: total },
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn header_counts_command_and_body() {
        assert_eq!(
            header(900_002_003, 3).unwrap(),
            [0, 0, 0, 7, 0x35, 0xa4, 0xf0, 0xd3]
        );
        assert_eq!(length_prefix(19).unwrap(), [0, 0, 0, 19]);
    }

    #[test]
    fn lengths_beyond_the_field_are_refused() {
        let most = u32::MAX as usize;
        assert!(length_prefix(most).is_ok());
        assert!(header(1, most - COMMAND_SIZE).is_ok());
        let error = header(1, most - COMMAND_SIZE + 1).unwrap_err();
        assert_eq!(
            error.to_string(),
            "a frame of 4294967296 bytes is above the limit of 4294967295 bytes"
        );
        assert!(header(1, usize::MAX).is_err());
    }

    #[test]
    fn announced_length_is_checked_before_the_rest_arrives() {
        assert_eq!(
            decode(&[0, 0, 1, 1], 256),
            Err(FrameError::TooLong {
                length: 257,
                limit: 256
            })
        );
        assert_eq!(
            decode(&[0, 0, 1, 0], 256),
            Ok(Decoded::Incomplete { needed: 260 })
        );
        assert_eq!(decode(&[0xff; 3], 0), Ok(Decoded::Incomplete { needed: 4 }));
    }

    #[test]
    fn payload_too_short_for_a_command_has_none() {
        let frame = Frame { payload: b"abc" };
        assert_eq!(frame.command(), None);
        assert_eq!(frame.body(), b"");
        let frame = Frame {
            payload: &[0, 0, 0, 9],
        };
        assert_eq!(frame.command(), Some(9));
        assert_eq!(frame.body(), b"");
    }

    proptest! {
        #[test]
        fn chunking_does_not_change_the_frames(
            frames in prop::collection::vec(
                (any::<u32>(), prop::collection::vec(any::<u8>(), 0..40)), 0..12),
            chunks in prop::collection::vec(1usize..17, 1..20),
        ) {
            let mut stream = Vec::new();
            for (command, body) in &frames {
                stream.extend(header(*command, body.len()).unwrap());
                stream.extend(body);
            }
            let mut buffer: Vec<u8> = Vec::new();
            let mut got = Vec::new();
            let mut sizes = chunks.iter().cycle();
            let mut rest = stream.as_slice();
            while !rest.is_empty() {
                let (chunk, later) = rest.split_at(rest.len().min(*sizes.next().unwrap()));
                rest = later;
                buffer.extend_from_slice(chunk);
                loop {
                    match decode(&buffer, 44).unwrap() {
                        Decoded::Incomplete { needed } => {
                            prop_assert!(needed > buffer.len());
                            break;
                        }
                        Decoded::Frame { frame, consumed } => {
                            got.push((frame.command().unwrap(), frame.body().to_vec()));
                            buffer.drain(..consumed);
                        }
                    }
                }
            }
            prop_assert!(buffer.is_empty());
            prop_assert_eq!(got, frames);
        }

        #[test]
        fn arbitrary_bytes_never_panic(
            bytes in prop::collection::vec(any::<u8>(), 0..64),
            limit in any::<usize>(),
        ) {
            match decode(&bytes, limit) {
                Ok(Decoded::Frame { frame, consumed }) => {
                    prop_assert!(consumed <= bytes.len());
                    prop_assert_eq!(frame.payload.len() + LENGTH_SIZE, consumed);
                }
                Ok(Decoded::Incomplete { needed }) => prop_assert!(needed > bytes.len()),
                Err(FrameError::TooLong { length, .. }) => prop_assert!(length > limit),
            }
        }
    }
}
