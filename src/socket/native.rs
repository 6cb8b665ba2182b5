//! A socket of the native family in one call: what it gets, what it exchanges, and what has come of that.
use super::dialling;
use super::not_connected::NotConnected;
use super::outcome::{Failed, Reason};
use super::pool::Lease;
use super::state::{Socket, Taken};
use super::supply::{supply, Route, Source, Supplied, Supply};
use super::telling::Said;
use crate::settings::SETTINGS;
use netsvr_client::exchange::{self, Exchange};
use netsvr_client::health::{self, Hanging, Manner};
use netsvr_client::{
    Connection, Deadline, ExchangeError, Failure, Moment, OutFrame, ReadError, Sent, Target,
    Trouble, WriteError,
};
use netsvr_wire::Command;
use std::rc::Rc;
use std::time::Instant;

/// A job on a socket of the native family, on its way.
pub struct Native<'j> {
    /// Position of its job.
    pub index: usize,
    pub(super) socket: Socket<'j>,
    pub(super) frames: &'j [OutFrame<'j>],
    /// Its connection, while it is in use or holds an answer.
    pub taken: Option<Taken>,
    /// The connection had been there before this call: it may have gone stale unnoticed.
    pub reused: bool,
    /// Why it has no connection.
    pub not_connected: Option<NotConnected>,
    /// Why it failed for good.
    pub reason: Option<Reason>,
    /// Written, with no answer to come: whatever becomes of the others, it has had its turn.
    pub(super) done: bool,
    pub(super) way: Way,
    /// How to dial its gateway.
    pub(super) route: Option<Route>,
    /// A connection that was dialled in this call.
    pub(super) fresh: Option<Connection>,
    pub(super) failure: Option<Failure>,
    pub(super) beside: Beside,
    /// It is only good on the connection that there is.
    pub(super) confirms: bool,
    pub(super) said: Said,
    /// In a coroutine: by which it has the connection, which others may have before the call has ended.
    pub(super) lease: Option<Rc<Lease>>,
}

/// What is to be done for a socket.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// Its connection is to be used.
    Use,
    /// Its gateway is to be dialled.
    Dial,
    /// `connect()` is to be called.
    ByUser,
    /// Nothing more.
    Nothing,
}

/// What of a socket's an exchange is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Main,
    /// The small question that tells whether the gateway hangs.
    Beside,
}

/// A small question beside a query, on a connection of its own.
#[derive(Default)]
pub(super) struct Beside {
    pub(super) wanted: bool,
    pub(super) asked: bool,
    pub(super) connection: Option<Connection>,
    pub(super) answered: bool,
}

/// Without a connection all of a sudden: PHP code has closed it.
const CLOSED: Failure = Failure {
    error: netsvr_client::ExchangeError::Write(WriteError::Closed),
    sent: Sent {
        frames: 0,
        bytes: 0,
    },
    lost: None,
};

impl<'j> Native<'j> {
    pub fn new(index: usize, socket: Socket<'j>, frames: &'j [OutFrame<'j>]) -> Self {
        Self {
            index,
            socket,
            frames,
            taken: None,
            reused: false,
            not_connected: None,
            reason: None,
            done: false,
            way: Way::Nothing,
            route: None,
            fresh: None,
            failure: None,
            beside: Beside::default(),
            confirms: false,
            said: Said::default(),
            lease: None,
        }
    }

    /// Finds out what it gets.
    pub(super) fn supply(&mut self, source: Source) {
        let Supplied {
            supply: supplied,
            losses,
        } = supply(self.socket, source, Instant::now());
        self.said.losses.extend(losses);
        self.way = Way::Use;
        self.reused = matches!(supplied, Supply::Ready | Supply::Parked(_));
        if matches!(supplied, Supply::Ready | Supply::ByUser) {
            if matches!(supplied, Supply::ByUser) {
                self.way = Way::ByUser;
            }
            return;
        }
        if self.socket.is_connected() {
            self.socket.note_lost();
            self.socket.discard();
            self.said.replaced = true;
        }
        match supplied {
            Supply::Parked(connection) => {
                let address = self.socket.worker_addr();
                self.socket.install(connection, address);
            }
            Supply::Dial(route) => {
                self.route = Some(route);
                self.way = Way::Dial;
            }
            Supply::Refused(why, down) => self.refuse(why, down),
            Supply::Ready | Supply::ByUser => {}
        }
    }

    /// Finds out whether its gateway, which may be one that hangs, is to be asked, and how. Gives why not.
    pub(super) fn heed(&mut self, now: Moment) -> Option<Hanging> {
        if !matches!(self.way, Way::Use | Way::Dial) {
            return None;
        }
        let address = self.socket.worker_addr();
        let time = self.socket.send_receive_timeout();
        match health::table().manner(&address, now, time) {
            Manner::Plainly => None,
            Manner::WithQuestion => {
                self.beside.wanted = true;
                None
            }
            Manner::Skipped(hanging) => {
                self.way = Way::Nothing;
                Some(hanging)
            }
        }
    }

    /// What it has to exchange now, and the question beside it.
    pub(super) fn exchanges(
        &mut self,
        expect: Option<Command>,
        deadline: Option<Deadline>,
        now: Instant,
        side_by_side: bool,
    ) -> (Option<Exchange<'_>>, Option<Exchange<'_>>) {
        let until = deadline
            .unwrap_or_else(|| Deadline::counted_from(now, self.socket.send_receive_timeout()));
        if self.way == Way::Use {
            self.taken = self.socket.take();
            if self.taken.is_none() {
                self.way = Way::Nothing;
                self.failure = Some(CLOSED);
            }
        }
        // alone, it can be tried again just as well when this has ended
        let again = side_by_side && !self.confirms && self.socket.is_untouched();
        if self.way == Way::Use && (again || self.beside.wanted) {
            self.route.get_or_insert_with(|| Route::of(self.socket));
        }
        let target = self.route.as_ref().map(Route::target);
        let main = match (self.way, target, &mut self.taken) {
            (Way::Use, target, Some(taken)) => {
                let connection = &mut taken.connection;
                let exchange = match expect {
                    Some(command) => Exchange::request(connection, self.frames, command),
                    None => Exchange::one_way(connection, self.frames),
                };
                let mut exchange = exchange.until(until);
                if let Some(lease) = self.lease.clone().filter(|_| side_by_side) {
                    let (socket, epoch) = (self.socket, taken.epoch);
                    exchange = exchange.bequeathing(move |connection| {
                        socket.put_back(Taken { connection, epoch });
                        lease.give_back();
                    });
                }
                Some(match target {
                    Some(target) if again => {
                        exchange.or_again(target, &mut self.fresh, self.reused)
                    }
                    _ => exchange,
                })
            }
            (Way::Dial, Some(target), _) => {
                let mut exchange = Exchange::reaching(target, &mut self.fresh, self.frames, expect);
                if let Some(lease) = self.lease.clone().filter(|_| side_by_side) {
                    let socket = self.socket;
                    exchange = exchange.bequeathing(move |connection| {
                        dialling::install_dialled(socket, connection);
                        lease.give_back();
                    });
                }
                Some(match deadline {
                    Some(deadline) => exchange.until(deadline),
                    None => exchange,
                })
            }
            _ => None,
        };
        let wanted = std::mem::take(&mut self.beside.wanted);
        self.beside.asked |= wanted;
        let beside = match (target, &main) {
            (Some(target), Some(_)) if wanted => {
                let target = Target {
                    insisting: true,
                    ..target
                };
                let connection = &mut self.beside.connection;
                let expect = Some(Command::UniqIdCount);
                let question = exchange::question();
                Some(
                    Exchange::reaching(target, connection, question, expect)
                        .until(until)
                        .aside(),
                )
            }
            _ => None,
        };
        (main, beside)
    }

    /// Takes up what has come of it.
    pub(super) fn take_up(&mut self, outcome: Result<(), Trouble>, request: bool) {
        self.way = Way::Nothing;
        if request {
            self.note_answer(&outcome);
        }
        if let Some(fresh) = self.fresh.take() {
            if let Some(stale) = self.taken.take() {
                self.socket.put_back(stale);
                self.said.replaced |= self.socket.discard();
            }
            self.said.connected = true;
            self.said.elapsed = fresh.dialled_in().or(self.said.elapsed);
            self.reused = false;
            self.taken = if fresh.is_left_behind() {
                // it is in its place already, and somebody else's
                Some(Taken::of_nobody(fresh))
            } else {
                dialling::install_dialled(self.socket, fresh);
                self.socket.take()
            };
        }
        match outcome {
            Ok(()) if request => {}
            Ok(()) => {
                self.done = true;
                self.put_back();
            }
            Err(Trouble::Failed(failure)) => self.failure = Some(failure),
            Err(Trouble::Unreached(why)) => {
                if let Some(stale) = self.taken.take() {
                    self.socket.put_back(stale);
                    self.said.replaced |= self.socket.discard();
                }
                let (why, down) = NotConnected::unreached(self.socket, why);
                self.refuse(why, down);
            }
        }
    }

    /// Notes, for all, whether the gateway answers queries.
    pub(super) fn note_answer(&mut self, outcome: &Result<(), Trouble>) {
        let beside = std::mem::take(&mut self.beside);
        let table = health::table();
        match outcome {
            Ok(()) if beside.asked => table.answered(&self.socket.worker_addr()),
            Err(Trouble::Failed(failure))
                if matches!(
                    failure.error,
                    ExchangeError::Read(ReadError::TimedOut { .. })
                ) =>
            {
                let hangs = beside.asked && !beside.answered;
                let pause = SETTINGS.get().pause_of_hanging();
                table.unanswered(&self.socket.worker_addr(), hangs, pause);
            }
            _ => {}
        }
    }

    pub(super) fn put_back(&mut self) {
        if let Some(taken) = self.taken.take() {
            if self.socket.put_back(taken) {
                self.socket.discard();
            }
        }
    }

    /// Why it failed for good, if it has.
    pub fn failed(&mut self) -> Option<Failed> {
        Some(Failed {
            index: self.index,
            worker_addr: self.socket.worker_addr(),
            reason: self.reason.take()?,
            socket: self.socket.object.to_owned(),
        })
    }
}
