//! Messages of clients, and to them.

use devgate::proto::{SingleCastBulk, TopicPublishBulk, TopicSubscribe, Transfer};
use devgate::DEFAULT_HEARTBEAT;
use netsvr_wire::command::Command;
use tokio_tungstenite::tungstenite::Message;

use super::common::{gets, registered, MESSAGE};
use crate::common::{bytes, ids, strings, Gate};

#[tokio::test]
async fn empty_messages_are_forwarded_and_heartbeats_are_not() {
    let gate = Gate::eight().await;
    let mut worker = registered(&gate, MESSAGE).await;
    let mut client = gate.client().await;
    for message in [DEFAULT_HEARTBEAT, "", "end"] {
        client.say(Message::text(message)).await;
    }
    client.say(Message::binary(DEFAULT_HEARTBEAT)).await;
    client.say(Message::binary("last")).await;
    let mut got = Vec::new();
    for _ in 0..3 {
        let event: Transfer = worker.expect(Command::Transfer).await;
        got.push(event.data);
    }
    // Events have no order.
    got.sort_unstable();
    assert_eq!(got, bytes(&["", "end", "last"]));
}

#[tokio::test]
async fn empty_data_for_one_topic_is_sent_and_for_one_client_is_not() {
    let gate = Gate::eight().await;
    let mut client = gate.client().await;
    let mut task = gate.task().await;
    let command = TopicSubscribe {
        uniq_id: client.uniq_id.clone(),
        topics: strings(&["t"]),
        data: Vec::new(),
    };
    task.send(Command::TopicSubscribe, &command).await;
    let command = TopicPublishBulk {
        topics: strings(&["t"]),
        data: bytes(&["a", "", "b"]),
    };
    task.send(Command::TopicPublishBulk, &command).await;
    gets(&mut client, &mut task, &["a", "", "b"]).await;
    let command = TopicPublishBulk {
        topics: strings(&["t"]),
        data: bytes(&[""]),
    };
    task.send(Command::TopicPublishBulk, &command).await;
    let command = SingleCastBulk {
        uniq_ids: ids(&[&client]),
        data: bytes(&["a", "", "b"]),
    };
    task.send(Command::SingleCastBulk, &command).await;
    gets(&mut client, &mut task, &["a", "b"]).await;
}
