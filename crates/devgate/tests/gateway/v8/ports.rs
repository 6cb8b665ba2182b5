//! The worker port and the task port.

use std::time::Duration;

use devgate::proto::{Transfer, UnRegisterReq, UnRegisterResp};
use devgate::DEFAULT_HEARTBEAT;
use netsvr_wire::address::GatewayKey;
use netsvr_wire::command::{Command, Kind};
use tokio_tungstenite::tungstenite::Message;

use super::common::{registered, MESSAGE};
use crate::common::{data, Gate, BROKEN_BODY};

fn registers(command: Command) -> bool {
    matches!(command, Command::Register | Command::Unregister)
}

#[tokio::test]
async fn uniq_ids_begin_with_the_task_address() {
    let gate = Gate::eight().await;
    let client = gate.client().await;
    let task = gate.server.task_address().unwrap();
    if !gate.is_real() {
        assert_eq!(task.port(), gate.server.worker_address().port() + 1);
    }
    assert_eq!(
        GatewayKey::of_uniq_id(client.uniq_id.as_bytes()),
        Some(GatewayKey::from_socket(task))
    );
}

#[tokio::test]
async fn the_task_port_is_the_one_behind_the_worker_port() {
    let mut config = devgate::Config {
        generation: devgate::Generation::Eight,
        ..devgate::Config::default()
    };
    assert_eq!(config.task_port(config.worker).unwrap().port(), 6062);
    let other = "127.0.0.2:7000".parse().unwrap();
    config.task = Some(other);
    assert_eq!(config.task_port(config.worker), Some(other));
    config.generation = devgate::Generation::Five;
    assert_eq!(config.task_port(config.worker), None);
}

#[tokio::test]
async fn each_port_closes_on_the_commands_of_the_other_and_on_events() {
    let gate = Gate::eight().await;
    for &command in Command::ALL {
        let is_event = matches!(command.kind(), Kind::Event | Kind::Placeholder);
        if is_event || !registers(command) {
            let mut worker = gate.business().await;
            worker.raw_frame(command.as_u32(), b"").await;
            worker.closed().await;
        }
        if is_event || registers(command) {
            let mut task = gate.task().await;
            task.raw_frame(command.as_u32(), b"").await;
            task.closed().await;
        }
    }
}

#[tokio::test]
async fn both_ports_take_the_heartbeat_and_close_on_another_string() {
    let gate = Gate::eight().await;
    let mut worker = registered(&gate, MESSAGE).await;
    worker.heartbeat(DEFAULT_HEARTBEAT).await;
    let mut client = gate.client().await;
    client.say(Message::text("hello")).await;
    let event: Transfer = worker.expect(Command::Transfer).await;
    assert_eq!(event.data, b"hello");
    let mut task = gate.task().await;
    task.heartbeat(DEFAULT_HEARTBEAT).await;
    assert_eq!(task.settle().await, 1);
    for connection in [&mut worker, &mut task] {
        connection.heartbeat("something else").await;
        connection.closed().await;
    }
}

#[tokio::test]
async fn every_command_is_taken_by_one_port() {
    let gate = Gate::eight().await;
    let mut task = gate.task().await;
    for &command in Command::ALL {
        if command.kind() == Kind::OneWay {
            task.raw_frame(command.as_u32(), b"").await;
        }
        if command.kind() == Kind::Request && !registers(command) {
            task.raw_frame(command.as_u32(), b"").await;
            assert_eq!(task.frame().await.unwrap().0, command);
        }
    }
}

#[tokio::test]
async fn bodies_that_do_not_parse_are_passed_over_but_for_requests_without_one() {
    let gate = Gate::eight().await;
    let mut client = gate.client().await;
    let mut task = gate.task().await;
    task.raw_frame(Command::Broadcast.as_u32(), BROKEN_BODY)
        .await;
    task.raw_frame(Command::CheckOnline.as_u32(), BROKEN_BODY)
        .await;
    task.raw_frame(Command::UniqIdCount.as_u32(), BROKEN_BODY)
        .await;
    assert_eq!(task.frame().await.unwrap().0, Command::UniqIdCount);
    client.got(&mut task, &[]).await;
}

#[tokio::test]
async fn a_connection_is_unregistered_by_its_id_from_any_other() {
    let gate = Gate::eight().await;
    let mut one = gate.business().await;
    let answer: devgate::proto::RegisterResp = one
        .ask(
            Command::Register,
            &devgate::proto::v6::RegisterReq { events: MESSAGE },
        )
        .await;
    let worker = GatewayKey::from_socket(gate.server.worker_address());
    assert!(answer.conn_id.starts_with(&worker.to_string()));
    assert_eq!(answer.conn_id.len(), 32);
    let mut other = registered(&gate, MESSAGE).await;
    for conn_id in ["", "unknown", &answer.conn_id] {
        let request = UnRegisterReq {
            conn_id: conn_id.to_owned(),
        };
        let _: UnRegisterResp = other.ask(Command::Unregister, &request).await;
    }
    let mut client = gate.client().await;
    for _ in 0..2 {
        client.say(Message::text("to the other")).await;
        let event: Transfer = other.expect(Command::Transfer).await;
        assert_eq!(event.data, b"to the other");
    }
}

#[tokio::test]
async fn an_unregistration_that_does_not_parse_has_no_answer() {
    let gate = Gate::eight().await;
    let mut worker = gate.business().await;
    worker
        .raw_frame(Command::Unregister.as_u32(), BROKEN_BODY)
        .await;
    let request = UnRegisterReq::default();
    let _: UnRegisterResp = worker.ask(Command::Unregister, &request).await;
}

#[tokio::test]
async fn a_frame_is_refused_above_the_limit_on_both_ports() {
    let gate = Gate::eight_with(|config| config.receive_pack_limit = 100).await;
    let mut task = gate.task().await;
    // The command takes 4 bytes, the field's head 2.
    task.send(Command::Broadcast, &data(&[b'a'; 94])).await;
    task.settle().await;
    task.send(Command::Broadcast, &data(&[b'a'; 95])).await;
    task.closed().await;
    let mut worker = gate.business().await;
    worker.raw_frame(Command::Register.as_u32(), &[0; 97]).await;
    worker.closed().await;
}

#[tokio::test]
async fn frames_of_less_than_a_command_close_both_ports() {
    let gate = Gate::eight().await;
    for length in 0..=3u8 {
        let frame = [&[0, 0, 0, length], &[0; 3][..usize::from(length)]].concat();
        for mut connection in [gate.business().await, gate.task().await] {
            connection.raw(&frame).await;
            connection.closed().await;
        }
    }
}

#[tokio::test]
async fn each_port_has_its_own_heartbeat_limit_and_deadline() {
    let gate = Gate::eight_with(|config| {
        let settings = &mut config.settings;
        settings.worker.heartbeat = Some("for workers".to_owned());
        settings.worker.receive_pack_limit = Some(100);
        settings.worker.read_deadline = Some(Duration::from_millis(500));
        settings.task.heartbeat = Some("for tasks".to_owned());
    })
    .await;
    for (beat, other) in [("for workers", "for tasks"), ("for tasks", "for workers")] {
        let is_task = beat == "for tasks";
        for (string, closes) in [(beat, false), (other, true)] {
            let mut connection = if is_task {
                gate.task().await
            } else {
                registered(&gate, MESSAGE).await
            };
            connection.heartbeat(string).await;
            if closes {
                connection.closed().await;
            } else if is_task {
                connection.settle().await;
            } else {
                let request = UnRegisterReq::default();
                let _: UnRegisterResp = connection.ask(Command::Unregister, &request).await;
            }
        }
    }
    // What is too long for the worker port is not for the task port.
    let mut worker = gate.business().await;
    worker.raw_frame(Command::Register.as_u32(), &[0; 97]).await;
    worker.closed().await;
    let mut silent = gate.business().await;
    let mut task = gate.task().await;
    task.send(Command::Broadcast, &data(&[b'a'; 1000])).await;
    silent.closed().await;
    task.settle().await;
}
