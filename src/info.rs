//! What `phpinfo()` and `php --ri netsvr` show.
use crate::settings::SETTINGS;
use crate::socket::open_connections;
use crate::zend::ini;
use ext_php_rs::zend::ModuleEntry;
use ext_php_rs::{info_table_end, info_table_row, info_table_start};

/// Generation of the protocol, and the gateways that speak it.
const PROTOCOL: &str = "v4 (gateway 5.x)";

/// Prints the table.
pub fn show(module: *mut ModuleEntry) {
    let functions = if SETTINGS.get().functions.get() {
        "registered"
    } else {
        "not registered"
    };
    let open = open_connections().to_string();
    info_table_start!();
    info_table_row!("netsvr support", "enabled");
    info_table_row!("version", env!("CARGO_PKG_VERSION"));
    info_table_row!("protocol", PROTOCOL);
    info_table_row!("functions", functions);
    info_table_row!("open connections of this process", open.as_str());
    info_table_end!();
    ini::display(module);
}
