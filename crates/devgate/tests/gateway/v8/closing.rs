//! Clients that are made to leave, and those that leave.

use std::time::{Duration, Instant};

use devgate::proto::{
    ConnClose, ConnInfoReq, ConnInfoResp, ForceOffline, ForceOfflineByCustomerId,
    ForceOfflineGuest, TopicSubscribe, Transfer,
};
use futures_util::{SinkExt, StreamExt};
use netsvr_wire::command::Command;
use tokio_tungstenite::tungstenite::protocol::frame::coding::CloseCode;
use tokio_tungstenite::tungstenite::protocol::CloseFrame;
use tokio_tungstenite::tungstenite::Message;

use super::common::{is_online, registered, CLOSE, MESSAGE};
use crate::common::{data, ids, soon, strings, Gate};

#[tokio::test]
async fn force_offline_says_why_after_its_data() {
    let gate = Gate::eight().await;
    let (mut a, mut b) = (gate.client().await, gate.client().await);
    let mut task = gate.task().await;
    let command = ForceOffline {
        uniq_ids: ids(&[&a, &a]),
        data: b"bye".to_vec(),
    };
    task.send(Command::ForceOffline, &command).await;
    assert_eq!(a.text().await, "bye");
    a.told_to_leave(1008, "forceOffline").await;
    task.until_online(1).await;
    b.got(&mut task, &[]).await;
}

#[tokio::test]
async fn its_sisters_name_themselves() {
    let gate = Gate::eight().await;
    let (mut member, mut guest) = (gate.client().await, gate.client().await);
    let mut task = gate.task().await;
    task.log_in(&member, "c").await;
    let command = ForceOfflineGuest {
        uniq_ids: ids(&[&member, &guest]),
        delay: 0,
        data: Vec::new(),
    };
    task.send(Command::ForceOfflineGuest, &command).await;
    guest.told_to_leave(1008, "forceOfflineGuest").await;
    let command = ForceOfflineByCustomerId {
        customer_ids: strings(&["c"]),
        data: b"bye".to_vec(),
    };
    task.send(Command::ForceOfflineByCustomerId, &command).await;
    assert_eq!(member.text().await, "bye");
    member.told_to_leave(1008, "forceOfflineByCustomerId").await;
}

#[tokio::test]
async fn who_does_not_answer_the_close_frame_is_online_for_two_seconds_and_gets_nothing() {
    let gate = Gate::eight().await;
    let mut worker = registered(&gate, MESSAGE | CLOSE).await;
    let mut client = gate.client().await;
    let mut task = gate.task().await;
    task.log_in(&client, "c").await;
    let command = ForceOffline {
        uniq_ids: ids(&[&client]),
        data: Vec::new(),
    };
    let sent = Instant::now();
    task.send(Command::ForceOffline, &command).await;
    // The client reads nothing and so answers nothing, but it still speaks.
    assert!(is_online(&mut task, &client.uniq_id).await);
    task.send(Command::Broadcast, &data(b"lost")).await;
    client.say(Message::text("still here")).await;
    let event: Transfer = worker.expect(Command::Transfer).await;
    assert_eq!(event.data, b"still here");
    let event: ConnClose = worker.expect(Command::ConnClose).await;
    assert_eq!(event.customer_id, "c");
    let elapsed = sent.elapsed();
    assert!(elapsed >= Duration::from_secs(2), "{elapsed:?}");
    assert!(!is_online(&mut task, &client.uniq_id).await);
    client.told_to_leave(1008, "forceOffline").await;
}

#[tokio::test]
async fn a_client_that_closes_gets_its_own_code_back() {
    let gate = Gate::eight().await;
    let mut worker = registered(&gate, CLOSE).await;
    let mut client = gate.client().await;
    let frame = CloseFrame {
        code: CloseCode::Library(4001),
        reason: "enough".into(),
    };
    client.say(Message::Close(Some(frame))).await;
    client.told_to_leave(4001, "enough").await;
    let event: ConnClose = worker.expect(Command::ConnClose).await;
    assert_eq!(event.uniq_id, client.uniq_id);
}

#[tokio::test]
async fn silence_is_a_reason_to_leave_looked_at_once_per_interval() {
    let gate = Gate::eight_with(|config| {
        config.settings.customer.read_deadline = Some(Duration::from_secs(1));
    })
    .await;
    let mut client = gate.client().await;
    let begun = Instant::now();
    client.told_to_leave(1001, "heartbeat timeout").await;
    // At the first look no more than one whole second has passed.
    let elapsed = begun.elapsed();
    assert!(elapsed >= Duration::from_millis(1500), "{elapsed:?}");
}

#[tokio::test]
async fn pings_and_heartbeats_are_signs_of_life_and_pongs_are_not() {
    let gate = Gate::eight_with(|config| {
        config.settings.customer.read_deadline = Some(Duration::from_secs(2));
    })
    .await;
    let mut lively = gate.client().await;
    let mut silent = gate.client().await;
    let mut task = gate.task().await;
    for _ in 0..15 {
        lively.say(Message::Ping("".into())).await;
        lively.say(Message::text(devgate::DEFAULT_HEARTBEAT)).await;
        // It may have been told to leave by now.
        let _ = silent.socket.send(Message::Pong("".into())).await;
        tokio::time::sleep(Duration::from_millis(400)).await;
    }
    silent.told_to_leave(1001, "heartbeat timeout").await;
    assert!(is_online(&mut task, &lively.uniq_id).await);
}

#[tokio::test]
async fn who_has_been_told_to_leave_keeps_what_it_had() {
    let gate = Gate::eight().await;
    let client = gate.client().await;
    let mut task = gate.task().await;
    task.log_in(&client, "c").await;
    let uniq_id = client.uniq_id.clone();
    let command = ForceOffline {
        uniq_ids: ids(&[&client]),
        data: Vec::new(),
    };
    task.send(Command::ForceOffline, &command).await;
    task.log_in(&client, "other").await;
    let command = TopicSubscribe {
        uniq_id: uniq_id.clone(),
        topics: strings(&["t"]),
        data: b"lost".to_vec(),
    };
    task.send(Command::TopicSubscribe, &command).await;
    let request = ConnInfoReq {
        uniq_ids: vec![uniq_id.clone()],
        req_customer_id: true,
        req_topic: true,
        ..ConnInfoReq::default()
    };
    let info: ConnInfoResp = task.ask(Command::ConnInfo, &request).await;
    let item = &info.items[&uniq_id];
    assert_eq!(item.customer_id, "c");
    assert!(item.topics.is_empty());
    assert_eq!(task.settle().await, 1);
}

#[tokio::test]
async fn messages_that_are_too_big_or_no_utf_8_are_reasons_to_leave() {
    let gate = Gate::eight_with(|config| {
        config.settings.customer.receive_pack_limit = Some(100);
    })
    .await;
    let mut big = gate.client().await;
    // Nobody wants messages: nobody looks how long they are.
    big.say(Message::text("a".repeat(101))).await;
    big.say(Message::Ping("ping".into())).await;
    assert_eq!(big.message().await, Message::Pong("ping".into()));
    let mut worker = registered(&gate, MESSAGE).await;
    big.say(Message::text("a".repeat(100))).await;
    let event: Transfer = worker.expect(Command::Transfer).await;
    assert_eq!(event.data.len(), 100);
    big.say(Message::text("a".repeat(101))).await;
    big.told_to_leave(1009, "message too big").await;
    let mut broken = gate.client().await;
    // A text message of one byte, masked with zeros, that begins no letter.
    let frame = [0x81, 0x81, 0, 0, 0, 0, 0xff];
    let tokio_tungstenite::MaybeTlsStream::Plain(stream) = broken.socket.get_mut() else {
        panic!("no plain stream");
    };
    soon("write", tokio::io::AsyncWriteExt::write_all(stream, &frame))
        .await
        .unwrap();
    match soon("a close frame", broken.socket.next()).await {
        Some(Ok(Message::Close(Some(frame)))) => assert_eq!(frame.code, CloseCode::Invalid),
        other => panic!("{other:?}"),
    }
}
