//! `CheckOnlineRet`: a set of the clients that are online, in `$cache`, made when it is needed. It follows `$data`.
use super::super::{answer, answer_size};
use super::class;
use super::from_objects::Held;
use super::methods::first_part;
use super::object::{data, is_unread, key_value, source, Source, Unread};
use crate::room;
use crate::zend::{handler, Call, Interned, Thrown, ZArr, ZArray, ZObj, ZVal};
use netsvr_wire::reader::Value;

/// Slot of `$cache`.
const CACHE: usize = 1;

static INIT_CACHE: Interned = Interned::new("initcache");

/// Bytes that one byte of an answer becomes in a set at most.
const MOST: usize = 40;

/// At module start.
pub fn make_names() {
    INIT_CACHE.make();
}

/// What the set was made of. That is held, so it cannot change: whoever changes a list that others have gets a copy.
pub struct Stamp {
    set: ZArray,
    /// The lists of the messages in `$data`; `None` when there were no messages yet.
    lists: Option<Vec<ZArray>>,
}

impl Stamp {
    /// One reference more to each.
    pub fn to_owned(&self) -> Self {
        let lists = self.lists.as_ref();
        Self {
            set: self.set.to_owned(),
            lists: lists.map(|lists| lists.iter().map(|list| (**list).to_owned()).collect()),
        }
    }
}

fn is_same(one: &ZArr, other: &ZArr) -> bool {
    std::ptr::eq(one, other)
}

/// `initCache(): void`, which child classes may call and override.
pub fn init_cache(call: &Call) -> Result<(), Thrown> {
    refresh(call.this())
}

/// Makes the set anew when it is not that of what `$data` holds.
fn refresh(this: &ZObj) -> Result<(), Thrown> {
    if is_current(this)? {
        return Ok(());
    }
    make(this)
}

fn make(this: &ZObj) -> Result<(), Thrown> {
    let part = first_part(class::of(this)?)?;
    let mut set = ZArray::with_capacity(0);
    let lists = match source(this)? {
        Source::Bodies(bodies) => {
            for body in bodies {
                let bytes = &*body.bytes;
                room::check(bytes, MOST, || answer_size::set(bytes, part.field.number))?;
                answer::fields(bytes, |number, value| {
                    if let (true, Value::Len(id)) = (number == part.field.number, value) {
                        set.set_symbol(&*answer::text(id)?, true.into());
                    }
                    Ok(())
                })?;
            }
            None
        }
        Source::Data(data) => {
            let mut lists = Vec::with_capacity(data.len());
            for message in data.values() {
                let list = Held::of(&part.field, message)?.elements()?;
                for id in list.values().filter_map(ZVal::as_str) {
                    set.set_symbol(id, true.into());
                }
                lists.push(list);
            }
            Some(lists)
        }
    };
    if let Some(unread) = this.native::<Unread>() {
        let set = set.to_owned();
        unread.stamp.replace(Some(Stamp { set, lists }));
    }
    this.set_slot(CACHE, set.into());
    Ok(())
}

/// The set, which `initCache()` has seen to. That of a child class is called each time, as the package does.
fn current(this: &ZObj) -> Result<ZArray, Thrown> {
    if this.has_known_handler(&INIT_CACHE, handler(init_cache)) {
        refresh(this)?;
    } else {
        this.call_protected(&INIT_CACHE, &[])?;
    }
    let set = this.slot(CACHE).as_array();
    Ok(set.map_or_else(ZArray::empty, ZArr::to_owned))
}

fn is_current(this: &ZObj) -> Result<bool, Thrown> {
    let Some(set) = this.slot(CACHE).as_array() else {
        return Ok(false);
    };
    let Some(unread) = this.native::<Unread>() else {
        return Ok(false);
    };
    match &*unread.stamp.borrow() {
        // nobody but a child class can have made one of its own
        None => return Ok(!this.is_exactly(&class::of(this)?.class)),
        Some(stamp) if !is_same(&stamp.set, set) => return Ok(true),
        Some(stamp) if is_unread(this) => return Ok(stamp.lists.is_none()),
        Some(_) => {}
    }
    is_of(this, unread)
}

/// Whether the set was made of the lists that lie in `$data` now.
fn is_of(this: &ZObj, unread: &Unread) -> Result<bool, Thrown> {
    let data = data(this)?;
    // a copy: a getter of a user class may make another set
    let stamp = unread.stamp.borrow().as_ref().map(Stamp::to_owned);
    let part = first_part(class::of(this)?)?;
    let lists = stamp.and_then(|stamp| stamp.lists);
    let Some(lists) = lists.filter(|lists| lists.len() == data.len()) else {
        return Ok(false);
    };
    for (list, message) in lists.iter().zip(data.values()) {
        if !is_same(list, &*Held::of(&part.field, message)?.elements()?) {
            return Ok(false);
        }
    }
    Ok(true)
}

/// `has(string $uniqId): bool`.
pub fn has(call: &Call) -> Result<bool, Thrown> {
    let uniq_id = call.string(0)?;
    let set = current(call.this())?;
    let found = set.get_known(uniq_id).is_some_and(|found| !found.is_null());
    Ok(found)
}

/// `getUniqIds(): array`: those of the set, in which ids that look like numbers are numbers.
pub fn get_uniq_ids(call: &Call) -> Result<ZVal, Thrown> {
    let set = current(call.this())?;
    let mut ids = ZArray::with_capacity(set.len());
    set.iter().for_each(|(key, _)| ids.push(key_value(key)));
    Ok(ids.into())
}
