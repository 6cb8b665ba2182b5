//! Clients without a connection, for measurements: the gateway knows them and their topic, as it
//! knows all others, and what is sent to them goes nowhere.

use std::str::FromStr;

/// So many clients, and what they subscribe to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Crowd {
    /// How many.
    pub clients: u32,
    /// The topic of all of them.
    pub topic: String,
}

impl FromStr for Crowd {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.split_once('=')
            .and_then(|(clients, topic)| {
                Some(Self {
                    clients: clients.parse().ok()?,
                    topic: topic.to_owned(),
                })
            })
            .filter(|crowd| !crowd.topic.is_empty())
            .ok_or("a number of clients and a topic, as in 1000=news")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_crowd_is_a_number_and_a_topic() {
        let (clients, topic) = (17, "a=b".to_owned());
        assert_eq!("17=a=b".parse(), Ok(Crowd { clients, topic }));
        for wrong in ["", "17", "17=", "=news", "-1=news", "many=news"] {
            assert!(wrong.parse::<Crowd>().is_err(), "{wrong}");
        }
    }
}
