//! Casts as 8.x carries them out: beside all other commands. Those of one connection wait
//! until the commands that came with them are done, or for a moment by chance. Both are
//! within what the real gateway does, and can be repeated.

use std::sync::Arc;

use bytes::Bytes;
use netsvr_wire::command::Command;

use crate::business::WorkerConnection;
use crate::commands;
use crate::gateway::Gateway;

/// Commands that only send.
const CASTS: [Command; 9] = [
    Command::Broadcast,
    Command::Multicast,
    Command::MulticastByCustomerId,
    Command::SingleCast,
    Command::SingleCastByCustomerId,
    Command::SingleCastBulk,
    Command::SingleCastBulkByCustomerId,
    Command::TopicPublish,
    Command::TopicPublishBulk,
];

/// The casts of one connection that wait.
#[derive(Debug, Default)]
pub struct Pool {
    waiting: Vec<(Command, Bytes)>,
}

impl Pool {
    /// Takes a command over. `false`: it is to be carried out at once.
    pub async fn takes(
        &mut self,
        gateway: &Arc<Gateway>,
        connection: &Arc<WorkerConnection>,
        frame: u64,
        command: Command,
        body: &[u8],
    ) -> bool {
        if !gateway.config.generation.has_pool() || !CASTS.contains(&command) {
            return false;
        }
        let body = Bytes::copy_from_slice(body);
        let Some(shuffle) = &gateway.shuffle else {
            self.waiting.push((command, body));
            return true;
        };
        let number = connection.number;
        let (gateway, connection) = (Arc::clone(gateway), Arc::clone(connection));
        let work = async move { run(&gateway, &connection, command, &body).await };
        shuffle.frame(number, frame, work).await;
        true
    }

    /// Carries out what waits.
    pub async fn run(&mut self, gateway: &Arc<Gateway>, connection: &Arc<WorkerConnection>) {
        for (command, body) in self.waiting.drain(..) {
            run(gateway, connection, command, &body).await;
        }
    }
}

async fn run(
    gateway: &Arc<Gateway>,
    connection: &Arc<WorkerConnection>,
    command: Command,
    body: &[u8],
) {
    // Casts are for the gateway.
    let _ = commands::run(gateway, connection, command, body).await;
}
