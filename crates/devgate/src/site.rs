//! The folder of `--www`: finds the file of a URL's path, and nothing outside the folder.
//! Knows nothing of requests.

use std::io;
use std::path::{Path, PathBuf};

use tokio::fs;
use tokio::sync::Semaphore;

/// Responses under way at one time; beyond that the answer is 503.
const MAX_RESPONSES: usize = 64;

/// What a folder is asked for by default.
const INDEX: &str = "index.html";

/// A folder whose files are served.
#[derive(Debug)]
pub struct Site {
    /// Without links and dots, so that what lies in it can be told by its path.
    root: PathBuf,
    /// A response under way holds one permit.
    pub free: Semaphore,
}

/// A file that may be served.
#[derive(Debug)]
pub struct Page {
    /// Open at its beginning.
    pub file: fs::File,
    /// In bytes.
    pub length: u64,
    /// For the header of that name.
    pub content_type: &'static str,
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
    pub async fn find(&self, path: &str) -> Option<Page> {
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
