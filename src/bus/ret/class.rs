//! The classes of `Ret` with what the table says of them looked up: where the fields lie, on the wire and in objects.
use super::rows::{As, Leaf, RetRow, Step, ROWS};
use crate::message;
use crate::zend::{throw_builtin, Builtin, Class, Interned, Thrown, ZObj};
use netsvr_wire::schema::{Kind, Message, Shape};
use netsvr_wire::Command;
use std::sync::OnceLock;

/// A class of `Ret`.
pub struct Ret {
    pub class: Class,
    pub row: &'static RetRow,
    /// What a gateway answers with, and its class.
    pub message: &'static Message,
    pub message_class: &'static Class,
    pub path: Vec<Down>,
    pub leaf: End,
}

/// A field of a message.
pub struct Field {
    /// The class of messages that have it.
    pub of: &'static Class,
    pub slot: usize,
    pub number: u32,
    pub shape: Shape,
    pub getter: String,
    pub getter_in_lower_case: String,
}

/// A step down, into each value of a field.
pub struct Down {
    pub field: Field,
    /// What its keys are in rows; `None` where rows have none.
    pub key: Option<&'static Interned>,
}

/// What a row ends with.
pub enum End {
    Fields(Vec<Part>),
    Value(&'static Interned, As),
}

/// A value of a row that is a field of a message.
pub struct Part {
    pub field: Field,
    pub key: &'static Interned,
    pub as_: As,
}

static ALL: OnceLock<Vec<Ret>> = OnceLock::new();

/// The classes; none where the API has no such.
pub fn all() -> &'static [Ret] {
    ALL.get().map_or(&[], Vec::as_slice)
}

/// The class for the answers to a query; `None` where the API has no such classes.
pub fn of_command(command: Command) -> Option<&'static Ret> {
    all().iter().find(|ret| ret.row.command == command)
}

/// The class of an object, which may be one of a child class.
///
/// # Errors
/// `\Error` for any other object.
pub fn of(object: &ZObj) -> Result<&'static Ret, Thrown> {
    let mut all = all().iter();
    all.clone()
        .find(|ret| object.is_exactly(&ret.class))
        .or_else(|| all.find(|ret| object.is_a(&ret.class)))
        .ok_or_else(|| throw_builtin(Builtin::Error, "the object is no result of a query"))
}

/// Looks everything up. At module start, when the messages are registered.
pub fn look_up() -> &'static [Ret] {
    ALL.get_or_init(|| ROWS.iter().map(Ret::of_row).collect())
}

/// What the table names and `proto/` does not have.
const UNKNOWN: &str = "the table of results names a message or a field that proto/ does not have";

impl Ret {
    #[allow(clippy::expect_used)] // the table is at fault: no process starts with that
    fn of_row(row: &'static RetRow) -> Self {
        let message = message::messages()
            .iter()
            .find(|message| message.name == row.resp)
            .expect(UNKNOWN);
        let mut within = message;
        let mut path = Vec::with_capacity(row.path.len());
        for step in row.path {
            let (name, key) = match step {
                Step::Map(name, key) => (name, Some(*key)),
                Step::Values(name) | Step::List(name) => (name, None),
            };
            let field = Field::named(within, name.as_bytes()).expect(UNKNOWN);
            if let Shape::Repeated(Kind::Message(place)) | Shape::Map(_, Kind::Message(place)) =
                field.shape
            {
                within = message::messages().get(place).expect(UNKNOWN);
            }
            path.push(Down { field, key });
        }
        let leaf = match row.leaf {
            Leaf::Fields(fields) => {
                let parts = fields.iter().map(|(key, as_)| Part {
                    field: Field::named(within, key.as_bytes()).expect(UNKNOWN),
                    key,
                    as_: *as_,
                });
                End::Fields(parts.collect())
            }
            Leaf::Value(key, as_) => End::Value(key, as_),
        };
        Self {
            class: Class::unset(),
            row,
            message,
            message_class: message::class(message.name).expect(UNKNOWN),
            path,
            leaf,
        }
    }

    /// Columns of a row.
    pub fn width(&self) -> usize {
        let keys = self.path.iter().filter(|down| down.key.is_some()).count();
        let values = match &self.leaf {
            End::Fields(parts) => parts.len(),
            End::Value(..) => 1,
        };
        1 + keys + values
    }
}

impl Field {
    fn named(message: &Message, name: &[u8]) -> Option<Self> {
        let fields = message.fields.iter().enumerate();
        let (slot, field) = fields
            .into_iter()
            .find(|(_, field)| field.name.as_bytes() == name)?;
        let mut getter = ["get", field.name].concat();
        getter.get_mut(3..4)?.make_ascii_uppercase();
        Some(Self {
            of: message::class(message.name)?,
            slot,
            number: field.number,
            shape: field.shape,
            getter_in_lower_case: getter.to_ascii_lowercase(),
            getter,
        })
    }
}
