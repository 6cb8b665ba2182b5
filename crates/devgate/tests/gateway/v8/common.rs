//! What several of these tests do.

use std::time::Duration;

use devgate::proto::{v6, CheckOnlineReq, CheckOnlineResp, RegisterResp, RegisterRespCode};
use netsvr_wire::command::Command;

use crate::common::{Business, Client, Gate};

pub const OPEN: i32 = 1;
pub const CLOSE: i32 = 2;
pub const MESSAGE: i32 = 4;

/// A connection to the worker port that gets these events.
pub async fn registered(gate: &Gate, events: i32) -> Business {
    let mut worker = gate.business().await;
    let answer: RegisterResp = worker
        .ask(Command::Register, &v6::RegisterReq { events })
        .await;
    assert_eq!(answer.code(), RegisterRespCode::Success);
    if gate.is_real() {
        // It answers before it registers.
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    worker
}

/// The next messages are these and no others. Casts have no order: the mark behind them is
/// sent when they have come.
pub async fn gets(client: &mut Client, task: &mut Business, expected: &[&str]) {
    for text in expected {
        assert_eq!(client.text().await, *text);
    }
    client.got(task, &[]).await;
}

pub async fn is_online(task: &mut Business, uniq_id: &str) -> bool {
    let request = CheckOnlineReq {
        uniq_ids: vec![uniq_id.to_owned()],
    };
    let answer: CheckOnlineResp = task.ask(Command::CheckOnline, &request).await;
    !answer.uniq_ids.is_empty()
}
