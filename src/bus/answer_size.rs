//! What the arrays that [`answer`](super::answer) makes take in PHP, estimated from the bytes. Those that do not parse
//! count up to where they end: that they do not is for others to say.
use crate::room::{list, map, string, RECORD};
use netsvr_wire::reader::{Reader, Value};

/// Bytes that one byte of a list of strings becomes at most.
pub const MOST_OF_STRINGS: usize = 20;
/// Of entries with keys of their own.
pub const MOST_OF_ENTRIES: usize = 100;
/// Of messages that may be empty.
pub const MOST_OF_RECORDS: usize = 200;

/// What stands beside a topic.
#[derive(Clone, Copy)]
pub enum Item {
    /// A message with one repeated string field: a list.
    List,
    /// A number.
    Count,
    /// A map of customerIds to lists of uniqIds: a list of both.
    Customers,
}

/// The values of a field that are bytes.
fn each(body: &[u8], field: u32) -> impl Iterator<Item = &[u8]> {
    let mut reader = Reader::new(body);
    std::iter::from_fn(move || loop {
        match reader.next_field() {
            Ok(Some((number, Value::Len(bytes)))) if number == field => return Some(bytes),
            Ok(Some(_)) => {}
            Ok(None) | Err(_) => return None,
        }
    })
}

/// The last of the values of a field, as the decoders take it.
fn last(body: &[u8], field: u32) -> &[u8] {
    each(body, field).last().unwrap_or_default()
}

/// A list, with what is made of each value of a field.
fn list_of(body: &[u8], field: u32, size: impl Fn(&[u8]) -> usize) -> usize {
    let (count, sum) = each(body, field).fold((0, 0), |(count, sum): (usize, usize), value| {
        (count + 1, sum.saturating_add(size(value)))
    });
    sum.saturating_add(if count == 0 { 0 } else { list(count) })
}

/// A list of strings.
pub fn strings(body: &[u8], field: u32) -> usize {
    list_of(body, field, |text| string(text.len()))
}

/// A set of the strings of a list.
pub fn set(body: &[u8], field: u32) -> usize {
    let (count, sum) = each(body, field).fold((0, 0), |(count, sum): (usize, usize), text| {
        (count + 1, sum.saturating_add(string(text.len())))
    });
    sum.saturating_add(map(count))
}

/// A list of records, each with a topic and something else.
pub fn by_topic(body: &[u8], field: u32, item: Item) -> usize {
    let customer =
        |entry: &[u8]| RECORD + string(last(entry, 1).len()) + strings(last(entry, 2), 1);
    list_of(body, field, |entry| {
        let value = last(entry, 2);
        let value = match item {
            Item::Count => 0,
            Item::List => strings(value, 1),
            Item::Customers => list_of(value, 1, customer),
        };
        RECORD
            .saturating_add(string(last(entry, 1).len()))
            .saturating_add(value)
    })
}

/// A connection: session, id and topics.
fn connection(body: &[u8]) -> usize {
    let texts = string(last(body, 1).len()).saturating_add(string(last(body, 2).len()));
    RECORD
        .saturating_add(texts)
        .saturating_add(strings(body, 3))
}

/// Connections by their uniqIds.
pub fn connections(body: &[u8]) -> usize {
    keyed(body, connection)
}

/// Lists of connections by customerIds.
pub fn connections_of_customers(body: &[u8]) -> usize {
    keyed(body, |items| list_of(items, 1, connection))
}

fn keyed(body: &[u8], size: impl Fn(&[u8]) -> usize) -> usize {
    let (count, sum) = each(body, 1).fold((0, 0), |(count, sum): (usize, usize), entry| {
        let key = string(last(entry, 1).len());
        let value = size(last(entry, 2));
        (count + 1, sum.saturating_add(key).saturating_add(value))
    });
    sum.saturating_add(map(count))
}

/// Counters of a gateway.
pub fn metrics(body: &[u8]) -> usize {
    list_of(body, 1, |_| RECORD)
}
