//! Callbacks that the application sends elsewhere.

use std::time::Duration;

use devgate::proto::{v6, ConnClose};
use prost::Message as _;
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::Message;

use super::application::{answer, Application, Call};
use super::common::{registered, CLOSE};
use crate::common::Gate;
use netsvr_wire::command::Command;

const NO_PAUSE: Duration = Duration::ZERO;

/// Lets all in, and redirects what is not asked of `/target`.
fn redirecting(status: u16) -> impl Fn(&Call) -> Vec<u8> + Send + Sync {
    move |call| {
        let allowed = v6::ConnOpenResp {
            allow: true,
            data: b"welcome".to_vec(),
            ..v6::ConnOpenResp::default()
        };
        if call.asks().ends_with("/target") {
            answer(200, "", &allowed.encode_to_vec())
        } else {
            answer(status, "Location: /target\r\n", b"over there")
        }
    }
}

async fn gate_of(url: devgate::Url) -> Gate {
    Gate::eight_with(|config| {
        config.greet = false;
        config.on_open = Some(url);
    })
    .await
}

#[tokio::test]
async fn a_redirect_is_followed_with_get_or_with_the_same_question() {
    for (status, method) in [(302, "GET"), (303, "GET"), (307, "POST"), (308, "POST")] {
        let mut application = Application::of(NO_PAUSE, redirecting(status)).await;
        let gate = gate_of(application.at("/first")).await;
        let mut client = gate.stranger().await;
        assert_eq!(client.text().await, "welcome");
        let first = application.call().await;
        assert_eq!(first.asks(), "POST /first");
        let second = application.call().await;
        assert_eq!(second.asks(), format!("{method} /target"));
        let body = if method == "GET" {
            Vec::new()
        } else {
            first.body
        };
        assert_eq!(second.body, body);
        let came_from = format!("http://{}/first", application.authority);
        assert_eq!(second.header("referer"), Some(came_from.as_str()));
    }
}

#[tokio::test]
async fn a_redirect_to_itself_ends_after_ten() {
    let mut application =
        Application::of(NO_PAUSE, |_| answer(307, "Location: /loop\r\n", b"")).await;
    let gate = gate_of(application.at("/loop")).await;
    let mut client = gate.stranger().await;
    let Message::Close(Some(frame)) = client.message().await else {
        panic!("no close frame");
    };
    let reason = frame.reason.as_str();
    assert_eq!(u16::from(frame.code), 1011);
    assert!(reason.ends_with("stopped after 10 redirects"), "{reason}");
    for _ in 0..10 {
        application.call().await;
    }
}

#[tokio::test]
async fn the_close_callback_is_redirected_too() {
    let mut application = Application::of(NO_PAUSE, redirecting(307)).await;
    let gate = Gate::eight_with(|config| config.on_close = Some(application.at("/first"))).await;
    let mut worker = registered(&gate, CLOSE).await;
    drop(TcpStream::connect(gate.server.websocket_address()).await);
    let event: ConnClose = worker.expect(Command::ConnClose).await;
    application.call().await;
    let second = application.call().await;
    assert_eq!(second.asks(), "POST /target");
    assert_eq!(ConnClose::decode(second.body.as_slice()), Ok(event));
}
