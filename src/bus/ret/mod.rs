//! `NetsvrBusiness\Ret\*`: what queries give in generation 8 of the API. An object keeps what the gateways have answered
//! as it came. Its methods read that, as long as nobody has looked at `$data`; who looks finds a message for each gateway.
//!
//! | here | what for |
//! |---|---|
//! | [`rows`] | the classes as a table: a row for each query |
//! | [`class`] | the same with the fields of `proto/` that it names |
//! | [`object`] | what lies behind an object, and how `$data` comes to be |
//! | [`bytes`] | the answers, until then |
//! | [`gather`] | from the answers to an object |
//! | [`methods`], [`online`] | what the classes can do; the set of `CheckOnlineRet` |
//! | [`table`], [`from_bytes`], [`from_objects`] | rows: put together, read from bytes, and from what `$data` holds |
mod bytes;
mod class;
mod from_bytes;
mod from_objects;
mod gather;
mod methods;
mod object;
mod online;
mod rows;
mod table;

pub use class::{of_command, Ret};
pub use gather::Kept;
pub use object::make;

use crate::api::{self, Generation, RET};
use crate::zend::{handler, ClassBuilder, Initial, Interface, Method, Type};
use netsvr_wire::Command;
use object::Unread;

/// At module start.
pub fn register() {
    if api::current().generation != Generation::Eight {
        return;
    }
    methods::TO_ARRAY.make();
    online::make_names();
    for ret in class::look_up() {
        let mut builder = ClassBuilder::new([RET, ret.row.class].concat())
            .native::<Unread>()
            .implements_builtin(Interface::JsonSerializable)
            .public_property("data", Type::ARRAY, Initial::EmptyArray);
        if ret.row.command == Command::CheckOnline {
            builder = builder.property("cache", Type::ARRAY.nullable(), Initial::Null);
        }
        builder
            .methods(methods_of(ret.row.command))
            .register(&ret.class);
    }
}

fn methods_of(command: Command) -> Vec<Method> {
    let array = |name: &'static str, handler| Method::new(name, handler).returns(Type::ARRAY);
    let mut all = match command {
        Command::CheckOnline => vec![
            Method::new("initCache", handler(online::init_cache))
                .protected()
                .returns(Type::VOID),
            array("getUniqIds", handler(online::get_uniq_ids)),
            Method::new("has", handler(online::has))
                .param("uniqId", Type::STRING)
                .returns(Type::BOOL),
        ],
        Command::ConnInfo => vec![array("getItems", handler(methods::get_items))],
        Command::ConnInfoByCustomerId => vec![
            array("getItems", handler(methods::get_lists)),
            array("getUniqIds", handler(methods::get_uniq_ids)),
        ],
        Command::UniqIdCount => {
            vec![Method::new("getCount", handler(methods::get_count)).returns(Type::INT)]
        }
        Command::UniqIdList => vec![array("getUniqIds", handler(methods::get_uniq_ids))],
        _ => Vec::new(),
    };
    all.push(if command == Command::Metrics {
        array("toArray", handler(methods::to_rounded_array)).optional("precision", Type::INT, "3")
    } else {
        array("toArray", handler(methods::to_array))
    });
    all.push(array("jsonSerialize", handler(methods::json_serialize)));
    all
}
