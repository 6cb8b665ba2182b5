//! `NetsvrBusiness\Socket`, `TaskSocket` and `TaskSocketManger`: connections as PHP objects.
//!
//! A connection belongs to its object while it lives there. For the time of an exchange it is taken out, so that
//! no borrow is held when user code runs (a logger, a signal handler); user code that uses the same object then
//! simply dials another one. When a task socket dies with its connection at rest, the connection is parked in the
//! process for the next task socket of that gateway (`crate::gateways`).
mod class;
pub mod delivery;
mod dialling;
mod extended;
mod native;
pub mod outcome;
mod question;
mod shown;
mod state;
mod task_socket;
pub mod task_socket_manger;
mod through_stream;
mod user_code;

pub use class::{log_prefix, this};
pub use dialling::{conclude, conclude_unresolved, connect};
pub use state::{Signals, Socket};
pub use task_socket::{
    construct as construct_task_socket, constructor as task_constructor, TASK_SOCKET,
};

/// At module start.
pub fn register() {
    user_code::register();
    class::register();
    task_socket::register();
    task_socket_manger::register();
}
