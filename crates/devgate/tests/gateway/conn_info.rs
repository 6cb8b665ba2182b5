//! Session, customerId and topics of clients: set, cleared, asked for.

use devgate::proto::{
    CheckOnlineReq, CheckOnlineResp, ConnInfoByCustomerIdReq, ConnInfoByCustomerIdResp,
    ConnInfoDelete, ConnInfoReq, ConnInfoResp, ConnInfoRespItem, ConnInfoUpdate,
    CustomerIdCountResp, CustomerIdListResp, UniqIdListResp,
};
use netsvr_wire::command::Command;

use crate::common::{ids, strings, Business, Client, Gate};

fn update(client: &Client) -> ConnInfoUpdate {
    ConnInfoUpdate {
        uniq_id: client.uniq_id.clone(),
        new_session: "session".to_owned(),
        new_customer_id: "customer".to_owned(),
        new_topics: strings(&["t1", "t2"]),
        data: b"updated".to_vec(),
    }
}

async fn info(business: &mut Business, client: &Client) -> ConnInfoRespItem {
    let request = ConnInfoReq {
        uniq_ids: ids(&[client]),
        req_session: true,
        req_customer_id: true,
        req_topic: true,
    };
    let mut answer: ConnInfoResp = business.ask(Command::ConnInfo, &request).await;
    answer
        .items
        .remove(&client.uniq_id)
        .expect("the client is online")
}

#[tokio::test]
async fn update_replaces_what_is_not_empty_then_sends_data() {
    let gate = Gate::start().await;
    let mut a = gate.client().await;
    let mut business = gate.business().await;
    business.send(Command::ConnInfoUpdate, &update(&a)).await;
    let nothing = ConnInfoUpdate {
        uniq_id: a.uniq_id.clone(),
        ..ConnInfoUpdate::default()
    };
    business.send(Command::ConnInfoUpdate, &nothing).await;
    let item = info(&mut business, &a).await;
    assert_eq!(
        (item.session.as_str(), item.customer_id.as_str()),
        ("session", "customer")
    );
    assert_eq!(item.topics, ["t1", "t2"]);
    let topics = ConnInfoUpdate {
        new_topics: strings(&["t3"]),
        ..nothing
    };
    business.send(Command::ConnInfoUpdate, &topics).await;
    assert_eq!(info(&mut business, &a).await.topics, ["t3"]);
    a.got(&mut business, &["updated"]).await;
}

#[tokio::test]
async fn delete_clears_what_its_flags_say_then_sends_data() {
    let gate = Gate::start().await;
    let mut a = gate.client().await;
    let mut business = gate.business().await;
    business.send(Command::ConnInfoUpdate, &update(&a)).await;
    let mut delete = ConnInfoDelete {
        uniq_id: a.uniq_id.clone(),
        del_session: true,
        data: b"deleted".to_vec(),
        ..ConnInfoDelete::default()
    };
    business.send(Command::ConnInfoDelete, &delete).await;
    let item = info(&mut business, &a).await;
    assert_eq!(
        (item.session.as_str(), item.customer_id.as_str()),
        ("", "customer")
    );
    assert_eq!(item.topics.len(), 2);
    (delete.del_customer_id, delete.del_topic) = (true, true);
    business.send(Command::ConnInfoDelete, &delete).await;
    assert_eq!(info(&mut business, &a).await, ConnInfoRespItem::default());
    a.got(&mut business, &["updated", "deleted", "deleted"])
        .await;
}

#[tokio::test]
async fn conn_info_answers_only_what_was_asked_and_only_known_clients() {
    let gate = Gate::start().await;
    let a = gate.client().await;
    let mut business = gate.business().await;
    business.send(Command::ConnInfoUpdate, &update(&a)).await;
    let mut request = ConnInfoReq {
        uniq_ids: vec![a.uniq_id.clone(), "unknown".to_owned()],
        ..ConnInfoReq::default()
    };
    let answer: ConnInfoResp = business.ask(Command::ConnInfo, &request).await;
    assert_eq!(answer.items.len(), 1);
    assert_eq!(answer.items[&a.uniq_id], ConnInfoRespItem::default());
    request.req_customer_id = true;
    let answer: ConnInfoResp = business.ask(Command::ConnInfo, &request).await;
    let item = &answer.items[&a.uniq_id];
    assert_eq!(
        (item.session.as_str(), item.customer_id.as_str()),
        ("", "customer")
    );
    assert!(item.topics.is_empty());
}

#[tokio::test]
async fn conn_info_by_customer_id_lists_each_client_with_the_parts_asked_for() {
    let gate = Gate::start().await;
    let (a, b) = (gate.client().await, gate.client().await);
    let mut business = gate.business().await;
    business.send(Command::ConnInfoUpdate, &update(&a)).await;
    business.send(Command::ConnInfoUpdate, &update(&b)).await;
    let mut request = ConnInfoByCustomerIdReq {
        customer_ids: strings(&["customer", "unknown"]),
        req_uniq_id: true,
        ..ConnInfoByCustomerIdReq::default()
    };
    let answer: ConnInfoByCustomerIdResp =
        business.ask(Command::ConnInfoByCustomerId, &request).await;
    assert_eq!(answer.items.len(), 1);
    let items = &answer.items["customer"].items;
    let mut expected = ids(&[&a, &b]);
    expected.sort();
    assert_eq!(
        items
            .iter()
            .map(|item| item.uniq_id.clone())
            .collect::<Vec<_>>(),
        expected
    );
    assert!(items
        .iter()
        .all(|item| item.session.is_empty() && item.topics.is_empty()));
    (request.req_uniq_id, request.req_session, request.req_topic) = (false, true, true);
    let answer: ConnInfoByCustomerIdResp =
        business.ask(Command::ConnInfoByCustomerId, &request).await;
    for item in &answer.items["customer"].items {
        assert_eq!(
            (item.uniq_id.as_str(), item.session.as_str()),
            ("", "session")
        );
        assert_eq!(item.topics, ["t1", "t2"]);
    }
}

#[tokio::test]
async fn check_online_answers_the_subset_that_is_online() {
    let gate = Gate::start().await;
    let (a, b) = (gate.client().await, gate.client().await);
    let gone = gate.client().await.uniq_id;
    let mut business = gate.business().await;
    business.until_online(2).await;
    let request = CheckOnlineReq {
        uniq_ids: vec![
            b.uniq_id.clone(),
            "unknown".to_owned(),
            gone,
            a.uniq_id.clone(),
        ],
    };
    let answer: CheckOnlineResp = business.ask(Command::CheckOnline, &request).await;
    assert_eq!(answer.uniq_ids, ids(&[&b, &a]));
}

#[tokio::test]
async fn lists_and_counts_of_clients_and_customer_ids() {
    let gate = Gate::start().await;
    let clients = [
        gate.client().await,
        gate.client().await,
        gate.client().await,
    ];
    let mut business = gate.business().await;
    business.log_in(&clients[0], "c").await;
    business.log_in(&clients[1], "c").await;
    assert_eq!(business.settle().await, 3);
    let answer: UniqIdListResp = business.ask(Command::UniqIdList, &()).await;
    let mut expected = ids(&clients.each_ref());
    expected.sort();
    assert_eq!(answer.uniq_ids, expected);
    let answer: CustomerIdListResp = business.ask(Command::CustomerIdList, &()).await;
    assert_eq!(answer.customer_ids, ["c"]);
    let answer: CustomerIdCountResp = business.ask(Command::CustomerIdCount, &()).await;
    assert_eq!(answer.count, 1);
    drop(clients);
    business.until_online(0).await;
    let answer: CustomerIdListResp = business.ask(Command::CustomerIdList, &()).await;
    assert!(answer.customer_ids.is_empty());
}

#[tokio::test]
async fn commands_for_unknown_clients_change_nothing() {
    let gate = Gate::start().await;
    let mut a = gate.client().await;
    let mut business = gate.business().await;
    let stranger = ConnInfoUpdate {
        uniq_id: "unknown".to_owned(),
        ..update(&a)
    };
    business.send(Command::ConnInfoUpdate, &stranger).await;
    let delete = ConnInfoDelete {
        uniq_id: "unknown".to_owned(),
        data: b"lost".to_vec(),
        ..ConnInfoDelete::default()
    };
    business.send(Command::ConnInfoDelete, &delete).await;
    let answer: CustomerIdCountResp = business.ask(Command::CustomerIdCount, &()).await;
    assert_eq!(answer.count, 0);
    a.got(&mut business, &[]).await;
}
