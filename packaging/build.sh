#!/bin/sh
# Builds the extension for one PHP so that the same sources give the same bytes, wherever the folders are; says on its
# last line which file it is. Run by packaging/package.sh.
#
# PHP, PHP_CONFIG, CARGO   the PHP to build for, and the cargo to build with
# CARGO_TARGET_DIR         where to build: a folder of its own, since other flags make cargo start anew
# SOURCE_DATE_EPOCH        the time that whoever builds takes for now
set -eu

root=$(cd "$(dirname "$0")/.." && pwd -P)
cargo=${CARGO:-cargo}
target=${CARGO_TARGET_DIR:-$root/target-package}
mkdir -p "$target"
target=$(cd "$target" && pwd -P)
cargo_home=$(cd "${CARGO_HOME:-$HOME/.cargo}" && pwd -P)
# rustc says of its own sources that they are in /rustc/COMMIT, unless rustup has put them beside it.
rustc=$(cd "$root" && rustc -vV)
commit=$(echo "$rustc" | sed -n 's/^commit-hash: //p')
std=$(cd "$root" && rustc --print sysroot)/lib/rustlib/src/rust

# What is built by cc (a file of ext-php-rs) has the same folders in its debug information.
for pair in "$root=/netsvr" "$target=/target" "$cargo_home=/cargo" "$std=/rustc/$commit"; do
    flags="${flags:+$flags$(printf '\037')}--remap-path-prefix=$pair"
    c_flags="${c_flags:+$c_flags }-ffile-prefix-map=$pair"
done
# The file names itself by its bytes: what a debugger looks for, and the same in every folder.
flags="$flags$(printf '\037')-Clink-arg=-Wl,--build-id=sha1"
# musl's rustc links statically unless it is told that a PHP loads this.
case $rustc in
    *"host: "*-musl*) flags="$flags$(printf '\037')-Ctarget-feature=-crt-static" ;;
esac

cd "$root"
# In the place of whatever RUSTFLAGS, CFLAGS or a configuration of cargo say.
env -u RUSTFLAGS CARGO_ENCODED_RUSTFLAGS="$flags" CFLAGS="$c_flags" CARGO_TARGET_DIR="$target" CARGO_INCREMENTAL=0 \
    PHP="$PHP" PHP_CONFIG="$PHP_CONFIG" \
    "$cargo" build --release --locked --package netsvr >&2
echo "$target/release/libnetsvr.so"
