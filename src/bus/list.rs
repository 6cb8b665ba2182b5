//! Lists of strings as PHP code gives them: ids, topics, data.
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

/// Which element of one list belongs to which of another.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Pairing {
    ByPosition,
    /// Both have the same keys, in another order.
    ByKey,
}

/// A list argument: an array, or a list of the one value that stands for it. Held, not borrowed: it may lie behind a
/// reference, and PHP code that is called while it is walked (a `__toString`, a manager) may set that anew.
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

    /// The first element, for messages; `None` where PHP would have to be asked what it is as text.
    pub fn first(&self) -> Option<String> {
        let (_, value) = self.0.iter().next()?;
        match value.view() {
            View::Str(text) => Some(text.to_text()),
            View::Long(number) => Some(number.to_string()),
            _ => None,
        }
    }

    /// Keys in order.
    pub fn keys(&self) -> impl Iterator<Item = Key<'_>> {
        self.0.iter().map(|(key, _)| key)
    }

    /// True when the keys are 0, 1, 2 and so on.
    pub fn is_list(&self) -> bool {
        self.0.is_list()
    }

    /// The keys that another list does not have, for messages: the first few; `None` when it has them all.
    pub fn keys_missing_in(&self, other: &Self) -> Option<String> {
        const SHOWN: usize = 5;
        let mut missing = self.keys().filter(|key| other.0.get_key(*key).is_none());
        let mut shown: Vec<String> = missing.by_ref().take(SHOWN).map(index).collect();
        let more = missing.count();
        if more > 0 {
            shown.push(format!("{more} more"));
        }
        let last = shown.pop()?;
        Some(if shown.is_empty() {
            last
        } else {
            format!("{} and {last}", shown.join(", "))
        })
    }

    /// How its elements find their partners in a list of the same length, if all of them do.
    pub fn pairing_with(&self, other: &Self) -> Option<Pairing> {
        if self.len() != other.len() {
            None
        } else if self.is_list() && other.is_list() || self.keys().eq(other.keys()) {
            Some(Pairing::ByPosition)
        } else {
            let all = self.keys().all(|key| other.0.get_key(key).is_some());
            all.then_some(Pairing::ByKey)
        }
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

    /// Hands the element under a key to `take`, which need not be text.
    ///
    /// # Errors
    /// As [`List::each`].
    pub fn at(
        &self,
        call: &Call,
        place: Place<'_>,
        key: Key<'_>,
        take: impl FnOnce(&ZStr) -> Result<(), Thrown>,
    ) -> Result<(), Thrown> {
        match self.0.get_key(key) {
            Some(value) => match value.as_own_str() {
                Some(string) => take(string),
                None => take(&*convert(call, place, key, value)?),
            },
            None => Ok(()),
        }
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
        Key::Str(key) => format!("\"{}\"", shortened(&key.to_text())),
    }
}

/// The beginning of a text, for messages.
fn shortened(text: &str) -> String {
    const SHOWN: usize = 64;
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}
