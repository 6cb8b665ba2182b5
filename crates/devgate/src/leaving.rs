//! Tells the application that a client has left.

use std::sync::Arc;

use netsvr_wire::command::{Command, Event};

use crate::callbacks;
use crate::gateway::Gateway;
use crate::metrics::Item;
use crate::proto::ConnClose;
use crate::state::Info;

/// A client of that uniqId is gone, and had this.
pub async fn tell(gateway: &Arc<Gateway>, uniq_id: &str, info: Info) {
    gateway.mark(Item::ClientClose, 1);
    let event = ConnClose {
        uniq_id: uniq_id.to_owned(),
        customer_id: info.customer_id,
        session: info.session,
        topics: info.topics.into_iter().collect(),
    };
    // Business processes hear of it after that.
    callbacks::closing(gateway, &event).await;
    gateway
        .emit(Event::OnClose, Command::ConnClose, &event)
        .await;
}
