//! `memory_limit` in native code. The engine ends a request that goes beyond it by a jump out of its allocator, in most
//! builds of PHP at once. Such a jump leaves out the destructors of the Rust frames that it crosses. So native code sees
//! to it that none comes: every so many allocations, and before large ones, it looks at what is in use. Far from the limit
//! nothing else is done. Near to it, the limit is lifted, and kept here: a handler that goes beyond it is given up.
//!
//! - What allocates from the engine is in `ffi` only as a function that calls [`before`] first.
//! - What may run PHP code is called through one door, `error::protect`, behind which the limit is in force.
//! - What lets go of a value is called through [`release`], as a destructor of PHP code may run.
//! - Once a handler is given up, no PHP code runs any more, and lists and strings do not grow: they are seen by nobody.
//!   [`finish`] raises the engine's fatal error at the handler's last line, when every Rust value has been dropped.
//!
//! A handler that allocates nothing pays for one comparison. Usage is above the limit by what [`EVERY`] small
//! allocations take, and one chunk of the engine, at most.
use super::error::{Exit, Thrown};
use super::ffi;
use ext_php_rs::zend::try_catch;
use std::cell::Cell;
use std::panic::AssertUnwindSafe;

/// Small allocations from one look at what is in use to the next.
const EVERY: isize = 256;
/// Bytes from which on an allocation is looked at for itself.
pub(super) const LARGE: usize = 4096;
/// The limit of an allocator that has none.
const UNLIMITED: usize = usize::MAX >> 1;
/// What the engine takes from the system at once.
const CHUNK: usize = 2 << 20;
/// Far from the limit: small allocations up to the next look cannot reach it.
const FAR: usize = EVERY.unsigned_abs() * LARGE + 2 * CHUNK;

struct State {
    /// Small allocations up to the next look.
    left: Cell<isize>,
    mode: Cell<Mode>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Mode {
    /// Nothing has been looked at; `left` is 0. PHP code runs in this mode alone.
    Closed,
    /// The limit is in force, and far away.
    Far,
    /// The limit is lifted.
    Lifted,
    /// The handler has been given up by a fatal error, which the engine has reported. The limit is lifted.
    Reported,
    /// The handler has been given up: it wanted so many bytes, which the limit does not allow. The limit is lifted.
    Exhausted(usize),
}

impl State {
    const fn new() -> Self {
        Self {
            left: Cell::new(0),
            mode: Cell::new(Mode::Closed),
        }
    }
}

#[cfg(not(php_zts))]
#[inline(always)]
fn with<R>(call: impl FnOnce(&State) -> R) -> R {
    struct OneThread(State);
    // SAFETY: without thread safety, one thread runs PHP and what is called from there.
    unsafe impl Sync for OneThread {}
    static STATE: OneThread = OneThread(State::new());
    call(&STATE.0)
}

#[cfg(php_zts)]
#[inline(always)]
fn with<R>(call: impl FnOnce(&State) -> R) -> R {
    thread_local! {
        static STATE: State = const { State::new() };
    }
    STATE.with(call)
}

/// Before something small is allocated. False when the handler has been given up: better it is not, then.
#[inline(always)]
pub(super) fn before() -> bool {
    with(|state| {
        let left = state.left.get().wrapping_sub(1);
        state.left.set(left);
        left >= 0 || look_again(state)
    })
}

/// [`look`] for something small.
#[inline(never)]
fn look_again(state: &State) -> bool {
    look(state, 0)
}

/// Before something of this size is allocated. False when it must not be: the handler has been given up.
#[inline(always)]
pub(super) fn allows(size: usize) -> bool {
    if size < LARGE {
        return before();
    }
    with(|state| look(state, size))
}

/// Gives the handler up when the limit is passed: in loops whose length comes from outside.
///
/// # Errors
/// The fatal error, to be raised at the handler's end.
pub fn check() -> Result<(), Thrown> {
    with(|state| look(state, 0))
        .then_some(())
        .ok_or_else(Thrown::ending)
}

/// Looks at what is in use before this size and [`EVERY`] small allocations are added. False when the handler has been
/// given up, or is now.
#[inline]
fn look(state: &State, size: usize) -> bool {
    if matches!(state.mode.get(), Mode::Closed | Mode::Far)
        && in_use().saturating_add(size.saturating_add(FAR)) <= limit()
    {
        state.left.set(EVERY);
        state.mode.set(Mode::Far);
        return true;
    }
    look_near(state, size)
}

#[cold]
#[inline(never)]
fn look_near(state: &State, size: usize) -> bool {
    let mode = state.mode.get();
    if let Mode::Reported | Mode::Exhausted(_) = mode {
        state.left.set(0);
        return false;
    }
    if (size > 0 || mode == Mode::Lifted) && !fits(size) {
        state.left.set(0);
        give_up(state, size.max(CHUNK));
        return false;
    }
    state.left.set(EVERY);
    set(UNLIMITED);
    state.mode.set(Mode::Lifted);
    true
}

/// Behind the chunks that are in use; what is smaller than one may find its place in them.
#[cold]
fn fits(size: usize) -> bool {
    let limit = limit();
    limit.checked_sub(size).is_some_and(set)
        || size < CHUNK && set(limit) && used().saturating_add(size) <= limit
}

#[cold]
fn give_up(state: &State, wanted: usize) {
    set(UNLIMITED);
    state.mode.set(Mode::Exhausted(wanted));
    mark_destructed();
}

/// No destructor of PHP code runs any more, as after every fatal error: the engine's own function, which it does not
/// export.
fn mark_destructed() {
    // SAFETY: the engine's own list of objects; the first place is not used, and an odd address is a free place.
    unsafe {
        let store = &raw const (*ffi::ext_php_rs_executor_globals()).objects_store;
        for place in 1..(*store).top as usize {
            let object = *(*store).object_buckets.add(place);
            if object.addr() & 1 == 0 {
                (*object).gc.u.type_info |= ffi::IS_OBJ_DESTRUCTOR_CALLED << ffi::GC_FLAGS_SHIFT;
            }
        }
    }
}

/// Before something that may run PHP code: puts the limit in force.
///
/// # Errors
/// When the handler has been given up, or is now.
#[inline(always)]
pub(super) fn leave() -> Result<(), Thrown> {
    if with(|state| state.mode.get() == Mode::Closed) {
        return Ok(());
    }
    with(leave_open)
}

#[inline(never)]
fn leave_open(state: &State) -> Result<(), Thrown> {
    match state.mode.get() {
        Mode::Closed | Mode::Far => {}
        Mode::Lifted if enforce() => {}
        Mode::Lifted => {
            give_up(state, CHUNK);
            return Err(Thrown::ending());
        }
        Mode::Reported | Mode::Exhausted(_) => return Err(Thrown::ending()),
    }
    state.left.set(0);
    state.mode.set(Mode::Closed);
    Ok(())
}

/// A fatal error has come out of the engine, which has reported it.
#[cold]
pub(super) fn caught() -> Thrown {
    set(UNLIMITED);
    with(|state| state.mode.set(Mode::Reported));
    Thrown::ending()
}

/// Gives a reference back where that is all there is to be done. With the last one a destructor of PHP code may run, and
/// when the engine notes that the others may be a cycle, it may begin to collect: false, and nothing is done.
///
/// # Safety
/// The head of an array, an object or a resource that is alive; the reference is the caller's.
#[inline(always)]
pub(super) unsafe fn give_back(head: *mut ffi::zend_refcounted_h) -> bool {
    /// A part of no cycle, or noted already.
    const NOTED: u32 = !(0xf | ffi::GC_FLAGS_MASK) | 1 << 4;
    // SAFETY: by the caller's promise; the union's members all are the same 32 bits.
    unsafe {
        let only = (*head).refcount > 1 && (*head).u.type_info & NOTED != 0;
        if only {
            (*head).refcount -= 1;
        }
        only
    }
}

/// Lets go of something, with which a destructor of PHP code may run. A fatal error in there ends the calling handler.
#[inline(never)]
pub(super) fn release(release: impl FnOnce()) {
    close();
    if try_catch(AssertUnwindSafe(release)).is_err() {
        let _ = caught();
    }
}

/// Puts the limit in force, or what is in use as the limit if that is above: at the end of what the engine calls beside
/// handlers.
#[inline(always)]
pub(super) fn close() {
    if is_to_finish() {
        with(close_open);
    }
}

#[inline(never)]
fn close_open(state: &State) {
    match state.mode.get() {
        Mode::Reported | Mode::Exhausted(_) => return,
        Mode::Lifted => enforce_or_stop(),
        Mode::Closed | Mode::Far => {}
    }
    state.left.set(0);
    state.mode.set(Mode::Closed);
}

/// True when [`finish`] has something to do. Far from the limit nothing has.
#[inline(always)]
pub(super) fn is_to_finish() -> bool {
    with(|state| match state.mode.get() {
        Mode::Closed => false,
        Mode::Far => {
            state.left.set(0);
            state.mode.set(Mode::Closed);
            false
        }
        _ => true,
    })
}

/// At a handler's end: puts the limit in force, and raises the fatal error if there is one.
///
/// # Safety
/// It may jump: no value with a destructor is left in the calling frame, nor in those between it and the engine.
#[inline(never)]
pub(super) unsafe fn finish() {
    let mode = with(|state| {
        state.left.set(0);
        state.mode.replace(Mode::Closed)
    });
    match mode {
        Mode::Closed | Mode::Far => return,
        Mode::Lifted if enforce() => return,
        Mode::Lifted => report(CHUNK),
        Mode::Exhausted(wanted) => report(wanted),
        Mode::Reported => {}
    }
    enforce_or_stop();
    // SAFETY: by the caller's promise.
    unsafe { ffi::ext_php_rs_zend_bailout() };
}

/// The engine's own words.
fn report(wanted: usize) {
    set(UNLIMITED);
    // SAFETY: two sizes for the two %zu. It ends in a jump, to here.
    let _ = try_catch(AssertUnwindSafe(|| unsafe {
        ffi::zend_error(
            ffi::E_ERROR.cast_signed(),
            c"Allowed memory size of %zu bytes exhausted (tried to allocate %zu bytes)".as_ptr(),
            limit(),
            wanted,
        );
    }));
}

/// At the start of a request, which begins with the engine's limit in force.
pub(super) fn begin_request() {
    with(|state| {
        state.left.set(0);
        state.mode.set(Mode::Closed);
    });
}

/// `memory_limit` as it is now: PHP code may have set another one.
#[inline(always)]
fn limit() -> usize {
    // SAFETY: the engine's own globals. -1, no limit, is the largest size.
    unsafe {
        #[cfg(not(php_zts))]
        let globals = &raw const ffi::core_globals;
        #[cfg(php_zts)]
        let globals = ffi::ext_php_rs_process_globals();
        (*globals).memory_limit.cast_unsigned() as usize
    }
}

/// `memory_limit` in bytes; `None` without one.
pub fn limit_in_bytes() -> Option<usize> {
    Some(limit()).filter(|limit| *limit <= UNLIMITED)
}

/// Bytes that may be taken before `memory_limit` is met; `None` without one. Memory is taken in chunks, so whole ones
/// count. Of what has been taken and given back, half does: the rest lies between other things, in pieces too small.
pub fn left() -> Option<usize> {
    let limit = limit_in_bytes()?;
    let (given, taken) = (used(), in_use());
    let whole = limit.saturating_sub(taken) / CHUNK * CHUNK;
    let given_back = taken.saturating_sub(given).saturating_sub(2 * CHUNK) / 2;
    Some(whole + given_back)
}

/// Bytes in use, without what lies between them.
fn used() -> usize {
    // SAFETY: asks the engine's allocator.
    unsafe { ffi::zend_memory_usage(false) }
}

/// Bytes of all that the engine has from the system.
fn in_use() -> usize {
    // SAFETY: asks the engine's allocator.
    unsafe { ffi::zend_memory_usage(true) }
}

/// False when more is in use: nothing has changed then.
#[inline(always)]
fn set(limit: usize) -> bool {
    // SAFETY: tells the engine's allocator.
    unsafe { ffi::zend_set_memory_limit(limit) == 0 }
}

/// The same with PHP's limit.
#[inline(always)]
fn enforce() -> bool {
    let limit = limit();
    // some versions of the engine let go of chunks that they keep, and leave the limit as it was: then once more
    let keeps = in_use() > limit;
    set(limit) && (!keeps || set(limit))
}

/// The same; what is above the limit becomes the limit.
fn enforce_or_stop() {
    if !enforce() {
        set(in_use());
    }
}

impl Thrown {
    /// The handler has been given up; [`finish`] knows why.
    fn ending() -> Self {
        Self {
            exit: Exit::Bailout,
        }
    }
}
