//! The objects of a request that hold Rust data of one type, found without anything that keeps them.
use super::ffi;
use super::native::Native;
use super::object::ZObj;
use super::object_build::ZObject;

/// All of them, in the order in which they were made. Looks at every object that there is: for what is asked seldom.
pub fn living<T: Native>() -> Vec<ZObject> {
    /// Set in the place of an object that is gone.
    const FREE: usize = 1;
    // SAFETY: the store of this thread. It has `top` places, of which the first is unused; no PHP code runs meanwhile,
    // so that it stays as it is.
    unsafe {
        let store = &(*ffi::ext_php_rs_executor_globals()).objects_store;
        (1..store.top as usize)
            .map(|place| *store.object_buckets.add(place))
            .filter(|object| !object.is_null() && object.addr() & FREE == 0)
            .filter(|object| {
                (**object).gc.u.type_info & (ffi::IS_OBJ_FREE_CALLED << ffi::GC_FLAGS_SHIFT) == 0
            })
            .map(|object| ZObj::at(object))
            .filter(|object| object.native::<T>().is_some())
            .map(ZObj::to_owned)
            .collect()
    }
}
