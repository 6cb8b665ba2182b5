//! From a message object to JSON text, in the proto3 mapping: fields in the order of their numbers, defaults left
//! out, bytes in base64, whole numbers of 64 bits as strings. The text is what the protobuf runtime for PHP
//! writes, byte for byte: slashes are escaped, letters beyond ASCII are not. A field's JSON name is its name.
use super::coerce;
use super::descriptor::{Kind, Shape, REGISTER_RESP_CODE};
use super::message::is_default;
use super::nesting::Nesting;
use super::storage::elements;
use super::{descriptor, not_a_message};
use crate::exception::not_utf8;
use crate::zend::{Key, Thrown, View, ZArr, ZObj, ZVal};
use base64::prelude::{Engine, BASE64_STANDARD};
use serde::Serialize;
use std::io;

/// Appends the JSON text of a message. Fields that an earlier parse did not know are left out: they have no name.
///
/// # Errors
/// As [`super::encode::encode`].
pub fn encode(object: &ZObj, out: &mut Vec<u8>) -> Result<(), Thrown> {
    encode_at(Nesting::OUTERMOST, object, out)
}

fn encode_at(nesting: Nesting, object: &ZObj, out: &mut Vec<u8>) -> Result<(), Thrown> {
    let message = descriptor::of(object).ok_or_else(not_a_message)?;
    out.push(b'{');
    let mut separator = Separator::default();
    for (slot, field) in message.fields.iter().enumerate() {
        let held = object.slot(slot).resolved();
        let left_out = match field.shape {
            Shape::Single(kind) => is_default(kind, held),
            Shape::Repeated(_) | Shape::Map(..) => elements(held).is_none_or(ZArr::is_empty),
        };
        if left_out {
            continue;
        }
        separator.write(out);
        quoted(field.name, out);
        out.push(b':');
        match field.shape {
            Shape::Single(kind) => put(nesting, kind, held, out)?,
            Shape::Repeated(kind) => put_list(nesting, kind, elements(held), out)?,
            Shape::Map(_, kind) => put_map(nesting, kind, elements(held), out)?,
        }
    }
    out.push(b'}');
    Ok(())
}

/// Writes a comma before every element but the first.
#[derive(Default)]
struct Separator {
    wanted: bool,
}

impl Separator {
    fn write(&mut self, out: &mut Vec<u8>) {
        if self.wanted {
            out.push(b',');
        }
        self.wanted = true;
    }
}

fn put_list(
    nesting: Nesting,
    kind: Kind,
    list: Option<&ZArr>,
    out: &mut Vec<u8>,
) -> Result<(), Thrown> {
    out.push(b'[');
    let mut separator = Separator::default();
    for value in list.into_iter().flat_map(ZArr::values) {
        separator.write(out);
        put(nesting, kind, value, out)?;
    }
    out.push(b']');
    Ok(())
}

/// Keys are strings in JSON, whatever their kind.
fn put_map(
    nesting: Nesting,
    kind: Kind,
    map: Option<&ZArr>,
    out: &mut Vec<u8>,
) -> Result<(), Thrown> {
    out.push(b'{');
    let mut separator = Separator::default();
    for (key, value) in map.into_iter().flat_map(ZArr::iter) {
        separator.write(out);
        match key {
            Key::Index(index) => quoted(&index.to_string(), out),
            Key::Str(key) => text(utf8(key.as_bytes())?, out),
        }
        out.push(b':');
        put(nesting, kind, value, out)?;
    }
    out.push(b'}');
    Ok(())
}

fn put(nesting: Nesting, kind: Kind, value: &ZVal, out: &mut Vec<u8>) -> Result<(), Thrown> {
    match (kind, value.view()) {
        (Kind::String, View::Str(string)) => text(utf8(string.as_bytes())?, out),
        // its slashes are not escaped
        (Kind::Bytes, View::Str(bytes)) => quoted(&BASE64_STANDARD.encode(bytes.as_bytes()), out),
        (Kind::Int32, View::Long(whole)) => plain(&whole.to_string(), out),
        (Kind::Int64, View::Long(whole)) => quoted(&whole.to_string(), out),
        (Kind::Uint32, View::Long(whole)) => {
            // above 2^31 - 1 they are kept as negative numbers
            let unsigned = if whole < 0 { whole + (1 << 32) } else { whole };
            plain(&unsigned.to_string(), out);
        }
        (Kind::Enum, View::Long(number)) => {
            match REGISTER_RESP_CODE.iter().find(|(_, code)| *code == number) {
                Some((name, _)) => quoted(name, out),
                None => plain(&number.to_string(), out),
            }
        }
        (Kind::Bool, View::Bool(flag)) => plain(if flag { "true" } else { "false" }, out),
        (Kind::Float, View::Double(double)) => float(double, out),
        (Kind::Message(_), View::Object(object)) => encode_at(nesting.below()?, object, out)?,
        // a child class wrote something else into the property
        _ => put(nesting, kind, &coerce::scalar(kind, value)?, out)?,
    }
    Ok(())
}

fn utf8(bytes: &[u8]) -> Result<&str, Thrown> {
    std::str::from_utf8(bytes).map_err(|_| not_utf8())
}

/// A string without a character to escape.
fn quoted(characters: &str, out: &mut Vec<u8>) {
    out.push(b'"');
    plain(characters, out);
    out.push(b'"');
}

fn plain(characters: &str, out: &mut Vec<u8>) {
    out.extend_from_slice(characters.as_bytes());
}

fn float(double: f64, out: &mut Vec<u8>) {
    if double.is_nan() {
        quoted("NaN", out);
    } else if double.is_infinite() {
        quoted(
            if double > 0.0 {
                "Infinity"
            } else {
                "-Infinity"
            },
            out,
        );
    } else {
        plain(&eight_digits(double), out);
    }
}

/// What PHP's `%.8g` makes of a finite number: at most eight significant digits, and at least one behind the point
/// of a number with an exponent.
fn eight_digits(double: f64) -> String {
    const DIGITS: i32 = 8;
    let scientific = format!("{double:.7e}");
    let (mantissa, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    let sign = if mantissa.starts_with('-') { "-" } else { "" };
    let digits = mantissa.replace(['-', '.'], "");
    let digits = match digits.trim_end_matches('0') {
        "" => "0",
        significant => significant,
    };
    let (first, rest) = digits.split_at(1);
    if !(-4..DIGITS).contains(&exponent) {
        let rest = if rest.is_empty() { "0" } else { rest };
        let direction = if exponent < 0 { '-' } else { '+' };
        return format!("{sign}{first}.{rest}e{direction}{}", exponent.abs());
    }
    match usize::try_from(exponent) {
        Ok(exponent) if digits.len() <= exponent + 1 => {
            format!("{sign}{digits:0<0$}", exponent + 1)
        }
        Ok(exponent) => {
            let (whole, fraction) = digits.split_at(exponent + 1);
            format!("{sign}{whole}.{fraction}")
        }
        Err(_) => {
            let zeros = usize::try_from(-exponent - 1).unwrap_or(0);
            format!("{sign}0.{:0<zeros$}{digits}", "")
        }
    }
}

fn text(characters: &str, out: &mut Vec<u8>) {
    let mut serializer = serde_json::Serializer::with_formatter(out, Escapes);
    let written = characters.serialize(&mut serializer);
    debug_assert!(written.is_ok(), "a vector takes all that is written");
}

/// The escapes of PHP's `json_encode()` with letters left as they are: slashes too, and the two line separators
/// that end a line in a script.
struct Escapes;

impl serde_json::ser::Formatter for Escapes {
    fn write_string_fragment<W: io::Write + ?Sized>(
        &mut self,
        writer: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        let escape = |found: char| matches!(found, '/' | '\u{2028}' | '\u{2029}');
        for piece in fragment.split_inclusive(escape) {
            let kept = piece.trim_end_matches(escape);
            writer.write_all(kept.as_bytes())?;
            for found in piece.chars().skip(kept.chars().count()) {
                match found {
                    '/' => writer.write_all(b"\\/")?,
                    other => write!(writer, "\\u{:04x}", u32::from(other))?,
                }
            }
        }
        Ok(())
    }
}
