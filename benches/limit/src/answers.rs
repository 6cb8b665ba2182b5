//! Requests with long answers: the CPU time of a call, and that of a function
//! of PHP which makes the same value in the same process.

use crate::client::{Client, Programs};
use crate::expected::{self, Exchange};
use crate::replay::Replay;
use crate::report::{Budget, Rounds, Row};
use crate::sink::listen;
use anyhow::Result;
use std::net::SocketAddr;
use std::time::Duration;

const ROUNDS: usize = 41;

/// A request to be measured.
pub struct Case {
    pub title: &'static str,
    /// Its name in answers.php.
    name: &'static str,
    /// Calls a round.
    calls: u32,
    limit: &'static str,
    exchange: fn(SocketAddr) -> Exchange,
}

pub const CASES: &[Case] = &[
    Case {
        title: "connInfo, 10,000 ids",
        name: "connInfo",
        calls: 2,
        limit: "unserialize() of the same value",
        exchange: expected::conn_info,
    },
    Case {
        title: "uniqIdList, 100,000 ids",
        name: "uniqIdList",
        calls: 2,
        limit: "str_split() of all ids in one string",
        exchange: expected::uniq_id_list,
    },
];

/// Measures one of them.
pub fn measure(programs: &Programs, case: &Case) -> Result<Row> {
    let (listener, addr) = listen()?;
    let gateway = Replay::start(listener, 1, (case.exchange)(addr), Duration::ZERO);
    let mut php = Client::php(programs, "answers.php", &[case.name], &[addr])?;
    let mut rounds = Vec::new();
    for round in 0..=ROUNDS {
        let ours = php.run("call", case.calls)?.cpu / case.calls;
        let limit = php.run("limit", case.calls)?.cpu / case.calls;
        gateway.check()?;
        if round > 0 {
            rounds.push((ours, limit));
        }
    }
    php.end()?;
    Ok(Row {
        title: case.title,
        limit: case.limit,
        budget: Budget::Ratio(1.5),
        verified: format!(
            "{} requests, and the values",
            (rounds.len() + 1) * case.calls as usize
        ),
        rounds: Rounds::Times(rounds),
    })
}
