//! The development gateway of the netsvr protocol, version 4: websocket clients on one
//! port, business processes on another.
//!
//! For development and tests. All state is in the memory of one process; nothing is
//! persisted, authenticated or encrypted. Production uses the real gateway.
//!
//! A gateway is started with [`Server::start`] inside a tokio runtime; any number of them
//! can run side by side. The protocol's messages are in [`proto`].
#![forbid(unsafe_code)]

mod business;
mod client;
mod client_port;
mod commands;
mod config;
mod fault;
mod gateway;
mod http;
mod limit;
mod log;
mod metrics;
mod outbox;
mod registry;
mod server;
mod site;
mod state;
mod websocket;
mod worker;
mod www;

pub mod proto;

pub use config::{Config, DEFAULT_HEARTBEAT};
pub use fault::{parse_all, Fault, Faults, ParseError, Random, SYNTAX as FAULT_SYNTAX};
pub use log::Level;
pub use metrics::Item;
pub use server::{Server, StartError};
