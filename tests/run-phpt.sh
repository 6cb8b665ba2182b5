#!/bin/sh
# Runs the phpt suite on the built extension with the run-tests.php that comes with PHP's development files.
# Prints its summary and ends with its status.
#
#   tests/run-phpt.sh [option of run-tests.php | test file | folder]...
#
# NETSVR_SO            the extension; by default the newest libnetsvr.so in target/release and target/debug
# NETSVR_DEVGATE       the development gateway; by default the newest devgate there
# TEST_PHP_EXECUTABLE  the PHP to test with; by default php8.2, else php
# RUN_TESTS            run-tests.php; by default the one that belongs to that PHP
# TEST_JOBS            tests at a time; by default 4: most of them wait most of the time
# NETSVR_TEST_PATIENCE how many times as long tests may wait for what must come, and run at all; by default 1
# TEST_PHP_JUNIT       where to write a JUnit report, if anywhere
# NETSVR_TEST_GATEWAY  8: devgate plays 8.x, and netsvr.gateway is 8. Tests of which tests/phpt/gateway-8.txt says why they
#                      cannot hold there are left out, and named as skipped
# NETSVR_TEST_LEFT_OUT another such file: tests that are left out, with the reason
set -eu

fail() {
    echo "run-phpt.sh: $1" >&2
    exit 2
}

newest() {
    # The names are our own: no blanks in them but perhaps in $root, which is quoted.
    # shellcheck disable=SC2012
    ls -t "$root/target/release/$1" "$root/target/debug/$1" 2>/dev/null | head -n 1
}

root=$(cd "$(dirname "$0")/.." && pwd)
php=${TEST_PHP_EXECUTABLE:-$(command -v php8.2 || command -v php || true)}
[ -x "$php" ] || fail "no PHP: set TEST_PHP_EXECUTABLE"
so=${NETSVR_SO:-$(newest libnetsvr.so)}
[ -r "$so" ] || fail "no extension: run cargo build or set NETSVR_SO"
so=$(realpath "$so")
NETSVR_DEVGATE=${NETSVR_DEVGATE:-$(newest devgate)}
[ -x "$NETSVR_DEVGATE" ] || fail "no devgate: run cargo build -p netsvr-devgate or set NETSVR_DEVGATE"

run_tests=${RUN_TESTS:-}
if [ -z "$run_tests" ]; then
    for folder in "$("$php" -n -r 'echo PHP_EXTENSION_DIR;')" "$("$php" -n -r 'echo PHP_PREFIX;')/lib/php"; do
        [ -r "$folder/build/run-tests.php" ] && run_tests=$folder/build/run-tests.php && break
    done
fi
[ -r "$run_tests" ] || fail "no run-tests.php: install php-dev or set RUN_TESTS"

chosen=false
for argument in "$@"; do
    [ -e "$argument" ] && chosen=true
done
$chosen || set -- "$@" "$root/tests/phpt"

export NETSVR_SO="$so" NETSVR_DEVGATE TEST_PHP_EXECUTABLE="$php" NO_INTERACTION=1
left_out=${NETSVR_TEST_LEFT_OUT:-}
if [ "${NETSVR_TEST_GATEWAY:-5}" = 8 ]; then
    left_out=$root/tests/phpt/gateway-8.txt
    set -- -d netsvr.gateway=8 -d netsvr.task_addrs=+1 "$@"
fi
if [ -n "$left_out" ]; then
    # Files and folders become the tests in them that are left, in a list beside the other arguments.
    list=$(mktemp)
    trap 'rm -f "$list"' EXIT
    "$php" -n "$root/tests/support/tests-left.php" "$left_out" "$list" "$@"
    for argument in "$@"; do
        shift
        [ -e "$argument" ] || set -- "$@" "$argument"
    done
    "$php" -n "$run_tests" -q -n -d "extension=$so" "-j${TEST_JOBS:-4}" --show-diff "$@" -r "$list"
    exit
fi
exec "$php" -n "$run_tests" -q -n -d "extension=$so" "-j${TEST_JOBS:-4}" --show-diff "$@"
