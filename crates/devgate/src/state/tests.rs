//! The rules of the state, without sockets. A client's handle is its number.

use super::*;

fn strings(names: &[&str]) -> Vec<String> {
    names.iter().map(|&name| name.to_owned()).collect()
}

fn state_of(clients: &[&str]) -> State<usize> {
    let mut state = State::default();
    for (number, client) in clients.iter().enumerate() {
        state.insert(Arc::from(*client), number);
    }
    state
}

fn topics(state: &State<usize>) -> Vec<&str> {
    state.topics().map(String::as_str).collect()
}

fn customers(state: &State<usize>) -> Vec<&str> {
    state.customer_ids().map(String::as_str).collect()
}

#[test]
fn update_replaces_what_is_not_empty_and_leaves_the_rest() {
    let mut state = state_of(&["a"]);
    state.update("a", "s1".into(), "c1".into(), strings(&["t1", "t2"]));
    state.update("a", String::new(), String::new(), vec![]);
    let info = state.info("a").unwrap().clone();
    assert_eq!(
        (info.session.as_str(), info.customer_id.as_str()),
        ("s1", "c1")
    );
    assert_eq!(info.topics.len(), 2);

    assert_eq!(
        state.update("a", "s2".into(), "c2".into(), strings(&["t3", ""])),
        Some(0)
    );
    let info = state.info("a").unwrap();
    assert_eq!(
        (info.session.as_str(), info.customer_id.as_str()),
        ("s2", "c2")
    );
    assert_eq!(topics(&state), ["t3"]);
    assert_eq!(customers(&state), ["c2"]);
}

#[test]
fn commands_for_an_unknown_client_do_nothing() {
    let mut state = state_of(&["a"]);
    assert_eq!(
        state.update("x", "s".into(), "c".into(), strings(&["t"])),
        None
    );
    assert_eq!(state.clear("x", true, true, true), None);
    assert_eq!(state.subscribe("x", strings(&["t"])), None);
    assert_eq!(state.unsubscribe("x", &strings(&["t"])), None);
    assert!(state.remove("x").is_none());
    assert!(topics(&state).is_empty() && customers(&state).is_empty());
}

#[test]
fn clear_takes_only_what_its_flags_say() {
    let mut state = state_of(&["a"]);
    state.update("a", "s".into(), "c".into(), strings(&["t"]));
    state.clear("a", false, false, false);
    assert!(!state.info("a").unwrap().is_guest());
    state.clear("a", true, false, false);
    assert_eq!(state.info("a").unwrap().session, "");
    assert_eq!(customers(&state), ["c"]);
    state.clear("a", false, true, false);
    assert!(customers(&state).is_empty());
    assert!(state.info("a").unwrap().is_guest());
    assert_eq!(topics(&state), ["t"]);
    state.clear("a", false, false, true);
    assert!(topics(&state).is_empty());
}

#[test]
fn one_customer_id_has_several_clients_until_the_last_has_left() {
    let mut state = state_of(&["a", "b"]);
    for client in ["a", "b"] {
        state.update(client, String::new(), "c".into(), vec![]);
    }
    assert_eq!(state.of_customer("c").count(), 2);
    state.remove("a");
    assert_eq!(customers(&state), ["c"]);
    state.update("b", String::new(), "d".into(), vec![]);
    assert_eq!(customers(&state), ["d"]);
    assert_eq!(state.of_customer("c").count(), 0);
}

#[test]
fn a_client_that_leaves_takes_its_topics_along_and_gives_back_what_it_had() {
    let mut state = state_of(&["a", "b"]);
    state.subscribe("a", strings(&["t", "u", "t"]));
    state.subscribe("b", strings(&["t"]));
    let (info, handle) = state.remove("a").unwrap();
    assert_eq!(handle, 0);
    assert_eq!(
        info.topics,
        BTreeSet::from(["t".to_owned(), "u".to_owned()])
    );
    assert_eq!(topics(&state), ["t"]);
    assert!(!state.is_online("a") && state.is_online("b"));
    state.unsubscribe("b", &strings(&["t", "unknown"]));
    assert!(topics(&state).is_empty());
}

#[test]
fn deleting_topics_names_each_client_once() {
    let mut state = state_of(&["a", "b", "c"]);
    state.subscribe("a", strings(&["t", "u"]));
    state.subscribe("b", strings(&["u", "v"]));
    assert_eq!(
        state.delete_topics(&strings(&["t", "u", "u", "unknown"])),
        [0, 1]
    );
    assert_eq!(topics(&state), ["v"]);
    assert!(state.info("a").unwrap().topics.is_empty());
    assert_eq!(state.info("b").unwrap().topics.len(), 1);
}

#[test]
fn customers_of_a_topic_are_those_subscribed_without_guests() {
    let mut state = state_of(&["a", "b", "guest", "elsewhere"]);
    for client in ["a", "b", "elsewhere"] {
        state.update(client, String::new(), "c".into(), vec![]);
    }
    for client in ["a", "b", "guest"] {
        state.subscribe(client, strings(&["t"]));
    }
    let customers = state.customers_of_topic("t").unwrap();
    assert_eq!(customers.len(), 1);
    assert_eq!(customers["c"].len(), 2);
    assert_eq!(state.of_topic("t").unwrap().len(), 3);
    assert!(state.customers_of_topic("unknown").is_none());
}
