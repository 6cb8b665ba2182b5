//! What differs in 8.x, rule by rule of its protocol.

mod application;
mod callbacks;
mod closing;
mod common;
mod messages;
mod opening;
mod order;
mod ports;
