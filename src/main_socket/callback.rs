//! What Workerman's loop and timers call: an object that PHP code can call, which knows whom it is for.
use super::state::MainSocket;
use super::{class, dispatch, handover, renewal, vigil, workerman_status};
use crate::logger;
use crate::zend::{
    handler, Call, Class, ClassBuilder, Initial, Method, Thrown, Type, View, ZObj, ZObject, ZVal,
};

static CALLBACK: Class = Class::unset();

const TARGET: usize = 0;
const KIND: usize = 1;

/// Why it is called.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Callback {
    /// A main socket's connection can be read.
    Readable = 0,
    /// A main socket's connection can be written.
    Writable = 1,
    /// It is time for a main socket's heartbeat.
    Heartbeat = 2,
    /// It is time to go on with the renewal of a main socket's registration.
    Renew = 3,
    /// A main socket's new connection may have come about.
    Dialled = 4,
    /// A main socket's events wait, and others have had their turn.
    GoOn = 5,
    /// A main socket's gateway has been asked a while ago, because it was quiet.
    Silence = 6,
    /// It is time for a manager's process to look whether it can step in for another one.
    StepIn = 7,
    /// Workerman's master asks the process for its status.
    Status = 8,
    /// Workerman's master asks the process for its connections.
    Connections = 9,
}

/// At module start.
pub fn register() {
    ClassBuilder::new("NetsvrBusiness\\Native\\Callback")
        .private_property("target", Initial::Null)
        .private_property("kind", Initial::Null)
        .not_serializable()
        .method(
            // loops pass on what they were told to watch, some what happened to it, too; it is known here
            Method::new("__invoke", handler(invoke))
                .optional("watched", Type::NONE, "null")
                .optional("what", Type::NONE, "null")
                .optional("argument", Type::NONE, "null"),
        )
        .register(&CALLBACK);
}

impl Callback {
    /// A callable for this object.
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn for_object(self, target: &ZObj) -> Result<ZVal, Thrown> {
        self.with_target(target.into())
    }

    /// A callable for the process.
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn for_process(self) -> Result<ZVal, Thrown> {
        self.with_target(ZVal::null())
    }

    fn with_target(self, target: ZVal) -> Result<ZVal, Thrown> {
        let callback = ZObject::make(&CALLBACK)?;
        callback.set_slot(TARGET, target);
        callback.set_slot(KIND, (self as i64).into());
        Ok(callback.into())
    }

    fn of(kind: i64) -> Option<Self> {
        [
            Self::Readable,
            Self::Writable,
            Self::Heartbeat,
            Self::Renew,
            Self::Dialled,
            Self::GoOn,
            Self::Silence,
            Self::StepIn,
            Self::Status,
            Self::Connections,
        ]
        .into_iter()
        .find(|callback| *callback as i64 == kind)
    }
}

fn invoke(call: &Call) -> Result<(), Thrown> {
    let callback = call.this();
    let target = callback.slot(TARGET).as_object().map(ZObj::to_owned);
    let kind = match callback.slot(KIND).view() {
        View::Long(kind) => Callback::of(kind),
        _ => None,
    };
    let (target, callback) = match (target, kind) {
        (None, Some(Callback::Status)) => return workerman_status::show(),
        (None, Some(Callback::Connections)) => return workerman_status::show_connections(),
        (Some(target), Some(callback)) => (target, callback),
        _ => return Ok(()),
    };
    if callback == Callback::StepIn {
        handover::look(&target)?;
        return logger::say_overdue();
    }
    let Some(main) = MainSocket::of(&target) else {
        return Ok(());
    };
    let handled = match callback {
        Callback::Readable => dispatch::readable(main),
        Callback::Writable => dispatch::writable(main),
        Callback::Heartbeat => class::heartbeat(main),
        Callback::Renew => renewal::due(main),
        Callback::Dialled => renewal::dialled(main),
        Callback::GoOn => dispatch::go_on(main),
        Callback::Silence => vigil::due(main),
        Callback::StepIn | Callback::Status | Callback::Connections => Ok(()),
    };
    handled.and_then(|()| logger::say_overdue())
}
