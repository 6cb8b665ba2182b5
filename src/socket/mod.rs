//! `NetsvrBusiness\Socket`, `TaskSocket` and `TaskSocketManger`: connections as PHP objects.
//!
//! A connection belongs to its object while it lives there. For the time of an exchange it is taken out, so that
//! no borrow is held when PHP code runs (a logger, a signal handler); PHP code that uses the same object then
//! simply dials another one. When a task socket dies with its connection idle, the connection is parked in the
//! process for the next task socket of that gateway (`crate::gateways`).
mod by_hand;
mod class;
mod dialling;
pub mod exchange;
mod extended;
pub mod heartbeat;
mod in_turn;
mod leases;
mod native;
mod not_connected;
pub mod outcome;
pub mod pairing;
mod parameters;
mod place;
mod pool;
mod question;
mod shown;
mod side_by_side;
mod signals;
mod state;
mod supply;
mod task_socket;
pub mod task_socket_manger;
mod telling;
mod through_stream;
mod timers;
pub mod user_class;
mod workerman_task_socket;

pub use class::log_prefix;
pub use dialling::{conclude, conclude_unresolved, connect_replacing};
pub use parameters::{client_addr, leads_to, patience};
pub use side_by_side::confirm;
pub use signals::Signals;
pub use state::Socket;
pub use task_socket::TASK_SOCKET;
pub use timers::{add_timer, delete_timer, is_worker, running_loop, WORKER};

/// At module start.
pub fn register() {
    user_class::register();
    class::register();
    task_socket::register();
    heartbeat::register();
    workerman_task_socket::register();
    task_socket_manger::register();
}
