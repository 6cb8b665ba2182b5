//! What `phpinfo()` and `php --ri netsvr` show.
use crate::functions;
use crate::gateways;
use crate::settings::{self, Functions, SETTINGS};
use crate::zend::ini;
use ext_php_rs::zend::ModuleEntry;
use ext_php_rs::{info_table_end, info_table_header, info_table_row, info_table_start};
use netsvr_client::registry::Report;

/// Generation of the protocol, and the gateways that speak it.
const PROTOCOL: &str = "v4 (gateway 5.x)";

/// Prints the tables.
pub fn show(module: *mut ModuleEntry) {
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
    let gateways = gateways::report();
    let open: u64 = gateways.iter().map(|gateway| gateway.figures.open).sum();
    let parked: usize = gateways.iter().map(|gateway| gateway.parked).sum();
    let (open, parked) = (open.to_string(), parked.to_string());
    info_table_start!();
    info_table_row!("netsvr support", "enabled");
    info_table_row!("version", env!("CARGO_PKG_VERSION"));
    info_table_row!("protocol", PROTOCOL);
    info_table_row!("classes", classes);
    info_table_row!("functions", functions);
    info_table_row!("open connections of this process", open.as_str());
    info_table_row!("parked connections among them", parked.as_str());
    info_table_end!();
    if !gateways.is_empty() {
        info_table_start!();
        info_table_header!("gateway", "in this process");
        for gateway in &gateways {
            info_table_row!(name(gateway), figures(gateway).as_str());
        }
        info_table_end!();
    }
    ini::display(module);
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
    let it = &gateway.figures;
    let pause = gateway.pausing.map_or_else(String::new, |down| {
        format!(", not dialled after {} failed attempts", down.attempts)
    });
    format!(
        "{} open ({} parked), {} dials ({} failed, {} reconnects), {} taken from parked, {} requests, {} failed \
         exchanges, sent {} frames ({} bytes), received {} frames ({} bytes), {} dropped for unknown gateway{pause}",
        it.open,
        gateway.parked,
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
        it.dropped,
    )
}
