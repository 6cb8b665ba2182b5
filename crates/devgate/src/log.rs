//! Lines on stderr for whoever debugs a program against the gateway. Payloads are shown
//! only of what was dropped.

use std::fmt::Arguments;
use std::io::Write;

/// How much is printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, clap::ValueEnum)]
pub enum Level {
    /// Nothing.
    #[default]
    Off,
    /// Peers that came and went, and why a connection was closed.
    Info,
    /// Also every command and event with its size.
    Debug,
}

/// Prints lines up to its level.
#[derive(Clone, Copy, Debug)]
pub struct Logger(pub Level);

impl Logger {
    /// A line about a peer.
    pub fn info(self, line: Arguments<'_>) {
        self.print(Level::Info, line);
    }

    /// A line about one frame or message.
    pub fn debug(self, line: Arguments<'_>) {
        self.print(Level::Debug, line);
    }

    fn print(self, level: Level, line: Arguments<'_>) {
        if self.0 >= level {
            // A closed stderr is no reason to stop serving.
            let _ = writeln!(std::io::stderr().lock(), "devgate: {line}");
        }
    }
}
