//! The descriptors of the connections of this thread that are in use.
//!
//! A coroutine library may free the stack of a suspended coroutine as it is.
//! No destructor of what lies there runs, and connections stay open. Whoever
//! knows that no connection of this thread is in use any more takes the
//! descriptors from here and closes them.

use crate::burst;
use std::cell::RefCell;
use std::os::fd::{AsRawFd, BorrowedFd, RawFd};

thread_local! {
    static ALL: RefCell<Vec<RawFd>> = const { RefCell::new(Vec::new()) };
}

/// One of them, for as long as this lives. Its owner drops it before closing
/// the descriptor.
#[derive(Debug)]
pub(crate) struct InUse(RawFd);

impl InUse {
    pub fn note(descriptor: BorrowedFd<'_>) -> Self {
        let number = descriptor.as_raw_fd();
        // a thread that is ending keeps no account
        let _ = ALL.try_with(|all| all.borrow_mut().push(number));
        Self(number)
    }
}

impl Drop for InUse {
    fn drop(&mut self) {
        let _ = ALL.try_with(|all| {
            let mut all = all.borrow_mut();
            if let Some(at) = all.iter().rposition(|number| *number == self.0) {
                all.swap_remove(at);
            }
        });
    }
}

/// The descriptors of connections that nobody has closed. Call it once none is
/// in use any more, and close each.
#[must_use]
pub fn left_behind() -> Vec<RawFd> {
    let all = ALL.take();
    burst::forget(&all);
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::connection::Connection;
    use crate::parked::Parked;
    use crate::stream::Stream;
    use std::net::{Ipv4Addr, SocketAddrV4};
    use std::os::fd::AsFd;
    use std::os::unix::net::UnixStream;

    #[test]
    fn what_is_in_use_is_known_until_it_is_parked_or_closed() {
        assert!(left_behind().is_empty());
        let (near, _far) = UnixStream::pair().unwrap();
        let peer = SocketAddrV4::new(Ipv4Addr::LOCALHOST, 1);
        let connection = Connection::new(near.into(), peer, Vec::new());
        let number = connection.as_fd().as_raw_fd();
        assert_eq!(left_behind(), [number]);

        let mut parked = Parked::default();
        assert!(parked.park(connection, 100));
        assert!(left_behind().is_empty());

        let stream = Stream::from(parked.pop().unwrap());
        assert_eq!(stream.as_fd().as_raw_fd(), number);
        drop(stream);
        assert!(left_behind().is_empty());

        let (near, _far) = UnixStream::pair().unwrap();
        std::mem::forget(Stream::new(near.into(), Vec::new()));
        assert_eq!(left_behind().len(), 1);

        // what stands for a connection that has gone to somebody else has a descriptor, too
        let (near, _far) = UnixStream::pair().unwrap();
        let mut answer = Connection::new(near.into(), peer, Vec::new());
        drop(answer.leave_answer());
        std::mem::forget(answer);
        assert_eq!(left_behind().len(), 1);
    }
}
