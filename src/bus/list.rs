//! Lists of strings as user code gives them: ids, topics, data.
use crate::exception::not_utf8;
use crate::zend::{Builtin, Call, Key, Thrown, View, ZArray, ZStr, ZString, ZVal};

/// Where a list stands, for messages.
#[derive(Clone, Copy)]
pub struct Place<'a> {
    /// Number of the argument, from 0.
    pub argument: usize,
    /// The key under which the list lies in that argument, if it does.
    pub key: Option<&'a str>,
}

impl Place<'_> {
    /// The argument itself.
    pub const fn argument(argument: usize) -> Self {
        Self {
            argument,
            key: None,
        }
    }
}

/// A list argument: an array, or a list of the one value that stands for it. Held, not borrowed: it may lie behind a
/// reference, and user code that is called while it is walked (a `__toString`, a manager) may set that anew.
pub struct List(ZArray);

impl List {
    /// What PHP's `(array)` makes of a scalar or an array.
    pub fn of(value: &ZVal) -> Self {
        Self(match value.as_array() {
            Some(array) => array.to_owned(),
            None => ZArray::of_one(value.clone()),
        })
    }

    /// Number of elements.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Hands each element to `take`, as text: int, float, bool and Stringable elements are converted.
    ///
    /// # Errors
    /// `TypeError` for null and arrays, naming the argument and the index; `\Exception` for text that is not UTF-8;
    /// what `take` gives.
    #[inline(always)]
    #[allow(clippy::inline_always)] // 10,000 ids in a call: one compare and one check each
    pub fn each(
        &self,
        call: &Call,
        place: Place<'_>,
        mut take: impl FnMut(&ZStr) -> Result<(), Thrown>,
    ) -> Result<(), Thrown> {
        self.each_bytes(call, place, |string| {
            if !string.is_utf8() {
                return Err(not_utf8());
            }
            take(string)
        })
    }

    /// The same for elements that need not be text.
    ///
    /// # Errors
    /// As [`List::each`].
    #[inline(always)]
    #[allow(clippy::inline_always)] // as above
    pub fn each_bytes(
        &self,
        call: &Call,
        place: Place<'_>,
        mut take: impl FnMut(&ZStr) -> Result<(), Thrown>,
    ) -> Result<(), Thrown> {
        // one place that takes: then the taking becomes part of the loop
        let mut converted = None;
        for (key, value) in self.0.iter() {
            take(match value.as_own_str() {
                Some(string) => string,
                None => converted.insert(convert(call, place, key, value)?),
            })?;
        }
        Ok(())
    }

    /// The elements as [`List::each`] hands them out.
    ///
    /// # Errors
    /// As [`List::each`].
    pub fn strings(&self, call: &Call, place: Place<'_>) -> Result<Vec<ZString>, Thrown> {
        let mut strings = Vec::with_capacity(self.len());
        self.each(call, place, |string| {
            strings.push(string.to_owned());
            Ok(())
        })?;
        Ok(strings)
    }
}

/// An element that is no string, as one; or the string that it refers to, held.
///
/// # Errors
/// `TypeError` for null and arrays, as [`List::each`]; what `__toString` throws.
#[cold]
pub fn convert(
    call: &Call,
    place: Place<'_>,
    key: Key<'_>,
    value: &ZVal,
) -> Result<ZString, Thrown> {
    match value.view() {
        View::Str(text) => Ok(text.to_owned()),
        View::Long(_) | View::Double(_) | View::Bool(_) => ZString::cast(value),
        View::Object(object) if object.is_a_named("Stringable") => ZString::cast(value),
        _ => Err(call.argument_error(
            Builtin::TypeError,
            place.argument,
            &format!(
                "must be a list of strings, {} given at index {}{}",
                value.type_name(),
                index(key),
                place
                    .key
                    .map_or_else(String::new, |key| format!(" of \"{key}\"")),
            ),
        )),
    }
}

fn index(key: Key<'_>) -> String {
    match key {
        Key::Index(index) => index.to_string(),
        Key::Str(key) => format!("\"{}\"", key.to_text()),
    }
}
