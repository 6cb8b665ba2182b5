//! From the answers of gateways to a result.
use super::super::ask::{ask_all, Answer};
use super::bytes::Bytes;
use super::class::Ret;
use super::object;
use crate::message;
use crate::socket::exchange::worker_addr_value;
use crate::zend::{Thrown, ZObj, ZObject, ZVal};
use netsvr_client::OutFrame;

/// What one gateway has answered.
pub type Kept = Option<Bytes>;

impl Ret {
    /// Asks these gateways the same, and makes a result of their answers.
    ///
    /// # Errors
    /// As [`ask_all`], and when a gateway has failed.
    pub fn ask(&self, sockets: &[ZObject], frames: &[OutFrame<'_>]) -> Result<ZVal, Thrown> {
        let command = self.row.command;
        let (answers, failures) = ask_all(
            command,
            sockets,
            frames,
            || None,
            |held, body| self.take(held, body).map(|()| 1),
        )?;
        failures.end(command, object::make(self, answers)?)
    }

    /// Adds a body to those before it: one after the other they are one message.
    ///
    /// # Errors
    /// What is no such message: an exception of the query, not of who looks at the result later; as [`Bytes::keep`].
    pub fn take(&self, held: &mut Kept, body: &[u8]) -> Result<(), Thrown> {
        message::check(self.message, body)?;
        *held = Some(Bytes::keep(held.as_ref(), body)?);
        Ok(())
    }

    /// The same with the address of the gateway.
    ///
    /// # Errors
    /// As [`Ret::take`]; what a user class throws that is asked for the address.
    pub fn take_from(
        &self,
        answer: &mut Answer<Kept>,
        socket: &ZObj,
        body: &[u8],
    ) -> Result<(), Thrown> {
        self.take(&mut answer.held, body)?;
        if answer.worker_addr.is_null() {
            answer.worker_addr = worker_addr_value(socket)?;
        }
        Ok(())
    }
}
