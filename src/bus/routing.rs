//! Sorting clients by the gateway that owns them.
use super::encode;
use super::gateways::Gateways;
use crate::gateways;
use crate::logger::Level;
use crate::socket::Socket;
use crate::zend::{error, Thrown, ZObject, ZStr};
use netsvr_wire::{BulkFrames, GatewayKey, ListFrames};

/// What the clients of one gateway are collected in.
pub trait Buffer: Sized {
    fn take() -> Self;
}

impl Buffer for ListFrames {
    fn take() -> Self {
        encode::list()
    }
}

impl Buffer for BulkFrames {
    fn take() -> Self {
        encode::bulk()
    }
}

struct Group<B> {
    key: GatewayKey,
    /// `None` for a gateway that is not configured.
    found: Option<(ZObject, B)>,
}

/// Clients by gateway, in the order in which the gateways are first named.
pub struct Groups<B, F> {
    gateways: Gateways,
    one_way: bool,
    begin: F,
    found: Vec<Group<B>>,
    /// Where the group of a gateway probably is, by the end of its key: 10,000 clients take turns among a few.
    places: [u8; PLACES],
    unknown: Unknown,
}

impl<B: Buffer, F: Fn(&mut B)> Groups<B, F> {
    /// `begin` prepares the buffer of a gateway.
    pub fn new(gateways: Gateways, one_way: bool, begin: F) -> Self {
        Self {
            gateways,
            one_way,
            begin,
            found: Vec::new(),
            places: [NOWHERE; PLACES],
            unknown: Unknown::default(),
        }
    }

    /// The buffer of the client's gateway; `None` (and a note for the report) when that is not configured.
    ///
    /// # Errors
    /// What user code throws while its managers are asked.
    #[inline(always)]
    #[allow(clippy::inline_always)] // once for each of 10,000 ids
    pub fn of(&mut self, uniq_id: &ZStr) -> Result<Option<&mut B>, Thrown> {
        let Some(key) = GatewayKey::of_uniq_id(uniq_id.as_bytes()) else {
            self.unknown.add(uniq_id);
            return Ok(None);
        };
        let place = place(key);
        let mut at = usize::from(self.places.get(place).copied().unwrap_or(NOWHERE));
        if self.found.get(at).is_none_or(|group| group.key != key) {
            at = self.locate(key, place)?;
        }
        if let Some(Group {
            found: Some((_, buffer)),
            ..
        }) = self.found.get_mut(at)
        {
            return Ok(Some(buffer));
        }
        self.unknown.add(uniq_id);
        Ok(None)
    }

    /// The group of a gateway that is not in its place: it is new, or shares the place with another.
    #[cold]
    fn locate(&mut self, key: GatewayKey, place: usize) -> Result<usize, Thrown> {
        let at = match self.found.iter().position(|group| group.key == key) {
            Some(position) => position,
            None => self.open(key)?,
        };
        if let (Some(place), Ok(at)) = (self.places.get_mut(place), u8::try_from(at)) {
            *place = at;
        }
        Ok(at)
    }

    fn open(&mut self, key: GatewayKey) -> Result<usize, Thrown> {
        let bytes = key.as_bytes();
        let socket = if self.one_way {
            self.gateways.for_one_way(Some(bytes))?
        } else {
            self.gateways.task()?.socket(bytes)?
        };
        let found = socket.map(|socket| {
            let mut buffer = B::take();
            (self.begin)(&mut buffer);
            (socket, buffer)
        });
        self.found.push(Group { key, found });
        Ok(self.found.len() - 1)
    }

    /// The gateways' sockets with what was collected for them; reports the clients of unknown gateways, `total`
    /// being how many there were in all.
    ///
    /// # Errors
    /// What the logger throws.
    pub fn finish(mut self, method: &str, total: usize) -> Result<Vec<(ZObject, B)>, Thrown> {
        self.unknown.report(method, total, &mut self.gateways)?;
        Ok(self
            .found
            .into_iter()
            .filter_map(|group| group.found)
            .collect())
    }
}

const PLACES: usize = 64;
const NOWHERE: u8 = u8::MAX;

/// The place of a key: its last four hex digits, the port, spread over the places.
#[inline(always)]
#[allow(clippy::inline_always)] // as above
fn place(key: GatewayKey) -> usize {
    let [.., a, b, c, d] = *key.as_bytes();
    let spread = u32::from_le_bytes([a, b, c, d]).wrapping_mul(0x9e37_79b1);
    usize::from(spread.to_be_bytes()[0]) % PLACES
}

/// Clients whose gateway is not configured.
#[derive(Default)]
pub struct Unknown {
    count: usize,
    first: Vec<u8>,
}

impl Unknown {
    /// Longest part of a uniqId that is shown.
    const SHOWN: usize = 64;

    /// Notes one.
    #[cold]
    pub fn add(&mut self, uniq_id: &ZStr) {
        if self.count == 0 {
            let bytes = uniq_id.as_bytes();
            self.first = bytes.get(..Self::SHOWN).unwrap_or(bytes).to_vec();
        }
        self.count += 1;
        gateways::dropped(uniq_id.as_bytes());
    }

    /// Says so once, through the logger of the first task socket. Without any gateway there is none to be right.
    ///
    /// # Errors
    /// What the logger throws.
    pub fn report(
        &self,
        method: &str,
        total: usize,
        gateways: &mut Gateways,
    ) -> Result<(), Thrown> {
        if self.count == 0 {
            return Ok(());
        }
        let line = format!(
            "{method}: {} of {total} uniqIds belong to no configured gateway and were skipped: {}",
            self.count,
            printable(&self.first)
        );
        let sockets = gateways.task()?.sockets()?;
        if let Some(socket) = sockets.iter().find_map(|socket| Socket::of(socket)) {
            socket.log(Level::Warning, &line)
        } else {
            error::error_log(&format!("netsvr: {line}"));
            Ok(())
        }
    }
}

/// Bytes as a log line can hold them.
fn printable(bytes: &[u8]) -> String {
    match std::str::from_utf8(bytes) {
        Ok(text) if !text.chars().any(char::is_control) => text.to_owned(),
        _ => bytes
            .iter()
            .map(|byte| {
                if byte.is_ascii_graphic() {
                    char::from(*byte).to_string()
                } else {
                    format!("\\x{byte:02x}")
                }
            })
            .collect(),
    }
}
