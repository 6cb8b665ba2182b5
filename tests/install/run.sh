#!/bin/sh
# Makes the packages for the PHP of two Debians, and runs tests/install/run.php on each, side by side: most of it waits.
#
#   tests/install/run.sh [bookworm|trixie|name of a test]...
#
# NETSVR_PACKAGES         folders of packages to take instead, with a colon between them
# NETSVR_SO               an extension for Debian 12 that has been built already
# NETSVR_DEVGATE          the development gateway, with wsload beside it
# PHP, PHP_CONFIG, CARGO, CARGO_TARGET_DIR   as packaging/package.sh takes them, for Debian 12
# CARGOFLAGS              for the build for Debian 13
set -eu

root=$(cd "$(dirname "$0")/../.." && pwd)
php=${PHP:-php}
cd "$root"

# Its PHP is of tools/debian-php.sh, the build that of tests/matrix/debian.sh: without optimisation, and made once for both.
packages_of_trixie() {
    folder=$(tools/debian-php.sh 8.4)
    here=$(command -v "$php")
    # Most of it has been built already, by make test-hooks for this PHP.
    if [ ! -d target-php/debug ] && [ -d target/debug/.fingerprint ]; then
        mkdir -p target-php/debug
        cp -a --reflink=auto target/debug/build target/debug/.fingerprint target/debug/deps target-php/debug/
    fi
    # shellcheck disable=SC2086
    PHP="$folder/bin/php" PHP_CONFIG="$folder/bin/php-config" CARGO_TARGET_DIR=$root/target-php \
        "${CARGO:-cargo}" build -p netsvr ${CARGOFLAGS:-}
    PHP="$folder/bin/php" PHP_CONFIG="$folder/bin/php-config" PHP_HERE="$here" \
        packaging/package.sh out/package-8.4 target-php/debug/libnetsvr.so
}

if [ -z "${NETSVR_PACKAGES:-}" ] && [ "$(id -u)" = 0 ]; then
    packaging/package.sh out/package ${NETSVR_SO:+"$NETSVR_SO"}
    packages_of_trixie
    NETSVR_PACKAGES=$root/out/package:$root/out/package-8.4
fi
export NETSVR_PACKAGES="${NETSVR_PACKAGES:-}"

suites=
for wanted; do
    shift
    case $wanted in
        bookworm | trixie) suites="$suites $wanted" ;;
        *) set -- "$@" "$wanted" ;;
    esac
done
[ "$(id -u)" = 0 ] || suites=bookworm
processes=
mkdir -p out
trap 'kill $processes 2>/dev/null; wait; exit 1' HUP INT TERM
for suite in ${suites:-bookworm trixie}; do
    rm -f "out/install-$suite.log"
    # Appended: PHP that hands its error output to a child sets the position of what it knows of as written.
    "$php" -n tests/install/run.php "$suite" "$@" >>"out/install-$suite.log" 2>&1 &
    processes="$processes $!"
done
status=0
for process in $processes; do
    wait "$process" || status=1
done
for suite in ${suites:-bookworm trixie}; do
    cat "out/install-$suite.log"
done
exit $status
