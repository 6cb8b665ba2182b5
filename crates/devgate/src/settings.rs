//! Settings of the real gateway 8.x that have no flag, under the names that they have in its
//! `netsvr.toml`. Pure: who has them does what they say.

use std::time::Duration;

use crate::metrics::Item;
use crate::window::Allowance;

/// What `--set` takes, for whoever asks for help.
pub const SYNTAX: &str = "\
What --set changes (lists are separated by commas, times are as 500ms, 10s, 2m or 1h):
  Customer.AllowOrigin=              who comes with an Origin that contains none of these is refused (403)
  Customer.MaxOnlineNum=100000       connections to --ws above so many are told to come again (1013)
  Customer.LimitZeroWindowMaxRequests=1000
                                     so many messages of a client always pass; after them
  Customer.LimitWindowMaxRequests=100
                                     so many pass in each window, others are dropped (metric 13);
  Customer.LimitWindowSize=1s        a new window begins when more than so many whole seconds have passed
  Worker.SendChanCap=1024            so many events wait for a business process, others are dropped
                                     (metric 10); rounded up to a power of two
  Metrics.Item=1,2,3,4,5,6,7,8,9,10,11,12,13
                                     what is counted; the rest is missing in answers
  Customer.ReceivePackLimit, Worker.ReceivePackLimit, Task.ReceivePackLimit
  Customer.HeartbeatInterval, Worker.ReadDeadline, Task.ReadDeadline
  Worker.SendDeadline, Task.SendDeadline
  Customer.HeartbeatMessage, Worker.HeartbeatMessage, Task.HeartbeatMessage
                                     for one port, where the flag is for all of them
";

/// The settings.
#[derive(Clone, Debug)]
pub struct Settings {
    /// A client's `Origin` has to contain one of these; none: all clients are let in.
    pub allow_origin: Vec<String>,
    /// Connections to the port of the clients, whatever they are.
    pub max_online_num: usize,
    /// What one client may send.
    pub allowance: Allowance,
    /// Frames that may wait for a business process.
    pub send_chan_cap: usize,
    /// What is counted; `None`: all there is.
    pub metrics: Option<Vec<Item>>,
    /// What is another way at the port of the clients.
    pub customer: Section,
    /// What is another way at the worker port.
    pub worker: Section,
    /// What is another way at the task port.
    pub task: Section,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            allow_origin: Vec::new(),
            max_online_num: 100_000,
            allowance: Allowance::default(),
            send_chan_cap: 1024,
            metrics: None,
            customer: Section::default(),
            worker: Section::default(),
            task: Section::default(),
        }
    }
}

/// What one port does in another way than the others.
#[derive(Clone, Debug, Default)]
pub struct Section {
    /// Longest frame, or message of a client.
    pub receive_pack_limit: Option<u32>,
    /// How long a peer may be silent.
    pub read_deadline: Option<Duration>,
    /// How long a peer may take no bytes.
    pub send_deadline: Option<Duration>,
    /// With what a peer shows that it lives.
    pub heartbeat: Option<String>,
}

type Outcome = Result<(), String>;

impl Settings {
    /// Changes one, as `Section.Key=value` says.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn set(&mut self, text: &str) -> Outcome {
        let (key, value) = text.split_once('=').ok_or("not Section.Key=value")?;
        let (section, name) = key.split_once('.').ok_or("not Section.Key=value")?;
        let known = match section {
            "Customer" => self.set_customer(name, value),
            "Worker" => self.set_worker(name, value),
            "Task" => set_business(&mut self.task, name, value),
            "Metrics" => self.set_metrics(name, value),
            _ => None,
        };
        known.ok_or_else(|| format!("no setting `{key}`"))?
    }

    fn set_customer(&mut self, name: &str, value: &str) -> Option<Outcome> {
        let section = &mut self.customer;
        let allowance = &mut self.allowance;
        Some(match name {
            "AllowOrigin" => {
                self.allow_origin = list(value).map(ToOwned::to_owned).collect();
                Ok(())
            }
            "MaxOnlineNum" => put(&mut self.max_online_num, number(value)),
            "LimitZeroWindowMaxRequests" => put(&mut allowance.free, positive(value)),
            "LimitWindowMaxRequests" => put(&mut allowance.per_window, positive(value)),
            "LimitWindowSize" => {
                let seconds = time(value).and_then(|time| number(&time.as_secs().to_string()));
                put(&mut allowance.window, seconds)
            }
            "HeartbeatInterval" => put(&mut section.read_deadline, time(value).map(Some)),
            _ => return set_any(section, name, value),
        })
    }

    fn set_worker(&mut self, name: &str, value: &str) -> Option<Outcome> {
        match name {
            "SendChanCap" => Some(put(&mut self.send_chan_cap, positive(value))),
            _ => set_business(&mut self.worker, name, value),
        }
    }

    fn set_metrics(&mut self, name: &str, value: &str) -> Option<Outcome> {
        let item = |text| {
            let id = number(text)?;
            Item::of(id).ok_or_else(|| format!("nothing is counted as {id}"))
        };
        let items = list(value).map(item).collect::<Result<_, _>>();
        (name == "Item").then(|| put(&mut self.metrics, items.map(Some)))
    }
}

fn set_business(section: &mut Section, name: &str, value: &str) -> Option<Outcome> {
    Some(match name {
        "ReadDeadline" => put(&mut section.read_deadline, time(value).map(Some)),
        "SendDeadline" => put(&mut section.send_deadline, time(value).map(Some)),
        _ => return set_any(section, name, value),
    })
}

fn set_any(section: &mut Section, name: &str, value: &str) -> Option<Outcome> {
    Some(match name {
        "ReceivePackLimit" => put(&mut section.receive_pack_limit, positive(value).map(Some)),
        "HeartbeatMessage" if value.is_empty() => Err("a heartbeat is not empty".to_owned()),
        "HeartbeatMessage" => put(&mut section.heartbeat, Ok(Some(value.to_owned()))),
        _ => return None,
    })
}

fn put<T>(place: &mut T, value: Result<T, String>) -> Outcome {
    *place = value?;
    Ok(())
}

fn list(value: &str) -> impl Iterator<Item = &str> {
    value.split(',').filter(|item| !item.is_empty())
}

fn number<T: std::str::FromStr>(value: &str) -> Result<T, String> {
    let number = value.trim().parse();
    number.map_err(|_| format!("`{value}` is not a number that fits"))
}

fn positive<T: std::str::FromStr + PartialEq + Default>(value: &str) -> Result<T, String> {
    match number(value)? {
        number if number == T::default() => Err("0 is too few".to_owned()),
        number => Ok(number),
    }
}

/// A time as Go writes it, in one unit.
fn time(value: &str) -> Result<Duration, String> {
    let digits = value.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
    let unit = match value.strip_prefix(digits) {
        Some("ms") => 1,
        Some("s") => 1000,
        Some("m") => 60_000,
        Some("h") => 3_600_000,
        _ => return Err(format!("`{value}` is not a time as 500ms, 10s, 2m or 1h")),
    };
    let count: u32 = positive(digits)?;
    Ok(Duration::from_millis(u64::from(count) * unit))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(texts: &[&str]) -> Settings {
        let mut settings = Settings::default();
        for text in texts {
            assert_eq!(settings.set(text), Ok(()), "{text}");
        }
        settings
    }

    #[test]
    fn each_setting_has_the_name_that_the_real_gateway_gives_it() {
        let settings = with(&[
            "Customer.AllowOrigin=a.test,b.test",
            "Customer.MaxOnlineNum=0",
            "Customer.LimitZeroWindowMaxRequests=7",
            "Customer.LimitWindowMaxRequests=8",
            "Customer.LimitWindowSize=2500ms",
            "Customer.HeartbeatInterval=2m",
            "Customer.ReceivePackLimit=1",
            "Worker.SendChanCap=5",
            "Worker.ReadDeadline=1h",
            "Worker.HeartbeatMessage=a=b",
            "Task.SendDeadline=9s",
            "Metrics.Item=13,1",
        ]);
        assert_eq!(settings.allow_origin, ["a.test", "b.test"]);
        assert_eq!(settings.max_online_num, 0);
        let expected = Allowance {
            free: 7,
            per_window: 8,
            window: 2,
        };
        assert_eq!(settings.allowance, expected);
        let minutes = |count: u64| Some(Duration::from_secs(count * 60));
        assert_eq!(settings.customer.read_deadline, minutes(2));
        assert_eq!(settings.customer.receive_pack_limit, Some(1));
        assert_eq!(settings.send_chan_cap, 5);
        assert_eq!(settings.worker.read_deadline, minutes(60));
        assert_eq!(settings.worker.heartbeat.as_deref(), Some("a=b"));
        let seconds = settings.task.send_deadline;
        assert_eq!(seconds, Some(Duration::from_secs(9)));
        let items = settings.metrics.unwrap();
        assert_eq!(items, [Item::ClientLimited, Item::ClientOpen]);
        assert_eq!(with(&["Metrics.Item="]).metrics, Some(Vec::new()));
    }

    #[test]
    fn what_is_no_setting_or_has_no_such_value_is_refused() {
        for (text, said) in [
            ("", "not Section.Key=value"),
            ("Customer=1", "not Section.Key=value"),
            (
                "Customer.AllowOrigins=a",
                "no setting `Customer.AllowOrigins`",
            ),
            ("Task.SendChanCap=1", "no setting `Task.SendChanCap`"),
            ("Limit.OnOpen=1", "no setting `Limit.OnOpen`"),
            ("Worker.SendChanCap=0", "0 is too few"),
            ("Worker.SendChanCap=-1", "`-1` is not a number that fits"),
            (
                "Worker.SendDeadline=10",
                "`10` is not a time as 500ms, 10s, 2m or 1h",
            ),
            ("Worker.SendDeadline=s", "`` is not a number that fits"),
            ("Metrics.Item=14", "nothing is counted as 14"),
            ("Task.HeartbeatMessage=", "a heartbeat is not empty"),
        ] {
            let outcome = Settings::default().set(text);
            assert_eq!(outcome, Err(said.to_owned()), "{text}");
        }
    }
}
