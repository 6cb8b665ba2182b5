//! What lies in the memory that [`roster`](crate::roster) shares: atomic numbers and nothing else, all zero at first.

use std::sync::atomic::AtomicU64;

/// Places that are known at a time, of all services.
pub const PLACES: usize = 256;

/// One place. All zero: nobody has ever had it. Processes are written down as
/// [`Identity`](crate::process::Identity).
#[derive(Debug)]
pub struct Place {
    /// Which of which service's it is.
    pub key: AtomicU64,
    /// Whose it is; 0: nobody's.
    pub holder: AtomicU64,
    /// Who of its holders, present or past, is registered.
    pub registered: AtomicU64,
    /// Who of them is about to leave.
    pub leaving: AtomicU64,
}

#[cfg(test)]
impl Place {
    pub const fn new() -> Self {
        const fn zero() -> AtomicU64 {
            AtomicU64::new(0)
        }
        Self {
            key: zero(),
            holder: zero(),
            registered: zero(),
            leaving: zero(),
        }
    }
}
