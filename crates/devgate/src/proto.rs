//! The protocol's messages as Rust structs, generated from `proto/` at build time.
#![allow(missing_docs, clippy::pedantic)]

include!(concat!(env!("OUT_DIR"), "/netsvr.rs"));
