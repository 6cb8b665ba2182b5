//! The port of the websocket clients: reads the HTTP request with which a peer comes and
//! hands it on, to the websocket endpoint or to the files of `--www`.

use std::net::SocketAddr;
use std::sync::Arc;

use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::http::{Method, StatusCode};

use crate::config::Config;
use crate::counted::Counted;
use crate::gateway::Gateway;
use crate::http::request::{self, wants_upgrade, Received, Request};
use crate::http::response::refuse;
use crate::state::Info;
use crate::{leaving, websocket, www};

/// Serves a peer until it or the gateway has ended the connection.
pub async fn serve(stream: TcpStream, from: SocketAddr, gateway: Arc<Gateway>) {
    let connected = gateway.connected();
    let is_known = answer(stream, from, connected, &gateway).await;
    if !is_known && gateway.config.generation.tells_of_strangers() {
        let uniq_id = gateway.next_uniq_id();
        leaving::tell(&gateway, &uniq_id, Info::default()).await;
    }
}

/// Answers a peer's request. Whether it has become a client, and its leaving is told.
async fn answer(
    mut stream: TcpStream,
    from: SocketAddr,
    connected: Counted,
    gateway: &Arc<Gateway>,
) -> bool {
    let deadline = gateway.config.send_deadline;
    let received = tokio::select! {
        received = read(&mut stream, gateway) => received,
        () = gateway.stopping() => return false,
    };
    let status = match received {
        Ok(received) => return hand_on(stream, from, received, connected, gateway).await,
        Err(request::Error::Refused(status)) => status,
        Err(request::Error::Gone(error)) => {
            gateway
                .log
                .info(format_args!("no request from {from}: {error}"));
            return false;
        }
    };
    refuse(&mut stream, status, deadline).await;
    gateway
        .log
        .info(format_args!("request of {from} refused: {status}"));
    false
}

async fn read(stream: &mut TcpStream, gateway: &Gateway) -> Result<Received, request::Error> {
    let reading = request::read(stream);
    if gateway.config.generation.waits_for_requests() {
        return reading.await;
    }
    let read = timeout(gateway.config.send_deadline, reading).await;
    read.unwrap_or(Err(request::Error::Refused(StatusCode::REQUEST_TIMEOUT)))
}

async fn hand_on(
    stream: TcpStream,
    from: SocketAddr,
    received: Received,
    connected: Counted,
    gateway: &Arc<Gateway>,
) -> bool {
    let request = &received.request;
    if is_for_websockets(request, &gateway.config) && request.method() == Method::GET {
        websocket::serve(stream, from, received, connected, Arc::clone(gateway)).await
    } else {
        tokio::select! {
            () = www::serve(stream, from, request, gateway) => {}
            () = gateway.stopping() => {}
        }
        false
    }
}

fn is_for_websockets(request: &Request, config: &Config) -> bool {
    let path = config.path.as_str();
    if config.generation.refuses_queries() {
        // Whoever does not want a websocket is answered as by any web server.
        let target = request.uri().path_and_query();
        target.is_some_and(|target| target.as_str() == path) && wants_upgrade(request)
    } else if path.ends_with('/') {
        // As Go's ServeMux takes a pattern that ends so.
        request.uri().path().starts_with(path)
    } else {
        request.uri().path() == path
    }
}
