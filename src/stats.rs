//! `NetsvrBusiness\Stats`: what happened between this process and its gateways.
use crate::gateways;
use crate::zend::{
    handler, Call, Class, ClassBuilder, Interned, Method, Thrown, Type, ZArray, ZString, ZVal,
};
use netsvr_client::registry::Report;
use std::time::UNIX_EPOCH;

static STATS: Class = Class::unset();

macro_rules! keys {
    ($($name:ident = $text:literal,)+) => {
        $(static $name: Interned = Interned::new($text);)+

        fn make_keys() {
            $($name.make();)+
        }
    };
}

keys! {
    WORKER_ADDR = "workerAddr",
    OPEN = "openConnections",
    PARKED = "parkedConnections",
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
        .register(&STATS);
}

fn get(_call: &Call) -> Result<ZVal, Thrown> {
    let report = gateways::report();
    let mut result = ZArray::with_capacity(0);
    for gateway in &report {
        result.push(entry(gateway).into());
    }
    Ok(result.into())
}

fn entry(gateway: &Report) -> ZArray {
    let figures = gateway.figures;
    let mut entry = ZArray::with_capacity(15);
    entry.add(
        &WORKER_ADDR,
        ZString::new(gateway.address.as_bytes()).into(),
    );
    for (key, figure) in [
        (&OPEN, figures.open),
        (&PARKED, gateway.parked as u64),
        (&DIALS, figures.dials),
        (&FAILED_DIALS, figures.failed_dials),
        (&RECONNECTS, figures.reconnects),
        (&TAKEN, figures.taken),
        (&REQUESTS, figures.requests),
        (&FAILED_EXCHANGES, figures.failed_exchanges),
        (&SENT_FRAMES, figures.sent_frames),
        (&SENT_BYTES, figures.sent_bytes),
        (&RECEIVED_FRAMES, figures.received_frames),
        (&RECEIVED_BYTES, figures.received_bytes),
        (&DROPPED, figures.dropped),
    ] {
        entry.add(key, i64::try_from(figure).unwrap_or(i64::MAX).into());
    }
    let until = gateway.pausing.map(|down| {
        let since_epoch = down.until.wall.duration_since(UNIX_EPOCH);
        since_epoch.unwrap_or_default().as_secs_f64()
    });
    entry.add(&BACKOFF_UNTIL, until.map_or_else(ZVal::null, ZVal::from));
    entry
}
