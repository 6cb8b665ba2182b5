//! The program behind `make bench`: gateways that verify every byte, the
//! limit client, and the table. See `benches/README.md`. What it expects on
//! the wire it encodes by itself; nothing here uses the code that it measures.
#![forbid(unsafe_code)]

mod answers;
mod bursts;
mod casts;
mod client;
mod events;
mod expected;
mod fpm;
mod laravel;
mod limit;
mod messages;
mod parallel;
mod replay;
mod report;
mod results;
mod sink;

use anyhow::{bail, Context, Result};
use client::Programs;
use std::env;
use std::process::ExitCode;

const USAGE: &str =
    "usage: netsvr-bench run [name]     all measurements, or those whose names hold this text
       netsvr-bench limit <address>...  the limit client; started by `run`
`run` wants NETSVR_SO (the extension), PHP, and NETSVR_BENCH_PHP (the folder of its PHP scripts);
PHP_FPM is the php-fpm of that PHP, without which a request is not measured;
NETSVR_BENCH_LARAVEL starts a PHP that finds Laravel, which is not measured otherwise";

fn main() -> ExitCode {
    match dispatch() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("netsvr-bench: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch() -> Result<()> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    match arguments.split_first() {
        Some((mode, filter)) if mode == "run" && filter.len() < 2 => {
            run(filter.first().map_or("", String::as_str))
        }
        Some((mode, addresses)) if mode == "limit" => limit::serve(addresses),
        _ => bail!("{USAGE}"),
    }
}

fn run(filter: &str) -> Result<()> {
    let variable = |name: &str| env::var(name).with_context(|| format!("{name} is not set"));
    let programs = Programs {
        php: variable("PHP")?,
        extension: variable("NETSVR_SO")?,
        scripts: variable("NETSVR_BENCH_PHP")?,
        own: env::current_exe()?,
    };
    let mut rows = Vec::new();
    for case in casts::CASES.iter().filter(|c| c.title.contains(filter)) {
        rows.push(casts::measure(&programs, case).with_context(|| case.title)?);
    }
    let mut notes = Vec::new();
    if bursts::TITLES.iter().any(|title| title.contains(filter)) {
        rows.extend(bursts::measure(&programs, filter, &mut notes).context("bursts")?);
    }
    for case in answers::CASES.iter().filter(|c| c.title.contains(filter)) {
        rows.push(answers::measure(&programs, case).with_context(|| case.title)?);
    }
    for case in results::CASES.iter().filter(|c| c.title.contains(filter)) {
        rows.push(results::measure(&programs, case).with_context(|| case.title)?);
    }
    for case in messages::CASES.iter().filter(|c| c.title.contains(filter)) {
        rows.push(messages::measure(&programs, case).with_context(|| case.title)?);
    }
    for case in events::CASES.iter().filter(|c| c.title.contains(filter)) {
        rows.push(events::measure(&programs, case).with_context(|| case.title)?);
    }
    if parallel::TITLE.contains(filter) {
        rows.push(parallel::measure(&programs).context(parallel::TITLE)?);
    }
    if fpm::TITLES.iter().any(|title| title.contains(filter)) {
        match env::var("PHP_FPM") {
            Ok(fpm) if !fpm.is_empty() => {
                rows.extend(fpm::measure(&fpm, &programs).context("php-fpm")?);
            }
            _ => notes.push(
                "php-fpm: NOT MEASURED: there is no php-fpm of this PHP; PHP_FPM names one"
                    .to_owned(),
            ),
        }
    }
    if laravel::TITLES.iter().any(|title| title.contains(filter)) {
        match env::var("NETSVR_BENCH_LARAVEL") {
            Ok(runner) if !runner.is_empty() => {
                rows.extend(
                    laravel::measure(&runner, &programs, filter, &mut notes).context("Laravel")?,
                );
            }
            _ => notes.push(
                "Laravel: NOT MEASURED: there is none; LARAVEL_DIR names an application that has it"
                    .to_owned(),
            ),
        }
    }
    report::print(&rows, &notes).context("cannot print")
}
