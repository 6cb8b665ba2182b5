//! What differs in 8.x, rule by rule of its protocol.

mod closing;
mod common;
mod messages;
mod opening;
mod ports;
