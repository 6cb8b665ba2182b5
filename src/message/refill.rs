//! From protobuf bytes to a message object that nobody else has, one event after the other: straight into its fields,
//! and into the memory of the strings and lists that the last event has left there.
use super::decode::{decode_at, value_of};
use super::descriptor::{self, Kind, MAX_FIELDS};
use super::message::{add_unknown_fields, forget_unknown_fields};
use super::not_a_message;
use super::storage::{default, edit_cell, key_of, new_message, set_in_cell};
use crate::zend::{is_utf8, Thrown, Writable, ZArray, ZObj, ZString, ZVal};
use netsvr_wire::walk::{walk, Depth, Scalar, Sink};
use netsvr_wire::Gateway;

/// Whether a message that PHP code has had may be filled anew: nobody else has anything to do with it. What it holds
/// that PHP code may have a part in goes here, for [`refill`] runs no destructor of its.
#[inline]
pub fn may_be_refilled(object: &ZObj) -> bool {
    let known = descriptor::of(object).filter(|_| object.is_unshared());
    let Some(message) = known else {
        return false;
    };
    for (slot, field) in message.fields.iter().enumerate() {
        if !object.slot(slot).is_inert() {
            object.set_slot(slot, default(field.shape));
        }
    }
    true
}

/// Makes `object` the message that a gateway of this generation has sent, whatever it was before. It is new, or [`may_be_refilled`]: after an
/// error it is neither the one nor the other, and to be thrown away.
///
/// # Errors
/// As [`decode`](super::decode()).
pub fn refill(gateway: Gateway, object: &ZObj, bytes: &[u8]) -> Result<(), Thrown> {
    let declared = descriptor::of(object).ok_or_else(not_a_message)?;
    let otherwise = descriptor::sent_by(gateway, declared);
    let message = otherwise.unwrap_or(declared);
    forget_unknown_fields(object);
    let mut fields = Fields {
        object,
        found: [0; MAX_FIELDS],
        inner: Vec::new(),
        unknown: Vec::new(),
    };
    walk(message, bytes, Depth::OUTERMOST, &mut fields)?;
    for (slot, (field, found)) in message.fields.iter().zip(fields.found).enumerate() {
        if found == 0 {
            object.set_slot(slot, default(field.shape));
        } else if found < object.writable(slot).elements().len() {
            shorten(object, slot, found);
        }
    }
    // under the number of a field that only the sender's message has, ours has another
    if !fields.unknown.is_empty() && otherwise.is_none() {
        add_unknown_fields(object, &fields.unknown);
    }
    Ok(())
}

/// Leaves a list the elements of this event.
#[cold]
fn shorten(object: &ZObj, slot: usize, length: usize) {
    edit_cell(object, slot, |list| {
        while list.len() > length {
            list.pop();
        }
    });
}

/// The fields of one message.
struct Fields<'o> {
    object: &'o ZObj,
    /// How many values were found, by slot.
    found: [usize; MAX_FIELDS],
    /// The message within that was read last.
    inner: Vec<ZVal>,
    unknown: Vec<u8>,
}

/// A value that is not made before its place is known.
#[derive(Clone, Copy)]
enum Piece<'b> {
    Text(&'b [u8]),
    Scalar(Scalar<'b>),
    /// The last one of [`Fields::inner`].
    Message,
}

#[allow(clippy::inline_always)] // once for each field
impl Fields<'_> {
    /// Counts a value. Gives how many were found before.
    #[inline(always)]
    fn count(&mut self, slot: usize) -> usize {
        self.found.get_mut(slot).map_or(0, |found| {
            let before = *found;
            *found += 1;
            before
        })
    }

    #[inline(always)]
    fn make(&mut self, piece: Piece<'_>) -> ZVal {
        match piece {
            Piece::Text(bytes) => ZString::of_utf8(bytes).into(),
            Piece::Scalar(scalar) => value_of(scalar),
            Piece::Message => self.inner.pop().unwrap_or(ZVal::null()),
        }
    }

    #[inline(always)]
    fn put(&mut self, cell: Writable<'_>, piece: Piece<'_>) {
        match piece {
            Piece::Text(bytes) => cell.put_string(bytes, true),
            Piece::Scalar(Scalar::Bytes(bytes)) => cell.put_string(bytes, false),
            other => cell.put(self.make(other)),
        }
    }
}

#[allow(clippy::inline_always)] // once for each field
impl<'b> Sink<'b> for Fields<'_> {
    type Value = Piece<'b>;
    type Error = Thrown;

    #[inline(always)]
    fn scalar(&mut self, scalar: Scalar<'b>) -> Piece<'b> {
        Piece::Scalar(scalar)
    }

    #[inline(always)]
    fn text(&mut self, bytes: &'b [u8]) -> Option<Piece<'b>> {
        is_utf8(bytes).then_some(Piece::Text(bytes))
    }

    #[inline(never)]
    fn message(
        &mut self,
        place: usize,
        bytes: &'b [u8],
        depth: Depth,
    ) -> Result<Piece<'b>, Thrown> {
        let object = new_message(Kind::Message(place))?;
        decode_at(depth, &object, bytes)?;
        self.inner.push(object.into());
        Ok(Piece::Message)
    }

    #[inline(always)]
    fn set(&mut self, slot: usize, value: Piece<'b>) {
        self.count(slot);
        self.put(self.object.writable(slot), value);
    }

    #[inline(always)]
    fn push(&mut self, slot: usize, value: Piece<'b>) {
        let before = self.count(slot);
        match self.object.writable(slot).elements().get(before) {
            Some(cell) => self.put(cell, value),
            None => append(self.object, slot, before, self.make(value)),
        }
    }

    fn insert(&mut self, slot: usize, key: Piece<'b>, value: Piece<'b>) -> Result<(), Thrown> {
        if self.count(slot) == 0 {
            self.object.set_slot(slot, ZVal::null());
        }
        let (key, value) = (self.make(key), self.make(value));
        set_in_cell(self.object, slot, key_of(&key)?, value);
        Ok(())
    }

    fn unknown(&mut self, field: &[u8]) {
        self.unknown.extend_from_slice(field);
    }
}

/// An element for which there is no room to be used again.
#[inline(never)]
fn append(object: &ZObj, slot: usize, before: usize, value: ZVal) {
    if before == 0 {
        object.set_slot(slot, ZArray::of_one(value).into());
    } else {
        edit_cell(object, slot, |list| list.push(value));
    }
}
