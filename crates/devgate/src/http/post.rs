//! Posts a body over HTTP and reads the answer, one connection for each. No TLS, no
//! redirects. Knows nothing of what is posted.

use std::io;
use std::str::FromStr;

use bytes::{Buf, BytesMut};
use data_encoding::BASE64;
use httparse::Status;
use percent_encoding::percent_decode_str;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::http::Uri;

/// Longest head of an answer, in bytes.
const MAX_HEAD: usize = 16 * 1024;
/// Most headers of an answer.
const MAX_HEADERS: usize = 100;
/// Longest body of an answer, in bytes.
const MAX_BODY: usize = 1024 * 1024;

/// Where to post to: an `http://` URL, which may carry a name and a password.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Url {
    /// Without the password.
    text: String,
    /// Host and port as the URL has them.
    authority: String,
    /// The header with name and password, or nothing.
    authorization: String,
    /// Host and port to connect to.
    peer: (String, u16),
    /// Path and query.
    target: String,
}

impl Url {
    /// As it was written, but for a password.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

impl FromStr for Url {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let uri: Uri = text.parse().map_err(|_| "not a URL")?;
        if uri.scheme_str() != Some("http") {
            return Err("not an http:// URL");
        }
        let authority = uri.authority().ok_or("a URL without a host")?;
        let (user, place) = match authority.as_str().rsplit_once('@') {
            Some((user, place)) => (Some(user), place),
            None => (None, authority.as_str()),
        };
        let host = authority.host().trim_matches(['[', ']']).to_owned();
        let target = match uri.path_and_query().map(ToString::to_string) {
            Some(target) if target.starts_with('/') => target,
            Some(query) => format!("/{query}"),
            None => "/".to_owned(),
        };
        Ok(Self {
            text: user.map_or_else(|| text.to_owned(), |user| masked(text, user)),
            authority: place.to_owned(),
            authorization: user.map(authorization).unwrap_or_default(),
            peer: (host, authority.port_u16().unwrap_or(80)),
            target,
        })
    }
}

/// A URL without the password in its `name:password`, as Go's HTTP client has it in errors.
fn masked(text: &str, user: &str) -> String {
    match user.split_once(':') {
        Some((name, _)) => text.replacen(&format!("{user}@"), &format!("{name}:***@"), 1),
        None => text.to_owned(),
    }
}

fn authorization(user: &str) -> String {
    let (name, password) = user.split_once(':').unwrap_or((user, ""));
    let mut credentials: Vec<u8> = percent_decode_str(name).collect();
    credentials.push(b':');
    credentials.extend(percent_decode_str(password));
    format!("Authorization: Basic {}\r\n", BASE64.encode(&credentials))
}

/// What came back.
#[derive(Debug, PartialEq, Eq)]
pub struct Answer {
    /// As 200.
    pub status: u16,
    /// What follows the head.
    pub body: Vec<u8>,
}

/// Posts a body with further headers, each a whole line. The caller sees to it that this
/// does not take forever.
pub async fn post(url: &Url, headers: &str, body: &[u8]) -> io::Result<Answer> {
    let (host, port) = &url.peer;
    let mut stream = TcpStream::connect((host.as_str(), *port)).await?;
    let request = format!(
        "POST {} HTTP/1.1\r\nHost: {}\r\nContent-Length: {}\r\nConnection: close\r\n{}{headers}\r\n",
        url.target,
        url.authority,
        body.len(),
        url.authorization,
    );
    let request = [request.as_bytes(), body].concat();
    stream.write_all(&request).await?;
    read(&mut stream).await
}

/// How long a body is.
#[derive(Clone, Copy, Debug)]
enum Length {
    Known(usize),
    Chunks,
    ToTheEnd,
}

async fn read(source: &mut (impl AsyncRead + Unpin)) -> io::Result<Answer> {
    let mut buffer = BytesMut::new();
    let (status, length) = loop {
        more(source, &mut buffer).await?;
        if let Some((status, length, head)) = parse(&buffer)? {
            buffer.advance(head);
            break (status, length);
        }
        if buffer.len() > MAX_HEAD {
            return Err(invalid("the answer's head is too long"));
        }
    };
    let body = match length {
        Length::Known(length) => {
            while buffer.len() < length {
                more(source, &mut buffer).await?;
            }
            buffer.truncate(length);
            buffer.to_vec()
        }
        Length::Chunks => chunks(source, buffer).await?,
        Length::ToTheEnd => {
            while source.read_buf(&mut buffer).await? > 0 {
                within_limit(buffer.len())?;
            }
            buffer.to_vec()
        }
    };
    Ok(Answer { status, body })
}

/// Status, length of the body and length of the head; `None` while that is not complete.
fn parse(bytes: &[u8]) -> io::Result<Option<(u16, Length, usize)>> {
    let mut headers = [httparse::EMPTY_HEADER; MAX_HEADERS];
    let mut head = httparse::Response::new(&mut headers);
    let size = match head.parse(bytes) {
        Ok(Status::Complete(size)) => size,
        Ok(Status::Partial) => return Ok(None),
        Err(error) => return Err(invalid(&format!("not an HTTP answer: {error}"))),
    };
    let status = head.code.unwrap_or_default();
    let value = |name: &str| {
        let header = head
            .headers
            .iter()
            .find(|header| header.name.eq_ignore_ascii_case(name));
        header.map(|header| String::from_utf8_lossy(header.value).trim().to_lowercase())
    };
    let length = if value("transfer-encoding").is_some_and(|value| value == "chunked") {
        Length::Chunks
    } else if matches!(status, 100..=199 | 204 | 304) {
        Length::Known(0)
    } else if let Some(length) = value("content-length") {
        let length = length.parse().map_err(|_| invalid("no Content-Length"))?;
        within_limit(length)?;
        Length::Known(length)
    } else {
        Length::ToTheEnd
    };
    Ok(Some((status, length, size)))
}

/// The bodies of all chunks; what follows the last one is of no interest.
async fn chunks(
    source: &mut (impl AsyncRead + Unpin),
    mut buffer: BytesMut,
) -> io::Result<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        let (head, size) = match httparse::parse_chunk_size(&buffer) {
            Ok(Status::Complete((head, size))) => (head, usize::try_from(size).ok()),
            Ok(Status::Partial) => {
                more(source, &mut buffer).await?;
                continue;
            }
            Err(_) => return Err(invalid("not a chunk")),
        };
        let size = size.unwrap_or(usize::MAX);
        if size == 0 {
            return Ok(body);
        }
        within_limit(body.len().saturating_add(size))?;
        buffer.advance(head);
        // An empty line ends each chunk.
        while buffer.len() < size + 2 {
            more(source, &mut buffer).await?;
        }
        body.extend_from_slice(&buffer.split_to(size));
        buffer.advance(2);
    }
}

async fn more(source: &mut (impl AsyncRead + Unpin), buffer: &mut BytesMut) -> io::Result<()> {
    if source.read_buf(buffer).await? == 0 {
        return Err(io::Error::new(io::ErrorKind::UnexpectedEof, "EOF"));
    }
    Ok(())
}

fn within_limit(length: usize) -> io::Result<()> {
    if length > MAX_BODY {
        return Err(invalid("the answer's body is too long"));
    }
    Ok(())
}

fn invalid(text: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, text)
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn body(mut answer: &[u8]) -> Result<String, String> {
        let answer = read(&mut answer).await.map_err(|error| error.to_string())?;
        Ok(String::from_utf8(answer.body).unwrap())
    }

    #[test]
    fn a_url_is_of_http_and_names_a_host() {
        let url: Url = "http://app.test:81/a/b?c=d".parse().unwrap();
        assert_eq!(url.peer, ("app.test".to_owned(), 81));
        assert_eq!(url.authority, "app.test:81");
        assert_eq!(url.target, "/a/b?c=d");
        let url: Url = "http://[::1]".parse().unwrap();
        assert_eq!(url.peer, ("::1".to_owned(), 80));
        assert_eq!(url.target, "/");
        for text in ["", "app.test", "/path", "https://app.test/", "http://"] {
            assert!(text.parse::<Url>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_name_and_a_password_are_sent_and_not_shown() {
        let url: Url = "http://me:a%40b@app.test/c@d".parse().unwrap();
        assert_eq!(url.as_str(), "http://me:***@app.test/c@d");
        assert_eq!(url.authority, "app.test");
        assert_eq!(url.authorization, "Authorization: Basic bWU6YUBi\r\n");
        let url: Url = "http://me@app.test".parse().unwrap();
        assert_eq!(url.as_str(), "http://me@app.test");
        assert_eq!(url.authorization, "Authorization: Basic bWU6\r\n");
        let url: Url = "http://app.test".parse().unwrap();
        assert_eq!(url.authorization, "");
    }

    #[tokio::test]
    async fn a_body_ends_where_its_head_says() {
        for (answer, expected) in [
            ("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabcdef", "abc"),
            ("HTTP/1.0 200 OK\r\n\r\nabc", "abc"),
            ("HTTP/1.1 204 No Content\r\n\r\n", ""),
            (
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n1\r\nc\r\n0\r\n\r\n",
                "abc",
            ),
        ] {
            let got = body(answer.as_bytes()).await;
            assert_eq!(got.as_deref(), Ok(expected), "{answer}");
        }
    }

    #[tokio::test]
    async fn an_answer_that_is_cut_off_or_too_long_or_none_is_an_error() {
        for answer in [
            "",
            "HTTP/1.1 200 OK\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nabc",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nab",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: 1048577\r\n\r\n",
            "SSH-2.0-x\r\n\r\n",
        ] {
            assert!(body(answer.as_bytes()).await.is_err(), "{answer}");
        }
    }
}
