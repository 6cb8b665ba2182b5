//! php-fpm: the CPU time of its child for a request that sets NetBus up and
//! sends a message, and for one in plain PHP that writes the same bytes to a
//! stream which the request before has left open; each above that of a request
//! which does nothing.

mod fastcgi;
mod gateway;
mod server;

use crate::client::Programs;
use crate::report::{middle, time, Budget, Round, Rounds, Row};
use anyhow::{ensure, Result};
use gateway::Gateway;
use server::Server;
use std::time::Duration;

/// A request in the long run, and one in a process that has not had any.
pub const TITLES: [&str; 2] = [
    "php-fpm, a request with set-up and singleCast",
    "php-fpm, the first request of a process",
];

/// Rounds of a process. Where its memory happens to lie makes a few hundredths of difference in all of them.
const ROUNDS: usize = 9;
/// Processes that are measured.
const CHILDREN: usize = 9;
/// Requests of each kind a round, in turns of a few.
const REQUESTS: u32 = 60;
const TURN: u32 = 10;
/// Processes that are begun anew for each kind of request.
const PROCESSES: usize = 9;

/// What a request does.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Nothing,
    /// The extension's.
    Cast,
    /// The limit: a stream that is kept open.
    Kept,
    /// A connection of its own. Told beside the others.
    Plain,
}

impl Kind {
    const ALL: [Self; 4] = [Self::Nothing, Self::Cast, Self::Kept, Self::Plain];

    fn script(self) -> &'static str {
        match self {
            Self::Nothing => "nothing.php",
            Self::Cast => "cast.php",
            Self::Kept => "kept.php",
            Self::Plain => "plain.php",
        }
    }
}

/// What a request takes, by kind, in the order of [`Kind::ALL`].
type Costs = [Duration; 4];

struct Lab {
    server: Server,
    /// Of the extension's requests.
    cast: Gateway,
    /// Of those with a kept stream.
    kept: Gateway,
    /// Of those with a connection of their own.
    plain: Gateway,
}

impl Lab {
    /// A request. Its message must come.
    fn request(&mut self, kind: Kind) -> Result<()> {
        let gateway = match kind {
            Kind::Nothing | Kind::Plain => &self.plain,
            Kind::Cast => &self.cast,
            Kind::Kept => &self.kept,
        };
        let message = gateway.next_message();
        let query = format!(
            "gateway={}&to={}&data={}&frame={}",
            gateway.address(),
            message.uniq_id,
            message.data,
            message.hex_frame(),
        );
        let answer = self.server.get(kind.script(), &query)?;
        ensure!(
            answer == b"done",
            "{} answers: {}",
            kind.script(),
            String::from_utf8_lossy(&answer)
        );
        if kind != Kind::Nothing {
            gateway.expect_message()?;
        }
        if kind == Kind::Plain {
            gateway.expect_end()?;
        }
        Ok(())
    }

    /// What so many of them take.
    fn cost(&mut self, kind: Kind, requests: u32) -> Result<Duration> {
        let before = self.server.cpu()?;
        for _ in 0..requests {
            self.request(kind)?;
        }
        Ok(self.server.cpu()?.saturating_sub(before))
    }

    fn round(&mut self) -> Result<Costs> {
        let mut costs = Costs::default();
        for _ in 0..REQUESTS / TURN {
            for (cost, kind) in costs.iter_mut().zip(Kind::ALL) {
                *cost += self.cost(kind, TURN)?;
            }
        }
        Ok(costs.map(|cost| cost / REQUESTS))
    }

    /// The same of the first request of a process.
    fn first_round(&mut self) -> Result<Costs> {
        let mut costs = Costs::default();
        for (cost, kind) in costs.iter_mut().zip(Kind::ALL) {
            self.renew_child()?;
            *cost = self.cost(kind, 1)?;
        }
        Ok(costs)
    }

    /// Its connections end with a child.
    fn renew_child(&mut self) -> Result<()> {
        self.server.renew_child()?;
        self.cast.expect_end_if_open()?;
        self.kept.expect_end_if_open()
    }
}

/// The figures of the extension and of the limit above that of nothing.
fn above([nothing, cast, kept, _]: Costs) -> Round {
    (cast.saturating_sub(nothing), kept.saturating_sub(nothing))
}

/// What a request with a connection of its own takes above nothing, and how much of that the extension's takes.
fn connecting(rounds: &[Costs]) -> String {
    let figures = rounds.iter().map(|[nothing, cast, _, plain]| {
        let [cast, plain] = [cast, plain].map(|cost| cost.saturating_sub(*nothing));
        (plain, cast.as_secs_f64() / plain.as_secs_f64().max(1e-9))
    });
    format!(
        "connect, write and close in plain PHP: {}, of which the extension takes {:.2}",
        time(middle(figures.clone().map(|(plain, _)| plain))),
        middle(figures.map(|(_, ratio)| ratio)),
    )
}

/// Measures both.
pub fn measure(fpm: &str, programs: &Programs) -> Result<[Row; 2]> {
    let mut lab = Lab {
        server: Server::start(fpm, programs)?,
        cast: Gateway::start()?,
        kept: Gateway::start()?,
        plain: Gateway::start()?,
    };
    let mut rounds = Vec::new();
    for _ in 0..CHILDREN {
        lab.renew_child()?;
        // warms up
        lab.round()?;
        for _ in 0..ROUNDS {
            rounds.push(lab.round()?);
        }
    }
    let sent = [lab.cast.received(), lab.kept.received()];
    let first: Vec<_> = (0..PROCESSES)
        .map(|_| lab.first_round())
        .collect::<Result<_>>()?;
    let sent_first = [lab.cast.received() - sent[0], lab.kept.received() - sent[1]];
    // nothing may come after the last message
    lab.renew_child()?;
    let row = |title, budget, rounds: &[Costs], [cast, kept]: [u32; 2]| {
        Row {
        title,
        limit: "a logger, and a write to a kept stream in plain PHP; both above a request that does nothing",
        budget,
        rounds: Rounds::Times(rounds.iter().copied().map(above).collect()),
        verified: format!(
            "{cast} messages of the extension, {kept} of the limit; {}",
            connecting(rounds)
        ),
    }
    };
    let [request, first_request] = TITLES;
    Ok([
        row(request, Budget::Ratio(1.6), &rounds, sent),
        row(first_request, Budget::None, &first, sent_first),
    ])
}
