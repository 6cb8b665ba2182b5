//! The protocol's messages as Rust structs, generated from `proto/` at build time.
#![allow(missing_docs, clippy::pedantic)]

include!(concat!(env!("OUT_DIR"), "/netsvr.rs"));

/// The messages of gateway 8.x. All but three are those of 5.x on the wire.
pub mod v6 {
    include!(concat!(env!("OUT_DIR"), "/netsvr.v6.rs"));
}
