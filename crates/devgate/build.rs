//! Turns the protocol's `.proto` file into Rust structs. Needs no protoc.

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let proto = "../../proto/netsvr.proto";
    println!("cargo:rerun-if-changed={proto}");
    let descriptors = protox::compile([proto], ["../../proto"])?;
    prost_build::Config::new()
        // Sorted maps make answers the same from run to run.
        .btree_map(["."])
        .compile_fds(descriptors)?;
    Ok(())
}
