//! Lines for the error log, written past PHP by a thread while PHP code is busy. In the form that PHP gives them.

use rustix::{io, stdio};
use std::fs::OpenOptions;
use std::io::Write;
use std::path::PathBuf;
use time::OffsetDateTime;

/// One line.
#[derive(Debug)]
pub(crate) struct Line {
    pub text: String,
    /// The file of the error log. Without one it is standard error.
    pub file: Option<PathBuf>,
}

impl Line {
    /// Writes it, in one piece. May wait for the file.
    pub fn write(self) {
        if let Some(file) = self.file {
            let file = OpenOptions::new().append(true).create(true).open(file);
            let line = format!("[{}] {}\n", date(OffsetDateTime::now_utc()), self.text);
            if file.is_ok_and(|mut file| file.write_all(line.as_bytes()).is_ok()) {
                return;
            }
        }
        // past the lock of Rust's own stderr, which a child forked meanwhile would find locked
        let _ = io::write(stdio::stderr(), format!("{}\n", self.text).as_bytes());
    }
}

fn date(time: OffsetDateTime) -> String {
    format!(
        "{:02}-{:.3}-{} {:02}:{:02}:{:02} UTC",
        time.day(),
        time.month().to_string(),
        time.year(),
        time.hour(),
        time.minute(),
        time.second(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_those_of_phps_error_log() {
        let time = OffsetDateTime::from_unix_timestamp(1_793_678_706).unwrap();
        assert_eq!(date(time), "03-Nov-2026 04:05:06 UTC");
    }

    #[test]
    fn lines_are_put_behind_each_other() {
        let file = std::env::temp_dir().join(format!("netsvr-error-log-{}", std::process::id()));
        for text in ["first", "second"] {
            let file = Some(file.clone());
            let text = text.to_owned();
            Line { text, file }.write();
        }
        let written = std::fs::read_to_string(&file).unwrap();
        std::fs::remove_file(&file).unwrap();
        let lines: Vec<_> = written.lines().collect();
        assert!(
            lines.len() == 2
                && lines[0].ends_with(" UTC] first")
                && lines[1].ends_with(" UTC] second")
        );
    }
}
