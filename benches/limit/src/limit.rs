//! The limit client: what the system itself costs. It writes ready frames to
//! its gateways with one system call each, on blocking sockets with
//! `TCP_NODELAY` unless they are to share packets, and reads answers when there
//! are any.

use crate::sink::{now, read_frame};
use anyhow::{bail, ensure, Context, Result};
use rustix::time::{clock_gettime, ClockId, Timespec};
use std::io::{stdin, stdout, BufRead, Read, Write};
use std::net::TcpStream;
use std::thread;
use std::time::{Duration, Instant};

/// How long nothing is sent after a burst; bursts.php has the same.
const PAUSE: Duration = Duration::from_millis(5);

/// Reads a frame for each address from standard input, then commands:
/// `write <calls>`, `ask <calls>` to read a frame from each gateway, too,
/// `read <calls>` to read only, bytes of so many frames of the length given,
/// or a burst of `calls` with a pause after it. Of a burst it tells when the
/// last write had returned instead of how long all took. The pause is
/// `asleep` or `busy`; the frames of one that is `shared` share packets, and
/// what the system holds back is pushed at its end.
pub fn serve(addresses: &[String]) -> Result<()> {
    let mut input = stdin().lock();
    let mut gateways = Vec::new();
    for address in addresses {
        let mut length = [0; 4];
        input.read_exact(&mut length)?;
        let size = usize::try_from(u32::from_be_bytes(length))?;
        let mut frame = length.to_vec();
        frame.resize(4 + size, 0);
        input.read_exact(frame.get_mut(4..).unwrap_or_default())?;
        let stream = TcpStream::connect(address).context("cannot connect")?;
        stream.set_nodelay(true)?;
        gateways.push((stream, frame));
    }
    for line in input.lines() {
        let line = line?;
        let (what, calls) = line.split_once(' ').context("no command")?;
        let calls: u32 = calls.parse()?;
        let (wall, cpu) = (Instant::now(), cpu_time());
        let mut written = None;
        match what {
            "write" => write_all(&mut gateways, calls)?,
            "asleep" => {
                write_all(&mut gateways, calls)?;
                written = Some(now(ClockId::Monotonic));
                thread::sleep(PAUSE);
            }
            "busy" => {
                write_all(&mut gateways, calls)?;
                let last = now(ClockId::Monotonic);
                written = Some(last);
                while now(ClockId::Monotonic) < last + PAUSE {}
            }
            "shared" => {
                set_nodelay(&gateways, false)?;
                write_all(&mut gateways, calls)?;
                written = Some(now(ClockId::Monotonic));
                set_nodelay(&gateways, true)?;
                thread::sleep(PAUSE);
            }
            "ask" => {
                for _ in 0..calls {
                    write(&mut gateways)?;
                    for (stream, _) in &mut gateways {
                        read_frame(stream)?;
                    }
                }
            }
            "read" => {
                for (stream, frame) in &gateways {
                    read(stream, u64::from(calls) * u64::try_from(frame.len())?)?;
                }
            }
            _ => bail!("{what} is no command"),
        }
        let (cpu, wall) = (cpu_time() - cpu, written.unwrap_or_else(|| wall.elapsed()));
        writeln!(stdout(), "{} {}", micros(cpu), wall.as_nanos())?;
    }
    Ok(())
}

fn write_all(gateways: &mut [(TcpStream, Vec<u8>)], calls: u32) -> Result<()> {
    for _ in 0..calls {
        write(gateways)?;
    }
    Ok(())
}

/// To switch it on pushes what the system holds back.
fn set_nodelay(gateways: &[(TcpStream, Vec<u8>)], nodelay: bool) -> Result<()> {
    for (stream, _) in gateways {
        stream.set_nodelay(nodelay)?;
    }
    Ok(())
}

fn write(gateways: &mut [(TcpStream, Vec<u8>)]) -> Result<()> {
    for (stream, frame) in gateways {
        stream.write_all(frame)?;
    }
    Ok(())
}

/// As much at a time as a main socket reads.
fn read(mut stream: &TcpStream, size: u64) -> Result<()> {
    let mut chunk = vec![0; 64 * 1024];
    let mut left = size;
    while left > 0 {
        let got = stream.read(&mut chunk)?;
        ensure!(got > 0, "{left} of {size} bytes have not come");
        left = left.saturating_sub(u64::try_from(got)?);
    }
    Ok(())
}

/// User and system time of this process: the same sum as `getrusage`.
fn cpu_time() -> Timespec {
    clock_gettime(ClockId::ProcessCPUTime)
}

fn micros(time: Timespec) -> i64 {
    time.tv_sec * 1_000_000 + time.tv_nsec / 1_000
}
