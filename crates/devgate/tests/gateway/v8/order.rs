//! What keeps its order, and what does not.

use devgate::proto::{
    ConnInfoReq, ConnInfoResp, ConnInfoUpdate, ForceOffline, SingleCast, SingleCastBulk,
    TopicDelete, TopicPublish, TopicSubscribe, Transfer,
};
use netsvr_wire::command::Command;
use tokio_tungstenite::tungstenite::Message;

use super::common::{registered, MESSAGE};
use crate::common::{frame, ids, strings, Client, Gate};

async fn gates() -> [Gate; 2] {
    let shuffled = Gate::devgate_eight_with(|config| config.shuffle = Some(1));
    [in_order().await, shuffled.await]
}

/// What both keep in order, the real gateway keeps, too.
async fn all_gates() -> [Gate; 3] {
    let [one, other] = gates().await;
    [one, other, Gate::eight().await]
}

/// The order of the real gateway is left to chance, that of devgate is not.
async fn in_order() -> Gate {
    Gate::devgate_eight_with(|_| {}).await
}

/// Frames that leave in one write.
#[derive(Default)]
struct Batch(Vec<u8>);

impl Batch {
    fn and(mut self, command: Command, body: &impl prost::Message) -> Self {
        let bytes = frame(command.as_u32(), &body.encode_to_vec());
        self.0.extend(bytes);
        self
    }

    fn cast(self, client: &Client, text: &str) -> Self {
        let cast = SingleCast {
            uniq_id: client.uniq_id.clone(),
            data: text.into(),
        };
        self.and(Command::SingleCast, &cast)
    }
}

fn update(client: &Client, text: &str) -> ConnInfoUpdate {
    ConnInfoUpdate {
        uniq_id: client.uniq_id.clone(),
        new_session: text.to_owned(),
        data: text.into(),
        ..ConnInfoUpdate::default()
    }
}

fn numbers(count: usize) -> Vec<String> {
    (0..count).map(|n| n.to_string()).collect()
}

async fn texts(client: &mut Client, count: usize) -> Vec<String> {
    let mut texts = Vec::new();
    for _ in 0..count {
        texts.push(client.text().await);
    }
    texts
}

/// The same, in another order.
fn shuffled(got: &[String], sent: &[String]) -> bool {
    let mut sorted = got.to_vec();
    sorted.sort_by_key(|text| text.parse::<usize>().unwrap());
    assert_eq!(sorted, sent);
    got != sent
}

#[tokio::test]
async fn a_state_command_overtakes_the_casts_that_came_with_it() {
    let gate = in_order().await;
    let mut client = gate.client().await;
    let batch = Batch::default()
        .cast(&client, "cast")
        .cast(&client, "another")
        .and(Command::ConnInfoUpdate, &update(&client, "state"))
        .cast(&client, "last");
    let mut task = gate.task().await;
    task.raw(&batch.0).await;
    client
        .got(&mut task, &["state", "cast", "another", "last"])
        .await;
}

#[tokio::test]
async fn a_cast_is_lost_when_its_client_is_told_to_leave_in_the_same_write() {
    let gate = in_order().await;
    let mut client = gate.client().await;
    let command = ForceOffline {
        uniq_ids: ids(&[&client]),
        data: Vec::new(),
    };
    let batch = Batch::default()
        .cast(&client, "lost")
        .and(Command::ForceOffline, &command);
    gate.task().await.raw(&batch.0).await;
    client.told_to_leave(1008, "forceOffline").await;
}

#[tokio::test]
async fn who_subscribes_gets_what_is_published_next_unless_the_topic_goes() {
    let gate = in_order().await;
    let mut client = gate.client().await;
    let topics = strings(&["t"]);
    let subscribe = TopicSubscribe {
        uniq_id: client.uniq_id.clone(),
        topics: topics.clone(),
        data: Vec::new(),
    };
    let publish = |text: &str| TopicPublish {
        topics: topics.clone(),
        data: text.into(),
    };
    let mut task = gate.task().await;
    let batch = Batch::default()
        .and(Command::TopicSubscribe, &subscribe)
        .and(Command::TopicPublish, &publish("arrives"));
    task.raw(&batch.0).await;
    client.got(&mut task, &["arrives"]).await;
    let delete = TopicDelete {
        topics: topics.clone(),
        data: b"gone".to_vec(),
    };
    let batch = Batch::default()
        .and(Command::TopicPublish, &publish("lost"))
        .and(Command::TopicDelete, &delete);
    task.raw(&batch.0).await;
    client.got(&mut task, &["gone"]).await;
}

#[tokio::test]
async fn casts_that_came_before_the_end_of_the_connection_arrive() {
    for gate in all_gates().await {
        let mut client = gate.client().await;
        let batch = Batch::default().cast(&client, "last words");
        let mut task = gate.task().await;
        task.raw(&[batch.0.as_slice(), &[0, 0, 0, 1, b'?']].concat())
            .await;
        task.closed().await;
        assert_eq!(client.text().await, "last words");
    }
}

#[tokio::test]
async fn casts_are_shuffled_by_a_seed_and_all_arrive() {
    let [one, other] = gates().await;
    for (gate, is_shuffled) in [(one, false), (other, true)] {
        let mut client = gate.client().await;
        let sent = numbers(200);
        let batch = sent
            .iter()
            .fold(Batch::default(), |batch, text| batch.cast(&client, text));
        gate.task().await.raw(&batch.0).await;
        let got = texts(&mut client, sent.len()).await;
        assert_eq!(shuffled(&got, &sent), is_shuffled);
    }
}

#[tokio::test]
async fn state_commands_and_the_data_of_one_bulk_keep_their_order() {
    for gate in all_gates().await {
        let mut client = gate.client().await;
        let mut task = gate.task().await;
        let sent = numbers(200);
        let batch = sent.iter().fold(Batch::default(), |batch, text| {
            batch.and(Command::ConnInfoUpdate, &update(&client, text))
        });
        task.raw(&batch.0).await;
        assert_eq!(texts(&mut client, sent.len()).await, sent);
        let bulk = SingleCastBulk {
            uniq_ids: ids(&[&client]),
            data: sent.iter().map(|text| text.as_bytes().to_vec()).collect(),
        };
        task.send(Command::SingleCastBulk, &bulk).await;
        assert_eq!(texts(&mut client, sent.len()).await, sent);
    }
}

#[tokio::test]
async fn a_connection_reads_its_own_writes() {
    for gate in all_gates().await {
        let client = gate.client().await;
        let mut task = gate.task().await;
        let question = ConnInfoReq {
            uniq_ids: ids(&[&client]),
            req_session: true,
            ..ConnInfoReq::default()
        };
        for text in numbers(20) {
            let batch = Batch::default()
                .and(Command::ConnInfoUpdate, &update(&client, &text))
                .and(Command::ConnInfo, &question);
            task.raw(&batch.0).await;
            let answer: ConnInfoResp = task.expect(Command::ConnInfo).await;
            assert_eq!(answer.items[&client.uniq_id].session, text);
        }
    }
}

#[tokio::test]
async fn events_are_shuffled_by_a_seed_and_all_arrive() {
    let [one, other] = gates().await;
    for (gate, is_shuffled) in [(one, false), (other, true)] {
        let mut worker = registered(&gate, MESSAGE).await;
        let mut client = gate.client().await;
        let sent = numbers(200);
        for text in &sent {
            client.say(Message::text(text.as_str())).await;
        }
        let mut got = Vec::new();
        for _ in &sent {
            let event: Transfer = worker.expect(Command::Transfer).await;
            got.push(String::from_utf8(event.data).unwrap());
        }
        assert_eq!(shuffled(&got, &sent), is_shuffled);
    }
}
