//! `$this->socket`, `$receiveBuffer` and `$lastUseTime`, for child classes and whoever else sees protected properties.
//!
//! They are shown when they are read, not before: the connection is native, and a stream is laid over a duplicate of
//! it in the moment in which somebody asks for one. Where PHP code may have written them (references included), they
//! are taken over before the connection is used again: another stream in `$this->socket` is what the object sends to
//! and receives from from then on, with PHP's own functions ([`super::through_stream`]).
use super::state::{slot, Socket};
use crate::zend::stream::Stream;
use crate::zend::{View, ZObj, ZStr, ZString, ZVal};
use netsvr_client::Connection;
use std::os::fd::AsFd;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

/// Whether a property is one of these.
pub fn is(name: &[u8]) -> bool {
    matches!(
        name,
        b"socket" | b"receiveBuffer" | b"lastUseTime" | b"connected"
    )
}

/// Brings them up to date.
pub fn show(object: &ZObj, name: Option<&[u8]>) {
    let Some(socket) = Socket::of(object) else {
        return;
    };
    socket.adopt();
    if socket.foreign_stream().is_some() {
        return;
    }
    let asked = |which: &[u8]| name.is_none_or(|name| name == which);
    if asked(b"socket") {
        put(object, slot::SOCKET, socket.stream());
    }
    if asked(b"receiveBuffer") {
        socket.show_unread();
    }
    if asked(b"lastUseTime") && socket.is_task_socket() {
        if let Some(used) = socket.last_used() {
            put(object, slot::LAST_USE_TIME, unix_time(used).into());
        }
    }
}

/// PHP code may have written them.
pub fn written(object: &ZObj) {
    if let Some(socket) = Socket::of(object) {
        socket.note_touched();
        socket.adopt();
    }
}

/// One that PHP code has unset stays so.
fn put(object: &ZObj, slot: usize, value: ZVal) {
    if !object.slot(slot).is_undefined() {
        object.set_slot(slot, value);
    }
}

/// PHP's `time()`.
pub fn now() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    since.map_or(0, |since| i64::try_from(since.as_secs()).unwrap_or(0))
}

fn unix_time(moment: Instant) -> i64 {
    let ago = i64::try_from(moment.elapsed().as_secs()).unwrap_or(0);
    now() - ago
}

impl Socket<'_> {
    /// A stream that PHP code has put into `$this->socket`, open or not.
    #[inline]
    pub fn foreign_stream(self) -> Option<ZVal> {
        if self.is_touched() {
            self.other_stream()
        } else {
            None
        }
    }

    #[cold]
    #[inline(never)]
    fn other_stream(self) -> Option<ZVal> {
        let shown = self.object.slot(slot::SOCKET).resolved();
        if shown.is_null() || self.is_own_stream(shown) {
            return None;
        }
        Some(shown.clone())
    }

    /// Takes over what PHP code may have written.
    #[inline]
    pub fn adopt(self) {
        if self.is_touched() {
            self.adopt_touched();
        }
    }

    #[cold]
    #[inline(never)]
    fn adopt_touched(self) {
        if self.foreign_stream().is_some() {
            self.let_go_of_own();
            return;
        }
        if self.object.slot(slot::SOCKET).is_null() && self.has_own_stream() {
            self.let_go_of_own();
            return;
        }
        let buffer = self.object.slot(slot::RECEIVE_BUFFER).resolved();
        self.set_unread(buffer.as_str().map_or(&[][..], ZStr::as_bytes));
        if self.is_task_socket() {
            if let (View::Long(time), Some(used)) = (
                self.object.slot(slot::LAST_USE_TIME).view(),
                self.last_used(),
            ) {
                if time != unix_time(used) {
                    let ago = u64::try_from(now().saturating_sub(time)).unwrap_or(0);
                    self.set_last_used(Duration::from_secs(ago));
                }
            }
        }
    }

    fn show_unread(self) {
        if let Some(unread) = self.unread() {
            put(
                self.object,
                slot::RECEIVE_BUFFER,
                ZString::new(&unread).into(),
            );
        }
    }

    /// Shows what PHP code holds references to, after the connection has been used.
    pub fn show_again(self) {
        if self.is_touched() && self.foreign_stream().is_none() {
            self.show_unread();
            if let (true, Some(used)) = (self.is_task_socket(), self.last_used()) {
                put(self.object, slot::LAST_USE_TIME, unix_time(used).into());
            }
        }
    }
}

impl Socket<'_> {
    /// The value is the stream that has been laid over the connection.
    pub fn is_own_stream(self, value: &ZVal) -> bool {
        let stream = self.state.stream.borrow();
        stream.as_ref().is_some_and(|stream| stream.is(value))
    }

    pub fn has_own_stream(self) -> bool {
        self.state.stream.borrow().is_some()
    }

    /// PHP code has put something else in the place of the connection.
    pub fn let_go_of_own(self) {
        if self.has_own_stream() || self.state.connection.borrow().is_some() {
            self.state.forget();
        }
    }

    /// Bytes that were read and not used.
    pub fn unread(self) -> Option<Vec<u8>> {
        let connection = self.state.connection.borrow();
        connection.as_ref().map(|it| it.unread().to_vec())
    }

    pub fn set_unread(self, bytes: &[u8]) {
        if let Some(connection) = self.state.connection.borrow_mut().as_mut() {
            if connection.unread() != bytes {
                connection.set_unread(bytes.to_vec());
            }
        }
    }

    pub fn last_used(self) -> Option<Instant> {
        let connection = self.state.connection.borrow();
        connection.as_ref().map(Connection::last_used)
    }

    pub fn set_last_used(self, ago: Duration) {
        if let Some(connection) = self.state.connection.borrow_mut().as_mut() {
            connection.set_idle(ago);
        }
    }

    /// What stood for the connection in the properties stands for nothing any more.
    pub fn clear_shown(self) {
        if !self.object.slot(slot::SOCKET).is_null() {
            self.object.set_slot(slot::SOCKET, ZVal::null());
        }
        if self.state.touched.get() {
            self.object
                .set_slot(slot::RECEIVE_BUFFER, (&*crate::message::EMPTY).into());
        }
    }

    /// PHP code has closed the stream that it was given, and with it the connection.
    pub fn stream_is_closed(self) -> bool {
        let stream = self.state.stream.borrow();
        stream.as_ref().is_some_and(|stream| !stream.is_open())
    }

    /// The connection as a PHP stream if PHP code has asked for it, else null.
    pub fn known_stream(self) -> ZVal {
        self.state
            .stream
            .borrow()
            .as_ref()
            .map(Stream::value)
            .into()
    }

    /// The connection as a PHP stream, or null without one.
    pub fn stream(self) -> ZVal {
        if let Some(stream) = self.foreign_stream() {
            return stream;
        }
        if let Some(stream) = self.state.stream.borrow().as_ref() {
            return stream.value();
        }
        let duplicate = match self.state.connection.borrow().as_ref() {
            Some(connection) => connection.as_fd().try_clone_to_owned(),
            None => return ZVal::null(),
        };
        let Some(stream) = duplicate
            .ok()
            .and_then(|duplicate| Stream::over(duplicate, self.send_receive_timeout()))
        else {
            return ZVal::null();
        };
        let value = stream.value();
        *self.state.stream.borrow_mut() = Some(stream);
        value
    }
}
