//! What differs in 8.x, rule by rule of its protocol:
//!
//! | about | held in |
//! |---|---|
//! | ports, frames, deadlines | `ports`, `queues` |
//! | messages | `opening`, `registration`, `../protocol.rs` |
//! | registrations | `registration`, `ports` |
//! | order | `order` (of casts and events only devgate's: that of the real gateway is left to chance) |
//! | events | `registration`, `opening`, `messages`, `queues`, `callbacks` |
//! | clients that leave | `closing`, `frames`, `limits` |
//! | callbacks | `callbacks`, `redirects` |
//! | limits, metrics | `limits`, `metrics` |
//! | websockets | `opening`, `frames`, `messages` |
//! | commands | `commands`, `messages` |
//! | the end | `stopping`, `../program.rs` |

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
