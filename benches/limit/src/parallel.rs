//! A request to several slow gateways: the time on the clock.

use crate::client::{Client, Programs};
use crate::expected::uniq_id_count;
use crate::replay::Replay;
use crate::report::{Budget, Rounds, Row};
use crate::sink::listen;
use anyhow::Result;
use std::time::Duration;

pub const TITLE: &str = "uniqIdCount, four gateways of 5 ms (wall time)";
const GATEWAYS: usize = 4;
const DELAY: Duration = Duration::from_millis(5);
const ROUNDS: usize = 101;
const COUNT: i32 = 42;

/// Measures it. A round is one call.
pub fn measure(programs: &Programs) -> Result<Row> {
    let mut gateways = Vec::new();
    let mut addrs = Vec::new();
    for _ in 0..GATEWAYS {
        let (listener, addr) = listen()?;
        gateways.push(Replay::start(listener, 2, uniq_id_count(COUNT), DELAY));
        addrs.push(addr);
    }
    let mut php = Client::php(programs, "parallel.php", &[&COUNT.to_string()], &addrs)?;
    let requests = vec![uniq_id_count(COUNT).request; GATEWAYS];
    let mut limit = Client::limit(programs, &addrs, &requests)?;
    let mut rounds = Vec::new();
    for round in 0..=ROUNDS {
        let wall = php.run("call", 1)?.wall;
        let limit = limit.run("ask", 1)?.wall;
        for gateway in &gateways {
            gateway.check()?;
        }
        if round > 0 {
            rounds.push((wall, limit));
        }
    }
    php.end()?;
    limit.end()?;
    Ok(Row {
        title: TITLE,
        limit: "all requests written, then all answers read",
        budget: Budget::Time(Duration::from_millis(8)),
        verified: format!("{} requests and answers", (rounds.len() + 1) * GATEWAYS),
        rounds: Rounds::Times(rounds),
    })
}
