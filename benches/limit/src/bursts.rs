//! Bursts of `singleCast` with a pause after each: the segments that leave, the
//! CPU time of a call, and when the last frame is there.

use crate::client::{Client, Cost, Programs};
use crate::expected;
use crate::report::{almost_all, middle, time, Budget, Rounds, Row};
use crate::sink::{accept, expect_frame, listen, now, Sink};
use anyhow::{bail, ensure, Context, Result};
use rustix::time::ClockId;
use std::io::ErrorKind;
use std::net::{SocketAddr, TcpStream};
use std::process::Command;
use std::time::Duration;

/// In the order of the table.
pub const TITLES: [&str; 4] = [
    "burst: 10,000 singleCast of 64 B, segments",
    "burst: 10,000 singleCast of 64 B, CPU of a call",
    "burst: last frame, PHP asleep, 99th percentile",
    "burst: last frame, PHP busy, 99th percentile",
];

/// Frames of a burst whose segments are counted.
const LONG: u32 = 10_000;
/// Such bursts, of each side.
const LONG_BURSTS: usize = 21;
/// Frames of a burst whose last frame is timed.
const SHORT: u32 = 200;
/// Such bursts, of each side.
const SHORT_BURSTS: usize = 400;

/// A client, and what receives from it.
struct Side {
    client: Client,
    /// Its own address, and the gateway's.
    ends: [SocketAddr; 2],
    sink: Sink,
}

/// How the gateway reads.
#[derive(Clone, Copy)]
enum Reader {
    /// As a busy one.
    Busy,
    /// It does nothing but wait.
    Waiting,
}

impl Reader {
    fn start(self, stream: TcpStream, frame: &[u8], clock: ClockId) -> Result<Sink> {
        match self {
            Self::Busy => Sink::start(stream, frame),
            Self::Waiting => Sink::waiting(stream, frame, clock),
        }
    }
}

impl Side {
    fn php(programs: &Programs, reader: Reader) -> Result<Self> {
        let (listener, addr) = listen()?;
        let frame = expected::single_cast(&[addr], 0);
        let mut client = Client::php(programs, "bursts.php", &[], &[addr])?;
        let clock = clock_of(&mut client)?;
        client.ask("asleep", 1)?;
        let mut stream = accept(&listener)?;
        expect_frame(&mut stream, &frame)?;
        client.reply()?;
        Ok(Self {
            client,
            ends: [stream.peer_addr()?, addr],
            sink: reader.start(stream, &frame, clock)?,
        })
    }

    fn limit(programs: &Programs, reader: Reader) -> Result<Self> {
        let (listener, addr) = listen()?;
        let frame = expected::single_cast(&[addr], 0);
        let client = Client::limit(programs, &[addr], std::slice::from_ref(&frame))?;
        let stream = accept(&listener)?;
        Ok(Self {
            client,
            ends: [stream.peer_addr()?, addr],
            sink: reader.start(stream, &frame, ClockId::Monotonic)?,
        })
    }

    /// A burst. Gives what it took, and the time from the return of its last call to the arrival of its last byte:
    /// none when the byte was there first.
    fn burst(&mut self, what: &str, calls: u32) -> Result<(Cost, Duration)> {
        self.sink.begin(calls as usize)?;
        let cost = self.client.run(what, calls)?;
        let came = self.sink.finish()?;
        let returned = cost.wall;
        Ok((cost, came.saturating_sub(returned)))
    }

    /// Segments that have left the client, its handshake's among them.
    fn segments(&self) -> Result<u32> {
        let [from, to] = self.ends.map(|end| end.port());
        let output = Command::new("ss")
            .args(["-tinH", &format!("sport = :{from} and dport = :{to}")])
            .output()?;
        let told = String::from_utf8_lossy(&output.stdout).into_owned();
        told.split_whitespace()
            .find_map(|word| word.strip_prefix("segs_out:")?.parse().ok())
            .with_context(|| format!("ss tells no segs_out: {told}"))
    }

    /// The bytes that were verified.
    fn end(self) -> Result<usize> {
        self.client.end()?;
        self.sink.end()
    }
}

/// The clock that `hrtime()` reads, which depends on PHP's version.
fn clock_of(php: &mut Client) -> Result<ClockId> {
    for clock in [ClockId::Monotonic, ClockId::MonotonicRaw] {
        let before = now(clock);
        let told = php.run("clock", 1)?.wall;
        if (before..=now(clock)).contains(&told) {
            return Ok(clock);
        }
    }
    bail!("hrtime() reads a clock that is not known here");
}

/// Measures those whose titles hold the text. What could not be is told in `notes`.
pub fn measure(programs: &Programs, filter: &str, notes: &mut Vec<String>) -> Result<Vec<Row>> {
    let [segments, cpu, asleep, busy] = TITLES;
    let mut rows = Vec::new();
    if [segments, cpu].iter().any(|title| title.contains(filter)) {
        rows.extend(long(programs, notes)?);
    }
    for (title, pause) in [(asleep, "asleep"), (busy, "busy")] {
        if title.contains(filter) {
            rows.push(last_frame(programs, title, pause)?);
        }
    }
    Ok(rows)
}

/// Segments and CPU time, from the same bursts. Each side goes first as often as second; the first round warms up.
fn long(programs: &Programs, notes: &mut Vec<String>) -> Result<Vec<Row>> {
    let mut php = Side::php(programs, Reader::Busy)?;
    let mut limit = Side::limit(programs, Reader::Busy)?;
    let counts = match php.segments() {
        Ok(_) => true,
        Err(problem) if is_missing(&problem) => false,
        Err(problem) => return Err(problem),
    };
    let round = |side: &mut Side, what| -> Result<(u32, Duration)> {
        let count = |side: &Side| if counts { side.segments() } else { Ok(0) };
        let before = count(side)?;
        let (cost, _) = side.burst(what, LONG)?;
        Ok((count(side)?.wrapping_sub(before), cost.cpu / LONG))
    };
    let (mut segments, mut cpu) = (Vec::new(), Vec::new());
    for number in 0..=LONG_BURSTS {
        let (ours, limits);
        if number % 2 == 0 {
            ours = round(&mut php, "asleep")?;
            limits = round(&mut limit, "shared")?;
        } else {
            limits = round(&mut limit, "shared")?;
            ours = round(&mut php, "asleep")?;
        }
        if number > 0 {
            segments.push((ours.0, limits.0));
            cpu.push((ours.1, limits.1));
        }
    }
    let verified = format!("{} bytes of each side", ended(php, limit)?);
    let [of_segments, of_cpu, ..] = TITLES;
    let row = |title, budget, rounds| Row {
        title,
        limit: "the same bytes without TCP_NODELAY, one system call a frame, pushed at the end",
        budget,
        rounds,
        verified: verified.clone(),
    };
    let mut rows = Vec::new();
    if counts {
        let counted = Rounds::Counts(segments);
        rows.push(row(of_segments, Budget::Count(500), counted));
    } else {
        notes.push(format!(
            "{of_segments}: NOT MEASURED: there is no ss (iproute2), which counts segments"
        ));
    }
    rows.push(row(of_cpu, Budget::Ratio(1.6), Rounds::Times(cpu)));
    Ok(rows)
}

fn is_missing(problem: &anyhow::Error) -> bool {
    let error = problem.downcast_ref::<std::io::Error>();
    error.is_some_and(|error| error.kind() == ErrorKind::NotFound)
}

/// The time from the return of the last call of a burst to the arrival of its frame. The client leaves the connection
/// alone meanwhile.
fn last_frame(programs: &Programs, title: &'static str, pause: &str) -> Result<Row> {
    let mut php = Side::php(programs, Reader::Waiting)?;
    let mut limit = Side::limit(programs, Reader::Waiting)?;
    let (mut ours, mut limits) = (Vec::new(), Vec::new());
    for number in 0..=SHORT_BURSTS {
        let (of_php, of_limit);
        if number % 2 == 0 {
            of_php = php.burst(pause, SHORT)?.1;
            of_limit = limit.burst(pause, SHORT)?.1;
        } else {
            of_limit = limit.burst(pause, SHORT)?.1;
            of_php = php.burst(pause, SHORT)?.1;
        }
        if number > 0 {
            ours.push(of_php);
            limits.push(of_limit);
        }
    }
    let middles = [&ours, &limits].map(|times| time(middle(times.iter().copied())));
    let bytes = ended(php, limit)?;
    Ok(Row {
        title,
        limit: "the same bytes with TCP_NODELAY, one system call a frame",
        budget: Budget::Above(Duration::from_millis(2)),
        rounds: Rounds::Times(vec![(
            almost_all(ours.into_iter()),
            almost_all(limits.into_iter()),
        )]),
        verified: format!(
            "{bytes} bytes of each side; medians: {}",
            middles.join(", ")
        ),
    })
}

/// Both have ended. Gives the bytes of each.
fn ended(php: Side, limit: Side) -> Result<usize> {
    let (of_php, of_limit) = (php.end()?, limit.end()?);
    ensure!(
        of_php == of_limit,
        "{of_php} bytes were sent by the extension, {of_limit} by the limit client"
    );
    Ok(of_php)
}
