//! From an address to connections: any number of gateways at the same time.

use crate::awaited::Awaited;
use crate::connection::Connection;
use crate::deadline::Deadline;
use crate::error::ConnectError;
use crate::hook::Hook;
use crate::wait::{wait, WaitError, Woken};
use rustix::event::{poll, PollFd, PollFlags, Timespec};
use rustix::io::{fcntl_dupfd_cloexec, Errno};
use rustix::net::{connect, ipproto, socket_with, sockopt, AddressFamily, SocketFlags, SocketType};
use std::net::SocketAddrV4;
use std::os::fd::{AsFd, AsRawFd, BorrowedFd, OwnedFd, RawFd};
use std::time::Duration;

/// Milliseconds after which the system itself gives up what has not been acknowledged: the backstop, behind what is
/// noticed by looking.
const LONGEST_SILENCE: u32 = 60_000;

/// Connects to one gateway.
///
/// # Errors
/// [`ConnectError`], by the deadline.
pub fn dial(
    addr: SocketAddrV4,
    deadline: Deadline,
    hook: &mut dyn Hook,
) -> Result<Connection, ConnectError> {
    let mut attempt = Attempt::start(addr, deadline);
    while let Some(socket) = attempt.socket() {
        let mut fds = [Awaited::new(socket, PollFlags::OUT)];
        match wait(&mut fds, deadline, hook) {
            Ok(Woken::Ready) => {
                let [socket] = fds;
                attempt.ready(socket.revents());
            }
            Ok(Woken::TimedOut) => attempt.time_out(),
            Err(error) => attempt.give_up(error),
        }
    }
    attempt.into_result()
}

#[derive(Debug)]
enum State {
    Connecting(OwnedFd),
    Connected(OwnedFd),
    Failed(Errno),
    TimedOut,
    Stopped,
}

/// Connecting to one gateway, step by step: for a loop that must not wait.
#[derive(Debug)]
pub struct Attempt {
    addr: SocketAddrV4,
    deadline: Deadline,
    state: State,
}

impl Attempt {
    /// Begins.
    #[must_use]
    pub fn start(addr: SocketAddrV4, deadline: Deadline) -> Self {
        Self {
            addr,
            deadline,
            state: begin(addr).unwrap_or_else(State::Failed),
        }
    }

    /// Goes as far as it can without waiting. `true` when it has come to an
    /// end, well or not.
    pub fn advance(&mut self) -> bool {
        let Some(socket) = self.socket() else {
            return true;
        };
        let mut fds = [PollFd::new(socket, PollFlags::OUT)];
        let at_once = Timespec {
            tv_sec: 0,
            tv_nsec: 0,
        };
        match poll(&mut fds, Some(&at_once)) {
            Ok(0) | Err(Errno::INTR) if !self.deadline.expired() => return false,
            Ok(0) | Err(Errno::INTR) => self.end(|_| State::TimedOut),
            Ok(_) => {
                let [socket] = fds;
                self.ready(socket.revents());
            }
            Err(errno) => self.end(|_| State::Failed(errno)),
        }
        true
    }

    /// How long it has been going on.
    #[must_use]
    pub fn elapsed(&self) -> Duration {
        self.deadline.elapsed()
    }

    /// The time that it has left.
    #[must_use]
    pub fn remaining(&self) -> Duration {
        self.deadline.remaining()
    }

    /// The socket, writable once the attempt can go on; `None` after its end.
    #[must_use]
    pub fn as_fd(&self) -> Option<BorrowedFd<'_>> {
        self.socket().map(AsFd::as_fd)
    }

    fn socket(&self) -> Option<&OwnedFd> {
        match &self.state {
            State::Connecting(socket) => Some(socket),
            _ => None,
        }
    }

    /// Its socket is ready: that is how the system tells the end of the attempt, a bad one with an error.
    pub(crate) fn ready(&mut self, found: PollFlags) {
        if found.intersects(PollFlags::ERR | PollFlags::HUP) {
            self.end(failure);
        } else {
            self.end(State::Connected);
        }
    }

    /// Its time is over.
    pub(crate) fn time_out(&mut self) {
        self.end(|_| State::TimedOut);
    }

    /// Waiting for it has failed. In a forked child it starts over: what its parent dials, or has reached, is not the
    /// child's.
    pub(crate) fn give_up(&mut self, error: WaitError) {
        match error {
            WaitError::Forked => {
                if matches!(self.state, State::Connecting(_) | State::Connected(_)) {
                    self.state = begin(self.addr).unwrap_or_else(State::Failed);
                }
            }
            WaitError::Stopped => self.end(|_| State::Stopped),
            WaitError::Io(errno) => self.end(|_| State::Failed(errno)),
        }
    }

    fn end(&mut self, with: impl FnOnce(OwnedFd) -> State) {
        match std::mem::replace(&mut self.state, State::Stopped) {
            State::Connecting(socket) => self.state = with(socket),
            other => self.state = other,
        }
    }

    /// How it ended.
    ///
    /// # Errors
    /// [`ConnectError`]; an attempt that has not come to its end was stopped.
    pub fn into_result(self) -> Result<Connection, ConnectError> {
        let addr = self.addr;
        let result = match self.state {
            State::Connected(socket) => {
                let mut connection = Connection::new(socket, addr, Vec::new());
                connection.set_dialled_in(self.deadline.elapsed());
                Ok(connection)
            }
            State::Failed(errno) => Err(ConnectError::Io {
                addr,
                os: errno.into(),
            }),
            State::TimedOut => Err(ConnectError::TimedOut {
                addr,
                after: self.deadline.given(),
            }),
            State::Connecting(_) | State::Stopped => Err(ConnectError::Stopped { addr }),
        };
        match &result {
            Ok(_) => log::info!("connected to {addr}"),
            Err(error) => log::warn!("{error}"),
        }
        result
    }
}

fn begin(addr: SocketAddrV4) -> Result<State, Errno> {
    let socket = socket_with(
        AddressFamily::INET,
        SocketType::STREAM,
        SocketFlags::NONBLOCK | SocketFlags::CLOEXEC,
        Some(ipproto::TCP),
    )?;
    let socket = beside_standard_streams(socket)?;
    sockopt::set_tcp_nodelay(&socket, true)?;
    sockopt::set_socket_keepalive(&socket, true)?;
    sockopt::set_tcp_user_timeout(&socket, LONGEST_SILENCE)?;
    match connect(&socket, &addr) {
        Ok(()) => Ok(State::Connected(socket)),
        Err(Errno::INPROGRESS | Errno::INTR) => Ok(State::Connecting(socket)),
        Err(errno) => Err(errno),
    }
}

/// A daemon that has closed its standard streams leaves their numbers to what
/// is opened next: what it prints must not go to the gateway.
fn beside_standard_streams(socket: OwnedFd) -> Result<OwnedFd, Errno> {
    const FIRST: RawFd = 3;
    if socket.as_raw_fd() >= FIRST {
        return Ok(socket);
    }
    fcntl_dupfd_cloexec(&socket, FIRST)
}

/// What the system says of an attempt that it has reported as failed.
fn failure(socket: OwnedFd) -> State {
    match sockopt::socket_error(&socket) {
        Ok(Ok(())) => State::Connected(socket),
        Ok(Err(errno)) | Err(errno) => State::Failed(errno),
    }
}
