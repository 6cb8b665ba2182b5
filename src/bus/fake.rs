//! `NetBus::fake()`: the door to the fake for tests of applications, a PHP class of the Composer library.
use crate::api::NET_BUS_FAKE;
use crate::zend::function::UserClass;
use crate::zend::{throw_builtin, Builtin, Call, Thrown, Type, ZVal};

/// `fake(array|string $workerAddrs = '127.0.0.1:6061', bool $record = true): NetBusFake`
pub fn fake(call: &Call) -> Result<ZVal, Thrown> {
    let mut given = Vec::with_capacity(2);
    for (index, types) in [Type::ARRAY.or(Type::STRING), Type::BOOL]
        .into_iter()
        .enumerate()
    {
        if call.raw(index).is_none() {
            break;
        }
        given.push(call.typed(index, types)?.clone());
    }
    match UserClass::find(NET_BUS_FAKE)? {
        Some(class) => class.call_protected_static("start", &given),
        None => Err(throw_builtin(
            Builtin::Error,
            &format!(
                "NetsvrBusiness\\NetBus::fake() needs the class {NET_BUS_FAKE}, which no autoloader has found: \
                 it is part of the Composer package netsvr/netsvr-php (composer require netsvr/netsvr-php)"
            ),
        )),
    }
}
