//! `NetsvrBusiness\Socket`: a blocking connection to a gateway, used by hand.
use super::dialling::{self, CONNECT};
use super::outcome::{self, Half};
use super::signals::Signals;
use super::state::{slot, Socket, State};
use super::through_stream;
use crate::api::{self, interface, GET_WORKER_ADDR};
use crate::bounds;
use crate::contract::SOCKET_INTERFACE;
use crate::exception::{SOCKET_RECEIVE_EXCEPTION, SOCKET_SEND_EXCEPTION};
use crate::functions;
use crate::gateways;
use crate::logger;
use crate::room;
use crate::settings::SETTINGS;
use crate::text_check;
use crate::zend::call::Handler;
use crate::zend::error;
use crate::zend::{
    handler, throw_builtin, Builtin, Call, Class, ClassBuilder, Initial, Interned, Method, Thrown,
    Type, ZObj, ZStr, ZString, ZVal,
};
use netsvr_client::{Cause, OutFrame};
use netsvr_wire::frame;

pub static SOCKET: Class = Class::unset();
pub static CLOSE: Interned = Interned::new("close");
pub static RECEIVE_BYTES: Interned = Interned::new("_receive");

const STREAM_CLOSED: &str = "the stream of the connection has been closed";

/// A constructor of the family: what comes behind these parameters is the child's.
pub fn constructor(function: Handler) -> Method {
    api::with_params(Method::new("__construct", function), api::current().socket)
}

/// At module start.
pub fn register() {
    CONNECT.make();
    CLOSE.make();
    RECEIVE_BYTES.make();
    let api = api::current();
    let int = |name: &'static str| (name, Type::INT, Initial::Nothing);
    let mut class = ClassBuilder::new("NetsvrBusiness\\Socket")
        .implements(&SOCKET_INTERFACE)
        .native::<State>()
        .not_serializable();
    for (name, type_, initial) in [
        ("logPrefix", Type::STRING, Initial::EmptyString),
        ("logger", Type::class(interface::LOGGER), Initial::Nothing),
        (api.worker_addr, Type::STRING, Initial::Nothing),
        int("sendReceiveTimeout"),
        int("connectTimeout"),
        ("socket", Type::MIXED, Initial::Null),
        ("connected", Type::BOOL, Initial::False),
        ("receiveBuffer", Type::STRING, Initial::EmptyString),
    ] {
        class = class.property(name, type_, initial);
    }
    class
        .method(constructor(handler(construct)))
        .method(Method::new("__destruct", handler(destruct)))
        .method(Method::new("getSocket", handler(get_socket)))
        .method(Method::new(api.get_worker_addr, handler(get_worker_addr)).returns(Type::STRING))
        .method(Method::new("isConnected", handler(is_connected)).returns(Type::BOOL))
        .method(Method::new("close", handler(close)).returns(Type::VOID))
        .method(Method::new("connect", handler(connect)).returns(Type::BOOL))
        .method(
            Method::new("send", handler(send))
                .param("data", Type::STRING)
                .returns(Type::BOOL),
        )
        .method(Method::new("receive", handler(receive)).returns(Type::STRING | Type::FALSE))
        .method(
            Method::new("_receive", handler(receive_bytes))
                .protected()
                .param("length", Type::INT)
                .returns(Type::STRING),
        )
        .method(logger::format_exp_method())
        .register(&SOCKET);
}

/// The socket whose method runs.
///
/// # Errors
/// An `\Error`, should the object be of another family.
pub fn this(call: &Call) -> Result<Socket<'_>, Thrown> {
    Socket::of(call.this()).ok_or_else(|| throw_builtin(Builtin::Error, "not a socket object"))
}

/// Stores what the constructors of the family begin with.
///
/// # Errors
/// `TypeError`, `ValueError` for a time-out below a second.
pub fn construct(call: &Call) -> Result<(), Thrown> {
    functions::needed()?;
    call.require(5, 5)?;
    let object = call.this();
    let prefix = log_prefix(call.string(0)?);
    let logger = call.instance(1, interface::LOGGER)?;
    let worker_addr = call.string(2)?;
    let send_receive_timeout = bounds::timeout(call, 3)?;
    let connect_timeout = bounds::timeout(call, 4)?;
    object.set_slot(slot::LOG_PREFIX, prefix.into());
    object.set_slot(slot::LOGGER, logger.into());
    object.set_slot(slot::WORKER_ADDR, worker_addr.into());
    object.set_slot(slot::SEND_RECEIVE_TIMEOUT, send_receive_timeout.into());
    object.set_slot(slot::CONNECT_TIMEOUT, connect_timeout.into());
    this(call).map(Socket::find_place)
}

/// What stands before each line of a socket with this prefix: trimmed, with a blank behind it unless it is empty.
pub fn log_prefix(given: &ZStr) -> ZString {
    let given = given.as_bytes();
    if given.is_empty() {
        return ZString::new(given);
    }
    ZString::concat_after(&[trim(given), b" "], 0)
}

/// PHP's `trim()`.
fn trim(text: &[u8]) -> &[u8] {
    const BLANK: &[u8] = b" \t\n\r\0\x0b";
    let start = text
        .iter()
        .position(|byte| !BLANK.contains(byte))
        .unwrap_or(text.len());
    let end = text
        .iter()
        .rposition(|byte| !BLANK.contains(byte))
        .map_or(start, |last| last + 1);
    text.get(start..end).unwrap_or_default()
}

fn get_socket(call: &Call) -> Result<ZVal, Thrown> {
    Ok(this(call)?.stream())
}

fn get_worker_addr(call: &Call) -> Result<ZVal, Thrown> {
    this(call)?.worker_addr_value()
}

fn is_connected(call: &Call) -> Result<bool, Thrown> {
    let socket = this(call)?;
    Ok(if socket.is_touched() {
        socket.object.slot(slot::CONNECTED).is_truthy()
    } else {
        socket.is_connected()
    })
}

pub fn close(call: &Call) -> Result<(), Thrown> {
    this(call)?.close_natively()
}

/// An object may outlive what its logger needs (an application that is taken apart): then the line is lost, and the
/// reason goes to PHP's error log instead of into whatever code let go of the object.
fn destruct(call: &Call) -> Result<(), Thrown> {
    let socket = this(call)?;
    if socket.park() {
        return Ok(());
    }
    let Err(thrown) = socket.close() else {
        return Ok(());
    };
    let exception = error::caught(thrown)?;
    logger::leave_to_error_log("closing failed", &exception)
}

pub fn connect(call: &Call) -> Result<bool, Thrown> {
    dialling::connect(this(call)?)
}

fn send(call: &Call) -> Result<bool, Thrown> {
    let socket = this(call)?;
    let payload = call.string(0)?;
    text_check::payload("send", payload, |line| socket.tell(line))?;
    send_payload(socket, payload.as_bytes())
}

/// Writes one payload on the connection there is; logs and gives false when it cannot.
///
/// # Errors
/// What the logger or a signal's handler throws.
pub fn send_payload(socket: Socket<'_>, payload: &[u8]) -> Result<bool, Thrown> {
    let length = match frame::length_prefix(payload.len()) {
        Ok(length) => length,
        Err(error) => return refuse(socket, Half::Send, &error.to_string()),
    };
    socket.adopt();
    if socket.foreign_stream().is_some() {
        return through_stream::send(socket, payload);
    }
    if socket.stream_is_closed() {
        return refuse(socket, Half::Send, STREAM_CLOSED);
    }
    let Some(mut taken) = socket.take() else {
        return refuse(socket, Half::Send, "not connected");
    };
    let epoch = taken.epoch;
    let mut signals = Signals::of(socket);
    let frames = [OutFrame::from([&length[..], payload])];
    let result = taken
        .connection
        .write_all(&frames, socket.deadline(), &mut signals);
    let lost = socket.put_back(taken);
    if epoch == socket.epoch() {
        socket.note_sent(payload);
    }
    socket.note_asked(epoch);
    outcome::settle(
        socket,
        lost,
        signals,
        result.err().map(|failure| failure.error),
    )
}

fn receive(call: &Call) -> Result<ZVal, Thrown> {
    let socket = this(call)?;
    if socket.has_gone_stale() {
        return Ok(false.into());
    }
    socket.adopt();
    if through_stream::is_to_be_received(socket) {
        return through_stream::receive(socket);
    }
    if socket.stream_is_closed() {
        return Ok(refuse(socket, Half::Receive, STREAM_CLOSED)?.into());
    }
    let Some(mut taken) = socket.take() else {
        return Ok(refuse(socket, Half::Receive, "not connected")?.into());
    };
    let mut signals = Signals::of(socket);
    let limit = SETTINGS.get().max_packet_size.get();
    let deadline = socket.deadline();
    let result = taken.connection.read_frame(limit, deadline, &mut signals);
    let result = result.map(make_string);
    let epoch = taken.epoch;
    let lost = socket.put_back(taken);
    if epoch == socket.epoch() {
        socket.note_received(true);
    }
    match result {
        Ok(payload) => {
            signals.finish()?;
            Ok(payload?.into())
        }
        Err(error) => Ok(outcome::settle(socket, lost, signals, Some(error.into()))?.into()),
    }
}

/// What was received, if there is room for it.
fn make_string(bytes: &[u8]) -> Result<ZString, Thrown> {
    room::check(bytes, 2, || room::string(bytes.len()))?;
    Ok(ZString::new(bytes))
}

/// For child classes that frame their own way: the next bytes, whatever they are.
fn receive_bytes(call: &Call) -> Result<ZVal, Thrown> {
    let socket = this(call)?;
    let limit = SETTINGS.get().max_packet_size.get();
    let wanted = usize::try_from(call.long(0)?)
        .ok()
        .filter(|length| *length <= limit);
    let Some(length) = wanted else {
        let problem = format!("must be between 0 and {limit} (netsvr.max_packet_size)");
        return Err(call.argument_error(Builtin::ValueError, 0, &problem));
    };
    socket.adopt();
    if socket.foreign_stream().is_some() {
        return through_stream::receive_bytes(socket, length);
    }
    let failed = |text: &str| error::throw(&SOCKET_RECEIVE_EXCEPTION, text, 0);
    if socket.stream_is_closed() {
        return Err(failed(STREAM_CLOSED));
    }
    let Some(mut taken) = socket.take() else {
        return Err(failed("not connected"));
    };
    let mut signals = Signals::of(socket);
    let deadline = socket.deadline();
    let result = taken.connection.read_bytes(length, deadline, &mut signals);
    let result = result.map(make_string);
    let epoch = taken.epoch;
    let lost = socket.put_back(taken);
    if epoch == socket.epoch() {
        socket.note_received(false);
    }
    if let Err(thrown) = signals.finish() {
        if lost {
            socket.discard();
        }
        return Err(thrown);
    }
    match result {
        Ok(bytes) => Ok(bytes?.into()),
        Err(error) => {
            // as the package where it is called by `receive()`, which closes by itself then
            if lost && receives_bytes_natively(socket.object) {
                socket.close()?;
            }
            let why = error.to_string();
            socket.goes_stale(&error.into());
            Err(failed(&why))
        }
    }
}

/// Logs that a half of an exchange was not even begun.
fn refuse(socket: Socket<'_>, half: Half, why: &str) -> Result<bool, Thrown> {
    let (class, verb) = match half {
        Half::Send => (&SOCKET_SEND_EXCEPTION, "send to"),
        Half::Receive => (&SOCKET_RECEIVE_EXCEPTION, "receive from"),
    };
    if half == Half::Send {
        gateways::counters(&socket.worker_addr()).failed(Cause::Closed, 1);
    }
    // the package calls it whether there is something to close or not
    socket.close()?;
    socket.log(socket.failed(verb, class, why, 0))?;
    Ok(false)
}

/// No user class has overridden `send` or `receive`.
pub fn sends_and_receives_natively(object: &ZObj) -> bool {
    let sends =
        object.has_handler("send", handler(send)) || super::task_socket::sends_natively(object);
    sends && object.has_handler("receive", handler(receive))
}

/// No user class has overridden `_receive`.
pub fn receives_bytes_natively(object: &ZObj) -> bool {
    object.is_exactly(&super::TASK_SOCKET) || object.has_handler("_receive", handler(receive_bytes))
}

/// No user class has overridden `close`.
pub fn closes_natively(object: &ZObj) -> bool {
    object.is_exactly(&super::TASK_SOCKET) || object.has_handler("close", handler(close))
}

/// No user class has overridden `connect`.
pub fn connects_natively(object: &ZObj) -> bool {
    object.is_exactly(&super::TASK_SOCKET) || object.has_handler("connect", handler(connect))
}

/// No user class has overridden `getWorkerAddr`.
pub fn names_gateway_natively(object: &ZObj) -> bool {
    object.is_exactly(&super::TASK_SOCKET)
        || object.has_known_handler(&GET_WORKER_ADDR, handler(get_worker_addr))
}

/// No user class has overridden `getSocket`.
pub fn gives_stream_natively(object: &ZObj) -> bool {
    object.is_exactly(&SOCKET) || object.has_handler("getsocket", handler(get_socket))
}
