//! How lists are split into frames: what arrives is what was given, no frame
//! is longer than allowed, no frame could have taken the next element.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)] // a wrong frame ends the test

use netsvr_wire::body::{len_field_size, put_bytes};
use netsvr_wire::{decode, BulkFrames, Command, Decoded, ListFrames, PayloadTooLong, Tail};
use proptest::prelude::*;
use prost::Message;

const ALL: usize = 1 << 20;

#[derive(Clone, PartialEq, Message)]
struct List {
    #[prost(bytes = "vec", repeated, tag = "1")]
    ids: Vec<Vec<u8>>,
    #[prost(bytes = "vec", tag = "2")]
    data: Vec<u8>,
}

#[derive(Clone, PartialEq, Message)]
struct Bulk {
    #[prost(bytes = "vec", repeated, tag = "1")]
    ids: Vec<Vec<u8>>,
    #[prost(bytes = "vec", repeated, tag = "2")]
    datas: Vec<Vec<u8>>,
}

/// Takes one whole frame apart; its payload's length comes with the message.
fn open<M: Message + Default>(bytes: &[u8], command: Command) -> (M, usize) {
    let Decoded::Frame { frame, consumed } = decode(bytes, usize::MAX).unwrap() else {
        panic!("the frame is not complete");
    };
    assert_eq!(consumed, bytes.len());
    assert_eq!(frame.command(), Some(command.as_u32()));
    (M::decode(frame.body()).unwrap(), frame.payload.len())
}

fn lists(ids: &[Vec<u8>], data: &[u8], limit: usize) -> Result<Vec<(List, usize)>, PayloadTooLong> {
    let mut tail = Vec::new();
    put_bytes(&mut tail, 2, data);
    let mut list = ListFrames::default();
    list.begin(Command::Multicast, &[], 1, Tail::Each(tail.len()), limit);
    for id in ids {
        list.push(id)?;
    }
    list.finish()?;
    Ok(list
        .frames()
        .map(|frame| open([frame, &tail].concat().as_slice(), Command::Multicast))
        .collect())
}

#[derive(Clone, PartialEq, Message)]
struct Subscription {
    #[prost(string, tag = "1")]
    uniq_id: String,
    #[prost(bytes = "vec", repeated, tag = "2")]
    topics: Vec<Vec<u8>>,
    #[prost(bytes = "vec", tag = "3")]
    data: Vec<u8>,
}

/// A client's topics, with data in the last frame alone.
fn subscribed(
    topics: &[Vec<u8>],
    data: &[u8],
    limit: usize,
) -> Result<Vec<(Subscription, usize)>, PayloadTooLong> {
    let (mut head, mut tail) = (Vec::new(), Vec::new());
    put_bytes(&mut head, 1, b"ann");
    put_bytes(&mut tail, 3, data);
    let mut list = ListFrames::default();
    list.begin(
        Command::TopicSubscribe,
        &head,
        2,
        Tail::Last(tail.len()),
        limit,
    );
    for topic in topics {
        list.push(topic)?;
    }
    list.finish_at_least_one()?;
    let whole = |(frame, has_tail): (&[u8], bool)| {
        let tail = if has_tail { &tail[..] } else { b"" };
        [frame, tail].concat()
    };
    Ok(list
        .frames_and_tails()
        .map(|frame| open(&whole(frame), Command::TopicSubscribe))
        .collect())
}

fn bulks(bulk: &BulkFrames, command: Command) -> Vec<(Bulk, usize)> {
    bulk.frames()
        .map(|parts| open(parts.concat().as_slice(), command))
        .collect()
}

#[test]
fn a_short_list_is_one_frame_with_the_exact_bytes() {
    let mut list = ListFrames::default();
    list.begin(Command::ForceOffline, &[], 1, Tail::Each(3), ALL);
    list.push(b"ab").unwrap();
    list.push(b"").unwrap();
    list.finish().unwrap();
    let frames: Vec<_> = list.frames().collect();
    assert_eq!(
        frames,
        [b"\x00\x00\x00\x0d\x35\xa4\xf0\xdf\x0a\x02ab\x0a\x00"]
    );
}

#[test]
fn lists_without_elements_have_no_frames() {
    assert_eq!(lists(&[], b"data", ALL).unwrap().len(), 0);
    let mut bulk = BulkFrames::default();
    bulk.begin(Command::SingleCastBulk, ALL);
    bulk.finish();
    assert_eq!(bulk.frames().len(), 0);
}

#[test]
fn the_limit_itself_is_allowed() {
    let ids = vec![vec![b'x'; 28]; 2];
    let exact = 4 + 2 * 30 + 6;
    assert_eq!(lists(&ids, b"data", exact).unwrap().len(), 1);
    assert_eq!(lists(&ids, b"data", exact - 1).unwrap().len(), 2);
}

#[test]
fn an_element_that_fits_no_frame_leaves_no_frames() {
    let mut list = ListFrames::default();
    list.begin(Command::Multicast, &[], 1, Tail::Each(10), 60);
    list.push(&[b'a'; 28]).unwrap();
    list.push(&[b'a'; 28]).unwrap();
    let error = list.push(&[b'b'; 50]).unwrap_err();
    assert_eq!((error.size, error.limit), (66, 60));
    assert_eq!(
        error.to_string(),
        "a payload of 66 bytes is above the limit of 60 bytes"
    );
    assert_eq!(list.push(b"c"), Err(error));
    list.finish().unwrap();
    assert_eq!(list.frames().len(), 0);

    list.begin(Command::Multicast, &[], 1, Tail::Each(0), 60);
    list.push(b"c").unwrap();
    list.finish().unwrap();
    assert_eq!(list.frames().len(), 1);

    let mut bulk = BulkFrames::default();
    bulk.begin(Command::TopicPublishBulk, 60);
    bulk.push_pair(b"a", &[0; 20]).unwrap();
    let error = bulk.push_pair(b"b", &[0; 60]).unwrap_err();
    assert_eq!((error.size, error.limit), (4 + 3 + 62, 60));
    assert_eq!(bulk.push_data_for(b"b", b""), Err(error));
    bulk.finish();
    assert_eq!(bulk.frames().len(), 0);
}

#[test]
fn a_tail_above_the_limit_fits_no_frame() {
    let error = lists(&[b"a".to_vec()], &[0; 100], 100).unwrap_err();
    assert_eq!(error.size, 4 + 3 + 102);
    assert!(lists(&[b"a".to_vec()], b"", 0).is_err());
}

#[test]
fn a_bulk_frame_holds_all_ids_before_all_data() {
    let mut bulk = BulkFrames::default();
    bulk.begin(Command::SingleCastBulk, ALL);
    bulk.push_pair(b"a", b"1").unwrap();
    bulk.push_pair(b"b", b"2").unwrap();
    bulk.finish();
    let frames: Vec<_> = bulk.frames().map(|parts| parts.concat()).collect();
    assert_eq!(
        frames,
        [b"\x00\x00\x00\x10\x35\xa4\xf0\xd7\x0a\x01a\x0a\x01b\x12\x011\x12\x012"]
    );
}

#[test]
fn one_id_is_repeated_in_every_frame_of_its_data() {
    let mut bulk = BulkFrames::default();
    bulk.begin(Command::SingleCastBulk, 40);
    let datas: Vec<Vec<u8>> = (0..9u8).map(|n| vec![n; 10]).collect();
    for data in &datas {
        bulk.push_data_for(b"only", data).unwrap();
    }
    bulk.finish();
    let frames = bulks(&bulk, Command::SingleCastBulk);
    assert_eq!(frames.len(), 5);
    assert!(frames.iter().all(|(frame, _)| frame.ids == [b"only"]));
    let got: Vec<_> = frames.into_iter().flat_map(|(f, _)| f.datas).collect();
    assert_eq!(got, datas);
}

#[test]
fn a_tail_of_the_last_frame_stands_in_no_other() {
    let frames = |topics: &[usize], limit| -> Vec<(usize, Vec<u8>)> {
        let topics: Vec<_> = topics.iter().map(|len| vec![b't'; *len]).collect();
        let frames = subscribed(&topics, b"done", limit).unwrap();
        frames
            .into_iter()
            .map(|(frame, _)| (frame.topics.len(), frame.data))
            .collect()
    };
    let (none, done) = (b"".to_vec(), b"done".to_vec());
    let exact = 4 + 5 + 3 * 12 + 6;
    assert_eq!(frames(&[10; 3], exact), [(3, done.clone())]);
    // the frames before it need no room for it
    assert_eq!(
        frames(&[10; 3], exact - 1),
        [(2, none.clone()), (1, done.clone())]
    );
    assert_eq!(
        frames(&[10; 3], 4 + 5 + 3 * 12),
        [(2, none.clone()), (1, done.clone())]
    );
    assert_eq!(
        frames(&[10; 3], 4 + 5 + 12 + 6),
        [(1, none.clone()), (1, none.clone()), (1, done.clone())]
    );
    assert_eq!(
        frames(&[15, 10], 4 + 5 + 12 + 6),
        [(1, none.clone()), (1, done.clone())]
    );
    // a length of two bytes, and one without bytes
    assert_eq!(
        frames(&[10, 200, 0], 4 + 5 + 12 + 203 + 2),
        [(2, none), (1, done.clone())]
    );
    assert_eq!(frames(&[], exact), [(0, done)]);
}

#[test]
fn a_last_element_that_fits_no_frame_with_the_tail_leaves_no_frames() {
    let (head, tail) = (b"HEAD", 6);
    let mut list = ListFrames::default();
    list.begin(Command::TopicSubscribe, head, 2, Tail::Last(tail), 30);
    list.push(b"topic").unwrap();
    list.push(&[b't'; 18]).unwrap();
    let error = list.finish_at_least_one().unwrap_err();
    assert_eq!((error.size, error.limit), (4 + 4 + 20 + 6, 30));
    assert_eq!(list.frames().len(), 0);
    assert_eq!(list.push(b"c"), Err(error));
    assert_eq!(list.finish_at_least_one(), Err(error));

    list.begin(Command::TopicSubscribe, head, 2, Tail::Last(100), 30);
    let error = list.finish_at_least_one().unwrap_err();
    assert_eq!((error.size, error.limit), (4 + 4 + 100, 30));
}

fn element() -> impl Strategy<Value = Vec<u8>> {
    prop::collection::vec(any::<u8>(), 0..200)
}

proptest! {
    #[test]
    fn split_lists_arrive_whole_and_frames_are_full(
        ids in prop::collection::vec(element(), 0..60),
        data in element(),
        limit in 410usize..3000,
    ) {
        let frames = lists(&ids, &data, limit).unwrap();
        for pair in frames.windows(2) {
            let next = len_field_size(1, pair[1].0.ids[0].len());
            prop_assert!(pair[0].1 + next > limit);
        }
        for (frame, size) in &frames {
            prop_assert!(*size <= limit);
            prop_assert!(!frame.ids.is_empty());
            prop_assert_eq!(&frame.data, &data);
        }
        let got: Vec<_> = frames.into_iter().flat_map(|(f, _)| f.ids).collect();
        prop_assert_eq!(got, ids);
    }

    #[test]
    fn a_split_list_has_a_tail_of_the_last_frame_once(
        topics in prop::collection::vec(element(), 0..60),
        data in element(),
        limit in 220usize..3000,
    ) {
        let frames = match subscribed(&topics, &data, limit) {
            Ok(frames) => frames,
            Err(error) => {
                let last = topics.last().map_or(0, |topic| len_field_size(2, topic.len()));
                prop_assert_eq!(error.size, 4 + 5 + last + len_field_size(3, data.len()));
                prop_assert!(error.size > limit);
                return Ok(());
            }
        };
        for (at, (frame, size)) in frames.iter().enumerate() {
            prop_assert!(*size <= limit);
            prop_assert_eq!(frame.uniq_id.as_str(), "ann");
            prop_assert!(!frame.topics.is_empty() || topics.is_empty());
            let last = at + 1 == frames.len();
            prop_assert_eq!(&frame.data[..], if last { &data[..] } else { b"" });
        }
        // frames are full, but for the one that gave its last element away
        for pair in frames.windows(2).rev().skip(1) {
            let next = len_field_size(2, pair[1].0.topics[0].len());
            prop_assert!(pair[0].1 + next > limit);
        }
        let got: Vec<_> = frames.into_iter().flat_map(|(f, _)| f.topics).collect();
        prop_assert_eq!(got, topics);
    }

    #[test]
    fn split_bulks_keep_pairs_together(
        pairs in prop::collection::vec((element(), element()), 0..60),
        limit in 410usize..3000,
    ) {
        let mut bulk = BulkFrames::default();
        bulk.begin(Command::TopicPublishBulk, limit);
        for (id, data) in &pairs {
            bulk.push_pair(id, data).unwrap();
        }
        bulk.finish();
        let mut got = Vec::new();
        for (frame, size) in bulks(&bulk, Command::TopicPublishBulk) {
            prop_assert!(size <= limit);
            prop_assert_eq!(frame.ids.len(), frame.datas.len());
            got.extend(frame.ids.into_iter().zip(frame.datas));
        }
        prop_assert_eq!(got, pairs);
    }

    #[test]
    fn any_limit_is_kept_or_refused(
        ids in prop::collection::vec(element(), 1..20),
        limit in 0usize..300,
    ) {
        match lists(&ids, b"tail", limit) {
            Ok(frames) => prop_assert!(frames.iter().all(|(_, size)| *size <= limit)),
            Err(error) => {
                prop_assert!(error.size > limit);
                prop_assert_eq!(error.limit, limit);
            }
        }
    }
}

#[test]
fn head_stands_before_the_elements_of_every_frame() {
    let mut list = ListFrames::default();
    list.begin(
        Command::TopicSubscribe,
        b"HEAD",
        2,
        Tail::Each(0),
        4 + 4 + 2 * 4,
    );
    for topic in [b"t1", b"t2", b"t3"] {
        list.push(topic).unwrap();
    }
    list.finish().unwrap();
    let bodies: Vec<&[u8]> = list.frames().map(|frame| &frame[8..]).collect();
    assert_eq!(
        bodies,
        [&b"HEAD\x12\x02t1\x12\x02t2"[..], b"HEAD\x12\x02t3"]
    );
}

#[test]
fn list_that_must_be_sent_even_without_elements_has_one_frame() {
    let mut list = ListFrames::default();
    list.begin(Command::TopicPublish, &[], 1, Tail::Each(3), ALL);
    list.finish_at_least_one().unwrap();
    assert_eq!(
        list.frames().collect::<Vec<_>>(),
        [&b"\0\0\0\x07\x35\xa4\xf0\xdd"[..]]
    );
    list.begin(Command::TopicPublish, b"long head", 1, Tail::Each(3), 10);
    assert_eq!(list.finish_at_least_one().unwrap_err().size, 16);

    let mut bulk = BulkFrames::default();
    bulk.begin(Command::TopicPublishBulk, ALL);
    bulk.finish_at_least_one().unwrap();
    let frame: Vec<u8> = bulk.frames().next().unwrap().concat();
    assert_eq!(frame, b"\0\0\0\x04\x35\xa4\xf0\xde");
}
