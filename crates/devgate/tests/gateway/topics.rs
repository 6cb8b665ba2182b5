//! Topics: subscribed to, published to, deleted, asked for.

use devgate::proto::{
    TopicCountResp, TopicCustomerIdCountReq, TopicCustomerIdCountResp, TopicCustomerIdListReq,
    TopicCustomerIdListResp, TopicCustomerIdToUniqIdsListReq, TopicCustomerIdToUniqIdsListResp,
    TopicDelete, TopicListResp, TopicPublish, TopicPublishBulk, TopicSubscribe,
    TopicUniqIdCountReq, TopicUniqIdCountResp, TopicUniqIdListReq, TopicUniqIdListResp,
    TopicUnsubscribe,
};
use netsvr_wire::command::Command;

use crate::common::{bytes, ids, strings, Business, Client, Gate};

async fn subscribe(business: &mut Business, client: &Client, topics: &[&str]) {
    let command = TopicSubscribe {
        uniq_id: client.uniq_id.clone(),
        topics: strings(topics),
        data: Vec::new(),
    };
    business.send(Command::TopicSubscribe, &command).await;
}

async fn topic_list(business: &mut Business) -> Vec<String> {
    let list: TopicListResp = business.ask(Command::TopicList, &()).await;
    let count: TopicCountResp = business.ask(Command::TopicCount, &()).await;
    assert_eq!(count.count, i32::try_from(list.topics.len()).unwrap());
    list.topics
}

#[tokio::test]
async fn subscribe_adds_and_unsubscribe_removes_then_each_sends_data() {
    let gate = Gate::start().await;
    let (mut a, mut b) = (gate.client().await, gate.client().await);
    let mut business = gate.business().await;
    subscribe(&mut business, &a, &["t1"]).await;
    let command = TopicSubscribe {
        uniq_id: a.uniq_id.clone(),
        topics: strings(&["t2", "t3", ""]),
        data: b"subscribed".to_vec(),
    };
    business.send(Command::TopicSubscribe, &command).await;
    assert_eq!(topic_list(&mut business).await, ["t1", "t2", "t3"]);
    let command = TopicUnsubscribe {
        uniq_id: a.uniq_id.clone(),
        topics: strings(&["t1", "t3", "unknown"]),
        data: b"unsubscribed".to_vec(),
    };
    business.send(Command::TopicUnsubscribe, &command).await;
    assert_eq!(topic_list(&mut business).await, ["t2"]);
    a.got(&mut business, &["subscribed", "unsubscribed"]).await;
    assert_eq!(b.text().await, "-- end --");
}

#[tokio::test]
async fn topic_delete_removes_everywhere_and_tells_each_client_once() {
    let gate = Gate::start().await;
    let (mut a, mut b, mut c) = (
        gate.client().await,
        gate.client().await,
        gate.client().await,
    );
    let mut business = gate.business().await;
    subscribe(&mut business, &a, &["t1", "t2"]).await;
    subscribe(&mut business, &b, &["t2", "t3"]).await;
    subscribe(&mut business, &c, &["t3"]).await;
    let mut command = TopicDelete {
        topics: strings(&["t1", "t2", "unknown"]),
        data: b"deleted".to_vec(),
    };
    business.send(Command::TopicDelete, &command).await;
    assert_eq!(topic_list(&mut business).await, ["t3"]);
    command.topics = strings(&["t3"]);
    command.data.clear();
    business.send(Command::TopicDelete, &command).await;
    assert!(topic_list(&mut business).await.is_empty());
    a.got(&mut business, &["deleted"]).await;
    for (client, expected) in [
        (&mut b, &["deleted", "-- end --"][..]),
        (&mut c, &["-- end --"]),
    ] {
        for text in expected {
            assert_eq!(client.text().await, *text);
        }
    }
}

#[tokio::test]
async fn publish_reaches_the_subscribers_of_each_topic() {
    let gate = Gate::start().await;
    let (mut a, mut b) = (gate.client().await, gate.client().await);
    let mut business = gate.business().await;
    subscribe(&mut business, &a, &["t1", "t2"]).await;
    let command = TopicPublish {
        topics: strings(&["t1", "unknown"]),
        data: b"news".to_vec(),
    };
    business.send(Command::TopicPublish, &command).await;
    a.got(&mut business, &["news"]).await;
    assert_eq!(b.text().await, "-- end --");
}

#[tokio::test]
async fn publish_bulk_goes_pairwise_or_all_to_one_topic() {
    let gate = Gate::start().await;
    let (mut a, mut b) = (gate.client().await, gate.client().await);
    let mut business = gate.business().await;
    subscribe(&mut business, &a, &["t1", "t2"]).await;
    subscribe(&mut business, &b, &["t2"]).await;
    for (topics, data) in [
        (strings(&["t1", "t2"]), bytes(&["for t1", "for t2"])),
        (strings(&["t2"]), bytes(&["1", "2"])),
        (strings(&["t1", "t2"]), bytes(&["lost"])),
    ] {
        let command = TopicPublishBulk { topics, data };
        business.send(Command::TopicPublishBulk, &command).await;
    }
    a.got(&mut business, &["for t1", "for t2", "1", "2"]).await;
    for expected in ["for t2", "1", "2", "-- end --"] {
        assert_eq!(b.text().await, expected);
    }
}

/// Two clients of one customerId and a guest, all on "t"; the guest on "g" as well.
async fn inhabited(gate: &Gate, business: &mut Business) -> [Client; 3] {
    let clients = [
        gate.client().await,
        gate.client().await,
        gate.client().await,
    ];
    business.log_in(&clients[0], "c").await;
    business.log_in(&clients[1], "c").await;
    for client in &clients {
        subscribe(business, client, &["t"]).await;
    }
    subscribe(business, &clients[2], &["g"]).await;
    clients
}

#[tokio::test]
async fn uniq_ids_of_topics_are_listed_and_counted() {
    let gate = Gate::start().await;
    let mut business = gate.business().await;
    let clients = inhabited(&gate, &mut business).await;
    let request = TopicUniqIdListReq {
        topics: strings(&["t", "unknown"]),
    };
    let answer: TopicUniqIdListResp = business.ask(Command::TopicUniqIdList, &request).await;
    let mut expected = ids(&clients.each_ref());
    expected.sort();
    assert_eq!(answer.items.len(), 1);
    assert_eq!(answer.items["t"].uniq_ids, expected);

    let mut request = TopicUniqIdCountReq {
        topics: strings(&["t", "unknown"]),
        count_all: false,
    };
    let answer: TopicUniqIdCountResp = business.ask(Command::TopicUniqIdCount, &request).await;
    assert_eq!(
        answer.items.into_iter().collect::<Vec<_>>(),
        [("t".to_owned(), 3)]
    );
    request.count_all = true;
    let answer: TopicUniqIdCountResp = business.ask(Command::TopicUniqIdCount, &request).await;
    assert_eq!(
        (answer.items.len(), answer.items["t"], answer.items["g"]),
        (2, 3, 1)
    );
}

#[tokio::test]
async fn customer_ids_of_topics_are_listed_and_counted_without_guests() {
    let gate = Gate::start().await;
    let mut business = gate.business().await;
    let _clients = inhabited(&gate, &mut business).await;
    let request = TopicCustomerIdListReq {
        topics: strings(&["t", "g", "unknown"]),
    };
    let answer: TopicCustomerIdListResp =
        business.ask(Command::TopicCustomerIdList, &request).await;
    assert_eq!(answer.items.len(), 2);
    assert_eq!(answer.items["t"].customer_ids, ["c"]);
    assert!(answer.items["g"].customer_ids.is_empty());

    let mut request = TopicCustomerIdCountReq {
        topics: strings(&["t", "unknown"]),
        count_all: false,
    };
    let answer: TopicCustomerIdCountResp =
        business.ask(Command::TopicCustomerIdCount, &request).await;
    assert_eq!(
        answer.items.into_iter().collect::<Vec<_>>(),
        [("t".to_owned(), 1)]
    );
    request.count_all = true;
    let answer: TopicCustomerIdCountResp =
        business.ask(Command::TopicCustomerIdCount, &request).await;
    assert_eq!(
        (answer.items.len(), answer.items["t"], answer.items["g"]),
        (2, 1, 0)
    );
}

#[tokio::test]
async fn customer_ids_of_topics_come_with_their_subscribed_clients() {
    let gate = Gate::start().await;
    let mut business = gate.business().await;
    let clients = inhabited(&gate, &mut business).await;
    let request = TopicCustomerIdToUniqIdsListReq {
        topics: strings(&["t", "unknown"]),
    };
    let answer: TopicCustomerIdToUniqIdsListResp = business
        .ask(Command::TopicCustomerIdToUniqIdsList, &request)
        .await;
    let mut expected = ids(&[&clients[0], &clients[1]]);
    expected.sort();
    assert_eq!(answer.items.len(), 1);
    assert_eq!(answer.items["t"].items.len(), 1);
    assert_eq!(answer.items["t"].items["c"].uniq_ids, expected);
}

#[tokio::test]
async fn a_crowd_subscribes_to_its_topic_and_takes_what_it_is_sent() {
    let gate = Gate::with(|config| {
        config.crowds = vec!["3=t1".parse().unwrap(), "2=t2".parse().unwrap()];
    })
    .await;
    let mut client = gate.client().await;
    let mut business = gate.business().await;
    subscribe(&mut business, &client, &["t1"]).await;
    let query = TopicUniqIdListReq {
        topics: strings(&["t1", "t2"]),
    };
    let list: TopicUniqIdListResp = business.ask(Command::TopicUniqIdList, &query).await;
    let counts: Vec<usize> = list.items.values().map(|it| it.uniq_ids.len()).collect();
    assert_eq!(counts, [4, 2]);
    // more than would wait for a client that does not read
    for _ in 0..10 {
        let publish = TopicPublish {
            topics: strings(&["t2"]),
            data: vec![b'x'; 1 << 20],
        };
        business.send(Command::TopicPublish, &publish).await;
    }
    let publish = TopicPublish {
        topics: strings(&["t1"]),
        data: b"said".to_vec(),
    };
    business.send(Command::TopicPublish, &publish).await;
    client.got(&mut business, &["said"]).await;
}
