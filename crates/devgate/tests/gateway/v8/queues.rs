//! Business processes that do not read.

use std::time::Duration;

use devgate::proto::{Transfer, UniqIdListResp};
use devgate::Item;
use netsvr_wire::command::Command;
use tokio_tungstenite::tungstenite::Message;

use super::common::{registered, MESSAGE};
use super::metrics::count;
use crate::common::{soon, Business, Gate};

const MEGABYTE: usize = 1024 * 1024;
const SENT: usize = 60;

async fn failures(task: &mut Business) -> usize {
    let count = count(task, Item::WorkerFailed).await.unwrap();
    usize::try_from(count).unwrap()
}

#[tokio::test]
async fn events_above_the_capacity_of_the_queue_are_dropped_at_once() {
    let gate = Gate::eight_with(|config| {
        config.settings.send_chan_cap = 2;
        // The machine may be slow.
        config.settings.worker.send_deadline = Some(Duration::from_secs(60));
    })
    .await;
    let mut worker = registered(&gate, MESSAGE).await;
    let mut task = gate.task().await;
    let mut client = gate.client().await;
    let mut numbers = 0..SENT;
    // Other clients are served as ever: nothing waits for the process that does not read.
    let text = |n: usize| format!("{n:03}{}", "a".repeat(MEGABYTE));
    for n in &mut numbers {
        client.say(Message::text(text(n))).await;
    }
    client.say(Message::Ping("ping".into())).await;
    assert_eq!(client.message().await, Message::Pong("ping".into()));
    soon("events to be dropped", async {
        while failures(&mut task).await == 0 {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    })
    .await;
    // Those that were not are whole.
    let mut got = 0;
    while got + failures(&mut task).await < SENT {
        let event: Transfer = worker.expect(Command::Transfer).await;
        assert_eq!(event.data.len(), MEGABYTE + 3);
        got += 1;
    }
    assert!(got > 2, "{got}");
    client.say(Message::text("last")).await;
    let event: Transfer = worker.expect(Command::Transfer).await;
    assert_eq!(event.data, b"last");
}

#[tokio::test]
async fn a_connection_that_took_a_part_of_a_frame_until_the_deadline_is_closed() {
    let gate = Gate::eight_with(|config| {
        config.settings.worker.send_deadline = Some(Duration::from_millis(300));
    })
    .await;
    let mut worker = registered(&gate, MESSAGE).await;
    let mut task = gate.task().await;
    let mut client = gate.client().await;
    for _ in 0..SENT {
        client.say(Message::text("a".repeat(MEGABYTE))).await;
    }
    soon("the deadline", async {
        while failures(&mut task).await == 0 {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    })
    .await;
    let mut got = 0;
    while worker.frame().await.is_some() {
        got += 1;
    }
    assert!((1..SENT).contains(&got), "{got}");
}

#[tokio::test]
async fn an_answer_that_nobody_reads_ends_its_connection_and_no_other() {
    let gate = Gate::eight_with(|config| {
        config.settings.task.send_deadline = Some(Duration::from_millis(300));
    })
    .await;
    let mut clients = Vec::new();
    for _ in 0..100 {
        clients.push(gate.client().await);
    }
    let mut lazy = gate.task().await;
    let mut task = gate.task().await;
    let question = crate::common::frame(Command::UniqIdList.as_u32(), b"");
    // Each answer is of 3 kB; the gateway stops reading when it cannot write.
    let asking = async {
        while tokio::io::AsyncWriteExt::write_all(&mut lazy.stream, &question.repeat(1000))
            .await
            .is_ok()
        {}
    };
    soon("the gateway to hang up", asking).await;
    assert_eq!(task.settle().await, 100);
    let answer: UniqIdListResp = task.ask(Command::UniqIdList, &()).await;
    assert_eq!(answer.uniq_ids.len(), 100);
}
