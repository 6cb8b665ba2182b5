//! HTTP as far as the port of the websocket clients needs it: requests in, responses out.
//! Knows nothing of what is asked for.

pub mod request;
pub mod response;
