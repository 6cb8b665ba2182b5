//! The table, and the figures in it.

use std::cmp::Ordering;
use std::io::{self, stdout, Write};
use std::time::Duration;

/// What a figure is held against.
#[derive(Clone, Copy)]
pub enum Budget {
    /// At most so many times the limit's figure.
    Ratio(f64),
    /// Less than this, whatever the limit needs.
    Time(Duration),
    /// At most this much CPU time, whatever the limit needs.
    Cpu(Duration),
    /// Nothing: it is told, that is all.
    None,
}

/// One round: what a call of the extension took, and one of the limit.
pub type Round = (Duration, Duration);

/// One measurement.
pub struct Row {
    pub title: &'static str,
    /// What the limit is.
    pub limit: &'static str,
    pub budget: Budget,
    /// At least one.
    pub rounds: Vec<Round>,
    /// What was held against what must be.
    pub verified: String,
}

/// Prints all of it, and what else is to be said.
pub fn print(rows: &[Row], notes: &[String]) -> io::Result<()> {
    let mut out = stdout().lock();
    writeln!(
        out,
        "{:<46} {:>11} {:>11} {:>6} {:>11}  {:<9}",
        "", "extension", "limit", "ratio", "rounds", "budget"
    )?;
    for row in rows {
        writeln!(out, "{}", line(row))?;
    }
    writeln!(out)?;
    for row in rows {
        writeln!(
            out,
            "{}: limit: {}; verified: {}",
            row.title, row.limit, row.verified
        )?;
    }
    for note in notes {
        writeln!(out, "{note}")?;
    }
    Ok(())
}

fn line(row: &Row) -> String {
    let figure = middle(row.rounds.iter().map(|(figure, _)| *figure));
    let limit = middle(row.rounds.iter().map(|(_, limit)| *limit));
    let ratios = sorted(row.rounds.iter().map(ratio));
    let ratio = middle(ratios.iter().copied());
    let (budget, held) = match row.budget {
        Budget::Ratio(most) => (format!("<= {}", short(most)), Some(ratio <= most)),
        Budget::Time(most) => (format!("< {}", time(most)), Some(figure < most)),
        Budget::Cpu(most) => (format!("<= {}", time(most)), Some(figure <= most)),
        Budget::None => (String::new(), None),
    };
    format!(
        "{:<46} {:>11} {:>11} {ratio:>6.2} {:>5.2}-{:<5.2}  {budget:<9} {}",
        row.title,
        time(figure),
        time(limit),
        ratios.first().copied().unwrap_or_default(),
        ratios.last().copied().unwrap_or_default(),
        match held {
            Some(true) => "ok",
            Some(false) => "MISSED",
            None => "",
        },
    )
    .trim_end()
    .to_owned()
}

/// A ratio for people: two places at most.
fn short(ratio: f64) -> String {
    let text = format!("{ratio:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn ratio((figure, limit): &Round) -> f64 {
    figure.as_secs_f64() / limit.as_secs_f64().max(1e-9)
}

fn sorted<T: PartialOrd>(values: impl Iterator<Item = T>) -> Vec<T> {
    let mut values: Vec<T> = values.collect();
    values.sort_by(|a, b| a.partial_cmp(b).unwrap_or(Ordering::Equal));
    values
}

/// The median.
pub fn middle<T: PartialOrd + Copy + Default>(values: impl Iterator<Item = T>) -> T {
    let values = sorted(values);
    values.get(values.len() / 2).copied().unwrap_or_default()
}

/// A time for people.
pub fn time(time: Duration) -> String {
    let micros = time.as_secs_f64() * 1e6;
    if micros < 0.995 {
        format!("{} ns", time.as_nanos())
    } else if micros < 1000.0 {
        format!("{micros:.2} us")
    } else {
        format!("{:.2} ms", micros / 1000.0)
    }
}
