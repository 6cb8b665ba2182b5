use super::*;
use std::time::SystemTime;

const LIMITS: Limits = Limits {
    base: Duration::from_secs(100),
    max: Duration::from_secs(3000),
    timeout: Duration::from_secs(10),
};
const LONGEST: u64 = u64::MAX;

fn new(slots: usize) -> Table {
    Table {
        latest: Box::leak(Box::default()),
        slots: Vec::leak((0..slots).map(|_| Slot::new()).collect()),
    }
}

fn missed(table: Table, address: &str) -> Down {
    table
        .missed(address, Moment::now(), LIMITS, LONGEST, None)
        .unwrap()
}

#[test]
fn a_gateway_that_was_missed_is_in_backoff_until_the_pause_is_over() {
    let table = new(4);
    let start = Moment::now();
    assert_eq!(table.pausing("a:1", start), None);
    let why = Some(OsError::from_raw(111));
    let down = table.missed("a:1", start, LIMITS, 1 << 63, why).unwrap();
    assert_eq!((down.attempts, down.last), (1, why));
    let now = Moment::now();
    assert!(down.remaining(now) <= Duration::from_secs(50));
    assert!(down.remaining(now) > Duration::from_secs(49));
    assert_eq!(
        table.pausing("a:1", now).map(|it| it.since),
        Some(down.since)
    );
    assert_eq!(table.pausing("b:1", now), None);
    assert_eq!(
        table.pausing("a:1", now.after(Duration::from_secs(50))),
        None
    );
    let passed = SystemTime::now().duration_since(down.since.wall).unwrap();
    assert!(passed < Duration::from_secs(5));
}

#[test]
fn attempts_count_one_after_the_other_and_not_side_by_side() {
    let table = new(4);
    let together = Moment::now();
    for _ in 0..16 {
        let down = table.missed("a:1", together, LIMITS, LONGEST, None);
        assert_eq!(down.unwrap().attempts, 1);
    }
    assert_eq!(missed(table, "a:1").attempts, 2);
    assert_eq!(missed(table, "a:1").attempts, 3);
    assert!(missed(table, "a:1").remaining(Moment::now()) > Duration::from_secs(700));
}

#[test]
fn an_attempt_beside_another_does_not_shorten_its_pause() {
    let table = new(4);
    let began = Moment::now();
    let long = missed(table, "a:1");
    let short = table.missed("a:1", began, LIMITS, 0, None).unwrap();
    let longer = long.until.monotonic;
    assert!(short.until.monotonic + Duration::from_secs(1) >= longer);
}

#[test]
fn who_reaches_it_ends_the_backoff_for_all() {
    let table = new(4);
    let first = missed(table, "a:1");
    table.reached("a:1");
    assert_eq!(table.pausing("a:1", Moment::now()), None);
    let again = missed(table, "a:1");
    assert_eq!(again.attempts, 1);
    assert!(again.since.monotonic >= first.since.monotonic);
}

#[test]
fn without_limits_there_is_no_pause() {
    let off = Limits {
        base: Duration::ZERO,
        ..LIMITS
    };
    let table = new(4);
    let now = Moment::now();
    assert_eq!(table.missed("a:1", now, off, LONGEST, None), None);
    assert_eq!(table.pausing("a:1", now), None);
}

#[test]
fn the_slot_used_least_recently_is_taken_for_another_gateway() {
    let table = new(4);
    for gateway in ["a:1", "b:1", "c:1", "d:1"] {
        missed(table, gateway);
    }
    missed(table, "a:1");
    missed(table, "e:1");
    let now = Moment::now();
    let on = |gateway: &&str| table.pausing(gateway, now).is_some();
    let known: Vec<&str> = ["a:1", "b:1", "c:1", "d:1", "e:1"]
        .into_iter()
        .filter(on)
        .collect();
    assert_eq!(known, ["a:1", "c:1", "d:1", "e:1"]);
}

#[test]
fn a_slot_that_was_left_in_the_middle_of_being_taken_hurts_nobody() {
    let table = new(1);
    missed(table, "a:1");
    // whoever died has written half of its key
    table.slots[0].key[0].store(1, Ordering::Release);
    assert_eq!(table.pausing("a:1", Moment::now()), None);
    assert_eq!(missed(table, "a:1").attempts, 1);
    assert!(table.pausing("a:1", Moment::now()).is_some());
}

#[test]
fn a_time_out_pauses_as_long_as_it_is_told_and_as_it_took() {
    let table = new(4);
    let why = Some(OsError::from_raw(110));
    let began = Moment::now();
    let down = table.missed("a:1", began, LIMITS, 0, why).unwrap();
    let lasts = down.remaining(Moment::now());
    assert!(lasts > Duration::from_secs(9) && lasts <= Duration::from_secs(10));
    let ago = Duration::from_secs(30);
    let long_ago = Moment::at(began.monotonic.saturating_sub(ago), began.since_epoch());
    let down = table.missed("b:1", long_ago, LIMITS, 0, why).unwrap();
    assert!(down.remaining(Moment::now()) > Duration::from_secs(25));
}

#[test]
fn what_has_answered_is_proven_until_its_slot_is_taken() {
    let table = new(2);
    assert_eq!(table.proof("a:1"), Proof::None);
    table.prove("a:1", Proof::Serves);
    table.prove("a:1", Proof::Registers);
    assert_eq!(table.proof("a:1"), Proof::Serves);
    assert_eq!(table.proof("b:1"), Proof::None);
    table.prove("b:1", Proof::Registers);
    table.prove("c:1", Proof::Serves);
    assert_eq!(table.proof("a:1"), Proof::None);
    assert_eq!(table.proof("c:1"), Proof::Serves);
}

#[test]
fn a_dial_that_takes_long_keeps_others_away_until_its_time_is_over() {
    let table = new(4);
    let start = Moment::now();
    let second = Duration::from_secs(1);
    let held = table.lease("a:1", start, second, false);
    assert!(matches!(held, Ok(Lease { held: Some(_), .. })));
    let soon = start.after(Duration::from_millis(99));
    assert!(matches!(
        table.lease("a:1", soon, second, false),
        Ok(Lease { held: None, .. })
    ));
    let later = start.after(Duration::from_millis(200));
    let busy = table.lease("a:1", later, second, false).unwrap_err();
    assert!(matches!(busy, Busy::Dialled(time) if time >= Duration::from_millis(200)));
    assert!(table.lease("a:1", later, second, true).is_ok());
    assert!(table.lease("b:1", later, second, false).is_ok());
    let over = start.after(Duration::from_millis(1100));
    let next = table.lease("a:1", over, second, false);
    assert!(matches!(next, Ok(Lease { held: Some(_), .. })));
    // the first one ends late, and takes nothing from the second
    drop(held);
    let then = over.after(Duration::from_millis(150));
    assert!(table.lease("a:1", then, second, false).is_err());
    drop(next);
    assert!(table.lease("a:1", then, second, false).is_ok());
}

#[test]
fn one_process_probes_a_gateway_that_is_down() {
    let table = new(4);
    let down = missed(table, "a:1");
    let now = Moment::now();
    let second = Duration::from_secs(1);
    assert!(matches!(
        table.lease("a:1", now, second, false),
        Err(Busy::Pausing(_))
    ));
    let over = now.after(down.remaining(now) + Duration::from_millis(1));
    let prober = table.lease("a:1", over, second, false);
    assert!(matches!(prober, Ok(Lease { held: Some(_), .. })));
    assert!(matches!(
        table.lease("a:1", over, second, false),
        Err(Busy::Dialled(_))
    ));
    table.reached("a:1");
    assert!(table.lease("a:1", over, second, false).is_ok());
}

#[test]
fn a_gateway_that_hangs_is_skipped_and_asked_again_by_one() {
    let table = new(4);
    let length = Duration::from_secs(3);
    let pause = Duration::from_secs(10);
    let manner = |now| table.manner("a:1", now, length);
    assert!(table.is_quiet(Moment::now()));
    assert_eq!(manner(Moment::now()), Manner::Plainly);
    table.unanswered("a:1", false, pause);
    assert!(!table.is_quiet(Moment::now()));
    assert_eq!(manner(Moment::now()), Manner::WithQuestion);
    assert_eq!(table.manner("b:1", Moment::now(), length), Manner::Plainly);
    table.unanswered("a:1", true, pause);
    let now = Moment::now();
    let skipped = manner(now);
    assert!(matches!(skipped, Manner::Skipped(it) if it.unanswered == 2));
    let over = now.after(pause);
    assert_eq!(manner(over), Manner::WithQuestion);
    assert!(matches!(manner(over), Manner::Skipped(_)));
    // whoever was to ask has died
    assert_eq!(manner(over.after(length)), Manner::WithQuestion);
    table.answered("a:1");
    assert_eq!(manner(over.after(length)), Manner::Plainly);
}

#[test]
fn slow_answers_are_no_proof_and_old_ones_do_not_count() {
    let table = new(4);
    let length = Duration::from_secs(3);
    table.unanswered("a:1", false, length);
    table.unanswered("a:1", false, length);
    let now = Moment::now();
    assert_eq!(table.manner("a:1", now, length), Manner::WithQuestion);
    let later = now.after(IN_A_ROW);
    assert_eq!(table.manner("a:1", later, length), Manner::Plainly);
}
