//! How many connections and messages a second are let through. Takes the time as an
//! argument; knows nothing of what is limited.

use std::time::Instant;

/// Lets `per_second` things through each second, and at once as many as it was made for.
#[derive(Debug)]
pub struct Limiter {
    per_second: i32,
    burst: f64,
    tokens: f64,
    filled: Instant,
}

impl Limiter {
    /// Starts with a full second's worth. 0 and less: no limit, for good.
    pub fn new(per_second: i32, now: Instant) -> Self {
        let per_second = per_second.max(0);
        let burst = f64::from(per_second);
        Self {
            per_second,
            burst,
            tokens: burst,
            filled: now,
        }
    }

    /// The limit in force, per second; 0: none.
    pub fn per_second(&self) -> i32 {
        self.per_second
    }

    /// Changes the limit, but not how many may pass at once; values of 0 and less leave
    /// it as it is.
    pub fn set(&mut self, per_second: i32, now: Instant) {
        if per_second > 0 && self.per_second > 0 {
            self.fill(now);
            self.per_second = per_second;
        }
    }

    /// Whether one more may pass now.
    pub fn allow(&mut self, now: Instant) -> bool {
        if self.per_second == 0 {
            return true;
        }
        self.fill(now);
        if self.tokens < 1.0 {
            return false;
        }
        self.tokens -= 1.0;
        true
    }

    fn fill(&mut self, now: Instant) {
        let passed = now.saturating_duration_since(self.filled).as_secs_f64();
        self.tokens = (self.tokens + passed * f64::from(self.per_second)).min(self.burst);
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
    fn a_lower_limit_lets_the_burst_of_the_first_one_pass_before_it_counts() {
        let start = Instant::now();
        let mut limiter = Limiter::new(3, start);
        limiter.set(1, start);
        for _ in 0..3 {
            assert!(limiter.allow(start));
        }
        assert!(!limiter.allow(start));
        let later = start + Duration::from_secs(1);
        assert!(limiter.allow(later));
        assert!(!limiter.allow(later));
    }

    #[test]
    fn zero_changes_nothing_and_without_a_limit_none_can_be_set() {
        let start = Instant::now();
        let mut limiter = Limiter::new(1, start);
        limiter.set(0, start);
        limiter.set(-5, start);
        assert_eq!(limiter.per_second(), 1);
        let mut unlimited = Limiter::new(0, start);
        unlimited.set(1, start);
        assert_eq!(unlimited.per_second(), 0);
        assert!((0..10).all(|_| unlimited.allow(start)));
    }
}
