//! Which gateway listens at an address, and where its task port is: `netsvr.gateway` and `netsvr.task_addrs`. Read when
//! a socket is constructed, so a fleet of gateways can move from 5.x to 8.x one gateway at a time.
use crate::api::{self, Generation};
use crate::settings::SETTINGS;
use netsvr_wire::Gateway;
use std::cell::RefCell;

/// A value for single addresses, and one for all others.
#[derive(Clone, Debug, PartialEq, Eq)]
struct PerAddress<T> {
    others: Option<T>,
    apart: Vec<(String, T)>,
}

impl<T> PerAddress<T> {
    /// `VALUE`, `ADDRESS=VALUE,…`, or both: `VALUE,ADDRESS=VALUE,…`. `None` when it is none of these.
    fn parse(text: &[u8], value: fn(&str) -> Option<T>) -> Option<Self> {
        let text = std::str::from_utf8(text).ok()?;
        let mut plan = Self {
            others: None,
            apart: Vec::new(),
        };
        for entry in text.split(',').map(str::trim) {
            match entry.split_once('=') {
                Some((address, of)) => {
                    let address = address.trim();
                    address.rsplit_once(':')?;
                    plan.apart.push((address.to_owned(), value(of.trim())?));
                }
                None if plan.others.is_none() => plan.others = Some(value(entry)?),
                None => return None,
            }
        }
        Some(plan)
    }

    fn of(&self, address: &str) -> Option<&T> {
        let apart = self.apart.iter().find(|(of, _)| of == address);
        apart.map(|(_, value)| value).or(self.others.as_ref())
    }
}

/// Where a gateway's task port is.
#[derive(Clone, Debug, PartialEq, Eq)]
enum TaskAddr {
    /// So many ports above the worker port.
    Above(u16),
    At(String),
}

impl TaskAddr {
    fn parse(text: &str) -> Option<Self> {
        if let Some(ports) = text.strip_prefix('+') {
            return ports.parse().ok().map(Self::Above);
        }
        let (host, port) = text.rsplit_once(':')?;
        let _: u16 = port.parse().ok()?;
        (!host.is_empty()).then(|| Self::At(text.to_owned()))
    }
}

fn gateway(text: &str) -> Option<Gateway> {
    match text {
        "5" => Some(Gateway::Five),
        "8" => Some(Gateway::Eight),
        _ => None,
    }
}

/// What the two keys say.
pub struct Fleet {
    gateways: RefCell<PerAddress<Gateway>>,
    task_addrs: RefCell<PerAddress<TaskAddr>>,
}

impl Default for Fleet {
    fn default() -> Self {
        Self {
            gateways: RefCell::new(PerAddress {
                others: None,
                apart: Vec::new(),
            }),
            task_addrs: RefCell::new(PerAddress {
                others: Some(TaskAddr::Above(1)),
                apart: Vec::new(),
            }),
        }
    }
}

pub const GATEWAYS: &str =
    "5, 8, or one of both for single addresses, with one for all others before them or without: \
                            8,10.0.0.1:6061=5";
pub const TASK_ADDRS: &str =
    "+1 or another number of ports above the worker port, an address host:port for single \
                              worker addresses, or both: +1,10.0.0.1:6061=10.0.0.1:7000";

/// Stores `netsvr.gateway`.
pub fn set_gateways(value: &[u8]) -> bool {
    let plan = PerAddress::parse(value, gateway);
    let stored = plan.map(|plan| SETTINGS.get().fleet.gateways.replace(plan));
    stored.is_some()
}

/// Stores `netsvr.task_addrs`.
pub fn set_task_addrs(value: &[u8]) -> bool {
    let plan = PerAddress::parse(value, TaskAddr::parse);
    let stored = plan.map(|plan| SETTINGS.get().fleet.task_addrs.replace(plan));
    stored.is_some()
}

/// The gateway at an address.
pub fn gateway_at(address: &str) -> Gateway {
    let plan = SETTINGS.get().fleet.gateways.borrow();
    plan.of(address).copied().unwrap_or(api::current().gateway)
}

/// Where the task port of the gateway at a worker address is. The address itself where the gateway has one port, and in
/// API 8, whose code names both. `None` when `netsvr.task_addrs` does not say it.
pub fn task_addr_of(address: &str) -> Option<String> {
    if gateway_at(address) == Gateway::Five || api::current().generation == Generation::Eight {
        return Some(address.to_owned());
    }
    let plan = SETTINGS.get().fleet.task_addrs.borrow();
    match plan.of(address)? {
        TaskAddr::At(task) => Some(task.clone()),
        TaskAddr::Above(ports) => {
            let (host, port) = address.rsplit_once(':')?;
            let port = port.parse::<u16>().ok()?.checked_add(*ports)?;
            Some(format!("{host}:{port}"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn task_addrs(text: &str) -> Option<PerAddress<TaskAddr>> {
        PerAddress::parse(text.as_bytes(), TaskAddr::parse)
    }

    fn gateways(text: &str) -> Option<PerAddress<Gateway>> {
        PerAddress::parse(text.as_bytes(), gateway)
    }

    #[test]
    fn one_value_is_for_all_addresses() {
        let plan = gateways("8").unwrap();
        assert_eq!(plan.of("10.0.0.1:6061"), Some(&Gateway::Eight));
    }

    #[test]
    fn single_addresses_come_before_the_value_for_all_others() {
        let plan = gateways(" 5 , a:6061 = 8,b:6061=5").unwrap();
        assert_eq!(plan.of("a:6061"), Some(&Gateway::Eight));
        assert_eq!(plan.of("b:6061"), Some(&Gateway::Five));
        assert_eq!(plan.of("c:6061"), Some(&Gateway::Five));
        assert_eq!(gateways("a:6061=8").unwrap().of("b:6061"), None);
    }

    #[test]
    fn what_is_no_plan_is_refused() {
        for text in ["", "6", "5,8", "8,", "a=8", "a:1=", "a:1=7", "\u{ff}"] {
            assert_eq!(gateways(text), None, "{text}");
        }
        for text in ["1", "+", "+70000", "host", ":1", "a:1=b", "+1,+2"] {
            assert_eq!(task_addrs(text), None, "{text}");
        }
    }

    #[test]
    fn task_ports_are_counted_or_named() {
        let plan = task_addrs("+1,a:6061=b:7000").unwrap();
        assert_eq!(plan.of("a:6061"), Some(&TaskAddr::At("b:7000".to_owned())));
        assert_eq!(plan.of("c:6061"), Some(&TaskAddr::Above(1)));
    }
}
