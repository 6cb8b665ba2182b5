//! Counters of what the gateway did, with their mean and moving rates. Takes the time as
//! an argument.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use crate::proto::MetricsRespItem;

/// What is counted; the number is the item's id in a Metrics answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(i32)]
pub enum Item {
    /// Clients that connected.
    ClientOpen = 1,
    /// Clients that left.
    ClientClose = 2,
    /// Heartbeats and pings from clients.
    ClientHeartbeat = 3,
    /// Events forwarded to business processes.
    TransferCount = 4,
    /// Bytes of the event frames forwarded.
    TransferBytes = 5,
    /// Messages written to clients.
    WriteCount = 6,
    /// Bytes of the messages written to clients.
    WriteBytes = 7,
    /// Connections refused by the limit.
    OpenLimited = 8,
    /// Client messages dropped by the limit.
    MessageLimited = 9,
    /// Failed writes to business processes.
    WorkerFailed = 10,
    /// Messages that could not be written to a client.
    WriteFailedCount = 11,
    /// Bytes of the messages that could not be written to a client.
    WriteFailedBytes = 12,
    /// Client messages dropped because this client sent too many.
    ClientLimited = 13,
}

const ITEMS: [Item; 13] = [
    Item::ClientOpen,
    Item::ClientClose,
    Item::ClientHeartbeat,
    Item::TransferCount,
    Item::TransferBytes,
    Item::WriteCount,
    Item::WriteBytes,
    Item::OpenLimited,
    Item::MessageLimited,
    Item::WorkerFailed,
    Item::WriteFailedCount,
    Item::WriteFailedBytes,
    Item::ClientLimited,
];

impl Item {
    /// The item of that id, if there is one.
    pub(crate) fn of(id: i32) -> Option<Self> {
        ITEMS.into_iter().find(|item| *item as i32 == id)
    }
}

/// The moving averages are brought up to date in steps of this length.
const TICK: Duration = Duration::from_secs(5);

/// Ticks after which even the 15-minute rate of a silent counter has faded to nothing
/// that a float would show; bounds the catching up after a long silence.
const MAX_TICKS: u32 = 20_000;

/// All counters of a gateway.
#[derive(Debug)]
pub struct Metrics {
    started: Instant,
    meters: BTreeMap<Item, Meter>,
}

impl Metrics {
    /// Counters at zero, of what is to be counted.
    pub fn new(now: Instant, counts: impl Fn(Item) -> bool) -> Self {
        let items = ITEMS.into_iter().filter(|item| counts(*item));
        Self {
            started: now,
            meters: items.map(|item| (item, Meter::new(now))).collect(),
        }
    }

    /// Adds `n` to a counter, if there is one.
    pub fn mark(&mut self, item: Item, n: usize, now: Instant) {
        if let Some(meter) = self.meters.get_mut(&item) {
            meter.tick(now);
            let n = u64::try_from(n).unwrap_or(u64::MAX);
            meter.count = meter.count.saturating_add(n);
            meter.uncounted = meter.uncounted.saturating_add(n);
        }
    }

    /// Every counter under its id. Rates are per second.
    pub fn snapshot(&mut self, now: Instant) -> BTreeMap<i32, MetricsRespItem> {
        let age = now.saturating_duration_since(self.started).as_secs_f64();
        self.meters
            .iter_mut()
            .map(|(item, meter)| {
                meter.tick(now);
                (*item as i32, meter.answer(*item, age))
            })
            .collect()
    }
}

#[derive(Debug)]
struct Meter {
    count: u64,
    uncounted: u64,
    ticked: Instant,
    rates: Option<[f64; 3]>,
}

/// The windows of the three moving rates, in minutes.
const WINDOWS: [f64; 3] = [1.0, 5.0, 15.0];

impl Meter {
    fn new(now: Instant) -> Self {
        Self {
            count: 0,
            uncounted: 0,
            ticked: now,
            rates: None,
        }
    }

    fn tick(&mut self, now: Instant) {
        let mut ticks = 0;
        while now.saturating_duration_since(self.ticked) >= TICK {
            self.ticked += TICK;
            ticks += 1;
            if ticks > MAX_TICKS {
                self.ticked = now;
            }
            #[allow(clippy::cast_precision_loss)]
            let instant = self.uncounted as f64 / TICK.as_secs_f64();
            self.uncounted = 0;
            self.rates = Some(match self.rates {
                // The first window has no past to average with.
                None => [instant; 3],
                Some(mut rates) => {
                    for (rate, minutes) in rates.iter_mut().zip(WINDOWS) {
                        let weight = 1.0 - (-TICK.as_secs_f64() / 60.0 / minutes).exp();
                        *rate += weight * (instant - *rate);
                    }
                    rates
                }
            });
        }
    }

    #[allow(clippy::cast_possible_truncation, clippy::cast_precision_loss)]
    fn answer(&self, item: Item, age: f64) -> MetricsRespItem {
        let [one, five, fifteen] = self.rates.unwrap_or_default();
        MetricsRespItem {
            item: item as i32,
            count: i64::try_from(self.count).unwrap_or(i64::MAX),
            mean_rate: if age > 0.0 {
                (self.count as f64 / age) as f32
            } else {
                0.0
            },
            rate1: one as f32,
            rate5: five as f32,
            rate15: fifteen as f32,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close_to(left: f32, right: f32) -> bool {
        (left - right).abs() < 0.01
    }

    #[test]
    fn every_item_that_is_counted_is_there_from_the_start_and_no_other() {
        let now = Instant::now();
        let mut metrics = Metrics::new(now, |item| item != Item::ClientLimited);
        metrics.mark(Item::ClientLimited, 1, now);
        let items = metrics.snapshot(now);
        assert_eq!(
            items.keys().copied().collect::<Vec<_>>(),
            (1..=12).collect::<Vec<_>>()
        );
        assert!(items
            .iter()
            .all(|(id, item)| item.item == *id && item.count == 0));
    }

    #[test]
    fn the_first_window_gives_all_rates_and_then_the_short_one_fades_fastest() {
        let start = Instant::now();
        let mut metrics = Metrics::new(start, |_| true);
        metrics.mark(Item::WriteBytes, 50, start);
        let item = metrics.snapshot(start + TICK)[&(Item::WriteBytes as i32)];
        assert_eq!(item.count, 50);
        assert!(close_to(item.mean_rate, 10.0));
        assert!(
            close_to(item.rate1, 10.0) && close_to(item.rate5, 10.0) && close_to(item.rate15, 10.0)
        );

        let item = metrics.snapshot(start + Duration::from_secs(65))[&(Item::WriteBytes as i32)];
        assert!(close_to(item.rate1, 10.0 * (-1.0_f32).exp()));
        assert!(close_to(item.rate5, 10.0 * (-0.2_f32).exp()));
        assert!(item.rate5 < item.rate15 && item.rate15 < 10.0);
    }

    #[test]
    fn a_silence_of_weeks_is_caught_up_with() {
        let start = Instant::now();
        let mut metrics = Metrics::new(start, |_| true);
        metrics.mark(Item::WriteCount, 1, start);
        let later = start + Duration::from_secs(60 * 60 * 24 * 60);
        let item = metrics.snapshot(later)[&(Item::WriteCount as i32)];
        assert_eq!(item.count, 1);
        assert!(close_to(item.rate15, 0.0));
    }
}
