//! The way back: registered connections, on which gateways forward what clients do.
//!
//! | here | what for |
//! |---|---|
//! | [`class`] | `NetsvrBusiness\MainSocket` and `Workerman\MainSocket` |
//! | [`state`] | what lies behind their objects |
//! | [`registration`], [`renewal`] | register and unregister; again after a loss |
//! | [`dispatch`] | from bytes to the user's event handler |
//! | [`keepalive`] | heartbeats and reading while PHP code is busy, by a thread |
//! | [`turn`], [`sending`] | what `NetBus` sends on them: corked while events are dispatched |
//! | [`host`], [`callback`] | Workerman's loop and timers, and what they call |
//! | [`manager`], [`own_loop`] | `MainSocketManager`, and its `run()` |
//! | [`workerman_task_socket`], [`length_protocol`] | the rest of `Workerman\` |
mod callback;
mod class;
pub mod confirm;
mod dispatch;
mod host;
mod keepalive;
pub mod length_protocol;
pub mod manager;
mod own_loop;
mod registration;
mod renewal;
pub mod sending;
mod state;
pub mod turn;
mod vigil;
mod workerman_task_socket;

/// At module start.
pub fn register() {
    callback::register();
    dispatch::register();
    class::register();
    manager::register();
    workerman_task_socket::register();
    length_protocol::register();
}
