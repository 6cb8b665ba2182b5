#!/bin/sh
# Builds the extension for a PHP of tools/debian-php.sh and runs the phpt suite in its Debian.
#
#   tests/matrix/debian.sh VERSION [--arch ARCHITECTURE] [--jit off|tracing|function] [argument of tests/run-phpt.sh]...
#
# NETSVR_DEVGATE  the development gateway of this machine; for another architecture one is built
# CARGO, CARGOFLAGS
# TEST_JOBS       as for tests/run-phpt.sh
set -eu

root=$(cd "$(dirname "$0")/../.." && pwd)
version=${1:?which PHP?}
shift
arch=
jit=
while :; do
    case ${1:-} in
        --arch) arch=$2 ;;
        --jit) jit=$2 ;;
        *) break ;;
    esac
    shift 2
done

folder=$("$root/tools/debian-php.sh" "$version" ${arch:+"$arch"})
cd "$root"
# One folder for all of them: from one PHP to the next only what reads its headers is built anew. What does not read them
# may be there already, from make test.
target=$root/target-php
if [ ! -d "$target/debug" ] && [ -d target/debug/.fingerprint ]; then
    mkdir -p "$target/debug"
    cp -a --reflink=auto target/debug/build target/debug/.fingerprint target/debug/deps "$target/debug/"
fi
export PHP="$folder/bin/php" PHP_CONFIG="$folder/bin/php-config"
# What is tested lies in a folder of its own in the checkout, which is all that is seen in there.
mkdir -p "$target/$version$arch"
if [ -n "$arch" ]; then
    # A library for another machine, and a gateway beside it.
    # shellcheck disable=SC2086
    CARGO_TARGET_DIR=$target tools/build-std.sh build "$arch" -p netsvr -p netsvr-devgate ${CARGOFLAGS:-}
    built=$target/$(tools/build-std.sh target "$arch")/debug
    NETSVR_DEVGATE=$built/devgate
else
    # shellcheck disable=SC2086
    CARGO_TARGET_DIR=$target "${CARGO:-cargo}" build -p netsvr ${CARGOFLAGS:-}
    built=$target/debug
fi
cp "$built/libnetsvr.so" "${NETSVR_DEVGATE:-target/release/devgate}" "$target/$version$arch/"
NETSVR_SO=$target/$version$arch/libnetsvr.so NETSVR_DEVGATE=$target/$version$arch/devgate
# Of the commands that are run, PHP is the one that the Debian has.
unset PHP PHP_CONFIG
export NETSVR_DEVGATE NETSVR_SO TEST_PHP_EXECUTABLE="/usr/bin/php$version" NETSVR_PYTHON=/usr/bin/python3
"$root/tests/matrix/inside.sh" "$folder" "$TEST_PHP_EXECUTABLE" -n -d "extension=$NETSVR_SO" -r '
    echo "PHP ", PHP_VERSION, " on ", php_uname("m"), ", netsvr ", phpversion("netsvr"), "\n";'
case $jit in
    '') exec "$root/tests/matrix/inside.sh" "$folder" tests/run-phpt.sh "$@" ;;
    *) exec "$root/tests/matrix/inside.sh" "$folder" tests/matrix/opcache.sh "$jit" "$@" ;;
esac
