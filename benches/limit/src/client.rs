//! The processes that are measured. They read commands from standard input,
//! `<what> <calls>`, and answer each with a line: `<µs of CPU> <ns of wall
//! time>`, of the calls alone. Anything else is a problem, told in words.

use crate::sink::PATIENCE;
use anyhow::{bail, Context, Result};
use std::io::{BufRead, BufReader, Write};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::mpsc::{channel, Receiver};
use std::thread;
use std::time::Duration;

/// What to start.
pub struct Programs {
    pub php: String,
    pub extension: String,
    pub scripts: String,
    pub own: PathBuf,
}

/// What a number of calls took.
#[derive(Clone, Copy)]
pub struct Cost {
    /// User and system CPU time of the process.
    pub cpu: Duration,
    pub wall: Duration,
}

/// A process that is measured. It ends with this.
pub struct Client {
    child: Child,
    commands: Option<ChildStdin>,
    replies: Receiver<String>,
}

impl Client {
    /// A PHP script of this folder, with the extension loaded and no php.ini.
    pub fn php(
        programs: &Programs,
        script: &str,
        arguments: &[&str],
        gateways: &[SocketAddr],
    ) -> Result<Self> {
        Self::php_with(programs, &[], script, arguments, gateways)
    }

    /// The same with INI settings, `key=value`.
    pub fn php_with(
        programs: &Programs,
        settings: &[&str],
        script: &str,
        arguments: &[&str],
        gateways: &[SocketAddr],
    ) -> Result<Self> {
        let mut command = Command::new(&programs.php);
        for setting in settings {
            command.args(["-d", setting]);
        }
        Self::start(
            with_script(command, programs, script, arguments, gateways),
            &[],
        )
    }

    /// The same in a program that starts PHP, which has its own arguments already.
    pub fn php_within(
        mut command: Command,
        programs: &Programs,
        script: &str,
        arguments: &[&str],
        gateways: &[SocketAddr],
    ) -> Result<Self> {
        command.arg(&programs.php);
        Self::start(
            with_script(command, programs, script, arguments, gateways),
            &[],
        )
    }

    /// The script of the Composer library in Laravel, with what starts it.
    pub fn laravel(runner: &str, programs: &Programs, arguments: &[&str]) -> Result<Self> {
        let mut command = Command::new(runner);
        command
            .arg(format!("{}/laravel.php", programs.scripts))
            .args(arguments);
        Self::start(command, &[])
    }

    /// The limit client. It writes `frames`, one to each gateway.
    pub fn limit(programs: &Programs, gateways: &[SocketAddr], frames: &[Vec<u8>]) -> Result<Self> {
        let mut command = Command::new(&programs.own);
        command
            .arg("limit")
            .args(gateways.iter().map(ToString::to_string));
        Self::start(command, frames)
    }

    fn start(mut command: Command, input: &[Vec<u8>]) -> Result<Self> {
        command.stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command
            .spawn()
            .with_context(|| format!("cannot start {}", command.get_program().display()))?;
        let (tell, replies) = channel();
        let lines = child.stdout.take().map(BufReader::new);
        thread::spawn(move || {
            for line in lines.into_iter().flat_map(BufReader::<ChildStdout>::lines) {
                if tell.send(line.unwrap_or_default()).is_err() {
                    return;
                }
            }
        });
        let mut client = Self {
            commands: child.stdin.take(),
            child,
            replies,
        };
        for bytes in input {
            client.write(bytes)?;
        }
        Ok(client)
    }

    fn write(&mut self, bytes: &[u8]) -> Result<()> {
        let commands = self.commands.as_mut().context("the client has ended")?;
        commands.write_all(bytes)?;
        commands.flush().context("the client does not listen")
    }

    /// Asks for `calls` of `what`.
    pub fn ask(&mut self, what: &str, calls: u32) -> Result<()> {
        self.write(format!("{what} {calls}\n").as_bytes())
    }

    /// What those took.
    pub fn reply(&mut self) -> Result<Cost> {
        let Ok(line) = self.replies.recv_timeout(PATIENCE) else {
            bail!("a client gives no reply");
        };
        parse(&line).with_context(|| format!("a client says: {line}"))
    }

    /// Both, one after the other.
    pub fn run(&mut self, what: &str, calls: u32) -> Result<Cost> {
        self.ask(what, calls)?;
        self.reply()
    }

    /// Lets it end, which must go well.
    pub fn end(mut self) -> Result<()> {
        self.commands = None;
        if let Ok(line) = self.replies.recv_timeout(PATIENCE) {
            bail!("a client says at its end: {line}");
        }
        let status = self.child.wait()?;
        if !status.success() {
            bail!("a client ended with {status}");
        }
        Ok(())
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        // fails only when it has ended
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// PHP's arguments: a script of this folder, the extension loaded, no php.ini.
fn with_script(
    mut command: Command,
    programs: &Programs,
    script: &str,
    arguments: &[&str],
    gateways: &[SocketAddr],
) -> Command {
    command
        .args([
            "-n",
            "-d",
            "display_errors=stderr",
            "-d",
            "memory_limit=1G",
            "-d",
        ])
        .arg(format!("extension={}", programs.extension))
        .arg(format!("{}/{script}", programs.scripts))
        .args(arguments)
        .args(gateways.iter().map(ToString::to_string));
    command
}

fn parse(line: &str) -> Option<Cost> {
    let (cpu, wall) = line.split_once(' ')?;
    Some(Cost {
        cpu: Duration::from_micros(cpu.parse().ok()?),
        wall: Duration::from_nanos(wall.parse().ok()?),
    })
}
