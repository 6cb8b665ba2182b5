//! Sorting clients by the gateway that owns them.
use super::encode::{self, method_of};
use super::managers::{key_of, Managers};
use crate::gateways;
use crate::logger::{printable, Level, Line};
use crate::socket::Socket;
use crate::zend::{error, Thrown, ZObject, ZStr, ZString};
use netsvr_wire::address::UNIQ_ID_SIZE;
use netsvr_wire::{BulkFrames, Command, GatewayKey, ListFrames};
use std::collections::{HashMap, HashSet};

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
    socket: ZObject,
    buffer: B,
}

/// Clients by gateway, in the order in which the gateways are first named.
pub struct Groups<B, F> {
    managers: Managers,
    one_way: bool,
    begin: F,
    found: Vec<Group<B>>,
    /// Gateways that are not configured. Of these there may be as many as clients.
    strange: HashSet<GatewayKey>,
    places: Places,
    unknown: Unknown,
}

impl<B: Buffer, F: Fn(&mut B)> Groups<B, F> {
    /// `begin` prepares the buffer of a gateway.
    pub fn new(managers: Managers, one_way: bool, begin: F) -> Self {
        Self {
            managers,
            one_way,
            begin,
            found: Vec::new(),
            strange: HashSet::new(),
            places: Places::default(),
            unknown: Unknown::default(),
        }
    }

    /// The buffer of the client's gateway; `None` (and a note for the report) when that is not configured.
    ///
    /// # Errors
    /// What callbacks and user classes throw while its managers are asked.
    #[inline(always)]
    #[allow(clippy::inline_always)] // once for each of 10,000 ids
    pub fn of(&mut self, uniq_id: &ZStr) -> Result<Option<&mut B>, Thrown> {
        if let Some(key) = GatewayKey::of_uniq_id(uniq_id.as_bytes()) {
            let at = self.places.guess(key);
            if self.found.get(at).is_some_and(|group| group.key == key) {
                return Ok(self.buffer(at));
            }
        }
        self.of_other(uniq_id)
    }

    /// The same where the first look did not find it.
    #[cold]
    #[inline(never)]
    fn of_other(&mut self, uniq_id: &ZStr) -> Result<Option<&mut B>, Thrown> {
        if let Some(key) = GatewayKey::of_uniq_id(uniq_id.as_bytes()) {
            if let Some(at) = self.locate(key)? {
                return Ok(self.buffer(at));
            }
        }
        self.unknown.add(uniq_id);
        Ok(None)
    }

    #[inline(always)]
    #[allow(clippy::inline_always)] // as above
    fn buffer(&mut self, at: usize) -> Option<&mut B> {
        Some(&mut self.found.get_mut(at)?.buffer)
    }

    /// The group of a gateway that is not in its place: it is new, or not configured, or there are too many for each
    /// to have one.
    fn locate(&mut self, key: GatewayKey) -> Result<Option<usize>, Thrown> {
        if self.strange.contains(&key) {
            return Ok(None);
        }
        match self.found.iter().position(|group| group.key == key) {
            Some(position) => Ok(Some(position)),
            None => self.open(key),
        }
    }

    fn open(&mut self, key: GatewayKey) -> Result<Option<usize>, Thrown> {
        let bytes = key.as_bytes();
        let socket = if self.one_way {
            self.managers.for_one_way(bytes)?
        } else {
            self.managers.task()?.socket(bytes)?
        };
        let Some(socket) = socket else {
            self.strange.insert(key);
            return Ok(None);
        };
        let mut buffer = B::take();
        (self.begin)(&mut buffer);
        self.found.push(Group {
            key,
            socket,
            buffer,
        });
        if self.found.len() <= Places::MOST {
            let keys: Vec<GatewayKey> = self.found.iter().map(|group| group.key).collect();
            self.places.arrange(&keys);
        }
        Ok(Some(self.found.len() - 1))
    }

    /// The gateways' sockets with what was collected for them; reports the clients of unknown gateways, `total`
    /// being how many there were in all.
    ///
    /// # Errors
    /// What the logger throws.
    pub fn finish(self, command: Command, total: usize) -> Result<Vec<(ZObject, B)>, Thrown> {
        self.unknown.report(command, total, &self.managers)?;
        Ok(self
            .found
            .into_iter()
            .map(|group| (group.socket, group.buffer))
            .collect())
    }
}

/// Where the group of a gateway is, by its key: 10,000 clients take turns among a few gateways, and to try one after
/// the other, the processor would have to guess right each time.
struct Places {
    places: [u8; PLACES],
    /// Spreads the keys over the places, so that no two share one.
    multiplier: u64,
}

const PLACES: usize = 256;
const NOWHERE: u8 = u8::MAX;

impl Default for Places {
    fn default() -> Self {
        Self {
            places: [NOWHERE; PLACES],
            multiplier: 0,
        }
    }
}

impl Places {
    /// Gateways that get a place each.
    const MOST: usize = 32;

    /// Where the group of this gateway is, if it has a place.
    #[inline(always)]
    #[allow(clippy::inline_always)] // once for each of 10,000 ids
    fn guess(&self, key: GatewayKey) -> usize {
        let place = self.places.get(place(key, self.multiplier));
        usize::from(place.copied().unwrap_or(NOWHERE))
    }

    /// Looks for a multiplier that gives each of the gateways a place of its own.
    fn arrange(&mut self, keys: &[GatewayKey]) {
        const TRIES: u64 = 64;
        for number in 0..TRIES {
            self.multiplier = 0x9e37_79b9_7f4a_7c15_u64.wrapping_mul(2 * number + 1);
            self.places = [NOWHERE; PLACES];
            let mut alone = true;
            for (at, key) in (0..NOWHERE).zip(keys) {
                if let Some(place) = self.places.get_mut(place(*key, self.multiplier)) {
                    alone &= *place == NOWHERE;
                    *place = at;
                }
            }
            if alone {
                return;
            }
        }
    }
}

/// The place of a key. All of its characters count: gateways may differ in their ports alone, or in their ips.
#[inline(always)]
#[allow(clippy::inline_always)] // as above
fn place(key: GatewayKey, multiplier: u64) -> usize {
    let [a, b, c, d, rest @ ..] = *key.as_bytes();
    let bits = u64::from_le_bytes(rest) ^ (u64::from(u32::from_le_bytes([a, b, c, d])) << 17);
    let [place, ..] = bits.wrapping_mul(multiplier).to_be_bytes();
    place.into()
}

/// Clients by what their uniqIds begin with, whatever that is: PHP code says later, gateway after gateway, which
/// sockets they go to.
pub struct ByKey<B, F> {
    /// One gateway alone: everything goes where the last client goes.
    alone: bool,
    begin: F,
    found: Vec<Part<B>>,
    places: HashMap<Vec<u8>, usize>,
}

/// The clients of one gateway.
pub struct Part<B> {
    pub key: Vec<u8>,
    pub buffer: B,
    first: ZString,
    count: usize,
}

impl<B: Buffer, F: Fn(&mut B)> ByKey<B, F> {
    /// `begin` prepares the buffer of a gateway.
    pub fn new(alone: bool, begin: F) -> Self {
        Self {
            alone,
            begin,
            found: Vec::new(),
            places: HashMap::new(),
        }
    }

    /// The buffer of the client's gateway.
    pub fn of(&mut self, uniq_id: &ZStr) -> Option<&mut B> {
        let key = key_of(uniq_id);
        let known = if self.alone {
            (!self.found.is_empty()).then_some(0)
        } else {
            self.places.get(key).copied()
        };
        let at = known.unwrap_or_else(|| self.open(key, uniq_id));
        let part = self.found.get_mut(at)?;
        part.count += 1;
        if self.alone && part.key != key {
            key.clone_into(&mut part.key);
        }
        Some(&mut part.buffer)
    }

    fn open(&mut self, key: &[u8], uniq_id: &ZStr) -> usize {
        let mut buffer = B::take();
        (self.begin)(&mut buffer);
        self.places.insert(key.to_vec(), self.found.len());
        self.found.push(Part {
            key: key.to_vec(),
            buffer,
            first: uniq_id.to_owned(),
            count: 0,
        });
        self.found.len() - 1
    }

    /// Gateways in the order in which they were first named.
    pub fn finish(self) -> Vec<Part<B>> {
        self.found
    }
}

impl<B> Part<B> {
    /// There is no socket to the gateway of these clients.
    pub fn note(&self, unknown: &mut Unknown) {
        for _ in 0..self.count {
            unknown.add(&self.first);
        }
    }
}

/// What a uniqId of no configured gateway says of itself, and what to change.
#[cold]
fn what_is_strange(uniq_id: &[u8]) -> String {
    let is_hex = |bytes: &[u8]| bytes.iter().all(u8::is_ascii_hexdigit);
    if uniq_id.len() != UNIQ_ID_SIZE || !is_hex(uniq_id) {
        return format!(
            "a uniqId has {UNIQ_ID_SIZE} digits 0-9 and a-f, as the gateway gives them: for a customerId of your own there are \
             the methods whose names end with ByCustomerId"
        );
    }
    match GatewayKey::of_uniq_id(uniq_id).and_then(GatewayKey::to_socket) {
        None => "a uniqId is in lower case, as the gateway gives it: do not convert it".to_owned(),
        Some(address) => format!(
            "it is of the gateway that listens at {address}: give a socket this very address, which is ListenAddress in the \
             gateway's netsvr.toml, and let that name no other one (not 0.0.0.0, nor one behind NAT), or forget the uniqId"
        ),
    }
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

    /// Says so once, through the logger of the first task socket. Where user classes would have to be asked for that, and
    /// without any gateway, PHP's error log is left.
    ///
    /// # Errors
    /// What the logger throws.
    pub fn report(
        &self,
        command: Command,
        total: usize,
        managers: &Managers,
    ) -> Result<(), Thrown> {
        if self.count == 0 {
            return Ok(());
        }
        let line = format!(
            "{}: {} of {total} uniqIds belong to no configured gateway and were skipped: {}\n{}",
            method_of(command),
            self.count,
            printable(&self.first),
            what_is_strange(&self.first)
        );
        let sockets = managers.known_task_sockets()?;
        if let Some(socket) = sockets.iter().find_map(|socket| Socket::of(socket)) {
            socket.log(Line::new(Level::Warning, line))
        } else {
            error::error_log(&format!("netsvr: {line}"));
            Ok(())
        }
    }
}
