//! How a method or function is declared, in each generation of the API.
use super::{current, Generation};
use crate::zend::call::Handler;
use crate::zend::{Method, Type};

/// What each generation has, by its place.
type Each<T> = [T; 2];

/// How a method or function is declared.
#[derive(Clone, Copy)]
pub struct Row<Of> {
    pub of: Of,
    names: Each<Option<&'static str>>,
    params: Each<&'static [Param]>,
    returns: Each<Type>,
    protected: bool,
}

/// What the generation of this process has.
fn here<T: Copy>(each: &Each<T>) -> T {
    let [four, eight] = each;
    match current().generation {
        Generation::Four => *four,
        Generation::Eight => *eight,
    }
}

const FOUR: usize = Generation::Four as usize;
const EIGHT: usize = Generation::Eight as usize;

impl<Of: Copy> Row<Of> {
    /// The same in both.
    pub(super) const fn new(
        of: Of,
        name: &'static str,
        params: &'static [Param],
        returns: Type,
    ) -> Self {
        Self {
            of,
            names: [Some(name); 2],
            params: [params; 2],
            returns: [returns; 2],
            protected: false,
        }
    }

    /// For child classes.
    pub(super) const fn protected(mut self) -> Self {
        self.protected = true;
        self
    }

    /// Called something else in generation 8.
    pub(super) const fn named_in_8(mut self, name: &'static str) -> Self {
        self.names[EIGHT] = Some(name);
        self
    }

    /// With other parameters in generation 8.
    pub(super) const fn takes_in_8(mut self, params: &'static [Param]) -> Self {
        self.params[EIGHT] = params;
        self
    }

    /// Of another type in generation 8.
    pub(super) const fn returns_in_8(mut self, returns: Type) -> Self {
        self.returns[EIGHT] = returns;
        self
    }

    pub(super) const fn only_in_4(mut self) -> Self {
        self.names[EIGHT] = None;
        self
    }

    pub(super) const fn only_in_8(mut self) -> Self {
        self.names[FOUR] = None;
        self
    }

    /// The name in PHP, in this process; `None` where the API has no such thing.
    pub fn name(&self) -> Option<&'static str> {
        here(&self.names)
    }

    /// The parameters in this process.
    pub fn params(&self) -> &'static [Param] {
        here(&self.params)
    }

    /// What it gives in this process.
    pub fn returns(&self) -> Type {
        here(&self.returns)
    }

    /// The declaration, under its name in a namespace; `None` where the API has no such thing.
    pub fn declare(&self, namespace: &str, handler: Handler) -> Option<Method> {
        let name = [namespace, self.name()?].concat();
        let method = with_params(Method::new(name, handler), self.params()).returns(self.returns());
        Some(if self.protected {
            method.protected()
        } else {
            method
        })
    }
}

/// A parameter.
#[derive(Clone, Copy)]
pub struct Param {
    pub name: &'static str,
    takes: Takes,
    default: Option<&'static str>,
}

#[derive(Clone, Copy)]
enum Takes {
    Value(Type),
    /// By its name in the messages' namespace.
    Message(&'static str),
    MessageOrNull(&'static str),
}

impl Param {
    const fn taking(name: &'static str, takes: Takes) -> Self {
        Self {
            name,
            takes,
            default: None,
        }
    }

    pub(super) const fn of(name: &'static str, type_: Type) -> Self {
        Self::taking(name, Takes::Value(type_))
    }

    pub(super) const fn message(name: &'static str, message: &'static str) -> Self {
        Self::taking(name, Takes::Message(message))
    }

    pub(super) const fn message_or_null(name: &'static str, message: &'static str) -> Self {
        Self::taking(name, Takes::MessageOrNull(message))
    }

    /// With a default, in PHP's own notation.
    pub(super) const fn optional(self, default: &'static str) -> Self {
        Self {
            default: Some(default),
            ..self
        }
    }

    /// Its type as it stands in the signature.
    pub fn type_(&self) -> Type {
        match self.takes {
            Takes::Value(type_) => type_,
            Takes::Message(name) => current().message_type(name),
            Takes::MessageOrNull(name) => current().message_type(name).nullable(),
        }
    }
}

/// Gives a method parameters behind those that it has.
#[must_use]
pub fn with_params(method: Method, params: &[Param]) -> Method {
    params
        .iter()
        .fold(method, |method, param| match param.default {
            None => method.param(param.name, param.type_()),
            Some(default) => method.optional(param.name, param.type_(), default),
        })
}
