//! What the gateway does with each command of a business process.

mod offline;
mod one_way;
mod registration;
mod requests;

use std::sync::Arc;

use netsvr_wire::command::{Command, Kind};
use prost::DecodeError;

use crate::business::WorkerConnection;
use crate::gateway::Gateway;

/// The command is one that only the gateway sends.
#[derive(Debug)]
pub struct NotForTheGateway;

/// Carries out a command and answers it. Ignores a body that does not parse; only a
/// registration answers that.
pub async fn run(
    gateway: &Arc<Gateway>,
    connection: &Arc<WorkerConnection>,
    command: Command,
    body: &[u8],
) -> Result<(), NotForTheGateway> {
    let done = match command.kind() {
        Kind::Event | Kind::Placeholder => return Err(NotForTheGateway),
        Kind::OneWay => one_way(gateway, command, body).await,
        Kind::Request => request(gateway, connection, command, body).await,
    };
    if let Err(error) = done {
        gateway.log.info(format_args!(
            "{command:?} of {} passed over: {error}",
            connection.id
        ));
    }
    Ok(())
}

async fn one_way(gateway: &Arc<Gateway>, command: Command, body: &[u8]) -> Result<(), DecodeError> {
    match command {
        Command::ForceOffline => offline::by_uniq_id(gateway, body).await,
        Command::ForceOfflineByCustomerId => offline::by_customer_id(gateway, body).await,
        Command::ForceOfflineGuest => offline::guests(gateway, body).await,
        _ => {
            let generation = gateway.config.generation;
            let deliveries = one_way::apply(&mut gateway.state.lock(), generation, command, body)?;
            for (client, data) in deliveries {
                gateway.deliver(&client, data).await;
            }
            Ok(())
        }
    }
}

async fn request(
    gateway: &Gateway,
    connection: &Arc<WorkerConnection>,
    command: Command,
    body: &[u8],
) -> Result<(), DecodeError> {
    match command {
        Command::Register => registration::register(gateway, connection, body).await,
        Command::Unregister => registration::unregister(gateway, connection, body).await?,
        _ => {
            let answer = requests::answer(gateway, command, body)?;
            gateway.answer(connection, answer).await;
        }
    }
    Ok(())
}
