//! `NetsvrBusiness\Stats`: what happened between this process, or all that share memory with it, and its gateways.
use crate::gateways;
use crate::zend::{
    self, handler, throw_builtin, Builtin, Call, Class, ClassBuilder, Method, Thrown, Type, ZArray,
    ZString, ZVal,
};
use netsvr_client::figures::{Times, BOUNDS};
use netsvr_client::registry::Report;
use netsvr_client::{open_metrics, Cause};
use std::time::{SystemTime, UNIX_EPOCH};

static STATS: Class = Class::unset();

zend::keys! {
    WORKER_ADDR = "workerAddr",
    OPEN = "openConnections",
    PARKED = "parkedConnections",
    REGISTERED = "registeredMainSockets",
    RENEWING = "renewingMainSockets",
    DIALS = "dials",
    FAILED_DIALS = "failedDials",
    RECONNECTS = "reconnects",
    TAKEN = "takenFromParked",
    REQUESTS = "requests",
    FAILED_EXCHANGES = "failedExchanges",
    SENT_FRAMES = "sentFrames",
    SENT_BYTES = "sentBytes",
    RECEIVED_FRAMES = "receivedFrames",
    RECEIVED_BYTES = "receivedBytes",
    DROPPED = "droppedForUnknownGateway",
    BACKOFF_UNTIL = "backoffUntil",
}

/// At module start.
pub fn register() {
    make_keys();
    ClassBuilder::new("NetsvrBusiness\\Stats")
        .method(
            Method::new("get", handler(get))
                .fixed()
                .returns(Type::ARRAY),
        )
        .method(
            Method::new("pool", handler(pool))
                .fixed()
                .returns(Type::ARRAY),
        )
        .method(
            Method::new("openMetrics", handler(open_metrics))
                .fixed()
                .returns(Type::STRING),
        )
        .register(&STATS);
}

fn get(_call: &Call) -> Result<ZVal, Thrown> {
    let mut result = ZArray::with_capacity(0);
    for gateway in &gateways::report() {
        result.push(entry(gateway).into());
    }
    Ok(result.into())
}

fn pool(_call: &Call) -> Result<ZVal, Thrown> {
    let mut result = ZArray::with_capacity(0);
    for gateway in &gateways::report_pool() {
        let mut entry = entry(gateway);
        set(&mut entry, "processes", number(gateway.processes as u64));
        result.push(entry.into());
    }
    Ok(result.into())
}

fn open_metrics(_call: &Call) -> Result<ZVal, Thrown> {
    match open_metrics::encode(gateways::report_pool()) {
        Ok(text) => Ok(ZString::new(text.as_bytes()).into()),
        Err(error) => Err(throw_builtin(
            Builtin::RuntimeException,
            &format!("the figures cannot be written as text: {error}"),
        )),
    }
}

fn number(figure: u64) -> ZVal {
    i64::try_from(figure).unwrap_or(i64::MAX).into()
}

/// Sets a key that is made now: it is not worth the time of every start of PHP.
fn set(array: &mut ZArray, key: &str, value: ZVal) {
    array.set(&ZString::new(key.as_bytes()), value);
}

fn entry(gateway: &Report) -> ZArray {
    let figures = gateway.figures;
    let sums = figures.sums;
    let mut entry = ZArray::with_capacity(24);
    entry.add(
        &WORKER_ADDR,
        ZString::new(gateway.address.as_bytes()).into(),
    );
    for (key, figure) in [
        (&OPEN, figures.open),
        (&PARKED, figures.parked),
        (&REGISTERED, figures.registered),
        (&RENEWING, figures.renewing),
        (&DIALS, sums.dials),
        (&FAILED_DIALS, sums.failed_dials),
        (&RECONNECTS, sums.reconnects),
        (&TAKEN, sums.taken),
        (&REQUESTS, sums.requests),
        (&FAILED_EXCHANGES, sums.failed_exchanges),
        (&SENT_FRAMES, sums.sent_frames),
        (&SENT_BYTES, sums.sent_bytes),
        (&RECEIVED_FRAMES, sums.received_frames),
        (&RECEIVED_BYTES, sums.received_bytes),
        (&DROPPED, sums.dropped()),
    ] {
        entry.add(key, number(figure));
    }
    entry.add(
        &BACKOFF_UNTIL,
        unix_time(gateway.pausing.map(|down| down.until.wall)),
    );
    let mut failed = ZArray::with_capacity(Cause::ALL.len());
    for (cause, messages) in sums.failures() {
        set(&mut failed, key_of(cause), number(messages));
    }
    set(&mut entry, "failed", failed.into());
    set(&mut entry, "unconfirmed", number(sums.unconfirmed));
    set(&mut entry, "droppedEvents", number(sums.dropped_events));
    set(
        &mut entry,
        "lastSuccess",
        unix_time(gateway.figures.last_success),
    );
    set(&mut entry, "dialSeconds", times(&sums.dial_times).into());
    set(
        &mut entry,
        "requestSeconds",
        times(&sums.request_times).into(),
    );
    entry
}

/// Unix time, or null.
fn unix_time(time: Option<SystemTime>) -> ZVal {
    time.map_or_else(ZVal::null, |time| {
        let since_epoch = time.duration_since(UNIX_EPOCH);
        since_epoch.unwrap_or_default().as_secs_f64().into()
    })
}

fn key_of(cause: Cause) -> &'static str {
    match cause {
        Cause::Refused => "refused",
        Cause::TimedOut => "timedOut",
        Cause::Paused => "paused",
        Cause::Closed => "closed",
        Cause::TooLarge => "tooLarge",
        Cause::UnknownGateway => "unknownGateway",
        Cause::BufferFull => "bufferFull",
        Cause::Other => "other",
    }
}

/// A histogram as `OpenMetrics` has it: each bucket holds those before it, too.
fn times(times: &Times<u64>) -> ZArray {
    let mut buckets = ZArray::with_capacity(times.buckets.len());
    let bounds = BOUNDS
        .iter()
        .map(|bound| format!("{:?}", bound.as_secs_f64()));
    let mut so_far = 0;
    for (bound, count) in bounds.chain(["+Inf".to_owned()]).zip(times.buckets) {
        so_far += count;
        set(&mut buckets, &bound, number(so_far));
    }
    let mut entry = ZArray::with_capacity(3);
    set(&mut entry, "buckets", buckets.into());
    set(&mut entry, "sum", times.seconds().into());
    set(&mut entry, "count", number(times.count()));
    entry
}
