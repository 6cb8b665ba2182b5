//! What the classes can do.
use super::class::{self, End, Ret};
use super::from_objects::{self, Held};
use super::object::{data, key_value, source, Source};
use super::rows::As;
use super::table::Rows;
use super::{super::answer, super::answer_size::MOST_OF_ENTRIES, from_bytes};
use crate::room;
use crate::zend::{throw_builtin, Builtin, Call, Interned, Number, Thrown, ZArray, ZVal};

/// Decimals that `MetricsRet::toArray()` rounds to when nobody says.
const PRECISION: i64 = 3;

pub static TO_ARRAY: Interned = Interned::new("toarray");

/// `toArray(): array`.
pub fn to_array(call: &Call) -> Result<ZVal, Thrown> {
    rows(call, PRECISION)
}

/// `toArray(int $precision = 3): array`.
pub fn to_rounded_array(call: &Call) -> Result<ZVal, Thrown> {
    rows(call, call.or(0, PRECISION, Call::long)?)
}

fn rows(call: &Call, precision: i64) -> Result<ZVal, Thrown> {
    let this = call.this();
    let ret = class::of(this)?;
    let mut rows = Rows::new(ret, precision);
    match source(this)? {
        Source::Bodies(bodies) => {
            for body in bodies {
                let bytes = &*body.bytes;
                room::check(bytes, MOST_OF_ENTRIES, || from_bytes::size(ret, bytes))?;
                from_bytes::add_rows(ret, &mut rows, &body.addr(), bytes)?;
            }
        }
        Source::Data(data) => {
            for (addr, message) in data.iter() {
                from_objects::add_rows(ret, &mut rows, &key_value(addr), message)?;
            }
        }
    }
    Ok(rows.all())
}

/// `jsonSerialize(): array`: what `toArray()` gives, in a child class, too.
pub fn json_serialize(call: &Call) -> Result<ZVal, Thrown> {
    call.this().call_known(&TO_ARRAY, &[])
}

/// `getCount(): int`: the sum.
pub fn get_count(call: &Call) -> Result<i64, Thrown> {
    let this = call.this();
    let ret = class::of(this)?;
    let part = first_part(ret)?;
    let mut sum: i64 = 0;
    match source(this)? {
        Source::Bodies(bodies) => {
            for body in bodies {
                let count = answer::int32(&body.bytes, part.field.number)?;
                sum = sum.wrapping_add(count);
            }
        }
        Source::Data(data) => {
            for message in data.values() {
                let count = from_objects::read(part, message)?;
                if let Some(Number::Long(count)) = count.as_number() {
                    sum = sum.wrapping_add(count);
                }
            }
        }
    }
    Ok(sum)
}

/// The part that rows end with.
pub fn first_part(ret: &Ret) -> Result<&class::Part, Thrown> {
    match &ret.leaf {
        End::Fields(parts) => parts.first(),
        End::Value(..) => None,
    }
    .ok_or_else(|| throw_builtin(Builtin::Error, "the result has no such part"))
}

/// `getUniqIds(): array`: those of all gateways, one after the other.
pub fn get_uniq_ids(call: &Call) -> Result<ZVal, Thrown> {
    let this = call.this();
    let ret = class::of(this)?;
    let part = first_part(ret)?;
    let mut ids = ZArray::with_capacity(0);
    match source(this)? {
        Source::Bodies(bodies) => {
            for body in bodies {
                let bytes = &*body.bytes;
                if part.as_ == As::Texts {
                    answer::strings(&mut ids, bytes, part.field.number)?;
                } else {
                    room::check(bytes, MOST_OF_ENTRIES, || from_bytes::size(ret, bytes))?;
                    from_bytes::each(ret, bytes, &mut |_, value| {
                        let id = last_text(from_bytes::bytes_of(value), part.field.number)?;
                        ids.push(id);
                        Ok(())
                    })?;
                }
            }
        }
        Source::Data(data) => {
            for message in data.values() {
                from_objects::each(ret, message, &mut |_, value| {
                    let found = from_objects::read(part, value)?;
                    match found.as_array() {
                        // one gateway's alone are there already
                        Some(list) if ids.is_empty() => ids = list.to_owned(),
                        Some(list) => list.values().for_each(|id| ids.push(id.clone())),
                        None => ids.push(found),
                    }
                    Ok(())
                })?;
            }
        }
    }
    Ok(ids.into())
}

/// The text of a field, of which the last one counts.
fn last_text(body: &[u8], field: u32) -> Result<ZVal, Thrown> {
    let mut found: &[u8] = b"";
    answer::fields(body, |number, value| {
        if number == field {
            found = match value {
                netsvr_wire::reader::Value::Len(bytes) => bytes,
                _ => found,
            };
        }
        Ok(())
    })?;
    Ok(answer::text(found)?.into())
}

/// `ConnInfoRet::getItems(): array`: the connections by their uniqIds. They are those of `data`: who changes one changes
/// it there, too.
pub fn get_items(call: &Call) -> Result<ZVal, Thrown> {
    let this = call.this();
    let ret = class::of(this)?;
    let mut all = ZArray::with_capacity(0);
    let Some(down) = ret.path.first() else {
        return Ok(all.into());
    };
    for message in data(this)?.values() {
        let items = Held::of(&down.field, message)?.elements()?;
        if all.is_empty() {
            all = items;
            continue;
        }
        for (key, item) in items.iter() {
            all.set_key(key, item.clone());
        }
    }
    Ok(all.into())
}

/// `ConnInfoByCustomerIdRet::getItems(): array`: lists of connections by customerIds.
pub fn get_lists(call: &Call) -> Result<ZVal, Thrown> {
    let this = call.this();
    let [customers, connections] = class::of(this)?.path.as_slice() else {
        return Ok(ZArray::empty().into());
    };
    let mut all = ZArray::with_capacity(0);
    for message in data(this)?.values() {
        for (key, items) in Held::of(&customers.field, message)?.elements()?.iter() {
            let items = Held::of(&connections.field, items)?.list()?;
            if items.is_empty() {
                continue;
            }
            let Some(known) = all.get_key(key).and_then(ZVal::as_array) else {
                all.set_key(key, items.into());
                continue;
            };
            let mut list = known.to_owned();
            // ours alone now: it is added to, not copied
            all.set_key(key, ZVal::null());
            items.values().for_each(|item| list.push(item.clone()));
            all.set_key(key, list.into());
        }
    }
    Ok(all.into())
}
