//! Watching for signals that ask the process to end, for a loop of our own: PHP's handlers for them go on working.
use std::cell::Cell;
use std::ffi::c_int;
use std::os::fd::{AsFd, AsRawFd, BorrowedFd, FromRawFd, OwnedFd};
use std::sync::atomic::{AtomicBool, AtomicI32, AtomicUsize, Ordering};

thread_local! {
    /// The descriptor of this thread's watch, or -1.
    static OURS: Cell<c_int> = const { Cell::new(-1) };
}

/// The signals that are watched.
const WATCHED: [c_int; 2] = [libc::SIGTERM, libc::SIGINT];

type Action = unsafe extern "C" fn(c_int, *const libc::sigaction, *mut libc::sigaction);

/// The process that watches, or 0. A child process that it forks inherits the handler, but has no loop to end.
static WATCHER: AtomicI32 = AtomicI32::new(0);
/// The last signal that came, or 0.
static RECEIVED: AtomicI32 = AtomicI32::new(0);
/// Where the handler writes, to wake the loop.
static WAKE: AtomicI32 = AtomicI32::new(-1);
/// What handled each signal before, and whether it takes three arguments.
static BEFORE: [(AtomicUsize, AtomicBool); 2] = [
    (AtomicUsize::new(0), AtomicBool::new(false)),
    (AtomicUsize::new(0), AtomicBool::new(false)),
];

extern "C" fn on_signal(signal: c_int, info: *mut libc::siginfo_t, context: *mut libc::c_void) {
    let watches = is_watching();
    if watches {
        RECEIVED.store(signal, Ordering::Relaxed);
        let wake = WAKE.load(Ordering::Relaxed);
        if wake >= 0 {
            let one = 1u64;
            // SAFETY: async-signal-safe; eight bytes into an eventfd.
            unsafe { libc::write(wake, (&raw const one).cast(), size_of::<u64>()) };
        }
    }
    let Some(place) = WATCHED.iter().position(|watched| *watched == signal) else {
        return;
    };
    let Some((handler, three)) = BEFORE.get(place) else {
        return;
    };
    let handler = handler.load(Ordering::Relaxed);
    if handler == libc::SIG_IGN {
        return;
    }
    if handler == libc::SIG_DFL {
        if !watches {
            // a child that was told to end ends; at the latest when this handler returns
            // SAFETY: both are async-signal-safe.
            unsafe {
                libc::signal(signal, libc::SIG_DFL);
                libc::raise(signal);
            }
        }
        return;
    }
    // SAFETY: the handler that stood there before, called as it was registered.
    unsafe {
        if three.load(Ordering::Relaxed) {
            type Three = extern "C" fn(c_int, *mut libc::siginfo_t, *mut libc::c_void);
            std::mem::transmute::<usize, Three>(handler)(signal, info, context);
        } else {
            std::mem::transmute::<usize, extern "C" fn(c_int)>(handler)(signal);
        }
    }
}

/// This process watches, not one that it was forked from.
fn is_watching() -> bool {
    // SAFETY: async-signal-safe, and cannot fail.
    WATCHER.load(Ordering::Relaxed) == unsafe { libc::getpid() }
}

/// `sigaction()` as PHP wants it called: it keeps a table of its own.
fn action() -> Action {
    // SAFETY: the symbol has this signature wherever it exists; a PHP built without signal handling has none.
    unsafe {
        let symbol = libc::dlsym(libc::RTLD_DEFAULT, c"zend_sigaction".as_ptr());
        if symbol.is_null() {
            plain_action
        } else {
            std::mem::transmute::<*mut libc::c_void, Action>(symbol)
        }
    }
}

unsafe extern "C" fn plain_action(
    signal: c_int,
    new: *const libc::sigaction,
    old: *mut libc::sigaction,
) {
    // SAFETY: the caller's pointers.
    unsafe { libc::sigaction(signal, new, old) };
}

fn empty_action() -> libc::sigaction {
    // SAFETY: a plain structure, all of whose bit patterns are valid.
    unsafe { std::mem::zeroed() }
}

/// `SIGTERM` and `SIGINT` are noticed instead of ending the process, until this is dropped. Ignored ones stay ignored.
/// A handler that PHP code has installed with `pcntl_signal` runs, too; one that it installs later is the only one.
pub struct SignalWatch {
    wake: OwnedFd,
    replaced: Vec<(c_int, libc::sigaction)>,
}

impl SignalWatch {
    /// Starts watching. One watch at a time in a process: `None` when there is one.
    ///
    /// # Errors
    /// What the system says.
    pub fn start() -> std::io::Result<Option<Self>> {
        Self::over(&WATCHED)
    }

    /// The same for a loop that others end, who have the signals for themselves: it can be [woken](wake), no more.
    ///
    /// # Errors
    /// What the system says.
    pub fn without_signals() -> std::io::Result<Option<Self>> {
        Self::over(&[])
    }

    fn over(watched: &[c_int]) -> std::io::Result<Option<Self>> {
        if is_watching() {
            return Ok(None);
        }
        // SAFETY: gives a new descriptor or -1.
        let wake = unsafe { libc::eventfd(0, libc::EFD_NONBLOCK | libc::EFD_CLOEXEC) };
        if wake < 0 {
            return Err(std::io::Error::last_os_error());
        }
        // SAFETY: just made, nobody else's.
        let mut wake = unsafe { OwnedFd::from_raw_fd(wake) };
        if wake.as_raw_fd() <= libc::STDERR_FILENO {
            // what is printed where the standard streams are closed must not wake anybody: the copy has another number
            wake = wake.try_clone()?;
        }
        OURS.set(wake.as_raw_fd());
        RECEIVED.store(0, Ordering::Relaxed);
        WAKE.store(wake.as_raw_fd(), Ordering::Relaxed);
        // SAFETY: cannot fail.
        WATCHER.store(unsafe { libc::getpid() }, Ordering::Relaxed);
        let set = action();
        let mut replaced = Vec::new();
        for (signal, (handler, three)) in watched.iter().zip(&BEFORE) {
            let mut before = empty_action();
            // SAFETY: asks only.
            unsafe { set(*signal, std::ptr::null(), &raw mut before) };
            if before.sa_sigaction == libc::SIG_IGN {
                continue;
            }
            // ours stands there in a child process of one that watches: what stood before it is known
            if before.sa_sigaction != on_signal as *const () as usize {
                handler.store(before.sa_sigaction, Ordering::Relaxed);
                three.store(before.sa_flags & libc::SA_SIGINFO != 0, Ordering::Relaxed);
            }
            let mut ours = empty_action();
            ours.sa_sigaction = on_signal as *const () as usize;
            ours.sa_flags = libc::SA_SIGINFO;
            // SAFETY: the handler does only what a handler may.
            unsafe { set(*signal, &raw const ours, std::ptr::null_mut()) };
            replaced.push((*signal, before));
        }
        Ok(Some(Self { wake, replaced }))
    }

    /// The loop is awake: what has woken it wakes it no more.
    pub fn rest(&self) {
        let mut count = 0u64;
        // SAFETY: eight bytes out of an eventfd that does not block.
        unsafe {
            libc::read(
                self.wake.as_raw_fd(),
                (&raw mut count).cast(),
                size_of::<u64>(),
            )
        };
    }

    /// A signal has come.
    pub fn has_received(&self) -> bool {
        !self.replaced.is_empty() && RECEIVED.load(Ordering::Relaxed) != 0
    }
}

/// Wakes the loop of this thread that watches, if there is one, as a signal would.
pub fn wake() {
    let wake = OURS.get();
    if wake >= 0 && is_watching() {
        let one = 1u64;
        // SAFETY: eight bytes into an eventfd, which is open while it is noted.
        unsafe { libc::write(wake, (&raw const one).cast(), size_of::<u64>()) };
    }
}

impl AsFd for SignalWatch {
    /// Readable once a signal has come.
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.wake.as_fd()
    }
}

impl Drop for SignalWatch {
    fn drop(&mut self) {
        let set = action();
        for (signal, before) in &self.replaced {
            let mut current = empty_action();
            // SAFETY: puts back what was there, unless PHP code has put something else there meanwhile.
            unsafe {
                set(*signal, std::ptr::null(), &raw mut current);
                if current.sa_sigaction == on_signal as *const () as usize {
                    set(*signal, before, std::ptr::null_mut());
                }
            }
        }
        OURS.set(-1);
        if WAKE.load(Ordering::Relaxed) == self.wake.as_raw_fd() {
            WAKE.store(-1, Ordering::Relaxed);
            WATCHER.store(0, Ordering::Relaxed);
        }
    }
}

/// Ends a watch whose loop is suspended in a fiber when a fatal error has ended the request: nothing is left that would be
/// told of signals. At the end of a request.
pub fn end_request() {
    let wake = OURS.get();
    if wake < 0 || !is_watching() || WAKE.load(Ordering::Relaxed) != wake {
        return;
    }
    let set = action();
    for (signal, (handler, three)) in WATCHED.iter().zip(&BEFORE) {
        let mut current = empty_action();
        let mut before = empty_action();
        before.sa_sigaction = handler.load(Ordering::Relaxed);
        before.sa_flags = if three.load(Ordering::Relaxed) {
            libc::SA_SIGINFO
        } else {
            0
        };
        // SAFETY: as when a watch is dropped.
        unsafe {
            set(*signal, std::ptr::null(), &raw mut current);
            if current.sa_sigaction == on_signal as *const () as usize {
                set(*signal, &raw const before, std::ptr::null_mut());
            }
        }
    }
    WAKE.store(-1, Ordering::Relaxed);
    WATCHER.store(0, Ordering::Relaxed);
}

/// Closes the descriptor of such a watch. At the start of a request, when no fiber of an earlier one is left.
pub fn begin_request() {
    end_request();
    let wake = OURS.replace(-1);
    if wake >= 0 {
        // SAFETY: its owner's memory is gone without having closed it.
        drop(unsafe { OwnedFd::from_raw_fd(wake) });
    }
}
