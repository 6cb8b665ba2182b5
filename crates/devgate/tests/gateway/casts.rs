//! Commands that send data to clients.

use devgate::proto::{
    Multicast, MulticastByCustomerId, SingleCast, SingleCastBulk, SingleCastBulkByCustomerId,
    SingleCastByCustomerId,
};
use futures_util::StreamExt;
use netsvr_wire::command::Command;
use tokio_tungstenite::tungstenite::{Error, Message};

use crate::common::{bytes, data, ids, soon, strings, Gate};

#[tokio::test]
async fn broadcast_reaches_every_client() {
    let gate = Gate::start().await;
    let (mut a, mut b) = (gate.client().await, gate.client().await);
    let mut business = gate.business().await;
    business
        .send(Command::Broadcast, &data("hällo".as_bytes()))
        .await;
    a.got(&mut business, &["hällo"]).await;
    assert_eq!(b.text().await, "hällo");
}

#[tokio::test]
async fn empty_data_is_not_written() {
    let gate = Gate::start().await;
    let mut a = gate.client().await;
    let mut business = gate.business().await;
    business.send(Command::Broadcast, &data(b"")).await;
    let cast = SingleCastBulk {
        uniq_ids: ids(&[&a]),
        data: bytes(&["", "x", ""]),
    };
    business.send(Command::SingleCastBulk, &cast).await;
    a.got(&mut business, &["x"]).await;
}

#[tokio::test]
async fn data_arrives_as_text_even_if_it_is_not_utf8() {
    let gate = Gate::start().await;
    let mut a = gate.client().await;
    let mut business = gate.business().await;
    business.send(Command::Broadcast, &data(&[0xff, 0])).await;
    let refused = soon("a message", a.socket.next()).await;
    assert!(matches!(refused, Some(Err(Error::Utf8(_)))), "{refused:?}");
}

#[tokio::test]
async fn with_binary_all_data_arrives_as_binary_messages() {
    let gate = Gate::with(|config| config.binary = true).await;
    let mut a = gate.client().await;
    let mut business = gate.business().await;
    for bytes in [b"text".as_slice(), &[0xff, 0]] {
        business.send(Command::Broadcast, &data(bytes)).await;
        assert_eq!(a.message().await, Message::binary(bytes.to_vec()));
    }
}

#[tokio::test]
async fn multicast_reaches_the_clients_named_and_skips_unknown_ones() {
    let gate = Gate::start().await;
    let (mut a, mut b, mut c) = (
        gate.client().await,
        gate.client().await,
        gate.client().await,
    );
    let mut business = gate.business().await;
    let mut cast = Multicast {
        uniq_ids: ids(&[&a, &c]),
        data: b"m".to_vec(),
    };
    cast.uniq_ids.insert(1, "unknown".to_owned());
    business.send(Command::Multicast, &cast).await;
    b.got(&mut business, &[]).await;
    assert_eq!(
        (a.text().await, c.text().await),
        ("m".to_owned(), "m".to_owned())
    );
}

#[tokio::test]
async fn casts_by_customer_id_reach_all_its_clients() {
    let gate = Gate::start().await;
    let (mut a, mut b, mut other) = (
        gate.client().await,
        gate.client().await,
        gate.client().await,
    );
    let mut business = gate.business().await;
    business.log_in(&a, "same").await;
    business.log_in(&b, "same").await;
    business.log_in(&other, "other").await;
    let multicast = MulticastByCustomerId {
        customer_ids: strings(&["same", "unknown", "same"]),
        data: b"multi".to_vec(),
    };
    business
        .send(Command::MulticastByCustomerId, &multicast)
        .await;
    let single = SingleCastByCustomerId {
        customer_id: "same".to_owned(),
        data: b"single".to_vec(),
    };
    business
        .send(Command::SingleCastByCustomerId, &single)
        .await;
    other.got(&mut business, &[]).await;
    for client in [&mut a, &mut b] {
        assert_eq!(client.text().await, "multi");
        assert_eq!(client.text().await, "single");
    }
}

#[tokio::test]
async fn single_cast_reaches_one_client() {
    let gate = Gate::start().await;
    let (mut a, mut b) = (gate.client().await, gate.client().await);
    let mut business = gate.business().await;
    for uniq_id in [a.uniq_id.as_str(), "unknown", ""] {
        let cast = SingleCast {
            uniq_id: uniq_id.to_owned(),
            data: b"one".to_vec(),
        };
        business.send(Command::SingleCast, &cast).await;
    }
    b.got(&mut business, &[]).await;
    assert_eq!(a.text().await, "one");
    assert_eq!(a.text().await, "-- end --");
}

#[tokio::test]
async fn bulk_goes_pairwise_or_all_to_one_and_other_counts_are_ignored() {
    let gate = Gate::start().await;
    let (mut a, mut b) = (gate.client().await, gate.client().await);
    let mut business = gate.business().await;
    for (to, what) in [
        (ids(&[&a, &b]), bytes(&["for a", "for b"])),
        (ids(&[&a]), bytes(&["1", "2", "3"])),
        (ids(&[&a, &b]), bytes(&["lost"])),
        (ids(&[&a, &b]), bytes(&["lost", "lost", "lost"])),
        (vec![], bytes(&["lost"])),
    ] {
        let cast = SingleCastBulk {
            uniq_ids: to,
            data: what,
        };
        business.send(Command::SingleCastBulk, &cast).await;
    }
    a.got(&mut business, &["for a", "1", "2", "3"]).await;
    assert_eq!(b.text().await, "for b");
    assert_eq!(b.text().await, "-- end --");
}

#[tokio::test]
async fn bulk_by_customer_id_reaches_all_clients_of_each() {
    let gate = Gate::start().await;
    let (mut a, mut b, mut c) = (
        gate.client().await,
        gate.client().await,
        gate.client().await,
    );
    let mut business = gate.business().await;
    business.log_in(&a, "ab").await;
    business.log_in(&b, "ab").await;
    business.log_in(&c, "c").await;
    for (to, what) in [
        (strings(&["ab", "c"]), bytes(&["for ab", "for c"])),
        (strings(&["ab"]), bytes(&["1", "2"])),
        (strings(&["ab", "c"]), bytes(&["lost"])),
    ] {
        let cast = SingleCastBulkByCustomerId {
            customer_ids: to,
            data: what,
        };
        business
            .send(Command::SingleCastBulkByCustomerId, &cast)
            .await;
    }
    c.got(&mut business, &["for c"]).await;
    for client in [&mut a, &mut b] {
        for expected in ["for ab", "1", "2", "-- end --"] {
            assert_eq!(client.text().await, expected);
        }
    }
}

#[tokio::test]
async fn what_one_connection_sends_arrives_in_its_order() {
    let gate = Gate::start().await;
    let mut a = gate.client().await;
    let mut business = gate.business().await;
    for n in 0..2000 {
        business
            .send(Command::Broadcast, &data(n.to_string().as_bytes()))
            .await;
    }
    for n in 0..2000 {
        assert_eq!(a.text().await, n.to_string());
    }
}
