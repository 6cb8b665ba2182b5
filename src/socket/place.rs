//! Which gateway listens at a socket's address, and where its task port is: as `netsvr.gateway` and `netsvr.task_addrs`
//! said when the socket was constructed.
use super::state::{slot, Socket};
use crate::fleet;
use crate::zend::ZStr;
use netsvr_wire::Gateway;
use std::rc::Rc;

/// What is known of a socket's gateway.
#[derive(Clone, Debug)]
pub struct Place {
    gateway: Gateway,
    task_port: Dials,
}

/// What a socket dials.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Dials {
    /// Its worker address.
    AsGiven,
    /// The task address of its gateway.
    TaskAddr(Rc<str>),
    /// Nothing: its gateway has a task port, and nobody has said where.
    Nothing,
}

impl Dials {
    /// The address, where it is not the worker address.
    pub fn apart(&self) -> Option<&str> {
        match self {
            Self::TaskAddr(addr) => Some(addr),
            Self::AsGiven | Self::Nothing => None,
        }
    }
}

impl Place {
    fn of(address: &str) -> Self {
        Self {
            gateway: fleet::gateway_at(address),
            task_port: match fleet::task_addr_of(address) {
                None => Dials::Nothing,
                Some(same) if same == address => Dials::AsGiven,
                Some(task_addr) => Dials::TaskAddr(task_addr.into()),
            },
        }
    }
}

impl Socket<'_> {
    /// Finds out what listens at the worker address, which the constructor has just stored. Without any gateway 8.x there
    /// is nothing to find out.
    pub fn find_place(self) {
        let place = fleet::has_eight().then(|| {
            let address = self.object.slot(slot::WORKER_ADDR).as_str();
            Place::of(&address.map_or_else(String::new, ZStr::to_text))
        });
        *self.state.place.borrow_mut() = place;
    }

    /// What listens there.
    pub fn gateway(self) -> Gateway {
        let place = self.state.place.borrow();
        place.as_ref().map_or(Gateway::Five, |place| place.gateway)
    }

    /// What it dials: task sockets speak to the task port, all others to the address that they were given.
    pub fn dials(self) -> Dials {
        match &*self.state.place.borrow() {
            Some(place) if self.is_task_socket() => place.task_port.clone(),
            _ => Dials::AsGiven,
        }
    }

    /// The address from which the uniqIds of its gateway's clients are made: the task address where there is one.
    pub fn client_addr(self) -> String {
        match &*self.state.place.borrow() {
            Some(Place {
                task_port: Dials::TaskAddr(task_addr),
                ..
            }) => task_addr.to_string(),
            _ => self.worker_addr(),
        }
    }
}
