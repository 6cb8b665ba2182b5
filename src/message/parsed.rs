//! What bytes or a text hold for a message, kept beside the object until all of it has been parsed: a message that
//! does not parse leaves the object as it was.
use super::descriptor::MAX_FIELDS;
use super::storage::{edit, elements, replace, CONTAINER};
use crate::zend::{Key, ZArr, ZArray, ZObj, ZVal};

/// What was found for the fields of one object.
pub struct Parsed<'o> {
    object: &'o ZObj,
    fields: [Found; MAX_FIELDS],
}

#[derive(Default)]
enum Found {
    #[default]
    Nothing,
    Single(ZVal),
    List(ZArray),
    Map(ZArray),
}

#[allow(clippy::inline_always)] // once for each field
impl<'o> Parsed<'o> {
    /// Nothing yet.
    #[inline(always)]
    pub fn new(object: &'o ZObj) -> Self {
        Self {
            object,
            fields: Default::default(),
        }
    }

    /// The value of a single field.
    #[inline(always)]
    pub fn set(&mut self, slot: usize, value: ZVal) {
        if let Some(field) = self.fields.get_mut(slot) {
            put(field, Found::Single(value));
        }
    }

    /// One more element of a list.
    #[inline(always)]
    pub fn push(&mut self, slot: usize, value: ZVal) {
        let Some(field) = self.fields.get_mut(slot) else {
            return;
        };
        if let Found::List(list) = field {
            list.push(value);
        } else {
            put(field, Found::List(ZArray::of_one(value)));
        }
    }

    /// An entry of a map.
    #[inline(always)]
    pub fn insert(&mut self, slot: usize, key: Key<'_>, value: ZVal) {
        let Some(field) = self.fields.get_mut(slot) else {
            return;
        };
        if !matches!(field, Found::Map(_)) {
            *field = Found::Map(ZArray::with_capacity(0));
        }
        if let Found::Map(map) = field {
            map.set_key(key, value);
        }
    }

    /// Puts all of it into the object.
    pub fn settle(mut self) {
        for (slot, found) in self.fields.iter_mut().enumerate() {
            match std::mem::take(found) {
                Found::Nothing => {}
                Found::Single(value) => self.object.set_slot(slot, value),
                Found::List(list) => add_list(self.object, slot, list),
                Found::Map(map) => add_map(self.object, slot, map),
            }
        }
        // nothing is left in it: to look for that, field by field, takes longer than all of the above
        std::mem::forget(self);
    }
}

/// Most fields come once: what is to be let go of is looked for apart from that.
#[inline(always)]
#[allow(clippy::inline_always)] // once for each field
fn put(field: &mut Found, found: Found) {
    match std::mem::replace(field, found) {
        Found::Nothing => {}
        before => let_go(before),
    }
}

#[cold]
#[inline(never)]
fn let_go(found: Found) {
    drop(found);
}

/// Adds to what the object has. That is not copied for it, or many small parses into one message would take a time that
/// grows with the square of their number.
#[inline]
fn add_list(object: &ZObj, slot: usize, list: ZArray) {
    if object.slot(slot).is_null() {
        return object.set_slot(slot, list.into());
    }
    if holds_nothing(object, slot) {
        return store(object, slot, list);
    }
    edit(object, slot, |array| {
        list.values().for_each(|value| array.push(value.clone()));
    });
}

fn add_map(object: &ZObj, slot: usize, map: ZArray) {
    if holds_nothing(object, slot) {
        return store(object, slot, map);
    }
    let replaced: Vec<ZVal> = edit(object, slot, |array| {
        let entries = map.iter();
        let put = |(key, value): (_, &ZVal)| replace(array, key, value.clone());
        entries.filter_map(put).collect()
    });
    drop(replaced);
}

fn holds_nothing(object: &ZObj, slot: usize) -> bool {
    elements(object.slot(slot)).is_none_or(ZArr::is_empty)
}

fn store(object: &ZObj, slot: usize, array: ZArray) {
    match object.slot(slot).as_object().map(ZObj::to_owned) {
        Some(wrapper) => wrapper.set_slot(CONTAINER, array.into()),
        None => object.set_slot(slot, array.into()),
    }
}
