//! `NetsvrBusiness\Health`: a readiness probe for plain PHP and containers.
use crate::bus::readiness;
use crate::zend::{
    self, handler, Builtin, Call, Class, ClassBuilder, Method, Thrown, Type, View, ZArray, ZString,
    ZVal,
};
use std::time::Duration;

static HEALTH: Class = Class::unset();

/// Longest time that may be asked for: who writes more has mistaken the unit.
const LONGEST: f64 = 3600.0;

zend::keys! {
    READY = "ready",
    GATEWAYS = "gateways",
    WORKER_ADDR = "workerAddr",
    PROBLEM = "problem",
}

/// At module start.
pub fn register() {
    make_keys();
    ClassBuilder::new("NetsvrBusiness\\Health")
        .method(
            Method::new("check", handler(check))
                .fixed()
                .param("timeout", Type::FLOAT)
                .returns(Type::ARRAY),
        )
        .register(&HEALTH);
}

fn check(call: &Call) -> Result<ZVal, Thrown> {
    let View::Double(seconds) = call.typed(0, Type::FLOAT)?.view() else {
        return Ok(ZVal::null());
    };
    if !(seconds > 0.0 && seconds <= LONGEST) {
        let problem = format!("must be greater than 0, and at most {LONGEST} seconds");
        return Err(call.argument_error(Builtin::ValueError, 0, &problem));
    }
    let all = readiness::of_all(Duration::from_secs_f64(seconds))?;
    let ready = !all.is_empty() && all.iter().all(|gateway| gateway.problem.is_none());
    let mut gateways = ZArray::with_capacity(all.len());
    for gateway in all {
        let mut entry = ZArray::with_capacity(3);
        let address = ZString::new(gateway.worker_addr.as_bytes());
        entry.add(&WORKER_ADDR, address.into());
        entry.add(&READY, gateway.problem.is_none().into());
        let problem = gateway.problem.as_deref();
        entry.add(&PROBLEM, problem.map_or_else(ZVal::null, ZVal::from));
        gateways.push(entry.into());
    }
    let mut result = ZArray::with_capacity(2);
    result.add(&READY, ready.into());
    result.add(&GATEWAYS, gateways.into());
    Ok(result.into())
}
