//! One-way commands that take clients offline.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use prost::{DecodeError, Message as _};
use tokio::time::sleep;

use crate::gateway::Gateway;
use crate::goodbye::Goodbye;
use crate::proto::{ForceOffline, ForceOfflineByCustomerId, ForceOfflineGuest};
use crate::state::{Info, UniqId};

/// How long a client has to read its last message.
const LAST_MESSAGE: Duration = Duration::from_millis(100);

/// `ForceOffline`.
pub async fn by_uniq_id(gateway: &Arc<Gateway>, body: &[u8]) -> Result<(), DecodeError> {
    let command = ForceOffline::decode(body)?;
    close(gateway, &command.uniq_ids, command.data, "forceOffline").await;
    Ok(())
}

/// `ForceOfflineByCustomerId`: all clients of each customerId.
pub async fn by_customer_id(gateway: &Arc<Gateway>, body: &[u8]) -> Result<(), DecodeError> {
    let command = ForceOfflineByCustomerId::decode(body)?;
    let uniq_ids: Vec<UniqId> = {
        let state = gateway.state.lock();
        let customer_ids = BTreeSet::from_iter(&command.customer_ids);
        customer_ids
            .into_iter()
            .flat_map(|id| state.of_customer(id))
            .cloned()
            .collect()
    };
    let reason = "forceOfflineByCustomerId";
    close(gateway, &uniq_ids, command.data, reason).await;
    Ok(())
}

/// `ForceOfflineGuest`: only who is still a guest when the delay has passed.
pub async fn guests(gateway: &Arc<Gateway>, body: &[u8]) -> Result<(), DecodeError> {
    let command = ForceOfflineGuest::decode(body)?;
    let delay = u64::try_from(command.delay).unwrap_or(0);
    if delay == 0 {
        close_guests(gateway, command).await;
        return Ok(());
    }
    let gateway = Arc::clone(gateway);
    tokio::spawn(async move {
        tokio::select! {
            () = sleep(Duration::from_secs(delay)) => close_guests(&gateway, command).await,
            () = gateway.stopping() => {}
        }
    });
    Ok(())
}

async fn close_guests(gateway: &Arc<Gateway>, mut command: ForceOfflineGuest) {
    {
        let state = gateway.state.lock();
        command
            .uniq_ids
            .retain(|id| state.info(id).is_some_and(Info::is_guest));
    }
    let reason = "forceOfflineGuest";
    close(gateway, &command.uniq_ids, command.data, reason).await;
}

async fn close(
    gateway: &Arc<Gateway>,
    uniq_ids: &[impl AsRef<str>],
    data: Vec<u8>,
    reason: &'static str,
) {
    if gateway.config.generation.says_goodbye() {
        dismiss(gateway, uniq_ids, data, &Goodbye::unwanted(reason)).await;
    } else {
        drop_after(gateway, uniq_ids, data).await;
    }
}

/// Says why; the clients stay online until they have gone.
async fn dismiss(
    gateway: &Gateway,
    uniq_ids: &[impl AsRef<str>],
    data: Vec<u8>,
    goodbye: &Goodbye,
) {
    let data = Bytes::from(data);
    for uniq_id in uniq_ids {
        let client = gateway.state.lock().handle(uniq_id.as_ref());
        let Some(client) = client else { continue };
        if !data.is_empty() {
            gateway.deliver(&client, data.clone()).await;
        }
        client.dismiss(goodbye.clone());
    }
}

/// Takes the clients offline without a word, or some time after the data.
async fn drop_after(gateway: &Arc<Gateway>, uniq_ids: &[impl AsRef<str>], data: Vec<u8>) {
    if data.is_empty() {
        for uniq_id in uniq_ids {
            gateway.take_offline(uniq_id.as_ref());
        }
        return;
    }
    let data = Bytes::from(data);
    let mut told = Vec::new();
    for uniq_id in uniq_ids {
        let client = gateway.state.lock().handle(uniq_id.as_ref());
        if let Some(client) = client {
            gateway.deliver(&client, data.clone()).await;
            told.push(client);
        }
    }
    let gateway = Arc::clone(gateway);
    tokio::spawn(async move {
        sleep(LAST_MESSAGE).await;
        for client in told {
            gateway.take_offline(&client.uniq_id);
        }
    });
}
