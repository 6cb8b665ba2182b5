//! Limit and Metrics.

use devgate::proto::{LimitReq, LimitResp, MetricsResp, RegisterReq, RegisterResp, Transfer};
use devgate::{Item, DEFAULT_HEARTBEAT};
use netsvr_wire::command::Command;
use tokio_tungstenite::connect_async;
use tokio_tungstenite::tungstenite::{Error, Message};

use crate::common::{data, soon, Business, Gate};

async fn limit(business: &mut Business, on_open: i32, on_message: i32) -> (i32, i32) {
    let answer: LimitResp = business
        .ask(
            Command::Limit,
            &LimitReq {
                on_open,
                on_message,
            },
        )
        .await;
    (answer.on_open, answer.on_message)
}

async fn count(business: &mut Business, item: Item) -> i64 {
    let answer: MetricsResp = business.ask(Command::Metrics, &()).await;
    answer.items[&(item as i32)].count
}

#[tokio::test]
async fn limits_above_zero_are_set_and_the_answer_holds_those_in_force() {
    let gate = Gate::start().await;
    let mut business = gate.business().await;
    assert_eq!(limit(&mut business, 0, 0).await, (10_000, 50_000));
    assert_eq!(limit(&mut business, 7, 0).await, (7, 50_000));
    assert_eq!(limit(&mut business, -1, 8).await, (7, 8));
}

#[tokio::test]
async fn what_exceeds_a_limit_is_dropped_and_counted() {
    let gate = Gate::with(|config| {
        config.limit_on_open = 2;
        config.limit_on_message = 1;
    })
    .await;
    let mut client = gate.client().await;
    let mut business = gate.business().await;
    let request = RegisterReq {
        events: 4,
        ..RegisterReq::default()
    };
    let _: RegisterResp = business.ask(Command::Register, &request).await;
    for _ in 0..5 {
        client.say(Message::text("m")).await;
    }
    let _: Transfer = business.expect(Command::Transfer).await;
    let mut other = gate.business().await;
    soon("messages to be dropped", async {
        while count(&mut other, Item::MessageLimited).await < 3 {}
    })
    .await;

    let refused = soon("a refusal", async {
        loop {
            if let Err(error) = connect_async(gate.url()).await {
                return error;
            }
        }
    });
    let Error::Http(response) = refused.await else {
        panic!("refused in another way")
    };
    assert_eq!(response.status(), 200);
    assert!(count(&mut other, Item::OpenLimited).await >= 1);
}

#[tokio::test]
async fn metrics_count_what_happened_under_all_twelve_ids() {
    let gate = Gate::with(|config| config.greet = false).await;
    let mut business = gate.business().await;
    let answer: MetricsResp = business.ask(Command::Metrics, &()).await;
    assert_eq!(
        answer.items.keys().copied().collect::<Vec<_>>(),
        (1..=12).collect::<Vec<_>>()
    );
    assert!(answer
        .items
        .iter()
        .all(|(id, item)| item.item == *id && item.count == 0));

    let request = RegisterReq {
        events: 4,
        ..RegisterReq::default()
    };
    let _: RegisterResp = business.ask(Command::Register, &request).await;
    let (socket, _) = soon("connect", connect_async(gate.url())).await.unwrap();
    let mut client = crate::common::Client {
        socket,
        uniq_id: String::new(),
    };
    client.say(Message::text(DEFAULT_HEARTBEAT)).await;
    client.say(Message::Ping("ping".into())).await;
    assert_eq!(client.message().await, Message::Pong("ping".into()));
    client.say(Message::text("m")).await;
    let _: Transfer = business.expect(Command::Transfer).await;
    business.send(Command::Broadcast, &data(b"12345")).await;
    assert_eq!(client.text().await, "12345");
    for (item, expected) in [
        (Item::ClientOpen, 1),
        (Item::ClientClose, 0),
        (Item::ClientHeartbeat, 2),
        (Item::TransferCount, 1),
        (Item::WriteCount, 2),
        (Item::WriteBytes, 9),
    ] {
        assert_eq!(count(&mut business, item).await, expected, "{item:?}");
    }
    assert!(count(&mut business, Item::TransferBytes).await > 8);
    let answer: MetricsResp = business.ask(Command::Metrics, &()).await;
    assert!(answer.items[&(Item::WriteBytes as i32)].mean_rate > 0.0);
    drop(client);
    business.until_online(0).await;
    assert_eq!(count(&mut business, Item::ClientClose).await, 1);
}
