//! Connections between a business process and its gateways. They are dialled
//! and probed, they write frames and read answers, with one gateway or many,
//! under one deadline. [`Gateways`] keeps what outlives the user of a
//! connection: parked connections, counters. [`health`] is what forks know
//! together: which gateways are in backoff. [`pool`] is what they count
//! together. [`names`] knows where the names of gateways lead. [`burst`] lets
//! messages share packets. [`keepalive`] keeps registered connections alive
//! while their owner is busy. These three have the only threads. No async
//! runtime; knows nothing of PHP.
//!
//! A caller takes its [`Connection`]s, asks [`Connection::probe`] whether
//! they may be used, builds frames from slices it owns, and hands both to
//! [`exchange::run`]:
//!
//! ```no_run
//! use netsvr_client::{dial, exchange, names, Deadline, Exchange, NoHook, OutFrame};
//! use netsvr_wire::{frame, Command};
//! use std::time::Duration;
//!
//! let deadline = Deadline::after(Duration::from_secs(3));
//! let addr = names::resolve("gateway:6061", Duration::from_secs(30), deadline, &mut NoHook)?;
//! let mut connection = dial::dial(addr, deadline, &mut NoHook)?;
//! let header = frame::header(Command::UniqIdCount.as_u32(), 0)?;
//! let frames = [OutFrame::from([&header[..]])];
//! let mut exchanges = [Exchange::request(&mut connection, &frames, Command::UniqIdCount)];
//! exchange::run(&mut exchanges, 256 << 20, deadline, &mut NoHook);
//! let [exchange] = exchanges;
//! let body = exchange.into_result()?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
#![deny(unsafe_code)]

pub mod awaited;
mod background;
pub mod backoff;
pub mod burst;
pub mod cause;
pub mod coarse;
pub mod connection;
pub mod counters;
pub mod deadline;
pub mod dial;
pub mod doctor;
mod ended;
pub mod error;
mod error_log;
pub mod exchange;
mod figure;
pub mod figures;
mod fleet;
pub mod generation;
pub mod health;
mod held;
pub mod hook;
pub mod in_use;
mod input;
pub mod keepalive;
pub mod lost;
pub mod names;
pub mod open_metrics;
pub mod outgoing;
mod output;
pub mod parked;
pub mod pool;
mod pool_memory;
mod process;
pub mod reach;
pub mod registry;
mod remains;
pub mod roster;
mod roster_memory;
pub mod shared;
mod slots;
pub mod standing;
mod steps;
pub mod stream;
mod tcp;
mod trail;
mod wait;
pub mod watch;

pub use awaited::{as_one, Awaited};
pub use backoff::{Down, Limits, Moment};
pub use cause::Cause;
pub use coarse::CoarseInstant;
pub use connection::{Connection, Probe};
pub use counters::{Counters, Snapshot};
pub use deadline::Deadline;
pub use error::{
    ConnectError, ExchangeError, Failure, OsError, ReadError, ResolveError, Sent, WriteError,
};
pub use exchange::{Exchange, Trouble};
pub use figures::Figures;
pub use fleet::Fleet;
pub use hook::{Hook, NoHook, Stopped};
pub use keepalive::SharedStream;
pub use lost::{Ending, Lost, Suspicion};
pub use names::{Lookup, Pending};
pub use outgoing::OutFrame;
pub use reach::{Target, Unreached, NO_GATEWAY};
pub use registry::Gateways;
pub use roster::{Membership, Service};
pub use standing::{Standing, Stands};
pub use stream::{Absence, Confirming, Stream, Unsent, Vital};
pub use tcp::Bytes;
pub use watch::{wait_for_any, Watch};
