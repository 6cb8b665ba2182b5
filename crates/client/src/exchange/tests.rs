use super::*;
use netsvr_wire::frame;
use proptest::prelude::*;
use std::io::{Read, Write};
use std::net::{Ipv4Addr, SocketAddrV4};
use std::os::unix::net::UnixStream;

const LIMIT: usize = 1 << 20;
fn later() -> Deadline {
    Deadline::after(Duration::from_secs(60))
}

const ADDR: SocketAddrV4 = SocketAddrV4::new(Ipv4Addr::LOCALHOST, 1);

fn pair() -> (Connection, UnixStream) {
    let (near, far) = UnixStream::pair().unwrap();
    let connection = Connection::new(near.into(), ADDR, Vec::new());
    (connection, far)
}

fn answer(command: Command, body: &[u8]) -> Vec<u8> {
    let header = frame::header(command.as_u32(), body.len()).unwrap();
    [&header, body].concat()
}

/// Feeds the chunks of a stream one by one to a request that was written.
fn feed(exchange: &mut Exchange<'_>, far: &mut UnixStream, mut stream: &[u8], sizes: &[usize]) {
    let mut sizes = sizes.iter().cycle();
    while !stream.is_empty() {
        let (chunk, rest) = stream.split_at(stream.len().min(*sizes.next().unwrap()));
        stream = rest;
        far.write_all(chunk).unwrap();
        if exchange.is_pending() {
            exchange.advance(PollFlags::IN, LIMIT);
        }
    }
}

proptest! {
    #[test]
    fn answers_do_not_depend_on_chunks_and_leftovers_never_cross_over(
        body in prop::collection::vec(any::<u8>(), 0..400),
        extra in prop::collection::vec(any::<u8>(), 0..20),
        sizes in prop::collection::vec(1usize..50, 1..10),
    ) {
        let (mut connection, mut far) = pair();
        let frames = [OutFrame::from([&b"request"[..]])];
        let stream = [answer(Command::Metrics, &body), extra.clone()].concat();
        let mut exchange = Exchange::request(&mut connection, &frames, Command::Metrics);
        exchange.start(later(), LIMIT);
        feed(&mut exchange, &mut far, &stream, &sizes);
        match exchange.into_result() {
            Ok(got) => prop_assert_eq!(got, Some(body.as_slice())),
            Err(failure) => {
                let unsolicited = matches!(
                    failure.error,
                    ExchangeError::Read(ReadError::Unsolicited { bytes }) if bytes <= extra.len()
                );
                prop_assert!(unsolicited);
            }
        }
        let mut next = Exchange::request(&mut connection, &frames, Command::Metrics);
        next.start(later(), LIMIT);
        prop_assert_eq!(next.is_pending(), extra.is_empty());
    }

    #[test]
    fn answers_to_other_commands_are_refused_in_any_chunks(
        body in prop::collection::vec(any::<u8>(), 0..100),
        sizes in prop::collection::vec(1usize..20, 1..10),
    ) {
        let (mut connection, mut far) = pair();
        let frames = [OutFrame::from([&b"request"[..]])];
        let mut exchange = Exchange::request(&mut connection, &frames, Command::Metrics);
        exchange.start(later(), LIMIT);
        feed(&mut exchange, &mut far, &answer(Command::Limit, &body), &sizes);
        prop_assert_eq!(
            exchange.into_result().unwrap_err().error,
            ExchangeError::Read(ReadError::UnexpectedCommand {
                expected: Command::Metrics.as_u32(),
                actual: Command::Limit.as_u32(),
            })
        );
        prop_assert!(connection.is_poisoned());
    }
}

#[test]
fn an_answer_too_short_for_a_command_is_refused_before_it_is_complete() {
    let (mut connection, mut far) = pair();
    let frames = [OutFrame::from([&b"request"[..]])];
    let mut exchange = Exchange::request(&mut connection, &frames, Command::Metrics);
    exchange.start(later(), LIMIT);
    feed(&mut exchange, &mut far, &[0, 0, 0, 3], &[4]);
    let error = exchange.into_result().unwrap_err().error;
    assert!(matches!(
        error,
        ExchangeError::Read(ReadError::UnexpectedCommand { actual: 0, .. })
    ));
}

#[test]
fn a_connection_goes_to_its_heir_while_others_are_waited_for_and_the_answer_stays() {
    let (mut quick, mut far) = pair();
    let (mut slow, mut far_slow) = pair();
    let gateways = std::thread::spawn(move || {
        let mut request = [0; 7];
        far.read_exact(&mut request).unwrap();
        far.write_all(&answer(Command::Metrics, b"soon")).unwrap();
        far_slow.read_exact(&mut request).unwrap();
        std::thread::sleep(Duration::from_millis(50));
        let late = answer(Command::Metrics, b"late");
        far_slow.write_all(&late).unwrap();
        (far, far_slow)
    });
    let frames = [OutFrame::from([&b"request"[..]])];
    let heir = std::cell::RefCell::new(None);
    let answers = {
        let quick = Exchange::request(&mut quick, &frames, Command::Metrics);
        let slow = Exchange::request(&mut slow, &frames, Command::Metrics);
        let mut exchanges = [
            quick.bequeathing(|connection| drop(heir.replace(Some(connection)))),
            slow.bequeathing(|_| panic!("nobody else is waited for")),
        ];
        let mut hook = crate::hook::NoHook;
        run(&mut exchanges, LIMIT, later(), &mut hook);
        exchanges.map(|it| it.into_result().unwrap().unwrap().to_vec())
    };
    assert_eq!(answers, [b"soon", b"late"]);
    let heir = heir.take().unwrap();
    assert!(!heir.is_left_behind() && !heir.is_poisoned());
    assert!(quick.is_left_behind() && quick.is_poisoned());
    assert!(!slow.is_left_behind() && !slow.is_poisoned());
    gateways.join().unwrap();
}

#[test]
fn an_exchange_that_was_never_run_was_stopped_with_nothing_written() {
    let (mut connection, _far) = pair();
    let failure = Exchange::one_way(&mut connection, &[])
        .into_result()
        .unwrap_err();
    assert!(failure.error.is_stopped() && failure.sent.is_nothing());
    assert!(!connection.is_poisoned());
}

#[test]
fn a_connection_stays_poisoned_when_an_exchange_is_abandoned() {
    let (mut connection, _far) = pair();
    let frames = [OutFrame::from([&b"request"[..]])];
    Exchange::request(&mut connection, &frames, Command::Metrics).start(later(), LIMIT);
    assert!(connection.is_poisoned());
    let again = Exchange::one_way(&mut connection, &frames);
    let mut exchanges = [again];
    run(
        &mut exchanges,
        LIMIT,
        Deadline::after(Duration::from_secs(1)),
        &mut crate::hook::NoHook,
    );
    let [again] = exchanges;
    assert_eq!(
        again.into_result().unwrap_err().error,
        ExchangeError::Write(WriteError::Poisoned)
    );
}
