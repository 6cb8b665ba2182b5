//! A class of ours on a floor above, whose sockets do something of their own when they have connected or closed. It is
//! done here, by native code, so that they are dialled side by side like all others.
use crate::zend::call::Handler;
use crate::zend::{Thrown, ZObj};
use std::sync::OnceLock;

/// What the sockets of such a class do.
pub struct Kin {
    /// The handlers of their methods: where PHP code has overridden one, that is called instead.
    pub connect: Handler,
    pub close: Handler,
    /// What is to follow when a connection has come about, and to go before it is said that one was closed.
    pub connected: fn(&ZObj) -> Result<(), Thrown>,
    pub closed: fn(&ZObj) -> Result<(), Thrown>,
}

static KIN: OnceLock<Kin> = OnceLock::new();

/// At module start.
pub fn adopt(kin: Kin) {
    // once a process: another thread's start registers the same
    let _ = KIN.set(kin);
}

/// What this socket does, if it is one of such a class, with nothing of it overridden.
pub fn of(object: &ZObj) -> Option<&'static Kin> {
    KIN.get().filter(|kin| {
        object.has_handler("connect", kin.connect) && object.has_handler("close", kin.close)
    })
}
