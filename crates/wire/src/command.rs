//! The numbers of the protocol: commands, events, registration results.
//! Names are those of the PHP constants.

/// Declares a closed set of numbers once; lookup and names follow from it.
macro_rules! numbers {
    ($(#[$meta:meta])* $type:ident { $($name:ident = $number:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[repr(u32)]
        #[allow(missing_docs)] // the names say all there is to say
        pub enum $type {
            $($name = $number,)+
        }

        impl $type {
            /// Every value, in ascending order.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// The value with this number.
            #[must_use]
            pub const fn from_u32(number: u32) -> Option<Self> {
                match number {
                    $($number => Some(Self::$name),)+
                    _ => None,
                }
            }

            /// The number on the wire.
            #[must_use]
            pub const fn as_u32(self) -> u32 {
                self as u32
            }

            /// The name of the PHP constant.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$name => stringify!($name),)+
                }
            }
        }
    };
}

numbers! {
    /// The command field of a frame (`Netsvr\Cmd`).
    Command {
        Placeholder = 0,
        ConnOpen = 900_001_001,
        ConnClose = 900_001_002,
        Transfer = 900_001_003,
        ConnInfoUpdate = 900_002_001,
        ConnInfoDelete = 900_002_002,
        Broadcast = 900_002_003,
        Multicast = 900_002_004,
        MulticastByCustomerId = 900_002_005,
        SingleCast = 900_002_006,
        SingleCastBulk = 900_002_007,
        SingleCastByCustomerId = 900_002_008,
        SingleCastBulkByCustomerId = 900_002_009,
        TopicSubscribe = 900_002_010,
        TopicUnsubscribe = 900_002_011,
        TopicDelete = 900_002_012,
        TopicPublish = 900_002_013,
        TopicPublishBulk = 900_002_014,
        ForceOffline = 900_002_015,
        ForceOfflineByCustomerId = 900_002_016,
        ForceOfflineGuest = 900_002_017,
        Register = 900_003_001,
        Unregister = 900_003_002,
        CheckOnline = 900_003_003,
        CustomerIdList = 900_003_004,
        CustomerIdCount = 900_003_005,
        UniqIdList = 900_003_006,
        UniqIdCount = 900_003_007,
        TopicList = 900_003_008,
        TopicCount = 900_003_009,
        TopicUniqIdList = 900_003_010,
        TopicUniqIdCount = 900_003_011,
        TopicCustomerIdList = 900_003_012,
        TopicCustomerIdToUniqIdsList = 900_003_013,
        TopicCustomerIdCount = 900_003_014,
        ConnInfo = 900_003_015,
        ConnInfoByCustomerId = 900_003_016,
        Metrics = 900_003_017,
        Limit = 900_003_018,
    }
}

numbers! {
    /// What a registered connection wants to hear of (`Netsvr\Event`): bits
    /// of a mask.
    Event {
        Placeholder = 0,
        OnOpen = 1,
        OnClose = 2,
        OnMessage = 4,
    }
}

numbers! {
    /// How a registration ended (`Netsvr\RegisterRespCode`).
    RegisterRespCode {
        Success = 0,
        UnmarshalError = 1,
        InvalidEvent = 2,
        DuplicateRegister = 3,
    }
}

/// Who sends a command, and whether it is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Gateway to business process, on registered connections only.
    Event,
    /// Business process to gateway, never answered.
    OneWay,
    /// Business process to gateway, answered by a frame of the same command.
    Request,
    /// No command at all.
    Placeholder,
}

impl Command {
    /// The protocol numbers each kind in a range of its own.
    #[must_use]
    pub const fn kind(self) -> Kind {
        match self.as_u32() / 1000 {
            900_001 => Kind::Event,
            900_002 => Kind::OneWay,
            900_003 => Kind::Request,
            _ => Kind::Placeholder,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_are_three_events_seventeen_one_way_commands_and_eighteen_requests() {
        let count = |kind| Command::ALL.iter().filter(|c| c.kind() == kind).count();
        assert_eq!(Command::ALL.len(), 39);
        assert_eq!(count(Kind::Event), 3);
        assert_eq!(count(Kind::OneWay), 17);
        assert_eq!(count(Kind::Request), 18);
        assert_eq!(count(Kind::Placeholder), 1);
    }

    #[test]
    fn numbers_find_their_commands() {
        for command in Command::ALL {
            assert_eq!(Command::from_u32(command.as_u32()), Some(*command));
        }
        assert!(Command::ALL.windows(2).all(|pair| pair[0] < pair[1]));
        for unknown in [1, 900_001_000, 900_002_018, 900_003_019, u32::MAX] {
            assert_eq!(Command::from_u32(unknown), None);
        }
    }

    #[test]
    fn names_and_numbers_are_those_of_proto() {
        use crate::schema::{CMD, EVENT, REGISTER_RESP_CODE};
        fn of<T: Copy>(
            all: &[T],
            name: fn(T) -> &'static str,
            number: fn(T) -> u32,
        ) -> Vec<(&'static str, i64)> {
            let pair = |it: &T| (name(*it), number(*it).into());
            all.iter().map(pair).collect()
        }
        assert_eq!(of(Command::ALL, Command::name, Command::as_u32), CMD);
        assert_eq!(of(Event::ALL, Event::name, Event::as_u32), EVENT);
        assert_eq!(
            of(
                RegisterRespCode::ALL,
                RegisterRespCode::name,
                RegisterRespCode::as_u32
            ),
            REGISTER_RESP_CODE
        );
    }

    #[test]
    fn names_are_those_of_the_php_constants() {
        assert_eq!(Command::ConnInfoUpdate.name(), "ConnInfoUpdate");
        assert_eq!(Command::Unregister.name(), "Unregister");
        assert_eq!(Event::OnMessage.name(), "OnMessage");
        assert_eq!(RegisterRespCode::InvalidEvent.name(), "InvalidEvent");
    }

    #[test]
    fn numbers_are_those_of_the_protocol() {
        assert_eq!(Command::Transfer.as_u32(), 900_001_003);
        assert_eq!(Command::ForceOfflineGuest.as_u32(), 900_002_017);
        assert_eq!(Command::Limit.as_u32(), 900_003_018);
        assert_eq!(Event::OnClose.as_u32() | Event::OnMessage.as_u32(), 6);
        assert_eq!(
            RegisterRespCode::from_u32(3),
            Some(RegisterRespCode::DuplicateRegister)
        );
    }
}
