//! A manager of sockets as the container has it: one of ours, whose sockets are seen without a call, or any other object,
//! which is asked as the package asks it.
use crate::zend::{
    throw_builtin, Builtin, Class, Interned, Thrown, View, ZArr, ZObj, ZObject, ZString, ZVal,
};

static COUNT: Interned = Interned::new("count");
static GET_SOCKET: Interned = Interned::new("getsocket");
static GET_SOCKETS: Interned = Interned::new("getsockets");

/// At module start.
pub fn register() {
    for name in [&COUNT, &GET_SOCKET, &GET_SOCKETS] {
        name.make();
    }
}

/// Where a manager of ours keeps its sockets; `None` while it has none to give.
type Kept = fn(&ZObj) -> Option<&ZArr>;

/// A manager of sockets.
pub struct Manager {
    object: ZObject,
    /// What its sockets must be.
    sockets: &'static Class,
    /// Of one of ours.
    kept: Option<Kept>,
}

impl Manager {
    /// `kept` where the manager is one of ours, of which user classes have overridden nothing.
    pub fn new(object: ZObject, sockets: &'static Class, kept: Option<Kept>) -> Self {
        Self {
            object,
            sockets,
            kept,
        }
    }

    /// Whether its sockets are found without a call.
    pub fn is_native(&self) -> bool {
        self.kept.is_some()
    }

    /// The manager itself.
    pub fn object(&self) -> &ZObj {
        &self.object
    }

    /// Number of gateways.
    ///
    /// # Errors
    /// What a user class throws.
    pub fn count(&self) -> Result<usize, Thrown> {
        if let Some(kept) = self.kept {
            return Ok(kept(&self.object).map_or(0, ZArr::len));
        }
        match self.object.call_known(&COUNT, &[])?.view() {
            View::Long(count) => Ok(usize::try_from(count).unwrap_or(0)),
            _ => Ok(0),
        }
    }

    /// All sockets, in the manager's order.
    ///
    /// # Errors
    /// What a user class throws; `Error` for an element that is no object.
    pub fn sockets(&self) -> Result<Vec<ZObject>, Thrown> {
        match self.kept {
            Some(kept) => sockets_in(kept(&self.object)),
            None => sockets_in(self.object.call_known(&GET_SOCKETS, &[])?.as_array()),
        }
    }

    /// The socket of a gateway, by the first 12 bytes of its clients' uniqIds.
    ///
    /// # Errors
    /// What a user class throws.
    pub fn socket(&self, key: &[u8]) -> Result<Option<ZObject>, Thrown> {
        if let Some(kept) = self.kept {
            let found = kept(&self.object)
                .and_then(|sockets| sockets.get_symbol(key))
                .and_then(ZVal::as_object);
            return Ok(found.map(ZObj::to_owned));
        }
        let found = self
            .object
            .call_known(&GET_SOCKET, &[ZString::new(key).into()])?;
        Ok(found
            .as_object()
            .filter(|socket| socket.is_a(self.sockets))
            .map(ZObj::to_owned))
    }
}

/// What `getSockets()` gives. A user class may have put anything there; an object is asked whether it has the methods
/// when they are called.
///
/// # Errors
/// `Error` for an element that is no object.
pub fn sockets_in(sockets: Option<&ZArr>) -> Result<Vec<ZObject>, Thrown> {
    let Some(sockets) = sockets else {
        return Ok(Vec::new());
    };
    let socket = |element: &ZVal| {
        element.as_object().map(ZObj::to_owned).ok_or_else(|| {
            throw_builtin(
                Builtin::Error,
                &format!(
                    "Call to a member function send() on {}",
                    element.type_name()
                ),
            )
        })
    };
    sockets.values().map(socket).collect()
}
