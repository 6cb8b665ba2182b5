//! How a main socket stands with its gateway, for `Stats`.
use super::renewal;
use super::state::MainSocket;
use crate::gateways;
use crate::socket::Socket;
use netsvr_client::{Standing, Stands};

/// Counts it as it stands now. Calls no PHP code: a main socket over a socket that a user has written is not counted.
pub fn note(main: MainSocket<'_>) {
    let now = if main.is_registered() {
        Some(Standing::Registered)
    } else if renewal::is_under_way(main) {
        Some(Standing::Renewing)
    } else {
        None
    };
    let before = main.state.standing.borrow().as_ref().map(Stands::standing);
    if before.flatten() == now {
        return;
    }
    let socket = main.socket().ok().and_then(Socket::of);
    let standing = now
        .zip(socket)
        .map(|(standing, socket)| Stands::new(gateways::counters(&socket.worker_addr()), standing));
    main.state.standing.replace(standing);
}
