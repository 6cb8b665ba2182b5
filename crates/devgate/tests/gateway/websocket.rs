//! The websocket side and the gateway as a whole: addresses, uniqIds, start and stop.

use std::net::Ipv4Addr;

use devgate::proto::{UniqIdCountResp, UniqIdListResp};
use devgate::{Config, Server, StartError};
use futures_util::StreamExt;
use netsvr_wire::address::GatewayKey;
use netsvr_wire::command::Command;
use tokio::net::TcpStream;
use tokio_tungstenite::connect_async;
use tokio_tungstenite::tungstenite::{Error, Message};

use crate::common::{data, soon, Gate};

#[tokio::test]
async fn another_path_is_not_found() {
    let gate = Gate::start().await;
    for path in ["/", "/other", "/netsvr/"] {
        let url = format!("ws://{}{path}", gate.server.websocket_address());
        match soon("a refusal", connect_async(url)).await {
            Err(Error::Http(response)) => assert_eq!(response.status(), 404),
            other => panic!("{other:?}"),
        }
    }
}

#[tokio::test]
async fn a_path_that_ends_with_a_slash_stands_for_all_beneath_it() {
    let gate = Gate::with(|config| "/app/".clone_into(&mut config.path)).await;
    let address = gate.server.websocket_address();
    for target in ["/app/", "/app/key", "/app/key?protocol=7", "/app/a/b"] {
        let url = format!("ws://{address}{target}");
        let answer = soon("the handshake", connect_async(url)).await;
        assert!(answer.is_ok(), "{target}: {answer:?}");
    }
    for target in ["/app", "/apps/key", "/netsvr"] {
        let url = format!("ws://{address}{target}");
        match soon("a refusal", connect_async(url)).await {
            Err(Error::Http(response)) => assert_eq!(response.status(), 404, "{target}"),
            other => panic!("{target}: {other:?}"),
        }
    }
}

#[tokio::test]
async fn uniq_ids_begin_with_the_worker_address_of_their_gateway() {
    let (one, other) = (Gate::start().await, Gate::start().await);
    for gate in [&one, &other] {
        let clients = [gate.client().await, gate.client().await];
        let key = GatewayKey::from_socket(gate.server.worker_address());
        for client in &clients {
            assert_eq!(client.uniq_id.len(), 28);
            assert_eq!(GatewayKey::of_uniq_id(client.uniq_id.as_bytes()), Some(key));
        }
        assert_ne!(clients[0].uniq_id, clients[1].uniq_id);
        let mut business = gate.business().await;
        assert_eq!(business.settle().await, 2);
    }
}

#[tokio::test]
async fn a_greeted_client_is_registered_already() {
    let gate = Gate::start().await;
    let mut business = gate.business().await;
    for _ in 0..20 {
        let client = gate.client().await;
        let list: UniqIdListResp = business.ask(Command::UniqIdList, &()).await;
        assert!(list.uniq_ids.contains(&client.uniq_id));
    }
}

#[tokio::test]
async fn without_greeting_the_first_message_is_the_first_sent() {
    let gate = Gate::with(|config| config.greet = false).await;
    let (mut socket, _) = soon("connect", connect_async(gate.url())).await.unwrap();
    let mut business = gate.business().await;
    business.until_online(1).await;
    business.send(Command::Broadcast, &data(b"first")).await;
    let message = soon("a message", socket.next()).await.unwrap().unwrap();
    assert_eq!(message, Message::text("first"));
}

#[tokio::test]
async fn pings_are_answered() {
    let gate = Gate::start().await;
    let mut client = gate.client().await;
    client.say(Message::Ping("p".into())).await;
    assert_eq!(client.message().await, Message::Pong("p".into()));
}

#[tokio::test]
async fn a_client_message_above_the_limit_drops_the_client() {
    let gate = Gate::with(|config| config.receive_pack_limit = 1000).await;
    let mut client = gate.client().await;
    let mut business = gate.business().await;
    client.say(Message::text("x".repeat(1000))).await;
    client.got(&mut business, &[]).await;
    client.say(Message::text("x".repeat(1001))).await;
    client.dropped().await;
    business.until_online(0).await;
}

#[tokio::test]
async fn stopping_drops_all_and_frees_both_ports() {
    let gate = Gate::start().await;
    let mut client = gate.client().await;
    let mut business = gate.business().await;
    business.settle().await;
    let (websocket, worker) = (
        gate.server.websocket_address(),
        gate.server.worker_address(),
    );
    let stopping = tokio::spawn(gate.server.stop());
    client.dropped().await;
    business.closed().await;
    soon("to stop", stopping).await.unwrap();
    for address in [websocket, worker] {
        assert!(TcpStream::connect(address).await.is_err());
    }
    let config = Config {
        websocket,
        worker,
        ..Config::default()
    };
    Server::start(config).await.unwrap();
}

#[tokio::test]
async fn a_client_that_does_not_answer_does_not_hold_up_the_stop() {
    let gate = Gate::start().await;
    let _silent = gate.client().await;
    let start = std::time::Instant::now();
    soon("to stop", gate.server.stop()).await;
    assert!(start.elapsed() < std::time::Duration::from_secs(2));
}

#[tokio::test]
async fn addresses_that_others_can_reach_need_a_permission() {
    let mut config = Config::default();
    config.websocket.set_port(0);
    config.worker.set_port(0);
    config.worker.set_ip(Ipv4Addr::UNSPECIFIED);
    let refused = Server::start(config.clone()).await.unwrap_err();
    assert!(matches!(refused, StartError::Remote(_)));
    assert!(refused.to_string().contains("--allow-remote"));
    config.allow_remote = true;
    Server::start(config).await.unwrap().stop().await;
}

#[tokio::test]
async fn a_port_in_use_is_an_error_that_names_it() {
    let gate = Gate::start().await;
    let mut config = Config::default();
    config.websocket.set_port(0);
    config.worker = gate.server.worker_address();
    let error = Server::start(config).await.unwrap_err();
    assert!(error
        .to_string()
        .contains(&gate.server.worker_address().to_string()));
}

#[tokio::test]
async fn many_clients_come_and_go() {
    let gate = Gate::start().await;
    let mut business = gate.business().await;
    let mut clients = Vec::new();
    for _ in 0..100 {
        clients.push(gate.client().await);
    }
    let answer: UniqIdCountResp = business.ask(Command::UniqIdCount, &()).await;
    assert_eq!(answer.count, 100);
    business.send(Command::Broadcast, &data(b"all")).await;
    for client in &mut clients {
        assert_eq!(client.text().await, "all");
    }
    clients.truncate(40);
    business.until_online(40).await;
}
