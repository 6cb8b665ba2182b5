//! A manager of sockets as the container has it: one of ours, whose sockets are seen without a call, or any other object,
//! which is asked as the package asks it.
use crate::api::{self, Generation};
use crate::zend::error::error_log;
use crate::zend::{
    throw_builtin, Builtin, Class, Interned, Thrown, View, ZArr, ZArray, ZObj, ZObject, ZString,
    ZVal,
};
use netsvr_client::names;
use netsvr_wire::address::KEY_SIZE;
use netsvr_wire::GatewayKey;

static COUNT: Interned = Interned::new("count");
static GET_SOCKET: Interned = Interned::new("getsocket");
static GET_SOCKETS: Interned = Interned::new("getsockets");

/// At module start.
pub fn register() {
    for name in [&COUNT, &GET_SOCKET, &GET_SOCKETS] {
        name.make();
    }
}

/// How a manager of ours keeps its sockets.
#[derive(Clone, Copy)]
pub struct Kept {
    /// All, by the hex of the addresses that they led to when they were added; `None` while it has none to give.
    pub sockets: fn(&ZObj) -> Option<&ZArr>,
    /// Where one leads that has a name; `None` where that is not known, and for what has none: it stays under its key.
    pub leads_to: fn(&ZObj) -> Option<GatewayKey>,
}

impl Kept {
    /// The socket whose clients' uniqIds begin with this. When the name of a gateway moves, so does its socket.
    #[inline]
    pub fn find<'a>(&self, sockets: &'a ZArr, key: &[u8]) -> Option<&'a ZVal> {
        let added = sockets.get_symbol(key);
        if names::are_used() {
            self.find_moved(sockets, added, key)
        } else {
            added
        }
    }

    #[cold]
    fn find_moved<'a>(
        &self,
        sockets: &'a ZArr,
        added: Option<&'a ZVal>,
        key: &[u8],
    ) -> Option<&'a ZVal> {
        let leads_there = |socket: &&ZVal| self.key(socket).map(|it| it.as_bytes() == key);
        added
            .filter(|socket| leads_there(socket).unwrap_or(true))
            .or_else(|| sockets.values().find(|it| leads_there(it) == Some(true)))
    }

    /// All sockets, by the hex of the addresses that they lead to now. Where two lead to the same, the second one keeps
    /// its own.
    pub fn all(&self, sockets: &ZArr) -> ZArray {
        let mut keys = sockets.values().map(|socket| self.key(socket));
        if !names::are_used() || keys.all(|key| key.is_none()) {
            return sockets.to_owned();
        }
        let mut all = ZArray::with_capacity(sockets.len());
        for (added, socket) in sockets.iter() {
            let key = self.key(socket);
            let moved = key.filter(|key| all.get_symbol(key.as_bytes()).is_none());
            match moved {
                Some(key) => all.set_symbol(&ZString::new(key.as_bytes()), socket.clone()),
                None => all.set_key(added, socket.clone()),
            }
        }
        all
    }

    fn key(&self, socket: &ZVal) -> Option<GatewayKey> {
        socket.as_object().and_then(self.leads_to)
    }
}

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
            return Ok((kept.sockets)(&self.object).map_or(0, ZArr::len));
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
            Some(kept) => sockets_in((kept.sockets)(&self.object)),
            None => sockets_in(self.object.call_known(&GET_SOCKETS, &[])?.as_array()),
        }
    }

    /// The socket of a gateway, by the first 12 bytes of its clients' uniqIds.
    ///
    /// # Errors
    /// What a user class throws.
    pub fn socket(&self, key: &[u8]) -> Result<Option<ZObject>, Thrown> {
        if let Some(kept) = self.kept {
            let found = (kept.sockets)(&self.object)
                .and_then(|sockets| kept.find(sockets, key))
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

/// Tells whoever has asked a manager for a socket by its address why there is none. In PHP's error log: the call itself
/// gives null, as the package's does.
#[cold]
pub fn say_what_a_key_is(method: &str, key: &[u8]) {
    if key.contains(&b':') {
        error_log(&format!(
            "netsvr: {method}(): \"{}\" is no key of a gateway, so it gives null: give it the first {KEY_SIZE} characters of a \
             uniqId, or what NetsvrBusiness\\{}() makes of the worker address",
            String::from_utf8_lossy(key).escape_debug(),
            match api::current().generation {
                Generation::Four => "workerAddrConvertToHex",
                Generation::Eight => "addrConvertToHex",
            },
        ));
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
