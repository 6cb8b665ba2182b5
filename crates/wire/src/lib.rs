//! The bytes of the netsvr protocol: frames, commands, addresses, messages and
//! the splitting of long lists into frames. Knows no socket and no PHP.
#![forbid(unsafe_code)]

pub mod address;
pub mod body;
pub mod bulk_frames;
pub mod command;
pub mod for_clients;
pub mod frame;
pub mod gateway;
pub mod list_frames;
mod output;
pub mod reader;
pub mod schema;
pub mod split;
pub mod walk;

pub use address::{uniq_id, GatewayKey};
pub use bulk_frames::BulkFrames;
pub use command::{Command, Event, Kind, RegisterRespCode};
pub use for_clients::{ForClients, Recipient};
pub use frame::{decode, Decoded, Frame, FrameError, COMMAND_SIZE, HEADER_SIZE, LENGTH_SIZE};
pub use gateway::Gateway;
pub use list_frames::{ListFrames, Tail};
pub use split::PayloadTooLong;
