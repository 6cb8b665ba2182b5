//! A PHP stream laid over a connected socket, so that user code can `stream_select()`, read and write it.
use super::ffi;
use super::value::ZVal;
use std::ffi::{c_int, c_void};
use std::os::fd::{BorrowedFd, IntoRawFd, OwnedFd, RawFd};
use std::time::Duration;

/// A stream of which we hold one reference. The stream owns the descriptor.
pub struct Stream {
    resource: *mut ffi::zend_resource,
    descriptor: RawFd,
}

impl Stream {
    /// Lays a stream over a connected TCP socket; reads of user code then time out after `timeout`.
    ///
    /// `None` when the engine cannot make one; the descriptor is closed then.
    pub fn over(socket: OwnedFd, timeout: Duration) -> Option<Self> {
        const OPTION_READ_TIMEOUT: c_int = 4;
        let descriptor = socket.into_raw_fd();
        // SAFETY: the stream takes the descriptor over; its operations become those of `tcp://` streams, which
        // share their data's layout with the generic ones it was opened with.
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
            (*stream).ops = &raw const ffi::php_stream_socket_ops;
            let mut limit = libc::timeval {
                tv_sec: libc::time_t::try_from(timeout.as_secs()).unwrap_or(libc::time_t::MAX),
                tv_usec: libc::suseconds_t::from(timeout.subsec_micros().cast_signed()),
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
                descriptor,
            })
        }
    }

    /// False once user code has closed it: the descriptor's number may belong to something else by then.
    pub fn is_open(&self) -> bool {
        // SAFETY: our reference keeps the resource's header alive.
        unsafe { (*self.resource).type_ >= 0 }
    }

    /// The socket under the stream, for native I/O beside it. It means this socket only while [`Stream::is_open`]:
    /// ask before each use, and let go of it before the stream.
    pub fn lend(&self) -> BorrowedFd<'static> {
        // SAFETY: a number the kernel gave out; what it may be used for is said above. Using it too late can hit
        // another descriptor, never memory.
        unsafe { BorrowedFd::borrow_raw(self.descriptor) }
    }

    /// The resource, as user code gets it.
    pub fn value(&self) -> ZVal {
        ZVal::resource(self.resource)
    }
}

impl Drop for Stream {
    fn drop(&mut self) {
        // SAFETY: closing twice is harmless, and our reference is given back once.
        unsafe {
            if self.is_open() {
                ffi::zend_list_close(self.resource);
            }
            ffi::zend_list_delete(self.resource);
        }
    }
}
