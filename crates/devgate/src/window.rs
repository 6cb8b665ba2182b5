//! How many messages one client may send. Takes the time as an argument; knows nothing of
//! messages.

/// What a client may send.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Allowance {
    /// So many messages at first, whenever they come.
    pub free: u32,
    /// So many in each window after them.
    pub per_window: u32,
    /// A window ends when more than so many whole seconds have passed since it began.
    pub window: u32,
}

impl Default for Allowance {
    fn default() -> Self {
        Self {
            free: 1000,
            per_window: 100,
            window: 1,
        }
    }
}

/// What one client has sent.
#[derive(Debug)]
pub struct Window {
    allowance: Allowance,
    free: u32,
    begun: u32,
    passed: u32,
}

impl Window {
    /// Of a client that has sent nothing.
    pub fn new(allowance: Allowance) -> Self {
        Self {
            allowance,
            free: allowance.free,
            begun: 0,
            passed: 0,
        }
    }

    /// Whether one more may pass at this time, in seconds since 1970.
    pub fn allow(&mut self, now: u32) -> bool {
        if self.free > 0 {
            self.free -= 1;
            return true;
        }
        if now.saturating_sub(self.begun) > self.allowance.window {
            self.begun = now;
            self.passed = 0;
        }
        let allowed = self.passed < self.allowance.per_window;
        self.passed += u32::from(allowed);
        allowed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: u32 = 1_800_000_000;

    #[test]
    fn the_first_ones_are_free_and_the_others_counted_by_window() {
        let allowance = Allowance {
            free: 3,
            per_window: 2,
            window: 1,
        };
        let mut window = Window::new(allowance);
        let allowed = |window: &mut Window, now| (0..10).filter(|_| window.allow(now)).count();
        assert_eq!(allowed(&mut window, NOW), 5);
        // More than one second is two.
        assert_eq!(allowed(&mut window, NOW + 1), 0);
        assert_eq!(allowed(&mut window, NOW + 2), 2);
        assert_eq!(allowed(&mut window, NOW + 3), 0);
        assert_eq!(allowed(&mut window, NOW + 60), 2);
    }

    #[test]
    fn a_window_of_less_than_a_second_ends_with_the_second() {
        let allowance = Allowance {
            free: 0,
            per_window: 1,
            window: 0,
        };
        let mut window = Window::new(allowance);
        assert!(window.allow(NOW));
        assert!(!window.allow(NOW));
        assert!(window.allow(NOW + 1));
    }
}
