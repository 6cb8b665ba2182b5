//! The files of `--www`, asked for over plain HTTP.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use devgate::StartError;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio_tungstenite::connect_async;
use tokio_tungstenite::tungstenite::Error;

use crate::common::{soon, Gate};

/// A folder of files that lives as long as its test.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path =
            Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(path.join("www/sub")).unwrap();
        Self(path)
    }

    fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        fs::write(self.0.join(name), content).unwrap();
    }

    fn link(&self, target: &str, name: &str) {
        std::os::unix::fs::symlink(target, self.0.join(name)).unwrap();
    }

    async fn serve(&self) -> Gate {
        let www = self.0.join("www");
        Gate::with(|config| config.www = Some(www)).await
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

struct Answer {
    status: u16,
    head: String,
    body: Vec<u8>,
}

impl Answer {
    fn header(&self, name: &str) -> Option<&str> {
        let mut lines = self.head.lines().filter_map(|line| line.split_once(": "));
        lines
            .find(|(key, _)| key.eq_ignore_ascii_case(name))
            .map(|(_, value)| value)
    }
}

/// Sends these bytes and reads until the gateway closes.
async fn ask_raw(gate: &Gate, request: &[u8]) -> Answer {
    let address = gate.server.websocket_address();
    let mut stream = soon("connect", TcpStream::connect(address)).await.unwrap();
    soon("ask", stream.write_all(request)).await.unwrap();
    let mut bytes = Vec::new();
    soon("an answer", stream.read_to_end(&mut bytes))
        .await
        .unwrap();
    let end = bytes
        .windows(4)
        .position(|window| window == b"\r\n\r\n")
        .expect("a head");
    let head = String::from_utf8(bytes[..end].to_vec()).unwrap();
    Answer {
        status: head.split(' ').nth(1).unwrap().parse().unwrap(),
        head,
        body: bytes[end + 4..].to_vec(),
    }
}

async fn ask(gate: &Gate, method: &str, target: &str) -> Answer {
    let request = format!("{method} {target} HTTP/1.1\r\nHost: test\r\n\r\n");
    ask_raw(gate, request.as_bytes()).await
}

#[tokio::test]
async fn files_come_with_their_length_and_type() {
    let folder = Folder::new("files");
    folder.write("www/index.html", "<p>first");
    folder.write("www/sub/index.html", "<p>second");
    folder.write("www/sub/a b.css", "p{}");
    folder.write("www/empty", "");
    let gate = folder.serve().await;
    for (target, content_type, body) in [
        ("/", "text/html; charset=utf-8", "<p>first"),
        ("/?name=ann", "text/html; charset=utf-8", "<p>first"),
        ("/index.html", "text/html; charset=utf-8", "<p>first"),
        (
            "http://test/index.html",
            "text/html; charset=utf-8",
            "<p>first",
        ),
        ("/sub/", "text/html; charset=utf-8", "<p>second"),
        ("/sub/a%20b.css", "text/css; charset=utf-8", "p{}"),
        ("/empty", "application/octet-stream", ""),
    ] {
        let answer = ask(&gate, "GET", target).await;
        assert_eq!(
            (answer.status, answer.body.as_slice()),
            (200, body.as_bytes()),
            "{target}"
        );
        assert_eq!(
            answer.header("content-type"),
            Some(content_type),
            "{target}"
        );
        assert_eq!(
            answer.header("content-length"),
            Some(body.len().to_string().as_str())
        );
        assert_eq!(answer.header("connection"), Some("close"));
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
    }
}

#[tokio::test]
async fn a_large_file_arrives_whole() {
    let folder = Folder::new("large");
    let content: Vec<u8> = (0..3_000_017_u32)
        .map(|n| n.to_le_bytes()[0] ^ n.to_le_bytes()[1])
        .collect();
    folder.write("www/large.bin", &content);
    let gate = folder.serve().await;
    let answer = ask(&gate, "GET", "/large.bin").await;
    assert_eq!(answer.status, 200);
    assert!(answer.body == content);
}

#[tokio::test]
async fn head_answers_without_the_body() {
    let folder = Folder::new("head");
    folder.write("www/index.html", "<p>first");
    let gate = folder.serve().await;
    let answer = ask(&gate, "HEAD", "/").await;
    assert_eq!((answer.status, answer.body.len()), (200, 0));
    assert_eq!(answer.header("content-length"), Some("8"));
}

#[tokio::test]
async fn what_is_not_below_the_folder_is_not_found() {
    let folder = Folder::new("traversal");
    folder.write("secret", "secret");
    folder.write("www/.hidden", "secret");
    folder.write("www/index.html", "<p>first");
    folder.link("../secret", "www/out");
    folder.link("../..", "www/up");
    folder.link("index.html", "www/in.html");
    let gate = folder.serve().await;
    let absolute = format!("/{}", folder.0.join("secret").display());
    for target in [
        "/none",
        "/sub",
        "/none/",
        "/index.html/",
        "/index.html/a",
        "/.hidden",
        "/../secret",
        "/sub/../../secret",
        "/%2e%2e/secret",
        "/..%2fsecret",
        "/sub/..%2f..%2fsecret",
        "/%2e%2e%2fsecret",
        "/..%5csecret",
        "//secret",
        "/out",
        "/up/secret",
        "/index.html%00",
        "/%",
        &absolute,
    ] {
        let answer = ask(&gate, "GET", target).await;
        assert_eq!(answer.status, 404, "{target}");
        assert!(
            !String::from_utf8_lossy(&answer.body).contains("secret"),
            "{target}"
        );
    }
    assert_eq!(ask(&gate, "GET", "/in.html").await.status, 200);
}

#[tokio::test]
async fn other_methods_are_refused_and_their_bodies_do_not_cost_the_answer() {
    let folder = Folder::new("methods");
    folder.write("www/index.html", "<p>first");
    let gate = folder.serve().await;
    for method in ["POST", "PUT", "DELETE", "OPTIONS"] {
        for target in ["/", "/none", "/netsvr"] {
            let answer = ask(&gate, method, target).await;
            assert_eq!(answer.status, 405, "{method} {target}");
            assert_eq!(answer.header("allow"), Some("GET, HEAD"));
        }
    }
    let mut request = b"POST / HTTP/1.1\r\nContent-Length: 100000\r\n\r\n".to_vec();
    request.resize(request.len() + 100_000, b'x');
    assert_eq!(ask_raw(&gate, &request).await.status, 405);
}

#[tokio::test]
async fn requests_that_are_none_are_answered_with_what_is_wrong() {
    let gate = Gate::start().await;
    assert_eq!(
        ask_raw(&gate, b"\x00\x00\x00\x04what\r\n").await.status,
        400
    );
    let long = format!("GET /{} HTTP/1.1\r\n\r\n", "x".repeat(20_000));
    assert_eq!(ask_raw(&gate, long.as_bytes()).await.status, 431);
    let answer = ask(&gate, "GET", "/netsvr").await;
    assert_eq!(answer.status, 400);
    assert!(String::from_utf8_lossy(&answer.body).contains("websocket"));
}

#[tokio::test]
async fn an_unfinished_request_is_given_up() {
    let gate = Gate::with(|config| config.send_deadline = Duration::from_millis(100)).await;
    assert_eq!(ask_raw(&gate, b"GET / HTTP/1.1\r\n").await.status, 408);
}

#[tokio::test]
async fn a_websocket_works_beside_the_files_and_only_on_its_own_path() {
    let folder = Folder::new("beside");
    folder.write("www/index.html", "<p>first");
    let gate = folder.serve().await;
    let mut client = gate.client().await;
    let mut business = gate.business().await;
    client.got(&mut business, &[]).await;
    for path in ["/", "/index.html", "/netsvr/"] {
        let url = format!("ws://{}{path}", gate.server.websocket_address());
        match soon("a refusal", connect_async(url)).await {
            Err(Error::Http(response)) => assert_eq!(response.status(), 404, "{path}"),
            other => panic!("{other:?}"),
        }
    }
}

#[tokio::test]
async fn a_client_may_speak_before_it_is_let_in() {
    let gate = Gate::start().await;
    let address = gate.server.websocket_address();
    let mut stream = soon("connect", TcpStream::connect(address)).await.unwrap();
    let mut bytes =
        b"GET /netsvr HTTP/1.1\r\nHost: test\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\
        Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
            .to_vec();
    // A ping with the payload "p", masked with zeros.
    bytes.extend_from_slice(&[0x89, 0x81, 0, 0, 0, 0, b'p']);
    soon("ask", stream.write_all(&bytes)).await.unwrap();
    let pong = [0x8a, 0x01, b'p'];
    let mut received = Vec::new();
    while !received.windows(pong.len()).any(|window| window == pong) {
        let read = soon("a pong", stream.read_buf(&mut received))
            .await
            .unwrap();
        assert_ne!(read, 0, "{}", String::from_utf8_lossy(&received));
    }
}

#[tokio::test]
async fn more_downloads_than_there_is_room_for_are_put_off() {
    let folder = Folder::new("many");
    folder.write("www/large.bin", vec![b'x'; 16_000_000]);
    folder.write("www/small.txt", "small");
    let gate = folder.serve().await;
    let mut slow = Vec::new();
    for _ in 0..64 {
        let mut stream = TcpStream::connect(gate.server.websocket_address())
            .await
            .unwrap();
        soon("ask", stream.write_all(b"GET /large.bin HTTP/1.1\r\n\r\n"))
            .await
            .unwrap();
        let mut byte = [0];
        soon("a byte", stream.read_exact(&mut byte)).await.unwrap();
        slow.push(stream);
    }
    assert_eq!(ask(&gate, "GET", "/small.txt").await.status, 503);
    drop(slow);
    soon("room", async {
        while ask(&gate, "GET", "/small.txt").await.status != 200 {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    })
    .await;
}

#[tokio::test]
async fn a_folder_that_is_not_there_is_an_error_that_names_it() {
    let folder = Folder::new("missing");
    folder.write("file", "");
    for name in ["none", "file"] {
        let mut config = devgate::Config {
            www: Some(folder.0.join(name)),
            ..devgate::Config::default()
        };
        config.websocket.set_port(0);
        config.worker.set_port(0);
        let error = devgate::Server::start(config).await.unwrap_err();
        assert!(matches!(error, StartError::Www { .. }));
        assert!(error.to_string().contains(name), "{error}");
    }
}
