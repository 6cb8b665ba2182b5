//! Taking several registrations back at the same time, so that gateways which do not answer do not take their time one
//! after the other, nor that of another one's events.
use super::class;
use super::dispatch::{self, Outcome};
use super::registration::{
    is_asked_itself, payload, task_socket_to_unregister, unregister_request, wait_for_events, write,
};
use super::state::MainSocket;
use crate::settings::SETTINGS;
use crate::socket::exchange::{self, Job};
use crate::zend::{error, Thrown};
use netsvr_client::{generation, Deadline, OutFrame, Stream};
use netsvr_wire::{frame, Command};

/// Asks all gateways, and waits for their answers. [`unregister`](super::registration::unregister) goes on from there, and
/// does all of it where a user class has a part in it.
///
/// # Errors
/// What the logger throws; `exit()` and fatal errors in handlers.
pub fn unregister(mains: &[MainSocket<'_>]) -> Result<(), Thrown> {
    let mut through_task_sockets = Vec::with_capacity(mains.len());
    let mut themselves = Vec::with_capacity(mains.len());
    for main in mains {
        if main.conn_id().len() == 0 || !class::unregisters_natively(main.object) {
            continue;
        }
        match task_socket_to_unregister(*main) {
            Ok(Some(task_socket)) if exchange::is_ours(&task_socket) => {
                let request = payload(Command::Unregister, &*unregister_request(*main)?)?;
                if let Ok(length) = frame::length_prefix(request.len()) {
                    through_task_sockets.push((*main, task_socket, length, request));
                }
            }
            Ok(None) if mains.len() > 1 && is_asked_itself(*main)? => {
                let request = payload(Command::Unregister, &*unregister_request(*main)?)?;
                main.state.was_answered.set(false);
                if write(*main, &request).is_ok() {
                    let deadline = Deadline::after(main.farewell());
                    main.state.unregistering.set(Some(deadline));
                    themselves.push((*main, deadline));
                }
            }
            Ok(_) => {}
            // met again, and logged, when its turn comes
            Err(thrown) => drop(error::caught(thrown)?),
        }
    }
    if through_task_sockets.len() > 1 {
        let jobs: Vec<Job<'_>> = through_task_sockets
            .iter()
            .map(|(_, task_socket, length, request)| Job {
                socket: (**task_socket).to_owned(),
                frames: vec![OutFrame::from([&length[..], request.as_bytes()])].into(),
                lease: None,
            })
            .collect();
        let answered = exchange::ask_each(Command::Unregister, &jobs)?;
        for ((main, ..), answered) in through_task_sockets.iter().zip(answered) {
            main.state.taken_back.set(Some(answered));
        }
    }
    await_answers(themselves)
}

/// Handles the events that come before the answers, of each gateway as they come. What is left without an answer is
/// asked for it once more, and told, when its turn comes.
fn await_answers(mut asked: Vec<(MainSocket<'_>, Deadline)>) -> Result<(), Thrown> {
    let generation = generation::current();
    let limit = SETTINGS.get().max_packet_size.get();
    loop {
        asked.retain(|(main, deadline)| {
            main.state.unregistering.get().is_some() && main.has_connection() && !deadline.expired()
        });
        let Some(left) = asked.iter().map(|(_, deadline)| deadline.remaining()).min() else {
            return Ok(());
        };
        let mains: Vec<MainSocket<'_>> = asked.iter().map(|(main, _)| *main).collect();
        wait_for_events(&mains, left)?;
        let mut ended = Vec::new();
        for (place, (main, deadline)) in asked.iter().enumerate() {
            main.with_stream(|stream| {
                // where it cannot be written, reading comes to an end, too
                let _ = stream.flush();
                stream.fill(limit);
            });
            let outcome = dispatch::each_frame(*main, |command| {
                command != Command::Unregister.as_u32() && !deadline.expired()
            })?;
            if generation != generation::current() {
                return Ok(());
            }
            if main.state.was_answered.take() {
                main.with_stream(Stream::note_answered);
                main.state.unregistering.set(None);
                main.state.taken_back.set(Some(true));
            } else if matches!(outcome, Outcome::Ended(_)) {
                ended.push(place);
            }
        }
        for place in ended.into_iter().rev() {
            asked.remove(place);
        }
    }
}
