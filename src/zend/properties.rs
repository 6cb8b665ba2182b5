//! The properties of an object as `serialize()` sees them: under keys that say who declares them.
use super::array::Key;
use super::array_build::ZArray;
use super::error::{protect, Thrown};
use super::ffi;
use super::object::ZObj;
use super::string::ZStr;
use super::string_build::ZString;
use super::value::ZVal;

/// What a key of `serialize()` names in an object.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Named {
    /// A declared property, by its number as [`ZObj::slot`] counts.
    Slot(usize),
    /// Nothing that is declared: a dynamic property.
    Dynamic,
}

/// The name within a key: what stands behind the class, or behind the star of a protected property.
pub fn name_in_key(key: &[u8]) -> &[u8] {
    match key {
        [0, class_and_name @ ..] => class_and_name
            .iter()
            .position(|byte| *byte == 0)
            .and_then(|end| class_and_name.get(end + 1..))
            .unwrap_or(key),
        _ => key,
    }
}

/// The class within a key of a private property.
fn class_in_key(key: &[u8]) -> Option<&[u8]> {
    let class = key
        .strip_prefix(b"\0")?
        .split(|byte| *byte == 0)
        .next()
        .unwrap_or_default();
    (class != b"*").then_some(class)
}

impl ZObj {
    /// The declared properties from number `first` on and the dynamic ones, under the keys of `serialize()`. A property
    /// that holds nothing is left out.
    pub fn properties_from(&self, first: usize) -> ZArray {
        let mut found = ZArray::with_capacity(0);
        // SAFETY: a linked class; it has as many rows as properties, null for one that it does not see.
        let (count, table) = unsafe {
            let class = &*self.entry();
            let count = usize::try_from(class.default_properties_count).unwrap_or(0);
            (count, class.properties_info_table)
        };
        for index in first..count {
            // SAFETY: within the table.
            let property = unsafe { *table.add(index) };
            let value = self.slot(index);
            if property.is_null() || value.type_info() == ffi::IS_UNDEF {
                continue;
            }
            // SAFETY: every property has a name, in the form of a key.
            let key = unsafe { ZStr::at((*property).name) };
            found.set(key, value.resolved().clone());
        }
        // SAFETY: alive; null as long as nobody has asked for a table or made a dynamic property.
        let dynamic = unsafe { (*self.as_ptr()).properties };
        if dynamic.is_null() {
            return found;
        }
        // SAFETY: the object's own table, which nobody changes meanwhile.
        for (key, value) in unsafe { super::array::ZArr::at(dynamic) }.iter() {
            // what is declared stands there as a pointer to its cell
            if value.type_info() != ffi::IS_INDIRECT {
                found.set_key(key, value.resolved().clone());
            }
        }
        found
    }

    /// What a key means in this object. The private property of a class that the object is not of is looked for by its
    /// name alone, as PHP does for properties that have changed their visibility.
    pub fn named(&self, key: &ZStr) -> Named {
        self.declaration(key)
            .map_or(Named::Dynamic, |(_, slot)| Named::Slot(slot))
    }

    /// Writes the property that a key means, as its class would: types are checked, a readonly one is set once.
    ///
    /// # Errors
    /// When the property does not take the value, or PHP code throws.
    pub fn set_named(&self, key: &ZStr, value: &ZVal) -> Result<(), Thrown> {
        let name = ZString::new(name_in_key(key.as_bytes()));
        let scope = self
            .declaration(key)
            .map_or(self.entry(), |(class, _)| class);
        // SAFETY: the engine counts the value's reference itself.
        protect(|| unsafe {
            ffi::zend_update_property_ex(scope, self.as_ptr(), name.as_ptr(), value.as_ptr());
        })
    }

    /// The class that declares the property, and its number.
    fn declaration(&self, key: &ZStr) -> Option<(*mut ffi::zend_class_entry, usize)> {
        let name = name_in_key(key.as_bytes());
        let private = class_in_key(key.as_bytes()).and_then(|class| {
            std::iter::successors(Some(self.entry()), |entry| {
                // SAFETY: an object's class is linked, so its parent is a class or null.
                let parent = unsafe { (**entry).__bindgen_anon_1.parent };
                (!parent.is_null()).then_some(parent)
            })
            // SAFETY: every class has a name.
            .find(|entry| unsafe { ZStr::at((**entry).name) }.as_bytes() == class)
        });
        private
            .and_then(|class| declared_in(class, name))
            .or_else(|| declared_in(self.entry(), name))
    }
}

fn declared_in(
    class: *mut ffi::zend_class_entry,
    name: &[u8],
) -> Option<(*mut ffi::zend_class_entry, usize)> {
    // SAFETY: a linked class maps names to what it knows of the properties; a static one has no place in the object.
    unsafe {
        let table = (&raw const (*class).properties_info).cast_mut();
        let cell = ffi::zend_hash_str_find(table, name.as_ptr().cast(), name.len());
        if cell.is_null() {
            return None;
        }
        let property = &*(*cell).value.ptr.cast::<ffi::zend_property_info>();
        let hidden = property.flags & ffi::ZEND_ACC_PRIVATE != 0 && property.ce != class;
        if property.flags & ffi::ZEND_ACC_STATIC != 0 || hidden {
            return None;
        }
        let first = std::mem::offset_of!(ffi::zend_object, properties_table);
        let slot = (property.offset as usize - first) / size_of::<ffi::zval>();
        Some((property.ce, slot))
    }
}

/// The text of a key; `None` for a number.
pub fn text_key(key: Key<'_>) -> Option<&ZStr> {
    match key {
        Key::Str(text) => Some(text),
        Key::Index(_) => None,
    }
}
