//! What lies in the memory that [`pool`](crate::pool) shares: atomic numbers and nothing else, all zero at first.

use crate::figures::Figures;
use std::sync::atomic::AtomicU64;

/// Gateways that are known at a time.
pub const GATEWAYS: usize = 256;
/// Processes whose connections are counted at a time.
pub const PROCESSES: usize = 1024;
/// Longest address that is kept, in words of eight bytes: a host name and a port.
const ADDRESS: usize = 33;

const fn zero() -> AtomicU64 {
    AtomicU64::new(0)
}

/// Which gateway a slot is for. Entries lie close together, for who searches them.
#[derive(Debug)]
pub struct Entry {
    /// All zero: never taken.
    pub key: [AtomicU64; 2],
    /// When something was last added, for who looks for a slot to take.
    pub used: AtomicU64,
}

/// The sums of one gateway.
#[derive(Debug)]
pub struct Sums {
    /// Its address, zeros behind it.
    pub address: [AtomicU64; ADDRESS],
    /// Of all processes, those that have ended among them.
    pub figures: Figures<AtomicU64>,
    /// When an exchange last ended well: nanoseconds of the wall clock. 0: never.
    pub last_success: AtomicU64,
}

/// Which process a row is for.
#[derive(Debug)]
pub struct Owner {
    /// Process id and time of taking the row. 0: nobody's.
    pub identity: AtomicU64,
}

/// What one process holds of each gateway, at the gateway's place.
pub type Row = [AtomicU64; GATEWAYS];

/// All of it.
#[derive(Debug)]
pub struct Memory {
    pub entries: [Entry; GATEWAYS],
    pub sums: [Sums; GATEWAYS],
    pub owners: [Owner; PROCESSES],
    pub rows: [Row; PROCESSES],
}

impl Memory {
    /// As the system gives memory out: nobody has added anything.
    #[allow(clippy::large_stack_arrays)] // the value of a static: it never lies on a stack
    pub const fn new() -> Self {
        const fn entry() -> Entry {
            Entry {
                key: [zero(), zero()],
                used: zero(),
            }
        }
        const fn sums() -> Sums {
            Sums {
                address: [const { zero() }; ADDRESS],
                figures: Figures::zero(),
                last_success: zero(),
            }
        }
        const fn owner() -> Owner {
            Owner { identity: zero() }
        }
        const fn row() -> Row {
            [const { zero() }; GATEWAYS]
        }
        Self {
            entries: [const { entry() }; GATEWAYS],
            sums: [const { sums() }; GATEWAYS],
            owners: [const { owner() }; PROCESSES],
            rows: [const { row() }; PROCESSES],
        }
    }
}
