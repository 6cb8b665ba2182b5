//! Reading one element of a `RepeatedField` or `MapField`, as PHP reads an array's.
use super::storage::{key_of, CONTAINER};
use crate::zend::error::{diagnose, Gravity};
use crate::zend::{Key, Thrown, ZObj, ZVal};

/// The element under a key; `None` when there is none.
pub fn find<'a>(wrapper: &'a ZObj, key: Key<'_>) -> Option<&'a ZVal> {
    wrapper.slot(CONTAINER).as_array()?.get_key(key)
}

/// The element at an offset. A missing one is null and a warning.
///
/// # Errors
/// When the offset can be no key, or an error handler throws.
pub fn read(wrapper: &ZObj, offset: &ZVal) -> Result<ZVal, Thrown> {
    let key = key_of(offset)?;
    if let Some(value) = find(wrapper, key) {
        return Ok(value.resolved().clone());
    }
    let key = match key {
        Key::Index(index) => index.to_string(),
        Key::Str(text) => format!("\"{}\"", text.to_text()),
    };
    diagnose(Gravity::Warning, &format!("Undefined array key {key}"))?;
    Ok(ZVal::null())
}
