//! The functions of the namespace `NetsvrBusiness`, and when there are any: `netsvr.functions`.
//!
//! Functions that are registered at module start are there for good: opcache compiles calls of them as calls of
//! internal functions, which crash where there are none, in a request of another process, too. Nor may they be
//! declared again, so they and an application with the PHP package exclude each other in one process.
//!
//! Those that are declared when they are first needed are therefore functions of PHP code, as the package's are: the
//! engine takes them away at the request's end, and opcache relies on nothing about them. A process compiles them once
//! ([`source`]).
use crate::api::{self, Function, Param, Row};
use crate::fleet;
use crate::settings::{Functions, SETTINGS};
use crate::zend::call::Handler;
use crate::zend::source::{self, Source};
use crate::zend::{
    function, handler, interrupt, module, signature, throw_builtin, Builtin, Call, Class,
    ClassBuilder, Method, Thrown, ZString, ZVal,
};
use netsvr_client::{names, Deadline, Hook, Stopped};
use netsvr_wire::address::{advice, is_host_and_port, KEY_SIZE};
use netsvr_wire::GatewayKey;
use std::net::{Ipv4Addr, SocketAddrV4};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::OnceLock;
use std::time::Duration;

static NATIVE: Class = Class::unset();

/// Time to look a name up where nobody has said how long that may take.
pub const PATIENCE: Duration = Duration::from_secs(5);

/// Set once, at module start.
static AT_START: AtomicBool = AtomicBool::new(false);

/// What is declared when it is first needed. The bodies call what the functions at module start are.
static SOURCES: OnceLock<Vec<Source>> = OnceLock::new();

/// At module start. `repeated_field_to_array` is what runs for the function of that name: it knows messages.
pub fn register(repeated_field_to_array: Handler) {
    let rows = api::functions();
    SOURCES.get_or_init(|| rows.iter().filter_map(source_of).collect());
    let run = move |function| handler_of(function, repeated_field_to_array);
    let declared = |namespace: &'static str| {
        rows.iter()
            .filter_map(move |row| row.declare(namespace, run(row.of)))
    };
    ClassBuilder::new("NetsvrBusiness\\Native\\Functions")
        .methods(declared("").map(Method::fixed))
        .register(&NATIVE);
    if SETTINGS.get().functions.get() == Functions::AtStart {
        signature::register_functions(&declared("NetsvrBusiness\\").collect::<Vec<_>>());
        AT_START.store(true, Ordering::Relaxed);
    }
}

/// What a call of the function runs.
fn handler_of(function: Function, repeated_field_to_array: Handler) -> Handler {
    match function {
        Function::MilliSleep => handler(milli_sleep),
        Function::WorkerAddrConvertToHex => handler(convert_worker_addr),
        Function::UniqIdConvertToWorkerAddrAsHex => handler(convert_uniq_id),
        Function::RepeatedFieldToArray => repeated_field_to_array,
    }
}

/// The function in PHP.
fn source_of(row: &Row<Function>) -> Option<Source> {
    let list =
        |of: fn(&Param) -> String| row.params().iter().map(of).collect::<Vec<_>>().join(", ");
    let declared = list(|param| format!("{} ${}", param.type_(), param.name));
    let passed = list(|param| format!("${}", param.name));
    let (name, returned) = (row.name()?, row.returns());
    let verb = if returned.is_void() { "" } else { "return " };
    Some(Source::new(
        &format!("NetsvrBusiness\\{name}"),
        format!(
            "namespace NetsvrBusiness; \
             function {name}({declared}): {returned} {{ {verb}Native\\Functions::{name}({passed}); }}"
        ),
    ))
}

/// True when the functions have been there since module start.
pub fn are_registered() -> bool {
    AT_START.load(Ordering::Relaxed)
}

/// At the start of a request, which begins without them.
pub fn begin_request() {
    let settings = SETTINGS.get();
    let wanted = settings.functions.get() != Functions::Never && !are_registered();
    settings.functions_due.set(wanted);
}

/// A class of ours is used. The first such call in a request declares those functions that nobody else has declared:
/// by then the application's autoloader has declared the package's, if it has any.
///
/// # Errors
/// When the memory limit is met.
#[inline]
pub fn needed() -> Result<(), Thrown> {
    if SETTINGS.get().functions_due.get() {
        return declare();
    }
    Ok(())
}

#[cold]
fn declare() -> Result<(), Thrown> {
    // Functions of a script that preloads are thrown away with it.
    if module::is_preloading() {
        return Ok(());
    }
    SETTINGS.get().functions_due.set(false);
    source::declare(SOURCES.get().map_or(&[], Vec::as_slice))
}

/// PHP's own `usleep()` does it: signals are handled as everywhere.
fn milli_sleep(call: &Call) -> Result<(), Thrown> {
    let microseconds = call.long(0)?.saturating_mul(1000);
    function::call(&"usleep".into(), None, &[microseconds.into()])?;
    Ok(())
}

fn convert_worker_addr(call: &Call) -> Result<ZVal, Thrown> {
    let address = fleet::client_addr_of(call.string(0)?.as_bytes());
    let key = gateway_key(&address, PATIENCE)?;
    Ok(ZString::new(key.as_bytes()).into())
}

fn convert_uniq_id(call: &Call) -> Result<ZVal, Thrown> {
    let uniq_id = call.string(0)?.as_bytes();
    Ok(ZString::new(uniq_id.get(..KEY_SIZE).unwrap_or(uniq_id)).into())
}

/// The key of a gateway from its worker address, `host:port`; without a port, that of port 0, which no gateway has. A
/// name that is not known yet is waited for, this long at most.
///
/// # Errors
/// `RuntimeException` when the host has no IPv4 address; what a signal's handler throws meanwhile.
pub fn gateway_key(worker_addr: &[u8], within: Duration) -> Result<GatewayKey, Thrown> {
    let usual = std::str::from_utf8(worker_addr).ok();
    if let Some(address) = usual.and_then(|text| text.parse().ok()) {
        return Ok(GatewayKey::from_socket(address));
    }
    let mut parts = worker_addr.splitn(2, |byte| *byte == b':');
    let host = parts.next().unwrap_or_default();
    let port = port_number(parts.next().unwrap_or_default());
    let host = String::from_utf8_lossy(host);
    let address = match host.parse::<Ipv4Addr>() {
        Ok(ip) => SocketAddrV4::new(ip, port),
        Err(_) => resolve(&host, port, within)?,
    };
    Ok(GatewayKey::from_socket(address))
}

/// The key of the gateway of a socket that a manager is given. More than [`gateway_key`] asks: an address that nobody
/// can connect to is refused here, before the first message to its clients finds no gateway. `client_addr` is the address
/// from which their uniqIds are made.
///
/// # Errors
/// `ValueError` for what is not `host:port`, shown in quotes; as [`gateway_key`].
pub fn key_of_added_socket(
    call: &Call,
    worker_addr: &[u8],
    client_addr: &[u8],
    within: Duration,
) -> Result<GatewayKey, Thrown> {
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
             (a name or an IPv4 address, and a port from 1 to 65535): {}",
            advice(&text)
        );
        return Err(call.argument_error(Builtin::ValueError, 0, &problem));
    }
    gateway_key(client_addr, within)
}

/// Lets signals' handlers run while a name is waited for.
#[derive(Default)]
struct Interrupts {
    thrown: Option<Thrown>,
}

impl Hook for Interrupts {
    fn interrupted(&mut self) -> Result<(), Stopped> {
        interrupt::dispatch().map_err(|thrown| {
            self.thrown = Some(thrown);
            Stopped
        })
    }
}

fn resolve(host: &str, port: u16, within: Duration) -> Result<SocketAddrV4, Thrown> {
    let ttl = SETTINGS.get().dns_ttl();
    let mut interrupts = Interrupts::default();
    let name = format!("{host}:{port}");
    let found = names::resolve(&name, ttl, Deadline::after(within), &mut interrupts);
    if let Some(thrown) = interrupts.thrown {
        return Err(thrown);
    }
    found.map_err(|problem| {
        log::debug!("{problem}");
        throw_builtin(
            Builtin::RuntimeException,
            &format!(
                "gethostbyname failed: {host}\nno IPv4 address was found for the host of the worker address {name}: \
                 check its spelling, and the DNS and /etc/hosts of this machine (in a container, those of the container)"
            ),
        )
    })
}

/// The number at the beginning, perhaps with a sign, as an unsigned 16-bit number that wraps: what packing the text
/// gives.
fn port_number(text: &[u8]) -> u16 {
    let text = text.trim_ascii_start();
    let digits = text.strip_prefix(b"+").or(text.strip_prefix(b"-"));
    let digits = digits.unwrap_or(text).iter();
    let number = digits
        .take_while(|byte| byte.is_ascii_digit())
        .fold(0u16, |number, digit| {
            number
                .wrapping_mul(10)
                .wrapping_add(u16::from(digit - b'0'))
        });
    if text.starts_with(b"-") {
        number.wrapping_neg()
    } else {
        number
    }
}
