//! `NetsvrBusiness\MainSocketManager`: the main sockets of a process, by gateway.
use super::handover::{self, Seat};
use super::own_loop;
use super::renewal;
use super::start;
use super::state::MainSocket;
use super::together;
use crate::api::{self, interface, Generation, GET_WORKER_ADDR};
use crate::container::{Current, MAIN_SOCKET_MANAGER_ID};
use crate::contract::{socket_or_null, MAIN_SOCKET_INTERFACE, MAIN_SOCKET_MANAGER_INTERFACE};
use crate::coroutine::{Ended, Nap, Scheduler};
use crate::fleet;
use crate::functions;
use crate::manager::{self, Kept, Manager};
use crate::settings::SETTINGS;
use crate::socket;
use crate::turns::Turns;
use crate::zend::context::Place;
use crate::zend::signal;
use crate::zend::{
    context, error, handler, throw_builtin, Builtin, Call, Class, ClassBuilder, Handlers, Initial,
    Interned, Key, Method, Native, Thrown, Type, ZArr, ZArray, ZObj, ZObject, ZString, ZVal,
};
use netsvr_client::{generation, Deadline, Stream};
use netsvr_wire::{Gateway, GatewayKey};
use std::cell::Cell;
use std::time::Duration;

static MAIN_SOCKET_MANAGER: Class = Class::unset();
static WORKERMAN_MAIN_SOCKET_MANAGER: Class = Class::unset();

const POOL: usize = 0;
const STATUS: usize = 1;

/// Time between two looks whether another coroutine has closed all.
const GLANCE: Duration = Duration::from_millis(10);
/// How often closing a main socket waits for its gateway, at most.
const WAITS: u32 = 4;

static GET_SOCKET: Interned = Interned::new("getsocket");
static GET_SOCKETS: Interned = Interned::new("getsockets");

/// What goes on with a manager.
#[derive(Default)]
pub struct State {
    /// `run()` is under way.
    pub running: Cell<bool>,
    /// `start()` is, in the process of this generation.
    pub starting: Cell<Option<u64>>,
    /// `close()` has been called meanwhile.
    pub closing: Cell<bool>,
    /// The main sockets are being unregistered and closed, in the process of this generation.
    pub ending: Cell<Option<u64>>,
    /// Where that is done.
    ender: Cell<Option<Place>>,
    /// Its part among the processes that do the same.
    pub seat: Seat,
}

impl State {
    /// `start()` is under way: in another coroutine, or in the code that has called this.
    pub fn is_starting(&self) -> bool {
        self.starting.get() == Some(generation::current())
    }

    /// `close()` is under way: in another coroutine, or in the code that has called this.
    pub fn is_ending(&self) -> bool {
        self.ending.get() == Some(generation::current())
    }
}

static HANDLERS: Handlers = Handlers::unset();

impl Native for State {
    fn handlers() -> &'static Handlers {
        &HANDLERS
    }
}

/// At module start.
pub fn register() {
    GET_SOCKET.make();
    GET_SOCKETS.make();
    common("NetsvrBusiness\\MainSocketManager")
        .method(Method::new("getSockets", handler(get_sockets)).returns(Type::ARRAY))
        .method(
            Method::new("getSocket", handler(get_socket))
                .param(api::current().worker_addr_as_hex, Type::STRING)
                .returns(Type::class(interface::MAIN_SOCKET).nullable()),
        )
        .method(
            Method::new("run", handler(own_loop::run))
                .optional("tick", Type::CALLABLE.nullable(), "null")
                .optional("tickIntervalMillisecond", Type::INT, "1000")
                .returns(Type::VOID),
        )
        .register(&MAIN_SOCKET_MANAGER);
    if api::current().generation == Generation::Eight {
        common("NetsvrBusiness\\Workerman\\MainSocketManager")
            .register(&WORKERMAN_MAIN_SOCKET_MANAGER);
    }
}

/// What the manager has whose main sockets Workerman reads, and the one that reads them itself, too.
fn common(name: &str) -> ClassBuilder<'_> {
    ClassBuilder::new(name)
        .implements(&MAIN_SOCKET_MANAGER_INTERFACE)
        .native::<State>()
        .not_serializable()
        .property("pool", Type::ARRAY, Initial::EmptyArray)
        .property("status", Type::BOOL, Initial::False)
        .method(
            Method::new("addSocket", handler(add_socket))
                .param("socket", Type::class(interface::MAIN_SOCKET))
                .returns(Type::VOID),
        )
        .method(Method::new("start", handler(start::start)).returns(Type::BOOL))
        .method(Method::new("close", handler(close)).returns(Type::VOID))
        .method(
            Method::new("registerAtMost", handler(handover::register_at_most))
                .param("processes", Type::INT)
                .returns(Type::VOID),
        )
}

/// The state of a manager.
///
/// # Errors
/// An `\Error`, should the object be of another family.
pub fn state(manager: &ZObj) -> Result<&State, Thrown> {
    manager
        .native::<State>()
        .ok_or_else(|| throw_builtin(Builtin::Error, "not a MainSocketManager object"))
}

/// The manager of main sockets that the container has; `None` when none is bound.
///
/// # Errors
/// What callbacks and user classes throw.
pub fn bound(container: &Current) -> Result<Option<Manager>, Thrown> {
    if !container.has(&MAIN_SOCKET_MANAGER_ID)? {
        return Ok(None);
    }
    // the package asks of it no more than that it has the methods
    let object = container.get_object(&MAIN_SOCKET_MANAGER_ID)?;
    let kept = is_plain(&object).then_some(KEPT);
    Ok(Some(Manager::new(object, &MAIN_SOCKET_INTERFACE, kept)))
}

/// The manager is ours and no user class has overridden anything that `NetBus` asks it.
fn is_plain(manager: &ZObj) -> bool {
    manager.is_exactly(&MAIN_SOCKET_MANAGER)
        || manager.is_a(&MAIN_SOCKET_MANAGER)
            && manager.has_known_handler(&GET_SOCKET, handler(get_socket))
            && manager.has_known_handler(&GET_SOCKETS, handler(get_sockets))
}

const KEPT: Kept = Kept {
    sockets: started_sockets,
    leads_to,
};

/// Where a main socket leads whose gateway has a name: where it is connected to, if it is.
fn leads_to(socket: &ZObj) -> Option<GatewayKey> {
    let main = MainSocket::of(socket)?;
    main.name()?;
    let peer = main.with_stream(|stream| stream.peer()).flatten();
    match (peer, main.gateway().ok()?) {
        (Some(peer), Gateway::Five) => Some(GatewayKey::from_socket(peer)),
        _ => socket::leads_to(main.socket().ok()?),
    }
}

/// The sockets of a started manager of ours, by the hex of the addresses that they led to when they were added.
fn started_sockets(manager: &ZObj) -> Option<&ZArr> {
    if is_started(manager) {
        pool(manager)
    } else {
        None
    }
}

fn pool(manager: &ZObj) -> Option<&ZArr> {
    manager.slot(POOL).as_array()
}

/// All main sockets, started or not.
pub fn members(manager: &ZObj) -> Vec<ZObject> {
    pool(manager).map_or_else(Vec::new, |pool| {
        pool.values()
            .filter_map(ZVal::as_object)
            .map(ZObj::to_owned)
            .collect()
    })
}

/// What stands for their gateways: the hex of the addresses that they led to when they were added.
pub fn keys(manager: &ZObj) -> Vec<String> {
    let text = |key: Key<'_>| match key {
        Key::Index(index) => index.to_string(),
        Key::Str(key) => key.to_text(),
    };
    pool(manager).map_or_else(Vec::new, |pool| {
        pool.iter().map(|(key, _)| text(key)).collect()
    })
}

pub fn is_started(manager: &ZObj) -> bool {
    manager.slot(STATUS).is_truthy()
}

pub fn set_started(manager: &ZObj, started: bool) {
    manager.set_slot(STATUS, started.into());
}

fn get_sockets(call: &Call) -> Result<ZVal, Thrown> {
    let sockets = started_sockets(call.this());
    Ok(sockets
        .map_or_else(ZArray::empty, |sockets| KEPT.all(sockets))
        .into())
}

fn get_socket(call: &Call) -> Result<Option<ZVal>, Thrown> {
    let key = call.string(0)?;
    let found = started_sockets(call.this()).and_then(|pool| KEPT.find(pool, key.as_bytes()));
    if found.is_none() {
        manager::say_what_a_key_is(
            "NetsvrBusiness\\MainSocketManager::getSocket",
            key.as_bytes(),
        );
    }
    socket_or_null(
        "NetsvrBusiness\\MainSocketManager::getSocket",
        found,
        &MAIN_SOCKET_INTERFACE,
    )
}

fn add_socket(call: &Call) -> Result<(), Thrown> {
    let socket = call.object(0, &MAIN_SOCKET_INTERFACE)?;
    let address = socket.call_known(&GET_WORKER_ADDR, &[])?;
    let address = address
        .as_str()
        .map_or_else(Vec::new, |text| text.as_bytes().to_vec());
    let native = MainSocket::of(socket).and_then(|main| main.socket().ok());
    let patience = native.map_or(functions::PATIENCE, socket::patience);
    let client_addr = match native {
        Some(native) => socket::client_addr(native, &address),
        None => fleet::client_addr_of(&address),
    };
    let key = functions::key_of_added_socket(call, &address, &client_addr, patience)?;
    let mut all = pool(call.this()).map_or_else(|| ZArray::with_capacity(1), ZArr::to_owned);
    all.set_symbol(&ZString::new(key.as_bytes()), socket.into());
    call.this().set_slot(POOL, all.into());
    Ok(())
}

/// Calls a method of each, whatever it throws.
///
/// # Errors
/// `exit()` and fatal errors in it.
pub fn each(sockets: Option<&[ZObject]>, method: &str, turns: &mut Turns) -> Result<(), Thrown> {
    sockets
        .unwrap_or_default()
        .iter()
        .try_for_each(|socket| turns.take(socket.call(method, &[]).map(drop)))
}

fn close(call: &Call) -> Result<(), Thrown> {
    let manager = call.this();
    let state = state(manager)?;
    if state.is_ending() {
        return await_end(manager);
    }
    if !(is_started(manager) || state.is_starting()) {
        return Ok(());
    }
    if state.is_starting() {
        // start() waits, and ends when it sees it; whoever closes may end the process next
        state.closing.set(true);
        return close_down(manager);
    }
    if state.running.get() {
        // run() does it when the event in hand has been handled
        state.closing.set(true);
        signal::wake();
        return Ok(());
    }
    close_down(manager)
}

/// Waits until another coroutine has closed all. Not below the code that does it, and not where nobody can wait. Nor for ever:
/// a handler of the other coroutine's may wait for the calling one.
///
/// # Errors
/// What is thrown into the coroutine; what its scheduler throws.
pub fn await_end(manager: &ZObj) -> Result<(), Thrown> {
    let state = state(manager)?;
    if !state.is_ending() || state.ender.get().is_some_and(Place::is_below) {
        return Ok(());
    }
    let Some(scheduler) = Scheduler::of_this_coroutine()? else {
        return Ok(());
    };
    let members = members(manager);
    let mains = members.iter().filter_map(|it| MainSocket::of(it));
    let each: Duration = mains.map(|main| main.farewell() * WAITS).sum();
    let deadline = Deadline::after(SETTINGS.get().reload_grace() + each);
    let nap = Nap::of(scheduler)?;
    while state.is_ending() && !deadline.expired() && nap.sleep(GLANCE)? == Ended::Woken {}
    Ok(())
}

/// Waits until another process is registered, if one comes; unregisters all, so that no more events are forwarded, then
/// closes all. Each has its turn, whatever another one throws.
///
/// # Errors
/// What callbacks and user classes throw.
pub fn close_down(manager: &ZObj) -> Result<(), Thrown> {
    let state = state(manager)?;
    let sockets = members(manager);
    let mut turns = Turns::default();
    state.ending.set(Some(generation::current()));
    state.ender.set(Some(Place::here()));
    let unregistered = hand_over(manager, &sockets, &mut turns);
    set_started(manager, false);
    let closed = unregistered.and_then(|()| each(Some(&sockets), "close", &mut turns));
    state.ending.set(None);
    state.ender.set(None);
    if closed.is_err() {
        cut_short(manager);
    }
    closed?;
    turns.end()
}

/// What cannot be caught has ended a call that was to close all. Where it ends a coroutine and not the process, nobody would
/// read what is registered, or close it: its connections end here, without a word to the gateways.
pub fn cut_short(manager: &ZObj) {
    if !context::is_suspendable() {
        return;
    }
    set_started(manager, false);
    for object in members(manager) {
        if let Some(main) = MainSocket::of(&object) {
            error::aside(|| {
                let _ = main.with_stream(Stream::flush);
                main.abandon().and(renewal::stop(main))
            });
        }
    }
}

fn hand_over(manager: &ZObj, sockets: &[ZObject], turns: &mut Turns) -> Result<(), Thrown> {
    let mains: Vec<MainSocket<'_>> = sockets.iter().filter_map(|it| MainSocket::of(it)).collect();
    turns.take(handover::await_successor(manager, &mains))?;
    unregister_each(sockets, &mains, turns)?;
    turns.take(handover::leave(manager))
}

fn unregister_each(
    sockets: &[ZObject],
    mains: &[MainSocket<'_>],
    turns: &mut Turns,
) -> Result<(), Thrown> {
    turns.take(together::unregister(mains))?;
    each(Some(sockets), "unregister", turns)
}
