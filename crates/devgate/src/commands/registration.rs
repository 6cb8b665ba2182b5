//! Register and Unregister: who gets the events.

use std::sync::Arc;

use netsvr_wire::command::Command;
use prost::{DecodeError, Message as _};

use crate::business::{frame, WorkerConnection};
use crate::gateway::Gateway;
use crate::proto::{RegisterReq, RegisterResp, RegisterRespCode, UnRegisterReq, UnRegisterResp};
use crate::registry::holds_event;

/// Answers in every case, and registers the connection in the same breath: the answer is the
/// first frame, an event may follow at once, and whoever has read the answer is registered.
/// The number of processing goroutines asked for has no meaning here: commands run in order.
pub async fn register(gateway: &Gateway, connection: &Arc<WorkerConnection>, body: &[u8]) {
    let request = RegisterReq::decode(body);
    let code = match &request {
        Err(_) => RegisterRespCode::UnmarshalError,
        Ok(request) if !holds_event(request.events) => RegisterRespCode::InvalidEvent,
        Ok(_) if connection.was_registered() => RegisterRespCode::DuplicateRegister,
        Ok(_) => RegisterRespCode::Success,
    };
    let success = code == RegisterRespCode::Success;
    let answer = RegisterResp {
        code: code.into(),
        message: format!("{code:?}"),
        conn_id: if success {
            connection.id.clone()
        } else {
            String::new()
        },
    };
    let answer = frame(Command::Register, &answer);
    let (true, Ok(request)) = (success, request) else {
        return gateway.answer(connection, answer).await;
    };
    gateway.written().await;
    // No event is handed out meanwhile.
    let mut registry = gateway.registry.lock();
    gateway.answer_at_once(connection, answer);
    let generation = gateway.config.generation;
    if request.events > 0 || !generation.forgets_negative_registrations() {
        connection.set_registered();
    }
    registry.register(
        connection.id.clone(),
        request.events,
        Arc::clone(connection),
    );
    gateway.log.info(format_args!(
        "{} registered for events {}",
        connection.id, request.events
    ));
}

/// Unregisters the connection named, whichever it is; answers also if there is none.
pub async fn unregister(
    gateway: &Gateway,
    connection: &WorkerConnection,
    body: &[u8],
) -> Result<(), DecodeError> {
    let request = UnRegisterReq::decode(body)?;
    gateway.registry.lock().unregister(&request.conn_id);
    gateway
        .answer(connection, frame(Command::Unregister, &UnRegisterResp {}))
        .await;
    Ok(())
}
