//! Events on a main socket, in our own loop: the CPU time of the process from the first to the last of them, for each,
//! and that of a loop in the same process which calls the same handler with a ready message. Beside them, that of a
//! process which reads the same bytes and no more.
//!
//! The gateway registers the process and forwards events as fast as it reads them; every answer is held against the
//! one that must come next.

use crate::client::{Client, Cost, Programs};
use crate::expected::{self, Exchange, SENDERS};
use crate::report::{middle, time, Budget, Round, Rounds, Row};
use crate::sink::{accept, expect_frame, listen, Sink, PATIENCE};
use anyhow::{Context, Result};
use std::io::{ErrorKind, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::process::Command;
use std::time::Duration;
use std::{env, fs, process};

const ROUNDS: usize = 15;
/// Events a round: so many of each sender.
const EACH: u32 = 200;
/// Events that are compared field by field, and counted, before any is measured: so many of each sender.
const EACH_COMPARED: u32 = 3;
/// System calls that may write the answers.
const WRITES: &str = "write,writev,sendto,sendmsg,sendmmsg";
/// Most of them for 1,000 answers.
const MOST_WRITES: f64 = 50.0;

/// Something that a handler does with an event.
pub struct Case {
    pub title: &'static str,
    /// Its name in events.php.
    name: &'static str,
    /// Answers each event with one frame.
    answers: bool,
    limit: &'static str,
    /// The limit reads the bytes, too: both figures of a round are added up.
    limit_reads: bool,
    budget: Budget,
}

const SAME_HANDLER: &str = "the same handler called in a loop with a ready message";

pub const CASES: &[Case] = &[
    Case {
        title: "event, 250 B, empty handler",
        name: "empty",
        answers: false,
        limit: "to read the same bytes and no more, and the same handler called in a loop with a ready message",
        limit_reads: true,
        budget: Budget::Ratio(2.0),
    },
    Case {
        title: "event, 250 B, three getters",
        name: "getters",
        answers: false,
        limit: SAME_HANDLER,
        limit_reads: false,
        budget: Budget::Cpu(Duration::from_nanos(600)),
    },
    Case {
        title: "event, 250 B, answered by singleCast, 64 B",
        name: "echo",
        answers: true,
        limit: "three getters in such a loop; nothing is sent",
        limit_reads: false,
        // 800,000 a second
        budget: Budget::Cpu(Duration::from_nanos(1_250)),
    },
];

/// A gateway to whom the process connects anew for each round.
struct Gateway {
    listener: TcpListener,
    register: Exchange,
    unregister: Exchange,
    first: Vec<u8>,
    events: Vec<u8>,
    last: Vec<u8>,
    /// What must come back for `events`.
    answers: Vec<u8>,
    answered: bool,
}

impl Gateway {
    fn start(answered: bool) -> Result<(Self, SocketAddr)> {
        let (listener, addr) = listen()?;
        let gateway = Self {
            listener,
            register: expected::register(),
            unregister: expected::unregister(),
            first: expected::conn_open(addr),
            events: expected::transfers(addr),
            last: expected::conn_close(addr),
            answers: expected::echoes(addr),
            answered,
        };
        Ok((gateway, addr))
    }

    /// Asks the process for `what`, and forwards `each` events of each sender to it.
    fn round(&self, php: &mut Client, what: &str, each: u32) -> Result<Cost> {
        php.ask(what, calls(each))?;
        let forwarded = self.forward(each);
        let reply = php.reply();
        match (forwarded, reply) {
            (Ok(()), reply) => reply,
            (Err(problem), Ok(_)) => Err(problem),
            (Err(problem), Err(said)) => Err(problem.context(format!("{said:#}"))),
        }
    }

    fn forward(&self, each: u32) -> Result<()> {
        let mut stream = accept(&self.listener)?;
        stream.set_write_timeout(Some(PATIENCE))?;
        expect_frame(&mut stream, &self.register.request)?;
        let mut sink = Sink::start(stream.try_clone()?, &self.answers)?;
        sink.begin(if self.answered { each as usize } else { 0 })?;
        let written = self.write(&mut stream, each);
        // wrong answers may be why the process reads no more
        sink.finish()?;
        written?;
        expect_frame(&mut stream, &self.unregister.request)?;
        stream.write_all(&self.unregister.answer)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        sink.end().map(drop)
    }

    /// The first events come in one segment with the answer.
    fn write(&self, stream: &mut TcpStream, each: u32) -> Result<()> {
        stream.write_all(&[&self.register.answer[..], &self.first].concat())?;
        for _ in 0..each {
            stream.write_all(&self.events)?;
        }
        stream.write_all(&self.last)?;
        Ok(())
    }
}

fn calls(each: u32) -> u32 {
    each * u32::try_from(SENDERS).unwrap_or(u32::MAX)
}

/// A limit client that reads the bytes of the events, and does nothing with them: what the system itself takes.
struct Reader {
    client: Client,
    stream: TcpStream,
    events: Vec<u8>,
}

impl Reader {
    fn start(programs: &Programs) -> Result<Self> {
        let (listener, addr) = listen()?;
        let events = expected::transfers(addr);
        let mut frame = events.clone();
        frame.splice(..4, u32::try_from(events.len() - 4)?.to_be_bytes());
        let client = Client::limit(programs, &[addr], &[frame])?;
        let stream = accept(&listener)?;
        stream.set_write_timeout(Some(PATIENCE))?;
        Ok(Self {
            client,
            stream,
            events,
        })
    }

    fn round(&mut self, each: u32) -> Result<Cost> {
        self.client.ask("read", each)?;
        for _ in 0..each {
            self.stream.write_all(&self.events)?;
        }
        self.client.reply()
    }
}

/// Measures one of them. Each side goes first as often as second; the first round warms up.
pub fn measure(programs: &Programs, case: &Case) -> Result<Row> {
    let (gateway, addr) = Gateway::start(case.answers)?;
    let mut php = Client::php(programs, "events.php", &[case.name], &[addr])?;
    gateway.round(&mut php, "compare", EACH_COMPARED)?;
    let events = calls(EACH);
    let mut reader = Reader::start(programs)?;
    let mut rounds: Vec<Round> = Vec::new();
    let mut reading = Vec::new();
    let mut calling = Vec::new();
    let mut decoding = Vec::new();
    for round in 0..=ROUNDS {
        let (ours, call, read);
        if round % 2 == 0 {
            ours = gateway.round(&mut php, "events", EACH)?;
            call = php.run("limit", events)?.cpu / events;
            read = reader.round(EACH)?.cpu / events;
        } else {
            read = reader.round(EACH)?.cpu / events;
            call = php.run("limit", events)?.cpu / events;
            ours = gateway.round(&mut php, "events", EACH)?;
        }
        if round > 0 {
            let limit = if case.limit_reads { read + call } else { call };
            rounds.push((ours.cpu / events, limit));
            reading.push(read);
            calling.push(call);
            decoding.push(php.run("decode", events)?.cpu / events);
        }
    }
    php.end()?;
    reader.client.end()?;
    let compared = calls(EACH_COMPARED);
    let mut verified = format!(
        "every field of {compared} events; to read the same bytes and no more takes {} an event, a call of the handler {}, \
         to make the fields by PHP's own unserialize() {}",
        time(middle(reading.into_iter())),
        time(middle(calling.into_iter())),
        time(middle(decoding.into_iter())),
    );
    if case.answers {
        let answers = u64::from(events) * (rounds.len() as u64 + 1) + u64::from(compared);
        let writes = writes_per_thousand(programs, case);
        verified = format!("{verified}; {answers} answers and their order; {writes}");
    }
    Ok(Row {
        title: case.title,
        limit: case.limit,
        budget: case.budget,
        rounds: Rounds::Times(rounds),
        verified,
    })
}

/// Counts the system calls that write the answers of one more round, which is not measured: strace makes them slow.
fn writes_per_thousand(programs: &Programs, case: &Case) -> String {
    let table = env::temp_dir().join(format!("netsvr-bench.{}.strace", process::id()));
    let mut strace = Command::new("strace");
    strace
        .args([
            "-f",
            "-c",
            "--seccomp-bpf",
            "-e",
            &format!("trace={WRITES}"),
        ])
        .arg("-o")
        .arg(&table);
    let counted = count_writes(strace, programs, case)
        .and_then(|()| fs::read_to_string(&table).context("strace wrote nothing"))
        .map(|table| total(&table));
    // not there when strace is not
    let _ = fs::remove_file(&table);
    match counted {
        Ok(writes) => {
            let per_thousand = f64::from(writes) * 1_000.0 / f64::from(calls(EACH));
            let held = if per_thousand <= MOST_WRITES {
                "ok"
            } else {
                "MISSED"
            };
            format!(
                "{per_thousand:.1} write system calls for 1,000 answers (<= {MOST_WRITES}: {held})"
            )
        }
        Err(problem) => match problem.downcast_ref::<std::io::Error>() {
            Some(error) if error.kind() == ErrorKind::NotFound => {
                "write system calls not counted: strace is not installed".to_owned()
            }
            _ => format!("write system calls not counted: {problem:#}"),
        },
    }
}

fn count_writes(strace: Command, programs: &Programs, case: &Case) -> Result<()> {
    let (gateway, addr) = Gateway::start(case.answers)?;
    let mut php = Client::php_within(strace, programs, "events.php", &[case.name], &[addr])?;
    gateway.round(&mut php, "events", EACH)?;
    php.end()
}

/// Calls in strace's table, whose last line adds all up.
fn total(table: &str) -> u32 {
    table
        .lines()
        .filter(|line| {
            WRITES
                .split(',')
                .any(|name| line.ends_with(&format!(" {name}")))
        })
        .filter_map(|line| line.split_whitespace().nth(3)?.parse::<u32>().ok())
        .sum()
}
