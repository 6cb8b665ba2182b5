//! Memory that a process and its forks share, and whose it is. A group is a process that has called [`share`] and its
//! forks: the children of a php-fpm master, say; or processes that have named the same file. What lies in it is up to
//! [`health`](crate::health), [`pool`](mod@crate::pool) and [`roster`](crate::roster).
//!
//! The memory holds atomic numbers and nothing else, so that a process that dies in the middle of a change leaves
//! nothing that another one waits for, or cannot read.
#![allow(unsafe_code)]

use crate::generation;
use crate::pool_memory;
use crate::roster_memory::{Place, PLACES};
use crate::slots::{Key, Memory};
use rustix::fs::{fstat, ftruncate, Mode, OFlags};
use rustix::io::Errno;
use rustix::mm::{mmap, mmap_anonymous, MapFlags, ProtFlags};
use rustix::process::geteuid;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::os::fd::OwnedFd;
use std::path::Path;
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
    places: [Place; PLACES],
    figures: pool_memory::Memory,
}

static GROUP: AtomicPtr<Group> = AtomicPtr::new(std::ptr::null_mut());
/// What a process has that shares nothing: its forks get copies.
static OWN: Memory = Memory::new();

/// Lets the forks of this process share what they know from now on; with a file, all processes that name the same one, at
/// its path with the layout's name behind it. Where there is no memory to be had for that, each keeps it to itself. Has an
/// effect once.
///
/// # Errors
/// When the file cannot be used; the forks of this process share memory then.
pub fn share(file: Option<&Path>) -> Result<(), Errno> {
    if group().is_some() {
        return Ok(());
    }
    let (opened, problem) = match file.map(open).transpose() {
        Ok(opened) => (opened, None),
        Err(errno) => (None, Some(errno)),
    };
    let protection = ProtFlags::READ | ProtFlags::WRITE;
    let anywhere = std::ptr::null_mut();
    // SAFETY: new memory of this size, at an address that the system chooses, which nobody has yet. A file is as large,
    // and nobody else's.
    let mapped = unsafe {
        match &opened {
            Some(file) => mmap(anywhere, SIZE, protection, MapFlags::SHARED, file, 0),
            None => mmap_anonymous(anywhere, SIZE, protection, MapFlags::SHARED),
        }
    };
    match mapped {
        Ok(memory) => GROUP.store(memory.cast(), Ordering::Release),
        Err(errno) => log::warn!("no memory to share with forks: {errno}"),
    }
    problem.map_or(Ok(()), Err)
}

const SIZE: usize = size_of::<Group>();

/// The file that the memory of a group lies in, of this user's alone.
fn open(path: &Path) -> Result<OwnedFd, Errno> {
    // another version may lay it out in another way
    let mut name = path.as_os_str().to_owned();
    name.push(concat!(".", env!("CARGO_PKG_VERSION")));
    name.push(format!(".{SIZE}"));
    let flags = OFlags::RDWR | OFlags::CREATE | OFlags::CLOEXEC | OFlags::NOFOLLOW;
    let file = rustix::fs::open(&name, flags, Mode::RUSR | Mode::WUSR)?;
    let found = fstat(&file)?;
    if found.st_uid != geteuid().as_raw() {
        return Err(Errno::PERM);
    }
    let size = u64::try_from(SIZE).map_err(|_| Errno::OVERFLOW)?;
    if u64::try_from(found.st_size) != Ok(size) {
        ftruncate(&file, size)?;
    }
    Ok(file)
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

/// The memory for [`roster`](crate::roster); `None` when this process shares nothing.
pub(crate) fn places() -> Option<&'static [Place]> {
    group().map(|group| group.places.as_slice())
}

/// The memory of this process.
pub(crate) fn memory() -> &'static Memory {
    group().map_or(&OWN, |group| &group.gateways)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_made_once_for_this_user_alone_and_an_alien_one_is_refused() {
        let folder = std::env::temp_dir().join(format!("netsvr-shared-{}", std::process::id()));
        std::fs::create_dir(&folder).unwrap();
        let path = folder.join("group");
        for _ in 0..2 {
            let file = open(&path).unwrap();
            let found = fstat(&file).unwrap();
            assert_eq!(u64::try_from(found.st_size), Ok(SIZE as u64));
            assert_eq!(found.st_mode & 0o777, 0o600);
        }
        let made = std::fs::read_dir(&folder).unwrap().next().unwrap().unwrap();
        std::fs::rename(made.path(), folder.join("other")).unwrap();
        std::os::unix::fs::symlink(folder.join("other"), made.path()).unwrap();
        assert_eq!(open(&path).unwrap_err(), Errno::LOOP);
        assert_eq!(open(&folder.join("none/group")).unwrap_err(), Errno::NOENT);
        std::fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn users_do_not_share() {
        assert_ne!(Key::for_user(0, "a:1"), Key::for_user(33, "a:1"));
        assert_ne!(Key::for_user(33, "a:1"), Key::for_user(33, "a:11"));
    }
}
