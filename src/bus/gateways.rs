//! Finding the sockets of a call: through the container in force, its managers, native ones or user code's.
use crate::container::{Current, MAIN_SOCKET_MANAGER_ID, TASK_SOCKET_MANGER_ID};
use crate::contract::{
    MAIN_SOCKET_INTERFACE, MAIN_SOCKET_MANAGER_INTERFACE, TASK_SOCKET_INTERFACE,
    TASK_SOCKET_MANGER_INTERFACE,
};
use crate::main_socket::manager as main_sockets;
use crate::socket::task_socket_manger as task_sockets;
use crate::zend::{Class, Interned, Thrown, View, ZArr, ZObj, ZObject, ZString, ZVal};

static COUNT: Interned = Interned::new("count");
static GET_SOCKET: Interned = Interned::new("getsocket");
static GET_SOCKETS: Interned = Interned::new("getsockets");

/// At module start.
pub fn register() {
    for name in [&COUNT, &GET_SOCKET, &GET_SOCKETS] {
        name.make();
    }
}

/// A manager of task sockets or of main sockets.
pub struct Manager {
    object: ZObject,
    /// What its sockets must be.
    sockets: &'static Class,
    native: Native,
}

/// Whether the manager is one of ours, whose sockets need no calls to be found.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Native {
    No,
    Task,
    Main,
}

impl Manager {
    fn task(container: &Current) -> Result<Self, Thrown> {
        let object =
            container.get_instance(&TASK_SOCKET_MANGER_ID, &TASK_SOCKET_MANGER_INTERFACE)?;
        let native = if task_sockets::is_plain(&object) {
            Native::Task
        } else {
            Native::No
        };
        Ok(Self {
            object,
            sockets: &TASK_SOCKET_INTERFACE,
            native,
        })
    }

    fn main(container: &Current) -> Result<Option<Self>, Thrown> {
        if !container.has(&MAIN_SOCKET_MANAGER_ID)? {
            return Ok(None);
        }
        let object =
            container.get_instance(&MAIN_SOCKET_MANAGER_ID, &MAIN_SOCKET_MANAGER_INTERFACE)?;
        let native = if main_sockets::is_plain(&object) {
            Native::Main
        } else {
            Native::No
        };
        Ok(Some(Self {
            object,
            sockets: &MAIN_SOCKET_INTERFACE,
            native,
        }))
    }

    /// The sockets of a manager of ours; `None` when it has none, or is user code's.
    fn known(&self) -> Option<&ZArr> {
        match self.native {
            Native::No => None,
            Native::Task => task_sockets::sockets(&self.object),
            Native::Main => main_sockets::started_sockets(&self.object),
        }
    }

    /// The manager itself.
    pub fn object(&self) -> ZObject {
        (*self.object).to_owned()
    }

    /// Number of gateways.
    pub fn count(&self) -> Result<usize, Thrown> {
        if self.native != Native::No {
            return Ok(self.known().map_or(0, ZArr::len));
        }
        match self.object.call_known(&COUNT, &[])?.view() {
            View::Long(count) => Ok(usize::try_from(count).unwrap_or(0)),
            _ => Ok(0),
        }
    }

    /// All sockets, in the manager's order.
    pub fn sockets(&self) -> Result<Vec<ZObject>, Thrown> {
        let given;
        let array = if self.native == Native::No {
            given = self.object.call_known(&GET_SOCKETS, &[])?;
            given.as_array()
        } else {
            self.known()
        };
        let Some(array) = array else {
            return Ok(Vec::new());
        };
        Ok(array
            .values()
            .filter_map(ZVal::as_object)
            .filter(|socket| self.native != Native::No || socket.is_a(self.sockets))
            .map(ZObj::to_owned)
            .collect())
    }

    /// The socket of a gateway, by the first 12 bytes of its clients' uniqIds.
    pub fn socket(&self, key: &[u8]) -> Result<Option<ZObject>, Thrown> {
        if self.native != Native::No {
            let found = self
                .known()
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

/// The manager of main sockets, asked for once in a call.
enum Main {
    NotAsked,
    None,
    Bound(Manager),
}

/// The managers of one call.
pub struct Gateways {
    container: Current,
    task: Option<Manager>,
    main: Main,
}

impl Gateways {
    /// From the container in force.
    ///
    /// # Errors
    /// When there is no container to be had.
    pub fn find() -> Result<Self, Thrown> {
        Ok(Self {
            container: Current::get()?,
            task: None,
            main: Main::NotAsked,
        })
    }

    /// Whether a manager of task sockets is bound.
    ///
    /// # Errors
    /// What user code throws.
    pub fn has_task(&self) -> Result<bool, Thrown> {
        self.container.has(&TASK_SOCKET_MANGER_ID)
    }

    /// The manager of task sockets.
    ///
    /// # Errors
    /// `ClassNotFoundException` when none is bound; what user code throws.
    pub fn task(&mut self) -> Result<&Manager, Thrown> {
        if self.task.is_none() {
            self.task = Some(Manager::task(&self.container)?);
        }
        match &self.task {
            Some(manager) => Ok(manager),
            None => Err(crate::exception::class_not_found(
                &TASK_SOCKET_MANGER_ID.to_text(),
            )),
        }
    }

    /// The manager of main sockets, when one is bound.
    ///
    /// # Errors
    /// What user code throws.
    pub fn main(&mut self) -> Result<Option<&Manager>, Thrown> {
        if matches!(self.main, Main::NotAsked) {
            self.main = Manager::main(&self.container)?.map_or(Main::None, Main::Bound);
        }
        Ok(match &self.main {
            Main::Bound(manager) => Some(manager),
            Main::NotAsked | Main::None => None,
        })
    }

    /// Every socket that a one-way command for all gateways goes to: the main sockets, or else the task sockets.
    ///
    /// # Errors
    /// What user code throws.
    pub fn for_all(&mut self) -> Result<Vec<ZObject>, Thrown> {
        if let Some(main) = self.main()? {
            let sockets = main.sockets()?;
            if !sockets.is_empty() {
                return Ok(sockets);
            }
        }
        self.task()?.sockets()
    }

    /// The socket that a one-way command for one gateway goes to.
    ///
    /// # Errors
    /// What user code throws.
    pub fn for_one_way(&mut self, key: Option<&[u8]>) -> Result<Option<ZObject>, Thrown> {
        let Some(key) = key else { return Ok(None) };
        if let Some(main) = self.main()? {
            if let Some(socket) = main.socket(key)? {
                return Ok(Some(socket));
            }
        }
        self.task()?.socket(key)
    }

    /// With one gateway alone, the socket to it, whatever the uniqId says.
    ///
    /// # Errors
    /// What user code throws.
    pub fn only(&mut self, one_way: bool) -> Result<Option<ZObject>, Thrown> {
        if self.task()?.count()? != 1 {
            return Ok(None);
        }
        if one_way {
            if let Some(main) = self.main()? {
                let mut sockets = main.sockets()?;
                if sockets.len() == 1 {
                    return Ok(sockets.pop());
                }
            }
        }
        Ok(self.task()?.sockets()?.pop())
    }
}
