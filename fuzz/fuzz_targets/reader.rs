//! Arbitrary bytes as a protobuf message, and as messages within it: the reader
//! takes at least one byte a field, never more than there is, never panics.
#![no_main]

use libfuzzer_sys::fuzz_target;
use netsvr_wire::reader::{Reader, Value};

fn walk(bytes: &[u8], depth: u32) {
    let mut reader = Reader::new(bytes);
    loop {
        let before = reader.rest().len();
        match reader.next_field() {
            Ok(Some((number, value))) => {
                assert!(number > 0 && number < 1 << 29);
                let after = reader.rest().len();
                assert!(after < before);
                if let Value::Len(inner) = value {
                    assert!(inner.len() < before - after);
                    if depth < 8 {
                        walk(inner, depth + 1);
                    }
                }
            }
            Ok(None) => {
                assert_eq!(before, 0);
                return;
            }
            Err(_) => return,
        }
    }
}

fuzz_target!(|input: &[u8]| walk(input, 0));
