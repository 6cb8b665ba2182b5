//! One-way commands: the CPU time of the extension's process for a call, and
//! that of a process which writes the bytes of that call, ready as they are. What
//! a setting costs is measured against the same calls without it.

use crate::client::{Client, Programs};
use crate::expected;
use crate::report::{Budget, Round, Rounds, Row};
use crate::sink::{accept, listen, read_frame, Sink};
use anyhow::{ensure, Result};
use std::net::{SocketAddr, TcpListener};
use std::time::Duration;

const ROUNDS: usize = 51;

/// How calls are measured.
#[derive(Clone, Copy)]
struct Load {
    /// Calls at a time.
    calls: u32,
    /// Times a round, in turn with the limit client.
    bursts: u32,
    /// Whether the gateways read while the calls are made. If not, what was
    /// written lies in the system until they have ended.
    reading: bool,
}

/// Small frames, a few at a time.
const FEW: Load = Load {
    calls: 100,
    bursts: 10,
    reading: false,
};

/// Small frames in a stream. What the gateway acknowledges decides how many
/// frames the system puts in one packet: a frame costs the less the faster
/// they come.
const STREAM: Load = Load {
    calls: 1_000,
    bursts: 8,
    reading: true,
};

/// Frames too large to lie unread.
const LARGE: Load = Load {
    calls: 5,
    bursts: 5,
    reading: true,
};

/// A one-way command to be measured.
pub struct Case {
    pub title: &'static str,
    /// Its name in casts.php.
    name: &'static str,
    gateways: usize,
    load: Load,
    budget: f64,
    /// INI settings, `key=value`. With any, the limit is the same without them.
    settings: &'static [&'static str],
    /// The frame for the gateway at an index.
    frame: fn(&[SocketAddr], usize) -> Vec<u8>,
}

pub const CASES: &[Case] = &[
    Case {
        title: "singleCast, 64 B, few at a time",
        name: "singleCast",
        gateways: 1,
        load: FEW,
        budget: 1.5,
        settings: &[],
        frame: expected::single_cast,
    },
    Case {
        title: "singleCast, 64 B, in a stream",
        name: "singleCast",
        gateways: 1,
        load: STREAM,
        budget: 1.5,
        settings: &[],
        frame: expected::single_cast,
    },
    Case {
        title: "broadcast, 1 KiB, few at a time",
        name: "broadcast",
        gateways: 1,
        load: FEW,
        budget: 1.5,
        settings: &[],
        frame: expected::broadcast,
    },
    Case {
        title: "broadcast, 1 KiB, in a stream",
        name: "broadcast",
        gateways: 1,
        load: STREAM,
        budget: 1.5,
        settings: &[],
        frame: expected::broadcast,
    },
    Case {
        title: "multicast, 10,000 ids, four gateways",
        name: "multicast",
        gateways: 4,
        load: LARGE,
        budget: 3.0,
        settings: &[],
        frame: expected::multicast,
    },
    Case {
        title: "singleCastBulk, 10,000 ids, four gateways",
        name: "singleCastBulk",
        gateways: 4,
        load: LARGE,
        budget: 3.0,
        settings: &[],
        frame: expected::single_cast_bulk,
    },
    Case {
        title: "text_check=throw: broadcast, 1 KiB, no ASCII",
        name: "text",
        gateways: 1,
        load: STREAM,
        budget: 1.1,
        settings: TEXT_CHECK,
        frame: expected::broadcast_of_text,
    },
    Case {
        title: "text_check=throw: singleCastBulk, 10,000 ids",
        name: "singleCastBulk",
        gateways: 4,
        load: LARGE,
        budget: 1.1,
        settings: TEXT_CHECK,
        frame: expected::single_cast_bulk,
    },
];

const TEXT_CHECK: &[&str] = &["netsvr.text_check=throw"];

/// A client, and what receives from it.
struct Side {
    client: Client,
    what: &'static str,
    sinks: Vec<Sink>,
}

impl Side {
    /// CPU time of so many calls.
    fn burst(&mut self, load: Load) -> Result<Duration> {
        if load.reading {
            self.begin(load.calls)?;
        }
        let cost = self.client.run(self.what, load.calls)?;
        if !load.reading {
            self.begin(load.calls)?;
        }
        self.sinks
            .iter_mut()
            .try_for_each(|sink| sink.finish().map(drop))?;
        Ok(cost.cpu)
    }

    fn begin(&mut self, calls: u32) -> Result<()> {
        let mut sinks = self.sinks.iter_mut();
        sinks.try_for_each(|sink| sink.begin(calls as usize))
    }

    /// The bytes that were verified.
    fn end(self) -> Result<usize> {
        self.client.end()?;
        self.sinks.into_iter().map(Sink::end).sum()
    }
}

/// Measures one of them.
pub fn measure(programs: &Programs, case: &Case) -> Result<Row> {
    let (listeners, addrs): (Vec<_>, Vec<_>) = (0..case.gateways)
        .map(|_| listen())
        .collect::<Result<Vec<_>>>()?
        .into_iter()
        .unzip();
    let (php, frames) = extension(programs, case, case.settings, &listeners, &addrs)?;
    let limit = if case.settings.is_empty() {
        Side {
            client: Client::limit(programs, &addrs, &frames)?,
            what: "write",
            sinks: receive(&listeners, &frames)?,
        }
    } else {
        extension(programs, case, &[], &listeners, &addrs)?.0
    };
    let (rounds, bytes) = alternate(php, limit, case.load)?;
    Ok(Row {
        title: case.title,
        limit: if case.settings.is_empty() {
            "the same bytes, one system call a frame"
        } else {
            "the same call without the setting"
        },
        budget: Budget::Ratio(case.budget),
        rounds: Rounds::Times(rounds),
        verified: format!("{bytes} bytes of each side"),
    })
}

/// The extension's process, whose first frames must be the right ones, and these.
fn extension(
    programs: &Programs,
    case: &Case,
    settings: &[&str],
    listeners: &[TcpListener],
    addrs: &[SocketAddr],
) -> Result<(Side, Vec<Vec<u8>>)> {
    let mut client = Client::php_with(programs, settings, "casts.php", &[case.name], addrs)?;
    client.ask("call", 1)?;
    let mut frames = Vec::new();
    let mut sinks = Vec::new();
    for (at, listener) in listeners.iter().enumerate() {
        let mut stream = accept(listener)?;
        let frame = read_frame(&mut stream)?;
        ensure!(
            frame == (case.frame)(addrs, at),
            "the first frame is not what it must be"
        );
        sinks.push(Sink::start(stream, &frame)?);
        frames.push(frame);
    }
    client.reply()?;
    let side = Side {
        client,
        what: "call",
        sinks,
    };
    Ok((side, frames))
}

fn receive(listeners: &[TcpListener], frames: &[Vec<u8>]) -> Result<Vec<Sink>> {
    listeners
        .iter()
        .zip(frames)
        .map(|(listener, frame)| Sink::start(accept(listener)?, frame))
        .collect()
}

/// The rounds, after one to warm up; each side goes first as often as second.
fn alternate(mut php: Side, mut limit: Side, load: Load) -> Result<(Vec<Round>, usize)> {
    let mut rounds = Vec::new();
    for round in 0..=ROUNDS {
        let (mut of_php, mut of_limit) = (Duration::ZERO, Duration::ZERO);
        for burst in 0..load.bursts {
            if burst % 2 == 0 {
                of_php += php.burst(load)?;
                of_limit += limit.burst(load)?;
            } else {
                of_limit += limit.burst(load)?;
                of_php += php.burst(load)?;
            }
        }
        if round > 0 {
            let calls = load.calls * load.bursts;
            rounds.push((of_php / calls, of_limit / calls));
        }
    }
    let (of_php, of_limit) = (php.end()?, limit.end()?);
    ensure!(
        of_php == of_limit,
        "{of_php} bytes were sent by the extension, {of_limit} by the limit client"
    );
    Ok((rounds, of_php))
}
