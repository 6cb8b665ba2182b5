//! The callbacks over HTTP.

use std::net::Ipv4Addr;
use std::time::{Duration, Instant};

use devgate::proto::{
    v6, ConnClose, ConnInfoReq, ConnInfoResp, SingleCast, TopicListResp, Transfer,
};
use netsvr_wire::command::Command;
use prost::Message as _;
use tokio::net::{TcpSocket, TcpStream};
use tokio_tungstenite::connect_async;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::Message;

use super::application::{answer, Application};
use super::common::{is_online, registered, CLOSE, MESSAGE, OPEN};
use crate::common::{data, soon, strings, Gate};

const NO_PAUSE: Duration = Duration::ZERO;
const PAUSE: Duration = Duration::from_millis(1500);

async fn gate_of(application: &Application) -> Gate {
    Gate::eight_with(|config| {
        config.greet = false;
        config.on_open = Some(application.url());
    })
    .await
}

fn allowed() -> v6::ConnOpenResp {
    v6::ConnOpenResp {
        allow: true,
        ..v6::ConnOpenResp::default()
    }
}

#[tokio::test]
async fn who_is_allowed_is_online_with_all_that_the_answer_says() {
    let answer = v6::ConnOpenResp {
        new_session: "s".to_owned(),
        new_customer_id: "c".to_owned(),
        new_topics: strings(&["t", "", "u"]),
        data: b"welcome".to_vec(),
        ..allowed()
    };
    let mut application = Application::start(200, &answer.encode_to_vec(), NO_PAUSE).await;
    let gate = gate_of(&application).await;
    let mut worker = registered(&gate, OPEN).await;
    let mut client = gate.stranger().await;
    assert_eq!(client.text().await, "welcome");
    let event: v6::ConnOpen = worker.expect(Command::ConnOpen).await;
    let call = application.call().await;
    assert_eq!(
        v6::ConnOpen::decode(call.body.as_slice()),
        Ok(event.clone())
    );
    let mut task = gate.task().await;
    let request = ConnInfoReq {
        uniq_ids: vec![event.uniq_id.clone()],
        req_session: true,
        req_customer_id: true,
        req_topic: true,
    };
    let info: ConnInfoResp = task.ask(Command::ConnInfo, &request).await;
    let item = &info.items[&event.uniq_id];
    assert_eq!(
        (item.session.as_str(), item.customer_id.as_str()),
        ("s", "c")
    );
    let topics: TopicListResp = task.ask(Command::TopicList, &()).await;
    for mut topics in [item.topics.clone(), topics.topics] {
        // They come in any order.
        topics.sort_unstable();
        assert_eq!(topics, ["t", "u"]);
    }
}

#[tokio::test]
async fn the_question_holds_the_addresses_and_no_other_header_of_the_client() {
    let mut application = Application::start(200, &allowed().encode_to_vec(), NO_PAUSE).await;
    let gate = gate_of(&application).await;
    let mut request = gate.url().into_client_request().unwrap();
    for (name, value) in [
        ("cookie", "secret=1"),
        ("authorization", "secret"),
        ("x-forwarded-for", "10.0.0.1"),
        ("x-real-ip", "a credential"),
    ] {
        request.headers_mut().insert(name, value.parse().unwrap());
    }
    let _client = soon("connect", connect_async(request)).await.unwrap();
    let call = application.call().await;
    assert_eq!(call.asks(), "POST /call?a=b");
    let length = call.body.len().to_string();
    for (name, value) in [
        ("host", application.authority.as_str()),
        ("user-agent", "Go-http-client/1.1"),
        ("content-length", &length),
        ("content-type", "application/x-protobuf"),
        ("accept", "application/x-protobuf"),
    ] {
        assert_eq!(call.header(name), Some(value), "{name}");
    }
    for name in ["cookie", "authorization", "x-forwarded-for", "x-real-ip"] {
        assert_eq!(call.header(name), None, "{name}");
    }
    let question = v6::ConnOpen::decode(call.body.as_slice()).unwrap();
    let expected = v6::ConnOpen {
        uniq_id: question.uniq_id.clone(),
        raw_query: String::new(),
        x_forwarded_for: "10.0.0.1".to_owned(),
        x_real_ip: "a credential".to_owned(),
        remote_addr: "127.0.0.1".to_owned(),
    };
    assert_eq!(question, expected);
}

#[tokio::test]
async fn who_is_not_allowed_gets_the_data_and_has_to_leave() {
    let answer = v6::ConnOpenResp {
        data: b"log in first".to_vec(),
        ..v6::ConnOpenResp::default()
    };
    let application = Application::start(200, &answer.encode_to_vec(), NO_PAUSE).await;
    let gate = gate_of(&application).await;
    let mut worker = registered(&gate, OPEN | CLOSE).await;
    let mut client = gate.stranger().await;
    assert_eq!(client.text().await, "log in first");
    client.told_to_leave(1008, "unauthorized").await;
    // It never opened.
    let event: ConnClose = worker.expect(Command::ConnClose).await;
    assert_eq!(event.customer_id, "");
}

#[tokio::test]
async fn an_empty_answer_does_not_allow() {
    let application = Application::start(200, b"", NO_PAUSE).await;
    let gate = gate_of(&application).await;
    gate.stranger()
        .await
        .told_to_leave(1008, "unauthorized")
        .await;
}

#[tokio::test]
async fn any_other_status_than_200_is_a_failure() {
    for status in [201, 204, 302, 404, 500] {
        let body = allowed().encode_to_vec();
        let body = if status == 204 { &[] } else { body.as_slice() };
        let application = Application::start(status, body, NO_PAUSE).await;
        let gate = gate_of(&application).await;
        let reason = format!("receive error http status code: {status}");
        gate.stranger().await.told_to_leave(1011, &reason).await;
    }
}

async fn failure(gate: &Gate) -> String {
    let mut client = gate.stranger().await;
    let Message::Close(Some(frame)) = client.message().await else {
        panic!("no close frame");
    };
    assert_eq!(u16::from(frame.code), 1011);
    frame.reason.to_string()
}

#[tokio::test]
async fn an_answer_that_does_not_parse_is_a_failure() {
    // A session of one byte that is no UTF-8.
    for body in [b"<html>".as_slice(), &[0x12, 1, 0xff]] {
        let application = Application::start(200, body, NO_PAUSE).await;
        let gate = gate_of(&application).await;
        let reason = failure(&gate).await;
        // Each parser has its own words.
        let said = reason.to_lowercase();
        assert!(said.contains("proto") || said.contains("utf-8"), "{reason}");
    }
}

#[tokio::test]
async fn an_application_that_is_not_there_or_slow_is_a_failure_that_shows_its_url() {
    // bound, so that nobody else gets the port, and nobody listens
    let bound = TcpSocket::new_v4().unwrap();
    bound.bind((Ipv4Addr::LOCALHOST, 0).into()).unwrap();
    let url = format!("http://{}/", bound.local_addr().unwrap());
    let gate = Gate::eight_with(|config| config.on_open = Some(url.parse().unwrap())).await;
    let reason = failure(&gate).await;
    let post = format!("Post \"{url}\": ");
    assert!(
        reason.starts_with(&post) && reason.contains("refused"),
        "{reason}"
    );
    let application = Application::start(200, b"", Duration::from_secs(60)).await;
    let gate = Gate::eight_with(|config| {
        config.on_open = Some(application.url());
        config.callback_deadline = Duration::from_millis(100);
    })
    .await;
    let reason = failure(&gate).await;
    let late = "context deadline exceeded (Client.Timeout exceeded while awaiting headers)";
    assert!(reason.ends_with(late), "{reason}");
}

#[tokio::test]
async fn while_the_application_thinks_the_client_can_speak_but_is_not_online() {
    let answer = v6::ConnOpenResp {
        new_customer_id: "c".to_owned(),
        data: b"welcome".to_vec(),
        ..allowed()
    };
    let mut application = Application::start(200, &answer.encode_to_vec(), PAUSE).await;
    let gate = gate_of(&application).await;
    let mut worker = registered(&gate, OPEN | MESSAGE).await;
    let mut task = gate.task().await;
    let mut client = gate.stranger().await;
    let call = application.call().await;
    let uniq_id = v6::ConnOpen::decode(call.body.as_slice()).unwrap().uniq_id;
    client.say(Message::text("early")).await;
    let early: Transfer = worker.expect(Command::Transfer).await;
    assert_eq!(
        (early.uniq_id, early.data),
        (uniq_id.clone(), b"early".to_vec())
    );
    assert_eq!(early.customer_id, "");
    assert!(!is_online(&mut task, &uniq_id).await);
    let cast = SingleCast {
        uniq_id: uniq_id.clone(),
        data: b"lost".to_vec(),
    };
    task.send(Command::SingleCast, &cast).await;
    task.send(Command::Broadcast, &data(b"lost, too")).await;
    assert_eq!(task.settle().await, 0);
    let _: v6::ConnOpen = worker.expect(Command::ConnOpen).await;
    assert!(is_online(&mut task, &uniq_id).await);
    client.got(&mut task, &["welcome"]).await;
}

#[tokio::test]
async fn who_leaves_while_the_application_thinks_never_opens_and_is_told_of() {
    let mut asked = Application::start(200, &allowed().encode_to_vec(), PAUSE).await;
    let mut told = Application::start(200, b"", NO_PAUSE).await;
    let gate = Gate::eight_with(|config| {
        config.on_open = Some(asked.url());
        config.on_close = Some(told.url());
    })
    .await;
    let mut worker = registered(&gate, OPEN | CLOSE).await;
    let (client, _) = soon("connect", connect_async(gate.url())).await.unwrap();
    let question = v6::ConnOpen::decode(asked.call().await.body.as_slice()).unwrap();
    drop(client);
    let event: ConnClose = worker.expect(Command::ConnClose).await;
    assert_eq!(event.uniq_id, question.uniq_id);
    let call = told.call().await;
    assert_eq!(ConnClose::decode(call.body.as_slice()), Ok(event));
}

#[tokio::test]
async fn business_processes_hear_of_a_close_after_the_application_has_whatever_it_answers() {
    let mut application = Application::start(500, b"no", PAUSE).await;
    let gate = Gate::eight_with(|config| config.on_close = Some(application.url())).await;
    let mut worker = registered(&gate, CLOSE).await;
    let mut task = gate.task().await;
    let client = gate.client().await;
    task.log_in(&client, "c").await;
    task.settle().await;
    let left = Instant::now();
    drop(client.socket);
    let call = application.call().await;
    assert_eq!(call.header("accept"), None);
    assert_eq!(call.header("content-type"), Some("application/x-protobuf"));
    let told = ConnClose::decode(call.body.as_slice()).unwrap();
    assert_eq!(told.customer_id, "c");
    let event: ConnClose = worker.expect(Command::ConnClose).await;
    assert_eq!(event, told);
    assert!(left.elapsed() >= PAUSE);
    assert_eq!(told.uniq_id, client.uniq_id);
}

#[tokio::test]
async fn the_close_callback_hears_of_connections_that_never_opened() {
    let mut application = Application::start(200, b"", NO_PAUSE).await;
    let gate = Gate::eight_with(|config| config.on_close = Some(application.url())).await;
    drop(TcpStream::connect(gate.server.websocket_address()).await);
    let told = ConnClose::decode(application.call().await.body.as_slice()).unwrap();
    assert_eq!((told.uniq_id.len(), told.customer_id.as_str()), (28, ""));
}

#[tokio::test]
async fn many_clients_are_asked_about_at_one_time() {
    let application = Application::start(200, &allowed().encode_to_vec(), PAUSE).await;
    let gate = gate_of(&application).await;
    let begun = Instant::now();
    let mut clients = Vec::new();
    for _ in 0..20 {
        clients.push(gate.stranger().await);
    }
    gate.task().await.until_online(20).await;
    assert!(begun.elapsed() < PAUSE * 10, "{:?}", begun.elapsed());
}

#[tokio::test]
async fn one_after_the_other_are_asked_about_on_one_connection() {
    let application = Application::start(200, &allowed().encode_to_vec(), NO_PAUSE).await;
    let gate = gate_of(&application).await;
    let mut task = gate.task().await;
    let mut clients = Vec::new();
    for count in 1..=5 {
        clients.push(gate.stranger().await);
        task.until_online(count).await;
    }
    assert_eq!(application.connections(), 1);
}

#[tokio::test]
async fn what_the_url_says_of_itself_is_sent_and_not_shown() {
    let mut application = Application::start(200, &allowed().encode_to_vec(), NO_PAUSE).await;
    let with_password = format!("http://us:pa@{}/", application.authority);
    let gate = Gate::eight_with(|config| {
        config.greet = false;
        config.on_open = Some(with_password.parse().unwrap());
    })
    .await;
    let _client = gate.stranger().await;
    let call = application.call().await;
    assert_eq!(call.header("authorization"), Some("Basic dXM6cGE="));
    assert_eq!(call.header("host"), Some(application.authority.as_str()));
    let nobody = "http://us:pa@127.0.0.1:1/";
    let gate = Gate::eight_with(|config| config.on_open = Some(nobody.parse().unwrap())).await;
    let reason = failure(&gate).await;
    assert!(
        reason.starts_with("Post \"http://us:***@127.0.0.1:1/\": "),
        "{reason}"
    );
}

#[tokio::test]
async fn the_type_of_the_answer_does_not_matter() {
    let body = allowed().encode_to_vec();
    let html = answer(200, "Content-Type: text/html\r\n", &body);
    let application = Application::of(NO_PAUSE, move |_| html.clone()).await;
    let gate = gate_of(&application).await;
    let _client = gate.stranger().await;
    gate.task().await.until_online(1).await;
}

#[tokio::test]
async fn who_is_told_to_leave_before_being_in_still_speaks() {
    let application = Application::start(200, b"", NO_PAUSE).await;
    let gate = gate_of(&application).await;
    let mut worker = registered(&gate, MESSAGE).await;
    let mut client = gate.stranger().await;
    tokio::time::sleep(PAUSE).await;
    client.say(Message::text("last words")).await;
    let event: Transfer = worker.expect(Command::Transfer).await;
    assert_eq!(event.data, b"last words");
}
