//! Connections of pools for all jobs of a call.
use super::exchange::Job;
use super::pool::{self, Leased, Use};
use crate::settings::SETTINGS;
use crate::zend::{Thrown, ZObj};
use netsvr_client::Deadline;
use std::borrow::Cow;
use std::time::Duration;

/// What the jobs of a call go over.
pub struct Leases<'a> {
    /// The same frames, for the sockets that they have been given.
    pub jobs: Vec<Job<'a>>,
    /// The positions of these jobs in the call.
    pub at: Vec<usize>,
    /// The positions of those that have been given none, and why.
    pub refused: Vec<(usize, String)>,
}

/// Finds connections for the jobs of a call. All of them together wait no longer than `netsvr.pool_wait_ms`. While a
/// call waits for the connection to one gateway it keeps no other gateway's from anybody.
///
/// # Errors
/// What is thrown into the coroutine meanwhile; what the scheduler throws.
pub fn lease_all<'j, 'a: 'j>(jobs: &'j [Job<'a>], wants: Use) -> Result<Leases<'j>, Thrown> {
    let deadline = Deadline::after(SETTINGS.get().pool_wait());
    let mut all: Vec<Option<Leased>> = jobs.iter().map(|_| None).collect();
    loop {
        let mut missing = None;
        for (index, (job, leased)) in jobs.iter().zip(&mut all).enumerate() {
            if leased.is_none() {
                *leased = pool::free(&job.socket, wants)?;
                if leased.is_none() {
                    missing = Some((index, job));
                    break;
                }
            }
        }
        let Some((index, job)) = missing else {
            break;
        };
        for leased in &mut all {
            if matches!(leased, Some(Leased::Lease(_))) {
                *leased = None;
            }
        }
        // while they were given back others have run: a logger may be suspended, whoever gets one may go on at once
        let leased = match pool::free(&job.socket, wants)? {
            Some(leased) => leased,
            None => pool::wait(&job.socket, wants, deadline)?,
        };
        if let Some(place) = all.get_mut(index) {
            *place = Some(leased);
        }
    }
    let mut leases = Leases {
        jobs: Vec::with_capacity(jobs.len()),
        at: Vec::with_capacity(jobs.len()),
        refused: Vec::new(),
    };
    for (index, (job, leased)) in jobs.iter().zip(all).enumerate() {
        let (socket, lease) = match leased {
            Some(Leased::Lease(lease)) => ((*lease.socket).to_owned(), Some(lease)),
            Some(Leased::AsEver) | None => (job.socket.to_owned(), None),
            Some(Leased::None(waited, after)) => {
                let mut why = in_use(waited, after);
                if waited != wants {
                    why += &has_no_further(&job.socket);
                }
                leases.refused.push((index, why));
                continue;
            }
            Some(Leased::Cancelled) => {
                let why = "the coroutine was cancelled while it waited for a connection";
                leases.refused.push((index, why.to_owned()));
                continue;
            }
        };
        leases.at.push(index);
        leases.jobs.push(Job {
            socket,
            frames: Cow::Borrowed(&job.frames),
            lease,
        });
    }
    Ok(leases)
}

/// Why a question is not asked over another one.
fn has_no_further(socket: &ZObj) -> String {
    let class = socket.class_name();
    format!("; {class} has no further ones: it overrides what TaskSocket does on its connection")
}

/// Why there is no connection.
fn in_use(wants: Use, after: Duration) -> String {
    let most = SETTINGS.get().pool_size.get();
    let wait = format!("within {} ms (netsvr.pool_wait_ms)", after.as_millis());
    match wants {
        Use::Question => format!(
            "other coroutines use all {most} connections of its pool (netsvr.pool_size), and none became free {wait}"
        ),
        Use::Commands => {
            format!("another coroutine uses its connection, which did not become free {wait}")
        }
    }
}
