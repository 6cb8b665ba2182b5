//! What is said of a job's connections. In a coroutine its connection is given back before that, so that a logger which is
//! suspended keeps it from nobody.
use super::dialling::{connect_by_user, log_close, log_failure, log_loss, log_success};
use super::native::{Native, Way};
use super::not_connected::NotConnected;
use super::outcome::{self, Reason};
use super::state::{Socket, Taken};
use super::{class, heartbeat, workerman_task_socket};
use crate::gateways;
use crate::turns::Turns;
use crate::zend::Thrown;
use netsvr_client::{Cause, Down, Lost};
use std::time::Duration;

/// What is still to be logged.
#[derive(Default)]
pub(super) struct Said {
    /// Why it was not asked.
    skipped: Option<String>,
    pub(super) losses: Vec<Lost>,
    /// It had another connection before.
    pub(super) replaced: bool,
    pub(super) connected: bool,
    /// How long that took.
    pub(super) elapsed: Option<Duration>,
    /// Why there is no connection is to be told, with the pause that begins, if one does.
    refused: bool,
    pause: Option<Down>,
}

/// The logger is about to be called, or a user class.
pub(super) fn leave_to_others(natives: &mut [Native<'_>]) {
    if natives.iter().any(Native::is_leased) {
        natives.iter_mut().for_each(Native::leave_to_others);
    }
}

impl Taken {
    /// Leaves the answer alone here. Gives the connection, which may go back to its socket.
    pub(super) fn leave_answer(&mut self) -> Option<Self> {
        let connection = self.connection.leave_answer()?;
        let epoch = std::mem::replace(&mut self.epoch, u64::MAX);
        Some(Self { connection, epoch })
    }
}

impl Native<'_> {
    /// PHP code is called for it: the logger, or `connect()` of a user class.
    pub(super) fn calls_php(&self) -> bool {
        let said = &self.said;
        self.way == Way::ByUser
            || said.replaced
            || said.connected
            || said.refused
            || said.skipped.is_some()
            || !said.losses.is_empty()
    }

    /// It has a connection that others wait for.
    pub(super) fn is_leased(&self) -> bool {
        self.lease.is_some()
    }

    /// Gives the connection back to its pool, unless it is still to be used in this call. The answer stays.
    pub(super) fn leave_to_others(&mut self) {
        if self.failure.is_some() || self.way != Way::Nothing {
            return;
        }
        let answered = self
            .taken
            .as_mut()
            .filter(|it| !it.connection.is_left_behind());
        if let Some(taken) = answered {
            let Some(rest) = taken.leave_answer() else {
                return;
            };
            self.socket.put_back(rest);
        }
        self.give_back();
    }

    /// The connection is of no use to this call any more.
    fn give_back(&mut self) {
        if let Some(lease) = self.lease.take() {
            lease.give_back();
        }
    }

    /// Whether its connection can be closed by itself, and be told of later.
    fn closes_quietly(&self) -> bool {
        let object = self.socket.object;
        self.is_leased()
            && !self.socket.is_touched()
            && (class::closes_natively(object) || workerman_task_socket::is_plain(object))
    }

    /// Closes its connection, which is to be replaced.
    ///
    /// # Errors
    /// What callbacks and user classes throw.
    pub(super) fn close(&mut self) -> Result<(), Thrown> {
        if self.closes_quietly() {
            self.said.replaced |= self.socket.discard();
            return Ok(());
        }
        self.socket.close()
    }

    /// The same where it has failed for good. In a coroutine others may have the next one at once.
    pub(super) fn end(&mut self) -> End {
        if !self.closes_quietly() {
            return End::ToClose;
        }
        let had_one = self.socket.discard();
        self.give_back();
        End::Closed { had_one }
    }

    /// Its gateway hangs, and was not asked.
    ///
    /// # Errors
    /// What the logger throws.
    pub(super) fn skipped(&mut self, why: String) -> Result<(), Thrown> {
        self.reason = Some(Reason::skipped(self.socket, &why));
        self.count_failed(Cause::Paused, 0);
        if self.is_leased() {
            self.said.skipped = Some(why);
            return Ok(());
        }
        outcome::log_skipped(self.socket, &why)
    }

    pub(super) fn refuse(&mut self, why: NotConnected, down: Option<Down>) {
        self.way = Way::Nothing;
        self.said.refused = true;
        self.said.pause = down;
        self.not_connected = Some(why);
    }

    /// Says what there is to say of its connections.
    pub(super) fn say(&mut self, one_way: bool) -> Result<(), Thrown> {
        let Said {
            skipped,
            losses,
            replaced,
            connected,
            elapsed,
            refused,
            pause,
        } = std::mem::take(&mut self.said);
        let socket = self.socket;
        let mut turns = Turns::default();
        if let Some(why) = skipped {
            turns.take(outcome::log_skipped(socket, &why))?;
        }
        for lost in &losses {
            turns.take(log_loss(socket, lost))?;
        }
        if replaced {
            if connected || !socket.is_connected() {
                turns.take(heartbeat::closed(socket.object))?;
            }
            turns.take(log_close(socket))?;
        }
        if connected {
            turns.take(log_success(socket, elapsed))?;
            turns.take(heartbeat::connected(socket.object))?;
        }
        if let (true, Some(why)) = (refused, self.not_connected.clone()) {
            turns.take(log_failure(socket, &why, pause.as_ref()))?;
            turns.take(self.has_no_connection(&why, one_way))?;
        }
        turns.end()
    }

    /// It is given up. A message's socket without a connection is told of at once, behind its own connect line.
    fn has_no_connection(&mut self, why: &NotConnected, one_way: bool) -> Result<(), Thrown> {
        self.reason = Some(Reason::not_connected(self.socket, why));
        self.count_failed(why.cause, 0);
        if one_way && !self.frames.is_empty() {
            outcome::log_not_connected(self.socket)?;
        }
        Ok(())
    }

    pub(super) fn connect_by_user(&mut self, one_way: bool) -> Result<(), Thrown> {
        self.way = Way::Nothing;
        let mut turns = Turns::default();
        let failure = match connect_by_user(self.socket) {
            Ok(failure) => failure,
            Err(thrown) => {
                turns.take(Err(thrown))?;
                let class = self.socket.object.class_name();
                let why = format!("{class}::connect() has thrown");
                Some(NotConnected::because(why))
            }
        };
        match failure {
            Some(why) => {
                turns.take(self.has_no_connection(&why, one_way))?;
                self.not_connected = Some(why);
            }
            None if self.frames.is_empty() => {}
            None => self.way = Way::Use,
        }
        turns.end()
    }

    /// Counts what failed for good, once `sent` of its frames were written.
    pub(super) fn count_failed(&self, cause: Cause, sent: usize) {
        if !self.frames.is_empty() {
            let failed = self.frames.len().saturating_sub(sent).max(1);
            gateways::counters(&self.socket.worker_addr()).failed(cause, failed);
        }
    }
}

/// How a connection ends on which something has failed for good.
#[derive(Clone, Copy)]
pub(super) enum End {
    /// It is still to be closed.
    ToClose,
    /// It is closed, which is still to be said if there was one.
    Closed { had_one: bool },
}

impl End {
    /// Closes it, or says that it is closed.
    ///
    /// # Errors
    /// What callbacks and user classes throw.
    pub(super) fn tell(self, socket: Socket<'_>) -> Result<(), Thrown> {
        let had_one = match self {
            Self::ToClose => return socket.close(),
            Self::Closed { had_one } => had_one,
        };
        let mut turns = Turns::default();
        if !socket.is_connected() {
            turns.take(heartbeat::closed(socket.object))?;
        }
        turns.take(socket.close_pool())?;
        if had_one {
            turns.take(log_close(socket))?;
        }
        turns.end()
    }
}
