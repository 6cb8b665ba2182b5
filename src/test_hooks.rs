//! What tests need and users must not have: built with the feature `test-hooks` only.
use crate::zend::{handler, signature, Call, Method, Thrown, Type};

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
    ]);
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
