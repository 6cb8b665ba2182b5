//! Framing on the connections of business processes: what is answered, in which order,
//! and what closes the connection.

use devgate::proto::{UniqIdCountResp, UniqIdListResp};
use devgate::DEFAULT_HEARTBEAT;
use netsvr_wire::command::{Command, Kind};
use netsvr_wire::frame::header;

use crate::common::{data, Gate, BROKEN_BODY};

#[tokio::test]
async fn heartbeats_get_no_answer() {
    let gate = Gate::start().await;
    let mut business = gate.business().await;
    business.heartbeat(DEFAULT_HEARTBEAT).await;
    business.heartbeat(DEFAULT_HEARTBEAT).await;
    business.settle().await;
}

#[tokio::test]
async fn another_heartbeat_string_can_be_set_even_a_short_one() {
    let gate = Gate::with(|config| config.worker_heartbeat = "hb".to_owned()).await;
    let mut business = gate.business().await;
    business.heartbeat("hb").await;
    business.settle().await;
    business.heartbeat(DEFAULT_HEARTBEAT).await;
    business.closed().await;
}

#[tokio::test]
async fn what_is_no_command_closes_the_connection() {
    let gate = Gate::start().await;
    for bytes in [
        &[0, 0, 0, 0][..],
        &[0, 0, 0, 3, 1, 2, 3],
        &[0, 0, 0, 4, 0, 0, 0, 0],
        &[0, 0, 0, 4, 0, 0, 0, 7],
    ] {
        let mut business = gate.business().await;
        business.raw(bytes).await;
        business.closed().await;
    }
    for command in Command::ALL
        .iter()
        .filter(|command| command.kind() == Kind::Event)
    {
        let mut business = gate.business().await;
        business.raw_frame(command.as_u32(), &[]).await;
        business.closed().await;
    }
    let mut business = gate.business().await;
    business.heartbeat("a wrong heartbeat").await;
    business.closed().await;
}

#[tokio::test]
async fn what_came_before_a_bad_frame_is_carried_out_and_answered() {
    let gate = Gate::start().await;
    let mut client = gate.client().await;
    let mut business = gate.business().await;
    let mut bytes = header(Command::UniqIdCount.as_u32(), 0).unwrap().to_vec();
    bytes.extend([0, 0, 0, 0]);
    business.send(Command::Broadcast, &data(b"before")).await;
    business.raw(&bytes).await;
    let _: UniqIdCountResp = business.expect(Command::UniqIdCount).await;
    business.closed().await;
    assert_eq!(client.text().await, "before");
}

#[tokio::test]
async fn a_frame_of_exactly_the_limit_is_accepted_and_one_byte_more_closes() {
    const LIMIT: u32 = 1000;
    let gate = Gate::with(|config| config.receive_pack_limit = LIMIT).await;
    let mut client = gate.client().await;
    let mut business = gate.business().await;
    // Command 4, field key 1, length 2.
    let fits = vec![b'x'; LIMIT as usize - 7];
    business.send(Command::Broadcast, &data(&fits)).await;
    assert_eq!(client.text().await.len(), fits.len());
    business.raw(&(LIMIT + 1).to_be_bytes()).await;
    business.closed().await;
}

#[tokio::test]
async fn the_default_limit_is_two_mebibytes() {
    let gate = Gate::start().await;
    let mut client = gate.client().await;
    let mut business = gate.business().await;
    // Command 4, field key 1, length 3.
    let fits = vec![b'x'; 2_097_152 - 8];
    business.send(Command::Broadcast, &data(&fits)).await;
    assert_eq!(client.text().await.len(), fits.len());
    business.raw(&2_097_153_u32.to_be_bytes()).await;
    business.closed().await;
}

#[tokio::test]
async fn bodies_that_do_not_parse_are_passed_over_in_silence() {
    let gate = Gate::start().await;
    let mut client = gate.client().await;
    let mut business = gate.business().await;
    let without_fields = [
        Command::CustomerIdList,
        Command::CustomerIdCount,
        Command::UniqIdList,
        Command::UniqIdCount,
        Command::TopicList,
        Command::TopicCount,
        Command::Metrics,
    ];
    for command in Command::ALL {
        let parses = matches!(command.kind(), Kind::OneWay | Kind::Request)
            && !without_fields.contains(command)
            && *command != Command::Register;
        if parses {
            business.raw_frame(command.as_u32(), BROKEN_BODY).await;
        }
    }
    business.settle().await;
    client.got(&mut business, &[]).await;
}

#[tokio::test]
async fn requests_in_a_row_are_answered_in_their_order() {
    let gate = Gate::start().await;
    let mut business = gate.business().await;
    let requests: Vec<Command> = Command::ALL
        .iter()
        .copied()
        .filter(|command| command.kind() == Kind::Request)
        .cycle()
        .take(18 * 20)
        .collect();
    for command in &requests {
        business.raw_frame(command.as_u32(), &[]).await;
    }
    for command in requests {
        assert_eq!(business.frame().await.unwrap().0, command);
    }
}

#[tokio::test]
async fn frames_may_come_byte_by_byte() {
    let gate = Gate::start().await;
    let mut business = gate.business().await;
    for byte in header(Command::UniqIdList.as_u32(), 0).unwrap() {
        business.raw(&[byte]).await;
        tokio::task::yield_now().await;
    }
    let answer: UniqIdListResp = business.expect(Command::UniqIdList).await;
    assert!(answer.uniq_ids.is_empty());
}

#[tokio::test]
async fn what_was_sent_before_closing_is_carried_out() {
    let gate = Gate::start().await;
    let mut client = gate.client().await;
    let mut business = gate.business().await;
    for n in 0..100 {
        business
            .send(Command::Broadcast, &data(n.to_string().as_bytes()))
            .await;
    }
    drop(business);
    for n in 0..100 {
        assert_eq!(client.text().await, n.to_string());
    }
}
