//! Asks the application over HTTP whether a client is let in, and tells it who has left.

use std::sync::Arc;

use prost::Message as _;

use crate::gateway::Gateway;
use crate::http::post::{Answer, Letter, Url};
use crate::proto::v6::{ConnOpen, ConnOpenResp};
use crate::proto::ConnClose;

/// What the bodies are, in both directions.
const CONTENT_TYPE: &str = "application/x-protobuf";

/// What is to become of a client. Without a callback it is let in. The error is told to the
/// client.
pub async fn opening(gateway: &Arc<Gateway>, event: &ConnOpen) -> Result<ConnOpenResp, String> {
    let Some(url) = &gateway.config.on_open else {
        return Ok(ConnOpenResp {
            allow: true,
            ..ConnOpenResp::default()
        });
    };
    let letter = Letter {
        body: event.encode_to_vec().into(),
        content_type: CONTENT_TYPE,
        accept: Some(CONTENT_TYPE),
    };
    let asked = call(gateway, url, letter).await;
    let outcome = asked.and_then(|answer| match answer.status {
        200 => ConnOpenResp::decode(answer.body).map_err(|error| error.to_string()),
        status => Err(format!("receive error http status code: {status}")),
    });
    if let Err(error) = &outcome {
        gateway.log.info(format_args!("open callback: {error}"));
    }
    outcome
}

/// Tells of a client that has left. The answer does not matter.
pub async fn closing(gateway: &Arc<Gateway>, event: &ConnClose) {
    let Some(url) = &gateway.config.on_close else {
        return;
    };
    let letter = Letter {
        body: event.encode_to_vec().into(),
        content_type: CONTENT_TYPE,
        accept: None,
    };
    if let Err(error) = call(gateway, url, letter).await {
        gateway.log.info(format_args!("close callback: {error}"));
    }
}

/// The call goes on when nobody waits for it any more, because the client has left: the
/// application is not to see it break off.
async fn call(gateway: &Arc<Gateway>, url: &Url, letter: Letter) -> Result<Answer, String> {
    let (gateway, url) = (Arc::clone(gateway), url.clone());
    let calling = tokio::spawn(async move {
        let deadline = gateway.config.callback_deadline;
        gateway.http.post(&url, &letter, deadline).await
    });
    match calling.await {
        Ok(outcome) => outcome.map_err(|failure| failure.to_string()),
        Err(error) => Err(error.to_string()),
    }
}
