//! Peers that send nothing, peers that read nothing, answers held back.

use std::time::{Duration, Instant};

use devgate::proto::UniqIdCountResp;
use devgate::DEFAULT_HEARTBEAT;
use netsvr_wire::command::Command;
use tokio_tungstenite::tungstenite::Message;

use crate::common::{data, soon, Gate};

const SHORT: Duration = Duration::from_secs(2);

#[tokio::test]
async fn a_silent_business_process_is_closed_and_any_frame_resets_the_clock() {
    let gate = Gate::with(|config| config.read_deadline = SHORT).await;
    let mut business = gate.business().await;
    let start = Instant::now();
    for n in 0..6 {
        tokio::time::sleep(SHORT / 4).await;
        if n % 2 == 0 {
            business.heartbeat(DEFAULT_HEARTBEAT).await;
        } else {
            business.settle().await;
        }
    }
    assert!(start.elapsed() > SHORT);
    business.closed().await;
}

#[tokio::test]
async fn a_part_of_a_frame_does_not_reset_the_clock() {
    let gate = Gate::with(|config| config.read_deadline = SHORT).await;
    let mut business = gate.business().await;
    let start = Instant::now();
    business.raw(&[0, 0, 0, 4]).await;
    business.closed().await;
    assert!(start.elapsed() >= SHORT / 2);
}

#[tokio::test]
async fn a_silent_client_is_dropped_and_its_heartbeat_keeps_it() {
    let gate = Gate::with(|config| config.read_deadline = SHORT).await;
    let mut client = gate.client().await;
    let start = Instant::now();
    for _ in 0..6 {
        tokio::time::sleep(SHORT / 4).await;
        client.say(Message::text(DEFAULT_HEARTBEAT)).await;
    }
    assert!(start.elapsed() > SHORT);
    client.dropped().await;
}

#[tokio::test]
async fn a_client_that_does_not_read_is_dropped_and_the_others_go_on() {
    let gate = Gate::with(|config| config.send_deadline = SHORT).await;
    let stuck = gate.client().await;
    let mut reading = gate.client().await;
    let mut business = gate.business().await;
    let payload = vec![b'x'; 1_000_000];
    for _ in 0..40 {
        business.send(Command::Broadcast, &data(&payload)).await;
        assert_eq!(reading.text().await.len(), payload.len());
    }
    business.until_online(1).await;
    drop(stuck);
}

#[tokio::test]
async fn a_business_process_that_does_not_read_is_closed() {
    let gate = Gate::with(|config| config.send_deadline = SHORT).await;
    let mut client = gate.client().await;
    let mut business = gate.business().await;
    let requests: Vec<u8> = (0..50_000)
        .flat_map(|_| netsvr_wire::frame::header(Command::Metrics.as_u32(), 0).unwrap())
        .collect();
    let closed = soon("to be closed", async {
        use tokio::io::AsyncWriteExt;
        loop {
            if business.stream.write_all(&requests).await.is_err() {
                return true;
            }
        }
    });
    assert!(closed.await);
    let mut another = gate.business().await;
    client.got(&mut another, &[]).await;
}

#[tokio::test]
async fn answers_are_held_back_by_the_delay_but_not_added_up() {
    let gate = Gate::with(|config| config.answer_delay = SHORT).await;
    let mut business = gate.business().await;
    let start = Instant::now();
    for _ in 0..10 {
        business.send(Command::UniqIdCount, &()).await;
    }
    for _ in 0..10 {
        let _: UniqIdCountResp = business.expect(Command::UniqIdCount).await;
    }
    assert!(start.elapsed() >= SHORT);
    assert!(start.elapsed() < SHORT * 5);
}
