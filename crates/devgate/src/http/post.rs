//! Posts a body over HTTP and reads the answer. Connections are kept and used again, and
//! redirects are followed. No TLS. Knows nothing of what is posted.

use std::error::Error;
use std::fmt::{self, Display, Formatter};
use std::str::FromStr;
use std::time::Duration;

use bytes::Bytes;
use data_encoding::BASE64;
use http_body_util::{BodyExt, Full, Limited};
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::client::legacy::Client;
use hyper_util::rt::{TokioExecutor, TokioTimer};
use tokio_tungstenite::tungstenite::http::header::{
    HeaderMap, HeaderValue, ACCEPT, AUTHORIZATION, CONTENT_TYPE, LOCATION, REFERER, USER_AGENT,
};
use tokio_tungstenite::tungstenite::http::{Method, Request, StatusCode};

/// Longest body of an answer, in bytes.
const MAX_BODY: usize = 1024 * 1024;
/// Requests that one call may take, redirects among them.
const MAX_REQUESTS: usize = 10;
/// How long a connection that is not in use is kept.
const IDLE: Duration = Duration::from_secs(90);

/// Where to post to: an `http://` URL, which may carry a name and a password.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Url {
    text: String,
    url: url::Url,
}

impl Url {
    /// As it was written, with its password.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

impl FromStr for Url {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let url = text.parse().map_err(|_| "not a URL")?;
        if !is_plain(&url) {
            return Err("not an http:// URL");
        }
        Ok(Self {
            text: text.to_owned(),
            url,
        })
    }
}

fn is_plain(url: &url::Url) -> bool {
    url.scheme() == "http"
}

/// What came back.
#[derive(Debug, PartialEq, Eq)]
pub struct Answer {
    /// As 200.
    pub status: u16,
    /// What follows the head.
    pub body: Bytes,
}

/// Why nothing came back, in words that show the URL as the real gateway's do: without the
/// password.
#[derive(Debug)]
pub struct Failure {
    url: String,
    said: String,
}

impl Display for Failure {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "Post \"{}\": {}", self.url, self.said)
    }
}

/// A body to post, with what is said of it.
#[derive(Clone, Debug)]
pub struct Letter {
    /// The body.
    pub body: Bytes,
    /// What it is.
    pub content_type: &'static str,
    /// What the answer should be.
    pub accept: Option<&'static str>,
}

/// Posts, on connections of its own.
#[derive(Clone, Debug)]
pub struct Poster(Client<HttpConnector, Full<Bytes>>);

impl Poster {
    /// One that has no connections yet.
    pub fn new() -> Self {
        let client = Client::builder(TokioExecutor::new())
            .pool_idle_timeout(IDLE)
            .pool_timer(TokioTimer::new())
            .http1_title_case_headers(true)
            .build_http();
        Self(client)
    }

    /// Posts a letter. Takes no longer than the deadline, with all redirects.
    pub async fn post(
        &self,
        url: &Url,
        letter: &Letter,
        deadline: Duration,
    ) -> Result<Answer, Failure> {
        let mut journey = Journey::new(&url.url, letter);
        match tokio::time::timeout(deadline, journey.go(&self.0)).await {
            Ok(Ok(answer)) => Ok(answer),
            Ok(Err(said)) => Err(journey.failure(said)),
            Err(_) => {
                let late =
                    "context deadline exceeded (Client.Timeout exceeded while awaiting headers)";
                Err(journey.failure(late.to_owned()))
            }
        }
    }
}

/// A letter on its way from one URL to the next.
struct Journey {
    url: url::Url,
    method: Method,
    headers: HeaderMap,
    body: Bytes,
}

impl Journey {
    fn new(url: &url::Url, letter: &Letter) -> Self {
        let mut headers = HeaderMap::new();
        headers.insert(USER_AGENT, HeaderValue::from_static("Go-http-client/1.1"));
        if let Some(accept) = letter.accept {
            headers.insert(ACCEPT, HeaderValue::from_static(accept));
        }
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(letter.content_type));
        let mut journey = Self {
            url: url.clone(),
            method: Method::POST,
            headers,
            body: letter.body.clone(),
        };
        journey.authorise();
        journey
    }

    /// Says what name and password the URL holds, if it holds any.
    fn authorise(&mut self) {
        let decoded = |text: &str| percent_encoding::percent_decode_str(text).collect::<Vec<u8>>();
        let name = decoded(self.url.username());
        let password = self.url.password();
        if name.is_empty() && password.is_none() {
            return;
        }
        let both = [name, b":".to_vec(), decoded(password.unwrap_or_default())].concat();
        let said = format!("Basic {}", BASE64.encode(&both));
        if let Ok(mut said) = HeaderValue::from_str(&said) {
            said.set_sensitive(true);
            self.headers.insert(AUTHORIZATION, said);
        }
    }

    async fn go(&mut self, client: &Client<HttpConnector, Full<Bytes>>) -> Result<Answer, String> {
        for _ in 0..MAX_REQUESTS {
            let answered = client
                .request(self.request()?)
                .await
                .map_err(|error| innermost(&error))?;
            let (head, body) = answered.into_parts();
            let body = Limited::new(body, MAX_BODY).collect();
            let body = body.await.map_err(|error| innermost(&*error))?.to_bytes();
            match next_method(head.status, &self.method).zip(head.headers.get(LOCATION)) {
                Some((method, location)) => self.turn(method, location)?,
                None => {
                    return Ok(Answer {
                        status: head.status.as_u16(),
                        body,
                    })
                }
            }
        }
        Err(format!("stopped after {MAX_REQUESTS} redirects"))
    }

    fn request(&self) -> Result<Request<Full<Bytes>>, String> {
        let body = if self.method == Method::POST {
            self.body.clone()
        } else {
            Bytes::new()
        };
        let mut request = Request::new(Full::new(body));
        request.method_mut().clone_from(&self.method);
        request.headers_mut().clone_from(&self.headers);
        let uri = nameless(&self.url).as_str().parse();
        *request.uri_mut() = uri.map_err(|_| "not a URL".to_owned())?;
        Ok(request)
    }

    /// Goes on to where an answer points.
    fn turn(&mut self, method: Method, location: &HeaderValue) -> Result<(), String> {
        let location = String::from_utf8_lossy(location.as_bytes());
        let next = self.url.join(&location);
        let next = next
            .map_err(|error| format!("failed to parse Location header \"{location}\": {error}"))?;
        if !is_plain(&next) {
            return Err(format!("unsupported protocol scheme \"{}\"", next.scheme()));
        }
        if let Ok(referer) = HeaderValue::from_str(nameless(&self.url).as_str()) {
            self.headers.insert(REFERER, referer);
        }
        // What belongs to one host is not told to another.
        if next.host() != self.url.host() {
            self.headers.remove(AUTHORIZATION);
        }
        self.url = next;
        self.method = method;
        self.authorise();
        Ok(())
    }

    fn failure(&self, said: String) -> Failure {
        let mut url = self.url.clone();
        if url.password().is_some() {
            // A URL of http has a place for it.
            let _ = url.set_password(Some("***"));
        }
        Failure {
            url: url.into(),
            said,
        }
    }
}

/// With what an answer of that status is followed. `None`: it is none to be followed.
fn next_method(status: StatusCode, method: &Method) -> Option<Method> {
    match status.as_u16() {
        301..=303 => Some(Method::GET),
        307 | 308 => Some(method.clone()),
        _ => None,
    }
}

/// A URL without name and password.
fn nameless(url: &url::Url) -> url::Url {
    let mut url = url.clone();
    let _ = url.set_username("");
    let _ = url.set_password(None);
    url
}

/// What the system, or the other side, did: whoever asks knows that it was about a request.
fn innermost(mut error: &(dyn Error + 'static)) -> String {
    while let Some(source) = error.source() {
        error = source;
    }
    error.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    const LETTER: Letter = Letter {
        body: Bytes::from_static(b"body"),
        content_type: "text/plain",
        accept: None,
    };

    fn journey(url: &str) -> Journey {
        Journey::new(&url.parse().unwrap(), &LETTER)
    }

    fn authorization(journey: &Journey) -> Option<&str> {
        let said = journey.headers.get(AUTHORIZATION);
        said.map(|said| said.to_str().unwrap())
    }

    #[test]
    fn a_url_is_of_http_and_names_a_host() {
        for text in ["http://app.test:81/a/b?c=d", "http://[::1]", "http://a"] {
            assert_eq!(text.parse::<Url>().unwrap().as_str(), text);
        }
        for text in ["", "app.test", "/path", "https://app.test/", "http://"] {
            assert!(text.parse::<Url>().is_err(), "{text}");
        }
    }

    #[test]
    fn name_and_password_of_a_url_are_sent_and_not_shown() {
        let nobody = journey("http://app.test");
        assert_eq!(authorization(&nobody), None);
        let nameless = journey("http://us@app.test");
        assert_eq!(authorization(&nameless), Some("Basic dXM6"));
        let shown = nameless.failure("said".to_owned()).to_string();
        assert_eq!(shown, "Post \"http://us@app.test/\": said");
        let journey = journey("http://us:p%3Aa@app.test/");
        assert_eq!(authorization(&journey), Some("Basic dXM6cDph"));
        assert_eq!(journey.request().unwrap().uri(), "http://app.test/");
        let shown = journey.failure("said".to_owned()).to_string();
        assert_eq!(shown, "Post \"http://us:***@app.test/\": said");
    }

    #[test]
    fn a_redirect_may_be_relative_and_takes_the_password_to_its_own_host_alone() {
        let mut journey = journey("http://us:pa@app.test/a/b");
        let turn = |journey: &mut Journey, location: &'static str| {
            journey.turn(Method::GET, &HeaderValue::from_static(location))
        };
        turn(&mut journey, "c?d").unwrap();
        assert_eq!(journey.url.as_str(), "http://us:pa@app.test/a/c?d");
        assert_eq!(journey.headers[REFERER], "http://app.test/a/b");
        turn(&mut journey, "http://app.test:81/").unwrap();
        assert!(authorization(&journey).is_some());
        turn(&mut journey, "http://other.test/").unwrap();
        assert_eq!(authorization(&journey), None);
        let refused = turn(&mut journey, "https://other.test/");
        assert_eq!(
            refused,
            Err("unsupported protocol scheme \"https\"".to_owned())
        );
        assert!(turn(&mut journey, "http://:x/").is_err());
    }

    #[test]
    fn some_redirects_go_on_as_get() {
        let next = |status| next_method(StatusCode::from_u16(status).unwrap(), &Method::POST);
        for status in [301, 302, 303] {
            assert_eq!(next(status), Some(Method::GET), "{status}");
        }
        for status in [307, 308] {
            assert_eq!(next(status), Some(Method::POST), "{status}");
        }
        for status in [200, 300, 304, 400, 500] {
            assert_eq!(next(status), None, "{status}");
        }
    }
}
