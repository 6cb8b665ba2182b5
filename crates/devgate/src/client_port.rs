//! The port of the websocket clients: reads the HTTP request with which a peer comes and
//! hands it on, to the websocket endpoint or to the files of `--www`.

use std::net::SocketAddr;
use std::sync::Arc;

use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::http::{Method, StatusCode};

use crate::gateway::Gateway;
use crate::http::request::{self, Received};
use crate::http::response::refuse;
use crate::{websocket, www};

/// Where the websocket endpoint is.
pub const PATH: &str = "/netsvr";

/// Serves a peer until it or the gateway has ended the connection.
pub async fn serve(mut stream: TcpStream, from: SocketAddr, gateway: Arc<Gateway>) {
    let deadline = gateway.config.send_deadline;
    let received = tokio::select! {
        received = timeout(deadline, request::read(&mut stream)) => received,
        () = gateway.stopping() => return,
    };
    let status = match received {
        Ok(Ok(received)) => return hand_on(stream, from, received, gateway).await,
        Ok(Err(request::Error::Refused(status))) => status,
        Err(_) => StatusCode::REQUEST_TIMEOUT,
        Ok(Err(request::Error::Gone(error))) => {
            gateway
                .log
                .info(format_args!("no request from {from}: {error}"));
            return;
        }
    };
    refuse(&mut stream, status, deadline).await;
    gateway
        .log
        .info(format_args!("request of {from} refused: {status}"));
}

async fn hand_on(stream: TcpStream, from: SocketAddr, received: Received, gateway: Arc<Gateway>) {
    if received.request.uri().path() == PATH && received.request.method() == Method::GET {
        websocket::serve(stream, from, received, gateway).await;
    } else {
        tokio::select! {
            () = www::serve(stream, from, &received.request, &gateway) => {}
            () = gateway.stopping() => {}
        }
    }
}
