//! `NetsvrBusiness\Container`: the PSR-11 container that `NetBus` asks for its socket managers, or whatever
//! container PHP code put in its place.
//!
//! The class that PHP code sees is a shim (see `zend::shim`), because it implements an interface that PHP code declares.
//! Objects and closures lie in two declared properties, as arrays.
use crate::api::interface;
use crate::exception;
use crate::functions;
use crate::zend::context;
use crate::zend::{error, ZArr};
use crate::zend::{
    function, handler, Call, Class, ClassBuilder, Initial, Interned, Method, Thrown, Type,
    Writable, ZArray, ZObj, ZObject, ZStr, ZVal,
};

static CONTAINER: Class = Class::unset();

/// The shim's class.
pub const CONTAINER_NAME: &str = "NetsvrBusiness\\Container";
/// Its native parent.
pub const NATIVE_CONTAINER: &str = "NetsvrBusiness\\Native\\Container";
/// What it implements.
pub const PSR_CONTAINER: &str = "Psr\\Container\\ContainerInterface";

const INSTANCES: usize = 0;
const CLOSURES: usize = 1;

static INSTANCE: Interned = Interned::new("instance");
static GET: Interned = Interned::new("get");
static HAS: Interned = Interned::new("has");
/// Id of the manager of task sockets.
pub static TASK_SOCKET_MANGER_ID: Interned = Interned::new(interface::TASK_SOCKET_MANGER);
/// Id of the manager of main sockets.
pub static MAIN_SOCKET_MANAGER_ID: Interned = Interned::new(interface::MAIN_SOCKET_MANAGER);

/// At module start.
pub fn register() {
    for string in [
        &INSTANCE,
        &GET,
        &HAS,
        &TASK_SOCKET_MANGER_ID,
        &MAIN_SOCKET_MANAGER_ID,
    ] {
        string.make();
    }
    ClassBuilder::new(NATIVE_CONTAINER)
        .abstract_class()
        .static_property(
            "instance",
            Type::class(PSR_CONTAINER).nullable(),
            Initial::Null,
        )
        .property("instances", Type::ARRAY, Initial::EmptyArray)
        .property("closure", Type::ARRAY, Initial::EmptyArray)
        .method(
            Method::new("getInstance", handler(get_instance))
                .fixed()
                .returns(Type::class(PSR_CONTAINER)),
        )
        .method(
            Method::new("setInstance", handler(set_instance))
                .fixed()
                .param("instance", Type::class(PSR_CONTAINER))
                .returns(Type::VOID),
        )
        .method(
            Method::new("get", handler(get))
                .param("id", Type::STRING)
                .returns(Type::MIXED),
        )
        .method(
            Method::new("bind", handler(bind))
                .param("id", Type::STRING)
                .param("concrete", Type::OBJECT)
                .returns(Type::VOID),
        )
        .method(
            Method::new("has", handler(has))
                .param("id", Type::STRING)
                .returns(Type::BOOL),
        )
        .not_serializable()
        .register(&CONTAINER);
}

fn get_instance(call: &Call) -> Result<ZVal, Thrown> {
    functions::needed()?;
    let class = call.called_class();
    let instance = class.static_property(&INSTANCE);
    if let Some(known) = instance.map(Writable::get).filter(|it| !it.is_null()) {
        return checked(known.resolved().clone());
    }
    let made = checked(class.construct(&[])?.into())?;
    // found anew: the constructor of a child class may have made a reference of it, or of a reference another one
    if let Some(instance) = class.static_property(&INSTANCE) {
        instance.put(made.clone());
    }
    Ok(made)
}

fn checked(instance: ZVal) -> Result<ZVal, Thrown> {
    if is_container(&instance)? {
        return Ok(instance);
    }
    Err(error::throw_builtin(
        error::Builtin::TypeError,
        &format!(
            "{CONTAINER_NAME}::getInstance(): Return value must be of type {PSR_CONTAINER}, {} returned",
            instance.type_name()
        ),
    ))
}

/// As declared. Where there is no such interface, one of ours does.
fn is_container(instance: &ZVal) -> Result<bool, Thrown> {
    match instance.as_object() {
        Some(object) if object.is_a_named(PSR_CONTAINER) => Ok(true),
        Some(object) if object.is_a(&CONTAINER) => {
            Ok(function::UserClass::find(PSR_CONTAINER)?.is_none())
        }
        _ => Ok(false),
    }
}

fn set_instance(call: &Call) -> Result<(), Thrown> {
    functions::needed()?;
    let given = call.typed(0, Type::MIXED)?;
    if !is_container(given)? {
        return Err(call.type_error(0, PSR_CONTAINER, given));
    }
    if let Some(instance) = call.called_class().static_property(&INSTANCE) {
        instance.put(given.clone());
    }
    Ok(())
}

fn get(call: &Call) -> Result<ZVal, Thrown> {
    native_get(call.this(), call.string(0)?)
}

fn has(call: &Call) -> Result<bool, Thrown> {
    Ok(native_has(call.this(), call.string(0)?))
}

fn bind(call: &Call) -> Result<(), Thrown> {
    let id = call.string(0)?;
    let concrete = call.typed(1, Type::OBJECT)?;
    let closure = concrete
        .as_object()
        .is_some_and(|object| object.is_a_named("Closure"));
    store(
        call.this(),
        if closure { CLOSURES } else { INSTANCES },
        id,
        concrete.clone(),
    );
    Ok(())
}

fn store(container: &ZObj, slot: usize, id: &ZStr, value: ZVal) {
    let mut array = match container.slot(slot).as_array() {
        Some(array) => array.to_owned(),
        None => ZArray::with_capacity(1),
    };
    array.set_symbol(id, value);
    container.set_slot(slot, array.into());
}

fn found<'c>(container: &'c ZObj, slot: usize, id: &ZStr) -> Option<&'c ZVal> {
    container
        .slot(slot)
        .as_array()
        .and_then(|array: &ZArr| array.get_known(id))
        .filter(|value| !value.is_null())
}

fn native_has(container: &ZObj, id: &ZStr) -> bool {
    found(container, INSTANCES, id).is_some() || found(container, CLOSURES, id).is_some()
}

fn native_get(container: &ZObj, id: &ZStr) -> Result<ZVal, Thrown> {
    if let Some(instance) = found(container, INSTANCES, id) {
        return Ok(instance.clone());
    }
    let Some(closure) = found(container, CLOSURES, id).cloned() else {
        return Err(exception::class_not_found(
            &id.to_text(),
            &what_to_bind(container, id),
        ));
    };
    let made = function::call(&closure, None, &[])?;
    // A coroutine that was suspended in the closure may have been overtaken: all are to have the same. Elsewhere, what
    // the closure itself has bound is replaced by what it returns, as in the package.
    if let Some(first) = found(container, INSTANCES, id).filter(|_| context::is_suspendable()) {
        return Ok(first.clone());
    }
    store(container, INSTANCES, id, made.clone());
    Ok(made)
}

/// Said behind an error about what the container has given.
fn what_to_return(given: &ZVal) -> &'static str {
    if given.is_null() {
        ": the closure that bind() was given must end with `return $manager;`"
    } else {
        ": give bind() the manager itself, or a closure that returns it"
    }
}

/// Said behind the package's words, for an id that the extension asks for: how it gets into the container, and what is
/// there in its place.
#[cold]
fn what_to_bind(container: &ZObj, id: &ZStr) -> String {
    if id.as_bytes() != TASK_SOCKET_MANGER_ID.as_bytes() {
        return String::new();
    }
    let bound: Vec<String> = [INSTANCES, CLOSURES]
        .iter()
        .filter_map(|slot| container.slot(*slot).as_array())
        .flat_map(|array: &ZArr| array.iter().filter_map(|(key, _)| key.as_text()))
        .take(8)
        .collect();
    let there = match bound.as_slice() {
        [] => "nothing is bound in this container".to_owned(),
        names => format!("only this is bound: {}", names.join(", ")),
    };
    format!(
        "\n{there}: call {CONTAINER_NAME}::getInstance()->bind({}::class, $manager) in this process before the first call \
         of NetBus",
        id.to_text()
    )
}

/// The container in force, and whether its `get` and `has` are ours.
pub struct Current {
    object: ZObject,
    native: bool,
}

impl Current {
    /// What `Container::getInstance()` gives.
    ///
    /// # Errors
    /// When the container cannot be made.
    pub fn get() -> Result<Self, Thrown> {
        functions::needed()?;
        let object = match CONTAINER
            .static_property(&INSTANCE)
            .and_then(ZVal::as_object)
        {
            Some(object) => object.to_owned(),
            None => match ZObject::construct_named(CONTAINER_NAME, &[]) {
                Ok(made) => {
                    CONTAINER.set_static_property(&INSTANCE, (&*made).into());
                    made
                }
                Err(thrown) => return Err(thrown),
            },
        };
        let native = object.is_a(&CONTAINER)
            && object.has_known_handler(&GET, handler(get))
            && object.has_known_handler(&HAS, handler(has));
        Ok(Self { object, native })
    }

    /// Whether it is one of ours, which runs no callback when it is asked but for a closure that is bound, once.
    pub fn is_native(&self) -> bool {
        self.native
    }

    /// PSR-11 `has`.
    ///
    /// # Errors
    /// What callbacks and user classes throw.
    pub fn has(&self, id: &Interned) -> Result<bool, Thrown> {
        if self.native {
            return Ok(native_has(&self.object, id));
        }
        Ok(self
            .object
            .call_known(&HAS, &[ZVal::from(&**id)])?
            .is_truthy())
    }

    fn get_value(&self, id: &Interned) -> Result<ZVal, Thrown> {
        if self.native {
            native_get(&self.object, id)
        } else {
            self.object.call_known(&GET, &[ZVal::from(&**id)])
        }
    }

    /// PSR-11 `get`, for any object.
    ///
    /// # Errors
    /// What callbacks and user classes throw; a `TypeError` for anything else than an object.
    pub fn get_object(&self, id: &Interned) -> Result<ZObject, Thrown> {
        let value = self.get_value(id)?;
        value.as_object().map(ZObj::to_owned).ok_or_else(|| {
            error::throw_builtin(
                error::Builtin::TypeError,
                &format!(
                    "the container's {} must be an object, {} given{}",
                    id.to_text(),
                    value.type_name(),
                    what_to_return(&value)
                ),
            )
        })
    }

    /// PSR-11 `get`, for something that must be an instance of `class`.
    ///
    /// # Errors
    /// What callbacks and user classes throw; a `TypeError` for anything else than such an instance.
    pub fn get_instance(&self, id: &Interned, class: &Class) -> Result<ZObject, Thrown> {
        let value = self.get_value(id)?;
        match value.as_object() {
            Some(object) if object.is_a(class) => Ok(object.to_owned()),
            _ => Err(error::throw_builtin(
                error::Builtin::TypeError,
                &format!(
                    "the container's {} must be an instance of {}, {} given{}",
                    id.to_text(),
                    class.name(),
                    value.type_name(),
                    what_to_return(&value)
                ),
            )),
        }
    }
}
