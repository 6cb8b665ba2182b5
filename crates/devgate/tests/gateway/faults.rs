//! Faults on demand: what the peer of a faulty connection sees, and that no other
//! connection sees anything.

use std::io::ErrorKind;
use std::time::{Duration, Instant};

use devgate::proto::{
    RegisterReq, RegisterResp, SingleCast, TopicCountResp, Transfer, UniqIdCountResp,
};
use devgate::{Faults, Random};
use netsvr_wire::command::Command;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::Message;

use crate::common::{data, soon, Business, Client, Gate};

const A_WHILE: Duration = Duration::from_millis(200);

async fn gate(faults: &[&str]) -> Gate {
    let scripted = faults.iter().map(|text| text.parse().unwrap()).collect();
    Gate::with(|config| {
        config.faults = Faults {
            scripted,
            random: None,
        };
    })
    .await
}

/// The answer to `UniqIdCount` of a gateway with one client: length, command, count.
const ANSWER: &[u8] = &[0, 0, 0, 6, 0x35, 0xa4, 0xf4, 0xbf, 8, 1];

async fn ask(business: &mut Business) {
    business.send(Command::UniqIdCount, &()).await;
}

/// What comes until the connection ends, and whether it ends in an orderly way.
async fn rest(business: &mut Business) -> (Vec<u8>, bool) {
    let mut bytes = Vec::new();
    let ended = soon("the end", business.stream.read_to_end(&mut bytes)).await;
    if let Err(error) = &ended {
        assert_eq!(error.kind(), ErrorKind::ConnectionReset);
    }
    (bytes, ended.is_ok())
}

/// So many bytes that come.
async fn bytes(business: &mut Business, n: usize) -> Vec<u8> {
    let mut bytes = vec![0; n];
    soon("bytes", business.stream.read_exact(&mut bytes))
        .await
        .unwrap();
    bytes
}

/// Nothing comes for a while, and the connection stays.
async fn quiet(business: &mut Business) {
    let mut byte = [0];
    let read = timeout(A_WHILE, business.stream.read(&mut byte)).await;
    assert!(read.is_err(), "{read:?}");
}

async fn register(business: &mut Business) {
    let request = RegisterReq {
        events: 7,
        process_cmd_goroutine_num: 1,
    };
    let answer: RegisterResp = business.ask(Command::Register, &request).await;
    assert_eq!(answer.code, 0);
}

async fn cast(business: &mut Business, client: &Client, text: &str) {
    let cast = SingleCast {
        uniq_id: client.uniq_id.clone(),
        data: text.into(),
    };
    business.send(Command::SingleCast, &cast).await;
}

#[tokio::test]
async fn an_answer_without_a_fault_is_what_the_other_tests_take_it_for() {
    let gate = gate(&[]).await;
    let _client = gate.client().await;
    let mut business = gate.business().await;
    ask(&mut business).await;
    assert_eq!(bytes(&mut business, ANSWER.len()).await, ANSWER);
    quiet(&mut business).await;
}

#[tokio::test]
async fn only_the_frame_and_the_connection_named_are_struck() {
    let gate = gate(&["conn=2 frame=3 drop"]).await;
    let (mut first, mut second) = (gate.business().await, gate.business().await);
    for _ in 0..4 {
        first.settle().await;
    }
    second.settle().await;
    // Heartbeats do not count.
    second.heartbeat(devgate::DEFAULT_HEARTBEAT).await;
    second.settle().await;
    ask(&mut second).await;
    let answer: TopicCountResp = second.ask(Command::TopicCount, &()).await;
    assert_eq!(answer.count, 0);
}

#[tokio::test]
async fn a_delayed_answer_holds_up_those_behind_it() {
    let gate = gate(&["frame=1 delay=300"]).await;
    let mut business = gate.business().await;
    let start = Instant::now();
    ask(&mut business).await;
    business.send(Command::TopicCount, &()).await;
    let _: UniqIdCountResp = business.expect(Command::UniqIdCount).await;
    assert!(start.elapsed() >= Duration::from_millis(300));
    let _: TopicCountResp = business.expect(Command::TopicCount).await;
}

#[tokio::test]
async fn a_truncated_answer_ends_with_an_orderly_close() {
    for length in [0, 3, 8, 9, 10, 1000] {
        let gate = gate(&[&format!("truncate={length}")]).await;
        let _client = gate.client().await;
        let mut business = gate.business().await;
        ask(&mut business).await;
        let expected = &ANSWER[..length.min(ANSWER.len())];
        assert_eq!(rest(&mut business).await, (expected.to_vec(), true));
    }
}

#[tokio::test]
async fn a_reset_answer_ends_with_a_reset() {
    let gate = gate(&["conn=1 reset=0", "conn=2 reset=5"]).await;
    let client = gate.client().await;
    let mut business = gate.business().await;
    ask(&mut business).await;
    assert_eq!(rest(&mut business).await, (Vec::new(), false));
    // What was written before may or may not be there: a reset takes what was not read yet.
    let mut business = gate.business().await;
    ask(&mut business).await;
    let (bytes, orderly) = rest(&mut business).await;
    assert!(ANSWER[..5].starts_with(&bytes) && !orderly, "{bytes:?}");
    drop(client);
}

#[tokio::test]
async fn a_reset_frame_is_not_carried_out_but_one_with_a_reset_answer_is() {
    let gate = gate(&["conn=1 frame=2 reset", "conn=2 frame=2 reset=0"]).await;
    let mut client = gate.client().await;
    for text in ["one", "two"] {
        let mut business = gate.business().await;
        business.settle().await;
        cast(&mut business, &client, text).await;
        assert_eq!(rest(&mut business).await, (Vec::new(), false));
    }
    let mut business = gate.business().await;
    client.got(&mut business, &["two"]).await;
}

#[tokio::test]
async fn a_closed_frame_is_not_carried_out_and_the_connection_ends_in_an_orderly_way() {
    let gate = gate(&["conn=1 frame=2 close"]).await;
    let mut client = gate.client().await;
    let mut business = gate.business().await;
    cast(&mut business, &client, "one").await;
    cast(&mut business, &client, "two").await;
    assert_eq!(rest(&mut business).await, (Vec::new(), true));
    let mut business = gate.business().await;
    client.got(&mut business, &["one"]).await;
}

#[tokio::test]
async fn a_command_without_an_answer_is_carried_out_before_the_connection_is_closed() {
    let gate = gate(&["conn=1 frame=1 truncate=0", "conn=2 frame=1 drop"]).await;
    let mut client = gate.client().await;
    let mut business = gate.business().await;
    cast(&mut business, &client, "one").await;
    assert_eq!(rest(&mut business).await, (Vec::new(), true));
    // A fault that finds no answer does not wait for the next one.
    let mut business = gate.business().await;
    cast(&mut business, &client, "two").await;
    business.settle().await;
    client.got(&mut business, &["one", "two"]).await;
}

#[tokio::test]
async fn an_answer_can_claim_another_command_or_length_and_come_twice() {
    let gate = gate(&[
        "frame=1 command=7",
        "frame=2 length=4294967295",
        "frame=3 duplicate",
    ])
    .await;
    let _client = gate.client().await;
    let mut business = gate.business().await;
    for _ in 0..4 {
        ask(&mut business).await;
    }
    let mut expected = [ANSWER; 5].concat();
    expected[4..8].copy_from_slice(&[0, 0, 0, 7]);
    expected[10..14].copy_from_slice(&[0xff; 4]);
    assert_eq!(bytes(&mut business, 50).await, expected);
    quiet(&mut business).await;
}

#[tokio::test]
async fn a_dribbled_answer_comes_byte_by_byte() {
    let gate = gate(&["frame=1 dribble=20"]).await;
    let _client = gate.client().await;
    let mut business = gate.business().await;
    ask(&mut business).await;
    let (mut received, mut reads) = (Vec::new(), 0);
    while received.len() < ANSWER.len() {
        let read = business.stream.read_buf(&mut received);
        assert_ne!(soon("a byte", read).await.unwrap(), 0);
        reads += 1;
    }
    assert_eq!(received, ANSWER);
    // On a busy machine two may arrive together, but not all.
    assert!(reads >= 3, "{reads}");
}

#[tokio::test]
async fn a_gateway_that_stops_reading_takes_no_more_but_still_writes() {
    let gate = gate(&["conn=1 frame=2 stop-reading"]).await;
    let mut client = gate.client().await;
    let mut business = gate.business().await;
    register(&mut business).await;
    business.settle().await;
    ask(&mut business).await;
    quiet(&mut business).await;
    client.say(Message::text("still there?")).await;
    let event: Transfer = business.expect(Command::Transfer).await;
    assert_eq!(event.data, b"still there?");
    // What nobody reads piles up until nothing more can be written.
    let chunk = vec![0; 1 << 20];
    let full = async {
        while let Ok(written) = timeout(A_WHILE, business.stream.write(&chunk)).await {
            written.unwrap();
        }
    };
    soon("the buffers to be full", full).await;
    let mut other = gate.business().await;
    client.got(&mut other, &[]).await;
}

#[tokio::test]
async fn a_gateway_that_stops_reading_for_a_while_goes_on_afterwards() {
    let gate = gate(&["frame=1 stop-reading=300"]).await;
    let mut business = gate.business().await;
    let start = Instant::now();
    business.settle().await;
    business.settle().await;
    assert!(start.elapsed() >= Duration::from_millis(300));
}

#[tokio::test]
async fn a_connection_can_be_struck_as_soon_as_it_is_there() {
    let gate = gate(&[
        "conn=1 frame=0 reset",
        "conn=2 frame=0 close",
        "conn=3 frame=0 stop-reading",
    ])
    .await;
    for orderly in [false, true] {
        let mut business = gate.business().await;
        assert_eq!(rest(&mut business).await, (Vec::new(), orderly));
    }
    let mut business = gate.business().await;
    ask(&mut business).await;
    quiet(&mut business).await;
    gate.business().await.settle().await;
}

#[tokio::test]
async fn events_are_struck_by_their_place_among_what_is_written() {
    let gate = gate(&["conn=1 sent=3 drop", "conn=1 sent=5 truncate=6"]).await;
    let mut client = gate.client().await;
    let mut business = gate.business().await;
    register(&mut business).await;
    for text in ["one", "two", "three", "four"] {
        client.say(Message::text(text)).await;
    }
    for text in ["one", "three"] {
        let event: Transfer = business.expect(Command::Transfer).await;
        assert_eq!(event.data, text.as_bytes());
    }
    // Six bytes are no frame.
    business.closed().await;
    // Gone for good: the next one gets what comes next.
    let mut business = gate.business().await;
    register(&mut business).await;
    client.say(Message::text("five")).await;
    let event: Transfer = business.expect(Command::Transfer).await;
    assert_eq!(event.data, b"five");
}

#[tokio::test]
async fn chance_strikes_requests_and_never_loses_a_command() {
    let gate = Gate::with(|config| {
        config.faults.random = Some(Random { seed: 1, rate: 0.5 });
    })
    .await;
    let mut client = gate.client().await;
    let mut whole = 0;
    for n in 0..60 {
        let mut business = gate.business().await;
        cast(&mut business, &client, &n.to_string()).await;
        assert_eq!(client.text().await, n.to_string());
        ask(&mut business).await;
        let mut answer = [0; 10];
        let read = timeout(A_WHILE, business.stream.read_exact(&mut answer)).await;
        whole += u32::from(matches!(read, Ok(Ok(_))) && answer == ANSWER);
    }
    assert!((20..60).contains(&whole), "{whole}");
    // The connections that are struck are gone; the gateway is not.
    gate.client().await;
    let mut business = gate.business().await;
    business.send(Command::Broadcast, &data(b"end")).await;
    assert_eq!(client.text().await, "end");
}
