//! Which gateway owns a client: worker addresses, and how a uniqId begins
//! with one. Knows nothing of connections.

use std::fmt;
use std::net::SocketAddrV4;

/// Characters of a [`GatewayKey`]: ip and port in hex.
pub const KEY_SIZE: usize = 12;
/// Characters of a uniqId: ip, port, unix time and counter in hex.
pub const UNIQ_ID_SIZE: usize = 28;

/// The worker address of a gateway as every uniqId of its clients begins:
/// lower-case hex of ip (4 bytes) and port (2 bytes), twelve characters.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct GatewayKey([u8; KEY_SIZE]);

impl GatewayKey {
    /// The key of the gateway at `addr`.
    #[must_use]
    pub fn from_socket(addr: SocketAddrV4) -> Self {
        let mut key = [0; KEY_SIZE];
        write_hex(&mut key, &address_bytes(addr));
        Self(key)
    }

    /// The key that `uniq_id` begins with, taken as it stands: whether it is
    /// hex shows when it is looked up. `None` when the id is shorter.
    #[inline]
    #[must_use]
    pub fn of_uniq_id(uniq_id: &[u8]) -> Option<Self> {
        uniq_id.first_chunk().copied().map(Self)
    }

    /// The worker address that the key says; `None` for a key that is not lower-case hex.
    #[must_use]
    pub fn to_socket(self) -> Option<SocketAddrV4> {
        let mut bits = 0u64;
        for digit in self.0 {
            let nibble = match digit {
                b'0'..=b'9' => digit - b'0',
                b'a'..=b'f' => digit - b'a' + 10,
                _ => return None,
            };
            bits = bits << 4 | u64::from(nibble);
        }
        let [_, _, a, b, c, d, high, low] = bits.to_be_bytes();
        Some(SocketAddrV4::new(
            [a, b, c, d].into(),
            u16::from_be_bytes([high, low]),
        ))
    }

    /// The twelve characters.
    #[inline]
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; KEY_SIZE] {
        &self.0
    }

    /// The twelve characters as text; `None` only for a key that was taken
    /// from an id that is not UTF-8.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        std::str::from_utf8(&self.0).ok()
    }
}

/// Bytes that are not printable ASCII appear escaped.
impl fmt::Display for GatewayKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0.escape_ascii(), f)
    }
}

impl fmt::Debug for GatewayKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "GatewayKey({self})")
    }
}

/// Whether a text has the form of a worker address: the name of a host or its
/// IPv4 address, a colon, and a port from 1 to 65535. Whether there is such a
/// host only a look-up can tell.
#[must_use]
pub fn is_host_and_port(text: &str) -> bool {
    let Some((host, port)) = text.split_once(':') else {
        return false;
    };
    let names = |letter: char| letter.is_alphanumeric() || matches!(letter, '-' | '.' | '_');
    let digits = !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit());
    !host.is_empty()
        && host.chars().all(names)
        && digits
        && port.parse::<u16>().is_ok_and(|port| port > 0)
}

/// What to change in a text that is no worker address, for whoever has written it: the slip that it looks like.
#[must_use]
pub fn advice(text: &str) -> &'static str {
    let is_ip_6 = |host: &str| {
        host.trim_start_matches('[')
            .trim_end_matches(']')
            .parse::<std::net::Ipv6Addr>()
            .is_ok()
    };
    if text.trim().is_empty() {
        return "it is empty: is the setting or environment variable that it comes from set?";
    }
    if text.trim() != text {
        return "leave out the blanks and line ends around it";
    }
    if text.starts_with("unix:") || text.starts_with('/') {
        return "a gateway listens at a TCP port, not at a unix socket";
    }
    if text.contains("://") {
        return "leave out the scheme before it, and a path behind it";
    }
    if text.contains([',', ';']) || text.split_whitespace().nth(1).is_some() {
        return "give one address to each socket, and add a socket for each gateway";
    }
    if text.contains(['\u{ff1a}', '\u{ff0e}', '\u{3002}'])
        || text
            .chars()
            .any(|letter| ('\u{ff10}'..='\u{ff19}').contains(&letter))
    {
        return "write colon, dots and digits as ASCII letters: these are full-width ones";
    }
    if text.contains(['"', '\'', '\u{201c}', '\u{201d}']) {
        return "leave out the quotes around it";
    }
    if text.contains('@') {
        return "leave out user and password: a worker port knows none";
    }
    if is_ip_6(text) || text.rsplit_once(':').is_some_and(|(host, _)| is_ip_6(host)) {
        return "IPv6 is not supported, because a uniqId has room for an IPv4 address only";
    }
    if text.contains('/') {
        return "leave out the path behind the port: only websocket addresses have one";
    }
    match text.rsplit_once(':') {
        None | Some((_, "")) => {
            "the port is missing: it is that of ListenAddress under [Worker] in the gateway's netsvr.toml"
        }
        Some(("", _)) => "the host is missing",
        Some(_) => "correct the port: it is that of ListenAddress under [Worker] in the gateway's netsvr.toml",
    }
}

/// The uniqId that the gateway at `addr` gives to the client with `counter`
/// that connected at `unix_time` (seconds).
#[must_use]
pub fn uniq_id(addr: SocketAddrV4, unix_time: u32, counter: u32) -> [u8; UNIQ_ID_SIZE] {
    let mut bytes = [0; UNIQ_ID_SIZE / 2];
    let parts = address_bytes(addr)
        .into_iter()
        .chain(unix_time.to_be_bytes())
        .chain(counter.to_be_bytes());
    for (slot, byte) in bytes.iter_mut().zip(parts) {
        *slot = byte;
    }
    let mut id = [0; UNIQ_ID_SIZE];
    write_hex(&mut id, &bytes);
    id
}

fn address_bytes(addr: SocketAddrV4) -> [u8; KEY_SIZE / 2] {
    let [a, b, c, d] = addr.ip().octets();
    let [high, low] = addr.port().to_be_bytes();
    [a, b, c, d, high, low]
}

fn write_hex(into: &mut [u8], bytes: &[u8]) {
    for (pair, byte) in into.chunks_exact_mut(2).zip(bytes) {
        pair.copy_from_slice(&[hex_digit(byte >> 4), hex_digit(byte & 15)]);
    }
}

const fn hex_digit(nibble: u8) -> u8 {
    match nibble {
        0..=9 => b'0' + nibble,
        _ => b'a' - 10 + nibble,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::Ipv4Addr;

    const LOCAL: SocketAddrV4 = SocketAddrV4::new(Ipv4Addr::LOCALHOST, 6071);

    #[test]
    fn key_is_the_hex_of_ip_and_port() {
        assert_eq!(GatewayKey::from_socket(LOCAL).to_string(), "7f00000117b7");
        let top = SocketAddrV4::new(Ipv4Addr::new(255, 254, 10, 9), 65535);
        assert_eq!(GatewayKey::from_socket(top).as_bytes(), b"fffe0a09ffff");
    }

    #[test]
    fn a_key_says_its_address_if_it_is_hex() {
        for addr in [LOCAL, SocketAddrV4::new(Ipv4Addr::BROADCAST, 65535)] {
            assert_eq!(GatewayKey::from_socket(addr).to_socket(), Some(addr));
        }
        for id in [&b"7F00000117b7"[..], b"7f00000117bg", b"+f00000117b7"] {
            assert_eq!(GatewayKey::of_uniq_id(id).unwrap().to_socket(), None);
        }
    }

    #[test]
    fn uniq_id_begins_with_the_key_of_its_gateway() {
        let id = uniq_id(LOCAL, 0x6543_21ab, 7);
        assert_eq!(&id, b"7f00000117b7654321ab00000007");
        assert_eq!(
            GatewayKey::of_uniq_id(&id),
            Some(GatewayKey::from_socket(LOCAL))
        );
    }

    #[test]
    fn advice_is_for_the_slip_that_it_looks_like() {
        for (text, word) in [
            ("", "empty"),
            (" \n", "empty"),
            ("127.0.0.1:6061\n", "blanks"),
            ("tcp://127.0.0.1:6061", "scheme"),
            ("unix:/run/netsvr.sock", "unix socket"),
            ("10.0.0.1:6061,10.0.0.2:6061", "each gateway"),
            ("10.0.0.1:6061 10.0.0.2:6061", "each gateway"),
            ("127.0.0.1\u{ff1a}6061", "full-width"),
            ("127\u{3002}0.0.1:6061", "full-width"),
            ("127.0.0.1:\u{ff16}061", "full-width"),
            ("\"127.0.0.1:6061\"", "quotes"),
            ("a:b@127.0.0.1:6061", "password"),
            ("::1:6061", "IPv6"),
            ("[::1]:6061", "IPv6"),
            ("fe80::1", "IPv6"),
            ("127.0.0.1:6061/netsvr", "path"),
            ("127.0.0.1", "port is missing"),
            ("127.0.0.1:", "port is missing"),
            (":6061", "host is missing"),
            ("127.0.0.1:0", "correct the port"),
            ("127.0.0.1:65536", "correct the port"),
        ] {
            assert!(!is_host_and_port(text), "{text}");
            assert!(advice(text).contains(word), "{text}: {}", advice(text));
        }
    }

    #[test]
    fn worker_addresses_are_a_host_and_a_port() {
        for right in [
            "127.0.0.1:6061",
            "10.0.0.1:1",
            "gateway:65535",
            "gateway-1.example.com.:6061",
            "docker_service_1:06061",
            "网关:6061",
        ] {
            assert!(is_host_and_port(right), "{right}");
        }
        for wrong in [
            "",
            "127.0.0.1",
            "6061",
            ":6061",
            "127.0.0.1:",
            "127.0.0.1:0",
            "127.0.0.1:70000",
            "127.0.0.1:65536",
            "127.0.0.1:-1",
            "127.0.0.1:+6061",
            "127.0.0.1:6061x",
            "127.0.0.1:http",
            "127.0.0.1:99999999999999999999",
            "tcp://127.0.0.1:6061",
            "//127.0.0.1:6061",
            "127.0.0.1:6061/netsvr",
            "127.0.0.1/netsvr:6061",
            " 127.0.0.1:6061",
            "127.0.0.1:6061 ",
            "127.0.0.1 :6061",
            "127.0.0.1:6061\n",
            "127.0.0.1\0:6061",
            "10.0.0.1:6061,10.0.0.2:6061",
            "10.0.0.1,10.0.0.2:6061",
            "10.0.0.1:6061 10.0.0.2:6061",
            "10.0.0.1:6061;10.0.0.2:6061",
            "::1:6061",
            "[::1]:6061",
            "fe80::1%eth0:6061",
            "user@gateway:6061",
        ] {
            assert!(!is_host_and_port(wrong), "{wrong}");
        }
    }

    #[test]
    fn ids_shorter_than_a_key_have_none() {
        assert_eq!(GatewayKey::of_uniq_id(b""), None);
        assert_eq!(GatewayKey::of_uniq_id(b"7f00000117b"), None);
        assert_eq!(
            GatewayKey::of_uniq_id(b"7f00000117b7"),
            Some(GatewayKey::from_socket(LOCAL))
        );
    }

    #[test]
    fn a_key_need_not_be_hex_nor_text() {
        let key = GatewayKey::of_uniq_id(b"7F0000ZZ\xff\x00..rest").unwrap();
        assert_eq!(key.as_bytes(), b"7F0000ZZ\xff\x00..");
        assert_eq!(key.as_str(), None);
        assert_eq!(key.to_string(), "7F0000ZZ\\xff\\x00..");
        assert_ne!(key, GatewayKey::from_socket(LOCAL));
    }
}
