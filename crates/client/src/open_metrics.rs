//! The figures as text that monitoring systems read: `OpenMetrics` 1.0.

use crate::figures::{Figures, Times, BOUNDS};
use crate::registry::Report;
use prometheus_client::collector::Collector;
use prometheus_client::encoding::{text, DescriptorEncoder, NoLabelSet};
use prometheus_client::metrics::exemplar::Exemplar;
use prometheus_client::metrics::MetricType;
use prometheus_client::registry::{Registry, Unit};
use std::fmt;
use std::time::{Duration, UNIX_EPOCH};

/// What the text is, for the header `Content-Type`.
pub const CONTENT_TYPE: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// The text.
///
/// # Errors
/// Those of the encoder, which gives none for a text in memory.
pub fn encode(reports: Vec<Report>) -> Result<String, fmt::Error> {
    let mut registry = Registry::default();
    registry.register_collector(Box::new(Reports(reports)));
    let mut encoded = String::new();
    text::encode(&mut encoded, &registry)?;
    Ok(encoded)
}

/// A figure that only grows.
type Sum = fn(&Figures<u64>) -> u64;

const SUMS: [(&str, &str, Option<Unit>, Sum); 12] = [
    (
        "netsvr_dials",
        "Attempts to connect.",
        None,
        |sums| sums.dials,
    ),
    (
        "netsvr_failed_dials",
        "Attempts to connect that failed.",
        None,
        |sums| sums.failed_dials,
    ),
    (
        "netsvr_reconnects",
        "Connections made in place of one that was lost or had gone stale.",
        None,
        |sums| sums.reconnects,
    ),
    (
        "netsvr_taken_from_parked",
        "Parked connections that were used again.",
        None,
        |sums| sums.taken,
    ),
    (
        "netsvr_requests",
        "Requests begun.",
        None,
        |sums| sums.requests,
    ),
    (
        "netsvr_failed_exchanges",
        "Requests and one-way commands that did not end well; those that were tried again count again.",
        None,
        |sums| sums.failed_exchanges,
    ),
    (
        "netsvr_sent_frames",
        "Frames written whole.",
        None,
        |sums| sums.sent_frames,
    ),
    (
        "netsvr_sent",
        "Bytes written.",
        Some(Unit::Bytes),
        |sums| sums.sent_bytes,
    ),
    (
        "netsvr_received_frames",
        "Frames read whole.",
        None,
        |sums| sums.received_frames,
    ),
    (
        "netsvr_received",
        "Bytes of frames that were read whole.",
        Some(Unit::Bytes),
        |sums| sums.received_bytes,
    ),
    (
        "netsvr_unconfirmed_frames",
        "Frames written on connections that broke before anything showed that the gateway had them.",
        None,
        |sums| sums.unconfirmed,
    ),
    (
        "netsvr_dropped_events",
        "Events dropped because a handler was busy and netsvr.max_receive_buffer was full.",
        None,
        |sums| sums.dropped_events,
    ),
];

/// How long something took.
type Histogram = fn(&Figures<u64>) -> &Times<u64>;

/// What is so now.
type Gauge = fn(&Report) -> Option<f64>;

#[allow(clippy::cast_precision_loss)] // as exact as these numbers ever need to be
const GAUGES: [(&str, &str, Option<Unit>, Gauge); 7] = [
    (
        "netsvr_open_connections",
        "Connections there are, parked ones among them.",
        None,
        |report| Some(report.figures.open as f64),
    ),
    (
        "netsvr_parked_connections",
        "Connections that wait for the next one who needs them.",
        None,
        |report| Some(report.figures.parked as f64),
    ),
    (
        "netsvr_registered_main_sockets",
        "Main sockets that the gateway forwards events to.",
        None,
        |report| Some(report.figures.registered as f64),
    ),
    (
        "netsvr_renewing_main_sockets",
        "Main sockets that are not registered and try to be.",
        None,
        |report| Some(report.figures.renewing as f64),
    ),
    (
        "netsvr_processes",
        "Processes that live and have used this gateway.",
        None,
        |report| Some(report.processes as f64),
    ),
    (
        "netsvr_in_backoff",
        "1 while the gateway is not dialled, because attempts have failed.",
        None,
        |report| Some(f64::from(u8::from(report.pausing.is_some()))),
    ),
    (
        "netsvr_last_success_timestamp",
        "When an exchange last ended well, in Unix time; absent before the first one.",
        Some(Unit::Seconds),
        |report| {
            let since_epoch = report.figures.last_success?.duration_since(UNIX_EPOCH);
            since_epoch.ok().map(|time| time.as_secs_f64())
        },
    ),
];

#[derive(Debug)]
struct Reports(Vec<Report>);

impl Collector for Reports {
    fn encode(&self, mut encoder: DescriptorEncoder<'_>) -> fmt::Result {
        for (name, help, unit, sum) in &SUMS {
            let mut metric =
                encoder.encode_descriptor(name, help, unit.as_ref(), MetricType::Counter)?;
            for report in &self.0 {
                metric
                    .encode_family(&gateway(report))?
                    .encode_counter(&sum(&report.figures.sums), NO_EXEMPLAR)?;
            }
        }
        let mut metric = encoder.encode_descriptor(
            "netsvr_failed_messages",
            "Messages that failed for good, by reason.",
            None,
            MetricType::Counter,
        )?;
        for report in &self.0 {
            for (cause, messages) in report.figures.sums.failures() {
                let [gateway] = gateway(report);
                let labels = [gateway, ("reason", cause.name())];
                metric
                    .encode_family(&labels)?
                    .encode_counter(&messages, NO_EXEMPLAR)?;
            }
        }
        let times: [(&str, &str, Histogram); 2] = [
            (
                "netsvr_dial_duration",
                "How long attempts to connect took, well or not.",
                |sums| &sums.dial_times,
            ),
            (
                "netsvr_request_duration",
                "How long requests took, well or not.",
                |sums| &sums.request_times,
            ),
        ];
        for (name, help, times) in times {
            let mut metric = encoder.encode_descriptor(
                name,
                help,
                Some(&Unit::Seconds),
                MetricType::Histogram,
            )?;
            for report in &self.0 {
                let times = times(&report.figures.sums);
                let bounds = BOUNDS.iter().map(Duration::as_secs_f64);
                let buckets: Vec<_> = bounds.chain([f64::INFINITY]).zip(times.buckets).collect();
                metric
                    .encode_family(&gateway(report))?
                    .encode_histogram::<NoLabelSet>(
                        times.seconds(),
                        times.count(),
                        &buckets,
                        None,
                    )?;
            }
        }
        for (name, help, unit, gauge) in &GAUGES {
            let mut metric =
                encoder.encode_descriptor(name, help, unit.as_ref(), MetricType::Gauge)?;
            for report in &self.0 {
                if let Some(value) = gauge(report) {
                    metric
                        .encode_family(&gateway(report))?
                        .encode_gauge(&value)?;
                }
            }
        }
        Ok(())
    }
}

const NO_EXEMPLAR: Option<&Exemplar<NoLabelSet, u64>> = None;

fn gateway(report: &Report) -> [(&'static str, &str); 1] {
    [("gateway", &report.address)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cause::Cause;
    use crate::counters::Counters;
    use std::time::Instant;

    fn report(address: &str, counters: &Counters) -> Report {
        Report {
            address: address.into(),
            figures: counters.snapshot(),
            processes: 3,
            pausing: None,
        }
    }

    #[test]
    fn every_figure_has_its_lines() {
        let counters = Counters::default();
        counters.dialled();
        counters.dial_took(Duration::from_millis(30));
        counters.dial_took(Duration::from_secs(70));
        counters.sent(2, 77);
        counters.lost(9);
        counters.dropped_events(5);
        counters.failed(Cause::TimedOut, 4);
        let text = encode(vec![report("a:1", &counters)]).unwrap();
        for line in [
            "# TYPE netsvr_dials counter",
            "netsvr_dials_total{gateway=\"a:1\"} 1",
            "# UNIT netsvr_sent_bytes bytes",
            "netsvr_sent_bytes_total{gateway=\"a:1\"} 77",
            "netsvr_unconfirmed_frames_total{gateway=\"a:1\"} 9",
            "netsvr_dropped_events_total{gateway=\"a:1\"} 5",
            "netsvr_failed_messages_total{gateway=\"a:1\",reason=\"timed_out\"} 4",
            "netsvr_failed_messages_total{gateway=\"a:1\",reason=\"refused\"} 0",
            "# TYPE netsvr_dial_duration_seconds histogram",
            "netsvr_dial_duration_seconds_bucket{le=\"0.025\",gateway=\"a:1\"} 0",
            "netsvr_dial_duration_seconds_bucket{le=\"0.05\",gateway=\"a:1\"} 1",
            "netsvr_dial_duration_seconds_bucket{le=\"10.0\",gateway=\"a:1\"} 1",
            "netsvr_dial_duration_seconds_bucket{le=\"+Inf\",gateway=\"a:1\"} 2",
            "netsvr_dial_duration_seconds_count{gateway=\"a:1\"} 2",
            "netsvr_dial_duration_seconds_sum{gateway=\"a:1\"} 70.03",
            "netsvr_registered_main_sockets{gateway=\"a:1\"} 0.0",
            "netsvr_renewing_main_sockets{gateway=\"a:1\"} 0.0",
            "netsvr_processes{gateway=\"a:1\"} 3.0",
            "netsvr_in_backoff{gateway=\"a:1\"} 0.0",
        ] {
            assert!(text.lines().any(|it| it == line), "no {line} in\n{text}");
        }
        assert!(text.ends_with("# EOF\n"));
        assert!(!text.contains("netsvr_last_success_timestamp_seconds{"));
        counters.succeeded(Instant::now());
        let text = encode(vec![report("a:1", &counters)]).unwrap();
        assert!(text.contains("netsvr_last_success_timestamp_seconds{gateway=\"a:1\"} 1"));
    }

    #[test]
    fn addresses_are_escaped() {
        let text = encode(vec![report("a\"\\\n:1", &Counters::default())]).unwrap();
        assert!(text.contains("netsvr_dials_total{gateway=\"a\\\"\\\\\\n:1\"} 0\n"));
    }

    #[test]
    fn without_gateways_there_are_no_samples() {
        let text = encode(Vec::new()).unwrap();
        assert!(text.lines().all(|line| line.starts_with("# ")));
        assert!(text.ends_with("# EOF\n"));
    }
}
