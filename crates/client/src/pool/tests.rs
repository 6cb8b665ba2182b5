use super::*;
use crate::pool_memory::GATEWAYS;

fn connections(open: u64, parked: u64) -> Held {
    Held::of(&Holding {
        open,
        parked,
        ..Holding::default()
    })
}

/// Adds so many dials at a gateway.
fn dial(table: Table, address: &str, dials: u64) -> usize {
    let (key, address) = key(address);
    let place = table.place(key, address).unwrap();
    let sums = table.sums(place).unwrap();
    sums.figures.dials.fetch_add(dials, Ordering::Relaxed);
    place
}

fn dials(table: Table) -> Vec<(String, u64)> {
    let totals = table.totals().into_iter();
    totals.map(|it| (it.address, it.figures.dials)).collect()
}

#[test]
fn sums_of_a_gateway_lie_in_one_place() {
    static MEMORY: Memory = Memory::new();
    let table = Table(&MEMORY);
    assert_eq!(dial(table, "a:1", 2), dial(table, "a:1", 3));
    assert_ne!(dial(table, "b:1", 1), dial(table, "", 4));
    let expected = [("a:1", 5), ("b:1", 1), ("", 4)];
    let expected = expected.map(|(address, dials)| (address.to_owned(), dials));
    assert_eq!(dials(table), expected);
}

#[test]
fn the_slot_used_least_recently_is_taken_and_starts_from_nothing() {
    static MEMORY: Memory = Memory::new();
    let table = Table(&MEMORY);
    for port in 0..GATEWAYS {
        dial(table, &format!("a:{port}"), 7);
    }
    dial(table, "a:0", 1);
    let row = &MEMORY.rows[0];
    MEMORY.owners[0].take(0, Identity::own());
    row[1].store(connections(5, 0).word(), Ordering::Relaxed);
    dial(table, "b:1", 1);
    let totals = table.totals();
    assert_eq!(totals.len(), GATEWAYS);
    let of = |address: &str| totals.iter().find(|total| total.address == address);
    assert_eq!(of("a:0").map(|it| it.figures.dials), Some(8));
    assert_eq!(of("a:1"), None);
    assert_eq!(
        of("b:1").map(|it| (it.figures.dials, it.now.open)),
        Some((1, 0))
    );
}

#[test]
fn a_slot_that_was_left_in_the_middle_of_being_taken_hurts_nobody() {
    static MEMORY: Memory = Memory::new();
    let table = Table(&MEMORY);
    // whoever died here had won the slot and written half of its key
    MEMORY.entries[0].used.store(1, Ordering::Release);
    MEMORY.entries[0].key[1].store(9, Ordering::Release);
    for port in 0..GATEWAYS {
        dial(table, &format!("a:{port}"), 1);
    }
    let totals = table.totals();
    assert_eq!(totals.len(), GATEWAYS, "it was taken again, as the oldest");
    assert!(totals.iter().all(|total| total.figures.dials == 1));
}

#[test]
fn who_takes_two_slots_at_once_counts_in_both() {
    static MEMORY: Memory = Memory::new();
    let table = Table(&MEMORY);
    let (key, address) = key("a:1");
    let first = table.take(key, address, 1).unwrap();
    let second = table.take(key, address, 2).unwrap();
    assert_ne!(first, second);
    for (place, dials) in [(first, 3), (second, 4)] {
        let sums = table.sums(place).unwrap();
        sums.figures.dials.store(dials, Ordering::Relaxed);
    }
    let other = Identity::from_word(Identity::own().word() & ((1 << 40) - 1) | 1 << 40);
    let owners = MEMORY.owners.iter().zip(&MEMORY.rows);
    let both = [(first, Identity::own()), (second, other.unwrap())];
    for ((owner, row), (place, identity)) in owners.zip(both) {
        // this process, and the system's first one, which is always there
        assert!(owner.take(0, identity));
        row[place].store(connections(2, 0).word(), Ordering::Relaxed);
    }
    assert_eq!(dials(table), [("a:1".to_owned(), 7)]);
    let [total] = &table.totals()[..] else {
        panic!("it is one gateway");
    };
    assert_eq!((total.now.open, total.processes), (4, 2));
}

#[test]
fn what_another_user_has_counted_is_not_told() {
    static MEMORY: Memory = Memory::new();
    let table = Table(&MEMORY);
    let place = table.place(Key::for_user(4711, "a:1"), "a:1").unwrap();
    let sums = table.sums(place).unwrap();
    sums.figures.dials.store(9, Ordering::Relaxed);
    assert_eq!(table.totals(), []);
    dial(table, "a:1", 1);
    assert_eq!(dials(table), [("a:1".to_owned(), 1)]);
}

#[test]
fn rows_of_processes_that_have_ended_are_not_counted_and_taken_last() {
    static MEMORY: Memory = Memory::new();
    let table = Table(&MEMORY);
    let place = dial(table, "a:1", 1);
    // of a process that cannot be there, with a number above all that there are
    let dead = Identity::from_word((1 << 30) << 40 | 1).unwrap();
    for (owner, row) in MEMORY.owners.iter().zip(&MEMORY.rows) {
        assert!(owner.take(0, dead));
        let held = connections(2, 1);
        row[place].store(held.word(), Ordering::Relaxed);
    }
    assert_eq!(table.totals()[0].now.open, 0);
    let row = table.take_row().unwrap();
    assert_eq!(MEMORY.rows[row][place].load(Ordering::Relaxed), 0);
    let held = connections(3, 2);
    MEMORY.rows[row][place].store(held.word(), Ordering::Relaxed);
    let total = &table.totals()[0];
    assert_eq!(
        (total.now.open, total.now.parked, total.processes),
        (3, 2, 1)
    );
    for owner in &MEMORY.owners {
        owner
            .identity
            .store(Identity::own().word(), Ordering::Relaxed);
    }
    assert_eq!(table.take_row(), None, "all of them live");
    let total = &table.totals()[0];
    assert_eq!(total.processes, 1, "a process counts once");
}

#[test]
fn long_addresses_are_cut_where_a_letter_ends() {
    static MEMORY: Memory = Memory::new();
    let table = Table(&MEMORY);
    let long = "é".repeat(200);
    dial(table, &format!("x{long}"), 1);
    let [total] = &table.totals()[..] else {
        panic!("one gateway is known");
    };
    assert_eq!(total.address.len(), 263);
    assert!(long.starts_with(&total.address[1..]));
}
