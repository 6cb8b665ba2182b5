//! The files of `--www`, for pages that come with a websocket. Only what is in the folder,
//! only to be read. Knows nothing of websockets.

use std::io;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use tokio::fs;
use tokio::io::AsyncReadExt;
use tokio::net::TcpStream;
use tokio::sync::Semaphore;
use tokio_tungstenite::tungstenite::http::{Method, StatusCode};

use crate::gateway::Gateway;
use crate::http::request::Request;
use crate::http::response::{close, head, refuse, write};
use crate::http::wants_upgrade;

/// Responses under way at one time; beyond that the answer is 503.
const MAX_RESPONSES: usize = 64;

/// What a folder is asked for by default.
const INDEX: &str = "index.html";

/// A folder whose files are served.
#[derive(Debug)]
pub struct Site {
    /// Without links and dots, so that what lies in it can be told by its path.
    root: PathBuf,
    free: Semaphore,
}

/// A file that may be served.
#[derive(Debug)]
struct Page {
    file: fs::File,
    length: u64,
    content_type: &'static str,
}

impl Site {
    /// A site of that folder, which must be there.
    pub fn new(folder: &Path) -> io::Result<Self> {
        let root = folder.canonicalize()?;
        if !root.is_dir() {
            return Err(io::ErrorKind::NotADirectory.into());
        }
        Ok(Self {
            root,
            free: Semaphore::new(MAX_RESPONSES),
        })
    }

    /// The file of a URL's path.
    async fn find(&self, path: &str) -> Option<Page> {
        // A link may lead out of the folder: what counts is where it ends.
        let path = fs::canonicalize(self.root.join(relative(path)?))
            .await
            .ok()?;
        // A pipe would not even open before somebody writes to it.
        if !path.starts_with(&self.root) || !fs::metadata(&path).await.ok()?.is_file() {
            return None;
        }
        let file = fs::File::open(&path).await.ok()?;
        Some(Page {
            length: file.metadata().await.ok()?.len(),
            content_type: content_type(&path),
            file,
        })
    }
}

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
    let site = gateway.site.as_ref().ok_or(StatusCode::NOT_FOUND)?;
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

/// The path below the root that a URL's path means. `None`: there is no such file, or it
/// is not to be reached: dots would lead up or to hidden files.
fn relative(path: &str) -> Option<PathBuf> {
    let mut path = percent_decoded(path)?;
    if path.ends_with('/') {
        path.push_str(INDEX);
    }
    let mut relative = PathBuf::new();
    for part in path.strip_prefix('/')?.split('/') {
        if part.is_empty() || part.starts_with('.') || part.contains(['\\', '\0']) {
            return None;
        }
        relative.push(part);
    }
    Some(relative)
}

fn percent_decoded(text: &str) -> Option<String> {
    let mut bytes = text.bytes();
    let mut decoded = Vec::with_capacity(text.len());
    while let Some(byte) = bytes.next() {
        decoded.push(if byte == b'%' {
            let digit = |byte: u8| char::from(byte).to_digit(16);
            let value = digit(bytes.next()?)? * 16 + digit(bytes.next()?)?;
            u8::try_from(value).ok()?
        } else {
            byte
        });
    }
    String::from_utf8(decoded).ok()
}

fn content_type(path: &Path) -> &'static str {
    let extension = path.extension().unwrap_or_default();
    match extension.to_ascii_lowercase().to_str().unwrap_or_default() {
        "html" | "htm" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" | "map" => "application/json",
        "webmanifest" => "application/manifest+json",
        "txt" | "md" => "text/plain; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "wasm" => "application/wasm",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_lead_below_the_root() {
        for (path, file) in [
            ("/", "index.html"),
            ("/a.css", "a.css"),
            ("/a/b/", "a/b/index.html"),
            ("/a%20b/%C3%BC.js", "a b/ü.js"),
            ("/a..b", "a..b"),
        ] {
            assert_eq!(relative(path), Some(PathBuf::from(file)), "{path}");
        }
    }

    #[test]
    fn paths_that_lead_elsewhere_are_not_followed() {
        for path in [
            "",
            "*",
            "a",
            "//",
            "//etc/passwd",
            "/a//b",
            "/.",
            "/..",
            "/../a",
            "/a/../b",
            "/a/..",
            "/.git/config",
            "/%2e%2e/a",
            "/%2E./a",
            "/a%2f..%2fb",
            "/..%5ca",
            "/a%00",
            "/%",
            "/%4",
            "/%zz",
            "/%+1",
            "/%ff",
        ] {
            assert_eq!(relative(path), None, "{path}");
        }
    }

    #[test]
    fn types_follow_the_extension_in_any_case() {
        assert_eq!(
            content_type(Path::new("a.HTML")),
            "text/html; charset=utf-8"
        );
        assert_eq!(
            content_type(Path::new("a.min.js")),
            "text/javascript; charset=utf-8"
        );
        assert_eq!(content_type(Path::new("a")), "application/octet-stream");
    }
}
