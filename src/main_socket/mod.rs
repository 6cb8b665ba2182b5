//! The way back: registered connections, on which gateways forward what clients do.
//!
//! | here | what for |
//! |---|---|
//! | [`class`], [`mod@construct`] | `NetsvrBusiness\MainSocket` and `Workerman\MainSocket`; their constructors |
//! | [`state`] | what lies behind their objects |
//! | [`registration`], [`together`] | register and unregister; several at the same time |
//! | [`renewal`], [`phase`], [`pause`] | register again after a loss, without waiting; how far that is; when |
//! | [`one_renewal`] | that no other one begins while one is suspended |
//! | [`vigil`], [`loss`] | whether a gateway is still there; the end of a connection, and what is said of it |
//! | [`dispatch`], [`handler`] | from bytes to the user's event handler; that one |
//! | [`task_heartbeats`] | heartbeats of task sockets |
//! | [`keepalive`] | heartbeats and reading while PHP code is busy, by a thread |
//! | [`turn`], [`sending`] | what `NetBus` sends on them: corked while events are dispatched |
//! | [`host`], [`callback`], [`wanting`] | Workerman's loop and timers, what they call, and when |
//! | [`workerman_status`], [`connection_row`], [`traffic`] | what Workerman shows of them |
//! | [`manager`], [`start`], [`own_loop`] | `MainSocketManager`, its `start()` and its `run()` |
//! | [`handover`] | from a process that stops to one that goes on |
//! | [`waiting`] | waiting in the middle of a call, while other coroutines run |
//! | [`standing`] | what `Stats` tells of them |
//! | [`length_protocol`] | the rest of `Workerman\` |
mod callback;
mod class;
pub mod confirm;
mod connection_row;
mod construct;
mod dispatch;
mod handler;
mod handover;
pub mod held_back;
mod host;
mod keepalive;
pub mod length_protocol;
mod loss;
pub mod manager;
mod one_renewal;
mod own_loop;
mod pause;
mod phase;
mod registration;
mod renewal;
pub mod sending;
mod standing;
mod start;
mod state;
mod task_heartbeats;
mod together;
mod traffic;
pub mod turn;
mod vigil;
mod waiting;
mod wanting;
mod workerman_status;

pub use state::MainSocket;

/// At module start.
pub fn register() {
    callback::register();
    connection_row::register();
    dispatch::register();
    class::register();
    manager::register();
    length_protocol::register();
}
