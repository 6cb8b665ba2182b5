//! netsvr.so: the module table.
mod zend;

use ext_php_rs::prelude::*;

#[php_module]
pub fn get_module(module: ModuleBuilder) -> ModuleBuilder {
    module.name("netsvr").version(env!("CARGO_PKG_VERSION"))
}
