//! A gateway that only reads, when it is told to. It holds every byte against
//! the frame that must come, over and over, and counts them. Nothing is kept.

use anyhow::{ensure, Context, Result};
use rustix::net::sockopt::set_socket_recv_buffer_size;
use rustix::time::{clock_gettime, ClockId, Timespec};
use std::io::{ErrorKind, Read};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::mpsc::{channel, Receiver, Sender};
use std::thread;
use std::time::{Duration, Instant};

/// How long anything may take that is not measured.
pub const PATIENCE: Duration = Duration::from_secs(10);
/// A read is at most this long.
const CHUNK: usize = 256 * 1024;
/// How long a reader that has drained its connection leaves it alone.
/// Without, how fast the writer is would decide how often it has to wake the
/// reader: a slower one would pay twice.
const PAUSE: Duration = Duration::from_micros(200);
/// What may lie unread, as far as the system allows it.
const ROOM: usize = 4 << 20;

/// Listens on a port of loopback that the system chooses.
pub fn listen() -> Result<(TcpListener, SocketAddr)> {
    let listener = TcpListener::bind("127.0.0.1:0").context("cannot listen")?;
    set_socket_recv_buffer_size(&listener, ROOM)?;
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

/// Reads a frame, which must be this one.
pub fn expect_frame(stream: &mut TcpStream, expected: &[u8]) -> Result<()> {
    let frame = read_frame(stream)?;
    ensure!(
        frame == expected,
        "another frame was sent than must be: {frame:02x?}"
    );
    Ok(())
}

/// What a clock says.
pub fn now(clock: ClockId) -> Duration {
    let Timespec { tv_sec, tv_nsec } = clock_gettime(clock);
    let nanos = i128::from(tv_sec) * 1_000_000_000 + i128::from(tv_nsec);
    Duration::from_nanos(u64::try_from(nanos).unwrap_or_default())
}

/// The receiving end of one connection, in a thread.
pub struct Sink {
    frame_size: usize,
    /// Bytes to be read.
    orders: Sender<usize>,
    /// When the last byte of each order had come.
    done: Receiver<Result<Duration>>,
    verified: usize,
}

impl Sink {
    /// `frame` is what must come. The reader is a busy one.
    pub fn start(stream: TcpStream, frame: &[u8]) -> Result<Self> {
        Self::read(stream, frame, PAUSE, ClockId::Monotonic)
    }

    /// The reader does nothing but wait, and tells by this clock when bytes have come.
    pub fn waiting(stream: TcpStream, frame: &[u8], clock: ClockId) -> Result<Self> {
        Self::read(stream, frame, Duration::ZERO, clock)
    }

    fn read(stream: TcpStream, frame: &[u8], pause: Duration, clock: ClockId) -> Result<Self> {
        stream.set_read_timeout(Some(PATIENCE))?;
        let mut reader = Reader {
            stream,
            cycle: frame.repeat((CHUNK / frame.len().max(1)).max(1)),
            at: 0,
            chunk: vec![0; CHUNK],
            pause,
            clock,
        };
        let (orders, ordered) = channel();
        let (tell, done) = channel();
        thread::spawn(move || {
            for size in ordered {
                if tell.send(reader.verify(size)).is_err() {
                    return;
                }
            }
            // no more orders: nothing more may come
            let _ = tell.send(reader.end().map(|()| now(clock)));
        });
        Ok(Self {
            frame_size: frame.len(),
            orders,
            done,
            verified: 0,
        })
    }

    /// Starts to read so many frames. Before, nothing is read.
    pub fn begin(&mut self, frames: usize) -> Result<()> {
        let size = frames * self.frame_size;
        self.verified += size;
        self.orders.send(size).context("the reader has ended")
    }

    /// Waits until they have come. Gives when the last of them had.
    pub fn finish(&mut self) -> Result<Duration> {
        self.done.recv().context("the reader has ended")?
    }

    /// The other side has ended: nothing may be left. Gives the bytes that
    /// were verified.
    pub fn end(self) -> Result<usize> {
        drop(self.orders);
        self.done.recv().context("the reader has ended")??;
        Ok(self.verified)
    }
}

struct Reader {
    stream: TcpStream,
    cycle: Vec<u8>,
    /// Where in the cycle the next byte is.
    at: usize,
    chunk: Vec<u8>,
    /// How long a connection that has been drained is left alone.
    pause: Duration,
    clock: ClockId,
}

impl Reader {
    /// Gives when the last byte had come.
    fn verify(&mut self, size: usize) -> Result<Duration> {
        let mut left = size;
        let mut came = Duration::ZERO;
        while left > 0 {
            let chunk = self.chunk.get_mut(..left.min(CHUNK)).unwrap_or_default();
            let got = match self.stream.read(chunk) {
                Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                got => got.with_context(|| format!("{left} of {size} bytes have not come"))?,
            };
            ensure!(
                got > 0,
                "{left} of {size} bytes have not come before the end"
            );
            came = now(self.clock);
            let drained = got < chunk.len();
            let mut got = chunk.get(..got).unwrap_or_default();
            left -= got.len();
            while !got.is_empty() {
                let due = self.cycle.get(self.at..).unwrap_or_default();
                let (now, later) = got.split_at(got.len().min(due.len()));
                ensure!(due.starts_with(now), "other bytes were sent than must be");
                self.at = (self.at + now.len()) % self.cycle.len();
                got = later;
            }
            if drained && left > 0 && !self.pause.is_zero() {
                thread::sleep(self.pause);
            }
        }
        Ok(came)
    }

    fn end(&mut self) -> Result<()> {
        let got = self.stream.read(&mut self.chunk).context("no end")?;
        ensure!(got == 0, "{got} bytes too many were sent");
        Ok(())
    }
}
