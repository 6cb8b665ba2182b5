//! The program as it is run: its flags, its first lines, its end.

// In tests a panic is how a failure shows; helpers outside #[test] count too.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddrV4, TcpStream};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

const PATIENCE: Duration = Duration::from_secs(10);

fn program(flags: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_devgate"));
    command
        .args(flags)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

/// Runs the program where it is expected to end by itself: status, stdout, stderr.
fn ended(flags: &[&str]) -> (Option<i32>, String, String) {
    let mut child = Running(program(flags).spawn().unwrap());
    let code = child.wait();
    let (mut out, mut err) = (String::new(), String::new());
    child
        .0
        .stdout
        .take()
        .unwrap()
        .read_to_string(&mut out)
        .unwrap();
    child
        .0
        .stderr
        .take()
        .unwrap()
        .read_to_string(&mut err)
        .unwrap();
    (code, out, err)
}

/// A child that does not outlive its test.
struct Running(Child);

impl Running {
    fn wait(&mut self) -> Option<i32> {
        let start = Instant::now();
        while start.elapsed() < PATIENCE {
            if let Some(status) = self.0.try_wait().unwrap() {
                return status.code();
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        panic!("still running after {PATIENCE:?}");
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn stops_on(signal: &str) {
    let mut child = Running(
        program(&["--ws", "127.0.0.1:0", "--worker", "127.0.0.1:0"])
            .spawn()
            .unwrap(),
    );
    let mut lines = BufReader::new(child.0.stdout.take().unwrap())
        .lines()
        .map(Result::unwrap);
    let websocket = lines.next().unwrap();
    let websocket = websocket
        .strip_prefix("websocket ws://")
        .unwrap()
        .strip_suffix("/netsvr")
        .unwrap();
    let worker = lines.next().unwrap();
    let worker = worker.strip_prefix("worker ").unwrap();
    assert_eq!(lines.next().unwrap(), "ready");
    let mut peers = Vec::new();
    for address in [websocket, worker] {
        let address: SocketAddrV4 = address.parse().unwrap();
        assert_ne!(address.port(), 0);
        peers.push(TcpStream::connect(address).unwrap());
    }
    let start = Instant::now();
    let kill = Command::new("kill")
        .args([signal, &child.0.id().to_string()])
        .status()
        .unwrap();
    assert!(kill.success());
    assert_eq!(child.wait(), Some(0));
    assert!(start.elapsed() < Duration::from_secs(3));
}

#[test]
fn prints_its_addresses_and_stops_with_0_on_sigterm() {
    stops_on("-TERM");
}

#[test]
fn stops_with_0_on_sigint() {
    stops_on("-INT");
}

#[test]
fn as_8_x_it_prints_its_task_address_too() {
    let flags = ["--gateway", "8", "--ws", "127.0.0.1:0"];
    let ports = ["--worker", "127.0.0.1:0", "--task", "127.0.0.2:0"];
    let mut child = Running(program(&[flags, ports].concat()).spawn().unwrap());
    let lines = BufReader::new(child.0.stdout.take().unwrap()).lines();
    let lines: Vec<_> = lines.take(4).map(Result::unwrap).collect();
    assert!(lines[0].starts_with("websocket "), "{lines:?}");
    assert!(lines[1].starts_with("worker 127.0.0.1:"), "{lines:?}");
    let task = lines[2].strip_prefix("task ").unwrap();
    assert!(task.starts_with("127.0.0.2:"), "{lines:?}");
    assert_eq!(lines[3], "ready");
    TcpStream::connect(task).unwrap();
}

#[test]
fn a_flag_of_8_x_is_refused_without_it() {
    for (flag, value) in [
        ("--task", "127.0.0.1:0"),
        ("--shuffle", "1"),
        ("--on-open", "http://127.0.0.1/"),
        ("--on-close", "http://127.0.0.1/"),
    ] {
        let (code, _, error) = ended(&[flag, value]);
        assert_eq!(code, Some(1));
        let said = format!("{flag} is for --gateway 8");
        assert!(error.contains(&said), "{error}");
    }
    let (code, _, error) = ended(&["--on-open", "https://127.0.0.1/"]);
    assert_eq!(code, Some(2));
    assert!(error.contains("not an http:// URL"), "{error}");
    let (code, _, error) = ended(&["--gateway", "6"]);
    assert_eq!(code, Some(2));
    assert!(error.contains("[possible values: 5, 8]"), "{error}");
}

#[test]
fn refuses_addresses_that_others_can_reach_and_says_why() {
    let (code, out, error) = ended(&["--ws", "0.0.0.0:0", "--worker", "127.0.0.1:0"]);
    assert_eq!((code, out.as_str()), (Some(1), ""));
    for said in ["0.0.0.0:0", "development gateway", "--allow-remote"] {
        assert!(error.contains(said), "{error}");
    }
}

#[test]
fn help_says_that_it_is_not_for_production() {
    let (code, help, _) = ended(&["--help"]);
    assert_eq!(code, Some(0));
    for said in [
        "for development and tests",
        "NOT for production",
        "in the memory of this one process",
    ] {
        assert!(help.contains(said), "{help}");
    }
}

#[test]
fn prints_the_address_of_the_page_that_it_serves() {
    let www = env!("CARGO_MANIFEST_DIR");
    let mut child = Running(
        program(&[
            "--ws",
            "127.0.0.1:0",
            "--worker",
            "127.0.0.1:0",
            "--www",
            www,
        ])
        .spawn()
        .unwrap(),
    );
    let mut lines = BufReader::new(child.0.stdout.take().unwrap())
        .lines()
        .map(Result::unwrap);
    let websocket = lines.next().unwrap();
    assert!(lines.next().unwrap().starts_with("worker "));
    let page = lines.next().unwrap();
    assert_eq!(lines.next().unwrap(), "ready");
    let address = page
        .strip_prefix("page http://")
        .and_then(|page| page.strip_suffix('/'));
    let address = address.unwrap_or_else(|| panic!("{page}"));
    assert_eq!(websocket, format!("websocket ws://{address}/netsvr"));
    let mut stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    stream
        .write_all(b"GET /Cargo.toml HTTP/1.0\r\n\r\n")
        .unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(answer.contains("200 OK"), "{answer}");
    assert!(answer.ends_with(include_str!("../Cargo.toml")), "{answer}");
}

#[test]
fn help_tells_how_a_fault_is_written() {
    let (_, help, _) = ended(&["--help"]);
    for said in [
        "--fault <FAULT>",
        "conn=2 frame=3 truncate=10",
        "stop-reading=MS",
    ] {
        assert!(help.contains(said), "{help}");
    }
}

#[test]
fn a_fault_that_is_none_is_refused_and_what_is_wrong_is_said() {
    let (code, _, error) = ended(&["--fault", "conn=1 frmae=2 drop"]);
    assert_eq!(code, Some(2));
    assert!(error.contains("unknown word `frmae=2`"), "{error}");
    let (code, _, error) = ended(&["--fault-rate", "2"]);
    assert_eq!(code, Some(2));
    assert!(error.contains("not a number from 0 to 1"), "{error}");
    let (code, _, error) = ended(&["--fault-seed", "2"]);
    assert_eq!(code, Some(2));
    assert!(error.contains("--fault-rate"), "{error}");
}

#[test]
fn a_fault_file_is_refused_with_the_number_of_its_bad_line() {
    let path = std::path::Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join(format!("faults-{}", std::process::id()));
    std::fs::write(&path, "# two faults\nconn=1 drop\ntruncate\n").unwrap();
    let name = path.to_str().unwrap();
    let (code, _, error) = ended(&["--fault-file", name]);
    std::fs::remove_file(&path).unwrap();
    assert_eq!(code, Some(1));
    assert!(
        error.contains(&format!("{name}:3: `truncate` needs a number")),
        "{error}"
    );
    let (code, _, error) = ended(&["--fault-file", name]);
    assert_eq!(code, Some(1));
    assert!(error.contains("cannot read"), "{error}");
}
