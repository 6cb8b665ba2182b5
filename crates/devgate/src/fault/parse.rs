//! Faults as text: what is written on the command line and in fault files.

use std::ops::RangeInclusive;
use std::str::FromStr;
use std::time::Duration;

use super::{Action, Fault, Place, Spoil};

/// How a fault is written; part of `--help`.
pub const SYNTAX: &str = "\
A fault is written as [conn=WHICH] [frame=WHICH | sent=WHICH] ACTION, for example 'conn=2 frame=3 truncate=10'.
  conn=WHICH      connections of business processes, in the order in which they came, from 1
  frame=WHICH     frames received on such a connection, heartbeats not counted, from 1; the action is about the
                  answer. frame=0 is the moment at which the connection is accepted
  sent=WHICH      frames written to it instead, answers and events alike, from 1
  WHICH           3, or 3..5, or 3.., or * for all, which is the default

Actions:
  delay=MS        the frame comes MS milliseconds late, and so does everything behind it
  drop            it does not come
  truncate=N      after N bytes of it the connection is closed
  reset=N         after N bytes of it the connection is reset
  reset           the connection is reset and the frame received is not carried out
  close           it is closed instead: at frame=0, accepted and closed; at frame=1, as by a port that does not take
                  the command
  command=NUMBER  it claims to be of another command
  length=N        its length field says N, which may be more than anybody would accept
  duplicate       it comes twice
  dribble[=MS]    it comes byte by byte, MS milliseconds (1) apart
  stop-reading    nothing more is read from the connection; stop-reading=MS for MS milliseconds only

Commands that get no answer are carried out in any case but reset and close; truncate and reset=N then end the connection.
Of several faults that fit a frame, the first strikes. In a file: one fault a line, # begins a comment.";

/// Longest pause that can be asked for.
const MAX_PAUSE: u64 = 3_600_000;

/// What is wrong with a text that should be a fault.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ParseError {
    /// Neither a place nor an action.
    #[error("unknown word `{0}`; the actions are delay, drop, truncate, reset, close, command, length, duplicate, dribble and stop-reading, the places conn, frame and sent")]
    Unknown(String),
    /// Nothing is to go wrong.
    #[error("no action, such as drop or delay=100")]
    NoAction,
    /// More than one thing is to go wrong.
    #[error("two actions; write two faults")]
    TwoActions,
    /// A word that may be there once.
    #[error("`{0}` is there twice")]
    Twice(&'static str),
    /// Frames of both directions.
    #[error("frame and sent exclude each other")]
    BothDirections,
    /// An action without what it needs.
    #[error("`{0}` needs a number: {0}=…")]
    NeedsNumber(&'static str),
    /// An action with what it cannot use.
    #[error("`{0}` takes no number")]
    TakesNoNumber(&'static str),
    /// Not a number, or too large a one.
    #[error("`{word}` is not a number from 0 to {max}")]
    NotANumber {
        /// What is there instead.
        word: String,
        /// The largest possible.
        max: u64,
    },
    /// Not a way to say which.
    #[error("`{0}` does not say which: write 3, 3..5, 3.. or *, counted from 1")]
    Which(String),
    /// Before the first frame there is nothing to be spoiled.
    #[error("at frame=0 only reset, close and stop-reading are possible")]
    NothingThere,
    /// About reading, but placed at a frame that is written.
    #[error("stop-reading goes with frame=, not with sent=")]
    NotWhileSending,
}

/// The faults of a file. The error comes with its line, counted from 1.
///
/// # Errors
/// The first line that is not a fault.
pub fn parse_all(text: &str) -> Result<Vec<Fault>, (usize, ParseError)> {
    let lines = text.lines().enumerate().map(|(i, line)| {
        let fault = line.split_once('#').map_or(line, |(fault, _)| fault).trim();
        (i + 1, fault)
    });
    lines
        .filter(|(_, fault)| !fault.is_empty())
        .map(|(number, fault)| fault.parse().map_err(|error| (number, error)))
        .collect()
}

impl FromStr for Fault {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Self, ParseError> {
        let (mut connections, mut received, mut sent, mut action) = (None, None, None, None);
        for word in text.split_whitespace() {
            let (name, value) = match word.split_once('=') {
                Some((name, value)) => (name, Some(value)),
                None => (word, None),
            };
            match name {
                "conn" => once(&mut connections, "conn", which(value, word)?)?,
                "frame" if value == Some("0") => once(&mut received, "frame", 0..=0)?,
                "frame" => once(&mut received, "frame", which(value, word)?)?,
                "sent" => once(&mut sent, "sent", which(value, word)?)?,
                _ => {
                    let parsed = parse_action(name, value, word)?;
                    if action.replace(parsed).is_some() {
                        return Err(ParseError::TwoActions);
                    }
                }
            }
        }
        let action = action.ok_or(ParseError::NoAction)?;
        let (place, action) = match (received, sent, action) {
            (Some(_), Some(_), _) => return Err(ParseError::BothDirections),
            (_, Some(_), Action::StopReading(_)) => return Err(ParseError::NotWhileSending),
            (Some(frames), _, Action::Spoil(_)) if frames == (0..=0) => {
                return Err(ParseError::NothingThere)
            }
            (_, Some(frames), Action::Reset) => {
                (Place::Sent(frames), Action::Spoil(Spoil::Reset(0)))
            }
            (_, Some(frames), Action::Close) => {
                (Place::Sent(frames), Action::Spoil(Spoil::Truncate(0)))
            }
            (_, Some(frames), action) => (Place::Sent(frames), action),
            (frames, None, action) => (Place::Received(frames.unwrap_or(ALL)), action),
        };
        Ok(Self {
            connections: connections.unwrap_or(ALL),
            place,
            action,
        })
    }
}

const ALL: RangeInclusive<u64> = 1..=u64::MAX;

fn once<T>(slot: &mut Option<T>, name: &'static str, value: T) -> Result<(), ParseError> {
    match slot.replace(value) {
        None => Ok(()),
        Some(_) => Err(ParseError::Twice(name)),
    }
}

fn which(value: Option<&str>, word: &str) -> Result<RangeInclusive<u64>, ParseError> {
    let number = |text: &str| text.parse::<u64>().ok().filter(|&number| number > 0);
    let value = value.unwrap_or_default();
    let range = match value.split_once("..") {
        _ if value == "*" => Some(ALL),
        None => number(value).map(|only| only..=only),
        Some((first, "")) => number(first).map(|first| first..=u64::MAX),
        Some((first, last)) => number(first)
            .zip(number(last))
            .map(|(first, last)| first..=last),
    };
    range
        .filter(|range| !range.is_empty())
        .ok_or_else(|| ParseError::Which(word.to_owned()))
}

fn parse_action(name: &str, value: Option<&str>, word: &str) -> Result<Action, ParseError> {
    // The names as errors tell them.
    let needed = |name| value.ok_or(ParseError::NeedsNumber(name));
    let none = |name, action: Action| match value {
        None => Ok(action),
        Some(_) => Err(ParseError::TakesNoNumber(name)),
    };
    Ok(match name {
        "delay" => Action::Spoil(Spoil::Delay(pause(needed("delay")?)?)),
        "drop" => none("drop", Action::Spoil(Spoil::Drop))?,
        "truncate" => Action::Spoil(Spoil::Truncate(bytes(needed("truncate")?)?)),
        "command" => Action::Spoil(Spoil::Command(field(needed("command")?)?)),
        "length" => Action::Spoil(Spoil::Length(field(needed("length")?)?)),
        "duplicate" => none("duplicate", Action::Spoil(Spoil::Duplicate))?,
        "dribble" => Action::Spoil(Spoil::Dribble(pause(value.unwrap_or("1"))?)),
        "reset" => match value {
            None => Action::Reset,
            Some(value) => Action::Spoil(Spoil::Reset(bytes(value)?)),
        },
        "close" => none("close", Action::Close)?,
        "stop-reading" => Action::StopReading(value.map(pause).transpose()?),
        _ => return Err(ParseError::Unknown(word.to_owned())),
    })
}

fn number(word: &str, max: u64) -> Result<u64, ParseError> {
    let number = word.parse().ok().filter(|&number| number <= max);
    number.ok_or_else(|| ParseError::NotANumber {
        word: word.to_owned(),
        max,
    })
}

fn field(word: &str) -> Result<u32, ParseError> {
    let number = number(word, u32::MAX.into())?;
    Ok(u32::try_from(number).unwrap_or(u32::MAX))
}

fn bytes(word: &str) -> Result<usize, ParseError> {
    field(word).map(|number| number as usize)
}

fn pause(word: &str) -> Result<Duration, ParseError> {
    number(word, MAX_PAUSE).map(Duration::from_millis)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spoils(text: &str) -> Spoil {
        match text.parse::<Fault>().unwrap().action {
            Action::Spoil(spoil) => spoil,
            other => panic!("{other:?}"),
        }
    }

    fn error(text: &str) -> ParseError {
        text.parse::<Fault>().unwrap_err()
    }

    #[test]
    fn each_action_is_understood() {
        let ms = Duration::from_millis;
        assert_eq!(spoils("delay=20"), Spoil::Delay(ms(20)));
        assert_eq!(spoils("drop"), Spoil::Drop);
        assert_eq!(spoils("truncate=0"), Spoil::Truncate(0));
        assert_eq!(spoils("reset=7"), Spoil::Reset(7));
        assert_eq!(spoils("command=900003004"), Spoil::Command(900_003_004));
        assert_eq!(spoils("length=4294967295"), Spoil::Length(u32::MAX));
        assert_eq!(spoils("duplicate"), Spoil::Duplicate);
        assert_eq!(spoils("dribble"), Spoil::Dribble(ms(1)));
        assert_eq!(spoils("dribble=5"), Spoil::Dribble(ms(5)));
        for (text, action) in [
            ("reset", Action::Reset),
            ("close", Action::Close),
            ("stop-reading", Action::StopReading(None)),
            ("stop-reading=9", Action::StopReading(Some(ms(9)))),
        ] {
            assert_eq!(text.parse::<Fault>().unwrap().action, action);
        }
    }

    #[test]
    fn places_are_understood_in_any_order_and_with_any_space() {
        for (text, connections, place) in [
            ("drop", ALL, Place::Received(ALL)),
            ("conn=* frame=* drop", ALL, Place::Received(ALL)),
            ("  drop\tframe=3  conn=2 ", 2..=2, Place::Received(3..=3)),
            ("conn=2..4 drop", 2..=4, Place::Received(ALL)),
            ("frame=5.. drop", ALL, Place::Received(5..=u64::MAX)),
            ("sent=1..1 drop", ALL, Place::Sent(1..=1)),
        ] {
            let fault: Fault = text.parse().unwrap();
            assert_eq!(
                (fault.connections, fault.place),
                (connections, place),
                "{text}"
            );
        }
    }

    #[test]
    fn an_action_is_written_as_it_is_read() {
        for text in [
            "delay=20",
            "drop",
            "truncate=1",
            "reset=2",
            "command=3",
            "length=4",
            "duplicate",
            "dribble=5",
            "reset",
            "close",
            "stop-reading",
            "stop-reading=6",
        ] {
            assert_eq!(text.parse::<Fault>().unwrap().action.to_string(), text);
        }
    }

    #[test]
    fn a_reset_or_close_at_a_written_frame_comes_instead_of_it() {
        assert_eq!(spoils("sent=2 reset"), Spoil::Reset(0));
        assert_eq!(spoils("sent=2 close"), Spoil::Truncate(0));
    }

    #[test]
    fn what_is_wrong_is_said() {
        use ParseError::{
            BothDirections, NeedsNumber, NoAction, NotWhileSending, NothingThere, TakesNoNumber,
            Twice, TwoActions,
        };
        assert_eq!(error(""), NoAction);
        assert_eq!(error("conn=1"), NoAction);
        assert_eq!(error("drop drop"), TwoActions);
        assert_eq!(error("conn=1 conn=2 drop"), Twice("conn"));
        assert_eq!(error("frame=1 sent=2 drop"), BothDirections);
        assert_eq!(error("truncate"), NeedsNumber("truncate"));
        assert_eq!(error("drop=1"), TakesNoNumber("drop"));
        assert_eq!(error("close=1"), TakesNoNumber("close"));
        assert_eq!(error("frame=0 drop"), NothingThere);
        assert_eq!(error("sent=1 stop-reading"), NotWhileSending);
        assert_eq!(error("frmae=1 drop"), ParseError::Unknown("frmae=1".into()));
        for text in [
            "conn",
            "conn=",
            "conn=0",
            "conn=-1",
            "frame=a",
            "frame=3..2",
            "frame=..3",
            "sent=0",
            "frame=0..2",
        ] {
            let expected = ParseError::Which(text.into());
            assert_eq!(error(&format!("{text} drop")), expected);
        }
        for text in [
            "delay=",
            "delay=-1",
            "delay=3600001",
            "length=4294967296",
            "truncate=x",
        ] {
            assert!(
                matches!(error(text), ParseError::NotANumber { .. }),
                "{text}"
            );
        }
    }

    #[test]
    fn a_file_may_have_comments_and_names_its_bad_line() {
        let faults = parse_all("# first\n\nconn=1 drop # why\n   \nreset\n").unwrap();
        assert_eq!(faults.len(), 2);
        assert_eq!(
            parse_all("drop\n\nnothing\n"),
            Err((3, ParseError::Unknown("nothing".into())))
        );
        assert_eq!(parse_all("").unwrap(), []);
    }
}
