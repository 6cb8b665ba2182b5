//! The Composer library in Laravel: what its handler of events and its
//! broadcaster take. A fake bus for the events; devgate for the broadcasts.

use crate::client::{Client, Cost, Programs};
use crate::report::{middle, time, Budget, Rounds, Row};
use anyhow::{bail, Context, Result};
use std::env;
use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

const EVENT: &str = "Laravel: an event, Pusher handler, fake bus";
const RESET: &str = "Laravel: an event, with netsvr:work's reset";
const BROADCAST: &str = "Laravel: a broadcast, above the driver null";
const CROWDS: [(u32, u32, &str); 3] = [
    (10, 200, "Laravel: toOthers, 10 subscribers"),
    (1_000, 20, "Laravel: toOthers, 1,000 subscribers"),
    (100_000, 1, "Laravel: toOthers, 100,000 subscribers"),
];

/// 20,000 events a second of CPU time.
const PER_EVENT: Duration = Duration::from_micros(50);
/// Events a round: whole lives of clients.
const EVENTS: u32 = 1_200;
const BROADCASTS: u32 = 500;
const ROUNDS: usize = 21;
const FEW_ROUNDS: usize = 3;

/// All that can be measured here.
pub const TITLES: [&str; 6] = [
    EVENT,
    RESET,
    BROADCAST,
    CROWDS[0].2,
    CROWDS[1].2,
    CROWDS[2].2,
];

/// Measures those whose titles hold the filter. `runner` starts a PHP that
/// finds Laravel.
pub fn measure(
    runner: &str,
    programs: &Programs,
    filter: &str,
    notes: &mut Vec<String>,
) -> Result<Vec<Row>> {
    let mut rows = Vec::new();
    if [EVENT, RESET].iter().any(|title| title.contains(filter)) {
        rows.extend(events(runner, programs)?);
    }
    let crowds: Vec<_> = CROWDS
        .iter()
        .filter(|(.., title)| title.contains(filter))
        .collect();
    if !BROADCAST.contains(filter) && crowds.is_empty() {
        return Ok(rows);
    }
    let gateway = Gateway::start(&programs.own)?;
    if BROADCAST.contains(filter) {
        rows.push(broadcast(runner, programs, &gateway)?);
    }
    for (subscribers, calls, title) in crowds {
        let row = others(
            runner,
            programs,
            &gateway,
            (*subscribers, *calls, title),
            notes,
        );
        rows.push(row.context(*title)?);
    }
    Ok(rows)
}

/// CPU time of so many calls, for each.
fn each(client: &mut Client, what: &str, calls: u32) -> Result<Duration> {
    Ok(client.run(what, calls)?.cpu / calls)
}

fn events(runner: &str, programs: &Programs) -> Result<[Row; 2]> {
    let mut php = Client::laravel(runner, programs, &["events"])?;
    let (mut plain, mut with_reset) = (Vec::new(), Vec::new());
    for round in 0..=ROUNDS {
        let event = each(&mut php, "event", EVENTS)?;
        let reset = each(&mut php, "reset", EVENTS)?;
        if round > 0 {
            plain.push((event, PER_EVENT));
            with_reset.push((reset, event));
        }
    }
    php.end()?;
    let row = |title, limit, budget, rounds| Row {
        title,
        limit,
        budget,
        rounds: Rounds::Times(rounds),
        verified: "what the handler sends for one client".to_owned(),
    };
    Ok([
        row(
            EVENT,
            "none; 50 us are 20,000 a second",
            Budget::Cpu(PER_EVENT),
            plain,
        ),
        row(
            RESET,
            "the same without the reset",
            Budget::None,
            with_reset,
        ),
    ])
}

fn broadcast(runner: &str, programs: &Programs, gateway: &Gateway) -> Result<Row> {
    let address = gateway.worker.to_string();
    let mut php = Client::laravel(runner, programs, &["broadcasts", &address])?;
    let mut rounds = Vec::new();
    for round in 0..=ROUNDS {
        let netsvr = each(&mut php, "netsvr", BROADCASTS)?;
        let null = each(&mut php, "null", BROADCASTS)?;
        let publish = each(&mut php, "publish", BROADCASTS)?;
        if round > 0 {
            rounds.push((netsvr.saturating_sub(null), publish));
        }
    }
    php.end()?;
    Ok(Row {
        title: BROADCAST,
        limit: "json_encode() of the payload, and topicPublish()",
        budget: Budget::Ratio(3.0),
        rounds: Rounds::Times(rounds),
        verified: "nothing was thrown".to_owned(),
    })
}

fn others(
    runner: &str,
    programs: &Programs,
    gateway: &Gateway,
    (subscribers, calls, title): (u32, u32, &'static str),
    notes: &mut Vec<String>,
) -> Result<Row> {
    let address = gateway.worker.to_string();
    let count = subscribers.to_string();
    let mut php = Client::laravel(runner, programs, &["others", &address, &count])?;
    let (mut rounds, mut walls) = (Vec::new(), Vec::new());
    for round in 0..=FEW_ROUNDS {
        let Cost { cpu, wall } = php.run("others", calls)?;
        let all = each(&mut php, "all", calls)?;
        if round > 0 {
            rounds.push((cpu / calls, all));
            walls.push(wall / calls);
        }
    }
    php.end()?;
    notes.push(format!(
        "{title}: {} on the clock, devgate's answer among it",
        time(middle(walls.into_iter()))
    ));
    Ok(Row {
        title,
        limit: "the same broadcast to all of them",
        budget: Budget::None,
        rounds: Rounds::Times(rounds),
        verified: "the number of subscribers".to_owned(),
    })
}

/// A devgate with the subscribers. It ends with this.
struct Gateway {
    child: Child,
    worker: SocketAddr,
}

impl Gateway {
    /// `NETSVR_DEVGATE`, or the one that lies beside this program.
    fn start(own: &Path) -> Result<Self> {
        let program = env::var_os("NETSVR_DEVGATE")
            .map_or_else(|| own.with_file_name("devgate"), PathBuf::from);
        let mut command = Command::new(&program);
        command.args(["--ws", "127.0.0.1:0", "--worker", "127.0.0.1:0"]);
        for (subscribers, ..) in CROWDS {
            command.arg("--crowd");
            command.arg(format!("{subscribers}=laravel:bench:crowd.{subscribers}"));
        }
        let mut child = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .with_context(|| format!("cannot start {}", program.display()))?;
        let said = child.stdout.take().map(BufReader::new);
        let mut gateway = Self {
            child,
            worker: SocketAddr::from(([127, 0, 0, 1], 0)),
        };
        for line in said.into_iter().flat_map(BufReader::lines) {
            let line = line?;
            if let Some(worker) = line.strip_prefix("worker ") {
                gateway.worker = worker.parse()?;
            }
            if line == "ready" {
                return Ok(gateway);
            }
        }
        bail!("devgate has ended")
    }
}

impl Drop for Gateway {
    fn drop(&mut self) {
        // fails only when it has ended
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
