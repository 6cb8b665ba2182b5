//! What tests need and users must not have: built with the feature `test-hooks` only.
use crate::main_socket::{confirm::confirm_all, sending};
use crate::zend::{
    handler, signature, Call, Method, Thrown, Type, View, ZObj, ZObject, ZString, ZVal,
};
use netsvr_client::Deadline;
use std::time::Duration;

/// At module start.
pub fn register() {
    signature::register_functions(&[
        Method::new("NetsvrBusiness\\Native\\panic", handler(panic))
            .param("cause", Type::STRING)
            .returns(Type::VOID),
        Method::new(
            "NetsvrBusiness\\Native\\logFromThread",
            handler(log_from_thread),
        )
        .param("line", Type::STRING)
        .returns(Type::VOID),
        Method::new("NetsvrBusiness\\Native\\confirm", handler(confirm))
            .param("mainSockets", Type::ARRAY)
            .param("milliseconds", Type::INT)
            .returns(Type::STRING),
    ]);
}

/// What the gateways of these main sockets confirm, a line for each.
fn confirm(call: &Call) -> Result<ZString, Thrown> {
    let View::Array(sockets) = call.typed(0, Type::ARRAY)?.view() else {
        return Ok(ZString::new(b""));
    };
    let sockets: Vec<ZObject> = sockets
        .values()
        .filter_map(ZVal::as_object)
        .map(ZObj::to_owned)
        .collect();
    let mains: Vec<_> = sockets
        .iter()
        .filter_map(|it| sending::native(it))
        .collect();
    let time = Duration::from_millis(u64::try_from(call.long(1)?).unwrap_or(0));
    let lines = confirm_all(&mains, Deadline::after(time))?
        .into_iter()
        .map(|it| {
            let only = if it.acceptance_only { ", accepted" } else { "" };
            format!("{} confirmed, {} not{only}", it.confirmed, it.unconfirmed)
        });
    let lines = lines.collect::<Vec<_>>().join("\n");
    Ok(ZString::new(lines.as_bytes()))
}

/// Panics, as a fault of the extension would.
#[allow(clippy::panic)]
fn panic(call: &Call) -> Result<(), Thrown> {
    panic!("{}", call.string(0)?.to_text())
}

/// Logs at `error` on a thread that PHP does not know of.
fn log_from_thread(call: &Call) -> Result<(), Thrown> {
    let line = call.string(0)?.to_text();
    let thread = std::thread::spawn(move || log::error!("{line}"));
    // a panic in it shows as a missing line
    let _ = thread.join();
    Ok(())
}
