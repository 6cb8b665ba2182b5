//! `NetsvrBusiness\Workerman\LengthProtocol`: the frame as a protocol of Workerman's, for connections that PHP code
//! makes itself. The class that PHP code sees is a shim (see `zend::shim`), which implements Workerman's interface in
//! the form of the version that is there.
use crate::zend::{
    handler, Call, Class, ClassBuilder, Method, Thrown, Type, ZArray, ZString, ZVal,
};
use netsvr_wire::{frame, COMMAND_SIZE, LENGTH_SIZE};

static LENGTH_PROTOCOL: Class = Class::unset();

/// The shim's class.
pub const CLASS: &str = "NetsvrBusiness\\Workerman\\LengthProtocol";
/// Its native parent.
pub const NATIVE: &str = "NetsvrBusiness\\Native\\LengthProtocol";
/// What it implements.
pub const INTERFACE: &str = "Workerman\\Protocols\\ProtocolInterface";

const CONNECTION: &str = "Workerman\\Connection\\ConnectionInterface";

/// At module start.
pub fn register() {
    let connection = || Type::class(CONNECTION);
    ClassBuilder::new(NATIVE)
        .abstract_class()
        .method(
            Method::new("input", handler(input))
                .fixed()
                .param("recv_buffer", Type::NONE)
                .param("connection", connection())
                .returns_tentatively(Type::INT),
        )
        .method(
            Method::new("decode", handler(decode))
                .fixed()
                .param("recv_buffer", Type::NONE)
                .param("connection", connection())
                .returns(Type::ARRAY),
        )
        .method(
            Method::new("encode", handler(encode))
                .fixed()
                .param("data", Type::NONE)
                .param("connection", connection())
                .returns(Type::STRING),
        )
        .not_serializable()
        .register(&LENGTH_PROTOCOL);
}

/// Nothing is done with the connection; it is there because the interface has it.
fn check_connection(call: &Call) -> Result<(), Thrown> {
    call.require(2, 2)?;
    call.instance(1, CONNECTION).map(drop)
}

/// Bytes of the frame at the start of the buffer; 0 when more are needed to tell.
fn input(call: &Call) -> Result<i64, Thrown> {
    check_connection(call)?;
    let buffer = call.string(0)?.as_bytes();
    Ok(buffer
        .first_chunk::<LENGTH_SIZE>()
        .map_or(0, |length| i64::from(u32::from_be_bytes(*length)) + 4))
}

/// `['cmd' => int, 'protobuf' => string]` of a whole frame.
fn decode(call: &Call) -> Result<ZVal, Thrown> {
    check_connection(call)?;
    let buffer = call.string(0)?.as_bytes();
    let payload = buffer.get(LENGTH_SIZE..).unwrap_or_default();
    let command = payload
        .first_chunk()
        .map_or(0, |it| u32::from_be_bytes(*it));
    let mut data = ZArray::with_capacity(2);
    data.set(&ZString::new(b"cmd"), i64::from(command).into());
    let body = payload.get(COMMAND_SIZE..).unwrap_or_default();
    data.set(&ZString::new(b"protobuf"), ZString::new(body).into());
    Ok(data.into())
}

/// A frame around a payload.
fn encode(call: &Call) -> Result<ZVal, Thrown> {
    check_connection(call)?;
    let payload = ZString::cast(call.typed(0, Type::MIXED)?)?;
    let length = frame::length_prefix(payload.len()).unwrap_or([0xff; LENGTH_SIZE]);
    Ok(ZString::concat_after(&[&length, payload.as_bytes()], 0).into())
}
