//! Opening a websocket.

use devgate::proto::{v6, ConnClose};
use netsvr_wire::command::Command;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio_tungstenite::connect_async;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::Error;

use super::common::{registered, CLOSE, OPEN};
use crate::common::{soon, Client, Gate};

/// Status and body of what a plain HTTP request is answered with.
async fn asked(gate: &Gate, head: &str) -> (u16, String) {
    let address = gate.server.websocket_address();
    let mut stream = TcpStream::connect(address).await.unwrap();
    let request = format!("{head}\r\nHost: h\r\n\r\n");
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = String::new();
    let read = stream.read_to_string(&mut answer);
    soon("an answer", read).await.unwrap();
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    let status = head.split(' ').nth(1).unwrap().parse().unwrap();
    (status, body.to_owned())
}

pub const UPGRADE: &str = "Upgrade: websocket\r\nConnection: Upgrade\r\n\
     Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==";

#[tokio::test]
async fn the_target_is_the_path_and_nothing_else() {
    let gate = Gate::eight().await;
    for target in ["/", "/other", "/netsvr/", "/netsvr?", "/netsvr?token=a"] {
        let url = format!("ws://{}{target}", gate.server.websocket_address());
        match soon("a refusal", connect_async(url)).await {
            Err(Error::Http(response)) => assert_eq!(response.status(), 404, "{target}"),
            other => panic!("{target}: {other:?}"),
        }
    }
}

#[tokio::test]
async fn a_path_that_ends_with_a_slash_is_no_more_than_that() {
    let gate = Gate::devgate_eight_with(|config| "/app/".clone_into(&mut config.path)).await;
    let address = gate.server.websocket_address();
    let answer = soon(
        "the handshake",
        connect_async(format!("ws://{address}/app/")),
    )
    .await;
    assert!(answer.is_ok(), "{answer:?}");
    for target in ["/app", "/app/key", "/app/?protocol=7"] {
        let url = format!("ws://{address}{target}");
        match soon("a refusal", connect_async(url)).await {
            Err(Error::Http(response)) => assert_eq!(response.status(), 404, "{target}"),
            other => panic!("{target}: {other:?}"),
        }
    }
}

#[tokio::test]
async fn what_is_no_websocket_is_refused_in_this_order() {
    let gate = Gate::eight().await;
    let old = UPGRADE.replace("13", "8");
    let other = UPGRADE.replace("websocket", "h2c");
    let elsewhere = UPGRADE.replace("Connection: Upgrade", "Connection: close");
    let keyless = UPGRADE.replace("Key", "No-Key");
    for (head, status) in [
        (format!("POST /netsvr HTTP/1.1\r\n{UPGRADE}"), 405),
        (format!("HEAD /netsvr HTTP/1.1\r\n{UPGRADE}"), 405),
        ("GET /netsvr HTTP/1.1".to_owned(), 200),
        ("GET /other HTTP/1.1".to_owned(), 200),
        (format!("GET /other HTTP/1.1\r\n{old}"), 404),
        (format!("GET /netsvr HTTP/1.1\r\n{old}"), 426),
        (format!("GET /netsvr HTTP/1.1\r\n{keyless}"), 400),
        (format!("GET /netsvr HTTP/1.1\r\n{other}"), 400),
        (format!("GET /netsvr HTTP/1.1\r\n{elsewhere}"), 400),
    ] {
        let (got, body) = asked(&gate, &head).await;
        assert_eq!(got, status, "{head}: {body}");
        if status == 200 {
            assert_eq!(body, "Hello netsvr");
        }
    }
}

#[tokio::test]
async fn conn_open_has_the_fields_of_v6_and_no_subprotocol_is_chosen() {
    let gate = Gate::eight().await;
    let mut worker = registered(&gate, OPEN).await;
    let mut request = gate.url().into_client_request().unwrap();
    for (name, value) in [
        ("x-forwarded-for", "10.0.0.1, 10.0.0.2"),
        ("x-real-ip", "10.0.0.3"),
    ] {
        request.headers_mut().insert(name, value.parse().unwrap());
    }
    let (socket, _) = soon("connect", connect_async(request)).await.unwrap();
    let client = Client::greeted(socket).await;
    let event: v6::ConnOpen = worker.expect(Command::ConnOpen).await;
    let expected = v6::ConnOpen {
        uniq_id: client.uniq_id.clone(),
        raw_query: String::new(),
        x_forwarded_for: "10.0.0.1, 10.0.0.2".to_owned(),
        x_real_ip: "10.0.0.3".to_owned(),
        remote_addr: "127.0.0.1".to_owned(),
    };
    assert_eq!(event, expected);
    let head = format!("GET /netsvr HTTP/1.1\r\nSec-WebSocket-Protocol: chat\r\n{UPGRADE}");
    let mut stream = TcpStream::connect(gate.server.websocket_address())
        .await
        .unwrap();
    let request = format!("{head}\r\nHost: h\r\n\r\n");
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = [0; 1000];
    let read = soon("an answer", stream.read(&mut answer)).await.unwrap();
    let answer = String::from_utf8_lossy(&answer[..read]).to_lowercase();
    assert!(answer.starts_with("http/1.1 101"), "{answer}");
    assert!(!answer.contains("sec-websocket-protocol"), "{answer}");
}

#[tokio::test]
async fn every_connection_to_the_port_of_the_clients_is_told_of_when_it_ends() {
    let gate = Gate::eight().await;
    let mut worker = registered(&gate, OPEN | CLOSE).await;
    drop(TcpStream::connect(gate.server.websocket_address()).await);
    let bare: ConnClose = worker.expect(Command::ConnClose).await;
    asked(&gate, "GET / HTTP/1.1").await;
    let health: ConnClose = worker.expect(Command::ConnClose).await;
    let refused = format!("{}?token=a", gate.url());
    assert!(connect_async(refused).await.is_err());
    let refused: ConnClose = worker.expect(Command::ConnClose).await;
    for event in [&bare, &health, &refused] {
        assert_eq!(event.uniq_id.len(), 28);
        let uniq_id = event.uniq_id.clone();
        assert_eq!(
            *event,
            ConnClose {
                uniq_id,
                ..ConnClose::default()
            }
        );
    }
    assert_ne!(bare.uniq_id, health.uniq_id);
    assert_ne!(health.uniq_id, refused.uniq_id);
}

#[tokio::test]
async fn who_comes_above_the_limit_is_let_in_and_sent_away() {
    let gate = Gate::eight_with(|config| {
        config.limit_on_open = 1;
        config.greet = false;
    })
    .await;
    let mut worker = registered(&gate, OPEN | CLOSE).await;
    let _first = soon("connect", connect_async(gate.url())).await.unwrap();
    let _: v6::ConnOpen = worker.expect(Command::ConnOpen).await;
    let mut second = gate.stranger().await;
    second
        .told_to_leave(1013, "open rate limited, try again later")
        .await;
    // It never came online.
    let _: ConnClose = worker.expect(Command::ConnClose).await;
}
