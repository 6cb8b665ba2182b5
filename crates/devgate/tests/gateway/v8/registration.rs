//! Register and Unregister.

use devgate::proto::{v6, RegisterResp, RegisterRespCode, Transfer, UnRegisterReq, UnRegisterResp};
use netsvr_wire::command::Command;
use tokio_tungstenite::tungstenite::Message;

use super::common::{registered, CLOSE, MESSAGE, OPEN};
use crate::common::{Business, Gate, BROKEN_BODY};

async fn register(worker: &mut Business, events: i32) -> RegisterRespCode {
    let request = v6::RegisterReq { events };
    let answer: RegisterResp = worker.ask(Command::Register, &request).await;
    assert_eq!(answer.message, format!("{:?}", answer.code()));
    assert_eq!(
        answer.conn_id.is_empty(),
        answer.code() != RegisterRespCode::Success
    );
    answer.code()
}

async fn unregister(worker: &mut Business, conn_id: &str) {
    let request = UnRegisterReq {
        conn_id: conn_id.to_owned(),
    };
    let _: UnRegisterResp = worker.ask(Command::Unregister, &request).await;
}

#[tokio::test]
async fn events_need_a_known_bit_and_who_has_none_may_try_again() {
    let gate = Gate::eight().await;
    let mut worker = gate.business().await;
    for events in [0, 8, 1 << 30] {
        let code = register(&mut worker, events).await;
        assert_eq!(code, RegisterRespCode::InvalidEvent);
    }
    let more = OPEN | CLOSE | MESSAGE | 8;
    assert_eq!(register(&mut worker, more).await, RegisterRespCode::Success);
}

#[tokio::test]
async fn a_second_registration_is_refused_after_an_unregistration_too() {
    let gate = Gate::eight().await;
    let mut worker = gate.business().await;
    let request = v6::RegisterReq { events: MESSAGE };
    let answer: RegisterResp = worker.ask(Command::Register, &request).await;
    for _ in 0..2 {
        let code = register(&mut worker, OPEN).await;
        assert_eq!(code, RegisterRespCode::DuplicateRegister);
        unregister(&mut worker, &answer.conn_id).await;
    }
}

#[tokio::test]
async fn a_registration_for_minus_one_gets_all_events_and_may_be_followed_by_another() {
    let gate = Gate::eight().await;
    let mut worker = registered(&gate, -1).await;
    assert_eq!(
        register(&mut worker, MESSAGE).await,
        RegisterRespCode::Success
    );
    let mut client = gate.client().await;
    let _: v6::ConnOpen = worker.expect(Command::ConnOpen).await;
    for text in ["once", "again"] {
        client.say(Message::text(text)).await;
        let event: Transfer = worker.expect(Command::Transfer).await;
        assert_eq!(event.data, text.as_bytes());
    }
    let code = register(&mut worker, MESSAGE).await;
    assert_eq!(code, RegisterRespCode::DuplicateRegister);
}

#[tokio::test]
async fn a_registration_that_does_not_parse_is_answered() {
    let gate = Gate::eight().await;
    let mut worker = gate.business().await;
    worker
        .raw_frame(Command::Register.as_u32(), BROKEN_BODY)
        .await;
    let answer: RegisterResp = worker.expect(Command::Register).await;
    assert_eq!(answer.code(), RegisterRespCode::UnmarshalError);
    assert_eq!(register(&mut worker, OPEN).await, RegisterRespCode::Success);
}

#[tokio::test]
async fn a_field_of_v4_is_skipped() {
    let gate = Gate::eight().await;
    let mut worker = gate.business().await;
    let request = devgate::proto::RegisterReq {
        events: MESSAGE,
        process_cmd_goroutine_num: 25,
    };
    let answer: RegisterResp = worker.ask(Command::Register, &request).await;
    assert_eq!(answer.code(), RegisterRespCode::Success);
}

#[tokio::test]
async fn who_has_unregistered_gets_no_events_and_can_go_on() {
    let gate = Gate::eight().await;
    let mut worker = gate.business().await;
    let request = v6::RegisterReq { events: MESSAGE };
    let answer: RegisterResp = worker.ask(Command::Register, &request).await;
    unregister(&mut worker, &answer.conn_id).await;
    let mut client = gate.client().await;
    client.say(Message::text("for nobody")).await;
    client.say(Message::Ping("ping".into())).await;
    assert_eq!(client.message().await, Message::Pong("ping".into()));
    // The next frame is the answer, and nothing before it.
    unregister(&mut worker, "").await;
}

#[tokio::test]
async fn what_nobody_was_registered_for_is_not_kept() {
    let gate = Gate::eight().await;
    let mut client = gate.client().await;
    client.say(Message::text("too early")).await;
    client.say(Message::Ping("ping".into())).await;
    assert_eq!(client.message().await, Message::Pong("ping".into()));
    let mut worker = registered(&gate, MESSAGE).await;
    client.say(Message::text("in time")).await;
    let event: Transfer = worker.expect(Command::Transfer).await;
    assert_eq!(event.data, b"in time");
}

#[tokio::test]
async fn events_go_round_each_kind_on_its_own() {
    let gate = Gate::eight().await;
    let mut one = registered(&gate, OPEN | MESSAGE).await;
    let mut other = registered(&gate, MESSAGE).await;
    let mut client = gate.client().await;
    let _: v6::ConnOpen = one.expect(Command::ConnOpen).await;
    for _ in 0..4 {
        client.say(Message::text("m")).await;
    }
    for worker in [&mut one, &mut other] {
        for _ in 0..2 {
            let _: Transfer = worker.expect(Command::Transfer).await;
        }
    }
}
