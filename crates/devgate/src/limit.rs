//! How many connections and messages a second are let through. Takes the time as an
//! argument; knows nothing of what is limited.

use std::time::Instant;

/// Lets `per_second` things through each second, at most that many at once.
#[derive(Debug)]
pub struct Limiter {
    per_second: i32,
    tokens: f64,
    filled: Instant,
}

impl Limiter {
    /// Starts with a full second's worth.
    pub fn new(per_second: i32, now: Instant) -> Self {
        Self {
            per_second,
            tokens: f64::from(per_second),
            filled: now,
        }
    }

    /// The limit in force, per second.
    pub fn per_second(&self) -> i32 {
        self.per_second
    }

    /// Changes the limit; values of 0 and less leave it as it is.
    pub fn set(&mut self, per_second: i32, now: Instant) {
        if per_second > 0 {
            self.fill(now);
            self.per_second = per_second;
            self.tokens = self.tokens.min(f64::from(per_second));
        }
    }

    /// Whether one more may pass now.
    pub fn allow(&mut self, now: Instant) -> bool {
        self.fill(now);
        if self.tokens < 1.0 {
            return false;
        }
        self.tokens -= 1.0;
        true
    }

    fn fill(&mut self, now: Instant) {
        let limit = f64::from(self.per_second);
        let passed = now.saturating_duration_since(self.filled).as_secs_f64();
        self.tokens = (self.tokens + passed * limit).min(limit);
        self.filled = now;
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn what_exceeds_the_limit_is_refused_until_time_has_passed() {
        let start = Instant::now();
        let mut limiter = Limiter::new(2, start);
        assert!(limiter.allow(start));
        assert!(limiter.allow(start));
        assert!(!limiter.allow(start));
        let later = start + Duration::from_millis(600);
        assert!(limiter.allow(later));
        assert!(!limiter.allow(later));
    }

    #[test]
    fn a_lower_limit_counts_at_once_and_zero_changes_nothing() {
        let start = Instant::now();
        let mut limiter = Limiter::new(100, start);
        limiter.set(1, start);
        assert!(limiter.allow(start));
        assert!(!limiter.allow(start));
        limiter.set(0, start);
        limiter.set(-5, start);
        assert_eq!(limiter.per_second(), 1);
    }
}
