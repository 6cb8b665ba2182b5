//! HTTP as far as the port of the websocket clients and the callbacks need it.
//! Knows nothing of what is asked for.

pub mod post;
pub mod request;
pub mod response;
