//! Turns the protocol's `.proto` files into Rust structs. Needs no protoc.

fn main() -> Result<(), Box<dyn std::error::Error>> {
    for name in ["netsvr.proto", "netsvr-v6.proto"] {
        let proto = format!("../../proto/{name}");
        println!("cargo:rerun-if-changed={proto}");
        let descriptors = protox::compile([proto], ["../../proto"])?;
        prost_build::Config::new()
            // Sorted maps make answers the same from run to run.
            .btree_map(["."])
            .compile_fds(descriptors)?;
    }
    Ok(())
}
