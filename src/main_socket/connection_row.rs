//! A main socket's connection as the table of `php start.php connections` reads it: an object with the properties and
//! methods of Workerman's `TcpConnection` that are printed there.
use super::length_protocol;
use super::state::MainSocket;
use crate::zend::{
    handler, Call, Class, ClassBuilder, Initial, Method, Thrown, Type, View, ZObject, ZString, ZVal,
};
use std::net::{IpAddr, SocketAddr, TcpStream};
use std::os::fd::AsFd;

static CONNECTION_ROW: Class = Class::unset();

const STATUS_ESTABLISHED: i64 = 2;

/// Declared properties, in their order.
mod slot {
    pub const TRANSPORT: usize = 0;
    pub const PROTOCOL: usize = 1;
    pub const ID: usize = 3;
    pub const BYTES_READ: usize = 4;
    pub const BYTES_WRITTEN: usize = 5;
    pub const LOCAL: usize = 6;
    pub const REMOTE: usize = 7;
    pub const IPV6: usize = 8;
    pub const UNREAD: usize = 9;
    pub const UNWRITTEN: usize = 10;
}

/// At module start.
pub fn register() {
    ClassBuilder::new("NetsvrBusiness\\Native\\ConnectionRow")
        .public_property("transport", Type::STRING, Initial::EmptyString)
        .public_property("protocol", Type::STRING, Initial::EmptyString)
        .public_property("worker", Type::NONE, Initial::Null)
        .public_property("id", Type::STRING, Initial::EmptyString)
        .public_property("bytesRead", Type::INT, Initial::Long(0))
        .public_property("bytesWritten", Type::INT, Initial::Long(0))
        .private_property("local", Initial::EmptyString)
        .private_property("remote", Initial::EmptyString)
        .private_property("ipv6", Initial::False)
        .private_property("unread", Initial::Long(0))
        .private_property("unwritten", Initial::Long(0))
        .not_serializable()
        .method(Method::new("isIpV4", handler(is_ipv4)).returns(Type::BOOL))
        .method(Method::new("isIpV6", handler(is_ipv6)).returns(Type::BOOL))
        .method(Method::new("getRecvBufferQueueSize", handler(unread)).returns(Type::INT))
        .method(Method::new("getSendBufferQueueSize", handler(unwritten)).returns(Type::INT))
        .method(Method::new("getLocalAddress", handler(local)).returns(Type::STRING))
        .method(Method::new("getRemoteAddress", handler(remote)).returns(Type::STRING))
        .method(
            Method::new("getStatus", handler(status))
                .optional("rawOutput", Type::BOOL, "true")
                .returns(Type::INT | Type::STRING),
        )
        .register(&CONNECTION_ROW);
}

/// The row of a main socket, the `number`th of the process; `None` when it has no connection of this process.
///
/// # Errors
/// When `memory_limit` has no room for it.
pub fn of(main: MainSocket<'_>, number: usize) -> Result<Option<ZObject>, Thrown> {
    let seen = main.with_stream(|stream| {
        (!stream.is_foreign()).then(|| {
            // a copy of the descriptor, closed again: the standard library asks only what it owns
            let socket = stream.as_fd().try_clone_to_owned().map(TcpStream::from);
            let local = socket.as_ref().ok().and_then(|it| it.local_addr().ok());
            let remote = socket.as_ref().ok().and_then(|it| it.peer_addr().ok());
            (stream.bytes(), local, remote)
        })
    });
    let Some((bytes, local, remote)) = seen.flatten() else {
        return Ok(None);
    };
    let row = ZObject::make(&CONNECTION_ROW)?;
    row.set_slot(slot::TRANSPORT, "tcp".into());
    row.set_slot(slot::PROTOCOL, length_protocol::CLASS.into());
    let id = ZString::new(format!("main {number}").as_bytes());
    row.set_slot(slot::ID, id.into());
    let ipv6 = matches!(remote.map(|it| it.ip()), Some(IpAddr::V6(_)));
    row.set_slot(slot::IPV6, ipv6.into());
    for (place, address) in [(slot::LOCAL, local), (slot::REMOTE, remote)] {
        let text = address.as_ref().map(SocketAddr::to_string);
        let text = ZString::new(text.unwrap_or_default().as_bytes());
        row.set_slot(place, text.into());
    }
    for (place, count) in [
        (slot::BYTES_READ, bytes.received),
        (slot::BYTES_WRITTEN, bytes.written),
        (slot::UNREAD, bytes.unread),
        (slot::UNWRITTEN, bytes.unacknowledged),
    ] {
        row.set_slot(place, i64::try_from(count).unwrap_or(i64::MAX).into());
    }
    Ok(Some(row))
}

fn is_ipv4(call: &Call) -> Result<ZVal, Thrown> {
    Ok((!call.this().slot(slot::IPV6).is_truthy()).into())
}

fn is_ipv6(call: &Call) -> Result<ZVal, Thrown> {
    Ok(call.this().slot(slot::IPV6).is_truthy().into())
}

fn unread(call: &Call) -> Result<ZVal, Thrown> {
    Ok(count(call, slot::UNREAD))
}

fn unwritten(call: &Call) -> Result<ZVal, Thrown> {
    Ok(count(call, slot::UNWRITTEN))
}

fn local(call: &Call) -> Result<ZVal, Thrown> {
    Ok(text(call, slot::LOCAL))
}

fn remote(call: &Call) -> Result<ZVal, Thrown> {
    Ok(text(call, slot::REMOTE))
}

/// What stands there, unless somebody has put something else than a number there.
fn count(call: &Call, place: usize) -> ZVal {
    match call.this().slot(place).view() {
        View::Long(count) => count.into(),
        _ => 0_i64.into(),
    }
}

/// The same of a text.
fn text(call: &Call, place: usize) -> ZVal {
    match call.this().slot(place).view() {
        View::Str(_) => call.this().slot(place).resolved().clone(),
        _ => "".into(),
    }
}

fn status(call: &Call) -> Result<ZVal, Thrown> {
    let raw = call.or(0, true, Call::boolean)?;
    Ok(if raw {
        STATUS_ESTABLISHED.into()
    } else {
        "ESTABLISHED".into()
    })
}
