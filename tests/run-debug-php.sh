#!/bin/sh
# Builds the extension for a debug PHP and runs tests on both.
#
#   DEBUG_PHP=… tests/run-debug-php.sh tests/run-phpt.sh [ARGUMENT]...
#   DEBUG_PHP=… tests/run-debug-php.sh tests/limits/run.php [ARGUMENT]...
#
# DEBUG_PHP         prefix of the PHP, as tools/debug-php.sh gives it
# CARGO_TARGET_DIR  cargo's target folder for it; by default target-debug-php
set -eu

root=$(cd "$(dirname "$0")/.." && pwd)
dir=${DEBUG_PHP:-}
[ -x "$dir/bin/php" ] || {
    echo "run-debug-php.sh: no debug PHP: $0 needs DEBUG_PHP" >&2
    exit 2
}
target=${CARGO_TARGET_DIR:-$root/target-debug-php}
cd "$root"
# shellcheck disable=SC2086
PHP=$dir/bin/php PHP_CONFIG=$dir/bin/php-config CARGO_TARGET_DIR=$target \
    "${CARGO:-cargo}" build --workspace ${CARGOFLAGS:-}
export NETSVR_SO="$target/debug/libnetsvr.so" NETSVR_DEVGATE="$target/debug/devgate" TEST_PHP_EXECUTABLE="$dir/bin/php"
tests=$1
shift
case $tests in
    *.php) exec "$dir/bin/php" -n "$tests" "$@" ;;
    *) exec "$tests" "$@" ;;
esac
