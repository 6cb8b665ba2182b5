//! Waiting for sockets: `poll` under a deadline, through signals.

use crate::awaited::Awaited;
use crate::deadline::Deadline;
use crate::generation;
use crate::hook::{Hook, Stopped};
use rustix::event::{poll, Timespec};
use rustix::io::Errno;

/// How a wait ended when nothing failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Woken {
    /// At least one descriptor has events.
    Ready,
    /// The deadline passed first.
    TimedOut,
}

/// Why a wait was given up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum WaitError {
    Stopped,
    /// The hook has forked, and this is the child: what it waited for is its
    /// parent's.
    Forked,
    Io(Errno),
}

/// Waits until a descriptor is ready or the deadline has passed. A signal
/// calls the hook, then the wait goes on with the time that is left. One that
/// came before the wait must not sleep through it, so the hook is called
/// before it, too. Where the hook lets others run meanwhile, it is only looked
/// afterwards.
pub(crate) fn wait(
    fds: &mut [Awaited<'_>],
    deadline: Deadline,
    hook: &mut dyn Hook,
) -> Result<Woken, WaitError> {
    const AT_ONCE: Timespec = Timespec {
        tv_sec: 0,
        tv_nsec: 0,
    };
    let process = generation::current();
    loop {
        let stopped = |Stopped| WaitError::Stopped;
        hook.interrupted().map_err(stopped)?;
        if generation::current() != process {
            return Err(WaitError::Forked);
        }
        let timeout = if hook.suspends() {
            hook.suspended(fds, deadline.bounded()).map_err(stopped)?;
            if generation::current() != process {
                return Err(WaitError::Forked);
            }
            Some(AT_ONCE)
        } else {
            deadline.timeout()
        };
        match look(fds, timeout.as_ref()) {
            Ok(0) if deadline.expired() => return Ok(Woken::TimedOut),
            Ok(0) | Err(Errno::INTR) => {}
            Ok(_) => return Ok(Woken::Ready),
            Err(errno) => return Err(WaitError::Io(errno)),
        }
    }
}

/// `poll`
fn look(fds: &mut [Awaited<'_>], timeout: Option<&Timespec>) -> Result<usize, Errno> {
    if let [one] = fds {
        let mut polled = [one.poll_fd()];
        let found = poll(&mut polled, timeout);
        let [polled] = polled;
        one.set_ready(polled.revents());
        return found;
    }
    let mut polled: Vec<_> = fds.iter().map(Awaited::poll_fd).collect();
    let found = poll(&mut polled, timeout);
    for (awaited, polled) in fds.iter_mut().zip(polled) {
        awaited.set_ready(polled.revents());
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::awaited::as_one;
    use crate::hook::NoHook;
    use rustix::event::{eventfd, EventfdFlags, PollFlags};
    use std::io::Write;
    use std::os::unix::net::UnixStream;
    use std::time::Duration;

    /// Notes what it is to wait for, and does something in its place.
    struct Other<F: FnMut(&[Awaited<'_>], Option<Duration>) -> Result<(), Stopped>>(F);

    impl<F: FnMut(&[Awaited<'_>], Option<Duration>) -> Result<(), Stopped>> Hook for Other<F> {
        fn interrupted(&mut self) -> Result<(), Stopped> {
            Ok(())
        }

        fn suspends(&mut self) -> bool {
            true
        }

        fn suspended(
            &mut self,
            fds: &[Awaited<'_>],
            at_most: Option<Duration>,
        ) -> Result<(), Stopped> {
            (self.0)(fds, at_most)
        }
    }

    fn soon() -> Deadline {
        Deadline::after(Duration::from_secs(20))
    }

    #[test]
    fn who_suspends_does_not_sleep_here_and_looks_again_until_something_is_ready() {
        let (near, far) = UnixStream::pair().unwrap();
        let mut times = 0;
        let mut hook = Other(|fds, at_most| {
            assert_eq!(fds.len(), 1);
            assert!(fds[0].reading() && !fds[0].writing());
            assert!(at_most.unwrap() <= Duration::from_secs(20));
            times += 1;
            if times == 3 {
                (&far).write_all(b"x").unwrap();
            }
            Ok(())
        });
        let mut fds = [Awaited::new(&near, PollFlags::IN)];
        assert_eq!(wait(&mut fds, soon(), &mut hook), Ok(Woken::Ready));
        assert!(fds[0].revents().contains(PollFlags::IN));
        assert_eq!(times, 3);
    }

    #[test]
    fn who_suspends_is_told_of_the_deadline_and_can_be_stopped() {
        let (near, _far) = UnixStream::pair().unwrap();
        let mut fds = [Awaited::new(&near, PollFlags::IN)];
        let passed = Deadline::after(Duration::ZERO);
        let mut idle = Other(|_, _| Ok(()));
        assert_eq!(wait(&mut fds, passed, &mut idle), Ok(Woken::TimedOut));
        let mut stops = Other(|_, _| Err(Stopped));
        assert_eq!(wait(&mut fds, soon(), &mut stops), Err(WaitError::Stopped));
        let mut unbounded = Other(|_, at_most| {
            assert_eq!(at_most, None);
            Err(Stopped)
        });
        let for_ever = Deadline::after(Duration::MAX);
        assert_eq!(
            wait(&mut fds, for_ever, &mut unbounded),
            Err(WaitError::Stopped)
        );
    }

    #[test]
    fn one_descriptor_stands_for_many() {
        let (near, far) = UnixStream::pair().unwrap();
        let never = eventfd(0, EventfdFlags::empty()).unwrap();
        let fds = [
            Awaited::new(&never, PollFlags::IN),
            Awaited::new(&near, PollFlags::IN),
            Awaited::new(&near, PollFlags::IN),
        ];
        let one = as_one(&fds).unwrap();
        let mut seen = [Awaited::new(&one, PollFlags::IN)];
        let short = Deadline::after(Duration::from_millis(1));
        assert_eq!(wait(&mut seen, short, &mut NoHook), Ok(Woken::TimedOut));
        (&far).write_all(b"x").unwrap();
        assert_eq!(wait(&mut seen, soon(), &mut NoHook), Ok(Woken::Ready));
    }
}
