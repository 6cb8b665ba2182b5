//! A line for a logger: level and text, the failure that it describes, and what is known beside, as the keys of PSR-3's
//! context.
use super::describe;
use crate::zend::{error, Class, Interned, Thrown, ZArray, ZObj, ZObject, ZVal};
use netsvr_wire::Recipient;
use std::borrow::Cow;
use std::time::Duration;

static INFO: Interned = Interned::new("info");
static WARNING: Interned = Interned::new("warning");
static ERROR: Interned = Interned::new("error");

static GATEWAY: Interned = Interned::new("gateway");
static ERRNO: Interned = Interned::new("errno");
static ELAPSED: Interned = Interned::new("elapsed_ms");
static ATTEMPT: Interned = Interned::new("attempt");
static FRAMES: Interned = Interned::new("frames");
static BYTES: Interned = Interned::new("bytes");
static CALL: Interned = Interned::new("call");
static OFFSET: Interned = Interned::new("offset");
static UNIQ_ID: Interned = Interned::new(Recipient::UniqId.name());
static CUSTOMER_ID: Interned = Interned::new(Recipient::CustomerId.name());
static TOPIC: Interned = Interned::new(Recipient::Topic.name());
static REPEATED: Interned = Interned::new("repeated");
static HINT: Interned = Interned::new("hint");
static EXCEPTION: Interned = Interned::new("exception");

/// A PSR-3 level.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Level {
    Info,
    Warning,
    Error,
}

impl Level {
    /// The logger's method.
    pub(super) fn method(self) -> &'static Interned {
        match self {
            Self::Info => &INFO,
            Self::Warning => &WARNING,
            Self::Error => &ERROR,
        }
    }
}

/// At module start.
pub(super) fn register() {
    let names = [&INFO, &WARNING, &ERROR];
    let keys = [
        &GATEWAY,
        &ERRNO,
        &ELAPSED,
        &ATTEMPT,
        &FRAMES,
        &BYTES,
        &CALL,
        &OFFSET,
        &UNIQ_ID,
        &CUSTOMER_ID,
        &TOPIC,
        &REPEATED,
        &HINT,
        &EXCEPTION,
    ];
    for name in names.into_iter().chain(keys) {
        name.make();
    }
}

/// What a line describes below its first line.
enum Described<'a> {
    Nothing,
    /// A failure that has a class but is not thrown. Its exception is made when the line is written.
    Failure(&'a Class, Cow<'a, str>, i64),
    Thrown(&'a ZObj),
}

/// A line. The exception and the context are made when a logger takes it.
#[must_use]
pub struct Line<'a> {
    pub(super) level: Level,
    pub(super) text: String,
    detail: String,
    described: Described<'a>,
    pub(super) gateway: Option<String>,
    errno: Option<i64>,
    elapsed: Option<Duration>,
    attempt: Option<u32>,
    frames: Option<u64>,
    bytes: Option<u64>,
    call: Option<String>,
    offset: Option<u64>,
    recipient: Option<(&'static Interned, String)>,
    repeated: Option<u64>,
    hint: Option<&'static str>,
}

impl<'a> Line<'a> {
    pub fn new(level: Level, text: String) -> Self {
        Self {
            level,
            text,
            detail: String::new(),
            described: Described::Nothing,
            gateway: None,
            errno: None,
            elapsed: None,
            attempt: None,
            frames: None,
            bytes: None,
            call: None,
            offset: None,
            recipient: None,
            repeated: None,
            hint: None,
        }
    }

    /// What failed, as the exception of a class that is not thrown. A code other than 0 is the system's number.
    pub fn describes(mut self, class: &'a Class, why: impl Into<Cow<'a, str>>, code: i64) -> Self {
        self.described = Described::Failure(class, why.into(), code);
        self.errno(Some(code).filter(|code| *code != 0))
    }

    /// The exception that it is about.
    pub fn describes_thrown(mut self, exception: &'a ZObj) -> Self {
        self.described = Described::Thrown(exception);
        self
    }

    /// The worker address of the gateway that it is about.
    pub fn gateway(mut self, address: impl Into<String>) -> Self {
        self.gateway = Some(address.into());
        self
    }

    /// The system's number of the error.
    pub fn errno(mut self, errno: Option<impl Into<i64>>) -> Self {
        self.errno = errno.map(Into::into);
        self
    }

    /// How long what it tells of has taken.
    pub fn elapsed(mut self, elapsed: Option<Duration>) -> Self {
        self.elapsed = elapsed;
        self
    }

    /// Failed attempts to reach the gateway so far.
    pub fn attempt(mut self, attempts: Option<u32>) -> Self {
        self.attempt = attempts;
        self
    }

    /// Frames that it is about: written, lost or refused.
    pub fn frames(mut self, frames: Option<impl TryInto<u64>>) -> Self {
        self.frames = frames.and_then(|it| it.try_into().ok());
        self
    }

    /// Bytes that it is about.
    pub fn bytes(mut self, bytes: Option<impl TryInto<u64>>) -> Self {
        self.bytes = bytes.and_then(|it| it.try_into().ok());
        self
    }

    /// What stands at the end of its text, and makes no line differ from another one.
    pub fn detail(mut self, detail: String) -> Self {
        self.detail = detail;
        self
    }

    /// The call that it is about.
    pub fn call(mut self, method: impl Into<String>) -> Self {
        self.call = Some(method.into());
        self
    }

    /// The place in the bytes that it is about, from 0.
    pub fn offset(mut self, offset: impl TryInto<u64>) -> Self {
        self.offset = offset.try_into().ok();
        self
    }

    /// Whom the bytes are for.
    pub fn recipient(mut self, kind: Recipient, id: impl Into<String>) -> Self {
        let key = match kind {
            Recipient::UniqId => &UNIQ_ID,
            Recipient::CustomerId => &CUSTOMER_ID,
            Recipient::Topic => &TOPIC,
        };
        self.recipient = Some((key, id.into()));
        self
    }

    /// What to check, where the text has to stay as it is.
    pub fn hint(mut self, hint: Option<&'static str>) -> Self {
        self.hint = hint;
        self
    }

    /// It stands for so many others.
    pub(super) fn repeated(mut self, times: u64) -> Self {
        self.repeated = Some(times);
        self
    }

    /// Its first line.
    pub(super) fn in_one(&self) -> Cow<'_, str> {
        if self.detail.is_empty() {
            return self.text.as_str().into();
        }
        format!("{}{}", self.text, self.detail).into()
    }

    /// The exception that it describes.
    ///
    /// # Errors
    /// When it cannot be made.
    pub(super) fn exception(&self) -> Result<Option<ZObject>, Thrown> {
        Ok(match &self.described {
            Described::Nothing => None,
            Described::Failure(class, why, code) => {
                Some(error::exception(class, why, *code, None)?)
            }
            Described::Thrown(exception) => Some(ZObj::to_owned(exception)),
        })
    }

    /// Its text with the description of its exception.
    ///
    /// # Errors
    /// What overridden methods of the exception throw.
    pub(super) fn with_description(
        &self,
        exception: Option<&ZObj>,
    ) -> Result<Cow<'_, str>, Thrown> {
        Ok(match exception {
            Some(exception) => format!("{}\n{}", self.in_one(), describe(exception)?).into(),
            None => self.in_one(),
        })
    }

    /// Gives it to PHP's error log, where there is no logger for it.
    ///
    /// # Errors
    /// What overridden methods of the exception that it describes throw.
    pub fn leave_to_error_log(&self) -> Result<(), Thrown> {
        let exception = self.exception()?;
        let text = self.with_description(exception.as_deref())?;
        error::error_log(&format!("netsvr: {text}"));
        Ok(())
    }

    /// PSR-3's context; `None` when nothing is known.
    pub(super) fn context(&self, exception: Option<ZObject>) -> Option<ZArray> {
        let number = |number: Option<u64>| number.and_then(|it| i64::try_from(it).ok());
        let (recipient, id) = match &self.recipient {
            Some((key, id)) => (*key, Some(ZVal::from(id.as_str()))),
            None => (&UNIQ_ID, None),
        };
        let entries: [(&Interned, Option<ZVal>); 12] = [
            (&GATEWAY, self.gateway.as_deref().map(ZVal::from)),
            (&ERRNO, self.errno.map(ZVal::from)),
            (&ELAPSED, self.elapsed.map(|it| millis(it).into())),
            (&ATTEMPT, self.attempt.map(|it| i64::from(it).into())),
            (&FRAMES, number(self.frames).map(ZVal::from)),
            (&BYTES, number(self.bytes).map(ZVal::from)),
            (&CALL, self.call.as_deref().map(ZVal::from)),
            (&OFFSET, number(self.offset).map(ZVal::from)),
            (recipient, id),
            (&REPEATED, number(self.repeated).map(ZVal::from)),
            (&HINT, self.hint.map(ZVal::from)),
            (&EXCEPTION, exception.map(ZVal::from)),
        ];
        if entries.iter().all(|(_, value)| value.is_none()) {
            return None;
        }
        let mut context = ZArray::with_capacity(entries.len());
        for (key, value) in entries {
            if let Some(value) = value {
                context.set(key, value);
            }
        }
        Some(context)
    }
}

/// Bytes as a line can hold them.
pub fn printable(bytes: &[u8]) -> String {
    match std::str::from_utf8(bytes) {
        Ok(text) if !text.chars().any(char::is_control) => text.to_owned(),
        _ => bytes
            .iter()
            .map(|byte| {
                if byte.is_ascii_graphic() {
                    char::from(*byte).to_string()
                } else {
                    format!("\\x{byte:02x}")
                }
            })
            .collect(),
    }
}

/// Milliseconds, to the microsecond.
fn millis(time: Duration) -> f64 {
    let micros = u32::try_from(time.as_micros()).unwrap_or(u32::MAX);
    f64::from(micros) / 1000.0
}
