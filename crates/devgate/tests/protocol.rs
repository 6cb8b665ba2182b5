//! The two generations of the protocol side by side.

// In tests a panic is how a failure shows; helpers outside #[test] count too.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use prost_types::{DescriptorProto, EnumDescriptorProto, FileDescriptorProto};

fn file(name: &str) -> FileDescriptorProto {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../proto");
    let path = format!("{folder}/{name}");
    protox::compile([path], [folder])
        .unwrap()
        .file
        .pop()
        .unwrap()
}

/// Without the package, which is another one.
fn shape(message: &DescriptorProto) -> String {
    format!("{message:?}").replace("netsvr.v6.", "netsvr.")
}

#[test]
fn all_messages_but_three_are_equal_and_stand_at_the_same_places() {
    let (v4, v6) = (file("netsvr.proto"), file("netsvr-v6.proto"));
    let differing: Vec<_> = v4
        .message_type
        .iter()
        .zip(&v6.message_type)
        .inspect(|(four, six)| assert_eq!(four.name(), six.name()))
        .filter(|(four, six)| shape(four) != shape(six))
        .map(|(four, _)| four.name())
        .collect();
    assert_eq!(differing, ["ConnOpen", "RegisterReq"]);
    assert_eq!((v4.message_type.len(), v6.message_type.len()), (57, 58));
    assert_eq!(v6.message_type[57].name(), "ConnOpenResp");
}

#[test]
fn all_numbers_are_equal() {
    let enums = |file: FileDescriptorProto| -> Vec<EnumDescriptorProto> { file.enum_type };
    let v4 = enums(file("netsvr.proto"));
    assert_eq!(v4, enums(file("netsvr-v6.proto")));
    assert_eq!(v4.len(), 3);
}
