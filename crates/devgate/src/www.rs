//! Answers requests for the files of `--www`, for pages that come with a websocket: they can
//! only be read. Knows nothing of websockets.

use std::net::SocketAddr;

use tokio::io::AsyncReadExt;
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::http::{Method, StatusCode};

use crate::gateway::Gateway;
use crate::http::request::{wants_upgrade, Request};
use crate::http::response::{close, head, refuse, refuse_with, write};

/// What 8.x says to whoever wants no websocket.
const HELLO: &str = "Hello netsvr";

/// Answers one request.
pub async fn serve(mut stream: TcpStream, from: SocketAddr, request: &Request, gateway: &Gateway) {
    let path = request.uri().path();
    let status = match answer(&mut stream, request, gateway).await {
        Ok(()) => StatusCode::OK,
        Err(status) => {
            refuse(&mut stream, status, gateway.config.send_deadline).await;
            status
        }
    };
    let method = request.method();
    gateway.log.info(format_args!(
        "{method} {path} of {from}: {}",
        status.as_u16()
    ));
}

async fn answer(
    stream: &mut TcpStream,
    request: &Request,
    gateway: &Gateway,
) -> Result<(), StatusCode> {
    let only_head = request.method() == Method::HEAD;
    if !only_head && request.method() != Method::GET {
        return Err(StatusCode::METHOD_NOT_ALLOWED);
    }
    let Some(site) = gateway.site.as_ref() else {
        return without_site(stream, request, gateway).await;
    };
    // A websocket on another path than its own is a mistake that should show.
    if wants_upgrade(request) {
        return Err(StatusCode::NOT_FOUND);
    }
    let _one_less = site
        .free
        .try_acquire()
        .map_err(|_| StatusCode::SERVICE_UNAVAILABLE)?;
    let page = site
        .find(request.uri().path())
        .await
        .ok_or(StatusCode::NOT_FOUND)?;
    let head = head(StatusCode::OK, page.content_type, page.length);
    let length = if only_head { 0 } else { page.length };
    let mut body = page.file.take(length);
    // A peer that has gone needs no answer.
    if write(stream, &head, &mut body, gateway.config.send_deadline)
        .await
        .is_ok()
    {
        close(stream).await;
    }
    Ok(())
}

async fn without_site(
    stream: &mut TcpStream,
    request: &Request,
    gateway: &Gateway,
) -> Result<(), StatusCode> {
    let greets = gateway.config.generation.greets_browsers();
    if greets && request.method() != Method::GET {
        return Err(StatusCode::METHOD_NOT_ALLOWED);
    }
    if !greets || wants_upgrade(request) {
        return Err(StatusCode::NOT_FOUND);
    }
    refuse_with(stream, StatusCode::OK, HELLO, gateway.config.send_deadline).await;
    Ok(())
}
