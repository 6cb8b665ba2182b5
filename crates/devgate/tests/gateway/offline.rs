//! Taking clients offline.

use std::time::{Duration, Instant};

use devgate::proto::{
    CheckOnlineReq, CheckOnlineResp, ForceOffline, ForceOfflineByCustomerId, ForceOfflineGuest,
};
use netsvr_wire::command::Command;

use crate::common::{data, ids, strings, Business, Client, Gate};

async fn is_online(business: &mut Business, client: &Client) -> bool {
    let request = CheckOnlineReq {
        uniq_ids: ids(&[client]),
    };
    let answer: CheckOnlineResp = business.ask(Command::CheckOnline, &request).await;
    !answer.uniq_ids.is_empty()
}

#[tokio::test]
async fn without_data_the_connection_drops_at_once_and_what_was_sent_before_arrives() {
    let gate = Gate::start().await;
    let (mut a, mut b) = (gate.client().await, gate.client().await);
    let mut business = gate.business().await;
    business.send(Command::Broadcast, &data(b"before")).await;
    let command = ForceOffline {
        uniq_ids: vec![a.uniq_id.clone(), "unknown".to_owned()],
        data: Vec::new(),
    };
    business.send(Command::ForceOffline, &command).await;
    assert!(!is_online(&mut business, &a).await);
    assert_eq!(a.text().await, "before");
    a.dropped().await;
    b.got(&mut business, &["before"]).await;
}

#[tokio::test]
async fn with_data_it_is_sent_and_the_connection_drops_shortly_after() {
    let gate = Gate::start().await;
    let mut a = gate.client().await;
    let mut business = gate.business().await;
    let command = ForceOffline {
        uniq_ids: ids(&[&a]),
        data: b"bye".to_vec(),
    };
    let sent = Instant::now();
    business.send(Command::ForceOffline, &command).await;
    assert_eq!(a.text().await, "bye");
    a.dropped().await;
    assert!(sent.elapsed() >= Duration::from_millis(100));
    business.until_online(0).await;
}

#[tokio::test]
async fn by_customer_id_drops_all_its_clients() {
    let gate = Gate::start().await;
    let (mut a, mut b, mut other) = (
        gate.client().await,
        gate.client().await,
        gate.client().await,
    );
    let mut business = gate.business().await;
    business.log_in(&a, "c").await;
    business.log_in(&b, "c").await;
    let command = ForceOfflineByCustomerId {
        customer_ids: strings(&["c", "unknown", "c"]),
        data: b"bye".to_vec(),
    };
    business
        .send(Command::ForceOfflineByCustomerId, &command)
        .await;
    for client in [&mut a, &mut b] {
        assert_eq!(client.text().await, "bye");
        client.dropped().await;
    }
    other.got(&mut business, &[]).await;
}

#[tokio::test]
async fn guests_are_those_with_neither_session_nor_customer_id() {
    let gate = Gate::start().await;
    let (mut guest, mut member) = (gate.client().await, gate.client().await);
    let mut business = gate.business().await;
    business.log_in(&member, "c").await;
    let command = ForceOfflineGuest {
        uniq_ids: ids(&[&guest, &member]),
        delay: 0,
        data: Vec::new(),
    };
    business.send(Command::ForceOfflineGuest, &command).await;
    guest.dropped().await;
    member.got(&mut business, &[]).await;
}

#[tokio::test]
async fn who_has_logged_in_before_the_delay_has_passed_stays() {
    let gate = Gate::start().await;
    let (mut guest, mut late) = (gate.client().await, gate.client().await);
    let mut business = gate.business().await;
    let command = ForceOfflineGuest {
        uniq_ids: ids(&[&guest, &late]),
        delay: 1,
        data: b"bye".to_vec(),
    };
    let sent = Instant::now();
    business.send(Command::ForceOfflineGuest, &command).await;
    assert!(is_online(&mut business, &guest).await);
    business.log_in(&late, "c").await;
    assert_eq!(guest.text().await, "bye");
    assert!(sent.elapsed() >= Duration::from_secs(1));
    guest.dropped().await;
    late.got(&mut business, &[]).await;
}
