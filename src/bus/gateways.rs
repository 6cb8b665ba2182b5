//! Finding the sockets of a call: through the container in force, its managers, native ones or user code's.
//!
//! What is not ours, untouched, is asked as the original asks it: the container anew for each step, and a manager for
//! the socket of a uniqId where the original does that, with one gateway, too.
use crate::container::{Current, MAIN_SOCKET_MANAGER_ID, TASK_SOCKET_MANGER_ID};
use crate::contract::{MAIN_SOCKET_INTERFACE, TASK_SOCKET_INTERFACE, TASK_SOCKET_MANGER_INTERFACE};
use crate::main_socket::manager as main_sockets;
use crate::socket::task_socket_manger as task_sockets;
use crate::zend::{
    throw_builtin, Builtin, Class, Interned, Thrown, View, ZArr, ZObj, ZObject, ZStr, ZString, ZVal,
};
use netsvr_wire::address::KEY_SIZE;

static COUNT: Interned = Interned::new("count");
static GET_SOCKET: Interned = Interned::new("getsocket");
static GET_SOCKETS: Interned = Interned::new("getsockets");

/// At module start.
pub fn register() {
    for name in [&COUNT, &GET_SOCKET, &GET_SOCKETS] {
        name.make();
    }
}

/// By which a gateway is looked up for a client: the first 12 bytes of its uniqId, or as many as there are.
pub fn key_of(uniq_id: &ZStr) -> &[u8] {
    let bytes = uniq_id.as_bytes();
    bytes.get(..KEY_SIZE).unwrap_or(bytes)
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
        // the original asks of it no more than that it has the methods
        let object = container.get_object(&MAIN_SOCKET_MANAGER_ID)?;
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
        array.values().map(socket_in).collect()
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

/// An element of what `getSockets()` gives. User code may have put anything there; an object is asked whether it has the
/// methods when they are called.
fn socket_in(element: &ZVal) -> Result<ZObject, Thrown> {
    element.as_object().map(ZObj::to_owned).ok_or_else(|| {
        throw_builtin(
            Builtin::Error,
            &format!(
                "Call to a member function send() on {}",
                element.type_name()
            ),
        )
    })
}

/// The manager of main sockets.
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

    /// The manager of task sockets. A container of user code is asked for it each time.
    ///
    /// # Errors
    /// `ClassNotFoundException` when none is bound; what user code throws.
    pub fn task(&mut self) -> Result<&Manager, Thrown> {
        if self.task.is_none() || !self.container.is_native() {
            self.task = Some(Manager::task(&self.container)?);
        }
        match &self.task {
            Some(manager) => Ok(manager),
            None => Err(crate::exception::class_not_found(
                &TASK_SOCKET_MANGER_ID.to_text(),
            )),
        }
    }

    /// The manager of main sockets, when one is bound. A container of user code is asked for it each time.
    ///
    /// # Errors
    /// What user code throws.
    pub fn main(&mut self) -> Result<Option<&Manager>, Thrown> {
        if matches!(self.main, Main::NotAsked) || !self.container.is_native() {
            self.main = Manager::main(&self.container)?.map_or(Main::None, Main::Bound);
        }
        Ok(self.known_main())
    }

    /// The same, as it was when it was asked for last.
    fn known_main(&self) -> Option<&Manager> {
        match &self.main {
            Main::Bound(manager) => Some(manager),
            Main::NotAsked | Main::None => None,
        }
    }

    /// The manager of task sockets as it was when it was asked for last, if it is one of ours.
    fn known_native_task(&self) -> Option<&Manager> {
        self.task.as_ref().filter(|task| task.native != Native::No)
    }

    /// The task sockets, where no user code is to be asked for them.
    ///
    /// # Errors
    /// `Error` when a child class has put something else there.
    pub fn known_task_sockets(&self) -> Result<Vec<ZObject>, Thrown> {
        let known = self.task.as_ref().filter(|task| {
            task.native != Native::No || task_sockets::gives_sockets_natively(&task.object)
        });
        match known.and_then(|task| task_sockets::sockets(&task.object)) {
            Some(sockets) => sockets.values().map(socket_in).collect(),
            None => Ok(Vec::new()),
        }
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
    pub fn for_one_way(&mut self, key: &[u8]) -> Result<Option<ZObject>, Thrown> {
        if let Some(main) = self.main()? {
            if let Some(socket) = main.socket(key)? {
                return Ok(Some(socket));
            }
        }
        self.task()?.socket(key)
    }

    /// Whether user code is to be asked for the socket of each gateway, by the uniqIds of its clients. `alone`: the
    /// manager of task sockets has just said that there is one gateway.
    ///
    /// # Errors
    /// What user code throws.
    pub fn asks_user_code(&mut self, alone: bool, one_way: bool) -> Result<bool, Thrown> {
        if self.known_native_task().is_none() {
            return Ok(true);
        }
        if !self.container.is_native() {
            return Ok(alone);
        }
        Ok(one_way && self.main()?.is_some_and(|main| main.native == Native::No))
    }

    /// The socket for clients whose uniqIds begin with this. With one gateway alone, and no user code that has another
    /// opinion, the socket to that, whatever they begin with.
    ///
    /// # Errors
    /// What user code throws.
    #[inline]
    pub fn for_clients(&mut self, one_way: bool, key: &[u8]) -> Result<Option<ZObject>, Thrown> {
        let found = if one_way {
            self.for_one_way(key)?
        } else {
            self.task()?.socket(key)?
        };
        if found.is_some() {
            return Ok(found);
        }
        match self.known_native_task() {
            Some(task) if task.count()? == 1 => self.known_only(one_way),
            _ => Ok(None),
        }
    }

    /// With one gateway alone, and managers of ours, the socket to it.
    ///
    /// # Errors
    /// What user code throws.
    pub fn only(&mut self, one_way: bool) -> Result<Option<ZObject>, Thrown> {
        if one_way {
            self.main()?;
        }
        self.known_only(one_way)
    }

    fn known_only(&self, one_way: bool) -> Result<Option<ZObject>, Thrown> {
        let main = self
            .known_main()
            .filter(|main| one_way && main.native != Native::No);
        if let Some(main) = main {
            let mut sockets = main.sockets()?;
            if sockets.len() == 1 {
                return Ok(sockets.pop());
            }
        }
        Ok(self.known_task_sockets()?.pop())
    }
}
