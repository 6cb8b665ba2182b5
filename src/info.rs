//! What `phpinfo()` and `php --ri netsvr` show.
use crate::api::{self, Generation};
use crate::fleet;
use crate::functions;
use crate::gateways;
use crate::settings::{self, Functions, SETTINGS};
use crate::zend::module::print_table;
use crate::zend::{ini, Thrown};
use ext_php_rs::zend::ModuleEntry;
use netsvr_client::registry::Report;

/// Prints the tables.
///
/// # Errors
/// When `memory_limit` has no room for what is printed.
pub fn show(module: *mut ModuleEntry) -> Result<(), Thrown> {
    let functions = match SETTINGS.get().functions.get() {
        _ if !settings::has_api() => "not registered",
        _ if functions::are_registered() => "registered",
        Functions::Never => "not registered",
        Functions::Auto | Functions::AtStart => "declared at the first use of a class",
    };
    let classes = if settings::has_api() {
        "registered"
    } else {
        "not registered (netsvr.api is off)"
    };
    let api = match api::current().generation {
        _ if !settings::has_api() => "off",
        Generation::Four => "4 (of the PHP package 4.x)",
        Generation::Eight => "8 (of the PHP package 8.x)",
    };
    let gateways = gateways::report();
    let open: u64 = gateways.iter().map(|gateway| gateway.figures.open).sum();
    let parked: u64 = gateways.iter().map(|gateway| gateway.figures.parked).sum();
    let (open, parked) = (open.to_string(), parked.to_string());
    let rows = [
        ["netsvr support", "enabled"],
        ["version", env!("CARGO_PKG_VERSION")],
        ["api", api],
        ["protocol", fleet::protocols()],
        ["classes", classes],
        ["functions", functions],
        ["open connections of this process", &open],
        ["parked connections among them", &parked],
    ];
    print_table(None, rows.into_iter())?;
    if !gateways.is_empty() {
        let shown: Vec<String> = gateways.iter().map(figures).collect();
        let rows = gateways.iter().map(name).zip(&shown);
        print_table(
            Some(["gateway", "in this process"]),
            rows.map(|(name, figures)| [name, figures]),
        )?;
    }
    ini::display(module)
}

/// Clients whose uniqId names no address belong to nobody.
fn name(gateway: &Report) -> &str {
    if gateway.address.is_empty() {
        "unknown"
    } else {
        &gateway.address
    }
}

/// The figures of `NetsvrBusiness\Stats::get()` in one line.
fn figures(gateway: &Report) -> String {
    let it = &gateway.figures.sums;
    let failed: u64 = it.failed.iter().sum();
    let pause = gateway.pausing.map_or_else(String::new, |down| {
        format!(", not dialled after {} failed attempts", down.attempts)
    });
    format!(
        "{} open ({} parked), {} dials ({} failed, {} reconnects), {} taken from parked, {} requests, {} failed \
         exchanges, sent {} frames ({} bytes), received {} frames ({} bytes), {} dropped for unknown gateway, \
         {failed} messages failed, {} frames unconfirmed{pause}",
        gateway.figures.open,
        gateway.figures.parked,
        it.dials,
        it.failed_dials,
        it.reconnects,
        it.taken,
        it.requests,
        it.failed_exchanges,
        it.sent_frames,
        it.sent_bytes,
        it.received_frames,
        it.received_bytes,
        it.dropped(),
        it.unconfirmed,
    )
}
