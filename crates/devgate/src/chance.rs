//! Chances that can be repeated: the generator known as `SplitMix64`.

/// A sequence of chances.
pub struct Chance(u64);

impl Chance {
    /// The sequence of a seed for one frame of one connection.
    pub fn new(seed: u64, connection: u64, frame: u64) -> Self {
        let mut chance = Self(seed);
        for number in [connection, frame] {
            chance.0 = chance.next() ^ number;
        }
        chance
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// Any number.
    pub fn half(&mut self) -> u32 {
        u32::try_from(self.next() >> 32).unwrap_or(u32::MAX)
    }

    /// From 0, included, to 1, not included.
    pub fn share(&mut self) -> f64 {
        f64::from(self.half()) / 4_294_967_296.0
    }

    /// From 0 to one less than the limit.
    pub fn below(&mut self, limit: u32) -> u32 {
        self.half() % limit
    }
}
