//! The `wsload` program: websocket clients that send numbered messages to a business process
//! that echoes, and hold each answer against what was sent. For tests; knows no gateway.
#![forbid(unsafe_code)]

use std::io::{self, Write};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use clap::Parser;
use futures_util::{SinkExt, StreamExt};
use tokio::net::TcpStream;
use tokio::time::{timeout, timeout_at};
use tokio_tungstenite::client_async;
use tokio_tungstenite::tungstenite::Message;

/// How long connecting may take.
const PATIENCE: Duration = Duration::from_secs(10);

/// Websocket clients that check an echo: every message answered, in order, unchanged.
///
/// Prints one line, `sent N answered N wrong N`, and what the first wrong answer was. The exit
/// status is 0 only if every message was answered as it was sent, in time.
#[derive(Clone, Debug, Parser)]
#[command(name = "wsload", version)]
struct Flags {
    /// Where to connect: `ws://host:port/path`
    url: String,
    /// How many clients at the same time
    #[arg(long, value_name = "N", default_value_t = 50, value_parser = clap::value_parser!(u32).range(1..))]
    clients: u32,
    /// How many messages each of them sends
    #[arg(long, value_name = "N", default_value_t = 2000)]
    messages: u32,
    /// How many of its messages may be without an answer at a time
    #[arg(long, value_name = "N", default_value_t = 20, value_parser = clap::value_parser!(u32).range(1..))]
    window: u32,
    /// How long a message is at least
    #[arg(long, value_name = "BYTES", default_value_t = 64)]
    size: usize,
    /// The gateway greets each client: its first message is no answer
    #[arg(long)]
    greet: bool,
    /// How long each of them waits between two messages
    #[arg(long, value_name = "MS", default_value_t = 0)]
    pause: u64,
    /// When to give up
    #[arg(long, value_name = "SECONDS", default_value_t = 60)]
    timeout: u64,
}

/// What has become of one client's messages, or of all.
#[derive(Debug, Default)]
struct Tally {
    sent: u64,
    answered: u64,
    wrong: u64,
    trouble: Option<String>,
}

impl Tally {
    fn add(&mut self, other: Self) {
        self.sent += other.sent;
        self.answered += other.answered;
        self.wrong += other.wrong;
        if self.trouble.is_none() {
            self.trouble = other.trouble;
        }
    }

    fn mismatch(&mut self, expected: &str, received: &str) {
        self.wrong += 1;
        let shown = |text: &str| text.chars().take(40).collect::<String>();
        self.trouble.get_or_insert_with(|| {
            format!(
                "expected {:?}, received {:?}",
                shown(expected),
                shown(received)
            )
        });
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let flags = Flags::parse();
    let deadline = Instant::now() + Duration::from_secs(flags.timeout);
    let clients: Vec<_> = (0..flags.clients)
        .map(|number| tokio::spawn(client(flags.clone(), number, deadline)))
        .collect();
    let mut all = Tally::default();
    for client in clients {
        all.add(client.await.unwrap_or_else(|panic| Tally {
            trouble: Some(panic.to_string()),
            ..Tally::default()
        }));
    }
    let complete = u64::from(flags.clients) * u64::from(flags.messages);
    let good = all.answered == complete && all.wrong == 0;
    let mut out = io::stdout().lock();
    // A closed stdout leaves the exit status to tell.
    let _ = writeln!(
        out,
        "sent {} answered {} wrong {}",
        all.sent, all.answered, all.wrong
    );
    if let Some(trouble) = all.trouble {
        let _ = writeln!(out, "{trouble}");
    }
    if good {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// Sends messages while fewer than a window are under way, and reads their answers.
async fn client(flags: Flags, number: u32, deadline: Instant) -> Tally {
    let mut tally = Tally::default();
    if let Err(trouble) = exchange(&flags, number, deadline, &mut tally).await {
        tally
            .trouble
            .get_or_insert(format!("client {number}: {trouble}"));
    }
    tally
}

async fn exchange(
    flags: &Flags,
    number: u32,
    deadline: Instant,
    tally: &mut Tally,
) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
    let address = flags
        .url
        .strip_prefix("ws://")
        .ok_or("not a ws:// address")?;
    let host = address.split('/').next().unwrap_or(address);
    let stream = timeout(PATIENCE, TcpStream::connect(host)).await??;
    stream.set_nodelay(true)?;
    let (mut socket, _) = timeout(PATIENCE, client_async(&flags.url, stream)).await??;
    if flags.greet {
        timeout(PATIENCE, socket.next()).await?.ok_or("closed")??;
    }
    let padding = "x".repeat(flags.size);
    let text = |message: u32| format!("{number} {message} {padding}");
    let (mut sent, mut answered) = (0, 0);
    while answered < flags.messages {
        if sent > 0 && flags.pause > 0 {
            tokio::time::sleep(Duration::from_millis(flags.pause)).await;
        }
        while sent < flags.messages && sent - answered < flags.window {
            socket.feed(Message::text(text(sent))).await?;
            sent += 1;
            tally.sent += 1;
        }
        socket.flush().await?;
        let frame = timeout_at(deadline.into(), socket.next())
            .await
            .map_err(|_| format!("no answer to message {answered}"))?
            .ok_or("closed by the gateway")??;
        match frame {
            Message::Text(_) | Message::Binary(_) => {
                let received = frame.into_text()?;
                let expected = text(answered);
                answered += 1;
                tally.answered += 1;
                if received.as_str() != expected {
                    tally.mismatch(&expected, &received);
                }
            }
            Message::Close(_) => return Err("closed by the gateway".into()),
            Message::Ping(_) | Message::Pong(_) | Message::Frame(_) => {}
        }
    }
    // Nothing more may come: an answer that was sent twice would.
    if let Ok(Some(Ok(Message::Text(extra)))) =
        timeout(Duration::from_millis(100), socket.next()).await
    {
        tally.mismatch("no further answer", &extra);
    }
    socket.close(None).await?;
    Ok(())
}
