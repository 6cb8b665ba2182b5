//! Lists of strings as user code gives them: ids, topics, data.
use crate::exception::not_utf8;
use crate::zend::{Builtin, Call, Key, Thrown, View, ZArr, ZStr, ZString, ZVal};

/// What the elements of a list are on the wire.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Text {
    /// Must be UTF-8.
    String,
    /// Anything.
    Bytes,
}

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

/// A list argument: an array, or one value that stands for a list of one.
#[derive(Clone, Copy)]
pub enum List<'a> {
    Array(&'a ZArr),
    One(&'a ZVal),
}

impl<'a> List<'a> {
    /// What PHP's `(array)` makes of a scalar or an array.
    pub fn of(value: &'a ZVal) -> Self {
        value.as_array().map_or(Self::One(value), Self::Array)
    }

    /// Number of elements.
    pub fn len(self) -> usize {
        match self {
            Self::Array(array) => array.len(),
            Self::One(_) => 1,
        }
    }

    /// Hands each element to `take`, as a string: int, float, bool and Stringable elements are converted.
    ///
    /// # Errors
    /// `TypeError` for null and arrays, naming the argument and the index; `\Exception` for text that is not UTF-8;
    /// what `take` gives.
    #[inline(always)]
    #[allow(clippy::inline_always)] // 10,000 ids in a call: one compare and one check each
    pub fn each(
        self,
        call: &Call,
        place: Place<'_>,
        text: Text,
        mut take: impl FnMut(&ZStr) -> Result<(), Thrown>,
    ) -> Result<(), Thrown> {
        match self {
            Self::One(value) => element(call, place, text, Key::Index(0), value, &mut take),
            Self::Array(array) => {
                for (key, value) in array.iter() {
                    element(call, place, text, key, value, &mut take)?;
                }
                Ok(())
            }
        }
    }
}

#[inline(always)]
#[allow(clippy::inline_always)] // 10,000 ids in a call: one compare and one check each
fn element(
    call: &Call,
    place: Place<'_>,
    text: Text,
    key: Key<'_>,
    value: &ZVal,
    take: &mut impl FnMut(&ZStr) -> Result<(), Thrown>,
) -> Result<(), Thrown> {
    if let View::Str(string) = value.view() {
        return checked(string, text, take);
    }
    let string = convert(call, place, key, value)?;
    checked(&string, text, take)
}

#[inline(always)]
#[allow(clippy::inline_always)] // as above
fn checked(
    string: &ZStr,
    text: Text,
    take: &mut impl FnMut(&ZStr) -> Result<(), Thrown>,
) -> Result<(), Thrown> {
    if text == Text::String && !string.is_utf8() {
        return Err(not_utf8());
    }
    take(string)
}

/// An element that is no string, as one.
#[cold]
fn convert(call: &Call, place: Place<'_>, key: Key<'_>, value: &ZVal) -> Result<ZString, Thrown> {
    match value.view() {
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

/// An element that stands under a key of its own: `['uniqId' => 'data']`.
///
/// # Errors
/// As [`List::each`].
#[inline(always)]
#[allow(clippy::inline_always)] // as above
pub fn entry<R>(
    call: &Call,
    key: Key<'_>,
    value: &ZVal,
    take: impl FnOnce(&ZStr, &ZStr) -> Result<R, Thrown>,
) -> Result<R, Thrown> {
    let converted;
    let data = if let View::Str(data) = value.view() {
        data
    } else {
        converted = convert(call, Place::argument(0), key, value)?;
        &*converted
    };
    let made;
    let id = match key {
        Key::Str(id) => id,
        Key::Index(number) => {
            made = ZString::new(number.to_string().as_bytes());
            &*made
        }
    };
    if !id.is_utf8() {
        return Err(not_utf8());
    }
    take(id, data)
}

fn index(key: Key<'_>) -> String {
    match key {
        Key::Index(index) => index.to_string(),
        Key::Str(key) => format!("\"{}\"", key.to_text()),
    }
}
