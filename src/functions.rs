//! The three functions of the namespace `NetsvrBusiness`.
use crate::zend::{
    function, handler, signature, throw_builtin, Builtin, Call, Method, Thrown, Type, ZString, ZVal,
};
use netsvr_wire::address::{is_host_and_port, KEY_SIZE};
use netsvr_wire::GatewayKey;
use std::net::{Ipv4Addr, SocketAddr, SocketAddrV4, ToSocketAddrs};

/// At module start, unless `netsvr.functions` is off.
pub fn register() {
    signature::register_functions(&[
        Method::new("NetsvrBusiness\\milliSleep", handler(milli_sleep))
            .param("millisecond", Type::INT)
            .returns(Type::VOID),
        Method::new(
            "NetsvrBusiness\\workerAddrConvertToHex",
            handler(convert_worker_addr),
        )
        .param("workerAddr", Type::STRING)
        .returns(Type::STRING),
        Method::new(
            "NetsvrBusiness\\uniqIdConvertToWorkerAddrAsHex",
            handler(convert_uniq_id),
        )
        .param("uniqId", Type::STRING)
        .returns(Type::STRING),
    ]);
}

/// PHP's own `usleep()` does it: signals are handled as everywhere.
fn milli_sleep(call: &Call) -> Result<(), Thrown> {
    let microseconds = call.long(0)?.saturating_mul(1000);
    function::call(&"usleep".into(), None, &[microseconds.into()])?;
    Ok(())
}

fn convert_worker_addr(call: &Call) -> Result<ZVal, Thrown> {
    Ok(ZString::new(gateway_key(call.string(0)?.as_bytes())?.as_bytes()).into())
}

fn convert_uniq_id(call: &Call) -> Result<ZVal, Thrown> {
    let uniq_id = call.string(0)?.as_bytes();
    Ok(ZString::new(uniq_id.get(..KEY_SIZE).unwrap_or(uniq_id)).into())
}

/// The key of a gateway from its worker address, `host:port`; without a port, that of port 0, which no gateway has.
///
/// # Errors
/// `RuntimeException` when the host has no IPv4 address.
pub fn gateway_key(worker_addr: &[u8]) -> Result<GatewayKey, Thrown> {
    let usual = std::str::from_utf8(worker_addr).ok();
    if let Some(address) = usual.and_then(|text| text.parse().ok()) {
        return Ok(GatewayKey::from_socket(address));
    }
    let mut parts = worker_addr.splitn(2, |byte| *byte == b':');
    let host = parts.next().unwrap_or_default();
    let port = parts.next();
    let ip = match std::str::from_utf8(host)
        .ok()
        .and_then(|host| host.parse().ok())
    {
        Some(ip) => ip,
        None => resolve(&String::from_utf8_lossy(host))?,
    };
    Ok(GatewayKey::from_socket(SocketAddrV4::new(
        ip,
        port_number(port.unwrap_or_default()),
    )))
}

/// The key of the gateway of a socket that a manager is given. More than [`gateway_key`] asks: an address that nobody
/// can connect to is refused here, before the first message to its clients finds no gateway.
///
/// # Errors
/// `ValueError` for what is not `host:port`, shown in quotes; as [`gateway_key`].
pub fn key_of_added_socket(call: &Call, worker_addr: &[u8]) -> Result<GatewayKey, Thrown> {
    const SHOWN: usize = 128;
    let text = String::from_utf8_lossy(worker_addr);
    if !is_host_and_port(&text) {
        let mut shown = String::new();
        for letter in text.chars().take(SHOWN) {
            if letter.is_control() {
                shown.extend(letter.escape_default());
            } else {
                shown.push(letter);
            }
        }
        let problem = format!(
            "has the worker address \"{shown}\", which is not host:port \
             (a name or an IPv4 address, and a port from 1 to 65535)"
        );
        return Err(call.argument_error(Builtin::ValueError, 0, &problem));
    }
    gateway_key(worker_addr)
}

fn resolve(host: &str) -> Result<Ipv4Addr, Thrown> {
    let found = (host, 0).to_socket_addrs().ok().and_then(|mut found| {
        found.find_map(|address| match address {
            SocketAddr::V4(address) => Some(*address.ip()),
            SocketAddr::V6(_) => None,
        })
    });
    found.ok_or_else(|| {
        throw_builtin(
            Builtin::RuntimeException,
            &format!("gethostbyname failed: {host}"),
        )
    })
}

/// The digits at the beginning, as an unsigned 16-bit number that wraps: what packing the text gives.
fn port_number(text: &[u8]) -> u16 {
    let digits = text
        .trim_ascii_start()
        .iter()
        .take_while(|byte| byte.is_ascii_digit());
    digits.fold(0u16, |number, digit| {
        number
            .wrapping_mul(10)
            .wrapping_add(u16::from(digit - b'0'))
    })
}
