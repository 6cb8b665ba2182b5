//! What gateways have confirmed: the result of `NetBus::flush()`, and `netsvr.confirm = request`.
use crate::gateways::{self, Confirmation};
use crate::settings::SETTINGS;
use crate::zend::{self, error, function, Thrown, ZArray, ZString, ZVal};
use netsvr_client::NoHook;
use std::time::Duration;

/// Most time that the end of a request takes.
const AT_MOST: Duration = Duration::from_secs(1);

zend::keys! {
    WORKER_ADDR = "workerAddr",
    CONFIRMED = "confirmed",
    UNCONFIRMED = "unconfirmed",
    ACCEPTED_ONLY = "acceptedOnly",
    PROBLEM = "problem",
}

/// At module start.
pub fn register() {
    make_keys();
}

/// What is known of one gateway.
struct Entry {
    address: String,
    confirmed: u64,
    unconfirmed: u64,
    accepted_only: bool,
    problem: Option<String>,
}

/// What is known of the frames of all gateways, in the order in which they were heard of.
#[derive(Default)]
pub struct Said(Vec<Entry>);

impl Said {
    fn entry(&mut self, address: String) -> Option<&mut Entry> {
        let at = self.0.iter().position(|it| it.address == address);
        let at = at.unwrap_or_else(|| {
            self.0.push(Entry {
                address,
                confirmed: 0,
                unconfirmed: 0,
                accepted_only: false,
                problem: None,
            });
            self.0.len() - 1
        });
        self.0.get_mut(at)
    }

    /// So many frames of a gateway are confirmed, or not, and why not.
    pub fn hear(&mut self, address: String, frames: u64, problem: Option<String>) {
        let Some(entry) = self.entry(address) else {
            return;
        };
        if problem.is_some() {
            entry.unconfirmed = entry.unconfirmed.saturating_add(frames);
            entry.problem = entry.problem.take().or(problem);
        } else {
            entry.confirmed = entry.confirmed.saturating_add(frames);
        }
    }

    /// Of what a user class has sent nothing is known.
    pub fn hear_of_user_class(&mut self, address: String, frames: u64, class: &str) {
        let problem = (frames > 0).then(|| format!("{class} sends in its own way"));
        self.hear(address, frames, problem);
    }

    /// The gateway works at several frames of this connection at a time: its answer shows only that it has taken them.
    pub fn note_accepted_only(&mut self, address: String) {
        if let Some(entry) = self.entry(address) {
            entry.accepted_only = true;
        }
    }

    pub fn hear_all(&mut self, confirmations: Vec<Confirmation>) {
        for it in confirmations {
            self.hear(it.address, it.frames, it.problem);
        }
    }

    /// As PHP code gets it.
    pub fn into_value(self) -> ZVal {
        let number = |number: u64| ZVal::from(i64::try_from(number).unwrap_or(i64::MAX));
        let mut result = ZArray::with_capacity(self.0.len());
        for it in self.0 {
            let mut entry = ZArray::with_capacity(5);
            entry.add(&WORKER_ADDR, ZString::new(it.address.as_bytes()).into());
            entry.add(&CONFIRMED, number(it.confirmed));
            entry.add(&UNCONFIRMED, number(it.unconfirmed));
            entry.add(&ACCEPTED_ONLY, it.accepted_only.into());
            entry.add(
                &PROBLEM,
                it.problem
                    .map_or_else(ZVal::null, |text| text.as_str().into()),
            );
            result.push(entry.into());
        }
        result.into()
    }
}

/// At the end of a request that has sent something, with `netsvr.confirm = request`: when the response has been finished,
/// asks the gateways whether they have carried it out, and tells PHP's error log of what they have not confirmed.
pub fn at_request_end() {
    if !SETTINGS.get().confirm_at_end.get() {
        // what one request has lost is not told to another one that asks
        drop(gateways::abandoned());
        return;
    }
    if gateways::has_unconfirmed() {
        finish_response();
    }
    let mut said = Said::default();
    said.hear_all(gateways::confirm_parked(AT_MOST, &mut NoHook));
    said.hear_all(gateways::abandoned());
    for it in said.0 {
        if let Some(problem) = it.problem {
            error::error_log(&format!(
                "netsvr: {} has not confirmed {} frame{} of this request: {problem}",
                it.address,
                it.unconfirmed,
                if it.unconfirmed == 1 { "" } else { "s" }
            ));
        }
    }
}

/// The client need not wait for what comes now.
fn finish_response() {
    const FINISH: &str = "fastcgi_finish_request";
    if !function::exists(FINISH) {
        return;
    }
    let finished: Result<ZVal, Thrown> = function::call(&FINISH.into(), None, &[]);
    if let Err(thrown) = finished {
        // nobody is there to catch it; a fatal error is raised again by the engine's own shutdown
        drop(error::caught(thrown));
    }
}
