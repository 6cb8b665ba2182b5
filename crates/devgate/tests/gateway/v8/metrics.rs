//! What is counted.

use devgate::proto::{MetricsResp, Transfer};
use devgate::{Item, DEFAULT_HEARTBEAT};
use netsvr_wire::command::Command;
use prost::Message as _;
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::Message;

use super::common::{registered, CLOSE, MESSAGE};
use crate::common::{data, soon, Business, Gate};

pub async fn count(task: &mut Business, item: Item) -> Option<i64> {
    let answer: MetricsResp = task.ask(Command::Metrics, &()).await;
    answer.items.get(&(item as i32)).map(|item| item.count)
}

/// Waits until an item has been counted so often.
pub async fn until_counted(task: &mut Business, item: Item, expected: i64) {
    soon(&format!("{expected} of {item:?}"), async {
        while count(task, item).await != Some(expected) {
            tokio::time::sleep(std::time::Duration::from_millis(5)).await;
        }
    })
    .await;
}

#[tokio::test]
async fn all_thirteen_items_are_there_unless_some_are_switched_off() {
    let gate = Gate::eight().await;
    let answer: MetricsResp = gate.task().await.ask(Command::Metrics, &()).await;
    let ids: Vec<_> = answer.items.keys().copied().collect();
    assert_eq!(ids, (1..=13).collect::<Vec<_>>());
    assert!(answer.items.iter().all(|(id, item)| item.item == *id));
    for items in [vec![Item::ClientLimited, Item::ClientOpen], Vec::new()] {
        let mut expected: Vec<_> = items.iter().map(|item| *item as i32).collect();
        expected.sort_unstable();
        let gate = Gate::eight_with(|config| config.settings.metrics = Some(items)).await;
        let mut task = gate.task().await;
        let _client = gate.client().await;
        let answer: MetricsResp = task.ask(Command::Metrics, &()).await;
        let ids: Vec<_> = answer.items.into_keys().collect();
        assert_eq!(ids, expected);
    }
}

#[tokio::test]
async fn each_item_counts_what_its_name_says() {
    let gate = Gate::eight_with(|config| config.greet = false).await;
    let mut worker = registered(&gate, MESSAGE | CLOSE).await;
    let mut task = gate.task().await;
    let mut client = gate.stranger().await;
    task.until_online(1).await;
    client.say(Message::text(DEFAULT_HEARTBEAT)).await;
    client.say(Message::Ping("ping".into())).await;
    assert_eq!(client.message().await, Message::Pong("ping".into()));
    client.say(Message::text("m")).await;
    let event: Transfer = worker.expect(Command::Transfer).await;
    for length in [5, 125, 126, 65_535, 65_536] {
        task.send(Command::Broadcast, &data(&vec![b'a'; length]))
            .await;
        assert_eq!(client.text().await.len(), length);
    }
    let written = (5 + 2) + (125 + 2) + (126 + 4) + (65_535 + 4) + (65_536 + 10);
    let sent = 8 + i64::try_from(event.encoded_len()).unwrap();
    for (item, expected) in [
        (Item::ClientOpen, 1),
        (Item::ClientClose, 0),
        (Item::ClientHeartbeat, 2),
        (Item::TransferCount, 1),
        (Item::TransferBytes, sent),
        (Item::WriteCount, 5),
        (Item::WriteBytes, written),
        (Item::OpenLimited, 0),
        (Item::MessageLimited, 0),
        (Item::WorkerFailed, 0),
        (Item::WriteFailedCount, 0),
        (Item::WriteFailedBytes, 0),
        (Item::ClientLimited, 0),
    ] {
        // The real gateway counts a moment after it has written.
        until_counted(&mut task, item, expected).await;
    }
    drop(client);
    drop(TcpStream::connect(gate.server.websocket_address()).await);
    until_counted(&mut task, Item::ClientClose, 2).await;
    until_counted(&mut task, Item::TransferCount, 3).await;
    until_counted(&mut task, Item::ClientOpen, 1).await;
}
