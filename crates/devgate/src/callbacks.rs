//! Asks the application over HTTP whether a client is let in, and tells it who has left.

use prost::Message as _;
use tokio::time::timeout;

use crate::gateway::Gateway;
use crate::http::post::{post, Answer, Url};
use crate::proto::v6::{ConnOpen, ConnOpenResp};
use crate::proto::ConnClose;

/// What each request says of itself, as the real gateway does. Nothing of the client's.
const HEADERS: &str = "User-Agent: Go-http-client/1.1\r\nContent-Type: application/x-protobuf\r\n";
/// What the question about a client says besides.
const ACCEPT: &str = "Accept: application/x-protobuf\r\n";

/// What is to become of a client. Without a callback it is let in. The error is told to the
/// client.
pub async fn opening(gateway: &Gateway, event: &ConnOpen) -> Result<ConnOpenResp, String> {
    let Some(url) = &gateway.config.on_open else {
        return Ok(ConnOpenResp {
            allow: true,
            ..ConnOpenResp::default()
        });
    };
    let headers = format!("{HEADERS}{ACCEPT}");
    let asked = call(gateway, url, headers, event.encode_to_vec()).await;
    let outcome = asked.and_then(|answer| match answer.status {
        200 => ConnOpenResp::decode(answer.body.as_slice()).map_err(|error| error.to_string()),
        status => Err(format!("receive error http status code: {status}")),
    });
    if let Err(error) = &outcome {
        gateway.log.info(format_args!("open callback: {error}"));
    }
    outcome
}

/// Tells of a client that has left. The answer does not matter.
pub async fn closing(gateway: &Gateway, event: &ConnClose) {
    if let Some(url) = &gateway.config.on_close {
        if let Err(error) = call(gateway, url, HEADERS.to_owned(), event.encode_to_vec()).await {
            gateway.log.info(format_args!("close callback: {error}"));
        }
    }
}

/// The call goes on when nobody waits for it any more, because the client has left: the
/// application is not to see it break off.
async fn call(
    gateway: &Gateway,
    url: &Url,
    headers: String,
    body: Vec<u8>,
) -> Result<Answer, String> {
    let deadline = gateway.config.callback_deadline;
    let to = url.clone();
    let calling = tokio::spawn(async move { timeout(deadline, post(&to, &headers, &body)).await });
    let said = match calling.await {
        Ok(Ok(Ok(answer))) => return Ok(answer),
        Ok(Ok(Err(error))) => error.to_string(),
        Ok(Err(_)) => "context deadline exceeded".to_owned(),
        Err(error) => error.to_string(),
    };
    // In the form in which the real gateway has it.
    Err(format!("Post \"{}\": {said}", url.as_str()))
}
