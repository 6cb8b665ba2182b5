//! A gateway that only reads. It holds every byte against the frame that must
//! come, over and over, and counts them. Nothing is kept.

use anyhow::{bail, ensure, Context, Result};
use std::io::{ErrorKind, Read};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::Arc;
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

/// How long anything may take that is not measured.
pub const PATIENCE: Duration = Duration::from_secs(10);
/// A read is at most this long.
const CHUNK: usize = 256 * 1024;
/// After a read shorter than this the reader rests, and is not asleep in the
/// next one: a writer would have to wake it, and would pay for that the more
/// often the slower it is.
const SHORT: usize = 64 * 1024;
const REST: Duration = Duration::from_micros(100);

/// Listens on a port of loopback that the system chooses.
pub fn listen() -> Result<(TcpListener, SocketAddr)> {
    let listener = TcpListener::bind("127.0.0.1:0").context("cannot listen")?;
    let addr = listener.local_addr()?;
    Ok((listener, addr))
}

/// The next connection.
pub fn accept(listener: &TcpListener) -> Result<TcpStream> {
    listener.set_nonblocking(true)?;
    let late = Instant::now() + PATIENCE;
    loop {
        match listener.accept() {
            Ok((stream, _)) => {
                stream.set_nonblocking(false)?;
                stream.set_nodelay(true)?;
                return Ok(stream);
            }
            Err(error) if error.kind() == ErrorKind::WouldBlock => {
                ensure!(Instant::now() < late, "nobody connects");
                thread::sleep(Duration::from_millis(1));
            }
            Err(error) => return Err(error).context("cannot accept"),
        }
    }
}

/// Reads one whole frame, whatever it says.
pub fn read_frame(stream: &mut TcpStream) -> Result<Vec<u8>> {
    stream.set_read_timeout(Some(PATIENCE))?;
    let mut length = [0; 4];
    stream.read_exact(&mut length).context("no frame")?;
    let size = usize::try_from(u32::from_be_bytes(length))?;
    ensure!(size <= 64 << 20, "a frame announces {size} bytes");
    let mut frame = length.to_vec();
    frame.resize(4 + size, 0);
    stream
        .read_exact(frame.get_mut(4..).unwrap_or_default())
        .context("half a frame")?;
    stream.set_read_timeout(None)?;
    Ok(frame)
}

#[derive(Default)]
struct State {
    bytes: AtomicU64,
    wrong: AtomicBool,
    ended: AtomicBool,
}

/// The receiving end of one connection.
pub struct Sink {
    state: Arc<State>,
    frame_size: u64,
    due: u64,
    reader: Option<JoinHandle<()>>,
}

impl Sink {
    /// Reads `stream` to its end, in a thread. `frame` is what must come.
    pub fn start(stream: TcpStream, frame: &[u8]) -> Result<Self> {
        let state = Arc::new(State::default());
        let cycle = frame.repeat((CHUNK / frame.len().max(1)).max(1));
        let reader = {
            let state = Arc::clone(&state);
            thread::spawn(move || {
                drain(stream, &cycle, &state);
                state.ended.store(true, Ordering::Release);
            })
        };
        Ok(Self {
            state,
            frame_size: u64::try_from(frame.len())?,
            due: 0,
            reader: Some(reader),
        })
    }

    /// Waits until exactly `frames` more have come.
    pub fn expect(&mut self, frames: u64) -> Result<()> {
        self.due += frames * self.frame_size;
        let late = Instant::now() + PATIENCE;
        loop {
            let bytes = self.state.bytes.load(Ordering::Acquire);
            if self.state.wrong.load(Ordering::Acquire) {
                bail!("other bytes were sent than must be, within {bytes}");
            }
            ensure!(
                bytes <= self.due,
                "{bytes} bytes were sent instead of {}",
                self.due
            );
            if bytes == self.due {
                return Ok(());
            }
            let over = self.state.ended.load(Ordering::Acquire) || Instant::now() >= late;
            ensure!(
                !over,
                "only {bytes} bytes were sent instead of {}",
                self.due
            );
            thread::sleep(Duration::from_millis(1));
        }
    }

    /// The other side has ended: nothing may have come since. Gives the bytes
    /// that were verified.
    pub fn end(mut self) -> Result<u64> {
        if let Some(reader) = self.reader.take() {
            let late = Instant::now() + PATIENCE;
            while !reader.is_finished() {
                ensure!(Instant::now() < late, "the connection stays open");
                thread::sleep(Duration::from_millis(1));
            }
        }
        self.expect(0)?;
        Ok(self.due)
    }
}

fn drain(mut stream: TcpStream, cycle: &[u8], state: &State) {
    let mut chunk = vec![0; CHUNK];
    let mut at = 0;
    loop {
        let mut got = match stream.read(&mut chunk) {
            Ok(0) => return,
            Ok(size) => chunk.get(..size).unwrap_or_default(),
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(_) => return,
        };
        let size = got.len();
        let short = size < SHORT;
        while !got.is_empty() {
            let due = cycle.get(at..).unwrap_or_default();
            let (now, later) = got.split_at(got.len().min(due.len()));
            if !due.starts_with(now) {
                state.wrong.store(true, Ordering::Release);
                return;
            }
            at = (at + now.len()) % cycle.len();
            got = later;
        }
        // usize fits u64 wherever this runs
        let size = u64::try_from(size).unwrap_or(u64::MAX);
        state.bytes.fetch_add(size, Ordering::AcqRel);
        if short {
            thread::sleep(REST);
        }
    }
}
