//! What the objects in `data` hold, once PHP code has had them: it may have put others there.
//!
//! A message of ours is looked into. What a user class has made of one, and anything else, is asked through its getters.
use super::class::{Down, End, Field, Part, Ret};
use super::rows::As;
use super::table::{Keys, Rows};
use crate::message;
use crate::zend::error::{diagnose, Gravity};
use crate::zend::{
    function, throw_builtin, Builtin, Key, Thrown, View, ZArr, ZArray, ZString, ZVal,
};

/// Adds the rows of a message.
///
/// # Errors
/// What its getters throw; `\Error` where it has none.
pub fn add_rows(ret: &Ret, rows: &mut Rows, addr: &ZVal, message: &ZVal) -> Result<(), Thrown> {
    each(ret, message, &mut |keys, value| {
        let mut row = rows.begin(addr, keys);
        match &ret.leaf {
            End::Fields(parts) => {
                for part in parts {
                    rows.put(&mut row, part.key, part.as_, read(part, value)?)?;
                }
            }
            End::Value(key, as_) => rows.put(&mut row, key, *as_, value.clone())?,
        }
        rows.end(row);
        Ok(())
    })
}

/// What is done with each place that rows are made of: the keys on the way, and the value there.
pub type Take<'t> = &'t mut dyn FnMut(&Keys, &ZVal) -> Result<(), Thrown>;

/// Walks down to each place that rows are made of.
///
/// # Errors
/// As [`add_rows`], and what `take` gives.
pub fn each(ret: &Ret, message: &ZVal, take: Take<'_>) -> Result<(), Thrown> {
    descend(&ret.path, message, &mut Vec::with_capacity(2), take)
}

fn descend(path: &[Down], value: &ZVal, keys: &mut Keys, take: Take<'_>) -> Result<(), Thrown> {
    let Some((down, path)) = path.split_first() else {
        return take(keys, value);
    };
    let held = Held::of(&down.field, value)?;
    for (key, value) in held.elements()?.iter() {
        let value = value.resolved().clone();
        if let Some(name) = down.key {
            keys.push((name, held.key(key)));
            descend(path, &value, keys, take)?;
            keys.pop();
        } else {
            descend(path, &value, keys, take)?;
        }
    }
    Ok(())
}

/// A value of a row.
///
/// # Errors
/// As [`add_rows`].
pub fn read(part: &Part, message: &ZVal) -> Result<ZVal, Thrown> {
    let held = Held::of(&part.field, message)?;
    if part.as_ == As::Texts {
        return Ok(held.list()?.into());
    }
    Ok(held.value.present().unwrap_or_else(|| part.as_.default()))
}

/// What a field of an object holds.
pub struct Held {
    value: ZVal,
    /// Its keys are texts that PHP keeps as numbers where they look like some.
    text_keys: bool,
}

impl Held {
    /// Looks into a message, or asks it.
    ///
    /// # Errors
    /// What its getter throws; `\Error` where it has none.
    pub fn of(field: &Field, message: &ZVal) -> Result<Self, Thrown> {
        let Some(object) = message.as_object() else {
            return Err(throw_builtin(
                Builtin::Error,
                &format!(
                    "Call to a member function {}() on {}",
                    field.getter,
                    message.type_name()
                ),
            ));
        };
        let ours = object.is_exactly(field.of);
        let value = if ours {
            object.slot(field.slot).resolved().clone()
        } else if object.has_method(&field.getter_in_lower_case) || object.has_method("__call") {
            object.call(&field.getter, &[])?
        } else {
            return Err(throw_builtin(
                Builtin::Error,
                &format!(
                    "Call to undefined method {}::{}()",
                    object.class_name(),
                    field.getter
                ),
            ));
        };
        Ok(Self {
            text_keys: ours || value.as_object().is_some(),
            value,
        })
    }

    /// The elements of a list or map, under the keys that PHP keeps them by.
    ///
    /// # Errors
    /// What an iterator of a user class throws, or an error handler.
    pub fn elements(&self) -> Result<ZArray, Thrown> {
        if let Some(elements) = message::elements(&self.value) {
            return Ok(elements.to_owned());
        }
        match self.value.view() {
            View::Null if self.text_keys => {}
            View::Object(wrapper) if message::is_collection(wrapper) => {}
            View::Object(object) if object.is_a_named("Traversable") => {
                let values = function::call(
                    &"iterator_to_array".into(),
                    None,
                    &[object.into(), true.into()],
                )?;
                return Ok(values.as_array().map_or_else(ZArray::empty, ZArr::to_owned));
            }
            _ => diagnose(
                Gravity::Warning,
                &format!(
                    "foreach() argument must be of type array|object, {} given",
                    self.value.type_name()
                ),
            )?,
        }
        Ok(ZArray::empty())
    }

    /// The same as a list.
    ///
    /// # Errors
    /// As [`Held::elements`].
    pub fn list(&self) -> Result<ZArray, Thrown> {
        let elements = self.elements()?;
        if elements.is_list() {
            return Ok(elements);
        }
        let mut list = ZArray::with_capacity(elements.len());
        elements
            .values()
            .for_each(|value| list.push(value.resolved().clone()));
        Ok(list)
    }

    /// A key as who walks the map meets it.
    fn key(&self, key: Key<'_>) -> ZVal {
        match key {
            Key::Str(text) => text.into(),
            Key::Index(index) if self.text_keys => {
                ZString::new(index.to_string().as_bytes()).into()
            }
            Key::Index(index) => index.into(),
        }
    }
}
