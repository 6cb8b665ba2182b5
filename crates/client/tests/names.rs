//! Names of gateways, as the system looks them up. A file of its own, so that nothing else in this process asks for one.
#![allow(clippy::unwrap_used)]

mod support;

use netsvr_client::{names, Lookup, NoHook, ResolveError};
use std::net::SocketAddrV4;
use std::time::Duration;
use support::seconds;

const TTL: Duration = Duration::from_secs(30);

/// The names of this process's threads.
fn threads() -> Vec<String> {
    let tasks = std::fs::read_dir("/proc/self/task").unwrap();
    let name = |task: std::io::Result<std::fs::DirEntry>| {
        std::fs::read_to_string(task.unwrap().path().join("comm")).unwrap_or_default()
    };
    tasks.map(name).collect()
}

#[test]
fn addresses_are_numbers_or_names_of_ipv4() {
    let resolve = |address: &str| names::resolve(address, TTL, seconds(10), &mut NoHook);
    let addr: SocketAddrV4 = "127.0.0.1:6061".parse().unwrap();
    assert_eq!(resolve("127.0.0.1:6061"), Ok(addr));
    assert!(matches!(names::lookup("127.0.0.1:6061", TTL), Lookup::Known(it) if it == addr));
    assert_eq!(names::current("127.0.0.1:6061"), Some(addr));
    assert!(!names::has_moved("127.0.0.1:6061", addr));
    assert!(!names::are_used(), "a number is no name");
    assert!(!threads().iter().any(|name| name == "netsvr-names\n"));

    assert_eq!(names::current("localhost:6061"), None);
    assert_eq!(resolve("localhost:6061"), Ok(addr));
    assert_eq!(names::current("localhost:6061"), Some(addr));
    assert!(names::are_used());
    assert_eq!(
        threads()
            .iter()
            .filter(|name| *name == "netsvr-names\n")
            .count(),
        1
    );
    let error = resolve("[::1]:6061").unwrap_err();
    assert!(matches!(error, ResolveError::NoIpv4 { .. }));
    let error = resolve("127.0.0.1").unwrap_err();
    assert_eq!(
        error.to_string(),
        "the address \"127.0.0.1\" cannot be resolved: invalid socket address"
    );
    let error = resolve("a name with blanks:1").unwrap_err();
    assert!(matches!(error, ResolveError::Failed { .. }), "{error}");
}
