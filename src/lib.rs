//! netsvr.so, the PHP client of the netsvr gateway: the module table. What is registered, and in which order;
//! nothing more.
// the macro's function is all that is public
#![allow(missing_docs)]
// handlers have one shape, whether they can fail or not
#![allow(clippy::unnecessary_wraps)]

mod api;
mod bounds;
mod bus;
mod confirmation;
mod container;
mod contract;
mod coroutine;
mod diagnostics;
mod doctor;
mod exception;
mod fleet;
mod functions;
mod gateways;
mod health;
mod info;
mod logger;
mod main_socket;
mod manager;
mod message;
mod room;
mod settings;
mod socket;
mod stats;
#[cfg(feature = "test-hooks")]
mod test_hooks;
mod text_check;
mod turns;
mod zend;

use ext_php_rs::prelude::*;
use main_socket::length_protocol;
use zend::module::{last_phase, phase};
use zend::shim::{Misspelt, Shim};
use zend::ZString;
use zend::{handler, ini, shim};

/// Classes that implement an interface that PHP code declares.
static SHIMS: [Shim; 4] = [
    Shim::new(
        container::CONTAINER_NAME,
        container::NATIVE_CONTAINER,
        container::PSR_CONTAINER,
    ),
    Shim::new(
        exception::CLASS_NOT_FOUND,
        exception::NATIVE_CLASS_NOT_FOUND,
        "Psr\\Container\\NotFoundExceptionInterface",
    ),
    Shim::new(
        length_protocol::CLASS,
        length_protocol::NATIVE,
        length_protocol::INTERFACE,
    ),
    Shim::new(
        length_protocol::CLASS_V5,
        length_protocol::NATIVE_V5,
        length_protocol::INTERFACE,
    ),
];

/// Names that somebody types who knows how the others are spelt.
static MISSPELT: [Misspelt; 5] = [
    Misspelt {
        lower: "netsvrbusiness\\tasksocketmanager",
        right: "NetsvrBusiness\\TaskSocketManger, which the package spells so",
    },
    Misspelt {
        lower: "netsvrbusiness\\contract\\tasksocketmanagerinterface",
        right: "NetsvrBusiness\\Contract\\TaskSocketMangerInterface, which the package spells so",
    },
    Misspelt {
        lower: "netsvrbusiness\\mainsocketmanger",
        right: "NetsvrBusiness\\MainSocketManager",
    },
    Misspelt {
        lower: "netsvrbusiness\\contract\\mainsocketmangerinterface",
        right: "NetsvrBusiness\\Contract\\MainSocketManagerInterface",
    },
    Misspelt {
        lower: "netsvr\\netbus",
        right: "NetsvrBusiness\\NetBus",
    },
];

fn start(module: i32) {
    zend::module::log_panics();
    assert!(
        ZString::is_like_the_engines(),
        "this PHP lays its strings out in another way: rebuild the extension for it"
    );
    diagnostics::install();
    ini::register(&settings::ENTRIES, module);
    ini::register(settings::entries_of_api(), module);
    settings::warn_of_unknown_keys();
    // Other packages with classes of the same names have the process to themselves.
    if !settings::fix_api() {
        return;
    }
    api::register();
    logger::register();
    contract::register();
    exception::register();
    message::register();
    container::register();
    coroutine::register();
    socket::register();
    main_socket::register();
    manager::register();
    bus::register();
    stats::register();
    health::register();
    doctor::register();
    confirmation::register();
    functions::register(handler(message::repeated_field_to_array));
    #[cfg(feature = "test-hooks")]
    test_hooks::register();
    let [of_both @ .., _length_protocol_v5] = &SHIMS;
    let shims: &'static [Shim] = match api::current().generation {
        api::Generation::Four => of_both,
        api::Generation::Eight => &SHIMS,
    };
    shim::install(shims, &MISSPELT);
    netsvr_client::generation::install();
    settings::share();
}

/// What an earlier request has left behind for the time of a call is forgotten.
fn request_start(_module: i32) {
    zend::context::begin_request();
    zend::signal::begin_request();
    zend::left_behind::close(netsvr_client::keepalive::left_behind());
    logger::begin_request();
    text_check::begin_request();
    socket::user_class::begin_request();
    main_socket::turn::begin_request();
    bus::coalesce::begin_request();
    functions::begin_request();
}

fn request_end(_module: i32) {
    netsvr_client::burst::push();
    confirmation::at_request_end();
    zend::signal::end_request();
    main_socket::turn::end_request();
    logger::end_request();
}

/// The last objects have left their connections to the process by now.
fn request_ended() {
    gateways::add_to_pool();
}

fn end(module: i32) {
    if settings::has_api() {
        shim::uninstall();
        gateways::end();
    }
    ini::unregister(module);
}

#[php_module]
pub fn get_module(module: ModuleBuilder) -> ModuleBuilder {
    module
        .name("netsvr")
        .version(env!("CARGO_PKG_VERSION"))
        .globals(&settings::SETTINGS)
        .startup_function(phase(start))
        .shutdown_function(phase(end))
        .request_startup_function(phase(request_start))
        .request_shutdown_function(phase(request_end))
        .post_deactivate_function(last_phase(request_ended))
        .info_function(zend::module::info(info::show))
}
