//! What PHP code may give for a value of each kind, and what is stored then. Knows single values; lists and
//! maps are made of them elsewhere.
use super::descriptor::{class_of, Kind};
use crate::exception::not_utf8;
use crate::zend::{error, throw_builtin, Builtin, Number, Thrown, View, ZStr, ZString, ZVal};
use std::ops::RangeInclusive;

/// Which place a value is meant for: it decides what `null` means.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Place {
    ListElement,
    MapElement,
}

/// The value to store for a field of this kind.
///
/// # Errors
/// `\Exception`, `\InvalidArgumentException`, `\RangeException` for what the kind does not take.
#[inline]
pub fn scalar(kind: Kind, value: &ZVal) -> Result<ZVal, Thrown> {
    match kind {
        Kind::String => string(value),
        Kind::Bytes => bytes(value),
        Kind::Int32 | Kind::Enum => int32(value),
        Kind::Int64 => int64(value),
        Kind::Uint32 => uint32(value),
        Kind::Bool => boolean(value),
        Kind::Float => float(value),
        Kind::Message(_) => message(kind, value),
    }
}

/// The value to store for an element of a list or map.
///
/// # Errors
/// As [`scalar`]; `null` for a message is a `\TypeError` in a list and ends the request in a map, unless an error
/// handler takes it.
#[inline]
pub fn element(kind: Kind, place: Place, value: &ZVal) -> Result<ZVal, Thrown> {
    if matches!(kind, Kind::Message(_)) && value.is_null() {
        if place == Place::MapElement {
            error::diagnose(error::Gravity::UserError, "Map element cannot be null.")?;
        }
        return Err(throw_builtin(
            Builtin::TypeError,
            "RepeatedField element cannot be null.",
        ));
    }
    scalar(kind, value)
}

/// Text: UTF-8.
///
/// # Errors
/// As [`bytes`], and `\Exception` for what is not UTF-8.
#[inline]
pub fn string(value: &ZVal) -> Result<ZVal, Thrown> {
    match value.view() {
        View::Str(text) => utf8(text).map(ZVal::from),
        _ => bytes(value),
    }
}

#[inline]
fn utf8(text: &ZStr) -> Result<&ZStr, Thrown> {
    if text.is_utf8() {
        return Ok(text);
    }
    Err(not_utf8())
}

/// Bytes: anything that is no array and no object, as a string.
///
/// # Errors
/// `\InvalidArgumentException` for an array or an object.
#[inline]
pub fn bytes(value: &ZVal) -> Result<ZVal, Thrown> {
    match value.view() {
        View::Str(text) => Ok(text.into()),
        View::Array(_) | View::Object(_) => Err(throw_builtin(
            Builtin::InvalidArgumentException,
            "Expect string.",
        )),
        _ => Ok(ZString::cast(value)?.into()),
    }
}

/// A whole number of 32 bits.
///
/// # Errors
/// `\Exception` for what is not numeric, `\RangeException` for what does not fit.
#[inline]
pub fn int32(value: &ZVal) -> Result<ZVal, Thrown> {
    const RANGE: RangeInclusive<i64> = i32::MIN as i64..=i32::MAX as i64;
    whole_number(value, &RANGE, "an integer of 32 bits").map(ZVal::from)
}

/// A whole number of 64 bits.
///
/// # Errors
/// As [`int32`].
#[inline]
pub fn int64(value: &ZVal) -> Result<ZVal, Thrown> {
    whole_number(value, &(i64::MIN..=i64::MAX), "an integer of 64 bits").map(ZVal::from)
}

/// What may be given for an unsigned number of 32 bits: PHP code sees one above 2^31 - 1 as negative, as it always
/// has, and may give it back so.
pub const UINT32: RangeInclusive<i64> = i32::MIN as i64..=u32::MAX as i64;

/// An unsigned number of 32 bits.
///
/// # Errors
/// As [`int32`].
#[inline]
pub fn uint32(value: &ZVal) -> Result<ZVal, Thrown> {
    let whole = whole_number(value, &UINT32, "an unsigned integer of 32 bits")?;
    // the lower half, with its sign
    #[allow(clippy::cast_possible_truncation)]
    let seen = whole as i32;
    Ok(i64::from(seen).into())
}

/// A bool: whatever PHP takes for true or false, but no array and no object.
///
/// # Errors
/// `\Exception` for an array or an object.
#[inline]
pub fn boolean(value: &ZVal) -> Result<ZVal, Thrown> {
    match value.view() {
        View::Array(_) | View::Object(_) => {
            Err(throw_builtin(Builtin::Exception, "Expect boolean."))
        }
        _ => Ok(value.is_truthy().into()),
    }
}

/// A float, rounded to the 32 bits that go over the wire.
///
/// # Errors
/// `\Exception` for what is not numeric.
#[inline]
pub fn float(value: &ZVal) -> Result<ZVal, Thrown> {
    // rounding is what the field's type asks for
    #[allow(clippy::cast_possible_truncation, clippy::cast_precision_loss)]
    let single = match value.as_number() {
        Some(Number::Long(whole)) => whole as f64 as f32,
        Some(Number::Double(double)) => double as f32,
        None => return Err(throw_builtin(Builtin::Exception, "Expect float.")),
    };
    Ok(f64::from(single).into())
}

fn message(kind: Kind, value: &ZVal) -> Result<ZVal, Thrown> {
    let class = class_of(kind).ok_or_else(|| throw_builtin(Builtin::Error, "no such message"))?;
    match value.as_object() {
        Some(object) if object.is_a(class) => Ok(object.into()),
        _ => Err(throw_builtin(
            Builtin::Exception,
            &format!("Expect {}.", class.name()),
        )),
    }
}

/// The whole number of a value, fractions cut off; `wanted` says what the range is.
#[inline]
fn whole_number(value: &ZVal, range: &RangeInclusive<i64>, wanted: &str) -> Result<i64, Thrown> {
    let whole = match value.as_number() {
        Some(Number::Long(whole)) => Some(whole),
        // in text the least number is a whole one already: what comes as its float was rounded to it
        Some(Number::Double(double)) if value.as_str().is_some() && double <= -TWO_POW_63 => None,
        Some(Number::Double(double)) => cut_off(double),
        None => return Err(throw_builtin(Builtin::Exception, "Expect integer.")),
    };
    match whole {
        Some(whole) if range.contains(&whole) => Ok(whole),
        _ => Err(out_of_range(value, wanted)),
    }
}

const TWO_POW_63: f64 = 9_223_372_036_854_775_808.0;

/// The whole number of a float; `None` for one that 64 bits do not hold.
#[allow(clippy::cast_possible_truncation)] // within the range
fn cut_off(double: f64) -> Option<i64> {
    (-TWO_POW_63..TWO_POW_63)
        .contains(&double)
        .then_some(double as i64)
}

/// The whole number of a float as PHP takes it for a key, modulo 2^64; 0 for what is not finite.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
pub fn wrapped(double: f64) -> i64 {
    match cut_off(double) {
        Some(whole) => whole,
        None if double.is_finite() => (double.rem_euclid(2.0 * TWO_POW_63) as u64).cast_signed(),
        None => 0,
    }
}

#[cold]
fn out_of_range(value: &ZVal, wanted: &str) -> Thrown {
    let given = match value.as_number() {
        // PHP 8.5 warns of a NAN that becomes text
        Some(Number::Double(double)) if double.is_nan() => "NAN".to_owned(),
        _ => ZString::cast(value).map_or_else(|_| String::new(), |text| text.to_text()),
    };
    throw_builtin(
        Builtin::RangeException,
        &format!("Expect {wanted}, {given} given."),
    )
}
