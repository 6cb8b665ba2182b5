#!/bin/sh
# Builds the extension for a PHP of tools/debian-php.sh and runs the phpt suite in its Debian.
#
#   tests/matrix/debian.sh VERSION [--jit off|tracing|function | --arch arm64] [argument of tests/run-phpt.sh]...
#
# For arm64, which needs tools/arm64.sh around it, the development gateway is built, too, and both with optimisation.
#
# NETSVR_DEVGATE  the development gateway, but for arm64; wsload lies beside it
# CARGO, CARGOFLAGS
# TEST_JOBS       as for tests/run-phpt.sh
set -eu

root=$(cd "$(dirname "$0")/../.." && pwd)
version=${1:?which PHP?}
shift
jit=
if [ "${1:-}" = --jit ]; then
    jit=${2:?tracing, function or off?}
    shift 2
fi
arch=
if [ "${1:-}" = --arch ]; then
    arch=${2:?arm64?}
    shift 2
fi

folder=$("$root/tools/debian-php.sh" "$version" ${arch:+"$arch"})
cd "$root"
export PHP="$folder/bin/php" PHP_CONFIG="$folder/bin/php-config"
if [ -n "$arch" ]; then
    target=$root/target-$arch
    # shellcheck disable=SC2086
    CARGO_TARGET_DIR=$target SYSROOT=$folder/root tools/build-std.sh build "$arch" --release -p netsvr -p netsvr-devgate ${CARGOFLAGS:-}
    built=$target/aarch64-unknown-linux-gnu/release devgate=$built/devgate
    export NETSVR_TEST_LEFT_OUT="$root/tests/matrix/$arch.txt"
else
    # One folder for all of them: from one PHP to the next only what reads its headers is built anew. What does not read them
    # may be there already, from make test.
    target=$root/target-php
    if [ ! -d "$target/debug" ] && [ -d target/debug/.fingerprint ]; then
        mkdir -p "$target/debug"
        cp -a --reflink=auto target/debug/build target/debug/.fingerprint target/debug/deps "$target/debug/"
    fi
    # shellcheck disable=SC2086
    CARGO_TARGET_DIR=$target "${CARGO:-cargo}" build -p netsvr ${CARGOFLAGS:-}
    built=$target/debug devgate=${NETSVR_DEVGATE:-target/release/devgate}
fi
# What is tested lies in a folder of its own in the checkout, which is all that is seen in there; some tests look for wsload
# beside devgate.
mkdir -p "$target/$version"
cp "$built/libnetsvr.so" "$devgate" "$(dirname "$devgate")/wsload" "$target/$version/"
NETSVR_SO=$target/$version/libnetsvr.so NETSVR_DEVGATE=$target/$version/devgate
# Of the commands that are run, PHP is the one that the Debian has.
unset PHP PHP_CONFIG
export NETSVR_DEVGATE NETSVR_SO TEST_PHP_EXECUTABLE="/usr/bin/php$version" NETSVR_PYTHON=/usr/bin/python3
"$root/tests/matrix/inside.sh" "$folder" "$TEST_PHP_EXECUTABLE" -n -d "extension=$NETSVR_SO" -r '
    echo "PHP ", PHP_VERSION, " on ", php_uname("m"), ", netsvr ", phpversion("netsvr"), "\n";'
case $jit in
    '') exec "$root/tests/matrix/inside.sh" "$folder" tests/run-phpt.sh "$@" ;;
    *) exec "$root/tests/matrix/inside.sh" "$folder" tests/matrix/opcache.sh "$jit" "$@" ;;
esac
