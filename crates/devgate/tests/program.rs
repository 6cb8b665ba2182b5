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
    let ports = ["--worker", "127.0.0.2:0", "--task", "127.0.0.2:0"];
    let mut child = Running(program(&[flags, ports].concat()).spawn().unwrap());
    let lines = BufReader::new(child.0.stdout.take().unwrap()).lines();
    let lines: Vec<_> = lines.take(4).map(Result::unwrap).collect();
    assert!(lines[0].starts_with("websocket "), "{lines:?}");
    assert!(lines[1].starts_with("worker 127.0.0.2:"), "{lines:?}");
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
        ("--set", "Worker.SendChanCap=1"),
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
fn as_8_x_the_task_port_has_the_address_of_the_worker_port_and_another_port() {
    for (worker, task) in [
        ("127.0.0.1:0", "127.0.0.2:0"),
        ("127.0.0.1:7000", "127.0.0.1:7000"),
    ] {
        let addresses = ["--ws", "127.0.0.1:0", "--worker", worker, "--task", task];
        let (code, out, error) = ended(&[&["--gateway", "8"][..], &addresses].concat());
        assert_eq!((code, out.as_str()), (Some(1), ""));
        let said = format!(
            "the task port {task} needs the IPv4 address of the worker port {worker}, and another port"
        );
        assert!(error.contains(&said), "{error}");
    }
}

#[test]
fn as_8_x_it_does_not_listen_everywhere_but_where_others_reach_it() {
    // uniqIds have to begin with an address.
    let flags = [
        "--gateway",
        "8",
        "--ws",
        "127.0.0.1:0",
        "--worker",
        "0.0.0.0:0",
    ];
    let (code, _, error) = ended(&flags);
    assert_eq!(code, Some(1));
    let has_other = !error.contains("this machine has no other");
    assert!(!has_other || error.contains("--allow-remote"), "{error}");
    assert!(!has_other || !error.contains("0.0.0.0"), "{error}");
}

#[test]
fn a_setting_that_is_none_is_refused_and_what_is_wrong_is_said() {
    for (setting, said) in [
        ("Worker.SendChanCaps=1", "no setting `Worker.SendChanCaps`"),
        ("Worker.SendChanCap=x", "`x` is not a number that fits"),
        ("x", "not Section.Key=value"),
    ] {
        let (code, _, error) = ended(&["--gateway", "8", "--set", setting]);
        assert_eq!(code, Some(2));
        assert!(error.contains(said), "{error}");
    }
}

/// As 8.x on ports of its own: its addresses of the clients, the worker port and the task
/// port, in this order.
fn as_eight(flags: &[&str]) -> (Running, [SocketAddrV4; 3]) {
    let addresses = [
        "--gateway",
        "8",
        "--ws",
        "127.0.0.1:0",
        "--worker",
        "127.0.0.1:0",
    ];
    let mut child = Running(program(&[&addresses, flags].concat()).spawn().unwrap());
    let lines = BufReader::new(child.0.stdout.take().unwrap()).lines();
    let lines: Vec<_> = lines.take(4).map(Result::unwrap).collect();
    assert_eq!(lines[3], "ready");
    let address = |line: &str, prefix: &str| {
        let address = line.strip_prefix(prefix).unwrap();
        let address = address.strip_suffix("/netsvr").unwrap_or(address);
        address.parse().unwrap()
    };
    let addresses = [
        address(&lines[0], "websocket ws://"),
        address(&lines[1], "worker "),
        address(&lines[2], "task "),
    ];
    (child, addresses)
}

fn signal(child: &Running, signal: &str) {
    let id = child.0.id().to_string();
    let kill = Command::new("kill").args([signal, &id]).status().unwrap();
    assert!(kill.success());
}

#[test]
fn as_8_x_it_stops_with_0_on_sigquit_and_not_on_sighup() {
    let (mut child, [_, worker, _]) = as_eight(&[]);
    signal(&child, "-HUP");
    std::thread::sleep(Duration::from_millis(200));
    TcpStream::connect(worker).unwrap();
    assert!(child.0.try_wait().unwrap().is_none());
    signal(&child, "-QUIT");
    assert_eq!(child.wait(), Some(0));
}

#[test]
fn what_is_dropped_is_logged_with_its_content() {
    let allowance = [
        "Customer.LimitZeroWindowMaxRequests=1",
        "Customer.LimitWindowMaxRequests=1",
        "Customer.LimitWindowSize=1h",
    ];
    let flags = allowance.map(|setting| ["--set", setting]).concat();
    let (mut child, [websocket, worker, _]) = as_eight(&[&flags[..], &["--log", "info"]].concat());
    let mut business = TcpStream::connect(worker).unwrap();
    business.set_read_timeout(Some(PATIENCE)).unwrap();
    // Register for messages: command 900003001 and field 1 = 4.
    let mut register = 6u32.to_be_bytes().to_vec();
    register.extend(900_003_001u32.to_be_bytes());
    register.extend([8, 4]);
    business.write_all(&register).unwrap();
    let mut answer = [0; 8];
    business.read_exact(&mut answer).unwrap();
    std::thread::sleep(Duration::from_millis(100));
    let mut client = TcpStream::connect(websocket).unwrap();
    client.set_read_timeout(Some(PATIENCE)).unwrap();
    let request =
        "GET /netsvr HTTP/1.1\r\nHost: h\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\
         Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n";
    client.write_all(request.as_bytes()).unwrap();
    client.read_exact(&mut [0; 12]).unwrap();
    for text in ["first", "other", "third"] {
        // A text message, masked with zeros.
        let frame = [&[0x81, 0x85, 0, 0, 0, 0], text.as_bytes()].concat();
        client.write_all(&frame).unwrap();
    }
    let mut log = BufReader::new(child.0.stderr.take().unwrap()).lines();
    let line = log.find_map(|line| {
        let line = line.unwrap();
        line.contains("dropped").then_some(line)
    });
    let line = line.unwrap();
    assert!(
        line.ends_with("dropped by its own limit: \"third\""),
        "{line}"
    );
    signal(&child, "-TERM");
    assert_eq!(child.wait(), Some(0));
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
fn help_tells_what_can_be_set() {
    let (_, help, _) = ended(&["--help"]);
    for said in [
        "--set <SETTING>",
        "Customer.MaxOnlineNum=100000",
        "Worker.SendChanCap=1024",
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
