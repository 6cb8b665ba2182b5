//! Answers of the gateway, decoded straight into the arrays that PHP code gets.
//!
//! A field of another wire type than it should have is passed over, as unknown fields are. In a map, the last of
//! several entries with one key counts, at the place of the first; in an entry, the last of several values.
use super::answer_size;
pub use super::answer_size::Item;
use crate::exception::{decode_error, not_utf8};
use crate::room;
use crate::zend::{Interned, Thrown, ZArray, ZString, ZVal};
use netsvr_wire::reader::{Reader, Value};
use std::collections::HashMap;
use std::ops::Range;

/// Keys of results, made at module start.
pub mod key {
    use crate::api;
    use crate::zend::Interned;

    /// The address of the gateway that an entry is of.
    pub static WORKER_ADDR: Interned = Interned::unnamed();

    macro_rules! keys {
        ($($name:ident = $text:literal,)+) => {
            $(pub static $name: Interned = Interned::new($text);)+

            /// At module start.
            pub fn register() {
                WORKER_ADDR.make_as(api::current().worker_addr);
                $($name.make();)+
            }
        };
    }

    keys! {
        COUNT = "count",
        CUSTOMER_ID = "customerId",
        CUSTOMER_IDS = "customerIds",
        ITEM = "item",
        ITEMS = "items",
        MEAN_RATE = "meanRate",
        ON_MESSAGE = "onMessage",
        ON_OPEN = "onOpen",
        RATE1 = "rate1",
        RATE15 = "rate15",
        RATE5 = "rate5",
        SESSION = "session",
        TOPIC = "topic",
        TOPICS = "topics",
        UNIQ_ID = "uniqId",
        UNIQ_IDS = "uniqIds",
    }
}

/// Hands every field of a message to `take`.
#[inline]
pub fn fields<'a>(
    body: &'a [u8],
    mut take: impl FnMut(u32, Value<'a>) -> Result<(), Thrown>,
) -> Result<(), Thrown> {
    let mut reader = Reader::new(body);
    loop {
        match reader.next_field() {
            Ok(Some((number, value))) => take(number, value)?,
            Ok(None) => return Ok(()),
            Err(problem) => return Err(decode_error(problem)),
        }
    }
}

#[inline]
pub fn text(bytes: &[u8]) -> Result<ZString, Thrown> {
    ZString::text(bytes).ok_or_else(not_utf8)
}

#[inline]
fn text_value(bytes: &[u8]) -> Result<ZVal, Thrown> {
    ZString::text_value(bytes).ok_or_else(not_utf8)
}

/// Elements for which room is made at most before they have been seen.
const MOST_RESERVED: usize = 1 << 17;

/// Appends the strings of a repeated field.
///
/// # Errors
/// `DecodeException`; `\Exception` for text that is not UTF-8; `SocketReceiveException` for what has no room.
pub fn strings(into: &mut ZArray, body: &[u8], field: u32) -> Result<(), Thrown> {
    room::check(body, answer_size::MOST_OF_STRINGS, || {
        answer_size::strings(body, field)
    })?;
    add_strings(into, body, field)
}

fn add_strings(into: &mut ZArray, body: &[u8], field: u32) -> Result<(), Thrown> {
    let mut reader = Reader::new(body);
    let Some(first) = next_string(&mut reader, field)? else {
        return Ok(());
    };
    // most lists are of strings of one length; should this one not be, it grows, or has room to spare
    into.reserve((body.len() / (first.len() + 2)).min(MOST_RESERVED));
    into.push(text_value(first)?);
    let mut result = Ok(());
    into.append(|| match next_text(&mut reader, field) {
        Ok(next) => next,
        Err(thrown) => {
            result = Err(thrown);
            None
        }
    });
    result
}

#[inline(always)]
#[allow(clippy::inline_always)] // once for each of 100,000 ids
fn next_text(reader: &mut Reader<'_>, field: u32) -> Result<Option<ZVal>, Thrown> {
    next_string(reader, field)?.map(text_value).transpose()
}

/// The next string of a repeated field.
#[inline(always)]
#[allow(clippy::inline_always)] // as above
fn next_string<'a>(reader: &mut Reader<'a>, field: u32) -> Result<Option<&'a [u8]>, Thrown> {
    loop {
        if let Some(bytes) = reader.next_short(field) {
            return Ok(Some(bytes));
        }
        match reader.next_field() {
            Ok(Some((number, Value::Len(bytes)))) if number == field => return Ok(Some(bytes)),
            Ok(Some(_)) => {}
            Ok(None) => return Ok(None),
            Err(problem) => return Err(decode_error(problem)),
        }
    }
}

pub fn string_list(body: &[u8], field: u32) -> Result<ZVal, Thrown> {
    let mut list = ZArray::with_capacity(0);
    add_strings(&mut list, body, field)?;
    Ok(if list.is_empty() {
        ZArray::empty()
    } else {
        list
    }
    .into())
}

/// An integer field of 32 bits; 0 when it is missing.
///
/// # Errors
/// `DecodeException`.
pub fn int32(body: &[u8], field: u32) -> Result<i64, Thrown> {
    let mut found = 0;
    fields(body, |number, value| {
        if let (true, Value::Varint(value)) = (number == field, value) {
            found = to_int32(value);
        }
        Ok(())
    })?;
    Ok(found)
}

/// The lower 32 bits, with their sign.
pub fn to_int32(value: u64) -> i64 {
    let [a, b, c, d, ..] = value.to_le_bytes();
    i64::from(i32::from_le_bytes([a, b, c, d]))
}

/// One entry of a map: its key and its value's field.
#[inline]
fn map_entry(entry: &[u8]) -> Result<(Value<'_>, Value<'_>), Thrown> {
    let mut pair = (Value::Varint(0), Value::Varint(0));
    fields(entry, |number, value| {
        match number {
            1 => pair.0 = value,
            2 => pair.1 = value,
            _ => {}
        }
        Ok(())
    })?;
    Ok(pair)
}

fn bytes_of<'a>(value: &Value<'a>) -> &'a [u8] {
    match value {
        Value::Len(bytes) => bytes,
        _ => b"",
    }
}

/// Where in `body` the entries of a map with string keys lie, each key once.
fn map(body: &[u8], field: u32) -> Result<Vec<Range<usize>>, Thrown> {
    let mut entries: Vec<Range<usize>> = Vec::new();
    let mut known: HashMap<&[u8], usize> = HashMap::new();
    fields(body, |number, value| {
        if let (true, Value::Len(entry)) = (number == field, value) {
            let start = entry.as_ptr().addr() - body.as_ptr().addr();
            let place = start..start + entry.len();
            let key = bytes_of(&map_entry(entry)?.0);
            if let Some(entry) = known.get(key).and_then(|at| entries.get_mut(*at)) {
                *entry = place;
            } else {
                known.insert(key, entries.len());
                entries.push(place);
            }
        }
        Ok(())
    })?;
    Ok(entries)
}

/// Hands every entry of a map with string keys to `take`, each key once.
fn each_entry<'a>(
    body: &'a [u8],
    field: u32,
    mut take: impl FnMut(&'a [u8], Value<'a>) -> Result<(), Thrown>,
) -> Result<(), Thrown> {
    map(body, field)?.iter().try_for_each(|place| {
        let (key, value) = map_entry(body.get(place.clone()).unwrap_or_default())?;
        take(bytes_of(&key), value)
    })
}

fn item_value(item: Item, value: Value<'_>) -> Result<ZVal, Thrown> {
    match item {
        Item::List => string_list(bytes_of(&value), 1),
        Item::Count => Ok(match value {
            Value::Varint(value) => to_int32(value),
            _ => 0,
        }
        .into()),
        Item::Customers => customers(bytes_of(&value)),
    }
}

/// Appends `['topic' => …, <key> => <item>]` for each entry of a map by topic.
///
/// # Errors
/// As [`strings`].
pub fn by_topic(
    into: &mut ZArray,
    body: &[u8],
    field: u32,
    key: &Interned,
    item: Item,
) -> Result<(), Thrown> {
    room::check(body, answer_size::MOST_OF_ENTRIES, || {
        answer_size::by_topic(body, field, item)
    })?;
    each_entry(body, field, |topic, value| {
        let mut entry = ZArray::with_capacity(2);
        entry.add(&key::TOPIC, text(topic)?.into());
        entry.add(key, item_value(item, value)?);
        into.push(entry.into());
        Ok(())
    })
}

fn customers(body: &[u8]) -> Result<ZVal, Thrown> {
    let mut list = ZArray::with_capacity(0);
    each_entry(body, 1, |customer_id, uniq_ids| {
        let mut entry = ZArray::with_capacity(2);
        entry.add(&key::CUSTOMER_ID, text(customer_id)?.into());
        entry.add(&key::UNIQ_IDS, string_list(bytes_of(&uniq_ids), 1)?);
        list.push(entry.into());
        Ok(())
    })?;
    Ok(list.into())
}

/// A connection's session, its id (which one depends on the message) and its topics.
fn connection(body: &[u8], id_key: &Interned) -> Result<ZVal, Thrown> {
    let (mut session, mut id): (&[u8], &[u8]) = (b"", b"");
    let mut topics: Option<ZArray> = None;
    fields(body, |number, value| {
        match (number, value) {
            (1, Value::Len(bytes)) => session = bytes,
            (2, Value::Len(bytes)) => id = bytes,
            (3, Value::Len(bytes)) => {
                topics
                    .get_or_insert_with(|| ZArray::with_capacity(1))
                    .push(text(bytes)?.into());
            }
            _ => {}
        }
        Ok(())
    })?;
    let mut entry = ZArray::with_capacity(3);
    entry.add(id_key, text(id)?.into());
    entry.add(&key::SESSION, text(session)?.into());
    entry.add(&key::TOPICS, topics.unwrap_or_else(ZArray::empty).into());
    Ok(entry.into())
}

/// Sets `uniqId => [customerId, session, topics]` for each connection of a `ConnInfoResp`.
///
/// # Errors
/// As [`strings`].
pub fn connections(into: &mut ZArray, body: &[u8]) -> Result<(), Thrown> {
    room::check(body, answer_size::MOST_OF_ENTRIES, || {
        answer_size::connections(body)
    })?;
    fields(body, |number, value| {
        if let (1, Value::Len(entry)) = (number, value) {
            let (uniq_id, item) = map_entry(entry)?;
            into.set_symbol(
                &*text(bytes_of(&uniq_id))?,
                connection(bytes_of(&item), &key::CUSTOMER_ID)?,
            );
        }
        Ok(())
    })
}

/// Appends to `customerId => [[uniqId, session, topics], …]` what a `ConnInfoByCustomerIdResp` holds.
///
/// # Errors
/// As [`strings`].
pub fn connections_of_customers(into: &mut ZArray, body: &[u8]) -> Result<(), Thrown> {
    room::check(body, answer_size::MOST_OF_RECORDS, || {
        answer_size::connections_of_customers(body)
    })?;
    each_entry(body, 1, |customer_id, items| {
        let customer_id = text(customer_id)?;
        let mut list = match into
            .get_symbol(customer_id.as_bytes())
            .and_then(ZVal::as_array)
        {
            Some(known) => known.to_owned(),
            None => ZArray::with_capacity(1),
        };
        if !list.is_empty() {
            // ours alone now: it is added to, not copied
            into.set_symbol(&customer_id, ZVal::null());
        }
        fields(bytes_of(&items), |number, value| {
            if let (1, Value::Len(item)) = (number, value) {
                list.push(connection(item, &key::UNIQ_ID)?);
            }
            Ok(())
        })?;
        if !list.is_empty() {
            into.set_symbol(&customer_id, list.into());
        }
        Ok(())
    })
}

/// One counter of the gateway.
#[derive(Default)]
pub struct Metric {
    pub item: i64,
    pub count: i64,
    /// Mean rate, and the rates of the last 1, 5 and 15 minutes.
    pub rates: [f64; 4],
}

/// The counters of a `MetricsResp`, each key once.
///
/// # Errors
/// `DecodeException`; `SocketReceiveException` when there is no room for what is made of them.
pub fn metrics(body: &[u8]) -> Result<Vec<Metric>, Thrown> {
    room::check(body, answer_size::MOST_OF_ENTRIES, || {
        answer_size::metrics(body)
    })?;
    let mut found: Vec<Metric> = Vec::new();
    let mut known: HashMap<i64, usize> = HashMap::new();
    fields(body, |number, value| {
        if let (1, Value::Len(entry)) = (number, value) {
            let (key, item) = map_entry(entry)?;
            let key = if let Value::Varint(key) = key {
                to_int32(key)
            } else {
                0
            };
            let metric = metric(bytes_of(&item))?;
            if let Some(place) = known.get(&key).and_then(|at| found.get_mut(*at)) {
                *place = metric;
            } else {
                known.insert(key, found.len());
                found.push(metric);
            }
        }
        Ok(())
    })?;
    Ok(found)
}

fn metric(body: &[u8]) -> Result<Metric, Thrown> {
    let mut metric = Metric::default();
    let [mean, one, five, fifteen] = &mut metric.rates;
    fields(body, |number, value| {
        match (number, value) {
            (1, Value::Varint(value)) => metric.item = to_int32(value),
            (2, Value::Varint(value)) => metric.count = value.cast_signed(),
            (3, Value::Fixed32(bits)) => *mean = f64::from(f32::from_bits(bits)),
            (5, Value::Fixed32(bits)) => *one = f64::from(f32::from_bits(bits)),
            (7, Value::Fixed32(bits)) => *five = f64::from(f32::from_bits(bits)),
            (9, Value::Fixed32(bits)) => *fifteen = f64::from(f32::from_bits(bits)),
            _ => {}
        }
        Ok(())
    })?;
    Ok(metric)
}
