//! What clients are limited to.

use std::time::Duration;

use devgate::proto::{v6, ConnClose, LimitReq, LimitResp, Transfer};
use devgate::{Allowance, Item};
use netsvr_wire::command::Command;
use tokio::net::TcpStream;
use tokio_tungstenite::connect_async;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::{Error, Message};

use super::common::{registered, CLOSE, MESSAGE, OPEN};
use super::metrics::until_counted;
use crate::common::{soon, Business, Client, Gate};

const TRY_AGAIN: &str = "open rate limited, try again later";

async fn limit(task: &mut Business, on_open: i32, on_message: i32) -> (i32, i32) {
    let request = LimitReq {
        on_open,
        on_message,
    };
    let answer: LimitResp = task.ask(Command::Limit, &request).await;
    (answer.on_open, answer.on_message)
}

async fn speak(client: &mut Client, count: usize) {
    for n in 0..count {
        client.say(Message::text(n.to_string())).await;
    }
}

#[tokio::test]
async fn a_client_has_free_messages_and_then_so_many_in_each_window() {
    let gate = Gate::eight_with(|config| {
        config.settings.allowance = Allowance {
            free: 3,
            per_window: 2,
            window: 1,
        };
    })
    .await;
    let mut client = gate.client().await;
    let mut task = gate.task().await;
    // What nobody wants does not count.
    speak(&mut client, 10).await;
    client.say(Message::Ping("ping".into())).await;
    assert_eq!(client.message().await, Message::Pong("ping".into()));
    let mut worker = registered(&gate, MESSAGE).await;
    speak(&mut client, 8).await;
    for _ in 0..5 {
        let _: Transfer = worker.expect(Command::Transfer).await;
    }
    until_counted(&mut task, Item::ClientLimited, 3).await;
    // Another client has its own.
    let mut other = gate.client().await;
    speak(&mut other, 1).await;
    let event: Transfer = worker.expect(Command::Transfer).await;
    assert_eq!(event.uniq_id, other.uniq_id);
    // More than one second is two.
    tokio::time::sleep(Duration::from_millis(2100)).await;
    speak(&mut client, 3).await;
    for _ in 0..2 {
        let _: Transfer = worker.expect(Command::Transfer).await;
    }
    until_counted(&mut task, Item::ClientLimited, 4).await;
    until_counted(&mut task, Item::MessageLimited, 0).await;
}

#[tokio::test]
async fn all_clients_share_a_bucket_of_messages() {
    let gate = Gate::eight_with(|config| config.limit_on_message = 2).await;
    let mut worker = registered(&gate, MESSAGE).await;
    let mut task = gate.task().await;
    let (mut one, mut other) = (gate.client().await, gate.client().await);
    speak(&mut one, 2).await;
    speak(&mut other, 2).await;
    speak(&mut one, 2).await;
    let _: Transfer = worker.expect(Command::Transfer).await;
    let _: Transfer = worker.expect(Command::Transfer).await;
    soon("messages to be dropped", async {
        while super::metrics::count(&mut task, Item::MessageLimited).await < Some(2) {}
    })
    .await;
    until_counted(&mut task, Item::ClientLimited, 0).await;
}

#[tokio::test]
async fn the_limit_command_changes_the_rate_and_not_the_burst() {
    let gate = Gate::eight_with(|config| {
        config.greet = false;
        config.limit_on_open = 10_000;
    })
    .await;
    let mut task = gate.task().await;
    assert_eq!(limit(&mut task, 2, 0).await, (2, 50_000));
    assert_eq!(limit(&mut task, 0, -1).await, (2, 50_000));
    let mut clients = Vec::new();
    for _ in 0..5 {
        clients.push(gate.stranger().await);
    }
    task.until_online(5).await;
}

#[tokio::test]
async fn a_limit_that_is_off_stays_off_and_reads_zero() {
    let gate = Gate::eight_with(|config| {
        config.limit_on_open = 0;
        config.limit_on_message = 0;
    })
    .await;
    let mut task = gate.task().await;
    assert_eq!(limit(&mut task, 1, 1).await, (0, 0));
    let mut worker = registered(&gate, MESSAGE).await;
    let mut client = gate.client().await;
    speak(&mut client, 5).await;
    for _ in 0..5 {
        let _: Transfer = worker.expect(Command::Transfer).await;
    }
}

#[tokio::test]
async fn connections_are_counted_whatever_they_are() {
    let gate = Gate::eight_with(|config| {
        config.greet = false;
        config.settings.max_online_num = 2;
    })
    .await;
    let mut worker = registered(&gate, OPEN | CLOSE).await;
    let mut task = gate.task().await;
    let bare = TcpStream::connect(gate.server.websocket_address())
        .await
        .unwrap();
    let _client = gate.stranger().await;
    let _: v6::ConnOpen = worker.expect(Command::ConnOpen).await;
    let mut third = gate.stranger().await;
    third.told_to_leave(1013, TRY_AGAIN).await;
    let _: ConnClose = worker.expect(Command::ConnClose).await;
    until_counted(&mut task, Item::OpenLimited, 0).await;
    drop(bare);
    let _: ConnClose = worker.expect(Command::ConnClose).await;
    let _client = gate.stranger().await;
    let _: v6::ConnOpen = worker.expect(Command::ConnOpen).await;
    assert_eq!(task.settle().await, 2);
}

#[tokio::test]
async fn an_origin_has_to_contain_what_is_allowed() {
    let gate = Gate::eight_with(|config| {
        config.settings.allow_origin = vec!["other.test".to_owned(), "example.com".to_owned()];
    })
    .await;
    for (origin, is_allowed) in [
        (None, false),
        (Some("null"), false),
        (Some("http://example.org"), false),
        (Some("https://www.example.com:8443"), true),
        (Some("http://other.test"), true),
        (Some("http://example.com.evil.test"), true),
    ] {
        let mut request = gate.url().into_client_request().unwrap();
        if let Some(origin) = origin {
            request
                .headers_mut()
                .insert("origin", origin.parse().unwrap());
        }
        match soon("an answer", connect_async(request)).await {
            Ok(_) => assert!(is_allowed, "{origin:?}"),
            Err(Error::Http(response)) => {
                assert!(!is_allowed, "{origin:?}");
                assert_eq!(response.status(), 403, "{origin:?}");
            }
            Err(error) => panic!("{origin:?}: {error}"),
        }
    }
}
