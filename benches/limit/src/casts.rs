//! One-way commands: the CPU time of the extension's process for a call, and
//! that of a process which writes the bytes of that call, ready as they are.

use crate::client::{Client, Programs};
use crate::expected;
use crate::report::{Budget, Row};
use crate::sink::{accept, listen, read_frame, Sink};
use anyhow::{ensure, Result};
use std::net::{SocketAddr, TcpListener};

const ROUNDS: usize = 21;

/// A one-way command to be measured.
pub struct Case {
    pub title: &'static str,
    /// Its name in casts.php.
    name: &'static str,
    gateways: usize,
    /// Calls a round.
    calls: u32,
    budget: f64,
    /// The frame for the gateway at an index.
    frame: fn(&[SocketAddr], usize) -> Vec<u8>,
}

pub const CASES: &[Case] = &[
    Case {
        title: "singleCast, 64 B, one gateway",
        name: "singleCast",
        gateways: 1,
        calls: 10_000,
        budget: 1.5,
        frame: expected::single_cast,
    },
    Case {
        title: "broadcast, 1 KiB, one gateway",
        name: "broadcast",
        gateways: 1,
        calls: 10_000,
        budget: 1.5,
        frame: expected::broadcast,
    },
    Case {
        title: "multicast, 10,000 ids, four gateways",
        name: "multicast",
        gateways: 4,
        calls: 50,
        budget: 3.0,
        frame: expected::multicast,
    },
    Case {
        title: "singleCastBulk, 10,000 ids, four gateways",
        name: "singleCastBulk",
        gateways: 4,
        calls: 50,
        budget: 3.0,
        frame: expected::single_cast_bulk,
    },
];

/// A client, and what receives from it.
struct Side {
    client: Client,
    what: &'static str,
    sinks: Vec<Sink>,
}

impl Side {
    /// CPU time of one call.
    fn round(&mut self, calls: u32) -> Result<std::time::Duration> {
        let cost = self.client.run(self.what, calls)?;
        for sink in &mut self.sinks {
            sink.expect(u64::from(calls))?;
        }
        Ok(cost.cpu / calls)
    }

    /// The bytes that were verified.
    fn end(self) -> Result<u64> {
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
    let mut php = Client::php(programs, "casts.php", &[case.name], &addrs)?;
    php.ask("call", 1)?;
    let mut frames = Vec::new();
    let mut sinks = Vec::new();
    for (at, listener) in listeners.iter().enumerate() {
        let mut stream = accept(listener)?;
        let frame = read_frame(&mut stream)?;
        ensure!(
            frame == (case.frame)(&addrs, at),
            "the first frame is not what it must be"
        );
        sinks.push(Sink::start(stream, &frame)?);
        frames.push(frame);
    }
    php.reply()?;
    let limit = Side {
        client: Client::limit(programs, &addrs, &frames)?,
        what: "write",
        sinks: receive(&listeners, &frames)?,
    };
    let php = Side {
        client: php,
        what: "call",
        sinks,
    };
    let (rounds, bytes) = alternate(php, limit, case.calls)?;
    Ok(Row {
        title: case.title,
        limit: "the same bytes, one system call a frame",
        budget: Budget::Ratio(case.budget),
        rounds,
        verified: format!("{bytes} bytes of each side"),
    })
}

fn receive(listeners: &[TcpListener], frames: &[Vec<u8>]) -> Result<Vec<Sink>> {
    listeners
        .iter()
        .zip(frames)
        .map(|(listener, frame)| Sink::start(accept(listener)?, frame))
        .collect()
}

type Rounds = Vec<crate::report::Round>;

/// The rounds, after one to warm up; each side goes first as often as second.
fn alternate(mut php: Side, mut limit: Side, calls: u32) -> Result<(Rounds, u64)> {
    let mut rounds = Vec::new();
    for round in 0..=ROUNDS {
        let costs = if round % 2 == 0 {
            let php = php.round(calls)?;
            (php, limit.round(calls)?)
        } else {
            let limit = limit.round(calls)?;
            (php.round(calls)?, limit)
        };
        if round > 0 {
            rounds.push(costs);
        }
    }
    let (of_php, of_limit) = (php.end()?, limit.end()?);
    ensure!(
        of_php == of_limit,
        "{of_php} bytes were sent by the extension, {of_limit} by the limit client"
    );
    Ok((rounds, of_php))
}
