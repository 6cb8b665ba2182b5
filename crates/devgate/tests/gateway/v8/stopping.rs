//! The end of devgate; that of the program is a test of the program.

use std::time::Duration;

use devgate::proto::ConnClose;
use futures_util::StreamExt;
use netsvr_wire::command::Command;
use prost::Message as _;

use super::application::Application;
use super::common::{registered, CLOSE};
use crate::common::{soon, Gate};

#[tokio::test]
async fn clients_are_dropped_without_a_word_and_the_application_is_told() {
    let mut application = Application::start(200, b"", Duration::ZERO).await;
    let gate = Gate::devgate_eight_with(|config| {
        config.on_close = Some(application.url());
    })
    .await;
    let mut worker = registered(&gate, CLOSE).await;
    let mut client = gate.client().await;
    let mut task = gate.task().await;
    task.log_in(&client, "c").await;
    task.settle().await;
    soon("to stop", gate.server.stop()).await;
    let told = ConnClose::decode(application.call().await.body.as_slice()).unwrap();
    assert_eq!(
        (told.uniq_id, told.customer_id.as_str()),
        (client.uniq_id.clone(), "c")
    );
    // Not even a close frame.
    match soon("the end", client.socket.next()).await {
        None | Some(Err(_)) => {}
        Some(Ok(message)) => panic!("{message:?}"),
    }
    task.closed().await;
    while let Some((command, _)) = worker.frame().await {
        assert_eq!(command, Command::ConnClose);
    }
}
