//! Timers of whoever runs this process's loop: Workerman, or Swoole where a task socket is used without Workerman.
use crate::zend::function::{call_static, UserClass};
use crate::zend::{Thrown, View, ZArray, ZObj, ZObject, ZVal};
use std::time::Duration;

/// Workerman's class of workers.
pub const WORKER: &str = "Workerman\\Worker";
const WORKERMAN_TIMER: &str = "Workerman\\Timer";
const SWOOLE_TIMER: &str = "Swoole\\Timer";

/// Whose timers they are.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub enum Timers {
    #[default]
    Workerman,
    Swoole,
}

impl Timers {
    /// Those that the package of generation 8 of the API would take: Workerman's where there are workers, Swoole's where
    /// there is Swoole; `None` in scripts and under php-fpm.
    ///
    /// # Errors
    /// What Workerman or an autoloader throws.
    pub fn at_hand() -> Result<Option<Self>, Thrown> {
        if has_workers()? && UserClass::find(WORKERMAN_TIMER)?.is_some() {
            return Ok(Some(Self::Workerman));
        }
        Ok(UserClass::loaded(SWOOLE_TIMER).map(|_| Self::Swoole))
    }

    /// Whether [`Timers::at_hand`] may give any. Runs no PHP code.
    pub fn may_be_at_hand() -> bool {
        UserClass::loaded(WORKER).is_some() || UserClass::loaded(SWOOLE_TIMER).is_some()
    }

    /// Calls `callback` again and again. Gives the timer's id; false should that be none.
    ///
    /// # Errors
    /// When they are not there; what they throw.
    pub fn add_repeated(self, interval: Duration, callback: &ZVal) -> Result<ZVal, Thrown> {
        match self {
            Self::Workerman => add_timer(interval, callback, true),
            Self::Swoole => {
                let millis = i64::try_from(interval.as_millis()).unwrap_or(i64::MAX);
                let id = call_static(SWOOLE_TIMER, "tick", &[millis.into(), callback.clone()])?;
                Ok(id_or_false(&id))
            }
        }
    }

    /// Takes a timer away.
    ///
    /// # Errors
    /// As [`Timers::add_repeated`].
    pub fn delete(self, id: ZVal) -> Result<(), Thrown> {
        match self {
            Self::Workerman => delete_timer(id),
            Self::Swoole => call_static(SWOOLE_TIMER, "clear", &[id]).map(drop),
        }
    }
}

/// There are workers, whether this process is one or is to start them.
fn has_workers() -> Result<bool, Thrown> {
    if UserClass::loaded(WORKER).is_none() {
        return Ok(false);
    }
    let workers = call_static(WORKER, "getAllWorkers", &[])?;
    Ok(workers.as_array().is_some_and(|all| !all.is_empty()))
}

/// Workerman's loop in this process. `None` outside a worker, in a console command of Webman's for example, and without
/// Workerman.
pub fn running_loop() -> Option<ZObject> {
    UserClass::loaded(WORKER)?
        .static_property("globalEvent")
        .as_object()
        .map(ZObj::to_owned)
}

/// This process is a worker of Workerman's, whose loop calls timers back and watches streams.
pub fn is_worker() -> bool {
    running_loop().is_some()
}

/// Has Workerman call `callback` after `delay`, with `repeated` again and again. Gives the timer's id; false should that
/// be none, for it is kept in properties that take nothing else.
///
/// # Errors
/// When Workerman is not there; what it throws.
pub fn add_timer(delay: Duration, callback: &ZVal, repeated: bool) -> Result<ZVal, Thrown> {
    let id = call_static(
        WORKERMAN_TIMER,
        "add",
        &[
            delay.as_secs_f64().into(),
            callback.clone(),
            ZArray::empty().into(),
            repeated.into(),
        ],
    )?;
    Ok(id_or_false(&id))
}

/// Takes a timer of Workerman's away.
///
/// # Errors
/// As [`add_timer`].
pub fn delete_timer(id: ZVal) -> Result<(), Thrown> {
    call_static(WORKERMAN_TIMER, "del", &[id]).map(drop)
}

fn id_or_false(id: &ZVal) -> ZVal {
    match id.view() {
        View::Long(id) => id.into(),
        _ => false.into(),
    }
}
