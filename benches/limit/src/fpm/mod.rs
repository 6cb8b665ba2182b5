//! php-fpm: the CPU time of its child for a request that sets NetBus up and
//! sends a message, and for one that connects, writes the same bytes and closes
//! in plain PHP; each above that of a request which does nothing.

mod fastcgi;
mod gateway;
mod server;

use crate::client::Programs;
use crate::report::{Budget, Round, Row};
use anyhow::{ensure, Result};
use gateway::Gateway;
use server::Server;
use std::time::Duration;

pub const REQUEST: &str = "php-fpm, a request with a singleCast";
pub const FIRST_REQUEST: &str = "php-fpm, the first request of a process";

const ROUNDS: usize = 61;
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
}

impl Kind {
    const ALL: [Self; 3] = [Self::Nothing, Self::Plain, Self::Cast];

    fn script(self) -> &'static str {
        match self {
            Self::Nothing => "nothing.php",
            Self::Plain => "plain.php",
            Self::Cast => "cast.php",
        }
    }
}

struct Lab {
    server: Server,
    /// Of the plain requests.
    plain: Gateway,
    /// Of the extension's.
    cast: Gateway,
    /// How many plain requests there were, and of the extension's.
    made: [u32; 2],
}

impl Lab {
    /// A request. Its message must come.
    fn request(&mut self, kind: Kind) -> Result<()> {
        let [plain, cast] = &mut self.made;
        let (gateway, number) = match kind {
            Kind::Nothing | Kind::Plain => (&self.plain, plain),
            Kind::Cast => (&self.cast, cast),
        };
        let message = gateway.message(*number);
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
            *number += 1;
            gateway.expect_frame()?;
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
        Ok(self.server.cpu()? - before)
    }

    /// What a request takes, by kind, in the order of [`Kind::ALL`].
    fn round(&mut self) -> Result<[Duration; 3]> {
        let mut costs = [Duration::ZERO; 3];
        for _ in 0..REQUESTS / TURN {
            for (cost, kind) in costs.iter_mut().zip(Kind::ALL) {
                *cost += self.cost(kind, TURN)?;
            }
        }
        Ok(costs.map(|cost| cost / REQUESTS))
    }

    /// The same of the first request of a process.
    fn first_round(&mut self) -> Result<[Duration; 3]> {
        let mut costs = [Duration::ZERO; 3];
        for (cost, kind) in costs.iter_mut().zip(Kind::ALL) {
            self.renew_child()?;
            *cost = self.cost(kind, 1)?;
        }
        Ok(costs)
    }

    /// Its connection ends with a child.
    fn renew_child(&mut self) -> Result<()> {
        self.server.renew_child()?;
        self.cast.expect_end_if_open()
    }
}

/// Both figures above that of nothing.
fn above([nothing, plain, cast]: [Duration; 3]) -> Round {
    (cast.saturating_sub(nothing), plain.saturating_sub(nothing))
}

/// Measures both: a request in the long run, and the first one of a process.
pub fn measure(fpm: &str, programs: &Programs) -> Result<[Row; 2]> {
    let mut lab = Lab {
        server: Server::start(fpm, programs)?,
        plain: Gateway::start()?,
        cast: Gateway::start()?,
        made: [0; 2],
    };
    lab.round()?;
    let rounds: Vec<_> = (0..ROUNDS).map(|_| lab.round()).collect::<Result<_>>()?;
    let first: Vec<_> = (0..PROCESSES)
        .map(|_| lab.first_round())
        .collect::<Result<_>>()?;
    let [plain, cast] = lab.made;
    lab.renew_child()?;
    let verified = format!("{cast} messages, and {plain} of the limit's");
    let row = |title, budget, rounds: &[_]| Row {
        title,
        limit: "connect, write and close in PHP; both above an empty request",
        budget,
        rounds: rounds.iter().copied().map(above).collect(),
        verified: verified.clone(),
    };
    Ok([
        row(REQUEST, Budget::Ratio(1.0 / 3.0), &rounds),
        row(FIRST_REQUEST, Budget::None, &first),
    ])
}
