//! What the bytes of an answer hold, read without making its message: what the message would hold.
//!
//! Fields of another wire type are passed over. In a map, the last of several entries with one key counts, at the place
//! of the first. The bytes have been checked when they came.
use super::super::answer::{fields, string_list, text, to_int32};
use super::class::{Down, End, Part, Ret};
use super::rows::As;
use super::table::{Keys, Rows};
use crate::room::{list, string, RECORD};
use crate::zend::{Thrown, ZArray, ZVal};
use netsvr_wire::reader::Value;
use netsvr_wire::schema::{Kind, Shape};
use std::collections::HashMap;

/// Adds the rows of an answer.
///
/// # Errors
/// As the readers of [`answer`](super::super::answer).
pub fn add_rows(ret: &Ret, rows: &mut Rows, addr: &ZVal, body: &[u8]) -> Result<(), Thrown> {
    each(ret, body, &mut |keys, value| {
        let mut row = rows.begin(addr, keys);
        match &ret.leaf {
            End::Fields(parts) => add_fields(rows, &mut row, parts, bytes_of(value))?,
            End::Value(key, as_) => rows.put(&mut row, key, *as_, number(value))?,
        }
        rows.end(row);
        Ok(())
    })
}

/// What the rows of an answer take in PHP.
pub fn size(ret: &Ret, body: &[u8]) -> usize {
    let mut sum: usize = 0;
    // what does not parse was refused when it came
    let _ = each(ret, body, &mut |keys, value| {
        let keys = keys.iter().filter_map(|(_, key)| key.as_str());
        let keys: usize = keys.map(|key| string(key.len())).sum();
        let (mut count, mut texts): (usize, usize) = (0, 0);
        if let End::Fields(_) = ret.leaf {
            fields(bytes_of(value), |_, value| {
                if let Value::Len(bytes) = value {
                    count += 1;
                    texts = texts.saturating_add(string(bytes.len()));
                }
                Ok(())
            })?;
        }
        let list = if count > 0 { list(count) } else { 0 };
        sum = sum
            .saturating_add(RECORD + keys + list)
            .saturating_add(texts);
        Ok(())
    });
    sum.saturating_add(list(sum / RECORD))
}

/// What is done with each place that rows are made of: the keys on the way, and the value there.
pub type Take<'t, 'a> = &'t mut dyn FnMut(&Keys, Value<'a>) -> Result<(), Thrown>;

/// Walks down to each place that rows are made of.
///
/// # Errors
/// As the readers, and what `take` gives.
pub fn each<'a>(ret: &Ret, body: &'a [u8], take: Take<'_, 'a>) -> Result<(), Thrown> {
    descend(
        &ret.path,
        Value::Len(body),
        &mut Vec::with_capacity(2),
        take,
    )
}

fn descend<'a>(
    path: &[Down],
    value: Value<'a>,
    keys: &mut Keys,
    take: Take<'_, 'a>,
) -> Result<(), Thrown> {
    let Some((down, path)) = path.split_first() else {
        return take(keys, value);
    };
    let body = bytes_of(value);
    let Shape::Map(_, kind) = down.field.shape else {
        return fields(body, |number, value| match value {
            Value::Len(_) if number == down.field.number => descend(path, value, keys, take),
            _ => Ok(()),
        });
    };
    for (key, value) in entries(body, down.field.number, kind)? {
        if let (Some(name), EntryKey::Text(key)) = (down.key, key) {
            keys.push((name, text(key)?.into()));
            descend(path, value, keys, take)?;
            keys.pop();
        } else {
            descend(path, value, keys, take)?;
        }
    }
    Ok(())
}

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum EntryKey<'a> {
    Text(&'a [u8]),
    Number(i64),
}

/// The entries of a map, each key once.
fn entries(body: &[u8], field: u32, kind: Kind) -> Result<Vec<(EntryKey<'_>, Value<'_>)>, Thrown> {
    let mut found: Vec<(EntryKey<'_>, Value<'_>)> = Vec::new();
    let mut known: HashMap<EntryKey<'_>, usize> = HashMap::new();
    fields(body, |number, value| {
        let (true, Value::Len(bytes)) = (number == field, value) else {
            return Ok(());
        };
        let entry = entry(bytes, kind)?;
        let at = *known.entry(entry.0).or_insert(found.len());
        match found.get_mut(at) {
            Some(place) => *place = entry,
            None => found.push(entry),
        }
        Ok(())
    })?;
    Ok(found)
}

/// Key and value of an entry, whose value is of this kind.
fn entry(bytes: &[u8], kind: Kind) -> Result<(EntryKey<'_>, Value<'_>), Thrown> {
    let (mut key, mut entry) = (EntryKey::Text(b""), Value::Varint(0));
    fields(bytes, |number, value| {
        match (number, value) {
            (1, Value::Len(text)) => key = EntryKey::Text(text),
            (1, Value::Varint(bits)) => key = EntryKey::Number(to_int32(bits)),
            (2, Value::Len(_)) if matches!(kind, Kind::Message(_)) => entry = value,
            (2, Value::Varint(_)) if !matches!(kind, Kind::Message(_)) => entry = value,
            _ => {}
        }
        Ok(())
    })?;
    Ok((key, entry))
}

pub fn bytes_of(value: Value<'_>) -> &[u8] {
    match value {
        Value::Len(bytes) => bytes,
        _ => b"",
    }
}

fn number(value: Value<'_>) -> ZVal {
    match value {
        Value::Varint(bits) => to_int32(bits).into(),
        _ => 0.into(),
    }
}

/// Puts fields of a message into a row.
fn add_fields(rows: &Rows, row: &mut ZArray, parts: &[Part], body: &[u8]) -> Result<(), Thrown> {
    if let [only] = parts {
        if only.as_ == As::Texts {
            row.add(only.key, string_list(body, only.field.number)?);
            return Ok(());
        }
    }
    let mut values = [const { ZVal::null() }; MOST_PARTS];
    let mut texts: Option<ZArray> = None;
    fields(body, |number, value| {
        let part = parts.iter().position(|part| part.field.number == number);
        let Some((part, place)) =
            part.and_then(|place| Some((parts.get(place)?, values.get_mut(place)?)))
        else {
            return Ok(());
        };
        match (part.as_, value) {
            (As::Int, Value::Varint(bits)) => {
                *place = if part.field.shape == Shape::Single(Kind::Int64) {
                    bits.cast_signed()
                } else {
                    to_int32(bits)
                }
                .into();
            }
            (As::Text, Value::Len(bytes)) => *place = text(bytes)?.into(),
            (As::Texts, Value::Len(bytes)) => texts
                .get_or_insert_with(|| ZArray::with_capacity(1))
                .push(text(bytes)?.into()),
            (As::Rate, Value::Fixed32(bits)) => *place = f64::from(f32::from_bits(bits)).into(),
            _ => {}
        }
        Ok(())
    })?;
    for (part, value) in parts.iter().zip(values) {
        let value = match part.as_ {
            As::Texts => texts.take().unwrap_or_else(ZArray::empty).into(),
            as_ => value.present().unwrap_or_else(|| as_.default()),
        };
        rows.put(row, part.key, part.as_, value)?;
    }
    Ok(())
}

/// Parts of a row at most.
const MOST_PARTS: usize = 6;
