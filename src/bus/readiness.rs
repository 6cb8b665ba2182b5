//! Does every gateway answer? For `NetsvrBusiness\Health`.
use super::delivery;
use super::managers::Managers;
use crate::socket::exchange::{worker_addr, Job};
use crate::zend::Thrown;
use netsvr_client::{exchange, Deadline};
use netsvr_wire::Command;
use std::time::Duration;

/// One gateway: why it does not answer, if it does not.
pub struct Readiness {
    pub worker_addr: String,
    pub problem: Option<String>,
}

/// Asks every gateway a small question over its task socket, all at once.
///
/// # Errors
/// `ClassNotFoundException` when no manager is bound; what callbacks and user classes throw.
pub fn of_all(at_most: Duration) -> Result<Vec<Readiness>, Thrown> {
    let sockets = Managers::find()?.task()?.sockets()?;
    let mut all = Vec::with_capacity(sockets.len());
    for socket in &sockets {
        all.push(Readiness {
            worker_addr: worker_addr(socket)?,
            problem: None,
        });
    }
    let job = |socket| Job {
        socket,
        frames: exchange::question().into(),
        lease: None,
    };
    let jobs: Vec<Job<'_>> = sockets.into_iter().map(job).collect();
    let mut deadline = Some(Deadline::after(at_most));
    let command = Command::UniqIdCount;
    let failed = delivery::request(command, &jobs, &mut deadline, true, |_, _| Ok(()))?;
    for failed in failed {
        if let Some(one) = all.get_mut(failed.index) {
            one.problem = Some(failed.reason.message().to_owned());
        }
    }
    Ok(all)
}
