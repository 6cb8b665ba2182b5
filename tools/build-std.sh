#!/bin/sh
# cargo for a target whose standard library is not installed: it is built from source, with the compiler that it belongs to.
#
#   tools/build-std.sh COMMAND musl [ARGUMENT]...      cargo COMMAND for it: check or clippy
#   tools/build-std.sh COMMAND arm64 [ARGUMENT]...     or build, with the compiler and linker aarch64-linux-gnu-gcc
#
# Where the standard library is installed (rustup target add), cargo is called as it is. Else the compiler, its source and
# clippy are taken from the packages of Debian (rustc-web, or rustc) and kept in ~/.cache/netsvr, without being installed.
#
# CARGO           another cargo
# SYSROOT         for arm64: the folder of a system whose headers and libraries are taken
# XDG_CACHE_HOME  instead of ~/.cache
set -eu

fail() {
    echo "build-std.sh: $1" >&2
    exit 1
}

command=${1:-}
kind=${2:-}
case $kind in
    # A check links nothing: this machine's own compiler, and glibc's headers, which bindgen reads, will do.
    musl) target=$(uname -m)-unknown-linux-musl cc=cc ;;
    arm64) target=aarch64-unknown-linux-gnu cc=aarch64-linux-gnu-gcc ;;
    *) fail "which target? musl | arm64" ;;
esac
shift 2

root=$(cd "$(dirname "$0")/.." && pwd)
cargo=${CARGO:-cargo}
variable=$(echo "$target" | tr - _)
export "CC_$variable=$cc"
sysroot=
if [ "$kind" = arm64 ]; then
    sysroot=${SYSROOT:+--sysroot=$SYSROOT}
    linker=CARGO_TARGET_$(echo "$variable" | tr '[:lower:]' '[:upper:]')
    export "CFLAGS_$variable=$sysroot" "${linker}_LINKER=$cc" "${linker}_RUSTFLAGS=${sysroot:+-C link-arg=$sysroot}"
fi
# gcc's own headers are not clang's. With a system of its own, neither are those of the C library beside the compiler.
unused='/gcc[a-z-]*/[^/]*/[0-9.]*/include'
[ -z "$sysroot" ] || unused=/gcc
# shellcheck disable=SC2086
headers=$(echo | $cc $sysroot -E -v - 2>&1 | sed -n '/^#include <...>/,/^End/s/^ \(\/.*\)/-isystem \1/p' | grep -v "$unused" | tr '\n' ' ')
export BINDGEN_EXTRA_CLANG_ARGS="${BINDGEN_EXTRA_CLANG_ARGS:-$headers}"

if [ -d "$(rustc --print sysroot 2>/dev/null)/lib/rustlib/$target/lib" ]; then
    exec "$cargo" "$command" --target "$target" "$@"
fi

# -- the compiler and its source -------------------------------------------------------------------------------

command -v apt-get >/dev/null || fail "no standard library for $target: rustup target add $target"
compiler=
for name in rustc-web rustc; do
    version=$(apt-cache policy $name 2>/dev/null | sed -n 's/^  Candidate: \([0-9].*\)/\1/p')
    wanted=$(sed -n 's/^rust-version = "\(.*\)"/\1/p' "$root/Cargo.toml" | head -n 1)
    [ -n "$version" ] && [ "$(printf '%s\n%s\n' "$wanted" "$version" | sort -V | head -n 1)" = "$wanted" ] && compiler=$name && break
done
[ -n "$compiler" ] || fail "apt knows no rustc that is new enough (apt-get update?), and no standard library for $target is here"
cache=${XDG_CACHE_HOME:-$HOME/.cache}/netsvr
made=$cache/$compiler-$version
mkdir -p "$cache"
exec 9>"$cache/$compiler.lock"
flock 9
if [ ! -d "$made" ]; then
    work=$(mktemp -d "$cache/rustc.XXXXXX")
    trap 'rm -rf "$work"' EXIT
    trap 'exit 1' HUP INT TERM
    echo "build-std.sh: fetching $compiler $version and its source" >&2
    case $compiler in
        rustc-web) packages='rustc-web rust-web-src rust-web-clippy libstd-rust-web-dev' ;;
        *) packages='rustc rust-src rust-clippy libstd-rust-dev' ;;
    esac
    # the compiler itself and its LLVM, by the names that carry their versions
    set_of() {
        apt-cache depends --recurse --no-recommends --no-suggests --no-conflicts --no-breaks --no-replaces --no-enhances \
            "$compiler=$version" | sed -n 's/^\(libstd-rust[-a-z0-9.]*\|libllvm[0-9.]*\)$/\1/p' | sort -u
    }
    mkdir "$work/debs" "$work/made"
    # shellcheck disable=SC2046,SC2086
    (cd "$work/debs" && apt-get -q -o Acquire::Retries=3 -o APT::Sandbox::User=root download $packages $(set_of)) >"$work/log" 2>&1 ||
        { tail -n 10 "$work/log" >&2; fail "the packages cannot be had"; }
    for package in "$work"/debs/*.deb; do
        # of the source the library alone
        dpkg-deb --fsys-tarfile "$package" | tar -x -C "$work/made" --no-wildcards-match-slash --exclude='./usr/share' \
            --exclude='./usr/src/*/compiler' --exclude='./usr/src/*/src'
    done
    mv -T "$work/made" "$made"
    rm -rf "$work"
    trap - EXIT
fi
exec 9>&-

# The options of nightly, which -Z build-std is one of, are in every compiler; this is the switch.
export RUSTC_BOOTSTRAP=1 RUSTC="$made/usr/bin/rustc"
LD_LIBRARY_PATH=$(find "$made/usr/lib" -maxdepth 1 -type d -name '*-linux-gnu*' | head -n 1)${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}
export LD_LIBRARY_PATH
if [ "$command" = clippy ]; then
    # what cargo clippy does, with the clippy of that compiler
    command=check
    export RUSTC_WORKSPACE_WRAPPER="$made/usr/bin/clippy-driver"
fi
exec "$cargo" "$command" -Z build-std=std,panic_unwind --target "$target" "$@"
