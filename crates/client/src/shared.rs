//! Memory that a process and its forks share, and whose it is. A group is a process that has called [`share`] and its
//! forks: the children of a php-fpm master, say. What lies in it is up to [`health`](crate::health).
//!
//! The memory holds atomic numbers and nothing else, so that a process that dies in the middle of a change leaves
//! nothing that another one waits for, or cannot read.
#![allow(unsafe_code)]

use crate::generation;
use crate::pool_memory;
use crate::slots::{Key, Memory};
use rustix::mm::{mmap_anonymous, MapFlags, ProtFlags};
use rustix::process::geteuid;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::atomic::{AtomicPtr, AtomicU64, Ordering};

impl Key {
    /// For this user, whoever that is in this process.
    pub fn of(address: &str) -> Self {
        Self::for_user(user(), address)
    }

    pub fn for_user(user: u32, address: &str) -> Self {
        let half = |seed: u8| {
            let mut hasher = DefaultHasher::new();
            (seed, user, address).hash(&mut hasher);
            // 0 stands for a free slot
            hasher.finish() | 1
        };
        Self(half(0), half(1))
    }
}

/// The user id of this process: php-fpm's children have another one than their master, where the memory was mapped.
fn user() -> u32 {
    static USER: AtomicU64 = AtomicU64::new(0);
    // the lower half: the id; the upper one: in which process it was asked for
    let process = generation::current().wrapping_add(1) << 32;
    let known = USER.load(Ordering::Relaxed);
    if known & !0xffff_ffff == process {
        #[allow(clippy::cast_possible_truncation)] // the lower half
        return known as u32;
    }
    let user = geteuid().as_raw();
    USER.store(process | u64::from(user), Ordering::Relaxed);
    user
}

/// What lies in the memory of a group. All zero: nothing is known.
struct Group {
    gateways: Memory,
    figures: pool_memory::Memory,
}

static GROUP: AtomicPtr<Group> = AtomicPtr::new(std::ptr::null_mut());
/// What a process has that shares nothing: its forks get copies.
static OWN: Memory = Memory::new();

/// Lets the forks of this process share what they know from now on. Where there is no memory to be had for that, each
/// keeps it to itself. Has an effect once.
pub fn share() {
    if group().is_some() {
        return;
    }
    // SAFETY: new memory of this size, at an address that the system chooses, which nobody has yet.
    let mapped = unsafe {
        mmap_anonymous(
            std::ptr::null_mut(),
            size_of::<Group>(),
            ProtFlags::READ | ProtFlags::WRITE,
            MapFlags::SHARED,
        )
    };
    match mapped {
        Ok(memory) => GROUP.store(memory.cast(), Ordering::Release),
        Err(errno) => log::warn!("no memory to share with forks: {errno}"),
    }
}

/// `None` when this process shares nothing.
fn group() -> Option<&'static Group> {
    // SAFETY: null, or mapped by `share` in this size and never unmapped. All zeros are valid; whatever other processes
    // do to it, atomics stay numbers.
    unsafe { GROUP.load(Ordering::Acquire).as_ref() }
}

/// The memory for [`pool`](crate::pool); `None` when this process shares nothing.
pub(crate) fn pool() -> Option<&'static pool_memory::Memory> {
    group().map(|group| &group.figures)
}

/// The memory of this process.
pub(crate) fn memory() -> &'static Memory {
    group().map_or(&OWN, |group| &group.gateways)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn users_do_not_share() {
        assert_ne!(Key::for_user(0, "a:1"), Key::for_user(33, "a:1"));
        assert_ne!(Key::for_user(33, "a:1"), Key::for_user(33, "a:11"));
    }
}
