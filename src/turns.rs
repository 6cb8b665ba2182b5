//! Steps of which each has its turn, whatever callbacks and user classes throw in another one.
use crate::logger;
use crate::zend::{error, Thrown, ZObject};

/// What has been thrown so far.
#[derive(Default)]
pub struct Turns {
    first: Option<ZObject>,
}

impl Turns {
    /// One step has been taken. What it threw is kept until the [end](Self::end); what is not the first goes to PHP's
    /// error log.
    ///
    /// # Errors
    /// What cannot be kept: `exit()`, a fatal error. No more steps are to be taken then.
    pub fn take(&mut self, step: Result<(), Thrown>) -> Result<(), Thrown> {
        let Err(thrown) = step else {
            return Ok(());
        };
        let exception = error::caught(thrown)?;
        if self.first.is_none() {
            self.first = Some(exception);
            return Ok(());
        }
        logger::leave_to_error_log("thrown after another exception", &exception)
    }

    /// Nothing has been thrown.
    pub fn is_clean(&self) -> bool {
        self.first.is_none()
    }

    /// All steps have been taken.
    ///
    /// # Errors
    /// What was thrown first.
    pub fn end(self) -> Result<(), Thrown> {
        self.first
            .map_or(Ok(()), |first| Err(error::throw_object(first)))
    }
}
