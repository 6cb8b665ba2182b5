//! The end of a registered connection that nobody here has asked for: what is said of it, and that it is renewed.
use super::state::{slot, MainSocket};
use super::{class, keepalive, pause, renewal, sending, vigil};
use crate::gateways;
use crate::logger::Level;
use crate::settings::SETTINGS;
use crate::socket::Socket;
use crate::zend::Thrown;
use netsvr_client::health::Proof;
use netsvr_client::{ExchangeError, ReadError, Stream, WriteError};
use netsvr_wire::Gateway;
use std::time::{Duration, Instant};

/// An end within this time is the answer to what was sent, unless that is sent so frequently itself.
const RIGHT_BEHIND: Duration = Duration::from_secs(1);

/// What the heartbeat's end says to whoever wrote the wrong one.
const WHAT_TO_CHECK: &str =
    " right after a heartbeat, as it did the last time: check that the main socket's heartbeat \
    message is the gateway's HeartbeatMessage under [Worker]";

/// What the end says to whoever sends commands to a port that takes none.
const WORKER_PORT_OF_AN_8: &str =
    " right after a command, as it did the last time, and has never answered one: of a gateway 8.x \
     this is the worker port, set netsvr.gateway = 8";

/// What it says to whoever sends so little that the gateway takes the connection for a dead one.
const TOO_SELDOM: &str =
    " after as long a silence as the last time: check that the main socket's heartbeat interval is \
     below the gateway's ReadDeadline under [Worker]";

/// A connection on which nothing was sent for less than this was not ended for that.
const A_SILENCE: Duration = Duration::from_millis(500);

/// The heartbeats of a main socket. A gateway ends the connection of whoever sends another string than its own, and says
/// no word.
#[derive(Clone, Copy, Default)]
pub struct Heartbeats {
    /// When the last one was written, and on which connection, by number.
    last: Option<(u64, Instant)>,
    /// Connections in a row that have ended right behind one.
    ends: u32,
    /// When the last registration was accepted, and on which connection.
    registered: Option<(u64, Instant)>,
    /// How long the last connection lasted, on which nothing was sent but its registration.
    silence: Option<Duration>,
    /// The same of connections' first commands, where nothing shows that the gateway takes any on this port.
    refusals: u32,
}

impl MainSocket<'_> {
    /// A heartbeat was written.
    pub fn note_heartbeat(self) {
        let mut heartbeats = self.state.heartbeats.get();
        let connection = self.state.epoch.get();
        if heartbeats.last.is_some_and(|(on, _)| on == connection) {
            // it has survived one
            heartbeats.ends = 0;
        }
        heartbeats.last = Some((connection, Instant::now()));
        self.state.heartbeats.set(heartbeats);
    }

    /// A gateway has accepted the registration.
    pub fn note_registration(self) {
        let mut heartbeats = self.state.heartbeats.get();
        heartbeats.registered = Some((self.state.epoch.get(), Instant::now()));
        self.state.heartbeats.set(heartbeats);
    }

    /// How long its connection has lasted, if nothing was sent on it but the registration, for so long that it counts.
    fn silence(self) -> Option<Duration> {
        let connection = self.state.epoch.get();
        let heartbeats = self.state.heartbeats.get();
        let is_of_it =
            |noted: Option<(u64, Instant)>| noted.is_some_and(|(on, _)| on == connection);
        if is_of_it(heartbeats.last) || is_of_it(self.state.first_command.get()) {
            return None;
        }
        let registered = heartbeats.registered.filter(|(on, _)| *on == connection)?;
        Some(registered.1.elapsed()).filter(|lasted| *lasted >= A_SILENCE)
    }

    /// A command was written, or corked.
    #[inline]
    pub fn note_command(self) {
        let connection = self.state.epoch.get();
        let first = self.state.first_command.get();
        if first.is_none_or(|(on, _)| on != connection) {
            let first = Some((connection, Instant::now()));
            self.state.first_command.set(first);
        }
    }

    /// Its end came right behind the first command, and nothing shows that the port takes commands at all.
    fn refuses_commands(self) -> Result<bool, Thrown> {
        let connection = self.state.epoch.get();
        let first = self.state.first_command.get();
        let behind =
            first.is_some_and(|(on, when)| on == connection && when.elapsed() <= RIGHT_BEHIND);
        Ok(behind
            && self.gateway()? == Gateway::Five
            && gateways::proof(&self.worker_addr()?) < Proof::Serves)
    }

    /// The gateway has ended the connection. Gives what is to be added to the reason: something, when that was right
    /// behind a heartbeat or a command for the second time in a row.
    fn note_end(self) -> Result<&'static str, Thrown> {
        let mut heartbeats = self.state.heartbeats.get();
        let connection = self.state.epoch.get();
        let within = RIGHT_BEHIND.min(self.heartbeat_interval() / 4);
        let behind = heartbeats
            .last
            .is_some_and(|(on, when)| on == connection && when.elapsed() <= within);
        heartbeats.ends = if behind { heartbeats.ends + 1 } else { 0 };
        let silence = self.silence();
        let as_before = silence
            .zip(heartbeats.silence)
            .is_some_and(|(now, before)| now.abs_diff(before) <= now / 4);
        heartbeats.silence = silence;
        heartbeats.refusals = if self.refuses_commands()? {
            heartbeats.refusals + 1
        } else {
            0
        };
        self.state.heartbeats.set(heartbeats);
        Ok(match heartbeats {
            Heartbeats { refusals: 2.., .. } => WORKER_PORT_OF_AN_8,
            Heartbeats { ends: 2.., .. } => WHAT_TO_CHECK,
            _ if as_before => TOO_SELDOM,
            _ => "",
        })
    }

    /// Drops what it has without a word to its gateway, or to the logger: the coroutine is gone that was to see to it, or this is
    /// a child process. Where it was connecting, its socket may have the connection still.
    ///
    /// # Errors
    /// What the host's loop throws.
    pub fn abandon(self) -> Result<(), Thrown> {
        self.let_go()?;
        if let Some(socket) = self.socket().ok().and_then(Socket::of) {
            socket.discard();
        }
        Ok(())
    }

    /// Its socket has a connection of its own, which is not registered yet.
    pub fn is_connecting(self) -> bool {
        let socket = self.socket().ok().and_then(Socket::of);
        socket.is_some_and(Socket::is_connected)
    }

    /// The gateway went away, or did what it must not: says so, and sees to it that the registration is renewed.
    ///
    /// # Errors
    /// What the logger, the host's loop or an overridden `onClose()` throws.
    pub fn lost(self, why: &str, errno: Option<i32>) -> Result<(), Thrown> {
        let foreign = self.with_stream(|stream| stream.is_foreign()) == Some(true);
        // all of it before the first line is logged: the logger may be suspended in a coroutine
        let loss = vigil::loss(self);
        let absence = self.with_stream(Stream::take_absence).flatten();
        let unsent = self.let_go()?;
        if !foreign {
            self.state.phase.take();
            self.object
                .set_slot(slot::CONN_ID, (&*crate::message::EMPTY).into());
        }
        sending::say_refusals(self)?;
        if foreign {
            return Ok(());
        }
        if let Some(absence) = &absence {
            keepalive::tell(self, absence)?;
        }
        if let Some(loss) = &loss {
            vigil::tell_loss(self, loss)?;
        }
        let frames = if unsent > 0 {
            format!("; {unsent} frames were not sent")
        } else {
            String::new()
        };
        let when = if pause::note_loss(self) {
            "at once"
        } else {
            "in about 3 seconds"
        };
        let line = self.line(Level::Error, |to| {
            format!("main socket to {to} lost: {why}{frames}; registering again {when}.")
        })?;
        self.tell(line.errno(errno).frames(Some(unsent)))?;
        class::connection_closed(self)
    }

    /// As [`MainSocket::lost`], for a failed write. Events that had arrived before are handled first: reading them
    /// comes upon the end of the connection, too.
    ///
    /// # Errors
    /// As there.
    pub fn lost_writing(self, error: &WriteError) -> Result<(), Thrown> {
        let limit = SETTINGS.get().max_packet_size.get();
        let events_wait = !renewal::is_registering(self)
            && self.with_stream(|stream| !stream.is_foreign() && stream.break_off(limit))
                == Some(true);
        if events_wait {
            return self.want_writable();
        }
        let why = error.to_string() + self.note_end()?;
        self.lost(&why, ExchangeError::from(*error).errno())
    }

    /// As [`MainSocket::lost`], for a failed read.
    ///
    /// # Errors
    /// As there.
    pub fn lost_reading(self, error: &ReadError) -> Result<(), Thrown> {
        let why = match error {
            ReadError::Closed { received: 0 } => "the gateway closed the connection".to_owned(),
            other => other.to_string(),
        };
        let why = why + self.note_end()?;
        self.lost(&why, ExchangeError::from(*error).errno())
    }
}
