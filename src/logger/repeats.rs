//! Lines of level warning and error that are equal but for what they describe: the first ones within a second pass,
//! those after them are counted. The count goes out once the second is over: before the next line, at the end of a turn
//! of the loop, or at the end of the request.
//!
//! A logger is called at the end of the request by a shutdown function, while objects are what they were. What is counted
//! after that, by destructors, goes to PHP's error log: when the module's request ends, PHP code must not run any more.
use super::{say_count, Level, Line};
use crate::zend::weak::Weak;
use crate::zend::{
    error, function, handler, Call, Class, ClassBuilder, Method, Thrown, Type, ZObj, ZObject,
};
use netsvr_client::generation;
use std::cell::{Cell, RefCell};
use std::mem::ManuallyDrop;
use std::time::{Duration, Instant};

/// Equal lines that pass.
const PASS: u32 = 10;
/// The time in which lines are counted, from the first of them on.
const WITHIN: Duration = Duration::from_secs(1);
/// Kinds of lines in that time; those of further ones all pass.
const MOST: usize = 64;

/// Called at the end of a request.
static END_OF_REQUEST: Class = Class::unset();

/// Equal lines.
struct Kind {
    logger: Weak,
    level: Level,
    text: String,
    since: Instant,
    passed: u32,
    counted: Option<Counted>,
}

/// Lines that have not been written. Keeps the logger alive until they are told of.
struct Counted {
    logger: ZObject,
    times: u64,
    gateway: Option<String>,
}

/// Lines to be told of.
pub(super) struct Untold {
    pub logger: ZObject,
    pub level: Level,
    pub text: String,
    pub times: u64,
    pub gateway: Option<String>,
}

impl Kind {
    fn is(&self, logger: &Weak, line: &Line<'_>) -> bool {
        self.logger == *logger && self.level == line.level && self.text == line.text
    }

    fn untold(self) -> Option<Untold> {
        let Counted {
            logger,
            times,
            gateway,
        } = self.counted?;
        Some(Untold {
            logger,
            level: self.level,
            text: self.text,
            times,
            gateway,
        })
    }
}

/// The lines of a thread. No borrow is held when PHP code runs, to which a logger's destructor belongs.
struct Repeats {
    kinds: RefCell<Vec<Kind>>,
    /// The shutdown function is registered.
    ends: Cell<bool>,
    /// Of which process they are.
    generation: Cell<u64>,
}

thread_local! {
    /// Never dropped: the loggers in it belong to a request, and a thread may outlive them.
    static REPEATS: ManuallyDrop<Repeats> = const {
        ManuallyDrop::new(Repeats {
            kinds: RefCell::new(Vec::new()),
            ends: Cell::new(false),
            generation: Cell::new(0),
        })
    };
}

impl Repeats {
    /// Counts a line. True when it is to be written.
    fn admit(&self, logger: &ZObj, known: Weak, line: &Line<'_>) -> bool {
        let mut kinds = self.kinds.borrow_mut();
        let Some(kind) = kinds.iter_mut().find(|kind| kind.is(&known, line)) else {
            if kinds.len() < MOST {
                kinds.push(Kind {
                    logger: known,
                    level: line.level,
                    text: line.text.clone(),
                    since: Instant::now(),
                    passed: 1,
                    counted: None,
                });
            }
            return true;
        };
        if kind.passed < PASS {
            kind.passed += 1;
            return true;
        }
        let counted = kind.counted.get_or_insert_with(|| Counted {
            logger: logger.to_owned(),
            times: 0,
            gateway: line.gateway.clone(),
        });
        counted.times += 1;
        false
    }

    /// Takes out what has been counted; what is younger than this stays. A child process leaves what it has inherited
    /// to its parent.
    fn take(&self, younger: Duration) -> Vec<Untold> {
        if self.kinds.borrow().is_empty() {
            return Vec::new();
        }
        let inherited = self.generation.get() != generation::current();
        let mut taken = Vec::new();
        {
            let mut kinds = self.kinds.borrow_mut();
            let mut at = 0;
            while let Some(kind) = kinds.get(at) {
                if inherited || kind.since.elapsed() >= younger {
                    taken.push(kinds.remove(at));
                } else {
                    at += 1;
                }
            }
        }
        let untold = taken.into_iter().filter_map(Kind::untold);
        if inherited {
            untold.for_each(drop);
            return Vec::new();
        }
        untold.collect()
    }
}

/// At module start.
pub(super) fn register() {
    ClassBuilder::new("NetsvrBusiness\\Native\\EndOfRequest")
        .not_serializable()
        .method(Method::new("__invoke", handler(invoke)).returns(Type::VOID))
        .register(&END_OF_REQUEST);
}

fn invoke(_call: &Call) -> Result<(), Thrown> {
    REPEATS.with(|repeats| repeats.ends.set(false));
    tell(Duration::ZERO)
}

/// What becomes of a line.
pub(super) enum Fate {
    Written(Option<Weak>),
    Counted,
}

/// Counts a line, or lets it pass.
///
/// # Errors
/// `exit()` and fatal errors, of loggers that are told of what has been counted before, too.
pub(super) fn admit(logger: &ZObj, line: &Line<'_>) -> Result<Fate, Thrown> {
    if line.level == Level::Info {
        return Ok(Fate::Written(None));
    }
    say_overdue()?;
    let Some(known) = Weak::to(logger)? else {
        return Ok(Fate::Written(None));
    };
    let written = REPEATS.with(|repeats| {
        repeats.generation.set(generation::current());
        repeats.admit(logger, known.clone(), line)
    });
    if written {
        return Ok(Fate::Written(Some(known)));
    }
    if !REPEATS.with(|repeats| repeats.ends.replace(true)) {
        call_at_end()?;
    }
    Ok(Fate::Counted)
}

/// The logger has thrown at a line: whoever relies on that is called for each of them.
pub(super) fn thrown_at(logger: &Weak, line: &Line<'_>) {
    REPEATS.with(|repeats| {
        let mut kinds = repeats.kinds.borrow_mut();
        if let Some(kind) = kinds.iter_mut().find(|kind| kind.is(logger, line)) {
            kind.passed = 0;
        }
    });
}

/// Has the engine call us before the request ends. Where it cannot, [`end_request`] is left.
fn call_at_end() -> Result<(), Thrown> {
    let registered = ZObject::make(&END_OF_REQUEST).and_then(|callback| {
        function::call(
            &"register_shutdown_function".into(),
            None,
            &[callback.into()],
        )
    });
    match registered {
        Ok(_) => Ok(()),
        Err(thrown) => error::caught(thrown).map(drop),
    }
}

/// Tells of lines that were counted in a second that is over. At the end of a turn of the loop.
///
/// # Errors
/// `exit()` and fatal errors.
pub fn say_overdue() -> Result<(), Thrown> {
    tell(WITHIN)
}

fn tell(younger: Duration) -> Result<(), Thrown> {
    let mut taken = REPEATS.with(|repeats| repeats.take(younger)).into_iter();
    let told = taken.try_for_each(say_count);
    // the rest, where the request has been ended
    taken.for_each(|untold| leave(&untold));
    told
}

/// At the start of a request: nothing has been counted. Loggers of an earlier request are gone, whatever is known of
/// them.
pub(super) fn begin_request() {
    REPEATS.with(|repeats| {
        std::mem::forget(repeats.kinds.take());
        repeats.ends.set(false);
    });
}

/// At the end of a request: tells PHP's error log of what no logger can be told of any more, and lets go of the loggers.
pub fn end_request() {
    let taken = REPEATS.with(|repeats| repeats.take(Duration::ZERO));
    taken.iter().for_each(leave);
}

/// Tells PHP's error log.
fn leave(untold: &Untold) {
    error::error_log(&format!("netsvr: {}", untold.in_words()));
}

impl Untold {
    pub(super) fn in_words(&self) -> String {
        format!(
            "{} ({} more like this within a second)",
            self.text, self.times
        )
    }
}
