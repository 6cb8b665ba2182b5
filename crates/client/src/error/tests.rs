use super::*;

const ADDR: SocketAddrV4 = SocketAddrV4::new(std::net::Ipv4Addr::LOCALHOST, 6061);

#[test]
fn connect_errors_have_the_numbers_and_texts_of_the_system() {
    let refused = ConnectError::Io {
        addr: ADDR,
        os: Errno::CONNREFUSED.into(),
    };
    assert_eq!((refused.errno(), refused.is_refused()), (111, true));
    assert_eq!(refused.message(), "Connection refused");
    assert_eq!(
        refused.to_string(),
        "connecting to 127.0.0.1:6061 failed: Connection refused (111)"
    );
    let late = ConnectError::TimedOut {
        addr: ADDR,
        after: Duration::from_millis(1500),
    };
    assert_eq!((late.errno(), late.is_timeout()), (110, true));
    assert_eq!(late.message(), "Connection timed out");
    assert_eq!(
        late.to_string(),
        "connecting to 127.0.0.1:6061 took longer than 1.5s"
    );
}

#[test]
fn unexpected_commands_are_named() {
    let error = ReadError::UnexpectedCommand {
        expected: 900_003_003,
        actual: 5,
    };
    assert_eq!(
        error.to_string(),
        "an answer to CheckOnline (900003003) was expected, one to 5 arrived"
    );
}

#[test]
fn a_length_that_is_text_is_told_as_text() {
    let told = |length| {
        let limit = 1000;
        ReadError::TooLong { length, limit }.to_string()
    };
    assert_eq!(
        told(0x4854_5450),
        "a frame of 1213486160 bytes is above the limit of 1000 bytes; these four bytes are the text \"HTTP\": \
         no worker port of a netsvr gateway answers so"
    );
    assert_eq!(
        told(0x0054_5450),
        "a frame of 5526608 bytes is above the limit of 1000 bytes"
    );
}

#[test]
fn exchange_errors_answer_questions() {
    let error = ExchangeError::from(ReadError::TimedOut {
        after: Duration::from_secs(3),
    });
    assert!(error.is_timeout() && !error.is_stopped());
    assert_eq!(error.errno(), Some(110));
    assert_eq!(error.to_string(), "reading took longer than 3s");
    let error = ExchangeError::from(WriteError::Io(Errno::CONNRESET.into()));
    assert_eq!(error.errno(), Some(104));
    assert_eq!(
        error.to_string(),
        "writing failed: Connection reset by peer (104)"
    );
    assert_eq!(
        ExchangeError::from(ReadError::Unsolicited { bytes: 1 }).errno(),
        None
    );
}
