//! A gateway that takes one connection after the other, and on them numbered
//! messages: each must be the next one.

use crate::expected;
use crate::sink::{listen, read_frame, PATIENCE};
use anyhow::{bail, ensure, Context, Result};
use std::cell::Cell;
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::mpsc::{channel, Receiver, Sender};
use std::thread;

/// A message for a client of the gateway.
pub struct Message {
    pub uniq_id: String,
    pub data: String,
    /// All of it, as it must come.
    pub frame: Vec<u8>,
}

impl Message {
    /// As a query has it.
    pub fn hex_frame(&self) -> String {
        use std::fmt::Write;
        self.frame.iter().fold(String::new(), |mut hex, byte| {
            // writing to a string cannot fail
            let _ = write!(hex, "{byte:02x}");
            hex
        })
    }
}

/// The numbered message of a gateway: 64 bytes of data.
fn message(gateway: SocketAddr, number: u32) -> Message {
    let data = format!("{number:064}");
    let (uniq_id, frame) = expected::single_cast_of(gateway, data.as_bytes());
    Message {
        uniq_id,
        data,
        frame,
    }
}

enum Seen {
    /// The next message.
    Message,
    /// A connection has ended.
    End,
    Problem(anyhow::Error),
}

/// What it saw is asked for, and must have come.
pub struct Gateway {
    addr: SocketAddr,
    seen: Receiver<Seen>,
    received: Cell<u32>,
    /// Messages have come since a connection ended.
    open: Cell<bool>,
}

impl Gateway {
    /// Serves in a thread, as long as this program runs.
    pub fn start() -> Result<Self> {
        let (listener, addr) = listen()?;
        let (tell, seen) = channel();
        thread::spawn(move || serve(&listener, addr, &tell));
        Ok(Self {
            addr,
            seen,
            received: Cell::new(0),
            open: Cell::new(false),
        })
    }

    pub fn address(&self) -> String {
        self.addr.to_string()
    }

    /// The message that must come next.
    pub fn next_message(&self) -> Message {
        message(self.addr, self.received())
    }

    /// How many have come.
    pub fn received(&self) -> u32 {
        self.received.get()
    }

    /// The next message must have come.
    pub fn expect_message(&self) -> Result<()> {
        self.open.set(true);
        match self.seen.recv_timeout(PATIENCE) {
            Ok(Seen::Message) => {
                self.received.set(self.received() + 1);
                Ok(())
            }
            Ok(Seen::End) => bail!("a connection ended without its message"),
            Ok(Seen::Problem(problem)) => Err(problem),
            Err(_) => bail!("a message has not come"),
        }
    }

    /// The connection must have ended, and nothing come before that.
    pub fn expect_end(&self) -> Result<()> {
        self.open.set(false);
        match self.seen.recv_timeout(PATIENCE) {
            Ok(Seen::End) => Ok(()),
            Ok(Seen::Message) => bail!("a message too many has come"),
            Ok(Seen::Problem(problem)) => Err(problem),
            Err(_) => bail!("a connection does not end"),
        }
    }

    /// The same, if messages have come on it.
    pub fn expect_end_if_open(&self) -> Result<()> {
        if self.open.get() {
            self.expect_end()
        } else {
            Ok(())
        }
    }
}

fn serve(listener: &TcpListener, addr: SocketAddr, tell: &Sender<Seen>) {
    let mut number = 0;
    for stream in listener.incoming() {
        let received = stream
            .context("cannot accept")
            .and_then(|stream| receive(stream, addr, &mut number, tell));
        let seen = received.map_or_else(Seen::Problem, |()| Seen::End);
        if tell.send(seen).is_err() {
            return;
        }
    }
}

/// Until the connection ends.
fn receive(
    mut stream: TcpStream,
    addr: SocketAddr,
    number: &mut u32,
    tell: &Sender<Seen>,
) -> Result<()> {
    // waits for the first byte for as long as it takes
    while stream.peek(&mut [0])? > 0 {
        let frame = read_frame(&mut stream)?;
        ensure!(
            frame == message(addr, *number).frame,
            "message {number} is not the one it must be"
        );
        *number += 1;
        tell.send(Seen::Message).context("nobody listens")?;
    }
    Ok(())
}
