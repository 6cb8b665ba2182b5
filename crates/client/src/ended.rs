//! How a connection to a gateway came to its end.

use crate::connection::Connection;
use crate::lost::Lost;
use crate::remains::left_over;

impl Connection {
    /// How it has come to its end; `None` as long as it has not, as far as the system knows, and for another process's.
    pub fn lost(&mut self) -> Option<Lost> {
        if self.is_foreign() {
            return None;
        }
        let left_over = left_over(self.unread());
        let mut remains = self.remains();
        let how = left_over.or_else(|| remains.ending())?;
        Some(remains.lost(how))
    }
}
