//! Which gateway listens at an address, and where its task port is: `netsvr.gateway` and `netsvr.task_addrs`. Read when
//! a socket is constructed, so a fleet of gateways can move from 5.x to 8.x one gateway at a time.
use crate::api::{self, Generation};
use crate::settings::SETTINGS;
use netsvr_wire::Gateway;
use std::borrow::Cow;

/// Whether any gateway may be an 8.x. Until one is said to be, nobody need ask which.
#[inline]
pub fn has_eight() -> bool {
    SETTINGS.get().has_eight.get() || api::current().gateway == Gateway::Eight
}

/// Generations of the protocol, and the gateways that speak them, by what `netsvr.gateway` says.
pub fn protocols() -> &'static str {
    let has = |generation| SETTINGS.get().fleet.borrow().has(generation);
    match (has(Gateway::Five), has(Gateway::Eight)) {
        (true, true) => "v4 (gateway 5.x), v6 (gateway 8.x)",
        (true, false) => "v4 (gateway 5.x)",
        (false, _) => "v6 (gateway 8.x)",
    }
}

/// The gateway at an address.
pub fn gateway_at(address: &str) -> Gateway {
    let known = SETTINGS.get().fleet.borrow().gateway_at(address);
    known.unwrap_or(api::current().gateway)
}

/// The address from which the uniqIds of a gateway's clients are made, by its worker address as PHP code writes it.
pub fn client_addr_of(address: &[u8]) -> Cow<'_, [u8]> {
    if !has_eight() {
        return address.into();
    }
    let task_addr = std::str::from_utf8(address).ok().and_then(task_addr_of);
    task_addr.map_or(address.into(), |addr| addr.into_bytes().into())
}

/// Where the task port of the gateway at a worker address is. The address itself where the gateway has one port, and in
/// API 8, whose code names both. `None` when `netsvr.task_addrs` does not say it.
pub fn task_addr_of(address: &str) -> Option<String> {
    if gateway_at(address) == Gateway::Five || api::current().generation == Generation::Eight {
        return Some(address.to_owned());
    }
    SETTINGS.get().fleet.borrow().task_addr_of(address)
}
