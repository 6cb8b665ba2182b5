//! The user's event handler: the three kinds of events, their messages, and its methods.
use super::state::MainSocket;
use crate::message;
use crate::zend::{error, BoundMethod, Class, Interned, Thrown, ZObj, ZObject, ZVal};
use netsvr_wire::{Command, Gateway};
use once_cell::sync::OnceCell;

static ON_OPEN: Interned = Interned::new("onopen");
static ON_MESSAGE: Interned = Interned::new("onmessage");
static ON_CLOSE: Interned = Interned::new("onclose");

/// At module start.
pub fn register() {
    for name in [&ON_OPEN, &ON_MESSAGE, &ON_CLOSE] {
        name.make();
    }
}

/// What clients do, as gateways forward it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    Open,
    Message,
    Close,
}

impl Kind {
    pub fn of(command: u32) -> Option<Self> {
        Some(match Command::from_u32(command)? {
            Command::Transfer => Self::Message,
            Command::ConnOpen => Self::Open,
            Command::ConnClose => Self::Close,
            _ => return None,
        })
    }

    pub fn command(self) -> Command {
        match self {
            Self::Open => Command::ConnOpen,
            Self::Message => Command::Transfer,
            Self::Close => Command::ConnClose,
        }
    }

    fn method(self) -> &'static Interned {
        match self {
            Self::Open => &ON_OPEN,
            Self::Message => &ON_MESSAGE,
            Self::Close => &ON_CLOSE,
        }
    }

    fn class(self) -> Option<&'static Class> {
        static CLASSES: [OnceCell<Option<&'static Class>>; 3] =
            [OnceCell::new(), OnceCell::new(), OnceCell::new()];
        let (place, name) = match self {
            Self::Open => (0, "ConnOpen"),
            Self::Message => (1, "Transfer"),
            Self::Close => (2, "ConnClose"),
        };
        *CLASSES.get(place)?.get_or_init(|| message::class(name))
    }
}

/// The user's event handler. For events of the same kind that follow each other, its method is looked up once, and a
/// message that it has not kept is used again.
pub struct Handler {
    object: ZObject,
    pub gateway: Gateway,
    /// Which gateway the events show to send them, where they are still to show it.
    pub sender: Sender,
    bound: Option<(Kind, BoundMethod)>,
    spare: Option<(Kind, ZObject)>,
}

impl Handler {
    pub fn of(main: MainSocket<'_>) -> Result<Self, Thrown> {
        Ok(Self {
            object: main.event()?,
            gateway: main.gateway()?,
            sender: if main.state.sender_known.get() {
                Sender::Known
            } else {
                Sender::NotSeen
            },
            bound: None,
            spare: None,
        })
    }

    /// A message to be filled anew.
    #[inline]
    pub fn spare(&mut self, kind: Kind) -> Result<ZObject, Thrown> {
        match self.spare.take() {
            Some((of, event)) if of == kind => Ok(event),
            _ => {
                let class = kind.class().ok_or_else(|| {
                    error::throw_builtin(error::Builtin::Error, "a message class is not registered")
                })?;
                ZObject::make(class)
            }
        }
    }

    /// Takes an event back after the call.
    #[inline]
    pub fn recycle(&mut self, kind: Kind, event: ZObject) {
        if message::may_be_refilled(&event) {
            self.spare = Some((kind, event));
        }
    }

    #[inline]
    pub fn call(&mut self, kind: Kind, event: &ZObj) -> Result<ZVal, Thrown> {
        if !matches!(&self.bound, Some((bound, _)) if *bound == kind) {
            let method = self.object.bind(kind.method());
            self.bound = method.map(|method| (kind, method));
        }
        match &self.bound {
            Some((_, method)) => method.call(&[event.into()]),
            None => self.object.call_known(kind.method(), &[event.into()]),
        }
    }
}

/// Whether a gateway is of the generation that `netsvr.gateway` says, as its first event of a new client shows.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Sender {
    NotSeen,
    /// It is still to be compared.
    Seen(Gateway),
    Known,
}
