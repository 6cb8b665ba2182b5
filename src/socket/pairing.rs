//! What to check, and which setting to change, when what listens at an address does not behave as a gateway of the
//! generation that `netsvr.gateway` says.
use super::place::Dials;
use super::state::Socket;
use super::task_socket::TASK_SOCKET;
use crate::api::{self, Generation};
use crate::gateways;
use netsvr_client::health::Proof;
use netsvr_wire::Gateway;

/// For a socket whose questions nobody answers.
pub fn what_to_check(socket: Socket<'_>) -> String {
    let is_silent = gateways::proof(&socket.worker_addr()) == Proof::None;
    match (socket.gateway(), socket.dials()) {
        (Gateway::Five, _) if is_silent => {
            "nothing has ever answered at this address: check that it is the worker port of a netsvr gateway 5.x \
             (of an 8.x: set netsvr.gateway = 8), not its websocket port, and not a web server"
                .to_owned()
        }
        (Gateway::Five, _) => {
            "it takes registrations there, and has never answered anything else: of a gateway 8.x that is the worker \
             port, set netsvr.gateway = 8"
                .to_owned()
        }
        (Gateway::Eight, Dials::TaskAddr(task_addr)) => format!(
            "nothing has ever answered at its task address {task_addr}: check that netsvr.task_addrs names the task \
             port of a netsvr gateway 8.x (of a 5.x, set netsvr.gateway = 5)"
        ),
        (Gateway::Eight, _) => {
            "nothing has ever answered at this address: check that it is the task port of a netsvr gateway 8.x, not \
             its worker port (of a gateway 5.x, set netsvr.gateway = 5)"
                .to_owned()
        }
    }
}

/// The same for a main socket, by the socket that it was given.
pub fn what_to_check_of_main(socket: Socket<'_>) -> &'static str {
    match (socket.gateway(), api::current().generation) {
        (Gateway::Five, _) => {
            "nothing has ever answered at this address: check that it is the worker port of a netsvr gateway 5.x \
             (of an 8.x: set netsvr.gateway = 8), not its websocket port, and not a web server"
        }
        (Gateway::Eight, Generation::Four) => {
            "nothing has ever answered at this address: check that it is the worker port of a netsvr gateway 8.x, \
             not its task port, which netsvr.task_addrs names"
        }
        (Gateway::Eight, Generation::Eight) => {
            "nothing has ever answered at this address: check that it is the worker port of a netsvr gateway 8.x, \
             not its task port"
        }
    }
}

/// Behind the reason why a task port was not reached, whose address is in no other line.
pub fn where_dialled(socket: Socket<'_>) -> String {
    let Dials::TaskAddr(task_addr) = socket.dials() else {
        return String::new();
    };
    let hint = if gateways::proof(&socket.worker_addr()) < Proof::Serves {
        "; of a gateway 5.x, which has none, set netsvr.gateway = 5"
    } else {
        ""
    };
    format!(" at its task address {task_addr} (netsvr.task_addrs){hint}")
}

/// In API 8, whose code names the task port itself, and whose log lines are the package's: nothing listens there, and
/// nothing has ever answered.
pub fn hint_at_refused_task_port(socket: Socket<'_>) -> Option<&'static str> {
    let is_guessed = api::current().generation == Generation::Eight
        && socket.gateway() == Gateway::Eight
        && socket.object.is_a(&TASK_SOCKET)
        && gateways::proof(&socket.worker_addr()) == Proof::None;
    is_guessed.then_some(
        "nothing listens there: a gateway 5.x has no task port, give its worker address and set netsvr.gateway = 5",
    )
}

/// For a gateway whose task port nobody has named.
pub fn no_task_addr(address: &str) -> String {
    format!(
        "netsvr.task_addrs does not say where the task port of {address} is, a gateway 8.x by netsvr.gateway: \
         add {address}=HOST:PORT to it, or +1 for all whose task port is the next one"
    )
}
