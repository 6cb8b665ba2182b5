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
    /// At most so much more than the limit.
    Above(Duration),
    /// At most so many, however many the limit needs.
    Count(u32),
    /// Nothing: it is told, that is all.
    None,
}

/// One round: what a call of the extension took, and one of the limit.
pub type Round = (Duration, Duration);

/// What was measured, at least once.
pub enum Rounds {
    Times(Vec<Round>),
    /// Of the extension and of the limit.
    Counts(Vec<(u32, u32)>),
}

impl Rounds {
    /// Counts, or seconds.
    fn numbers(&self) -> Vec<(f64, f64)> {
        match self {
            Self::Times(rounds) => rounds
                .iter()
                .map(|(figure, limit)| (figure.as_secs_f64(), limit.as_secs_f64()))
                .collect(),
            Self::Counts(rounds) => rounds
                .iter()
                .map(|(figure, limit)| (f64::from(*figure), f64::from(*limit)))
                .collect(),
        }
    }

    /// One of them for people.
    fn say(&self, number: f64) -> String {
        match self {
            Self::Times(_) => time(Duration::from_secs_f64(number)),
            Self::Counts(_) => number.to_string(),
        }
    }
}

/// One measurement.
pub struct Row {
    pub title: &'static str,
    /// What the limit is.
    pub limit: &'static str,
    pub budget: Budget,
    pub rounds: Rounds,
    /// What was held against what must be.
    pub verified: String,
}

/// Prints all of it, and what else is to be said.
pub fn print(rows: &[Row], notes: &[String]) -> io::Result<()> {
    let mut out = stdout().lock();
    writeln!(
        out,
        "{:<46} {:>11} {:>11} {:>6} {:>11}  {:<11}",
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
    let rounds = row.rounds.numbers();
    let figure = middle(rounds.iter().map(|(figure, _)| *figure));
    let limit = middle(rounds.iter().map(|(_, limit)| *limit));
    let ratios = sorted(
        rounds
            .iter()
            .map(|(figure, limit)| figure / limit.max(1e-9)),
    );
    let ratio = middle(ratios.iter().copied());
    let (budget, held) = match row.budget {
        Budget::Ratio(most) => (format!("<= {}", short(most)), Some(ratio <= most)),
        Budget::Time(most) => (
            format!("< {}", time(most)),
            Some(figure < most.as_secs_f64()),
        ),
        Budget::Cpu(most) => (
            format!("<= {}", time(most)),
            Some(figure <= most.as_secs_f64()),
        ),
        Budget::Above(most) => (
            format!("<= +{}", time(most)),
            Some(figure <= limit + most.as_secs_f64()),
        ),
        Budget::Count(most) => (format!("<= {most}"), Some(figure <= f64::from(most))),
        Budget::None => (String::new(), None),
    };
    format!(
        "{:<46} {:>11} {:>11} {ratio:>6.2} {:>5.2}-{:<5.2}  {budget:<11} {}",
        row.title,
        row.rounds.say(figure),
        row.rounds.say(limit),
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

/// The 99th percentile.
pub fn almost_all<T: PartialOrd + Copy + Default>(values: impl Iterator<Item = T>) -> T {
    let values = sorted(values);
    let rank = (values.len() * 99).div_ceil(100);
    let value = values.get(rank.saturating_sub(1));
    value.copied().unwrap_or_default()
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
