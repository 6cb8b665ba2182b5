//! `NetBus::fake()`: the door to the fake for tests of applications, a PHP class of the Composer library.
use crate::api::NET_BUS_FAKE;
use crate::zend::function::UserClass;
use crate::zend::{throw_builtin, Builtin, Call, Thrown, ZVal};

/// `fake(array|string $workerAddrs = '127.0.0.1:6061', bool $record = true): NetBusFake`. The class checks its
/// arguments itself.
pub fn fake(call: &Call) -> Result<ZVal, Thrown> {
    let given: Vec<ZVal> = (0..call.count().min(2))
        .map_while(|index| call.raw(index).cloned())
        .collect();
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
