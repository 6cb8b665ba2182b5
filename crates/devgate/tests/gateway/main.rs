//! The gateway in-process, driven by real websocket clients and by raw frames, rule by
//! rule of the protocol. Rules of 8.x are tried on the real gateway instead where
//! `NETSVR_GATEWAY8` names it, but for what a test says is devgate's own.

// In tests a panic is how a failure shows; helpers outside #[test] count too.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod casts;
mod common;
mod conn_info;
mod deadlines;
mod events;
mod faults;
mod frames;
mod limits;
mod offline;
mod pages;
mod real;
mod topics;
mod v8;
mod websocket;
