//! Answers as they came, for results that nobody has looked at. They lie in memory of Rust: the engine takes a block as
//! large as a long answer from the system each time, and gives it back, which costs more than to read the answer. They
//! are counted all the same: `memory_limit` has to have room for all of them.
use crate::room;
use crate::zend::Thrown;
use std::cell::Cell;
use std::ops::Deref;
use std::rc::Rc;

thread_local! {
    /// Bytes of all answers that are kept.
    static KEPT: Cell<usize> = const { Cell::new(0) };
}

/// The bytes of an answer. A clone has the same.
#[derive(Clone)]
pub struct Bytes(Rc<Counted>);

struct Counted(Box<[u8]>);

impl Bytes {
    /// Keeps what came, behind what came before.
    ///
    /// # Errors
    /// `SocketReceiveException` when `memory_limit` has no room for it beside all others.
    pub fn keep(before: Option<&Self>, body: &[u8]) -> Result<Self, Thrown> {
        let all = KEPT.get().saturating_add(body.len());
        room::check(body, all.div_ceil(body.len().max(1)), || all)?;
        let bytes: Box<[u8]> = match before {
            None => body.into(),
            Some(before) => [before, body].concat().into(),
        };
        KEPT.set(KEPT.get().saturating_add(bytes.len()));
        Ok(Self(Rc::new(Counted(bytes))))
    }
}

impl Deref for Bytes {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.0 .0
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        KEPT.set(KEPT.get().saturating_sub(self.0.len()));
    }
}
