//! `netsvr.text_check`: data for clients that is not UTF-8. Gateways write all data as text frames, unchecked, and a
//! browser ends the connection on which a text frame does not hold text.
//!
//! Who sends looks at the data of a call with a [`Finding`] before anything of it goes out, and says how its call is
//! named and whose logger is to be told.
use crate::exception::SOCKET_SEND_EXCEPTION;
use crate::logger::{printable, Level, Line};
use crate::settings::{TextCheck, SETTINGS};
use crate::zend::{error, is_utf8, Thrown, ZStr};
use netsvr_wire::{Command, ForClients, Recipient, COMMAND_SIZE};
use std::cell::Cell;

/// Whether anybody is to look.
#[inline(always)]
#[allow(clippy::inline_always)] // once for each message
pub fn is_on() -> bool {
    SETTINGS.get().text_check.get() != TextCheck::Off
}

/// Whom data is for.
pub struct To {
    kind: Recipient,
    /// The first of them.
    id: String,
    /// How many there are besides.
    others: usize,
}

impl To {
    /// One recipient.
    pub fn one(kind: Recipient, id: &ZStr) -> Self {
        Self::several(kind, id.to_text(), 1)
    }

    /// So many recipients, of whom this is the first.
    pub fn several(kind: Recipient, id: String, count: usize) -> Self {
        Self {
            kind,
            id,
            others: count.saturating_sub(1),
        }
    }

    fn in_words(&self) -> String {
        const SHOWN: usize = 64;
        let id = self.id.as_bytes();
        let shown = printable(id.get(..SHOWN).unwrap_or(id));
        match self.others {
            0 => format!(", for {} {shown}", self.kind.name()),
            others => format!(", for {} {shown} and {others} more", self.kind.name()),
        }
    }
}

/// The first data of a call that is not UTF-8.
struct First {
    bytes: usize,
    offset: usize,
    to: Option<To>,
}

/// What of the data of a call is not UTF-8.
#[derive(Default)]
pub struct Finding {
    first: Option<First>,
    others: usize,
}

impl Finding {
    /// Looks at data.
    #[inline]
    pub fn look(&mut self, data: &ZStr, to: impl FnOnce() -> Option<To>) {
        if !data.is_utf8() {
            self.add(data.as_bytes(), to);
        }
    }

    #[cold]
    fn add(&mut self, data: &[u8], to: impl FnOnce() -> Option<To>) {
        if self.first.is_some() {
            self.others += 1;
            return;
        }
        self.first = Some(First {
            bytes: data.len(),
            offset: std::str::from_utf8(data).map_or_else(|why| why.valid_up_to(), str::len),
            to: to(),
        });
    }

    /// Looks at what a command carries for clients. A body that is no message is the gateway's to refuse.
    pub fn of_body(command: Command, body: &[u8]) -> Self {
        let mut finding = Self::default();
        let Ok(carried) = ForClients::read(command, body) else {
            return finding;
        };
        let is_bulk = carried.data.len() > 1;
        for (place, data) in carried.data.iter().enumerate() {
            if is_utf8(data) {
                continue;
            }
            finding.add(data, || {
                // the data of a bulk are for one each, or all for the one
                let pairs = is_bulk && carried.ids.len() == carried.data.len();
                let (place, count) = if pairs {
                    (place, 1)
                } else {
                    (0, carried.ids.len())
                };
                let id = String::from_utf8_lossy(carried.ids.get(place)?);
                Some(To::several(carried.recipient?, id.into_owned(), count))
            });
        }
        finding
    }

    /// Throws where the call is not to go out, or gives `tell` the line to log. Nothing where all is well.
    ///
    /// # Errors
    /// `SocketSendException`; what `tell` gives.
    #[inline]
    pub fn end(
        self,
        call: &str,
        tell: impl FnOnce(Line<'_>) -> Result<(), Thrown>,
    ) -> Result<(), Thrown> {
        match self.first {
            Some(first) => first.report(call, self.others, tell),
            None => Ok(()),
        }
    }
}

impl First {
    #[cold]
    fn report(
        self,
        call: &str,
        others: usize,
        tell: impl FnOnce(Line<'_>) -> Result<(), Thrown>,
    ) -> Result<(), Thrown> {
        let Self { bytes, offset, to } = self;
        let what =
            format!("{call}: data that is not UTF-8 disconnects browsers (netsvr.text_check)");
        let mut detail = format!(": the first wrong byte is at offset {offset} of {bytes} bytes");
        detail.extend(to.as_ref().map(To::in_words));
        if others > 0 {
            detail.push_str(&format!("; {others} more in this call"));
        }
        if SETTINGS.get().text_check.get() == TextCheck::Throw {
            let message = format!("{what}{detail}; nothing was sent");
            return Err(error::throw(&SOCKET_SEND_EXCEPTION, &message, 0));
        }
        let line = Line::new(Level::Warning, what)
            .detail(detail)
            .call(call)
            .bytes(Some(bytes))
            .offset(offset);
        tell(match to {
            Some(to) => line.recipient(to.kind, to.id),
            None => line,
        })
    }
}

thread_local! {
    /// The payload that PHP code is being given to send, and that has been looked at.
    static SEEN: Cell<*const ZStr> = const { Cell::new(std::ptr::null()) };
}

/// At the start of a request: what another one has left behind is not of this one.
pub fn begin_request() {
    SEEN.set(std::ptr::null());
}

/// Gives PHP code a payload to send, of which everything has been said: where it gives the same string to a `send()` of
/// ours, that looks at it no more.
pub fn seen<T>(payload: &ZStr, give: impl FnOnce() -> T) -> T {
    let before = SEEN.replace(payload);
    let result = give();
    SEEN.set(before);
    result
}

/// Looks at a payload (command and body) that PHP code has made and sends by this method.
///
/// # Errors
/// As [`Finding::end`].
#[inline(always)]
#[allow(clippy::inline_always)] // once for each message
pub fn payload(
    method: &str,
    payload: &ZStr,
    tell: impl FnOnce(Line<'_>) -> Result<(), Thrown>,
) -> Result<(), Thrown> {
    if is_on() && !std::ptr::eq(SEEN.get(), payload) {
        return look_at_payload(method, payload, tell);
    }
    Ok(())
}

#[cold]
fn look_at_payload(
    method: &str,
    payload: &ZStr,
    tell: impl FnOnce(Line<'_>) -> Result<(), Thrown>,
) -> Result<(), Thrown> {
    let Some((number, body)) = payload.as_bytes().split_first_chunk::<COMMAND_SIZE>() else {
        return Ok(());
    };
    let Some(command) = Command::from_u32(u32::from_be_bytes(*number)) else {
        return Ok(());
    };
    let call = format!("{method} of {}", command.name());
    Finding::of_body(command, body).end(&call, tell)
}
