//! The development gateway of the netsvr protocol: websocket clients on one port, business
//! processes on another. It plays gateway 5.x (protocol v4) or 8.x (v6), see [`Generation`].
//!
//! For development and tests. All state is in the memory of one process; nothing is
//! persisted, authenticated or encrypted. Production uses the real gateway.
//!
//! A gateway is started with [`Server::start`] inside a tokio runtime; any number of them
//! can run side by side. The protocol's messages are in [`proto`].
#![forbid(unsafe_code)]

mod admission;
mod business;
mod callbacks;
mod chance;
mod client;
mod client_port;
mod commands;
mod config;
mod counted;
mod crowd;
mod dropped;
mod fault;
mod gateway;
mod generation;
mod goodbye;
mod http;
mod leaving;
mod limit;
mod log;
mod metrics;
mod opening;
mod outbox;
mod pool;
mod registry;
mod server;
mod settings;
mod shuffle;
mod site;
mod state;
mod websocket;
mod window;
mod worker;
mod www;

pub mod proto;

pub use config::{Config, DEFAULT_HEARTBEAT, DEFAULT_PATH};
pub use crowd::Crowd;
pub use fault::{parse_all, Fault, Faults, ParseError, Random, SYNTAX as FAULT_SYNTAX};
pub use generation::Generation;
pub use http::post::Url;
pub use log::Level;
pub use metrics::Item;
pub use server::{Server, StartError};
pub use settings::{Section, Settings, SYNTAX as SETTINGS_SYNTAX};
pub use window::Allowance;
