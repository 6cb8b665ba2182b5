//! `NetsvrBusiness\Workerman\LengthProtocol`: the frame as a protocol of Workerman's, for connections that PHP code
//! makes itself. The class that PHP code sees is a shim (see `zend::shim`), which implements Workerman's interface in
//! the form of the version that is there.
use crate::api::{self, Generation};
use crate::settings::SETTINGS;
use crate::zend::{
    handler, Call, Class, ClassBuilder, Method, Thrown, Type, ZArray, ZString, ZVal,
};
use netsvr_wire::{frame, COMMAND_SIZE, LENGTH_SIZE};

static LENGTH_PROTOCOL: Class = Class::unset();
static LENGTH_PROTOCOL_V5: Class = Class::unset();

/// The shim's class.
pub const CLASS: &str = "NetsvrBusiness\\Workerman\\LengthProtocol";
/// Its native parent.
pub const NATIVE: &str = "NetsvrBusiness\\Native\\LengthProtocol";
/// The same in the words of Workerman 5. Generation 8 of the API has it.
pub const CLASS_V5: &str = "NetsvrBusiness\\Workerman\\LengthProtocolV5";
/// Its native parent.
pub const NATIVE_V5: &str = "NetsvrBusiness\\Native\\LengthProtocolV5";
/// What they implement.
pub const INTERFACE: &str = "Workerman\\Protocols\\ProtocolInterface";

const CONNECTION: &str = "Workerman\\Connection\\ConnectionInterface";

/// At module start.
pub fn register() {
    class(NATIVE, "recv_buffer", Type::NONE).register(&LENGTH_PROTOCOL);
    if api::current().generation == Generation::Eight {
        class(NATIVE_V5, "buffer", Type::STRING).register(&LENGTH_PROTOCOL_V5);
    }
}

/// The protocol, with what a version of Workerman calls the bytes that have been received.
fn class(name: &'static str, buffer: &'static str, type_: Type) -> ClassBuilder<'static> {
    let connection = Type::class(CONNECTION);
    let received = |name, handler| {
        let method = Method::new(name, handler).fixed();
        method.param(buffer, type_).param("connection", connection)
    };
    ClassBuilder::new(name)
        .abstract_class()
        .method(received("input", handler(input)).returns_tentatively(Type::INT))
        .method(received("decode", handler(decode)).returns(Type::ARRAY))
        .method(
            Method::new("encode", handler(encode))
                .fixed()
                .param("data", Type::NONE)
                .param("connection", connection)
                .returns(Type::STRING),
        )
        .not_serializable()
}

/// Nothing is done with the connection; it is there because the interface has it.
fn check_connection(call: &Call) -> Result<(), Thrown> {
    call.require(2, 2)?;
    call.instance(1, CONNECTION).map(drop)
}

/// Bytes of the frame at the start of the buffer; 0 when more are needed to tell. In generation 8 of the API less than 0
/// for a length that no frame has, at which Workerman closes the connection.
fn input(call: &Call) -> Result<i64, Thrown> {
    check_connection(call)?;
    let buffer = call.string(0)?.as_bytes();
    let Some(length) = buffer.first_chunk::<LENGTH_SIZE>() else {
        return Ok(0);
    };
    let length = u32::from_be_bytes(*length);
    if api::current().generation == Generation::Eight && !is_of_a_frame(length) {
        return Ok(-1);
    }
    Ok(i64::from(length) + 4)
}

/// Whether a frame may be so long: it has a command, and `netsvr.max_packet_size` is not exceeded.
fn is_of_a_frame(length: u32) -> bool {
    let limit = SETTINGS.get().max_packet_size.get();
    usize::try_from(length).is_ok_and(|length| (COMMAND_SIZE..=limit).contains(&length))
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
