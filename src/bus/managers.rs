//! The managers of one call, and which sockets it goes to: through the container in force, with managers of ours or of
//! user classes.
//!
//! What is not ours, untouched, is asked as the package asks it: the container anew for each step, and a manager for
//! the socket of a uniqId where the package does that, with one gateway, too.
use crate::api::{self, Generation};
use crate::container::{Current, TASK_SOCKET_MANGER_ID};
use crate::fleet;
use crate::main_socket::{manager as main_sockets, MainSocket};
use crate::manager::{sockets_in, Manager};
use crate::socket::exchange;
use crate::socket::task_socket_manger as task_sockets;
use crate::zend::{Thrown, ZObj, ZObject, ZStr};
use netsvr_wire::address::KEY_SIZE;
use netsvr_wire::Gateway;

/// By which a gateway is looked up for a client: the first 12 bytes of its uniqId, or as many as there are.
pub fn key_of(uniq_id: &ZStr) -> &[u8] {
    let bytes = uniq_id.as_bytes();
    bytes.get(..KEY_SIZE).unwrap_or(bytes)
}

/// The sockets of either kind, those to gateways of this generation.
fn leading_to(generation: Gateway, sockets: Vec<ZObject>) -> Result<Vec<ZObject>, Thrown> {
    if !fleet::has_eight() {
        return Ok(match generation {
            Gateway::Five => sockets,
            Gateway::Eight => Vec::new(),
        });
    }
    let mut leading_there = Vec::with_capacity(sockets.len());
    for socket in sockets {
        if gateway(&socket)? == generation {
            leading_there.push(socket);
        }
    }
    Ok(leading_there)
}

/// Which gateway a socket of either kind leads to.
fn gateway(socket: &ZObj) -> Result<Gateway, Thrown> {
    match MainSocket::of(socket) {
        Some(main) => main.gateway(),
        None => exchange::gateway(socket),
    }
}

/// The manager of main sockets.
enum Main {
    NotAsked,
    None,
    Bound(Manager),
}

/// The managers of one call.
pub struct Managers {
    container: Current,
    task: Option<Manager>,
    main: Main,
}

impl Managers {
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

    /// The manager of task sockets. A container of a user class is asked for it each time.
    ///
    /// # Errors
    /// `ClassNotFoundException` when none is bound; what callbacks and user classes throw.
    pub fn task(&mut self) -> Result<&Manager, Thrown> {
        if self.task.is_none() || !self.container.is_native() {
            self.task = Some(task_sockets::bound(&self.container)?);
        }
        match &self.task {
            Some(manager) => Ok(manager),
            None => Err(crate::exception::class_not_found(
                &TASK_SOCKET_MANGER_ID.to_text(),
                "",
            )),
        }
    }

    /// The manager of main sockets, when one is bound. A container of a user class is asked for it each time.
    ///
    /// # Errors
    /// What callbacks and user classes throw.
    fn main(&mut self) -> Result<Option<&Manager>, Thrown> {
        if matches!(self.main, Main::NotAsked) || !self.container.is_native() {
            self.main = main_sockets::bound(&self.container)?.map_or(Main::None, Main::Bound);
        }
        Ok(self.known_main())
    }

    /// The manager of main sockets, where they carry one-way commands: not in API 8, whose package never does that.
    ///
    /// # Errors
    /// What callbacks and user classes throw.
    pub fn main_for_one_way(&mut self) -> Result<Option<&Manager>, Thrown> {
        match api::current().generation {
            Generation::Four => self.main(),
            Generation::Eight => Ok(None),
        }
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
        self.task.as_ref().filter(|task| task.is_native())
    }

    /// The task sockets, where no user class is to be asked for them.
    ///
    /// # Errors
    /// `Error` when a child class has put something else there.
    pub fn known_task_sockets(&self) -> Result<Vec<ZObject>, Thrown> {
        let known = self
            .task
            .as_ref()
            .filter(|task| task.is_native() || task_sockets::gives_sockets_natively(task.object()));
        sockets_in(known.and_then(|task| task_sockets::sockets(task.object())))
    }

    /// The main sockets, where no user class is to be asked for them.
    ///
    /// # Errors
    /// What the container's callbacks throw.
    pub fn known_main_sockets(&mut self) -> Result<Vec<ZObject>, Thrown> {
        match self.main()?.filter(|main| main.is_native()) {
            Some(main) => main.sockets(),
            None => Ok(Vec::new()),
        }
    }

    /// Every socket that a one-way command for all gateways goes to: the main sockets, or else the task sockets. Gateways
    /// 8.x take no commands on main sockets: for them, it is the task sockets in any case.
    ///
    /// # Errors
    /// What callbacks and user classes throw.
    pub fn for_all(&mut self) -> Result<Vec<ZObject>, Thrown> {
        if let Some(main) = self.main_for_one_way()? {
            let sockets = main.sockets()?;
            let all = sockets.len();
            let mut sockets = leading_to(Gateway::Five, sockets)?;
            if sockets.len() < all && !sockets.is_empty() {
                sockets.extend(leading_to(Gateway::Eight, self.task()?.sockets()?)?);
            }
            if !sockets.is_empty() {
                return Ok(sockets);
            }
        }
        self.task()?.sockets()
    }

    /// The socket that a one-way command for one gateway goes to.
    ///
    /// # Errors
    /// What callbacks and user classes throw.
    pub fn for_one_way(&mut self, key: &[u8]) -> Result<Option<ZObject>, Thrown> {
        if let Some(main) = self.main_for_one_way()? {
            if let Some(socket) = main.socket(key)? {
                if gateway(&socket)? == Gateway::Five {
                    return Ok(Some(socket));
                }
            }
        }
        self.task()?.socket(key)
    }

    /// Whether user classes are to be asked for the socket of each gateway, by the uniqIds of its clients. `alone`: the
    /// manager of task sockets has just said that there is one gateway.
    ///
    /// # Errors
    /// What callbacks and user classes throw.
    pub fn asks_user_classes(&mut self, alone: bool, one_way: bool) -> Result<bool, Thrown> {
        if self.known_native_task().is_none() {
            return Ok(true);
        }
        if !self.container.is_native() {
            return Ok(alone);
        }
        Ok(one_way
            && self
                .main_for_one_way()?
                .is_some_and(|main| !main.is_native()))
    }

    /// The socket for clients whose uniqIds begin with this. With one gateway alone, and no user class that has another
    /// opinion, the socket to that, whatever they begin with.
    ///
    /// # Errors
    /// What callbacks and user classes throw.
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
    /// What callbacks and user classes throw.
    pub fn only(&mut self, one_way: bool) -> Result<Option<ZObject>, Thrown> {
        if one_way {
            self.main_for_one_way()?;
        }
        self.known_only(one_way)
    }

    fn known_only(&self, one_way: bool) -> Result<Option<ZObject>, Thrown> {
        let main = self.known_main().filter(|main| one_way && main.is_native());
        if let Some(main) = main {
            let mut sockets = leading_to(Gateway::Five, main.sockets()?)?;
            if sockets.len() == 1 {
                return Ok(sockets.pop());
            }
        }
        Ok(self.known_task_sockets()?.pop())
    }
}
