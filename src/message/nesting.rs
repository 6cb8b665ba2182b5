//! How deep messages lie within each other when they are written, copied or walked. PHP code can put a message into
//! itself, past the setters, which would refuse it.
use crate::zend::{throw_builtin, Builtin, Thrown};
use netsvr_wire::walk::MAX_DEPTH;

/// How deep a message lies.
#[derive(Clone, Copy)]
pub struct Nesting(u32);

impl Nesting {
    /// That of a message which lies in no other.
    pub const OUTERMOST: Self = Self(1);

    /// That of a message within this one: as deep as a parse allows.
    ///
    /// # Errors
    /// `\RuntimeException` below that.
    #[inline]
    pub fn below(self) -> Result<Self, Thrown> {
        if self.0 >= MAX_DEPTH {
            return Err(too_deep());
        }
        Ok(Self(self.0 + 1))
    }
}

#[cold]
fn too_deep() -> Thrown {
    throw_builtin(
        Builtin::RuntimeException,
        &format!("Messages may lie {MAX_DEPTH} deep within each other at most: is there one that contains itself?"),
    )
}
