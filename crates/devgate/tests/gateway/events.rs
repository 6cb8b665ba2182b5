//! Registration, and the events that registered connections get.

use devgate::proto::{
    ConnClose, ConnInfoUpdate, ConnOpen, ForceOffline, RegisterReq, RegisterResp, RegisterRespCode,
    Transfer, UnRegisterReq, UnRegisterResp,
};
use devgate::DEFAULT_HEARTBEAT;
use netsvr_wire::command::Command;
use tokio_tungstenite::connect_async;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::Message;

use crate::common::{ids, soon, strings, Business, Client, Gate, BROKEN_BODY};

const OPEN: i32 = 1;
const CLOSE: i32 = 2;
const MESSAGE: i32 = 4;
const ALL: i32 = OPEN | CLOSE | MESSAGE;

async fn register(business: &mut Business, events: i32) -> RegisterResp {
    let request = RegisterReq {
        events,
        process_cmd_goroutine_num: 4,
    };
    business.ask(Command::Register, &request).await
}

async fn unregister(business: &mut Business, conn_id: &str) {
    let request = UnRegisterReq {
        conn_id: conn_id.to_owned(),
    };
    let _: UnRegisterResp = business.ask(Command::Unregister, &request).await;
}

#[tokio::test]
async fn registration_answers_say_what_was_wrong() {
    let gate = Gate::start().await;
    let mut business = gate.business().await;
    business
        .raw_frame(Command::Register.as_u32(), BROKEN_BODY)
        .await;
    let answer: RegisterResp = business.expect(Command::Register).await;
    assert_eq!(answer.code(), RegisterRespCode::UnmarshalError);
    for events in [0, 8] {
        let answer = register(&mut business, events).await;
        assert_eq!(answer.code(), RegisterRespCode::InvalidEvent);
        assert_eq!(
            (answer.message.as_str(), answer.conn_id.as_str()),
            ("InvalidEvent", "")
        );
    }
    let answer = register(&mut business, 8 | MESSAGE).await;
    assert_eq!(
        (answer.code(), answer.message.as_str()),
        (RegisterRespCode::Success, "Success")
    );
    assert!(!answer.conn_id.is_empty());
    let again = register(&mut business, ALL).await;
    assert_eq!(again.code(), RegisterRespCode::DuplicateRegister);
    unregister(&mut business, &answer.conn_id).await;
    let again = register(&mut business, ALL).await;
    assert_eq!(again.code(), RegisterRespCode::DuplicateRegister);
}

#[tokio::test]
async fn a_client_that_connects_is_announced_with_what_it_brought_along() {
    let gate = Gate::start().await;
    let mut business = gate.business().await;
    register(&mut business, OPEN).await;
    let mut request = format!("{}?a=1&b=%20", gate.url())
        .into_client_request()
        .unwrap();
    for (name, value) in [
        ("x-forwarded-for", "10.0.0.1, 10.0.0.2"),
        ("x-real-ip", "10.0.0.3"),
        ("sec-websocket-protocol", "chat,, json"),
    ] {
        request.headers_mut().insert(name, value.parse().unwrap());
    }
    let (socket, response) = soon("connect", connect_async(request)).await.unwrap();
    assert_eq!(response.headers()["sec-websocket-protocol"], "chat");
    let client = Client::greeted(socket).await;
    let event: ConnOpen = business.expect(Command::ConnOpen).await;
    let expected = ConnOpen {
        uniq_id: client.uniq_id.clone(),
        raw_query: "a=1&b=%20".to_owned(),
        sub_protocol: strings(&["chat", "", "json"]),
        x_forwarded_for: "10.0.0.1, 10.0.0.2".to_owned(),
        x_real_ip: "10.0.0.3".to_owned(),
        remote_addr: "127.0.0.1".to_owned(),
    };
    assert_eq!(event, expected);
}

#[tokio::test]
async fn messages_and_the_leaving_carry_what_the_client_has() {
    let gate = Gate::start().await;
    let mut business = gate.business().await;
    register(&mut business, CLOSE | MESSAGE).await;
    let mut client = gate.client().await;
    client.say(Message::text("as a guest")).await;
    let event: Transfer = business.expect(Command::Transfer).await;
    assert_eq!(
        (event.uniq_id.as_str(), event.customer_id.as_str()),
        (client.uniq_id.as_str(), "")
    );
    assert_eq!(event.data, b"as a guest");

    let update = ConnInfoUpdate {
        uniq_id: client.uniq_id.clone(),
        new_session: "s".to_owned(),
        new_customer_id: "c".to_owned(),
        new_topics: strings(&["t"]),
        data: Vec::new(),
    };
    business.send(Command::ConnInfoUpdate, &update).await;
    business.settle().await;
    client.say(Message::binary(vec![0xff, 0])).await;
    let event: Transfer = business.expect(Command::Transfer).await;
    assert_eq!(
        (event.session.as_str(), event.customer_id.as_str()),
        ("s", "c")
    );
    assert_eq!((event.topics, event.data), (strings(&["t"]), vec![0xff, 0]));

    let uniq_id = client.uniq_id.clone();
    drop(client);
    let event: ConnClose = business.expect(Command::ConnClose).await;
    let expected = ConnClose {
        uniq_id,
        customer_id: "c".to_owned(),
        session: "s".to_owned(),
        topics: strings(&["t"]),
    };
    assert_eq!(event, expected);
}

#[tokio::test]
async fn a_client_taken_offline_is_reported_once_with_what_it_had() {
    let gate = Gate::start().await;
    let mut business = gate.business().await;
    register(&mut business, CLOSE).await;
    let client = gate.client().await;
    business.log_in(&client, "c").await;
    let command = ForceOffline {
        uniq_ids: ids(&[&client, &client]),
        data: Vec::new(),
    };
    business.send(Command::ForceOffline, &command).await;
    let event: ConnClose = business.expect(Command::ConnClose).await;
    assert_eq!(
        (event.uniq_id, event.customer_id.as_str()),
        (client.uniq_id.clone(), "c")
    );
    assert_eq!(business.settle().await, 0);
}

#[tokio::test]
async fn empty_messages_of_clients_are_no_events() {
    let gate = Gate::start().await;
    let mut business = gate.business().await;
    register(&mut business, MESSAGE).await;
    let mut client = gate.client().await;
    client.say(Message::text("")).await;
    client.say(Message::binary("")).await;
    client.say(Message::text("m")).await;
    let event: Transfer = business.expect(Command::Transfer).await;
    assert_eq!(event.data, b"m");
}

#[tokio::test]
async fn clients_heartbeats_are_swallowed() {
    let gate = Gate::start().await;
    let mut business = gate.business().await;
    register(&mut business, MESSAGE).await;
    let mut client = gate.client().await;
    client.say(Message::text(DEFAULT_HEARTBEAT)).await;
    client.say(Message::binary(DEFAULT_HEARTBEAT)).await;
    client
        .say(Message::text(format!("{DEFAULT_HEARTBEAT}!")))
        .await;
    let event: Transfer = business.expect(Command::Transfer).await;
    assert_eq!(event.data, format!("{DEFAULT_HEARTBEAT}!").as_bytes());
}

#[tokio::test]
async fn several_registered_connections_get_the_events_in_turn() {
    let gate = Gate::start().await;
    let (mut first, mut second, mut third) = (
        gate.business().await,
        gate.business().await,
        gate.business().await,
    );
    register(&mut first, MESSAGE).await;
    register(&mut second, MESSAGE | OPEN).await;
    register(&mut third, CLOSE).await;
    let mut client = gate.client().await;
    let _: ConnOpen = second.expect(Command::ConnOpen).await;
    for n in 0..4 {
        client.say(Message::text(n.to_string())).await;
    }
    for (business, numbers) in [(&mut first, ["0", "2"]), (&mut second, ["1", "3"])] {
        for number in numbers {
            let event: Transfer = business.expect(Command::Transfer).await;
            assert_eq!(event.data, number.as_bytes());
        }
    }
    drop(client);
    let _: ConnClose = third.expect(Command::ConnClose).await;
}

#[tokio::test]
async fn unregister_works_from_any_connection_and_always_answers() {
    let gate = Gate::start().await;
    let (mut one, mut other) = (gate.business().await, gate.business().await);
    let conn_id = register(&mut one, MESSAGE).await.conn_id;
    register(&mut other, MESSAGE).await;
    unregister(&mut other, "unknown").await;
    unregister(&mut other, &conn_id).await;
    unregister(&mut other, &conn_id).await;
    let mut client = gate.client().await;
    for n in ["1", "2", "3"] {
        client.say(Message::text(n)).await;
        let event: Transfer = other.expect(Command::Transfer).await;
        assert_eq!(event.data, n.as_bytes());
    }
    one.settle().await;
}

#[tokio::test]
async fn the_events_of_a_connection_that_is_gone_go_to_the_others() {
    let gate = Gate::start().await;
    let (mut one, mut other) = (gate.business().await, gate.business().await);
    register(&mut one, MESSAGE).await;
    register(&mut other, MESSAGE).await;
    drop(one);
    let mut client = gate.client().await;
    // The gateway may still hand one event to the connection that just went.
    soon("two events in a row", async {
        let mut last = 0;
        for n in 1.. {
            client.say(Message::text(n.to_string())).await;
            let event: Transfer = other.expect(Command::Transfer).await;
            let received = String::from_utf8(event.data)
                .unwrap()
                .parse::<i32>()
                .unwrap();
            if received == last + 1 && received == n {
                break;
            }
            last = received;
        }
    })
    .await;
}

#[tokio::test]
async fn without_a_registration_no_events_are_sent() {
    let gate = Gate::start().await;
    let mut business = gate.business().await;
    let mut client = gate.client().await;
    client.say(Message::text("to nobody")).await;
    drop(client);
    business.until_online(0).await;
}

#[tokio::test]
async fn the_answer_to_a_registration_is_its_first_frame_however_busy_the_clients_are() {
    let gate = Gate::start().await;
    let mut clients = [gate.client().await, gate.client().await];
    let mut business = gate.business().await;
    let request = RegisterReq {
        events: MESSAGE,
        ..RegisterReq::default()
    };
    business.send(Command::Register, &request).await;
    for n in 0..200 {
        for client in &mut clients {
            client.say(Message::text(n.to_string())).await;
        }
    }
    let _: RegisterResp = business.expect(Command::Register).await;
    let event: Transfer = business.expect(Command::Transfer).await;
    assert!(ids(&clients.each_ref()).contains(&event.uniq_id));
}
