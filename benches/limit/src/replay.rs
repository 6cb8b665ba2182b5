//! A gateway that answers with ready bytes, after a while if wanted. It holds
//! every request against the one that must come.

use crate::expected::Exchange;
use crate::sink::accept;
use anyhow::{ensure, Result};
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::{channel, Receiver};
use std::thread;
use std::time::Duration;

/// A gateway for as many connections as are made while it lives.
pub struct Replay {
    problems: Receiver<String>,
}

impl Replay {
    /// Serves `connections`, one after the other or side by side, each to its
    /// end.
    pub fn start(
        listener: TcpListener,
        connections: usize,
        exchange: Exchange,
        delay: Duration,
    ) -> Self {
        let (tell, problems) = channel();
        thread::spawn(move || {
            thread::scope(|scope| {
                for _ in 0..connections {
                    match accept(&listener) {
                        Ok(stream) => {
                            let (exchange, tell) = (&exchange, tell.clone());
                            scope.spawn(move || {
                                if let Err(error) = serve(stream, exchange, delay) {
                                    // nobody listens any more when the measurement has failed already
                                    let _ = tell.send(format!("{error:#}"));
                                }
                            });
                        }
                        Err(error) => {
                            let _ = tell.send(format!("{error:#}"));
                        }
                    }
                }
            });
        });
        Self { problems }
    }

    /// Whether every request so far was the right one.
    pub fn check(&self) -> Result<()> {
        let problem = self.problems.try_recv().unwrap_or_default();
        ensure!(problem.is_empty(), "{problem}");
        Ok(())
    }
}

fn serve(mut stream: TcpStream, exchange: &Exchange, delay: Duration) -> Result<()> {
    let mut request = vec![0; exchange.request.len()];
    loop {
        let Some((first, rest)) = request.split_first_mut() else {
            return Ok(());
        };
        if stream.read(std::slice::from_mut(first))? == 0 {
            return Ok(());
        }
        stream.read_exact(rest)?;
        ensure!(
            request == exchange.request,
            "another request was sent than must be"
        );
        if !delay.is_zero() {
            thread::sleep(delay);
        }
        stream.write_all(&exchange.answer)?;
    }
}
