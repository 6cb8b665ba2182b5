//! A PHP stream laid over a connected socket, so that PHP code can `stream_select()`, read and write it.
use super::error::{protect, Thrown};
use super::ffi;
use super::memory;
use super::value::ZVal;
use std::ffi::{c_int, c_void};
use std::net::TcpStream;
use std::os::fd::{BorrowedFd, IntoRawFd, OwnedFd, RawFd};
use std::time::Duration;

/// A stream of which we hold one reference. The stream owns the descriptor.
pub struct Stream {
    resource: *mut ffi::zend_resource,
}

impl Stream {
    /// Lays a stream over a connected TCP socket. It blocks from then on, as PHP code expects; reads of PHP code then time
    /// out after `timeout`.
    ///
    /// `None` when the engine cannot make one; the descriptor is closed then.
    pub fn over(socket: OwnedFd, timeout: Duration) -> Option<Self> {
        const OPTION_READ_TIMEOUT: c_int = 4;
        let socket = TcpStream::from(socket);
        socket.set_nonblocking(false).ok()?;
        let descriptor = socket.into_raw_fd();
        // SAFETY: the stream takes the descriptor over; its operations become those of `tcp://` streams, which
        // share their data's layout with the generic ones it was opened with.
        unsafe {
            let stream = open_from_socket(descriptor)?;
            (*stream).ops = &raw const ffi::php_stream_socket_ops;
            // Not by the names of their types, which musl is about to change: either has at least 32 bits.
            let mut limit = libc::timeval {
                tv_sec: i32::try_from(timeout.as_secs()).unwrap_or(i32::MAX).into(),
                tv_usec: timeout.subsec_micros().cast_signed().into(),
            };
            ffi::_php_stream_set_option(
                stream,
                OPTION_READ_TIMEOUT,
                0,
                (&raw mut limit).cast::<c_void>(),
            );
            (*stream).set___exposed(1);
            Some(Self {
                resource: (*stream).res,
            })
        }
    }

    /// Lays a stream over a descriptor that is only to be watched. `None` when the engine cannot make one; the descriptor
    /// is closed then.
    pub fn to_watch(descriptor: OwnedFd) -> Option<Self> {
        // SAFETY: the stream takes the descriptor over.
        unsafe {
            let stream = open_from_socket(descriptor.into_raw_fd())?;
            Some(Self {
                resource: (*stream).res,
            })
        }
    }

    /// False once PHP code has closed it.
    pub fn is_open(&self) -> bool {
        // SAFETY: our reference keeps the resource's header alive.
        unsafe { (*self.resource).type_ >= 0 }
    }

    /// The value is this stream.
    pub fn is(&self, value: &ZVal) -> bool {
        value
            .as_resource()
            .is_some_and(|resource| std::ptr::eq(resource, self.resource))
    }

    /// The resource, as PHP code gets it.
    pub fn value(&self) -> ZVal {
        ZVal::resource(self.resource)
    }
}

/// `None` when the engine cannot make one; the descriptor is closed then.
///
/// # Safety
/// Nobody else closes the descriptor.
unsafe fn open_from_socket(descriptor: RawFd) -> Option<*mut ffi::php_stream> {
    // SAFETY: by the caller's promise.
    unsafe {
        #[cfg(not(php_debug))]
        let stream = ffi::_php_stream_sock_open_from_socket(descriptor, std::ptr::null());
        #[cfg(php_debug)]
        let stream = ffi::_php_stream_sock_open_from_socket(
            descriptor,
            std::ptr::null(),
            0,
            c"netsvr".as_ptr(),
            0,
            std::ptr::null(),
            0,
        );
        if stream.is_null() {
            libc::close(descriptor);
            return None;
        }
        Some(stream)
    }
}

/// Closes a stream, or any other resource that is open. Filters in PHP may run, and wrappers.
pub fn close(value: &ZVal) {
    if let Some(resource) = value.as_resource().filter(|_| is_open(value)) {
        // SAFETY: open, and the value holds a reference to it.
        memory::release(|| unsafe { ffi::zend_list_close(resource) });
    }
}

/// False for anything but an open resource.
pub fn is_open(value: &ZVal) -> bool {
    // SAFETY: the value holds a reference to the resource, so its header is alive.
    value
        .as_resource()
        .is_some_and(|resource| unsafe { (*resource).type_ >= 0 })
}

/// A duplicate of the socket under a PHP stream of PHP code, and what the stream has read from it that PHP code has
/// not: those bytes are the caller's from now on. `None` for anything but an open stream over a descriptor.
///
/// # Errors
/// What filters and wrappers in PHP throw.
pub fn duplicate_socket(value: &ZVal) -> Result<Option<(OwnedFd, Vec<u8>)>, Thrown> {
    const AS_DESCRIPTOR: c_int = 1;
    // PHP code may let go of it meanwhile
    let held = value.resolved().clone();
    let Some((open, descriptor)) = cast(&held, AS_DESCRIPTOR)? else {
        return Ok(None);
    };
    // SAFETY: an open stream. Its buffer's bytes lie between the two positions.
    unsafe {
        let Ok(duplicate) = BorrowedFd::borrow_raw(descriptor).try_clone_to_owned() else {
            return Ok(None);
        };
        let (from, to) = ((*open).readpos, (*open).writepos);
        let unread = match usize::try_from(to - from) {
            Ok(length) if length > 0 && !(*open).readbuf.is_null() => {
                let start = (*open).readbuf.offset(from as isize);
                std::slice::from_raw_parts(start, length).to_vec()
            }
            _ => Vec::new(),
        };
        (*open).readpos = (*open).writepos;
        Ok(Some((duplicate, unread)))
    }
}

/// The number of the descriptor that a loop would watch. `None` for anything but an open stream over a descriptor.
///
/// # Errors
/// What wrappers in PHP throw.
pub fn descriptor(value: &ZVal) -> Result<Option<RawFd>, Thrown> {
    const FOR_SELECT: c_int = 3;
    let held = value.resolved().clone();
    Ok(cast(&held, FOR_SELECT)?.map(|(_, descriptor)| descriptor))
}

/// The stream of a resource that the caller holds, and its descriptor.
fn cast(held: &ZVal, what_for: c_int) -> Result<Option<(*mut ffi::php_stream, RawFd)>, Thrown> {
    const INTERNAL: c_int = 0x2000_0000;
    if !is_open(held) {
        return Ok(None);
    }
    // SAFETY: an open resource; the engine answers null for one that is no stream.
    let open = unsafe {
        ffi::zend_fetch_resource2_ex(
            held.as_ptr(),
            std::ptr::null(),
            ffi::php_file_le_stream(),
            ffi::php_file_le_pstream(),
        )
        .cast::<ffi::php_stream>()
    };
    if open.is_null() {
        return Ok(None);
    }
    let mut descriptor: isize = -1;
    // SAFETY: an open stream; the engine writes no more than it is given room for.
    let cast = protect(|| unsafe {
        ffi::_php_stream_cast(
            open,
            what_for | INTERNAL,
            (&raw mut descriptor).cast::<*mut c_void>(),
            0,
        )
    })?;
    // the engine writes an int where it was given room for a pointer
    let descriptor = RawFd::try_from(descriptor & 0xffff_ffff).unwrap_or(-1);
    // closed meanwhile, it is another one's descriptor
    let usable = cast == 0 && descriptor >= 0 && is_open(held);
    Ok(usable.then_some((open, descriptor)))
}

impl Drop for Stream {
    fn drop(&mut self) {
        // SAFETY: closing twice is harmless, and our reference is given back once. Filters in PHP may run.
        memory::release(|| unsafe {
            if self.is_open() {
                ffi::zend_list_close(self.resource);
            }
            ffi::zend_list_delete(self.resource);
        });
    }
}
