//! What bytes or a text hold for a message, kept beside the object until all of it has been parsed: a message that
//! does not parse leaves the object as it was.
use super::descriptor::MAX_FIELDS;
use super::storage::{elements, CONTAINER};
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
    Elements(ZArray),
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
            *field = Found::Single(value);
        }
    }

    /// One more element of a list.
    #[inline(always)]
    pub fn push(&mut self, slot: usize, value: ZVal) {
        if let Some(array) = self.elements(slot) {
            array.push(value);
        }
    }

    /// An entry of a map.
    #[inline(always)]
    pub fn insert(&mut self, slot: usize, key: Key<'_>, value: ZVal) {
        if let Some(array) = self.elements(slot) {
            array.set_key(key, value);
        }
    }

    /// The elements so far: those that the object has come first.
    #[inline]
    fn elements(&mut self, slot: usize) -> Option<&mut ZArray> {
        let field = self.fields.get_mut(slot)?;
        if !matches!(field, Found::Elements(_)) {
            let present = elements(self.object.slot(slot)).filter(|array| !array.is_empty());
            *field = Found::Elements(present.map_or_else(ZArray::list, ZArr::to_owned));
        }
        match field {
            Found::Elements(array) => Some(array),
            Found::Nothing | Found::Single(_) => None,
        }
    }

    /// Puts all of it into the object.
    pub fn settle(&mut self) {
        for (slot, found) in self.fields.iter_mut().enumerate() {
            match std::mem::take(found) {
                Found::Nothing => {}
                Found::Single(value) => self.object.set_slot(slot, value),
                Found::Elements(array) => store(self.object, slot, array),
            }
        }
    }
}

fn store(object: &ZObj, slot: usize, array: ZArray) {
    match object.slot(slot).as_object().map(ZObj::to_owned) {
        Some(wrapper) => wrapper.set_slot(CONTAINER, array.into()),
        None => object.set_slot(slot, array.into()),
    }
}
