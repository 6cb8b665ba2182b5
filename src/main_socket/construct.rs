//! The constructors of main sockets, whose parameters each generation of the API has in an order of its own.
use super::class;
use super::state::slot;
use crate::api::{self, interface, Param};
use crate::bounds;
use crate::contract::{EVENT_INTERFACE, SOCKET_INTERFACE};
use crate::functions;
use crate::socket;
use crate::zend::{Call, Thrown, ZObj, ZVal};

/// `__construct()`
///
/// # Errors
/// `ArgumentCountError`, `TypeError`, `ValueError`.
pub fn construct(call: &Call) -> Result<(), Thrown> {
    functions::needed()?;
    let object = call.this();
    let parameters = parameters(object);
    call.require(parameters.len(), parameters.len())?;
    let mut values = Vec::with_capacity(parameters.len());
    for (place, parameter) in parameters.iter().enumerate() {
        values.push(argument(call, place, parameter.name)?);
    }
    for (slot, value) in values {
        object.set_slot(slot, value);
    }
    Ok(())
}

/// Those of its constructor.
fn parameters(object: &ZObj) -> Vec<&'static Param> {
    let api = api::current();
    let own = if class::is_hosted(object) {
        api.workerman_main_socket
    } else {
        &[]
    };
    api.main_socket.iter().chain(own).collect()
}

/// What the constructor is given for a parameter, and the slot that it goes into.
fn argument(call: &Call, place: usize, parameter: &str) -> Result<(usize, ZVal), Thrown> {
    Ok(match parameter {
        "logPrefix" => {
            let prefix = socket::log_prefix(call.string(place)?);
            (slot::LOG_PREFIX, prefix.into())
        }
        "logger" => {
            let logger = call.instance(place, interface::LOGGER)?;
            (slot::LOGGER, logger.into())
        }
        "event" => (slot::EVENT, call.object(place, &EVENT_INTERFACE)?.into()),
        "socket" => (slot::SOCKET, call.object(place, &SOCKET_INTERFACE)?.into()),
        "events" => (slot::EVENTS, call.long(place)?.into()),
        "processCmdGoroutineNum" => {
            let number = bounds::goroutines(call, place)?;
            (slot::PROCESS_CMD_GOROUTINE_NUM, number.into())
        }
        "heartbeatIntervalMillisecond" => {
            let interval = bounds::heartbeat_interval(call, place)?;
            (slot::HEARTBEAT_INTERVAL, interval.into())
        }
        "eventLoop" => {
            let event_loop = call.instance(place, interface::EVENT_LOOP)?;
            (slot::EVENT_LOOP, event_loop.into())
        }
        _ => (slot::HEARTBEAT_MESSAGE, call.string(place)?.into()),
    })
}
