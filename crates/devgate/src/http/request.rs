//! Reads the head of an HTTP request. Knows nothing of what is asked for.

use std::io;

use bytes::{Buf, BytesMut};
use httparse::Status;
use tokio::io::{AsyncRead, AsyncReadExt};
use tokio_tungstenite::tungstenite::http::header::UPGRADE;
use tokio_tungstenite::tungstenite::http::{
    self, HeaderName, HeaderValue, Method, StatusCode, Uri, Version,
};

/// The head of a request.
pub type Request = http::Request<()>;

/// Whether the peer wants to speak another protocol than HTTP.
pub fn wants_upgrade(request: &Request) -> bool {
    request.headers().contains_key(UPGRADE)
}

/// Longest head that is read, in bytes.
const MAX_HEAD: usize = 16 * 1024;
/// Most headers that are read.
const MAX_HEADERS: usize = 100;

/// What a peer has sent so far.
#[derive(Debug)]
pub struct Received {
    /// Its request.
    pub request: Request,
    /// What came behind the head.
    pub rest: BytesMut,
}

/// Why there is no request.
#[derive(Debug)]
pub enum Error {
    /// The peer sent something that is to be answered with this status.
    Refused(StatusCode),
    /// Nobody is there to be answered.
    Gone(io::Error),
}

/// Reads a head. The caller sees to it that this does not take forever.
pub async fn read(source: &mut (impl AsyncRead + Unpin)) -> Result<Received, Error> {
    let mut buffer = BytesMut::with_capacity(2048);
    loop {
        if source.read_buf(&mut buffer).await.map_err(Error::Gone)? == 0 {
            return Err(Error::Gone(io::ErrorKind::UnexpectedEof.into()));
        }
        if let Some((request, length)) = parse(&buffer).map_err(Error::Refused)? {
            buffer.advance(length);
            return Ok(Received {
                request,
                rest: buffer,
            });
        }
        if buffer.len() >= MAX_HEAD {
            return Err(Error::Refused(StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE));
        }
    }
}

/// The request and the length of its head; `None` while that is not complete.
fn parse(bytes: &[u8]) -> Result<Option<(Request, usize)>, StatusCode> {
    let mut headers = [httparse::EMPTY_HEADER; MAX_HEADERS];
    let mut head = httparse::Request::new(&mut headers);
    let length = match head.parse(bytes) {
        Ok(Status::Complete(length)) => length,
        Ok(Status::Partial) => return Ok(None),
        Err(httparse::Error::TooManyHeaders) => {
            return Err(StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE)
        }
        Err(_) => return Err(StatusCode::BAD_REQUEST),
    };
    match request(&head) {
        Some(request) => Ok(Some((request, length))),
        None => Err(StatusCode::BAD_REQUEST),
    }
}

fn request(head: &httparse::Request<'_, '_>) -> Option<Request> {
    let mut request = Request::new(());
    *request.method_mut() = Method::from_bytes(head.method?.as_bytes()).ok()?;
    *request.uri_mut() = head.path?.parse::<Uri>().ok()?;
    *request.version_mut() = match head.version? {
        0 => Version::HTTP_10,
        _ => Version::HTTP_11,
    };
    for header in head.headers.iter() {
        request.headers_mut().append(
            HeaderName::from_bytes(header.name.as_bytes()).ok()?,
            HeaderValue::from_bytes(header.value).ok()?,
        );
    }
    Some(request)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn status(bytes: &[u8]) -> StatusCode {
        parse(bytes).unwrap_err()
    }

    #[test]
    fn a_head_is_complete_with_its_empty_line() {
        let head = b"GET /a?b=c HTTP/1.1\r\nHost: h\r\nX-A: 1\r\nX-A: 2\r\n\r\n";
        for cut in 0..head.len() {
            assert!(parse(&head[..cut]).unwrap().is_none());
        }
        let (request, length) = parse(&[head.as_slice(), b"rest"].concat())
            .unwrap()
            .unwrap();
        assert_eq!(length, head.len());
        assert_eq!(request.method(), Method::GET);
        assert_eq!(request.uri().path(), "/a");
        assert_eq!(request.uri().query(), Some("b=c"));
        assert_eq!(request.headers().get_all("x-a").iter().count(), 2);
    }

    #[test]
    fn what_is_no_request_is_a_bad_one() {
        for bytes in [
            b"\x16\x03\x01\x02\x00".as_slice(),
            b"GET / FTP/1\r\n\r\n",
            b"GET /\x80 HTTP/1.1\r\n\r\n",
            b"GET / HTTP/1.1\r\nno colon\r\n\r\n",
        ] {
            assert_eq!(status(bytes), StatusCode::BAD_REQUEST, "{bytes:?}");
        }
    }

    #[test]
    fn headers_are_limited_in_number() {
        let mut head = b"GET / HTTP/1.1\r\n".to_vec();
        for n in 0..=MAX_HEADERS {
            head.extend_from_slice(format!("X-{n}: 1\r\n").as_bytes());
        }
        head.extend_from_slice(b"\r\n");
        let too_large = StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE;
        assert_eq!(status(&head), too_large);
    }

    #[tokio::test]
    async fn a_head_is_limited_in_size() {
        let mut endless = tokio::io::repeat(b'A');
        match read(&mut endless).await {
            Err(Error::Refused(status)) => {
                assert_eq!(status, StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE);
            }
            other => panic!("{other:?}"),
        }
    }
}
