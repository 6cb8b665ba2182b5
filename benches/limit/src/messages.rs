//! Message objects: the CPU time of what user code does with them, and of what
//! PHP itself has for the same values in the same process. No gateway.

use crate::client::{Client, Programs};
use crate::expected;
use crate::report::{Budget, Rounds, Row};
use anyhow::Result;
use std::fmt::Write;

const ROUNDS: usize = 41;

/// Something to be done with a message.
pub struct Case {
    pub title: &'static str,
    /// Its name in messages.php.
    name: &'static str,
    /// Figures a round, each of so many calls.
    figures: u32,
    calls: u32,
    limit: &'static str,
    budget: f64,
    bytes: fn() -> Vec<u8>,
}

pub const CASES: &[Case] = &[
    Case {
        title: "message: parse and read Transfer, 1 KiB",
        name: "parse",
        figures: 10_000,
        calls: 1,
        limit: "unserialize() of the equal array",
        budget: 1.0,
        bytes: expected::transfer,
    },
    Case {
        title: "message: ConnInfoUpdate by setters, serialise",
        name: "setters",
        figures: 10_000,
        calls: 1,
        limit: "json_encode() of the equal array",
        budget: 1.0,
        bytes: expected::conn_info_update,
    },
    Case {
        title: "message: ConnInfoUpdate of array, serialise",
        name: "constructor",
        figures: 10_000,
        calls: 1,
        limit: "json_encode() of the equal array",
        budget: 1.0,
        bytes: expected::conn_info_update,
    },
    Case {
        title: "message: 100 getters, with their loop",
        name: "getter",
        figures: 1_000,
        calls: 100,
        limit: "getters written in PHP, with their loop",
        budget: 1.5,
        bytes: Vec::new,
    },
];

/// Measures one of them. Each side goes first as often as second; the first
/// round warms up.
pub fn measure(programs: &Programs, case: &Case) -> Result<Row> {
    let bytes = hexadecimal(&(case.bytes)());
    let mut php = Client::php(programs, "messages.php", &[case.name, &bytes], &[])?;
    let mut rounds = Vec::new();
    for round in 0..=ROUNDS {
        let mut cost = |what| -> Result<_> {
            Ok(php.run(what, case.figures * case.calls)?.cpu / case.figures)
        };
        let (ours, limit);
        if round % 2 == 0 {
            ours = cost("call")?;
            limit = cost("limit")?;
        } else {
            limit = cost("limit")?;
            ours = cost("call")?;
        }
        if round > 0 {
            rounds.push((ours, limit));
        }
    }
    php.end()?;
    Ok(Row {
        title: case.title,
        limit: case.limit,
        budget: Budget::Ratio(case.budget),
        verified: format!("the last value of each of {} loops", 2 * (ROUNDS + 1)),
        rounds: Rounds::Times(rounds),
    })
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        // writing to a String does not fail
        let _ = write!(text, "{byte:02x}");
        text
    })
}
