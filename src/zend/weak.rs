//! Objects that are known, and not kept: PHP's `WeakReference`.
use super::error::Thrown;
use super::function;
use super::object::ZObj;
use super::object_build::ZObject;
use super::value::ZVal;

/// An object that may be gone by now, and another one in its place in memory. The engine makes one `WeakReference` for
/// an object: what is equal is of the same one.
pub struct Weak(ZObject);

impl Weak {
    /// Takes note of an object.
    ///
    /// # Errors
    /// When `memory_limit` has no room for it; what the handler of a signal throws that comes meanwhile.
    pub fn to(object: &ZObj) -> Result<Option<Self>, Thrown> {
        let made = function::call(&"WeakReference::create".into(), None, &[object.into()])?;
        Ok(made.as_object().map(|made| Self(made.to_owned())))
    }

    /// The object, unless it is gone.
    ///
    /// # Errors
    /// What the handler of a signal throws that comes meanwhile.
    pub fn get(&self) -> Result<Option<ZObject>, Thrown> {
        let object = self.0.call("get", &[])?;
        Ok(object.as_object().map(ZObj::to_owned))
    }

    /// The `WeakReference`.
    pub fn into_value(self) -> ZVal {
        self.0.into()
    }
}

impl Clone for Weak {
    fn clone(&self) -> Self {
        Self(self.0.to_owned())
    }
}

impl PartialEq for Weak {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(&raw const *self.0, &raw const *other.0)
    }
}
