//! Which gateway is played, and all in which the two differ, as answers to questions: no
//! other file compares generations.

use netsvr_wire::command::Command;

use crate::metrics::Item;

/// A generation of the gateway.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Generation {
    /// 5.x, protocol v4.
    #[default]
    #[value(name = "5")]
    Five,
    /// 8.x, protocol v6.
    #[value(name = "8")]
    Eight,
}

impl Generation {
    /// Registrations have one port, all other commands another.
    #[must_use]
    pub fn has_task_port(self) -> bool {
        self == Self::Eight
    }

    /// The order of casts, and of events, is not kept.
    #[must_use]
    pub fn has_pool(self) -> bool {
        self == Self::Eight
    }

    /// The application can be asked over HTTP who is let in.
    #[must_use]
    pub fn has_callbacks(self) -> bool {
        self == Self::Eight
    }

    /// There is a configuration whose settings can be changed.
    #[must_use]
    pub fn has_settings(self) -> bool {
        self == Self::Eight
    }

    /// The ports of the business processes share one address, which others can reach.
    #[must_use]
    pub fn has_one_host(self) -> bool {
        self == Self::Eight
    }

    /// SIGQUIT is a signal to stop, and SIGHUP none.
    #[must_use]
    pub fn outlives_its_terminal(self) -> bool {
        self == Self::Eight
    }

    /// Whether something is counted.
    pub(crate) fn counts(self, item: Item) -> bool {
        self == Self::Eight || item != Item::ClientLimited
    }

    /// Bytes written to clients are counted with the heads of their frames; pongs are not.
    pub(crate) fn counts_frames(self) -> bool {
        self == Self::Eight
    }

    /// Queues for events refuse what is too many, and what is refused is dropped.
    pub(crate) fn drops_events(self) -> bool {
        self == Self::Eight
    }

    /// The log shows what messages of clients held that were dropped.
    pub(crate) fn shows_what_it_drops(self) -> bool {
        self == Self::Eight
    }

    /// A frame of which nothing could be written until the send deadline is dropped; the
    /// connection ends if a part of it was.
    pub(crate) fn drops_what_cannot_be_written(self) -> bool {
        self == Self::Eight
    }

    /// A registration for all events, those of the sign bit too, can be followed by another.
    pub(crate) fn forgets_negative_registrations(self) -> bool {
        self == Self::Eight
    }

    /// Who connects may take any time to say what for.
    pub(crate) fn waits_for_requests(self) -> bool {
        self == Self::Eight
    }

    /// Whether clients still live is looked at once in each interval.
    pub(crate) fn looks_now_and_then(self) -> bool {
        self == Self::Eight
    }

    /// The application is told of clients that a stopping gateway drops.
    pub(crate) fn tells_when_it_stops(self) -> bool {
        self == Self::Eight
    }

    /// Who is made to leave is sent a close frame that says why, and stays online until it
    /// has answered that, or for a while.
    pub(crate) fn says_goodbye(self) -> bool {
        self == Self::Eight
    }

    /// Clients above the limit are let in and sent away with a close frame, not refused.
    pub(crate) fn limits_after_handshake(self) -> bool {
        self == Self::Eight
    }

    /// Messages are forwarded, whoever sends them: clients that are not online yet, and
    /// those told to leave; empty ones, too.
    pub(crate) fn forwards_everything(self) -> bool {
        self == Self::Eight
    }

    /// Every connection to the port of the clients is told of when it ends, whatever it was.
    pub(crate) fn tells_of_strangers(self) -> bool {
        self == Self::Eight
    }

    /// One of the subprotocols that a client offers is chosen.
    pub(crate) fn chooses_sub_protocol(self) -> bool {
        self == Self::Five
    }

    /// The websocket endpoint is its path alone: a query belongs to no endpoint.
    pub(crate) fn refuses_queries(self) -> bool {
        self == Self::Eight
    }

    /// Whoever wants no websocket is answered kindly where no files are served.
    pub(crate) fn greets_browsers(self) -> bool {
        self == Self::Eight
    }

    /// A client that speaks another version of websockets is told so by the status (426).
    pub(crate) fn asks_for_another_version(self) -> bool {
        self == Self::Eight
    }

    /// Several data for one topic are sent although some are empty.
    pub(crate) fn publishes_empty_data(self) -> bool {
        self == Self::Eight
    }
}

/// Which commands a port takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// All of them.
    Both,
    /// Registrations; events leave here.
    Worker,
    /// All but registrations.
    Task,
}

impl Role {
    /// Whether a command has come to the right port. Another one closes the connection.
    pub fn takes(self, command: Command) -> bool {
        let registers = matches!(command, Command::Register | Command::Unregister);
        match self {
            Self::Both => true,
            Self::Worker => registers,
            Self::Task => !registers,
        }
    }
}
