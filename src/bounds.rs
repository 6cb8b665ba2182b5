//! Which numbers the constructors of sockets take. A number outside is a slip, such as seconds for milliseconds or two
//! arguments exchanged, and dear when a gateway or a loop takes it at its word.
use crate::zend::{Builtin, Call, Thrown};
use std::ops::RangeInclusive;

/// Most goroutines that a gateway is asked for. It starts them all, for each main socket; 0 is its one.
const GOROUTINES: RangeInclusive<i64> = 0..=1_000;
/// Milliseconds from one heartbeat to the next.
const HEARTBEAT_INTERVAL: RangeInclusive<i64> = 10..=3_600_000;

/// A time-out in seconds.
///
/// # Errors
/// `TypeError`; `ValueError` below 1.
pub fn timeout(call: &Call, argument: usize) -> Result<i64, Thrown> {
    let seconds = call.long(argument)?;
    if seconds < 1 {
        let problem = format!("must be at least 1 second, {seconds} given");
        return Err(call.argument_error(Builtin::ValueError, argument, &problem));
    }
    Ok(seconds)
}

/// The interval of heartbeats in milliseconds.
///
/// # Errors
/// `TypeError`; `ValueError` below 10 milliseconds or above an hour.
pub fn heartbeat_interval(call: &Call, argument: usize) -> Result<i64, Thrown> {
    within(call, argument, &HEARTBEAT_INTERVAL, "milliseconds")
}

/// How many goroutines of the gateway work on what a main socket sends.
///
/// # Errors
/// `TypeError`; `ValueError` outside 0 to 1,000.
pub fn goroutines(call: &Call, argument: usize) -> Result<i64, Thrown> {
    within(call, argument, &GOROUTINES, "goroutines")
}

fn within(
    call: &Call,
    argument: usize,
    range: &RangeInclusive<i64>,
    of_what: &str,
) -> Result<i64, Thrown> {
    let number = call.long(argument)?;
    if range.contains(&number) {
        return Ok(number);
    }
    let (least, most) = (range.start(), range.end());
    let problem = format!("must be between {least} and {most} {of_what}, {number} given");
    Err(call.argument_error(Builtin::ValueError, argument, &problem))
}
