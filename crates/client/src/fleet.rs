//! Which gateway listens at an address, and where its task port is, as far as somebody has said it. Knows no socket.

use netsvr_wire::address::is_host_and_port;
use netsvr_wire::Gateway;

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
                    if !is_host_and_port(address) {
                        return None;
                    }
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

fn generation(text: &str) -> Option<Gateway> {
    match text {
        "5" => Some(Gateway::Five),
        "8" => Some(Gateway::Eight),
        _ => None,
    }
}

/// What is known of the gateways.
#[derive(Clone, Debug)]
pub struct Fleet {
    gateways: PerAddress<Gateway>,
    task_addrs: PerAddress<TaskAddr>,
}

impl Default for Fleet {
    /// Nothing about the gateways; task ports are the next ones.
    fn default() -> Self {
        Self {
            gateways: PerAddress {
                others: None,
                apart: Vec::new(),
            },
            task_addrs: PerAddress {
                others: Some(TaskAddr::Above(1)),
                apart: Vec::new(),
            },
        }
    }
}

impl Fleet {
    /// Takes what the gateways are: `8`, `10.0.0.1:6061=8,…` or `5,10.0.0.1:6061=8,…`. False when it is none of these.
    pub fn set_gateways(&mut self, text: &[u8]) -> bool {
        let plan = PerAddress::parse(text, generation);
        plan.map(|plan| self.gateways = plan).is_some()
    }

    /// Takes where task ports are: `+1`, `10.0.0.1:6061=10.0.0.1:7000,…` or both. False when it is none of these.
    pub fn set_task_addrs(&mut self, text: &[u8]) -> bool {
        let plan = PerAddress::parse(text, TaskAddr::parse);
        plan.map(|plan| self.task_addrs = plan).is_some()
    }

    /// Whether any is said to be of this generation.
    #[must_use]
    pub fn has(&self, generation: Gateway) -> bool {
        let apart = self.gateways.apart.iter().map(|(_, it)| it);
        let mut all = apart.chain(&self.gateways.others);
        all.any(|it| *it == generation)
    }

    /// The gateway at a worker address; `None` when nobody has said it.
    #[must_use]
    pub fn gateway_at(&self, address: &str) -> Option<Gateway> {
        self.gateways.of(address).copied()
    }

    /// The task address that belongs to the worker address of a gateway with two ports; `None` when nobody has said it,
    /// or when there is no such port.
    #[must_use]
    pub fn task_addr_of(&self, address: &str) -> Option<String> {
        match self.task_addrs.of(address)? {
            TaskAddr::At(task) => Some(task.clone()),
            TaskAddr::Above(ports) => {
                let (host, port) = address.rsplit_once(':')?;
                let port = port.parse::<u16>().ok()?.checked_add(*ports)?;
                Some(format!("{host}:{port}"))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fleet(gateways: &str, task_addrs: &str) -> Option<Fleet> {
        let mut fleet = Fleet::default();
        let taken =
            fleet.set_gateways(gateways.as_bytes()) && fleet.set_task_addrs(task_addrs.as_bytes());
        taken.then_some(fleet)
    }

    #[test]
    fn one_value_is_for_all_addresses() {
        let fleet = fleet("8", "+1").unwrap();
        assert_eq!(fleet.gateway_at("a:6061"), Some(Gateway::Eight));
        assert_eq!(fleet.task_addr_of("a:6061").as_deref(), Some("a:6062"));
        assert_eq!(fleet.task_addr_of("a:65535"), None);
        assert_eq!(Fleet::default().gateway_at("a:6061"), None);
    }

    #[test]
    fn single_addresses_come_before_the_value_for_all_others() {
        let fleet = fleet(" 5 , a:6061 = 8,b:6061=5", "+2,a:6061=c:7000").unwrap();
        assert_eq!(fleet.gateway_at("a:6061"), Some(Gateway::Eight));
        assert_eq!(fleet.gateway_at("b:6061"), Some(Gateway::Five));
        assert_eq!(fleet.gateway_at("c:6061"), Some(Gateway::Five));
        assert_eq!(fleet.task_addr_of("a:6061").as_deref(), Some("c:7000"));
        assert_eq!(fleet.task_addr_of("b:6061").as_deref(), Some("b:6063"));
    }

    #[test]
    fn what_is_not_listed_is_not_known() {
        let fleet = fleet("a:6061=8", "a:6061=b:7000").unwrap();
        assert_eq!(fleet.gateway_at("b:6061"), None);
        assert_eq!(fleet.task_addr_of("b:6061"), None);
    }

    #[test]
    fn what_is_neither_is_refused_and_changes_nothing() {
        for text in ["", "6", "5,8", "8,", "a=8", "a:1=", "a:1=7", "\u{ff}"] {
            assert!(fleet(text, "+1").is_none(), "{text}");
        }
        for text in ["", "1", "+", "+70000", "host", ":1", "a:1=b", "+1,+2"] {
            assert!(fleet("8", text).is_none(), "{text}");
        }
    }
}
