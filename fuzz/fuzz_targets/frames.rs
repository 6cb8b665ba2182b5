//! Arbitrary bytes in arbitrary chunks: decoding never panics, never takes
//! more than there is, and finds the same frames however the bytes arrive.
//! Input: limit (2 bytes), number of chunk sizes (1), chunk sizes, stream.
#![no_main]

use libfuzzer_sys::fuzz_target;
use netsvr_wire::{decode, Decoded, FrameError, LENGTH_SIZE};

/// The frames that a stream gives, and the error that ended it.
type Read = (Vec<Vec<u8>>, Option<FrameError>);

/// Takes all complete frames from the start of `buffer`.
fn take_frames(buffer: &mut Vec<u8>, limit: usize, into: &mut Read) {
    let mut taken = 0;
    while into.1.is_none() {
        let rest = &buffer[taken..];
        match decode(rest, limit) {
            Ok(Decoded::Frame { frame, consumed }) => {
                assert!(consumed <= rest.len());
                assert_eq!(consumed, LENGTH_SIZE + frame.payload.len());
                assert!(frame.payload.len() <= limit);
                assert_eq!(frame.command().is_some(), frame.payload.len() >= 4);
                assert_eq!(frame.body(), frame.payload.get(4..).unwrap_or_default());
                into.0.push(frame.payload.to_vec());
                taken += consumed;
            }
            Ok(Decoded::Incomplete { needed }) => {
                assert!(needed > rest.len());
                assert!(needed <= LENGTH_SIZE + limit);
                break;
            }
            Err(error) => into.1 = Some(error),
        }
    }
    buffer.drain(..taken);
}

fn read(stream: &[u8], limit: usize, mut sizes: impl Iterator<Item = usize>) -> Read {
    let mut read = Read::default();
    let mut buffer = Vec::new();
    let mut rest = stream;
    while !rest.is_empty() && read.1.is_none() {
        let size = sizes.next().unwrap_or(rest.len()).clamp(1, rest.len());
        let (chunk, later) = rest.split_at(size);
        rest = later;
        buffer.extend_from_slice(chunk);
        take_frames(&mut buffer, limit, &mut read);
    }
    read
}

fuzz_target!(|input: &[u8]| {
    let Some(([high, low, count], rest)) = input.split_first_chunk() else {
        return;
    };
    let limit = usize::from(u16::from_be_bytes([*high, *low]));
    let (sizes, stream) = rest.split_at(rest.len().min(usize::from(*count)));
    let whole = read(stream, limit, std::iter::empty());
    if !sizes.is_empty() {
        let chunked = read(
            stream,
            limit,
            sizes.iter().copied().cycle().map(usize::from),
        );
        assert_eq!(whole, chunked);
    }
    assert_eq!(whole, read(stream, limit, std::iter::repeat(1)));
});
