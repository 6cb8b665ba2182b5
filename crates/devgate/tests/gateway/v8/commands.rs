//! Commands of which one could think otherwise.

use devgate::proto::{
    ConnInfoReq, ConnInfoResp, ConnInfoUpdate, Multicast, TopicCountResp, TopicDelete,
    TopicPublish, TopicSubscribe,
};
use netsvr_wire::command::Command;

use super::common::gets;
use crate::common::{ids, strings, Business, Client, Gate};

async fn subscribe(task: &mut Business, client: &Client, topics: &[&str]) {
    let command = TopicSubscribe {
        uniq_id: client.uniq_id.clone(),
        topics: strings(topics),
        data: Vec::new(),
    };
    task.send(Command::TopicSubscribe, &command).await;
}

#[tokio::test]
async fn who_is_named_twice_gets_it_twice_but_for_the_end_of_topics() {
    let gate = Gate::eight().await;
    let mut client = gate.client().await;
    let mut task = gate.task().await;
    subscribe(&mut task, &client, &["t", "u"]).await;
    let publish = TopicPublish {
        topics: strings(&["t", "t", "u", "", "unknown"]),
        data: b"published".to_vec(),
    };
    task.send(Command::TopicPublish, &publish).await;
    gets(&mut client, &mut task, &["published"; 3]).await;
    let multicast = Multicast {
        uniq_ids: ids(&[&client, &client]),
        data: b"cast".to_vec(),
    };
    task.send(Command::Multicast, &multicast).await;
    gets(&mut client, &mut task, &["cast"; 2]).await;
    let delete = TopicDelete {
        topics: strings(&["t", "u", "t"]),
        data: b"gone".to_vec(),
    };
    task.send(Command::TopicDelete, &delete).await;
    gets(&mut client, &mut task, &["gone"]).await;
}

#[tokio::test]
async fn one_empty_topic_takes_all_topics_away_and_is_none_itself() {
    let gate = Gate::eight().await;
    let client = gate.client().await;
    let mut task = gate.task().await;
    subscribe(&mut task, &client, &["t", "", "u"]).await;
    let count: TopicCountResp = task.ask(Command::TopicCount, &()).await;
    assert_eq!(count.count, 2);
    let update = ConnInfoUpdate {
        uniq_id: client.uniq_id.clone(),
        new_topics: strings(&[""]),
        ..ConnInfoUpdate::default()
    };
    task.send(Command::ConnInfoUpdate, &update).await;
    let count: TopicCountResp = task.ask(Command::TopicCount, &()).await;
    assert_eq!(count.count, 0);
    let request = ConnInfoReq {
        uniq_ids: ids(&[&client]),
        req_topic: true,
        ..ConnInfoReq::default()
    };
    let info: ConnInfoResp = task.ask(Command::ConnInfo, &request).await;
    assert!(info.items[&client.uniq_id].topics.is_empty());
}
