//! Results of API 8: the CPU time of a query and of what reads its answer, and
//! that of the same query in API 4, or of a function of PHP which makes the
//! same value.

use crate::client::{Client, Programs};
use crate::expected::{self, Exchange};
use crate::replay::Replay;
use crate::report::{Budget, Rounds, Row};
use crate::sink::listen;
use anyhow::Result;
use std::net::SocketAddr;
use std::time::Duration;

const ROUNDS: usize = 21;

/// What makes a process one of API 8, on gateways that are told as they are.
const API_8: &[&str] = &["netsvr.api=8"];

/// A query and what is done with its result.
pub struct Case {
    pub title: &'static str,
    /// Its name in results.php.
    name: &'static str,
    /// Calls a round.
    calls: u32,
    limit: &'static str,
    /// Whether the limit is taken in a process of API 4.
    limit_in_4: bool,
    budget: f64,
    exchange: fn(SocketAddr) -> Exchange,
}

pub const CASES: &[Case] = &[
    Case {
        title: "API 8: uniqIdList()->getUniqIds(), 100,000 ids",
        name: "uniqIdList",
        calls: 2,
        limit: "uniqIdList() of API 4",
        limit_in_4: true,
        budget: 1.2,
        exchange: expected::uniq_id_list,
    },
    Case {
        title: "API 8: uniqIdList(), its result not looked at",
        name: "unread",
        calls: 2,
        limit: "uniqIdList() of API 4",
        limit_in_4: true,
        budget: 1.0,
        exchange: expected::uniq_id_list,
    },
    Case {
        title: "API 8: connInfo()->toArray(), 10,000 ids",
        name: "connInfoRows",
        calls: 2,
        limit: "connInfo() of API 4",
        limit_in_4: true,
        budget: 2.5,
        exchange: expected::conn_info,
    },
    Case {
        title: "API 8: connInfo()->getItems(), 10,000 ids",
        name: "connInfo",
        calls: 2,
        limit: "unserialize() of the same objects",
        limit_in_4: false,
        budget: 1.5,
        exchange: expected::conn_info,
    },
];

/// Measures one of them.
pub fn measure(programs: &Programs, case: &Case) -> Result<Row> {
    let (listener, addr) = listen()?;
    let connections = if case.limit_in_4 { 2 } else { 1 };
    let gateway = Replay::start(listener, connections, (case.exchange)(addr), Duration::ZERO);
    let mut php = Client::php_with(programs, API_8, "results.php", &[case.name], &[addr])?;
    let mut other = if case.limit_in_4 {
        Some(Client::php(programs, "results.php", &[case.name], &[addr])?)
    } else {
        None
    };
    let mut rounds = Vec::new();
    for round in 0..=ROUNDS {
        let ours = php.run("call", case.calls)?.cpu / case.calls;
        let limit = other.as_mut().unwrap_or(&mut php);
        let limit = limit.run("limit", case.calls)?.cpu / case.calls;
        gateway.check()?;
        if round > 0 {
            rounds.push((ours, limit));
        }
    }
    php.end()?;
    if let Some(other) = other {
        other.end()?;
    }
    Ok(Row {
        title: case.title,
        limit: case.limit,
        budget: Budget::Ratio(case.budget),
        verified: format!(
            "{} requests, and the values",
            (rounds.len() + 1) * case.calls as usize
        ),
        rounds: Rounds::Times(rounds),
    })
}
