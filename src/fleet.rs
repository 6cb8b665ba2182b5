//! Which gateway listens at an address, and where its task port is: `netsvr.gateway` and `netsvr.task_addrs`. Read when
//! a socket is constructed, so a fleet of gateways can move from 5.x to 8.x one gateway at a time.
use crate::api::{self, Generation};
use crate::settings::SETTINGS;
use netsvr_wire::Gateway;

pub const GATEWAYS: &str =
    "5, 8, or one of both for single addresses, with one for all others before them or without: \
                            8,10.0.0.1:6061=5";
pub const TASK_ADDRS: &str =
    "+1 or another number of ports above the worker port, an address host:port for single \
                              worker addresses, or both: +1,10.0.0.1:6061=10.0.0.1:7000";

/// Stores `netsvr.gateway`.
pub fn set_gateways(value: &[u8]) -> bool {
    SETTINGS.get().fleet.borrow_mut().set_gateways(value)
}

/// Stores `netsvr.task_addrs`.
pub fn set_task_addrs(value: &[u8]) -> bool {
    SETTINGS.get().fleet.borrow_mut().set_task_addrs(value)
}

/// The gateway at an address.
pub fn gateway_at(address: &str) -> Gateway {
    let known = SETTINGS.get().fleet.borrow().gateway_at(address);
    known.unwrap_or(api::current().gateway)
}

/// Where the task port of the gateway at a worker address is. The address itself where the gateway has one port, and in
/// API 8, whose code names both. `None` when `netsvr.task_addrs` does not say it.
pub fn task_addr_of(address: &str) -> Option<String> {
    if gateway_at(address) == Gateway::Five || api::current().generation == Generation::Eight {
        return Some(address.to_owned());
    }
    SETTINGS.get().fleet.borrow().task_addr_of(address)
}
