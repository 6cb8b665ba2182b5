//! Which business connections want which events, and whose turn it is. Pure; `T` is a
//! business connection.

use netsvr_wire::command::Event;

const EVENTS: [Event; 3] = [Event::OnOpen, Event::OnClose, Event::OnMessage];

/// Whether a registration's bits hold at least one known event.
pub fn holds_event(bits: i32) -> bool {
    EVENTS.into_iter().any(|event| holds(bits, event))
}

fn holds(bits: i32, event: Event) -> bool {
    // Only the bits count.
    #[allow(clippy::cast_sign_loss)]
    let bits = bits as u32;
    bits & event.as_u32() != 0
}

#[derive(Debug)]
struct Member<T> {
    conn_id: String,
    events: i32,
    connection: T,
}

/// The registered connections.
#[derive(Debug)]
pub struct Registry<T> {
    members: Vec<Member<T>>,
    /// How many events of each kind were given out.
    turns: [usize; EVENTS.len()],
}

impl<T> Default for Registry<T> {
    fn default() -> Self {
        Self {
            members: Vec::new(),
            turns: [0; EVENTS.len()],
        }
    }
}

impl<T: Clone> Registry<T> {
    /// From now on the connection gets the events whose bits are set, too.
    pub fn register(&mut self, conn_id: String, events: i32, connection: T) {
        let mut known = self.members.iter_mut();
        if let Some(member) = known.find(|member| member.conn_id == conn_id) {
            member.events |= events;
            return;
        }
        self.members.push(Member {
            conn_id,
            events,
            connection,
        });
    }

    /// From now on the connection gets no events. Ignores unknown names.
    pub fn unregister(&mut self, conn_id: &str) {
        self.members.retain(|member| member.conn_id != conn_id);
    }

    /// Whether anybody wants this kind of event.
    pub fn wants(&self, event: Event) -> bool {
        let mut members = self.members.iter();
        members.any(|member| holds(member.events, event))
    }

    /// The connection whose turn it is. `None`: nobody wants this kind of event.
    pub fn next(&mut self, event: Event) -> Option<T> {
        let mut wanting = self
            .members
            .iter()
            .filter(|member| holds(member.events, event));
        let count = wanting.clone().count();
        let (_, turn) = EVENTS
            .into_iter()
            .zip(&mut self.turns)
            .find(|(kind, _)| *kind == event)?;
        let position = turn.checked_rem(count)?;
        *turn = turn.wrapping_add(1);
        wanting
            .nth(position)
            .map(|member| member.connection.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_of_event_goes_round_on_its_own() {
        let mut registry = Registry::default();
        registry.register("a".into(), 1 | 4, 'a');
        registry.register("b".into(), 4, 'b');
        let messages: Vec<_> = (0..4)
            .filter_map(|_| registry.next(Event::OnMessage))
            .collect();
        assert_eq!(messages, ['a', 'b', 'a', 'b']);
        assert_eq!(registry.next(Event::OnOpen), Some('a'));
        assert_eq!(registry.next(Event::OnOpen), Some('a'));
        assert_eq!(registry.next(Event::OnClose), None);
    }

    #[test]
    fn who_has_unregistered_gets_nothing() {
        let mut registry = Registry::default();
        registry.register("a".into(), 7, 'a');
        registry.register("b".into(), 7, 'b');
        registry.unregister("a");
        registry.unregister("unknown");
        assert_eq!(registry.next(Event::OnClose), Some('b'));
        assert_eq!(registry.next(Event::OnClose), Some('b'));
        registry.unregister("b");
        assert_eq!(registry.next(Event::OnClose), None);
    }

    #[test]
    fn who_registers_again_is_still_one() {
        let mut registry = Registry::default();
        registry.register("a".into(), 4, 'a');
        registry.register("b".into(), 4, 'b');
        registry.register("a".into(), 1, 'a');
        let three: Vec<_> = (0..3)
            .filter_map(|_| registry.next(Event::OnMessage))
            .collect();
        assert_eq!(three, ['a', 'b', 'a']);
        assert!(registry.wants(Event::OnOpen) && !registry.wants(Event::OnClose));
    }

    #[test]
    fn bits_without_a_known_event_are_no_registration() {
        assert!(!holds_event(0));
        assert!(!holds_event(8));
        assert!(holds_event(8 | 2));
        assert!(holds_event(-1));
    }
}
