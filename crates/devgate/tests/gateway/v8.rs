//! What differs in 8.x, rule by rule of its protocol.

pub mod application;
mod callbacks;
mod closing;
mod commands;
mod common;
mod frames;
mod limits;
mod messages;
mod metrics;
mod opening;
mod order;
mod ports;
mod queues;
mod redirects;
mod registration;
mod stopping;
