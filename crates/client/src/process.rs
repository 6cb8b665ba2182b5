//! Who a process is, and whether it still lives: for memory that others leave behind when they die.

use rustix::io::Errno;
use rustix::param::clock_ticks_per_second;
use rustix::process::{test_kill_process, Pid};
use rustix::time::{clock_gettime, ClockId};
use std::time::Duration;

/// A process id, and a time at which the process was there: a later process of the same id has started after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Identity(u64);

/// Bits of the time, in clock ticks since the system has started. The others hold the process id.
const TIME: u32 = 40;

impl Identity {
    /// This process. One system call.
    pub fn own() -> Self {
        Self::of(std::process::id())
    }

    /// A process that is there now.
    pub fn of(pid: u32) -> Self {
        Self(u64::from(pid) << TIME | ticks(now()) & ((1 << TIME) - 1))
    }

    /// As it was written down; `None` for nobody.
    pub fn from_word(word: u64) -> Option<Self> {
        (word != 0).then_some(Self(word))
    }

    /// To be written down; never 0.
    pub const fn word(self) -> u64 {
        self.0
    }

    /// Its number.
    pub const fn pid(self) -> u64 {
        self.0 >> TIME
    }

    /// Whether it is there. One that has ended and that its parent has not asked for is not.
    pub fn lives(self) -> bool {
        let Some(pid) = i32::try_from(self.pid()).ok().and_then(Pid::from_raw) else {
            return false;
        };
        if test_kill_process(pid) == Err(Errno::SRCH) {
            return false;
        }
        // other users' may be hidden, or there is no such file system: then it counts as alive
        std::fs::read(format!("/proc/{}/stat", pid.as_raw_nonzero()))
            .ok()
            .and_then(|stat| parse(&stat))
            .is_none_or(|(state, started)| {
                // the clocks may be a tick apart
                !matches!(state, b'Z' | b'X') && started <= (self.0 & ((1 << TIME) - 1)) + 1
            })
    }
}

fn now() -> Duration {
    let time = clock_gettime(ClockId::Boottime);
    let seconds = u64::try_from(time.tv_sec).unwrap_or(0);
    let nanos = u32::try_from(time.tv_nsec).unwrap_or(0);
    Duration::new(seconds, nanos)
}

fn ticks(since_start: Duration) -> u64 {
    let ticks = u128::from(clock_ticks_per_second()) * since_start.as_nanos() / 1_000_000_000;
    u64::try_from(ticks).unwrap_or(u64::MAX)
}

/// State and time of start of a process, from what the system says of it: fields 3 and 22. Field 2, the name in
/// brackets, may hold anything.
fn parse(stat: &[u8]) -> Option<(u8, u64)> {
    let end = stat.iter().rposition(|byte| *byte == b')')?;
    let rest = std::str::from_utf8(stat.get(end + 1..)?).ok()?;
    let mut fields = rest.split_ascii_whitespace();
    let state = *fields.next()?.as_bytes().first()?;
    let started = fields.nth(18)?.parse().ok()?;
    Some((state, started))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::process::{Command, Stdio};

    #[test]
    fn this_process_lives_and_one_that_has_ended_does_not() {
        let own = Identity::own();
        assert!(own.lives());
        assert_eq!(Identity::from_word(own.word()), Some(own));

        let mut child = Command::new("sleep")
            .arg("60")
            .stdin(Stdio::null())
            .spawn()
            .unwrap();
        let identity = Identity::of(child.id());
        assert!(identity.lives());
        child.kill().unwrap();
        while identity.lives() {
            // not asked for yet: it is there, and has ended
            std::thread::sleep(Duration::from_millis(1));
        }
        child.wait().unwrap();
        assert!(!identity.lives());
    }

    #[test]
    fn another_process_of_the_same_id_is_another_one() {
        let own = Identity::own();
        let before = Identity(own.word() - 1_000_000.min(own.word() & ((1 << TIME) - 1)));
        assert!(own.lives() && !before.lives());
        assert!(Identity::from_word(0).is_none());
        assert!(!Identity(1).lives(), "no process has the number 0");
    }

    #[test]
    fn names_with_brackets_do_not_confuse() {
        let stat = b"7 (a) Z 1 (b) R 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 4711 19 20";
        assert_eq!(parse(stat), Some((b'R', 4711)));
        assert_eq!(parse(b"7 (a) R 1"), None);
        assert_eq!(parse(b""), None);
    }
}
