//! php-fpm: the CPU time of its child for a request that sets NetBus up and
//! sends a message, and for one that connects, writes the same bytes and closes
//! in plain PHP; each above that of a request which does nothing.

mod fastcgi;
mod gateway;
mod server;

use crate::client::Programs;
use crate::report::{middle, time, Budget, Round, Row};
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
    Plain,
    Cast,
    /// Told beside the others.
    Kept,
}

impl Kind {
    const ALL: [Self; 4] = [Self::Nothing, Self::Plain, Self::Cast, Self::Kept];

    fn script(self) -> &'static str {
        match self {
            Self::Nothing => "nothing.php",
            Self::Plain => "plain.php",
            Self::Cast => "cast.php",
            Self::Kept => "kept.php",
        }
    }
}

/// What a request takes, by kind, in the order of [`Kind::ALL`].
type Costs = [Duration; 4];

struct Lab {
    server: Server,
    /// Of the plain requests.
    plain: Gateway,
    /// Of the extension's.
    cast: Gateway,
    /// Of those with a kept stream.
    kept: Gateway,
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
fn above([nothing, plain, cast, _]: Costs) -> Round {
    (cast.saturating_sub(nothing), plain.saturating_sub(nothing))
}

/// What a stream kept in plain PHP takes above nothing, and how much of the limit that is.
fn least(rounds: &[Costs]) -> String {
    let figures = rounds.iter().map(|[nothing, plain, _, kept]| {
        let [kept, plain] = [kept, plain].map(|cost| cost.saturating_sub(*nothing));
        (kept, kept.as_secs_f64() / plain.as_secs_f64().max(1e-9))
    });
    format!(
        "a logger, and a write to a stream kept open, in plain PHP: {}, {:.2} of the limit",
        time(middle(figures.clone().map(|(kept, _)| kept))),
        middle(figures.map(|(_, ratio)| ratio)),
    )
}

/// Measures both.
pub fn measure(fpm: &str, programs: &Programs) -> Result<[Row; 2]> {
    let mut lab = Lab {
        server: Server::start(fpm, programs)?,
        plain: Gateway::start()?,
        cast: Gateway::start()?,
        kept: Gateway::start()?,
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
    let sent = [lab.cast.received(), lab.plain.received()];
    let first: Vec<_> = (0..PROCESSES)
        .map(|_| lab.first_round())
        .collect::<Result<_>>()?;
    let sent_first = [
        lab.cast.received() - sent[0],
        lab.plain.received() - sent[1],
    ];
    // nothing may come after the last message
    lab.renew_child()?;
    let row = |title, budget, rounds: &[Costs], [cast, plain]: [u32; 2]| Row {
        title,
        limit: "connect, write and close in PHP; both above a request that does nothing",
        budget,
        rounds: rounds.iter().copied().map(above).collect(),
        verified: format!(
            "{cast} messages of the extension, {plain} of the limit; {}",
            least(rounds)
        ),
    };
    let [request, first_request] = TITLES;
    Ok([
        row(request, Budget::Ratio(1.0 / 3.0), &rounds, sent),
        row(first_request, Budget::None, &first, sent_first),
    ])
}
