//! The rows of `toArray()`, as they are put together: address, the keys on the way, and what the row ends with.
use super::super::answer::key;
use super::class::Ret;
use super::rows::As;
use crate::zend::{function, Interned, Thrown, ZArray, ZVal};

/// The keys on the way down to where the walk is.
pub type Keys = Vec<(&'static Interned, ZVal)>;

/// Rows in the making.
pub struct Rows {
    all: ZArray,
    width: usize,
    precision: i64,
}

impl Rows {
    pub fn new(ret: &Ret, precision: i64) -> Self {
        Self {
            all: ZArray::with_capacity(0),
            width: ret.width(),
            precision,
        }
    }

    /// Begins a row.
    pub fn begin(&self, addr: &ZVal, keys: &Keys) -> ZArray {
        let mut row = ZArray::with_capacity(self.width);
        row.add(&key::WORKER_ADDR, addr.clone());
        for (key, value) in keys {
            row.add(key, value.clone());
        }
        row
    }

    /// Puts a value into a row.
    ///
    /// # Errors
    /// What `round()` gives.
    pub fn put(
        &self,
        row: &mut ZArray,
        key: &Interned,
        as_: As,
        value: ZVal,
    ) -> Result<(), Thrown> {
        let value = match as_ {
            // PHP's own rounding, whose rules differ between its versions
            As::Rate => function::call(&"round".into(), None, &[value, self.precision.into()])?,
            As::Int | As::Text | As::Texts => value,
        };
        row.add(key, value);
        Ok(())
    }

    /// Ends a row.
    pub fn end(&mut self, row: ZArray) {
        self.all.push(row.into());
    }

    /// All of them.
    pub fn all(self) -> ZVal {
        self.all.into()
    }
}
