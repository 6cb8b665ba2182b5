//! What lies behind an object of `Ret`: what the gateways have answered, as it came, until somebody looks at `data`. A
//! result that nobody looks at takes no more than its frames.
use super::super::answer_size::MOST_OF_RECORDS;
use super::super::ask::Answer;
use super::bytes::Bytes;
use super::class::{self, Ret};
use super::gather::Kept;
use super::online::Stamp;
use crate::message;
use crate::room;
use crate::zend::{
    memory, throw_builtin, Builtin, Handlers, Key, Live, Native, Thrown, ZArray, ZObj, ZObject,
    ZString, ZVal,
};
use std::cell::RefCell;

/// Slot of `$data`.
const DATA: usize = 0;

static HANDLERS: Handlers = Handlers::unset();

/// The native part of an object.
#[derive(Default)]
pub struct Unread {
    /// In the order of the gateways, each address once. None once their messages stand in `$data`.
    bodies: RefCell<Vec<Body>>,
    /// What the set of a `CheckOnlineRet` was made of.
    pub stamp: RefCell<Option<Stamp>>,
}

/// What a gateway has answered.
pub struct Body {
    addr: ZString,
    pub bytes: Bytes,
}

impl Body {
    fn to_owned(&self) -> Self {
        Self {
            addr: self.addr.to_owned(),
            bytes: self.bytes.clone(),
        }
    }

    /// The address as a key of `$data` is when it is read.
    pub fn addr(&self) -> ZVal {
        key_value(Key::of_text(&self.addr))
    }
}

impl Native for Unread {
    // what is copied has been settled before
    const CLONE: Option<fn(&Self) -> Self> = Some(|old| Self {
        bodies: RefCell::default(),
        stamp: RefCell::new(old.stamp.borrow().as_ref().map(Stamp::to_owned)),
    });

    fn handlers() -> &'static Handlers {
        &HANDLERS
    }

    fn settle(object: &ZObj) {
        show(object, None);
    }

    const LIVE: Option<&'static Live> = Some(&Live {
        is: |name| name == b"data",
        show,
        written: |_| {},
    });
}

/// An exception stays pending, for who looks at the property.
fn show(object: &ZObj, _name: Option<&[u8]>) {
    let _ = fill(object);
}

/// Where what a result holds is to be read.
pub enum Source {
    /// Nobody has seen `$data`.
    Bodies(Vec<Body>),
    /// What `$data` holds.
    Data(ZArray),
}

/// Nobody has seen `$data`.
pub fn is_unread(object: &ZObj) -> bool {
    object
        .native::<Unread>()
        .is_some_and(|unread| !unread.bodies.borrow().is_empty())
}

/// Where to read what a result holds. Held: PHP code may change it meanwhile.
///
/// # Errors
/// As [`data`].
pub fn source(object: &ZObj) -> Result<Source, Thrown> {
    let bodies: Vec<Body> = object.native::<Unread>().map_or_else(Vec::new, |unread| {
        unread.bodies.borrow().iter().map(Body::to_owned).collect()
    });
    if bodies.is_empty() {
        return data(object).map(Source::Data);
    }
    Ok(Source::Bodies(bodies))
}

/// What `$data` holds, its messages made if they have not been.
///
/// # Errors
/// `\Error` when PHP code has unset it; as [`fill`].
pub fn data(object: &ZObj) -> Result<ZArray, Thrown> {
    fill(object)?;
    let data = object.slot(DATA);
    if let Some(data) = data.as_array() {
        return Ok(data.to_owned());
    }
    Err(throw_builtin(
        Builtin::Error,
        &format!(
            "Typed property {}::$data must not be accessed before initialization",
            class::of(object)?.class.name()
        ),
    ))
}

/// Puts the messages into `$data`.
///
/// # Errors
/// `SocketReceiveException` when there is no room for them: they are as unread as before.
fn fill(object: &ZObj) -> Result<(), Thrown> {
    let Some(unread) = object.native::<Unread>() else {
        return Ok(());
    };
    let bodies = unread.bodies.take();
    if bodies.is_empty() {
        return Ok(());
    }
    match messages(class::of(object)?, &bodies) {
        Ok(data) => {
            object.set_slot(DATA, data.into());
            Ok(())
        }
        Err(thrown) => {
            unread.bodies.replace(bodies);
            Err(thrown)
        }
    }
}

fn messages(ret: &Ret, bodies: &[Body]) -> Result<ZArray, Thrown> {
    let mut data = ZArray::with_capacity(bodies.len());
    for body in bodies {
        let message = ZObject::make(ret.message_class)?;
        let bytes = &*body.bytes;
        room::check(bytes, MOST_OF_RECORDS, || message::size(&message, bytes))?;
        message::decode(&message, bytes)?;
        data.set_symbol(&body.addr, message.into());
    }
    memory::check()?;
    Ok(data)
}

/// A result of what gateways have answered. Of two with one address the later counts, as in an array.
///
/// # Errors
/// When it cannot be made.
pub fn make(ret: &Ret, answers: impl IntoIterator<Item = Answer<Kept>>) -> Result<ZVal, Thrown> {
    let object = ZObject::make(&ret.class)?;
    let mut bodies: Vec<Body> = Vec::new();
    for answer in answers {
        let Some(bytes) = answer.held else {
            continue;
        };
        let addr = ZString::cast(&answer.worker_addr)?;
        let mut known = bodies.iter_mut();
        match known.find(|known| known.addr.as_bytes() == addr.as_bytes()) {
            Some(known) => known.bytes = bytes,
            None => bodies.push(Body { addr, bytes }),
        }
    }
    if let Some(unread) = object.native::<Unread>() {
        unread.bodies.replace(bodies);
    }
    Ok(object.into())
}

/// A key as PHP code sees it.
pub fn key_value(key: Key<'_>) -> ZVal {
    match key {
        Key::Index(index) => index.into(),
        Key::Str(text) => text.into(),
    }
}
